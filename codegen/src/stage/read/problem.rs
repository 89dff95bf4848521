//! References that lead nowhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::symbols::Space;
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::wsdl::{BindingId, MessageId, PortTypeId};
use crate::model::xsd::{AttributeId, ElementId, GroupId, TypeId};

/// A component, as the owner of a reference or a step on the way to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Component {
    Nothing,
    Type(TypeId),
    Element(ElementId),
    Attribute(AttributeId),
    Group(GroupId),
    Message(MessageId),
    /// An operation of a port type, by its index.
    Operation(PortTypeId, usize),
    Binding(BindingId),
}

/// A reference that names nothing.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) at: Span,
    pub(super) space: Space,
    pub(super) name: QName,
    /// Components of the same local name in other namespaces; more than one, or none.
    pub(super) candidates: Vec<QName>,
    /// The component that holds the reference.
    pub(super) component: Component,
}

/// Namespaces of which a document is missing or broken: what is not found there is that document's fault, which has been reported.
#[derive(Debug, Default)]
pub(super) struct Incomplete {
    schemas: BTreeSet<Arc<str>>,
    /// A WSDL is missing: any message, port type or binding may have been in it, and any schema.
    wsdl: bool,
}

impl Incomplete {
    /// A schema document of this namespace is missing.
    pub(super) fn schema(&mut self, namespace: &str) {
        self.schemas.insert(Arc::from(namespace));
    }

    /// A WSDL document is missing.
    pub(super) fn wsdl(&mut self) {
        self.wsdl = true;
    }

    /// Whether the missing document explains that a name is not found.
    pub(super) fn covers(&self, namespace: &str) -> bool {
        self.wsdl || self.schemas.contains(namespace)
    }
}
