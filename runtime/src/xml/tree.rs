//! What has no type: wildcards, `xs:anyType`, unknown `xsi:type`s.

use super::item::Item;
use super::slot::{Slot, View};

/// An element as it is.
///
/// The root of what was read has all namespaces in its [`scope`](Self::scope) that were in force there, so that prefixes in
/// texts and attribute values keep their meaning wherever it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Element {
    /// The URI of its namespace; empty for none.
    pub namespace: String,
    /// Its prefix; empty for none.
    pub prefix: String,
    /// Its local name.
    pub local: String,
    /// Declarations of namespaces, (prefix, URI): all in force at the root of what was read, the element's own ones below it.
    pub scope: Vec<(String, String)>,
    /// Its attributes, without declarations of namespaces.
    pub attributes: Vec<Attribute>,
    /// Its content, in order.
    pub children: Vec<Child>,
}

/// An attribute as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attribute {
    /// The URI of its namespace; empty for none.
    pub namespace: String,
    /// Its prefix; empty for none.
    pub prefix: String,
    /// Its local name.
    pub local: String,
    /// Its value.
    pub value: String,
}

/// Attributes that the schema does not name (`xs:anyAttribute`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attributes(pub Vec<Attribute>);

/// A piece of an element's content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Child {
    /// Text, references resolved.
    Text(String),
    /// An element.
    Element(Element),
}

impl Element {
    /// An empty element.
    pub fn new(namespace: impl Into<String>, local: impl Into<String>) -> Self {
        Element {
            namespace: namespace.into(),
            local: local.into(),
            ..Element::default()
        }
    }

    /// Adds text.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn with_child(mut self, child: Element) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    /// Adds an attribute in no namespace.
    #[must_use]
    pub fn with_attribute(mut self, local: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push(Attribute {
            local: local.into(),
            value: value.into(),
            ..Attribute::default()
        });
        self
    }

    /// Its child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// Its text, that of its descendants not included.
    pub fn text(&self) -> String {
        let texts = self.children.iter().map(|child| match child {
            Child::Text(text) => text.as_str(),
            Child::Element(_) => "",
        });
        texts.collect()
    }

    /// The value of an attribute.
    pub fn attribute(&self, namespace: &str, local: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        let found = all.find(|a| a.local == local && a.namespace == namespace)?;
        Some(&found.value)
    }
}

impl Item for Element {
    const TREE: bool = true;
    fn blank() -> Self {
        Element::default()
    }
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Tree(self)
    }
    fn as_view(&self) -> View<'_, 'static> {
        View::Tree(self)
    }
}

impl Item for Attributes {
    fn blank() -> Self {
        Attributes::default()
    }
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Attrs(self)
    }
    fn as_view(&self) -> View<'_, 'static> {
        View::Attrs(self)
    }
}
