//! Simple types: what their facets come to, and whether one takes in another.

use wsdl_codegen::model::xsd::{Builtin, Facets, Schema, TypeKind, TypeRef, Variety};

use super::{Breaks, Kind};

/// A simple type with the facets of all steps together.
pub(super) struct Simple {
    pub(super) variety: Is,
    /// The nearest value of each facet.
    facets: Facets,
    /// The patterns of each step.
    patterns: Vec<Vec<String>>,
    /// The words of an enumeration.
    pub(super) words: Vec<String>,
}

/// What the values are.
pub(super) enum Is {
    /// Values of this built-in type.
    Atomic(Builtin),
    /// Lists of these.
    List(TypeRef),
    /// One of these.
    Union(Vec<TypeRef>),
}

const NARROW: Breaks = Breaks::request("a value that was allowed is refused");
const WIDE: Breaks = Breaks::response("a value that was not possible cannot be read");
const OTHER: Breaks = Breaks::both(
    "a value of the old type is refused",
    "a value of the new type cannot be read",
);

impl Simple {
    pub(super) fn of(schema: &Schema, ty: TypeRef) -> Self {
        let (chain, builtin) = schema.ancestry(ty);
        let mut simple = Self {
            variety: Is::Atomic(builtin.unwrap_or(Builtin::AnySimpleType)),
            facets: Facets::default(),
            patterns: Vec::new(),
            words: Vec::new(),
        };
        for id in chain {
            let TypeKind::Simple(step) = &schema.ty(id).kind else {
                continue;
            };
            match &step.variety {
                Variety::Restriction { facets, .. } => simple.take(facets),
                Variety::List { item } => simple.variety = Is::List(*item),
                Variety::Union { members } => simple.variety = Is::Union(members.clone()),
            }
        }
        simple
    }

    /// Takes the facets of a step whose outer steps have been taken.
    fn take(&mut self, step: &Facets) {
        let own = &mut self.facets;
        own.length = own.length.or(step.length);
        own.min_length = own.min_length.or(step.min_length);
        own.max_length = own.max_length.or(step.max_length);
        own.total_digits = own.total_digits.or(step.total_digits);
        own.fraction_digits = own.fraction_digits.or(step.fraction_digits);
        own.white_space = own.white_space.or(step.white_space);
        for (own, step) in [
            (&mut own.min_inclusive, &step.min_inclusive),
            (&mut own.max_inclusive, &step.max_inclusive),
            (&mut own.min_exclusive, &step.min_exclusive),
            (&mut own.max_exclusive, &step.max_exclusive),
        ] {
            if own.is_none() {
                own.clone_from(step);
            }
        }
        if !step.patterns.is_empty() {
            self.patterns.push(step.patterns.clone());
        }
        if self.words.is_empty() {
            self.words = step.enumeration.iter().map(|e| e.value.clone()).collect();
        }
    }
}

/// What changes when values of one built-in type become values of another.
pub(super) fn builtin(old: Builtin, new: Builtin) -> Breaks {
    // Whatever a value looks like, it is a string; every float is a double.
    let takes_in = |wide: Builtin, narrow: Builtin| {
        narrow.is_derived_from(wide)
            || wide == Builtin::String
            || (wide, narrow) == (Builtin::Double, Builtin::Float)
    };
    match (takes_in(new, old), takes_in(old, new)) {
        (true, true) => Breaks::NONE,
        (true, false) => WIDE,
        (false, true) => NARROW,
        (false, false) => OTHER,
    }
}

/// What changed in facets and words: kind, words, and what it breaks. A value that only a facet forbids is read all the same, and an unknown
/// word is kept: only what narrows breaks.
pub(super) fn facets(old: &Simple, new: &Simple) -> Vec<(Kind, String, Breaks)> {
    let mut found = Vec::new();
    words(old, new, &mut found);
    let (a, b) = (&old.facets, &new.facets);
    let mut numbers = |name, old: Option<u64>, new: Option<u64>, narrows: fn(u64, u64) -> bool| {
        let words = |n: u64| n.to_string();
        changed(
            name,
            old.map(words),
            new.map(words),
            old.zip(new).map(|(a, b)| narrows(a, b)),
            &mut found,
        );
    };
    numbers("length", a.length, b.length, |_, _| true);
    numbers("minLength", a.min_length, b.min_length, |old, new| {
        new > old
    });
    numbers("maxLength", a.max_length, b.max_length, |old, new| {
        new < old
    });
    let digits = |d: Option<u32>| d.map(u64::from);
    numbers(
        "totalDigits",
        digits(a.total_digits),
        digits(b.total_digits),
        |old, new| new < old,
    );
    numbers(
        "fractionDigits",
        digits(a.fraction_digits),
        digits(b.fraction_digits),
        |old, new| new < old,
    );
    for (name, old, new, lower) in [
        ("minInclusive", &a.min_inclusive, &b.min_inclusive, true),
        ("minExclusive", &a.min_exclusive, &b.min_exclusive, true),
        ("maxInclusive", &a.max_inclusive, &b.max_inclusive, false),
        ("maxExclusive", &a.max_exclusive, &b.max_exclusive, false),
    ] {
        let narrows = old
            .as_deref()
            .zip(new.as_deref())
            .map(|(old, new)| narrows(old, new, lower));
        changed(name, old.clone(), new.clone(), narrows, &mut found);
    }
    let spaces = |f: &Facets| f.white_space.map(|w| format!("{w:?}").to_lowercase());
    // Another treatment of white space is another value, not a narrower type.
    changed("whiteSpace", spaces(a), spaces(b), Some(false), &mut found);
    if old.patterns != new.patterns {
        let words = |steps: &[Vec<String>]| {
            let steps: Vec<String> = steps.iter().map(|step| step.join(" | ")).collect();
            (!steps.is_empty()).then(|| format!("`{}`", steps.join("` and `")))
        };
        // Whether one pattern takes in another is not decided here: it is taken for narrower.
        changed(
            "pattern",
            words(&old.patterns),
            words(&new.patterns),
            Some(true),
            &mut found,
        );
    }
    found
}

fn words(old: &Simple, new: &Simple, found: &mut Vec<(Kind, String, Breaks)>) {
    if old.words.is_empty() && !new.words.is_empty() {
        let what = format!("only these values now: {}", new.words.join(", "));
        found.push((Kind::FacetChanged, what, NARROW));
        return;
    }
    if new.words.is_empty() && !old.words.is_empty() {
        found.push((
            Kind::FacetChanged,
            "any value now, no longer an enumeration".to_owned(),
            Breaks::NONE,
        ));
        return;
    }
    for word in old.words.iter().filter(|w| !new.words.contains(w)) {
        found.push((Kind::ValueRemoved, word.clone(), NARROW));
    }
    for word in new.words.iter().filter(|w| !old.words.contains(w)) {
        found.push((Kind::ValueAdded, word.clone(), Breaks::NONE));
    }
}

/// Whether a bound moved inwards; bounds that are no numbers are taken to.
fn narrows(old: &str, new: &str, lower: bool) -> bool {
    let order = match (old.trim().parse::<i128>(), new.trim().parse::<i128>()) {
        (Ok(old), Ok(new)) => Some(new.cmp(&old)),
        _ => match (old.trim().parse::<f64>(), new.trim().parse::<f64>()) {
            (Ok(old), Ok(new)) => new.partial_cmp(&old),
            _ => None,
        },
    };
    order.is_none_or(|o| if lower { o.is_gt() } else { o.is_lt() })
}

/// `narrows` is for a facet that both have; one that is new narrows, one that is gone does not.
fn changed(
    name: &str,
    old: Option<String>,
    new: Option<String>,
    narrows: Option<bool>,
    found: &mut Vec<(Kind, String, Breaks)>,
) {
    let (what, narrower) = match (&old, &new) {
        _ if old == new => return,
        (Some(old), Some(new)) => (format!("{name} {old} → {new}"), narrows.unwrap_or(true)),
        (None, Some(new)) => (format!("{name} {new} added"), narrows != Some(false)),
        (Some(old), None) => (format!("{name} {old} removed"), false),
        (None, None) => return,
    };
    found.push((
        Kind::FacetChanged,
        what,
        if narrower { NARROW } else { Breaks::NONE },
    ));
}
