//! What a content allows of each element: how often, and before which others.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::findings::Findings;
use super::super::wildcard;
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::xsd::{Compositor, ElementId, Particle, Schema, Term, Wildcard};

/// How deep groups may nest, references included.
const MAX_NESTING: usize = 64;
/// The most that looking through one content may cost, in particles and pairs of names.
const MAX_COST: usize = 50_000;
/// Models with more names are not looked at for the order of their elements: a set of them is the bits of a number.
pub(super) const MAX_NAMES: usize = 128;

/// *cos-group-emptiable*: whether nothing need stand there. What nests too deep counts as if.
pub(super) fn is_emptiable(schema: &Schema, particle: &Particle, depth: usize) -> bool {
    if particle.min == 0 || depth > MAX_NESTING {
        return true;
    }
    let Some(model) = schema.model(&particle.term) else {
        return false;
    };
    let mut inner = model.particles.iter();
    match model.compositor {
        Compositor::Choice => {
            model.particles.is_empty() || inner.any(|p| is_emptiable(schema, p, depth + 1))
        }
        _ => inner.all(|p| is_emptiable(schema, p, depth + 1)),
    }
}

/// How often something occurs, at least and at most.
#[derive(Clone, Copy)]
pub(super) struct Count {
    pub(super) min: u64,
    /// `None` is without end.
    pub(super) max: Option<u64>,
}

impl Count {
    const NEVER: Self = Self {
        min: 0,
        max: Some(0),
    };
    const ONCE: Self = Self {
        min: 1,
        max: Some(1),
    };
}

/// What is known of the elements of one name in a content.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) count: Count,
    /// The first that takes it.
    pub(super) element: ElementId,
    pub(super) at: Span,
    /// Its bit in sets of names; none where they are too many.
    pub(super) bit: u128,
}

pub(super) type Places<'s> = BTreeMap<&'s QName, Place>;

/// A content, looked through.
pub(super) struct Model<'s> {
    schema: &'s Schema,
    left: usize,
    pub(super) wildcards: Vec<(&'s Wildcard, Span)>,
    /// The number of each name, which is that of its bit.
    numbers: BTreeMap<&'s QName, usize>,
    /// For each name, by its number: those that may follow it.
    after: Vec<u128>,
}

impl<'s> Model<'s> {
    /// Looks through a sequence of particles; `None` when they are too many.
    pub(super) fn of(
        schema: &'s Schema,
        particles: &[&'s Particle],
        found: &mut Findings,
    ) -> Option<(Self, Places<'s>)> {
        let mut model = Model {
            schema,
            left: MAX_COST,
            wildcards: Vec::new(),
            numbers: BTreeMap::new(),
            after: Vec::new(),
        };
        let all = model.sequence(particles);
        let cost = MAX_COST - model.left;
        (found.afford(cost)).then_some((model, all?))
    }

    fn sequence(&mut self, particles: &[&'s Particle]) -> Option<Places<'s>> {
        let mut all = Places::new();
        for particle in particles {
            let places = self.particle(particle, 0)?;
            self.follow(&all, &places)?;
            add(&mut all, places);
        }
        Some(all)
    }

    fn particle(&mut self, particle: &'s Particle, depth: usize) -> Option<Places<'s>> {
        if depth > MAX_NESTING {
            return None;
        }
        let mut places = match &particle.term {
            Term::Element(id) => {
                let names = self.names(*id);
                self.left = self.left.checked_sub(names.len())?;
                let count = Count {
                    min: u64::from(names.len() == 1),
                    ..Count::ONCE
                };
                let place = |(name, element)| {
                    let place = Place {
                        count,
                        element,
                        at: particle.span,
                        bit: self.bit(name),
                    };
                    (name, place)
                };
                names.into_iter().map(place).collect()
            }
            Term::Wildcard(any) => {
                self.wildcards.push((any, particle.span));
                Places::new()
            }
            Term::Group(_) | Term::GroupRef(_) => {
                let model = self.schema.model(&particle.term)?;
                let mut all: Option<Places<'s>> = None;
                for inner in &model.particles {
                    let places = self.particle(inner, depth + 1)?;
                    self.left = self.left.checked_sub(1 + places.len())?;
                    let Some(all) = &mut all else {
                        all = Some(places);
                        continue;
                    };
                    match model.compositor {
                        Compositor::Choice => choose(all, places),
                        Compositor::Sequence => {
                            self.follow(all, &places)?;
                            add(all, places);
                        }
                        Compositor::All => {
                            self.follow(all, &places)?;
                            self.follow(&places, all)?;
                            add(all, places);
                        }
                    }
                }
                all.unwrap_or_default()
            }
        };
        if particle.max != Some(1) {
            self.follow(&places, &places)?;
        }
        for place in places.values_mut() {
            place.count.min = place.count.min.saturating_mul(u64::from(particle.min));
            place.count.max = match (place.count.max, particle.max) {
                (Some(a), Some(b)) => Some(a.saturating_mul(u64::from(b))),
                _ => None,
            };
        }
        Some(places)
    }

    /// The names that an element may have: its own and its substitutes', abstract ones left out.
    fn names(&self, id: ElementId) -> Vec<(&'s QName, ElementId)> {
        let (mut names, mut seen, mut queue) = (Vec::new(), BTreeSet::new(), vec![id]);
        while let Some(id) = queue.pop() {
            let Some(element) = self.schema.elements.get(id.index()) else {
                continue;
            };
            if !seen.insert(id) {
                continue;
            }
            if !element.is_abstract {
                names.push((&element.name, id));
            }
            if element.global && !element.block.substitution && names.len() <= MAX_NAMES {
                queue.extend(self.schema.substitutes.get(&id).into_iter().flatten());
            }
        }
        names
    }

    fn bit(&mut self, name: &'s QName) -> u128 {
        let next = self.numbers.len();
        let number = *self.numbers.entry(name).or_insert(next);
        if number == next {
            self.after.push(0);
        }
        u32::try_from(number).map_or(0, |n| 1_u128.checked_shl(n).unwrap_or(0))
    }

    /// Notes that what is in `then` may follow what is in `first`.
    fn follow(&mut self, first: &Places<'s>, then: &Places<'s>) -> Option<()> {
        if first.len() > MAX_NAMES {
            return Some(());
        }
        self.left = self.left.checked_sub(first.len() + then.len())?;
        let set = then.values().fold(0, |set, place| set | place.bit);
        for place in first.values().filter(|p| p.bit != 0) {
            if let Some(after) = self.after.get_mut(place.bit.trailing_zeros() as usize) {
                *after |= set;
            }
        }
        Some(())
    }

    /// The names that may follow a name.
    pub(super) fn after(&self, place: &Place) -> u128 {
        let number = place.bit.trailing_zeros() as usize;
        self.after.get(number).copied().unwrap_or(0)
    }

    pub(super) fn admits(&self, name: &QName) -> bool {
        let mut all = self.wildcards.iter();
        all.any(|(any, _)| wildcard::admits(&any.namespaces, &name.namespace))
    }
}

/// What stands one after the other.
fn add<'s>(all: &mut Places<'s>, more: Places<'s>) {
    for (name, place) in more {
        let known = all.entry(name).or_insert(Place {
            count: Count::NEVER,
            ..place
        });
        known.count.min = known.count.min.saturating_add(place.count.min);
        known.count.max = match (known.count.max, place.count.max) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            _ => None,
        };
    }
}

/// What stands in place of each other.
fn choose<'s>(all: &mut Places<'s>, more: Places<'s>) {
    for (name, place) in all.iter_mut() {
        let other = more.get(name).map_or(0, |p| p.count.min);
        place.count.min = place.count.min.min(other);
    }
    for (name, place) in more {
        let known = all.entry(name).or_insert(Place {
            count: Count::NEVER,
            ..place
        });
        known.count.max = match (known.count.max, place.count.max) {
            (Some(a), Some(b)) => Some(a.max(b)),
            _ => None,
        };
    }
}
