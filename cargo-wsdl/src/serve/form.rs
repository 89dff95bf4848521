//! The stand-in for what is called without an envelope: by HTTP GET, and by the POST of a form (WSDL 1.1 section 4).

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use wsdl_codegen::listing::detail::{self, Place};
use wsdl_codegen::model::wsdl::{HttpInput, Protocol};
use wsdl_codegen::sample::{Direction, Style};
use wsdl_runtime::Location;
use wsdl_runtime::xml::Element;

use super::answers::{Content, Picked};
use super::envelope::{self, Fault, Version, Whose};
use super::offers::Offer;
use super::{Reply, Request, Server};

/// A member of a request and its text.
type Pair = (String, String);

/// Answers an operation that is bound to HTTP GET; `None` when the path is that of none.
pub(super) fn get(server: &Server, request: &Request) -> Option<Reply> {
    let query = request.query.as_deref().unwrap_or("");
    answer(server, request, &Protocol::HttpGet, query.as_bytes())
}

/// Likewise for HTTP POST.
pub(super) fn post(server: &Server, request: &Request) -> Option<Reply> {
    answer(server, request, &Protocol::HttpPost, &request.body)
}

fn answer(server: &Server, request: &Request, protocol: &Protocol, form: &[u8]) -> Option<Reply> {
    let meant = |offer: &Offer| -> Option<Vec<Pair>> {
        if offer.protocol != *protocol {
            return None;
        }
        if let Some(HttpInput::UrlReplacement) = offer.input {
            let location = Location::with_places(&offer.location);
            let placed = location.values(&offer.path, &request.path)?.into_iter();
            let decoded =
                placed.map(|(name, value)| (name.to_owned(), super::percent_encoding(value)));
            return Some(decoded.collect());
        }
        Location::fixed(&offer.location).values(&offer.path, &request.path)?;
        Some(url::form_urlencoded::parse(form).into_owned().collect())
    };
    // Of several the longest counts, as with a typed stand-in.
    let called = server.offers.all().filter_map(|o| Some((o, meant(o)?)));
    let (offer, pairs) = called.max_by_key(|(offer, _)| offer.location.len())?;
    let checked = server.checks.as_ref();
    let checked = checked.map_or(Ok(()), |c| c.form(offer, &pairs));
    let mut reply = match checked {
        Ok(()) => told(server, offer, &pairs)?,
        Err(why) => {
            let reason = format!("the request is not as the schema says: {why}");
            refused(&Fault::sender(reason))
        }
    };
    reply.by = Some(offer.name.clone());
    Some(reply)
}

/// What the folder of answers has, else an answer made from the schema.
fn told(server: &Server, offer: &Offer, pairs: &[Pair]) -> Option<Reply> {
    let members = pairs.iter().map(|(name, value)| {
        // What is no text of XML is no value of a rule.
        Element::new("", name.as_str()).with_text(value.as_str())
    });
    let message = members.fold(Element::new("", offer.name.as_str()), Element::with_child);
    let picked = match server.answers.pick(&offer.name, &[&message]) {
        Ok(picked) => picked,
        Err(why) => return Some(refused(&Fault::receiver(why))),
    };
    match picked.and_then(|picked| out_of_folder(server, offer, picked)) {
        Some(reply) => Some(reply),
        None => made(server, offer),
    }
}

/// What a file says; `None` for the answer of another port, which has another element.
fn out_of_folder(server: &Server, offer: &Offer, picked: Picked) -> Option<Reply> {
    let mut reply = match picked.content {
        Content::Other(media_type, bytes) => {
            let mut reply = Reply::empty(StatusCode::OK);
            let media_type = HeaderValue::from_static(media_type);
            reply.headers.insert(CONTENT_TYPE, media_type);
            reply.body = bytes;
            reply
        }
        Content::Xml(_, root) => {
            let body = match Version::of(&root) {
                Some(_) => envelope::body(&root).first().copied()?.clone(),
                None => root,
            };
            match Fault::of(&body) {
                Some(fault) => refused(&fault),
                None if is_answer(server, offer, &body) => document(&body.to_xml().ok()?),
                None => return None,
            }
        }
    };
    // A request has a thread of its own while it is answered.
    std::thread::sleep(picked.delay);
    if let Some(status) = picked.status {
        reply.status = status;
    }
    Some(reply)
}

/// Whether an element is the one that the operation answers with at this port.
fn is_answer(server: &Server, offer: &Offer, root: &Element) -> bool {
    let Some(bound) = offer.bound(&server.site) else {
        return false;
    };
    let parts = detail::parts(&bound, Direction::Response);
    let mut body = parts.iter().filter(|part| part.place == Place::Body);
    body.any(|part| *part.name.namespace == *root.namespace && *part.name.local == *root.local)
}

/// An answer made from the schema.
fn made(server: &Server, offer: &Offer) -> Option<Reply> {
    let bound = offer.bound(&server.site)?;
    let sample = wsdl_codegen::sample::exchange(&bound, None, Style::Values)?;
    let body = sample.response.split_once("\n\n");
    Some(match body.map_or("", |(_, body)| body) {
        "" => Reply::empty(StatusCode::OK),
        body => document(body),
    })
}

fn document(text: &str) -> Reply {
    Reply::new(StatusCode::OK, "text/xml; charset=utf-8", text)
}

/// A fault, which has no form in this binding: a status and its reason, as ASP.NET has it.
fn refused(fault: &Fault) -> Reply {
    let status = match fault.whose {
        Whose::Sender => StatusCode::BAD_REQUEST,
        Whose::Receiver => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Reply::plain(status, &fault.reason)
}
