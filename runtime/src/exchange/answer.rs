//! What came of a call: the whole answer, and how it is told apart.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use super::sent::Sent;
use crate::content::{Gather, media_type, text};
use crate::envelope::{self, BodyRead, Manner, Opened, Parts, Understood, Unpacked, Unread};
use crate::error::{Error, HttpStatus, NotAsDescribed, Refused, excerpt};
use crate::mime::Part;
use crate::operation::{About, Content};
use crate::ws::addressing;
use crate::xml::{Element, Member, NO_NS, Note, Package, Reader, Slot, flag};

/// The whole answer to a call.
pub(crate) struct Arrived {
    pub(crate) sent: Sent,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What comes beside the typed body of an answer.
pub(crate) struct Metadata {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) soap_headers: Vec<Element>,
    pub(crate) notes: Vec<Note>,
    pub(crate) attachments: Vec<Part>,
    pub(crate) message_id: Option<String>,
}

impl Arrived {
    /// The answer to a request, shown to the client's hooks.
    ///
    /// # Errors
    /// As [`Gather::finish`]; [`Error::Refused`].
    pub(super) fn new(
        sent: Sent,
        head: http::response::Parts,
        body: Gather,
    ) -> Result<Self, Error> {
        let body = body.finish(&head.headers)?;
        let arrived = Arrived {
            sent,
            status: head.status,
            headers: head.headers,
            body,
        };
        arrived.seen()?;
        Ok(arrived)
    }

    /// Shows the answer to the client's hooks.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub(crate) fn seen(&self) -> Result<(), Error> {
        let hooks = &self.sent.client.settings().hooks;
        if hooks.after.is_empty() && hooks.wire.is_empty() {
            return Ok(());
        }
        let mut response = http::Response::new(self.body.clone());
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        if hooks.log() {
            response.extensions_mut().insert(self.sent.secrets());
        }
        hooks
            .after_receive(&response)
            .map_err(|source| Error::Refused(Box::new(Refused { source })))
    }

    /// Reads the answer, its typed body into `slot`.
    ///
    /// # Errors
    /// As [`read_text`](Self::read_text).
    pub(crate) fn read(self, names: &[&str], slot: Slot<'_, '_>) -> Result<Metadata, Error> {
        match self.open(names, slot) {
            Ok((opened, parts)) => Ok(self.metadata(opened, parts.as_ref())),
            Err(error) => Err(self.sent.told(error)),
        }
    }

    fn open(&self, names: &[&str], slot: Slot<'_, '_>) -> Result<(Opened, Option<Parts>), Error> {
        let unreadable = |error| match self.status.is_success() {
            true => error,
            false => self.no_soap(&String::from_utf8_lossy(&self.body)),
        };
        if self.body.is_empty() {
            return Ok((self.read_text("", None, names, slot)?, None));
        }
        let limits = &self.sent.client.settings().limits;
        let message = Unpacked::new(media_type(&self.headers), &self.body, limits);
        let message = message.map_err(unreadable)?;
        let text = text(&message.envelope, message.media_type.as_ref()).map_err(unreadable)?;
        let opened = self.read_text(&text, message.parts.as_ref(), names, slot)?;
        Ok((opened, message.parts))
    }

    /// Reads the text of the answer, its typed body into `slot`.
    ///
    /// # Errors
    /// [`Error::Fault`] for a fault under any status; [`Error::HttpStatus`] for what is no SOAP, and for a status that says
    /// failure; what is wrong with the document otherwise.
    pub(crate) fn read_text(
        &self,
        text: &str,
        parts: Option<&Parts>,
        names: &[&str],
        slot: Slot<'_, '_>,
    ) -> Result<Opened, Error> {
        if self.sent.about.http.is_some() {
            return self.read_document(text, names, slot);
        }
        // Where an answer says nothing but that it is one, an empty one says as much.
        let hollow = match &slot {
            Slot::Node(node) => {
                node.table().members.is_empty() && !self.sent.client.settings().strict
            }
            _ => false,
        };
        let nothing_expected = self.sent.about.one_way() || hollow || matches!(slot, Slot::None);
        let success = self.status.is_success();
        let (text, before) = match self.sent.client.settings().strict {
            true => (text, 0),
            false => trimmed(text),
        };
        if text.trim_ascii().is_empty() {
            return match success && nothing_expected {
                true => Ok(Opened::empty()),
                false => Err(self.no_soap("")),
            };
        }
        if is_page(text) {
            return Err(self.no_soap(text));
        }
        let settings = self.sent.client.settings();
        let understood = Understood {
            blocks: self.sent.about.understands,
            namespace: self
                .sent
                .message_id
                .is_some()
                .then_some(addressing::NAMESPACE),
        };
        let manner = Manner {
            limits: settings.limits,
            strict: settings.strict,
            understood: settings.refuse_must_understand.then_some(understood),
            version: self.sent.client.version(),
            encoded: self.sent.about.encoded,
            package: parts.map(|parts| parts as &dyn Package),
        };
        let mut opened = match envelope::read(text, names, self.sent.about.output.0, manner, slot) {
            Ok(opened) => opened,
            Err(Unread::Failed(error)) if success => return Err(error.shifted(before)),
            Err(_) => return Err(self.no_soap(text)),
        };
        if settings.strict
            && let Some(asked) = &self.sent.message_id
            && addressing::header(&opened.headers, "RelatesTo").is_some_and(|id| id != *asked)
        {
            return Err(Error::NotAsDescribed(Box::new(NotAsDescribed {
                path: String::from("Envelope/Header/RelatesTo"),
                offset: None,
                reason: String::from("it answers another message"),
            })));
        }
        match std::mem::replace(&mut opened.body, BodyRead::Empty) {
            BodyRead::Fault(mut fault) => {
                fault.set_origin(self.status, opened.headers, self.sent.secrets());
                Err(Error::Fault(Box::new(fault)))
            }
            _ if !success => Err(self.no_soap(text)),
            BodyRead::Empty if !nothing_expected => Err(empty(&self.sent.about)),
            _ => Ok(opened),
        }
    }

    /// Reads an answer without an envelope: a document whose root is the operation's output.
    fn read_document(
        &self,
        text: &str,
        names: &[&str],
        slot: Slot<'_, '_>,
    ) -> Result<Opened, Error> {
        if !self.status.is_success() {
            return Err(self.no_soap(text));
        }
        let (Content::Element { namespace, name } | Content::Rpc { namespace, name }) =
            self.sent.about.output.0
        else {
            return Ok(Opened::empty());
        };
        if text.trim_ascii().is_empty() || is_page(text) {
            return Err(self.no_soap(text));
        }
        let settings = self.sent.client.settings();
        let mut reader = Reader::new(text, names, settings.limits.xml)?.strict(settings.strict);
        let root = reader.root()?;
        if (reader.uri(root.ns), root.local) != (namespace, name) {
            return Err(Error::NotAsDescribed(Box::new(NotAsDescribed {
                path: excerpt(root.local),
                offset: None,
                reason: format!("it is the root where `{name}` was to be"),
            })));
        }
        reader.value(slot, &Member::new(name, NO_NS, flag::nil, None))?;
        reader.finish()?;
        Ok(Opened {
            notes: reader.into_notes(),
            ..Opened::empty()
        })
    }

    /// What came beside the typed body.
    pub(crate) fn metadata(self, opened: Opened, parts: Option<&Parts>) -> Metadata {
        Metadata {
            status: self.status,
            headers: self.headers,
            soap_headers: opened.headers,
            notes: opened.notes,
            attachments: parts.map_or_else(Vec::new, |parts| parts.attachments().to_vec()),
            message_id: self.sent.message_id,
        }
    }

    fn no_soap(&self, text: &str) -> Error {
        let redirected = self.status.is_redirection();
        let retry_after = self
            .headers
            .get(http::header::RETRY_AFTER)
            .and_then(|v| v.to_str().ok());
        let challenges = self.headers.get_all(http::header::WWW_AUTHENTICATE);
        let challenges = challenges.iter().filter_map(|value| {
            let scheme = value.to_str().ok()?.split([' ', ',']).next()?;
            Some(excerpt(scheme)).filter(|scheme| !scheme.is_empty())
        });
        Error::HttpStatus(Box::new(HttpStatus {
            challenges: challenges.take(8).collect(),
            status: self.status,
            media_type: media_type(&self.headers).map(|media| excerpt(media.essence())),
            excerpt: excerpt(&self.sent.secrets().hide(start(text))),
            location: redirected
                .then(|| self.sent.location(&self.headers))
                .flatten(),
            retry_after: retry_after
                .and_then(|v| v.trim().parse().ok())
                .map(Duration::from_secs),
        }))
    }
}

/// As much of a text as an excerpt can come from.
fn start(text: &str) -> &str {
    let end = text.len().min(64 << 10);
    // No character is longer than four bytes.
    let cut = (end.saturating_sub(3)..=end)
        .rev()
        .find_map(|end| text.get(..end));
    cut.unwrap_or(text)
}

/// A document without what is no part of it: the white space and marks that scripts let out before it, whose length is given
/// too, and the zero that ends a string of C.
fn trimmed(text: &str) -> (&str, i64) {
    let stray = |c: char| c.is_ascii_whitespace() || c == '\u{feff}';
    let document = text.trim_start_matches(stray);
    let before = i64::try_from(text.len() - document.len()).unwrap_or(0);
    (document.trim_end_matches('\0'), before)
}

/// Whether a document is not even meant to be SOAP: no XML at all, or a page for people.
fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    let starts = |with: &str| {
        start
            .get(..with.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(with))
    };
    !start.starts_with('<') || starts("<!doctype html") || starts("<html")
}

fn empty(about: &About) -> Error {
    let reason = match about.output.0 {
        Content::Element { name, .. } | Content::Rpc { name, .. } => {
            format!("it is empty where `{name}` was to be")
        }
        Content::Bare | Content::None => String::from("it is empty"),
    };
    Error::NotAsDescribed(Box::new(NotAsDescribed {
        path: String::from("Envelope/Body"),
        offset: None,
        reason,
    }))
}
