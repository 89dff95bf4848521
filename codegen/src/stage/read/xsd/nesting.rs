//! How deep groups nest: every group that does not dissolve in the one around it becomes a type whose table holds the inner one's,
//! and rustc evaluates such a chain of constants to a limit.

use super::super::reader::Reader;
use crate::diagnostic::code;
use crate::model::xsd::{Compositor, Content, Particle, Schema, Term, TypeKind};

/// The most groups in one another; rustc gives up at some forty.
const MAX: usize = 32;

/// Reports every type whose content nests deeper. Groups have no cycles any more.
pub(super) fn check(reader: &mut Reader<'_>) {
    let mut heights = vec![None; reader.schema.groups.len()];
    let mut found = Vec::new();
    for ty in &reader.schema.types {
        if let TypeKind::Complex(complex) = &ty.kind
            && let Content::Elements(particle) = &complex.content
            && height(&reader.schema, particle, 0, &mut heights).is_none()
        {
            found.push(ty.span);
        }
    }
    for span in found {
        let message =
            format!("the groups of this content stand in one another more than {MAX} deep");
        reader
            .error(code::NESTING, span, message)
            .help("give the inner groups elements or types of their own");
    }
}

/// How many groups stand in one another below `level`; `None` when they are too many. The recursion ends there at the latest.
fn height(
    schema: &Schema,
    particle: &Particle,
    level: usize,
    heights: &mut [Option<usize>],
) -> Option<usize> {
    let (model, group) = match &particle.term {
        Term::Element(_) | Term::Wildcard(_) => return Some(0),
        Term::Group(model) => (model, None),
        Term::GroupRef(id) => (&schema.groups.get(id.index())?.model, Some(id.index())),
    };
    let dissolves = model.particles.len() < 2
        || (model.compositor == Compositor::Sequence
            && (particle.min, particle.max) == (1, Some(1)));
    let own = usize::from(!dissolves);
    let level = level + own;
    let known = group.and_then(|g| heights.get(g).copied().flatten());
    let inner = match known {
        Some(inner) => inner,
        None => {
            let mut inner = 0;
            for particle in &model.particles {
                if level > MAX {
                    return None;
                }
                inner = inner.max(height(schema, particle, level, heights)?);
            }
            if let Some(slot) = group.and_then(|g| heights.get_mut(g)) {
                *slot = Some(inner);
            }
            inner
        }
    };
    (level + inner <= MAX).then_some(own + inner)
}
