//! Description: XML to components; names linked; the undefined and the unsupported reported.

mod chain;
mod documentation;
mod findings;
mod grammar;
mod long_names;
mod problem;
mod reader;
mod schemas;
mod symbols;
mod tag;
mod wsdl;
mod xsd;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use self::problem::{Component, Incomplete};
use self::reader::Reader;
use self::symbols::Symbols;
use self::tag::Tag;
use self::wsdl::policy::Policies;
use self::xsd::Declarations;
use crate::diagnostic::Diagnostics;
use crate::guard::{self, Limits};
use crate::model::description::Description;
use crate::model::documents::{DocumentId, Documents};
use crate::model::namespace;
use crate::model::wsdl::Wsdl;
use crate::model::xsd::Schema;

/// Reads all documents into one description.
///
/// Whatever is wrong is a finding in `diagnostics`; the description holds what could be read. Without an error in the findings every
/// reference in it is to a component that is there.
pub fn read(documents: &Documents, diagnostics: &mut Diagnostics) -> Description {
    // The loader has passed every document that is not marked broken; documents made by other hands are checked again, for the
    // parser's sake.
    let parsed: Vec<Option<roxmltree::Document<'_>>> = documents
        .list
        .iter()
        .map(|d| {
            let sound = !d.broken && guard::check(&d.text, &Limits::DEFAULT).is_ok();
            if sound {
                roxmltree::Document::parse(&d.text).ok()
            } else {
                None
            }
        })
        .collect();
    let (schemas, interned) = schemas::find(documents, &parsed, diagnostics);
    let mut reader = Reader {
        diagnostics,
        schemas,
        symbols: Symbols::default(),
        declarations: Declarations::default(),
        ids: HashMap::new(),
        originals: HashMap::new(),
        aliases: Vec::new(),
        binding_ids: Vec::new(),
        policies: Policies::default(),
        current: Component::Nothing,
        problems: Vec::new(),
        incomplete: incomplete(documents, &parsed),
        builtin: documents.builtin(),
        said: BTreeSet::new(),
        schema: Schema::default(),
        wsdl: Wsdl::default(),
        interned,
    };
    xsd::read(&mut reader);
    wsdl::read(&mut reader, &parsed);
    long_names::check(&mut reader);
    chain::report(&mut reader);
    let Reader {
        schema,
        wsdl,
        builtin,
        ..
    } = reader;
    let root = parsed.first().and_then(Option::as_ref).map(|p| Tag {
        node: p.root_element(),
        document: DocumentId(0),
        schema: usize::MAX,
    });
    Description {
        entry: documents
            .list
            .first()
            .map_or_else(String::new, |d| d.name.clone()),
        target_namespace: root
            .and_then(|r| r.attribute("targetNamespace"))
            .unwrap_or("")
            .into(),
        documentation: root
            .and_then(|r| documentation::of_wsdl(r).or_else(|| documentation::of_schema(r))),
        schema,
        wsdl,
        builtin,
        prefixes: prefixes(&parsed),
    }
}

/// The namespaces of which a document is missing or broken.
fn incomplete(documents: &Documents, parsed: &[Option<roxmltree::Document<'_>>]) -> Incomplete {
    let mut incomplete = Incomplete::default();
    let supplied: BTreeSet<&str> = parsed
        .iter()
        .flatten()
        .flat_map(|p| p.descendants())
        .filter(|n| {
            n.tag_name().name() == "schema"
                && n.tag_name().namespace().is_none_or(namespace::is_schema)
        })
        .map(|n| n.attribute("targetNamespace").unwrap_or(""))
        .collect();
    for (document, parsed) in (0..).map(DocumentId).zip(parsed) {
        let Some(parsed) = parsed else { continue };
        for node in parsed
            .descendants()
            .filter(|n| matches!(n.tag_name().name(), "import" | "include" | "redefine"))
        {
            let target = documents.target(document, node.range().start);
            let found = target
                .and_then(|t| documents.get(t))
                .is_some_and(|d| !d.broken);
            let located = node
                .attribute("schemaLocation")
                .or(node.attribute("location"));
            if found || located.is_none_or(|l| l.trim().is_empty()) {
                continue;
            }
            let tag = node.tag_name();
            if tag.namespace() == Some(namespace::WSDL) {
                incomplete.wsdl();
            } else if tag.name() == "import" {
                let imported = node.attribute("namespace").unwrap_or("");
                if !supplied.contains(imported) {
                    incomplete.schema(imported);
                }
            } else {
                let own = node
                    .ancestors()
                    .find_map(|a| a.attribute("targetNamespace"));
                incomplete.schema(own.unwrap_or(""));
            }
        }
    }
    incomplete
}

/// The prefixes of each namespace, in source order.
fn prefixes(parsed: &[Option<roxmltree::Document<'_>>]) -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    let mut found: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for parsed in parsed.iter().flatten() {
        let mut last = None;
        for node in parsed.descendants().filter(roxmltree::Node::is_element) {
            // Elements without declarations of their own share their parent's list.
            let namespaces = node.namespaces();
            let key = (
                namespaces.len(),
                node.parent_element().map(|p| p.namespaces().len()),
            );
            if last == Some(key) && key.1 == Some(key.0) {
                continue;
            }
            last = Some(key);
            for declared in namespaces {
                let (Some(prefix), uri) = (declared.name(), declared.uri()) else {
                    continue;
                };
                if prefix != "xml" && seen.insert((prefix, uri)) {
                    found
                        .entry(Arc::from(uri))
                        .or_default()
                        .push(Arc::from(prefix));
                }
            }
        }
    }
    found
}
