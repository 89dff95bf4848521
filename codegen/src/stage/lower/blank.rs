//! What can be made of nothing: blank values that end, and public defaults that mean something.

use super::builtin;
use super::draft::{Body, Draft, ItemId, Member, Target, Wrap};

/// An item whose values never end: no document can hold one.
pub(super) struct Endless(pub(super) ItemId);

/// Chooses the blank variant of every choice, so that blank values end. Where the schema leaves no way out (a type that must hold
/// itself) the members that go round become optional.
pub(super) fn choose(draft: &mut Draft) -> Vec<Endless> {
    let mut endless = Vec::new();
    let mut ranks = ranks(draft);
    if ranks.contains(&None) {
        for id in draft.ids() {
            if ranks[id.index()].is_some() {
                continue;
            }
            endless.push(Endless(id));
            let is_struct = matches!(draft.get(id).body, Body::Struct { .. });
            let stuck = |m: &Member| {
                m.wrap.needs_value()
                    && needed(&m.target).is_some_and(|i| ranks[i.index()].is_none())
            };
            for row in draft.get_mut(id).rows_mut().iter_mut().filter(|m| stuck(m)) {
                match is_struct {
                    true => {
                        row.wrap = if row.wrap == Wrap::One {
                            Wrap::Option
                        } else {
                            Wrap::OptionWithNil
                        };
                        row.flags.opt = true;
                    }
                    false => {
                        row.target = Target::Runtime("Element");
                        row.wrap = Wrap::One;
                        row.flags.group = false;
                        row.flags.any = row.wire.is_empty();
                    }
                }
            }
        }
        ranks = self::ranks(draft);
    }
    for id in draft.ids() {
        let Body::Choice { variants, .. } = &draft.get(id).body else {
            continue;
        };
        let rank = |m: &Member| match needed(&m.target).filter(|_| m.wrap.needs_value()) {
            Some(inner) => ranks[inner.index()].map_or(u32::MAX, |r| r.saturating_add(1)),
            None => 0,
        };
        let best = variants
            .iter()
            .enumerate()
            .min_by_key(|(i, m)| (rank(m), *i))
            .map_or(0, |(i, _)| i);
        if let Body::Choice { blank, .. } = &mut draft.get_mut(id).body {
            *blank = best;
        }
    }
    endless
}

/// The item whose blank a blank value of this type holds.
fn needed(target: &Target) -> Option<ItemId> {
    match target {
        Target::Item(id) => Some(*id),
        _ => None,
    }
}

/// How many steps it takes to make a blank value of each item; `None` when it never ends.
fn ranks(draft: &Draft) -> Vec<Option<u32>> {
    let count = draft.items.len();
    let mut ranks: Vec<Option<u32>> = vec![None; count];
    let mut waiting = vec![0usize; count];
    let mut users: Vec<Vec<ItemId>> = vec![Vec::new(); count];
    let mut ready: std::collections::VecDeque<ItemId> = std::collections::VecDeque::new();
    for id in draft.ids() {
        let (needs, any): (Vec<Option<ItemId>>, bool) = match &draft.get(id).body {
            Body::Struct { members, .. } => {
                let required = members.iter().filter(|m| m.wrap.needs_value());
                (required.map(|m| needed(&m.target)).collect(), false)
            }
            Body::Choice { variants, .. } => {
                let held = variants
                    .iter()
                    .map(|m| needed(&m.target).filter(|_| m.wrap.needs_value()));
                (held.collect(), true)
            }
            Body::Alias { target, wrap } if wrap.needs_value() => (vec![needed(target)], false),
            Body::Union { members } => (members.iter().map(|(_, t)| needed(t)).collect(), true),
            _ => (Vec::new(), false),
        };
        let inner: Vec<ItemId> = needs.iter().flatten().copied().collect();
        let free = inner.is_empty() || (any && inner.len() < needs.len());
        waiting[id.index()] = match (free, any) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => inner.len(),
        };
        if free {
            ranks[id.index()] = Some(0);
            ready.push_back(id);
        } else {
            for item in inner {
                users[item.index()].push(id);
            }
        }
    }
    while let Some(id) = ready.pop_front() {
        let rank = ranks[id.index()].unwrap_or(0).saturating_add(1);
        for user in std::mem::take(&mut users[id.index()]) {
            let left = &mut waiting[user.index()];
            if *left == 0 {
                continue;
            }
            *left -= 1;
            if *left == 0 {
                ranks[user.index()] = Some(rank);
                ready.push_back(user);
            }
        }
    }
    ranks
}

/// Whether each item has a natural default: whether a default value would be one that somebody may mean.
pub(super) fn natural(draft: &Draft) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Known(bool),
    }
    let mut states = vec![State::New; draft.items.len()];
    for root in draft.ids() {
        let mut path = vec![root];
        while let Some(&id) = path.last() {
            if let State::Known(_) = states[id.index()] {
                path.pop();
                continue;
            }
            let needs: Vec<Option<&Target>> = match &draft.get(id).body {
                Body::Struct { members, .. } => {
                    let required = members.iter().filter(|m| m.wrap.needs_value());
                    required
                        .map(|m| (m.wrap == Wrap::One).then_some(&m.target))
                        .collect()
                }
                Body::Alias { target, wrap } => match wrap {
                    Wrap::One => vec![Some(target)],
                    Wrap::WithNil => vec![None],
                    _ => Vec::new(),
                },
                _ => vec![None],
            };
            let first_visit = states[id.index()] == State::New;
            states[id.index()] = State::Open;
            let mut is_natural = true;
            let mut open = Vec::new();
            for target in needs {
                is_natural &= match target {
                    Some(Target::Runtime(name)) => builtin::is_natural(name),
                    Some(Target::List(_) | Target::Unit) => true,
                    Some(Target::Foreign(_)) | None => false,
                    Some(Target::Item(inner)) => match states[inner.index()] {
                        State::Known(known) => known,
                        // goes round
                        State::Open => false,
                        State::New => {
                            open.push(*inner);
                            true
                        }
                    },
                };
            }
            if is_natural && first_visit && !open.is_empty() {
                path.extend(open);
                continue;
            }
            states[id.index()] = State::Known(is_natural);
            path.pop();
        }
    }
    states
        .into_iter()
        .map(|s| s == State::Known(true))
        .collect()
}

/// What becomes of blank values that never end, as a warning.
pub(super) fn endless_message(draft: &Draft, endless: &Endless) -> String {
    let path = &draft.get(endless.0).label.path;
    format!(
        "no document can hold a `{path}`: it must hold itself without end; what goes round is read as optional"
    )
}
