//! The package: every number of the draft replaced by a name.

mod client;
mod index;
mod item;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub(super) use self::client::client;
pub(super) use self::index::{elements, types};
use super::doc;
use super::draft::{Body, Draft, ItemId, Target, Wild as DraftWild, Wrap};
use super::naming::Names;
use crate::model::package::{Module, Namespace, NamespaceId, Path, RustType};
use crate::names::case;
use crate::names::scope::Scope;

/// Namespaces that the runtime numbers itself, with its constants.
const FIXED: &[(&str, &str)] = &[
    ("http://www.w3.org/2001/XMLSchema-instance", "XSI"),
    ("http://schemas.xmlsoap.org/soap/encoding/", "SOAP_ENC"),
    ("http://www.w3.org/2001/XMLSchema", "XSD"),
    ("http://schemas.xmlsoap.org/soap/envelope/", "SOAP"),
    ("http://www.w3.org/2003/05/soap-envelope", "SOAP12"),
    ("http://www.w3.org/2003/05/soap-encoding", "SOAP12_ENC"),
    ("http://www.w3.org/XML/1998/namespace", "XML"),
];

/// What the steps before have decided: of each item by its number.
pub(super) struct Decided<'d> {
    pub(super) draft: &'d Draft,
    /// Whether it is emitted.
    pub(super) keep: &'d [bool],
    pub(super) names: &'d Names,
    /// The variants of words and unions.
    pub(super) variants: &'d [Vec<String>],
    /// Whether its blank value is a natural default.
    pub(super) natural: &'d [bool],
    /// More that it derives.
    pub(super) derives: &'d [Vec<String>],
    /// The name of each namespace's module.
    pub(super) modules: &'d BTreeMap<Arc<str>, String>,
}

/// What is needed to give everything its name.
pub(super) struct Assembler<'d> {
    pub(super) decided: Decided<'d>,
    module_numbers: HashMap<Arc<str>, usize>,
    namespace_numbers: BTreeMap<Arc<str>, NamespaceId>,
    pub(super) namespaces: Vec<Namespace>,
    /// The constants that are taken.
    pub(super) constants: Scope,
}

/// What the clients bring to the tables.
pub(super) struct FromClients {
    /// Namespaces of message bodies.
    pub(super) namespaces: BTreeSet<Arc<str>>,
    /// The constants of operations and header blocks, beside which those of namespaces stand.
    pub(super) constants: Scope,
}

impl<'d> Assembler<'d> {
    /// Numbers modules and namespaces: the target namespace first, then by name of the module, then those without one.
    pub(super) fn new(decided: Decided<'d>, clients: FromClients) -> Self {
        let Decided {
            draft,
            keep,
            modules,
            ..
        } = decided;
        let mut ordered: Vec<(&String, &Arc<str>)> =
            modules.iter().map(|(ns, name)| (name, ns)).collect();
        ordered.sort();
        let used: BTreeSet<&Arc<str>> = draft
            .ids()
            .filter(|id| keep[id.index()])
            .map(|id| &draft.get(id).namespace)
            .collect();
        ordered.retain(|(name, ns)| name.is_empty() || used.contains(ns));
        let numbers = ordered
            .iter()
            .enumerate()
            .map(|(i, (_, ns))| ((*ns).clone(), i));
        let mut this = Self {
            decided,
            module_numbers: numbers.collect(),
            namespace_numbers: BTreeMap::new(),
            namespaces: Vec::new(),
            constants: clients.constants,
        };
        this.number_namespaces(&ordered, clients.namespaces);
        this
    }

    fn number_namespaces(
        &mut self,
        ordered: &[(&String, &Arc<str>)],
        mut used: BTreeSet<Arc<str>>,
    ) {
        for id in self
            .decided
            .draft
            .ids()
            .filter(|id| self.decided.keep[id.index()])
        {
            let item = self.decided.draft.get(id);
            if let Body::Struct { table, .. } | Body::Choice { table, .. } = &item.body {
                used.insert(table.namespace.clone());
            }
            for row in item.rows() {
                if !row.wire.is_empty() {
                    used.insert(row.namespace.clone());
                }
                used.extend(row.declared.iter().map(|name| name.namespace.clone()));
                match &row.wild {
                    Some(DraftWild::Not(n)) => {
                        used.insert(n.clone());
                    }
                    Some(DraftWild::In(list)) => used.extend(list.iter().cloned()),
                    None => {}
                }
            }
        }
        used.remove("");
        let scope = &mut self.constants;
        let reserved = FIXED
            .iter()
            .map(|(_, c)| *c)
            .chain(["NO_NS", "FIRST", "FIXED", "NAMES"]);
        reserved.for_each(|c| {
            scope.take(c);
        });
        let mut order: Vec<Arc<str>> = ordered
            .iter()
            .map(|(_, ns)| (*ns).clone())
            .filter(|n| used.contains(n))
            .collect();
        let others: BTreeSet<&Arc<str>> = ordered.iter().map(|(_, ns)| *ns).collect();
        order.extend(used.iter().filter(|n| !others.contains(n)).cloned());
        for namespace in order {
            let fixed = FIXED
                .iter()
                .find(|(uri, _)| **uri == *namespace)
                .map(|(_, c)| (*c).to_owned());
            let constant = fixed.clone().unwrap_or_else(|| {
                let wanted = match self.decided.modules.get(&namespace) {
                    Some(root) if root.is_empty() => "T".to_owned(),
                    Some(name) => case::constant_name(name),
                    None => case::constant_name(
                        crate::names::module::candidates(&namespace, [])
                            .first()
                            .map_or("NS", String::as_str),
                    ),
                };
                let said = format!("{wanted}_NS");
                scope.claim(&[wanted, said])
            });
            self.namespace_numbers
                .insert(namespace.clone(), NamespaceId(self.namespaces.len()));
            self.namespaces.push(Namespace {
                constant,
                uri: namespace.to_string(),
                fixed: fixed.is_some(),
            });
        }
    }

    /// The number of a namespace; `None` is "in no namespace".
    pub(super) fn namespace(&self, uri: &str) -> Option<NamespaceId> {
        self.namespace_numbers.get(uri).copied()
    }

    /// The path of an item.
    pub(super) fn path(&self, id: ItemId) -> Path {
        let item = self.decided.draft.get(id);
        Path {
            module: self
                .module_numbers
                .get(&item.namespace)
                .copied()
                .unwrap_or(0),
            name: self
                .decided
                .names
                .items
                .get(id.index())
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// The type of a target.
    pub(super) fn rust(&self, target: &Target) -> RustType {
        match target {
            Target::Runtime(name) => RustType::Runtime(name),
            Target::Item(id) => RustType::Named(self.path(*id)),
            Target::List(inner) => RustType::List(Box::new(self.rust(inner))),
            Target::Foreign(path) => RustType::Foreign(path.clone()),
            Target::Unit => RustType::Unit,
        }
    }

    fn wrapped(&self, target: &Target, wrap: Wrap, boxed: bool) -> RustType {
        let mut inner = self.rust(target);
        if boxed && wrap.by_value() {
            inner = RustType::Boxed(Box::new(inner));
        }
        let option = |t| RustType::Option(Box::new(t));
        let vec = |t| RustType::Vec(Box::new(t));
        let with_nil = |t| RustType::WithNil(Box::new(t));
        match wrap {
            Wrap::One => inner,
            Wrap::Option => option(inner),
            Wrap::Nillable => RustType::Nillable(Box::new(inner)),
            Wrap::WithNil => with_nil(inner),
            Wrap::OptionWithNil => option(with_nil(inner)),
            Wrap::Vec => vec(inner),
            Wrap::VecOption => vec(option(inner)),
            Wrap::VecWithNil => vec(with_nil(inner)),
        }
    }

    /// The modules with the kept items: source order, each item followed by what is nested in it.
    pub(super) fn modules(&self) -> Vec<Module> {
        let mut children: HashMap<ItemId, Vec<ItemId>> = HashMap::new();
        let mut roots: Vec<ItemId> = Vec::new();
        for id in self.decided.draft.ids() {
            match self.decided.draft.get(id).parent {
                Some(parent) => children.entry(parent).or_default().push(id),
                None => roots.push(id),
            }
        }
        let place = |id: &ItemId| {
            let item = self.decided.draft.get(*id);
            (
                item.span.is_none(),
                item.span.map(|s| (s.document, s.start)),
                *id,
            )
        };
        roots.sort_by_key(place);
        let count = self.module_numbers.len().max(1);
        let mut list = vec![Module::default(); count];
        for (namespace, number) in &self.module_numbers {
            let module = &mut list[*number];
            module.name = self
                .decided
                .modules
                .get(namespace)
                .cloned()
                .unwrap_or_default();
            module.namespace = namespace.to_string();
            if !module.name.is_empty() {
                let what = if namespace.is_empty() {
                    "no namespace".to_owned()
                } else {
                    format!("the namespace {}", doc::code(namespace))
                };
                module.doc = Some(format!("Types of {what}."));
            }
        }
        let mut open: Vec<ItemId> = roots.into_iter().rev().collect();
        while let Some(id) = open.pop() {
            if let Some(inner) = children.get(&id) {
                open.extend(inner.iter().rev());
            }
            if self.decided.keep[id.index()] {
                let number = self
                    .module_numbers
                    .get(&self.decided.draft.get(id).namespace)
                    .copied()
                    .unwrap_or(0);
                list[number].items.extend(self.item(id));
            }
        }
        list
    }
}
