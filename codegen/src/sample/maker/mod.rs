//! Makes instances of a global element that try everything its type leaves open: each particle absent, once and repeated, each branch,
//! each derived type, each member of a substitution group, nil, each attribute, the ends of every simple type.
//!
//! The first instance is the smallest one, the second the fullest. Each place of the schema that an instance passes is noted with its
//! outcomes; for every outcome that no instance has tried yet one more is made, which is small but for the way to that place. So the
//! number of instances grows with the number of outcomes, not with their combinations. Where half of the instances that may be made have
//! not tried everything, the other half tries many outcomes in each; and where those were not enough, more are made for the particles and
//! attributes that no instance holds yet, up to `PATIENCE` times as many.

mod coverage;
mod reach;
mod texts;

pub use coverage::{Coverage, Kind, Site};
pub use reach::places;

use std::collections::{BTreeSet, VecDeque};

use self::texts::Texts;
use super::encoded::{ENCODING11, ENCODING12};
use super::height::{ENDLESS, Heights};
use super::page::{takes, wild_element};
use super::tree::{Attribute, Element, Value, XSD};
use super::walk::{At, Chooser, Walker, Wild, alternatives};
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::xsd::{
    self, AttributeUse, Builtin, ElementId, ModelGroup, NamespaceConstraint, Particle,
    ProcessContents, Schema, Term, TypeId, TypeRef, Usage, ValueConstraint, Wildcard,
};

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

/// Outcomes that an instance tries beside its goal, when it tries many.
const SPARE: usize = 60;
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
        let mut steering = Steering {
            heights: &self.heights,
            limits: self.limits,
            coverage: &mut self.coverage,
            texts: &mut self.texts,
            goals: VecDeque::new(),
            seen: BTreeSet::new(),
            trail: Vec::new(),
            followed: 0,
            path: Vec::new(),
            full: false,
            elements: 0,
            spare: 0,
            document: element,
            root: None,
        };
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

/// What was decided on the way to a place, outermost first.
type Trail = Vec<(Site, u32)>;

/// The chooser: follows a trail, notes what is open beside it.
struct Steering<'m> {
    heights: &'m Heights,
    limits: Limits,
    coverage: &'m mut Coverage,
    texts: &'m mut Texts,
    /// Ways to outcomes that were not tried when they were seen.
    goals: VecDeque<Trail>,
    /// The sites met below this root.
    seen: BTreeSet<Site>,
    /// The way to follow, and how far it was.
    trail: Trail,
    followed: usize,
    /// The decisions around the place where the walk is.
    path: Trail,
    full: bool,
    elements: usize,
    /// How many outcomes beside its goal this instance may still try.
    spare: usize,
    document: ElementId,
    /// The document's element, until the walk has passed it.
    root: Option<ElementId>,
}

impl Steering<'_> {
    fn begin(&mut self, trail: Trail, full: bool, made: usize) {
        self.spare = if made > self.limits.instances / 2 {
            SPARE
        } else {
            0
        };
        self.trail = trail;
        self.followed = 0;
        self.path.clear();
        self.full = full;
        self.elements = 0;
        self.texts.begin();
        self.root = Some(self.document);
    }

    /// Whether as much as possible is to be written here.
    fn is_full(&self) -> bool {
        self.full && self.elements < self.limits.elements
    }

    /// Whether the outcome may bring a particle or an attribute that no instance holds: it stands at a place that none holds, or chooses
    /// among what was not chosen.
    fn is_new(&self, site: Site, outcome: u32) -> bool {
        match site.kind {
            Kind::Particle | Kind::Attribute => outcome > 0 && !self.coverage.visits(site),
            Kind::Branch | Kind::Member | Kind::Type => !self.coverage.has(site, outcome),
            Kind::Nil | Kind::Value | Kind::Any | Kind::Mixed => false,
        }
    }

    /// Decides: as the trail says, or `usual`. `usual` is below `outcomes`, which is not 0. Where the choice is `free` (no structure has to
    /// end), an instance that has outcomes to spare takes one that was not tried.
    fn decide(&mut self, kind: Kind, at: Span, outcomes: u32, usual: u32, free: bool) -> u32 {
        let site = Site { kind, at };
        let outcome = match self.trail.get(self.followed) {
            Some((next, outcome)) if *next == site => {
                self.followed += 1;
                (*outcome).min(outcomes - 1)
            }
            _ if free
                && self.spare > 0
                && self.elements < self.limits.elements
                && self.followed == self.trail.len() =>
            {
                let untried = (0..outcomes).find(|o| !self.coverage.has(site, *o));
                self.spare -= usize::from(untried.is_some());
                untried.unwrap_or(usual)
            }
            _ => usual,
        };
        self.coverage.note(site, outcomes, outcome);
        if self.seen.insert(site) {
            for other in (0..outcomes).filter(|o| *o != outcome) {
                if !self.coverage.has(site, other) {
                    let mut goal = self.path.clone();
                    goal.push((site, other));
                    self.goals.push_back(goal);
                }
            }
        }
        self.path.push((site, outcome));
        outcome
    }

    /// Whether the structure has to end here: it repeats itself or is deep.
    fn must_end(&self, at: &At<'_>, particle: &Particle) -> bool {
        let recurs = match &particle.term {
            Term::Element(id) => at.is_open(at.schema.element(*id).ty),
            _ => false,
        };
        recurs || !is_shallow(at)
    }

    /// The position of the type or element that ends soonest.
    fn lowest<T: Copy>(items: &[T], height: impl Fn(T) -> u32) -> u32 {
        let lowest = (0u32..).zip(items).min_by_key(|(_, item)| height(**item));
        lowest.map_or(0, |(index, _)| index)
    }

    fn some<T: Copy>(items: &[T], outcome: u32) -> Option<T> {
        items.get(outcome as usize).copied()
    }
}

/// Whether structures may still go deeper for the sake of what is in them.
fn is_shallow(at: &At<'_>) -> bool {
    at.open.len() <= 24
}

/// The numbers of occurrences worth trying.
fn counts(particle: &Particle) -> Vec<u32> {
    let most = particle.max.unwrap_or(u32::MAX);
    let few = |m: u32| (m <= 5).then_some(m);
    let mut counts: Vec<u32> = [Some(particle.min), Some(1), Some(2), few(most)]
        .into_iter()
        .flatten()
        .map(|c| c.clamp(particle.min, most).min(1000))
        .collect();
    counts.sort_unstable();
    counts.dedup();
    counts
}

/// Whether a type is an array of SOAP encoding or one of its own types.
fn is_encoding(schema: &Schema, id: TypeId) -> bool {
    let ty = schema.ty(id);
    let array = schema
        .complex(TypeRef::Defined(id))
        .is_some_and(|(_, c)| c.array.is_some());
    let own = |n: &QName| matches!(&*n.namespace, ENCODING11 | ENCODING12);
    array || ty.name.as_ref().is_some_and(own)
}

fn size<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

impl Chooser for &mut Steering<'_> {
    fn occurrences(&mut self, at: &At<'_>, particle: &Particle) -> u32 {
        let mut counts = counts(particle);
        if self.heights.term(at.schema, particle, 0) == ENDLESS {
            counts.truncate(1);
        }
        let last = size(&counts) - 1;
        let free = !self.must_end(at, particle);
        let usual = if self.is_full() && free { last } else { 0 };
        let outcome = self.decide(Kind::Particle, particle.span, last + 1, usual, free);
        let count = Steering::some(&counts, outcome).unwrap_or(particle.min);
        if count > 0 {
            self.coverage.visit(Kind::Particle, particle.span);
        }
        count
    }

    fn branches(&mut self, at: &At<'_>, site: Span, group: &ModelGroup) -> Vec<usize> {
        let finite: Vec<usize> = (0..group.particles.len())
            .filter(|i| self.heights.particle(at.schema, &group.particles[*i], 0) != ENDLESS)
            .collect();
        if finite.is_empty() {
            return Vec::new();
        }
        let height = |i: usize| self.heights.particle(at.schema, &group.particles[i], 0);
        let usual = Steering::lowest(&finite, height);
        let outcome = self.decide(Kind::Branch, site, size(&finite), usual, is_shallow(at));
        Steering::some(&finite, outcome).into_iter().collect()
    }

    fn member(&mut self, at: &At<'_>, site: Span, members: &[ElementId]) -> Option<ElementId> {
        if members.is_empty() {
            return None;
        }
        // The root is the element that was asked for, not another one that could stand for it.
        if let Some(root) = self.root.take()
            && members.contains(&root)
        {
            return Some(root);
        }
        let usual = Steering::lowest(members, |m| self.heights.element(at.schema, m));
        let outcome = self.decide(Kind::Member, site, size(members), usual, is_shallow(at));
        Steering::some(members, outcome)
    }

    fn actual_type(&mut self, at: &At<'_>, element: &xsd::Element) -> TypeRef {
        self.root = None;
        self.elements += 1;
        if !element.constraints.is_empty() {
            self.texts.tell_apart();
        }
        let mut types = alternatives(at.schema, element);
        types.retain(|t| self.heights.ty(*t) != ENDLESS);
        if types.is_empty() {
            return element.ty;
        }
        let usual = match types.contains(&element.ty) && !at.is_open(element.ty) {
            true => 0,
            false => Steering::lowest(&types, |t| self.heights.ty(t)),
        };
        let outcome = self.decide(
            Kind::Type,
            element.span,
            size(&types),
            usual,
            is_shallow(at),
        );
        Steering::some(&types, outcome).unwrap_or(element.ty)
    }

    fn nil(&mut self, at: &At<'_>, element: &xsd::Element, ty: TypeRef) -> bool {
        if !element.nillable || matches!(element.value, Some(ValueConstraint::Fixed(_))) {
            return false;
        }
        let ends = at.is_open(ty) || !is_shallow(at) || self.heights.ty(ty) == ENDLESS;
        self.decide(Kind::Nil, element.span, 2, u32::from(ends), !ends) == 1
    }

    fn attribute(&mut self, at: &At<'_>, usage: &AttributeUse) -> bool {
        // Sizes, places and references mean what SOAP encoding says, not what the schema does.
        let encoding = at.open.last().is_some_and(|ty| is_encoding(at.schema, *ty));
        let written = match usage.usage {
            _ if encoding => false,
            Usage::Required => {
                self.decide(Kind::Attribute, usage.span, 1, 0, false);
                true
            }
            _ => {
                let usual = u32::from(self.is_full());
                self.decide(Kind::Attribute, usage.span, 2, usual, true) == 1
            }
        };
        if written {
            self.coverage.visit(Kind::Attribute, usage.span);
        }
        written
    }

    fn text(
        &mut self,
        at: &At<'_>,
        site: Span,
        ty: TypeRef,
        fixed: Option<&ValueConstraint>,
    ) -> Option<Value> {
        let outcomes = match fixed {
            Some(ValueConstraint::Fixed(_)) => 1,
            _ if at.schema.primitive(ty) == Builtin::Id => 1,
            _ => self.texts.count(at.schema, ty),
        };
        let mark = self.mark();
        let outcome = self.decide(Kind::Value, site, outcomes, 0, true);
        self.release(mark);
        Some(self.texts.make(at.schema, ty, fixed, outcome as usize))
    }

    fn wildcard(&mut self, at: &At<'_>, site: Span, wildcard: &Wildcard) -> Option<Wild> {
        self.elements += 1;
        let mark = self.mark();
        self.decide(Kind::Any, site, 1, 0, false);
        self.release(mark);
        wild_element(at.schema, wildcard, self.heights)
    }

    fn any_attribute(&mut self, at: &At<'_>, site: Span, wildcard: &Wildcard) -> Option<Attribute> {
        if at.open.last().is_some_and(|ty| is_encoding(at.schema, *ty)) {
            return None;
        }
        let usual = u32::from(self.is_full());
        if self.decide(Kind::Any, site, 2, usual, true) == 0 {
            return None;
        }
        if wildcard.process == ProcessContents::Strict {
            let declared = &mut at.schema.attribute_names.iter();
            let (name, id) = declared.find(|(name, _)| takes(wildcard, &name.namespace))?;
            let attribute = at.schema.attribute(*id);
            let fixed = attribute.value.as_ref();
            return Some(Attribute {
                name: name.clone(),
                value: self.texts.make(at.schema, attribute.ty, fixed, 0),
            });
        }
        let namespace = match &wildcard.namespaces {
            NamespaceConstraint::List(list) => list.first()?.clone(),
            _ => "urn:example:any".into(),
        };
        Some(Attribute {
            name: QName::new(namespace, "other"),
            value: Value::text("text"),
        })
    }

    fn anything(&mut self, _: &At<'_>, site: Span, element: &mut Element) {
        let mark = self.mark();
        let usual = u32::from(self.is_full());
        match self.decide(Kind::Any, site, 3, usual, true) {
            0 => {}
            1 => {
                element
                    .xsi_type(QName::new(XSD, "string"))
                    .text(Value::text("text"));
            }
            _ => {
                let mut inner = Element::new(QName::new("urn:example:any", "any"));
                inner
                    .attribute(QName::new("", "a"), Value::text("1"))
                    .text(Value::text("text"));
                element.push(inner);
            }
        }
        self.release(mark);
    }

    fn mixed(&mut self, _: &At<'_>, site: Span) -> Option<Value> {
        let mark = self.mark();
        let usual = u32::from(self.is_full());
        let outcome = self.decide(Kind::Mixed, site, 2, usual, true);
        self.release(mark);
        (outcome == 1).then(|| Value::text("text"))
    }

    fn schema_text(&mut self) -> Option<Value> {
        None
    }

    fn mark(&self) -> usize {
        self.path.len()
    }

    fn release(&mut self, mark: usize) {
        self.path.truncate(mark);
    }
}
