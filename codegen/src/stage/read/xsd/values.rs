//! Values that schemas give: defaults and fixed values (part 1, sections 3.2.6, 3.3.6 and 3.5.6) and those of facets (part 2, section 4.3). What is no
//! value of its type is warned of and ignored, so that nothing later stumbles over it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::reader::Reader;
use super::super::tag::Tag;
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::xsd::effective::{EffectiveContent, Shape};
use crate::model::xsd::{
    AttributeUse, Builtin, Facets, TypeId, TypeKind, TypeRef, Usage, ValueConstraint, Variety,
};
use crate::sample::facets::{Simple, is_value};

/// Checks all; components are settled. Facets come first: a default is held to what is left of them.
pub(super) fn check(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.types.len() {
        facets(reader, index);
    }
    for index in 0..reader.schema.types.len() {
        contradictions(reader, index);
    }
    elements(reader);
    attributes(reader);
    uses(reader);
}

/// The own facets of a simple type that restricts another.
fn own_facets<'r>(reader: &'r Reader<'_>, index: usize) -> Option<(TypeRef, &'r Facets)> {
    let TypeKind::Simple(simple) = &reader.schema.types.get(index)?.kind else {
        return None;
    };
    match &simple.variety {
        Variety::Restriction { base, facets } if **facets != Facets::default() => {
            Some((*base, facets))
        }
        _ => None,
    }
}

/// The element that holds the facets of a type.
fn facets_tag<'d>(reader: &Reader<'d>, index: usize) -> Option<Tag<'d>> {
    let tag = reader.declarations.types.get(index)?.tag;
    Some(match tag.is_xsd("restriction") {
        true => tag,
        false => tag.xsd_child("restriction").unwrap_or(tag),
    })
}

/// Takes bounds and enumerated texts away that are no values of the base.
fn facets(reader: &mut Reader<'_>, index: usize) {
    let Some((base, own)) = own_facets(reader, index) else {
        return;
    };
    let schema = &reader.schema;
    let wrong = |value: &str| !is_value(schema, base, value);
    let bounds = [
        ("minInclusive", &own.min_inclusive),
        ("maxInclusive", &own.max_inclusive),
        ("minExclusive", &own.min_exclusive),
        ("maxExclusive", &own.max_exclusive),
    ];
    let texts = own.enumeration.iter().map(|e| ("enumeration", &e.value));
    let mut seen = BTreeSet::new();
    let found: Vec<(&str, String)> = bounds
        .into_iter()
        .filter_map(|(name, bound)| Some((name, bound.as_ref()?)))
        .chain(texts)
        .filter(|(name, value)| seen.insert((*name, *value)) && wrong(value))
        .map(|(name, value)| (name, value.clone()))
        .collect();
    if found.is_empty() {
        return;
    }
    let type_name = reader.type_name(base);
    let mut places = BTreeMap::new();
    for child in facets_tag(reader, index).iter().flat_map(|t| t.children()) {
        if let Some(value) = child.attribute("value").filter(|_| child.is_schema()) {
            places.entry((child.local(), value)).or_insert(child);
        }
    }
    for (name, value) in &found {
        let span = places.get(&(*name, value.trim())).map_or_else(
            || reader.schema.types.get(index).map(|t| t.span),
            |t| Some(t.value_span("value")),
        );
        let Some(span) = span else { continue };
        let message =
            format!("`{value}` is not a value of `{type_name}`; the facet `{name}` was ignored");
        reader
            .warn(code::ILL_TYPED_FACET, span, message)
            .help("correct the value, or remove the facet");
    }
    let kind = reader.schema.types.get_mut(index).map(|t| &mut t.kind);
    let Some(TypeKind::Simple(simple)) = kind else {
        return;
    };
    let Variety::Restriction { facets, .. } = &mut simple.variety else {
        return;
    };
    let mut words = BTreeSet::new();
    for (name, value) in &found {
        match *name {
            "minInclusive" => facets.min_inclusive = None,
            "maxInclusive" => facets.max_inclusive = None,
            "minExclusive" => facets.min_exclusive = None,
            "maxExclusive" => facets.max_exclusive = None,
            _ => {
                words.insert(value);
            }
        }
    }
    facets.enumeration.retain(|e| !words.contains(&e.value));
}

/// Warns of facets that leave no value, its own and its bases' together.
fn contradictions(reader: &mut Reader<'_>, index: usize) {
    let Some((base, own)) = own_facets(reader, index) else {
        return;
    };
    if !own.has_range() {
        return;
    }
    let Ok(id) = u32::try_from(index).map(TypeId) else {
        return;
    };
    let schema = &reader.schema;
    let Some(why) = Simple::of(schema, TypeRef::Defined(id)).contradiction() else {
        return;
    };
    // The base has been warned of.
    if Simple::of(schema, base).contradiction().is_some() {
        return;
    }
    let span = facets_tag(reader, index).map(Tag::tag_span);
    if let Some(span) = span {
        reader
            .warn(code::EMPTY_RANGE, span, why)
            .help("one of the two facets is wrong; those of the bases count");
    }
}

/// What the value of an element must be, by its type.
enum Wanted {
    Simple(TypeRef),
    /// Any text.
    Text,
    /// There is none: the content is made of elements.
    Nothing,
}

fn wanted(reader: &Reader<'_>, ty: TypeRef) -> Wanted {
    let TypeRef::Defined(id) = ty else {
        return Wanted::Simple(ty);
    };
    if reader.schema.is_simple(ty) {
        return Wanted::Simple(ty);
    }
    match reader.schema.effective_content(id) {
        EffectiveContent::Simple(simple) => Wanted::Simple(simple),
        _ if reader.schema.effective_mixed(id) => Wanted::Text,
        EffectiveContent::Any => Wanted::Text,
        _ => Wanted::Nothing,
    }
}

fn elements(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.elements.len() {
        let Some(element) = reader.schema.elements.get(index) else {
            continue;
        };
        let Some(value) = element.value.clone() else {
            continue;
        };
        let tag = reader.declarations.elements.get(index).map(|d| d.tag);
        let span = tag.map_or(element.span, |t| place(t, &value));
        let keep = match wanted(reader, element.ty) {
            Wanted::Simple(ty) => fits(reader, ty, &value, span),
            Wanted::Text => true,
            Wanted::Nothing => {
                let word = word(&value);
                let message = format!(
                    "the type has no text that `{word}` could give; the attribute was ignored"
                );
                reader
                    .warn(code::IGNORED, span, message)
                    .help("only simple types, simple content and mixed content have defaults");
                false
            }
        };
        if !keep && let Some(element) = reader.schema.elements.get_mut(index) {
            element.value = None;
        }
    }
}

fn attributes(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.attributes.len() {
        let Some(attribute) = reader.schema.attributes.get(index) else {
            continue;
        };
        let Some(value) = attribute.value.clone() else {
            continue;
        };
        let tag = reader.declarations.attributes.get(index).map(|d| d.tag);
        let span = tag.map_or(attribute.span, |t| place(t, &value));
        if !fits(reader, attribute.ty, &value, span)
            && let Some(attribute) = reader.schema.attributes.get_mut(index)
        {
            attribute.value = None;
        }
    }
}

/// The values that references to attributes have of their own: of the attribute's type, and the fixed one where that is fixed.
fn uses(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.types.len() {
        let found = reader.schema.types.get(index).map(|t| &t.kind);
        let Some(TypeKind::Complex(complex)) = found else {
            continue;
        };
        let mut wrong = Vec::new();
        let used = complex.attributes.iter().enumerate();
        let valued: Vec<(usize, AttributeUse)> = used
            .filter(|(_, u)| u.value.is_some() && u.usage != Usage::Prohibited)
            .map(|(position, u)| (position, u.clone()))
            .collect();
        for (position, used) in valued {
            let (Some(value), Some(attribute)) = (
                &used.value,
                reader.schema.attributes.get(used.attribute.index()),
            ) else {
                continue;
            };
            let (ty, declared) = (attribute.ty, attribute.value.clone());
            if !fits(reader, ty, value, used.span) {
                wrong.push(position);
                continue;
            }
            if let Some(ValueConstraint::Fixed(fixed)) = declared
                && *value != ValueConstraint::Fixed(fixed.clone())
                && (matches!(value, ValueConstraint::Default(_))
                    || !Simple::of(&reader.schema, ty).same(value.text(), &fixed))
            {
                let message = format!(
                    "the attribute is declared with the fixed value `{fixed}`; the {} `{}` was ignored",
                    match value {
                        ValueConstraint::Default(_) => "default",
                        ValueConstraint::Fixed(_) => "value",
                    },
                    value.text()
                );
                if say_once(reader, code::BAD_VALUE, used.span) {
                    reader.warn(code::BAD_VALUE, used.span, message);
                }
                wrong.push(position);
            }
        }
        let kind = reader.schema.types.get_mut(index).map(|t| &mut t.kind);
        if let Some(TypeKind::Complex(complex)) = kind {
            for position in wrong {
                if let Some(used) = complex.attributes.get_mut(position) {
                    used.value = None;
                }
            }
        }
    }
}

/// Whether a value is one of its type; what is not is warned of.
fn fits(reader: &mut Reader<'_>, ty: TypeRef, value: &ValueConstraint, span: Span) -> bool {
    let simple = Simple::of(&reader.schema, ty);
    // e-props-correct 5, a-props-correct 3
    if matches!(simple.shape, Shape::Atomic(builtin) if builtin.is_derived_from(Builtin::Id)) {
        let message = format!(
            "a value of type `ID` is one of its kind, so that `{}` cannot give it; it was ignored",
            word(value)
        );
        if say_once(reader, code::IGNORED, span) {
            reader.warn(code::IGNORED, span, message);
        }
        return false;
    }
    if simple.is_judged() && !simple.fits(&reader.schema, value.text()) {
        let (text, word) = (value.text(), word(value));
        let listed = match &simple.shape {
            Shape::Atomic(_) if !simple.enumeration().is_empty() => {
                let all: Vec<&str> = simple.enumeration().iter().map(|e| &*e.value).collect();
                Some(all)
            }
            _ => None,
        };
        let name = match (&simple.shape, ty) {
            (Shape::Atomic(builtin), TypeRef::Defined(id))
                if reader.schema.ty(id).name.is_none() =>
            {
                format!("its type, a restriction of `{}`", builtin.name())
            }
            (_, TypeRef::Defined(id)) if reader.schema.ty(id).name.is_none() => "its type".into(),
            _ => format!("`{}`", reader.type_name(ty)),
        };
        let message = format!("`{text}` is not a value of {name}; `{word}` was ignored");
        if say_once(reader, code::ILL_TYPED_VALUE, span) {
            let found = reader.warn(code::ILL_TYPED_VALUE, span, message);
            found.help(match listed {
                Some(words) if words.len() <= 8 => format!("it is one of `{}`", words.join("`, `")),
                _ => format!("correct the value, or remove `{word}`: what is absent stays absent"),
            });
        }
        return false;
    }
    true
}

fn say_once(reader: &mut Reader<'_>, code: &'static str, span: Span) -> bool {
    let place = format!("{}:{}", span.document.0, span.start);
    reader.said.insert((code, place))
}

fn word(value: &ValueConstraint) -> &'static str {
    match value {
        ValueConstraint::Default(_) => "default",
        ValueConstraint::Fixed(_) => "fixed",
    }
}

/// Where a declaration gives its value; the drafts had it in `value`.
fn place(tag: Tag<'_>, value: &ValueConstraint) -> Span {
    let word = word(value);
    let attribute = if tag.raw(word).is_some() {
        word
    } else {
        "value"
    };
    tag.value_span(attribute)
}
