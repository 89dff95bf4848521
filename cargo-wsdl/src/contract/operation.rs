//! Services, ports and operations, the old beside the new.

use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::package::Package;
use wsdl_codegen::model::policy::Demand;
use wsdl_codegen::model::wsdl::{
    Binding, BindingOperation, Operation, Port, Protocol, Service, Style, Use,
};

use super::rust::Key;
use super::{Breaks, Change, Comparer, Component, Kind, Place};

/// An operation at a port.
#[derive(Clone, Copy)]
pub(super) struct Offered<'a> {
    pub(super) description: &'a Description,
    port: &'a Port,
    pub(super) bound: &'a BindingOperation,
    pub(super) operation: &'a Operation,
    /// How many operations of the name come before it: overloads.
    nth: usize,
}

const GONE: Breaks = Breaks::request("a request for it fails");

impl Comparer<'_> {
    pub(super) fn services(&mut self, chosen: Option<&dyn Fn(&str) -> bool>) {
        if let Some((before, after)) = self.renamed.clone() {
            let breaks = Breaks::both(
                "requests in the old namespace are not known",
                "answers in the new namespace are not known",
            );
            self.add(
                Component::Contract,
                &before,
                Kind::NamespaceChanged,
                format!("target namespace {before} → {after}"),
                breaks,
            );
        }
        let (old, new) = (
            &self.old.description.wsdl.services,
            &self.new.description.wsdl.services,
        );
        // One service each: it may have another name, and is the same.
        let only = old.len() == 1 && new.len() == 1;
        for service in old {
            let same = |s: &&Service| s.name.local == service.name.local;
            match new
                .iter()
                .find(same)
                .or(if only { new.first() } else { None })
            {
                Some(other) => self.service(service, other, chosen),
                None => {
                    self.add(
                        Component::Service,
                        &service.name.local,
                        Kind::ServiceRemoved,
                        "removed",
                        GONE,
                    );
                }
            }
        }
        for service in new {
            let known = only || old.iter().any(|s| s.name.local == service.name.local);
            if !known {
                self.add(
                    Component::Service,
                    &service.name.local,
                    Kind::ServiceAdded,
                    "added",
                    Breaks::NONE,
                );
            }
        }
    }

    fn service(&mut self, old: &Service, new: &Service, chosen: Option<&dyn Fn(&str) -> bool>) {
        self.documentation(
            Component::Service,
            &old.name.local,
            old.documentation.as_ref(),
            new.documentation.as_ref(),
        );
        for port in &old.ports {
            let Some(other) = new.ports.iter().find(|p| p.name == port.name) else {
                let keys = clients(self.old.package, port);
                self.add(
                    Component::Port,
                    &port.name,
                    Kind::PortRemoved,
                    "removed",
                    GONE,
                )
                .keys = keys;
                continue;
            };
            self.port(port, other, chosen);
        }
        for port in new
            .ports
            .iter()
            .filter(|p| !old.ports.iter().any(|o| o.name == p.name))
        {
            let keys = clients(self.new.package, port);
            let protocol = self
                .new
                .description
                .wsdl
                .bindings
                .get(port.binding.index())
                .map_or("", |b| protocol(&b.protocol));
            self.add(
                Component::Port,
                &port.name,
                Kind::PortAdded,
                format!("added: {protocol}"),
                Breaks::NONE,
            )
            .keys = keys;
        }
    }

    fn port(&mut self, old: &Port, new: &Port, chosen: Option<&dyn Fn(&str) -> bool>) {
        let (before, after) = (self.old.description, self.new.description);
        if old.address != new.address {
            let word = |a: &Option<String>| a.clone().unwrap_or_else(|| "none".to_owned());
            let what = format!("address {} → {}", word(&old.address), word(&new.address));
            // Where a service stands is no part of its contract: callers set it, and `new()` goes where the WSDL says.
            self.add(
                Component::Port,
                &old.name,
                Kind::AddressChanged,
                what,
                Breaks::NONE,
            );
        }
        self.documentation(
            Component::Port,
            &old.name,
            old.documentation.as_ref(),
            new.documentation.as_ref(),
        );
        let bindings = (
            before.wsdl.bindings.get(old.binding.index()),
            after.wsdl.bindings.get(new.binding.index()),
        );
        let (Some(a), Some(b)) = bindings else { return };
        if a.protocol != b.protocol {
            let what = format!("{} → {}", protocol(&a.protocol), protocol(&b.protocol));
            let breaks = Breaks::both(
                "requests of the old protocol are refused",
                "answers of the new protocol cannot be read",
            );
            self.add(
                Component::Port,
                &old.name,
                Kind::ProtocolChanged,
                what,
                breaks,
            );
        }
        let addressing = |binding: &Binding| {
            let asked = binding.policy.get(Demand::Addressing);
            asked.map(|asked| asked.required)
        };
        let (of_a, of_b) = (addressing(a), addressing(b));
        if of_a != of_b {
            let word = |a: Option<bool>| match a {
                None => "not used",
                Some(false) => "offered",
                Some(true) => "required",
            };
            let what = format!("WS-Addressing {} → {}", word(of_a), word(of_b));
            let breaks = if of_b == Some(true) {
                Breaks::request("requests without WS-Addressing headers are refused")
            } else {
                Breaks::NONE
            };
            self.add(
                Component::Port,
                &old.name,
                Kind::AddressingChanged,
                what,
                breaks,
            );
        }
        let chosen = |o: &Offered<'_>| chosen.is_none_or(|c| c(&o.operation.name));
        let olds: Vec<Offered<'_>> = offered(before, old, a).into_iter().filter(chosen).collect();
        let news: Vec<Offered<'_>> = offered(after, new, b).into_iter().filter(chosen).collect();
        let same = |a: &Offered<'_>, b: &Offered<'_>| {
            a.operation.name == b.operation.name && a.nth == b.nth
        };
        for a in &olds {
            match news.iter().find(|b| same(a, b)) {
                Some(b) => self.operation(a, b),
                None => self.whole(a, Kind::OperationRemoved, GONE),
            }
        }
        for b in news.iter().filter(|b| !olds.iter().any(|a| same(a, b))) {
            self.whole(b, Kind::OperationAdded, Breaks::NONE);
        }
    }

    /// An operation that is new or gone, with the elements of its messages.
    fn whole(&mut self, offered: &Offered<'_>, kind: Kind, breaks: Breaks) {
        let added = kind == Kind::OperationAdded;
        let package = if added {
            self.new.package
        } else {
            self.old.package
        };
        let mut keys = method(package, offered).into_iter().collect::<Vec<_>>();
        let other = if added {
            self.old.description
        } else {
            self.new.description
        };
        for name in offered.elements() {
            let there = other.schema.element_names.contains_key(&name);
            if there {
                continue;
            }
            let place = Place {
                old: self.old.element_path(&name),
                new: self.new.element_path(&name),
            };
            keys.extend(Key::items((self.old.package, self.new.package), &place));
            self.told.push(name);
        }
        self.at(
            offered,
            kind,
            if added { "added" } else { "removed" },
            breaks,
            keys,
        );
    }

    fn operation(&mut self, a: &Offered<'_>, b: &Offered<'_>) {
        let keys = |this: &Self| {
            let mut keys: Vec<Key> = method(this.old.package, a)
                .into_iter()
                .chain(method(this.new.package, b))
                .collect();
            keys.dedup();
            keys
        };
        let words =
            |d: Option<&String>| d.map(|d| d.split_whitespace().collect::<Vec<_>>().join(" "));
        if words(a.operation.documentation.as_ref()) != words(b.operation.documentation.as_ref()) {
            let what = match &b.operation.documentation {
                Some(text) => format!("documentation: {}", words(Some(text)).unwrap_or_default()),
                None => "documentation removed".to_owned(),
            };
            self.at(
                a,
                Kind::DocumentationChanged,
                what,
                Breaks::NONE,
                Vec::new(),
            );
        }
        if (a.bound.style, encoded(a.bound)) != (b.bound.style, encoded(b.bound)) {
            let what = format!("{} → {}", style(a.bound), style(b.bound));
            let breaks = Breaks::both(
                "requests of the old style are refused",
                "answers of the new style cannot be read",
            );
            self.at(a, Kind::StyleChanged, what, breaks, keys(self));
        }
        if a.bound.location != b.bound.location {
            let word = |o: &Offered<'_>| o.bound.location.clone().unwrap_or_default();
            let what = format!("location `{}` → `{}`", word(a), word(b));
            self.at(
                a,
                Kind::ActionChanged,
                what,
                Breaks::request("requests to the old location are not known"),
                Vec::new(),
            );
        }
        let action = |o: &Offered<'_>| o.bound.action.clone().unwrap_or_default();
        let renamed = self
            .renamed
            .as_ref()
            .is_some_and(|(old, new)| action(a).replace(&**old, new) == action(b));
        if action(a) != action(b) && !renamed {
            let what = format!("soapAction `{}` → `{}`", action(a), action(b));
            self.at(
                a,
                Kind::ActionChanged,
                what,
                Breaks::request("requests with the old action are not known"),
                Vec::new(),
            );
        }
        let (one, other) = (a.operation.output.is_none(), b.operation.output.is_none());
        if one != other {
            let (what, breaks) = match other {
                true => ("one way now", Breaks::response("no answer comes")),
                false => ("answered now", Breaks::NONE),
            };
            self.at(a, Kind::ExchangeChanged, what, breaks, keys(self));
        }
        self.message(a, b, true);
        self.message(a, b, false);
        self.faults(a, b);
    }

    fn documentation(
        &mut self,
        component: Component,
        name: &str,
        old: Option<&String>,
        new: Option<&String>,
    ) {
        let words =
            |d: Option<&String>| d.map(|d| d.split_whitespace().collect::<Vec<_>>().join(" "));
        if words(old) != words(new) {
            let what = words(new).map_or_else(
                || "documentation removed".to_owned(),
                |text| format!("documentation: {text}"),
            );
            self.add(
                component,
                name,
                Kind::DocumentationChanged,
                what,
                Breaks::NONE,
            );
        }
    }

    /// A change of an operation. What happened to it at another port too is told once.
    pub(super) fn at(
        &mut self,
        offered: &Offered<'_>,
        kind: Kind,
        what: impl Into<String>,
        breaks: Breaks,
        keys: Vec<Key>,
    ) {
        let (what, name, port) = (what.into(), &offered.operation.name, &offered.port.name);
        let same = |c: &Change| {
            c.component == Component::Operation
                && c.kind == kind
                && c.name == *name
                && c.what == what
        };
        if let Some(draft) = self.drafts.iter_mut().find(|d| same(&d.change))
            && !draft.change.ports.contains(port)
        {
            draft.change.ports.push(port.clone());
            draft.keys.extend(keys);
            return;
        }
        let port = port.clone();
        let draft = self.add(Component::Operation, name, kind, what, breaks);
        draft.change.ports.push(port);
        draft.keys = keys;
    }
}
fn offered<'a>(
    description: &'a Description,
    port: &'a Port,
    binding: &'a Binding,
) -> Vec<Offered<'a>> {
    let operations = description
        .wsdl
        .port_types
        .get(binding.port_type.index())
        .map_or(&[][..], |p| &p.operations);
    let mut found: Vec<Offered<'a>> = Vec::new();
    for bound in &binding.operations {
        let Some(operation) = operations.get(bound.operation) else {
            continue;
        };
        let nth = found
            .iter()
            .filter(|o| o.operation.name == operation.name)
            .count();
        found.push(Offered {
            description,
            port,
            bound,
            operation,
            nth,
        });
    }
    found
}

/// The clients that talk to a port.
fn clients(package: &Package, port: &Port) -> Vec<Key> {
    let clients = package
        .clients
        .iter()
        .filter(|c| c.bindings.contains(&port.binding));
    clients
        .map(|c| Key {
            item: c.name.clone(),
            member: None,
        })
        .collect()
}

/// The method for an operation.
pub(super) fn method(package: &Package, offered: &Offered<'_>) -> Option<Key> {
    let client = package
        .clients
        .iter()
        .find(|c| c.bindings.contains(&offered.port.binding))?;
    let operation = client
        .operations
        .iter()
        .find(|o| o.index == offered.bound.operation)?;
    Some(Key {
        item: client.name.clone(),
        member: Some(operation.method.clone()),
    })
}

fn protocol(protocol: &Protocol) -> &str {
    match protocol {
        Protocol::Soap11 => "SOAP 1.1",
        Protocol::Soap12 => "SOAP 1.2",
        Protocol::HttpGet => "HTTP GET",
        Protocol::HttpPost => "HTTP POST",
        Protocol::Other(words) => words,
    }
}

fn encoded(bound: &BindingOperation) -> bool {
    [&bound.input, &bound.output]
        .into_iter()
        .flatten()
        .any(|l| l.body_use == Use::Encoded)
}

fn style(bound: &BindingOperation) -> String {
    let style = match bound.style {
        Style::Document => "document",
        Style::Rpc => "rpc",
    };
    format!(
        "{style}/{}",
        if encoded(bound) { "encoded" } else { "literal" }
    )
}
