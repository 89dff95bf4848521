//! Every setting of the generator, once, as plain data. The flags of `cargo wsdl`, the keys of a recipe and the methods of
//! the builder all end here.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to generate and how. [`Default`] is what `generate(path)` uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Patterns of operation names (`*` stands for any text); empty means all. What matches nothing is an error.
    pub operations: Vec<String>,
    /// Names of ports; empty means all.
    pub ports: Vec<String>,
    /// Catalog files: `URL<TAB>file` lines, or an OASIS XML catalog.
    pub catalog: Vec<PathBuf>,
    /// Module name by namespace.
    pub modules: BTreeMap<String, String>,
    /// New names: `{NS}Name`, `{NS}Type/member`, or an operation's name.
    pub rename: BTreeMap<String, String>,
    /// Rust types in place of schema types, by `{NS}Name`.
    pub substitute: BTreeMap<String, String>,
    /// More derives.
    pub derive: Vec<String>,
    /// Members never shown, besides the documented list of names.
    pub secrets: Vec<String>,
    /// Strict reading by default.
    pub strict: bool,
    /// A trait per port type, for stand-ins of the service to implement.
    pub stand_in: bool,
    /// Long jobs, by the name of the struct that is made for each.
    pub jobs: BTreeMap<String, JobOperations>,
    /// The name table of an earlier run, as text; names in it are kept.
    pub names: Option<String>,
}

/// The operations of a long job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobOperations {
    /// Patterns of the operations that start one. Their response names the job.
    pub start: Vec<String>,
    /// The operation whose boolean answer tells that the job has ended.
    pub complete: String,
    /// The operation that tells what is known of it.
    pub status: String,
    /// The operation that asks for its end.
    pub cancel: String,
}
