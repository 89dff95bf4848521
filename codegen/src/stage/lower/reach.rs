//! The items that are emitted: what the chosen operations reach.

use super::client::ClientDraft;
use super::draft::{Draft, ItemId};
use super::select::Selection;

/// The items that are emitted: what the clients' messages reach, and without a choice every root.
pub(super) fn reached(draft: &Draft, clients: &[ClientDraft], selection: &Selection) -> Vec<bool> {
    let mut keep = vec![false; draft.items.len()];
    let mut open: Vec<ItemId> = Vec::new();
    let operations = || clients.iter().flat_map(ClientDraft::chosen);
    open.extend(
        operations()
            .flat_map(|o| o.targets())
            .filter_map(|t| t.item()),
    );
    open.extend(operations().filter_map(|o| o.fault_item));
    if !selection.is_partial() {
        open.extend(draft.ids().filter(|id| draft.get(*id).root));
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut keep[id.index()], true) {
            open.extend(draft.get(id).targets().into_iter().filter_map(|t| t.item()));
        }
    }
    keep
}
