//! Attachments as members of messages.

use std::fmt;

use crate::xml::{Item, Slot, View};

/// Content that travels beside the envelope, as a part of its own: a member of a message whose binding says so (`mime:content`,
/// WSDL 1.1 section 5), or what a call [carries along](crate::Call::attach).
///
/// `Debug` shows its type and length: the content may hold secrets.
///
/// ```
/// use wsdl_runtime::mime::Attachment;
/// let photo = Attachment::new("image/png", b"\x89PNG".as_slice());
/// assert_eq!(photo.content_type, "image/png");
/// let note = Attachment::from("as the binding says");
/// assert_eq!(note.text(), Some("as the binding says"));
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attachment {
    /// The bytes.
    pub content: Vec<u8>,
    /// Their media type; empty for the one that the binding says, and `application/octet-stream` where it says none.
    pub content_type: String,
    /// The Content-ID, without angle brackets. Sent without one a part gets one made: of its name, as WS-I's Attachments Profile 1.0
    /// has it (R2933), and of what is like no other.
    pub content_id: Option<String>,
}

impl Attachment {
    /// Content of a media type.
    pub fn new(content_type: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Attachment {
            content: content.into(),
            content_type: content_type.into(),
            content_id: None,
        }
    }

    /// With this Content-ID, given without angle brackets: what a `cid:` URL in the message refers to.
    #[must_use]
    pub fn content_id(mut self, id: impl Into<String>) -> Self {
        self.content_id = Some(id.into());
        self
    }

    /// The content as text, where it is UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.content).ok()
    }
}

impl From<Vec<u8>> for Attachment {
    fn from(content: Vec<u8>) -> Self {
        Attachment::new("", content)
    }
}

impl From<&[u8]> for Attachment {
    fn from(content: &[u8]) -> Self {
        Attachment::new("", content)
    }
}

impl From<String> for Attachment {
    fn from(text: String) -> Self {
        Attachment::new("", text)
    }
}

impl From<&str> for Attachment {
    fn from(text: &str) -> Self {
        Attachment::new("", text)
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Attachment({} bytes, {:?})",
            self.content.len(),
            self.content_type
        )
    }
}

impl Item for Attachment {
    fn blank() -> Self {
        Attachment::default()
    }

    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Attachment(self)
    }

    fn as_view(&self) -> View<'_, 'static> {
        View::Attachment(self)
    }
}
