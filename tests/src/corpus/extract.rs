//! Documents out of messages: the children of `soap:Body`, each as a document of its own.

use roxmltree::{Document, Node};

const ENVELOPES: [&str; 2] = [
    "http://schemas.xmlsoap.org/soap/envelope/",
    "http://www.w3.org/2003/05/soap-envelope",
];

/// The element children of the body of a SOAP envelope, faults left out, with the namespaces in scope declared on each.
/// `None` when the text is no envelope.
pub fn body_children(text: &str) -> Option<Vec<String>> {
    let document = Document::parse(text).ok()?;
    let root = document.root_element();
    let is = |n: &Node<'_, '_>, local: &str| {
        n.tag_name().name() == local
            && n.tag_name()
                .namespace()
                .is_some_and(|ns| ENVELOPES.contains(&ns))
    };
    if !is(&root, "Envelope") {
        return None;
    }
    let body = root.children().find(|n| is(n, "Body"))?;
    let blocks = body
        .children()
        .filter(Node::is_element)
        .filter(|n| !is(n, "Fault"));
    Some(blocks.filter_map(|n| fragment(text, n)).collect())
}

/// The name of a document's root, `{NS}name`, or `name`.
pub fn root_name(text: &str) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let tag = document.root_element().tag_name();
    Some(match tag.namespace() {
        Some(ns) if !ns.is_empty() => format!("{{{ns}}}{}", tag.name()),
        _ => tag.name().to_owned(),
    })
}

/// The text of `node` as a document: every namespace in scope that it does not declare itself is declared on it.
pub fn fragment(text: &str, node: Node<'_, '_>) -> Option<String> {
    let slice = text.get(node.range())?;
    let name_end = slice[1..].find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')? + 1;
    let tag_end = start_tag_end(slice)?;
    let own = &slice[name_end..tag_end];
    let mut declared = String::new();
    for namespace in node.namespaces() {
        let attribute = match namespace.name() {
            Some("xml") => continue,
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        if !declares(own, &attribute) {
            let uri = namespace
                .uri()
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('<', "&lt;");
            declared.push_str(&format!(" {attribute}=\"{uri}\""));
        }
    }
    Some(format!(
        "{}{declared}{}",
        &slice[..name_end],
        &slice[name_end..]
    ))
}

/// Where the start tag's `>` (or `/>`) is.
fn start_tag_end(slice: &str) -> Option<usize> {
    let mut quote = None;
    for (i, c) in slice.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if c == q => quote = None,
            (None, '>') => return Some(i),
            _ => {}
        }
    }
    None
}

fn declares(attributes: &str, name: &str) -> bool {
    attributes.match_indices(name).any(|(at, _)| {
        let before = attributes[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_ascii_whitespace());
        before && attributes[at + name.len()..].trim_start().starts_with('=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_child_keeps_its_namespaces() {
        let text = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="urn:a" xmlns="urn:d"><e:Body><a:x t='>' xmlns="urn:e"><y/></a:x></e:Body></e:Envelope>"#;
        let children = body_children(text).unwrap_or_default();
        assert_eq!(children.len(), 1);
        assert_eq!(root_name(&children[0]).as_deref(), Some("{urn:a}x"));
        assert!(
            children[0].contains(r#"xmlns:a="urn:a""#)
                && children[0].matches("xmlns=").count() == 1
        );
    }
}
