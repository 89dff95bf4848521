//! The content of a complex type as a list of leaves: elements and wildcards, each with how often it may occur and the groups around it.

use std::fmt::Write;

use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::xsd::effective::EffectiveContent;
use wsdl_codegen::model::xsd::{
    Compositor, ElementId, NamespaceConstraint, Particle, Schema, Term, TypeId, Wildcard,
};

/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 64;

/// How often something occurs; `None` is unbounded.
pub(super) type Occurs = (u32, Option<u32>);

/// A group around a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) compositor: Compositor,
    pub(super) occurs: Occurs,
}

/// An element or wildcard of a content model.
#[derive(Clone, Debug)]
pub(super) struct Leaf<'s> {
    pub(super) term: Is<'s>,
    /// How often it occurs in its group.
    pub(super) occurs: Occurs,
    /// The groups around it, outermost first; sequences that only enclose are left out.
    pub(super) groups: Vec<Group>,
}

#[derive(Clone, Debug)]
pub(super) enum Is<'s> {
    Element(ElementId, &'s QName),
    Any(&'s Wildcard),
}

impl Leaf<'_> {
    /// Whether a document may lack it.
    pub(super) fn optional(&self) -> bool {
        let choice = |g: &Group| g.compositor == Compositor::Choice || g.occurs.0 == 0;
        self.occurs.0 == 0 || self.groups.iter().any(choice)
    }

    /// Whether it is one of several alternatives.
    pub(super) fn in_choice(&self) -> bool {
        self.groups
            .iter()
            .any(|g| g.compositor == Compositor::Choice)
    }

    /// Whether a group around it repeats.
    pub(super) fn in_repeated(&self) -> bool {
        self.groups.iter().any(|g| g.occurs.1 != Some(1))
    }

    /// The groups in words.
    pub(super) fn around(&self) -> String {
        let group = |g: &Group| {
            let word = match g.compositor {
                Compositor::Sequence => "sequence",
                Compositor::Choice => "choice",
                Compositor::All => "all",
            };
            match g.occurs {
                (1, Some(1)) => word.to_owned(),
                other => format!("{word} {}", occurs(other)),
            }
        };
        match self.groups.as_slice() {
            [] => "sequence".to_owned(),
            groups => groups.iter().map(group).collect::<Vec<_>>().join(" / "),
        }
    }
}

/// `1`, `0..1`, `0..*`.
pub(super) fn occurs((min, max): Occurs) -> String {
    match max {
        Some(max) if max == min => min.to_string(),
        Some(max) => format!("{min}..{max}"),
        None => format!("{min}..*"),
    }
}

/// The leaves of a type's content, its bases' included, in order.
pub(super) fn leaves(schema: &Schema, id: TypeId) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    if let EffectiveContent::Elements(particles) = schema.effective_content(id) {
        for particle in particles {
            collect(schema, particle, &mut Vec::new(), &mut found);
        }
    }
    found
}

fn collect<'s>(
    schema: &'s Schema,
    particle: &'s Particle,
    groups: &mut Vec<Group>,
    found: &mut Vec<Leaf<'s>>,
) {
    let occurs = (particle.min, particle.max);
    let term = match &particle.term {
        Term::Element(id) => Is::Element(*id, &schema.element(*id).name),
        Term::Wildcard(wildcard) => Is::Any(wildcard),
        _ if groups.len() > MAX_GROUPS => return,
        Term::Group(_) | Term::GroupRef(_) => {
            let Some(model) = model(schema, particle) else {
                return;
            };
            let branch = groups
                .last()
                .is_some_and(|g| g.compositor == Compositor::Choice);
            let encloses = model.compositor == Compositor::Sequence
                && occurs == (1, Some(1))
                && (!branch || model.particles.len() == 1);
            if !encloses {
                groups.push(Group {
                    compositor: model.compositor,
                    occurs,
                });
            }
            model
                .particles
                .iter()
                .for_each(|p| collect(schema, p, groups, found));
            if !encloses {
                groups.pop();
            }
            return;
        }
    };
    found.push(Leaf {
        term,
        occurs,
        groups: groups.clone(),
    });
}

fn model<'s>(
    schema: &'s Schema,
    particle: &'s Particle,
) -> Option<&'s wsdl_codegen::model::xsd::ModelGroup> {
    match &particle.term {
        Term::Group(group) => Some(group),
        Term::GroupRef(id) => Some(&schema.group(*id).model),
        _ => None,
    }
}

/// The whole content model in one line, for comparing what the leaves do not show: which alternatives stand together.
pub(super) fn outline(schema: &Schema, id: TypeId) -> String {
    let mut out = String::new();
    if let EffectiveContent::Elements(particles) = schema.effective_content(id) {
        for particle in particles {
            line(schema, particle, 0, &mut out);
        }
    }
    out
}

fn line(schema: &Schema, particle: &Particle, depth: usize, out: &mut String) {
    match &particle.term {
        Term::Element(id) => out.push_str(&schema.element(*id).name.local),
        Term::Wildcard(_) => out.push_str("any"),
        _ if depth > MAX_GROUPS => {}
        Term::Group(_) | Term::GroupRef(_) => {
            let Some(model) = model(schema, particle) else {
                return;
            };
            let encloses = model.particles.len() == 1 || depth == 0;
            if encloses
                && model.compositor == Compositor::Sequence
                && (particle.min, particle.max) == (1, Some(1))
            {
                model
                    .particles
                    .iter()
                    .for_each(|p| line(schema, p, depth + 1, out));
                return;
            }
            out.push_str(match model.compositor {
                Compositor::Sequence => "(",
                Compositor::Choice => "one of (",
                Compositor::All => "all of (",
            });
            model
                .particles
                .iter()
                .for_each(|p| line(schema, p, depth + 1, out));
            out.truncate(out.trim_end().len());
            out.push(')');
        }
    }
    if (particle.min, particle.max) != (1, Some(1)) {
        let _ = write!(out, "[{}]", occurs((particle.min, particle.max)));
    }
    out.push(' ');
}

/// The namespaces of a wildcard in words.
pub(super) fn namespaces(wildcard: &Wildcard) -> String {
    match &wildcard.namespaces {
        NamespaceConstraint::Any => "any namespace".to_owned(),
        NamespaceConstraint::Other(ns) => format!("any namespace but `{ns}`"),
        NamespaceConstraint::List(list) => {
            let word = |ns: &std::sync::Arc<str>| {
                if ns.is_empty() {
                    "no namespace".to_owned()
                } else {
                    format!("`{ns}`")
                }
            };
            list.iter().map(word).collect::<Vec<_>>().join(", ")
        }
    }
}
