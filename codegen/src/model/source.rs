//! The emitted modules: items as tokens, tables as finished text. Printing only lays them out.

use proc_macro2::TokenStream;

/// The emitted package.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Name of the root module.
    pub module: String,
    /// The header comment, without `//`, a line each.
    pub header: Vec<String>,
    /// The root first.
    pub modules: Vec<SourceModule>,
    /// The name table beside checked-in code, as text.
    pub names: String,
}

/// One module.
#[derive(Clone, Debug, Default)]
pub struct SourceModule {
    /// Its name; empty for the root.
    pub name: String,
    /// Documentation lines.
    pub doc: Vec<String>,
    /// The client part (root only): tokens for the formatter.
    pub client: Vec<TokenStream>,
    /// The types: one token stream per item.
    pub types: Vec<TokenStream>,
    /// The tables: text in its final layout.
    pub wire: String,
}
