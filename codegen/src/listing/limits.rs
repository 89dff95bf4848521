//! What restricts the text of a simple type, in words.

use super::short::type_name;
use crate::model::xsd::effective::MAX_DERIVATION;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, Facets, Schema, TypeKind, TypeRef, Variety};
use crate::sample::facets::Simple;

/// Words of an enumeration that are named; what is more is counted.
const MAX_WORDS: usize = 24;

/// A phrase for each restriction of all steps of the type's derivation: `one of Red, Green`, `1 to 10 characters`, `matches [A-Z]{2}`.
pub fn limits(schema: &Schema, ty: TypeRef) -> Vec<String> {
    if !schema.is_simple(ty) {
        return Vec::new();
    }
    let simple = Simple::of(schema, ty);
    let mut found = Vec::new();
    match &simple.shape {
        Shape::List(item) if matches!(ty, TypeRef::Defined(_)) => {
            found.push(format!("a list of {}", type_name(schema, *item)));
            found.extend(limits_of_item(schema, *item));
        }
        Shape::Union(members) => {
            let names: Vec<String> = members.iter().map(|m| type_name(schema, *m)).collect();
            found.push(names.join(" or "));
        }
        _ => {}
    }
    let words = simple.enumeration();
    if !words.is_empty() {
        let shown: Vec<&str> = words
            .iter()
            .take(MAX_WORDS)
            .map(|w| shown(&w.value))
            .collect();
        let more = match words.len().saturating_sub(MAX_WORDS) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        found.push(format!("one of {}{more}", shown.join(", ")));
    }
    let unit = match &simple.shape {
        Shape::List(_) => "items",
        Shape::Atomic(Builtin::Base64Binary | Builtin::HexBinary) => "bytes",
        _ => "characters",
    };
    facets(&simple.facets, unit, &mut found);
    for step in patterns(schema, ty) {
        found.push(format!("matches {}", step.join(" or ")));
    }
    found
}

/// A word of an enumeration; the empty one would not be seen.
fn shown(word: &str) -> &str {
    if word.is_empty() { "\"\"" } else { word }
}

/// The words that an item of a list may be.
fn limits_of_item(schema: &Schema, item: TypeRef) -> Option<String> {
    let simple = Simple::of(schema, item);
    let words = simple.enumeration().iter().take(MAX_WORDS);
    let words: Vec<&str> = words.map(|w| shown(&w.value)).collect();
    (!words.is_empty()).then(|| format!("each one of {}", words.join(", ")))
}

fn facets(facets: &Facets, unit: &str, found: &mut Vec<String>) {
    // The least length 1 of a built-in list type is part of its name.
    match (facets.length, facets.min_length, facets.max_length) {
        (Some(length), ..) => found.push(format!("{length} {unit}")),
        (_, Some(min), Some(max)) if min == max => found.push(format!("{min} {unit}")),
        (_, Some(min), Some(max)) => found.push(format!("{min} to {max} {unit}")),
        (_, Some(min), None) => found.push(format!("at least {min} {unit}")),
        (_, None, Some(max)) => found.push(format!("at most {max} {unit}")),
        _ => {}
    }
    let bounds = [
        ("\u{2265}", &facets.min_inclusive),
        (">", &facets.min_exclusive),
        ("\u{2264}", &facets.max_inclusive),
        ("<", &facets.max_exclusive),
    ];
    for (sign, bound) in bounds {
        found.extend(bound.as_ref().map(|b| format!("{sign} {}", b.trim())));
    }
    let digits = [
        ("digits", facets.total_digits),
        ("digits after the point", facets.fraction_digits),
    ];
    for (unit, digits) in digits {
        found.extend(digits.map(|d| format!("at most {d} {unit}")));
    }
}

/// The patterns of every step that has any, as written: a value matches one of each step.
fn patterns(schema: &Schema, ty: TypeRef) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut current = ty;
    for _ in 0..MAX_DERIVATION {
        let TypeRef::Defined(id) = current else {
            break;
        };
        let TypeKind::Simple(simple) = &schema.ty(id).kind else {
            break;
        };
        let Variety::Restriction { base, facets } = &simple.variety else {
            break;
        };
        if !facets.patterns.is_empty() {
            found.push(facets.patterns.clone());
        }
        current = *base;
    }
    found
}
