//! Derives.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::tokens;
use crate::model::package::Derives;

/// Every type has these (`Debug` from its table), so a recipe that names one of them adds nothing.
const ALWAYS: [&str; 4] = ["Clone", "PartialEq", "Default", "Debug"];

/// `#[derive(Clone, PartialEq, ..)]`
pub(super) fn derives(derives: &Derives) -> TokenStream {
    let default = derives.default.then(|| quote!(, Default));
    let more = derives
        .more
        .iter()
        .filter(|d| !ALWAYS.contains(&d.as_str()));
    let more = more.map(|d| tokens(d));
    quote!(#[derive(Clone, PartialEq #default #(, #more)*)])
}
