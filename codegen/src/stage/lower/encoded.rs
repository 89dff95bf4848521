//! What the SOAP encoding makes of types: whatever the schema says, a member may be absent or nil, and means the same (SOAP 1.1
//! section 5.1, rule 9: "A NULL value or a default value MAY be represented by omission of the accessor element").

use super::client::ClientDraft;
use super::draft::{Body, Draft, ItemId, Key, Role, Wrap};

/// Makes an `Option` of every member that the schema requires, in all types that messages of the SOAP encoding hold. Rows stay as the
/// schema has them: they are what literal messages with these types are held to.
pub(super) fn relax(draft: &mut Draft, clients: &[ClientDraft]) {
    for id in reached(draft, clients) {
        let item = draft.get_mut(id);
        let heads = matches!(item.key, Key::Heads(_));
        let is_struct = matches!(item.body, Body::Struct { .. });
        for member in item.rows_mut() {
            member.flags.global = member.role == Role::Element && (heads || member.global);
            let alone = !member.flags.group && member.wrap == Wrap::One;
            if is_struct && alone && member.role == Role::Element {
                member.wrap = Wrap::Option;
            }
        }
    }
}

/// The items that messages of the SOAP encoding hold, save the messages themselves.
fn reached(draft: &Draft, clients: &[ClientDraft]) -> Vec<ItemId> {
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
    let mut found = Vec::new();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        let item = draft.get(id);
        if !matches!(item.key, Key::Message(_)) {
            found.push(id);
        }
        if let Body::Struct { base, .. } = item.body {
            open.extend(base);
        }
        open.append(&mut derived[id.index()]);
        open.extend(item.targets().into_iter().filter_map(|t| t.item()));
    }
    found
}
