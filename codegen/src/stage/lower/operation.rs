//! Operations of a binding: what they take and return, their headers and faults.

use std::sync::Arc;

use super::addressing::wsa_action;
use super::doc;
use super::draft::{Body, ItemId, Key, Label, Member, Role, Table, Target, Wrap};
use super::label::path;
use super::message::{MessageDraft, Owner, Place, Wrappers};
use super::shape::Shaper;
use crate::model::name::QName;
use crate::model::package::Kind;
use crate::model::wsdl::{
    Binding, BindingMessage, BindingOperation, HttpInput, MessageId,
    Operation as AbstractOperation, PartContent, PortTypeId, Protocol, Transmission, Use,
};
use crate::names::case;

/// A declared fault.
#[derive(Clone, Debug)]
pub(super) struct FaultDraft {
    pub(super) name: String,
    pub(super) element: Option<QName>,
    pub(super) target: Target,
}

/// A header part.
#[derive(Clone, Debug)]
pub(super) struct HeaderDraft {
    pub(super) name: String,
    pub(super) output: bool,
    /// Whether it goes with a fault in place of the response.
    pub(super) fault: bool,
    pub(super) element: Option<QName>,
    /// The name that the block has on the wire.
    pub(super) block: QName,
    /// Whether the block is never shown.
    pub(super) secret: bool,
    pub(super) target: Target,
}

/// An operation of a client.
#[derive(Clone, Debug)]
pub(super) struct OperationDraft {
    /// Whether a method is made.
    pub(super) is_chosen: bool,
    pub(super) index: usize,
    pub(super) name: String,
    /// What the method is named after: the operation, or for the second of its name the input message.
    pub(super) hint: String,
    pub(super) doc: Option<String>,
    pub(super) action: Option<String>,
    pub(super) action12: Option<String>,
    pub(super) wsa_action: Option<String>,
    pub(super) addressed: bool,
    pub(super) encoded: bool,
    /// Without an envelope: where the parts of the request go, and the location.
    pub(super) http: Option<(HttpInput, String)>,
    pub(super) input: MessageDraft,
    pub(super) output: MessageDraft,
    pub(super) faults: Vec<FaultDraft>,
    pub(super) fault_item: Option<ItemId>,
    pub(super) headers: Vec<HeaderDraft>,
}

impl OperationDraft {
    /// Every type that it names.
    pub(super) fn targets(&self) -> impl Iterator<Item = &Target> {
        let own = [&self.input.target, &self.output.target].into_iter();
        own.chain(self.faults.iter().map(|f| &f.target))
            .chain(self.headers.iter().map(|h| &h.target))
    }
}

/// What the method of an operation is named after.
fn hint(operation: &AbstractOperation, is_overload: bool) -> String {
    let input = operation.input.as_ref().map(|i| &i.name);
    let input = input.filter(|name| is_overload && !name.is_empty());
    input.unwrap_or(&operation.name).clone()
}

impl Shaper<'_> {
    /// An operation as a binding has it, or the reason why it cannot be called. An overload is a later one of its name.
    pub(super) fn operation(
        &mut self,
        binding: &Binding,
        bound: &BindingOperation,
        is_overload: bool,
        wrappers: &mut Wrappers,
    ) -> Result<OperationDraft, String> {
        if let Some(reason) = &bound.unsupported {
            return Err(reason.clone());
        }
        let port_types = &self.description.wsdl.port_types;
        let port_type = port_types.get(binding.port_type.index());
        let declared = port_type
            .and_then(|port_type| Some((port_type, port_type.operations.get(bound.operation)?)));
        let Some((port_type, abstract_)) = declared else {
            return Err("its port type does not have it".to_owned());
        };
        match abstract_.transmission {
            Transmission::RequestResponse | Transmission::OneWay => {}
            Transmission::SolicitResponse => {
                return Err("the service begins it (solicit-response)".to_owned());
            }
            Transmission::Notification => {
                return Err("the service begins it (notification)".to_owned());
            }
        }
        let hint = hint(abstract_, is_overload);
        let owner = |output| Owner {
            port_type: binding.port_type,
            hint: &hint,
            name: &abstract_.name,
            style: bound.style,
            http: match binding.protocol {
                Protocol::HttpGet => Some("HttpGet"),
                Protocol::HttpPost => Some("HttpPost"),
                _ => None,
            },
            output,
        };
        let input = match (&abstract_.input, &bound.input) {
            (Some(message), Some(body)) => {
                self.message(&owner(false), message.message, body, wrappers)?
            }
            _ => return Err("its input is not bound".to_owned()),
        };
        let output = match (&abstract_.output, &bound.output) {
            (None, _) => MessageDraft {
                place: Place::None,
                target: Target::Unit,
                element: None,
            },
            (Some(message), Some(body)) => {
                self.message(&owner(true), message.message, body, wrappers)?
            }
            (Some(_), None) => return Err("its output is not bound".to_owned()),
        };
        let headers = self.headers(bound);
        let faults = self.faults(abstract_);
        let fault_item = self.fault_item(binding.port_type, bound.operation, &hint, &faults);
        let addressed = self.description.wsdl.uses_addressing(binding, bound);
        let wsa_action = wsa_action(port_type, abstract_, bound.action.as_deref(), addressed);
        let action = bound.action.clone();
        let (action, action12) = match binding.protocol {
            Protocol::Soap12 => (None, action),
            _ => (action, None),
        };
        let is_encoded =
            |b: &Option<BindingMessage>| b.as_ref().is_some_and(|b| b.body_use == Use::Encoded);
        Ok(OperationDraft {
            is_chosen: true,
            index: bound.operation,
            name: abstract_.name.clone(),
            encoded: is_encoded(&bound.input) || is_encoded(&bound.output),
            doc: abstract_.documentation.as_deref().and_then(doc::clean),
            hint,
            action,
            action12,
            wsa_action,
            addressed,
            input,
            output,
            faults,
            fault_item,
            headers,
            http: bound
                .http
                .map(|input| (input, bound.location.clone().unwrap_or_default())),
        })
    }

    /// The header parts of an operation: of its request, of its response and of what comes in place of that.
    fn headers(&mut self, bound: &BindingOperation) -> Vec<HeaderDraft> {
        let mut headers = Vec::new();
        for (output, body) in [(false, &bound.input), (true, &bound.output)] {
            for header in body.iter().flat_map(|b| &b.headers) {
                let namespace = header.namespace.as_deref().unwrap_or("");
                let own = (header.message, header.part);
                headers.extend(self.header(own, namespace, output, false));
                for part in &header.faults {
                    headers.extend(self.header(*part, namespace, true, true));
                }
            }
        }
        headers
    }

    fn header(
        &mut self,
        (message, part): (MessageId, usize),
        namespace: &str,
        output: bool,
        fault: bool,
    ) -> Option<HeaderDraft> {
        let description = self.description;
        let part = description
            .wsdl
            .messages
            .get(message.index())?
            .parts
            .get(part)?;
        let (target, element) = self.part_target(part.content);
        // a part that is a type stands under its own name (WSDL 1.1 section 3.7)
        let block = element.clone();
        let block = block.unwrap_or_else(|| QName::new(namespace, part.name.as_str()));
        Some(HeaderDraft {
            secret: self.secrets.is_secret(&block.local),
            block,
            name: part.name.clone(),
            output,
            fault,
            element,
            target,
        })
    }

    fn part_target(&mut self, content: PartContent) -> (Target, Option<QName>) {
        match content {
            PartContent::Element(id) => (
                self.global_target(id),
                Some(self.schema.element(id).name.clone()),
            ),
            PartContent::Type(ty) => (self.value_target(ty), None),
        }
    }

    fn faults(&mut self, operation: &AbstractOperation) -> Vec<FaultDraft> {
        let description = self.description;
        let mut faults = Vec::new();
        for fault in &operation.faults {
            let message = description.wsdl.messages.get(fault.message.index());
            let Some(part) = message.and_then(|m| m.parts.first()) else {
                continue;
            };
            let (target, element) = self.part_target(part.content);
            faults.push(FaultDraft {
                name: fault.name.clone(),
                element,
                target,
            });
        }
        faults
    }

    /// The enum of the elements that the detail of a declared fault may hold.
    fn fault_item(
        &mut self,
        port_type: PortTypeId,
        operation: usize,
        hint: &str,
        faults: &[FaultDraft],
    ) -> Option<ItemId> {
        let key = Key::Fault(port_type, operation);
        if let Some(known) = self.known(key) {
            return Some(known);
        }
        let mut variants: Vec<Member> = Vec::new();
        for fault in faults {
            let name = match &fault.element {
                Some(name) => name.clone(),
                None => QName::new("", fault.name.as_str()),
            };
            let known = variants
                .iter()
                .any(|v| v.namespace == name.namespace && v.wire == name.local);
            if !known && fault.target != Target::Runtime("Element") {
                let variant = Member::new(
                    fault.name.clone(),
                    Role::Element,
                    fault.target.clone(),
                    Wrap::One,
                );
                variants.push(variant.named(&name.namespace, &name.local));
            }
        }
        if variants.is_empty() {
            return None;
        }
        let description = self.description;
        let declared = description.wsdl.port_types.get(port_type.index())?;
        let label = Label {
            kind: "fault",
            path: format!("{}/{hint}", path(&declared.name)),
            words: format!("{}Fault", case::type_name(hint)),
            suffix: "Detail",
        };
        let namespace = description.target_namespace.clone();
        let item = self.reserve(key, &namespace, label, None, None);
        let table = Table {
            namespace,
            name: Arc::from(""),
            kind: Kind::Choice,
            ordered: false,
            mixed: false,
        };
        let draft = self.draft.get_mut(item);
        draft.body = Body::Choice {
            table,
            variants,
            blank: 0,
        };
        Some(item)
    }
}
