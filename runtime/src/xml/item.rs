//! `Item`: what can be a member, and how it is reached.

use super::debug::debug;
use super::slot::{Many, NilSlot, Node, Slot, View};
use super::table::Type;
use std::fmt;

/// Whatever can be a member of a generated type, and every generated type.
///
/// It is implemented by [`wire!`](crate::wire), [`words!`](crate::words) and [`union!`](crate::union) for generated types, and by this crate for simple types
/// and containers. `opt_slot` and `vec_slot` let `String` have fast slots of its own inside `Option` and `Vec`.
pub trait Item<'t>: Sized {
    /// The table as it is written down; that of leaves has no rows.
    const TYPE: Type<'t> = Type::LEAF;
    /// The table. The compiler works out a constant that a trait provides where it is used, and one that an `impl` borrows in each
    /// check of the crate: that was a twentieth of checking a service of 2,000 types.
    const TABLE: &'t Type<'t> = &Self::TYPE;
    /// It is an element as it is, so that `xsi:nil` is an attribute like any other.
    const TREE: bool = false;
    /// It can be nil itself and keeps the attributes then.
    const NILS: bool = false;
    /// A value to read into. It never reaches a caller unless every required member has been filled.
    fn blank() -> Self;
    /// Where member `i` is read to. Structs and enums only.
    fn member(&mut self, _: usize) -> Slot<'_, 't> {
        Slot::None
    }
    /// Member `i`. Structs and enums only.
    fn member_ref(&self, _: usize) -> View<'_, 't> {
        View::None
    }
    /// The variant that is there. Enums only.
    fn variant(&self) -> usize {
        0
    }
    /// What `Debug` shows.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, f)
    }
    /// Where a value is read to.
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 't> {
        Slot::Node(self)
    }
    /// The value, to be written.
    #[inline]
    fn as_view(&self) -> View<'_, 't> {
        View::Node(self)
    }
    /// `as_slot` of an `Option`.
    #[inline]
    fn opt_slot(option: &mut Option<Self>) -> Slot<'_, 't> {
        Slot::Many(option)
    }
    /// `as_view` of an `Option`.
    #[inline]
    fn opt_view(option: &Option<Self>) -> View<'_, 't> {
        View::Many(option)
    }
    /// `as_slot` of a `Vec`.
    #[inline]
    fn vec_slot(items: &mut Vec<Self>) -> Slot<'_, 't> {
        Slot::Many(items)
    }
    /// `as_view` of a `Vec`.
    #[inline]
    fn vec_view(items: &Vec<Self>) -> View<'_, 't> {
        View::Many(items)
    }
}

/// Generated code implements `Item` alone: one impl and a few small functions per type.
impl<'t, T: Item<'t>> Node<'t> for T {
    fn table(&self) -> &'t Type<'t> {
        T::TABLE
    }
    fn slot(&mut self, i: usize) -> Slot<'_, 't> {
        self.member(i)
    }
    fn view(&self, i: usize) -> View<'_, 't> {
        self.member_ref(i)
    }
    fn which(&self) -> usize {
        self.variant()
    }
}

impl<'t> Item<'t> for String {
    fn blank() -> Self {
        String::new()
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 't> {
        Slot::Str(self)
    }
    #[inline]
    fn as_view(&self) -> View<'_, 't> {
        View::Str(self)
    }
    #[inline]
    fn opt_slot(option: &mut Option<Self>) -> Slot<'_, 't> {
        Slot::OptStr(option)
    }
    #[inline]
    fn opt_view(option: &Option<Self>) -> View<'_, 't> {
        View::OptStr(option.as_deref())
    }
    #[inline]
    fn vec_slot(items: &mut Vec<Self>) -> Slot<'_, 't> {
        Slot::Strs(items)
    }
    #[inline]
    fn vec_view(items: &Vec<Self>) -> View<'_, 't> {
        View::Strs(items)
    }
}

impl<'t, T: Item<'t>> Item<'t> for Option<T> {
    const TABLE: &'t Type<'t> = T::TABLE;
    const TREE: bool = T::TREE;
    fn blank() -> Self {
        None
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 't> {
        T::opt_slot(self)
    }
    #[inline]
    fn as_view(&self) -> View<'_, 't> {
        T::opt_view(self)
    }
}

impl<'t, T: Item<'t>> Item<'t> for Vec<T> {
    const TABLE: &'t Type<'t> = T::TABLE;
    fn blank() -> Self {
        Vec::new()
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 't> {
        T::vec_slot(self)
    }
    #[inline]
    fn as_view(&self) -> View<'_, 't> {
        T::vec_view(self)
    }
}

impl<'t, T: Item<'t>> Item<'t> for Box<T> {
    const TABLE: &'t Type<'t> = T::TABLE;
    const TREE: bool = T::TREE;
    const NILS: bool = T::NILS;
    fn blank() -> Self {
        Box::new(T::blank())
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 't> {
        (**self).as_slot()
    }
    #[inline]
    fn as_view(&self) -> View<'_, 't> {
        (**self).as_view()
    }
}

impl<'t, T: Item<'t>> Many<'t> for Option<T> {
    fn add(&mut self) -> Slot<'_, 't> {
        self.insert(T::blank()).as_slot()
    }
    fn add_nil(&mut self) -> NilSlot<'_, 't> {
        *self = None;
        if !T::NILS {
            return NilSlot::Done;
        }
        match self.insert(T::blank()).as_slot() {
            Slot::Many(item) => item.add_nil(),
            _ => NilSlot::Done,
        }
    }
    fn len(&self) -> usize {
        usize::from(self.is_some())
    }
    fn at(&self, _: usize) -> View<'_, 't> {
        self.as_ref().map_or(View::Nil, T::as_view)
    }
    fn one(&self) -> bool {
        true
    }
    fn tree(&self) -> bool {
        T::TREE
    }
    fn table(&self) -> Option<&'t Type<'t>> {
        (!T::NILS).then_some(T::TABLE)
    }
}

impl<'t, T: Item<'t>> Many<'t> for Vec<T> {
    fn add(&mut self) -> Slot<'_, 't> {
        self.push(T::blank());
        self.last_mut().map_or(Slot::None, T::as_slot)
    }
    fn len(&self) -> usize {
        self.len()
    }
    fn at(&self, i: usize) -> View<'_, 't> {
        self.get(i).map_or(View::None, T::as_view)
    }
    fn tree(&self) -> bool {
        T::TREE
    }
    fn table(&self) -> Option<&'t Type<'t>> {
        (!T::NILS).then_some(T::TABLE)
    }
}
