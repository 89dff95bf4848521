//! The simple types that rows are held to by `validate`, numbered as they are asked for.

use std::collections::BTreeMap;

use super::draft::Draft;
use crate::model::package::{Facets, Simple, SimpleId, ValueKind};
use crate::names::case;
use crate::names::scope::Scope;

/// The simple types that rows are held to, each once.
#[derive(Default)]
pub(super) struct SimpleTypes {
    known: BTreeMap<(ValueKind, Facets), SimpleId>,
    /// By number, with what each is named after.
    list: Vec<(String, ValueKind, Facets)>,
}

impl SimpleTypes {
    /// The number of a type that is asked for; `hint` names it where it is new.
    pub(super) fn number(&mut self, hint: &str, kind: ValueKind, facets: Facets) -> SimpleId {
        let key = (kind, facets);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let id = SimpleId(self.list.len());
        self.list
            .push((hint.to_owned(), key.0.clone(), key.1.clone()));
        self.known.insert(key, id);
        id
    }

    /// Only those that the kept rows of the draft name, and what these are made of; the rows are told their new numbers.
    pub(super) fn keep(self, draft: &mut Draft, keep: &[bool]) -> Self {
        let kept = draft.ids().filter(|id| keep[id.index()]);
        let rows = kept.flat_map(|id| draft.get(id).rows());
        let mut open: Vec<SimpleId> = rows.filter_map(|row| row.simple).collect();
        let mut used = vec![false; self.list.len()];
        while let Some(id) = open.pop() {
            if let Some(slot) = used.get_mut(id.0)
                && !std::mem::replace(slot, true)
                && let Some((_, kind, _)) = self.list.get(id.0)
            {
                open.extend(parts(kind));
            }
        }
        let numbers: Vec<usize> = used
            .iter()
            .scan(0, |next, used| {
                let number = *next;
                *next += usize::from(*used);
                Some(number)
            })
            .collect();
        let renumbered = |id: SimpleId| SimpleId(numbers.get(id.0).copied().unwrap_or(0));
        for id in draft.ids().collect::<Vec<_>>() {
            for row in draft.get_mut(id).rows_mut() {
                row.simple = row
                    .simple
                    .filter(|id| used.get(id.0) == Some(&true))
                    .map(renumbered);
            }
        }
        let kept = self.list.into_iter().zip(used).filter(|(_, used)| *used);
        let list = kept.map(|((hint, kind, facets), _)| {
            let kind = match kind {
                ValueKind::Atomic(name) => ValueKind::Atomic(name),
                ValueKind::List(item) => ValueKind::List(renumbered(item)),
                ValueKind::Union(members) => {
                    ValueKind::Union(members.into_iter().map(renumbered).collect())
                }
            };
            (hint, kind, facets)
        });
        Self {
            known: BTreeMap::new(),
            list: list.collect(),
        }
    }

    /// With a constant each, beside those that there are.
    pub(super) fn named(self, mut constants: Scope) -> Vec<Simple> {
        let list = self.list.into_iter();
        list.map(|(hint, kind, facets)| Simple {
            constant: constants.claim(&[case::constant_name(&hint)]),
            kind,
            facets,
        })
        .collect()
    }
}

fn parts(kind: &ValueKind) -> Vec<SimpleId> {
    match kind {
        ValueKind::Atomic(_) => Vec::new(),
        ValueKind::List(item) => vec![*item],
        ValueKind::Union(members) => members.clone(),
    }
}
