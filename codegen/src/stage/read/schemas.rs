//! Which schemas there are: every `xs:schema` of every document, each under the namespaces that it is included into.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::tag::Tag;
use super::xsd::derivation_set;
use crate::diagnostic::{Diagnostics, Severity, code};
use crate::model::documents::{DocumentId, Documents};
use crate::model::namespace;
use crate::model::xsd::DerivationSet;

/// A schema: an `xs:schema` element read under a target namespace.
pub(super) struct SchemaSource<'d> {
    pub(super) root: Tag<'d>,
    /// Its target namespace; for a chameleon (part 1, section 4.2.1) that of the including schema.
    pub(super) namespace: Arc<str>,
    /// It has no target namespace of its own: unprefixed names mean the including schema's.
    pub(super) chameleon: bool,
    pub(super) qualified_elements: bool,
    pub(super) qualified_attributes: bool,
    pub(super) block: DerivationSet,
    pub(super) final_: Option<&'d str>,
}

/// Finds all schemas, in the order of documents and of their places in them, and their target namespaces.
pub(super) fn find<'d>(
    documents: &Documents,
    parsed: &'d [Option<roxmltree::Document<'d>>],
    diagnostics: &mut Diagnostics,
) -> (Vec<SchemaSource<'d>>, BTreeMap<&'d str, Arc<str>>) {
    let roots: Vec<Vec<Tag<'d>>> = (0..)
        .zip(parsed)
        .map(|(document, parsed)| {
            parsed
                .as_ref()
                .map_or_else(Vec::new, |p| schema_roots(p, DocumentId(document)))
        })
        .collect();
    let all = || roots.iter().flatten().copied();

    // Includes give a schema without target namespace the includer's; a chain of them passes it on.
    let mut keys: BTreeSet<(DocumentId, usize, &'d str)> = BTreeSet::new();
    let mut included: BTreeSet<(DocumentId, usize)> = BTreeSet::new();
    let mut queue: Vec<(Tag<'d>, &'d str)> = Vec::new();
    for root in all() {
        if let Some(namespace) = target_namespace(root) {
            queue.push((root, namespace));
        }
    }
    let mut warned = BTreeSet::new();
    let mut walk = |queue: &mut Vec<(Tag<'d>, &'d str)>,
                    included: &mut BTreeSet<(DocumentId, usize)>| {
        while let Some((root, namespace)) = queue.pop() {
            if !keys.insert((root.document, root.node.range().start, namespace)) {
                continue;
            }
            for link in root
                .children()
                .filter(|c| c.is_xsd("include") || c.is_xsd("redefine"))
            {
                let Some(target) = documents.target(root.document, link.node.range().start) else {
                    continue;
                };
                for &other in roots.get(target.0 as usize).into_iter().flatten() {
                    match target_namespace(other) {
                        None => {
                            included.insert((other.document, other.node.range().start));
                            queue.push((other, namespace));
                        }
                        Some(own)
                            if own != namespace
                                && warned.insert((link.document, link.node.range().start)) =>
                        {
                            let message = format!(
                                "a schema of `{own}` is included into one of `{namespace}`"
                            );
                            diagnostics
                                .add(
                                    code::OTHER_NAMESPACE,
                                    Severity::Warning,
                                    link.value_span("schemaLocation"),
                                    message,
                                )
                                .help("use `xs:import` for schemas of another namespace");
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    };
    walk(&mut queue, &mut included);
    // Those without a namespace that nobody included stand for themselves.
    for root in all().filter(|r| target_namespace(*r).is_none()) {
        if !included.contains(&(root.document, root.node.range().start)) {
            queue.push((root, ""));
        }
    }
    walk(&mut queue, &mut included);

    for root in all() {
        imports(documents, &roots, root, diagnostics);
    }

    let by_place: BTreeMap<(DocumentId, usize), Tag<'d>> = all()
        .map(|r| ((r.document, r.node.range().start), r))
        .collect();
    let mut names: BTreeMap<&'d str, Arc<str>> = BTreeMap::new();
    let mut schemas = Vec::with_capacity(keys.len());
    for (document, start, namespace) in keys {
        if let Some(&root) = by_place.get(&(document, start)) {
            let name = names
                .entry(namespace)
                .or_insert_with(|| Arc::from(namespace))
                .clone();
            schemas.push(source(
                Tag {
                    schema: schemas.len(),
                    ..root
                },
                name,
            ));
        }
    }
    (schemas, names)
}

/// Says which imports lead to a document of another namespace than they name.
fn imports(
    documents: &Documents,
    roots: &[Vec<Tag<'_>>],
    root: Tag<'_>,
    diagnostics: &mut Diagnostics,
) {
    for link in root.children().filter(|c| c.is_xsd("import")) {
        let wanted = link.attribute("namespace").filter(|n| !n.is_empty());
        if wanted == target_namespace(root) && root.namespace() == namespace::XSD {
            let message = "a schema imports its own namespace; it was read as an `include`";
            let at = link.value_span("namespace");
            diagnostics
                .add(code::IGNORED, Severity::Warning, at, message)
                .help("schemas of one namespace include each other");
        }
        let Some(target) = documents.target(root.document, link.node.range().start) else {
            continue;
        };
        let there = roots.get(target.0 as usize).into_iter().flatten();
        let mut there = there.map(|other| target_namespace(*other));
        let Some(first) = there.next() else { continue };
        if first == wanted || there.any(|other| other == wanted) {
            continue;
        }
        let called = |namespace: Option<&str>| match namespace {
            Some(namespace) => format!("of `{namespace}`"),
            None => "of no namespace".to_owned(),
        };
        let message = format!(
            "a schema {} is imported as one {}",
            called(first),
            called(wanted)
        );
        diagnostics
            .add(
                code::OTHER_NAMESPACE,
                Severity::Warning,
                link.value_span("namespace"),
                message,
            )
            .help("`namespace` is the target namespace of the schema at `schemaLocation`");
    }
}

fn source<'d>(root: Tag<'d>, namespace: Arc<str>) -> SchemaSource<'d> {
    let qualified = |name| root.attribute(name) == Some("qualified");
    SchemaSource {
        root,
        chameleon: target_namespace(root).is_none() && !namespace.is_empty(),
        namespace,
        qualified_elements: qualified("elementFormDefault"),
        qualified_attributes: qualified("attributeFormDefault"),
        block: derivation_set(root.attribute("blockDefault").unwrap_or("")),
        final_: root.attribute("finalDefault"),
    }
}

/// An empty `targetNamespace` is an error of the schema that reads like none.
fn target_namespace(root: Tag<'_>) -> Option<&str> {
    root.attribute("targetNamespace").filter(|n| !n.is_empty())
}

/// The schemas of a document: its root, or those in the `types` of a WSDL.
fn schema_roots<'d>(parsed: &'d roxmltree::Document<'d>, document: DocumentId) -> Vec<Tag<'d>> {
    let root = Tag {
        node: parsed.root_element(),
        document,
        schema: 0,
    };
    if root.is_xsd("schema") {
        return vec![root];
    }
    let types = root.wsdl_children("types");
    types
        .flat_map(|t| t.children().collect::<Vec<_>>())
        .filter(|c| c.is_xsd("schema"))
        .collect()
}
