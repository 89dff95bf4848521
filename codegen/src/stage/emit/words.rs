//! An enumeration.

use quote::quote;

use super::derive::derives;
use super::doc::{code, doc_or};
use super::scope::{Scope, tokens};
use super::table::literal;
use super::table_scope::TableScope;
use crate::model::package::Words;
use crate::model::source::{Rows, SourceItem};

/// `pub enum`, with a variant for text that the schema does not know.
pub(super) fn define(scope: &Scope<'_>, item: &Words) -> SourceItem {
    let (name, unknown) = (tokens(&item.name), tokens(&item.unknown));
    let doc = doc_or(item.doc.as_ref(), || item.about.clone());
    let string = scope.runtime_tokens("String");
    let words = item.words.iter().map(|(name, text, words_doc)| {
        let doc = doc_or(words_doc.as_ref(), || {
            if text.is_empty() {
                "The empty text".to_owned()
            } else if text.trim().is_empty() {
                format!("White space alone, {}", code(&format!("{text:?}")))
            } else {
                code(text)
            }
        });
        let name = tokens(name);
        quote!(#doc #name,)
    });
    let derives = derives(&item.derives);
    SourceItem::Tokens(quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#words)*
            #[doc = " What the schema does not list"]
            #unknown(#string),
        }
    })
}

/// `words! { Name { Variant "text", .. } }`; a variant for unknown text that is not called `Unknown` is named after the type.
pub(super) fn tables(scope: &TableScope<'_>, item: &Words) -> Vec<Rows> {
    scope.helper("words");
    let unknown = match item.unknown.as_str() {
        "Unknown" => String::new(),
        other => format!(": {other}"),
    };
    let cells = item
        .words
        .iter()
        .map(|(name, text, _)| format!("{name} {}", literal(text)));
    vec![Rows {
        open: format!("words! {{ {}{unknown} {{", item.name),
        cells: cells.collect(),
        close: "} }".to_owned(),
    }]
}
