//! The emitted modules: items as tokens, tables as rows of text. Printing only lays them out.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;

use super::package::Path;

/// The emitted package.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Name of the root module.
    pub module: String,
    /// File name of the entry document, for the header of each file.
    pub from: String,
    /// The root first.
    pub modules: Vec<SourceModule>,
    /// The name table beside checked-in code: what each component is called.
    pub names: BTreeMap<String, String>,
}

/// One module, part by part. Parts without items are not printed.
#[derive(Clone, Debug, Default)]
pub struct SourceModule {
    /// Its name; empty for the root.
    pub name: String,
    /// Documentation lines.
    pub doc: Vec<String>,
    /// Clients (root only).
    pub client: Part,
    /// The types that are only a request or a response.
    pub messages: Part,
    /// The other types.
    pub types: Part,
    /// The module `operations` (root only).
    pub operations: Part,
    /// The module `wire`: the tables.
    pub wire: Part,
}

/// A part of a module: in a folder the parts of the root are files of their own.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What it imports, besides what stands beside it in the package.
    pub uses: BTreeSet<Use>,
    /// Whether it names something of the package that stands outside of it.
    pub outside: bool,
    /// What stands in it.
    pub items: Vec<Piece>,
}

/// An item, and what it is code of.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is code of.
    pub of: Of,
    /// The item.
    pub item: SourceItem,
}

/// What code is there for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// The service as a whole.
    Service,
    /// An operation, by the name of its constant.
    Operation(String),
    /// A type.
    Type(Path),
}

/// An imported name. Groups are printed apart, so that each holds names of one case: the editions of rustfmt sort mixed ones differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Which group.
    pub group: UseGroup,
    /// The path, without the name.
    pub path: &'static str,
    /// The name.
    pub name: String,
}

/// Groups of imported names, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UseGroup {
    /// Constants of the package.
    Package,
    /// Types.
    Types,
    /// Constants of the runtime.
    Constants,
    /// Macros and functions of the runtime.
    Helpers,
}

/// An item, in one of the forms that printing knows.
#[derive(Clone, Debug)]
pub enum SourceItem {
    /// One item, for the formatter.
    Tokens(TokenStream),
    /// An `impl` block, as one block for each of its functions: what separates them is the printer's.
    Impl(Vec<(Of, TokenStream)>),
    /// A brace macro that no formatter touches: cells that fill the lines.
    Rows(Rows),
}

/// A brace macro: `open`, then cells with commas between them, then `close`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// `wire! { CancelJob = T "cancelJob" seq {`
    pub open: String,
    /// `token "token" opt secret`
    pub cells: Vec<String>,
    /// `} }`
    pub close: String,
}
