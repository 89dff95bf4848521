//! A request as a form: the members that a person can fill in, and the request made from what was filled in.
//!
//! What is not made of simple values is asked for as XML: what a wildcard takes, `anyType`, arrays of SOAP encoding, the deeper turns of
//! recursive types. With `use="encoded"` each value names its type.

use std::collections::BTreeMap;

use super::envelope::{Bound, Direction};
use super::facets::Simple;
use super::tree::{Attribute, Element, Node, Value, XSI};
use super::walk::alternatives;
use crate::model::name::QName;
use crate::model::wsdl::{PartContent, Protocol, Use};
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    Builtin, Compositor, ElementId, ModelGroup, Particle, Schema, Term, TypeId, TypeRef, Usage,
    ValueConstraint,
};

/// Fields of one form at most.
const MAX_FIELDS: usize = 200;
/// Levels of structures that are opened.
const MAX_DEPTH: usize = 12;
/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 100;
/// Items of a repeated member that can be filled in.
const ITEMS: usize = 2;

/// The form of one operation at one binding.
#[derive(Clone, Debug)]
pub struct Form<'d> {
    bound: Bound<'d>,
    /// What goes into the header of the envelope.
    pub headers: Vec<Member>,
    /// What goes into its body.
    pub members: Vec<Member>,
    /// Something was left out that the schema has.
    pub incomplete: bool,
}

/// A member of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// One value.
    Field(Field),
    /// A structure.
    Group(Group),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Element,
    Attribute,
    Text,
    /// An element whose content is XML.
    XmlElement,
    /// XML beside other members.
    Xml,
}

/// A value to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What the value is called in the values that [`Form::fill`] takes.
    pub id: String,
    /// The element or attribute; of the element around it where the value is its text.
    pub name: QName,
    kind: Kind,
    /// Its type; a simple one, unless it is [XML](Self::is_xml).
    pub ty: TypeRef,
    xsi_type: Option<QName>,
    /// Whether the schema demands it.
    pub required: bool,
    nillable: bool,
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// The values of an enumeration, or of a boolean; empty where there are too many to choose from.
    pub words: Vec<String>,
}

/// A structure with members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    id: String,
    /// The element; a name without namespace for parts that have only one.
    pub name: QName,
    /// The type to be named by `xsi:type`, where the declared one is abstract or the message encoded.
    xsi_type: Option<QName>,
    /// Whether the schema demands it.
    pub required: bool,
    /// Its members.
    pub members: Vec<Member>,
}

impl Field {
    /// Whether it is filled in with XML.
    pub fn is_xml(&self) -> bool {
        matches!(self.kind, Kind::Xml | Kind::XmlElement)
    }
}

impl<'d> Form<'d> {
    /// The form of an operation. `None` when its request has no envelope.
    pub fn of(bound: &Bound<'d>) -> Option<Self> {
        let soap = matches!(bound.binding.protocol, Protocol::Soap11 | Protocol::Soap12);
        let (message, layout) = bound.message(Direction::Request)?;
        if !soap {
            return None;
        }
        let mut maker = Maker {
            schema: &bound.description.schema,
            open: Vec::new(),
            fields: 0,
            encoded: layout.is_some_and(|l| l.body_use == Use::Encoded),
            incomplete: false,
        };
        let mut headers = Vec::new();
        for (index, header) in layout.iter().flat_map(|l| &l.headers).enumerate() {
            let message = bound.description.wsdl.messages.get(header.message.index());
            if let Some(part) = message.and_then(|m| m.parts.get(header.part)) {
                headers.extend(maker.part(part, format!("h{index}"), false));
            }
        }
        let parts = bound.body_parts(message, layout).into_iter().enumerate();
        let mut members = Vec::new();
        for (index, part) in parts {
            members.extend(maker.part(part, format!("b{index}"), true));
        }
        if let Some(name) = bound.wrapper(Direction::Request, layout) {
            members = vec![Member::Group(Group {
                id: "b".to_owned(),
                name,
                xsi_type: None,
                required: true,
                members,
            })];
        }
        Some(Self {
            bound: *bound,
            headers,
            members,
            incomplete: maker.incomplete,
        })
    }

    /// The envelope of the request with these values, by the fields' ids. A member without a value is left out where the schema allows it,
    /// nil where it allows that, and empty otherwise.
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Element {
        let (mut envelope, mut header, mut body) = self.bound.shell();
        for (members, parent) in [(&self.headers, &mut header), (&self.members, &mut body)] {
            for member in members {
                fill(member, values, parent);
            }
        }
        if !header.children.is_empty() {
            envelope.push(header);
        }
        envelope.push(body);
        envelope
    }
}

fn fill(member: &Member, values: &BTreeMap<String, String>, parent: &mut Element) {
    match member {
        Member::Field(field) => fill_field(field, values, parent),
        Member::Group(group) => {
            let start = format!("{}.", group.id);
            let inside = |id: &str| group.id == "b" || id.starts_with(&start);
            let filled = values.iter().any(|(id, v)| !v.is_empty() && inside(id));
            if !filled && !group.required {
                return;
            }
            let mut element = Element::new(group.name.clone());
            for member in &group.members {
                fill(member, values, &mut element);
            }
            if let Some(ty) = &group.xsi_type {
                element.xsi_type(ty.clone());
            }
            parent.push(element);
        }
    }
}

fn fill_field(field: &Field, values: &BTreeMap<String, String>, parent: &mut Element) {
    let given = values.get(&field.id).filter(|v| !v.is_empty());
    if given.is_none() && !field.required {
        return;
    }
    let text = given.cloned().unwrap_or_default();
    match field.kind {
        Kind::Xml => parent.children.extend(given.cloned().map(Node::Xml)),
        Kind::Attribute => {
            parent.attributes.push(Attribute {
                name: field.name.clone(),
                value: Value::Text(text),
            });
        }
        Kind::Text if text.is_empty() => {}
        Kind::Text => {
            parent.text(Value::Text(text));
        }
        Kind::Element | Kind::XmlElement => {
            let mut element = Element::new(field.name.clone());
            match given {
                None if field.nillable => {
                    element.attribute(QName::new(XSI, "nil"), Value::text("true"));
                }
                None => {}
                Some(_) => {
                    element.children.push(match field.kind {
                        Kind::XmlElement => Node::Xml(text),
                        _ => Node::Text(Value::Text(text)),
                    });
                }
            }
            if let Some(ty) = &field.xsi_type {
                element.xsi_type(ty.clone());
            }
            parent.push(element);
        }
    }
}

/// Makes the members of a form.
struct Maker<'d> {
    schema: &'d Schema,
    open: Vec<TypeId>,
    fields: usize,
    /// Each value names its type.
    encoded: bool,
    incomplete: bool,
}

/// An element, as it is declared or chosen.
struct Declared {
    name: QName,
    ty: TypeRef,
    xsi_type: Option<QName>,
    nillable: bool,
    value: Option<ValueConstraint>,
}

impl Maker<'_> {
    fn part(
        &mut self,
        part: &crate::model::wsdl::Part,
        id: String,
        required: bool,
    ) -> Option<Member> {
        match part.content {
            PartContent::Element(element) => self.element(element, id, required),
            PartContent::Type(ty) => {
                let name = QName::new("", part.name.as_str());
                let declared = Declared {
                    name,
                    ty,
                    xsi_type: None,
                    nillable: false,
                    value: None,
                };
                self.value(declared, id, required)
            }
        }
    }

    fn element(&mut self, element: ElementId, id: String, required: bool) -> Option<Member> {
        let schema = self.schema;
        let mut declared = schema.element(element);
        if declared.is_abstract {
            let members = schema.substitution_group(element);
            let mut concrete = members.iter().map(|m| schema.element(*m));
            match concrete.find(|m| !m.is_abstract) {
                Some(concrete) => declared = concrete,
                None => return self.omit(),
            }
        }
        let Some(&ty) = alternatives(schema, declared).first() else {
            return self.omit();
        };
        let declared = Declared {
            name: declared.name.clone(),
            ty,
            xsi_type: (ty != declared.ty).then(|| super::walk::type_name(schema, ty)),
            nillable: declared.nillable,
            value: declared.value.clone(),
        };
        self.value(declared, id, required)
    }

    fn omit(&mut self) -> Option<Member> {
        self.incomplete = true;
        None
    }

    fn value(&mut self, declared: Declared, id: String, required: bool) -> Option<Member> {
        let schema = self.schema;
        let ty = declared.ty;
        let anonymous = matches!(ty, TypeRef::Defined(id) if schema.ty(id).name.is_none());
        let named = self.encoded && !anonymous;
        let xsi_type = named.then(|| super::walk::type_name(schema, ty));
        let xsi_type = declared.xsi_type.or(xsi_type);
        if schema.is_simple(ty) {
            let field = self.field(declared.name, Kind::Element, ty, id, required)?;
            return Some(Member::Field(Field {
                nillable: declared.nillable,
                value: declared.value,
                xsi_type,
                ..field
            }));
        }
        let as_xml = |maker: &mut Self, name: QName| {
            let field = maker.field(name, Kind::XmlElement, ty, id.clone(), required)?;
            Some(Member::Field(Field {
                nillable: declared.nillable,
                ..field
            }))
        };
        let TypeRef::Defined(complex) = ty else {
            return as_xml(self, declared.name);
        };
        let recurs = self.open.contains(&complex) || self.open.len() >= MAX_DEPTH;
        if recurs || schema.complex(ty).is_some_and(|(_, c)| c.array.is_some()) {
            return as_xml(self, declared.name);
        }
        self.open.push(complex);
        let mut group = Group {
            id,
            name: declared.name,
            xsi_type,
            required,
            members: Vec::new(),
        };
        self.content(complex, &mut group);
        self.open.pop();
        Some(Member::Group(group))
    }

    fn field(
        &mut self,
        name: QName,
        kind: Kind,
        ty: TypeRef,
        id: String,
        required: bool,
    ) -> Option<Field> {
        if self.fields >= MAX_FIELDS {
            self.incomplete = true;
            return None;
        }
        self.fields += 1;
        let is_xml = matches!(kind, Kind::Xml | Kind::XmlElement);
        let mut words: Vec<String> = match is_xml {
            true => Vec::new(),
            false => {
                let simple = Simple::of(self.schema, ty);
                let words = simple.enumeration().iter();
                words.map(|w| w.value.clone()).collect()
            }
        };
        if !is_xml && words.is_empty() && self.schema.primitive(ty) == Builtin::Boolean {
            words = vec!["true".to_owned(), "false".to_owned()];
        }
        Some(Field {
            id,
            name,
            kind,
            ty,
            xsi_type: None,
            required,
            nillable: false,
            value: None,
            words,
        })
    }

    fn content(&mut self, ty: TypeId, group: &mut Group) {
        let schema = self.schema;
        for usage in schema.effective_attributes(ty) {
            let attribute = schema.attribute(usage.attribute);
            let id = format!("{}.{}", group.id, group.members.len());
            let required = usage.usage == Usage::Required;
            let name = attribute.name.clone();
            if let Some(mut field) = self.field(name, Kind::Attribute, attribute.ty, id, required) {
                field.value = usage.value.clone().or_else(|| attribute.value.clone());
                group.members.push(Member::Field(field));
            }
        }
        match schema.effective_content(ty) {
            EffectiveContent::Empty => {}
            EffectiveContent::Any => self.any(group),
            EffectiveContent::Simple(simple) => {
                let id = format!("{}.{}", group.id, group.members.len());
                let name = group.name.clone();
                let field = self.field(name, Kind::Text, simple, id, group.required);
                group.members.extend(field.map(Member::Field));
            }
            EffectiveContent::Elements(particles) => {
                for particle in particles {
                    self.particle(particle, group, true, 0);
                }
            }
        }
    }

    /// A place for elements of the person's choice.
    fn any(&mut self, group: &mut Group) {
        let id = format!("{}.{}", group.id, group.members.len());
        let (name, ty) = (QName::new("", "any"), TypeRef::Builtin(Builtin::AnyType));
        let field = self.field(name, Kind::Xml, ty, id, false);
        group.members.extend(field.map(Member::Field));
    }

    /// `demanded`: nothing around the particle makes it optional.
    fn particle(&mut self, particle: &Particle, group: &mut Group, demanded: bool, depth: usize) {
        if depth > MAX_GROUPS {
            return;
        }
        let demanded = demanded && particle.min > 0;
        let repeats = particle.max.is_none_or(|m| m > 1);
        match &particle.term {
            Term::Element(element) => {
                self.incomplete |= repeats;
                for item in 0..if repeats { ITEMS } else { 1 } {
                    let id = format!("{}.{}", group.id, group.members.len());
                    let required = demanded && item < usize::try_from(particle.min).unwrap_or(1);
                    let member = self.element(*element, id, required);
                    group.members.extend(member);
                }
            }
            Term::Group(inner) => self.group(inner, group, demanded, depth + 1),
            Term::GroupRef(id) => {
                self.group(&self.schema.group(*id).model, group, demanded, depth + 1);
            }
            Term::Wildcard(_) => self.any(group),
        }
    }

    fn group(&mut self, inner: &ModelGroup, group: &mut Group, demanded: bool, depth: usize) {
        let demanded = demanded && inner.compositor != Compositor::Choice;
        for particle in &inner.particles {
            self.particle(particle, group, demanded, depth);
        }
    }
}
