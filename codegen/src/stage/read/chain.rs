//! Undefined references: which operation needs them, and by which way.

use std::collections::{BTreeMap, VecDeque};

use super::problem::{Component, Problem};
use super::reader::Reader;
use super::symbols::Space;
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::wsdl::{MessageId, Operation, PartContent, PortTypeId};
use crate::model::xsd::{
    AttributeUse, Content, ElementId, ModelGroup, Owner, Schema, Term, TypeId, TypeKind, TypeRef,
    Variety,
};

/// Reports every undefined name once, at its first place, with the chain of references that leads there from an operation.
pub(super) fn report(reader: &mut Reader<'_>) {
    let problems = std::mem::take(&mut reader.problems);
    if problems.is_empty() {
        return;
    }
    let parents = reach(reader);
    let mut by_name: BTreeMap<(Space, &QName), Vec<&Problem>> = BTreeMap::new();
    for problem in &problems {
        by_name
            .entry((problem.space, &problem.name))
            .or_default()
            .push(problem);
    }
    for ((space, name), found) in by_name {
        // The place that an operation needs tells more than one that nothing reaches.
        let reached = found.iter().find(|p| parents.contains_key(&p.component));
        let Some(&problem) = reached.or(found.first()) else {
            continue;
        };
        let chain = chain(reader, &parents, problem.component);
        let nearest = reader.symbols.nearest(space, name);
        let other_kind = other_kind(reader, space, name);
        let (place, word) = (place(&name.namespace), space.word());
        let code = if problem.candidates.is_empty() {
            code::UNDEFINED
        } else {
            code::AMBIGUOUS
        };
        let diagnostic = reader.error(
            code,
            problem.at,
            format!("there is no {word} `{}` {place}", name.local),
        );
        for (span, words) in chain {
            diagnostic.needed_by(span, words);
        }
        for candidate in &problem.candidates {
            diagnostic.help(format!(
                "there is one {}",
                self::place(&candidate.namespace)
            ));
        }
        if let (true, Some(nearest)) = (problem.candidates.is_empty(), nearest) {
            let there = if nearest.namespace == name.namespace {
                String::new()
            } else {
                format!(" {}", self::place(&nearest.namespace))
            };
            diagnostic.help(format!("did you mean `{}`{there}?", nearest.local));
        }
        if let Some(other) = other_kind {
            diagnostic.help(other);
        }
        if found.len() > 1 {
            let others = match found.len() - 1 {
                1 => "another place refers to it".to_owned(),
                n => format!("{n} other places refer to it"),
            };
            diagnostic.note(None, others);
        }
        if problem.candidates.is_empty() && diagnostic.help.is_empty() {
            diagnostic
                .help("import the document that defines it, or correct the name or its prefix");
        }
    }
}

fn place(namespace: &str) -> String {
    if namespace.is_empty() {
        "in no namespace".to_owned()
    } else {
        format!("in `{namespace}`")
    }
}

/// A component of another kind that has the name.
fn other_kind(reader: &Reader<'_>, space: Space, name: &QName) -> Option<String> {
    let (other, word) = match space {
        Space::Type => (Space::Element, "element"),
        Space::Element => (Space::Type, "type"),
        Space::PortType => (Space::Binding, "binding"),
        Space::Binding => (Space::PortType, "port type"),
        _ => return None,
    };
    reader.symbols.get(other, name)?;
    Some(
        format!("there is a {word} of that name; `{word}=` may be meant")
            .replace("`port type=`", "`type=`"),
    )
}

/// From each component that an operation needs to the one that needs it, and where that is.
type Parents = BTreeMap<Component, (Component, Option<Span>)>;

/// Breadth first from the operations: the shortest way to each component.
fn reach(reader: &Reader<'_>) -> Parents {
    let mut parents = Parents::new();
    let mut queue = VecDeque::new();
    for (id, port_type) in (0..).map(PortTypeId).zip(&reader.wsdl.port_types) {
        for (index, operation) in port_type.operations.iter().enumerate() {
            let from = Component::Operation(id, index);
            parents.insert(from, (Component::Nothing, None));
            for message in messages(operation) {
                visit(
                    &mut parents,
                    &mut queue,
                    from,
                    Component::Message(message),
                    None,
                );
            }
        }
    }
    while let Some(component) = queue.pop_front() {
        for (next, at) in edges(reader, component) {
            visit(&mut parents, &mut queue, component, next, at);
        }
    }
    parents
}

fn visit(
    parents: &mut Parents,
    queue: &mut VecDeque<Component>,
    from: Component,
    to: Component,
    at: Option<Span>,
) {
    if let std::collections::btree_map::Entry::Vacant(entry) = parents.entry(to) {
        entry.insert((from, at));
        queue.push_back(to);
    }
}

fn messages(operation: &Operation) -> impl Iterator<Item = MessageId> {
    let all = operation
        .input
        .iter()
        .chain(&operation.output)
        .chain(&operation.faults);
    all.map(|m| m.message)
}

fn edges(reader: &Reader<'_>, component: Component) -> Vec<(Component, Option<Span>)> {
    let schema = &reader.schema;
    let mut found = Vec::new();
    match component {
        Component::Message(id) => {
            for part in reader
                .wsdl
                .messages
                .get(id.index())
                .into_iter()
                .flat_map(|m| &m.parts)
            {
                match part.content {
                    PartContent::Element(id) => {
                        found.push((Component::Element(id), Some(part.span)))
                    }
                    PartContent::Type(ty) => of_type(ty, Some(part.span), &mut found),
                }
            }
        }
        Component::Element(id) => {
            if let Some(element) = schema.elements.get(id.index()) {
                of_type(element.ty, Some(element.span), &mut found);
                let members = schema.substitutes.get(&id).into_iter().flatten();
                found.extend(members.map(|m| (Component::Element(*m), None)));
            }
        }
        Component::Attribute(id) => {
            if let Some(attribute) = schema.attributes.get(id.index()) {
                of_type(attribute.ty, Some(attribute.span), &mut found);
            }
        }
        Component::Group(id) => {
            if let Some(group) = schema.groups.get(id.index()) {
                particles(&group.model, &mut found);
            }
        }
        Component::Type(id) => type_edges(schema, id, &mut found),
        Component::Operation(..) | Component::Binding(_) | Component::Nothing => {}
    }
    found
}

fn of_type(ty: TypeRef, at: Option<Span>, found: &mut Vec<(Component, Option<Span>)>) {
    if let TypeRef::Defined(id) = ty {
        found.push((Component::Type(id), at));
    }
}

fn type_edges(schema: &Schema, id: TypeId, found: &mut Vec<(Component, Option<Span>)>) {
    let Some(ty) = schema.types.get(id.index()) else {
        return;
    };
    let at = Some(ty.span);
    match &ty.kind {
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction { base, .. } => of_type(*base, at, found),
            Variety::List { item } => of_type(*item, at, found),
            Variety::Union { members } => members.iter().for_each(|m| of_type(*m, at, found)),
        },
        TypeKind::Complex(complex) => {
            match &complex.content {
                Content::Empty => {}
                Content::Simple(ty) => of_type(*ty, at, found),
                Content::Elements(particle) => term(&particle.term, particle.span, found),
            }
            for AttributeUse {
                attribute, span, ..
            } in &complex.attributes
            {
                found.push((Component::Attribute(*attribute), Some(*span)));
            }
            if let Some(array) = &complex.array {
                of_type(array.item, at, found);
            }
            of_type(complex.base, at, found);
        }
    }
    found.extend(
        schema
            .derived
            .get(&id)
            .into_iter()
            .flatten()
            .map(|d| (Component::Type(*d), None)),
    );
}

/// The recursion is bounded: particles nest as deep as their elements do.
fn term(term: &Term, at: Span, found: &mut Vec<(Component, Option<Span>)>) {
    match term {
        Term::Element(id) => found.push((Component::Element(*id), Some(at))),
        Term::GroupRef(id) => found.push((Component::Group(*id), Some(at))),
        Term::Group(model) => particles(model, found),
        Term::Wildcard(_) => {}
    }
}

fn particles(model: &ModelGroup, found: &mut Vec<(Component, Option<Span>)>) {
    for particle in &model.particles {
        term(&particle.term, particle.span, found);
    }
}

/// The steps from a component up to the operation, nearest first; long ones shortened in the middle.
fn chain(reader: &Reader<'_>, parents: &Parents, from: Component) -> Vec<(Option<Span>, String)> {
    let mut steps: Vec<Component> = Vec::new();
    let mut current = from;
    while current != Component::Nothing && steps.len() < 10_000 {
        steps.push(current);
        current = parents
            .get(&current)
            .map_or(Component::Nothing, |(parent, _)| *parent);
    }
    let named = steps.into_iter().filter_map(|step| name(reader, step));
    let mut named: Vec<(Option<Span>, String)> = named.collect();
    if named.len() > 8 {
        let left_out = named.len() - 6;
        named.splice(
            3..named.len() - 3,
            [(None, format!("{left_out} more steps"))],
        );
    }
    named
}

/// What a component is called; anonymous types are their element's.
fn name(reader: &Reader<'_>, component: Component) -> Option<(Option<Span>, String)> {
    let schema = &reader.schema;
    match component {
        Component::Nothing => None,
        Component::Type(id) => {
            let ty = schema.types.get(id.index())?;
            match (&ty.name, ty.owner) {
                (Some(name), _) => Some((Some(ty.span), format!("type `{}`", name.local))),
                (None, Owner::Element(_) | Owner::Attribute(_)) => None,
                (None, _) => Some((Some(ty.span), "an anonymous type".to_owned())),
            }
        }
        Component::Element(ElementId(id)) => {
            let element = schema.elements.get(id as usize)?;
            Some((
                Some(element.span),
                format!("element `{}`", element.name.local),
            ))
        }
        Component::Attribute(id) => {
            let attribute = schema.attributes.get(id.index())?;
            Some((
                Some(attribute.span),
                format!("attribute `{}`", attribute.name.local),
            ))
        }
        Component::Group(id) => {
            let group = schema.groups.get(id.index())?;
            Some((Some(group.span), format!("group `{}`", group.name.local)))
        }
        Component::Message(id) => {
            let message = reader.wsdl.messages.get(id.index())?;
            Some((
                Some(message.span),
                format!("message `{}`", message.name.local),
            ))
        }
        Component::Operation(id, index) => {
            let port_type = reader.wsdl.port_types.get(id.index())?;
            let operation = port_type.operations.get(index)?;
            Some((
                Some(operation.span),
                format!(
                    "operation `{}` of port type `{}`",
                    operation.name, port_type.name.local
                ),
            ))
        }
        Component::Binding(id) => {
            let binding = reader.wsdl.bindings.get(id.index())?;
            Some((
                Some(binding.span),
                format!("binding `{}`", binding.name.local),
            ))
        }
    }
}
