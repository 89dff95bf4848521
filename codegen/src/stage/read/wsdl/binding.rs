//! Bindings and their operations (section 2.5).

use std::collections::HashMap;

use super::super::problem::Component;
use super::super::reader::Reader;
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::soap::{self, Defaults};
use super::{extension, http, policy};
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::{QName, is_ncname};
use crate::model::namespace;
use crate::model::wsdl::{
    Binding, BindingId, BindingMessage, BindingOperation, Operation, PortType, PortTypeId,
    Protocol, Style, Transmission, Use,
};
use crate::names::pattern;

/// Reads all bindings; those whose port type is not there are left out.
pub(super) fn read_all<'d>(reader: &mut Reader<'d>, bindings: &[(QName, Tag<'d>)]) {
    for (name, tag) in bindings {
        let next = u32::try_from(reader.wsdl.bindings.len()).unwrap_or(u32::MAX);
        reader.current = Component::Binding(BindingId(next));
        let binding = binding(reader, name, *tag);
        reader
            .binding_ids
            .push(binding.is_some().then_some(BindingId(next)));
        reader.wsdl.bindings.extend(binding);
    }
}

fn binding<'d>(reader: &mut Reader<'d>, name: &QName, tag: Tag<'d>) -> Option<Binding> {
    let port_type = port_type(reader, name, tag)?;
    let shape = reader.wsdl.port_types.get(port_type.index())?.clone();
    let (protocol, defaults) = protocol(reader, tag);
    let mut offered = Offered::new(&shape);
    let mut operations = Vec::new();
    for child in tag.wsdl_children("operation") {
        let bound = operation(reader, child, &offered, &protocol, defaults);
        let Some(bound) = bound else { continue };
        let Some(first) = offered.bound.get_mut(bound.operation) else {
            continue;
        };
        if let Some(first) = *first {
            let message = "the binding binds the operation twice; the first was taken";
            reader
                .warn(code::DUPLICATE, bound.span, message)
                .note(first, "first bound here");
            continue;
        }
        *first = Some(bound.span);
        operations.push(bound);
    }
    for (operation, bound) in shape.operations.iter().zip(&offered.bound) {
        if bound.is_none() {
            let message = format!(
                "the binding `{}` leaves out the operation `{}`",
                name.local, operation.name
            );
            reader.note_once(code::NOT_BOUND, format!("{name}"), tag.span(), message);
        }
    }
    Some(Binding {
        name: name.clone(),
        port_type,
        protocol,
        operations,
        policy: policy::attached(reader, [tag]),
        span: tag.span(),
    })
}

/// The operations of a port type, and where each is bound.
struct Offered<'p> {
    port_type: &'p PortType,
    by_name: HashMap<&'p str, Vec<usize>>,
    bound: Vec<Option<Span>>,
}

impl<'p> Offered<'p> {
    fn new(port_type: &'p PortType) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, operation) in port_type.operations.iter().enumerate() {
            by_name.entry(&operation.name).or_default().push(index);
        }
        Self {
            port_type,
            by_name,
            bound: vec![None; port_type.operations.len()],
        }
    }

    /// The operation that a binding's operation means. Overloads are told apart by the names of input and output; where those do not settle
    /// it, by their order.
    fn matching(&self, tag: Tag<'_>, name: &str) -> Option<usize> {
        let named = self.by_name.get(name)?;
        if let [only] = named.as_slice() {
            return Some(*only);
        }
        let of = |local: &str| {
            tag.wsdl_children(local)
                .next()
                .and_then(|c| c.attribute("name"))
        };
        let (input, output) = (of("input"), of("output"));
        let fits = |wanted: Option<&str>, is: Option<&str>| wanted.is_none() || wanted == is;
        let is_alike = |index: &usize| {
            self.port_type.operations.get(*index).is_some_and(|o| {
                fits(input, o.input.as_ref().map(|m| m.name.as_str()))
                    && fits(output, o.output.as_ref().map(|m| m.name.as_str()))
            })
        };
        let is_free = |index: &usize| self.bound.get(*index).is_some_and(Option::is_none);
        let free = || named.iter().copied().filter(is_free);
        free()
            .find(is_alike)
            .or_else(|| free().next())
            .or(named.first().copied())
    }
}

/// The port type that a binding names; without `type` the only one that there is.
fn port_type<'d>(reader: &mut Reader<'d>, name: &QName, tag: Tag<'d>) -> Option<PortTypeId> {
    if tag.attribute("type").is_some() {
        return reader
            .component(tag, "type", Space::PortType)
            .map(PortTypeId);
    }
    let only = reader.wsdl.port_types.len() == 1;
    let outcome = if only {
        "the only one was taken"
    } else {
        "it was left out"
    };
    let message = format!(
        "the binding `{}` names no port type (`type`); {outcome}",
        name.local
    );
    reader.warn(code::IGNORED, tag.span(), message);
    only.then_some(PortTypeId(0))
}

/// How messages travel, and what `soap:binding` says of all operations.
fn protocol<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> (Protocol, Defaults) {
    let mut found = None;
    let mut unknown = None;
    for child in tag.children().filter(|c| c.namespace() != namespace::WSDL) {
        match (child.namespace(), child.local()) {
            (namespace::WSDL_SOAP11 | namespace::WSDL_SOAP12, "binding") if found.is_none() => {
                found = Some(soap::protocol(reader, child))
            }
            (namespace::WSDL_SOAP11 | namespace::WSDL_SOAP12 | namespace::WSDL_HTTP, "binding")
                if found.is_some() =>
            {
                let message = format!(
                    "a binding has one protocol; the second, `{}`, was ignored",
                    child.written()
                );
                reader
                    .warn(code::IGNORED, child.tag_span(), message)
                    .help("write a `wsdl:binding` for each protocol");
            }
            (namespace::WSDL_HTTP, "binding") if found.is_none() => {
                let verb = child.attribute("verb").unwrap_or("");
                let protocol = match verb.to_ascii_uppercase().as_str() {
                    "GET" => Protocol::HttpGet,
                    "POST" => Protocol::HttpPost,
                    _ => Protocol::Other(format!("HTTP {verb}")),
                };
                found = Some((protocol, Defaults::default()));
            }
            (namespace, "binding") => unknown = unknown.or(Some(namespace)),
            _ => extension::foreign(reader, child),
        }
    }
    found.unwrap_or_else(|| {
        let what = match unknown {
            Some(namespace) => format!("the binding extension of `{namespace}`"),
            None => {
                let message = "the binding says no protocol; no code is made for its ports";
                reader
                    .warn(code::UNMATCHED, tag.span(), message)
                    .help("add a `soap:binding`, with its `transport`");
                "a binding without a protocol".to_owned()
            }
        };
        (Protocol::Other(what), Defaults::default())
    })
}

/// `None` when the port type has no such operation.
fn operation<'d>(
    reader: &mut Reader<'d>,
    tag: Tag<'d>,
    offered: &Offered<'_>,
    protocol: &Protocol,
    defaults: Defaults,
) -> Option<BindingOperation> {
    let shape = offered.port_type;
    let Some(name) = tag.attribute("name").filter(|n| !n.is_empty()) else {
        let message = "an operation of the binding has no `name`; it was left out";
        reader.warn(code::UNMATCHED, tag.tag_span(), message);
        return None;
    };
    let Some(index) = offered.matching(tag, name) else {
        let message = format!(
            "the port type `{}` has no operation `{name}`; the binding's was left out",
            shape.name.local
        );
        let names = shape.operations.iter().map(|o| o.name.as_str());
        let nearest = pattern::nearest(name, names).map(str::to_owned);
        let found = reader.warn(code::UNMATCHED, tag.span(), message);
        found.did_you_mean(nearest);
        return None;
    };
    let described = shape.operations.get(index)?;
    let soap = matches!(protocol, Protocol::Soap11 | Protocol::Soap12);
    if soap
        && !tag
            .children()
            .any(|c| soap::is_soap(c) && c.local() == "operation")
    {
        let message = format!(
            "the binding's operation `{name}` has no `soap:operation`; an empty `soapAction` was taken"
        );
        reader.warn(code::UNMATCHED, tag.span(), message);
    }
    let (mut action, mut location, mut style) = (None, None, defaults.style);
    for child in tag.children().filter(|c| c.namespace() != namespace::WSDL) {
        match (child.namespace(), child.local()) {
            (namespace::WSDL_SOAP11 | namespace::WSDL_SOAP12, "operation") => {
                soap::same_version(reader, child, protocol);
                action = child.attribute("soapAction").map(str::to_owned);
                style = soap::style(reader, child).unwrap_or(style);
            }
            (namespace::WSDL_HTTP, "operation") => {
                location = child.attribute("location").map(str::to_owned)
            }
            _ => extension::foreign(reader, child),
        }
    }
    let mut operation = BindingOperation {
        operation: index,
        action,
        location,
        http: None,
        style,
        input: None,
        output: None,
        faults: faults(reader, tag, described, index),
        policy: policy::attached(reader, policy::subjects(tag)),
        unsupported: None,
        span: tag.span(),
    };
    if !matches!(protocol, Protocol::Other(_)) {
        let mut trouble = None;
        if described.incomplete.is_none() && protocol.is_http() {
            operation.style = Style::Document;
            let side = |local: &str| tag.wsdl_children(local).next();
            operation.http = Some(http::input(reader, side("input"), protocol, &mut trouble));
            let input = described.input.as_ref();
            operation.input = input.map(|m| soap::default_message(reader, m.message));
            let output = described.output.as_ref();
            operation.output =
                output.map(|m| http::output(reader, side("output"), m.message, &mut trouble));
        } else if described.incomplete.is_none() {
            operation.input = message(reader, tag, "input", described, protocol);
            operation.output = message(reader, tag, "output", described, protocol);
        }
        let trouble = trouble.or_else(|| nameless(reader, described, &operation));
        operation.unsupported = unsupported(described).or(trouble);
        if let Some(why) = &operation.unsupported {
            let message = format!("no code is made for the operation `{name}`: {why}");
            if reader
                .said
                .insert((code::UNSUPPORTED, format!("{}:{index}", shape.name)))
            {
                reader.warn(code::UNSUPPORTED, operation.span, message);
            }
        }
    }
    Some(operation)
}

/// Which name XML does not allow, when one of an rpc operation, which stand as elements in its messages, is such (SOAP 1.1, section 7.1).
fn nameless(
    reader: &Reader<'_>,
    described: &Operation,
    bound: &BindingOperation,
) -> Option<String> {
    if bound.style != Style::Rpc {
        return None;
    }
    let messages = [&described.input, &described.output].into_iter().flatten();
    let messages = messages.filter_map(|m| reader.wsdl.messages.get(m.message.index()));
    let parts = messages.flat_map(|m| &m.parts).map(|p| &*p.name);
    let mut names = std::iter::once(&*described.name).chain(parts);
    let odd = names.find(|name| !name.is_empty() && !is_ncname(name))?;
    Some(format!(
        "XML allows no element called `{odd}`, which stands in its messages"
    ))
}

/// Why there is no method: messages that are not described, or a transmission primitive in which the service begins.
fn unsupported(operation: &Operation) -> Option<String> {
    if operation.incomplete.is_some() {
        return operation.incomplete.clone();
    }
    match operation.transmission {
        Transmission::RequestResponse | Transmission::OneWay => None,
        Transmission::SolicitResponse => Some(
            "the service sends the request and waits for the answer (solicit-response)".to_owned(),
        ),
        Transmission::Notification => {
            Some("the service sends the message (notification)".to_owned())
        }
    }
}

/// Name and use of each `soap:fault`.
fn faults<'d>(
    reader: &mut Reader<'d>,
    tag: Tag<'d>,
    described: &Operation,
    index: usize,
) -> Vec<(String, Use)> {
    let mut found = Vec::new();
    for fault in tag.wsdl_children("fault") {
        let inner = fault
            .children()
            .find(|c| c.local() == "fault" && c.namespace() != namespace::WSDL);
        for other in fault
            .children()
            .filter(|c| soap::is_soap(*c) && c.local() != "fault")
        {
            extension::foreign(reader, other);
        }
        let name = fault
            .attribute("name")
            .or_else(|| inner.and_then(|i| i.attribute("name")))
            .unwrap_or("");
        if let (Some(outer), Some(named)) = (
            fault.attribute("name"),
            inner.and_then(|i| i.attribute("name")),
        ) && outer != named
        {
            let message =
                format!("the fault `{outer}` is called `{named}` inside; `{outer}` was taken");
            let at = inner.map_or(fault.span(), |i| i.value_span("name"));
            reader.warn(code::UNMATCHED, at, message);
        }
        let fault_use = inner
            .and_then(|i| soap::use_of(reader, i))
            .unwrap_or(Use::Literal);
        if described.faults.iter().any(|f| f.name == name) {
            found.push((name.to_owned(), fault_use));
        } else if !lost(reader, index) {
            let message = format!(
                "the operation `{}` has no fault `{name}`; it was ignored",
                described.name
            );
            reader.warn(code::UNMATCHED, fault.span(), message);
        }
    }
    found
}

/// Whether an operation of this number names a message that is not there, which has been reported.
fn lost(reader: &Reader<'_>, index: usize) -> bool {
    let mut of_messages = reader.problems.iter().filter(|p| p.space == Space::Message);
    of_messages.any(|p| matches!(p.component, Component::Operation(_, i) if i == index))
}

/// How the input or output travels.
fn message<'d>(
    reader: &mut Reader<'d>,
    operation: Tag<'d>,
    local: &str,
    described: &Operation,
    protocol: &Protocol,
) -> Option<BindingMessage> {
    if let Some(inner) = operation.wsdl_children(local).next() {
        soap::same_version_inside(reader, inner, protocol);
    }
    let message = if local == "input" {
        &described.input
    } else {
        &described.output
    };
    let tag = operation.wsdl_children(local).next();
    match (tag, message) {
        (Some(tag), Some(message)) => Some(soap::message(reader, tag, message.message)),
        (None, Some(message)) => {
            let text = format!(
                "the binding says nothing of the {local} of `{}`; literal use of all its parts was taken",
                described.name
            );
            reader.warn(code::UNMATCHED, operation.span(), text);
            Some(soap::default_message(reader, message.message))
        }
        // What names a message that is not there has been reported.
        (Some(_), None) if described.has(local) => None,
        (Some(tag), None) => {
            let text = format!(
                "the operation `{}` has no {local}; the binding's was ignored",
                described.name
            );
            reader.warn(code::UNMATCHED, tag.tag_span(), text);
            None
        }
        (None, None) => None,
    }
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            style: Style::Document,
        }
    }
}
