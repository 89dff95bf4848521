//! The JSON document of `cargo wsdl diff`. Keys come in this order always; none is ever left out.

use serde_json::{Value, json};

use super::Change;

/// The document. `old` and `new` are the documents as the user named them.
pub(crate) fn document(old: &str, new: &str, changes: &[Change], diagnostics: &[Value]) -> Value {
    let count = |test: fn(&Change) -> bool| changes.iter().filter(|c| test(c)).count();
    json!({
        "old": old,
        "new": new,
        "breaking": changes.iter().any(|c| c.breaks() && !c.allowed),
        "summary": {
            "wire": count(|c| c.wire.is_some() && !c.allowed),
            "source": count(|c| c.source.is_some() && !c.allowed),
            "compatible": count(|c| !c.breaks()),
            "allowed": count(|c| c.allowed),
        },
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
        "diagnostics": diagnostics,
    })
}

fn change(change: &Change) -> Value {
    json!({
        "kind": change.kind.word(),
        "component": change.component.word(),
        "name": change.name,
        "member": change.member,
        "ports": change.ports,
        "what": change.what,
        "rust": change.rust,
        "wire": change.wire,
        "source": change.source,
        "allowed": change.allowed,
    })
}
