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
    /// The sizes of the array being read, where it has several dimensions and says so.
    sizes: Vec<usize>,
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

    /// Begins an array: notes its sizes, and leaves out the items that `offset` says are not sent (SOAP 1.1, 5.4.2.1). Returns the sizes of
    /// the array around it, for [`leave_array`](Self::leave_array).
    pub(super) fn enter_array(&mut self, slot: Slot<'_, 't>) -> R<Vec<usize>> {
        let sizes = self.attribute(SOAP_ENC, "arrayType");
        let sizes = sizes.as_deref().map(self::sizes);
        let around = std::mem::replace(&mut self.references.sizes, sizes.unwrap_or_default());
        match (self.position("offset")?, slot) {
            (Some(offset), Slot::Many(list)) => self.leave_out(list, offset)?,
            (Some(_), _) => return self.fail(SPARSE),
            (None, _) => {}
        }
        Ok(around)
    }

    /// Ends an array; `around` are the sizes of the one in which it is an item.
    pub(super) fn leave_array(&mut self, around: Vec<usize>) {
        self.references.sizes = around;
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

    /// The place in an attribute of the form `[3]`; in one of the form `[1,2]`, counted row by row by the sizes of the array.
    fn position(&self, local: &str) -> R<Option<usize>> {
        let Some(text) = self.attribute(SOAP_ENC, local) else {
            return Ok(None);
        };
        let inner = text.trim_ascii().strip_prefix('[');
        let Some(inner) = inner.and_then(|inner| inner.strip_suffix(']')) else {
            return self.fail(NO_PLACE);
        };
        if !inner.contains(',') {
            let place = inner.trim_ascii().parse();
            return place.map(Some).or_else(|_| self.fail(NO_PLACE));
        }
        let sizes = &self.references.sizes;
        if inner.split(',').count() != sizes.len() {
            return self.fail(ErrorKind::Reference(
                "a place in an array of several dimensions that does not give its sizes",
            ));
        }
        let mut coordinates = inner.split(',').zip(sizes);
        let place = coordinates.try_fold(0_usize, |place, (text, size)| {
            let coordinate = text.trim_ascii().parse().ok().filter(|c| c < size)?;
            place.checked_mul(*size)?.checked_add(coordinate)
        });
        place.map(Some).map_or_else(|| self.fail(NO_PLACE), Ok)
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

/// The sizes that an `arrayType` ends with (SOAP 1.1, 5.4.2: `xsd:string[2,3]`), where they are several.
fn sizes(array_type: &str) -> Vec<usize> {
    let sizes = array_type.trim_ascii().strip_suffix(']');
    let sizes = sizes.and_then(|text| text.rsplit_once('['));
    let sizes = sizes.filter(|(_, sizes)| sizes.contains(','));
    let parsed: Option<Vec<usize>> = sizes.and_then(|(_, sizes)| {
        let sizes = sizes.split(',').map(|size| size.trim_ascii().parse().ok());
        sizes.collect()
    });
    parsed.unwrap_or_default()
}

const NO_PLACE: ErrorKind = ErrorKind::Reference("a place in an array that is none of its places");
const SPARSE: ErrorKind = ErrorKind::Reference("an array with gaps, whose items cannot be nil");
