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
    /// The name table of an earlier run, as text; names in it are kept.
    pub names: Option<String>,
}
