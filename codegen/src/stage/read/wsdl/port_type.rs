//! Port types and their operations (section 2.4).

use super::super::documentation;
use super::super::problem::Component;
use super::super::reader::Reader;
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::{addressing, policy};
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::wsdl::{MessageId, MessageUse, Operation, PortType, PortTypeId, Transmission};

/// Reads the port type with this id.
pub(super) fn read<'d>(reader: &mut Reader<'d>, id: u32, name: &QName, tag: Tag<'d>) {
    let mut operations = Vec::new();
    for child in tag.wsdl_children("operation") {
        reader.current = Component::Operation(PortTypeId(id), operations.len());
        operations.extend(operation(reader, child));
    }
    let port_type = PortType {
        name: name.clone(),
        documentation: documentation::of_wsdl(tag),
        operations,
        policy: policy::attached(reader, [tag]),
        span: tag.span(),
    };
    reader.wsdl.port_types.push(port_type);
}

fn operation<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<Operation> {
    let Some(name) = tag.attribute("name").filter(|n| !n.is_empty()) else {
        reader.error(
            code::MISSING_ATTRIBUTE,
            tag.tag_span(),
            "the operation has no `name`",
        );
        return None;
    };
    let first = tag
        .children()
        .find(|c| c.is_wsdl("input") || c.is_wsdl("output"));
    let output_first = first.is_some_and(|f| f.local() == "output");
    let (input, output) = (
        tag.wsdl_children("input").next(),
        tag.wsdl_children("output").next(),
    );
    let transmission = match (input.is_some(), output.is_some()) {
        (true, false) => Transmission::OneWay,
        (false, true) => Transmission::Notification,
        (true, true) if output_first => Transmission::SolicitResponse,
        (true, true) => Transmission::RequestResponse,
        (false, false) => Transmission::OneWay,
    };
    // Section 2.4.5.
    let (of_input, of_output) = match transmission {
        Transmission::OneWay | Transmission::Notification => (String::new(), String::new()),
        Transmission::RequestResponse => ("Request".to_owned(), "Response".to_owned()),
        Transmission::SolicitResponse => ("Response".to_owned(), "Solicit".to_owned()),
    };
    let incomplete = incomplete(input, output);
    let input = input.and_then(|i| message_use(reader, i, format!("{name}{of_input}")));
    let output = output.and_then(|o| message_use(reader, o, format!("{name}{of_output}")));
    let mut faults = Vec::new();
    for fault in tag.wsdl_children("fault") {
        if fault.attribute("message").is_none() {
            let message = "the `fault` names no `message`; it was ignored";
            reader.warn(code::IGNORED, fault.span(), message);
        }
        faults.extend(message_use(reader, fault, String::new()));
    }
    let mut policy = policy::attached(reader, policy::subjects(tag));
    for sent in input.iter().chain(&output).chain(&faults) {
        if let Some(message) = reader.wsdl.messages.get(sent.message.index()) {
            policy.add(&message.policy);
        }
    }
    let order = tag.attribute("parameterOrder").unwrap_or("");
    for name in order.split_ascii_whitespace() {
        let messages = [&input, &output].into_iter().flatten();
        let mut messages = messages.filter_map(|m| reader.wsdl.messages.get(m.message.index()));
        if (input.is_some() || output.is_some())
            && !messages.any(|m| m.parts.iter().any(|p| p.name == name))
        {
            let message =
                format!("`parameterOrder` names `{name}`, which is no part of the messages");
            reader.warn(code::UNMATCHED, tag.value_span("parameterOrder"), message);
        }
    }
    let mut names = std::collections::BTreeSet::new();
    if let Some(twice) = tag
        .wsdl_children("fault")
        .filter(|f| f.attribute("name").is_some())
        .find(|f| !names.insert(f.attribute("name")))
    {
        let message = "the operation has two faults of that name";
        reader.warn(code::DUPLICATE, twice.span(), message);
    }
    Some(Operation {
        name: name.to_owned(),
        documentation: documentation::of_wsdl(tag),
        transmission,
        input,
        output,
        faults,
        parameter_order: order.split_ascii_whitespace().map(str::to_owned).collect(),
        policy,
        incomplete,
        span: tag.span(),
    })
}

/// Why no code can be made for an operation with these messages, when that is so.
fn incomplete(input: Option<Tag<'_>>, output: Option<Tag<'_>>) -> Option<String> {
    if input.is_none() && output.is_none() {
        return Some("it has neither input nor output".to_owned());
    }
    let mut messages = [input, output].into_iter().flatten();
    let nameless = messages.find(|m| m.attribute("message").is_none())?;
    Some(format!("its `{}` names no `message`", nameless.written()))
}

fn message_use<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, default: String) -> Option<MessageUse> {
    tag.attribute("message")?;
    let message = MessageId(reader.component(tag, "message", Space::Message)?);
    let name = tag.attribute("name").map_or(default, str::to_owned);
    Some(MessageUse {
        name,
        message,
        action: addressing::action(tag),
    })
}
