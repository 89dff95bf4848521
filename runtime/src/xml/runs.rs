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

/// Into how many occurrences of their group all items can be divided. Items of one branch that follow each other are one run.
fn divided(list: &dyn Many<'_>) -> usize {
    let (mut whole, mut open) = (0_usize, None::<Run>);
    for i in 0..list.len() {
        let View::Node(node) = list.at(i).inside() else {
            whole = whole.saturating_add(1);
            continue;
        };
        let run = Run::of(node);
        if let (Some(open), Some(run)) = (&mut open, &run)
            && open.branch == run.branch
        {
            open.length = open.length.saturating_add(run.length);
            continue;
        }
        let before = open.take().map_or(0, |run| run.most());
        let alone = if run.is_none() { runs(node) } else { 0 };
        whole = whole.saturating_add(before).saturating_add(alone);
        open = run;
    }
    whole.saturating_add(open.map_or(0, |run| run.most()))
}

/// What a branch of a choice has that may stand there several times.
struct Run {
    branch: usize,
    length: usize,
    /// How many make an occurrence of the branch.
    least: usize,
}

impl Run {
    fn of(node: &dyn Node<'_>) -> Option<Self> {
        let table = node.table();
        let branch = node.which();
        let row = table.members.get(branch)?;
        let length = match node.view(branch) {
            _ if table.kind != Kind::Choice => return None,
            View::Many(one) if one.one() => return None,
            View::Many(list) if row.is(group) => divided(list),
            View::Many(list) => list.len(),
            View::Strs(texts) => texts.len(),
            _ => return None,
        };
        let least = row.bounds().map_or(1, |(min, _)| min.max(1));
        Some(Run {
            branch,
            length,
            least,
        })
    }

    /// The most occurrences that it can be divided into.
    fn most(&self) -> usize {
        (self.length / self.least).max(1)
    }
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
