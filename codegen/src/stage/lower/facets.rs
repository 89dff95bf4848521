//! Facets: gathered from a type and its bases, told in the documentation.

use super::doc;
use super::shape::Shaper;
use crate::model::package::{Facets, FacetsId};
use crate::model::xsd::{SimpleType, TypeKind, TypeRef, Variety};

/// The most characters of a pattern, and the most values, that documentation shows.
const SHOWN: usize = 60;

impl Shaper<'_> {
    /// The facets of a simple type with its bases', for a row.
    pub(super) fn facets(&mut self, ty: TypeRef) -> Option<FacetsId> {
        let all = self.whole_facets(ty);
        self.facets_id(all)
    }

    /// The facets of a simple type with its bases'.
    fn whole_facets(&self, ty: TypeRef) -> Facets {
        let (chain, _) = self.schema.ancestry(ty);
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
                    Some(name) => name.to_string(),
                    None => e.value.clone(),
                });
                all.enumeration = match self.is_words(*id) {
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
        let text = sentence(&self.whole_facets(ty));
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
