//! Package: choose operations; decide names, shapes, optionality, boxing, derives.
//!
//! Everything that the description holds is given a shape and a name first; only then is it decided what is emitted. So a choice of
//! operations, or a new one, never renames what was there.
//!
//! ```text
//! select    the chosen ports and operations
//! shape     a draft: items that refer to each other by number
//!           simple, builtin, facets    simple types
//!           complex, particle, choice, attribute, derived    complex types
//!           message, operation, client    messages, faults, clients
//! encoded   what the SOAP encoding lets be absent
//! blank     blank values that end, natural defaults
//! boxing    recursion, large variants
//! reach     what is emitted
//! naming, members, methods    identifiers, by settings, name table, rules
//! assemble  numbers become paths
//! ```

mod addressing;
mod assemble;
mod attribute;
mod blank;
mod boxing;
mod builtin;
mod choice;
mod client;
mod complex;
mod derive;
mod derived;
mod doc;
mod draft;
mod element;
mod encoded;
mod extended;
mod facets;
mod header;
mod job;
mod label;
mod lexical;
mod members;
mod message;
mod methods;
mod naming;
mod nesting;
mod occurs;
mod operation;
mod order;
mod particle;
mod policy;
mod reach;
mod root;
pub mod secret;
mod select;
mod settings;
mod shape;
mod simple;
mod simple_types;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Setting, Severity, code};
use crate::model::description::Description;
use crate::model::package::{HeaderBlock, Package};
use crate::model::xsd::{ElementId, TypeId, TypeRef};
use crate::names::scope::Scope;
use crate::options::Options;

use assemble::{Assembler, Decided, FromClients};
use client::{ClientDraft, LeftOut};
use draft::{Draft, Target};
use header::BlockDraft;
use message::Place;
use shape::Shaper;

/// Decides everything that the generated crate will contain.
///
/// Settings that match nothing are errors; what cannot be generated is left out with a warning, and [`Package::left_out`] says why.
pub fn lower(
    description: &Description,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Package {
    settings::check_names(options, diagnostics);
    let selection = select::Selection::new(description, options, diagnostics);
    let mut shaper = Shaper::new(description, options);
    seed(&mut shaper);
    let (clients, left_out) = shaper.clients(&selection);
    shaper.drain();
    report_unmatched(&shaper, options, diagnostics);
    let (mut draft, doubts) = (
        std::mem::take(&mut shaper.draft),
        std::mem::take(&mut shaper.doubts),
    );
    let simple_types = std::mem::take(&mut shaper.simple_types);

    draft.tell_apart();
    encoded::relax(&mut draft, &clients);
    let endless = blank::choose(&mut draft);
    boxing::decide(&mut draft);
    let natural = blank::natural(&draft);
    let derives = derive::allowed(&draft, &options.derive);
    let keep = reach::reached(&draft, &clients, &selection);
    let simple_types = simple_types.keep(&mut draft, &keep);

    let mut given = naming::Given::new(options);
    let root = naming::root(&description.entry);
    let modules = naming::modules(description, &draft, options, &mut given, &root, diagnostics);
    let names = naming::items(&draft, &clients, &description.target_namespace, &mut given);
    let variants = members::name(&mut draft, &mut given);
    let methods = methods::operations(&clients, &names.clients, &mut given);
    let blocks = header::constants(&clients, &methods, &mut given);
    given.check(&draft, &clients, diagnostics);

    for doubt in doubts.iter().filter(|d| keep[d.item.index()]) {
        let message = doubt.message.clone();
        diagnostics.add(doubt.code, Severity::Warning, doubt.span, message);
    }
    for item in endless.iter().filter(|e| keep[e.0.index()]) {
        let (span, message) = (draft.get(item.0).span, blank::endless_message(&draft, item));
        diagnostics.add(code::ENDLESS, Severity::Warning, span, message);
    }
    report_left_out(description, &left_out, diagnostics);
    policy::warn(&clients, diagnostics);
    let nesting = nesting::too_deep(&draft, &keep);
    if let Some(deep) = &nesting {
        report_nesting(&draft, deep, diagnostics);
    }

    let of_operations = methods.iter().flatten().map(|(_, constant)| constant);
    let mut constants = Scope::default();
    for constant in of_operations.chain(blocks.iter().map(|b| &b.constant)) {
        constants.take(constant);
    }
    let services = methods::services(&clients, &names.clients, &mut constants);
    let from_clients = FromClients {
        namespaces: body_namespaces(&clients),
        constants,
    };
    let decided = Decided {
        draft: &draft,
        keep: &keep,
        names: &names,
        variants: &variants,
        natural: &natural,
        derives: &derives,
        modules: &modules,
    };
    let assembler = Assembler::new(decided, from_clients);
    let mut package = Package {
        module: root,
        source: description.entry.clone(),
        doc: description.documentation.as_deref().and_then(doc::clean),
        modules: assembler.modules(),
        elements: assemble::elements(description, &assembler),
        types: assemble::types(description, &assembler),
        simple: simple_types.named(assembler.constants.clone()),
        recursion_limit: nesting.map(|deep| deep.limit),
        left_out: left_out
            .into_iter()
            .map(|l| ((l.binding, l.operation), l.reason))
            .collect(),
        ..Package::default()
    };
    package.headers = headers(&blocks, &assembler);
    // a client without methods is of no use
    package.clients = clients
        .into_iter()
        .zip(names.clients.iter().zip(services).zip(methods))
        .filter(|(client, _)| client.chosen().next().is_some())
        .map(|(client, (named, methods))| {
            assemble::client(client, named, methods, &blocks, &assembler)
        })
        .collect();
    package.namespaces = assembler.namespaces;
    extras(&mut package, options, &mut given, diagnostics);
    package.names = given.out;
    package
}

/// The header blocks of the chosen operations.
fn headers(blocks: &[BlockDraft], assembler: &Assembler<'_>) -> Vec<HeaderBlock> {
    let chosen = blocks.iter().filter(|block| block.is_chosen);
    let headers = chosen.map(|block| HeaderBlock {
        constant: block.constant.clone(),
        name: block.name.clone(),
        ty: assembler.rust(&block.target),
        secret: block.secret,
    });
    headers.collect()
}

/// Settings that name what is not there: members to keep secret, types to put others in the place of.
fn report_unmatched(shaper: &Shaper<'_>, options: &Options, diagnostics: &mut Diagnostics) {
    for name in shaper.secrets.unused() {
        let names = member_names(&shaper.draft);
        settings::Unmatched {
            code: code::SECRET,
            setting: Setting::entry("secrets", name),
            words: "no member to keep secret is called",
            wanted: name,
            recipe: Some(|near| format!("secrets = [\"{near}\"]")),
        }
        .report(names.iter().map(|n| &**n), diagnostics);
    }
    let known = shaper.schema.type_names.keys();
    shaper.substitutes.check(options, known, diagnostics);
}

/// What settings ask for beside the service itself. It is named last, so that it renames nothing.
fn extras(
    package: &mut Package,
    options: &Options,
    given: &mut naming::Given,
    diagnostics: &mut Diagnostics,
) {
    let mut scope = Scope::default();
    let root = package.modules.first().into_iter().flat_map(|m| &m.items);
    let taken = root.map(|item| item.name());
    for name in taken.chain(package.clients.iter().map(|c| c.name.as_str())) {
        scope.take(name);
    }
    if options.stand_in {
        for client in &mut package.clients {
            let stem = client.name.strip_suffix("Client").unwrap_or(&client.name);
            let name = format!("{stem}StandIn");
            client.stand_in = Some(given.last("stand-in", &client.name, &[name], &mut scope));
        }
    }
    package.jobs = job::jobs(package, options, given, &mut scope, diagnostics);
}

/// Asks for every global element and named type; those of built-in schemas are emitted only where something reaches them.
fn seed(shaper: &mut Shaper<'_>) {
    let description = shaper.description;
    let schema = &description.schema;
    let is_own =
        |span: crate::model::documents::Span| !description.builtin.contains(&span.document);
    for (id, ty) in (0..).map(TypeId).zip(&schema.types) {
        let named = ty
            .name
            .as_ref()
            .is_some_and(|n| schema.type_names.get(n) == Some(&id));
        if !named {
            continue;
        }
        let substituted = ty
            .name
            .as_ref()
            .is_some_and(|n| shaper.substitutes.named(n).is_some());
        let is_abstract = schema
            .complex(TypeRef::Defined(id))
            .is_some_and(|(_, c)| c.is_abstract);
        if is_own(ty.span) && !substituted && !is_abstract {
            let item = shaper.type_item(id);
            shaper.draft.get_mut(item).root = true;
        }
    }
    for (id, element) in (0..).map(ElementId).zip(&schema.elements) {
        if schema.element_names.get(&element.name) == Some(&id)
            && is_own(element.span)
            && !element.is_abstract
            && let Target::Item(item) = shaper.global_target(id)
        {
            shaper.draft.get_mut(item).root = true;
        }
    }
}

/// The name of every row, for the nearest to one that was not found.
fn member_names(draft: &Draft) -> BTreeSet<Arc<str>> {
    draft
        .items
        .iter()
        .flat_map(|i| i.rows())
        .map(|m| m.wire.clone())
        .filter(|n| !n.is_empty())
        .collect()
}

/// Types that hold others deeper than rustc follows them by default.
fn report_nesting(draft: &Draft, deep: &nesting::Deep, diagnostics: &mut Diagnostics) {
    let item = draft.get(deep.start);
    let message = format!(
        "`{}` holds types in one another, {} deep; rustc follows 128 steps unless it is told to follow more",
        item.label.words, deep.depth
    );
    let help = format!(
        "write `#![recursion_limit = \"{}\"]` at the top of the crate's root",
        deep.limit
    );
    let warning = diagnostics.add(code::DEEP, Severity::Warning, item.span, message);
    warning.help(help);
}

fn report_left_out(description: &Description, left_out: &[LeftOut], diagnostics: &mut Diagnostics) {
    let wsdl = &description.wsdl;
    for left in left_out {
        let Some(binding) = wsdl.bindings.get(left.binding.index()) else {
            continue;
        };
        let Some(bound) = binding
            .operations
            .iter()
            .find(|o| o.operation == left.operation)
        else {
            continue;
        };
        // the reader has said what it could not read
        if bound.unsupported.is_none() && !left.expected {
            let port_type = wsdl.port_types.get(binding.port_type.index());
            let name = port_type
                .and_then(|p| p.operations.get(left.operation))
                .map_or("?", |o| &o.name);
            let message = format!("the operation `{name}` is left out: {}", left.reason);
            diagnostics.add(code::UNSUPPORTED, Severity::Warning, bound.span, message);
        }
    }
}

/// The namespaces of body elements and rpc wrappers.
fn body_namespaces(clients: &[ClientDraft]) -> BTreeSet<Arc<str>> {
    let messages = clients
        .iter()
        .flat_map(ClientDraft::chosen)
        .flat_map(|o| [&o.input, &o.output]);
    let names = messages.filter_map(|m| match &m.place {
        Place::Element(name) | Place::Rpc(name) => Some(name.namespace.clone()),
        Place::Bare | Place::None => None,
    });
    names.collect()
}
