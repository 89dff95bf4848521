//! Simple types and what they are made from (part 1, section 3.14.6).

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::symbols::Space;
use super::super::super::tag::Tag;
use super::{Simple, called};
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::{QName, split};
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, Schema, SimpleType, TypeId, TypeKind, TypeRef, Variety};

/// The element with the definition: `restriction`, `list` or `union`.
pub(super) fn made_by<'d>(reader: &Reader<'d>, id: TypeId) -> Option<Tag<'d>> {
    let tag = reader.declarations.types.get(id.index())?.tag;
    if tag.is_xsd("restriction") {
        return Some(tag);
    }
    let mut children = tag.children();
    children.find(|c| ["restriction", "list", "union"].iter().any(|l| c.is_xsd(l)))
}

/// Where a definition names what it is made from, else the definition.
fn place(reader: &Reader<'_>, id: TypeId) -> Span {
    let words = ["base", "itemType", "memberTypes"];
    made_by(reader, id).map_or(reader.schema.ty(id).span, |tag| {
        let named = words.iter().find(|w| tag.attribute(w).is_some());
        named.map_or(tag.tag_span(), |w| tag.value_span(w))
    })
}

fn definition(schema: &Schema, ty: TypeRef) -> Option<&SimpleType> {
    match ty {
        TypeRef::Builtin(_) => None,
        TypeRef::Defined(id) => match &schema.ty(id).kind {
            TypeKind::Simple(simple) => Some(simple),
            TypeKind::Complex(_) => None,
        },
    }
}

/// *st-props-correct* 3, *cos-st-restricts* 1.1, 2.1 and 3.1: what a type is made from does not forbid it by its `final`.
pub(super) fn parts_allow(reader: &Reader<'_>, (id, variety): Simple<'_>, found: &mut Findings) {
    type Forbids = fn(&SimpleType) -> bool;
    let (parts, word, forbids): (&[TypeRef], &str, Forbids) = match variety {
        Variety::Restriction { base, .. } => (std::slice::from_ref(base), "restriction", |s| {
            s.final_.restriction
        }),
        Variety::List { item } => (std::slice::from_ref(item), "list", |s| s.final_list),
        Variety::Union { members } => (members, "union", |s| s.final_union),
    };
    for part in parts {
        if let (Some(simple), TypeRef::Defined(part_id)) =
            (definition(&reader.schema, *part), *part)
            && forbids(simple)
        {
            let message = format!(
                "{} forbids that a {word} is made of it (`final`); it was read all the same",
                called(reader, *part)
            );
            found
                .add(code::FINAL, place(reader, id), message)
                .note(reader.schema.ty(part_id).span, "declared here");
        }
    }
}

/// *cos-st-restricts* 1.1: a restriction has a base with values of its own.
pub(super) fn base_is_usable(reader: &Reader<'_>, (id, variety): Simple<'_>, found: &mut Findings) {
    let Variety::Restriction { base, .. } = variety else {
        return;
    };
    let Some(tag) = made_by(reader, id) else {
        return;
    };
    let parent = tag.node.parent_element().map(|p| p.tag_name().name());
    let (Some("simpleType"), Some(written)) = (parent, tag.attribute("base")) else {
        return;
    };
    let message = match *base {
        // What was cut from a circle stands on nothing, too, which has been said.
        TypeRef::Builtin(Builtin::AnySimpleType | Builtin::AnyType)
            if written.ends_with("anySimpleType") || written.ends_with("anyType") =>
        {
            "`anySimpleType` and `anyType` cannot be restricted: they have no facets"
        }
        // The content of a complex base stands in its place by now.
        base if names_complex(reader, tag, base) => {
            "the base is a complex type; the type of its text was taken"
        }
        _ => return,
    };
    found
        .add(code::NOT_DERIVED, tag.value_span("base"), message)
        .help("restrict a simple type, such as `xs:string`");
}

/// Whether the base that a restriction names is another than the one taken.
fn names_complex(reader: &Reader<'_>, tag: Tag<'_>, base: TypeRef) -> bool {
    let written = tag.attribute("base").unwrap_or_default();
    let (prefix, local) = split(written);
    let namespace = reader.namespace_of(tag, prefix, Space::Type);
    let name = QName::new(namespace.unwrap_or_default(), local);
    let named = reader.schema.type_names.get(&name);
    named.is_some_and(|id| {
        TypeRef::Defined(*id) != base && matches!(reader.schema.ty(*id).kind, TypeKind::Complex(_))
    })
}

/// *cos-st-restricts* 2.1: the items of a list are no lists.
pub(super) fn list_of_atoms(reader: &Reader<'_>, (id, variety): Simple<'_>, found: &mut Findings) {
    let Variety::List { item } = variety else {
        return;
    };
    let schema = &reader.schema;
    let is_list = |ty: &TypeRef| matches!(schema.shape(*ty), Shape::List(_));
    let holds_list = match schema.shape(*item) {
        Shape::List(_) => true,
        Shape::Union(members) => members.iter().any(is_list),
        Shape::Atomic(_) => false,
    };
    if holds_list {
        let message = format!(
            "the items are {}, which is a list itself or may be one: spaces would separate both",
            called(reader, *item)
        );
        found
            .add(code::NOT_DERIVED, place(reader, id), message)
            .help("use an element for each of the inner lists");
    }
}
