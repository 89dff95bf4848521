//! Facets: gathered from a type and its bases, told in the documentation, and named by the rows for `validate`.

use super::builtin::value_space;
use super::doc;
use super::shape::Shaper;
use crate::model::package::{Facets, SimpleId, ValueKind};
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, SimpleType, TypeKind, TypeRef, Variety};

/// The most characters of a pattern, and the most values, that documentation shows.
const SHOWN: usize = 60;
/// How deep lists and unions are followed; what lies deeper is held to nothing.
const MAX_DEPTH: usize = 16;

impl Shaper<'_> {
    /// The simple type that a row of type `ty` is held to; `None` when it asks for nothing that the Rust type does not see to.
    /// `hint` names it where it has no name.
    pub(super) fn held_to(&mut self, ty: TypeRef, hint: &str) -> Option<SimpleId> {
        self.asks(ty, 0).then(|| self.simple_id(ty, hint, false, 0))
    }

    /// The simple type of a row, whether it asks for anything or not.
    pub(super) fn simple_of(&mut self, ty: TypeRef, hint: &str) -> SimpleId {
        self.simple_id(ty, hint, false, 0)
    }

    /// What a qualified name is held to that is one of these, each as `{namespace}local`.
    pub(super) fn one_of_names(&mut self, hint: &str, names: Vec<String>) -> SimpleId {
        let facets = Facets {
            enumeration: names,
            ..Facets::default()
        };
        let kind = ValueKind::Atomic(value_space(Builtin::QName));
        self.simple_types.number(hint, kind, facets)
    }

    /// Whether the type, its items or its members have facets. Words are known to their Rust type, but for those in a union: what is none
    /// of them may be a value of another member.
    fn asks(&self, ty: TypeRef, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        self.checked_facets(ty, false) != Facets::default()
            || match self.schema.shape(ty) {
                Shape::Atomic(_) => false,
                Shape::List(item) => self.asks(item, depth + 1),
                Shape::Union(members) => {
                    let words =
                        |m: &TypeRef| matches!(m, TypeRef::Defined(id) if self.is_words(*id));
                    members.iter().any(|m| words(m) || self.asks(*m, depth + 1))
                }
            }
    }

    fn simple_id(&mut self, ty: TypeRef, hint: &str, in_union: bool, depth: usize) -> SimpleId {
        let name = match ty {
            TypeRef::Builtin(builtin) => builtin.name().to_owned(),
            TypeRef::Defined(id) => match &self.schema.ty(id).name {
                Some(name) => name.local.to_string(),
                None => hint.to_owned(),
            },
        };
        let facets = self.checked_facets(ty, in_union);
        let kind = match self.schema.shape(ty) {
            _ if depth > MAX_DEPTH => ValueKind::Atomic("String"),
            Shape::Atomic(builtin) => ValueKind::Atomic(value_space(builtin)),
            Shape::List(item) => {
                ValueKind::List(self.simple_id(item, &format!("{name}Item"), false, depth + 1))
            }
            Shape::Union(members) => {
                let hint = format!("{name}Member");
                let ids = members
                    .into_iter()
                    .map(|m| self.simple_id(m, &hint, true, depth + 1));
                ValueKind::Union(ids.collect())
            }
        };
        self.simple_types.number(&name, kind, facets)
    }

    /// The facets that are checked: with those of the built-in type that the Rust type does not see to.
    fn checked_facets(&self, ty: TypeRef, in_union: bool) -> Facets {
        let mut facets = self.whole_facets(ty, in_union);
        let (chain, _) = self.schema.ancestry(ty);
        let builtin = self.schema.primitive(ty);
        // words are what they are
        if let Some(pattern) = pattern(builtin)
            && !chain.iter().any(|id| self.is_words(*id))
        {
            facets.patterns.push(vec![pattern.to_owned()]);
        }
        if builtin.list_item().is_some() {
            facets.min_length = facets.min_length.or(Some(1));
        }
        let (min, max) = bounds(builtin, in_union);
        let text = |bound: &str| Some(bound.to_owned());
        if facets.min_inclusive.is_none() && facets.min_exclusive.is_none() {
            facets.min_inclusive = min.and_then(text);
        }
        if facets.max_inclusive.is_none() && facets.max_exclusive.is_none() {
            facets.max_inclusive = max.and_then(text);
        }
        facets
    }

    /// The facets of a simple type with its bases'; an enumeration of words only where it tells members of a union apart.
    fn whole_facets(&self, ty: TypeRef, in_union: bool) -> Facets {
        let (chain, _) = self.schema.ancestry(ty);
        let space = self.schema.white_space(ty);
        let is_name = matches!(
            self.schema.primitive(ty),
            Builtin::QName | Builtin::Notation
        );
        let mut all = Facets::default();
        for id in chain.iter().rev() {
            let TypeKind::Simple(SimpleType { variety, .. }) = &self.schema.ty(*id).kind else {
                continue;
            };
            let Variety::Restriction { facets, .. } = variety else {
                continue;
            };
            let set = |slot: &mut Option<String>, value: &Option<String>| {
                if value.is_some() {
                    slot.clone_from(value);
                }
            };
            all.min_length = facets.length.or(facets.min_length).or(all.min_length);
            all.max_length = facets.length.or(facets.max_length).or(all.max_length);
            if !facets.patterns.is_empty() {
                all.patterns.push(facets.patterns.clone());
            }
            if !facets.enumeration.is_empty() {
                let values = facets.enumeration.iter().map(|e| match &e.qname {
                    Some(name) if is_name => name.to_string(),
                    _ => space.normalize(&e.value),
                });
                all.enumeration = match self.is_words(*id) && !in_union {
                    true => Vec::new(),
                    false => values.collect(),
                };
            }
            set(&mut all.min_inclusive, &facets.min_inclusive);
            set(&mut all.max_inclusive, &facets.max_inclusive);
            set(&mut all.min_exclusive, &facets.min_exclusive);
            set(&mut all.max_exclusive, &facets.max_exclusive);
            all.total_digits = facets.total_digits.or(all.total_digits);
            all.fraction_digits = facets.fraction_digits.or(all.fraction_digits);
        }
        all
    }

    /// A line about the facets of a simple type, where they say something.
    pub(super) fn facets_doc(&self, ty: TypeRef) -> Option<String> {
        let text = sentence(&self.whole_facets(ty, false));
        (!text.is_empty()).then_some(text)
    }

    /// The same for a type that has no item whose documentation would hold it.
    pub(super) fn inline_facets_doc(&self, ty: TypeRef) -> Option<String> {
        let TypeRef::Defined(id) = ty else {
            return None;
        };
        let definition = self.schema.ty(id);
        let inline = definition.name.is_none() && matches!(definition.kind, TypeKind::Simple(_));
        (inline && !self.is_words(id))
            .then(|| self.facets_doc(ty))
            .flatten()
    }
}

/// The pattern of a built-in type that is a `String` in Rust (XML Schema Part 2, section 3.3).
fn pattern(builtin: Builtin) -> Option<&'static str> {
    match builtin {
        Builtin::Language => Some("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"),
        Builtin::NmToken => Some(r"\c+"),
        Builtin::Name => Some(r"\i\c*"),
        other if other.is_derived_from(Builtin::NcName) => Some(r"[\i-[:]][\c-[:]]*"),
        _ => None,
    }
}

/// The bounds of the integers whose Rust type is wider; in a union those of all, since they tell its members apart.
fn bounds(builtin: Builtin, in_union: bool) -> (Option<&'static str>, Option<&'static str>) {
    let is_narrower = matches!(
        builtin,
        Builtin::PositiveInteger | Builtin::NonPositiveInteger | Builtin::NegativeInteger
    );
    match in_union || is_narrower {
        true => builtin.integer_range(),
        false => (None, None),
    }
}

fn sentence(facets: &Facets) -> String {
    let mut parts: Vec<String> = Vec::new();
    match (facets.min_length, facets.max_length) {
        (Some(min), Some(max)) if min == max => parts.push(format!("length {min}")),
        (Some(min), Some(max)) => parts.push(format!("length {min} to {max}")),
        (Some(min), None) if min > 0 => parts.push(format!("length at least {min}")),
        (None, Some(max)) => parts.push(format!("length at most {max}")),
        _ => {}
    }
    let bounds = [
        ("at least", &facets.min_inclusive),
        ("above", &facets.min_exclusive),
        ("at most", &facets.max_inclusive),
        ("below", &facets.max_exclusive),
    ];
    for (word, bound) in bounds {
        parts.extend(bound.as_ref().map(|b| format!("{word} {}", doc::code(b))));
    }
    parts.extend(facets.total_digits.map(|d| format!("at most {d} digits")));
    parts.extend(
        facets
            .fraction_digits
            .map(|d| format!("{d} after the point")),
    );
    for step in &facets.patterns {
        if let [pattern] = step.as_slice()
            && pattern.len() <= SHOWN
        {
            parts.push(format!("matches {}", doc::code(pattern)));
        }
    }
    let values: Vec<String> = facets.enumeration.iter().map(|v| doc::code(v)).collect();
    let values = values.join(", ");
    if !values.is_empty() && values.len() <= 2 * SHOWN {
        parts.push(format!("one of {values}"));
    }
    let mut text = parts.join(", ");
    if let Some(first) = text.get(..1) {
        let capital = first.to_ascii_uppercase();
        text.replace_range(..1, &capital);
        text.push('.');
    }
    text
}
