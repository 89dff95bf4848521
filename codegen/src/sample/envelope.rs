//! The messages of an operation as trees: `soap:Envelope`, or the element that an HTTP binding answers with.

use super::encoded::{ENCODING11, Encoder};
use super::page::{Made, Placeholders};
use super::tree::{Element, Node, Value, XSD, XSI};
use super::walk::{Chooser, Walker};
use super::{Style, encoded};
use crate::model::description::Description;
use crate::model::name::QName;
use crate::model::wsdl::{
    self, Binding, BindingMessage, BindingOperation, MessageUse, PartContent, Protocol, Use,
};

/// The envelope namespace of SOAP 1.1.
const SOAP11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// The envelope namespace of SOAP 1.2.
const SOAP12: &str = "http://www.w3.org/2003/05/soap-envelope";

/// Which message of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// What a client sends.
    Request,
    /// What it gets.
    Response,
}

/// An operation of a binding with what it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'d> {
    /// The documents' meaning.
    pub description: &'d Description,
    /// The binding.
    pub binding: &'d Binding,
    /// The operation as the binding has it.
    pub bound: &'d BindingOperation,
    /// The operation as the port type has it.
    pub operation: &'d wsdl::Operation,
}

impl<'d> Bound<'d> {
    /// The operation of a binding; `None` when the binding's port type does not have it.
    pub fn new(
        description: &'d Description,
        binding: &'d Binding,
        bound: &'d BindingOperation,
    ) -> Option<Self> {
        let port_type = description.wsdl.port_types.get(binding.port_type.index())?;
        let operation = port_type.operations.get(bound.operation)?;
        Some(Self {
            description,
            binding,
            bound,
            operation,
        })
    }

    /// The message of the port type and how the binding lays it out. `None` when there is no such message.
    pub(crate) fn message(
        &self,
        direction: Direction,
    ) -> Option<(&'d MessageUse, Option<&'d BindingMessage>)> {
        match direction {
            Direction::Request => Some((self.operation.input.as_ref()?, self.bound.input.as_ref())),
            Direction::Response => {
                Some((self.operation.output.as_ref()?, self.bound.output.as_ref()))
            }
        }
    }

    /// The parts of a message.
    pub(crate) fn parts(&self, message: &MessageUse) -> &'d [wsdl::Part] {
        let found = self.description.wsdl.messages.get(message.message.index());
        found.map_or(&[], |m| &m.parts)
    }

    /// The envelope of one of its messages; `None` when it has no such message.
    pub fn envelope(&self, direction: Direction, style: Style) -> Option<Element> {
        let (message, layout) = self.message(direction)?;
        let (mut envelope, mut header, mut body) = self.shell();
        let uses_encoding = layout.is_some_and(|l| l.body_use == Use::Encoded);
        match style {
            Style::Placeholders => self.headers(&mut header, layout, Placeholders::default()),
            Style::Values => {
                self.headers(&mut header, layout, Made::new(&self.description.schema));
            }
        }
        if uses_encoding {
            self.encoded(&mut envelope, &mut body, direction, message, layout, style);
        } else {
            match style {
                Style::Placeholders => {
                    self.literal(
                        &mut body,
                        direction,
                        message,
                        layout,
                        Placeholders::default(),
                    );
                }
                Style::Values => {
                    let chooser = Made::new(&self.description.schema);
                    self.literal(&mut body, direction, message, layout, chooser);
                }
            }
        }
        if !header.children.is_empty() {
            envelope.push(header);
        }
        envelope.push(body);
        Some(envelope)
    }

    /// An envelope without content, a header and a body to be put into it.
    pub(crate) fn shell(&self) -> (Element, Element, Element) {
        let (prefix, namespace) = match self.binding.protocol {
            Protocol::Soap12 => ("soap12", SOAP12),
            _ => ("soap", SOAP11),
        };
        let mut envelope = Element::with_prefix(prefix, namespace, "Envelope");
        envelope.declare("xsi", XSI).declare("xsd", XSD);
        let header = Element::with_prefix(prefix, namespace, "Header");
        (
            envelope,
            header,
            Element::with_prefix(prefix, namespace, "Body"),
        )
    }

    /// The parts that stand in the body.
    pub(crate) fn body_parts(
        &self,
        message: &MessageUse,
        layout: Option<&BindingMessage>,
    ) -> Vec<&'d wsdl::Part> {
        let parts = self.parts(message);
        match layout {
            Some(layout) => layout.parts.iter().filter_map(|i| parts.get(*i)).collect(),
            None => parts.iter().collect(),
        }
    }

    /// The rpc wrapper's name: the operation's, with `Response` added for the response (WSDL 1.1 section 3.5, SOAP 1.1 section 7.1).
    pub(crate) fn wrapper(
        &self,
        direction: Direction,
        layout: Option<&BindingMessage>,
    ) -> Option<QName> {
        if self.bound.style != wsdl::Style::Rpc {
            return None;
        }
        let namespace = layout.and_then(|l| l.namespace.as_deref()).unwrap_or("");
        let suffix = if direction == Direction::Response {
            "Response"
        } else {
            ""
        };
        Some(QName::new(
            namespace,
            format!("{}{suffix}", self.operation.name),
        ))
    }

    fn headers(
        &self,
        header: &mut Element,
        layout: Option<&BindingMessage>,
        chooser: impl Chooser,
    ) {
        let mut walker = Walker::new(&self.description.schema, chooser);
        for declared in layout.into_iter().flat_map(|l| &l.headers) {
            let message = self.description.wsdl.messages.get(declared.message.index());
            if let Some(part) = message.and_then(|m| m.parts.get(declared.part)) {
                self.part(header, part, &mut walker, false);
            }
        }
    }

    fn literal(
        &self,
        body: &mut Element,
        direction: Direction,
        message: &MessageUse,
        layout: Option<&BindingMessage>,
        chooser: impl Chooser,
    ) {
        let mut walker = Walker::new(&self.description.schema, chooser);
        let wrapper = self.wrapper(direction, layout);
        let bare = wrapper.is_none();
        let mut wrapper = wrapper.map(Element::new);
        for part in self.body_parts(message, layout) {
            self.part(wrapper.as_mut().unwrap_or(body), part, &mut walker, bare);
        }
        body.children.extend(wrapper.map(Node::Element));
    }

    /// A literal part. `bare`: one given by a type is the content of `parent` itself (WSDL 1.1 section 3.5).
    fn part<C: Chooser>(
        &self,
        parent: &mut Element,
        part: &wsdl::Part,
        walker: &mut Walker<'_, C>,
        bare: bool,
    ) {
        match part.content {
            PartContent::Element(id) => {
                parent
                    .children
                    .extend(walker.element(id).map(Node::Element));
            }
            PartContent::Type(ty) if bare => walker.content(parent, ty, part.span, None),
            PartContent::Type(ty) => {
                let mut element = Element::new(QName::new("", part.name.as_str()));
                walker.content(&mut element, ty, part.span, None);
                parent.push(element);
            }
        }
    }

    fn encoded(
        &self,
        envelope: &mut Element,
        body: &mut Element,
        direction: Direction,
        message: &MessageUse,
        layout: Option<&BindingMessage>,
        style: Style,
    ) {
        let schema = &self.description.schema;
        let target = self.binding.name.namespace.to_string();
        let types = match target.strip_suffix('/') {
            Some(start) => format!("{start}/encodedTypes"),
            None => format!("{target}/encodedTypes"),
        };
        let soap12 = self.binding.protocol == Protocol::Soap12;
        let encoding = if soap12 {
            encoded::ENCODING12
        } else {
            ENCODING11
        };
        envelope
            .declare("soapenc", encoding)
            .declare("tns", &target)
            .declare("types", &types);
        let bound = vec![target, types, XSD.to_owned(), encoding.to_owned()];
        let mut encoder = Encoder::new(schema, style, &self.binding.protocol, bound);
        let style_attribute = QName::new(body.name.namespace.clone(), "encodingStyle");
        let mut wrapper = self
            .wrapper(direction, layout)
            .map(|name| encoder.named(name));
        // SOAP 1.2 part 1, section 5.1.1: not on Body itself.
        match &mut wrapper {
            Some(wrapper) if soap12 => wrapper.attribute(style_attribute, Value::text(encoding)),
            _ => body.attribute(style_attribute, Value::text(encoding)),
        };
        for part in self.body_parts(message, layout) {
            let (name, ty) = match part.content {
                PartContent::Type(ty) => (QName::new("", part.name.as_str()), ty),
                PartContent::Element(id) => {
                    (schema.element(id).name.clone(), schema.element(id).ty)
                }
            };
            let element = encoder.member(name, ty, true, 0);
            wrapper.as_mut().unwrap_or(body).push(element);
        }
        body.children.extend(wrapper.map(Node::Element));
        body.children
            .extend(encoder.referred().into_iter().map(Node::Element));
    }

    /// The document that an HTTP GET or POST binding answers with: the element of the response's first part.
    pub(crate) fn http_answer(&self, style: Style) -> Option<Element> {
        let (message, _) = self.message(Direction::Response)?;
        let PartContent::Element(id) = self.parts(message).first()?.content else {
            return None;
        };
        let schema = &self.description.schema;
        match style {
            Style::Placeholders => Walker::new(schema, Placeholders::default()).element(id),
            Style::Values => Walker::new(schema, Made::new(schema)).element(id),
        }
    }
}
