//! What is being decided: items that refer to each other by number, while they have no names yet.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::package::{Flags, Kind, SimpleId};
use crate::model::wsdl::PortTypeId;
use crate::model::xsd::{ElementId, GroupId, TypeId};

/// Index into [`Draft::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ItemId(pub(super) u32);

impl ItemId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an item stands for; one item per key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// A type definition.
    Type(TypeId),
    /// The types that may stand where this one is declared.
    Poly(TypeId),
    /// The alias of a global element of a simple type, or of a nillable one.
    Alias(ElementId),
    /// The members of this element's substitution group.
    Heads(ElementId),
    /// A named group that does not dissolve into its users.
    Group(GroupId),
    /// A nested group, by the address of its particle in the description.
    Particle(usize),
    /// What mixed content of this type may hold.
    Mixed(TypeId),
    /// A message of an operation without an element of its own.
    Message(usize),
    /// The faults of an operation.
    Fault(PortTypeId, usize),
}

/// A Rust type, before boxes, options and lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The runtime's or the standard library's, by its plain name.
    Runtime(&'static str),
    /// An item.
    Item(ItemId),
    /// `List<T>`.
    List(Box<Target>),
    /// What the user named.
    Foreign(String),
    /// `()`.
    Unit,
}

/// What stands around a member's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    One,
    Option,
    Nillable,
    WithNil,
    OptionWithNil,
    Vec,
    VecOption,
    VecWithNil,
}

impl Wrap {
    /// Whether the value stands in the member itself, with no list between.
    pub(super) fn by_value(self) -> bool {
        !matches!(self, Self::Vec | Self::VecOption | Self::VecWithNil)
    }

    /// Whether a blank member holds a blank value.
    pub(super) fn needs_value(self) -> bool {
        matches!(self, Self::One | Self::WithNil)
    }
}

/// What a member or variant is, which decides who yields when two want one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Element,
    Text,
    Attribute,
    Group,
    Any,
    AnyAttribute,
    /// What stands for types or text that the schema does not name.
    Other,
}

/// The namespaces of a wildcard, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wild {
    Not(Arc<str>),
    In(Vec<Arc<str>>),
}

/// A member of a struct, or a variant of a choice.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// What it is named after.
    pub(super) hint: String,
    pub(super) role: Role,
    /// Its identifier, once decided.
    pub(super) ident: String,
    pub(super) doc: Option<String>,
    pub(super) target: Target,
    pub(super) wrap: Wrap,
    pub(super) boxed: bool,
    /// Name on the wire; empty for groups, wildcards, text.
    pub(super) wire: Arc<str>,
    pub(super) namespace: Arc<str>,
    pub(super) flags: Flags,
    /// A global element.
    pub(super) global: bool,
    pub(super) occurs: Option<(u32, Option<u32>)>,
    pub(super) value: Option<String>,
    pub(super) wild: Option<Wild>,
    /// What its value is held to.
    pub(super) simple: Option<SimpleId>,
    /// The media types expected of its bytes.
    pub(super) media: Option<String>,
    /// Its simple type, where values of its Rust type may be of another.
    pub(super) declared: Option<QName>,
    /// Of the items of an array: how many dimensions it has, where they are several.
    pub(super) dimensions: Option<usize>,
}

impl Member {
    pub(super) fn new(hint: impl Into<String>, role: Role, target: Target, wrap: Wrap) -> Self {
        Self {
            hint: hint.into(),
            role,
            ident: String::new(),
            doc: None,
            target,
            wrap,
            boxed: false,
            wire: Arc::from(""),
            namespace: Arc::from(""),
            flags: Flags::default(),
            global: false,
            occurs: None,
            value: None,
            wild: None,
            simple: None,
            media: None,
            declared: None,
            dimensions: None,
        }
    }

    pub(super) fn named(mut self, namespace: &Arc<str>, wire: &Arc<str>) -> Self {
        self.namespace = namespace.clone();
        self.wire = wire.clone();
        self
    }
}

/// Head of a table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) namespace: Arc<str>,
    pub(super) name: Arc<str>,
    pub(super) kind: Kind,
    pub(super) ordered: bool,
    pub(super) mixed: bool,
}

/// The shape of an item.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Asked for, not decided yet.
    Pending,
    Struct {
        table: Table,
        members: Vec<Member>,
        /// The direct base, where a conversion to it makes sense.
        base: Option<ItemId>,
        /// A complex type, which may be an `ArrayOfX`; not a group or message.
        complex: bool,
    },
    Choice {
        table: Table,
        variants: Vec<Member>,
        blank: usize,
    },
    Words {
        /// Value and documentation.
        words: Vec<(String, Option<String>)>,
    },
    Union {
        /// What each is named after, and its type.
        members: Vec<(String, Target)>,
    },
    Alias {
        target: Target,
        wrap: Wrap,
    },
}

/// How an item is named.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// The word of the name table: `type`, `element`, `any`, ..
    pub(super) kind: &'static str,
    /// Its place in the description: `{ns}Order/line`.
    pub(super) path: String,
    /// The words of its name: `OrderLine`.
    pub(super) words: String,
    /// What it adds when its name is taken: `Type`, `Element`, ..
    pub(super) suffix: &'static str,
}

/// One item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) key: Key,
    /// The namespace whose module holds it.
    pub(super) namespace: Arc<str>,
    pub(super) label: Label,
    /// The item that it is a part of, by name and by place in the file.
    pub(super) parent: Option<ItemId>,
    pub(super) doc: Option<String>,
    pub(super) span: Option<Span>,
    /// Emitted even if nothing refers to it, unless operations or ports were chosen.
    pub(super) root: bool,
    /// Its values are written in the SOAP encoding, and in no other way: any member may be absent.
    pub(super) encoded: bool,
    pub(super) body: Body,
}

impl Item {
    /// The rows of its table.
    pub(super) fn rows(&self) -> &[Member] {
        match &self.body {
            Body::Struct { members, .. } => members,
            Body::Choice { variants, .. } => variants,
            _ => &[],
        }
    }

    /// The rows of its table.
    pub(super) fn rows_mut(&mut self) -> &mut [Member] {
        match &mut self.body {
            Body::Struct { members, .. } => members,
            Body::Choice { variants, .. } => variants,
            _ => &mut [],
        }
    }

    /// Every type that it names.
    pub(super) fn targets(&self) -> Vec<&Target> {
        match &self.body {
            Body::Struct { members: rows, .. } | Body::Choice { variants: rows, .. } => {
                rows.iter().map(|m| &m.target).collect()
            }
            Body::Union { members } => members.iter().map(|(_, t)| t).collect(),
            Body::Alias { target, .. } => vec![target],
            Body::Words { .. } | Body::Pending => Vec::new(),
        }
    }
}

impl Target {
    /// The item that it names, itself or as the item of a list.
    pub(super) fn item(&self) -> Option<ItemId> {
        match self {
            Self::Item(id) => Some(*id),
            Self::List(inner) => inner.item(),
            _ => None,
        }
    }
}

/// All items.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) items: Vec<Item>,
}

impl Draft {
    pub(super) fn get(&self, id: ItemId) -> &Item {
        &self.items[id.index()]
    }

    pub(super) fn get_mut(&mut self, id: ItemId) -> &mut Item {
        &mut self.items[id.index()]
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..self.items.len() as u32).map(ItemId)
    }

    /// Numbers those of the items whose place is another's of their kind too, such as the types of two elements of one name in a type:
    /// the name table finds an item by kind and place.
    pub(super) fn tell_apart(&mut self) {
        let mut seen: HashMap<(&'static str, String), usize> = HashMap::new();
        for item in &mut self.items {
            let label = &mut item.label;
            let count = seen.entry((label.kind, label.path.clone())).or_insert(0);
            *count += 1;
            if *count > 1 {
                label.path = format!("{}#{count}", label.path);
            }
        }
    }

    /// The type behind aliases that add nothing around it.
    pub(super) fn resolve<'d>(&'d self, mut target: &'d Target) -> &'d Target {
        // an alias names an item that was asked for later, or a chain the reader bounded: at most one step per item
        for _ in 0..=self.items.len() {
            match target {
                Target::Item(id) => match &self.get(*id).body {
                    Body::Alias {
                        target: next,
                        wrap: Wrap::One,
                    } => target = next,
                    _ => break,
                },
                _ => break,
            }
        }
        target
    }
}
