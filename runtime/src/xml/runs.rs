//! How often a group occurs in what was read or is to be written.
//!
//! A group is read as long as it goes on: of `(a+ | b){2,3}` two `a` are one item with both, though the schema counts them as two
//! occurrences (XML Schema 1.0, 3.9.4: a sequence of elements is valid if it can be divided so). What holds too few items
//! is therefore looked into for how many it can be divided into.

use super::slot::{Many, Node, View};
use super::table::flag::group;
use super::table::{Kind, Member};

/// How often the member of `row` occurs in `list`: once per item, and where those are too few of a group, as often as they can
/// be divided into, which is told no further than to the least that there must be.
pub(crate) fn occurrences(row: &Member<'_>, list: &dyn Many<'_>) -> usize {
    let count = list.len();
    match row.bounds() {
        Some((min, _)) if count < min && row.is(group) => divided(list).min(min).max(count),
        _ => count,
    }
}

/// Into how many occurrences of their group all items can be divided.
fn divided(list: &dyn Many<'_>) -> usize {
    let each = (0..list.len()).map(|i| match list.at(i).inside() {
        View::Node(node) => runs(node),
        _ => 1,
    });
    each.fold(0, usize::saturating_add)
}

/// Into how many occurrences a group can be divided; what may be empty occurs as often as is wanted.
fn runs(node: &dyn Node<'_>) -> usize {
    let table = node.table();
    let required = |k: &usize| table.members[*k].particle() && !table.members[*k].emptiable();
    match table.kind {
        Kind::Choice => {
            let k = node.which();
            table
                .members
                .get(k)
                .map_or(1, |row| parts(row, &node.view(k)))
        }
        Kind::Seq => {
            let mut all = (0..table.members.len()).filter(required);
            match (all.next(), all.next()) {
                (None, _) => usize::MAX,
                (Some(k), None) => parts(&table.members[k], &node.view(k)),
                _ => 1,
            }
        }
        Kind::All | Kind::Poly => 1,
    }
}

/// The same for what one member holds.
fn parts(row: &Member<'_>, view: &View<'_, '_>) -> usize {
    let least = row.bounds().map_or(1, |(min, _)| min.max(1));
    match view {
        View::Node(node) if row.is(group) => runs(*node),
        View::Many(one) if one.one() => match one.is_empty() {
            true => 1,
            false => parts(row, &one.at(0)),
        },
        View::Many(list) if row.is(group) => (divided(*list) / least).max(1),
        View::Many(list) => (list.len() / least).max(1),
        View::Strs(texts) => (texts.len() / least).max(1),
        _ => 1,
    }
}
