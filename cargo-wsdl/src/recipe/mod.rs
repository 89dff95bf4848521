//! Recipes: the tables `[package.metadata.wsdl]` of a crate's manifest.
//!
//! A recipe knows where it is written: what is wrong with it, and what the generator says about one of its settings, points into the
//! manifest.

mod manifest;
mod table;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;
use wsdl_codegen::{JobOperations, Options, Outcome};

pub(crate) use manifest::Manifest;
use table::{Problems, Table};

/// The keys of a recipe.
const KEYS: &[&str] = &[
    "wsdl",
    "out",
    "operations",
    "ports",
    "catalog",
    "modules",
    "rename",
    "substitute",
    "derive",
    "secrets",
    "strict",
    "stand_in",
    "jobs",
];

/// The keys of a job.
const JOB_KEYS: &[&str] = &["start", "complete", "status", "cancel"];

/// What to generate from, where to, and how. Paths stand as they are found from the current folder.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    /// The document.
    pub(crate) wsdl: PathBuf,
    /// The place of the output.
    pub(crate) out: PathBuf,
    /// The settings.
    pub(crate) options: Options,
    /// Where it is written.
    pub(crate) origin: Origin,
}

/// Where a recipe is written.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    manifest: Arc<Manifest>,
    /// Which of the manifest's recipes.
    index: usize,
}

impl Origin {
    /// Points what was found about settings into the manifest.
    pub(crate) fn locate(&self, outcome: &mut Outcome) {
        let findings = outcome.diagnostics.iter();
        if !findings.clone().any(|d| d.setting.is_some()) {
            return;
        }
        let document = self.manifest.attach(&mut outcome.documents);
        let place = |setting: &_| {
            let range = self.manifest.find(self.index, setting)?;
            Some(manifest::span(document, &range))
        };
        outcome.diagnostics.locate(place);
        outcome.diagnostics.sort();
    }
}

/// Reads the recipes of a manifest: one table or several.
///
/// # Errors
/// What is wrong with them, all of it, each with its place.
pub(crate) fn read(manifest: Manifest) -> Result<Vec<Recipe>, Box<Outcome>> {
    let manifest = Arc::new(manifest);
    let mut outcome = Outcome::default();
    let document = manifest.attach(&mut outcome.documents);
    let mut problems = Problems::new(document, &mut outcome.diagnostics);
    let mut recipes = Vec::new();
    match manifest::parse(manifest.text()) {
        Ok(root) => {
            for (index, value) in manifest::recipes(root.get_ref()).into_iter().enumerate() {
                let origin = Origin {
                    manifest: manifest.clone(),
                    index,
                };
                recipes.extend(recipe(value, origin, &mut problems));
            }
        }
        Err(error) => {
            let range = error.span().unwrap_or_default();
            problems.add(&range, error.message().to_owned());
        }
    }
    outcome.diagnostics.sort();
    match outcome.diagnostics.has_errors() {
        true => Err(Box::new(outcome)),
        false => Ok(recipes),
    }
}

fn recipe(
    value: &Spanned<DeValue<'_>>,
    origin: Origin,
    problems: &mut Problems<'_>,
) -> Option<Recipe> {
    let mut table = Table::new("a recipe", value, KEYS, problems)?;
    let folder = origin.manifest.folder();
    let (wsdl, out) = (table.needed("wsdl"), table.needed("out"));
    let catalog = table.texts("catalog");
    let jobs = table.tables("jobs");
    let mut options = Options {
        operations: table.texts("operations"),
        ports: table.texts("ports"),
        catalog: catalog.iter().map(|c| folder.join(c)).collect(),
        modules: table.pairs("modules"),
        rename: table.pairs("rename"),
        substitute: table.pairs("substitute"),
        derive: table.texts("derive"),
        secrets: table.texts("secrets"),
        strict: table.flag("strict"),
        stand_in: table.flag("stand_in"),
        ..Options::default()
    };
    for (name, value) in jobs {
        options
            .jobs
            .extend(job(value, problems).map(|job| (name, job)));
    }
    Some(Recipe {
        wsdl: folder.join(wsdl?),
        out: folder.join(out?),
        options,
        origin,
    })
}

/// `jobs.Name = { start = [..], complete = "..", status = "..", cancel = ".." }`
fn job(value: &Spanned<DeValue<'_>>, problems: &mut Problems<'_>) -> Option<JobOperations> {
    let mut table = Table::new("a job", value, JOB_KEYS, problems)?;
    Some(JobOperations {
        start: table.texts("start"),
        complete: table.needed("complete")?,
        status: table.needed("status")?,
        cancel: table.needed("cancel")?,
    })
}

impl Manifest {
    /// Where its recipes are found from the current folder.
    fn folder(&self) -> &Path {
        self.path().parent().unwrap_or(Path::new(""))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use wsdl_codegen::diagnostic::Setting;

    use super::{Manifest, read};

    fn manifest(recipe: &str) -> Manifest {
        let text = format!("[package]\nname = \"x\"\n\n{recipe}");
        Manifest::new(Path::new("crate/Cargo.toml"), text)
    }

    #[test]
    fn a_recipe_holds_every_setting() {
        let recipes = read(manifest(
            r#"[package.metadata.wsdl]
wsdl = "wsdl/a.wsdl"
out = "src/generated"
operations = ["a", "b*"]
ports = "p"
catalog = ["c.tsv"]
derive = ["Eq"]
secrets = ["pin"]
strict = true
modules."urn:x" = "x"
substitute = { "{urn:x}U" = "u::U" }

[package.metadata.wsdl.rename]
"{urn:x}T" = "Tee"

[package.metadata.wsdl.jobs.Print]
start = ["print*"]
complete = "isDone"
status = "getStatus"
cancel = "cancel"
"#,
        ))
        .expect("a recipe");
        let recipe = &recipes[0];
        assert_eq!(recipe.wsdl, Path::new("crate/wsdl/a.wsdl"));
        assert_eq!(recipe.out, Path::new("crate/src/generated"));
        assert_eq!(recipe.options.operations, ["a", "b*"]);
        assert_eq!(recipe.options.ports, ["p"]);
        assert_eq!(recipe.options.catalog, [Path::new("crate/c.tsv")]);
        assert_eq!(recipe.options.modules["urn:x"], "x");
        assert_eq!(recipe.options.rename["{urn:x}T"], "Tee");
        assert_eq!(recipe.options.substitute["{urn:x}U"], "u::U");
        assert_eq!(recipe.options.jobs["Print"].start, ["print*"]);
        assert!(recipe.options.strict);
    }

    #[test]
    fn settings_are_found_where_they_are_written() {
        let text = r#"[[package.metadata.wsdl]]
wsdl = "a.wsdl"
out = "a.rs"

[[package.metadata.wsdl]]
wsdl = "b.wsdl"
out = "b.rs"
operations = ["one", "two"]
ports = "solo"
catalog = ["c.tsv"]
rename."{urn:x}T" = "Tee"
jobs.J = { start = ["run*"], complete = "done", status = "state", cancel = "stop" }
"#;
        let recipes = read(manifest(text)).expect("recipes");
        let found = |index: usize, setting: Setting| {
            let origin = &recipes[index].origin;
            let range = origin.manifest.find(origin.index, &setting)?;
            Some(origin.manifest.text()[range].to_owned())
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(found(0, Setting::whole("wsdl")), some("\"a.wsdl\""));
        assert_eq!(found(1, Setting::whole("wsdl")), some("\"b.wsdl\""));
        assert_eq!(
            found(1, Setting::entry("operations", "two")),
            some("\"two\"")
        );
        assert_eq!(found(1, Setting::entry("ports", "solo")), some("\"solo\""));
        assert_eq!(
            found(1, Setting::entry("catalog", "crate/c.tsv")),
            some("\"c.tsv\"")
        );
        assert_eq!(
            found(1, Setting::entry("rename", "{urn:x}T")),
            some("\"{urn:x}T\"")
        );
        let job = Setting::entry("jobs", "J");
        assert_eq!(found(1, job.clone()), some("J"));
        assert_eq!(found(1, job.clone().within("state")), some("\"state\""));
        assert_eq!(found(1, job.within("run*")), some("\"run*\""));
        assert_eq!(found(0, Setting::entry("operations", "two")), None);
    }
}
