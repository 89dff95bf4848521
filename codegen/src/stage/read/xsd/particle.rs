//! Particles: what occurs, and how often (part 1, sections 3.8 and 3.9).

use super::super::reader::{Reader, Target};
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::{survey, wildcard};
use crate::diagnostic::code;
use crate::model::namespace;
use crate::model::xsd::{
    Compositor, ElementId, GroupId, ModelGroup, NamespaceConstraint, Particle, ProcessContents,
    Term, Wildcard,
};

/// Reads a particle; `None` when the element is none, may not occur (`maxOccurs="0"`), or refers to nothing.
///
/// The recursion is bounded by the nesting of elements, which the guard limits.
pub(super) fn read<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<Particle> {
    if !tag.is_schema() {
        return None;
    }
    let (min, max) = occurs(reader, tag);
    let term = match tag.local() {
        "element" => element(reader, tag)?,
        "any" => Term::Wildcard(wildcard::read(reader, tag)),
        "group" => match tag.attribute("ref") {
            Some(_) => Term::GroupRef(GroupId(group(reader, tag)?)),
            None => {
                let message = "a group inside a content model must have a `ref`; it was ignored";
                reader.warn(code::IGNORED, tag.tag_span(), message);
                return None;
            }
        },
        "sequence" | "choice" | "all" => Term::Group(model_group(reader, tag)?),
        "openContent" | "assert" => {
            survey::version_1_1(reader, tag);
            return None;
        }
        _ => return None,
    };
    (max != Some(0)).then(|| Particle {
        min,
        max,
        term,
        span: tag.span(),
    })
}

/// Reads a `sequence`, `choice` or `all`.
pub(super) fn model_group<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<ModelGroup> {
    let compositor = match tag.local() {
        "sequence" => Compositor::Sequence,
        "choice" => Compositor::Choice,
        "all" => Compositor::All,
        _ => return None,
    };
    let mut particles = Vec::new();
    for child in tag.children() {
        let apart = match compositor {
            Compositor::All => matches!(child.local(), "any" | "group" | "choice" | "sequence"),
            Compositor::Sequence | Compositor::Choice => false,
        };
        if child.is_xsd("all") || (apart && child.is_schema()) {
            let message = format!(
                "`{}` stands inside a `{}`; it was read as it stands",
                child.written(),
                tag.written()
            );
            reader
                .warn(code::IGNORED, child.tag_span(), message)
                .help(match apart {
                    true => "XML Schema 1.0 wants nothing but elements there",
                    false => "XML Schema 1.0 wants it alone in a type or group",
                });
        }
        let particle = read(reader, child);
        if compositor == Compositor::All
            && let Some(Particle { max, .. }) = &particle
            && max.is_none_or(|max| max > 1)
        {
            let message = format!("an element of `{}` occurs more than once", tag.written());
            reader
                .warn(code::IGNORED, child.value_span("maxOccurs"), message)
                .help("XML Schema 1.0 does not allow it; it was read as it stands");
        }
        particles.extend(particle);
    }
    Some(ModelGroup {
        compositor,
        particles,
    })
}

/// Whether nothing can stand in the particle: a group of groups without a leaf.
pub(super) fn is_empty(particle: &Particle) -> bool {
    match &particle.term {
        Term::Group(group) => group.particles.iter().all(is_empty),
        _ => false,
    }
}

fn element<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<Term> {
    if tag.attribute("ref").is_none() {
        if tag.attribute("name").is_none_or(str::is_empty) {
            reader.error(
                code::MISSING_ATTRIBUTE,
                tag.tag_span(),
                "the element has neither `name` nor `ref`",
            );
            return None;
        }
        let id = reader.ids.get(&(tag.schema, tag.node.id()))?;
        return Some(Term::Element(ElementId(*id)));
    }
    let attributes = [
        "name", "type", "nillable", "default", "fixed", "form", "block",
    ];
    let elements = ["simpleType", "complexType", "key", "unique", "keyref"];
    super::beside_ref(reader, tag, &attributes, &elements);
    Some(match reader.reference(tag, "ref", Space::Element)? {
        Target::Component(id) => Term::Element(ElementId(id)),
        // `ref="xs:schema"` of .NET data sets: a schema stands there, any.
        _ => Term::Wildcard(Wildcard {
            namespaces: NamespaceConstraint::List(vec![namespace::XSD.into()]),
            process: ProcessContents::Lax,
        }),
    })
}

/// The group that a `ref` names; inside its own redefinition the group redefined.
fn group<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<u32> {
    let id = reader.component(tag, "ref", Space::Group)?;
    Some(super::original(reader, tag, &["group"], id))
}

/// `minOccurs` and `maxOccurs`; values that mean nothing are reported and become 1.
fn occurs<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> (u32, Option<u32>) {
    let min = count(reader, tag, "minOccurs").flatten().unwrap_or(1);
    let max = match tag.attribute("maxOccurs") {
        Some("unbounded" | "*") => None,
        None if tag.namespace() == namespace::XSD_DRAFTS[2] => Some(min.max(1)),
        _ => count(reader, tag, "maxOccurs").unwrap_or(Some(1)),
    };
    if max.is_some_and(|max| max < min) {
        let (low, high) = (min, max.unwrap_or(0));
        if high == 0 && tag.attribute("minOccurs").is_none() {
            let message = "`maxOccurs` is 0, but `minOccurs` is 1 where it is not given; 0 was taken for both";
            reader
                .warn(code::BAD_VALUE, tag.value_span("maxOccurs"), message)
                .help("write `minOccurs=\"0\"`, too");
            return (0, Some(0));
        }
        let (what, at) = match tag.attribute("maxOccurs") {
            Some(_) => (format!("`maxOccurs` is {high}"), "maxOccurs"),
            None => (
                "`maxOccurs` is 1 where it is not given".to_owned(),
                "minOccurs",
            ),
        };
        let message =
            format!("{what}, less than `minOccurs`, which is {low}; {low} was taken for both");
        reader.warn(code::BAD_VALUE, tag.value_span(at), message);
        return (min, Some(min));
    }
    (min, max)
}

/// A count: `Some(None)` when it is beyond all bounds, `None` when there is none or it is not a number.
fn count<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, name: &str) -> Option<Option<u32>> {
    let text = tag.attribute(name)?;
    match text.parse::<u32>() {
        Ok(n) => Some(Some(n)),
        Err(_) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => Some(None),
        Err(_) => {
            let message = format!("`{text}` is not a number of occurrences; 1 was taken");
            reader.warn(code::BAD_VALUE, tag.value_span(name), message);
            None
        }
    }
}
