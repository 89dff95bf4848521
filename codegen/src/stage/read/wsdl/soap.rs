//! The SOAP binding's elements (section 3), for both versions of SOAP, and the MIME binding around them (section 5).

use super::super::reader::Reader;
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::extension;
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::split;
use crate::model::namespace;
use crate::model::wsdl::{AttachedPart, BindingMessage, Header, MessageId, Protocol, Style, Use};
use crate::names::pattern;

/// What `soap:binding` says of all operations.
#[derive(Clone, Copy)]
pub(super) struct Defaults {
    pub(super) style: Style,
}

/// Reads `soap:binding`.
pub(super) fn protocol<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> (Protocol, Defaults) {
    let style = style(reader, tag).unwrap_or(Style::Document);
    let (version, name) = if tag.namespace() == namespace::WSDL_SOAP12 {
        (Protocol::Soap12, "SOAP 1.2")
    } else {
        (Protocol::Soap11, "SOAP 1.1")
    };
    if tag.attribute("transport").is_none() {
        let message = format!("the `{}` has no `transport`; HTTP was taken", tag.written());
        reader
            .warn(code::BAD_VALUE, tag.tag_span(), message)
            .help("add `transport=\"http://schemas.xmlsoap.org/soap/http\"`");
    }
    let transport = tag
        .attribute("transport")
        .unwrap_or("")
        .trim_end_matches('/');
    let protocol = match transport {
        ""
        | "http://schemas.xmlsoap.org/soap/http"
        | "http://www.w3.org/2003/05/soap/bindings/HTTP" => version,
        // Said of HTTP so often that it cannot mean anything else.
        "http://schemas.xmlsoap.org/soap/https"
        | "http://schemas.xmlsoap.org/soap12/http"
        | "http://schemas.xmlsoap.org/wsdl/soap/http" => version,
        other => Protocol::Other(format!("{name} over `{other}`")),
    };
    (protocol, Defaults { style })
}

/// Whether an element is of a SOAP binding, of either version.
pub(super) fn is_soap(tag: Tag<'_>) -> bool {
    matches!(
        tag.namespace(),
        namespace::WSDL_SOAP11 | namespace::WSDL_SOAP12
    )
}

/// Says when an element of the binding is of another version of SOAP than the `soap:binding`.
pub(super) fn same_version<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, protocol: &Protocol) {
    let (wanted, version) = match protocol {
        Protocol::Soap11 => (namespace::WSDL_SOAP11, "1.1"),
        Protocol::Soap12 => (namespace::WSDL_SOAP12, "1.2"),
        _ => return,
    };
    if is_soap(tag) && tag.namespace() != wanted {
        let message = format!(
            "`{}` is of another version of SOAP than the binding, which is of SOAP {version}; it was read as of that",
            tag.written()
        );
        let key = (code::UNMATCHED, format!("version {}", tag.document.0));
        if reader.said.insert(key) {
            reader
                .warn(code::UNMATCHED, tag.tag_span(), message)
                .help(format!("use a prefix that is bound to `{wanted}`"));
        }
    }
}

/// Likewise for what stands in `wsdl:input` or `wsdl:output`.
pub(super) fn same_version_inside<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, protocol: &Protocol) {
    for child in tag.children() {
        same_version(reader, child, protocol);
    }
}

/// `style`, when it is there and means something.
pub(super) fn style<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<Style> {
    match tag.attribute("style")? {
        "document" => Some(Style::Document),
        "rpc" => Some(Style::Rpc),
        other => {
            let message = format!("`{other}` is neither `document` nor `rpc`; it was ignored");
            reader.warn(code::BAD_VALUE, tag.value_span("style"), message);
            None
        }
    }
}

/// `use`, when it is there and means something; where it does not, an `encodingStyle` of SOAP tells.
pub(super) fn use_of<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<Use> {
    match tag.attribute("use")? {
        "literal" => Some(Use::Literal),
        "encoded" => Some(Use::Encoded),
        other => {
            let styles = tag.attribute("encodingStyle").unwrap_or_default();
            let encoded = styles.split_whitespace().any(|style| {
                matches!(
                    style,
                    namespace::SOAP11_ENCODING | namespace::SOAP12_ENCODING
                )
            });
            let (taken, word) = match encoded {
                true => (Use::Encoded, "encoded"),
                false => (Use::Literal, "literal"),
            };
            let message =
                format!("`{other}` is neither `literal` nor `encoded`; `{word}` was taken");
            reader.warn(code::BAD_VALUE, tag.value_span("use"), message);
            Some(taken)
        }
    }
}

/// What is said where nothing is said.
pub(super) fn default_message(reader: &Reader<'_>, message: MessageId) -> BindingMessage {
    BindingMessage {
        body_use: Use::Literal,
        namespace: None,
        parts: all_parts(reader, message),
        headers: Vec::new(),
        attachments: Vec::new(),
    }
}

fn all_parts(reader: &Reader<'_>, message: MessageId) -> Vec<usize> {
    let parts = reader
        .wsdl
        .messages
        .get(message.index())
        .map_or(0, |m| m.parts.len());
    (0..parts).collect()
}

/// Reads what stands in `wsdl:input` or `wsdl:output` of a binding's operation.
pub(super) fn message<'d>(
    reader: &mut Reader<'d>,
    tag: Tag<'d>,
    message: MessageId,
) -> BindingMessage {
    let mut contents: Vec<Tag<'d>> = Vec::new();
    let mut attached: Vec<AttachedPart> = Vec::new();
    let mut with_mime = false;
    for child in tag.children() {
        if child.namespace() == namespace::WSDL_MIME && child.local() == "multipartRelated" {
            for part in child
                .children()
                .filter(|c| c.namespace() == namespace::WSDL_MIME && c.local() == "part")
            {
                for inner in part.children() {
                    let soap = matches!(
                        inner.namespace(),
                        namespace::WSDL_SOAP11 | namespace::WSDL_SOAP12
                    );
                    if soap {
                        contents.push(inner)
                    } else {
                        with_mime = true;
                        attachment(reader, inner, message, &mut attached);
                    }
                }
            }
        } else if child.namespace() != namespace::WSDL {
            contents.push(child);
        }
    }
    let mut body = None;
    let mut headers = Vec::new();
    for child in contents {
        match (child.namespace(), child.local()) {
            (namespace::WSDL_SOAP11 | namespace::WSDL_SOAP12, "body") => match body {
                None => body = Some(child),
                Some(_) => {
                    let text = "a message has one body; the second was ignored";
                    reader.warn(code::IGNORED, child.tag_span(), text);
                }
            },
            (namespace::WSDL_SOAP11 | namespace::WSDL_SOAP12, "header") => {
                headers.extend(header(reader, child))
            }
            (namespace::WSDL_MIME, _) => {}
            _ => extension::foreign(reader, child),
        }
    }
    let mut found = default_message(reader, message);
    let taken = |part: &usize| {
        headers
            .iter()
            .any(|h: &Header| h.message == message && h.part == *part)
    };
    let beside = |part: &usize| attached.iter().any(|a| a.part == *part);
    found.parts.retain(|p| !taken(p) && !beside(p));
    if let Some(body) = body {
        found.body_use = use_of(reader, body).unwrap_or(Use::Literal);
        found.namespace = body.attribute("namespace").map(str::to_owned);
        if let Some(names) = body.attribute("parts") {
            found.parts = named_parts(reader, body, names, message);
            found.parts.retain(|p| !beside(p));
        }
    } else {
        let text = match with_mime {
            true => format!(
                "the {} has attachments and no `soap:body`; literal use was taken",
                tag.local()
            ),
            false => format!(
                "the {} has no `soap:body`; literal use was taken",
                tag.local()
            ),
        };
        reader.warn(code::UNMATCHED, tag.tag_span(), text);
    }
    found.headers = headers;
    found.attachments = attached;
    found
}

/// Reads `mime:content` or `mime:mimeXml` (sections 5.3 and 5.6). Several of one part are the media types that it may be of.
fn attachment<'d>(
    reader: &mut Reader<'d>,
    tag: Tag<'d>,
    message: MessageId,
    found: &mut Vec<AttachedPart>,
) {
    let media = match (tag.namespace(), tag.local()) {
        (namespace::WSDL_MIME, "content") => tag.attribute("type").map(str::trim),
        (namespace::WSDL_MIME, "mimeXml") => Some("text/xml"),
        _ => return extension::foreign(reader, tag),
    };
    let media = media.filter(|media| !media.is_empty());
    // without a name it means the only part that there is
    let part = match tag.attribute("part") {
        Some(name) => part_index(reader, message, name),
        None => Some(0).filter(|_| all_parts(reader, message).len() == 1),
    };
    let Some(part) = part else {
        match tag.attribute("part") {
            Some(name) => no_part(reader, tag.tag_span(), message, name, "it was ignored"),
            None => {
                let text = format!("the `{}` names no `part`; it was ignored", tag.written());
                reader.warn(code::UNMATCHED, tag.tag_span(), text);
            }
        }
        return;
    };
    match found.iter_mut().find(|known| known.part == part) {
        None => found.push(AttachedPart {
            part,
            media: media.map(str::to_owned),
        }),
        Some(known) => match (&mut known.media, media) {
            (Some(types), Some(media)) if types.split(", ").all(|t| t != media) => {
                types.push_str(", ");
                types.push_str(media);
            }
            _ => {}
        },
    }
}

/// The parts that an element names, as `soap:body` in `parts`.
pub(super) fn named_parts<'d>(
    reader: &mut Reader<'d>,
    body: Tag<'d>,
    names: &str,
    message: MessageId,
) -> Vec<usize> {
    let mut found = Vec::new();
    // Names with commas between them are a slip that is plain to see.
    let commas = names.contains(',') && part_index(reader, message, names.trim()).is_none();
    if commas {
        let text = "names of parts are separated by spaces; those between commas were taken";
        reader.warn(code::BAD_VALUE, body.value_span("parts"), text);
    }
    let names = names.split(|c: char| c.is_ascii_whitespace() || (commas && c == ','));
    for name in names.filter(|n| !n.is_empty()) {
        match part_index(reader, message, name) {
            Some(index) if found.contains(&index) => {
                let text = format!("the part `{name}` is named twice");
                reader.warn(code::IGNORED, body.value_span("parts"), text);
            }
            Some(index) => found.push(index),
            None => no_part(reader, body.tag_span(), message, name, "it was ignored"),
        }
    }
    found
}

fn part_index(reader: &Reader<'_>, message: MessageId, name: &str) -> Option<usize> {
    reader
        .wsdl
        .messages
        .get(message.index())?
        .parts
        .iter()
        .position(|p| p.name == name)
}

/// Reports a part that its message does not have, with the nearest that it has.
fn no_part(reader: &mut Reader<'_>, at: Span, message: MessageId, name: &str, outcome: &str) {
    let parts = reader.wsdl.messages.get(message.index());
    let names = parts.iter().flat_map(|m| &m.parts).map(|p| p.name.as_str());
    let near = pattern::nearest(name, names).map(str::to_owned);
    let text = format!("the message has no part `{name}`; {outcome}");
    let found = reader.warn(code::UNMATCHED, at, text);
    found.did_you_mean(near);
}

/// `None` when its message or part cannot be found, which is noted.
fn header<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<Header> {
    let (message, part) = header_part(reader, tag)?;
    let mut faults = Vec::new();
    for fault in tag
        .children()
        .filter(|c| c.namespace() == tag.namespace() && c.local() == "headerfault")
    {
        faults.extend(header_part(reader, fault));
    }
    Some(Header {
        message,
        part,
        namespace: tag.attribute("namespace").map(str::to_owned),
        header_use: use_of(reader, tag).unwrap_or(Use::Literal),
        faults,
        span: tag.tag_span(),
    })
}

fn header_part<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<(MessageId, usize)> {
    if tag.attribute("message").is_none() {
        let text = format!("the `{}` names no `message`; it was ignored", tag.written());
        reader.warn(code::UNMATCHED, tag.tag_span(), text);
        return None;
    }
    let Some(message) = reader.optional_component(tag, "message", Space::Message) else {
        let wanted = tag.attribute("message").unwrap_or("");
        let text = format!(
            "there is no message `{wanted}`; the `{}` was ignored",
            tag.written()
        );
        let (_, local) = split(wanted);
        let names = reader.wsdl.messages.iter().map(|m| &*m.name.local);
        let near = pattern::nearest(local, names).map(str::to_owned);
        let found = reader.warn(code::UNMATCHED, tag.value_span("message"), text);
        found.did_you_mean(near);
        return None;
    };
    let message = MessageId(message);
    let name = tag.attribute("part").unwrap_or("");
    if let Some(index) = part_index(reader, message, name) {
        return Some((message, index));
    }
    let parts = reader
        .wsdl
        .messages
        .get(message.index())
        .map_or(0, |m| m.parts.len());
    let (at, only) = (
        if name.is_empty() {
            tag.tag_span()
        } else {
            tag.value_span("part")
        },
        parts == 1,
    );
    let outcome = if only {
        "its only part was taken"
    } else {
        "the header was ignored"
    };
    no_part(reader, at, message, name, outcome);
    only.then_some((message, 0))
}
