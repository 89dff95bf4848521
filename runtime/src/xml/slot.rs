//! Slots and views: where the value of a member lives, for reading and for writing.
//!
//! The interpreter sees values through these and nothing else, so it is compiled once, in this crate. Which slot a member has
//! follows from its Rust type, through [`Item`](super::Item).

use super::any_simple::AnySimple;
use super::item::Item;
use super::lex::Leaf;
use super::table::Type;
use super::tree::{Attributes, Element};
use crate::mime::Attachment;

/// Where a value is read to.
pub enum Slot<'s, 't> {
    /// Nowhere: there is no such member.
    None,
    /// A string.
    Str(&'s mut String),
    /// A string that may be absent or nil.
    OptStr(&'s mut Option<String>),
    /// Strings.
    Strs(&'s mut Vec<String>),
    /// Another simple value.
    Leaf(&'s mut dyn Leaf),
    /// A struct, or an enum of choices or derived types.
    Node(&'s mut dyn Node<'t>),
    /// What holds several, one or no value.
    Many(&'s mut dyn Many<'t>),
    /// A simple value of any type.
    Simple(&'s mut AnySimple),
    /// An element as it is.
    Tree(&'s mut Element),
    /// Attributes as they are.
    Attrs(&'s mut Attributes),
    /// What travels beside the document.
    Attachment(&'s mut Attachment),
}

/// What is written.
pub enum View<'s, 't> {
    /// Nothing: there is no such member.
    None,
    /// An element that is nil.
    Nil,
    /// An element that is nil and has attributes.
    NilNode(&'s dyn Node<'t>),
    /// A string.
    Str(&'s str),
    /// A string that may be absent or nil.
    OptStr(Option<&'s str>),
    /// Strings.
    Strs(&'s [String]),
    /// Another simple value.
    Leaf(&'s dyn Leaf),
    /// A struct, or an enum of choices or derived types.
    Node(&'s dyn Node<'t>),
    /// What holds several, one or no value.
    Many(&'s dyn Many<'t>),
    /// A simple value of any type.
    Simple(&'s AnySimple),
    /// An element as it is.
    Tree(&'s Element),
    /// Attributes as they are.
    Attrs(&'s Attributes),
    /// What travels beside the document.
    Attachment(&'s Attachment),
}

impl<'s, 't> View<'s, 't> {
    /// What an `Option` or `Box` of it holds; nothing for one that holds nothing.
    #[inline]
    pub(crate) fn inside(self) -> Self {
        match self {
            View::Many(many) if many.one() && many.is_empty() => View::None,
            View::Many(many) if many.one() => many.at(0).inside(),
            view => view,
        }
    }
}

/// Finds a member of a struct by its place: asked about one member after the other, until one is it.
pub struct SlotAt<'s> {
    before: usize,
    /// Where the member is read to, once it is found.
    pub slot: Slot<'s, 'static>,
}

impl<'s> SlotAt<'s> {
    /// Finds member `i`.
    #[inline]
    pub fn new(i: usize) -> Self {
        let slot = Slot::None;
        SlotAt { before: i, slot }
    }

    /// Whether this member, the next, is it.
    #[inline]
    pub fn is(&mut self, member: &'s mut impl Item) -> bool {
        let found = self.before == 0;
        if found {
            self.slot = member.as_slot();
        }
        self.before = self.before.wrapping_sub(1);
        found
    }
}

/// [`SlotAt`], for writing.
pub struct ViewAt<'s> {
    before: usize,
    /// The member, once it is found.
    pub view: View<'s, 'static>,
}

impl<'s> ViewAt<'s> {
    /// Finds member `i`.
    #[inline]
    pub fn new(i: usize) -> Self {
        let view = View::None;
        ViewAt { before: i, view }
    }

    /// Whether this member, the next, is it.
    #[inline]
    pub fn is(&mut self, member: &'s impl Item) -> bool {
        let found = self.before == 0;
        if found {
            self.view = member.as_view();
        }
        self.before = self.before.wrapping_sub(1);
        found
    }
}

/// A struct, a choice, or a set of derived types; every [`Item`](super::Item) is one.
///
/// Of a choice one variant is there at a time: [`slot`](Self::slot) switches to variant `i`, keeping it when it is there already.
pub trait Node<'t> {
    /// Its table.
    fn table(&self) -> &'t Type<'t>;
    /// Where member `i` of the table is read to.
    fn slot(&mut self, i: usize) -> Slot<'_, 't>;
    /// Member `i` of the table, to be written.
    fn view(&self, i: usize) -> View<'_, 't>;
    /// The variant that is there.
    fn which(&self) -> usize;
}

/// What an element with `xsi:nil="true"` did to a container.
pub enum NilSlot<'s, 't> {
    /// It has no room for nil itself; its item may have.
    No,
    /// It is nil now.
    Done,
    /// It is nil now, and has room for the element's attributes.
    Attrs(&'s mut dyn Node<'t>),
}

/// What holds several, one or no value: `Vec`, `Option`, `Nillable`, `WithNil`, and whatever takes rows one by one.
pub trait Many<'t> {
    /// Makes room for one more.
    fn add(&mut self) -> Slot<'_, 't>;
    /// Takes a nil.
    fn add_nil(&mut self) -> NilSlot<'_, 't> {
        NilSlot::No
    }
    /// The item that [`add`](Self::add) or [`add_nil`](Self::add_nil) made room for has been read.
    fn done(&mut self) {}
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Item `i`.
    fn at(&self, i: usize) -> View<'_, 't>;
    /// Whether it holds at most one.
    fn one(&self) -> bool {
        false
    }
    /// For one that holds at most one: what `Debug` writes around a value, and in place of none.
    fn words(&self) -> (&'static str, &'static str) {
        ("Some", "None")
    }
    /// For one of several dimensions: their sizes, which are for as many items as there are.
    fn sizes(&self) -> Option<&[usize]> {
        None
    }
    /// Gives one of several dimensions their sizes; whether it can have these.
    fn set_sizes(&mut self, _: &[usize]) -> bool {
        false
    }
    /// Whether it holds elements as they are.
    fn tree(&self) -> bool {
        false
    }
    /// The table of its items, where a nil leaves nothing of them.
    fn table(&self) -> Option<&'t Type<'t>> {
        None
    }
}
