//! Mixed content: text and elements in any order.

use super::Reader;
use super::model::branch;
use crate::xml::error::{ErrorKind, R};
use crate::xml::names::Name;
use crate::xml::slot::{Node, Slot};
use crate::xml::table::flag::text;
use crate::xml::table::{Member, Type};

impl<'a, 't> Reader<'a, 't> {
    /// Text and elements, as a free list.
    pub(super) fn mixed(&mut self, node: &mut dyn Node<'t>, table: &'t Type<'t>) -> R<()> {
        let mut groups = table.members.iter().enumerate();
        let Some((k, inner)) = groups.find_map(|(k, row)| Some((k, row.group()?))) else {
            return self.skip();
        };
        let Slot::Many(list) = node.slot(k) else {
            return self.skip();
        };
        let rows = inner.members;
        let words = rows.iter().position(|row| row.is(text));
        loop {
            let mut run = String::new();
            let child = self.cursor.next_mixed(&mut run)?;
            if !run.is_empty()
                && let Some(words) = words
            {
                if let Slot::Node(item) = list.add() {
                    self.set(item.slot(words), &rows[words], &run)?;
                }
                list.done();
            }
            let Some(name) = child else { return Ok(()) };
            match branch(rows, name) {
                Some(branch) => {
                    if let Slot::Node(item) = list.add() {
                        self.alone(item.slot(branch), &rows[branch], name)?;
                    }
                    list.done();
                }
                None => {
                    self.note(ErrorKind::Unknown, name.local)?;
                    self.skip()?;
                }
            }
        }
    }

    /// The element just started, as the only one of a branch: of groups within groups, down to the row that takes it.
    fn alone(&mut self, slot: Slot<'_, 't>, row: &'t Member<'t>, name: Name<'a>) -> R<()> {
        match (row.group(), slot) {
            (Some(table), Slot::Node(node)) => match branch(table.members, name) {
                Some(k) => self.alone(node.slot(k), &table.members[k], name),
                None => self.skip(),
            },
            // where tables are made at run time
            (Some(_), Slot::Many(holder)) => {
                self.alone(holder.add(), row, name)?;
                holder.done();
                Ok(())
            }
            (_, slot) => self.value(slot, row),
        }
    }
}
