//! Makes the listing from what came of a run.

use std::collections::{BTreeMap, BTreeSet};

use super::rust::{rust_path, rust_type};
use super::{
    Asked, Fault, Finding, Header, Listing, Message, Named, Operation, Port, Service, short,
};
use crate::Outcome;
use crate::diagnostic::{Diagnostic, Places};
use crate::model::description::Description;
use crate::model::name::QName;
use crate::model::package::{self, Package, Path, RustType};
use crate::model::wsdl::{
    self, Binding, BindingId, BindingMessage, BindingOperation, MessageUse, PartContent,
    PortTypeId, Protocol, Style, Use,
};

/// Lists what came of a run, as far as it got: without a package there are no Rust names, without a description only diagnostics.
pub fn list(outcome: &Outcome) -> Listing {
    let findings = outcome.diagnostics.iter();
    let places = Places::new(&outcome.documents);
    let mut listing = Listing {
        diagnostics: findings.map(|d| finding(&places, d)).collect(),
        ..Listing::default()
    };
    let package = outcome.package.as_ref();
    if let Some(description) = &outcome.description {
        let services = description.wsdl.services.iter();
        listing.services = services.map(|s| service(description, package, s)).collect();
        listing.services.extend(unbound(description, package));
    }
    if let Some(package) = package {
        let named = |(name, path): &(QName, Path)| Named {
            name: name.to_string(),
            rust: rust_path(package, path),
        };
        listing.elements = package.elements.iter().map(named).collect();
        listing.types = package.types.iter().map(named).collect();
    }
    listing
}

fn service(
    description: &Description,
    package: Option<&Package>,
    service: &wsdl::Service,
) -> Service {
    let documentation = service.documentation.as_ref();
    let ports = service.ports.iter();
    let ports = ports.filter_map(|p| {
        let address = p.address.clone();
        let declared = Some((service, p));
        port(
            description,
            package,
            (&p.name, address, declared),
            p.binding,
        )
    });
    Service {
        name: service.name.local.to_string(),
        documentation: documentation
            .or(description.documentation.as_ref())
            .cloned(),
        ports: ports.collect(),
    }
}

/// The bindings that no service names, as descriptions that are meant to be imported have them: a service for each port type, named
/// as it is, with a port for each binding.
fn unbound(description: &Description, package: Option<&Package>) -> Vec<Service> {
    let wsdl = &description.wsdl;
    let named: BTreeSet<BindingId> = wsdl
        .services
        .iter()
        .flat_map(|s| s.ports.iter().map(|p| p.binding))
        .collect();
    let mut services: BTreeMap<PortTypeId, Service> = BTreeMap::new();
    for (id, binding) in (0..).map(BindingId).zip(&wsdl.bindings) {
        let Some(port_type) = wsdl.port_types.get(binding.port_type.index()) else {
            continue;
        };
        if named.contains(&id) {
            continue;
        }
        let service = services
            .entry(binding.port_type)
            .or_insert_with(|| Service {
                name: port_type.name.local.to_string(),
                documentation: port_type.documentation.clone(),
                ports: Vec::new(),
            });
        let name = &binding.name.local;
        let declared = (&**name, None, None);
        service
            .ports
            .extend(port(description, package, declared, id));
    }
    services.into_values().collect()
}

fn port(
    description: &Description,
    package: Option<&Package>,
    (name, address, declared): (&str, Option<String>, Option<(&wsdl::Service, &wsdl::Port)>),
    id: BindingId,
) -> Option<Port> {
    let binding = description.wsdl.bindings.get(id.index())?;
    let client = package.and_then(|p| p.clients.iter().find(|c| c.bindings.contains(&id)));
    let methods = client.into_iter().flat_map(|c| &c.operations);
    let chosen = Chosen {
        description,
        package,
        methods: methods.map(|o| (o.index, o)).collect(),
        binding,
    };
    let operations = binding.operations.iter().filter_map(|bound| {
        let left_out = package.and_then(|p| p.left_out.get(&(id, bound.operation)));
        chosen.operation(bound, left_out.cloned())
    });
    let is_called = |index: usize| client.is_none() || chosen.methods.contains_key(&index);
    let policy = description.wsdl.binding_policy(binding, is_called);
    let policy = match declared {
        Some((service, port)) => service.port_policy(port, &policy),
        None => policy.settled(),
    };
    let asked = policy.iter().map(|(demand, asked)| Asked {
        demand,
        required: asked.required,
    });
    Some(Port {
        name: name.to_owned(),
        protocol: protocol(&binding.protocol),
        address,
        client: client.map(|c| c.name.clone()),
        policy: asked.collect(),
        operations: operations.collect(),
    })
}

fn protocol(protocol: &Protocol) -> &'static str {
    match protocol {
        Protocol::Soap11 => "soap11",
        Protocol::Soap12 => "soap12",
        Protocol::HttpGet => "http-get",
        Protocol::HttpPost => "http-post",
        Protocol::Other(_) => "other",
    }
}

/// A binding with what was made for it.
struct Chosen<'d> {
    description: &'d Description,
    package: Option<&'d Package>,
    /// The methods of the client that was made for it, by operation.
    methods: BTreeMap<usize, &'d package::Operation>,
    binding: &'d Binding,
}

impl Chosen<'_> {
    /// `None` when the options leave the operation out.
    fn operation(&self, bound: &BindingOperation, left_out: Option<String>) -> Option<Operation> {
        let port_type = self
            .description
            .wsdl
            .port_types
            .get(self.binding.port_type.index())?;
        let operation = port_type.operations.get(bound.operation)?;
        let made = self.methods.get(&bound.operation).copied();
        let reason =
            match (made, self.package) {
                (Some(_), _) => None,
                (None, Some(_)) => Some(left_out.or_else(|| bound.unsupported.clone())?),
                (None, None) => Some(bound.unsupported.clone().unwrap_or_else(|| {
                    "the description has errors, see the diagnostics".to_owned()
                })),
            };
        let layouts = [&bound.input, &bound.output];
        let encoded =
            |l: &Option<BindingMessage>| l.as_ref().is_some_and(|l| l.body_use == Use::Encoded);
        let message = |usage: Option<&MessageUse>,
                       layout: &Option<BindingMessage>,
                       made: Option<&package::Message>,
                       suffix| {
            usage.map(|u| self.message(operation, bound, u, layout.as_ref(), made, suffix))
        };
        Some(Operation {
            name: operation.name.clone(),
            method: made.map(|m| m.method.clone()),
            documentation: operation.documentation.clone(),
            style: match bound.style {
                Style::Document => "document",
                Style::Rpc => "rpc",
            },
            body_use: if layouts.into_iter().any(encoded) {
                "encoded"
            } else {
                "literal"
            },
            soap_action: bound.action.clone(),
            one_way: operation.output.is_none(),
            input: message(
                operation.input.as_ref(),
                &bound.input,
                made.map(|m| &m.input),
                "",
            ),
            output: message(
                operation.output.as_ref(),
                &bound.output,
                made.map(|m| &m.output),
                "Response",
            ),
            faults: self.faults(operation, made),
            headers: self.headers(bound, made),
            reason,
        })
    }

    fn message(
        &self,
        operation: &wsdl::Operation,
        bound: &BindingOperation,
        usage: &MessageUse,
        layout: Option<&BindingMessage>,
        made: Option<&package::Message>,
        suffix: &str,
    ) -> Message {
        let rpc = bound.style == Style::Rpc;
        let wrapper = || {
            let namespace = layout.and_then(|l| l.namespace.as_deref()).unwrap_or("");
            QName::new(namespace, format!("{}{suffix}", operation.name)).to_string()
        };
        Message {
            element: if rpc {
                None
            } else {
                self.only_element(usage, layout)
            },
            wrapper: rpc.then(wrapper),
            rust: made.and_then(|m| self.rust(&m.ty)),
            members: self.members(usage, layout),
        }
    }

    /// The parts that form the body.
    fn parts(&self, usage: &MessageUse, layout: Option<&BindingMessage>) -> Vec<&wsdl::Part> {
        let message = self.description.wsdl.messages.get(usage.message.index());
        let parts = message.map_or(&[][..], |m| &m.parts);
        match layout {
            Some(layout) => layout.parts.iter().filter_map(|i| parts.get(*i)).collect(),
            None => parts.iter().collect(),
        }
    }

    /// The element of a document message whose body is one part given by an element.
    fn only_element(&self, usage: &MessageUse, layout: Option<&BindingMessage>) -> Option<String> {
        match self.parts(usage, layout).as_slice() {
            [part] => self.part_element(part),
            _ => None,
        }
    }

    /// What the body holds: the members of its one element, or its parts.
    fn members(&self, usage: &MessageUse, layout: Option<&BindingMessage>) -> Vec<String> {
        let schema = &self.description.schema;
        let parts = self.parts(usage, layout);
        if let [part] = parts.as_slice()
            && let PartContent::Element(id) = part.content
        {
            return short::members(schema, schema.element(id).ty);
        }
        let part = |part: &&wsdl::Part| {
            let ty = match part.content {
                PartContent::Element(id) => schema.element(id).ty,
                PartContent::Type(ty) => ty,
            };
            format!("{}: {}", part.name, short::type_name(schema, ty))
        };
        parts.iter().map(part).collect()
    }

    fn part_element(&self, part: &wsdl::Part) -> Option<String> {
        match part.content {
            PartContent::Element(id) => Some(self.description.schema.element(id).name.to_string()),
            PartContent::Type(_) => None,
        }
    }

    fn faults(&self, operation: &wsdl::Operation, made: Option<&package::Operation>) -> Vec<Fault> {
        let fault = |usage: &MessageUse| {
            let message = self.description.wsdl.messages.get(usage.message.index());
            let element = message.and_then(|m| self.part_element(m.parts.first()?));
            let ty = made.and_then(|m| m.faults.iter().find(|f| f.name == usage.name));
            Fault {
                name: usage.name.clone(),
                element,
                rust: ty.and_then(|f| self.rust(&f.ty)),
            }
        };
        operation.faults.iter().map(fault).collect()
    }

    fn headers(&self, bound: &BindingOperation, made: Option<&package::Operation>) -> Vec<Header> {
        let mut headers = Vec::new();
        for (direction, layout) in [("input", &bound.input), ("output", &bound.output)] {
            for declared in layout.iter().flat_map(|l| &l.headers) {
                let message = self.description.wsdl.messages.get(declared.message.index());
                let Some(part) = message.and_then(|m| m.parts.get(declared.part)) else {
                    continue;
                };
                let output = direction == "output";
                let ty = made.and_then(|m| {
                    m.headers
                        .iter()
                        .find(|h| h.name == part.name && h.output == output && !h.fault)
                });
                headers.push(Header {
                    name: part.name.clone(),
                    direction,
                    element: self.part_element(part),
                    rust: ty.and_then(|h| self.rust(&h.ty)),
                });
            }
        }
        headers
    }

    fn rust(&self, ty: &RustType) -> Option<String> {
        self.package.map(|p| rust_type(p, ty))
    }
}

fn finding(places: &Places<'_>, diagnostic: &Diagnostic) -> Finding {
    let place = diagnostic.span.and_then(|s| places.find(s));
    Finding {
        code: diagnostic.code,
        severity: diagnostic.severity.word(),
        message: diagnostic.message.to_string(),
        file: place.map(|p| p.document.name.clone()),
        line: place.map(|p| p.line),
        column: place.map(|p| p.column),
    }
}
