//! One part of a message: its header and its content.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use super::decode::{self, Encoding};
use super::{MediaType, MimeError};

/// A part of a multipart message. Its content may hold secrets: `Debug` shows its length only.
#[derive(Clone)]
pub struct Part {
    id: Option<String>,
    media_type: MediaType,
    encoding: Encoding,
    pub(super) content: Bytes,
    /// Where the content starts, from the start of the message's body.
    pub(super) offset: usize,
}

impl Part {
    /// The Content-ID, without its angle brackets.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The media type that the part gives itself; an empty one when it gives none.
    pub fn media_type(&self) -> &MediaType {
        &self.media_type
    }

    /// The content, its transfer encoding undone. It borrows from the message where there is nothing to undo.
    ///
    /// # Errors
    /// [`MimeError::Malformed`] for content that is not of the encoding that the part names, and for encodings other than `7bit`,
    /// `8bit`, `binary`, `base64` and `quoted-printable`.
    pub fn content(&self) -> Result<Cow<'_, [u8]>, MimeError> {
        let decoded = match self.encoding {
            Encoding::Identity => return Ok(Cow::Borrowed(&self.content)),
            Encoding::Base64 => decode::base64(&self.content),
            Encoding::QuotedPrintable => decode::quoted_printable(&self.content),
            Encoding::Unknown => Err("its content transfer encoding is not known"),
        };
        decoded
            .map(Cow::Owned)
            .map_err(|reason| MimeError::Malformed {
                offset: self.offset,
                reason,
            })
    }

    /// As [`content`](Self::content), sharing the message's memory where there is nothing to undo.
    ///
    /// # Errors
    /// As [`content`](Self::content).
    pub fn to_bytes(&self) -> Result<Bytes, MimeError> {
        match self.content()? {
            Cow::Borrowed(_) => Ok(self.content.clone()),
            Cow::Owned(decoded) => Ok(decoded.into()),
        }
    }

    /// A part with this header, `offset` bytes into the message, and no content yet.
    pub(super) fn read(header: &[u8], offset: usize) -> Result<Self, MimeError> {
        let malformed = |reason| MimeError::Malformed { offset, reason };
        let text = String::from_utf8_lossy(header);
        let mut fields: [(&str, Option<String>); 3] = [
            ("content-id", None),
            ("content-type", None),
            ("content-transfer-encoding", None),
        ];
        // The field of the line before, which a line that starts with white space goes on with (RFC 5322 section 2.2.3).
        let mut last: Option<usize> = None;
        for line in text.split_terminator('\n') {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.starts_with([' ', '\t']) {
                if let Some((_, Some(value))) = last.and_then(|i| fields.get_mut(i)) {
                    value.push_str(line);
                }
                continue;
            }
            let Some((name, value)) = line.split_once(':') else {
                return Err(malformed("a line of a part's header has no colon"));
            };
            let name = name.trim_end();
            last = fields
                .iter()
                .position(|(known, _)| name.eq_ignore_ascii_case(known));
            if let Some((_, field)) = last.and_then(|i| fields.get_mut(i))
                && field.replace(value.trim_start().to_owned()).is_some()
            {
                return Err(malformed("a part's header says one thing twice"));
            }
        }
        let [(_, id), (_, media_type), (_, encoding)] = fields;
        Ok(Part {
            id: id
                .map(|id| unbracketed(&id).to_owned())
                .filter(|id| !id.is_empty()),
            media_type: MediaType::parse(media_type.as_deref().unwrap_or("")),
            encoding: Encoding::named(encoding.as_deref().unwrap_or("")),
            content: Bytes::new(),
            offset,
        })
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("id", &self.id)
            .field("media_type", &self.media_type.essence())
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

/// A Content-ID without white space and angle brackets around it.
pub(super) fn unbracketed(id: &str) -> &str {
    let id = id.trim();
    let inner = id.strip_prefix('<').and_then(|id| id.strip_suffix('>'));
    inner.unwrap_or(id).trim()
}
