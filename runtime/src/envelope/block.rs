//! Header blocks: those to be sent, and what a service's description says of either direction.

use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;

use super::detail::{element_to_string, read_block};
use crate::error::Error;
use crate::operation::SoapVersion;
use crate::xml::{Element, Item, QName};

/// A header block that the WSDL declares (`soap:header`, `soap:headerfault`): its element, and the type of what that holds.
///
/// Generated code has a constant for each, in its module `operations`:
///
/// ```ignore
/// let call = client.place_order(&order).soap_header(operations::SESSION_HEADER.with(&session));
/// let response = call.with_metadata().await?;
/// let quota: Option<Quota> = response.soap_header(&operations::QUOTA_HEADER)?;
/// ```
pub struct Header<T> {
    name: &'static str,
    content: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// The block of the element `name`, given as `{namespace}local`.
    pub const fn new(name: &'static str) -> Self {
        Header {
            name,
            content: PhantomData,
        }
    }

    /// The element, as `{namespace}local`.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Item> Header<T> {
    /// The block with this content, to be sent.
    pub fn with(&self, content: impl Borrow<T>) -> HeaderBlock {
        HeaderBlock::new(self.name, content.borrow())
    }

    /// The content of the block, when it is among these.
    ///
    /// # Errors
    /// [`Error::NotAsDescribed`] for a block that is there and not as the schema says.
    pub(crate) fn find(&self, blocks: &[Element]) -> Result<Option<T>, Error> {
        let wanted = QName::split(self.name);
        let mut all = blocks.iter();
        let Some(block) = all.find(|b| wanted == Some((&b.namespace, &b.local))) else {
            return Ok(None);
        };
        let mut content = T::blank();
        read_block(block, T::TABLE.names, content.as_slot())?;
        Ok(Some(content))
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

/// A block for the header of an envelope: a [`Header`] with its content, a value under a name, or an [`Element`].
///
/// ```ignore
/// client.who_am_i(request).soap_header(HeaderBlock::new("{urn:example}Auth", &auth).must_understand())
/// ```
pub struct HeaderBlock(Result<Block, Error>);

/// A block that can be written.
#[derive(Clone)]
pub(crate) struct Block {
    /// The element's name, as `{namespace}local`.
    pub(crate) name: String,
    /// The element, complete in itself.
    xml: String,
    must_understand: bool,
    role: Option<String>,
}

impl HeaderBlock {
    /// The element `name`, given as `{namespace}local`, with this content.
    pub fn new<T: Item>(name: &str, content: &T) -> Self {
        Self::of(name.to_owned(), crate::xml::to_string(name, content))
    }

    fn of(name: String, xml: Result<String, Error>) -> Self {
        HeaderBlock(xml.map(|xml| Block {
            name,
            xml,
            must_understand: false,
            role: None,
        }))
    }

    /// Marked so that a service which does not understand it refuses the request.
    #[must_use]
    pub fn must_understand(mut self) -> Self {
        if let Ok(block) = &mut self.0 {
            block.must_understand = true;
        }
        self
    }

    /// Meant for the node of this role, given as a URI: `actor` in SOAP 1.1, `role` in 1.2.
    #[must_use]
    pub fn role(mut self, uri: impl Into<String>) -> Self {
        if let Ok(block) = &mut self.0 {
            block.role = Some(uri.into());
        }
        self
    }

    /// # Errors
    /// [`Error::NotWritable`] of the content.
    pub(crate) fn into_block(self) -> Result<Block, Error> {
        self.0
    }
}

impl Block {
    /// The element with the attributes of SOAP.
    pub(super) fn into_xml(self, version: SoapVersion) -> String {
        let mut xml = self.xml;
        if !self.must_understand && self.role.is_none() {
            return xml;
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
        xml
    }
}

impl From<Element> for HeaderBlock {
    fn from(element: Element) -> Self {
        let name = QName::new(&element.namespace, &element.local).to_string();
        Self::of(name, element_to_string(&element))
    }
}

impl fmt::Debug for HeaderBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.as_ref().map_or("", |block| &block.name);
        f.debug_struct("HeaderBlock")
            .field("name", &name)
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
