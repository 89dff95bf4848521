//! Header blocks to be sent.

use std::fmt;

use super::detail::element_to_string;
use crate::error::Error;
use crate::operation::SoapVersion;
use crate::xml::{Element, Item};

/// A block for the header of an envelope.
///
/// ```ignore
/// client.who_am_i(request).soap_header(HeaderBlock::new("{urn:example}Auth", &auth).must_understand())
/// ```
pub struct HeaderBlock {
    /// The element, complete in itself.
    pub(super) xml: Result<String, Error>,
    must_understand: bool,
    role: Option<String>,
}

impl HeaderBlock {
    /// The element `name`, given as `{namespace}local`, with this content.
    pub fn new<T: Item<'static>>(name: &str, content: &T) -> Self {
        Self::of(crate::xml::to_string(name, content))
    }

    fn of(xml: Result<String, Error>) -> Self {
        HeaderBlock {
            xml,
            must_understand: false,
            role: None,
        }
    }

    /// Marked so that a service which does not understand it refuses the request.
    #[must_use]
    pub fn must_understand(mut self) -> Self {
        self.must_understand = true;
        self
    }

    /// Meant for the node of this role, given as a URI: `actor` in SOAP 1.1, `role` in 1.2.
    #[must_use]
    pub fn role(mut self, uri: impl Into<String>) -> Self {
        self.role = Some(uri.into());
        self
    }

    /// The element with the attributes of SOAP.
    ///
    /// # Errors
    /// [`Error::NotWritable`] of the content.
    pub(super) fn into_xml(self, version: SoapVersion) -> Result<String, Error> {
        let mut xml = self.xml?;
        if !self.must_understand && self.role.is_none() {
            return Ok(xml);
        }
        // A prefix of its own, which the element does not declare for something else.
        let taken = |n: &usize| xml.contains(&format!("xmlns:env{n}="));
        let n = (0..).find(|n| !taken(n)).unwrap_or(0);
        let mut attributes = format!(" xmlns:env{n}=\"{}\"", version.namespace());
        if self.must_understand {
            attributes.push_str(&format!(" env{n}:mustUnderstand=\"1\""));
        }
        if let Some(role) = &self.role {
            let name = match version {
                SoapVersion::Soap11 => "actor",
                SoapVersion::Soap12 => "role",
            };
            let role = role
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('"', "&quot;");
            attributes.push_str(&format!(" env{n}:{name}=\"{role}\""));
        }
        insert_attributes(&mut xml, 0, &attributes);
        Ok(xml)
    }
}

impl From<Element> for HeaderBlock {
    fn from(element: Element) -> Self {
        Self::of(element_to_string(&element))
    }
}

impl fmt::Debug for HeaderBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeaderBlock")
            .field("must_understand", &self.must_understand)
            .finish_non_exhaustive()
    }
}

/// Puts attributes into the start tag that begins at `at`: after its name, which ends at the first space, slash or bracket.
pub(super) fn insert_attributes(xml: &mut String, at: usize, attributes: &str) {
    let name = xml.get(at..).and_then(|tag| tag.find([' ', '/', '>']));
    if let Some(length) = name {
        xml.insert_str(at + length, attributes);
    }
}
