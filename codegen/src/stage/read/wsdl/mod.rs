//! WSDL 1.1: a file per component.

mod addressing;
mod binding;
mod extension;
mod http;
mod message;
pub(super) mod policy;
mod port_type;
mod profile;
mod service;
mod soap;

use super::grammar;
use super::reader::Reader;
use super::symbols::Space;
use super::tag::Tag;
use crate::diagnostic::code;
use crate::model::documents::DocumentId;
use crate::model::name::QName;

/// Reads the WSDL components of all documents into `reader.wsdl`.
pub(super) fn read<'d>(reader: &mut Reader<'d>, parsed: &'d [Option<roxmltree::Document<'d>>]) {
    let roots = (0..).map(DocumentId).zip(parsed);
    let roots = roots.filter_map(|(document, parsed)| {
        let node = parsed.as_ref()?.root_element();
        let root = Tag {
            node,
            document,
            schema: usize::MAX,
        };
        root.is_wsdl("definitions").then_some(root)
    });
    let roots: Vec<Tag<'d>> = roots.collect();
    for &root in &roots {
        reader.check_namespace(root);
        grammar::check_wsdl(reader, root);
        extension::check_definitions(reader, root);
        reader.policies.declare(root);
    }
    for import in roots.iter().flat_map(|r| r.wsdl_children("import")) {
        if import.attribute("location").is_none_or(str::is_empty) {
            let message = "the import has no `location`; nothing was imported";
            reader.warn(code::IGNORED, import.tag_span(), message);
        }
    }
    // Names first, so that order does not matter; then each by itself, what it refers to before it.
    let messages = declare(reader, &roots, "message", Space::Message);
    let port_types = declare(reader, &roots, "portType", Space::PortType);
    let bindings = declare(reader, &roots, "binding", Space::Binding);
    for (id, (name, tag)) in (0..).zip(&messages) {
        message::read(reader, id, name, *tag);
    }
    for (id, (name, tag)) in (0..).zip(&port_types) {
        port_type::read(reader, id, name, *tag);
    }
    binding::read_all(reader, &bindings);
    for root in roots {
        let namespace = reader.intern(root.attribute("targetNamespace").unwrap_or(""));
        let policy = policy::of_document(reader, root);
        for tag in root.wsdl_children("service") {
            service::read(reader, namespace.clone(), tag, &policy);
        }
    }
    profile::check(reader);
}

/// Names the components of a kind.
fn declare<'d>(
    reader: &mut Reader<'d>,
    roots: &[Tag<'d>],
    local: &str,
    space: Space,
) -> Vec<(QName, Tag<'d>)> {
    let mut found: Vec<(QName, Tag<'d>)> = Vec::new();
    for &root in roots {
        let namespace = reader.intern(root.attribute("targetNamespace").unwrap_or(""));
        for tag in root.wsdl_children(local) {
            let Some(name) = tag.attribute("name").filter(|n| !n.is_empty()) else {
                let message = format!("the {} has no `name`; it was ignored", space.word());
                reader.warn(code::IGNORED, tag.tag_span(), message);
                continue;
            };
            if name.contains(':') {
                let message = format!("the {} `{name}` has a colon in its name", space.word());
                reader.warn(code::BAD_VALUE, tag.span(), message);
            }
            let name = QName {
                namespace: namespace.clone(),
                local: reader.intern(name),
            };
            let Some(first) = reader.symbols.get(space, &name) else {
                let id = u32::try_from(found.len()).unwrap_or(u32::MAX);
                reader.symbols.set(space, name.clone(), id);
                found.push((name, tag));
                continue;
            };
            let first = found.get(first as usize).map(|(_, tag)| *tag);
            if let Some(first) = first.filter(|f| !super::xsd::same(*f, tag)) {
                let message = format!(
                    "the {} `{}` is defined twice, in different ways; the first was taken",
                    space.word(),
                    name.local
                );
                let diagnostic = reader.warn(code::DUPLICATE, tag.span(), message);
                diagnostic.note(first.span(), "first defined here");
            }
        }
    }
    found
}
