//! Typed fault details and trees as text: by way of a document each.

use crate::error::Error;
use crate::limits::Limits;
use crate::xml::{Child, Element, FIXED, Kind, Member, Reader, Slot, Type, View, Writer, flag};

/// Reads a detail into `slot`; whether it holds an element that `table` knows. Of a choice, which a detail is by its
/// description, that element alone is looked at: servers put others beside it.
pub(crate) fn read_detail(
    detail: &Element,
    names: &[&str],
    table: &Type<'_>,
    slot: Slot<'_, '_>,
) -> bool {
    let knows = |element: &Element, lax: bool| {
        table.members.iter().any(|row| {
            let namespace = names.get(usize::from(row.ns)).copied();
            let within = namespace == Some(&element.namespace);
            let lax = lax && element.namespace.is_empty();
            row.flags & (flag::any | flag::group) != 0
                || (row.name == element.local && (within || lax))
        })
    };
    let find = |lax| detail.elements().find(|element| knows(element, lax));
    // Many a service leaves unqualified what is in a detail.
    let Some(known) = find(false).or_else(|| find(true)) else {
        return false;
    };
    let mut detail = detail.clone();
    if table.kind == Kind::Choice {
        detail.children = vec![Child::Element(known.clone())];
    }
    let read = || -> Result<(), Error> {
        let document = element_to_string(&detail)?;
        let mut reader = Reader::new(&document, names, Limits::default().xml)?;
        reader.root()?;
        Ok(reader.value(slot, &Member::new("detail", 0, 0, None))?)
    };
    read().is_ok()
}

/// Reads a header block into `slot`; what the document that it came in was read tolerantly for is passed over here, too.
///
/// # Errors
/// [`Error::NotAsDescribed`].
pub(super) fn read_block(block: &Element, names: &[&str], slot: Slot<'_, '_>) -> Result<(), Error> {
    let document = element_to_string(block)?;
    let mut reader = Reader::new(&document, names, Limits::default().xml)?;
    reader.root()?;
    let row = Member::new(&block.local, 0, flag::nil, None);
    let read = reader.value(slot, &row);
    Ok(read.map_err(|error| error.under("Header"))?)
}

/// The tree of a `detail` element that holds a value.
///
/// # Errors
/// [`Error::NotWritable`].
pub(crate) fn write_detail(names: &[&str], view: View<'_, '_>) -> Result<Element, Error> {
    let mut writer = Writer::new(names);
    writer.member(&Member::new("detail", 0, 0, None), view, false)?;
    let document = writer.into_string();
    let mut reader = Reader::new(&document, names, Limits::default().xml)?;
    reader.root()?;
    Ok(reader.capture()?)
}

/// An element as a document.
///
/// # Errors
/// [`Error::NotWritable`] for what XML cannot hold.
pub(super) fn element_to_string(element: &Element) -> Result<String, Error> {
    let mut writer = Writer::new(&FIXED);
    writer.member(
        &Member::new("", 0, flag::any, None),
        View::Tree(element),
        false,
    )?;
    Ok(writer.into_string())
}
