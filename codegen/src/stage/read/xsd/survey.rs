//! The survey: every definition and declaration gets its id, and the global ones their names.

use super::super::grammar;
use super::super::reader::Reader;
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::{Declaration, same};
use crate::diagnostic::code;
use crate::model::name::{QName, is_ncname};
use crate::model::namespace;
use crate::model::xsd::{AttributeGroupId, AttributeId, ElementId, GroupId, Owner, TypeId};

/// Surveys all schemas.
pub(super) fn survey(reader: &mut Reader<'_>) {
    let roots: Vec<Tag<'_>> = reader.schemas.iter().map(|s| s.root).collect();
    for &root in &roots {
        if root.namespace().is_empty() {
            let message = "the `schema` is in no namespace; it was read as XML Schema";
            reader
                .warn(code::BARE_SCHEMA, root.tag_span(), message)
                .help(format!("declare `xmlns=\"{}\"`", namespace::XSD));
        } else if root.namespace() != namespace::XSD {
            let message = format!(
                "a schema of the draft `{}`, read as what it meant",
                root.namespace()
            );
            reader.note_once(
                code::DRAFT,
                root.namespace().to_owned(),
                root.tag_span(),
                message,
            );
        }
        reader.check_namespace(root);
        if root.attribute("defaultAttributes").is_some() {
            let message = "`defaultAttributes` is of XML Schema 1.1";
            reader
                .error(code::XSD11, root.value_span("defaultAttributes"), message)
                .help("add a reference to the attribute group to each type that has it");
        }
        grammar::check_schema(reader, root);
        for child in root.children() {
            global(reader, child);
        }
    }
    // What is redefined must be known first. A schema that redefines may be redefined itself: the innermost comes last in the list.
    for &root in roots.iter().rev() {
        for redefine in root.children().filter(|c| c.is_xsd("redefine")) {
            for child in redefine.children() {
                redefined(reader, child);
            }
        }
    }
}

/// The symbol space of a definition at the top of a schema.
fn space(tag: Tag<'_>) -> Option<Space> {
    if !tag.is_schema() {
        return None;
    }
    match tag.local() {
        "simpleType" | "complexType" => Some(Space::Type),
        "element" => Some(Space::Element),
        "attribute" => Some(Space::Attribute),
        "group" => Some(Space::Group),
        "attributeGroup" => Some(Space::AttributeGroup),
        _ => None,
    }
}

fn global<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    let Some(space) = space(tag) else {
        return other(reader, tag);
    };
    let Some(name) = name_of(reader, tag) else {
        return;
    };
    if let Some(first) = reader.symbols.get(space, &name) {
        return duplicate(reader, tag, space, &name, first);
    }
    let id = declare(reader, tag, Owner::Global, Some(name.clone()));
    reader.symbols.set(space, name, id);
}

fn redefined<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    let Some(space) = space(tag) else { return };
    let Some(name) = name_of(reader, tag) else {
        return;
    };
    let id = declare(reader, tag, Owner::Global, Some(name.clone()));
    if let Some(original) = reader.symbols.set(space, name, id) {
        reader
            .originals
            .insert((tag.schema, tag.node.id()), original);
        if space == Space::Type {
            // The original has no name any more: it is an anonymous base of its redefinition.
            if let Some(declaration) = reader.declarations.types.get_mut(original as usize) {
                declaration.name = None;
                declaration.owner = Owner::Type(TypeId(id));
            }
        }
    }
}

/// What else may stand at the top of a schema.
fn other<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    if !tag.is_schema() {
        return;
    }
    if matches!(tag.local(), "override" | "defaultOpenContent") {
        version_1_1(reader, tag);
    }
}

/// Refuses a construct of XML Schema 1.1.
pub(super) fn version_1_1<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    let message = format!("`{}` is of XML Schema 1.1", tag.written());
    let help = "schemas are read as XML Schema 1.0; ask the service's publisher for a schema of that version, or remove it";
    reader
        .error(code::XSD11, tag.tag_span(), message)
        .help(help);
}

fn name_of<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<QName> {
    let Some(local) = tag.attribute("name").filter(|n| !n.is_empty()) else {
        let message = format!("the `{}` has no `name`", tag.written());
        reader.error(code::MISSING_ATTRIBUTE, tag.tag_span(), message);
        return None;
    };
    Some(QName {
        namespace: reader.target_namespace(tag),
        local: reader.intern(local),
    })
}

fn duplicate<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, space: Space, name: &QName, first: u32) {
    let Some(first) = list(reader, space).get(first as usize).map(|d| d.tag) else {
        return;
    };
    // A built-in schema gives only what the documents leave out; documents may repeat each other, a schema not itself.
    let same = same::same(first, tag);
    if reader.builtin.contains(&tag.document) || (same && first.schema != tag.schema) {
        return;
    }
    let how = match same {
        true => "in the same way",
        false => "in different ways",
    };
    let message = format!(
        "the {} `{}` is defined twice, {how}; the first was taken",
        space.word(),
        name.local
    );
    let diagnostic = reader.warn(code::DUPLICATE, tag.span(), message);
    diagnostic.note(first.span(), "first defined here");
}

fn list<'r, 'd>(reader: &'r mut Reader<'d>, space: Space) -> &'r mut Vec<Declaration<'d>> {
    match space {
        Space::Type => &mut reader.declarations.types,
        Space::Element => &mut reader.declarations.elements,
        Space::Attribute => &mut reader.declarations.attributes,
        Space::Group => &mut reader.declarations.groups,
        _ => &mut reader.declarations.attribute_groups,
    }
}

/// Gives a definition its id, and everything that is declared inside of it.
fn declare<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, owner: Owner, name: Option<QName>) -> u32 {
    let id = assign(reader, tag, owner, name);
    // What is still to be walked, the next on top: source order without recursion.
    let mut stack = Vec::new();
    push_children(&mut stack, tag, inner_owner(tag, id, owner));
    while let Some((child, owner)) = stack.pop() {
        let declares = match child.local() {
            "simpleType" | "complexType" => true,
            "element" | "attribute" => {
                child.attribute("name").is_some() && child.attribute("ref").is_none()
            }
            _ => is_simple_restriction(child),
        };
        let inner = if declares {
            let id = assign(reader, child, owner, None);
            inner_owner(child, id, owner)
        } else {
            owner
        };
        push_children(&mut stack, child, inner);
    }
    id
}

fn push_children<'d>(stack: &mut Vec<(Tag<'d>, Owner)>, parent: Tag<'d>, owner: Owner) {
    let start = stack.len();
    let children = parent
        .children()
        .filter(|c| c.is_schema() && !c.is_xsd("annotation"));
    stack.extend(children.map(|c| (c, owner)));
    if let Some(new) = stack.get_mut(start..) {
        new.reverse();
    }
}

/// A restriction of simple content that makes a simple type of its own: one with facets or a type inside.
pub(super) fn is_simple_restriction(tag: Tag<'_>) -> bool {
    tag.is_xsd("restriction")
        && tag
            .node
            .parent_element()
            .is_some_and(|p| p.tag_name().name() == "simpleContent")
        && tag.children().any(|c| {
            c.is_schema()
                && !matches!(
                    c.local(),
                    "annotation" | "attribute" | "attributeGroup" | "anyAttribute" | "simpleType"
                )
        })
}

fn inner_owner(tag: Tag<'_>, id: u32, owner: Owner) -> Owner {
    match tag.local() {
        "simpleType" | "complexType" | "restriction" => Owner::Type(TypeId(id)),
        "element" => Owner::Element(ElementId(id)),
        "attribute" => Owner::Attribute(AttributeId(id)),
        "group" => Owner::Group(GroupId(id)),
        "attributeGroup" => Owner::AttributeGroup(AttributeGroupId(id)),
        _ => owner,
    }
}

/// Says which names XML does not allow. Of elements and attributes they cannot be written; all the rest works, so that it is no error.
fn check_name<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    let named = tag.attribute("name");
    let Some(name) = named.filter(|n| !n.is_empty() && !is_ncname(n)) else {
        return;
    };
    let at = tag.value_span("name");
    let word = tag.local();
    if matches!(word, "element" | "attribute") {
        let message =
            format!("XML allows no {word} called `{name}`; documents that hold one cannot be read");
        reader.warn(code::BAD_VALUE, at, message).help(
            "a name begins with a letter or `_`; letters, digits, `.`, `-` and `_` may follow",
        );
    } else {
        let message = format!("`{name}` is not a name that XML allows; it was taken as it stands");
        reader.warn(code::BAD_VALUE, at, message);
    }
}

fn assign<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, owner: Owner, name: Option<QName>) -> u32 {
    check_name(reader, tag);
    let space = if tag.local() == "restriction" {
        Space::Type
    } else {
        space(tag).unwrap_or(Space::Type)
    };
    let list = list(reader, space);
    let id = u32::try_from(list.len()).unwrap_or(u32::MAX);
    list.push(Declaration { tag, owner, name });
    reader.ids.insert((tag.schema, tag.node.id()), id);
    id
}
