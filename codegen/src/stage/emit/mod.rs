//! Source: one function per construct; cannot fail.
//!
//! A construct has a file, with two functions at most: `define` gives the item that a person reads, `tables` the rows that the
//! runtime's interpreter reads.

mod alias;
mod choice;
mod client;
mod derive;
mod doc;
mod facets;
mod job;
mod operation;
mod policy;
mod scope;
mod structs;
mod table;
mod table_scope;
mod union;
mod wire;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use scope::{Part as Place, Scope};
use table_scope::TableScope;

use crate::model::package::{Item, Package, Path, RustType};
use crate::model::source::{Of, Part, Piece, Source, SourceItem, SourceModule, Use, UseGroup};

/// Emits the package as tokens and tables.
pub fn emit(package: &Package) -> Source {
    let told = told(package);
    Source {
        module: package.module.clone(),
        from: package.source.clone(),
        modules: (0..package.modules.len())
            .map(|i| module(package, i, &told))
            .collect(),
        names: package.names.clone(),
    }
}

/// What there is to say of a type that is there for one method.
struct Told {
    text: String,
    /// Whether it is the method's request or response: no type of its own to the reader, who comes from the method.
    is_message: bool,
}

/// The types that are the request, the response or the faults of one method and nothing else.
fn told(package: &Package) -> BTreeMap<Path, Told> {
    let mut told = BTreeMap::new();
    let mut shared = members(package);
    for client in &package.clients {
        for operation in &client.operations {
            let method = |up: &str| format!("[`{}`]({up}{}::{0})", operation.method, client.name);
            if let Some(path) = &operation.fault_type {
                let text = format!(
                    "The faults that {} declares: `fault.declared::<{}>()`.",
                    method(""),
                    path.name
                );
                told.entry(path.clone()).or_insert(Told {
                    text,
                    is_message: false,
                });
            }
            for (message, what) in [
                (&operation.input, "The request of"),
                (&operation.output, "The response of"),
            ] {
                let RustType::Named(path) = &message.ty else {
                    continue;
                };
                let up = if path.module == 0 { "" } else { "super::" };
                let message = Told {
                    text: format!("{what} {}.", method(up)),
                    is_message: true,
                };
                if told.insert(path.clone(), message).is_some() {
                    shared.insert(path.clone());
                }
            }
        }
    }
    told.retain(|path, _| !shared.contains(path));
    told
}

/// The types that members have.
fn members(package: &Package) -> BTreeSet<Path> {
    let items = package.modules.iter().flat_map(|m| &m.items);
    items.flat_map(Item::names).cloned().collect()
}

/// Emits one module.
fn module(package: &Package, index: usize, told: &BTreeMap<Path, Told>) -> SourceModule {
    let module = &package.modules[index];
    let path = |item: &Item| Path {
        module: index,
        name: item.name().to_owned(),
    };
    let (first, others): (Vec<&Item>, Vec<&Item>) = module
        .items
        .iter()
        .partition(|item| told.get(&path(item)).is_some_and(|t| t.is_message));
    let mut doc_text = match (&module.doc, index) {
        (Some(doc), _) => doc.clone(),
        (None, 0) => package
            .doc
            .clone()
            .unwrap_or_else(|| format!("What {} describes.", doc::code(&package.source))),
        (None, _) => format!("The types of {}.", doc::code(&module.namespace)),
    };
    if index == 0 {
        doc_text.push_str(&client::start(&package.clients));
    }
    let mut out = SourceModule {
        name: module.name.clone(),
        doc: doc::lines(&doc_text),
        messages: types(package, index, &first, told),
        types: types(package, index, &others, told),
        wire: wire::part(package, index),
        ..SourceModule::default()
    };
    if index == 0 && !package.clients.is_empty() {
        out.client = clients(package);
        out.operations = operations(package);
    }
    out
}

/// The definitions of some types of a module.
fn types(package: &Package, index: usize, items: &[&Item], told: &BTreeMap<Path, Told>) -> Part {
    let scope = Scope::new(package, index, Place::Module);
    let mut own = BTreeSet::new();
    let mut out = Vec::new();
    for item in items {
        let path = Path {
            module: index,
            name: item.name().to_owned(),
        };
        let otherwise = told.get(&path).map(|t| &t.text);
        let item = match item {
            Item::Struct(item) => structs::define(&scope, item, otherwise),
            Item::Choice(item) => choice::define(&scope, item, otherwise),
            Item::Words(item) => words::define(&scope, item),
            Item::Union(item) => union::define(&scope, item),
            Item::Alias(item) => alias::define(&scope, item),
        };
        own.insert(path.clone());
        out.push(Piece {
            of: Of::Type(path),
            item,
        });
    }
    let named = items.iter().any(|item| {
        told.contains_key(&Path {
            module: index,
            name: item.name().to_owned(),
        })
    });
    let used = scope.into_used();
    Part {
        uses: wire::imports(UseGroup::Types, wire::RUNTIME, used.runtime).collect(),
        outside: named || !used.package.is_subset(&own),
        items: out,
    }
}

/// The clients.
fn clients(package: &Package) -> Part {
    let scope = Scope::new(package, 0, Place::Module);
    let all = package.clients.iter();
    let mut items: Vec<SourceItem> = all
        .clone()
        .flat_map(|c| client::define(&scope, c))
        .collect();
    let rows = TableScope::new(package, 0);
    let stand_ins = all.filter_map(|c| job::stand_in(&rows, c));
    items.extend(stand_ins.map(SourceItem::Rows));
    let jobs = package.jobs.iter();
    let jobs = jobs.filter_map(|j| Some(job::job(&rows, package.clients.get(j.client)?, j)));
    items.extend(jobs.map(SourceItem::Rows));
    // What rows name beside the macros is in the methods' signatures, too.
    let helpers = rows.into_used().helpers;
    let is_free = !scope.is_taken("Borrow");
    let mut uses: BTreeSet<Use> =
        wire::imports(UseGroup::Types, wire::RUNTIME, scope.into_used().runtime).collect();
    uses.extend(wire::imports(UseGroup::Helpers, wire::RUNTIME, helpers));
    let mut operations = package.clients.iter().flat_map(|c| &c.operations);
    if is_free && operations.any(|o| o.input.ty != RustType::Unit) {
        uses.insert(Use {
            group: UseGroup::Types,
            path: "::std::borrow",
            name: "Borrow".to_owned(),
        });
    }
    let of_service = |item| Piece {
        of: Of::Service,
        item,
    };
    Part {
        uses,
        outside: true,
        items: items.into_iter().map(of_service).collect(),
    }
}

/// The module `operations`.
fn operations(package: &Package) -> Part {
    let scope = TableScope::new(package, 0);
    let mut items = Vec::new();
    let secrets = package.secrets();
    for client in &package.clients {
        let of = Of::Service;
        items.push((of, operation::service(&scope, client, &secrets)));
        items.extend(client.operations.iter().map(|o| {
            (
                Of::Operation(o.constant.clone()),
                operation::constant(&scope, o),
            )
        }));
    }
    let headers = package.headers.iter();
    items.extend(headers.map(|h| (Of::Service, operation::header(&scope, h))));
    let all = package.clients.iter().flat_map(|c| &c.operations);
    let named = all
        .flat_map(|o| [&o.input.ty, &o.output.ty])
        .chain(package.headers.iter().map(|h| &h.ty))
        .any(|ty| *ty != RustType::Unit);
    let items = items.into_iter().map(|(of, rows)| Piece {
        of,
        item: SourceItem::Rows(rows),
    });
    let items = items.collect();
    wire::with_uses(scope, 0, items, named)
}
