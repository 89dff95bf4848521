//! What a message or a type holds, a row per member: names, types, how often, defaults and restrictions, in the words of the contract.

use std::collections::BTreeSet;

use super::limits::limits;
use crate::model::description::Description;
use crate::model::name::QName;
use crate::model::wsdl::{MessageId, MessageUse, PartContent};
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    Builtin, ComplexType, Compositor, ElementId, ModelGroup, Particle, Schema, Term, TypeId,
    TypeRef, Usage, ValueConstraint,
};
use crate::sample::{Bound, Direction};

/// The deepest nesting that is shown: of anonymous types and of groups.
const MAX_DEPTH: usize = 20;
/// Rows of one type that are shown at most.
const MAX_ROWS: usize = 2_000;
/// Types of one operation that are followed at most.
const MAX_TYPES: usize = 2_000;

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An element.
    Element(QName),
    /// An attribute.
    Attribute(QName),
    /// The text of the element itself.
    Text,
    /// Any element (`xs:any`), or anything at all (`xs:anyType`).
    Any,
    /// Any attribute (`xs:anyAttribute`).
    AnyAttribute,
    /// One of the rows below it that are a level deeper.
    Choice,
    /// The rows below it that are a level deeper, together.
    Group,
}

/// A member of a message or type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How deep it stands: 0 for a member of the message or type itself.
    pub depth: usize,
    /// What it is.
    pub what: What,
    /// Its type; `None` where it has none (a choice, any element).
    pub ty: Option<TypeRef>,
    /// `minOccurs`; for an attribute 1 when it is required.
    pub min: u32,
    /// `maxOccurs`; `None` is unbounded.
    pub max: Option<u32>,
    /// `nillable`.
    pub nillable: bool,
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// What restricts its text: `one of Red, Green`, `at most 10 characters`.
    pub limits: Vec<String>,
    /// Its documentation.
    pub documentation: Option<String>,
}

/// Where a part of a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the body of the envelope.
    Body,
    /// In its header.
    Header,
    /// In the detail of a fault.
    Fault,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub place: Place,
    /// The element; in no namespace where the description names only a part.
    pub name: QName,
    /// Its type; `None` for the wrapper of an rpc operation.
    pub ty: Option<TypeRef>,
    /// Its members.
    pub rows: Vec<Row>,
    /// The documentation of the element.
    pub documentation: Option<String>,
}

/// The parts of a request or response as its binding lays them out: headers first, then the body.
pub fn parts(bound: &Bound<'_>, direction: Direction) -> Vec<Part> {
    let Some((message, layout)) = bound.message(direction) else {
        return Vec::new();
    };
    let description = bound.description;
    let mut found = Vec::new();
    for header in layout.into_iter().flat_map(|l| &l.headers) {
        found.extend(part_of(
            description,
            header.message,
            header.part,
            Place::Header,
        ));
    }
    let body = bound.body_parts(message, layout);
    let Some(wrapper) = bound.wrapper(direction, layout) else {
        found.extend(body.iter().map(|p| part(description, p, Place::Body)));
        return found;
    };
    let schema = &description.schema;
    let mut rows = Vec::new();
    for one in body {
        let (name, ty) = named(schema, one);
        let mut row = Row::new(What::Element(name), Some(ty), 0);
        row.limits = limits(schema, ty);
        rows.push(row);
    }
    found.push(Part {
        place: Place::Body,
        name: wrapper,
        ty: None,
        rows,
        documentation: None,
    });
    found
}

/// The details of the faults that an operation declares, each with the fault's name.
pub fn faults(bound: &Bound<'_>) -> Vec<(String, Part)> {
    let of = |fault: &MessageUse| {
        let part = part_of(bound.description, fault.message, 0, Place::Fault)?;
        Some((fault.name.clone(), part))
    };
    bound.operation.faults.iter().filter_map(of).collect()
}

/// The named types that rows lead to, each once, nearest first, with what derives from them.
pub fn reached<'r>(schema: &Schema, rows: impl IntoIterator<Item = &'r Row>) -> Vec<TypeId> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut add = |ty: Option<TypeRef>, found: &mut Vec<TypeId>| {
        if let Some(TypeRef::Defined(id)) = ty
            && schema.ty(id).name.is_some()
            && seen.insert(id)
        {
            found.push(id);
        }
    };
    for row in rows {
        add(row.ty, &mut found);
    }
    let mut next = 0;
    while let Some(id) = found.get(next).copied().filter(|_| next < MAX_TYPES) {
        next += 1;
        for row in rows_of(schema, TypeRef::Defined(id)) {
            add(row.ty, &mut found);
        }
        for derived in schema.derived.get(&id).into_iter().flatten() {
            add(Some(TypeRef::Defined(*derived)), &mut found);
        }
    }
    found
}

/// The members of a type, those of its bases first. Anonymous types of members follow their member, a level deeper.
pub fn rows_of(schema: &Schema, ty: TypeRef) -> Vec<Row> {
    let mut rows = Vec::new();
    Rows { schema }.ty(ty, 0, &mut rows);
    rows
}

/// The name of a complex type's base; `None` for a type that has no other than `anyType`.
pub fn base(schema: &Schema, complex: &ComplexType) -> Option<String> {
    let any = TypeRef::Builtin(Builtin::AnyType);
    (complex.base != any).then(|| super::short::type_name(schema, complex.base))
}

fn part_of(
    description: &Description,
    message: MessageId,
    index: usize,
    place: Place,
) -> Option<Part> {
    let message = description.wsdl.messages.get(message.index())?;
    Some(part(description, message.parts.get(index)?, place))
}

fn part(description: &Description, part: &crate::model::wsdl::Part, place: Place) -> Part {
    let schema = &description.schema;
    let (name, ty) = named(schema, part);
    let documentation = match part.content {
        PartContent::Element(id) => schema.element(id).documentation.clone(),
        PartContent::Type(_) => None,
    };
    Part {
        place,
        name,
        ty: Some(ty),
        rows: rows_of(schema, ty),
        documentation,
    }
}

fn named(schema: &Schema, part: &crate::model::wsdl::Part) -> (QName, TypeRef) {
    match part.content {
        PartContent::Element(id) => (schema.element(id).name.clone(), schema.element(id).ty),
        PartContent::Type(ty) => (QName::new("", part.name.as_str()), ty),
    }
}

impl Row {
    fn new(what: What, ty: Option<TypeRef>, depth: usize) -> Self {
        Self {
            depth,
            what,
            ty,
            min: 1,
            max: Some(1),
            nillable: false,
            value: None,
            limits: Vec::new(),
            documentation: None,
        }
    }

    /// How it is called, for people: `token`, `@id`, `one of`.
    pub fn label(&self) -> String {
        match &self.what {
            What::Element(name) => name.local.to_string(),
            What::Attribute(name) => format!("@{}", name.local),
            What::Text => "text".to_owned(),
            What::Any => "any element".to_owned(),
            What::AnyAttribute => "any attribute".to_owned(),
            What::Choice => "one of".to_owned(),
            What::Group => "together".to_owned(),
        }
    }

    /// How often it occurs, for people: `required`, `optional`, `0 or more`, `2 to 5`.
    pub fn occurs(&self) -> String {
        match (self.min, self.max) {
            (0, Some(1)) => "optional".to_owned(),
            (1, Some(1)) => "required".to_owned(),
            (min, None) => format!("{min} or more"),
            (min, Some(max)) if min == max => format!("{min} times"),
            (min, Some(max)) => format!("{min} to {max}"),
        }
    }
}

/// Gathers rows.
struct Rows<'s> {
    schema: &'s Schema,
}

impl Rows<'_> {
    fn ty(&self, ty: TypeRef, depth: usize, rows: &mut Vec<Row>) {
        let schema = self.schema;
        let id = match ty {
            TypeRef::Defined(id) if schema.complex(ty).is_some() => id,
            _ => {
                let mut row = Row::new(What::Text, Some(ty), depth);
                if schema.is_simple(ty) {
                    row.limits = limits(schema, ty);
                } else {
                    row.what = What::Any;
                    row.ty = None;
                }
                rows.push(row);
                return;
            }
        };
        for usage in schema.effective_attributes(id) {
            let attribute = schema.attribute(usage.attribute);
            let what = What::Attribute(attribute.name.clone());
            let mut row = Row::new(what, Some(attribute.ty), depth);
            row.min = u32::from(usage.usage == Usage::Required);
            row.value = usage.value.clone().or_else(|| attribute.value.clone());
            row.limits = limits(schema, attribute.ty);
            row.documentation = attribute.documentation.clone();
            rows.push(row);
        }
        if schema.effective_any_attribute(id).is_some() {
            let mut row = Row::new(What::AnyAttribute, None, depth);
            (row.min, row.max) = (0, None);
            rows.push(row);
        }
        match schema.effective_content(id) {
            EffectiveContent::Empty => {}
            EffectiveContent::Any => rows.push(Row::new(What::Any, None, depth)),
            EffectiveContent::Simple(ty) => {
                let mut row = Row::new(What::Text, Some(ty), depth);
                row.limits = limits(schema, ty);
                rows.push(row);
            }
            EffectiveContent::Elements(particles) => {
                for particle in particles {
                    self.particle(particle, depth, rows);
                }
            }
        }
    }

    fn particle(&self, particle: &Particle, depth: usize, rows: &mut Vec<Row>) {
        if depth > MAX_DEPTH || rows.len() >= MAX_ROWS {
            return;
        }
        let occurs = |mut row: Row| {
            (row.min, row.max) = (particle.min, particle.max);
            row
        };
        match &particle.term {
            Term::Element(id) => self.element(*id, particle, depth, rows),
            Term::Wildcard(_) => rows.push(occurs(Row::new(What::Any, None, depth))),
            Term::Group(group) => self.group(group, particle, depth, rows),
            Term::GroupRef(id) => self.group(&self.schema.group(*id).model, particle, depth, rows),
        }
    }

    fn group(&self, group: &ModelGroup, particle: &Particle, depth: usize, rows: &mut Vec<Row>) {
        let what = match group.compositor {
            Compositor::Choice => What::Choice,
            _ if (particle.min, particle.max) == (1, Some(1)) => {
                // A plain sequence in a sequence says nothing of its own; its depth still counts against the limit.
                for inner in &group.particles {
                    self.flat(inner, depth, 1, rows);
                }
                return;
            }
            _ => What::Group,
        };
        let mut row = Row::new(what, None, depth);
        (row.min, row.max) = (particle.min, particle.max);
        rows.push(row);
        for inner in &group.particles {
            self.particle(inner, depth + 1, rows);
        }
    }

    /// A particle of a sequence that adds no level; `nested` such sequences are around it.
    fn flat(&self, particle: &Particle, depth: usize, nested: usize, rows: &mut Vec<Row>) {
        match &particle.term {
            Term::Group(group)
                if group.compositor != Compositor::Choice
                    && (particle.min, particle.max) == (1, Some(1)) =>
            {
                if nested <= MAX_DEPTH {
                    for inner in &group.particles {
                        self.flat(inner, depth, nested + 1, rows);
                    }
                }
            }
            Term::GroupRef(_) if nested > MAX_DEPTH => {}
            _ => self.particle(particle, depth, rows),
        }
    }

    fn element(&self, id: ElementId, particle: &Particle, depth: usize, rows: &mut Vec<Row>) {
        let schema = self.schema;
        let element = schema.element(id);
        let anonymous = matches!(element.ty, TypeRef::Defined(ty) if schema.ty(ty).name.is_none());
        let inline = anonymous && schema.complex(element.ty).is_some();
        let mut row = Row::new(
            What::Element(element.name.clone()),
            (!inline).then_some(element.ty),
            depth,
        );
        (row.min, row.max) = (particle.min, particle.max);
        row.nillable = element.nillable;
        row.value = element.value.clone();
        if schema.is_simple(element.ty) {
            row.limits = limits(schema, element.ty);
        }
        row.documentation = element.documentation.clone();
        rows.push(row);
        if inline && depth < MAX_DEPTH {
            self.ty(element.ty, depth + 1, rows);
        }
    }
}
