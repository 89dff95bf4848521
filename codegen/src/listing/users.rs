//! Which operations have to do with a type.

use std::collections::BTreeSet;

use crate::Outcome;
use crate::graph::Graph;
use crate::model::name::QName;
use crate::names::pattern;

/// The operations whose messages, faults and headers reach a schema type or element whose name is of the pattern: client and operation.
/// A pattern that begins with `{` is one of the whole name, `{NS}name`, any other of the local name.
///
/// `None` when no type or element has such a name.
pub fn users(outcome: &Outcome, wanted: &str) -> Option<BTreeSet<(String, String)>> {
    let package = outcome.package.as_ref()?;
    let is_wanted = |name: &QName| match wanted.starts_with('{') {
        true => pattern::matches(wanted, &name.to_string()),
        false => pattern::matches(wanted, &name.local),
    };
    let graph = Graph::of(package);
    let named = package.types.iter().chain(&package.elements);
    let named = named.filter(|(name, _)| is_wanted(name));
    let types: BTreeSet<usize> = named.filter_map(|(_, path)| graph.at(path)).collect();
    if types.is_empty() {
        return None;
    }
    let mut found = BTreeSet::new();
    for client in &package.clients {
        for operation in &client.operations {
            let reached = graph.reached(operation.types());
            if reached.iter().any(|t| types.contains(t)) {
                found.insert((client.name.clone(), operation.name.clone()));
            }
        }
    }
    Some(found)
}
