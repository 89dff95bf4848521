//! The result of a call with what came around it.

use std::fmt;

use http::StatusCode;
use http::header::{HeaderMap, HeaderName};

use crate::envelope::{self, Header};
use crate::error::Error;
use crate::exchange::Metadata;
use crate::mime::{Part, Related};
use crate::ws::addressing;
use crate::xml::{Element, Item, Note};

/// The result of a call and what came around it. `Debug` shows of headers and attachments that they are there.
#[non_exhaustive]
pub struct Response<O> {
    /// What the operation returned.
    pub value: O,
    /// The status of the HTTP answer.
    pub status: StatusCode,
    /// The headers of the HTTP answer. They may hold secrets, as `Set-Cookie` does.
    pub headers: HeaderMap,
    /// The header blocks of the SOAP envelope, those marked `mustUnderstand` among them.
    pub soap_headers: Vec<Element>,
    /// What tolerant reading passed over: unknown elements, elements out of order and the like.
    pub notes: Vec<Note>,
    /// The parts that came with the envelope, where it came with any (MTOM, SOAP with Attachments). What an `xop:Include` refers
    /// to is in the value, too.
    pub attachments: Vec<Part>,
    /// The `wsa:MessageID` that the request was sent with, where WS-Addressing was used.
    pub message_id: Option<String>,
}

impl<O> Response<O> {
    pub(crate) fn new(value: O, metadata: Metadata) -> Self {
        Response {
            value,
            status: metadata.status,
            headers: metadata.headers,
            soap_headers: metadata.soap_headers,
            notes: metadata.notes,
            attachments: metadata.attachments,
            message_id: metadata.message_id,
        }
    }

    /// The `wsa:RelatesTo` of the answer: the identifier of the message that it answers.
    pub fn relates_to(&self) -> Option<String> {
        addressing::header(&self.soap_headers, "RelatesTo")
    }

    /// The part that a `cid:` URL names (RFC 2392), such as the value of a `wsi:swaRef`; `None` when the answer has no such part.
    pub fn attachment(&self, url: &str) -> Option<&Part> {
        Related::named(&self.attachments, url)
    }

    /// The content of a header block that the WSDL declares; `None` when the answer has no such block.
    ///
    /// # Errors
    /// [`Error::NotAsDescribed`] for a block that is there and not as the schema says.
    pub fn soap_header<T: Item>(&self, header: &Header<T>) -> Result<Option<T>, Error> {
        header.find(&self.soap_headers)
    }

    /// The header blocks marked `mustUnderstand`: a service that marks a block asks for the answer not to be used by who does not
    /// know the block.
    pub fn must_understand(&self) -> impl Iterator<Item = &Element> {
        let blocks = self.soap_headers.iter();
        blocks.filter(|block| envelope::must_understand(block))
    }
}

impl<O: fmt::Debug> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blocks = self.soap_headers.iter();
        let blocks: Vec<&str> = blocks.map(|block| block.local.as_str()).collect();
        let notes: Vec<(&str, usize)> = self
            .notes
            .iter()
            .map(|note| (note.name.as_str(), note.offset))
            .collect();
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &headers)
            .field("soap_headers", &blocks)
            .field("notes", &notes)
            .field("attachments", &self.attachments)
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}
