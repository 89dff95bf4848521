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
}

impl Simple {
    /// Gathers what `ty` allows. A complex type counts as `anySimpleType`.
    pub(crate) fn of(schema: &Schema, ty: TypeRef) -> Self {
        let shape = schema.shape(ty);
        let (chain, builtin) = schema.ancestry(ty);
        let mut facets = Facets::default();
        let mut patterns = Vec::new();
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
        }
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
            Shape::Atomic(builtin) => number::is_lexical(*builtin, text),
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
            && (self.facets.enumeration.is_empty()
                || self.facets.enumeration.iter().any(|e| e.value == text))
            && self.length_fits(text)
            && self.bounds_fit(text)
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
