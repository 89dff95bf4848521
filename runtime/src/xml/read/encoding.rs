//! The SOAP encoding: values that stand elsewhere, and sparse arrays (SOAP 1.1 section 5, SOAP 1.2 part 2 section 3).
//!
//! Before reading, one walk notes the place of each `id`. At a reference a second cursor starts there and reads into the same
//! slot; no graph of objects is built. The references being read form a stack, and one that is there twice is a circle. A
//! value that is referred to twice is read twice; the limits on references and elements are what stops a document of
//! references to references.

use super::Reader;
use crate::xml::cursor::{Place, Scopes};
use crate::xml::error::{ErrorKind, R};
use crate::xml::names::{NO_NS, SOAP_ENC, SOAP12_ENC};
use crate::xml::slot::{Many, NilSlot, Slot};
use crate::xml::table::Member;
use std::collections::BTreeMap;

/// The most items that a position may leave out at once.
const GAP: usize = 1_024;

#[derive(Default)]
pub(super) struct References<'a> {
    places: BTreeMap<&'a str, Place>,
    scopes: Scopes<'a>,
    /// What is being read.
    open: Vec<&'a str>,
    followed: usize,
    /// The document's ids have been noted: references are followed.
    indexed: bool,
}

impl<'a, 't> Reader<'a, 't> {
    /// Notes where each `id` of the document stands, and follows references from now on.
    pub(crate) fn index(&mut self) -> R<()> {
        let places = &mut self.references.places;
        self.references.scopes = self.cursor.index(|id, place| {
            places.insert(id, place);
        })?;
        self.references.indexed = true;
        Ok(())
    }

    /// Whether the document is in the SOAP encoding.
    pub(super) fn encoded(&self) -> bool {
        self.references.indexed
    }

    /// The id that the element just started refers to.
    pub(super) fn reference(&self) -> Option<&'a str> {
        if !self.encoded() {
            return None;
        }
        self.cursor
            .attrs
            .iter()
            .find_map(|a| match (a.ns, a.local) {
                (NO_NS, "href") => a.raw.strip_prefix('#'),
                // An IDREF; some write a fragment, as it was in SOAP 1.1.
                (SOAP12_ENC, "ref") => Some(a.raw.strip_prefix('#').unwrap_or(a.raw)),
                _ => None,
            })
    }

    /// Whether the attribute is the id by which the element being read was referred to: with the value in the reference's place, it says
    /// nothing any more, and twice it would not be one.
    pub(super) fn is_label(&self, ns: u16, local: &str) -> bool {
        let names = |id: &&str| {
            let mut all = self.cursor.attrs.iter();
            all.any(|a| a.ns == ns && a.local == local && a.raw == *id)
        };
        local == "id"
            && matches!(ns, NO_NS | SOAP12_ENC)
            && self.references.open.last().is_some_and(names)
    }

    /// Reads the element with that id in place of this one.
    pub(super) fn follow(&mut self, id: &'a str, slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        let references = &mut self.references;
        if references.open.contains(&id) {
            return self.fail(ErrorKind::Reference(
                "a reference that leads back to itself",
            ));
        }
        let Some(place) = references.places.get(id).copied() else {
            return self.fail(ErrorKind::Reference(
                "a reference to an id that is not there",
            ));
        };
        references.followed += 1;
        let allowed = self.cursor.limits().references;
        if self.references.followed > allowed {
            let name = "references";
            return self.fail(ErrorKind::Limit { name, allowed });
        }
        let there = self.cursor.at(place, &self.references.scopes);
        let mut here = std::mem::replace(&mut self.cursor, there);
        self.references.open.push(id);
        let read = self.follow_there(slot, row);
        self.references.open.pop();
        here.count(&self.cursor);
        self.cursor = here;
        read?;
        self.skip()
    }

    fn follow_there(&mut self, slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        self.cursor.next_child()?;
        if self.cursor.attrs.is_empty() {
            self.plain(slot, row)
        } else {
            self.marked(slot, row)
        }
    }

    /// The items that `offset` leaves out at the beginning of an array (SOAP 1.1, 5.4.2.1).
    pub(super) fn array_offset(&mut self, slot: Slot<'_, 't>) -> R<()> {
        match (self.position("offset")?, slot) {
            (Some(offset), Slot::Many(list)) => self.leave_out(list, offset),
            (Some(_), _) => self.fail(SPARSE),
            (None, _) => Ok(()),
        }
    }

    /// An item of an array, which may say at what place it belongs (SOAP 1.1, 5.4.2.2).
    pub(super) fn array_item(&mut self, mut slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        if let Some(position) = self.position("position")? {
            match &mut slot {
                Slot::Many(list) => self.leave_out(*list, position)?,
                Slot::Strs(list) if list.len() == position => {}
                _ => return self.fail(SPARSE),
            }
        }
        self.value(slot, row)
    }

    /// The place in an attribute of the form `[3]`.
    fn position(&self, local: &str) -> R<Option<usize>> {
        let Some(text) = self.attribute(SOAP_ENC, local) else {
            return Ok(None);
        };
        let inner = text.trim_ascii().strip_prefix('[');
        let inner = inner.and_then(|inner| inner.strip_suffix(']'));
        match inner.and_then(|inner| inner.trim_ascii().parse().ok()) {
            Some(position) => Ok(Some(position)),
            None => self.fail(ErrorKind::Reference(
                "a place in an array that is no number",
            )),
        }
    }

    /// Fills `list` with nil up to `position`.
    fn leave_out(&mut self, list: &mut dyn Many<'t>, position: usize) -> R<()> {
        let Some(gap) = position.checked_sub(list.len()) else {
            return self.fail(ErrorKind::Reference("an item of an array out of order"));
        };
        self.references.followed += gap;
        if gap > GAP || self.references.followed > self.cursor.limits().references {
            return self.fail(ErrorKind::Reference(
                "an array that leaves out too many items",
            ));
        }
        for _ in 0..gap {
            let nil = match list.add_nil() {
                NilSlot::Done | NilSlot::Attrs(_) => true,
                NilSlot::No => match list.add() {
                    Slot::OptStr(_) => true,
                    Slot::Many(item) => matches!(item.add_nil(), NilSlot::Done),
                    _ => false,
                },
            };
            list.done();
            if !nil {
                return self.fail(SPARSE);
            }
        }
        Ok(())
    }
}

const SPARSE: ErrorKind = ErrorKind::Reference("an array with gaps, whose items cannot be nil");
