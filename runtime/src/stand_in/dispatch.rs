//! From a request's envelope to the envelope of its answer.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::headers::Headers;
use super::trouble::{Trouble, Troubles};
use crate::content::{media_type, text};
use crate::envelope::{self, Block, BodyRead, Envelope, Manner, Mtom, Parts, Unpacked, Unread};
use crate::error::{Error, NotAsDescribed};
use crate::fault::{Fault, FaultKind};
use crate::limits::Limits;
use crate::mime::MediaType;
use crate::operation::{About, Content, Operation, SoapVersion};
use crate::random;
use crate::xml::{Element, Item, Package};

/// An operation and what answers it, its types erased.
pub(super) struct Served {
    about: About,
    /// The element that its requests begin with, as (namespace, local), where that is not all that they hold.
    first: Option<(&'static str, &'static str)>,
    answer: Box<Answer>,
}

/// Reads a request and writes its answer; `None` when there is none to be written.
type Answer =
    dyn Fn(&str, Manner<'_>, &mut Headers) -> Result<Option<Envelope>, Fault> + Send + Sync;

/// An answer to be sent, and who gave it.
pub(super) struct Answered {
    pub(super) operation: Option<&'static str>,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// What is to go wrong with it on its way.
    pub(super) trouble: Option<Trouble>,
}

impl Served {
    pub(super) fn new<I, O, F>(operation: &Operation<I, O>, handler: F) -> Self
    where
        I: Item<'static> + 'static,
        O: Item<'static> + 'static,
        F: Fn(I, &mut Headers) -> Result<O, Fault> + Send + Sync + 'static,
    {
        let about = operation.about;
        let answer = move |text: &str, manner: Manner<'_>, headers: &mut Headers| {
            let mut request = I::blank();
            let read = envelope::read(text, I::NAMES, about.input.0, manner, request.as_slot());
            *headers = Headers::of(accept(read)?);
            let answer = handler(request, headers)?;
            if about.one_way() {
                return Ok(None);
            }
            let written = Envelope::write(
                manner.version,
                &about,
                about.output,
                O::NAMES,
                answer.as_view(),
            );
            written
                .map(Some)
                .map_err(|e| Fault::receiver(e.to_string()))
        };
        let first = I::TABLE.members.iter().find(|row| row.particle());
        Served {
            about,
            first: first.map(|row| (*I::NAMES.get(usize::from(row.ns)).unwrap_or(&""), row.name)),
            answer: Box::new(answer),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.about.name
    }

    /// Whether a body that starts with this element is meant for the operation.
    fn takes(&self, namespace: &str, local: &str) -> bool {
        match self.about.input.0 {
            Content::Element {
                namespace: of,
                name,
            }
            | Content::Rpc {
                namespace: of,
                name,
            } => (of, name) == (namespace, local),
            Content::Bare => self.first == Some((namespace, local)),
            Content::None => false,
        }
    }
}

/// The header blocks of a request that could be read; otherwise it is the client's fault.
fn accept(read: Result<envelope::Opened, Unread>) -> Result<Vec<Element>, Fault> {
    match read {
        Ok(opened) if matches!(opened.body, BodyRead::Fault(_)) => {
            Err(Fault::sender("a fault is no request"))
        }
        Ok(opened) => Ok(opened.headers),
        Err(Unread::NotSoap) => Err(Fault::sender("the request is no SOAP envelope")),
        Err(Unread::Failed(error)) => Err(Fault::sender(error.to_string())),
    }
}

/// Answers a POST.
pub(super) fn answer(
    served: &[Served],
    troubles: &Troubles,
    headers: &HeaderMap,
    body: &Bytes,
) -> Answered {
    let media = media_type(headers);
    let message = match Unpacked::new(media.clone(), body, &Limits::default()) {
        Ok(message) => message,
        Err(error) => {
            let version = SoapVersion::Soap11;
            return refused(version, None, &Fault::sender(error.to_string()));
        }
    };
    let Some(version) = version_of(message.media_type.as_ref()) else {
        return plain(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    };
    let document = match text(&message.envelope, message.media_type.as_ref()) {
        Ok(document) => document,
        Err(error) => return refused(version, None, &Fault::sender(error.to_string())),
    };
    let first = match envelope::peek(&document, Limits::default()) {
        Ok(first) => first,
        Err(Unread::NotSoap) => {
            return refused(
                version,
                None,
                &Fault::sender("the request is no SOAP envelope"),
            );
        }
        Err(Unread::Failed(error)) => {
            return refused(version, None, &Fault::sender(error.to_string()));
        }
    };
    let action = action(
        headers,
        [media.as_ref(), message.media_type.as_ref()],
        version,
    );
    let by_body = first
        .as_ref()
        .and_then(|(ns, name)| served.iter().find(|served| served.takes(ns, name)));
    let by_action = || {
        served
            .iter()
            .find(|s| !action.is_empty() && s.about.action(version) == action)
    };
    let Some(found) = by_body.or_else(by_action) else {
        let name = first.map_or(String::new(), |(ns, name)| format!(" for {{{ns}}}{name}"));
        return refused(
            version,
            None,
            &Fault::sender(format!("the service has no operation{name}")),
        );
    };
    let trouble = troubles.take(Some(found.name()));
    match trouble {
        Some(Trouble::Fault(fault)) => return refused(version, Some(found.name()), &fault),
        Some(Trouble::Http(status, page)) => return paged(found.name(), status, page),
        _ => {}
    }
    let manner = manner(version, &found.about, message.parts.as_ref());
    let mut blocks = Headers::default();
    let result = (found.answer)(&document, manner, &mut blocks);
    let blocks = blocks.into_answered();
    let answered = match result {
        Ok(Some(mut envelope)) => {
            blocks.into_iter().for_each(|b| envelope.add_block(b));
            soap(version, Some(found.name()), StatusCode::OK, envelope)
        }
        Ok(None) => Answered {
            operation: Some(found.name()),
            ..plain(StatusCode::ACCEPTED)
        },
        Err(fault) => refused_with(version, Some(found.name()), &fault, blocks),
    };
    Answered {
        trouble,
        ..answered
    }
}

/// The typed request that a message holds.
///
/// # Errors
/// It is not what the operation takes.
pub(super) fn request<I, O>(
    operation: &Operation<I, O>,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<I, Error>
where
    I: Item<'static>,
{
    let about = operation.about;
    let message = Unpacked::new(media_type(headers), body, &Limits::default())?;
    let version = version_of(message.media_type.as_ref()).unwrap_or_default();
    let document = text(&message.envelope, message.media_type.as_ref())?;
    let mut request = I::blank();
    let read = envelope::read(
        &document,
        I::NAMES,
        about.input.0,
        manner(version, &about, message.parts.as_ref()),
        request.as_slot(),
    );
    match read {
        Ok(_) => Ok(request),
        Err(Unread::Failed(error)) => Err(error),
        Err(Unread::NotSoap) => Err(Error::NotAsDescribed(Box::new(NotAsDescribed {
            path: String::from("Envelope"),
            offset: None,
            reason: String::from("the request is no SOAP envelope"),
        }))),
    }
}

/// The version whose envelope a root of this media type holds, by itself or as XOP says in `type`.
fn version_of(media: Option<&MediaType>) -> Option<SoapVersion> {
    let media = media?;
    let essence = match media.essence() {
        "application/xop+xml" => MediaType::parse(media.parameter("type").unwrap_or("text/xml")),
        _ => media.clone(),
    };
    match essence.essence() {
        "text/xml" => Some(SoapVersion::Soap11),
        "application/soap+xml" => Some(SoapVersion::Soap12),
        _ => None,
    }
}

/// How requests are read: as tolerantly as answers are.
fn manner<'p>(version: SoapVersion, about: &About, parts: Option<&'p Parts>) -> Manner<'p> {
    Manner {
        limits: Limits::default(),
        strict: false,
        understood: None,
        version,
        encoded: about.encoded,
        package: parts.map(|parts| parts as &dyn Package),
    }
}

/// A page for people under some status.
fn paged(operation: &'static str, status: StatusCode, page: String) -> Answered {
    let mut answered = plain(status);
    answered.headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    answered.operation = Some(operation);
    answered.body = page.into_bytes();
    answered
}

/// The action that a request names, without quotes.
fn action(headers: &HeaderMap, media: [Option<&MediaType>; 2], version: SoapVersion) -> String {
    match version {
        SoapVersion::Soap11 => {
            let value = headers
                .get("soapaction")
                .and_then(|v| v.to_str().ok())
                .unwrap_or("");
            value.trim().trim_matches('"').to_owned()
        }
        SoapVersion::Soap12 => media
            .into_iter()
            .flatten()
            .find_map(|media| media.parameter("action"))
            .unwrap_or("")
            .to_owned(),
    }
}

/// A fault under the status that its version of SOAP gives it (SOAP 1.1 section 6.2; 1.2 part 2, table 20).
fn refused(version: SoapVersion, operation: Option<&'static str>, fault: &Fault) -> Answered {
    refused_with(version, operation, fault, Vec::new())
}

/// The same with these header blocks.
fn refused_with(
    version: SoapVersion,
    operation: Option<&'static str>,
    fault: &Fault,
    blocks: Vec<Block>,
) -> Answered {
    let status = match (version, fault.kind()) {
        (SoapVersion::Soap12, FaultKind::Sender) => StatusCode::BAD_REQUEST,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    match Envelope::write_fault(version, fault) {
        Ok(mut envelope) => {
            blocks.into_iter().for_each(|b| envelope.add_block(b));
            soap(version, operation, status, envelope)
        }
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn soap(
    version: SoapVersion,
    operation: Option<&'static str>,
    status: StatusCode,
    envelope: Envelope,
) -> Answered {
    let alone = match version {
        SoapVersion::Soap11 => "text/xml; charset=utf-8",
        SoapVersion::Soap12 => "application/soap+xml; charset=utf-8",
    };
    let (content_type, body) = match random::unique() {
        Ok(unique) if envelope.has_parts(Mtom::Described) => {
            let packed = envelope.pack(Mtom::Described, "", &unique);
            (HeaderValue::try_from(packed.content_type).ok(), packed.body)
        }
        _ => (None, envelope.into_bytes()),
    };
    let content_type = content_type.unwrap_or(HeaderValue::from_static(alone));
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, content_type);
    Answered {
        operation,
        status,
        headers,
        body,
        trouble: None,
    }
}

/// An answer without a body.
pub(super) fn plain(status: StatusCode) -> Answered {
    Answered {
        operation: None,
        status,
        headers: HeaderMap::new(),
        body: Vec::new(),
        trouble: None,
    }
}
