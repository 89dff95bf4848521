//! `xs:anySimpleType`.

use super::item::Item;
use super::qname::QName;
use super::slot::{Slot, View};

/// `xs:anySimpleType`: a text, and what `xsi:type` says that it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AnySimple {
    /// The text.
    pub text: String,
    /// What `xsi:type` names.
    pub type_name: Option<QName>,
    /// The namespaces of the prefixes in the text, where the type says that it is a `QName` or `NOTATION`: (prefix, URI).
    pub namespaces: Vec<(String, String)>,
}

impl From<String> for AnySimple {
    fn from(text: String) -> Self {
        AnySimple {
            text,
            ..AnySimple::default()
        }
    }
}

impl From<&str> for AnySimple {
    fn from(text: &str) -> Self {
        String::from(text).into()
    }
}

impl Item for AnySimple {
    fn blank() -> Self {
        AnySimple::default()
    }
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Simple(self)
    }
    fn as_view(&self) -> View<'_, 'static> {
        View::Simple(self)
    }
}
