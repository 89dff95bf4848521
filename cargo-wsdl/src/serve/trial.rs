//! A form that was sent: the request is made, really sent, and its answer shown on the page.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use wsdl_codegen::model::wsdl::Port;
use wsdl_codegen::sample::print::{Layout, print};
use wsdl_codegen::sample::{Bound, Form};
use wsdl_runtime::transport::{BlockingTransport, Outgoing, Ureq};
use wsdl_runtime::xml::{self, Element};

use super::envelope::Version;
use super::indent::indent;
use super::{Reply, Request, Server, guard, offers};
use crate::failure::Failure;
use crate::pages::{Answer, Live, Page};

/// The time that an answer may take.
const TIMEOUT: Duration = Duration::from_secs(100);
/// The bytes of an answer that are shown.
const SHOWN: usize = 1 << 20;

/// An endpoint that was given: an `http` or `https` URL.
///
/// # Errors
/// [`Failure::Usage`] for anything else.
pub(super) fn endpoint(given: &str) -> Result<String, Failure> {
    let parsed = url::Url::parse(given).ok();
    match parsed.filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host()) {
        Some(url) => Ok(url.to_string()),
        None => Err(Failure::Usage(format!(
            "--endpoint `{given}`: expected a URL like https://host/Service.asmx"
        ))),
    }
}

/// Answers the form of an operation's page.
pub(super) fn respond(server: &Server, request: &Request, page: &str) -> Reply {
    let mut fields: BTreeMap<String, String> = url::form_urlencoded::parse(&request.body)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let token = fields.remove("token");
    if let Err(why) = guard::own_form(request, token.as_deref(), &server.token) {
        return Reply::plain(StatusCode::FORBIDDEN, why);
    }
    let Some(Page::Operation(offered)) = server.site.places().page(page) else {
        return Reply::plain(StatusCode::NOT_FOUND, "There is no form on this page.");
    };
    // Browsers send line ends as CR LF.
    let message = fields.remove("message").map(|m| m.replace("\r\n", "\n"));
    let mut values: BTreeMap<String, String> = fields
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("v.")?.to_owned(), value.clone())))
        .collect();
    let wanted = fields.remove("port").unwrap_or_default();
    let ports = server.site.ports(offered);
    let answer = match &message {
        Some(text) => by_hand(&ports, text).map(|port| (port, text.clone())),
        None => filled(&ports, &wanted, &values),
    };
    let answer = answer.and_then(|((port, bound), text)| send(server, port, &bound, text));
    values.insert("port".to_owned(), wanted);
    let live = Live {
        values,
        message,
        answer: Some(answer.unwrap_or_else(Answer::Failed)),
        ..server.live()
    };
    match server.site.render(page, Some(&live)) {
        Some(page) => Reply::new(StatusCode::OK, "text/html; charset=utf-8", page),
        None => Reply::plain(StatusCode::NOT_FOUND, "There is no such page."),
    }
}

type AtPort<'s> = (&'s Port, Bound<'s>);

/// The port whose version of SOAP the envelope is of.
fn by_hand<'s>(ports: &[AtPort<'s>], text: &str) -> Result<AtPort<'s>, String> {
    let parsed: Result<Element, xml::Error> = text.parse();
    let root = parsed.map_err(|e| format!("Not sent: the message is not well-formed: {e}"))?;
    let version = Version::of(&root).ok_or("Not sent: the message is no SOAP envelope.")?;
    let mut ports = ports.iter();
    let speaks =
        |(_, bound): &&AtPort<'s>| Version::of_binding(&bound.binding.protocol) == Some(version);
    ports
        .find(speaks)
        .copied()
        .ok_or_else(|| "Not sent: the operation has no port of this version of SOAP.".to_owned())
}

/// The request made from the fields, for the port that was chosen.
fn filled<'s>(
    ports: &[AtPort<'s>],
    wanted: &str,
    values: &BTreeMap<String, String>,
) -> Result<(AtPort<'s>, String), String> {
    let port = ports.iter().find(|(port, _)| port.name == wanted);
    let port = port.copied().ok_or("Not sent: there is no such port.")?;
    let form = Form::of(&port.1).ok_or("Not sent: the port takes no form.")?;
    let text = print(&form.fill(values), Layout::Page);
    // Of what was filled in only XML can break it.
    let parsed: Result<Element, xml::Error> = text.parse();
    parsed.map_err(|e| {
        format!(
            "Not sent: what was filled in is not well-formed: {}",
            e.kind
        )
    })?;
    Ok((port, text))
}

fn send(server: &Server, port: &Port, bound: &Bound<'_>, body: String) -> Result<Answer, String> {
    let version = Version::of_binding(&bound.binding.protocol).ok_or("Not sent: no SOAP.")?;
    let url = match &server.endpoint {
        Some(endpoint) => endpoint.clone(),
        None => {
            let services = &bound.description.wsdl.services;
            let mut services = services.iter();
            let service = services.find(|s| s.ports.iter().any(|p| std::ptr::eq(p, port)));
            let service = service.ok_or("Not sent: the port is of no service.")?;
            let path = offers::path(service, &port.name, port.address.as_deref());
            format!("http://127.0.0.1:{}{path}", server.port)
        }
    };
    let action = bound.bound.action.as_deref().unwrap_or("");
    let value = |text: &str| {
        HeaderValue::from_str(text)
            .map_err(|_| "Not sent: the action cannot stand in a header.".to_owned())
    };
    let quoted = format!("\"{}\"", action.replace('\\', "\\\\").replace('"', "\\\""));
    let mut request = http::Request::post(&url);
    request = match version {
        Version::Soap11 => request
            .header(CONTENT_TYPE, version.media_type())
            .header("soapaction", value(&quoted)?),
        Version::Soap12 if action.is_empty() => request.header(CONTENT_TYPE, version.media_type()),
        Version::Soap12 => {
            let media = format!("{}; action={quoted}", version.media_type());
            request.header(CONTENT_TYPE, value(&media)?)
        }
    };
    let request = request
        .body(Bytes::from(body.clone()))
        .map_err(|e| format!("Not sent: {e}"))?;
    let sent = shown_request(&request, &body);
    let mut outgoing = Outgoing::new(request);
    outgoing.timeout = Some(TIMEOUT);
    outgoing.connect_timeout = Some(Duration::from_secs(10));
    let begin = Instant::now();
    let failed = |e: wsdl_runtime::transport::TransportError| match &e.source {
        Some(source) => format!("No answer from {url}: {e}: {source}"),
        None => format!("No answer from {url}: {e}"),
    };
    let response = Ureq::new().send(outgoing).map_err(failed)?;
    let (head, mut pieces) = response.into_parts();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.next().map_err(failed)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > SHOWN {
            break;
        }
    }
    let milliseconds = begin.elapsed().as_millis();
    Ok(Answer::Came {
        request: sent,
        response: shown_response(&head, &bytes),
        milliseconds,
    })
}

fn shown_request(request: &http::Request<Bytes>, body: &str) -> String {
    let uri = request.uri();
    let path = uri.path_and_query().map_or("/", |p| p.as_str());
    let host = uri.authority().map_or("", |a| a.as_str());
    let host = host.rsplit('@').next().unwrap_or("");
    let mut text = format!("POST {path} HTTP/1.1\nHost: {host}\n");
    headers(request.headers(), &mut text);
    text.push_str(&format!("Content-Length: {}\n\n{body}", body.len()));
    text
}

fn shown_response(head: &http::response::Parts, bytes: &[u8]) -> String {
    let mut text = format!("{:?} {}\n", head.version, head.status);
    headers(&head.headers, &mut text);
    let body = String::from_utf8_lossy(bytes.get(..SHOWN).unwrap_or(bytes));
    text.push('\n');
    text.push_str(&indent(&body));
    if bytes.len() > SHOWN {
        text.push_str("\n(the rest is not shown)");
    }
    text
}

fn headers(headers: &http::HeaderMap, text: &mut String) {
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        text.push_str(&format!("{}: {value}\n", title_case(name.as_str())));
    }
}

/// `content-type` as people write it.
fn title_case(name: &str) -> String {
    if name == "soapaction" {
        return "SOAPAction".to_owned();
    }
    let mut up = true;
    let letter = |c: char| {
        let shown = if up { c.to_ascii_uppercase() } else { c };
        up = c == '-';
        shown
    };
    name.chars().map(letter).collect()
}
