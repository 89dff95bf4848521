//! Clients: one per port type and layout of its messages.

use std::collections::BTreeSet;

use super::doc;
use super::message::Wrappers;
use super::operation::OperationDraft;
use super::select::Selection;
use super::shape::Shaper;
use crate::model::name::QName;
use crate::model::package::{ClientPort, PortProtocol};
use crate::model::policy::Policy;
use crate::model::wsdl::{
    Binding, BindingId, BindingOperation, Port, PortTypeId, Protocol, Service,
};

/// A client, without its name. All of them are drafted, so that a choice of ports or operations renames nothing.
pub(super) struct ClientDraft {
    pub(super) port_type: PortTypeId,
    pub(super) port_type_name: QName,
    pub(super) bindings: Vec<BindingId>,
    pub(super) service: String,
    pub(super) doc: Option<String>,
    pub(super) ports: Vec<ClientPort>,
    pub(super) operations: Vec<OperationDraft>,
}

impl ClientDraft {
    /// The operations that have a method.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &OperationDraft> {
        self.operations.iter().filter(|o| o.is_chosen)
    }
}

/// The operation of a binding that has no method, and why.
pub(super) struct LeftOut {
    pub(super) binding: BindingId,
    pub(super) operation: usize,
    pub(super) reason: String,
    /// The whole binding is of another transport: listed, not warned about.
    pub(super) expected: bool,
}

impl Shaper<'_> {
    /// The clients, in the order of the bindings, those without envelopes last; and which operations have no method.
    pub(super) fn clients(&mut self, selection: &Selection) -> (Vec<ClientDraft>, Vec<LeftOut>) {
        let description = self.description;
        let wsdl = &description.wsdl;
        let mut families: Vec<Vec<BindingId>> = Vec::new();
        let mut left_out = Vec::new();
        for (index, binding) in wsdl.bindings.iter().enumerate() {
            let id = BindingId(index as u32);
            if let Some(transport) = foreign_transport(binding) {
                left_out.extend(binding.operations.iter().map(|o| LeftOut {
                    binding: id,
                    operation: o.operation,
                    reason: format!("no client is made for {transport}"),
                    expected: true,
                }));
                continue;
            }
            let home = families.iter_mut().find(|f| {
                let others = f.iter().filter_map(|o| wsdl.bindings.get(o.index()));
                others.into_iter().all(|o| alike(o, binding))
            });
            match home {
                Some(family) => family.push(id),
                None => families.push(vec![id]),
            }
        }
        // what is called without an envelope comes last: its clients take no name from the others
        let is_http = |family: &Vec<BindingId>| {
            let mut bindings = family.iter().filter_map(|id| wsdl.bindings.get(id.index()));
            bindings.any(|binding| binding.protocol.is_http())
        };
        families.sort_by_key(is_http);
        let mut wrappers = Wrappers::default();
        let mut clients = Vec::new();
        for family in families {
            clients.extend(self.client(family, selection, &mut wrappers, &mut left_out));
        }
        left_out.retain(|l| selection.binding(l.binding));
        (clients, left_out)
    }

    fn client(
        &mut self,
        mut family: Vec<BindingId>,
        selection: &Selection,
        wrappers: &mut Wrappers,
        left_out: &mut Vec<LeftOut>,
    ) -> Option<ClientDraft> {
        let description = self.description;
        let wsdl = &description.wsdl;
        let is_chosen = family.iter().any(|id| selection.binding(*id));
        family.retain(|id| !is_chosen || selection.binding(*id));
        let bindings: Vec<(BindingId, &Binding)> = family
            .iter()
            .filter_map(|id| Some((*id, wsdl.bindings.get(id.index())?)))
            .collect();
        let (_, first) = bindings.first()?;
        let port_type = wsdl.port_types.get(first.port_type.index())?;
        let mut operations: Vec<OperationDraft> = Vec::new();
        let mut names = BTreeSet::new();
        for (index, abstract_) in port_type.operations.iter().enumerate() {
            let is_chosen = is_chosen && selection.operation(&abstract_.name);
            let is_overload = !names.insert(&abstract_.name);
            let mut made: Option<OperationDraft> = None;
            for (id, binding) in &bindings {
                let Some(bound) = bound(binding, index) else {
                    continue;
                };
                match self.operation(binding, bound, is_overload, wrappers) {
                    Ok(operation) => {
                        made = Some(match made {
                            Some(before) => merge(before, operation),
                            None => operation,
                        });
                    }
                    Err(reason) if is_chosen => left_out.push(LeftOut {
                        binding: *id,
                        operation: index,
                        reason,
                        expected: false,
                    }),
                    Err(_) => {}
                }
            }
            operations.extend(made.map(|o| OperationDraft {
                is_chosen,
                ..settle(o)
            }));
        }
        let of_binding = |id: BindingId| ports(&wsdl.services, id, selection);
        let service = bindings
            .iter()
            .find_map(|(id, _)| of_binding(*id).next())
            .map(|(service, _)| service);
        let chosen = operations.iter().filter(|o| o.is_chosen);
        let chosen: BTreeSet<usize> = chosen.map(|o| o.index).collect();
        let ports = bindings.iter().flat_map(|(id, binding)| {
            let policy = wsdl.binding_policy(binding, |index| chosen.contains(&index));
            client_ports(binding, &policy, of_binding(*id))
        });
        let ports = ports.collect();
        let text = port_type
            .documentation
            .as_deref()
            .or(service.and_then(|s| s.documentation.as_deref()));
        Some(ClientDraft {
            port_type: first.port_type,
            port_type_name: port_type.name.clone(),
            service: service
                .map_or(&port_type.name, |s| &s.name)
                .local
                .to_string(),
            doc: text
                .or(description.documentation.as_deref())
                .and_then(doc::clean),
            bindings: family,
            ports,
            operations,
        })
    }
}

/// The chosen ports of a binding, each with its service.
fn ports<'w>(
    services: &'w [Service],
    binding: BindingId,
    selection: &Selection,
) -> impl Iterator<Item = (&'w Service, &'w Port)> {
    let ports = services
        .iter()
        .flat_map(|service| service.ports.iter().map(move |port| (service, port)));
    ports.filter(move |(_, port)| port.binding == binding && selection.port(&port.name))
}

/// The ports of a binding as a client has them. One that no service offers has a port without an address.
fn client_ports<'w>(
    binding: &Binding,
    policy: &Policy,
    ports: impl Iterator<Item = (&'w Service, &'w Port)>,
) -> Vec<ClientPort> {
    let protocol = match binding.protocol {
        Protocol::Soap12 => PortProtocol::Soap12,
        Protocol::HttpGet => PortProtocol::HttpGet,
        Protocol::HttpPost => PortProtocol::HttpPost,
        Protocol::Soap11 | Protocol::Other(_) => PortProtocol::Soap11,
    };
    let port = |name: &str, address: Option<&str>, policy: Policy| ClientPort {
        name: name.to_owned(),
        protocol,
        address: address.unwrap_or_default().to_owned(),
        policy,
    };
    let declared = ports.map(|(service, p)| {
        let policy = service.port_policy(p, policy);
        port(&p.name, p.address.as_deref(), policy)
    });
    let declared: Vec<ClientPort> = declared.collect();
    match declared.is_empty() {
        true => vec![port(&binding.name.local, None, policy.clone().settled())],
        false => declared,
    }
}

/// What carries the messages, where it is not HTTP.
fn foreign_transport(binding: &Binding) -> Option<String> {
    match &binding.protocol {
        Protocol::Soap11 | Protocol::Soap12 | Protocol::HttpGet | Protocol::HttpPost => None,
        Protocol::Other(what) => Some(what.clone()),
    }
}

/// A binding's operation by its number in the port type.
fn bound(binding: &Binding, index: usize) -> Option<&BindingOperation> {
    // in all but odd documents the binding has the port type's order
    let there = binding
        .operations
        .get(index)
        .filter(|o| o.operation == index);
    there.or_else(|| binding.operations.iter().find(|o| o.operation == index))
}

/// Whether one client can serve both bindings: every message has the same layout, and the actions of one SOAP version do not differ.
fn alike(a: &Binding, b: &Binding) -> bool {
    let carried = |binding: &Binding| {
        binding
            .protocol
            .is_http()
            .then_some(binding.protocol.clone())
    };
    a.port_type == b.port_type
        && carried(a) == carried(b)
        && a.operations.iter().all(|x| {
            bound(b, x.operation).is_none_or(|y| {
                let message = |m: &Option<crate::model::wsdl::BindingMessage>| {
                    m.as_ref().map(|m| {
                        let headers: Vec<_> =
                            m.headers.iter().map(|h| (h.message, h.part)).collect();
                        (m.body_use, m.namespace.clone(), m.parts.clone(), headers)
                    })
                };
                x.style == y.style
                    && (x.http, &x.location) == (y.http, &y.location)
                    && message(&x.input) == message(&y.input)
                    && message(&x.output) == message(&y.output)
                    && (a.protocol != b.protocol || x.action == y.action)
            })
        })
}

/// One operation as two bindings of a family have it.
fn merge(mut one: OperationDraft, other: OperationDraft) -> OperationDraft {
    one.action = one.action.or(other.action);
    one.action12 = one.action12.or(other.action12);
    one.wsa_action = one.wsa_action.or(other.wsa_action);
    one.addressed |= other.addressed;
    one
}

/// Keeps the SOAP 1.2 action only where it differs.
fn settle(mut operation: OperationDraft) -> OperationDraft {
    match (&operation.action, &operation.action12) {
        (None, Some(_)) => operation.action = operation.action12.take(),
        (Some(a), Some(b)) if a == b => operation.action12 = None,
        _ => {}
    }
    operation
}
