//! Unique particle attribution (part 1, section 3.8.6): of every element it must be clear, without a look at what follows it, which
//! particle takes it. Content models for which it is not are read all the same; they are warned of.
//!
//! The positions of a model, and which may follow which, are those of Glushkov's automaton; only models in which two particles can
//! take the same element at all are looked at so closely.

use std::collections::{BTreeMap, BTreeSet};

use super::super::reader::Reader;
use super::wildcard;
use crate::diagnostic::code;
use crate::model::documents::{DocumentId, Span};
use crate::model::name::QName;
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    Compositor, ElementId, ModelGroup, NamespaceConstraint, Particle, Schema, Term, TypeId,
    TypeKind,
};

/// Models with more particles are not looked at: those of generated schemas, far beyond what a person writes.
const MAX_POSITIONS: usize = 2_000;
/// How deep groups may nest, references included.
const MAX_NESTING: usize = 64;

/// Warns of content models that are not deterministic: once for each document, at the first.
pub(super) fn check(reader: &mut Reader<'_>) {
    let mut found: BTreeMap<DocumentId, BTreeMap<(Span, Span), String>> = BTreeMap::new();
    for (id, ty) in (0..).map(TypeId).zip(&reader.schema.types) {
        if !matches!(ty.kind, TypeKind::Complex(_)) {
            continue;
        }
        if let EffectiveContent::Elements(particles) = reader.schema.effective_content(id) {
            for (first, second, name) in Model::conflicts(&reader.schema, &particles) {
                let pairs = found.entry(second.document).or_default();
                pairs.entry((second, first)).or_insert(name);
            }
        }
    }
    for pairs in found.into_values() {
        let more = pairs.len() - 1;
        let Some(((second, first), name)) = pairs.into_iter().next() else {
            continue;
        };
        let message =
            format!("the content model is not deterministic: two particles can take {name}");
        let diagnostic = reader.warn(code::NOT_DETERMINISTIC, second, message);
        diagnostic.note(first, "the other particle");
        diagnostic.help("a particle that names the element goes before a wildcard, else the first");
        let pairs = match more {
            0 => continue,
            1 => "pair",
            _ => "pairs",
        };
        diagnostic.help(format!(
            "so it is with {more} more {pairs} of particles in this document"
        ));
    }
}

/// What a position takes.
enum Takes<'s> {
    Elements(Vec<&'s QName>),
    Wildcard(&'s NamespaceConstraint),
}

/// Sets of positions at which a particle may begin and end.
#[derive(Default)]
struct Ends {
    emptiable: bool,
    first: BTreeSet<usize>,
    last: BTreeSet<usize>,
}

struct Model<'s> {
    schema: &'s Schema,
    takes: Vec<(Takes<'s>, Span)>,
    /// The positions that may follow each.
    follow: Vec<BTreeSet<usize>>,
    /// Later positions that can take what each can take.
    rivals: BTreeMap<usize, Vec<usize>>,
    /// The positions that have rivals, earlier or later.
    contested: BTreeSet<usize>,
    found: BTreeSet<(usize, usize)>,
}

impl<'s> Model<'s> {
    /// Pairs of particles of a sequence of `particles` that compete for an element, and what that is.
    fn conflicts(schema: &'s Schema, particles: &[&'s Particle]) -> Vec<(Span, Span, String)> {
        let mut model = Model {
            schema,
            takes: Vec::new(),
            follow: Vec::new(),
            rivals: BTreeMap::new(),
            contested: BTreeSet::new(),
            found: BTreeSet::new(),
        };
        for particle in particles {
            if model.leaves(particle, 0).is_none() {
                return Vec::new();
            }
        }
        model.find_rivals();
        if model.rivals.is_empty() {
            return Vec::new();
        }
        model.follow = vec![BTreeSet::new(); model.takes.len()];
        let mut next = 0;
        let mut whole = Ends {
            emptiable: true,
            ..Ends::default()
        };
        for particle in particles {
            let ends = model.particle(particle, &mut next);
            whole = model.then(whole, ends);
        }
        let first = std::mem::take(&mut whole.first);
        model.compete(&first);
        for set in std::mem::take(&mut model.follow) {
            model.compete(&set);
        }
        let place = |i: usize| model.takes.get(i).map(|(_, span)| *span);
        let pairs = model.found.iter().filter_map(|(a, b)| {
            let (first, second) = (place(*a)?, place(*b)?);
            Some((first, second, model.shared(*a, *b)?))
        });
        pairs.collect()
    }

    /// Lists the leaves in order; `None` when there are too many.
    fn leaves(&mut self, particle: &'s Particle, depth: usize) -> Option<()> {
        if self.takes.len() >= MAX_POSITIONS || depth > MAX_NESTING {
            return None;
        }
        let takes = match &particle.term {
            Term::Element(id) => Takes::Elements(self.names(*id)),
            Term::Wildcard(any) => Takes::Wildcard(&any.namespaces),
            Term::Group(_) | Term::GroupRef(_) => {
                let inner = self.schema.model(&particle.term)?.particles.iter();
                return inner
                    .map(|p| self.leaves(p, depth + 1))
                    .collect::<Option<()>>();
            }
        };
        self.takes.push((takes, particle.span));
        Some(())
    }

    /// The names of an element and of those that may stand in its place.
    fn names(&self, id: ElementId) -> Vec<&'s QName> {
        let (mut names, mut seen, mut queue) = (Vec::new(), BTreeSet::new(), vec![id]);
        while let Some(id) = queue.pop() {
            let Some(element) = self.schema.elements.get(id.index()) else {
                continue;
            };
            if seen.insert(id) {
                names.push(&element.name);
                queue.extend(self.schema.substitutes.get(&id).into_iter().flatten());
            }
        }
        names
    }

    fn find_rivals(&mut self) {
        let mut by_name: BTreeMap<&QName, Vec<usize>> = BTreeMap::new();
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (i, (takes, _)) in self.takes.iter().enumerate() {
            match takes {
                Takes::Elements(names) => {
                    for name in names {
                        let others = by_name.entry(name).or_default();
                        pairs.extend(others.iter().map(|o| (*o, i)));
                        others.push(i);
                    }
                }
                Takes::Wildcard(any) => {
                    for (other, (takes, _)) in self.takes.iter().enumerate() {
                        if other != i && overlap(any, takes) {
                            pairs.insert((other.min(i), other.max(i)));
                        }
                    }
                }
            }
        }
        for (a, b) in pairs {
            self.contested.extend([a, b]);
            self.rivals.entry(a).or_default().push(b);
        }
    }

    /// Notes the rivals of a set, any of whose positions may come next.
    fn compete(&mut self, set: &BTreeSet<usize>) {
        for position in set {
            let rivals = self.rivals.get(position).into_iter().flatten();
            let there = rivals.filter(|r| set.contains(r));
            self.found.extend(there.map(|r| (*position, *r)));
        }
    }

    /// `next` numbers the leaves in the order of [`Model::leaves`].
    fn particle(&mut self, particle: &'s Particle, next: &mut usize) -> Ends {
        let mut ends = match self.schema.model(&particle.term) {
            Some(group) => self.model_group(group, next),
            None => {
                let position = BTreeSet::from([*next]);
                *next += 1;
                Ends {
                    emptiable: false,
                    first: position.clone(),
                    last: position,
                }
            }
        };
        match particle.max {
            Some(0 | 1) => {}
            // So many and no more: what begins again and what comes after never compete.
            Some(max) if max == particle.min => {
                for position in &ends.last {
                    if let Some(follow) = self.follow.get(*position) {
                        let again = follow.union(&ends.first).copied().collect();
                        self.compete(&again);
                    }
                }
            }
            _ => self.follow_with(&ends.last, &ends.first),
        }
        ends.emptiable |= particle.min == 0;
        ends
    }

    fn model_group(&mut self, group: &'s ModelGroup, next: &mut usize) -> Ends {
        let inner: Vec<Ends> = group
            .particles
            .iter()
            .map(|p| self.particle(p, next))
            .collect();
        match group.compositor {
            Compositor::Sequence => {
                let start = Ends {
                    emptiable: true,
                    ..Ends::default()
                };
                inner
                    .into_iter()
                    .fold(start, |before, after| self.then(before, after))
            }
            Compositor::Choice => {
                let mut all = Ends {
                    emptiable: inner.is_empty() || inner.iter().any(|e| e.emptiable),
                    ..Ends::default()
                };
                for ends in inner {
                    all.first.extend(ends.first);
                    all.last.extend(ends.last);
                }
                all
            }
            Compositor::All => {
                let mut all = Ends {
                    emptiable: inner.iter().all(|e| e.emptiable),
                    ..Ends::default()
                };
                for ends in inner {
                    all.first.extend(ends.first);
                    all.last.extend(ends.last);
                }
                let (last, first) = (all.last.clone(), all.first.clone());
                self.follow_with(&last, &first);
                all
            }
        }
    }

    fn then(&mut self, mut before: Ends, after: Ends) -> Ends {
        self.follow_with(&before.last, &after.first);
        if before.emptiable {
            before.first.extend(after.first);
        }
        let mut last = after.last;
        if after.emptiable {
            last.extend(before.last);
        }
        Ends {
            emptiable: before.emptiable && after.emptiable,
            first: before.first,
            last,
        }
    }

    fn follow_with(&mut self, last: &BTreeSet<usize>, first: &BTreeSet<usize>) {
        // Only rivals can come to compete: what follows is of no interest otherwise.
        let first: Vec<usize> = first.intersection(&self.contested).copied().collect();
        for position in last {
            if let Some(follow) = self.follow.get_mut(*position) {
                follow.extend(&first);
            }
        }
    }

    /// What two positions both take, in words.
    fn shared(&self, a: usize, b: usize) -> Option<String> {
        let (left, right) = (&self.takes.get(a)?.0, &self.takes.get(b)?.0);
        let named = match (left, right) {
            (Takes::Elements(left), Takes::Elements(right)) => {
                left.iter().find(|n| right.contains(n))
            }
            (Takes::Elements(names), Takes::Wildcard(any))
            | (Takes::Wildcard(any), Takes::Elements(names)) => {
                names.iter().find(|n| wildcard::admits(any, &n.namespace))
            }
            (Takes::Wildcard(_), Takes::Wildcard(_)) => None,
        };
        Some(named.map_or_else(
            || "the elements of one namespace".to_owned(),
            |n| format!("`{}`", n.local),
        ))
    }
}

fn overlap(any: &NamespaceConstraint, takes: &Takes<'_>) -> bool {
    match takes {
        Takes::Elements(names) => names.iter().any(|n| wildcard::admits(any, &n.namespace)),
        Takes::Wildcard(other) => !matches!(
            wildcard::intersection(any, other),
            NamespaceConstraint::List(list) if list.is_empty()
        ),
    }
}
