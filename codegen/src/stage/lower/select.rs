//! The chosen ports and operations.

use std::collections::BTreeSet;

use super::settings::Unmatched;
use crate::diagnostic::{Diagnostics, Setting, code};
use crate::model::description::Description;
use crate::model::wsdl::{BindingId, Protocol};
use crate::names::pattern;
use crate::options::Options;

/// The chosen ports and operations.
pub(super) struct Selection {
    operations: Vec<String>,
    ports: Vec<String>,
    bindings: Option<BTreeSet<BindingId>>,
}

impl Selection {
    /// Reads the settings; a pattern or port that matches nothing is an error.
    pub(super) fn new(description: &Description, options: &Options, out: &mut Diagnostics) -> Self {
        let wsdl = &description.wsdl;
        let ports = || wsdl.services.iter().flat_map(|s| &s.ports);
        for wanted in &options.ports {
            if !ports().any(|p| p.name == *wanted) {
                Unmatched {
                    code: code::PORT,
                    setting: Setting::entry("ports", wanted),
                    words: "there is no port",
                    wanted,
                    recipe: Some(|near| format!("ports = [\"{near}\"]")),
                }
                .report(ports().map(|p| p.name.as_str()), out);
            }
        }
        let chosen = |name: &String| options.ports.contains(name);
        // ports that are not there have been reported: they choose nothing, rather than hide every operation
        let chooses = ports().any(|p| chosen(&p.name));
        let bindings: Option<BTreeSet<BindingId>> = chooses.then(|| {
            ports()
                .filter(|p| chosen(&p.name))
                .map(|p| p.binding)
                .collect()
        });
        let selection = Self {
            operations: options.operations.clone(),
            ports: options.ports.clone(),
            bindings,
        };
        let names: BTreeSet<&str> = wsdl
            .bindings
            .iter()
            .enumerate()
            .filter(|(i, b)| {
                selection.binding(BindingId(*i as u32))
                    && matches!(b.protocol, Protocol::Soap11 | Protocol::Soap12)
            })
            .filter_map(|(_, b)| wsdl.port_types.get(b.port_type.index()))
            .flat_map(|p| p.operations.iter().map(|o| o.name.as_str()))
            .collect();
        for wanted in &options.operations {
            if !names.iter().any(|n| pattern::matches(wanted, n)) {
                Unmatched {
                    code: code::OPERATION,
                    setting: Setting::entry("operations", wanted),
                    words: "no operation matches",
                    wanted,
                    recipe: Some(|near| format!("operations = [\"{near}\"]")),
                }
                .report(names.iter().copied(), out);
            }
        }
        selection
    }

    /// Whether the settings choose at all.
    pub(super) fn is_partial(&self) -> bool {
        !self.operations.is_empty() || !self.ports.is_empty()
    }

    /// Whether the binding belongs to a chosen port.
    pub(super) fn binding(&self, id: BindingId) -> bool {
        self.bindings.as_ref().is_none_or(|b| b.contains(&id))
    }

    /// Whether the port is chosen.
    pub(super) fn port(&self, name: &str) -> bool {
        self.ports.is_empty() || self.ports.iter().any(|p| p == name)
    }

    /// Whether the operation is chosen.
    pub(super) fn operation(&self, name: &str) -> bool {
        self.operations.is_empty() || self.operations.iter().any(|p| pattern::matches(p, name))
    }
}
