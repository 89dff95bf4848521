//! A type alias.

use quote::quote;

use super::doc::doc_or;
use super::scope::{Scope, tokens};
use crate::model::package::Alias;
use crate::model::source::SourceItem;

/// `pub type`.
pub(super) fn define(scope: &Scope<'_>, item: &Alias) -> SourceItem {
    let name = tokens(&item.name);
    let doc = doc_or(item.doc.as_ref(), || item.about.clone());
    let ty = scope.tokens(&item.ty);
    SourceItem::Tokens(quote!(#doc pub type #name = #ty;))
}
