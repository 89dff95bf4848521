//! How deep the smallest instance of a type is: what a chooser needs to end a recursive structure.

use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    Compositor, ElementId, ModelGroup, Particle, Schema, Term, TypeId, TypeKind, TypeRef,
};

/// No instance is finite.
pub(crate) const ENDLESS: u32 = u32::MAX;
/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 100;

/// Heights of all types of a schema set.
#[derive(Clone, Debug)]
pub(crate) struct Heights {
    /// By type: levels of elements below one of this very type.
    own: Vec<u32>,
    /// The least of a type and what derives from it, abstract ones apart.
    best: Vec<u32>,
}

impl Heights {
    /// Computes the least fixed point: begins with "endless" everywhere and lowers what can be lowered.
    pub(crate) fn of(schema: &Schema) -> Self {
        let count = schema.types.len();
        let mut heights = Self {
            own: vec![ENDLESS; count],
            best: vec![ENDLESS; count],
        };
        // Each round settles at least the types of one more height, so there are at most as many rounds as types.
        for _ in 0..=count {
            let mut changed = false;
            for index in 0..count {
                let Ok(number) = u32::try_from(index) else {
                    break;
                };
                let id = TypeId(number);
                let (own, is_abstract) = match &schema.ty(id).kind {
                    TypeKind::Simple(_) => (0, false),
                    TypeKind::Complex(c) => (heights.content(schema, id), c.is_abstract),
                };
                let derived = schema.derived.get(&id).into_iter().flatten();
                let best = derived
                    .filter_map(|d| heights.best.get(d.index()).copied())
                    .chain((!is_abstract).then_some(own))
                    .min()
                    .unwrap_or(ENDLESS);
                changed |= heights.own[index] != own || heights.best[index] != best;
                heights.own[index] = own;
                heights.best[index] = best;
            }
            if !changed {
                break;
            }
        }
        heights
    }

    /// Levels of elements in the smallest instance of this very type.
    pub(crate) fn ty(&self, ty: TypeRef) -> u32 {
        match ty {
            TypeRef::Builtin(_) => 0,
            TypeRef::Defined(id) => self.own.get(id.index()).copied().unwrap_or(ENDLESS),
        }
    }

    fn content(&self, schema: &Schema, id: TypeId) -> u32 {
        match schema.effective_content(id) {
            EffectiveContent::Elements(particles) => particles
                .iter()
                .map(|p| self.particle(schema, p, 0))
                .max()
                .unwrap_or(0),
            _ => 0,
        }
    }

    /// Levels that an element needs, itself included.
    pub(crate) fn element(&self, schema: &Schema, id: ElementId) -> u32 {
        let head = schema.element(id);
        let mut members = vec![id];
        if head.global && schema.substitutes.contains_key(&id) {
            members = schema.substitution_group(id);
        }
        let of = |id: &ElementId| {
            let element = schema.element(*id);
            match element.ty {
                _ if element.is_abstract => ENDLESS,
                _ if element.nillable => 0,
                TypeRef::Builtin(_) => 0,
                TypeRef::Defined(ty) => self.best.get(ty.index()).copied().unwrap_or(ENDLESS),
            }
        };
        members
            .iter()
            .map(of)
            .min()
            .unwrap_or(ENDLESS)
            .saturating_add(1)
    }

    /// Levels that a particle needs: none when it may be absent.
    pub(crate) fn particle(&self, schema: &Schema, particle: &Particle, depth: usize) -> u32 {
        match particle.min {
            0 => 0,
            _ => self.term(schema, particle, depth),
        }
    }

    /// Levels that one occurrence of a particle needs.
    pub(crate) fn term(&self, schema: &Schema, particle: &Particle, depth: usize) -> u32 {
        match &particle.term {
            _ if depth > MAX_GROUPS => ENDLESS,
            Term::Element(id) => self.element(schema, *id),
            Term::Group(group) => self.group(schema, group, depth + 1),
            Term::GroupRef(id) => self.group(schema, &schema.group(*id).model, depth + 1),
            Term::Wildcard(_) => 1,
        }
    }

    fn group(&self, schema: &Schema, group: &ModelGroup, depth: usize) -> u32 {
        let each = group
            .particles
            .iter()
            .map(|p| self.particle(schema, p, depth));
        match group.compositor {
            Compositor::Choice => each.min().unwrap_or(0),
            Compositor::Sequence | Compositor::All => each.max().unwrap_or(0),
        }
    }
}
