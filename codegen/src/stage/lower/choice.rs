//! Choices: one variant per branch.

use super::draft::{Member, Role, Target};
use super::occurs::{Occurs, occurrence, product};
use super::particle::{MAX_NESTING, Origin};
use super::shape::{Shaper, Site};
use crate::model::xsd::{Compositor, ModelGroup, Particle, Term};

/// Where the branches of a choice go.
struct Branches {
    variants: Vec<Member>,
    emptiable: bool,
    /// The choice repeats without bound: a branch need not repeat as well.
    repeated: bool,
}

impl<'d> Shaper<'d> {
    /// The choice that a particle comes down to, when it is one that must occur once.
    pub(super) fn lone_choice(&self, particle: &'d Particle) -> Option<&'d ModelGroup> {
        let mut current = particle;
        for _ in 0..MAX_NESTING {
            if (current.min, current.max) != (1, Some(1)) {
                return None;
            }
            match &current.term {
                Term::Group(group)
                    if group.compositor == Compositor::Choice && group.particles.len() > 1 =>
                {
                    return Some(group);
                }
                Term::Group(group) => match group.particles.as_slice() {
                    [only] => current = only,
                    _ => return None,
                },
                _ => return None,
            }
        }
        None
    }

    /// The variants of a choice, and whether it may stand for nothing.
    pub(super) fn branches(
        &mut self,
        model: &'d ModelGroup,
        repeated: bool,
        site: &Site,
    ) -> (Vec<Member>, bool) {
        let mut out = Branches {
            variants: Vec::new(),
            emptiable: false,
            repeated,
        };
        for particle in &model.particles {
            self.branch(particle, (particle.min, particle.max), site, 0, &mut out);
        }
        (out.variants, out.emptiable)
    }

    fn branch(
        &mut self,
        particle: &'d Particle,
        occurs: Occurs,
        site: &Site,
        depth: usize,
        out: &mut Branches,
    ) {
        self.rows += 1;
        if occurs.1 == Some(0) || depth > MAX_NESTING || self.over_limit() {
            return;
        }
        out.emptiable |= occurs.0 == 0;
        let schema: &'d _ = self.schema;
        let (min, max) = match occurs {
            (0 | 1, _) if out.repeated => (1, Some(1)),
            (min, max) => (min.max(1), max),
        };
        match &particle.term {
            Term::Element(_) | Term::Wildcard(_) => {
                let member = self.leaf_member(particle, min, max, true);
                out.variants.push(member);
            }
            Term::Group(model) => self.branch_group(
                model,
                Origin::Inline(particle),
                (min, max),
                site,
                depth,
                out,
            ),
            Term::GroupRef(id) => {
                let inner = self.group_site(*id, site.item);
                self.branch_group(
                    &schema.group(*id).model,
                    Origin::Named(*id),
                    (min, max),
                    &inner,
                    depth,
                    out,
                );
            }
        }
    }

    fn branch_group(
        &mut self,
        model: &'d ModelGroup,
        origin: Origin<'d>,
        occurs: Occurs,
        site: &Site,
        depth: usize,
        out: &mut Branches,
    ) {
        if model.particles.is_empty() {
            out.emptiable = true;
            return;
        }
        if let [only] = model.particles.as_slice()
            && let Some(product) = product(occurs, (only.min, only.max))
        {
            return self.branch(only, product, site, depth + 1, out);
        }
        if model.compositor == Compositor::Choice && occurs == (1, Some(1)) {
            for particle in &model.particles {
                self.branch(particle, (particle.min, particle.max), site, depth + 1, out);
            }
            return;
        }
        let emptiable = self.emptiable_group(model, depth);
        out.emptiable |= emptiable;
        let hint = first_name(self, model, 0).unwrap_or_else(|| "group".to_owned());
        let step = match out.variants.iter().filter(|v| v.hint == hint).count() {
            0 => hint.clone(),
            n => format!("{hint}{}", n + 1),
        };
        let item = match model.compositor {
            Compositor::Choice => self.choice_item(model, origin, occurs.1.is_none(), &step, site),
            _ => self.sequence_item(model, origin, occurs.1 != Some(1), &step, site),
        };
        let mut member = Member::new(
            hint,
            Role::Group,
            Target::Item(item),
            super::draft::Wrap::One,
        );
        member.flags.group = true;
        let least = if emptiable { 1 } else { occurs.0 };
        occurrence(&mut member, least, occurs.1, false, false, true);
        out.variants.push(member);
    }
}

/// What a branch is named after: its first element that must be there, or its first.
fn first_name(shaper: &Shaper<'_>, model: &ModelGroup, depth: usize) -> Option<String> {
    if depth > MAX_NESTING {
        return None;
    }
    let required = model.particles.iter().filter(|p| p.min > 0);
    required
        .chain(&model.particles)
        .find_map(|p| match &p.term {
            Term::Element(id) => Some(shaper.schema.element(*id).name.local.to_string()),
            Term::Group(inner) => first_name(shaper, inner, depth + 1),
            Term::GroupRef(id) => Some(shaper.schema.group(*id).name.local.to_string()),
            Term::Wildcard(_) => None,
        })
}
