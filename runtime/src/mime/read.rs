//! Taking a message apart.

use std::collections::BTreeMap;

use bytes::Bytes;
use memchr::memmem;

use super::part::{Part, unbracketed};
use super::{Limits, MediaType, MimeError};
use crate::percent;

/// A `multipart/related` message (RFC 2387): a root and what it refers to.
#[derive(Clone, Debug)]
pub struct Related {
    root: Part,
    attachments: Vec<Part>,
    /// The attachments by Content-ID, percent-encoding undone: some stacks apply it to both ends, some to one.
    by_id: BTreeMap<Vec<u8>, usize>,
}

impl Related {
    /// Takes the message `body` apart, whose `Content-Type` is `content_type`.
    ///
    /// # Errors
    /// [`MimeError::OverLimit`] for more or larger parts than `limits` allow; [`MimeError::Malformed`] for a message without
    /// boundary or closing delimiter, for two parts of one Content-ID, and when the part that `start` names is not there.
    pub fn read(
        content_type: &MediaType,
        body: &Bytes,
        limits: &Limits,
    ) -> Result<Self, MimeError> {
        let boundary = boundary(content_type)?;
        let mut attachments = Scan::new(body, boundary)?.parts(limits)?;
        let root = match content_type.parameter("start").map(unbracketed) {
            Some(start) if !start.is_empty() => {
                let start = percent::decode(start);
                let is_root =
                    |part: &Part| part.id().is_some_and(|id| percent::decode(id) == start);
                attachments.iter().position(is_root)
            }
            // RFC 2387 section 3.2: the first.
            _ => (!attachments.is_empty()).then_some(0),
        };
        let root = match root {
            Some(root) => attachments.remove(root),
            None => return Err(malformed(0, "no part is the one that `start` names")),
        };
        let mut by_id = BTreeMap::new();
        let root_id = root.id().map(percent::decode);
        for (i, part) in attachments.iter().enumerate() {
            let Some(id) = part.id().map(percent::decode) else {
                continue;
            };
            if Some(&id) == root_id.as_ref() || by_id.insert(id, i).is_some() {
                return Err(malformed(part.offset, "two parts have the same Content-ID"));
            }
        }
        Ok(Related {
            root,
            attachments,
            by_id,
        })
    }

    /// The part that the message is about: the SOAP envelope.
    pub fn root(&self) -> &Part {
        &self.root
    }

    /// The attachment that a `cid:` URL names (RFC 2392).
    pub fn attachment(&self, url: &str) -> Option<&Part> {
        let at = self.by_id.get(&content_id(url)?)?;
        self.attachments.get(*at)
    }

    /// The one of these parts that a `cid:` URL names.
    pub(crate) fn named<'p>(parts: &'p [Part], url: &str) -> Option<&'p Part> {
        let id = content_id(url)?;
        let mut all = parts.iter();
        all.find(|part| part.id().is_some_and(|of| percent::decode(of) == id))
    }

    /// The parts beside the root, in the order of the message.
    pub fn attachments(&self) -> &[Part] {
        &self.attachments
    }
}

/// The Content-ID that a `cid:` URL names.
fn content_id(url: &str) -> Option<Vec<u8>> {
    let (scheme, id) = url.trim().split_once(':')?;
    let named = scheme.eq_ignore_ascii_case("cid");
    named.then(|| percent::decode(unbracketed(id)))
}

fn malformed(offset: usize, reason: &'static str) -> MimeError {
    MimeError::Malformed { offset, reason }
}

/// RFC 2046 allows 70 characters; a little more does no harm.
const LONGEST_BOUNDARY: usize = 200;

fn boundary(content_type: &MediaType) -> Result<&str, MimeError> {
    if content_type.is_ambiguous("boundary") {
        return Err(malformed(0, "its Content-Type gives two boundaries"));
    }
    match content_type.parameter("boundary").map(str::trim_end) {
        None | Some("") => Err(malformed(0, "its Content-Type gives no boundary")),
        Some(long) if long.len() > LONGEST_BOUNDARY => {
            Err(malformed(0, "its boundary is longer than MIME allows"))
        }
        Some(boundary) => Ok(boundary),
    }
}

/// A message being taken apart (RFC 2046 section 5.1.1).
struct Scan<'a> {
    body: &'a Bytes,
    /// Where the next part's header starts.
    at: usize,
    /// A line end and the delimiter.
    delimiter: Vec<u8>,
}

/// What follows a boundary.
enum After {
    /// The end of the delimiter's line; the place of the next.
    Line { next: usize },
    /// The message's end.
    Close,
    /// Text: it was no delimiter.
    Text,
}

impl<'a> Scan<'a> {
    /// Goes to the first delimiter. Its line end tells which one the message uses: content may end in half of the other.
    fn new(body: &'a Bytes, boundary: &str) -> Result<Self, MimeError> {
        let mut delimiter = format!("\r\n--{boundary}").into_bytes();
        let dashed = delimiter.get(2..).unwrap_or(&[]);
        let found = memmem::find_iter(body, dashed).find_map(|at| {
            let starts_line = at == 0 || body.get(at - 1) == Some(&b'\n');
            match after(body, at + dashed.len()) {
                After::Line { next } if starts_line => Some(next),
                _ => None,
            }
        });
        let Some(at) = found else {
            return Err(malformed(0, "its boundary is nowhere in it"));
        };
        if !body.get(..at).is_some_and(|line| line.ends_with(b"\r\n")) {
            delimiter.remove(0);
        }
        Ok(Scan {
            body,
            at,
            delimiter,
        })
    }

    fn parts(mut self, limits: &Limits) -> Result<Vec<Part>, MimeError> {
        let finder = memmem::Finder::new(&self.delimiter).into_owned();
        let mut parts = Vec::new();
        loop {
            if parts.len() >= limits.parts {
                return Err(MimeError::OverLimit {
                    limit: "parts",
                    allowed: limits.parts,
                    offset: self.at,
                });
            }
            let (header, start) = self.header(limits.header_size)?;
            let mut part = Part::read(header, self.at)?;
            let (end, next) = self.content(&finder, start)?;
            part.content = self.body.slice(start.min(end)..end);
            part.offset = start;
            parts.push(part);
            match next {
                Some(next) => self.at = next,
                None => return Ok(parts),
            }
        }
    }

    /// A part's header, and where its content starts.
    fn header(&self, limit: usize) -> Result<(&'a [u8], usize), MimeError> {
        let rest = self.body.get(self.at..).unwrap_or(&[]);
        let mut line = 0;
        loop {
            let found = rest
                .get(line..)
                .and_then(|rest| memchr::memchr(b'\n', rest));
            let end = found.map_or(rest.len(), |found| line + found + 1);
            if end > limit {
                return Err(MimeError::OverLimit {
                    limit: "header_size",
                    allowed: limit,
                    offset: self.at,
                });
            }
            if found.is_none() {
                return Err(malformed(self.body.len(), "it ends within a part's header"));
            }
            if matches!(rest.get(line..end), Some(b"\r\n" | b"\n")) {
                return Ok((rest.get(..line).unwrap_or(&[]), self.at + end));
            }
            line = end;
        }
    }

    /// Where the content that starts at `start` ends, and where the next part's header starts, if there is one.
    fn content(
        &self,
        finder: &memmem::Finder<'_>,
        start: usize,
    ) -> Result<(usize, Option<usize>), MimeError> {
        // The line end of a part without content may be that of its header's last line.
        let line_end = self
            .delimiter
            .iter()
            .take_while(|byte| **byte != b'-')
            .count();
        let mut from = start.saturating_sub(line_end);
        while let Some(found) = finder.find(self.body.get(from..).unwrap_or(&[])) {
            let end = from + found;
            match after(self.body, end + self.delimiter.len()) {
                After::Line { next } => return Ok((end.max(start), Some(next))),
                After::Close => return Ok((end.max(start), None)),
                After::Text => from = end + 1,
            }
        }
        Err(malformed(
            self.body.len(),
            "it ends before its closing delimiter: a part is missing or cut short",
        ))
    }
}

/// What follows the boundary that ends at `at`.
fn after(body: &[u8], at: usize) -> After {
    let rest = body.get(at..).unwrap_or(&[]);
    let padding = |rest: &[u8]| {
        rest.iter()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count()
    };
    let (closes, skipped) = match rest {
        [b'-', b'-', ..] => (true, 2),
        _ => (false, 0),
    };
    let skipped = skipped + rest.get(skipped..).map_or(0, padding);
    let line_end = match rest.get(skipped..).unwrap_or(&[]) {
        [b'\r', b'\n', ..] => Some(2),
        [b'\n', ..] => Some(1),
        [] if closes => Some(0),
        _ => None,
    };
    match (line_end, closes) {
        (Some(_), true) => After::Close,
        (Some(length), false) => After::Line {
            next: at + skipped + length,
        },
        (None, _) => After::Text,
    }
}
