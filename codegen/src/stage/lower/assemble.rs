//! The package: every number of the draft replaced by a name.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::blank;
use super::doc;
use super::draft::{
    Body, Draft, Item as DraftItem, ItemId, Key, Member as DraftMember, Role, Table as DraftTable,
    Target, Wild as DraftWild, Wrap,
};
use super::naming::Names;
use crate::model::package::{
    Alias, Base, Choice, Derives, Getter, Item, Member, Module, Namespace, NamespaceId, Path, Row,
    RustType, Struct, Table, Union, Variant, Wild, Words,
};
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

/// What is needed to give everything its name.
pub(super) struct Assembler<'d> {
    pub(super) draft: &'d Draft,
    pub(super) keep: &'d [bool],
    pub(super) names: &'d Names,
    /// Variants of words and unions, by item.
    pub(super) variants: &'d [Vec<String>],
    pub(super) natural: &'d [bool],
    pub(super) derives: &'d [Vec<String>],
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
    #[allow(
        clippy::too_many_arguments,
        reason = "the results of the steps before, each by its name"
    )]
    pub(super) fn new(
        draft: &'d Draft,
        keep: &'d [bool],
        names: &'d Names,
        variants: &'d [Vec<String>],
        natural: &'d [bool],
        derives: &'d [Vec<String>],
        modules: &BTreeMap<Arc<str>, String>,
        clients: FromClients,
    ) -> Self {
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
            draft,
            keep,
            names,
            variants,
            natural,
            derives,
            module_numbers: numbers.collect(),
            namespace_numbers: BTreeMap::new(),
            namespaces: Vec::new(),
            constants: clients.constants,
        };
        this.number_namespaces(&ordered, modules, clients.namespaces);
        this
    }

    fn number_namespaces(
        &mut self,
        ordered: &[(&String, &Arc<str>)],
        modules: &BTreeMap<Arc<str>, String>,
        mut used: BTreeSet<Arc<str>>,
    ) {
        for id in self.draft.ids().filter(|id| self.keep[id.index()]) {
            let item = self.draft.get(id);
            if let Body::Struct { table, .. } | Body::Choice { table, .. } = &item.body {
                used.insert(table.namespace.clone());
            }
            for row in item.rows() {
                if !row.wire.is_empty() {
                    used.insert(row.namespace.clone());
                }
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
                let wanted = match modules.get(&namespace) {
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
        let item = self.draft.get(id);
        Path {
            module: self
                .module_numbers
                .get(&item.namespace)
                .copied()
                .unwrap_or(0),
            name: self
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
    pub(super) fn modules(&self, modules: &BTreeMap<Arc<str>, String>) -> Vec<Module> {
        let mut children: HashMap<ItemId, Vec<ItemId>> = HashMap::new();
        let mut roots: Vec<ItemId> = Vec::new();
        for id in self.draft.ids() {
            match self.draft.get(id).parent {
                Some(parent) => children.entry(parent).or_default().push(id),
                None => roots.push(id),
            }
        }
        let place = |id: &ItemId| {
            let item = self.draft.get(*id);
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
            module.name = modules.get(namespace).cloned().unwrap_or_default();
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
            if self.keep[id.index()] {
                let number = self
                    .module_numbers
                    .get(&self.draft.get(id).namespace)
                    .copied()
                    .unwrap_or(0);
                list[number].items.extend(self.item(id));
            }
        }
        list
    }

    fn item(&self, id: ItemId) -> Option<Item> {
        let item = self.draft.get(id);
        let name = self.names.items.get(id.index())?.clone();
        let doc = item.doc.clone();
        let about = about(item);
        let variants = self.variants.get(id.index())?;
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
                    table: self.table(table),
                    members: members.iter().map(|m| self.member(m, table)).collect(),
                    derives,
                    new: Some(new),
                    array: *complex && is_array(members),
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
                table: self.table(table),
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
        let is_struct = matches!(self.draft.get(id).body, Body::Struct { .. });
        Derives {
            default: is_struct && self.natural[id.index()],
            more: self.derives.get(id.index()).cloned().unwrap_or_default(),
        }
    }

    fn has_default(&self, member: &DraftMember) -> bool {
        match member.wrap {
            Wrap::One => match &member.target {
                Target::Item(id) => self.natural[id.index()],
                Target::Runtime(name) => super::builtin::is_natural(name),
                Target::List(_) | Target::Unit => true,
                Target::Foreign(_) => false,
            },
            Wrap::WithNil => false,
            _ => true,
        }
    }

    fn base(&self, item: &DraftItem, base: ItemId) -> Option<Base> {
        let theirs = self.draft.get(base);
        if !self.keep[base.index()] || !matches!(theirs.body, Body::Struct { .. }) {
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

    fn table(&self, table: &DraftTable) -> Table {
        Table {
            namespace: self.namespace(&table.namespace),
            name: table.name.to_string(),
            kind: table.kind,
            ordered: table.ordered,
            mixed: table.mixed,
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
        }
    }

    fn member(&self, member: &DraftMember, table: &DraftTable) -> Member {
        let getter = self.getter(member);
        let bare = member.ident.strip_prefix("r#").unwrap_or(&member.ident);
        Member {
            name: member.ident.clone(),
            doc: self.row_doc(member, bare),
            ty: self.wrapped(&member.target, member.wrap, member.boxed),
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
        let target = self.draft.resolve(&member.target);
        let is_simple = match target {
            Target::Runtime(name) => !matches!(*name, "Element" | "AnySimple" | "QName"),
            Target::Item(id) => matches!(
                self.draft.get(*id).body,
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

/// One repeated element and nothing else.
fn is_array(members: &[DraftMember]) -> bool {
    matches!(members, [only] if !only.wrap.by_value() && only.role == Role::Element && !only.flags.group)
}

/// The items that stand for an element or type of the description, by key.
pub(super) fn named(draft: &Draft) -> impl Iterator<Item = (ItemId, Key)> + '_ {
    draft.ids().map(|id| (id, draft.get(id).key))
}

/// What becomes of blank values that never end, as a warning.
pub(super) fn endless_message(draft: &Draft, endless: &blank::Endless) -> String {
    let path = &draft.get(endless.0).label.path;
    format!(
        "no document can hold a `{path}`: it must hold itself without end; what goes round is read as optional"
    )
}

/// What an item is, for want of documentation: where its component stands.
fn about(item: &super::draft::Item) -> String {
    let label = &item.label;
    let place = label.path.split_once('}').map_or(&*label.path, |(_, p)| p);
    let outer = place.rsplit_once('/').map_or(place, |(outer, _)| outer);
    match label.kind {
        "any" => format!("{} or a type that derives from it", doc::code(place)),
        "substitution" => format!("{} or an element that stands for it", doc::code(place)),
        "content" => format!("A piece of {}", doc::code(place)),
        "particle" | "group" => match &item.body {
            Body::Choice { .. } => format!("One of these, in {}", doc::code(outer)),
            _ => format!("What stands together in {}", doc::code(outer)),
        },
        _ => doc::code(place),
    }
}
