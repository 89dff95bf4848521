//! Arrays of the SOAP encoding: their sizes, and items that are not sent (SOAP 1.1 section 5.4.2, SOAP 1.2 part 2 section 3).

use super::Reader;
use super::seen::Seen;
use crate::xml::error::{ErrorKind, R};
use crate::xml::grid::places;
use crate::xml::names::{SOAP_ENC, SOAP12_ENC};
use crate::xml::slot::{Many, NilSlot, Node, Slot};
use crate::xml::table::Member;

/// The sizes that an array says it has. The first may be left open: there are then as many as the items fill.
#[derive(Default)]
pub(super) struct Sizes(Vec<Option<usize>>);

impl<'t> Reader<'_, 't> {
    /// An array, whose start tag was read; `row` is that of its items, the only one of its table.
    pub(super) fn array(&mut self, node: &mut dyn Node<'t>, row: &Member<'t>, seen: Seen) -> R<()> {
        let at = self.cursor.tag();
        let said = self.said_sizes();
        let around = std::mem::replace(&mut self.references.sizes, said);
        if let Some(offset) = self.position("offset")? {
            // The items that are not sent at the beginning (SOAP 1.1, 5.4.2.1).
            match node.slot(0) {
                Slot::Many(list) => self.leave_out(list, offset)?,
                _ => return self.fail(SPARSE),
            }
        }
        let table = node.table();
        self.inside(node, table, seen)?;
        let said = std::mem::replace(&mut self.references.sizes, around);
        let mut taps = self.tap.iter();
        if taps.any(|tap| tap.member == row.name && tap.table == table.name) {
            // The items went elsewhere.
            return Ok(());
        }
        self.shape(node.slot(0), row.dimensions(), said, at)
    }

    /// Gives an array of several dimensions its sizes. Where the message does not say any that the items fit into, they are one row.
    fn shape(&mut self, slot: Slot<'_, 't>, dimensions: usize, said: Sizes, at: usize) -> R<()> {
        let list = match slot {
            Slot::Many(list) if dimensions > 1 => list,
            _ if said.0.len() > 1 => return self.noted(FLATTENED, "", at),
            _ => return Ok(()),
        };
        let sizes = match said.for_items(list.len(), dimensions) {
            Some(sizes) => sizes,
            None => {
                self.noted(UNSIZED, "", at)?;
                let mut sizes = vec![usize::from(!list.is_empty()); dimensions - 1];
                sizes.push(list.len());
                sizes
            }
        };
        // Of an array a part may be sent (SOAP 1.1, 5.4.2.1).
        self.leave_out(list, places(&sizes))?;
        match list.set_sizes(&sizes) {
            true => Ok(()),
            false => self.fail(NO_PLACE),
        }
    }

    /// The sizes that `arrayType` ends with (SOAP 1.1, 5.4.2: `xsd:string[2,3]`), or that `arraySize` has (SOAP 1.2 part 2, 3.1.6: `2 3`).
    fn said_sizes(&self) -> Sizes {
        if let Some(of_11) = self.attribute(SOAP_ENC, "arrayType") {
            let inner = of_11.trim_ascii().strip_suffix(']');
            let inner = inner.and_then(|text| text.rsplit_once('['));
            return inner.map_or_else(Sizes::default, |(_, sizes)| Sizes::of(sizes.split(',')));
        }
        let of_12 = self.attribute(SOAP12_ENC, "arraySize");
        of_12.map_or_else(Sizes::default, |sizes| {
            Sizes::of(sizes.split_ascii_whitespace())
        })
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
        let Sizes(sizes) = &self.references.sizes;
        if inner.split(',').count() != sizes.len() {
            return self.fail(ErrorKind::Reference(
                "a place in an array of several dimensions that does not give its sizes",
            ));
        }
        let mut coordinates = inner.split(',').zip(sizes);
        let place = coordinates.try_fold(0_usize, |place, (text, size)| {
            // A size that is left open is the first, by which no place is multiplied.
            let coordinate: usize = text.trim_ascii().parse().ok()?;
            let coordinate = Some(coordinate).filter(|c| size.is_none_or(|size| *c < size))?;
            place
                .checked_mul(size.unwrap_or(0))?
                .checked_add(coordinate)
        });
        place.map(Some).map_or_else(|| self.fail(NO_PLACE), Ok)
    }

    /// Fills `list` with nil up to `position`.
    fn leave_out(&mut self, list: &mut dyn Many<'t>, position: usize) -> R<()> {
        let Some(gap) = position.checked_sub(list.len()) else {
            return self.fail(ErrorKind::Reference("an item of an array out of order"));
        };
        // An attribute of a few bytes stands for them all.
        self.count_references(gap)?;
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

impl Sizes {
    fn of<'s>(texts: impl Iterator<Item = &'s str>) -> Self {
        let mut sizes: Vec<Option<usize>> = Vec::new();
        for text in texts.map(str::trim_ascii) {
            // SOAP 1.2 leaves the first open with `*`, and some write nothing at all.
            match text.parse().ok() {
                None if !sizes.is_empty() || !matches!(text, "" | "*") => return Self::default(),
                size => sizes.push(size),
            }
        }
        Self(sizes)
    }

    /// The sizes of an array of so many dimensions, if they are those, and all items have a place in them.
    fn for_items(&self, items: usize, dimensions: usize) -> Option<Vec<usize>> {
        let (first, rest) = self.0.split_first()?;
        let rest: Vec<usize> = rest.iter().copied().collect::<Option<_>>()?;
        let row = places(&rest);
        let first = first.unwrap_or_else(|| if row == 0 { 0 } else { items.div_ceil(row) });
        let sizes: Vec<usize> = [first].into_iter().chain(rest).collect();
        (sizes.len() == dimensions && places(&sizes) >= items).then_some(sizes)
    }
}

const FLATTENED: ErrorKind = ErrorKind::Reference(
    "an array of several dimensions where there should be one: its items were taken row by row",
);
const UNSIZED: ErrorKind = ErrorKind::Reference(
    "an array of several dimensions whose sizes are not those of its items: these were taken as one row",
);
const NO_PLACE: ErrorKind = ErrorKind::Reference("a place in an array that is none of its places");
const SPARSE: ErrorKind = ErrorKind::Reference("an array with gaps, whose items cannot be nil");
