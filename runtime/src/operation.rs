//! What generated code says about a service: its ports, and of each operation its messages and action.
//!
//! All of it is `const`: a generated client holds one [`Service`] and one [`Operation`] per operation,
//! and costs nothing until it is called.

use std::fmt;
use std::marker::PhantomData;

use crate::xml::Item;

/// The version of SOAP that a port speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SoapVersion {
    /// SOAP 1.1: `text/xml` and a `SOAPAction` header.
    #[default]
    Soap11,
    /// SOAP 1.2: `application/soap+xml` with an `action` parameter.
    Soap12,
}

impl SoapVersion {
    /// The namespace of this version's envelope.
    pub const fn namespace(self) -> &'static str {
        match self {
            SoapVersion::Soap11 => "http://schemas.xmlsoap.org/soap/envelope/",
            SoapVersion::Soap12 => "http://www.w3.org/2003/05/soap-envelope",
        }
    }
}

impl fmt::Display for SoapVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SoapVersion::Soap11 => "SOAP 1.1",
            SoapVersion::Soap12 => "SOAP 1.2",
        })
    }
}

/// What is spoken at a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// SOAP 1.1 over HTTP.
    Soap11,
    /// SOAP 1.2 over HTTP.
    Soap12,
    /// HTTP GET: the request is the query of an address, the answer a document without an envelope (WSDL 1.1 section 4).
    HttpGet,
    /// HTTP POST: the request is a form, the answer a document without an envelope.
    HttpPost,
}

impl Protocol {
    /// The version of SOAP, where it is SOAP.
    pub const fn version(self) -> Option<SoapVersion> {
        match self {
            Protocol::Soap11 => Some(SoapVersion::Soap11),
            Protocol::Soap12 => Some(SoapVersion::Soap12),
            Protocol::HttpGet | Protocol::HttpPost => None,
        }
    }
}

/// A port of a service: a place where it is offered, and what is spoken there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    /// The port's name in the WSDL, as [`ClientBuilder::port`](crate::ClientBuilder::port) takes it.
    pub name: &'static str,
    /// What is spoken there, by the port's binding.
    pub protocol: Protocol,
    /// The address that the WSDL gives; empty when it gives none.
    pub address: &'static str,
    /// Whether requests must be MTOM messages.
    pub(crate) mtom: bool,
}

impl Port {
    /// A port by its name, what is spoken there, and its address.
    pub const fn new(name: &'static str, protocol: Protocol, address: &'static str) -> Self {
        Port {
            name,
            protocol,
            address,
            mtom: false,
        }
    }

    /// With requests that are MTOM messages, as the port's policy requires (`wsoma:OptimizedMimeSerialization`).
    #[must_use]
    pub const fn mtom(mut self) -> Self {
        self.mtom = true;
        self
    }
}

/// A service as far as one port type of it goes: what a generated client stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// The service's name in the WSDL.
    pub name: &'static str,
    /// The port type whose operations the client has.
    pub port_type: &'static str,
    /// The ports that offer this port type, in the order of the WSDL.
    pub ports: &'static [Port],
    /// The names of the members of its messages that are never shown.
    pub secrets: &'static [&'static str],
}

impl Service {
    /// The port that a client uses unless it is told otherwise: the first of SOAP 1.1, else the first.
    pub(crate) fn default_port(&self) -> Option<&'static Port> {
        let of_11 = self
            .ports
            .iter()
            .find(|port| port.protocol == Protocol::Soap11);
        of_11.or(self.ports.first())
    }
}

/// What stands in `soap:Body` for one message of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body(pub(crate) Content);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// One element.
    Element {
        namespace: &'static str,
        name: &'static str,
    },
    /// The wrapper of an rpc message.
    Rpc {
        namespace: &'static str,
        name: &'static str,
    },
    /// The members of the message's type, side by side.
    Bare,
    /// No message at all.
    None,
}

impl Body {
    /// The name of the element around the message, where there is one.
    #[cfg(feature = "validate")]
    pub(crate) fn name(&self) -> Option<&'static str> {
        match self.0 {
            Content::Element { name, .. } | Content::Rpc { name, .. } => Some(name),
            Content::Bare | Content::None => None,
        }
    }

    /// One element, whose content is the message's type (document/literal, WS-I Basic Profile R2204).
    pub const fn element(namespace: &'static str, name: &'static str) -> Self {
        Body(Content::Element { namespace, name })
    }

    /// The wrapper element of an rpc message (SOAP 1.1 section 7.1), its parts unqualified. The wrapper of an
    /// answer may have any name unless the client is strict: the specification calls that name insignificant.
    pub const fn rpc(namespace: &'static str, name: &'static str) -> Self {
        Body(Content::Rpc { namespace, name })
    }

    /// The members of the message's type directly in the body: for messages of no part, of several parts, and
    /// for a part that names a type.
    pub const fn bare() -> Self {
        Body(Content::Bare)
    }

    /// No message: the output of a one-way operation.
    pub const fn none() -> Self {
        Body(Content::None)
    }
}

/// An operation that takes an `I` and returns an `O`.
pub struct Operation<I, O> {
    pub(crate) about: About,
    types: PhantomData<fn(&I) -> O>,
}

/// What is to be known about an operation whatever its types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub(crate) name: &'static str,
    pub(crate) input: Body,
    pub(crate) output: Body,
    pub(crate) action: &'static str,
    pub(crate) action12: Option<&'static str>,
    pub(crate) encoded: bool,
    pub(crate) addressed: bool,
    pub(crate) wsa_action: Option<&'static str>,
    /// How it is called without an envelope, where it is.
    pub(crate) http: Option<Http>,
    /// The header blocks that an answer may have, as `{namespace}local`.
    pub(crate) understands: &'static [&'static str],
    /// Whether its answer comes with attachments.
    pub(crate) attached: bool,
}

/// How an operation is called without an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Http {
    pub(crate) input: Input,
    /// Below the port's address.
    pub(crate) location: &'static str,
}

/// Where the members of a request go that has no envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Into the query.
    Query,
    /// Into the places of the location that bear their names.
    Places,
    /// Into the body.
    Form,
}

impl About {
    /// The action as the binding of this version has it; empty when there is none.
    pub(crate) fn action(&self, version: SoapVersion) -> &'static str {
        match (version, self.action12) {
            (SoapVersion::Soap12, Some(action)) => action,
            _ => self.action,
        }
    }

    /// Whether no answer is to be expected.
    pub(crate) fn one_way(&self) -> bool {
        self.output.0 == Content::None
    }
}

impl<I, O> Operation<I, O> {
    /// An operation named as in the WSDL, and what its messages look like in `soap:Body`.
    pub const fn new(name: &'static str, input: Body, output: Body) -> Self {
        let about = About {
            name,
            input,
            output,
            action: "",
            action12: None,
            encoded: false,
            addressed: false,
            wsa_action: None,
            http: None,
            understands: &[],
            attached: false,
        };
        Operation {
            about,
            types: PhantomData,
        }
    }

    /// With this action: the `SOAPAction` of SOAP 1.1, and of SOAP 1.2 unless [`action12`](Self::action12) is given.
    #[must_use]
    pub const fn action(mut self, action: &'static str) -> Self {
        self.about.action = action;
        self
    }

    /// With this action in SOAP 1.2, where the binding of that version has another one.
    #[must_use]
    pub const fn action12(mut self, action: &'static str) -> Self {
        self.about.action12 = Some(action);
        self
    }

    /// With the SOAP encoding (`use="encoded"`, SOAP 1.1 section 5).
    #[must_use]
    pub const fn encoded(mut self) -> Self {
        self.about.encoded = true;
        self
    }

    /// With the headers of WS-Addressing 1.0, which the binding asks for (`wsaw:UsingAddressing`).
    #[must_use]
    pub const fn addressed(mut self) -> Self {
        self.about.addressed = true;
        self
    }

    /// With this value for `wsa:Action`, where it is another than the action of SOAP (WS-Addressing 1.0 Metadata, section 4.4).
    #[must_use]
    pub const fn wsa_action(mut self, action: &'static str) -> Self {
        self.about.wsa_action = Some(action);
        self
    }

    /// Called without an envelope, by HTTP GET: the members of the request are the query of this location below the port's address
    /// (`http:urlEncoded`, WSDL 1.1 section 4.5).
    #[must_use]
    pub const fn url_encoded(self, location: &'static str) -> Self {
        self.http(Input::Query, location)
    }

    /// Called without an envelope, by HTTP GET: the members of the request stand in this location, in place of their names in
    /// parentheses (`http:urlReplacement`, WSDL 1.1 section 4.6).
    #[must_use]
    pub const fn url_replacement(self, location: &'static str) -> Self {
        self.http(Input::Places, location)
    }

    /// Called without an envelope, by HTTP POST: the members of the request are a form (`application/x-www-form-urlencoded`), sent to
    /// this location below the port's address.
    #[must_use]
    pub const fn form(self, location: &'static str) -> Self {
        self.http(Input::Form, location)
    }

    /// What is to be known about it, for who awaits an `O`.
    pub(crate) fn about(&self) -> About
    where
        O: Item,
    {
        About {
            attached: O::TABLE.attached,
            ..self.about
        }
    }

    const fn http(mut self, input: Input, location: &'static str) -> Self {
        self.about.http = Some(Http { input, location });
        self
    }

    /// With these header blocks in its answers, given as `{namespace}local`: a client that refuses what it does not understand
    /// understands them.
    #[must_use]
    pub const fn understands(mut self, blocks: &'static [&'static str]) -> Self {
        self.about.understands = blocks;
        self
    }

    /// The operation's name in the WSDL.
    pub const fn name(&self) -> &'static str {
        self.about.name
    }
}

impl<I, O> Clone for Operation<I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, O> Copy for Operation<I, O> {}

impl<I, O> fmt::Debug for Operation<I, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operation").field(&self.about.name).finish()
    }
}
