//! Whether a request is as the schema says.

use wsdl_codegen::model::package::{Operation, Package};
use wsdl_runtime::xml::Element;

use super::offers::Offer;
use crate::dynamic::Tables;
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
