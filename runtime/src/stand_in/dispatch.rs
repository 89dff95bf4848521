//! From a request to its answer: by SOAP, by a form, or a page.

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, StatusCode, Uri};

use super::StandIn;
use super::form;
use super::page;
use super::soap;
use super::trouble::{Trouble, Troubles};
use crate::operation::Http;

/// An answer to be sent, and who gave it.
pub(super) struct Answered {
    pub(super) operation: Option<&'static str>,
    /// How it was called, where it was without an envelope.
    pub(super) http: Option<Http>,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// What is to go wrong with it on its way.
    pub(super) trouble: Option<Trouble>,
}

/// Answers a request.
pub(super) fn answer(
    stand_in: &StandIn,
    troubles: &Troubles,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &Bytes,
) -> Answered {
    if *method == Method::GET && stand_in.is_described_at(uri) {
        return page::describe(stand_in);
    }
    if let Some(answered) = form::answer(&stand_in.served, troubles, method, uri, headers, body) {
        return answered;
    }
    match *method {
        Method::POST => soap::answer(&stand_in.served, troubles, headers, body),
        Method::GET if uri.query().is_none() => page::overview(stand_in),
        Method::GET => plain(StatusCode::NOT_FOUND),
        _ => {
            let mut answered = plain(StatusCode::METHOD_NOT_ALLOWED);
            let allowed = HeaderValue::from_static("GET, POST");
            answered.headers.insert(ALLOW, allowed);
            answered
        }
    }
}

/// A page for people under some status.
pub(super) fn paged(operation: &'static str, status: StatusCode, page: String) -> Answered {
    Answered {
        operation: Some(operation),
        ..of_type("text/html; charset=utf-8", status, page)
    }
}

/// A text of some media type.
pub(super) fn of_type(media_type: &'static str, status: StatusCode, text: String) -> Answered {
    let mut answered = plain(status);
    let media_type = HeaderValue::from_static(media_type);
    answered.headers.insert(CONTENT_TYPE, media_type);
    answered.body = text.into_bytes();
    answered
}

/// An answer without a body.
pub(super) fn plain(status: StatusCode) -> Answered {
    Answered {
        operation: None,
        http: None,
        status,
        headers: HeaderMap::new(),
        body: Vec::new(),
        trouble: None,
    }
}
