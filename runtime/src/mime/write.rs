//! Putting a message together.

use super::media_type::quote;

/// Writes a `multipart/related` message (RFC 2387), part by part.
pub struct RelatedWriter {
    boundary: String,
    out: Vec<u8>,
}

impl RelatedWriter {
    /// A message with this boundary, which must not occur in any part: a random one of 128 bits does not.
    pub fn new(boundary: impl Into<String>) -> Self {
        RelatedWriter {
            boundary: boundary.into(),
            out: Vec::new(),
        }
    }

    /// Makes room for so many bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Adds a part: its Content-ID without brackets, its media type, and its content in pieces. The first part is the root.
    pub fn part<'p>(
        &mut self,
        id: &str,
        media_type: &str,
        pieces: impl IntoIterator<Item = &'p [u8]>,
    ) {
        let line_end = if self.out.is_empty() { "" } else { "\r\n" };
        let boundary = &self.boundary;
        let header = format!(
            "{line_end}--{boundary}\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{id}>\r\n\r\n"
        );
        self.out.extend_from_slice(header.as_bytes());
        for piece in pieces {
            self.out.extend_from_slice(piece);
        }
    }

    /// The `Content-Type` of the message: its root's media type without parameters, and its root's Content-ID.
    pub fn content_type(&self, root_type: &str, start: &str) -> String {
        format!(
            "multipart/related; type={}; boundary={}; start={}",
            quote(root_type),
            quote(&self.boundary),
            quote(&format!("<{start}>"))
        )
    }

    /// The whole message.
    pub fn finish(mut self) -> Vec<u8> {
        let close = format!("\r\n--{}--\r\n", self.boundary);
        self.out.extend_from_slice(close.as_bytes());
        self.out
    }
}
