//! WS-Addressing in WSDL: actions of messages. Whether its headers are used is a [policy](super::policy).

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
