//! When order is information: tables in which nothing may be put where it does not stand.

use std::collections::BTreeSet;

use super::draft::{Body, ItemId, Key, Member, Wild};
use super::particle::MAX_NESTING;
use super::shape::Shaper;

impl Shaper<'_> {
    /// Whether one name, or two wildcards for one namespace, occur twice in a model: position is information then.
    pub(super) fn repeats_a_name(&self, members: &[Member]) -> bool {
        let mut seen = BTreeSet::new();
        let mut wilds: Vec<&Option<Wild>> = Vec::new();
        self.repeats_within(members, 0, &mut seen, &mut wilds)
    }

    fn repeats_within<'m>(
        &'m self,
        members: &'m [Member],
        depth: usize,
        seen: &mut BTreeSet<(&'m str, &'m str)>,
        wilds: &mut Vec<&'m Option<Wild>>,
    ) -> bool {
        members.iter().any(|m| {
            if m.flags.attr || m.flags.text {
                false
            } else if m.flags.group {
                let inner = m.target.item().map(|i| self.draft.get(i).rows());
                depth < MAX_NESTING
                    && inner.is_some_and(|rows| self.repeats_within(rows, depth + 1, seen, wilds))
            } else if m.flags.any {
                let overlaps = wilds.iter().any(|w| overlap(w, &m.wild));
                wilds.push(&m.wild);
                overlaps
            } else {
                !seen.insert((&m.namespace, &m.wire))
            }
        })
    }

    /// Marks the tables of the groups of a model as ordered.
    pub(super) fn order_groups(&mut self, members: &[Member]) {
        let groups = |rows: &[Member]| -> Vec<ItemId> {
            let groups = rows.iter().filter(|m| m.flags.group);
            groups.filter_map(|m| m.target.item()).collect()
        };
        let mut open = groups(members);
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            let item = self.draft.get_mut(id);
            if matches!(item.key, Key::Heads(_)) || !seen.insert(id) {
                continue;
            }
            if let Body::Struct { table, .. } | Body::Choice { table, .. } = &mut item.body {
                table.ordered = true;
            }
            open.extend(groups(item.rows()));
        }
    }
}

/// Whether some namespace fits both wildcards.
fn overlap(a: &Option<Wild>, b: &Option<Wild>) -> bool {
    match (a, b) {
        (Some(Wild::In(a)), Some(Wild::In(b))) => a.iter().any(|n| b.contains(n)),
        (Some(Wild::In(list)), Some(Wild::Not(not)))
        | (Some(Wild::Not(not)), Some(Wild::In(list))) => {
            list.iter().any(|n| n != not && !n.is_empty())
        }
        (Some(Wild::In(list)), None) | (None, Some(Wild::In(list))) => !list.is_empty(),
        _ => true,
    }
}
