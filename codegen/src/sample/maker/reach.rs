//! What instances could visit: the particles and attributes that a schema lets stand below an element, found without making any.

use std::collections::BTreeSet;

use super::super::walk::alternatives;
use super::coverage::{Kind, Site};
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{ElementId, Particle, Schema, Term, TypeRef};

/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 100;

/// The places of all particles and attributes below the elements: through derived types, substitution groups and groups. What may never
/// stand (`maxOccurs="0"`, a prohibited attribute) is no place.
pub fn places(schema: &Schema, roots: impl IntoIterator<Item = ElementId>) -> BTreeSet<Site> {
    let mut reach = Reach {
        schema,
        places: BTreeSet::new(),
        types: BTreeSet::new(),
        elements: BTreeSet::new(),
        open: Vec::new(),
    };
    for root in roots {
        reach.element(root);
    }
    while let Some(element) = reach.open.pop() {
        for ty in alternatives(schema, schema.element(element)) {
            reach.ty(ty);
        }
    }
    reach.places
}

struct Reach<'d> {
    schema: &'d Schema,
    places: BTreeSet<Site>,
    types: BTreeSet<TypeRef>,
    elements: BTreeSet<ElementId>,
    /// Elements whose types are still to be looked at.
    open: Vec<ElementId>,
}

impl Reach<'_> {
    fn element(&mut self, head: ElementId) {
        let members = match self.schema.element(head).global {
            true => self.schema.substitution_group(head),
            false => vec![head],
        };
        for member in members {
            if !self.schema.element(member).is_abstract && self.elements.insert(member) {
                self.open.push(member);
            }
        }
    }

    fn ty(&mut self, ty: TypeRef) {
        let schema = self.schema;
        let (TypeRef::Defined(id), Some(_)) = (ty, schema.complex(ty)) else {
            return;
        };
        if !self.types.insert(ty) {
            return;
        }
        for usage in schema.effective_attributes(id) {
            self.places.insert(Site {
                kind: Kind::Attribute,
                at: usage.span,
            });
        }
        if let EffectiveContent::Elements(particles) = schema.effective_content(id) {
            for particle in particles {
                self.particle(particle, 0);
            }
        }
    }

    fn particle(&mut self, particle: &Particle, depth: usize) {
        if particle.max == Some(0) || depth > MAX_GROUPS {
            return;
        }
        self.places.insert(Site {
            kind: Kind::Particle,
            at: particle.span,
        });
        let inner = match &particle.term {
            Term::Element(id) => return self.element(*id),
            Term::Wildcard(_) => return,
            Term::Group(group) => &group.particles,
            Term::GroupRef(id) => &self.schema.group(*id).model.particles,
        };
        for particle in inner {
            self.particle(particle, depth + 1);
        }
    }
}
