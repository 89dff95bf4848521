//! Names of modules.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::draft::Draft;
use super::super::settings::Unmatched;
use super::Given;
use crate::diagnostic::{Diagnostics, Setting, code};
use crate::model::description::Description;
use crate::names::scope::Scope;
use crate::names::{case, module};
use crate::options::Options;

/// Module names that generated code needs for itself.
const OWN_MODULES: &[&str] = &[
    "client",
    "operations",
    "types",
    "wire",
    "std",
    "core",
    "alloc",
    "wsdl_runtime",
];

/// The modules: name by namespace. The root has the empty name.
pub(in super::super) fn modules(
    description: &Description,
    draft: &Draft,
    options: &Options,
    given: &mut Given,
    root: &str,
    out: &mut Diagnostics,
) -> BTreeMap<Arc<str>, String> {
    let mut names: BTreeMap<Arc<str>, String> = BTreeMap::new();
    let mut scope = Scope::default();
    OWN_MODULES.iter().for_each(|m| {
        scope.take(m);
    });
    // a module in one of its own name would be a lint
    scope.take(root);
    let mut namespaces: Vec<Arc<str>> = draft.items.iter().map(|i| i.namespace.clone()).collect();
    namespaces.sort();
    namespaces.dedup();
    namespaces.retain(|n| *n != description.target_namespace);
    for wanted in options.modules.keys() {
        if !namespaces.iter().any(|n| **n == **wanted) {
            Unmatched {
                code: code::MODULE,
                setting: Setting::entry("modules", wanted),
                words: "no module is made for the namespace",
                wanted,
                recipe: Some(|near| format!("modules = {{ \"{near}\" = \"name\" }}")),
            }
            .report(namespaces.iter().map(|n| &**n), out);
        }
    }
    let path = |namespace: &str| format!("{{{namespace}}}");
    let settled = |given: &Given, namespace: &str| {
        let own = options.modules.get(namespace).map(|n| case::module_name(n));
        own.or_else(|| given.earlier("module", &path(namespace)).cloned())
    };
    for namespace in &namespaces {
        if let Some(name) = settled(given, namespace)
            && scope.take(&name)
        {
            names.insert(namespace.clone(), name);
        }
    }
    for namespace in &namespaces {
        if names.contains_key(namespace) {
            continue;
        }
        let prefixes = description.prefixes.get(namespace).into_iter().flatten();
        let candidates = module::candidates(namespace, prefixes.map(|p| &**p));
        names.insert(namespace.clone(), scope.claim(&candidates));
    }
    for (namespace, name) in &names {
        given.keep("module", &path(namespace), name);
    }
    names.insert(description.target_namespace.clone(), String::new());
    names
}
