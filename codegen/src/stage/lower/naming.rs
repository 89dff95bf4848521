//! Names of modules, items and clients: from settings, from the name table, else by rules.
//!
//! The rules look at the whole description, whatever is chosen of it, and let the better-known thing keep its name: types before
//! elements, elements before groups, all that has a name before what is named after its place. Whoever comes too late says what it is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::client::ClientDraft;
use super::draft::{Draft, ItemId};
use super::settings::Unmatched;
use crate::diagnostic::{Diagnostics, Setting, code};
use crate::model::description::Description;
use crate::model::package::PortProtocol;
use crate::names::scope::Scope;
use crate::names::{case, keyword, module, table};
use crate::options::Options;

/// Module names that generated code needs for itself.
const OWN_MODULES: &[&str] = &[
    "client",
    "operations",
    "types",
    "wire",
    "std",
    "core",
    "alloc",
    "wsdl_runtime",
];

/// Kinds of items in the order in which they choose their names.
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

/// Kinds of what is named after all items, beside them.
const LAST: [&str; 2] = ["stand-in", "job"];

/// Names that were given before, by settings or by an earlier run.
pub(super) struct Given {
    table: BTreeMap<String, String>,
    rename: BTreeMap<String, (String, bool)>,
    /// The table of this run.
    pub(super) out: BTreeMap<String, String>,
}

impl Given {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            table: options
                .names
                .as_deref()
                .map(table::parse)
                .unwrap_or_default(),
            rename: options
                .rename
                .iter()
                .map(|(k, v)| (k.clone(), (v.clone(), false)))
                .collect(),
            out: BTreeMap::new(),
        }
    }

    /// The user's name for a thing: by the key of the name table, or by its path alone.
    pub(super) fn renamed(&mut self, kind: &str, path: &str) -> Option<String> {
        if self.rename.is_empty() {
            return None;
        }
        let full = format!("{kind} {path}");
        let key = if self.rename.contains_key(&full) {
            full.as_str()
        } else {
            path
        };
        let (name, used) = self.rename.get_mut(key)?;
        *used = true;
        Some(name.clone())
    }

    /// The name that an earlier run gave.
    pub(super) fn earlier(&self, kind: &str, path: &str) -> Option<&String> {
        if self.table.is_empty() {
            return None;
        }
        self.table.get(&format!("{kind} {path}"))
    }

    /// All names of a kind that an earlier run gave: of things that are named after others, which must leave them alone.
    pub(super) fn all_earlier(&self, kind: &'static str) -> impl Iterator<Item = &String> {
        let from = format!("{kind} ");
        let entries = self.table.range(from.clone()..);
        let of_kind = entries.take_while(move |(key, _)| key.starts_with(&from));
        of_kind.map(|(_, name)| name)
    }

    /// The name of what is named after all else: the one that an earlier run gave, which everything since has left alone, or one of these.
    pub(super) fn last(
        &mut self,
        kind: &'static str,
        path: &str,
        candidates: &[String],
        scope: &mut Scope,
    ) -> String {
        let earlier = self.earlier(kind, path).cloned();
        let name = earlier.filter(|name| scope.take(name));
        let name = name.unwrap_or_else(|| scope.claim(candidates));
        self.keep(kind, path, &name);
        name
    }

    /// Notes a name for the next run.
    pub(super) fn keep(&mut self, kind: &str, path: &str, name: &str) {
        self.out.insert(format!("{kind} {path}"), name.to_owned());
    }

    /// Renames that matched nothing are errors.
    pub(super) fn check(&self, draft: &Draft, clients: &[ClientDraft], out: &mut Diagnostics) {
        let unused: Vec<&String> = self
            .rename
            .iter()
            .filter(|(_, (_, used))| !used)
            .map(|(k, _)| k)
            .collect();
        if unused.is_empty() {
            return;
        }
        let mut known: BTreeSet<String> =
            draft.items.iter().map(|i| i.label.path.clone()).collect();
        for item in &draft.items {
            let rows = item.rows().iter().filter(|m| !m.wire.is_empty());
            known.extend(rows.map(|m| format!("{}/{}", item.label.path, m.wire)));
        }
        known.extend(
            clients
                .iter()
                .flat_map(|c| &c.operations)
                .map(|o| o.name.clone()),
        );
        for wanted in unused {
            Unmatched {
                code: code::RENAME,
                setting: Setting::entry("rename", wanted),
                words: "no type, member or operation to rename is called",
                wanted,
                recipe: Some(|near| format!("rename = {{ \"{near}\" = \"NewName\" }}")),
            }
            .report(known.iter().map(String::as_str), out);
        }
    }
}

/// The modules: name by namespace. The root has the empty name.
pub(super) fn modules(
    description: &Description,
    draft: &Draft,
    options: &Options,
    given: &mut Given,
    root: &str,
    out: &mut Diagnostics,
) -> BTreeMap<Arc<str>, String> {
    let mut names: BTreeMap<Arc<str>, String> = BTreeMap::new();
    let mut scope = Scope::default();
    OWN_MODULES.iter().for_each(|m| {
        scope.take(m);
    });
    // a module in one of its own name would be a lint
    scope.take(root);
    let mut namespaces: Vec<Arc<str>> = draft.items.iter().map(|i| i.namespace.clone()).collect();
    namespaces.sort();
    namespaces.dedup();
    namespaces.retain(|n| *n != description.target_namespace);
    for wanted in options.modules.keys() {
        if !namespaces.iter().any(|n| **n == **wanted) {
            Unmatched {
                code: code::MODULE,
                setting: Setting::entry("modules", wanted),
                words: "no module is made for the namespace",
                wanted,
                recipe: Some(|near| format!("modules = {{ \"{near}\" = \"name\" }}")),
            }
            .report(namespaces.iter().map(|n| &**n), out);
        }
    }
    let path = |namespace: &str| format!("{{{namespace}}}");
    let settled = |given: &Given, namespace: &str| {
        let own = options.modules.get(namespace).map(|n| case::module_name(n));
        own.or_else(|| given.earlier("module", &path(namespace)).cloned())
    };
    for namespace in &namespaces {
        if let Some(name) = settled(given, namespace)
            && scope.take(&name)
        {
            names.insert(namespace.clone(), name);
        }
    }
    for namespace in &namespaces {
        if names.contains_key(namespace) {
            continue;
        }
        let prefixes = description.prefixes.get(namespace).into_iter().flatten();
        let candidates = module::candidates(namespace, prefixes.map(|p| &**p));
        names.insert(namespace.clone(), scope.claim(&candidates));
    }
    for (namespace, name) in &names {
        given.keep("module", &path(namespace), name);
    }
    names.insert(description.target_namespace.clone(), String::new());
    names
}

/// The names of all items and clients.
pub(super) struct Names {
    pub(super) items: Vec<String>,
    pub(super) clients: Vec<String>,
}

/// Names every item, those that are not emitted too: a choice of operations never renames.
pub(super) fn items(
    draft: &Draft,
    clients: &[ClientDraft],
    root: &Arc<str>,
    given: &mut Given,
) -> Names {
    let mut scopes: HashMap<Arc<str>, Scope> = HashMap::new();
    let mut names: Vec<Option<String>> = vec![None; draft.items.len()];
    let mut client_names: Vec<Option<String>> = vec![None; clients.len()];
    let client_path = |c: &ClientDraft, n: usize| match n {
        0 => format!(
            "{{{}}}{}",
            c.port_type_name.namespace, c.port_type_name.local
        ),
        n => format!(
            "{{{}}}{}#{}",
            c.port_type_name.namespace,
            c.port_type_name.local,
            n + 1
        ),
    };
    let paths: Vec<String> = clients
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let before = clients
                .iter()
                .take(i)
                .filter(|o| o.port_type == c.port_type)
                .count();
            client_path(c, before)
        })
        .collect();

    // what was named before
    for (id, item) in draft.ids().zip(&draft.items) {
        let label = &item.label;
        let user = given
            .renamed(label.kind, &label.path)
            .map(|n| case::type_name(&n));
        if let Some(name) = user.or_else(|| given.earlier(label.kind, &label.path).cloned())
            && is_usable(&name)
            && scopes
                .entry(item.namespace.clone())
                .or_default()
                .take(&name)
        {
            names[id.index()] = Some(name);
        }
    }
    for (slot, path) in client_names.iter_mut().zip(&paths) {
        let user = given.renamed("client", path).map(|n| case::type_name(&n));
        if let Some(name) = user.or_else(|| given.earlier("client", path).cloned())
            && is_usable(&name)
            && scopes.entry(root.clone()).or_default().take(&name)
        {
            *slot = Some(name);
        }
    }

    for kind in LAST {
        for name in given.all_earlier(kind) {
            scopes.entry(root.clone()).or_default().take(name);
        }
    }

    // the rest, by rules
    let mut order: Vec<ItemId> = draft
        .ids()
        .filter(|id| names[id.index()].is_none())
        .collect();
    let rank = |id: &ItemId| {
        let label = &draft.get(*id).label;
        let kind = KINDS
            .iter()
            .position(|k| *k == label.kind)
            .unwrap_or(KINDS.len());
        // Namespaces have slashes too.
        let place = label.path.rsplit('}').next().unwrap_or("");
        let anonymous = place.contains('/') && matches!(label.kind, "type" | "element");
        let local = place.rsplit('/').next().unwrap_or("");
        (
            if anonymous { KINDS.len() } else { kind },
            local != label.words,
            &label.path,
        )
    };
    order.sort_by_cached_key(rank);
    let is_plain = |id: &ItemId| rank(id).0 < 6;
    let (first, second): (Vec<ItemId>, Vec<ItemId>) = order.into_iter().partition(is_plain);
    let mut claim = |id: ItemId, scopes: &mut HashMap<Arc<str>, Scope>| {
        let item = draft.get(id);
        let scope = scopes.entry(item.namespace.clone()).or_default();
        let parent = item.parent.and_then(|p| names[p.index()].clone());
        let candidates = candidates(
            &item.label.words,
            item.label.suffix,
            parent.as_deref(),
            draft,
            id,
        );
        names[id.index()] = Some(scope.claim(&candidates));
    };
    for id in first {
        claim(id, &mut scopes);
    }
    for (slot, client) in client_names.iter_mut().zip(clients) {
        if slot.is_none() {
            let scope = scopes.entry(root.clone()).or_default();
            *slot = Some(scope.claim(&client_candidates(client)));
        }
    }
    for id in second {
        claim(id, &mut scopes);
    }

    let items: Vec<String> = names
        .into_iter()
        .map(|n| n.unwrap_or_else(|| "Unnamed".to_owned()))
        .collect();
    let clients: Vec<String> = client_names
        .into_iter()
        .map(|n| n.unwrap_or_else(|| "Client".to_owned()))
        .collect();
    for (item, name) in draft.items.iter().zip(&items) {
        given.keep(item.label.kind, &item.label.path, name);
    }
    for (path, name) in paths.iter().zip(&clients) {
        given.keep("client", path, name);
    }
    Names { items, clients }
}

/// Whether an item may have this name. A `New` would have a constructor of its own name, which Clippy refuses.
fn is_usable(name: &str) -> bool {
    !keyword::is_prelude(name)
        && !keyword::is_never(name)
        && name != "New"
        && case::is_identifier(name)
}

/// The names that an item may have, best first.
fn candidates(
    words: &str,
    suffix: &str,
    parent: Option<&str>,
    draft: &Draft,
    id: ItemId,
) -> Vec<String> {
    let mut list = vec![words.to_owned(), case::with_suffix(words, suffix)];
    if let (Some(parent), Some(id)) = (parent, draft.get(id).parent) {
        let outer = &draft.get(id).label.words;
        if let Some(step) = words.strip_prefix(outer.as_str())
            && parent != outer
        {
            list.insert(1, format!("{parent}{step}"));
        }
    }
    // Operations of several port types may have one name.
    let label = &draft.get(id).label;
    let place = label.path.rsplit('}').next().unwrap_or("");
    if let ("fault", Some((port_type, _))) = (label.kind, place.split_once('/')) {
        list.push(format!("{}{words}", case::type_name(port_type)));
    }
    list.retain(|n| is_usable(n));
    if list.is_empty() {
        list.push(case::with_suffix(words, "Item"));
    }
    list
}

/// What a port type's name ends with without saying anything.
const ENDINGS: &[&str] = &[
    "PortType",
    "Interface",
    "Soap12",
    "Soap11",
    "Soap",
    "Port",
    "Impl",
    "SEI",
];

fn client_candidates(client: &ClientDraft) -> Vec<String> {
    let full = case::type_name(&client.port_type_name.local);
    let mut stem = &*client.port_type_name.local;
    while let Some(shorter) = ENDINGS.iter().find_map(|e| {
        let cut = stem.len().checked_sub(e.len())?;
        let (head, tail) = (stem.get(..cut)?, stem.get(cut..)?);
        let head = head.trim_end_matches(['_', '-', '.']);
        (tail.eq_ignore_ascii_case(e) && !head.is_empty()).then_some(head)
    }) {
        stem = shorter;
    }
    let mut chars = stem.chars();
    if chars.next() == Some('I') {
        let rest = chars.as_str();
        let mut next = rest.chars();
        let capital = next.next().is_some_and(char::is_uppercase);
        if capital && next.next().is_some_and(char::is_lowercase) {
            stem = rest;
        }
    }
    let mut stem = case::type_name(stem);
    // the SOAP client of the same port type, and the other one of these, have the shorter name
    let verb = match client.ports.first().map(|port| port.protocol) {
        Some(PortProtocol::HttpGet) => "HttpGet",
        Some(PortProtocol::HttpPost) => "HttpPost",
        _ => "",
    };
    if !stem.ends_with(verb) {
        stem.truncate(stem.strip_suffix("Http").unwrap_or(&stem).len());
        stem.push_str(verb);
    }
    let named = |words: &str| match words.strip_suffix("Client") {
        Some(head) if !head.is_empty() => words.to_owned(),
        _ => format!("{words}Client"),
    };
    vec![
        named(&stem),
        named(&full),
        format!("{}{}", case::type_name(&client.service), named(&stem)),
        named(&format!("{full}PortType")),
    ]
}

/// The name of the root module: the stem of the entry document.
pub(super) fn root(entry: &str) -> String {
    let file = entry.rsplit(['/', '\\']).next().unwrap_or(entry);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    case::module_name(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_modules() {
        assert_eq!(root("CommandWebService.wsdl"), "command_web_service");
        assert_eq!(root("a/b.c/orders"), "orders");
        assert_eq!(root("type.xsd"), "type_");
        assert_eq!(root(""), "unnamed");
    }
}
