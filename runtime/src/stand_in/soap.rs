//! From a request's envelope to the envelope of its answer.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::answered::{Answered, paged, plain};
use super::headers::Headers;
use super::served::Served;
use super::trouble::{Trouble, Troubles};
use crate::content::{media_type, text};
use crate::envelope::{self, Block, Envelope, Manner, Mtom, Parts, Unpacked, Unread};
use crate::fault::{Fault, FaultKind};
use crate::limits::Limits;
use crate::mime::MediaType;
use crate::operation::{About, SoapVersion};
use crate::random;
use crate::xml::Package;

/// Answers a POST of an envelope.
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
    let result = found.answer.by_envelope(&document, manner, &mut blocks);
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

/// The version whose envelope a root of this media type holds, by itself or as XOP says in `type`.
pub(super) fn version_of(media: Option<&MediaType>) -> Option<SoapVersion> {
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
pub(super) fn manner<'p>(
    version: SoapVersion,
    about: &About,
    parts: Option<&'p Parts>,
) -> Manner<'p> {
    Manner {
        limits: Limits::default(),
        strict: false,
        understood: None,
        version,
        encoded: about.encoded,
        package: parts.map(|parts| parts as &dyn Package),
    }
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
        http: None,
        status,
        headers,
        body,
        trouble: None,
    }
}
