//! What requests and responses reach in a schema set: a change breaks only the messages that it stands in.

use std::collections::BTreeSet;

use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::wsdl::{BindingMessage, MessageId, PartContent};
use wsdl_codegen::model::xsd::effective::EffectiveContent;
use wsdl_codegen::model::xsd::{ElementId, Particle, Schema, Term, TypeId, TypeRef};

/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 64;

/// The components that messages reach.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    pub(super) types: BTreeSet<TypeId>,
    pub(super) elements: BTreeSet<ElementId>,
}

/// What requests reach, and what responses reach (faults included).
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    pub(super) request: Reached,
    pub(super) response: Reached,
}

impl Reach {
    /// A plain schema has no messages: each of its global components may stand in either.
    pub(super) fn of(description: &Description, chosen: Option<&dyn Fn(&str) -> bool>) -> Self {
        let schema = &description.schema;
        let mut reach = Self::default();
        if description.wsdl.port_types.is_empty() {
            let mut walk = Walk {
                schema,
                reached: &mut reach.request,
                open: Vec::new(),
            };
            schema
                .element_names
                .values()
                .for_each(|id| walk.element(*id));
            schema
                .type_names
                .values()
                .for_each(|id| walk.ty(TypeRef::Defined(*id)));
            walk.run();
            reach.response = reach.request.clone();
            return reach;
        }
        let mut requests: BTreeSet<(MessageId, usize)> = BTreeSet::new();
        let mut responses = requests.clone();
        let parts = |id: MessageId| {
            (0..description
                .wsdl
                .messages
                .get(id.index())
                .map_or(0, |m| m.parts.len()))
                .map(move |part| (id, part))
        };
        for port_type in &description.wsdl.port_types {
            for operation in port_type
                .operations
                .iter()
                .filter(|o| chosen.is_none_or(|c| c(&o.name)))
            {
                requests.extend(operation.input.iter().flat_map(|m| parts(m.message)));
                responses.extend(
                    operation
                        .output
                        .iter()
                        .chain(&operation.faults)
                        .flat_map(|m| parts(m.message)),
                );
            }
        }
        for binding in &description.wsdl.bindings {
            let operations = description
                .wsdl
                .port_types
                .get(binding.port_type.index())
                .map(|p| &p.operations);
            for bound in &binding.operations {
                let name = operations
                    .and_then(|o| o.get(bound.operation))
                    .map_or("", |o| &o.name);
                if chosen.is_none_or(|c| c(name)) {
                    requests.extend(headers(bound.input.as_ref()));
                    responses.extend(headers(bound.output.as_ref()));
                }
            }
        }
        for (found, reached) in [
            (requests, &mut reach.request),
            (responses, &mut reach.response),
        ] {
            let mut walk = Walk {
                schema,
                reached,
                open: Vec::new(),
            };
            for (message, part) in found {
                let message = description.wsdl.messages.get(message.index());
                match message.and_then(|m| m.parts.get(part)).map(|p| p.content) {
                    Some(PartContent::Element(id)) => walk.element(id),
                    Some(PartContent::Type(ty)) => walk.ty(ty),
                    None => {}
                }
            }
            walk.run();
        }
        reach
    }
}

fn headers(layout: Option<&BindingMessage>) -> impl Iterator<Item = (MessageId, usize)> {
    layout
        .into_iter()
        .flat_map(|l| l.headers.iter().map(|h| (h.message, h.part)))
}

struct Walk<'a> {
    schema: &'a Schema,
    reached: &'a mut Reached,
    open: Vec<TypeId>,
}

impl Walk<'_> {
    /// An element, and what may stand for it.
    fn element(&mut self, id: ElementId) {
        for member in self.schema.substitution_group(id) {
            if self.reached.elements.insert(member) {
                self.ty(self.schema.element(member).ty);
            }
        }
    }

    fn ty(&mut self, ty: TypeRef) {
        if let TypeRef::Defined(id) = ty
            && self.reached.types.insert(id)
        {
            self.open.push(id);
        }
    }

    fn run(&mut self) {
        let schema = self.schema;
        while let Some(id) = self.open.pop() {
            for derived in schema.all_derived(id) {
                self.ty(TypeRef::Defined(derived));
            }
            if schema.complex(TypeRef::Defined(id)).is_none() {
                continue;
            }
            match schema.effective_content(id) {
                EffectiveContent::Elements(particles) => {
                    particles.into_iter().for_each(|p| self.particle(p, 0))
                }
                EffectiveContent::Simple(ty) => self.ty(ty),
                EffectiveContent::Empty | EffectiveContent::Any => {}
            }
            for usage in schema.effective_attributes(id) {
                self.ty(schema.attribute(usage.attribute).ty);
            }
            if let Some((_, complex)) = schema.complex(TypeRef::Defined(id))
                && let Some(array) = &complex.array
            {
                self.ty(array.item);
            }
        }
    }

    fn particle(&mut self, particle: &Particle, depth: usize) {
        let group = match &particle.term {
            Term::Element(id) => return self.element(*id),
            Term::Wildcard(_) => return,
            _ if depth > MAX_GROUPS => return,
            Term::Group(group) => group,
            Term::GroupRef(id) => &self.schema.group(*id).model,
        };
        group
            .particles
            .iter()
            .for_each(|p| self.particle(p, depth + 1));
    }
}
