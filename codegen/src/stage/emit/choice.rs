//! An enum with a table: a choice, a substitution group, the types that derive from one.

use quote::quote;

use super::derive::derives;
use super::doc::doc_or;
use super::scope::{Scope, tokens};
use super::structs::row_doc;
use super::table;
use super::table_scope::TableScope;
use crate::model::package::{Choice, Kind, Variant};
use crate::model::source::{Rows, SourceItem};

/// `pub enum`.
pub(super) fn define(scope: &Scope<'_>, item: &Choice, otherwise: Option<&String>) -> SourceItem {
    let name = tokens(&item.name);
    let doc = doc_or(item.doc.as_ref().or(otherwise), || item.about.clone());
    let derives = derives(&item.derives);
    let variants = item.variants.iter().map(|variant| {
        let doc = doc_or(variant.doc.as_ref(), || variant_doc(scope, item, variant));
        let (name, ty) = (tokens(&variant.name), scope.tokens(&variant.ty));
        quote!(#doc #name(#ty),)
    });
    SourceItem::Tokens(quote! {
        #doc
        #derives
        pub enum #name { #(#variants)* }
    })
}

fn variant_doc(scope: &Scope<'_>, item: &Choice, variant: &Variant) -> String {
    match item.table.kind {
        Kind::Poly if variant.row.flags.any => {
            "A type that the schema does not know, as XML".to_owned()
        }
        _ => row_doc(scope, &variant.ty, &variant.row),
    }
}

/// The rows.
pub(super) fn tables(scope: &TableScope<'_>, item: &Choice) -> Vec<Rows> {
    vec![table::of_enum(
        scope,
        &item.name,
        &item.table,
        &item.variants,
        item.blank,
    )]
}
