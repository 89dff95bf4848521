//! WSDL 1.1 components (<https://www.w3.org/TR/wsdl.html>), references resolved.

use super::documents::Span;
use super::name::QName;
use super::policy::Policy;
use super::xsd::{ElementId, TypeRef};

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident),*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub u32);
        impl std::fmt::Debug for $id {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($id), "({})"), self.0)
            }
        }
        impl $id {
            /// The index into the list that holds the component.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}
ids!(
    /// Index into [`Wsdl::port_types`].
    PortTypeId,
    /// Index into [`Wsdl::bindings`].
    BindingId,
    /// Index into [`Wsdl::messages`].
    MessageId
);

/// All WSDL components, each list in source order.
#[derive(Clone, Debug, Default)]
pub struct Wsdl {
    /// `wsdl:service` elements.
    pub services: Vec<Service>,
    /// `wsdl:binding` elements.
    pub bindings: Vec<Binding>,
    /// `wsdl:portType` elements.
    pub port_types: Vec<PortType>,
    /// `wsdl:message` elements.
    pub messages: Vec<Message>,
}

/// A `wsdl:service` (section 2.7).
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name, in its document's target namespace.
    pub name: QName,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Its ports, of every protocol.
    pub ports: Vec<Port>,
    /// The policies attached to it.
    pub policy: Policy,
    /// Where it is declared.
    pub span: Span,
}

/// A `wsdl:port` (section 2.6).
#[derive(Clone, Debug)]
pub struct Port {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Its binding.
    pub binding: BindingId,
    /// The `location` of its address element, trimmed; `None` when there is none.
    pub address: Option<String>,
    /// The policies attached to it.
    pub policy: Policy,
    /// Where it is declared.
    pub span: Span,
}

/// How messages of a binding travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// SOAP 1.1 over HTTP.
    Soap11,
    /// SOAP 1.2 over HTTP.
    Soap12,
    /// `http:binding verb="GET"` (section 4).
    HttpGet,
    /// `http:binding verb="POST"`.
    HttpPost,
    /// Anything else (JMS, SMTP, an unknown extension); says what, in words.
    Other(String),
}

impl Protocol {
    /// Whether messages are forms and plain documents, not envelopes.
    pub fn is_http(&self) -> bool {
        matches!(self, Self::HttpGet | Self::HttpPost)
    }
}

/// Where the parts of a request go, of an operation that is called by HTTP GET or POST without an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpInput {
    /// Into the query of the address (`http:urlEncoded`, section 4.5).
    UrlEncoded,
    /// Into the places in the location that bear their names (`http:urlReplacement`, section 4.6).
    UrlReplacement,
    /// Into the body, as a form (`mime:content type="application/x-www-form-urlencoded"`).
    Form,
}

/// A `wsdl:binding` (section 2.5).
#[derive(Clone, Debug)]
pub struct Binding {
    /// Its name.
    pub name: QName,
    /// The port type it binds.
    pub port_type: PortTypeId,
    /// How messages travel.
    pub protocol: Protocol,
    /// Its operations, in the order of the binding.
    pub operations: Vec<BindingOperation>,
    /// The policies attached to it.
    pub policy: Policy,
    /// Where it is declared.
    pub span: Span,
}

/// `soap:operation style` and `soap:binding style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The body holds the parts themselves.
    Document,
    /// The body holds an element named after the operation, which holds the parts.
    Rpc,
}

/// `soap:body use`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// As the schema says.
    Literal,
    /// SOAP encoding, SOAP 1.1 section 5 or SOAP 1.2 part 2.
    Encoded,
}

/// One operation of a binding.
#[derive(Clone, Debug)]
pub struct BindingOperation {
    /// Index of the operation in its port type's [`PortType::operations`]; overloads are told apart.
    pub operation: usize,
    /// The `soapAction`, when one is given.
    pub action: Option<String>,
    /// For HTTP bindings: `http:operation location`.
    pub location: Option<String>,
    /// For HTTP bindings: where the parts of the request go.
    pub http: Option<HttpInput>,
    /// Document or rpc; the binding's default applied.
    pub style: Style,
    /// How the input message travels.
    pub input: Option<BindingMessage>,
    /// How the output message travels.
    pub output: Option<BindingMessage>,
    /// Name and use of each `soap:fault`.
    pub faults: Vec<(String, Use)>,
    /// The policies attached to it and its messages.
    pub policy: Policy,
    /// Why no code can be made for it, when that is so: a sentence for a person.
    pub unsupported: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// How one message of an operation is laid out in an envelope.
#[derive(Clone, Debug)]
pub struct BindingMessage {
    /// `soap:body use`.
    pub body_use: Use,
    /// `soap:body namespace` (rpc only).
    pub namespace: Option<String>,
    /// The parts that form the body, in order: indices into the message's parts (`soap:body parts`; without it all that no header takes).
    pub parts: Vec<usize>,
    /// `soap:header` elements, in order.
    pub headers: Vec<Header>,
    /// The parts that are attachments (`mime:content`), in order.
    pub attachments: Vec<AttachedPart>,
}

/// A part that travels as an attachment (section 5).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AttachedPart {
    /// Index into the message's parts.
    pub part: usize,
    /// The media types that it may be of, a comma between them; `None` where the binding says none.
    pub media: Option<String>,
}

/// A `soap:header` (section 3.7).
#[derive(Clone, Debug)]
pub struct Header {
    /// The message that holds the part; it may be another than the operation's.
    pub message: MessageId,
    /// Index of the part in that message.
    pub part: usize,
    /// `use`.
    pub header_use: Use,
    /// `namespace`: that of a part given by a type.
    pub namespace: Option<String>,
    /// `soap:headerfault` parts.
    pub faults: Vec<(MessageId, usize)>,
    /// Where it is declared.
    pub span: Span,
}

/// A `wsdl:portType` (section 2.4).
#[derive(Clone, Debug)]
pub struct PortType {
    /// Its name.
    pub name: QName,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Its operations, overloads included, in source order.
    pub operations: Vec<Operation>,
    /// The policies attached to it.
    pub policy: Policy,
    /// Where it is declared.
    pub span: Span,
}

/// The four transmission primitives (section 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transmission {
    /// Input, then output.
    RequestResponse,
    /// Input only.
    OneWay,
    /// Output, then input: the endpoint begins. No client method.
    SolicitResponse,
    /// Output only. No client method.
    Notification,
}

/// A `wsdl:operation` of a port type.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Which messages flow, and in which order.
    pub transmission: Transmission,
    /// The input message.
    pub input: Option<MessageUse>,
    /// The output message.
    pub output: Option<MessageUse>,
    /// The faults, in source order.
    pub faults: Vec<MessageUse>,
    /// `parameterOrder`.
    pub parameter_order: Vec<String>,
    /// The policies attached to it and its messages.
    pub policy: Policy,
    /// Why no code can be made for it whatever the binding says, when that is so.
    pub incomplete: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

impl Operation {
    /// Whether it is described with an `input` or `output`, be the message there or not.
    pub fn has(&self, local: &str) -> bool {
        self.incomplete.is_none()
            && match local {
                "input" => self.transmission != Transmission::Notification,
                _ => self.transmission != Transmission::OneWay,
            }
    }
}

/// `wsdl:input`, `wsdl:output` or `wsdl:fault` of an operation.
#[derive(Clone, Debug)]
pub struct MessageUse {
    /// Its name; the default of section 2.4.5 where none is written.
    pub name: String,
    /// The message.
    pub message: MessageId,
    /// `wsaw:Action` / `wsam:Action`, when given.
    pub action: Option<String>,
}

/// A `wsdl:message` (section 2.3).
#[derive(Clone, Debug)]
pub struct Message {
    /// Its name.
    pub name: QName,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// The policies attached to it; those of operations hold them, too.
    pub policy: Policy,
    /// Where it is declared.
    pub span: Span,
}

/// A `wsdl:part`.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub content: PartContent,
    /// Where it is declared.
    pub span: Span,
}

/// What a part refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartContent {
    /// `element="..."`.
    Element(ElementId),
    /// `type="..."`.
    Type(TypeRef),
}
