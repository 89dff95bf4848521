//! The HTTP binding's elements (section 4), and those of the MIME binding that go with them (section 5).

use super::super::reader::Reader;
use super::super::tag::Tag;
use super::{extension, soap};
use crate::model::namespace;
use crate::model::wsdl::{BindingMessage, HttpInput, MessageId, Protocol};

/// Where the parts of a request go, by the elements in `wsdl:input`; by the verb where they say nothing.
pub(super) fn input<'d>(
    reader: &mut Reader<'d>,
    tag: Option<Tag<'d>>,
    protocol: &Protocol,
    trouble: &mut Option<String>,
) -> HttpInput {
    let verb = match protocol {
        Protocol::HttpPost => HttpInput::Form,
        _ => HttpInput::UrlEncoded,
    };
    let mut found = None;
    for child in tag.into_iter().flat_map(Tag::children) {
        match (child.namespace(), child.local()) {
            (namespace::WSDL_HTTP, "urlEncoded") => found = Some(HttpInput::UrlEncoded),
            (namespace::WSDL_HTTP, "urlReplacement") => found = Some(HttpInput::UrlReplacement),
            (namespace::WSDL_MIME, _) => match child.attribute("type").unwrap_or("") {
                "application/x-www-form-urlencoded" if child.local() == "content" => {
                    found = Some(verb)
                }
                media => {
                    let what = match media {
                        "" => format!("`{}`", child.written()),
                        media => format!("`{media}`"),
                    };
                    trouble.get_or_insert(format!("its request is sent as {what}, not as a form"));
                }
            },
            (namespace::WSDL, _) => {}
            _ => extension::foreign(reader, child),
        }
    }
    let found = found.unwrap_or(verb);
    if *protocol == Protocol::HttpPost && found != HttpInput::Form {
        trouble.get_or_insert("its request is a POST whose parts are in the address".to_owned());
    }
    found
}

/// The parts of the answer: the one that is its document, or none.
pub(super) fn output<'d>(
    reader: &mut Reader<'d>,
    tag: Option<Tag<'d>>,
    message: MessageId,
    trouble: &mut Option<String>,
) -> BindingMessage {
    let mut all = soap::default_message(reader, message);
    let (mut part, mut other) = (None, None);
    for child in tag.into_iter().flat_map(Tag::children) {
        match (child.namespace(), child.local()) {
            (namespace::WSDL_MIME, "mimeXml") => part = part.or(Some(child)),
            (namespace::WSDL_MIME, "content") => match child.attribute("type").unwrap_or("") {
                "text/xml" | "application/xml" => part = part.or(Some(child)),
                media => other = other.or(Some(media.to_owned())),
            },
            (namespace::WSDL, _) => {}
            _ => extension::foreign(reader, child),
        }
    }
    match part {
        Some(part) => {
            if let Some(name) = part.attribute("part") {
                all.parts = soap::named_parts(reader, part, name, message);
            }
            if all.parts.len() > 1 {
                trouble.get_or_insert("its answer is one document of several parts".to_owned());
            }
        }
        None => {
            if let Some(media) = other {
                trouble.get_or_insert(format!("its answer is `{media}`, not XML"));
            }
            all.parts.clear();
        }
    }
    all
}
