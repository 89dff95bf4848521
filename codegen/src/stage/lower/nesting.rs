//! How deep types hold one another: rustc follows a chain of 128 types, unless the crate's root says otherwise.

use super::boxing;
use super::draft::{Draft, ItemId};

/// Up to here nothing needs to be said of types that hold one another in any way; rustc counts a few more than we do.
const SOUND: usize = 100;
/// Likewise of types that stand in one another, no box or list between: for each rustc computes the layout of its options too.
const SOUND_BY_VALUE: usize = 40;

/// A chain of types that is too long for rustc: its first type, how many there are, and the limit that crates need.
pub(super) struct Deep {
    pub(super) start: ItemId,
    pub(super) depth: usize,
    pub(super) limit: usize,
}

/// The longest chain of types, where it is too long.
pub(super) fn too_deep(draft: &Draft, keep: &[bool]) -> Option<Deep> {
    if keep.iter().filter(|k| **k).count() <= SOUND_BY_VALUE {
        return None;
    }
    let by_value = by_value(draft, keep).filter(|(_, depth)| *depth > SOUND_BY_VALUE);
    let held = held(draft, keep).filter(|(_, depth)| *depth > SOUND);
    let limit = |depth: usize, each: usize| (depth * each).next_power_of_two().max(256);
    let by_value = by_value.map(|(start, depth)| Deep {
        start,
        depth,
        limit: limit(depth, 4),
    });
    let held = held.map(|(start, depth)| Deep {
        start,
        depth,
        limit: limit(depth, 2),
    });
    by_value.into_iter().chain(held).max_by_key(|d| d.limit)
}

/// The longest chain of types that stand in one another. There are no rings: boxes have cut them.
fn by_value(draft: &Draft, keep: &[bool]) -> Option<(ItemId, usize)> {
    let mut depths: Vec<Option<usize>> = vec![None; draft.items.len()];
    for root in draft.ids().filter(|id| keep[id.index()]) {
        let mut path: Vec<(ItemId, usize, usize)> = vec![(root, 0, 0)];
        while let Some((id, next, deepest)) = path.last_mut() {
            let (item, index) = (*id, *next);
            if let Some(depth) = depths[item.index()] {
                path.pop();
                if let Some((_, _, deepest)) = path.last_mut() {
                    *deepest = depth.max(*deepest);
                }
                continue;
            }
            *next += 1;
            let Some(held) = boxing::held(draft, item, index) else {
                depths[item.index()] = Some(*deepest + 1);
                continue;
            };
            let is_boxed = draft.get(item).rows().get(index).is_some_and(|r| r.boxed);
            if let Some(inner) = held.filter(|_| !is_boxed)
                && !path.iter().any(|(open, _, _)| *open == inner)
            {
                path.push((inner, 0, 0));
            }
        }
    }
    let known = draft.ids().zip(depths);
    known
        .filter_map(|(id, depth)| Some((id, depth?)))
        .max_by_key(|(id, depth)| (*depth, std::cmp::Reverse(*id)))
}

/// The longest chain of types that hold one another, as rustc's drop check walks it: depth first, each type once.
fn held(draft: &Draft, keep: &[bool]) -> Option<(ItemId, usize)> {
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
    at.map(|start| (start, longest))
}
