//! Tables: `wire!` and its kin as rows of text.

use proc_macro2::Literal;

use super::table_scope::TableScope;
use crate::model::package::{Flags, Kind, Member, NamespaceId, Row, Table, Variant, Wild};
use crate::model::source::Rows;

/// `wire! { Name = T "name" seq { .. } }` for a struct.
pub(super) fn of_struct(
    scope: &TableScope<'_>,
    name: &str,
    table: &Table,
    members: &[Member],
) -> Rows {
    let rows = members.iter().map(|m| (m.name.as_str(), &m.row));
    wire(scope, name, table, rows)
}

/// `wire! { Name: Blank = T "name" choice { .. } }` for an enum.
pub(super) fn of_enum(
    scope: &TableScope<'_>,
    name: &str,
    table: &Table,
    variants: &[Variant],
    blank: usize,
) -> Rows {
    let rows = variants.iter().map(|v| (v.name.as_str(), &v.row));
    match variants.get(blank) {
        Some(blank) => wire(scope, &format!("{name}: {}", blank.name), table, rows),
        None => wire(scope, name, table, rows),
    }
}

fn wire<'a>(
    scope: &TableScope<'_>,
    head: &str,
    table: &Table,
    rows: impl Iterator<Item = (&'a str, &'a Row)>,
) -> Rows {
    scope.helper("wire");
    let namespace = match table.namespace {
        Some(namespace) => scope.namespace(Some(namespace)),
        None => scope.no_namespace(),
    };
    let kind = match table.kind {
        Kind::Seq => "seq",
        Kind::All => "all",
        Kind::Choice => "choice",
        Kind::Poly => "poly",
    };
    let ordered = if table.ordered { " ordered" } else { "" };
    let mixed = if table.mixed { " mixed" } else { "" };
    let encoded = if table.encoded { " encoded" } else { "" };
    let name = literal(&table.name);
    Rows {
        open: format!("wire! {{ {head} = {namespace} {name} {kind}{ordered}{mixed}{encoded} {{"),
        cells: rows.map(|(name, r)| row(scope, table, name, r)).collect(),
        close: "} }".to_owned(),
    }
}

/// `member "wire name" [@NS | @0] flags.. [= more]`
fn row(scope: &TableScope<'_>, table: &Table, member: &str, row: &Row) -> String {
    let mut text = format!("{member} {}", literal(&row.name));
    if let Some(namespace) = row.namespace.filter(|ns| *ns != table.namespace) {
        text.push_str(" @");
        text.push_str(&scope.namespace(namespace));
    }
    for flag in flags(row.flags) {
        text.push(' ');
        text.push_str(flag);
    }
    if let Some(more) = more(scope, row) {
        text.push_str(" = ");
        text.push_str(&more);
    }
    text
}

/// The words of the flags that are set.
fn flags(flags: Flags) -> impl Iterator<Item = &'static str> {
    let words = [
        (flags.opt, "opt"),
        (flags.many, "many"),
        (flags.nil, "nil"),
        (flags.attr, "attr"),
        (flags.text, "text"),
        (flags.any, "any"),
        (flags.group, "group"),
        (flags.secret, "secret"),
        (flags.collapse, "collapse"),
        (flags.replace, "replace"),
        (flags.base, "base"),
        (flags.items, "items"),
        (flags.fixed, "fixed"),
        (flags.attached, "attached"),
        (flags.global, "global"),
    ];
    words
        .into_iter()
        .filter_map(|(set, word)| set.then_some(word))
}

/// What is rare: the inner table, a wildcard's namespaces, bounds, a value, facets. The first is a function, the others its methods.
fn more(scope: &TableScope<'_>, row: &Row) -> Option<String> {
    let mut calls: Vec<(&str, String)> = Vec::new();
    if let Some(path) = &row.group {
        calls.push(("of", format!("::<{}>()", scope.types.path(path))));
    }
    if let Some(wild) = &row.wild {
        calls.push(("wild", format!("({})", wildcard(scope, wild))));
    }
    if let Some((min, max)) = row.occurs {
        let max = max.map_or("u32::MAX".to_owned(), |max| max.to_string());
        calls.push(("occurs", format!("({min}, {max})")));
    }
    if let Some(value) = &row.value {
        calls.push(("default", format!("({})", literal(value))));
    }
    if let Some(constant) = row.simple.and_then(|id| scope.simple(id)) {
        calls.push(("facets", format!("({constant})")));
    }
    if let Some(types) = &row.media {
        calls.push(("media", format!("({})", literal(types))));
    }
    if let Some((namespace, name)) = &row.declared {
        let (namespace, name) = (scope.namespace(*namespace), literal(name));
        calls.push(("declared", format!("({namespace}, {name})")));
    }
    if let Some(count) = row.dimensions {
        calls.push(("dimensions", format!("({count})")));
    }
    if let Some((first, _)) = calls.first() {
        scope.helper(first);
    }
    let texts: Vec<String> = calls
        .into_iter()
        .map(|(name, rest)| name.to_owned() + &rest)
        .collect();
    (!texts.is_empty()).then(|| texts.join("."))
}

fn wildcard(scope: &TableScope<'_>, wild: &Wild) -> String {
    let name = scope.types.runtime("Wild");
    match wild {
        Wild::Not(namespace) => format!("{name}::Not({})", scope.namespace(*namespace)),
        Wild::In(list) => {
            let list: Vec<String> = list
                .iter()
                .map(|ns: &Option<NamespaceId>| scope.namespace(*ns))
                .collect();
            format!("{name}::In(&[{}])", list.join(", "))
        }
    }
}

/// Text as a string literal of Rust.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}
