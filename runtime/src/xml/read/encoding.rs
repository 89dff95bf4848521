//! The SOAP encoding: values that stand elsewhere (SOAP 1.1 section 5.4.1, SOAP 1.2 part 2 section 3.1.5).
//!
//! Before reading, one walk notes the place of each `id`. At a reference a second cursor starts there and reads into the same
//! slot; no graph of objects is built. The references being read form a stack, and one that is there twice is a circle. A
//! value that is referred to twice is read twice; the limits on references and elements are what stops a document of
//! references to references.

use super::Reader;
use super::array::Sizes;
use crate::xml::cursor::{Place, Scopes};
use crate::xml::error::{ErrorKind, R};
use crate::xml::names::{NO_NS, SOAP12_ENC};
use crate::xml::slot::Slot;
use crate::xml::table::Member;
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct References<'a> {
    places: BTreeMap<&'a str, Place>,
    scopes: Scopes<'a>,
    /// What is being read.
    open: Vec<&'a str>,
    /// How many were followed, and how many places of arrays were filled that were not sent.
    followed: usize,
    /// The document's ids have been noted: references are followed.
    indexed: bool,
    /// The sizes that the array being read says it has.
    pub(super) sizes: Sizes,
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
        self.count_references(1)?;
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

    /// Counts what a few bytes of the document stand for.
    pub(super) fn count_references(&mut self, more: usize) -> R<()> {
        let (name, allowed) = ("references", self.cursor.limits().references);
        self.references.followed = self.references.followed.saturating_add(more);
        match self.references.followed > allowed {
            true => self.fail(ErrorKind::Limit { name, allowed }),
            false => Ok(()),
        }
    }

    fn follow_there(&mut self, slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        self.cursor.next_child()?;
        if self.cursor.attrs.is_empty() {
            self.plain(slot, row)
        } else {
            self.marked(slot, row)
        }
    }
}
