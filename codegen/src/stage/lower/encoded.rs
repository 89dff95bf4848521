//! What the SOAP encoding makes of types: whatever the schema says, a member may be absent or nil, and means the same (SOAP 1.1
//! section 5.1, rule 9: "A NULL value or a default value MAY be represented by omission of the accessor element").

use super::client::ClientDraft;
use super::draft::{Body, Draft, ItemId, Key, Role, Wrap};

/// Makes an `Option` of every member that the schema requires, in all types that messages of the SOAP encoding hold. What rows demand stays
/// as the schema has it: literal messages with these types are held to that. Rows of other types forget what only that encoding asks for.
pub(super) fn relax(draft: &mut Draft, clients: &[ClientDraft]) {
    let literal = reached(draft, clients, false);
    let reached = reached(draft, clients, true);
    let mut shared = false;
    for id in draft.ids() {
        let item = draft.get_mut(id);
        if !reached[id.index()] {
            // nothing asks for it
            item.rows_mut().iter_mut().for_each(|m| m.declared = None);
            continue;
        }
        let heads = matches!(item.key, Key::Heads(_));
        let is_struct = matches!(item.body, Body::Struct { .. });
        let is_message = matches!(item.key, Key::Message(_));
        let mut demands = false;
        for member in item.rows_mut() {
            let is_element = member.role == Role::Element;
            if !is_element {
                member.declared = None;
            }
            member.flags.global = is_element && (heads || member.global);
            if is_message || !is_struct || !is_element {
                continue;
            }
            demands |= !member.flags.opt && !member.flags.nil;
            if !member.flags.group && member.wrap == Wrap::One {
                member.wrap = Wrap::Option;
            }
        }
        item.encoded = demands && !literal[id.index()];
        shared |= demands && literal[id.index()];
    }
    // What a type in messages of both kinds demands, only the message can tell.
    if shared {
        let items = draft.items.iter_mut().zip(reached);
        for (item, _) in items.filter(|(_, reached)| *reached) {
            item.encoded |= matches!(item.key, Key::Message(_));
        }
    }
}

/// The messages of the SOAP encoding, or all others, and the items that they hold.
fn reached(draft: &Draft, clients: &[ClientDraft], encoded: bool) -> Vec<bool> {
    // A type converts to its base, so that what is done to one is done to both.
    let mut derived = vec![Vec::new(); draft.items.len()];
    for id in draft.ids() {
        if let Body::Struct {
            base: Some(base), ..
        } = draft.get(id).body
        {
            derived[base.index()].push(id);
        }
    }
    let operations = clients.iter().flat_map(|client| &client.operations);
    let targets = operations
        .filter(|operation| operation.encoded == encoded)
        .flat_map(|operation| {
            let faults = operation.faults.iter().map(|fault| &fault.target);
            [&operation.input.target, &operation.output.target]
                .into_iter()
                .chain(faults)
        });
    let mut open: Vec<ItemId> = targets.filter_map(|target| target.item()).collect();
    let mut seen = vec![false; draft.items.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        let item = draft.get(id);
        if let Body::Struct { base, .. } = item.body {
            open.extend(base);
        }
        open.append(&mut derived[id.index()]);
        open.extend(item.targets().into_iter().filter_map(|t| t.item()));
    }
    seen
}
