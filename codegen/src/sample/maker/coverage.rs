//! What the instances tried, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::model::documents::Span;

/// What is decided at a place of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// How often a particle occurs: as rarely as allowed, once, several times.
    Particle,
    /// Which branch of a choice stands.
    Branch,
    /// Which element of a substitution group stands.
    Member,
    /// Which of the derived types is written.
    Type,
    /// Nil or not.
    Nil,
    /// Whether an attribute is there.
    Attribute,
    /// Which of the values of a simple type is written: typical, the ends of what is allowed, each word of an enumeration.
    Value,
    /// What stands for a wildcard or in `anyType`.
    Any,
    /// Whether mixed content has text.
    Mixed,
}

/// A place where something is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site {
    /// What is decided.
    pub kind: Kind,
    /// The declaration that leaves it open.
    pub at: Span,
}

/// How many outcomes the places seen have, and which were tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    sites: BTreeMap<Site, (u32, BTreeSet<u32>)>,
    visited: BTreeSet<Site>,
}

impl Coverage {
    /// Notes that at `site` one of `outcomes` was tried.
    pub(super) fn note(&mut self, site: Site, outcomes: u32, tried: u32) {
        let (known, seen) = self.sites.entry(site).or_default();
        *known = outcomes.max(*known);
        seen.insert(tried);
    }

    /// Notes that what is declared at a place stands in an instance.
    pub(super) fn visit(&mut self, kind: Kind, at: Span) {
        self.visited.insert(Site { kind, at });
    }

    /// Whether what is declared at the place (a particle or an attribute) stands in an instance at least once.
    pub fn visits(&self, site: Site) -> bool {
        self.visited.contains(&site)
    }

    /// Whether the outcome was tried.
    pub(super) fn has(&self, site: Site, outcome: u32) -> bool {
        self.sites
            .get(&site)
            .is_some_and(|(_, seen)| seen.contains(&outcome))
    }

    /// Outcomes tried and outcomes there are, of one kind of place.
    pub fn of(&self, kind: Kind) -> (usize, usize) {
        self.count(|site| site.kind == kind)
    }

    /// Outcomes tried and outcomes there are, of all places.
    pub fn total(&self) -> (usize, usize) {
        self.count(|_| true)
    }

    /// The places with an outcome that was not tried: place, outcomes tried, outcomes there are.
    pub fn missing(&self) -> impl Iterator<Item = (Site, usize, usize)> {
        self.sites
            .iter()
            .map(|(site, (all, seen))| (*site, seen.len(), *all as usize))
            .filter(|(_, seen, all)| seen < all)
    }

    /// Adds what another run tried.
    pub fn merge(&mut self, other: &Coverage) {
        for (site, (outcomes, seen)) in &other.sites {
            let (known, own) = self.sites.entry(*site).or_default();
            *known = (*known).max(*outcomes);
            own.extend(seen);
        }
        self.visited.extend(&other.visited);
    }

    fn count(&self, wanted: impl Fn(&Site) -> bool) -> (usize, usize) {
        let sites = self.sites.iter().filter(|(site, _)| wanted(site));
        sites.fold((0, 0), |(tried, all), (_, (outcomes, seen))| {
            (tried + seen.len(), all + *outcomes as usize)
        })
    }
}

/// `particles 12/12, branches 3/3, .., attributes 4/4`: the kinds that there are.
impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            (Kind::Particle, "particles"),
            (Kind::Branch, "branches"),
            (Kind::Member, "substitutes"),
            (Kind::Type, "types"),
            (Kind::Nil, "nil"),
            (Kind::Attribute, "attributes"),
            (Kind::Value, "values"),
            (Kind::Any, "wildcards"),
            (Kind::Mixed, "mixed"),
        ];
        let mut first = true;
        for (kind, name) in kinds {
            let (tried, all) = self.of(kind);
            if all > 0 {
                let comma = if first { "" } else { ", " };
                write!(f, "{comma}{name} {tried}/{all}")?;
                first = false;
            }
        }
        Ok(())
    }
}
