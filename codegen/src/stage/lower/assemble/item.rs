//! An item of the package out of one of the draft.

use std::sync::Arc;

use super::super::builtin;
use super::super::doc;
use super::super::draft::{
    Body, Item as DraftItem, ItemId, Key, Member as DraftMember, Role, Table as DraftTable, Target,
    Wild as DraftWild, Wrap,
};
use super::Assembler;
use crate::model::package::{
    Alias, Base, Choice, Derives, Getter, Item, Member, Row, RustType, Struct, Table, Tree, Union,
    Variant, Wild, Words,
};

/// Methods that a setter of the name would hide: the constructor, and traits' that users and derives call on values.
const HIDES: &[&str] = &[
    "new",
    "default",
    "clone",
    "into",
    "borrow",
    "to_owned",
    "eq",
    "ne",
    "fmt",
    "partial_cmp",
    "cmp",
];

impl Assembler<'_> {
    /// An item with its names and types; `None` for one that was never given a shape.
    pub(super) fn item(&self, id: ItemId) -> Option<Item> {
        let item = self.decided.draft.get(id);
        let name = self.decided.names.items.get(id.index())?.clone();
        let doc = item.doc.clone();
        let about = about(item);
        let variants = self.decided.variants.get(id.index())?;
        Some(match &item.body {
            Body::Pending => return None,
            Body::Struct {
                table,
                members,
                base,
                complex,
            } => {
                let derives = self.derives(id);
                let new = match derives.default {
                    true => Vec::new(),
                    false => (0..members.len())
                        .filter(|i| !self.has_default(&members[*i]))
                        .collect(),
                };
                Item::Struct(Struct {
                    name,
                    doc,
                    about,
                    table: self.table(table, item.encoded),
                    members: members.iter().map(|m| self.member(m, table)).collect(),
                    derives,
                    new: Some(new),
                    array: *complex && is_array(members),
                    tree: complex.then(|| self.tree(members)).flatten(),
                    extended: self.extended(item),
                    bases: base.and_then(|b| self.base(item, b)).into_iter().collect(),
                })
            }
            Body::Choice {
                table,
                variants,
                blank,
            } => Item::Choice(Choice {
                name,
                doc,
                about,
                table: self.table(table, item.encoded),
                variants: variants.iter().map(|m| self.variant(m, table)).collect(),
                blank: *blank,
                derives: self.derives(id),
            }),
            Body::Words { words } => Item::Words(Words {
                name,
                doc,
                about,
                words: words
                    .iter()
                    .zip(variants)
                    .map(|((text, doc), variant)| {
                        (
                            variant.clone(),
                            text.clone(),
                            doc.as_deref().and_then(doc::clean),
                        )
                    })
                    .collect(),
                unknown: "Unknown".to_owned(),
                derives: self.derives(id),
            }),
            Body::Union { members } => Item::Union(Union {
                name,
                doc,
                about,
                members: members
                    .iter()
                    .zip(variants)
                    .map(|((_, t), v)| (v.clone(), self.rust(t)))
                    .collect(),
                derives: self.derives(id),
            }),
            Body::Alias { target, wrap } => Item::Alias(Alias {
                name,
                doc,
                about,
                ty: self.wrapped(target, *wrap, false),
            }),
        })
    }

    fn derives(&self, id: ItemId) -> Derives {
        let is_struct = matches!(self.decided.draft.get(id).body, Body::Struct { .. });
        Derives {
            default: is_struct && self.decided.natural[id.index()],
            more: self
                .decided
                .derives
                .get(id.index())
                .cloned()
                .unwrap_or_default(),
        }
    }

    fn has_default(&self, member: &DraftMember) -> bool {
        match member.wrap {
            Wrap::One => match &member.target {
                Target::Item(id) => self.decided.natural[id.index()],
                Target::Runtime(name) => builtin::is_natural(name),
                Target::List(_) | Target::Unit => true,
                Target::Foreign(_) => false,
            },
            Wrap::WithNil => false,
            _ => true,
        }
    }

    fn base(&self, item: &DraftItem, base: ItemId) -> Option<Base> {
        let theirs = self.decided.draft.get(base);
        if !self.decided.keep[base.index()] || !matches!(theirs.body, Body::Struct { .. }) {
            return None;
        }
        let same = |m: &DraftMember| {
            let own = item.rows().iter().find(|o| o.ident == m.ident);
            own.is_some_and(|o| (&o.target, o.wrap, o.boxed) == (&m.target, m.wrap, m.boxed))
        };
        let members: Vec<String> = theirs.rows().iter().map(|m| m.ident.clone()).collect();
        theirs.rows().iter().all(same).then(|| Base {
            path: self.path(base),
            members,
        })
    }

    /// How a struct holds elements as they come, where it holds nothing else: `XmlNode` and its kin in .NET.
    fn tree(&self, members: &[DraftMember]) -> Option<Tree> {
        let is_tree = |m: &DraftMember| {
            m.role == Role::Any && !m.boxed && matches!(m.target, Target::Runtime("Element"))
        };
        let [only] = members else { return None };
        if is_tree(only) {
            return matches!(only.wrap, Wrap::One | Wrap::Option | Wrap::Vec)
                .then_some(Tree::Member);
        }
        match self.decided.draft.get(only.target.item()?) {
            DraftItem {
                key: Key::Mixed(_),
                body: Body::Choice { variants, .. },
                ..
            } => match variants.as_slice() {
                [text, any] if text.flags.text && is_tree(any) => {
                    Some(Tree::Mixed(any.ident.clone()))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The Rust type of the value, for the struct of a simple type that complex types extend, and for that of a global element.
    fn extended(&self, item: &DraftItem) -> Option<RustType> {
        let value = item.rows().first()?;
        let is_value = matches!(item.key, Key::Poly(_) | Key::Alias(_));
        is_value.then(|| self.rust(self.decided.draft.resolve(&value.target)))
    }

    fn table(&self, table: &DraftTable, encoded: bool) -> Table {
        Table {
            namespace: self.namespace(&table.namespace),
            name: table.name.to_string(),
            kind: table.kind,
            ordered: table.ordered,
            mixed: table.mixed,
            encoded,
        }
    }

    fn row(&self, member: &DraftMember, table: &DraftTable) -> Row {
        let own = member.wire.is_empty() || member.namespace == table.namespace;
        let id = |n: &Arc<str>| self.namespace(n);
        Row {
            name: member.wire.to_string(),
            namespace: (!own).then(|| id(&member.namespace)),
            flags: member.flags,
            occurs: member.occurs,
            value: member.value.clone(),
            group: member
                .target
                .item()
                .filter(|_| member.flags.group)
                .map(|i| self.path(i)),
            wild: member.wild.as_ref().map(|w| match w {
                DraftWild::Not(n) => Wild::Not(id(n)),
                DraftWild::In(list) => Wild::In(list.iter().map(id).collect()),
            }),
            simple: member.simple,
            media: member.media.clone(),
            declared: member
                .declared
                .as_ref()
                .map(|name| (id(&name.namespace), name.local.to_string())),
            dimensions: member.dimensions,
        }
    }

    fn member(&self, member: &DraftMember, table: &DraftTable) -> Member {
        let getter = self.getter(member);
        let bare = member.ident.strip_prefix("r#").unwrap_or(&member.ident);
        let ty = self.wrapped(&member.target, member.wrap, member.boxed);
        Member {
            name: member.ident.clone(),
            doc: self.row_doc(member, bare),
            ty: match (ty, member.dimensions) {
                (RustType::Vec(item), Some(count)) => RustType::Grid(item, count),
                (ty, _) => ty,
            },
            row: self.row(member, table),
            setter: getter.is_none() && !HIDES.contains(&bare),
            getter,
        }
    }

    fn variant(&self, member: &DraftMember, table: &DraftTable) -> Variant {
        Variant {
            name: member.ident.clone(),
            doc: self.row_doc(member, &member.ident),
            ty: self.wrapped(&member.target, member.wrap, member.boxed),
            row: self.row(member, table),
        }
    }

    /// The schema's documentation, with the wire name where it differs and the default. Without it the emitter says as much.
    fn row_doc(&self, member: &DraftMember, ident: &str) -> Option<String> {
        let text = member.doc.clone()?;
        let differs = !member.wire.is_empty() && *member.wire != *ident && !member.flags.items;
        let wire = differs.then(|| doc::code(&member.wire));
        let value = member.value.as_ref().map(|v| match member.flags.fixed {
            true => format!("Always {}.", doc::code(v)),
            false => format!("Default: {}.", doc::code(v)),
        });
        doc::paragraphs([Some(text), wire, value])
    }

    fn getter(&self, member: &DraftMember) -> Option<Getter> {
        let text = member.value.clone()?;
        let target = self.decided.draft.resolve(&member.target);
        let is_simple = match target {
            Target::Runtime(name) => !matches!(*name, "Element" | "AnySimple" | "QName"),
            Target::Item(id) => matches!(
                self.decided.draft.get(*id).body,
                Body::Words { .. } | Body::Union { .. }
            ),
            Target::List(_) => true,
            Target::Foreign(_) | Target::Unit => false,
        };
        (is_simple && member.wrap == Wrap::Option && !member.flags.nil).then(|| Getter {
            ty: self.rust(target),
            text,
        })
    }
}

/// One repeated element and nothing else.
fn is_array(members: &[DraftMember]) -> bool {
    matches!(members, [only] if !only.wrap.by_value() && only.role == Role::Element && !only.flags.group)
}

/// What an item is, for want of documentation: where its component stands.
fn about(item: &DraftItem) -> String {
    let label = &item.label;
    let place = label.path.split_once('}').map_or(&*label.path, |(_, p)| p);
    let outer = place.rsplit_once('/').map_or(place, |(outer, _)| outer);
    match label.kind {
        "any" => format!("{} or a type that derives from it.", doc::code(place)),
        "substitution" => format!("{} or an element that stands for it.", doc::code(place)),
        "content" => format!("A piece of {}.", doc::code(place)),
        // The type of the same name has its own documentation.
        "alias" => match &item.body {
            Body::Alias {
                wrap: Wrap::Option, ..
            } => format!("The element {}; `None` is nil.", doc::code(place)),
            _ => format!("The element {}.", doc::code(place)),
        },
        "particle" | "group" => match &item.body {
            Body::Choice { .. } => format!("One of these, in {}.", doc::code(outer)),
            _ => format!("What stands together in {}.", doc::code(outer)),
        },
        _ => doc::code(place),
    }
}
