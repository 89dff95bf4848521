//! What came of a call: the whole answer, and how it is told apart.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use crate::content::{media_type, text};
use crate::envelope::{self, BodyRead, Manner, Understood, Unpacked, Unread};
use crate::error::{Error, HttpStatus, NotAsDescribed, excerpt};
use crate::exchange::Received;
use crate::mime::Part;
use crate::operation::{About, Content};
use crate::ws::addressing;
use crate::xml::{Element, Member, Note, Package, Reader, Slot, flag};

/// The whole answer to a call.
pub(crate) struct Arrived {
    pub(crate) plan: Received,
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
    /// Reads the answer, its typed body into `slot`.
    ///
    /// # Errors
    /// [`Error::Fault`] for a fault under any status; [`Error::HttpStatus`] for what is no SOAP, and for a status that says
    /// failure; what is wrong with the document otherwise.
    pub(crate) fn read(self, names: &[&str], slot: Slot<'_, '_>) -> Result<Metadata, Error> {
        if self.plan.about.http.is_some() {
            return self.read_document(names, slot);
        }
        let nothing_expected = self.plan.about.one_way() || matches!(slot, Slot::None);
        let success = self.status.is_success();
        if self.body.trim_ascii().is_empty() {
            return match success && nothing_expected {
                true => Ok(self.metadata(Vec::new(), Vec::new(), Vec::new())),
                false => Err(self.no_soap("")),
            };
        }
        let settings = self.plan.client.settings();
        let unreadable = |error| match success {
            true => error,
            false => self.no_soap(&String::from_utf8_lossy(&self.body)),
        };
        let message = Unpacked::new(media_type(&self.headers), &self.body, &settings.limits);
        let message = message.map_err(unreadable)?;
        let text = text(&message.envelope, message.media_type.as_ref()).map_err(unreadable)?;
        if is_page(&text) {
            return Err(self.no_soap(&text));
        }
        let understood = Understood {
            blocks: self.plan.about.understands,
            namespace: self
                .plan
                .message_id
                .is_some()
                .then_some(addressing::NAMESPACE),
        };
        let manner = Manner {
            limits: settings.limits,
            strict: settings.strict,
            understood: settings.refuse_must_understand.then_some(understood),
            version: self.plan.client.version(),
            encoded: self.plan.about.encoded,
            package: message.parts.as_ref().map(|parts| parts as &dyn Package),
        };
        let opened = match envelope::read(&text, names, self.plan.about.output.0, manner, slot) {
            Ok(opened) => opened,
            Err(Unread::Failed(error)) if success => return Err(error),
            Err(_) => return Err(self.no_soap(&text)),
        };
        if settings.strict
            && let Some(sent) = &self.plan.message_id
            && addressing::header(&opened.headers, "RelatesTo").is_some_and(|id| id != *sent)
        {
            return Err(Error::NotAsDescribed(Box::new(NotAsDescribed {
                path: String::from("Envelope/Header/RelatesTo"),
                offset: None,
                reason: String::from("it answers another message"),
            })));
        }
        match opened.body {
            BodyRead::Fault(mut fault) => {
                fault.set_origin(self.status, opened.headers);
                Err(Error::Fault(Box::new(fault)))
            }
            _ if !success => Err(self.no_soap(&text)),
            BodyRead::Empty if !nothing_expected => Err(empty(&self.plan.about)),
            _ => {
                drop(text);
                let attachments = message
                    .parts
                    .as_ref()
                    .map(|parts| parts.attachments().to_vec());
                Ok(self.metadata(
                    opened.headers,
                    opened.notes,
                    attachments.unwrap_or_default(),
                ))
            }
        }
    }

    /// Reads an answer without an envelope: a document whose root is the operation's output.
    fn read_document(self, names: &[&str], slot: Slot<'_, '_>) -> Result<Metadata, Error> {
        if !self.status.is_success() {
            return Err(self.no_soap(&String::from_utf8_lossy(&self.body)));
        }
        let (Content::Element { ns, name } | Content::Rpc { ns, name }) = self.plan.about.output.0
        else {
            return Ok(self.metadata(Vec::new(), Vec::new(), Vec::new()));
        };
        let settings = self.plan.client.settings();
        let text = text(&self.body, media_type(&self.headers).as_ref())?;
        if is_page(&text) {
            return Err(self.no_soap(&text));
        }
        let mut reader = Reader::new(&text, names, settings.limits.xml)?.strict(settings.strict);
        let root = reader.root()?;
        if (root.ns, root.local) != (ns, name) {
            return Err(Error::NotAsDescribed(Box::new(NotAsDescribed {
                path: excerpt(root.local),
                offset: None,
                reason: format!("it is the root where `{name}` was to be"),
            })));
        }
        reader.value(slot, &Member::new(name, ns, flag::nil, None))?;
        reader.finish()?;
        let notes = reader.into_notes();
        drop(text);
        Ok(self.metadata(Vec::new(), notes, Vec::new()))
    }

    fn metadata(
        self,
        soap_headers: Vec<Element>,
        notes: Vec<Note>,
        attachments: Vec<Part>,
    ) -> Metadata {
        Metadata {
            status: self.status,
            headers: self.headers,
            soap_headers,
            notes,
            attachments,
            message_id: self.plan.message_id,
        }
    }

    fn no_soap(&self, text: &str) -> Error {
        let redirected = self.status.is_redirection();
        let retry_after = self
            .headers
            .get(http::header::RETRY_AFTER)
            .and_then(|v| v.to_str().ok());
        Error::HttpStatus(Box::new(HttpStatus {
            status: self.status,
            media_type: media_type(&self.headers).map(|media| excerpt(media.essence())),
            excerpt: excerpt(text),
            location: redirected
                .then(|| self.plan.location(&self.headers))
                .flatten(),
            retry_after: retry_after
                .and_then(|v| v.trim().parse().ok())
                .map(Duration::from_secs),
        }))
    }
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
