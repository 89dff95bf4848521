//! An element of a document, with what the reader must know beside the XML.

use std::ops::Range;

use roxmltree::Node;

use crate::model::documents::{DocumentId, Span};
use crate::model::namespace;

/// An element, its document, and the schema (target namespace, defaults) that it is read under.
#[derive(Clone, Copy)]
pub(super) struct Tag<'d> {
    pub(super) node: Node<'d, 'd>,
    pub(super) document: DocumentId,
    /// Index into the reader's schemas; meaningless outside of schemas.
    pub(super) schema: usize,
}

impl<'d> Tag<'d> {
    /// The namespace of its name.
    pub(super) fn namespace(self) -> &'d str {
        self.node.tag_name().namespace().unwrap_or("")
    }

    /// The local part of its name.
    pub(super) fn local(self) -> &'d str {
        self.node.tag_name().name()
    }

    /// Its name as the document writes it, with the prefix.
    pub(super) fn written(self) -> &'d str {
        let text = self.node.document().input_text();
        text.get(self.tag_range())
            .and_then(|t| t.get(1..))
            .unwrap_or_else(|| self.local())
    }

    /// Whether it is an element of XML Schema; in a document whose root forgot the namespace, also one in none.
    pub(super) fn is_schema(self) -> bool {
        match self.node.tag_name().namespace() {
            Some(namespace) => namespace::is_schema(namespace),
            None => self.in_bare_schema(),
        }
    }

    /// Whether the document's root is a `schema` in no namespace.
    pub(super) fn in_bare_schema(self) -> bool {
        let root = self.node.document().root_element().tag_name();
        root.namespace().is_none() && root.name() == "schema"
    }

    /// Whether it is this element of XML Schema.
    pub(super) fn is_xsd(self, local: &str) -> bool {
        self.local() == local && self.is_schema()
    }

    /// Whether it is this element of WSDL.
    pub(super) fn is_wsdl(self, local: &str) -> bool {
        self.local() == local && self.namespace() == namespace::WSDL
    }

    /// The value of an attribute in no namespace, without white space around it.
    pub(super) fn attribute(self, name: &str) -> Option<&'d str> {
        self.raw(name).map(str::trim)
    }

    /// The value of an attribute in no namespace, as it stands.
    pub(super) fn raw(self, name: &str) -> Option<&'d str> {
        let mut own = self.node.attributes().filter(|a| a.namespace().is_none());
        own.find(|a| a.name() == name).map(|a| a.value())
    }

    /// Its child elements.
    pub(super) fn children(self) -> impl Iterator<Item = Tag<'d>> {
        let Tag {
            document, schema, ..
        } = self;
        let elements = self.node.children().filter(Node::is_element);
        elements.map(move |node| Tag {
            node,
            document,
            schema,
        })
    }

    /// Its child elements of WSDL with this name.
    pub(super) fn wsdl_children(self, local: &str) -> impl Iterator<Item = Tag<'d>> {
        self.children().filter(move |c| c.is_wsdl(local))
    }

    /// The first child element of XML Schema with this name.
    pub(super) fn xsd_child(self, local: &str) -> Option<Tag<'d>> {
        self.children().find(|c| c.is_xsd(local))
    }

    /// `<` and the name of the start tag.
    fn tag_range(self) -> Range<usize> {
        let start = self.node.range().start;
        let text = self
            .node
            .document()
            .input_text()
            .get(start + 1..)
            .unwrap_or("");
        let name = text
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(text.len());
        start..start + 1 + name
    }

    /// What diagnostics point at: the value of its `name`, else the start of the tag.
    pub(super) fn span(self) -> Span {
        let name = self
            .node
            .attributes()
            .find(|a| a.namespace().is_none() && a.name() == "name");
        self.spanned(name.map_or_else(|| self.tag_range(), |a| a.range_value()))
    }

    /// The start of the tag.
    pub(super) fn tag_span(self) -> Span {
        self.spanned(self.tag_range())
    }

    /// The value of an attribute in no namespace, else what [`Tag::span`] says.
    pub(super) fn value_span(self, name: &str) -> Span {
        let found = self
            .node
            .attributes()
            .find(|a| a.namespace().is_none() && a.name() == name);
        found.map_or_else(|| self.span(), |a| self.spanned(a.range_value()))
    }

    pub(super) fn spanned(self, range: Range<usize>) -> Span {
        let offset = |o: usize| u32::try_from(o).unwrap_or(u32::MAX);
        Span {
            document: self.document,
            start: offset(range.start),
            end: offset(range.end),
        }
    }
}
