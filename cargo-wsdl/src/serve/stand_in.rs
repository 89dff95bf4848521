//! The stand-in: from an envelope to the answer of its operation.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use wsdl_codegen::sample::print::{Layout, print};
use wsdl_codegen::sample::{Direction, Style};
use wsdl_runtime::mime::MediaType;
use wsdl_runtime::xml::{self, Element};

use super::answers::Content;
use super::envelope::{self, Fault, Version, Whose};
use super::offers::Offer;
use super::{Reply, Request, Server};

/// Answers a request of SOAP. The ports at the request's path are asked, or all when there are none.
pub(super) fn soap(server: &Server, request: &Request) -> Reply {
    let media = request.media_type();
    let by_media = match media.as_ref().map(MediaType::essence) {
        Some("application/soap+xml") => Version::Soap12,
        _ => Version::Soap11,
    };
    let charset = media.as_ref().and_then(|m| m.parameter("charset"));
    let document =
        xml::decode(&request.body, charset).and_then(|text| xml::Parser::new().tree(&text));
    let envelope = match document {
        Ok(envelope) => envelope,
        Err(error) => {
            let reason = format!("the request is not well-formed: {error}");
            return fault(by_media, &Fault::sender(reason));
        }
    };
    let Some(version) = Version::of(&envelope) else {
        return fault(by_media, &Fault::sender("the request is no SOAP envelope"));
    };
    if version != by_media {
        let reason = "the content type is that of the other version of SOAP";
        return fault(version, &Fault::sender(reason));
    }
    let body = envelope::body(&envelope);
    let action = action(request, media.as_ref(), version);
    let Some(offer) = find(
        server,
        &request.path,
        version,
        body.first().copied(),
        &action,
    ) else {
        let asked = body.first().map_or(String::new(), |e| {
            format!(" for {{{}}}{}", e.namespace, e.local)
        });
        let reason = format!("the service has no operation{asked}");
        return fault(version, &Fault::sender(reason));
    };
    let checked = server.checks.as_ref();
    let checked = checked.map_or(Ok(()), |c| c.request(offer, &envelope));
    let mut reply = match checked {
        Ok(()) => answer(server, offer, version, &body),
        Err(why) => {
            let reason = format!("the request is not as the schema says: {why}");
            fault(version, &Fault::sender(reason))
        }
    };
    reply.by = Some(offer.name.clone());
    reply
}

/// The operation that a request is for: by the first element of its body, else by its action.
fn find<'o>(
    server: &'o Server,
    path: &str,
    version: Version,
    first: Option<&Element>,
    action: &str,
) -> Option<&'o Offer> {
    let here = server.offers.all().any(|o| o.path == path);
    let offers = || {
        let speaks = |o: &&Offer| Version::of_binding(&o.protocol) == Some(version);
        let offers = server.offers.all().filter(speaks);
        offers.filter(move |o| !here || o.path == path)
    };
    let takes = |offer: &&Offer| match (&offer.element, first) {
        (Some(name), Some(first)) => {
            *name.namespace == *first.namespace && *name.local == *first.local
        }
        (None, None) => true,
        _ => false,
    };
    let named = |offer: &&Offer| !action.is_empty() && offer.action == action;
    // Overloads have the element in common; the action tells them apart.
    offers()
        .find(|o| takes(o) && named(o))
        .or_else(|| offers().find(takes))
        .or_else(|| offers().find(named))
}

/// The action that a request names, without quotes.
fn action(request: &Request, media: Option<&MediaType>, version: Version) -> String {
    match version {
        Version::Soap11 => {
            let value = request.headers.get("soapaction");
            let value = value.and_then(|v| v.to_str().ok()).unwrap_or("");
            value.trim().trim_matches('"').to_owned()
        }
        Version::Soap12 => {
            let action = media.and_then(|m| m.parameter("action"));
            action.unwrap_or("").to_owned()
        }
    }
}

fn answer(server: &Server, offer: &Offer, version: Version, body: &[&Element]) -> Reply {
    let picked = match server.answers.pick(&offer.name, body) {
        Ok(picked) => picked,
        Err(why) => return fault(version, &Fault::receiver(why)),
    };
    let Some(picked) = picked else {
        return made(server, offer, version);
    };
    // A request has a thread of its own while it is answered.
    std::thread::sleep(picked.delay);
    let (text, usual) = match picked.content {
        Content::Other(media_type, bytes) => {
            let mut reply = Reply::empty(picked.status.unwrap_or(StatusCode::OK));
            let media_type = HeaderValue::from_static(media_type);
            reply.headers.insert(CONTENT_TYPE, media_type);
            reply.body = bytes;
            return reply;
        }
        Content::Xml(text, root) => match as_envelope(version, text, &root) {
            Ok(made) => made,
            Err(why) => return fault(version, &Fault::receiver(why)),
        },
    };
    Reply::new(picked.status.unwrap_or(usual), version.media_type(), text)
}

/// A document as an answer of this version: an envelope stays as it is, one of the other version and a bare body are put into one. With it
/// comes the status that it usually has.
fn as_envelope(
    version: Version,
    text: String,
    root: &Element,
) -> Result<(String, StatusCode), String> {
    let own = Version::of(root);
    let body = match own {
        Some(_) => envelope::body(root),
        None => vec![root],
    };
    let fault = body.first().and_then(|first| Fault::of(first));
    let status = fault
        .as_ref()
        .map_or(StatusCode::OK, |f| status(version, f));
    let text = match (&fault, own) {
        (_, Some(own)) if own == version => text,
        (Some(fault), _) => fault.envelope(version)?,
        (None, _) => {
            let body: Vec<Element> = body.into_iter().cloned().collect();
            envelope::wrap(version, &body)?
        }
    };
    Ok((text, status))
}

/// An answer made from the schema.
fn made(server: &Server, offer: &Offer, version: Version) -> Reply {
    let Some(bound) = offer.bound(&server.site) else {
        return fault(version, &Fault::receiver("the operation is not there"));
    };
    match bound.envelope(Direction::Response, Style::Values) {
        Some(envelope) => {
            let text = print(&envelope, Layout::Page);
            Reply::new(StatusCode::OK, version.media_type(), text)
        }
        None => Reply::empty(StatusCode::ACCEPTED),
    }
}

/// The status of a fault (SOAP 1.1 section 6.2; SOAP 1.2 part 2, table 20).
fn status(version: Version, fault: &Fault) -> StatusCode {
    match (version, fault.whose) {
        (Version::Soap12, Whose::Sender) => StatusCode::BAD_REQUEST,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn fault(version: Version, fault: &Fault) -> Reply {
    match fault.envelope(version) {
        Ok(text) => Reply::new(status(version, fault), version.media_type(), text),
        Err(why) => Reply::plain(StatusCode::INTERNAL_SERVER_ERROR, &why),
    }
}
