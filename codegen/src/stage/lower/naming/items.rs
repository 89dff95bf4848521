//! Names of items and clients.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::client::ClientDraft;
use super::super::draft::{Draft, Item, ItemId};
use super::{Given, candidates};
use crate::names::case;
use crate::names::scope::Scope;

/// Kinds of items in the order in which they choose their names. The first of them are better known than a client is.
const KINDS: &[&str] = &[
    "type",
    "element",
    "group",
    "any",
    "substitution",
    "alias",
    "message",
    "fault",
    "particle",
    "content",
];

/// How many of the kinds choose before the clients.
const BEFORE_CLIENTS: usize = 6;

/// Kinds of what is named after all items, beside them.
const LAST: [&str; 2] = ["stand-in", "job"];

/// The names of all items and clients.
pub(in super::super) struct Names {
    pub(in super::super) items: Vec<String>,
    pub(in super::super) clients: Vec<String>,
}

/// Names every item, those that are not emitted too: a choice of operations never renames.
pub(in super::super) fn items(
    draft: &Draft,
    clients: &[ClientDraft],
    root: &Arc<str>,
    given: &mut Given,
) -> Names {
    let paths = client_paths(clients);
    let mut naming = Naming {
        draft,
        root,
        scopes: HashMap::new(),
        items: vec![None; draft.items.len()],
        clients: vec![None; clients.len()],
    };
    naming.keep_given(&paths, given);
    let mut order: Vec<ItemId> = draft.ids().filter(|id| !naming.is_named(*id)).collect();
    order.sort_by_cached_key(|id| rank(draft.get(*id)));
    let (first, second): (Vec<ItemId>, Vec<ItemId>) = order
        .into_iter()
        .partition(|id| rank(draft.get(*id)).kind < BEFORE_CLIENTS);
    first.into_iter().for_each(|id| naming.claim(id));
    naming.claim_clients(clients);
    second.into_iter().for_each(|id| naming.claim(id));
    naming.finish(&paths, given)
}

/// Names as they are given, with what is taken in each namespace.
struct Naming<'d> {
    draft: &'d Draft,
    /// The namespace of the root module, where the clients stand.
    root: &'d Arc<str>,
    scopes: HashMap<Arc<str>, Scope>,
    items: Vec<Option<String>>,
    clients: Vec<Option<String>>,
}

impl Naming<'_> {
    fn scope(&mut self, namespace: &Arc<str>) -> &mut Scope {
        self.scopes.entry(namespace.clone()).or_default()
    }

    fn is_named(&self, id: ItemId) -> bool {
        self.items[id.index()].is_some()
    }

    /// What settings or an earlier run named keeps its name; what is named last keeps its own free.
    fn keep_given(&mut self, client_paths: &[String], given: &mut Given) {
        let mut find = |kind: &str, path: &str| {
            let user = given.renamed(kind, path).map(|n| case::type_name(&n));
            let name = user.or_else(|| given.earlier(kind, path).cloned());
            name.filter(|name| candidates::is_usable(name))
        };
        let draft = self.draft;
        for (id, item) in draft.ids().zip(&draft.items) {
            let name = find(item.label.kind, &item.label.path);
            let scope = self.scope(&item.namespace);
            self.items[id.index()] = name.filter(|name| scope.take(name));
        }
        let root = self.root;
        for (number, path) in client_paths.iter().enumerate() {
            let name = find("client", path);
            let scope = self.scope(root);
            self.clients[number] = name.filter(|name| scope.take(name));
        }
        for name in LAST.iter().flat_map(|kind| given.all_earlier(kind)) {
            self.scope(root).take(name);
        }
    }

    /// Gives an item the best name that is free.
    fn claim(&mut self, id: ItemId) {
        let item = self.draft.get(id);
        let parent = item.parent.and_then(|p| self.items[p.index()].as_deref());
        let candidates = candidates::of_item(self.draft, id, parent);
        self.items[id.index()] = Some(self.scope(&item.namespace).claim(&candidates));
    }

    fn claim_clients(&mut self, clients: &[ClientDraft]) {
        let root = self.root;
        for (number, client) in clients.iter().enumerate() {
            if self.clients[number].is_none() {
                let candidates = candidates::of_client(client);
                self.clients[number] = Some(self.scope(root).claim(&candidates));
            }
        }
    }

    /// The names, noted for the next run.
    fn finish(self, client_paths: &[String], given: &mut Given) -> Names {
        let items = self.items.into_iter();
        let items: Vec<String> = items
            .map(|n| n.unwrap_or_else(|| "Unnamed".to_owned()))
            .collect();
        let clients = self.clients.into_iter();
        let clients: Vec<String> = clients
            .map(|n| n.unwrap_or_else(|| "Client".to_owned()))
            .collect();
        for (item, name) in self.draft.items.iter().zip(&items) {
            given.keep(item.label.kind, &item.label.path, name);
        }
        for (path, name) in client_paths.iter().zip(&clients) {
            given.keep("client", path, name);
        }
        Names { items, clients }
    }
}

/// When an item chooses its name: the least first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank<'d> {
    /// What has a name of its own by its kind, then what is named after its place.
    kind: usize,
    /// Whether its name is spelt otherwise in the document.
    is_respelt: bool,
    path: &'d str,
}

fn rank(item: &Item) -> Rank<'_> {
    let label = &item.label;
    let kind = KINDS.iter().position(|k| *k == label.kind);
    // Namespaces have slashes too.
    let place = label.path.rsplit('}').next().unwrap_or("");
    let is_anonymous = place.contains('/') && matches!(label.kind, "type" | "element");
    let local = place.rsplit('/').next().unwrap_or("");
    Rank {
        kind: kind.filter(|_| !is_anonymous).unwrap_or(KINDS.len()),
        is_respelt: local != label.words,
        path: &label.path,
    }
}

/// The place of each client in the name table: its port type, with a number where an earlier client is of the same.
fn client_paths(clients: &[ClientDraft]) -> Vec<String> {
    let paths = clients.iter().enumerate().map(|(number, client)| {
        let before = clients.iter().take(number);
        let before = before.filter(|c| c.port_type == client.port_type).count();
        let name = &client.port_type_name;
        let path = format!("{{{}}}{}", name.namespace, name.local);
        match before {
            0 => path,
            n => format!("{path}#{}", n + 1),
        }
    });
    paths.collect()
}
