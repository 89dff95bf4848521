//! Messages with `use="encoded"`: SOAP encoding as ASP.NET shows it, each structure and array apart and referred to (SOAP 1.1 section 5,
//! SOAP 1.2 part 2 section 3).

use std::collections::VecDeque;

use super::height::{ENDLESS, Heights};
use super::page::{PAGE_DEPTH, PAGE_ITEMS, made_text};
use super::tree::{Element, Value, XSD, XSI};
use super::{Style, value};
use crate::model::name::QName;
use crate::model::wsdl::Protocol;
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    Builtin, Compositor, ModelGroup, Particle, Schema, SoapArray, Term, TypeId, TypeRef, Usage,
};

/// SOAP 1.1's encoding.
pub(crate) const ENCODING11: &str = "http://schemas.xmlsoap.org/soap/encoding/";
/// SOAP 1.2's encoding.
pub(crate) const ENCODING12: &str = "http://www.w3.org/2003/05/soap-encoding";
/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 100;
/// The deepest nesting of structures in a message.
const MAX_DEPTH: usize = 30;
/// The most structures of a message.
const MAX_IDS: u32 = 2_000;
/// The most dimensions of an array that are more than one item long, and the most that are written out.
const MAX_LONG: usize = 4;
const MAX_DIMENSIONS: usize = 32;

/// Writes the parts of one message and, after them, what they refer to.
pub(crate) struct Encoder<'d> {
    schema: &'d Schema,
    /// For messages that hold what must be there.
    heights: Option<Heights>,
    style: Style,
    soap12: bool,
    /// Namespaces that the envelope declares a prefix for.
    bound: Vec<String>,
    queue: VecDeque<(TypeId, u32, usize)>,
    ids: u32,
    prefixes: u32,
}

impl<'d> Encoder<'d> {
    pub(crate) fn new(
        schema: &'d Schema,
        style: Style,
        protocol: &Protocol,
        bound: Vec<String>,
    ) -> Self {
        Self {
            schema,
            heights: (style == Style::Values).then(|| Heights::of(schema)),
            style,
            soap12: *protocol == Protocol::Soap12,
            bound,
            queue: VecDeque::new(),
            ids: 0,
            prefixes: 0,
        }
    }

    /// An element with a prefix of its own when its namespace has none yet.
    pub(crate) fn named(&mut self, name: QName) -> Element {
        let mut element = Element::new(name);
        let namespace = &element.name.namespace;
        if !namespace.is_empty() && !self.bound.iter().any(|b| **b == **namespace) {
            self.prefixes += 1;
            element.prefix = Some(format!("q{}", self.prefixes).into());
        }
        element
    }

    /// A part or member: a value with its `xsi:type`, or a reference.
    pub(crate) fn member(
        &mut self,
        name: QName,
        ty: TypeRef,
        typed: bool,
        depth: usize,
    ) -> Element {
        let mut element = self.named(name);
        match ty {
            TypeRef::Builtin(Builtin::AnyType) => match self.style {
                Style::Placeholders => {
                    element.attribute(QName::new(XSI, "type"), Value::text("type"));
                }
                Style::Values => {
                    element.xsi_type(QName::new(XSD, "string"));
                    element.text(Value::text("text"));
                }
            },
            TypeRef::Defined(id) if self.schema.complex(ty).is_some() => {
                if self.ends(id, depth) {
                    element.nil();
                } else {
                    self.ids += 1;
                    self.queue.push_back((id, self.ids, depth));
                    let (name, value) = match self.soap12 {
                        true => (QName::new(ENCODING12, "ref"), format!("id{}", self.ids)),
                        false => (QName::new("", "href"), format!("#id{}", self.ids)),
                    };
                    element.attribute(name, Value::text(value));
                }
            }
            _ => {
                if typed {
                    element.xsi_type(super::walk::type_name(self.schema, ty));
                }
                element.text(self.text(ty));
            }
        }
        element
    }

    /// Whether nothing more is written below: on a page soon, in a message, where what must be there must be there, late.
    fn ends(&self, id: TypeId, depth: usize) -> bool {
        let Some(heights) = &self.heights else {
            return depth >= PAGE_DEPTH;
        };
        let endless = heights.ty(TypeRef::Defined(id)) == ENDLESS;
        endless || depth >= MAX_DEPTH || self.ids >= MAX_IDS
    }

    /// Whether only what must be there is written at this depth.
    fn is_sparing(&self, depth: usize) -> bool {
        self.style == Style::Values && depth >= PAGE_DEPTH
    }

    fn text(&self, ty: TypeRef) -> Value {
        match self.style {
            Style::Placeholders => value::placeholder(self.schema, ty),
            Style::Values => made_text(self.schema, ty, None, &mut 0),
        }
    }

    /// The structures and arrays that were referred to, in that order, each as an element that stands beside the message's own.
    pub(crate) fn referred(&mut self) -> Vec<Element> {
        let mut elements = Vec::new();
        while let Some((id, number, depth)) = self.queue.pop_front() {
            let schema = self.schema;
            let array = schema
                .complex(TypeRef::Defined(id))
                .and_then(|(_, c)| c.array.as_ref());
            let mut element = match array {
                Some(_) => Element::new(QName::new(self.encoding(), "Array")),
                None => {
                    let name = schema.ty(id).name.clone();
                    self.named(name.unwrap_or_else(|| QName::new("", "item")))
                }
            };
            // SOAP 1.2 part 2, section 3.1.5, has attributes of its own namespace for this.
            let namespace = if self.soap12 { ENCODING12 } else { "" };
            let own = Value::text(format!("id{number}"));
            element.attribute(QName::new(namespace, "id"), own);
            match array {
                Some(array) => self.items(&mut element, array, depth),
                None => self.structure(&mut element, id, depth),
            }
            elements.push(element);
        }
        elements
    }

    pub(crate) fn encoding(&self) -> &'static str {
        if self.soap12 { ENCODING12 } else { ENCODING11 }
    }

    fn items(&mut self, element: &mut Element, array: &SoapArray, depth: usize) {
        // `int[][2]` is an array of two arrays: the last brackets are the outer array's, whose size is known here.
        let (mut item, mut inner) = (array.item, String::new());
        while let Some((definition, complex)) = self.schema.complex(item)
            && let (None, Some(array)) = (&definition.name, &complex.array)
        {
            (item, inner) = (array.item, format!("{}{inner}", array.dimensions));
        }
        let each = if self.is_sparing(depth) {
            0
        } else {
            PAGE_ITEMS
        };
        let dimensions = 1 + array
            .dimensions
            .matches(',')
            .count()
            .min(MAX_DIMENSIONS - 1);
        let sizes = (0..dimensions).map(|i| if i < MAX_LONG { each } else { each.min(1) });
        let sizes: Vec<String> = sizes.map(|size| size.to_string()).collect();
        if self.soap12 {
            let name = match inner.is_empty() {
                true => super::walk::type_name(self.schema, item),
                false => QName::new(ENCODING12, "Array"),
            };
            let item = Value::Name(name, String::new());
            element.attribute(QName::new(ENCODING12, "itemType"), item);
            element.attribute(
                QName::new(ENCODING12, "arraySize"),
                Value::text(sizes.join(" ")),
            );
        } else {
            let name = super::walk::type_name(self.schema, item);
            let value = Value::Name(name, format!("{inner}[{}]", sizes.join(",")));
            element.attribute(QName::new(ENCODING11, "arrayType"), value);
        }
        for _ in 0..each.pow(u32::try_from(dimensions.min(MAX_LONG)).unwrap_or(1)) {
            let item = self.member(QName::new("", "Item"), array.item, false, depth + 1);
            element.push(item);
        }
    }

    fn structure(&mut self, element: &mut Element, id: TypeId, depth: usize) {
        let name = super::walk::type_name(self.schema, TypeRef::Defined(id));
        if &*name.namespace != XSD {
            let ty = Value::Name(name, String::new());
            element.attribute(QName::new(XSI, "type"), ty);
        }
        self.attributes(element, id);
        match self.schema.effective_content(id) {
            EffectiveContent::Elements(particles) => {
                for particle in particles {
                    self.particle(element, particle, depth, 0);
                }
            }
            EffectiveContent::Simple(ty) => {
                element.text(self.text(ty));
            }
            EffectiveContent::Empty | EffectiveContent::Any => {}
        }
    }

    /// The attributes that the type requires: SOAP encoding has none of its own for members, but does not forbid them.
    fn attributes(&self, element: &mut Element, id: TypeId) {
        let schema = self.schema;
        let mut uses = schema.effective_attributes(id);
        uses.retain(|usage| usage.usage == Usage::Required);
        for usage in uses {
            let attribute = schema.attribute(usage.attribute);
            if element.attributes.iter().any(|a| a.name == attribute.name) {
                continue;
            }
            let fixed = usage.value.as_ref().or(attribute.value.as_ref());
            let value = match self.style {
                Style::Placeholders => value::placeholder(schema, attribute.ty),
                Style::Values => made_text(schema, attribute.ty, fixed, &mut 0),
            };
            element.attribute(attribute.name.clone(), value);
        }
    }

    fn particle(&mut self, parent: &mut Element, particle: &Particle, depth: usize, groups: usize) {
        let schema = self.schema;
        match &particle.term {
            _ if groups > MAX_GROUPS || (particle.min == 0 && self.is_sparing(depth)) => {}
            Term::Element(id) => {
                let declared = schema.element(*id);
                let times = if particle.max.is_none_or(|m| m > 1) {
                    PAGE_ITEMS
                } else {
                    1
                };
                for _ in 0..times {
                    // The name of an accessor is local to its type, whatever form the schema gives it, unless it is that of a global
                    // element (SOAP 1.1 section 5.1).
                    let name = match declared.global {
                        true => declared.name.clone(),
                        false => QName::new("", declared.name.local.clone()),
                    };
                    let member = self.member(name, declared.ty, true, depth + 1);
                    parent.push(member);
                }
            }
            Term::Group(group) => self.group(parent, group, depth, groups + 1),
            Term::GroupRef(id) => {
                self.group(parent, &schema.group(*id).model, depth, groups + 1);
            }
            Term::Wildcard(_) => {
                parent.text(Value::text("xml"));
            }
        }
    }

    fn group(&mut self, parent: &mut Element, group: &ModelGroup, depth: usize, groups: usize) {
        // A page shows every branch of a choice; a message holds one, that which ends soonest.
        let all = || group.particles.iter();
        if let Some(heights) = &self.heights
            && group.compositor == Compositor::Choice
        {
            let schema = self.schema;
            let soonest = all().min_by_key(|p| heights.particle(schema, p, 0));
            if let Some(particle) = soonest {
                self.particle(parent, particle, depth, groups);
            }
            return;
        }
        for particle in all() {
            self.particle(parent, particle, depth, groups);
        }
    }
}
