//! Cases: a folder each, `tests/cases/<group>/<name>`. `tests/cases/README.md` is the page about them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wsdl_codegen::diagnostic::Severity;
use wsdl_codegen::{JobOperations, Layout, Options, Outcome};

/// A folder with an input and what should come of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// `<group>/<name>`.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The document that the generator is given.
    pub input: PathBuf,
    /// The settings of its `options.txt`.
    pub options: Options,
    /// Whether notes are shown too: `--verbose` in its `options.txt`.
    pub verbose: bool,
}

/// What came of a case, as texts.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The generated files, and `elements.txt`: every element that can be read with its Rust path.
    pub files: BTreeMap<String, String>,
    /// Errors and warnings, rendered; notes only where a case's `options.txt` says `--verbose`.
    pub diagnostics: String,
}

/// All cases, sorted by name. `CASE=text` in the environment picks those whose name contains the text.
///
/// # Panics
/// When a case's folder is not as the page says: that is a mistake in the test itself.
pub fn all() -> Vec<Case> {
    let root = crate::root().join("tests").join("cases");
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut cases = Vec::new();
    for group in folders(&root) {
        for folder in folders(&group) {
            let name = format!("{}/{}", last(&group), last(&folder));
            // a recipe is read by the command, not by the generator
            if !name.contains(&wanted) || folder.join("Cargo.toml").exists() {
                continue;
            }
            let given = given(&folder).unwrap_or_else(|e| panic!("{name}: {e}"));
            let input = ["input.wsdl", "input.xsd"].iter().map(|f| folder.join(f));
            let mut input = given
                .document
                .into_iter()
                .chain(input.filter(|f| f.exists()));
            let Some(input) = input.next() else {
                panic!("{name}: there is neither input.wsdl nor input.xsd");
            };
            cases.push(Case {
                name,
                folder,
                input,
                options: given.options,
                verbose: given.verbose,
            });
        }
    }
    cases
}

impl Case {
    /// Runs the generator, in memory.
    pub fn run(&self) -> Output {
        let outcome = wsdl_codegen::compile(&self.input, &self.options, Layout::Folder);
        let mut files: BTreeMap<String, String> = outcome
            .files
            .iter()
            .map(|f| (f.path.clone(), f.text.clone()))
            .collect();
        if !files.is_empty() {
            files.insert("elements.txt".to_owned(), elements(&outcome));
        }
        let least = match self.verbose {
            true => Severity::Note,
            false => Severity::Warning,
        };
        let diagnostics = crate::said_from(&outcome, least);
        Output { files, diagnostics }
    }
}

/// `{namespace}element rust::path`, a line each, sorted.
fn elements(outcome: &Outcome) -> String {
    let roots = outcome.package.as_ref().map(crate::roots::of);
    let lines = roots.into_iter().flatten();
    lines
        .map(|(name, path)| format!("{name} {path}\n"))
        .collect()
}

/// What `options.txt` says.
#[derive(Default)]
struct Given {
    options: Options,
    verbose: bool,
    /// The document, where it is not the usual one.
    document: Option<PathBuf>,
}

/// Reads `options.txt`: the arguments of `cargo wsdl generate`, one a line.
fn given(folder: &Path) -> Result<Given, String> {
    let mut given = Given::default();
    let options = &mut given.options;
    let text = fs::read_to_string(folder.join("options.txt")).unwrap_or_default();
    for line in text
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
    {
        let (flag, value) = line.split_once(' ').unwrap_or((line, ""));
        let pair = || {
            value
                .rsplit_once('=')
                .ok_or(format!("`{line}` needs a `=`"))
        };
        let owned = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
        match flag {
            "--operation" => options.operations.push(value.to_owned()),
            "--port" => options.ports.push(value.to_owned()),
            "--catalog" => options.catalog.push(folder.join(value)),
            "--module" => options.modules.extend([owned(pair()?)]),
            "--rename" => options.rename.extend([owned(pair()?)]),
            "--substitute" => options.substitute.extend([owned(pair()?)]),
            "--derive" => options.derive.push(value.to_owned()),
            "--secret" => options.secrets.push(value.to_owned()),
            "--strict" => options.strict = true,
            "--stand-in" => options.stand_in = true,
            "--job" => {
                let (name, operations) = owned(pair()?);
                options.jobs.insert(name, job(&operations)?);
            }
            "--verbose" => given.verbose = true,
            file if !file.starts_with('-') => given.document = Some(folder.join(file)),
            _ => return Err(format!("`{flag}` is no flag of `cargo wsdl generate`")),
        }
    }
    options.names = fs::read_to_string(folder.join("names.tsv")).ok();
    Ok(given)
}

/// `START[,START..]:COMPLETE:STATUS:CANCEL`
fn job(text: &str) -> Result<JobOperations, String> {
    let parts: Vec<String> = text.split(':').map(str::to_owned).collect();
    let [start, complete, status, cancel] = <[String; 4]>::try_from(parts)
        .map_err(|_| format!("`{text}` does not name the four operations of a job"))?;
    Ok(JobOperations {
        start: start.split(',').map(str::to_owned).collect(),
        complete,
        status,
        cancel,
    })
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.map(|e| e.path()).filter(|p| p.is_dir()).collect();
    found.sort();
    found
}

fn last(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}
