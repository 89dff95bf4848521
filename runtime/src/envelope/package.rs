//! Envelopes whose long binary values are parts of their own (MTOM, XOP 1.0).

use std::borrow::Cow;
use std::cell::Cell;

use bytes::Bytes;

use super::Envelope;
use crate::error::Error;
use crate::limits::Limits;
use crate::mime::{MediaType, MimeError, Part, Related, RelatedWriter, quote};
use crate::operation::SoapVersion;
use crate::value::Base64;
use crate::xml::{ErrorKind, Package};

/// An envelope and its attachments, ready to be sent.
pub(crate) struct Packed {
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Envelope {
    /// The envelope as the root of a package in which base64 values of at least `smallest` bytes are attachments. `unique` keeps
    /// apart this message from all others, and its boundary from all content.
    pub(crate) fn pack(self, smallest: usize, action: &str, unique: &[u8; 16]) -> Packed {
        let unique: String = unique.iter().map(|byte| format!("{byte:02x}")).collect();
        let (envelope, action_parameter) = match self.version {
            SoapVersion::Soap11 => ("text/xml", String::new()),
            SoapVersion::Soap12 if action.is_empty() => ("application/soap+xml", String::new()),
            SoapVersion::Soap12 => {
                let action = format!("; action={}", quote(action));
                ("application/soap+xml", action)
            }
        };
        let (text, binaries) = self.into_parts();
        let mut root: Vec<Cow<'_, [u8]>> = Vec::new();
        let mut attachments: Vec<Vec<u8>> = Vec::new();
        let mut from = 0;
        for range in binaries {
            let value = text.get(range.clone()).map(str::as_bytes);
            let value = value.and_then(|base64| Base64::read(base64).ok());
            let Some(value) = value.filter(|value| value.len() >= smallest) else {
                continue;
            };
            attachments.push(value.into_vec());
            let include = format!(
                "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:{}.{unique}@wsdl\"/>",
                attachments.len()
            );
            root.push(Cow::Borrowed(
                text.as_bytes().get(from..range.start).unwrap_or(&[]),
            ));
            root.push(Cow::Owned(include.into_bytes()));
            from = range.end;
        }
        root.push(Cow::Borrowed(text.as_bytes().get(from..).unwrap_or(&[])));

        let mut writer = RelatedWriter::new(format!("MIME-{unique}"));
        let sizes = attachments
            .iter()
            .map(Vec::len)
            .chain(root.iter().map(|piece| piece.len()));
        writer.reserve(sizes.sum::<usize>() + 256 * (attachments.len() + 1));
        let start = format!("0.{unique}@wsdl");
        let root_type = "application/xop+xml";
        let content_type = format!(
            "{}; start-info={}{action_parameter}",
            writer.content_type(root_type, &start),
            quote(envelope)
        );
        let root_type = format!("{root_type}; charset=utf-8; type={}", quote(envelope));
        writer.part(&start, &root_type, root.iter().map(|piece| &**piece));
        for (i, attachment) in attachments.iter().enumerate() {
            let id = format!("{}.{unique}@wsdl", i + 1);
            writer.part(&id, "application/octet-stream", [attachment.as_slice()]);
        }
        Packed {
            content_type,
            body: writer.finish(),
        }
    }
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
}

impl Package for Parts {
    fn part(&self, href: &str) -> Result<Vec<u8>, ErrorKind> {
        const NOWHERE: &str = "an xop:Include leads nowhere";
        let part = self.related.attachment(href);
        let part = part.ok_or(ErrorKind::Reference(NOWHERE))?;
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
