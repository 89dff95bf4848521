//! The simple types that rows are held to: `facets!`.

use super::table::literal;
use super::table_scope::TableScope;
use crate::model::package::{Facets, Package, Simple, ValueKind};
use crate::model::source::Rows;

/// `facets! { SKU = String.max_length(10), SKUS = List(SKU) }`, where rows name any.
pub(super) fn rows(scope: &TableScope<'_>, package: &Package) -> Option<Rows> {
    if package.simple.is_empty() {
        return None;
    }
    scope.helper("facets");
    let cells = package.simple.iter().map(|simple| {
        let kind = kind(package, simple);
        format!("{} = {kind}{}", simple.constant, facets(&simple.facets))
    });
    Some(Rows {
        open: "facets! {".to_owned(),
        cells: cells.collect(),
        close: "}".to_owned(),
    })
}

fn kind(package: &Package, simple: &Simple) -> String {
    let constant = |id: &crate::model::package::SimpleId| {
        let simple = package.simple.get(id.0);
        simple.map_or("", |simple| simple.constant.as_str())
    };
    match &simple.kind {
        ValueKind::Atomic(name) => (*name).to_owned(),
        ValueKind::List(item) => format!("List({})", constant(item)),
        ValueKind::Union(members) => {
            let members: Vec<&str> = members.iter().map(constant).collect();
            format!("Union({})", members.join(", "))
        }
    }
}

/// The functions of the runtime's `Facets` that set them.
fn facets(facets: &Facets) -> String {
    let mut text = String::new();
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!(".{name}({value})"));
        }
    };
    let number = |value: Option<u64>| value.map(|value| value.to_string());
    match (facets.min_length, facets.max_length) {
        (Some(min), Some(max)) if min == max => set("length", number(Some(min))),
        (min, max) => {
            set("min_length", number(min));
            set("max_length", number(max));
        }
    }
    let bound = |value: &Option<String>| value.as_deref().map(literal);
    set("min_inclusive", bound(&facets.min_inclusive));
    set("max_inclusive", bound(&facets.max_inclusive));
    set("min_exclusive", bound(&facets.min_exclusive));
    set("max_exclusive", bound(&facets.max_exclusive));
    set("total_digits", number(facets.total_digits.map(u64::from)));
    set(
        "fraction_digits",
        number(facets.fraction_digits.map(u64::from)),
    );
    let step = |step: &Vec<String>| list(step, pattern);
    let steps: Vec<String> = facets.patterns.iter().map(step).collect();
    let patterns = format!("&[{}]", steps.join(", "));
    set("patterns", (!steps.is_empty()).then_some(patterns));
    let enumeration = (!facets.enumeration.is_empty()).then(|| list(&facets.enumeration, literal));
    set("enumeration", enumeration);
    text
}

/// A pattern as people write one in Rust, where nothing in it is in the way.
fn pattern(text: &str) -> String {
    let plain = |c: char| c == ' ' || (c.is_ascii_graphic() && c != '"');
    match text.contains('\\') && text.chars().all(plain) {
        true => format!("r\"{text}\""),
        false => literal(text),
    }
}

fn list(texts: &[String], literal: impl Fn(&str) -> String) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    format!("&[{}]", texts.join(", "))
}
