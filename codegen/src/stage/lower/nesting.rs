//! How deep types hold one another: rustc follows a chain of 128 types, unless the crate's root says otherwise.

use super::draft::{Draft, ItemId};

/// Up to here nothing needs to be said; rustc counts a few types more than we do.
const SOUND: usize = 100;

/// The longest chain of types as rustc's drop check walks it (depth first, each type once), where it is too long: its first type and
/// how many there are.
pub(super) fn too_deep(draft: &Draft, keep: &[bool]) -> Option<(ItemId, usize)> {
    if keep.iter().filter(|k| **k).count() <= SOUND {
        return None;
    }
    let kept = || draft.ids().filter(|id| keep[id.index()]);
    let inner = |id: ItemId| -> Vec<ItemId> {
        let targets = draft.get(id).targets().into_iter();
        targets.filter_map(|t| t.item()).collect()
    };
    let edges: Vec<Vec<ItemId>> = draft
        .ids()
        .map(|id| match keep[id.index()] {
            true => inner(id),
            false => Vec::new(),
        })
        .collect();
    let mut is_held = vec![false; edges.len()];
    for held in edges.iter().flatten() {
        is_held[held.index()] = true;
    }
    // What nothing holds reaches all the rest, but for types that hold each other in a ring.
    let outermost: Vec<ItemId> = kept().filter(|id| !is_held[id.index()]).collect();
    let mut seen = vec![0u32; edges.len()];
    let (mut longest, mut at) = (0, None);
    let starts = outermost.into_iter().chain(kept().take(1));
    for (round, start) in (1..).zip(starts) {
        let mut stack = vec![(start, 1)];
        seen[start.index()] = round;
        while let Some((id, depth)) = stack.pop() {
            if depth > longest {
                (longest, at) = (depth, Some(start));
            }
            for next in &edges[id.index()] {
                if std::mem::replace(&mut seen[next.index()], round) != round {
                    stack.push((*next, depth + 1));
                }
            }
        }
    }
    at.filter(|_| longest > SOUND).map(|start| (start, longest))
}
