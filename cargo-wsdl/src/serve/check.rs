//! Whether a request is as the schema says.

use wsdl_codegen::model::package::{Operation, Package, RustType};
use wsdl_runtime::Message;
use wsdl_runtime::xml::Element;

use super::offers::Offer;
use crate::dynamic::{Input, Tables};
use crate::pages::Site;

/// The tables of the service.
pub(super) struct Checks {
    package: &'static Package,
    tables: Tables<'static>,
}

impl std::fmt::Debug for Checks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checks").finish_non_exhaustive()
    }
}

impl Checks {
    /// For a service, for good: a server ends with the process. `None` when nothing can be made of it.
    pub(super) fn new(site: &Site) -> Option<Self> {
        let package = site.outcome().package.clone()?;
        let package: &'static Package = Box::leak(Box::new(package));
        let tables = Tables::new(package);
        Some(Self { package, tables })
    }

    /// Checks the request for an operation.
    ///
    /// # Errors
    /// What is wrong: a sentence that names the member.
    pub(super) fn request(&self, offer: &Offer, envelope: &Element) -> Result<(), String> {
        // What no code is made for is answered all the same.
        let Some(operation) = self.operation(offer) else {
            return Ok(());
        };
        // Values that stand elsewhere (SOAP 1.1, 5.2.1) would have to be brought together first.
        if operation.encoded && refers(envelope) {
            return Ok(());
        }
        let read = self
            .tables
            .message_from_document(&operation.input, envelope.clone());
        read.map(|_| ())
    }

    /// Checks a request that is pairs of names and values.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub(super) fn form(&self, offer: &Offer, pairs: &[(String, String)]) -> Result<(), String> {
        let Some(operation) = self.operation(offer) else {
            return Ok(());
        };
        let mut members: Vec<(String, Input)> = Vec::new();
        for (name, value) in pairs {
            let value = Input::Text(value.clone());
            // A name that comes again and again is an array.
            match members.iter_mut().find(|(known, _)| known == name) {
                Some((_, Input::List(values))) => values.push(value),
                Some((_, first)) => *first = Input::List(vec![first.clone(), value]),
                None => members.push((name.clone(), value)),
            }
        }
        let input = Input::Object(members);
        if operation.input.ty == RustType::Unit {
            return match pairs.first() {
                Some((name, _)) => Err(format!("no member `{name}`; it has no members")),
                None => Ok(()),
            };
        }
        let message = &operation.input;
        let made = self.tables.message(&message.ty, &offer.name, &input)?;
        // What has to be there is seen to where a message is written.
        let written = match &made {
            Message::Node(node) => node.write("", "request").map(|_| ()),
            Message::Items(_) => Ok(()),
        };
        written.map_err(|error| {
            let path = error.path.trim_start_matches("/request/");
            format!("`{path}`: {}", error.kind)
        })
    }

    /// The operation of the package that is offered; overloads are told apart by their actions.
    fn operation(&self, offer: &Offer) -> Option<&'static Operation> {
        let clients = self.package.clients.iter();
        let clients = clients.filter(|c| c.bindings.contains(&offer.binding));
        let named = || {
            let operations = clients.clone().flat_map(|c| &c.operations);
            operations.filter(|o| o.name == offer.name)
        };
        let has_action = |o: &&Operation| {
            [&o.action, &o.action12]
                .into_iter()
                .flatten()
                .any(|a| *a == offer.action)
        };
        named().find(has_action).or_else(|| named().next())
    }
}

/// Whether an element, or one in it, refers to another (`href`, `ref`).
fn refers(element: &Element) -> bool {
    let here = element.attributes.iter();
    let mut here = here.filter(|a| a.local == "href" || a.local == "ref");
    here.any(|a| a.value.starts_with('#')) || element.elements().any(refers)
}
