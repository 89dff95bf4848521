//! Messages and their parts (section 2.3).

use super::super::documentation;
use super::super::problem::Component;
use super::super::reader::{Reader, Target};
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::policy;
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::wsdl::{Message, MessageId, Part, PartContent};
use crate::model::xsd::{Builtin, ElementId, TypeId, TypeRef};

/// Reads the message with this id.
pub(super) fn read<'d>(reader: &mut Reader<'d>, id: u32, name: &QName, tag: Tag<'d>) {
    reader.current = Component::Message(MessageId(id));
    let mut parts: Vec<Part> = Vec::new();
    for child in tag.wsdl_children("part") {
        let part = part(reader, child);
        if parts.iter().any(|p| p.name == part.name) {
            let message = format!(
                "the message has two parts `{}`; the first was taken",
                part.name
            );
            reader.warn(code::DUPLICATE, part.span, message);
            continue;
        }
        parts.push(part);
    }
    let message = Message {
        name: name.clone(),
        documentation: documentation::of_wsdl(tag),
        parts,
        policy: policy::attached(reader, [tag]),
        span: tag.span(),
    };
    reader.wsdl.messages.push(message);
}

fn part<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Part {
    let name = tag.attribute("name").unwrap_or("");
    if name.is_empty() {
        // A part given by an element is known by that element.
        let message = "the part has no `name`";
        if tag.attribute("element").is_some() {
            reader.warn(code::IGNORED, tag.tag_span(), message);
        } else {
            reader.error(code::MISSING_ATTRIBUTE, tag.tag_span(), message);
        }
    }
    let (element, ty) = (tag.attribute("element"), tag.attribute("type"));
    if element.is_some() && ty.is_some() {
        let message = "the part has both `element` and `type`; the element was taken";
        reader.warn(code::IGNORED, tag.value_span("type"), message);
    }
    let any = PartContent::Type(TypeRef::Builtin(Builtin::AnyType));
    let content = if element.is_some() {
        element_or_type(reader, tag).unwrap_or(any)
    } else if ty.is_some() {
        type_or_element(reader, tag).unwrap_or(any)
    } else {
        let message =
            format!("the part `{name}` has neither `element` nor `type`; any content was taken");
        reader.warn(code::BAD_VALUE, tag.span(), message);
        any
    };
    Part {
        name: name.to_owned(),
        content,
        span: tag.span(),
    }
}

/// What `element` refers to; where that is no element but the name of a type, the type, with a warning.
fn element_or_type<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<PartContent> {
    or_other(reader, tag, ("element", element_of), ("type", type_of))
}

/// What `type` refers to; where that is no type but the name of an element, the element, with a warning.
fn type_or_element<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<PartContent> {
    or_other(reader, tag, ("type", type_of), ("element", element_of))
}

/// An attribute of a part, which is also the kind of component that it names, and how its value is linked.
type Kind<'d> = (
    &'static str,
    fn(&mut Reader<'d>, Tag<'d>, &str) -> Option<PartContent>,
);

/// What the attribute `wanted` refers to, as a component of its own kind, or else of the other.
fn or_other<'d>(
    reader: &mut Reader<'d>,
    tag: Tag<'d>,
    (wanted, link): Kind<'d>,
    (other, link_other): Kind<'d>,
) -> Option<PartContent> {
    let before = reader.problems.len();
    if let Some(found) = link(reader, tag, wanted) {
        return Some(found);
    }
    let problems = reader.problems.split_off(before);
    let found = (!problems.is_empty()).then(|| link_other(reader, tag, wanted));
    reader.problems.truncate(before);
    let Some(Some(found)) = found else {
        reader.problems.extend(problems);
        return None;
    };
    let written = tag.attribute(wanted).unwrap_or_default();
    let message = format!("there is no {wanted} `{written}`; the {other} of that name was taken");
    reader
        .warn(code::TYPE_FOR_ELEMENT, tag.value_span(wanted), message)
        .help(format!(
            "write `{other}=\"{written}\"` for a part that is given by its {other}"
        ));
    Some(found)
}

fn element_of<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, attribute: &str) -> Option<PartContent> {
    match reader.reference(tag, attribute, Space::Element)? {
        Target::Component(id) => Some(PartContent::Element(ElementId(id))),
        Target::Builtin(_) | Target::SchemaOfSchemas => None,
    }
}

fn type_of<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, attribute: &str) -> Option<PartContent> {
    let ty = match reader.reference(tag, attribute, Space::Type)? {
        Target::Component(id) => TypeRef::Defined(TypeId(id)),
        Target::Builtin(builtin) => TypeRef::Builtin(builtin),
        Target::SchemaOfSchemas => return None,
    };
    Some(PartContent::Type(ty))
}
