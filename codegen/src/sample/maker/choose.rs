//! What a schema leaves open, as the steering decides it.

use super::coverage::Kind;
use super::steering::Steering;
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::xsd::{
    self, AttributeUse, Builtin, ElementId, ModelGroup, NamespaceConstraint, Particle,
    ProcessContents, Term, TypeRef, Usage, ValueConstraint, Wildcard,
};
use crate::sample::height::ENDLESS;
use crate::sample::page::{takes, wild_element};
use crate::sample::tree::{Attribute, Element, Value, XSD};
use crate::sample::walk::{At, Chooser, Wild, alternatives};

impl Chooser for &mut Steering<'_> {
    fn occurrences(&mut self, at: &At<'_>, particle: &Particle) -> u32 {
        let mut counts = counts(particle);
        if self.heights.term(at.schema, particle, 0) == ENDLESS {
            counts.truncate(1);
        }
        let last = size(&counts) - 1;
        let free = !must_end(at, particle);
        let usual = if self.is_full() && free { last } else { 0 };
        let outcome = self.decide(Kind::Particle, particle.span, last + 1, usual, free);
        let count = some(&counts, outcome).unwrap_or(particle.min);
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
        let usual = lowest(&finite, height);
        let outcome = self.decide(Kind::Branch, site, size(&finite), usual, is_shallow(at));
        some(&finite, outcome).into_iter().collect()
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
        let usual = lowest(members, |m| self.heights.element(at.schema, m));
        let outcome = self.decide(Kind::Member, site, size(members), usual, is_shallow(at));
        some(members, outcome)
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
            false => lowest(&types, |t| self.heights.ty(t)),
        };
        let outcome = self.decide(
            Kind::Type,
            element.span,
            size(&types),
            usual,
            is_shallow(at),
        );
        some(&types, outcome).unwrap_or(element.ty)
    }

    fn nil(&mut self, at: &At<'_>, element: &xsd::Element, ty: TypeRef) -> bool {
        if !element.nillable || matches!(element.value, Some(ValueConstraint::Fixed(_))) {
            return false;
        }
        let ends = at.is_open(ty) || !is_shallow(at) || self.heights.ty(ty) == ENDLESS;
        self.decide(Kind::Nil, element.span, 2, u32::from(ends), !ends) == 1
    }

    fn attribute(&mut self, at: &At<'_>, usage: &AttributeUse) -> bool {
        let written = match usage.usage {
            _ if at.is_encoding() => false,
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
        if at.is_encoding() {
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

/// Whether the structure has to end here: it repeats itself or is deep.
fn must_end(at: &At<'_>, particle: &Particle) -> bool {
    let recurs = match &particle.term {
        Term::Element(id) => at.is_open(at.schema.element(*id).ty),
        _ => false,
    };
    recurs || !is_shallow(at)
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

fn size<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// The position of the type or element that ends soonest.
fn lowest<T: Copy>(items: &[T], height: impl Fn(T) -> u32) -> u32 {
    let lowest = (0u32..).zip(items).min_by_key(|(_, item)| height(**item));
    lowest.map_or(0, |(index, _)| index)
}

fn some<T: Copy>(items: &[T], outcome: u32) -> Option<T> {
    items.get(outcome as usize).copied()
}
