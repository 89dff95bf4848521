//! Boxes: exactly where a type would otherwise hold itself, and around variants that would make an enum large.

use super::builtin;
use super::draft::{Body, Draft, ItemId, Target, Wrap};

/// The most bytes of a variant that is not boxed: Clippy's limit of 200 bytes between the largest and the next is kept whatever the
/// others are.
const LARGE: usize = 128;

/// Boxes what has to be boxed.
pub(super) fn decide(draft: &mut Draft) {
    recursion(draft);
    share_with_bases(draft);
    variants(draft);
}

/// Walks the values that stand in one another, in source order, and boxes each member that leads back to where the walk is.
fn recursion(draft: &mut Draft) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; draft.items.len()];
    for root in draft.ids() {
        if state[root.index()] != State::New {
            continue;
        }
        let mut path: Vec<(ItemId, usize)> = vec![(root, 0)];
        state[root.index()] = State::Open;
        while let Some((id, next)) = path.last_mut() {
            let id = *id;
            let index = *next;
            *next += 1;
            let Some(held) = held(draft, id, index) else {
                state[id.index()] = State::Done;
                path.pop();
                continue;
            };
            let Some(inner) = held else { continue };
            match state[inner.index()] {
                State::New => {
                    state[inner.index()] = State::Open;
                    path.push((inner, 0));
                }
                State::Open => {
                    if let Some(row) = draft.get_mut(id).rows_mut().get_mut(index) {
                        row.boxed = true;
                    } else if let Some(last) = last_box(draft, &path, inner) {
                        // an alias cannot hold a box that its users do not see: the member that uses it does
                        let (owner, row) = last;
                        if let Some(row) = draft.get_mut(owner).rows_mut().get_mut(row) {
                            row.boxed = true;
                        }
                    }
                }
                State::Done => {}
            }
        }
    }
}

/// The innermost member on the way to where the walk is.
fn last_box(draft: &Draft, path: &[(ItemId, usize)], inner: ItemId) -> Option<(ItemId, usize)> {
    let from = path.iter().position(|(id, _)| *id == inner)?;
    let members = path.get(from..)?.iter().rev();
    members
        .map(|(id, next)| (*id, next.saturating_sub(1)))
        .find(|(id, row)| draft.get(*id).rows().get(*row).is_some())
}

/// What the `index`th part of an item holds by value: `None` after the last part.
pub(super) fn held(draft: &Draft, id: ItemId, index: usize) -> Option<Option<ItemId>> {
    let item = draft.get(id);
    let (target, wrap) = match &item.body {
        Body::Struct { members: rows, .. } | Body::Choice { variants: rows, .. } => {
            let row = rows.get(index)?;
            (&row.target, row.wrap)
        }
        Body::Alias { target, wrap } if index == 0 => (target, *wrap),
        Body::Union { members } => (&members.get(index)?.1, Wrap::One),
        _ => return None,
    };
    Some(match target {
        Target::Item(inner) if wrap.by_value() => Some(*inner),
        _ => None,
    })
}

/// An extension and its base have the same types in the members that they share.
fn share_with_bases(draft: &mut Draft) {
    let pairs: Vec<(ItemId, ItemId)> = draft
        .ids()
        .filter_map(|id| match &draft.get(id).body {
            Body::Struct {
                base: Some(base), ..
            } => Some((id, *base)),
            _ => None,
        })
        .collect();
    // upwards, then downwards: at most the depth of the longest chain
    for _ in 0..pairs.len().min(64) {
        let mut changed = false;
        for (id, base) in &pairs {
            let wanted: Vec<(usize, usize)> = shared(draft, *id, *base);
            for (own, theirs) in wanted {
                let boxed =
                    draft.get(*id).rows()[own].boxed || draft.get(*base).rows()[theirs].boxed;
                for (item, row) in [(*id, own), (*base, theirs)] {
                    let slot = &mut draft.get_mut(item).rows_mut()[row].boxed;
                    changed |= *slot != boxed;
                    *slot = boxed;
                }
            }
        }
        if !changed {
            break;
        }
    }
}

/// The members that an extension has of its base, by index.
fn shared(draft: &Draft, id: ItemId, base: ItemId) -> Vec<(usize, usize)> {
    let (own, theirs) = (draft.get(id).rows(), draft.get(base).rows());
    if !theirs.iter().any(|m| m.boxed) && !own.iter().any(|m| m.boxed) {
        return Vec::new();
    }
    let elements = theirs.iter().take_while(|m| !m.flags.attr).count();
    let same = |(i, j): &(usize, usize)| match (own.get(*i), theirs.get(*j)) {
        (Some(a), Some(b)) => a.target == b.target && a.wrap == b.wrap && a.wire == b.wire,
        _ => false,
    };
    (0..elements).map(|i| (i, i)).filter(same).collect()
}

/// Boxes the variants of choices that are large.
fn variants(draft: &mut Draft) {
    let mut sizes: Vec<Option<(usize, usize)>> = vec![None; draft.items.len()];
    for id in draft.ids() {
        size(draft, id, &mut sizes);
    }
}

/// Size and alignment of an item; decides the boxes of the enums that it meets on the way.
fn size(draft: &mut Draft, root: ItemId, sizes: &mut [Option<(usize, usize)>]) {
    let mut path = vec![(root, 0)];
    while let Some((id, next)) = path.last_mut() {
        let id = *id;
        if sizes[id.index()].is_some() {
            path.pop();
            continue;
        }
        let index = *next;
        *next += 1;
        if let Some(held) = held(draft, id, index) {
            let boxed = draft.get(id).rows().get(index).is_some_and(|r| r.boxed);
            if let Some(inner) = held
                && !boxed
                && sizes[inner.index()].is_none()
                && !path.iter().any(|(open, _)| *open == inner)
            {
                path.push((inner, 0));
            }
            continue;
        }
        let found = own_size(draft, id, sizes);
        sizes[id.index()] = Some(found);
        path.pop();
    }
}

fn own_size(draft: &mut Draft, id: ItemId, sizes: &[Option<(usize, usize)>]) -> (usize, usize) {
    let row_size = |target: &Target, wrap: Wrap, boxed: bool| {
        let inner = match target {
            _ if boxed => (8, 8),
            Target::Runtime(name) => builtin::size(name),
            Target::Item(item) => sizes[item.index()].unwrap_or((LARGE + 1, 8)),
            Target::List(_) => (24, 8),
            Target::Foreign(_) => (64, 8),
            Target::Unit => (0, 1),
        };
        match wrap {
            Wrap::One => inner,
            Wrap::Vec | Wrap::VecOption | Wrap::VecWithNil => (24, 8),
            // the discriminant, where no niche takes it
            _ => (inner.0 + inner.1, inner.1),
        }
    };
    match &draft.get(id).body {
        Body::Struct { members, .. } => {
            let parts = members.iter().map(|m| {
                let (size, align) = row_size(&m.target, m.wrap, m.boxed);
                (size + 8 * m.dimensions.unwrap_or(0), align)
            });
            parts.fold((0, 1), |(s, a), (size, align)| {
                (s + size.next_multiple_of(align), a.max(align))
            })
        }
        Body::Union { members } => {
            let parts = members.iter().map(|(_, t)| row_size(t, Wrap::One, false));
            let (s, a) = parts.fold((0, 1), |(s, a), (size, align)| (s.max(size), a.max(align)));
            (s + a, a)
        }
        Body::Alias { target, wrap } => row_size(target, *wrap, false),
        Body::Words { .. } => (32, 8),
        Body::Pending => (8, 8),
        Body::Choice { variants, .. } => {
            let found: Vec<(usize, usize)> = variants
                .iter()
                .map(|v| row_size(&v.target, v.wrap, v.boxed))
                .collect();
            let mut largest = (0, 1);
            let mut boxes = Vec::new();
            for (index, (size, align)) in found.into_iter().enumerate() {
                // the runtime's own types are as large as they are
                let boxable =
                    matches!(variants[index].target, Target::Item(_) | Target::Foreign(_));
                let (size, align) = match size > LARGE && boxable {
                    true => {
                        boxes.push(index);
                        (8, 8)
                    }
                    false => (size, align),
                };
                largest = (largest.0.max(size), largest.1.max(align));
            }
            for index in boxes {
                draft.get_mut(id).rows_mut()[index].boxed = true;
            }
            (largest.0 + largest.1, largest.1)
        }
    }
}
