//! WS-Addressing in WSDL: actions, and whether its headers are used.

use super::super::tag::Tag;
use crate::model::namespace;

/// The namespaces that have had an `Action` attribute for messages.
const ACTIONS: [&str; 4] = [
    namespace::ADDRESSING_METADATA,
    namespace::ADDRESSING_WSDL,
    namespace::ADDRESSING,
    namespace::ADDRESSING_2004,
];

/// `wsam:Action` or `wsaw:Action` of an input, output or fault.
pub(super) fn action(tag: Tag<'_>) -> Option<String> {
    let found = ACTIONS
        .iter()
        .find_map(|ns| tag.node.attribute((*ns, "Action")));
    found.map(|a| a.trim().to_owned())
}

/// Whether a binding or port asks for addressing headers (`Some`), and whether it requires them.
pub(super) fn used(tag: Tag<'_>) -> Option<bool> {
    let mut found = None;
    for node in tag.node.descendants() {
        let required = match (node.tag_name().namespace(), node.tag_name().name()) {
            (Some(namespace::ADDRESSING_WSDL), "UsingAddressing") => {
                matches!(
                    node.attribute((namespace::WSDL, "required")),
                    Some("true" | "1")
                )
            }
            (Some(namespace::ADDRESSING_METADATA), "Addressing") => !node
                .attributes()
                .any(|a| a.name() == "Optional" && a.value() == "true"),
            _ => continue,
        };
        found = Some(found.unwrap_or(false) || required);
    }
    found
}
