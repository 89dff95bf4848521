//! How the walk over a schema is steered to what was not tried before.

use std::collections::{BTreeSet, VecDeque};

use super::Limits;
use super::coverage::{Coverage, Kind, Site};
use super::texts::Texts;
use crate::model::documents::Span;
use crate::model::xsd::ElementId;
use crate::sample::height::Heights;

/// Outcomes that an instance tries beside its goal, when it tries many.
const SPARE: usize = 60;

/// What was decided on the way to a place, outermost first.
pub(super) type Trail = Vec<(Site, u32)>;

/// The chooser: follows a trail, notes what is open beside it.
pub(super) struct Steering<'m> {
    pub(super) heights: &'m Heights,
    pub(super) limits: Limits,
    pub(super) coverage: &'m mut Coverage,
    pub(super) texts: &'m mut Texts,
    /// Ways to outcomes that were not tried when they were seen.
    pub(super) goals: VecDeque<Trail>,
    /// The sites met below this root.
    seen: BTreeSet<Site>,
    /// The way to follow, and how far it was.
    trail: Trail,
    followed: usize,
    /// The decisions around the place where the walk is.
    pub(super) path: Trail,
    pub(super) full: bool,
    pub(super) elements: usize,
    /// How many outcomes beside its goal this instance may still try.
    spare: usize,
    document: ElementId,
    /// The document's element, until the walk has passed it.
    pub(super) root: Option<ElementId>,
}

impl<'m> Steering<'m> {
    /// For the instances of an element, which is the root of their documents.
    pub(super) fn new(
        heights: &'m Heights,
        limits: Limits,
        coverage: &'m mut Coverage,
        texts: &'m mut Texts,
        document: ElementId,
    ) -> Self {
        Self {
            heights,
            limits,
            coverage,
            texts,
            goals: VecDeque::new(),
            seen: BTreeSet::new(),
            trail: Trail::new(),
            followed: 0,
            path: Trail::new(),
            full: false,
            elements: 0,
            spare: 0,
            document,
            root: None,
        }
    }

    /// Begins an instance: the way to follow, whether it is the fullest one, and how many were made before it.
    pub(super) fn begin(&mut self, trail: Trail, full: bool, made: usize) {
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
    pub(super) fn is_full(&self) -> bool {
        self.full && self.elements < self.limits.elements
    }

    /// Whether the outcome may bring a particle or an attribute that no instance holds: it stands at a place that none holds, or chooses
    /// among what was not chosen.
    pub(super) fn is_new(&self, site: Site, outcome: u32) -> bool {
        match site.kind {
            Kind::Particle | Kind::Attribute => outcome > 0 && !self.coverage.visits(site),
            Kind::Branch | Kind::Member | Kind::Type => !self.coverage.has(site, outcome),
            Kind::Nil | Kind::Value | Kind::Any | Kind::Mixed => false,
        }
    }

    /// Decides: as the trail says, or `usual`. `usual` is below `outcomes`, which is not 0. Where the choice is `free` (no structure has to
    /// end), an instance that has outcomes to spare takes one that was not tried.
    pub(super) fn decide(
        &mut self,
        kind: Kind,
        at: Span,
        outcomes: u32,
        usual: u32,
        free: bool,
    ) -> u32 {
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
}
