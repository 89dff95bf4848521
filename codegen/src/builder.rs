//! The build-script door: paths, `OUT_DIR`, change tracking, diagnostics as cargo shows them.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::cost;
use crate::diagnostic::{self, Renderer, Severity};
use crate::model::documents::Documents;
use crate::model::files::{File, Layout};
use crate::options::{JobOperations, Options};
use crate::pipeline::{self, Outcome};
use crate::stage::load;
use crate::stage::write::{self, WriteError};

/// What `main` of a build script returns.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// Generates the client of a WSDL into `OUT_DIR`, with the default settings.
///
/// ```no_run
/// fn main() -> wsdl_codegen::Result {
///     wsdl_codegen::generate("wsdl/CommandWebService.wsdl")
/// }
/// ```
/// `wsdl_runtime::include_service!("CommandWebService")` takes the result in. A relative path starts at the package's root. Beside the
/// code stands a report of what each operation [costs](cost).
///
/// # Errors
/// The WSDL cannot be read or has errors (cargo shows each with its place), or the output cannot be written.
pub fn generate(path: impl AsRef<Path>) -> Result {
    configure().generate(path)
}

/// A [`Builder`] with the default settings.
pub fn configure() -> Builder {
    Builder::default()
}

/// Settings of a build script: the same as the flags of `cargo wsdl generate` and the keys of a recipe.
///
/// ```no_run
/// fn main() -> wsdl_codegen::Result {
///     wsdl_codegen::configure()
///         .operation("cancelJob")
///         .operation("get*")
///         .generate("wsdl/CommandWebService.wsdl")
/// }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "settings do nothing until `generate` is called"]
pub struct Builder {
    options: Options,
    out_dir: Option<PathBuf>,
}

impl Builder {
    /// Only operations whose names match a pattern (`*` stands for any text), with what they reach. Every call adds a pattern; one that
    /// matches nothing is an error.
    pub fn operation(mut self, pattern: impl Into<String>) -> Self {
        self.options.operations.push(pattern.into());
        self
    }

    /// Only the port with this name. Every call adds a port.
    pub fn port(mut self, name: impl Into<String>) -> Self {
        self.options.ports.push(name.into());
        self
    }

    /// A catalog: where documents with absolute or missing locations are found. `URL<TAB>file` lines, or an OASIS XML catalog.
    pub fn catalog(mut self, file: impl Into<PathBuf>) -> Self {
        self.options.catalog.push(file.into());
        self
    }

    /// The name of the module for a namespace.
    pub fn module(mut self, namespace: impl Into<String>, name: impl Into<String>) -> Self {
        self.options.modules.insert(namespace.into(), name.into());
        self
    }

    /// Another name for a type (`{NS}Name`), a member (`{NS}Type/member`) or an operation.
    pub fn rename(mut self, component: impl Into<String>, name: impl Into<String>) -> Self {
        self.options.rename.insert(component.into(), name.into());
        self
    }

    /// A Rust type in place of a schema type (`{NS}Name`).
    pub fn substitute(mut self, schema: impl Into<String>, rust: impl Into<String>) -> Self {
        self.options.substitute.insert(schema.into(), rust.into());
        self
    }

    /// One more derive for every type that allows it.
    pub fn derive(mut self, name: impl Into<String>) -> Self {
        self.options.derive.push(name.into());
        self
    }

    /// A member that `Debug`, errors and logs never show, besides the documented list.
    pub fn secret(mut self, name: impl Into<String>) -> Self {
        self.options.secrets.push(name.into());
        self
    }

    /// Whether clients read strictly: what is unknown or misplaced in a response is an error.
    pub fn strict(mut self, strict: bool) -> Self {
        self.options.strict = strict;
        self
    }

    /// Whether a trait is made per port type, `..StandIn`: what implements it is served over HTTP on loopback, for tests. It is there
    /// when the feature `server` of `wsdl-runtime` is on, as in `[dev-dependencies]`.
    pub fn stand_in(mut self, stand_in: bool) -> Self {
        self.options.stand_in = stand_in;
        self
    }

    /// A long job: a struct of this name with functions that start it, ask for its status, cancel it and wait for its end. Every call
    /// adds one.
    pub fn job(mut self, name: impl Into<String>, operations: JobOperations) -> Self {
        self.options.jobs.insert(name.into(), operations);
        self
    }

    /// The folder of the output in place of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// The settings as data.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Generates in memory: nothing is written, nothing is printed.
    pub fn compile(&self, path: impl AsRef<Path>) -> Outcome {
        pipeline::compile(path.as_ref(), &self.options, Layout::File)
    }

    /// Generates `<stem>.rs` for a WSDL, and beside it `<stem>.report.txt`: what each operation [costs](cost) in lines and types. In a build script it also tells cargo which files to watch, and shows diagnostics through it.
    ///
    /// # Errors
    /// The WSDL cannot be read or has errors, there is no folder for the output, or it cannot be written.
    pub fn generate(&self, path: impl AsRef<Path>) -> Result {
        let path = path.as_ref();
        let outcome = self.compile(path);
        let cargo = in_build_script();
        if cargo {
            watch(path, &self.options, &outcome.documents);
        }
        let errors = report(&outcome, cargo);
        if !errors.is_empty() {
            return Err(Error(Reason::Invalid(errors)));
        }
        let folder = match (&self.out_dir, env::var_os("OUT_DIR")) {
            (Some(folder), _) => folder.clone(),
            (None, Some(folder)) => PathBuf::from(folder),
            (None, None) => return Err(Error(Reason::NoFolder)),
        };
        let costs = cost::cost(&outcome);
        let report = format!("# {} from {}.\n{costs}", write::MARK, costs.source);
        let report = File::new("report.txt", report);
        for (files, end) in [
            (outcome.files.as_slice(), ".rs"),
            (&[report], ".report.txt"),
        ] {
            let out = folder.join(file_name(path, end));
            write::write(files, &out, Layout::File).map_err(|error| Error(Reason::Write(error)))?;
        }
        Ok(())
    }
}

/// `CommandWebService.rs` for `wsdl/CommandWebService.wsdl`: what `include_service!` takes; or another end.
fn file_name(path: &Path, end: &str) -> PathBuf {
    let mut name = PathBuf::from(path.file_stem().unwrap_or_default());
    name.as_mut_os_string().push(end);
    name
}

/// Whether cargo runs this as a build script; it alone sets these together.
fn in_build_script() -> bool {
    ["OUT_DIR", "TARGET", "HOST"]
        .iter()
        .all(|name| env::var_os(name).is_some())
}

/// Tells cargo to run the script again when a document or a catalog changes.
fn watch(entry: &Path, options: &Options, documents: &Documents) {
    let loaded = documents.list.iter().filter_map(|d| d.path.as_deref());
    let beside = load::catalog_beside(entry);
    let catalogs = options.catalog.iter().chain(&beside).map(PathBuf::as_path);
    let mut seen = Vec::new();
    for path in std::iter::once(entry).chain(loaded).chain(catalogs) {
        if !seen.contains(&path) {
            println!("cargo::rerun-if-changed={}", path.display());
            seen.push(path);
        }
    }
}

/// Shows warnings and errors through cargo, a directive for each line: what follows a line break within one would be lost. Returns the
/// errors as text; empty when there are none.
fn report(outcome: &Outcome, cargo: bool) -> String {
    let renderer = Renderer::new(&outcome.documents);
    if cargo {
        for diagnostic in outcome.diagnostics.iter() {
            let directive = match diagnostic.severity {
                Severity::Note => continue,
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            for line in renderer.one(diagnostic).lines() {
                println!("cargo::{directive}={line}");
            }
        }
    }
    if !outcome.diagnostics.has_errors() {
        return String::new();
    }
    let sum = diagnostic::sum(&outcome.diagnostics).unwrap_or_default();
    if cargo {
        println!("cargo::error={sum}; nothing was generated");
    }
    let errors = renderer.all(&outcome.diagnostics, Severity::Error);
    format!("{sum}\n\n{errors}")
}

/// Why nothing was generated. `Debug` shows what `Display` does: it is what cargo prints when `main` returns it.
pub struct Error(Reason);

enum Reason {
    Invalid(String),
    NoFolder,
    Write(WriteError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Invalid(errors) => f.write_str(errors.trim_end()),
            Reason::NoFolder => f.write_str(
                "there is no OUT_DIR: call this from a build script, or name a folder with `Builder::out_dir`",
            ),
            Reason::Write(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::Write(error) => Some(error),
            Reason::Invalid(_) | Reason::NoFolder => None,
        }
    }
}
