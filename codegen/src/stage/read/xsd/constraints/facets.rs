//! Facets: which a type has, which go together, and that they narrow those of the base (part 2, section 4.3).

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::tag::Tag;
use super::simple::made_by;
use super::{Simple, regex};
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, Facets, TypeId, TypeKind, Variety};

/// The facets of a definition, with the places of their values.
pub(super) fn written<'d>(reader: &Reader<'d>, id: TypeId) -> impl Iterator<Item = Tag<'d>> {
    let children = made_by(reader, id).into_iter().flat_map(Tag::children);
    children.filter(|c| c.is_schema() && c.raw("value").is_some())
}

/// The first facet of this name.
pub(super) fn place(reader: &Reader<'_>, id: TypeId, facet: &str) -> Option<Span> {
    let mut all = written(reader, id);
    all.find(|t| t.local() == facet)
        .map(|t| t.value_span("value"))
}

/// *cos-applicable-facets*: whether the values of a type have such a facet.
fn is_applicable(shape: &Shape, facet: &str) -> bool {
    let length = matches!(facet, "length" | "minLength" | "maxLength");
    let bound = facet.ends_with("clusive");
    let digits = matches!(facet, "totalDigits" | "fractionDigits");
    let builtin = match shape {
        Shape::List(_) => return !bound && !digits,
        Shape::Union(_) => return matches!(facet, "pattern" | "enumeration"),
        Shape::Atomic(Builtin::AnyType | Builtin::AnySimpleType) => return true,
        Shape::Atomic(builtin) => *builtin,
    };
    let is = |other: Builtin| builtin.is_derived_from(other);
    if length {
        let measured = [
            Builtin::String,
            Builtin::HexBinary,
            Builtin::Base64Binary,
            Builtin::AnyUri,
            Builtin::QName,
            Builtin::Notation,
        ];
        return measured.into_iter().any(is);
    }
    if bound {
        let unordered = [
            Builtin::String,
            Builtin::Boolean,
            Builtin::HexBinary,
            Builtin::Base64Binary,
            Builtin::AnyUri,
            Builtin::QName,
            Builtin::Notation,
        ];
        return !unordered.into_iter().any(is);
    }
    !digits || is(Builtin::Decimal)
}

/// Takes facets away that cannot be held to, with a warning: those that the values of a type do not have, as a length of a number, and
/// patterns that are no regular expressions.
pub(super) fn drop_unusable(reader: &mut Reader<'_>) {
    let mut found = Findings::default();
    for index in 0..reader.schema.types.len() {
        let Ok(id) = u32::try_from(index).map(TypeId) else {
            return;
        };
        let shape = match reader.schema.types.get(index).map(|t| &t.kind) {
            Some(TypeKind::Simple(simple)) => match &simple.variety {
                Variety::Restriction { base, facets } if **facets != Facets::default() => {
                    reader.schema.shape(*base)
                }
                _ => continue,
            },
            _ => continue,
        };
        let mut wrong = inapplicable(reader, id, &shape, &mut found);
        if patterns(reader, id, &mut found) {
            wrong.insert("pattern");
        }
        let kind = reader.schema.types.get_mut(index).map(|t| &mut t.kind);
        if let Some(TypeKind::Simple(simple)) = kind
            && let Variety::Restriction { facets, .. } = &mut simple.variety
        {
            wrong.into_iter().for_each(|facet| remove(facets, facet));
        }
    }
    found.report(reader);
}

/// *cos-applicable-facets*: the facets that values of this shape do not have.
fn inapplicable<'d>(
    reader: &Reader<'d>,
    id: TypeId,
    shape: &Shape,
    found: &mut Findings,
) -> BTreeSet<&'d str> {
    let mut wrong = BTreeSet::new();
    for tag in written(reader, id).filter(|t| !is_applicable(shape, t.local())) {
        if !wrong.insert(tag.local()) {
            continue;
        }
        let values = match shape {
            Shape::List(_) => "a list has".to_owned(),
            Shape::Union(_) => "a union has".to_owned(),
            Shape::Atomic(builtin) => format!("values of `{}` have", builtin.name()),
        };
        let message = format!("{values} no `{}`; the facet was ignored", tag.local());
        found.add(code::NO_FACET, tag.tag_span(), message);
    }
    wrong
}

/// *pattern*: its value is a regular expression (part 2, appendix F). Whether one is not: the others are alternatives to it, so that all
/// of the step say nothing then.
fn patterns(reader: &Reader<'_>, id: TypeId, found: &mut Findings) -> bool {
    let mut wrong = false;
    for tag in written(reader, id).filter(|t| t.local() == "pattern") {
        let Err(problem) = regex::check(tag.raw("value").unwrap_or_default()) else {
            continue;
        };
        let message = format!(
            "the pattern is not a regular expression of XML Schema: {problem}; it was ignored"
        );
        let found = found.add(code::BAD_PATTERN, tag.value_span("value"), message);
        found.help(
            "they match the whole value, and have no anchors, look-around or lazy quantifiers",
        );
        wrong = true;
    }
    wrong
}

fn remove(facets: &mut Facets, facet: &str) {
    match facet {
        "length" => facets.length = None,
        "minLength" => facets.min_length = None,
        "maxLength" => facets.max_length = None,
        "minInclusive" => facets.min_inclusive = None,
        "maxInclusive" => facets.max_inclusive = None,
        "minExclusive" => facets.min_exclusive = None,
        "maxExclusive" => facets.max_exclusive = None,
        "totalDigits" => facets.total_digits = None,
        "fractionDigits" => facets.fraction_digits = None,
        "whiteSpace" => facets.white_space = None,
        "pattern" => facets.patterns.clear(),
        _ => {}
    }
}

/// *src-single-facet-value*: all but patterns and enumerations are given once. Those of booleans are not enumerated.
pub(super) fn once(reader: &Reader<'_>, (id, variety): Simple<'_>, found: &mut Findings) {
    let Variety::Restriction { base, .. } = variety else {
        return;
    };
    let mut seen = BTreeMap::new();
    for tag in written(reader, id) {
        let facet = tag.local();
        if facet == "enumeration" && reader.schema.shape(*base) == Shape::Atomic(Builtin::Boolean) {
            let message = "values of `boolean` are not enumerated; those that are not named were allowed, too";
            found.add(code::NO_FACET, tag.tag_span(), message);
        }
        if matches!(facet, "pattern" | "enumeration") {
            continue;
        }
        if let Some(first) = seen.insert(facet, tag.tag_span()) {
            let message = format!("`{facet}` is given twice; the last was taken");
            found
                .add(code::FACETS, tag.tag_span(), message)
                .note(first, "first given here");
        }
    }
}

/// *length-minLength-maxLength*, *minInclusive-minExclusive*, *maxInclusive-maxExclusive*, *fractionDigits-totalDigits*, *totalDigits* of 0:
/// facets of one definition that exclude each other.
pub(super) fn together(reader: &Reader<'_>, (id, variety): Simple<'_>, found: &mut Findings) {
    let Variety::Restriction { facets: f, .. } = variety else {
        return;
    };
    let given = |facet, is_given: bool| is_given.then_some(facet);
    let length = given("length", f.length.is_some());
    let pairs = [
        (length, given("minLength", f.min_length.is_some())),
        (length, given("maxLength", f.max_length.is_some())),
        (
            given("minInclusive", f.min_inclusive.is_some()),
            given("minExclusive", f.min_exclusive.is_some()),
        ),
        (
            given("maxInclusive", f.max_inclusive.is_some()),
            given("maxExclusive", f.max_exclusive.is_some()),
        ),
    ];
    for (a, b) in pairs.into_iter().filter_map(|(a, b)| a.zip(b)) {
        if let Some((first, at)) = place(reader, id, a).zip(place(reader, id, b)) {
            let message = format!("`{a}` and `{b}` exclude each other; both were taken");
            found
                .add(code::FACETS, at, message)
                .note(first, "the other");
        }
    }
    if let (Some(total), Some(fraction)) = (f.total_digits, f.fraction_digits)
        && fraction > total
        && let Some(at) = place(reader, id, "fractionDigits")
    {
        let message =
            format!("of {total} digits (`totalDigits`), {fraction} cannot be fraction digits");
        found.add(code::FACETS, at, message);
    }
    if let (Some(0), Some(at)) = (f.total_digits, place(reader, id, "totalDigits")) {
        found.add(
            code::FACETS,
            at,
            "a number has one digit at least (`totalDigits`)",
        );
    }
}
