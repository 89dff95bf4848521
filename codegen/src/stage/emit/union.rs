//! A union of simple types.

use quote::quote;

use super::derive::derives;
use super::doc::{code, doc_or};
use super::scope::{Scope, tokens};
use super::table_scope::TableScope;
use crate::model::package::Union;
use crate::model::source::{Rows, SourceItem};

/// `pub enum` of the member types.
pub(super) fn define(scope: &Scope<'_>, item: &Union) -> SourceItem {
    let name = tokens(&item.name);
    let doc = doc_or(item.doc.as_ref(), || item.about.clone());
    let members = item.members.iter().map(|(name, ty)| {
        let text = scope.text(ty);
        let doc = doc_or(None, || format!("A value of type {}", code(&text)));
        let (name, ty) = (tokens(name), tokens(&text));
        quote!(#doc #name(#ty),)
    });
    let derives = derives(&item.derives);
    SourceItem::Tokens(quote! {
        #doc
        #derives
        pub enum #name { #(#members)* }
    })
}

/// `union! { Name { Variant: Type, .. } }`
pub(super) fn tables(scope: &TableScope<'_>, item: &Union) -> Vec<Rows> {
    scope.helper("union");
    let cell = |(name, ty): &(String, _)| format!("{name}: {}", scope.types.text(ty));
    vec![Rows {
        open: format!("union! {{ {} {{", item.name),
        cells: item.members.iter().map(cell).collect(),
        close: "} }".to_owned(),
    }]
}
