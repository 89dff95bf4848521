//! From a request without an envelope to the document that answers it (WSDL 1.1 section 4).

use bytes::Bytes;
use http::header::HeaderMap;
use http::{Method, StatusCode, Uri};

use super::answered::{Answered, of_type, paged, plain};
use super::served::Served;
use super::trouble::{Trouble, Troubles};
use crate::content::media_type;
use crate::fault::{Fault, FaultKind};
use crate::form::Form;

/// Answers a call by GET or by the POST of a form; `None` for what is none of an operation served. Of several locations that the address
/// ends with the longest counts.
pub(super) fn answer(
    served: &[Served],
    troubles: &Troubles,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &Bytes,
) -> Option<Answered> {
    if *method == Method::POST && !is_form(headers, body) {
        return None;
    }
    let called = served
        .iter()
        .filter_map(|s| Some((s, s.called(method, uri)?)));
    let (found, http) = called.max_by_key(|(_, http)| http.location.len())?;
    let trouble = troubles.take(Some(found.name()));
    let answered = match &trouble {
        Some(Trouble::Fault(fault)) => refused(fault),
        Some(Trouble::Http(status, page)) => paged(found.name(), *status, page.clone()),
        _ => {
            let form = Form::received(http, uri, body).map_err(Fault::sender);
            match form.and_then(|form| found.answer.by_form(&form)) {
                Ok(Some(document)) => of_type("text/xml; charset=utf-8", StatusCode::OK, document),
                Ok(None) if found.about.one_way() => plain(StatusCode::ACCEPTED),
                Ok(None) => plain(StatusCode::OK),
                Err(fault) => refused(&fault),
            }
        }
    };
    Some(Answered {
        operation: Some(found.name()),
        http: Some(http),
        trouble,
        ..answered
    })
}

/// Whether a body is a form; none at all is one without members.
fn is_form(headers: &HeaderMap, body: &Bytes) -> bool {
    match media_type(headers) {
        Some(media) => media.essence() == "application/x-www-form-urlencoded",
        None => body.is_empty(),
    }
}

/// A fault, which has no form in this binding: a status and its reason, as ASP.NET has it.
fn refused(fault: &Fault) -> Answered {
    let status = match fault.kind() {
        FaultKind::Sender => StatusCode::BAD_REQUEST,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    of_type(
        "text/plain; charset=utf-8",
        status,
        format!("{}\n", fault.reason()),
    )
}
