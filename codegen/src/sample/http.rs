//! Sample HTTP requests and responses as text, laid out as an ASP.NET service page lays them out.

use std::fmt::Write;

use super::envelope::{Bound, Direction};
use super::print::{Layout, print};
use super::tree::Value;
use super::{Style, page, value};
use crate::model::wsdl::{PartContent, Protocol};
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{Schema, Term, TypeRef};

/// A request and its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// What the protocol is called on the page: `SOAP 1.1`, `SOAP 1.2`, `HTTP GET`, `HTTP POST`.
    pub protocol: &'static str,
    /// The request: start line, headers, an empty line, body. Lines end with a line feed, the last one does not.
    pub request: String,
    /// The response, likewise.
    pub response: String,
}

/// The sample exchange of an operation over its binding. `address` is the port's. `None` when the binding is of no protocol that can be
/// shown, or the operation has no request.
pub fn exchange(bound: &Bound<'_>, address: Option<&str>, style: Style) -> Option<Exchange> {
    let address = address.unwrap_or("");
    match bound.binding.protocol {
        Protocol::Soap11 => soap(bound, address, style, "SOAP 1.1", "text/xml"),
        Protocol::Soap12 => soap(bound, address, style, "SOAP 1.2", "application/soap+xml"),
        Protocol::HttpGet => http(bound, address, style, "HTTP GET"),
        Protocol::HttpPost => http(bound, address, style, "HTTP POST"),
        Protocol::Other(_) => None,
    }
}

fn soap(
    bound: &Bound<'_>,
    address: &str,
    style: Style,
    protocol: &'static str,
    media: &str,
) -> Option<Exchange> {
    let soap12 = bound.binding.protocol == Protocol::Soap12;
    let action = bound.bound.action.as_deref().unwrap_or("");
    let envelope = bound.envelope(Direction::Request, style)?;
    let body = print(&envelope, Layout::Page);
    let mut request = format!("POST {} HTTP/1.1\n", path(address));
    host(&mut request, address, style);
    let _ = write!(request, "Content-Type: {media}; charset=utf-8");
    // The page leaves the action of SOAP 1.2 out; a client sends it.
    if soap12 && style == Style::Values && !action.is_empty() {
        let _ = write!(request, "; action=\"{action}\"");
    }
    request.push('\n');
    length(&mut request, &body, style);
    if !soap12 {
        let _ = writeln!(request, "SOAPAction: \"{action}\"");
    }
    request.push('\n');
    request.push_str(&body);
    let response = match bound.envelope(Direction::Response, style) {
        Some(envelope) => answer(media, &print(&envelope, Layout::Page), style),
        None => "HTTP/1.1 202 Accepted".to_owned(),
    };
    Some(Exchange {
        protocol,
        request,
        response,
    })
}

fn http(
    bound: &Bound<'_>,
    address: &str,
    style: Style,
    protocol: &'static str,
) -> Option<Exchange> {
    let query = query(bound, style)?;
    let location = bound.bound.location.as_deref().unwrap_or("");
    let url = format!("{address}{location}");
    let target = path(&url);
    let request = if bound.binding.protocol == Protocol::HttpGet {
        let mut request = format!("GET {target}?{query} HTTP/1.1\n");
        host(&mut request, address, style);
        request.trim_end().to_owned()
    } else {
        let mut request = format!("POST {target} HTTP/1.1\n");
        host(&mut request, address, style);
        request.push_str("Content-Type: application/x-www-form-urlencoded\n");
        length(&mut request, &query, style);
        format!("{request}\n{query}")
    };
    let response = match bound.message(Direction::Response) {
        None => "HTTP/1.1 200 OK".to_owned(),
        Some((message, _)) if bound.parts(message).is_empty() => "HTTP/1.1 200 OK".to_owned(),
        Some(_) => match bound.http_answer(style) {
            Some(element) => answer("text/xml", &print(&element, Layout::Page), style),
            None => answer("text/xml", "<?xml version=\"1.0\"?>\nxml", style),
        },
    };
    Some(Exchange {
        protocol,
        request,
        response,
    })
}

fn answer(media: &str, body: &str, style: Style) -> String {
    let mut head = format!("HTTP/1.1 200 OK\nContent-Type: {media}; charset=utf-8\n");
    length(&mut head, body, style);
    format!("{head}\n{body}")
}

fn length(head: &mut String, body: &str, style: Style) {
    let _ = match style {
        Style::Placeholders => writeln!(head, "Content-Length: length"),
        Style::Values => writeln!(head, "Content-Length: {}", body.len()),
    };
}

/// A request that could be sent as it stands names its host; the page's does not.
fn host(head: &mut String, address: &str, style: Style) {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    if style == Style::Values && !host.is_empty() {
        let _ = writeln!(head, "Host: {host}");
    }
}

/// The path of a URL, `/` when it has none.
fn path(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    path.split(['?', '#']).next().unwrap_or("/")
}

/// The parameters of an HTTP GET or POST request; an array is shown twice.
fn query(bound: &Bound<'_>, style: Style) -> Option<String> {
    let schema = &bound.description.schema;
    let (message, _) = bound.message(Direction::Request)?;
    let mut pairs = Vec::new();
    for part in bound.parts(message) {
        let ty = match part.content {
            PartContent::Type(ty) => ty,
            PartContent::Element(id) => schema.element(id).ty,
        };
        let (ty, times) = match array_item(schema, ty) {
            Some(item) => (item, page::PAGE_ITEMS),
            None => (ty, 1),
        };
        for _ in 0..times {
            let text = match style {
                Style::Placeholders => value::placeholder(schema, ty),
                Style::Values => page::made_text(schema, ty, None, &mut 0),
            };
            let text = match text {
                Value::Text(text) => text,
                Value::Name(name, _) => name.local.to_string(),
            };
            let text = match style {
                Style::Placeholders => text,
                Style::Values => percent(&text),
            };
            pairs.push(format!("{}={text}", part.name));
        }
    }
    Some(pairs.join("&"))
}

/// The item type of an array: SOAP encoding's, or a structure of one repeated element.
fn array_item(schema: &Schema, ty: TypeRef) -> Option<TypeRef> {
    let TypeRef::Defined(id) = ty else {
        return None;
    };
    let (_, complex) = schema.complex(ty)?;
    if let Some(array) = &complex.array {
        return Some(array.item);
    }
    let EffectiveContent::Elements(particles) = schema.effective_content(id) else {
        return None;
    };
    let [particle] = particles.as_slice() else {
        return None;
    };
    let mut particle = *particle;
    while let Term::Group(group) = &particle.term {
        let [inner] = group.particles.as_slice() else {
            return None;
        };
        particle = inner;
    }
    match particle.term {
        Term::Element(item) if particle.max.is_none_or(|m| m > 1) => Some(schema.element(item).ty),
        _ => None,
    }
}

/// Percent-encoding of a form value; a space becomes `+`.
fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
