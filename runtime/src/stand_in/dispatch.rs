//! From a request to its answer: by SOAP, by a form, or a page.

use bytes::Bytes;
use http::header::{ALLOW, HeaderMap, HeaderValue};
use http::{Method, StatusCode, Uri};

use super::StandIn;
use super::answered::{Answered, plain};
use super::form;
use super::page;
use super::soap;
use super::trouble::Troubles;

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
