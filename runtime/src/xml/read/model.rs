//! Content models: groups, choices, wildcards, names that occur twice.
//!
//! Recursive descent with one element of look-ahead; the open groups are a list of frames on the stack. An element goes where
//! the schema says, innermost open group first and then outward; only what fits nowhere may be out of order. XML Schema's
//! rule of unique particle attribution says that at most one particle can take an element, so this finds it without building
//! an automaton.

use super::Reader;
use super::node::count;
use super::seen::Seen;
use super::share::Share;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::names::Name;
use crate::xml::slot::{Node, Slot};
use crate::xml::table::flag::{any, attr, group, items, many, text};
use crate::xml::table::{Kind, Member, Type};

/// An open group: what may follow once the innermost one is left.
struct Frame<'f, 't> {
    table: &'t Type<'t>,
    /// The member in progress.
    at: usize,
    seen: Option<&'f Seen>,
    up: Option<&'f Frame<'f, 't>>,
}

impl<'t> Frame<'_, 't> {
    /// Whether `name` can go on from here as the schema says.
    fn accepts(&self, name: Name<'_>) -> bool {
        let rows = self.table.members;
        if rows[self.at].is(many) && first(&rows[self.at], name) {
            return true;
        }
        match self.table.kind {
            Kind::Choice | Kind::Poly => {}
            Kind::All => {
                let unseen = |k: usize| self.seen.is_none_or(|seen| !seen.has(k));
                if (0..rows.len()).any(|k| unseen(k) && first(&rows[k], name)) {
                    return true;
                }
            }
            Kind::Seq => {
                for row in &rows[self.at + 1..] {
                    if first(row, name) {
                        return true;
                    }
                    if !row.emptiable() {
                        return false;
                    }
                }
            }
        }
        self.up.is_some_and(|up| up.accepts(name))
    }

    /// The table of the whole content.
    fn outermost(&self) -> &'t Type<'t> {
        self.up.map_or(self.table, Frame::outermost)
    }

    /// Whether `name` occurs here or further out.
    fn knows(&self, name: Name<'_>) -> bool {
        self.table.members.iter().any(|row| holds(row, name))
            || self.up.is_some_and(|up| up.knows(name))
    }
}

/// Whether the row can begin with `name`.
pub(super) fn first(row: &Member<'_>, name: Name<'_>) -> bool {
    if row.particle() && row.flags & (group | any | items) == 0 {
        return row.ns == name.ns && row.name == name.local;
    }
    match row.group() {
        Some(table) => starts(table, name),
        None => {
            row.particle()
                && (row.is(items)
                    || row.is(any) && row.more.is_none_or(|more| more.wild.takes(name.ns)))
        }
    }
}

/// Whether the row can begin with `name` because it names it, not because a wildcard takes it. What stands for a head without members is a
/// wildcard that takes anything, and must leave to others what is theirs.
fn names(row: &Member<'_>, name: Name<'_>) -> bool {
    match row.group() {
        Some(table) => begins(table, name, names),
        None => !row.is(any) && first(row, name),
    }
}

fn starts(table: &Type<'_>, name: Name<'_>) -> bool {
    begins(table, name, first)
}

/// Whether a group can begin with `name`, by a row that `takes` it.
fn begins(table: &Type<'_>, name: Name<'_>, takes: fn(&Member<'_>, Name<'_>) -> bool) -> bool {
    for row in table.members {
        if takes(row, name) {
            return true;
        }
        if table.kind == Kind::Seq && !row.emptiable() {
            return false;
        }
    }
    false
}

/// Whether `name` is that of one member alone, which may stand once and was there.
#[cold]
fn again(rows: &[Member<'_>], name: Name<'_>, seen: &Seen) -> bool {
    let mut all = (0..rows.len()).filter(|k| rows[*k].ns == name.ns && rows[*k].name == name.local);
    let once = |k: &usize| seen.has(*k) && !rows[*k].is(many | group | any | attr);
    all.next().as_ref().is_some_and(once) && all.next().is_none()
}

/// The first branches of a choice, for an error.
#[cold]
fn branches(table: &Type<'_>) -> String {
    let names = table.members.iter().map(|row| row.name);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).take(8).collect();
    names.join("` or `")
}

/// Whether `name` occurs anywhere in the row.
fn holds(row: &Member<'_>, name: Name<'_>) -> bool {
    match row.group() {
        Some(table) => table.members.iter().any(|row| holds(row, name)),
        None => first(row, name),
    }
}

/// Whether reading out of order may enter the row with `name`: never into the middle of an ordered group.
fn relaxed(row: &Member<'_>, name: Name<'_>) -> bool {
    let inside =
        |table: &Type<'_>| !table.ordered && table.members.iter().any(|row| relaxed(row, name));
    first(row, name) || row.group().is_some_and(inside)
}

/// Whether the row can take no more.
fn full<'t>(node: &dyn Node<'t>, row: &Member<'t>, k: usize, seen: &Seen, share: Share) -> bool {
    seen.has(k) && (!row.is(many) || sated(node, row, k, share))
}

/// Whether a row that may repeat has as many as it may have, or its share.
fn sated<'t>(node: &dyn Node<'t>, row: &Member<'t>, k: usize, share: Share) -> bool {
    let max = match share {
        Some((row, most)) if row == k => most,
        _ => row.bounds().map_or(usize::MAX, |(_, max)| max),
    };
    max < u32::MAX as usize && count(&node.view(k)) >= max
}

/// The next element of the current parent, if there is one.
type Ahead<'a> = Option<Name<'a>>;

impl<'a, 't> Reader<'a, 't> {
    /// The content of an element, whatever its model.
    pub(super) fn content(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        seen: Seen,
    ) -> R<()> {
        self.parts = false;
        if table.mixed {
            return self.mixed(node, table);
        }
        if let Some(k) = table.members.iter().position(|row| row.is(text)) {
            return self.plain(node.slot(k), &table.members[k]);
        }
        let outer = std::mem::take(&mut self.ahead);
        let mut ahead = self.child()?;
        if table.kind == Kind::Choice {
            while let Some(name) = ahead
                && !table.members.iter().any(|row| holds(row, name))
            {
                ahead = self.stray(table, None, name)?;
            }
            if ahead.is_none() && !table.members.iter().any(Member::emptiable) {
                return self.fail(ErrorKind::Missing(branches(table)));
            }
            self.choice(node, table, None, &mut ahead)?;
        } else {
            self.sequence(node, table, None, &mut ahead, seen)?;
        }
        while let Some(name) = ahead {
            ahead = self.stray(table, None, name)?;
        }
        self.ahead = outer;
        Ok(())
    }

    /// What comes after an element that no open group takes: that itself when it is known but for its namespace, an error when it
    /// is known, else it is passed over.
    fn stray(
        &mut self,
        table: &'t Type<'t>,
        up: Option<&Frame<'_, 't>>,
        name: Name<'a>,
    ) -> R<Ahead<'a>> {
        let here = table.members.iter().any(|row| holds(row, name));
        let known = here || up.is_some_and(|up| up.knows(name));
        if known && self.requalified != Some(self.cursor.tag()) {
            let error = Error::at(ErrorKind::Misplaced, self.cursor.tag());
            return Err(error.under(name.local));
        }
        let outermost = up.map_or(table, Frame::outermost);
        if !known && let Some(meant) = self.requalified(outermost, name)? {
            return Ok(Some(meant));
        }
        self.pass(name)?;
        self.child()
    }

    fn group(
        &mut self,
        node: &mut dyn Node<'t>,
        frame: &Frame<'_, 't>,
        ahead: &mut Ahead<'a>,
    ) -> R<()> {
        let table = node.table();
        if table.kind == Kind::Choice {
            self.choice(node, table, Some(frame), ahead)
        } else {
            self.sequence(node, table, Some(frame), ahead, Seen::default())
        }
    }

    fn sequence(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        up: Option<&Frame<'_, 't>>,
        ahead: &mut Ahead<'a>,
        mut seen: Seen,
    ) -> R<()> {
        let rows = table.members;
        let (mut next, before) = (0, self.notes.len());
        let mut share = None;
        while let Some(name) = *ahead {
            let (exact, wild) = place(node, table, name, next, &seen, share);
            let relax = !self.strict && !table.ordered;
            let mut k = exact;
            if k.is_none() && (!relax || wild.is_none()) {
                k = wild;
            }
            if k.is_none() {
                // The schema says that it belongs to an enclosing group.
                if wild.is_none() && up.is_some_and(|up| up.accepts(name)) {
                    break;
                }
                if relax {
                    k = self
                        .out_of_order(node, rows, name, &seen, share)?
                        .or(wild)
                        .or_else(|| {
                            (0..rows.len()).find(|&j| {
                                first(&rows[j], name) && !full(node, &rows[j], j, &seen, share)
                            })
                        });
                }
                // An enclosing group may take it out of order.
                if k.is_none() && !self.strict && up.is_some_and(|up| up.knows(name)) {
                    break;
                }
            }
            let Some(k) = k else {
                if self.requalified != Some(self.cursor.tag()) && again(rows, name, &seen) {
                    let error = Error::at(ErrorKind::Twice, self.cursor.tag());
                    return Err(error.under(name.local));
                }
                *ahead = self.stray(table, up, name)?;
                continue;
            };
            if !seen.has(k) {
                share = self.share(rows, k, || up.is_some_and(|up| up.accepts(name)));
            }
            self.particle(node, table, k, Some(&seen), up, ahead)?;
            seen.set(k);
            next = if rows[k].is(many) { k } else { k + 1 };
        }
        self.complete(node, table, &seen, before)
    }

    /// A member that `name` may enter out of order, where that cannot be ambiguous.
    fn out_of_order(
        &mut self,
        node: &dyn Node<'t>,
        rows: &'t [Member<'t>],
        name: Name<'a>,
        seen: &Seen,
        share: Share,
    ) -> R<Option<usize>> {
        let found = (0..rows.len()).find(|&j| {
            !rows[j].is(any) && relaxed(&rows[j], name) && !full(node, &rows[j], j, seen, share)
        });
        if found.is_some() {
            self.note(ErrorKind::Misplaced, name.local)?;
        }
        Ok(found)
    }

    fn choice(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        up: Option<&Frame<'_, 't>>,
        ahead: &mut Ahead<'a>,
    ) -> R<()> {
        let Some(name) = *ahead else { return Ok(()) };
        let rows = table.members;
        let relax = !self.strict && !table.ordered;
        let found =
            branch(rows, name).or_else(|| rows.iter().position(|row| relax && relaxed(row, name)));
        let Some(k) = found else { return Ok(()) };
        let share = self.share(rows, k, || up.is_some_and(|up| up.accepts(name)));
        loop {
            self.particle(node, table, k, None, up, ahead)?;
            match *ahead {
                // What the branch has no room for begins the choice again, where that may repeat.
                Some(name)
                    if rows[k].is(many)
                        && first(&rows[k], name)
                        && !(sated(node, &rows[k], k, share)
                            && up.is_some_and(|up| up.accepts(name))) => {}
                _ => return self.counted(node.view(k), &rows[k]),
            }
        }
    }

    fn particle(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        k: usize,
        seen: Option<&Seen>,
        up: Option<&Frame<'_, 't>>,
        ahead: &mut Ahead<'a>,
    ) -> R<()> {
        if table.members[k].group().is_none() {
            self.take(node, table, k)?;
            *ahead = self.child()?;
            return Ok(());
        }
        let at = k;
        let frame = Frame {
            table,
            at,
            seen,
            up,
        };
        let before = self.cursor.tag();
        match node.slot(k) {
            Slot::Node(inner) => self.group(inner, &frame, ahead)?,
            Slot::Many(list) => {
                if let Slot::Node(inner) = list.add() {
                    self.group(inner, &frame, ahead)?;
                }
                list.done();
            }
            _ => {}
        }
        // A group that took nothing would be entered for ever.
        if ahead.is_some() && self.cursor.tag() == before {
            return self.fail(ErrorKind::Misplaced);
        }
        Ok(())
    }
}

/// The branch of a choice that can begin with `name`: one that names it before a wildcard.
pub(super) fn branch(rows: &[Member<'_>], name: Name<'_>) -> Option<usize> {
    let named = rows.iter().position(|row| names(row, name));
    named.or_else(|| rows.iter().position(|row| first(row, name)))
}

/// Where the schema says that `name` goes, from row `next` on: by name, and by wildcard.
fn place<'t>(
    node: &dyn Node<'t>,
    table: &'t Type<'t>,
    name: Name<'_>,
    next: usize,
    seen: &Seen,
    share: Share,
) -> (Option<usize>, Option<usize>) {
    let from = if table.kind == Kind::All { 0 } else { next };
    let mut wild = None;
    for (k, row) in table.members.iter().enumerate().skip(from) {
        if first(row, name) && !full(node, row, k, seen, share) {
            if names(row, name) {
                return (Some(k), wild);
            }
            wild = wild.or(Some(k));
        }
        if table.kind == Kind::Seq && !seen.has(k) && !row.emptiable() {
            break;
        }
    }
    (None, wild)
}
