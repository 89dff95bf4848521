//! The infoset of a sample: elements, attributes and text, with names resolved. Prefixes are the printer's business.

use std::sync::Arc;

use crate::model::name::QName;

/// The namespace of `xsi:type` and `xsi:nil`.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The namespace of XML Schema.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema";
/// The namespace that the prefix `xml` is bound to.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: QName,
    /// The prefix that it is to have; without one it takes a prefix that is bound to its namespace where it stands, or makes that
    /// namespace the default one.
    pub prefix: Option<Arc<str>>,
    /// Namespaces that are declared on it whether or not it needs them: prefix and namespace.
    pub declarations: Vec<(Arc<str>, Arc<str>)>,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
    /// Its content.
    pub children: Vec<Node>,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: QName,
    /// Its value.
    pub value: Value,
}

/// A part of an element's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A child element.
    Element(Element),
    /// Text.
    Text(Value),
    /// XML as a person wrote it: it is printed as it stands.
    Xml(String),
}

/// The value of an attribute or of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Characters, not yet escaped.
    Text(String),
    /// A qualified name, which the printer writes with a prefix, and what follows it (`[2]` in an `arrayType`).
    Name(QName, String),
}

impl Element {
    /// An element without attributes and content.
    pub fn new(name: QName) -> Self {
        Self {
            name,
            prefix: None,
            declarations: Vec::new(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// An element that is written with this prefix.
    pub fn with_prefix(prefix: &str, namespace: &str, local: &str) -> Self {
        Self {
            prefix: Some(prefix.into()),
            ..Self::new(QName::new(namespace, local))
        }
    }

    /// Declares a namespace on it.
    pub fn declare(&mut self, prefix: &str, namespace: &str) -> &mut Self {
        self.declarations.push((prefix.into(), namespace.into()));
        self
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, name: QName, value: Value) -> &mut Self {
        self.attributes.push(Attribute { name, value });
        self
    }

    /// Adds `xsi:nil="true"`.
    pub fn nil(&mut self) -> &mut Self {
        self.attribute(QName::new(XSI, "nil"), Value::text("true"))
    }

    /// Adds `xsi:type`, before the other attributes.
    pub fn xsi_type(&mut self, ty: QName) -> &mut Self {
        let attribute = Attribute {
            name: QName::new(XSI, "type"),
            value: Value::Name(ty, String::new()),
        };
        self.attributes.insert(0, attribute);
        self
    }

    /// Adds a child element.
    pub fn push(&mut self, child: Element) -> &mut Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds text.
    pub fn text(&mut self, value: Value) -> &mut Self {
        self.children.push(Node::Text(value));
        self
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|n| match n {
            Node::Element(e) => Some(e),
            Node::Text(_) | Node::Xml(_) => None,
        })
    }
}

impl Value {
    /// A value of characters.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}
