//! Makes instances of a global element that try everything its type leaves open: each particle absent, once and repeated, each branch,
//! each derived type, each member of a substitution group, nil, each attribute, the ends of every simple type.
//!
//! The first instance is the smallest one, the second the fullest. Each place of the schema that an instance passes is noted with its
//! outcomes; for every outcome that no instance has tried yet one more is made, which is small but for the way to that place. So the
//! number of instances grows with the number of outcomes, not with their combinations. Where half of the instances that may be made have
//! not tried everything, the other half tries many outcomes in each; and where those were not enough, more are made for the particles and
//! attributes that no instance holds yet, up to `PATIENCE` times as many.

mod choose;
mod coverage;
mod reach;
mod steering;
mod texts;

pub use coverage::{Coverage, Kind, Site};
pub use reach::places;

use self::steering::Steering;
use self::texts::Texts;
use super::height::{ENDLESS, Heights};
use super::tree::Element;
use super::walk::Walker;
use crate::model::xsd::{ElementId, Schema};

/// How much is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Instances of one element.
    pub instances: usize,
    /// Elements in the fullest instance; beyond it only what must be there is written.
    pub elements: usize,
    /// Values tried of one simple type.
    pub values: u32,
}

/// How many times the instances allowed may be made for the sake of places that none of them holds.
const PATIENCE: usize = 8;

impl Default for Limits {
    fn default() -> Self {
        Self {
            instances: 1000,
            elements: 2000,
            values: 12,
        }
    }
}

/// The instances of an element.
#[derive(Clone, Debug, Default)]
pub struct Instances {
    /// The instances: the smallest, the fullest, then one for each outcome not yet tried.
    pub list: Vec<Element>,
    /// What they tried.
    pub coverage: Coverage,
}

/// Makes instances of a global element. None when it has no finite instance.
pub fn instances(schema: &Schema, element: ElementId, limits: Limits) -> Instances {
    let mut maker = Maker::new(schema, limits);
    let list = maker.instances(element);
    Instances {
        list,
        coverage: maker.coverage,
    }
}

/// Makes instances of one element after the other; what was tried for one is not tried again for the next, apart from its smallest and its
/// fullest instance.
pub struct Maker<'d> {
    schema: &'d Schema,
    limits: Limits,
    heights: Heights,
    coverage: Coverage,
    texts: Texts,
}

impl<'d> Maker<'d> {
    /// A maker over one schema set.
    pub fn new(schema: &'d Schema, limits: Limits) -> Self {
        Self {
            schema,
            limits,
            heights: Heights::of(schema),
            coverage: Coverage::default(),
            texts: Texts::new(limits.values),
        }
    }

    /// What all instances tried together.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The instances of a global element that try what was not tried before. None when it has no finite instance. The root is the element
    /// itself, or, when that is abstract, one that may stand for it.
    pub fn instances(&mut self, element: ElementId) -> Vec<Element> {
        let mut list = Vec::new();
        if self.heights.element(self.schema, element) == ENDLESS {
            return list;
        }
        let mut steering = Steering::new(
            &self.heights,
            self.limits,
            &mut self.coverage,
            &mut self.texts,
            element,
        );
        for full in [false, true] {
            steering.begin(Vec::new(), full, 0);
            run(self.schema, element, &mut steering, &mut list);
        }
        while let Some(goal) = steering.goals.pop_front() {
            let tried = goal
                .last()
                .is_some_and(|(site, outcome)| steering.coverage.has(*site, *outcome));
            if tried {
                continue;
            }
            let more = list.len() >= self.limits.instances;
            if more && list.len() >= self.limits.instances.saturating_mul(PATIENCE) {
                break;
            }
            if more
                && !goal
                    .last()
                    .is_some_and(|(site, outcome)| steering.is_new(*site, *outcome))
            {
                continue;
            }
            steering.begin(goal, false, list.len());
            run(self.schema, element, &mut steering, &mut list);
        }
        list
    }
}

fn run(schema: &Schema, id: ElementId, steering: &mut Steering<'_>, list: &mut Vec<Element>) {
    let instance = Walker::new(schema, steering).element(id);
    list.extend(instance.filter(|i| !list.contains(i)));
}
