//! Attribute declarations, uses and groups (part 1, sections 3.2, 3.5 and 3.6).

use std::collections::BTreeSet;

use super::super::documentation;
use super::super::problem::Component;
use super::super::reader::{Reader, Target};
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::element::{qualified, value};
use super::{Declaration, wildcard};
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::namespace;
use crate::model::xsd::{
    Attribute, AttributeGroup, AttributeId, AttributeUse, Builtin, TypeId, TypeRef, Usage, Wildcard,
};

/// The attributes of a type, groups spliced in.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) uses: Vec<AttributeUse>,
    pub(super) any: Option<Wildcard>,
    /// Those that are there.
    names: BTreeSet<QName>,
    /// The groups that were read: each is once, however many lead to it.
    groups: BTreeSet<u32>,
}

/// Reads the declaration with this id.
pub(super) fn read<'d>(reader: &mut Reader<'d>, id: u32, declaration: &Declaration<'d>) {
    let tag = declaration.tag;
    reader.current = Component::Attribute(AttributeId(id));
    let name = match &declaration.name {
        Some(name) => name.clone(),
        None => {
            let default = reader
                .schemas
                .get(tag.schema)
                .is_some_and(|s| s.qualified_attributes);
            let namespace = if qualified(tag, default) {
                reader.target_namespace(tag)
            } else {
                "".into()
            };
            QName {
                namespace,
                local: reader.intern(tag.attribute("name").unwrap_or("")),
            }
        }
    };
    let attribute = Attribute {
        name,
        global: declaration.name.is_some(),
        owner: declaration.owner,
        ty: type_of(reader, tag),
        value: value(reader, tag),
        documentation: documentation::of_schema(tag),
        span: tag.span(),
    };
    reader.schema.attributes.push(attribute);
}

/// Reads the name and documentation of a group; its content is read where it is used.
pub(super) fn read_group<'d>(reader: &mut Reader<'d>, declaration: &Declaration<'d>) {
    reader.schema.attribute_groups.push(AttributeGroup {
        name: declaration
            .name
            .clone()
            .unwrap_or_else(|| QName::new("", "")),
        documentation: documentation::of_schema(declaration.tag),
        span: declaration.tag.span(),
    });
}

/// Links what a group refers to; of those that nothing uses it is read nowhere else.
pub(super) fn link_group<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    for child in tag.children() {
        if child.is_xsd("attribute") {
            attribute_use(reader, child);
        } else if child.is_xsd("attributeGroup") {
            reader.component(child, "ref", Space::AttributeGroup);
        }
    }
}

fn type_of<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> TypeRef {
    let simple = TypeRef::Builtin(Builtin::AnySimpleType);
    let inline = tag.xsd_child("simpleType");
    if tag.attribute("type").is_some() {
        super::beside(reader, inline, "type");
        return match reader.reference(tag, "type", Space::Type) {
            Some(Target::Component(id)) => TypeRef::Defined(TypeId(id)),
            Some(Target::Builtin(builtin)) => TypeRef::Builtin(builtin),
            _ => simple,
        };
    }
    inline
        .and_then(|i| reader.ids.get(&(i.schema, i.node.id())))
        .map_or(simple, |id| TypeRef::Defined(TypeId(*id)))
}

/// Reads the attributes, attribute groups and attribute wildcard among the children of `tag`.
pub(super) fn read_all<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Attributes {
    let mut found = Attributes::default();
    collect(reader, tag, &mut found, &mut Vec::new());
    found
}

/// The recursion follows references between attribute groups; `open` holds those that are being followed, each at most once.
fn collect<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, found: &mut Attributes, open: &mut Vec<u32>) {
    let mut own: Option<Wildcard> = None;
    let mut of_groups: Vec<Wildcard> = Vec::new();
    for child in tag.children().filter(|c| c.is_schema()) {
        match child.local() {
            "attribute" => {
                if let Some(attribute) = attribute_use(reader, child) {
                    add(reader, found, attribute);
                }
            }
            "attributeGroup" => {
                let Some(id) = reader.component(child, "ref", Space::AttributeGroup) else {
                    continue;
                };
                let id = super::original(reader, child, &["attributeGroup"], id);
                if open.contains(&id) || open.len() >= 64 {
                    let name = child.attribute("ref").unwrap_or_default();
                    let message = format!("the attribute group `{name}` contains itself");
                    let key = (code::CYCLE, format!("attribute group {id}"));
                    if reader.said.insert(key) {
                        reader.error(code::CYCLE, child.value_span("ref"), message);
                    }
                    continue;
                }
                if !found.groups.insert(id) {
                    let name = child.attribute("ref").unwrap_or_default();
                    let message =
                        format!("the attribute group `{name}` is there twice; it was read once");
                    reader.warn(code::DUPLICATE, child.value_span("ref"), message);
                    continue;
                }
                let Some(group) = reader
                    .declarations
                    .attribute_groups
                    .get(id as usize)
                    .map(|d| d.tag)
                else {
                    continue;
                };
                open.push(id);
                let outer = found.any.take();
                collect(reader, group, found, open);
                of_groups.extend(found.any.take());
                found.any = outer;
                open.pop();
            }
            "anyAttribute" if own.is_none() => own = Some(wildcard::read(reader, child)),
            _ => {}
        }
    }
    // The complete wildcard: the intersection of all; `processContents` of its own, else of the first group.
    let mut all = own.into_iter().chain(of_groups);
    found.any = all.next().map(|first| {
        let namespaces = all.fold(first.namespaces, |a, b| {
            wildcard::intersection(&a, &b.namespaces)
        });
        Wildcard {
            namespaces,
            process: first.process,
        }
    });
}

fn add(reader: &mut Reader<'_>, found: &mut Attributes, new: AttributeUse) {
    let Some(name) = reader.attribute_name(new.attribute) else {
        return;
    };
    if found.names.contains(name) {
        let message = format!(
            "there are two attributes `{}`; the first was taken",
            name.local
        );
        reader.warn(code::DUPLICATE, new.span, message);
    } else {
        found.names.insert(name.clone());
        found.uses.push(new);
    }
}

/// Whether the `ref` names `arrayType` in the namespace of SOAP 1.2 encoding, which has `itemType` and `arraySize` instead.
fn names_array_type(tag: Tag<'_>) -> bool {
    let named = tag.attribute("ref").and_then(|r| r.split_once(':'));
    named.is_some_and(|(prefix, local)| {
        local == "arrayType"
            && tag.node.lookup_namespace_uri(Some(prefix)) == Some(namespace::SOAP12_ENCODING)
    })
}

fn attribute_use<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<AttributeUse> {
    let id = if tag.attribute("ref").is_some() {
        if names_array_type(tag) {
            let message =
                "SOAP 1.2 encoding has no attribute `arrayType`; that of SOAP 1.1 was understood";
            reader.warn(code::MISQUALIFIED, tag.value_span("ref"), message);
            return None;
        }
        super::beside_ref(reader, tag, &["name", "type", "form"], &["simpleType"]);
        AttributeId(reader.component(tag, "ref", Space::Attribute)?)
    } else if tag.attribute("name").is_none_or(str::is_empty) {
        reader.error(
            code::MISSING_ATTRIBUTE,
            tag.tag_span(),
            "the attribute has neither `name` nor `ref`",
        );
        return None;
    } else {
        AttributeId(*reader.ids.get(&(tag.schema, tag.node.id()))?)
    };
    let usage = match tag.attribute("use") {
        Some("required") => Usage::Required,
        Some("prohibited") => Usage::Prohibited,
        None if tag.namespace() != namespace::XSD && tag.attribute("minOccurs") == Some("1") => {
            Usage::Required
        }
        Some("optional") | None => Usage::Optional,
        Some("default" | "fixed") if tag.namespace() != namespace::XSD => Usage::Optional,
        Some(other) => {
            let message = format!(
                "`{other}` is not `optional`, `required` or `prohibited`; `optional` was taken"
            );
            reader.warn(code::BAD_VALUE, tag.value_span("use"), message);
            Usage::Optional
        }
    };
    if usage != Usage::Optional && tag.raw("default").is_some() {
        let message = match usage {
            Usage::Prohibited => {
                "`default` has no meaning on an attribute that is prohibited; it was ignored"
            }
            _ => "`default` has no meaning on an attribute that is required; it was ignored",
        };
        reader.warn(code::IGNORED, tag.value_span("default"), message);
    }
    let value = tag.attribute("ref").and_then(|_| value(reader, tag));
    Some(AttributeUse {
        attribute: id,
        usage,
        value,
        span: tag.span(),
    })
}
