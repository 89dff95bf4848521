//! Faults into envelopes: what a stand-in answers.

use super::detail::element_to_string;
use crate::error::Error;
use crate::fault::{Code, Fault, FaultKind};
use crate::operation::SoapVersion;

/// A fault as an element of the envelope's version.
///
/// # Errors
/// [`Error::NotWritable`] for a detail that cannot be written.
pub(super) fn write(version: SoapVersion, fault: &Fault) -> Result<String, Error> {
    let mut details = String::new();
    for detail in fault.details() {
        details.push_str(&element_to_string(detail)?);
    }
    let actor = fault.actor().map(escape);
    let mut out = String::new();
    match version {
        SoapVersion::Soap11 => {
            let language = fault.reasons().first().map_or("", |r| &r.language);
            out.push_str("<soap:Fault>");
            out.push_str(&code_text("faultcode", fault.code(), version));
            out.push_str(&format!(
                "<faultstring{}>{}</faultstring>",
                lang(language),
                escape(fault.reason())
            ));
            if let Some(actor) = actor {
                out.push_str(&format!("<faultactor>{actor}</faultactor>"));
            }
            if !details.is_empty() {
                out.push_str(&format!("<detail>{details}</detail>"));
            }
            out.push_str("</soap:Fault>");
        }
        SoapVersion::Soap12 => {
            // Only the five codes of the specification may be outermost; another one becomes a subcode.
            let own = Code::new(Some(version.namespace()), "Receiver");
            let foreign = fault.kind() == FaultKind::Other;
            let outermost = if foreign { &own } else { fault.code() };
            let subcodes: Vec<&Code> = foreign
                .then_some(fault.code())
                .into_iter()
                .chain(fault.subcodes())
                .collect();
            out.push_str("<soap12:Fault><soap12:Code>");
            out.push_str(&code_text("soap12:Value", outermost, version));
            for subcode in &subcodes {
                out.push_str("<soap12:Subcode>");
                out.push_str(&code_text("soap12:Value", subcode, version));
            }
            out.push_str(&"</soap12:Subcode>".repeat(subcodes.len()));
            out.push_str("</soap12:Code><soap12:Reason>");
            for reason in fault.reasons() {
                let language = if reason.language.is_empty() {
                    "en"
                } else {
                    &reason.language
                };
                out.push_str(&format!(
                    "<soap12:Text{}>{}</soap12:Text>",
                    lang(language),
                    escape(&reason.text)
                ));
            }
            out.push_str("</soap12:Reason>");
            if let Some(actor) = actor {
                out.push_str(&format!("<soap12:Node>{actor}</soap12:Node>"));
            }
            if let Some(role) = fault.role() {
                out.push_str(&format!("<soap12:Role>{}</soap12:Role>", escape(role)));
            }
            if !details.is_empty() {
                out.push_str(&format!("<soap12:Detail>{details}</soap12:Detail>"));
            }
            out.push_str("</soap12:Fault>");
        }
    }
    Ok(out)
}

/// An element whose text is a code, in the words of this version: `Client` and `Sender` are the same, as are `Server` and
/// `Receiver`.
fn code_text(element: &str, code: &Code, version: SoapVersion) -> String {
    let name = escape(code.name());
    match code.namespace() {
        None => format!("<{element}>{name}</{element}>"),
        Some(_) if code.is_of_soap() => {
            let name = match (version, code.name()) {
                (SoapVersion::Soap11, "Sender") => "Client",
                (SoapVersion::Soap11, "Receiver") => "Server",
                (SoapVersion::Soap12, "Client") => "Sender",
                (SoapVersion::Soap12, "Server") => "Receiver",
                _ => &name,
            };
            let prefix = match version {
                SoapVersion::Soap11 => "soap",
                SoapVersion::Soap12 => "soap12",
            };
            format!("<{element}>{prefix}:{name}</{element}>")
        }
        Some(namespace) => format!(
            "<{element} xmlns:c=\"{}\">c:{name}</{element}>",
            escape(namespace)
        ),
    }
}

fn lang(language: &str) -> String {
    match language {
        "" => String::new(),
        language => format!(" xml:lang=\"{}\"", escape(language)),
    }
}

/// Text for content and attribute values alike; what XML has no character for becomes U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#xD;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}
