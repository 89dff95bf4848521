//! Envelopes with parts beside them: long binary values (MTOM, XOP 1.0), and attachments (SOAP with Attachments).

use std::borrow::Cow;
use std::cell::Cell;

use bytes::Bytes;

use super::Envelope;
use crate::error::Error;
use crate::limits::Limits;
use crate::mime::{Attachment, MediaType, MimeError, Part, Related, RelatedWriter, quote};
use crate::operation::SoapVersion;
use crate::percent;
use crate::value::Base64;
use crate::xml::{Beside, ErrorKind, Package};

/// An envelope and its attachments, ready to be sent.
pub(crate) struct Packed {
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

/// Which binary values of a message are parts of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mtom {
    /// Those whose schema expects types of content.
    #[default]
    Described,
    /// None.
    Never,
    /// Those, and all of at least so many bytes.
    From(usize),
}

impl From<Option<usize>> for Mtom {
    fn from(smallest: Option<usize>) -> Self {
        smallest.map_or(Mtom::Never, Mtom::From)
    }
}

impl Envelope {
    /// Whether it is sent as a package.
    pub(crate) fn has_parts(&self, mtom: Mtom) -> bool {
        !self.attachments.is_empty()
            || match mtom {
                Mtom::Described => self.binaries.iter().any(|binary| binary.media.expected),
                Mtom::Never => false,
                Mtom::From(_) => true,
            }
    }

    /// Adds a part that the message does not describe.
    pub(crate) fn attach(&mut self, attachment: Attachment) {
        self.attachments.push(Beside {
            name: String::new(),
            media: None,
            attachment,
        });
    }

    /// The envelope as the root of a package of its attachments, among them the base64 values that `mtom` says. `unique` keeps
    /// apart this message from all others, and its boundary from all content.
    pub(crate) fn pack(self, mtom: Mtom, action: &str, unique: &[u8; 16]) -> Packed {
        let unique: String = unique.iter().map(|byte| format!("{byte:02x}")).collect();
        let (envelope, action_parameter) = match self.version {
            SoapVersion::Soap11 => ("text/xml", String::new()),
            SoapVersion::Soap12 if action.is_empty() => ("application/soap+xml", String::new()),
            SoapVersion::Soap12 => {
                let action = format!("; action={}", quote(action));
                ("application/soap+xml", action)
            }
        };
        let Envelope {
            text,
            binaries,
            attachments,
            ..
        } = self.with_header();
        let mut root: Vec<Cow<'_, [u8]>> = Vec::new();
        let mut parts: Vec<Sent> = Vec::new();
        let mut from = 0;
        for binary in binaries {
            let apart = |bytes: &Base64| match mtom {
                Mtom::Never => false,
                Mtom::Described => binary.media.expected,
                Mtom::From(smallest) => binary.media.expected || bytes.len() >= smallest,
            };
            let range = binary.range;
            let value = text.get(range.clone()).map(str::as_bytes);
            let value = value.and_then(|base64| Base64::read(base64).ok());
            let Some(value) = value.filter(|bytes| apart(bytes)) else {
                continue;
            };
            let id = format!("{}.{unique}@wsdl", parts.len() + 1);
            let include = format!(
                "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:{id}\"/>"
            );
            let content_type = binary.media.content_type.unwrap_or_default();
            parts.push(Sent::new(id, content_type, value.into_vec()));
            root.push(Cow::Borrowed(
                text.as_bytes().get(from..range.start).unwrap_or(&[]),
            ));
            root.push(Cow::Owned(include.into_bytes()));
            from = range.end;
        }
        root.push(Cow::Borrowed(text.as_bytes().get(from..).unwrap_or(&[])));
        let xop = matches!(mtom, Mtom::From(_)) || !parts.is_empty();
        for beside in attachments {
            let made = || match beside.name.as_str() {
                "" => format!("{}.{unique}@wsdl", parts.len() + 1),
                name => format!("{}={unique}@wsdl", escaped(name)),
            };
            let attachment = beside.attachment;
            let id = attachment.content_id.unwrap_or_else(made);
            let content_type = match attachment.content_type.is_empty() {
                true => beside.media.unwrap_or_default(),
                false => attachment.content_type,
            };
            parts.push(Sent::new(id, content_type, attachment.content));
        }

        let mut writer = RelatedWriter::new(format!("MIME-{unique}"));
        let sizes = parts.iter().map(|part| part.content.len());
        let sizes = sizes.chain(root.iter().map(|piece| piece.len()));
        writer.reserve(sizes.sum::<usize>() + 256 * (parts.len() + 1));
        let start = format!("0.{unique}@wsdl");
        // SOAP with Attachments names the envelope's own type, XOP (section 4.1) that of an envelope which refers to parts.
        let (root_type, info) = match xop {
            true => (
                "application/xop+xml",
                format!("; start-info={}", quote(envelope)),
            ),
            false => (envelope, String::new()),
        };
        let content_type = format!(
            "{}{info}{action_parameter}",
            writer.content_type(root_type, &start),
        );
        let root_type = match xop {
            true => format!("{root_type}; charset=utf-8; type={}", quote(envelope)),
            false => format!("{root_type}; charset=utf-8"),
        };
        writer.part(&start, &root_type, root.iter().map(|piece| &**piece));
        for part in &parts {
            writer.part(&part.id, &part.content_type, [part.content.as_slice()]);
        }
        Packed {
            content_type,
            body: writer.finish(),
        }
    }
}

/// A part beside the root, its header's values safe to be written.
struct Sent {
    id: String,
    content_type: String,
    content: Vec<u8>,
}

impl Sent {
    fn new(id: String, content_type: String, content: Vec<u8>) -> Self {
        // What ends a line would begin another field, or the content.
        let safe = |text: String| text.replace(|c: char| c.is_ascii_control(), "");
        let content_type = match content_type.is_empty() {
            true => String::from("application/octet-stream"),
            false => safe(content_type),
        };
        Sent {
            id: safe(id).replace(['<', '>'], ""),
            content_type,
            content,
        }
    }
}

/// A part's name as the Content-ID holds it: escaped as in URLs (WS-I Attachments Profile 1.0, R2933).
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    percent::encode(&mut out, name, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
    });
    out
}

/// What a message holds: the bytes of its envelope, and what came with them.
pub(crate) struct Unpacked {
    pub(crate) envelope: Bytes,
    pub(crate) media_type: Option<MediaType>,
    pub(crate) parts: Option<Parts>,
}

impl Unpacked {
    /// A message that may be a package: `multipart/related`, for MTOM or SOAP with Attachments.
    ///
    /// # Errors
    /// [`Error::NotWellFormed`] and [`Error::OverLimit`] of the package.
    pub(crate) fn new(
        media_type: Option<MediaType>,
        body: &Bytes,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let Some(package) = media_type
            .as_ref()
            .filter(|media| media.essence() == "multipart/related")
        else {
            return Ok(Unpacked {
                envelope: body.clone(),
                media_type,
                parts: None,
            });
        };
        let related = Related::read(package, body, &limits.mime)?;
        let root = related.root();
        Ok(Unpacked {
            envelope: root.to_bytes()?,
            media_type: Some(root.media_type().clone()),
            parts: Some(Parts::new(related, limits.response_size)),
        })
    }
}

/// The parts of an answer, as its envelope refers to them.
pub(crate) struct Parts {
    related: Related,
    /// How many more bytes may be copied into values: one part may be referred to any number of times.
    left: Cell<u64>,
    allowed: u64,
}

impl Parts {
    /// Values made from these parts may hold `allowed` bytes in all.
    fn new(related: Related, allowed: u64) -> Self {
        Parts {
            related,
            left: Cell::new(allowed),
            allowed,
        }
    }

    /// The parts beside the envelope.
    pub(crate) fn attachments(&self) -> &[Part] {
        self.related.attachments()
    }

    /// The content of a part, as far as the limit on copies allows.
    fn content(&self, part: &Part) -> Result<Vec<u8>, ErrorKind> {
        let content = part.content().map_err(|error| match error {
            MimeError::Malformed { reason, .. } => ErrorKind::Reference(reason),
            MimeError::OverLimit { limit, allowed, .. } => ErrorKind::Limit {
                name: limit,
                allowed,
            },
        })?;
        let left = self.left.get().checked_sub(content.len() as u64);
        let allowed = usize::try_from(self.allowed).unwrap_or(usize::MAX);
        self.left.set(left.ok_or(ErrorKind::Limit {
            name: "response_size",
            allowed,
        })?);
        Ok(content.into_owned())
    }
}

impl Package for Parts {
    fn part(&self, href: &str) -> Result<Vec<u8>, ErrorKind> {
        const NOWHERE: &str = "an xop:Include leads nowhere";
        let part = self.related.attachment(href);
        self.content(part.ok_or(ErrorKind::Reference(NOWHERE))?)
    }

    fn attached(&self, names: &[&str]) -> Result<Vec<Option<Attachment>>, ErrorKind> {
        let mut left: Vec<Option<&Part>> = self.attachments().iter().map(Some).collect();
        let mut take = |wanted: &dyn Fn(&Part) -> bool| {
            let mut all = left.iter_mut();
            all.find(|part| part.is_some_and(wanted))?.take()
        };
        let by_name: Vec<Option<&Part>> = names
            .iter()
            .map(|name| take(&|part| is_named(part, name)))
            .collect();
        let found = by_name
            .into_iter()
            .map(|named| named.or_else(|| take(&|_| true)));
        let read = |part: &Part| {
            Ok(Attachment {
                content: self.content(part)?,
                content_type: part.media_type().to_string(),
                content_id: part.id().map(str::to_owned),
            })
        };
        found.map(|part| part.map(read).transpose()).collect()
    }
}

/// Whether a part's Content-ID says that it is the part of that name: `name=unique@host` (WS-I Attachments Profile 1.0, R2933),
/// or the name alone.
fn is_named(part: &Part, name: &str) -> bool {
    let Some(id) = part.id() else { return false };
    let said = id.split_once('=').map_or(id, |(said, _)| said);
    percent::decode(said) == name.as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(ids: &[&str]) -> Parts {
        let mut body = String::from("--b\r\nContent-Type: text/xml\r\n\r\n<e/>\r\n");
        for id in ids {
            let header = match id {
                &"" => String::new(),
                id => format!("Content-ID: <{id}>\r\n"),
            };
            body.push_str(&format!(
                "--b\r\nContent-Type: text/plain; charset=utf-8\r\n{header}\r\n{id}\r\n"
            ));
        }
        body.push_str("--b--\r\n");
        let media = MediaType::parse("multipart/related; boundary=b");
        let message = Unpacked::new(Some(media), &body.into(), &Limits::default());
        message.unwrap_or_else(|e| panic!("{e}")).parts.unwrap()
    }

    fn order(ids: &[&str], names: &[&str]) -> Vec<Option<String>> {
        let found = parts(ids).attached(names).unwrap_or_default();
        let text = |a: Attachment| a.text().unwrap_or("").to_owned();
        found.into_iter().map(|found| found.map(text)).collect()
    }

    #[test]
    fn attachments_are_found_by_name_else_by_order() {
        let some = |text: &str| Some(text.to_owned());
        let ids = ["b=1@x", "a%20c=2@x"];
        assert_eq!(order(&ids, &["a c", "b"]), [some(ids[1]), some(ids[0])]);
        assert_eq!(order(&["b", "1@x"], &["a", "b"]), [some("1@x"), some("b")]);
        assert_eq!(order(&["1", "2"], &["a", "b"]), [some("1"), some("2")]);
        assert_eq!(order(&[""], &["a", "b"]), [some(""), None]);
        let found = parts(&["a=1@x"]).attached(&["a"]).unwrap_or_default();
        let expected = Attachment::new("text/plain; charset=utf-8", "a=1@x").content_id("a=1@x");
        assert_eq!(found, [Some(expected)]);
    }

    #[test]
    fn a_header_of_a_part_holds_no_line_end() {
        let part = Sent::new("a>\r\nX: y".into(), "a/b\r\n\r\nx".into(), Vec::new());
        assert_eq!((&*part.id, &*part.content_type), ("aX: y", "a/bx"));
    }
}
