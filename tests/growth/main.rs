//! The growth law: what is added to a description renames nothing that was there. Seen from the other end: one operation, definition or
//! optional member is taken away, and every name that remains is as before, by the rules alone and, where names collide, with the
//! name table. A choice of operations renames nothing either. And `random`: descriptions that grow and shrink many times over.

mod names;
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use names::{CONSTANT, names, renamed};
use tests::{case, root, shared, skipped};
use wsdl_codegen::Options;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::model::documents::Documents;
use wsdl_codegen::model::package::Package;
use wsdl_codegen::names::table;
use wsdl_codegen::stage::{load, lower, read};

/// The most things that are taken away from one description: the first, and others evenly spread.
const MOST: usize = 24;

/// Descriptions of the corpus, where it is there: document and rpc, many namespaces, many collisions.
const OF_CORPUS: [&str; 4] = [
    "ads/yandex-direct-campaigns/campaigns.wsdl",
    "amazon/ec2-2008-05-05/ec2.wsdl",
    "hr/*",
    "peer-metro/*",
];

#[test]
fn cases_grow_without_renaming() {
    let mut tried = 0;
    let mut problems = Vec::new();
    for case in case::all() {
        let group = case.name.split('/').next().unwrap_or_default();
        // A case of settings or of an earlier table has its own reasons for its names.
        if matches!(group, "diagnostics" | "settings") || !case.options.operations.is_empty() {
            continue;
        }
        let by_rules = group != "naming";
        let found = law(&case.input, &case.options, MOST, by_rules, &mut tried);
        problems.extend(found.into_iter().map(|p| format!("{}: {p}", case.name)));
    }
    assert_eq!(problems, Vec::<String>::new());
    assert!(
        tried > 100 || std::env::var_os("CASE").is_some(),
        "{tried} things taken away"
    );
}

#[test]
fn services_grow_without_renaming() {
    let own = root().join("wsdl/command-web-service/CommandWebService.wsdl");
    let mut tried = 0;
    let problems = law(&own, &Options::default(), MOST, true, &mut tried);
    assert_eq!(problems, Vec::<String>::new());
    assert!(tried > 10, "{tried} things taken away");
}

#[test]
fn the_corpus_grows_without_renaming() {
    let Some(corpus) = shared("corpus") else {
        return skipped(
            "the growth law over real descriptions",
            "there is no ../shared/corpus",
        );
    };
    let catalog = corpus.join("_catalog/catalog.tsv");
    let options = Options {
        catalog: catalog.exists().then_some(catalog).into_iter().collect(),
        ..Options::default()
    };
    let entries = tests::corpus::manifest::read(&corpus).expect("the manifest is there");
    let mut tried = 0;
    let mut problems = Vec::new();
    for pattern in OF_CORPUS {
        let chosen = entries
            .iter()
            .filter(|e| e.is_ok() && tests::corpus::manifest::selects(pattern, &e.path));
        for entry in chosen.take(4) {
            let found = law(&corpus.join(&entry.path), &options, 6, true, &mut tried);
            problems.extend(found.into_iter().map(|p| format!("{}: {p}", entry.path)));
        }
    }
    assert_eq!(problems, Vec::<String>::new());
    assert!(tried > 20, "{tried} things taken away");
}

/// Takes things away from a description one at a time, and says which names change; counts what it took away.
fn law(
    entry: &Path,
    options: &Options,
    most: usize,
    by_rules: bool,
    tried: &mut usize,
) -> Vec<String> {
    let mut problems = Vec::new();
    let documents = load::load(entry, options, &mut Diagnostics::new());
    let Some(whole) = package(&documents, options) else {
        return problems;
    };
    let before = names(&whole);
    let removable: Vec<Removal> = removals(&documents);
    let step = removable.len().div_ceil(most).max(1);
    for removal in removable.iter().step_by(step) {
        let mut less = documents.clone();
        removal.apply(&mut less);
        // What is referred to cannot be taken away.
        let Some(part) = package(&less, options) else {
            continue;
        };
        *tried += 1;
        let remaining = names(&part);
        if by_rules {
            // The constants of all clients stand together: which is the plain one of two, only a table can keep.
            let changes = renamed(&remaining, &before).filter(|c| !c.starts_with(CONSTANT));
            problems
                .extend(changes.map(|c| format!("without {}, by the rules: {c}", removal.what)));
        }
        // The other way round: what is added later yields to the names that are there.
        let kept = Options {
            names: Some(table::print(&part.names)),
            ..options.clone()
        };
        if let Some(grown) = package(&documents, &kept) {
            let grown = names(&grown);
            let changes = renamed(&remaining, &grown);
            problems.extend(changes.map(|c| format!("when {} comes: {c}", removal.what)));
        }
    }
    let operations = whole.clients.iter().flat_map(|c| &c.operations);
    let wanted: BTreeSet<&String> = operations.map(|o| &o.name).collect();
    for name in wanted.into_iter().take(most) {
        let one = Options {
            operations: vec![name.clone()],
            ..options.clone()
        };
        if let Some(part) = package(&documents, &one) {
            let chosen = names(&part);
            let changes = renamed(&chosen, &before);
            problems.extend(changes.map(|c| format!("`{name}` alone: {c}")));
        }
    }
    problems
}

/// What the generator makes of documents in memory; nothing when they have errors.
fn package(documents: &Documents, options: &Options) -> Option<Package> {
    let mut diagnostics = Diagnostics::new();
    let description = read::read(documents, &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let package = lower::lower(&description, options, &mut diagnostics);
    (!diagnostics.has_errors()).then_some(package)
}

/// A document, by its index, and a range of its bytes.
type Part = (usize, Range<usize>);

/// Something that may be missing: its parts in the documents, by document.
struct Removal {
    what: String,
    parts: Vec<Part>,
}

impl Removal {
    /// Blanks the parts out, so that all else stays where it is.
    fn apply(&self, documents: &mut Documents) {
        for (document, range) in &self.parts {
            let text = documents.list[*document].text.to_string();
            let blank = " ".repeat(range.len());
            let (head, tail) = (&text[..range.start], &text[range.end..]);
            documents.list[*document].text = format!("{head}{blank}{tail}").into();
        }
    }
}

/// Operations with what binds them, definitions, and members that may be absent.
fn removals(documents: &Documents) -> Vec<Removal> {
    let mut removals = Vec::new();
    let mut operations: BTreeMap<(String, String), Vec<Part>> = BTreeMap::new();
    for (number, document) in documents.list.iter().enumerate() {
        let Ok(parsed) = roxmltree::Document::parse(&document.text) else {
            continue;
        };
        if document.builtin {
            continue;
        }
        for node in parsed.descendants().filter(roxmltree::Node::is_element) {
            let Some(parent) = node.parent_element() else {
                continue;
            };
            let name = node.attribute("name").unwrap_or_default().to_owned();
            let of = |attribute: &str| {
                let value = parent.attribute(attribute).unwrap_or_default();
                value.rsplit(':').next().unwrap_or_default().to_owned()
            };
            let part = (number, node.range());
            match (parent.tag_name().name(), node.tag_name().name()) {
                ("portType", "operation") => {
                    operations.entry((of("name"), name)).or_default().push(part)
                }
                ("binding", "operation") => {
                    operations.entry((of("type"), name)).or_default().push(part)
                }
                ("schema", kind @ ("complexType" | "simpleType" | "element" | "group")) => {
                    removals.push(Removal {
                        what: format!("the {kind} `{name}`"),
                        parts: vec![part],
                    });
                }
                ("sequence" | "all", "element") if node.attribute("minOccurs") == Some("0") => {
                    removals.push(Removal {
                        what: format!("the member `{name}`"),
                        parts: vec![part],
                    });
                }
                _ => {}
            }
        }
    }
    removals.extend(operations.into_iter().map(|((_, name), parts)| Removal {
        what: format!("the operation `{name}`"),
        parts,
    }));
    removals
}
