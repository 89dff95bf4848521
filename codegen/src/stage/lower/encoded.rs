//! What the SOAP encoding makes of types: whatever the schema says, a member may be absent or nil, and means the same (SOAP 1.1
//! section 5.1, rule 9: "A NULL value or a default value MAY be represented by omission of the accessor element").

use super::client::ClientDraft;
use super::draft::{Body, Draft, ItemId, Key, Role, Wrap};

/// Makes an `Option` of every member that the schema requires, in all types that messages of the SOAP encoding hold. What rows demand stays
/// as the schema has it: literal messages with these types are held to that. Rows of other types forget what only that encoding asks for.
pub(super) fn relax(draft: &mut Draft, clients: &[ClientDraft]) {
    let reached = reached(draft, clients);
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
        for member in item.rows_mut() {
            if member.role != Role::Element {
                member.declared = None;
            }
            member.flags.global = member.role == Role::Element && (heads || member.global);
            if is_message {
                continue;
            }
            let alone = !member.flags.group && member.wrap == Wrap::One;
            if is_struct && alone && member.role == Role::Element {
                member.wrap = Wrap::Option;
            }
        }
    }
}

/// The messages of the SOAP encoding, and the items that they hold.
fn reached(draft: &Draft, clients: &[ClientDraft]) -> Vec<bool> {
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
        .filter(|operation| operation.encoded)
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
