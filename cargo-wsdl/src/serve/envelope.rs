//! Envelopes of both versions as text, around bodies that are trees.

use wsdl_codegen::model::wsdl::Protocol;
use wsdl_runtime::xml::Element;

/// The envelope namespace of SOAP 1.1.
pub(super) const SOAP11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// The envelope namespace of SOAP 1.2.
pub(super) const SOAP12: &str = "http://www.w3.org/2003/05/soap-envelope";

/// A version of SOAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Soap11,
    Soap12,
}

impl Version {
    /// The version that an envelope's namespace names.
    pub(super) fn of(envelope: &Element) -> Option<Self> {
        match (envelope.local.as_str(), envelope.namespace.as_str()) {
            ("Envelope", SOAP11) => Some(Self::Soap11),
            ("Envelope", SOAP12) => Some(Self::Soap12),
            _ => None,
        }
    }

    /// The version of a binding.
    pub(super) fn of_binding(protocol: &Protocol) -> Option<Self> {
        match protocol {
            Protocol::Soap11 => Some(Self::Soap11),
            Protocol::Soap12 => Some(Self::Soap12),
            _ => None,
        }
    }

    pub(super) fn namespace(self) -> &'static str {
        match self {
            Self::Soap11 => SOAP11,
            Self::Soap12 => SOAP12,
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Soap11 => "text/xml; charset=utf-8",
            Self::Soap12 => "application/soap+xml; charset=utf-8",
        }
    }
}

/// Whose mistake a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Sender,
    Receiver,
}

/// A fault as a description of it: code, reason, detail.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) whose: Whose,
    pub(super) reason: String,
    pub(super) detail: Vec<Element>,
}

impl Fault {
    pub(super) fn sender(reason: impl Into<String>) -> Self {
        Self {
            whose: Whose::Sender,
            reason: reason.into(),
            detail: Vec::new(),
        }
    }

    pub(super) fn receiver(reason: impl Into<String>) -> Self {
        Self {
            whose: Whose::Receiver,
            ..Self::sender(reason)
        }
    }

    /// A `Fault` element of either version, whether or not it is in the right namespace; `None` when it is no fault.
    pub(super) fn of(element: &Element) -> Option<Self> {
        if element.local != "Fault" || !["", SOAP11, SOAP12].contains(&element.namespace.as_str()) {
            return None;
        }
        let child = |of: &Element, local: &str| of.elements().find(|e| e.local == local).cloned();
        let code = child(element, "faultcode").or_else(|| {
            let code = child(element, "Code")?;
            child(&code, "Value")
        });
        let reason = child(element, "faultstring").or_else(|| {
            let reason = child(element, "Reason")?;
            child(&reason, "Text")
        });
        let detail = child(element, "detail").or_else(|| child(element, "Detail"));
        let code = code.map(|c| c.text()).unwrap_or_default();
        let code = code.trim().rsplit(':').next().unwrap_or("");
        Some(Self {
            whose: match code {
                "Server" | "Receiver" => Whose::Receiver,
                _ => Whose::Sender,
            },
            reason: reason
                .map(|r| r.text().trim().to_owned())
                .unwrap_or_default(),
            detail: detail
                .into_iter()
                .flat_map(|d| d.elements().cloned().collect::<Vec<_>>())
                .collect(),
        })
    }

    /// The element of the body (SOAP 1.1 section 4.4, SOAP 1.2 part 1, section 5.4).
    fn element(&self, version: Version) -> Element {
        let detail = |mut element: Element| {
            for child in &self.detail {
                element = element.with_child(child.clone());
            }
            (!self.detail.is_empty()).then_some(element)
        };
        let soap = |local: &str| Element {
            prefix: "soap".to_owned(),
            ..Element::new(version.namespace(), local)
        };
        let code = |word: &str| format!("soap:{word}");
        let mut fault = soap("Fault");
        match version {
            Version::Soap11 => {
                let word = match self.whose {
                    Whose::Sender => "Client",
                    Whose::Receiver => "Server",
                };
                fault = fault
                    .with_child(Element::new("", "faultcode").with_text(code(word)))
                    .with_child(Element::new("", "faultstring").with_text(&self.reason));
                if let Some(detail) = detail(Element::new("", "detail")) {
                    fault = fault.with_child(detail);
                }
            }
            Version::Soap12 => {
                let word = match self.whose {
                    Whose::Sender => "Sender",
                    Whose::Receiver => "Receiver",
                };
                let mut text = soap("Text").with_text(&self.reason);
                text.attributes.push(wsdl_runtime::xml::Attribute {
                    namespace: "http://www.w3.org/XML/1998/namespace".to_owned(),
                    prefix: "xml".to_owned(),
                    local: "lang".to_owned(),
                    value: "en".to_owned(),
                });
                fault = fault
                    .with_child(soap("Code").with_child(soap("Value").with_text(code(word))))
                    .with_child(soap("Reason").with_child(text));
                if let Some(detail) = detail(soap("Detail")) {
                    fault = fault.with_child(detail);
                }
            }
        }
        fault
    }

    /// The envelope with the fault.
    ///
    /// # Errors
    /// Text that XML cannot hold.
    pub(super) fn envelope(&self, version: Version) -> Result<String, String> {
        wrap(version, &[self.element(version)])
    }
}

/// An envelope with these elements in its body.
///
/// # Errors
/// Names or text that XML cannot hold.
pub(super) fn wrap(version: Version, body: &[Element]) -> Result<String, String> {
    let soap = |local: &str| Element {
        prefix: "soap".to_owned(),
        ..Element::new(version.namespace(), local)
    };
    let mut inner = soap("Body");
    for element in body {
        inner = inner.with_child(element.clone());
    }
    let mut envelope = soap("Envelope").with_child(inner);
    envelope.scope = vec![("soap".to_owned(), version.namespace().to_owned())];
    let text = envelope.to_xml().map_err(|e| e.to_string())?;
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}"
    ))
}

/// The elements of an envelope's body.
pub(super) fn body(envelope: &Element) -> Vec<&Element> {
    let namespace = &envelope.namespace;
    let mut children = envelope.elements();
    let body = children.find(|e| e.local == "Body" && e.namespace == *namespace);
    body.into_iter().flat_map(Element::elements).collect()
}
