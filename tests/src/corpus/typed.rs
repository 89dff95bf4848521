//! Which type stands where: walks the description along with a document.

use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::wsdl::{Part, PartContent, Use};
use wsdl_codegen::model::xsd::effective::EffectiveContent;
use wsdl_codegen::model::xsd::{
    Builtin, Compositor, Content, ElementId, Particle, Term, TypeId, TypeKind, TypeRef, Variety,
    WhiteSpace,
};

use super::judge::{ENCODINGS, Manner};
use super::values::Kind;

/// Finds the declaration of a place of a document.
pub struct Types<'d> {
    description: &'d Description,
}

/// What is known of a place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'d> {
    ty: TypeRef,
    /// The type before `xsi:type` changed it.
    declared: TypeRef,
    /// Those of the message, for the wrapper of an rpc message.
    parts: Option<&'d [Part]>,
    /// Whether it is the wrapper of an encoded message.
    encoded: bool,
}

fn typed<'d>(ty: TypeRef) -> Place<'d> {
    Place {
        ty,
        declared: ty,
        parts: None,
        encoded: false,
    }
}

impl<'d> Types<'d> {
    /// Over one description.
    pub fn new(description: &'d Description) -> Self {
        Self { description }
    }

    /// The place of a document's root: the wrapper of this rpc message, or a global element, or the wrapper of a message of that name.
    pub fn root(&self, (namespace, local): (&str, &str), manner: Manner) -> Option<Place<'d>> {
        let wsdl = &self.description.wsdl;
        let wrapper = |message: usize, encoded| Place {
            encoded,
            parts: wsdl.messages.get(message).map(|m| m.parts.as_slice()),
            ..typed(TypeRef::Builtin(Builtin::AnyType))
        };
        if let Some(message) = manner.message {
            return Some(wrapper(message, manner.encoded));
        }
        let name = QName::new(namespace, local);
        if let Some(&id) = self.description.schema.element_names.get(&name) {
            return Some(self.of(id));
        }
        let operations = wsdl.port_types.iter().flat_map(|p| &p.operations);
        let message = operations.into_iter().find_map(|o| {
            let input = (o.name == local).then_some(o.input.as_ref()).flatten();
            let output = (local.strip_suffix("Response") == Some(o.name.as_str()))
                .then_some(o.output.as_ref())
                .flatten();
            input.or(output)
        })?;
        let bound = wsdl.bindings.iter().flat_map(|b| {
            let port_type = wsdl.port_types.get(b.port_type.index());
            b.operations.iter().filter_map(move |o| {
                let operation = port_type?.operations.get(o.operation)?;
                Some([
                    operation.input.as_ref().zip(o.input.as_ref()),
                    operation.output.as_ref().zip(o.output.as_ref()),
                ])
            })
        });
        let encoded = bound
            .flatten()
            .flatten()
            .any(|(used, bound)| used.message == message.message && bound.body_use == Use::Encoded);
        Some(wrapper(message.message.index(), encoded))
    }

    fn of(&self, id: ElementId) -> Place<'d> {
        typed(self.description.schema.element(id).ty)
    }

    /// The place under the type that `xsi:type` asks for.
    pub fn retyped(
        &self,
        place: Option<Place<'d>>,
        asked: Option<(String, String)>,
    ) -> Option<Place<'d>> {
        let Some(asked) = asked else { return place };
        let ty = self.named(&asked)?;
        Some(Place {
            declared: place.map_or(ty, |p| p.declared),
            ..typed(ty)
        })
    }

    fn named(&self, (namespace, local): &(String, String)) -> Option<TypeRef> {
        if namespace == "http://www.w3.org/2001/XMLSchema" {
            return Builtin::by_name(local).map(TypeRef::Builtin);
        }
        let name = QName::new(namespace.as_str(), local.as_str());
        self.description
            .schema
            .type_names
            .get(&name)
            .map(|id| TypeRef::Defined(*id))
    }

    /// Whether the declared type of the place has this name: an `xsi:type` that says it again adds nothing.
    pub fn declares(&self, place: Option<Place<'d>>, asked: &(String, String)) -> bool {
        place.is_some_and(|p| self.named(asked) == Some(p.declared))
    }

    /// Whether the place is declared with a simple type and narrowed to one that is derived from it, with the same kind of value.
    pub fn narrows(&self, place: Option<Place<'d>>) -> bool {
        place.is_some_and(|p| {
            p.ty != p.declared
                && self.description.schema.is_simple(p.declared)
                && p.declared != TypeRef::Builtin(Builtin::AnySimpleType)
                && self.simple(Some(p)).is_some()
        })
    }

    /// Whether the place is of this type in SOAP encoding, where every value may say what it is: its declared type, a built-in type with the
    /// same kind of value, or that it is an array.
    pub fn is_of(&self, place: Option<Place<'d>>, asked: &(String, String)) -> bool {
        let kind = || self.kind(self.named(asked)?, 0);
        self.declares(place, asked)
            || self.is_array(place) && asked.1 == "Array" && ENCODINGS.contains(&asked.0.as_str())
            || self.simple(place).is_some_and(|own| kind() == Some(own))
    }

    /// Whether the place is an array of SOAP encoding.
    pub fn is_array(&self, place: Option<Place<'d>>) -> bool {
        self.uses(place).is_some_and(|id| {
            matches!(&self.description.schema.ty(id).kind, TypeKind::Complex(c) if c.array.is_some())
        })
    }

    /// Whether text between elements matters: in mixed content, and where nothing is declared (wildcards, `anyType`).
    pub fn text_matters(&self, place: Option<Place<'d>>) -> bool {
        match place {
            None => true,
            Some(Place { parts: Some(_), .. }) => false,
            Some(Place {
                ty: TypeRef::Defined(id),
                ..
            }) => self.description.schema.effective_mixed(id),
            Some(p) => p.ty == TypeRef::Builtin(Builtin::AnyType),
        }
    }

    /// Whether the children may stand in any order: those of an `xs:all`, and the parts of an encoded message, which are the members of
    /// a struct, told apart by their names alone (SOAP 1.1, sections 5.1 and 7.1).
    pub fn unordered(&self, place: Option<Place<'d>>) -> bool {
        if place.is_some_and(|p| p.encoded) {
            return true;
        }
        let Some(id) = self.uses(place) else {
            return false;
        };
        let EffectiveContent::Elements(particles) = self.description.schema.effective_content(id)
        else {
            return false;
        };
        particles.iter().any(|p| match &p.term {
            Term::Group(g) => g.compositor == Compositor::All,
            Term::GroupRef(g) => {
                self.description.schema.group(*g).model.compositor == Compositor::All
            }
            _ => false,
        })
    }

    /// The child element of that name.
    pub fn child(
        &self,
        place: Option<Place<'d>>,
        (namespace, local): (&str, &str),
    ) -> Option<Place<'d>> {
        let place = place?;
        if let Some(parts) = place.parts {
            let part = parts.iter().find(|p| p.name == local)?;
            return Some(match part.content {
                PartContent::Element(id) => self.of(id),
                PartContent::Type(ty) => typed(ty),
            });
        }
        let TypeRef::Defined(id) = place.ty else {
            return None;
        };
        if let TypeKind::Complex(c) = &self.description.schema.ty(id).kind
            && let Some(array) = &c.array
        {
            return Some(typed(array.item));
        }
        let name = QName::new(namespace, local);
        match self.description.schema.effective_content(id) {
            EffectiveContent::Elements(particles) => {
                let found = particles.iter().find_map(|p| self.in_particle(p, &name, 0));
                found
                    .or_else(|| self.description.schema.element_names.get(&name).copied())
                    .map(|id| self.of(id))
            }
            _ => None,
        }
    }

    fn in_particle(&self, particle: &Particle, name: &QName, depth: usize) -> Option<ElementId> {
        let schema = &self.description.schema;
        if depth > 64 {
            return None;
        }
        let within = |particles: &[Particle]| {
            particles
                .iter()
                .find_map(|p| self.in_particle(p, name, depth + 1))
        };
        match &particle.term {
            Term::Element(id) if schema.element(*id).global => schema
                .substitution_group(*id)
                .into_iter()
                .find(|m| schema.element(*m).name == *name),
            // In the SOAP encoding a local name is unqualified, whatever the schema says.
            Term::Element(id) => {
                let own = &schema.element(*id).name;
                let unqualified = name.namespace.is_empty() && own.local == name.local;
                (own == name || unqualified).then_some(*id)
            }
            Term::Group(g) => within(&g.particles),
            Term::GroupRef(g) => within(&schema.group(*g).model.particles),
            Term::Wildcard(_) => None,
        }
    }

    /// The simple type at the place, when there is one.
    pub fn simple(&self, place: Option<Place<'d>>) -> Option<Kind> {
        let mut ty = place?.ty;
        if let TypeRef::Defined(id) = ty
            && let TypeKind::Complex(_) = self.description.schema.ty(id).kind
        {
            match self.description.schema.effective_content(id) {
                EffectiveContent::Simple(s) => ty = s,
                _ => return None,
            }
        }
        self.kind(ty, 0)
    }

    fn kind(&self, ty: TypeRef, depth: usize) -> Option<Kind> {
        let schema = &self.description.schema;
        if depth > 64 {
            return None;
        }
        match ty {
            TypeRef::Builtin(Builtin::AnyType) => None,
            TypeRef::Builtin(b) => Some(match b.list_item() {
                Some(item) => Kind::List(Box::new(Kind::Atomic(item))),
                None => Kind::Atomic(b),
            }),
            TypeRef::Defined(id) => match &schema.ty(id).kind {
                TypeKind::Simple(s) => match &s.variety {
                    Variety::Restriction { base, facets } => {
                        let kind = self.kind(*base, depth + 1)?;
                        let (kind, steps) = match kind {
                            Kind::Restricted(of, steps) => (*of, steps),
                            kind => (kind, Vec::new()),
                        };
                        // A white space facet further down the chain is in force for text.
                        let kind = match (&kind, schema.white_space(ty)) {
                            (Kind::Atomic(Builtin::String), WhiteSpace::Collapse) => {
                                Kind::Atomic(Builtin::Token)
                            }
                            (Kind::Atomic(Builtin::String), WhiteSpace::Replace) => {
                                Kind::Atomic(Builtin::NormalizedString)
                            }
                            _ => kind,
                        };
                        let steps = steps.iter().chain([&**facets]);
                        Some(steps.fold(kind, Kind::restricted))
                    }
                    Variety::List { item } => {
                        Some(Kind::List(Box::new(self.kind(*item, depth + 1)?)))
                    }
                    Variety::Union { members } => Some(Kind::Union(
                        members
                            .iter()
                            .filter_map(|m| self.kind(*m, depth + 1))
                            .collect(),
                    )),
                },
                TypeKind::Complex(c) => match c.content {
                    Content::Simple(s) => self.kind(s, depth + 1),
                    _ => None,
                },
            },
        }
    }

    fn uses(&self, place: Option<Place<'d>>) -> Option<TypeId> {
        match place?.ty {
            TypeRef::Defined(id)
                if matches!(self.description.schema.ty(id).kind, TypeKind::Complex(_)) =>
            {
                Some(id)
            }
            _ => None,
        }
    }

    /// The type of an attribute of the place.
    pub fn attribute(
        &self,
        place: Option<Place<'d>>,
        (namespace, local): &(String, String),
    ) -> Option<Kind> {
        let name = QName::new(namespace.as_str(), local.as_str());
        let schema = &self.description.schema;
        let uses = schema.effective_attributes(self.uses(place)?);
        let declared = uses
            .iter()
            .map(|u| u.attribute)
            .find(|a| schema.attribute(*a).name == name);
        let id = declared.or_else(|| schema.attribute_names.get(&name).copied())?;
        self.kind(schema.attribute(id).ty, 0)
    }
}
