//! The workshop: asks for items, decides their shapes one after the other, so that no type waits inside another.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::{Body, Draft, Item, ItemId, Key, Label};
use super::secret::Secrets;
use super::settings::Substitutes;
use super::simple_types::SimpleTypes;
use crate::model::description::Description;
use crate::model::documents::Span;
use crate::model::xsd::{GroupId, Schema, TypeId};
use crate::options::Options;

/// The most rows that a description may lead to, for each of its elements and at least: groups that name groups could otherwise grow
/// without bound.
const MAX_ROWS: (usize, usize) = (32, 10_000);

/// A warning that counts only if its item is emitted.
pub(super) struct Doubt {
    pub(super) item: ItemId,
    pub(super) code: &'static str,
    pub(super) span: Option<Span>,
    pub(super) message: String,
}

/// Where nested items get their names from.
#[derive(Clone)]
pub(super) struct Site {
    /// The item whose rows are being made.
    pub(super) item: Option<ItemId>,
    pub(super) namespace: Arc<str>,
    pub(super) path: String,
    pub(super) words: String,
    /// In a named group, whose parts serve all of its users alike.
    pub(super) shared: bool,
}

/// The state of shaping.
pub(super) struct Shaper<'d> {
    pub(super) description: &'d Description,
    pub(super) schema: &'d Schema,
    pub(super) draft: Draft,
    pub(super) secrets: Secrets,
    pub(super) substitutes: Substitutes,
    pub(super) doubts: Vec<Doubt>,
    pub(super) rows: usize,
    keys: HashMap<Key, ItemId>,
    queue: Vec<ItemId>,
    pub(super) simple_types: SimpleTypes,
    pub(super) emptiable_groups: HashMap<GroupId, bool>,
    pub(super) has_attributes: HashMap<TypeId, bool>,
}

impl<'d> Shaper<'d> {
    pub(super) fn new(description: &'d Description, options: &Options) -> Self {
        Self {
            description,
            schema: &description.schema,
            draft: Draft::default(),
            secrets: Secrets::new(&options.secrets),
            substitutes: Substitutes::new(options),
            doubts: Vec::new(),
            rows: 0,
            keys: HashMap::new(),
            queue: Vec::new(),
            simple_types: SimpleTypes::default(),
            emptiable_groups: HashMap::new(),
            has_attributes: HashMap::new(),
        }
    }

    /// The item of a key, if it was asked for before.
    pub(super) fn known(&self, key: Key) -> Option<ItemId> {
        self.keys.get(&key).copied()
    }

    /// A new item without a shape.
    pub(super) fn reserve(
        &mut self,
        key: Key,
        namespace: &Arc<str>,
        label: Label,
        parent: Option<ItemId>,
        span: Option<Span>,
    ) -> ItemId {
        let id = ItemId(self.draft.items.len() as u32);
        self.draft.items.push(Item {
            key,
            namespace: namespace.clone(),
            label,
            parent,
            doc: None,
            span,
            root: false,
            encoded: false,
            body: Body::Pending,
        });
        self.keys.insert(key, id);
        id
    }

    /// Has an item shaped later.
    pub(super) fn enqueue(&mut self, id: ItemId) {
        self.queue.push(id);
    }

    /// Shapes what was asked for until nothing is left.
    pub(super) fn drain(&mut self) {
        let mut next = 0;
        while next < self.queue.len() {
            let id = self.queue[next];
            next += 1;
            let body = match self.draft.get(id).key {
                Key::Type(ty) => self.type_body(id, ty),
                Key::Poly(ty) => self.poly_body(id, ty),
                Key::Heads(head) => self.heads_body(id, head),
                Key::Alias(element) => self.alias_body(element),
                // made where they stand
                Key::Group(_)
                | Key::Particle(_)
                | Key::Mixed(_)
                | Key::Message(_)
                | Key::Fault(..) => continue,
            };
            self.draft.get_mut(id).body = body;
        }
        self.queue.clear();
    }

    /// Whether the description has led to more rows than one program can use.
    pub(super) fn over_limit(&self) -> bool {
        let (each, least) = MAX_ROWS;
        self.rows > self.schema.elements.len().saturating_mul(each).max(least)
    }

    /// The site of an item, for what is nested in it.
    pub(super) fn site(&self, id: ItemId) -> Site {
        let item = self.draft.get(id);
        Site {
            item: Some(id),
            namespace: item.namespace.clone(),
            path: item.label.path.clone(),
            words: item.label.words.clone(),
            shared: false,
        }
    }

    /// Notes something that is worth a warning if the item is emitted.
    pub(super) fn doubt(
        &mut self,
        item: ItemId,
        code: &'static str,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) {
        self.doubts.push(Doubt {
            item,
            code,
            span: span.into(),
            message: message.into(),
        });
    }
}
