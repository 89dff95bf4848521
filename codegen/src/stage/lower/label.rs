//! What items are named after: a path to their component, and words.

use super::draft::{ItemId, Key, Label};
use super::shape::Shaper;
use crate::model::name::QName;
use crate::model::xsd::{Owner, Schema, Type, TypeId, TypeKind, TypeRef, Variety};
use crate::names::case;

/// How many components may stand in one another on the way to one that has a name.
const MAX_STEPS: usize = 256;

/// The path of a global component.
pub(super) fn path(name: &QName) -> String {
    format!("{{{}}}{}", name.namespace, name.local)
}

impl Shaper<'_> {
    /// The item of a type definition, asked for now or before.
    pub(super) fn type_item(&mut self, id: TypeId) -> ItemId {
        if let Some(known) = self.known(Key::Type(id)) {
            return known;
        }
        let ty = self.schema.ty(id);
        let (label, parent) = self.type_label(id, ty);
        let item = self.reserve(
            Key::Type(id),
            &ty.namespace.clone(),
            label,
            parent,
            Some(ty.span),
        );
        self.enqueue(item);
        item
    }

    /// How a type is named: by its own name, or by the path to where it stands.
    fn type_label(&mut self, id: TypeId, ty: &Type) -> (Label, Option<ItemId>) {
        if let Some(name) = &ty.name {
            let label = Label {
                kind: "type",
                path: path(name),
                words: case::type_name(&name.local),
                suffix: "Type",
            };
            return (label, None);
        }
        let (path, words, parent, suffix) = self.anonymous_path(id, ty, 0);
        let kind = if suffix == "Element" && parent.is_none() {
            "element"
        } else {
            "type"
        };
        (
            Label {
                kind,
                path,
                words,
                suffix,
            },
            parent,
        )
    }

    /// Path, words and parent of a type without a name: those of its owner; inside another simple type also its part in it.
    fn anonymous_path(
        &mut self,
        id: TypeId,
        ty: &Type,
        depth: usize,
    ) -> (String, String, Option<ItemId>, &'static str) {
        let (path, words, parent, suffix) = self.owner_path(ty.owner, depth);
        let Owner::Type(outer) = ty.owner else {
            return (path, words, parent, suffix);
        };
        let (step, word) = part(self.schema, self.schema.ty(outer), id);
        (
            format!("{path}/{step}"),
            format!("{words}{word}"),
            parent,
            "Type",
        )
    }

    /// Path, words and parent of what an owner stands for.
    fn owner_path(
        &mut self,
        owner: Owner,
        depth: usize,
    ) -> (String, String, Option<ItemId>, &'static str) {
        let none = || ("{}".to_owned(), "Unnamed".to_owned(), None, "Type");
        if depth > MAX_STEPS {
            return none();
        }
        let step = |(path, words, parent, _): (String, String, Option<ItemId>, &'static str),
                    name: &str,
                    sigil: &str| {
            let words = format!("{words}{}", case::type_name(name));
            (format!("{path}/{sigil}{name}"), words, parent, "Type")
        };
        match owner {
            Owner::Global => none(),
            Owner::Element(id) => {
                let element = self.schema.element(id);
                match element.global {
                    true => (
                        path(&element.name),
                        case::type_name(&element.name.local),
                        None,
                        "Element",
                    ),
                    false => {
                        let outer = self.owner_path(element.owner, depth + 1);
                        step(outer, &element.name.local, "")
                    }
                }
            }
            Owner::Attribute(id) => {
                let attribute = self.schema.attribute(id);
                match attribute.global {
                    true => {
                        let path =
                            format!("{{{}}}@{}", attribute.name.namespace, attribute.name.local);
                        (
                            path,
                            case::type_name(&attribute.name.local),
                            None,
                            "Attribute",
                        )
                    }
                    false => {
                        let outer = self.owner_path(attribute.owner, depth + 1);
                        step(outer, &attribute.name.local, "@")
                    }
                }
            }
            Owner::Type(id) => {
                let ty = self.schema.ty(id);
                // an anonymous type inside an anonymous one is named after the nearest that has a name
                let has_item = ty.name.is_some() || matches!(ty.kind, TypeKind::Complex(_));
                let parent = has_item.then(|| self.type_item(id));
                match &ty.name {
                    Some(name) => (path(name), case::type_name(&name.local), parent, "Type"),
                    None => {
                        let (path, words, outer, _) = self.anonymous_path(id, ty, depth + 1);
                        (path, words, parent.or(outer), "Type")
                    }
                }
            }
            Owner::AttributeGroup(id) => {
                let name = self
                    .schema
                    .attribute_groups
                    .get(id.index())
                    .map(|g| &g.name);
                let Some(name) = name else { return none() };
                let path = format!("{{{}}}@group:{}", name.namespace, name.local);
                (path, case::type_name(&name.local), None, "Group")
            }
            Owner::Group(id) => {
                let group = self.schema.group(id);
                (
                    path(&group.name),
                    case::type_name(&group.name.local),
                    None,
                    "Type",
                )
            }
        }
    }
}

/// What an anonymous simple type is in the type that holds it, as a step of a path and as a word of a name.
fn part(schema: &Schema, outer: &Type, id: TypeId) -> (String, String) {
    let simple = match &outer.kind {
        TypeKind::Simple(simple) => simple,
        TypeKind::Complex(array) if array.array.is_some() => {
            return ("item".to_owned(), "Item".to_owned());
        }
        TypeKind::Complex(_) => return ("content".to_owned(), "Content".to_owned()),
    };
    match &simple.variety {
        Variety::List { .. } => ("item".to_owned(), "Item".to_owned()),
        Variety::Restriction { .. } => ("base".to_owned(), "Base".to_owned()),
        Variety::Union { members } => {
            let inline = members
                .iter()
                .filter(|m| matches!(m, TypeRef::Defined(m) if schema.ty(*m).name.is_none()));
            let number = 1 + inline.take_while(|m| **m != TypeRef::Defined(id)).count();
            let step = match number {
                1 => String::new(),
                n => n.to_string(),
            };
            (format!("member{step}"), format!("Member{step}"))
        }
    }
}
