//! A document as it is served elsewhere: imports and addresses lead where the server has them, all else is as it was.

use std::ops::Range;

use roxmltree::{Document, Node};

use super::scan::{self, Kind};
use crate::model::documents::{DocumentId, Documents};
use crate::model::namespace;

/// The text of a document with other locations: that of an import is `place` of the document it leads to, that of a port's address is
/// `address` of the service and port. Where either is `None`, and where an import leads nowhere, what is written stays.
///
/// `None` when there is no such document, or it is not well-formed.
pub fn relocate(
    documents: &Documents,
    id: DocumentId,
    place: impl Fn(DocumentId) -> Option<String>,
    address: impl Fn(&str, &str) -> Option<String>,
) -> Option<String> {
    let document = documents.get(id).filter(|d| !d.broken)?;
    let parsed = Document::parse(&document.text).ok()?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for link in scan::scan(&document.text).ok()?.links {
        let target = documents.target(id, link.at.start);
        let Some(location) = target.and_then(&place) else {
            continue;
        };
        match link.location {
            Some((_, range)) => edits.push((range, escape(&location))),
            None => {
                let name = match link.kind {
                    Kind::WsdlImport => "location",
                    Kind::SchemaImport | Kind::SchemaInclude => "schemaLocation",
                };
                let at = name_end(&document.text, link.at.start)?;
                edits.push((at..at, format!(" {name}=\"{}\"", escape(&location))));
            }
        }
    }
    // The text is Unicode by now, and is sent as UTF-8.
    edits.extend(encoding(&document.text).map(|range| (range, "utf-8".to_owned())));
    let elements = parsed.descendants().filter(Node::is_element);
    for node in elements.filter(|n| n.tag_name().name() == "address") {
        let port = node.parent_element().filter(|p| is_wsdl(*p, "port"));
        let service = port.and_then(|p| p.parent_element());
        let name = |n: Node<'_, '_>| n.attribute("name").map(str::to_owned);
        let (Some(service), Some(port)) = (service.and_then(name), port.and_then(name)) else {
            continue;
        };
        let location = node.attribute_node("location");
        if let (Some(location), Some(address)) = (location, address(&service, &port)) {
            edits.push((location.range_value(), escape(&address)));
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = String::with_capacity(document.text.len());
    let mut done = 0;
    for (range, new) in edits {
        text.push_str(document.text.get(done..range.start)?);
        text.push_str(&new);
        done = range.end;
    }
    text.push_str(document.text.get(done..)?);
    Some(text)
}

fn is_wsdl(node: Node<'_, '_>, local: &str) -> bool {
    node.tag_name().namespace() == Some(namespace::WSDL) && node.tag_name().name() == local
}

/// The value of `encoding` in the XML declaration.
fn encoding(text: &str) -> Option<Range<usize>> {
    let end = text.strip_prefix("<?xml").and(text.find("?>"))?;
    let declaration = text.get(..end)?;
    let name = declaration.find("encoding")?;
    let open = name + declaration.get(name..)?.find(['"', '\''])?;
    let quote = declaration.get(open..)?.chars().next()?;
    let length = declaration.get(open + 1..)?.find(quote)?;
    Some(open + 1..open + 1 + length)
}

/// Where the name in the start tag at `start` ends.
fn name_end(text: &str, start: usize) -> Option<usize> {
    let tag = text.get(start + 1..)?;
    let length = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    Some(start + 1 + length)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use super::relocate;
    use crate::diagnostic::Diagnostics;
    use crate::model::documents::DocumentId;
    use crate::stage::load::load_memory;

    const ENTRY: &str = "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' \
        xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/' xmlns:x='http://www.w3.org/2001/XMLSchema'>\
        <w:types><x:schema><x:import namespace='urn:a' schemaLocation='a.xsd'/></x:schema></w:types>\
        <w:service name='S'><w:port name='P' binding='b'><s:address location='http://old/?a=1'/></w:port></w:service>\
        </w:definitions>";
    const SCHEMA: &str =
        "<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:a'/>";

    #[test]
    fn imports_and_addresses_lead_elsewhere() {
        let files = [("e.wsdl", ENTRY), ("a.xsd", SCHEMA)];
        let documents = load_memory("e.wsdl", &files, &mut Diagnostics::default());
        let place = |id: DocumentId| Some(format!("http://new/?xsd={}&v", id.0));
        let address = |service: &str, port: &str| Some(format!("http://new/{service}/{port}"));
        let text = relocate(&documents, DocumentId(0), place, address);
        let expected = ENTRY
            .replace("a.xsd", "http://new/?xsd=1&amp;v")
            .replace("http://old/?a=1", "http://new/S/P");
        assert_eq!(text.as_deref(), Some(&*expected));
        let same = relocate(&documents, DocumentId(0), |_| None, |_, _| None);
        assert_eq!(same.as_deref(), Some(ENTRY));
    }

    #[test]
    fn what_is_sent_says_that_it_is_utf8() {
        let text = format!("<?xml version='1.0' encoding='iso-8859-1'?>{SCHEMA}");
        let documents = load_memory("a.xsd", &[("a.xsd", &text)], &mut Diagnostics::default());
        let sent = relocate(&documents, DocumentId(0), |_| None, |_, _| None);
        let expected = format!("<?xml version='1.0' encoding='utf-8'?>{SCHEMA}");
        assert_eq!(sent, Some(expected));
    }
}
