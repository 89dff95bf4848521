//! Facets of a restriction are within those of its base (part 2, section 4.3, the constraints whose names end in *valid-restriction*).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::tag::Tag;
use super::facets::{place, written};
use super::{Simple, called};
use crate::diagnostic::code;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, Facets, Schema, TypeId, TypeKind, TypeRef, Variety, WhiteSpace};
use crate::sample::facets::{Simple as Whole, is_value};
use crate::sample::number;

/// What the nearest step of a derivation says of a facet, with the type that says it. The facets of all others are not copied.
fn nearest<'s, T>(
    schema: &'s Schema,
    ty: TypeRef,
    pick: impl Fn(&'s Facets) -> Option<T>,
) -> Option<(T, TypeId)> {
    let (chain, _) = schema.ancestry(ty);
    for id in chain {
        if let Some(found) = pick(definition(schema, id)?) {
            return Some((found, id));
        }
    }
    None
}

/// The facets of a definition.
fn definition(schema: &Schema, id: TypeId) -> Option<&Facets> {
    match &schema.ty(id).kind {
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction { facets, .. } => Some(facets),
            _ => None,
        },
        TypeKind::Complex(_) => None,
    }
}

/// A facet that is a number, with one of the base that it is held to.
struct Counted {
    facet: &'static str,
    own: Pick,
    of_base: &'static str,
    limit: Pick,
    widens: fn(u64, u64) -> bool,
}

type Pick = fn(&Facets) -> Option<u64>;

const fn counted(
    (facet, own): (&'static str, Pick),
    (of_base, limit): (&'static str, Pick),
    widens: fn(u64, u64) -> bool,
) -> Counted {
    Counted {
        facet,
        own,
        of_base,
        limit,
        widens,
    }
}

const LENGTH: (&str, Pick) = ("length", |f| f.length);
const MIN_LENGTH: (&str, Pick) = ("minLength", |f| f.min_length);
const MAX_LENGTH: (&str, Pick) = ("maxLength", |f| f.max_length);
const TOTAL_DIGITS: (&str, Pick) = ("totalDigits", |f| f.total_digits.map(u64::from));
const FRACTION_DIGITS: (&str, Pick) = ("fractionDigits", |f| f.fraction_digits.map(u64::from));

/// Which numbers go beyond those of a base.
const COUNTED: [Counted; 7] = [
    counted(LENGTH, LENGTH, |own, base| own != base),
    counted(LENGTH, MIN_LENGTH, |own, base| own < base),
    counted(LENGTH, MAX_LENGTH, |own, base| own > base),
    counted(MIN_LENGTH, MIN_LENGTH, |own, base| own < base),
    counted(MAX_LENGTH, MAX_LENGTH, |own, base| own > base),
    counted(TOTAL_DIGITS, TOTAL_DIGITS, |own, base| own > base),
    counted(FRACTION_DIGITS, FRACTION_DIGITS, |own, base| own > base),
];

type Bound = (&'static str, for<'f> fn(&'f Facets) -> Option<&'f String>);

const UPPER: [Bound; 2] = [
    ("maxInclusive", |f| f.max_inclusive.as_ref()),
    ("maxExclusive", |f| f.max_exclusive.as_ref()),
];
const LOWER: [Bound; 2] = [
    ("minInclusive", |f| f.min_inclusive.as_ref()),
    ("minExclusive", |f| f.min_exclusive.as_ref()),
];

/// *length-valid-restriction* and its sisters for all facets but enumerations: a restriction does not allow what its base forbids.
pub(super) fn within_base(reader: &Reader<'_>, (id, variety): Simple<'_>, found: &mut Findings) {
    let Variety::Restriction { base, facets: own } = variety else {
        return;
    };
    if **own == Facets::default() {
        return;
    }
    let (schema, base) = (&reader.schema, *base);
    for row in &COUNTED {
        if let Some(value) = (row.own)(own)
            && let Some((limit, of)) = nearest(schema, base, row.limit)
            && (row.widens)(value, limit)
        {
            let base = format!("has `{}` {limit}", row.of_base);
            widens(reader, id, (row.facet, &value), (base, Some(of)), found);
        }
    }
    let shape = schema.shape(base);
    if let (Some(digits @ 1..), Shape::Atomic(builtin)) = (own.fraction_digits, &shape)
        && builtin.is_derived_from(Builtin::Integer)
    {
        let base = ("is a whole number".to_owned(), None);
        widens(reader, id, ("fractionDigits", &digits), base, found);
    }
    let of_base = schema.white_space(base);
    if let Some(own) = own.white_space.filter(|own| *own < of_base)
        && matches!(shape, Shape::Atomic(_) | Shape::List(_))
    {
        let own = format!("`{}`", word(own));
        let base = (format!("has `{}`", word(of_base)), None);
        widens(reader, id, ("whiteSpace", &own), base, found);
    }
    let Shape::Atomic(builtin) = shape else {
        return;
    };
    // A bound that excludes its value is passed at the same value.
    for (bounds, beyond) in [(UPPER, Ordering::Greater), (LOWER, Ordering::Less)] {
        for (facet, pick) in bounds {
            let Some(value) = pick(own) else { continue };
            for (other, pick_other) in bounds {
                let Some((limit, of)) = nearest(schema, base, pick_other) else {
                    continue;
                };
                let order = number::compare(builtin, value.trim(), limit.trim());
                let touches = facet.ends_with("Inclusive") && other.ends_with("Exclusive");
                if order == Some(beyond) || (touches && order == Some(Ordering::Equal)) {
                    let own = format!("`{value}`");
                    let base = format!("has `{other}` `{limit}`");
                    widens(reader, id, (facet, &own), (base, Some(of)), found);
                }
            }
        }
    }
}

/// Says that a facet allows more than the base.
fn widens(
    reader: &Reader<'_>,
    id: TypeId,
    (facet, own): (&str, &dyn std::fmt::Display),
    (of_base, base): (String, Option<TypeId>),
    found: &mut Findings,
) {
    let at = place(reader, id, facet).unwrap_or(reader.schema.ty(id).span);
    let message = format!("`{facet}` is {own}, but the base {of_base}");
    let found = found.add(code::NOT_A_RESTRICTION, at, message);
    found.help("a facet can only narrow what the base allows; it was read as it stands");
    if let Some(base) = base {
        found.note(reader.schema.ty(base).span, "the base");
    }
}

fn word(white_space: WhiteSpace) -> &'static str {
    match white_space {
        WhiteSpace::Preserve => "preserve",
        WhiteSpace::Replace => "replace",
        WhiteSpace::Collapse => "collapse",
    }
}

/// *st-restrict-facets* 3: a facet that a base declares `fixed` is not changed.
pub(super) fn not_fixed_in_base(
    reader: &Reader<'_>,
    (id, variety): Simple<'_>,
    found: &mut Findings,
) {
    let Variety::Restriction { base, facets } = variety else {
        return;
    };
    if **facets == Facets::default() {
        return;
    }
    let own: Vec<Tag<'_>> = written(reader, id)
        .filter(|t| !matches!(t.local(), "pattern" | "enumeration"))
        .collect();
    if own.is_empty() {
        return;
    }
    let (chain, _) = reader.schema.ancestry(*base);
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    for step in chain {
        let all =
            definition(&reader.schema, step).map_or(0, |f| f.enumeration.len() + f.patterns.len());
        if !found.afford(1 + all) {
            return;
        }
        let facets =
            written(reader, step).filter(|t| !matches!(t.local(), "pattern" | "enumeration"));
        // Facets other than patterns and enumerations are a dozen at most, unless repeated without a meaning.
        for of_base in facets.take(super::MOST) {
            if !settled.insert(of_base.local()) {
                continue;
            }
            let fixed = matches!(of_base.attribute("fixed"), Some("true" | "1"));
            let changed = own.iter().find(|t| {
                t.local() == of_base.local() && t.attribute("value") != of_base.attribute("value")
            });
            if let (true, Some(own)) = (fixed, changed) {
                let message = format!(
                    "the base fixes `{}` to `{}`",
                    of_base.local(),
                    of_base.attribute("value").unwrap_or_default()
                );
                found
                    .add(code::FINAL, own.value_span("value"), message)
                    .note(of_base.tag_span(), "fixed here");
            }
        }
    }
}

/// *enumeration-valid-restriction*: what is enumerated is a value of the base, all its facets together, or names a notation.
pub(super) fn enumeration_of_base(
    reader: &Reader<'_>,
    (id, variety): Simple<'_>,
    found: &mut Findings,
) {
    let Variety::Restriction { base, facets: own } = variety else {
        return;
    };
    let schema = &reader.schema;
    if own.enumeration.is_empty() || !has_limits(schema, *base) {
        return;
    }
    // Each value is held to the enumeration of the base.
    let words = |f: &Facets| Some(f.enumeration.len()).filter(|n| *n > 0);
    let listed = nearest(schema, *base, words).map_or(1, |(count, _)| count);
    if !found.afford(own.enumeration.len().saturating_mul(listed)) {
        return;
    }
    let whole = Whole::of(schema, *base);
    if !whole.is_judged() {
        return;
    }
    let listed: BTreeSet<&str> = whole
        .enumeration()
        .iter()
        .map(|e| e.value.as_str())
        .collect();
    let wrong: BTreeSet<&str> = own
        .enumeration
        .iter()
        .map(|e| e.value.as_str())
        .filter(|value| !listed.contains(value) && !whole.fits(schema, value))
        .collect();
    if wrong.is_empty() {
        return;
    }
    for tag in written(reader, id).filter(|t| t.local() == "enumeration") {
        let Some(value) = tag.raw("value").filter(|v| wrong.contains(v)) else {
            continue;
        };
        // What is no value even before the facets of the base is spoken of where values are.
        if matches!(whole.shape, Shape::Atomic(_)) && !is_value(schema, *base, value) {
            continue;
        }
        let message = format!(
            "`{value}` is not a value of the base {}",
            called(reader, *base)
        );
        found
            .add(code::NOT_A_RESTRICTION, tag.value_span("value"), message)
            .help("an enumeration can only take values of the base away; it was kept as it stands");
    }
}

/// Whether a type allows less than its built-in base: otherwise its lexical space is all that there is to know.
fn has_limits(schema: &Schema, ty: TypeRef) -> bool {
    let limits = |f: &Facets| (*f != Facets::default()).then_some(());
    !matches!(schema.shape(ty), Shape::Atomic(_)) || nearest(schema, ty, limits).is_some()
}
