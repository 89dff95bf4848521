//! What bindings and services say that cannot be meant, and what the WS-I Basic Profile 1.1 forbids since receivers disagree about it: a
//! function for each rule. All of it is read as it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::super::findings::Findings;
use super::super::reader::Reader;
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::wsdl::{
    Binding, BindingMessage, BindingOperation, Message, Operation, Part, PartContent, Protocol,
    Style, Use, Wsdl,
};
use crate::model::xsd::{Builtin, TypeRef};

/// An operation as it is bound, and one of its messages.
struct Bound<'w> {
    wsdl: &'w Wsdl,
    binding: &'w Binding,
    described: &'w Operation,
    bound: &'w BindingOperation,
}

/// A message of an operation that travels in an envelope: how, and what it is made of.
struct Sent<'w> {
    side: &'static str,
    how: &'w BindingMessage,
    message: &'w Message,
}

type OfOperation = fn(&Bound<'_>, &mut Findings);
type OfMessage = fn(&Bound<'_>, &Sent<'_>, &mut Findings);

const OPERATIONS: &[OfOperation] = &[one_style, faults_bound, faults_of_one_part];

const MESSAGES: &[OfMessage] = &[
    parts_travel,
    parts_travel_once,
    headers_once,
    one_element_in_body,
    elements_in_document,
    types_in_rpc,
    namespace_in_rpc,
    elements_in_headers,
];

/// Looks over all bindings, services and ports.
pub(super) fn check(reader: &mut Reader<'_>) {
    let mut found = Findings::default();
    let wsdl = &reader.wsdl;
    for binding in &wsdl.bindings {
        if !matches!(binding.protocol, Protocol::Soap11 | Protocol::Soap12) {
            continue;
        }
        let Some(port_type) = wsdl.port_types.get(binding.port_type.index()) else {
            continue;
        };
        for bound in &binding.operations {
            let Some(described) = port_type.operations.get(bound.operation) else {
                continue;
            };
            let operation = Bound {
                wsdl,
                binding,
                described,
                bound,
            };
            OPERATIONS
                .iter()
                .for_each(|check| check(&operation, &mut found));
            let sides = [
                ("input", &bound.input, &described.input),
                ("output", &bound.output, &described.output),
            ];
            for (side, how, what) in sides {
                let message = what
                    .as_ref()
                    .and_then(|m| wsdl.messages.get(m.message.index()));
                if let (Some(how), Some(message)) = (how, message) {
                    let sent = Sent { side, how, message };
                    let beside = 1 + how.headers.len() + how.attachments.len();
                    if !found.afford(message.parts.len().saturating_mul(beside)) {
                        continue;
                    }
                    MESSAGES
                        .iter()
                        .for_each(|check| check(&operation, &sent, &mut found));
                }
            }
        }
    }
    services(wsdl, &mut found);
    found.report(reader);
}

impl Sent<'_> {
    fn part(&self, index: usize) -> Option<&Part> {
        self.message.parts.get(index)
    }

    /// The parts in its body.
    fn body(&self) -> impl Iterator<Item = &Part> {
        self.how.parts.iter().filter_map(|index| self.part(*index))
    }

    fn in_header(&self, wsdl: &Wsdl, index: usize) -> bool {
        let mut headers = self.how.headers.iter();
        headers.any(|h| {
            h.part == index
                && wsdl.messages.get(h.message.index()).map(|m| m.span) == Some(self.message.span)
        })
    }
}

/// R2705: the operations of a binding have one style.
fn one_style(of: &Bound<'_>, found: &mut Findings) {
    let first = of.binding.operations.first().map(|o| o.style);
    if first.is_some_and(|first| first != of.bound.style) {
        let word = match of.bound.style {
            Style::Document => "document",
            Style::Rpc => "rpc",
        };
        let message = format!(
            "the operation `{}` is of the style `{word}`, others of its binding are not",
            of.described.name
        );
        found
            .add(code::BASIC_PROFILE, of.bound.span, message)
            .help("give operations of another style a binding of their own");
    }
}

/// R2740: a binding says how each fault travels.
fn faults_bound(of: &Bound<'_>, found: &mut Findings) {
    for fault in of.described.faults.iter().filter(|f| !f.name.is_empty()) {
        if of.bound.faults.iter().all(|(name, _)| *name != fault.name) {
            let message = format!(
                "the binding says nothing of the fault `{}` of `{}`; literal use was taken",
                fault.name, of.described.name
            );
            found.add(code::UNMATCHED, of.bound.span, message);
        }
    }
    let mut seen = BTreeSet::new();
    if let Some((name, _)) = of.bound.faults.iter().find(|(name, _)| !seen.insert(name)) {
        let message = format!(
            "the binding says twice how the fault `{name}` of `{}` travels; the first was taken",
            of.described.name
        );
        found.add(code::DUPLICATE, of.bound.span, message);
    }
}

/// WSDL 1.1, section 3.6, and R2205: a fault is one part, an element.
fn faults_of_one_part(of: &Bound<'_>, found: &mut Findings) {
    for fault in &of.described.faults {
        let Some(message) = of.wsdl.messages.get(fault.message.index()) else {
            continue;
        };
        let name = &fault.name;
        let literal = of
            .bound
            .faults
            .iter()
            .all(|(n, u)| n != name || *u == Use::Literal);
        let (code, text) = match message.parts.as_slice() {
            [part] if literal && is_type(part) => (
                code::BASIC_PROFILE,
                format!(
                    "the fault `{name}` is given by a type, with no element around its content"
                ),
            ),
            [_] => continue,
            [] => (
                code::UNMATCHED,
                format!("the message of the fault `{name}` has no part: it says nothing"),
            ),
            _ => (
                code::UNMATCHED,
                format!(
                    "the message of the fault `{name}` has more than one part; the first was taken"
                ),
            ),
        };
        found
            .add(code, message.span, text)
            .help("a fault has one part, given by an element");
    }
}

/// R2209: every part of a message is in its body, a header or an attachment.
fn parts_travel(of: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    if sent.how.parts.len() == sent.message.parts.len() {
        return;
    }
    let in_body: BTreeSet<usize> = sent.how.parts.iter().copied().collect();
    for (index, part) in sent.message.parts.iter().enumerate() {
        let attached = sent.how.attachments.iter().any(|a| a.part == index);
        if !attached && !in_body.contains(&index) && !sent.in_header(of.wsdl, index) {
            let message = format!(
                "the part `{}` of the {} of `{}` is in neither body nor header: it is never sent",
                part.name, sent.side, of.described.name
            );
            found
                .add(code::UNMATCHED, of.bound.span, message)
                .note(part.span, "the part")
                .help("name it in `parts` of the body, or in a header");
        }
    }
}

/// A part travels once: in the body or in a header.
fn parts_travel_once(of: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    for index in &sent.how.parts {
        if let (Some(part), true) = (sent.part(*index), sent.in_header(of.wsdl, *index)) {
            let message = format!(
                "the part `{}` of the {} of `{}` is both in the body and in a header",
                part.name, sent.side, of.described.name
            );
            let found = found.add(code::UNMATCHED, of.bound.span, message);
            found.note(part.span, "the part");
        }
    }
}

/// A header block is named once.
fn headers_once(_: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    let mut seen: BTreeMap<(u32, usize), Span> = BTreeMap::new();
    for header in &sent.how.headers {
        if let Some(first) = seen.insert((header.message.0, header.part), header.span) {
            found
                .add(
                    code::DUPLICATE,
                    header.span,
                    "the same header is there twice",
                )
                .note(first, "the first");
        }
    }
}

/// Any content is what is taken for what leads nowhere, too.
fn is_type(part: &Part) -> bool {
    matches!(part.content, PartContent::Type(ty) if ty != TypeRef::Builtin(Builtin::AnyType))
}

fn is_element(part: &Part) -> bool {
    matches!(part.content, PartContent::Element(_))
}

fn is_literal(of: &Bound<'_>, sent: &Sent<'_>, style: Style) -> bool {
    of.bound.style == style && sent.how.body_use == Use::Literal
}

/// R2201: the body of a document/literal message is one element.
fn one_element_in_body(of: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    if let (true, [_, second, ..]) = (
        is_literal(of, sent, Style::Document),
        sent.how.parts.as_slice(),
    ) && let Some(part) = sent.part(*second)
    {
        let message = format!(
            "the body of the {} of `{}` has more than one element; many receivers see the first alone",
            sent.side, of.described.name
        );
        found
            .add(code::BASIC_PROFILE, of.bound.span, message)
            .note(part.span, "the second part")
            .help("name one in `parts` of the body, and send the others in headers, or put an element around all");
    }
}

/// R2204: parts of document/literal messages are elements.
fn elements_in_document(of: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    if !is_literal(of, sent, Style::Document) {
        return;
    }
    for part in sent.body().filter(|p| is_type(p)) {
        let message = format!(
            "the part `{}` of a document/literal message is given by a type, with no element around its content",
            part.name
        );
        found
            .add(code::BASIC_PROFILE, part.span, message)
            .help("declare an element of that type, and name it by `element`");
    }
}

/// R2203: parts of rpc/literal messages are types.
fn types_in_rpc(of: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    if !is_literal(of, sent, Style::Rpc) {
        return;
    }
    for part in sent.body().filter(|p| is_element(p)) {
        let message = format!(
            "the part `{}` of an rpc/literal message is given by an element: toolkits disagree whether its name or the part's is sent",
            part.name
        );
        found
            .add(code::BASIC_PROFILE, part.span, message)
            .help("name the type of the part by `type`");
    }
}

/// R2717: the element around the parts of an rpc/literal message is in a namespace.
fn namespace_in_rpc(of: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    if is_literal(of, sent, Style::Rpc) && sent.how.namespace.as_ref().is_none_or(String::is_empty)
    {
        let message = format!(
            "the body of the {} of `{}` says no `namespace` for the element around its parts; none was taken",
            sent.side, of.described.name
        );
        found
            .add(code::BASIC_PROFILE, of.bound.span, message)
            .help("add `namespace` to the `soap:body`");
    }
}

/// R2205: headers are elements.
fn elements_in_headers(of: &Bound<'_>, sent: &Sent<'_>, found: &mut Findings) {
    for header in sent
        .how
        .headers
        .iter()
        .filter(|h| h.header_use == Use::Literal)
    {
        let message = of.wsdl.messages.get(header.message.index());
        let part = message.and_then(|m| m.parts.get(header.part));
        if let Some(part) = part.filter(|p| is_type(p)) {
            let message = format!(
                "the header `{}` is given by a type: it has no name of its own",
                part.name
            );
            found
                .add(code::BASIC_PROFILE, header.span, message)
                .note(part.span, "the part")
                .help("declare an element of that type, and name it by `element`");
        }
    }
}

/// Whether an address begins with a scheme, of whatever transport.
fn is_absolute(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Services and ports have names of their own, and ports an address.
fn services(wsdl: &Wsdl, found: &mut Findings) {
    let mut names = BTreeMap::new();
    for service in &wsdl.services {
        if service.name.local.is_empty() {
            let message = "the service has no `name`";
            found.add(code::BAD_VALUE, service.span, message);
        } else if let Some(first) = names.insert(&service.name, service.span) {
            let message = format!("there are two services `{}`", service.name.local);
            let found = found.add(code::DUPLICATE, service.span, message);
            found.note(first, "the first");
        }
        let mut ports = BTreeMap::new();
        for port in &service.ports {
            if port.name.is_empty() {
                let message = "the port has no `name`";
                found.add(code::BAD_VALUE, port.span, message);
            } else if let Some(first) = ports.insert(&port.name, port.span) {
                let message = format!("the service has two ports `{}`", port.name);
                let found = found.add(code::DUPLICATE, port.span, message);
                found.note(first, "the first");
            }
            let soap = wsdl.bindings.get(port.binding.index());
            let soap = soap.is_some_and(|b| !matches!(b.protocol, Protocol::Other(_)));
            let address = port.address.as_deref().unwrap_or_default();
            if soap && !is_absolute(address) {
                let message = match address {
                    "" => format!("the port `{}` has no address", port.name),
                    other => format!(
                        "`{other}`, the address of the port `{}`, is not a URL",
                        port.name
                    ),
                };
                found
                    .add(code::ADDRESS, port.span, message)
                    .help("give the endpoint when the client is built: `Client::builder().endpoint(\"https://..\")`");
            }
        }
    }
}
