//! What the loader must know of a document: what it imports, which namespaces it supplies and names.

use std::collections::BTreeSet;
use std::ops::Range;

use roxmltree::{Document, Error, Node};

use crate::model::namespace;

/// What a document says to the loader.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) root: Root,
    /// The root is a `schema` in no namespace.
    bare: bool,
    pub(super) links: Vec<Reference>,
    /// Target namespaces of its schemas; the empty string for "none".
    pub(super) supplies: BTreeSet<String>,
    /// Namespaces of the references in its schemas and messages.
    pub(super) refers: BTreeSet<String>,
}

/// What the root element is.
#[derive(Debug, Default)]
pub(super) enum Root {
    Wsdl,
    Schema,
    Wsdl20,
    /// Its name, and the bytes of its name in the start tag.
    #[default]
    None,
    Other(String, Range<usize>),
}

/// An import, include or redefine.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) kind: Kind,
    pub(super) namespace: Option<String>,
    /// As written, and where.
    pub(super) location: Option<(String, Range<usize>)>,
    /// The element.
    pub(super) at: Range<usize>,
}

/// The four ways to pull in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    SchemaImport,
    SchemaInclude,
    WsdlImport,
}

/// Attributes whose values are qualified names.
const QNAMES: [&str; 11] = [
    "ref",
    "type",
    "base",
    "element",
    "itemType",
    "memberTypes",
    "substitutionGroup",
    "arrayType",
    "message",
    "binding",
    "refer",
];

/// Scans a document that the guard has passed.
pub(super) fn scan(text: &str) -> Result<Scan, Error> {
    let document = Document::parse(text)?;
    let root = document.root_element();
    let mut scan = Scan {
        root: root_kind(root, text),
        bare: root.tag_name().namespace().is_none(),
        ..Scan::default()
    };
    if matches!(scan.root, Root::Wsdl | Root::Schema) {
        for node in root.descendants().filter(Node::is_element) {
            scan.element(node);
        }
    }
    Ok(scan)
}

/// The target namespace of a WSDL or schema; `None` when the text is neither.
pub(super) fn target_namespace(text: &str) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let root = document.root_element();
    let known = matches!(root_kind(root, text), Root::Wsdl | Root::Schema);
    known.then(|| root.attribute("targetNamespace").unwrap_or("").to_owned())
}

fn root_kind(root: Node<'_, '_>, text: &str) -> Root {
    let (namespace, local) = (
        root.tag_name().namespace().unwrap_or(""),
        root.tag_name().name(),
    );
    match local {
        "definitions" if namespace == namespace::WSDL => Root::Wsdl,
        "schema" if namespace.is_empty() || namespace::is_schema(namespace) => Root::Schema,
        "description" | "definitions" if namespace::is_wsdl20(namespace) => Root::Wsdl20,
        _ => {
            let start = root.range().start;
            let tag = text.get(start + 1..).unwrap_or("");
            let length = tag
                .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                .unwrap_or(tag.len());
            let shown = if namespace.is_empty() {
                local.to_owned()
            } else {
                format!("{{{namespace}}}{local}")
            };
            Root::Other(shown, start..start + 1 + length)
        }
    }
}

impl Scan {
    fn element(&mut self, node: Node<'_, '_>) {
        let namespace = node.tag_name().namespace().unwrap_or("");
        let schema = namespace::is_schema(namespace) || (self.bare && namespace.is_empty());
        match node.tag_name().name() {
            "schema" if schema => {
                self.supplies
                    .insert(node.attribute("targetNamespace").unwrap_or("").to_owned());
            }
            "import" if schema => self.link(node, Kind::SchemaImport, "schemaLocation"),
            "include" | "redefine" if schema => {
                self.link(node, Kind::SchemaInclude, "schemaLocation")
            }
            "import" | "include" if namespace == namespace::WSDL => {
                self.link(node, Kind::WsdlImport, "location")
            }
            _ => {}
        }
        for attribute in node.attributes().filter(|a| QNAMES.contains(&a.name())) {
            for name in attribute.value().split_ascii_whitespace() {
                let (prefix, _) = name
                    .split_once(':')
                    .map_or((None, name), |(p, l)| (Some(p), l));
                if prefix == Some("xml") {
                    self.refers.insert(namespace::XML.to_owned());
                } else if let Some(uri) = node.lookup_namespace_uri(prefix)
                    && !self.refers.contains(uri)
                {
                    self.refers.insert(uri.to_owned());
                }
            }
        }
    }

    fn link(&mut self, node: Node<'_, '_>, kind: Kind, attribute: &str) {
        self.links.push(Reference {
            kind,
            namespace: node.attribute("namespace").map(str::to_owned),
            location: node
                .attribute_node(attribute)
                .map(|a| (a.value().to_owned(), a.range_value())),
            at: node.range(),
        });
    }
}

/// What the parser found wrong, in words, and the offset of the place.
pub(super) fn explain(error: &Error, text: &str) -> (String, usize) {
    let words = match error {
        Error::UnknownNamespace(prefix, _) => format!("the prefix `{prefix}` is not declared"),
        Error::UnexpectedCloseTag(expected, actual, _) => {
            format!("`</{expected}>` expected, but `</{actual}>` found")
        }
        Error::UnknownEntityReference(name, _) => format!("the entity `&{name};` is not declared"),
        Error::MalformedEntityReference(_) => "`&` must be written `&amp;`".to_owned(),
        Error::InvalidAttributeValue(_) => "`<` must be written `&lt;` in an attribute".to_owned(),
        Error::DuplicatedAttribute(name, _) => format!("the attribute `{name}` occurs twice"),
        Error::DuplicatedNamespace(prefix, _) => format!("the prefix `{prefix}` is declared twice"),
        Error::NoRootNode => "there is no root element".to_owned(),
        Error::UnclosedRootNode => "the document ends before its root element does".to_owned(),
        Error::UnexpectedEndOfStream => "the document ends too early".to_owned(),
        Error::UnexpectedDeclaration(_) => {
            "nothing may stand before the XML declaration".to_owned()
        }
        Error::UnknownToken(_) => {
            "a document has one root element, and nothing but comments beside it".to_owned()
        }
        Error::InvalidComment(_) => "`--` may not stand within a comment".to_owned(),
        Error::InvalidChar2("a quote", ..) => {
            "a value stands in quotes, `\"..\"` or `'..'`".to_owned()
        }
        Error::InvalidChar(b'"' | b'\'', b'<', _) => {
            "`<` must be written `&lt;` in an attribute".to_owned()
        }
        Error::NonXmlChar(c, _) => format!(
            "the character U+{:04X} is not allowed in XML",
            u32::from(*c)
        ),
        other => {
            let text = other.to_string();
            text.rfind(" at ")
                .map_or(text.clone(), |i| text[..i].to_owned())
        }
    };
    let at = match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => text.trim_end().len(),
        Error::NoRootNode => 0,
        _ => offset(text, error.pos().row, error.pos().col),
    };
    (words, at)
}

/// The byte offset of a line and a column in characters, both from 1.
fn offset(text: &str, row: u32, column: u32) -> usize {
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if number == row {
            let characters = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
            return start
                + line
                    .char_indices()
                    .nth(characters)
                    .map_or(line.len(), |(i, _)| i);
        }
        start += line.len();
    }
    text.len()
}
