//! What a simple type allows, all steps of its derivation together, and whether a text fits.

use std::cmp::Ordering;

use super::number;
use super::pattern::Pattern;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{
    Builtin, Enumeration, Facets, Schema, TypeKind, TypeRef, Variety, WhiteSpace,
};

/// A simple type with its facets.
#[derive(Clone, Debug)]
pub(crate) struct Simple {
    pub(crate) shape: Shape,
    white_space: WhiteSpace,
    /// The facets of all steps: the nearest of each, patterns apart.
    pub(crate) facets: Facets,
    /// A value must match one pattern of every step.
    patterns: Vec<Vec<Pattern>>,
    /// Whether all patterns were understood.
    judged: bool,
}

/// Whether a text is a value of the type before its facets: of the lexical space of what its values are made of. What this library cannot
/// judge counts as one.
pub(crate) fn is_value(schema: &Schema, ty: TypeRef, text: &str) -> bool {
    let Shape::Atomic(builtin) = schema.shape(ty) else {
        return true;
    };
    let normal = schema.white_space(ty).normalize(text);
    is_name_beyond_ascii(builtin, &normal) || number::is_lexical(builtin, &normal)
}

/// The letters of names are told by XML, which knows others than Rust does.
fn is_name_beyond_ascii(builtin: Builtin, text: &str) -> bool {
    !text.is_ascii() && builtin.is_derived_from(Builtin::Token)
}

impl Simple {
    /// Gathers what `ty` allows. A complex type counts as `anySimpleType`.
    pub(crate) fn of(schema: &Schema, ty: TypeRef) -> Self {
        let shape = schema.shape(ty);
        let (chain, builtin) = schema.ancestry(ty);
        let mut facets = Facets::default();
        let (mut patterns, mut judged) = (Vec::new(), true);
        for id in chain {
            let TypeKind::Simple(simple) = &schema.ty(id).kind else {
                break;
            };
            let Variety::Restriction { facets: own, .. } = &simple.variety else {
                break;
            };
            inherit(&mut facets, own);
            let step = own.patterns.iter().filter_map(|p| Pattern::parse(p));
            let step: Vec<Pattern> = step.collect();
            judged &= step.len() == own.patterns.len();
            if !step.is_empty() {
                patterns.push(step);
            }
        }
        let is_built_in_list = builtin.is_some_and(|b| b.list_item().is_some());
        if is_built_in_list && matches!(shape, Shape::List(_)) && facets.min_length.is_none() {
            facets.min_length = Some(1);
        }
        Self {
            shape,
            white_space: schema.white_space(ty),
            facets,
            patterns,
            judged,
        }
    }

    /// Whether [`Simple::fits`] knows all that there is to know.
    pub(crate) fn is_judged(&self) -> bool {
        self.judged
    }

    /// Whether two texts stand for one value.
    pub(crate) fn same(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.white_space.normalize(a), self.white_space.normalize(b));
        let equal = |builtin: Builtin| number::compare(builtin, &a, &b) == Some(Ordering::Equal);
        a == b || matches!(self.shape, Shape::Atomic(builtin) if equal(builtin))
    }

    /// Why no text is a value, where two facets exclude each other.
    pub(crate) fn contradiction(&self) -> Option<String> {
        let f = &self.facets;
        let (min, max) = (f.min_length, f.max_length);
        for (least, most) in [(min, max), (f.length, max), (min, f.length)] {
            if let (Some(least), Some(most)) = (least, most)
                && least > most
            {
                return Some(format!(
                    "no value is at least {least} and at most {most} long"
                ));
            }
        }
        let Shape::Atomic(builtin) = self.shape else {
            return None;
        };
        let bounds = [
            ("at least", &f.min_inclusive, "at most", &f.max_inclusive),
            ("at least", &f.min_inclusive, "below", &f.max_exclusive),
            ("above", &f.min_exclusive, "at most", &f.max_inclusive),
            ("above", &f.min_exclusive, "below", &f.max_exclusive),
        ];
        for (from, low, to, high) in bounds {
            let (Some(low), Some(high)) = (low, high) else {
                continue;
            };
            let order = number::compare(builtin, low.trim(), high.trim());
            let is_empty = match order {
                Some(Ordering::Greater) => true,
                Some(Ordering::Equal) => (from, to) != ("at least", "at most"),
                _ => false,
            };
            if is_empty {
                return Some(format!("no value is {from} {low} and {to} {high}"));
            }
        }
        None
    }

    /// The enumeration in force, empty when there is none.
    pub(crate) fn enumeration(&self) -> &[Enumeration] {
        &self.facets.enumeration
    }

    /// The patterns of the nearest step that has any.
    pub(crate) fn patterns(&self) -> &[Pattern] {
        self.patterns.first().map_or(&[], Vec::as_slice)
    }

    /// Whether the text is a value of the type once its white space is normalised: its lexical form and the facets. What this library cannot judge (the
    /// order of dates with different zones) counts as fitting.
    pub(crate) fn fits(&self, schema: &Schema, text: &str) -> bool {
        let normal = self.white_space.normalize(text);
        let text = normal.as_str();
        let lexical = match &self.shape {
            Shape::Atomic(builtin) => {
                is_name_beyond_ascii(*builtin, text) || number::is_lexical(*builtin, text)
            }
            Shape::List(item) => {
                let item = Simple::of(schema, *item);
                text.split_ascii_whitespace().all(|t| item.fits(schema, t))
            }
            Shape::Union(members) => members
                .iter()
                .any(|m| Simple::of(schema, *m).fits(schema, text)),
        };
        lexical
            && self
                .patterns
                .iter()
                .all(|step| step.iter().any(|p| p.matches(text)))
            && self.is_listed(text)
            && self.length_fits(text)
            && self.bounds_fit(text)
    }

    /// Whether the enumeration, if there is one, has the value. Qualified names are not told apart.
    fn is_listed(&self, text: &str) -> bool {
        let listed = &self.facets.enumeration;
        let is_name = matches!(
            self.shape,
            Shape::Atomic(Builtin::QName | Builtin::Notation)
        );
        listed.is_empty() || is_name || listed.iter().any(|e| self.same(&e.value, text))
    }

    fn length_fits(&self, text: &str) -> bool {
        let length = match &self.shape {
            Shape::List(_) => text.split_ascii_whitespace().count(),
            Shape::Union(_) => return true,
            Shape::Atomic(Builtin::HexBinary) => text.len() / 2,
            Shape::Atomic(Builtin::Base64Binary) => {
                let symbols = |c: &u8| !c.is_ascii_whitespace() && *c != b'=';
                text.bytes().filter(symbols).count() * 3 / 4
            }
            Shape::Atomic(Builtin::QName | Builtin::Notation) => return true,
            Shape::Atomic(_) => text.chars().count(),
        } as u64;
        let f = &self.facets;
        f.length.is_none_or(|l| l == length)
            && f.min_length.is_none_or(|l| length >= l)
            && f.max_length.is_none_or(|l| length <= l)
    }

    fn bounds_fit(&self, text: &str) -> bool {
        let Shape::Atomic(builtin) = self.shape else {
            return true;
        };
        let f = &self.facets;
        let holds = |bound: &Option<String>, allowed: fn(Ordering) -> bool| {
            bound
                .as_deref()
                .is_none_or(|b| number::compare(builtin, text, b.trim()).is_none_or(allowed))
        };
        holds(&f.min_inclusive, Ordering::is_ge)
            && holds(&f.max_inclusive, Ordering::is_le)
            && holds(&f.min_exclusive, Ordering::is_gt)
            && holds(&f.max_exclusive, Ordering::is_lt)
            && number::digits(text).is_none_or(|(total, fraction)| {
                f.total_digits.is_none_or(|t| total <= t)
                    && f.fraction_digits.is_none_or(|d| fraction <= d)
            })
    }
}

/// Takes over what no nearer step says.
fn inherit(facets: &mut Facets, base: &Facets) {
    macro_rules! nearest {
        ($($name:ident),*) => { $( if facets.$name.is_none() { facets.$name.clone_from(&base.$name); } )* };
    }
    nearest!(
        length,
        min_length,
        max_length,
        white_space,
        total_digits,
        fraction_digits
    );
    if facets.min_inclusive.is_none() && facets.min_exclusive.is_none() {
        facets.min_inclusive.clone_from(&base.min_inclusive);
        facets.min_exclusive.clone_from(&base.min_exclusive);
    }
    if facets.max_inclusive.is_none() && facets.max_exclusive.is_none() {
        facets.max_inclusive.clone_from(&base.max_inclusive);
        facets.max_exclusive.clone_from(&base.max_exclusive);
    }
    if facets.enumeration.is_empty() {
        facets.enumeration.clone_from(&base.enumeration);
    }
}
