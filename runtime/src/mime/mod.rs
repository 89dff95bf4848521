//! `multipart/related` messages (RFC 2387): a SOAP envelope and its attachments, as MTOM and SOAP with Attachments send them.
//!
//! Reading is strict where leniency would mean guessing at what was sent: a message that ends before its closing delimiter, two
//! parts of one Content-ID, or a start that is nowhere are errors. It is tolerant of what stacks do and what changes no meaning:
//! any boundary, quoted or not; line ends without a carriage return; a preamble and an epilogue; parts in any order; Content-IDs
//! with and without brackets; parameters that nobody asked for. Part contents are never copied, unless a transfer encoding has
//! to be undone.

mod attachment;
mod decode;
mod media_type;
mod part;
mod read;
mod write;

use std::fmt;

pub use self::attachment::Attachment;
pub use self::media_type::MediaType;
pub(crate) use self::media_type::quote;
pub use self::part::Part;
pub use self::read::Related;
pub use self::write::RelatedWriter;

/// How much of a multipart message is read before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The number of parts, the root among them: 1,000.
    pub parts: usize,
    /// The size in bytes of one part's header: 8 KiB.
    pub header_size: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            parts: 1_000,
            header_size: 8 << 10,
        }
    }
}

impl Limits {
    /// At most so many parts, the root among them.
    #[must_use]
    pub fn parts(mut self, parts: usize) -> Self {
        self.parts = parts;
        self
    }

    /// At most so many bytes for one part's header.
    #[must_use]
    pub fn header_size(mut self, bytes: usize) -> Self {
        self.header_size = bytes;
        self
    }
}

/// Why a multipart message cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MimeError {
    /// It is not what RFC 2046 and RFC 2387 say.
    Malformed {
        /// Where, in bytes from the start of the body.
        offset: usize,
        /// What is wrong there.
        reason: &'static str,
    },
    /// It is larger than a limit allows.
    OverLimit {
        /// The limit's name: that of the member of [`Limits`].
        limit: &'static str,
        /// The limit's value.
        allowed: usize,
        /// Where, in bytes from the start of the body.
        offset: usize,
    },
}

impl fmt::Display for MimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MimeError::Malformed { offset, reason } => {
                write!(
                    f,
                    "the multipart message is malformed at byte {offset}: {reason}"
                )
            }
            MimeError::OverLimit {
                limit,
                allowed,
                offset,
            } => write!(
                f,
                "the multipart message is over the limit {limit} ({allowed}) at byte {offset}"
            ),
        }
    }
}

impl std::error::Error for MimeError {}
