//! How many of a run of elements one occurrence of a repeated group takes.
//!
//! A group takes what it can, so of `(a{2,3} | b){1,3}` the first occurrence would take three of four `a` and leave the next with too few.
//! A sequence of elements is valid if it can be divided so that all have enough (XML Schema 1.0 part 1, section 3.9.4): here two and
//! two. How long the run is decides it, so that is looked up before the first of them is taken.

use super::Reader;
use super::model::first;
use crate::xml::table::flag::{group, items, many};
use crate::xml::table::{Kind, Member};

/// The most elements that are looked at ahead. Only bounds that are high and close to each other need more.
const FAR: usize = 4_096;

/// A row that is to take less than it may, and how much.
pub(super) type Share = Option<(usize, usize)>;

impl<'t> Reader<'_, 't> {
    /// How many row `k` of `rows` is to take of the run that begins with the element just started, where what it leaves may go on `outside`.
    pub(super) fn share(
        &self,
        rows: &'t [Member<'t>],
        k: usize,
        outside: impl FnOnce() -> bool,
    ) -> Share {
        let row = rows.get(k)?;
        let (min, max) = row.bounds()?;
        // With less than two, or without a choice, to take all that fits is as good as anything.
        let plain = min < 2 || max <= min || max >= u32::MAX as usize;
        if plain || !is_single(row) || !outside() {
            return None;
        }
        // From here on every number can be divided into shares.
        let room = (min - 1).div_ceil(max - min).saturating_mul(min);
        let enough = max.saturating_add(room).min(FAR);
        let run = self.run(row, enough);
        if run <= max || run >= enough {
            return None;
        }
        let others = run.div_ceil(max) - 1;
        let left = run.checked_sub(others * min)?;
        (min..max).contains(&left).then_some((k, left))
    }

    /// How many elements in a row, the one just started included, the row can begin with; not counted beyond `most`.
    fn run(&self, row: &Member<'_>, most: usize) -> usize {
        let (mut cursor, mut run) = (self.cursor.clone(), 1);
        // What cannot be read will be told when it is read.
        while run < most
            && cursor.skip().is_ok()
            && let Ok(Some(name)) = cursor.next_child()
            && first(row, name)
        {
            run += 1;
        }
        run
    }
}

/// Whether each occurrence of the row is one element: itself, or a choice of such.
fn is_single(row: &Member<'_>) -> bool {
    let one = |row: &Member<'_>| !row.is(many) && !row.emptiable() && is_single(row);
    match row.group() {
        Some(table) => table.kind == Kind::Choice && table.members.iter().all(one),
        None => row.flags & (group | items) == 0,
    }
}
