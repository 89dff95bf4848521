//! Elements that say that they are nil.

use super::Reader;
use super::seen::Seen;
use crate::xml::error::{ErrorKind, R};
use crate::xml::slot::{NilSlot, Node, Slot};
use crate::xml::table::flag::{any, base};
use crate::xml::table::{Kind, Member, Type, flag};

impl<'t> Reader<'_, 't> {
    /// An element that says that it is nil.
    pub(super) fn nil(&mut self, slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        // In the SOAP encoding whatever can be absent can be nil (SOAP 1.1 section 5.1, rule 9).
        if !row.is(flag::nil) && !self.encoded() {
            self.note(ErrorKind::Nil, "")?;
        }
        if let Slot::Many(many) = &slot
            && let Some(table) = many.table()
            && self.is_of_another_type(table)?
        {
            return self.keep_nil(slot);
        }
        match &slot {
            // So a nil where several may stand is none of them.
            Slot::Many(many) if self.encoded() && !many.one() && !row.is(flag::nil) => {}
            Slot::Strs(_) if self.encoded() => {}
            _ => self.set_nil(slot)?,
        }
        let mut text = String::new();
        if self.cursor.next_mixed(&mut text)?.is_some() || !text.trim_ascii().is_empty() {
            return self.fail(ErrorKind::NotNil);
        }
        Ok(())
    }

    pub(super) fn set_nil(&mut self, slot: Slot<'_, 't>) -> R<()> {
        match slot {
            Slot::OptStr(text) => *text = None,
            Slot::Many(many) => {
                match many.add_nil() {
                    NilSlot::Done => {}
                    NilSlot::Attrs(node) => self.nil_attributes(node)?,
                    // A list: whether there can be a nil is up to its item.
                    NilSlot::No => self.set_nil(many.add())?,
                }
                many.done();
            }
            _ => return self.fail(ErrorKind::Nil),
        }
        Ok(())
    }

    fn nil_attributes(&mut self, node: &mut dyn Node<'t>) -> R<()> {
        let table = node.table();
        if table.kind != Kind::Poly {
            return self.attributes(node, table, &mut Seen::default());
        }
        let variant = self.variant(table)?;
        match node.slot(variant) {
            Slot::Node(inner) => {
                let table = inner.table();
                self.attributes(inner, table, &mut Seen::default())
            }
            _ => Ok(()),
        }
    }

    /// Whether `xsi:type` names another type than the declared one, where there is an enum of what derives from that.
    fn is_of_another_type(&mut self, table: &'t Type<'t>) -> R<bool> {
        if table.kind != Kind::Poly || self.xsi("type").is_none() {
            return Ok(false);
        }
        let variant = self.variant(table)?;
        Ok(table.members.get(variant).is_some_and(|row| !row.is(base))
            && table.members.iter().any(|row| row.is(any)))
    }

    /// Keeps a nil of a derived type as XML in the enum's variant for that: a `None` could not say of what type it is.
    fn keep_nil(&mut self, slot: Slot<'_, 't>) -> R<()> {
        match slot {
            Slot::Many(many) => {
                self.keep_nil(many.add())?;
                many.done();
            }
            Slot::Node(node) => {
                let others = node.table().members.iter().position(|row| row.is(any));
                match others {
                    Some(variant) => self.keep_nil(node.slot(variant))?,
                    None => return self.fail(ErrorKind::Nil),
                }
            }
            Slot::Tree(element) => {
                *element = self.capture()?;
                if !element.children.is_empty() {
                    return self.fail(ErrorKind::NotNil);
                }
            }
            _ => return self.fail(ErrorKind::Nil),
        }
        Ok(())
    }
}
