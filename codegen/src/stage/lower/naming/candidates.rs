//! The names that items and clients may have, best first.

use super::super::client::ClientDraft;
use super::super::draft::{Draft, ItemId};
use crate::model::package::PortProtocol;
use crate::names::{case, keyword};

/// Whether an item may have this name. A `New` would have a constructor of its own name, which Clippy refuses.
pub(super) fn is_usable(name: &str) -> bool {
    !keyword::is_prelude(name)
        && !keyword::is_never(name)
        && name != "New"
        && case::is_identifier(name)
}

/// The names that an item may have, best first; `parent` is the name that the item has in which it stands.
pub(super) fn of_item(draft: &Draft, id: ItemId, parent: Option<&str>) -> Vec<String> {
    let item = draft.get(id);
    let (label, words) = (&item.label, &item.label.words);
    let mut list = vec![words.clone(), case::with_suffix(words, label.suffix)];
    if let (Some(name), Some(parent)) = (parent, item.parent) {
        // Where the outer one could not have the name that it wanted, the inner one goes with it.
        let outer = &draft.get(parent).label.words;
        if let Some(step) = words.strip_prefix(outer.as_str())
            && name != outer
        {
            list.insert(1, format!("{name}{step}"));
        }
    }
    // Operations of several port types may have one name.
    let place = label.path.rsplit('}').next().unwrap_or("");
    if let ("fault", Some((port_type, _))) = (label.kind, place.split_once('/')) {
        list.push(format!("{}{words}", case::type_name(port_type)));
    }
    list.retain(|n| is_usable(n));
    if list.is_empty() {
        list.push(case::with_suffix(words, "Item"));
    }
    list
}

/// What a port type's name ends with without saying anything.
const ENDINGS: &[&str] = &[
    "PortType",
    "Interface",
    "Soap12",
    "Soap11",
    "Soap",
    "Port",
    "Impl",
    "SEI",
];

/// A port type's name without the endings that say nothing.
fn without_endings(name: &str) -> &str {
    let mut stem = name;
    while let Some(shorter) = ENDINGS.iter().find_map(|e| {
        let cut = stem.len().checked_sub(e.len())?;
        let (head, tail) = (stem.get(..cut)?, stem.get(cut..)?);
        let head = head.trim_end_matches(['_', '-', '.']);
        (tail.eq_ignore_ascii_case(e) && !head.is_empty()).then_some(head)
    }) {
        stem = shorter;
    }
    stem
}

/// A port type's name without the `I` of an interface: `IOrders`, but not `Items` or `IDs`.
fn without_prefix(name: &str) -> &str {
    let Some(rest) = name.strip_prefix('I') else {
        return name;
    };
    let mut next = rest.chars();
    let is_word =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    if is_word { rest } else { name }
}

/// The names that a client may have, best first: its port type without what says nothing, the whole of it, with its service.
pub(super) fn of_client(client: &ClientDraft) -> Vec<String> {
    let full = case::type_name(&client.port_type_name.local);
    let stem = without_prefix(without_endings(&client.port_type_name.local));
    let mut stem = case::type_name(stem);
    // the SOAP client of the same port type, and the other one of these, have the shorter name
    let verb = match client.ports.first().map(|port| port.protocol) {
        Some(PortProtocol::HttpGet) => "HttpGet",
        Some(PortProtocol::HttpPost) => "HttpPost",
        _ => "",
    };
    if !stem.ends_with(verb) {
        stem.truncate(stem.strip_suffix("Http").unwrap_or(&stem).len());
        stem.push_str(verb);
    }
    let named = |words: &str| match words.strip_suffix("Client") {
        Some(head) if !head.is_empty() => words.to_owned(),
        _ => format!("{words}Client"),
    };
    vec![
        named(&stem),
        named(&full),
        format!("{}{}", case::type_name(&client.service), named(&stem)),
        named(&format!("{full}PortType")),
    ]
}
