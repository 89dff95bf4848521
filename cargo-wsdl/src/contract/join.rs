//! Puts the Rust words of a change beside its WSDL words; what only the generated code shows comes last.

use std::collections::VecDeque;

use super::rust::{self, Key, Packages, RustChange};
use super::{Change, Component, Draft, Kind};

/// The changes of the documents with those of the generated code that belong to them, then the rest.
pub(super) fn join(
    drafts: Vec<Draft>,
    mut rust: Vec<RustChange>,
    packages: Packages<'_>,
    wire: impl Fn(&Draft) -> Option<String>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for draft in drafts {
        let mut change = draft.change.clone();
        change.wire = wire(&draft);
        let mut keys = VecDeque::from(draft.keys);
        while let Some(key) = keys.pop_front() {
            let mut rest = Vec::new();
            for found in rust {
                match found.key == key
                    || (found.whole && found.key.item == key.item && key.member.is_none())
                {
                    true => {
                        if found.whole {
                            keys.extend(anonymous(&found.key.item, packages));
                        }
                        take(&mut change, &found);
                    }
                    false => rest.push(found),
                }
            }
            rust = rest;
        }
        changes.push(change);
    }
    for found in &rust {
        let mut change = Change {
            kind: Kind::RustChanged,
            component: Component::Rust,
            name: found.key.item.clone(),
            member: found.key.member.clone(),
            ports: Vec::new(),
            what: String::new(),
            rust: Vec::new(),
            wire: None,
            source: None,
            allowed: false,
        };
        take(&mut change, found);
        changes.push(change);
    }
    changes.sort_by_key(|change| change.component);
    changes
}

fn take(change: &mut Change, found: &RustChange) {
    change.rust.push(found.what.clone());
    if let Some(why) = found.breaks {
        change.source.get_or_insert_with(|| why.to_owned());
    }
}

/// The items of anonymous types that belong to an item: parts of it that no component of the schemas is called by.
fn anonymous(item: &str, packages: Packages<'_>) -> Vec<Key> {
    let mut found = Vec::new();
    for package in [packages.0, packages.1] {
        for part in rust::parts(package, item) {
            let named = package
                .types
                .iter()
                .chain(&package.elements)
                .any(|(_, path)| rust::path_of(package, path) == part);
            if !named {
                found.push(Key {
                    item: part,
                    member: None,
                });
            }
        }
    }
    found
}
