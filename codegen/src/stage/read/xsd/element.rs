//! Element declarations (part 1, section 3.3).

use super::super::documentation;
use super::super::problem::Component;
use super::super::reader::{Reader, Target};
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::{Declaration, derivation_set, expected_content_types, flag, survey};
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::xsd::{
    Builtin, DerivationSet, Element, ElementId, TypeId, TypeRef, ValueConstraint,
};

/// Reads the declaration with this id.
pub(super) fn read<'d>(reader: &mut Reader<'d>, id: u32, declaration: &Declaration<'d>) {
    let tag = declaration.tag;
    reader.current = Component::Element(ElementId(id));
    let target = reader.target_namespace(tag);
    let (block_default, final_default, qualified_default) =
        reader.schemas.get(tag.schema).map_or_else(
            || (DerivationSet::default(), "", false),
            |s| (s.block, s.final_.unwrap_or(""), s.qualified_elements),
        );
    let global = declaration.name.is_some();
    let name = match &declaration.name {
        Some(name) => name.clone(),
        None => QName {
            namespace: if qualified(tag, qualified_default) {
                target.clone()
            } else {
                "".into()
            },
            local: reader.intern(tag.attribute("name").unwrap_or("")),
        },
    };
    if global {
        misplaced(reader, tag);
    }
    let substitution_head = reader
        .component(tag, "substitutionGroup", Space::Element)
        .map(ElementId);
    let ty = type_of(reader, tag, substitution_head);
    let element = Element {
        name,
        namespace: target,
        global,
        owner: declaration.owner,
        ty,
        nillable: flag(reader, tag, "nillable") || flag(reader, tag, "nullable"),
        is_abstract: global && flag(reader, tag, "abstract"),
        value: value(reader, tag),
        substitution_head: substitution_head.filter(|_| global),
        block: tag.attribute("block").map_or(block_default, derivation_set),
        final_: derivation_set(tag.attribute("final").unwrap_or(final_default)),
        constraints: constraints(tag),
        expected_content_types: expected_content_types(tag),
        documentation: documentation::of_schema(tag),
        span: tag.span(),
    };
    reader.schema.elements.push(element);
}

/// `form`, or the schema's default.
pub(super) fn qualified(tag: Tag<'_>, default: bool) -> bool {
    match tag.attribute("form") {
        Some("qualified") => true,
        Some("unqualified") => false,
        _ => default,
    }
}

/// `default` or `fixed`; the drafts' `value` with `use`.
pub(super) fn value<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<ValueConstraint> {
    match (tag.raw("default"), tag.raw("fixed")) {
        (Some(_), Some(fixed)) => {
            let message = "`default` and `fixed` exclude each other; `fixed` was taken";
            reader.warn(code::IGNORED, tag.value_span("default"), message);
            Some(ValueConstraint::Fixed(fixed.to_owned()))
        }
        (Some(default), None) => Some(ValueConstraint::Default(default.to_owned())),
        (None, Some(fixed)) => Some(ValueConstraint::Fixed(fixed.to_owned())),
        (None, None) => match (tag.attribute("use"), tag.raw("value")) {
            (Some("default"), Some(value)) => Some(ValueConstraint::Default(value.to_owned())),
            (Some("fixed"), Some(value)) => Some(ValueConstraint::Fixed(value.to_owned())),
            _ => None,
        },
    }
}

fn type_of<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, head: Option<ElementId>) -> TypeRef {
    let inline = tag
        .children()
        .find(|c| c.is_xsd("simpleType") || c.is_xsd("complexType"));
    if let Some(alternative) = tag.xsd_child("alternative") {
        survey::version_1_1(reader, alternative);
    }
    if tag.attribute("type").is_some() {
        if let Some(inline) = inline {
            let message = "the element has both a `type` and a type inside; the `type` was taken";
            reader.warn(code::IGNORED, inline.tag_span(), message);
        }
        return type_reference(reader, tag, "type");
    }
    if let Some(id) = inline.and_then(|i| reader.ids.get(&(i.schema, i.node.id()))) {
        return TypeRef::Defined(TypeId(*id));
    }
    if declares_alias(tag) {
        // `name` and `ref` together: an alias, outside of the rules but clear.
        if let Some(target) = reader.component(tag, "ref", Space::Element) {
            reader
                .aliases
                .push((reader.schema.elements.len(), ElementId(target)));
        }
    } else if let Some(head) = head {
        reader.aliases.push((reader.schema.elements.len(), head));
    }
    TypeRef::Builtin(Builtin::AnyType)
}

fn declares_alias(tag: Tag<'_>) -> bool {
    tag.attribute("name").is_some() && tag.attribute("ref").is_some()
}

/// The type that an attribute names; `anyType` when it cannot be found.
pub(super) fn type_reference<'d>(
    reader: &mut Reader<'d>,
    tag: Tag<'d>,
    attribute: &str,
) -> TypeRef {
    match reader.reference(tag, attribute, Space::Type) {
        Some(Target::Component(id)) => TypeRef::Defined(TypeId(id)),
        Some(Target::Builtin(builtin)) => TypeRef::Builtin(builtin),
        _ => TypeRef::Builtin(Builtin::AnyType),
    }
}

/// A reference that only local declarations may have: where it stands beside a name, it gives the type.
fn misplaced<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    if tag.attribute("ref").is_some() {
        let message = "`ref` has no meaning on an element at the top of a schema";
        reader.warn(code::IGNORED, tag.value_span("ref"), message);
    }
}

/// `key`, `unique` and `keyref`, a line each.
fn constraints(tag: Tag<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for child in tag
        .children()
        .filter(|c| c.is_schema() && matches!(c.local(), "key" | "unique" | "keyref"))
    {
        let paths = |local: &str| {
            let found = child.children().filter(|c| c.is_xsd(local));
            let paths: Vec<String> = found
                .filter_map(|c| c.attribute("xpath"))
                .map(|p| format!("`{p}`"))
                .collect();
            paths.join(", ")
        };
        let (name, selector, fields) = (
            child.attribute("name").unwrap_or(""),
            paths("selector"),
            paths("field"),
        );
        lines.push(match child.local() {
            "key" => format!("Key `{name}`: {fields} identifies each {selector}."),
            "unique" => format!("Unique `{name}`: {fields} differs among all {selector}."),
            _ => {
                let refer = child.attribute("refer").unwrap_or("");
                format!(
                    "Key reference `{name}`: {fields} of {selector} names one of key `{refer}`."
                )
            }
        });
    }
    lines
}
