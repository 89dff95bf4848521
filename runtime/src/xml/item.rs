//! `Item`: what can be a member, and how it is reached.

use super::debug::debug;
use super::slot::{Many, NilSlot, Node, Slot, View};
use super::table::Type;
use std::fmt;

/// Whatever can be a member of a generated type, and every generated type.
///
/// It is implemented by [`wire!`](crate::wire), [`words!`](crate::words) and [`union!`](crate::union) for generated types, and by this crate for simple types
/// and containers. `opt_slot` and `vec_slot` let `String` have fast slots of its own inside `Option` and `Vec`.
///
/// It says nothing of a lifetime, though tables have one: those of static types live for ever, and what is made at run time is a [`Node`] and no
/// `Item`. The compiler proves for each member that it is one, and a lifetime more made that proof a fortieth of checking a large service.
pub trait Item: Sized {
    /// The table as it is written down; that of leaves has no rows.
    const TYPE: Type<'static> = Type::LEAF;
    /// The table. The compiler works out a constant that a trait provides where it is used, and one that an `impl` borrows in each
    /// check of the crate: that was a twentieth of checking a service of 2,000 types.
    const TABLE: &'static Type<'static> = &Self::TYPE;
    /// It is an element as it is, so that `xsi:nil` is an attribute like any other.
    const TREE: bool = false;
    /// It can be nil itself and keeps the attributes then.
    const NILS: bool = false;
    /// A value to read into. It never reaches a caller unless every required member has been filled.
    fn blank() -> Self;
    /// Where member `i` is read to. Structs and enums only.
    fn member(&mut self, _: usize) -> Slot<'_, 'static> {
        Slot::None
    }
    /// Member `i`. Structs and enums only.
    fn member_ref(&self, _: usize) -> View<'_, 'static> {
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
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Node(self)
    }
    /// The value, to be written.
    #[inline]
    fn as_view(&self) -> View<'_, 'static> {
        View::Node(self)
    }
    /// `as_slot` of an `Option`.
    #[inline]
    fn opt_slot(option: &mut Option<Self>) -> Slot<'_, 'static> {
        Slot::Many(option)
    }
    /// `as_view` of an `Option`.
    #[inline]
    fn opt_view(option: &Option<Self>) -> View<'_, 'static> {
        View::Many(option)
    }
    /// `as_slot` of a `Vec`.
    #[inline]
    fn vec_slot(items: &mut Vec<Self>) -> Slot<'_, 'static> {
        Slot::Many(items)
    }
    /// `as_view` of a `Vec`.
    #[inline]
    fn vec_view(items: &Vec<Self>) -> View<'_, 'static> {
        View::Many(items)
    }
}

/// Generated code implements `Item` alone: one impl and a few small functions per type.
impl<T: Item> Node<'static> for T {
    fn table(&self) -> &'static Type<'static> {
        T::TABLE
    }
    fn slot(&mut self, i: usize) -> Slot<'_, 'static> {
        self.member(i)
    }
    fn view(&self, i: usize) -> View<'_, 'static> {
        self.member_ref(i)
    }
    fn which(&self) -> usize {
        self.variant()
    }
}

impl Item for String {
    fn blank() -> Self {
        String::new()
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Str(self)
    }
    #[inline]
    fn as_view(&self) -> View<'_, 'static> {
        View::Str(self)
    }
    #[inline]
    fn opt_slot(option: &mut Option<Self>) -> Slot<'_, 'static> {
        Slot::OptStr(option)
    }
    #[inline]
    fn opt_view(option: &Option<Self>) -> View<'_, 'static> {
        View::OptStr(option.as_deref())
    }
    #[inline]
    fn vec_slot(items: &mut Vec<Self>) -> Slot<'_, 'static> {
        Slot::Strs(items)
    }
    #[inline]
    fn vec_view(items: &Vec<Self>) -> View<'_, 'static> {
        View::Strs(items)
    }
}

impl<T: Item> Item for Option<T> {
    const TABLE: &'static Type<'static> = T::TABLE;
    const TREE: bool = T::TREE;
    fn blank() -> Self {
        None
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        T::opt_slot(self)
    }
    #[inline]
    fn as_view(&self) -> View<'_, 'static> {
        T::opt_view(self)
    }
}

impl<T: Item> Item for Vec<T> {
    const TABLE: &'static Type<'static> = T::TABLE;
    fn blank() -> Self {
        Vec::new()
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        T::vec_slot(self)
    }
    #[inline]
    fn as_view(&self) -> View<'_, 'static> {
        T::vec_view(self)
    }
}

impl<T: Item> Item for Box<T> {
    const TABLE: &'static Type<'static> = T::TABLE;
    const TREE: bool = T::TREE;
    const NILS: bool = T::NILS;
    fn blank() -> Self {
        Box::new(T::blank())
    }
    #[inline]
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        (**self).as_slot()
    }
    #[inline]
    fn as_view(&self) -> View<'_, 'static> {
        (**self).as_view()
    }
}

impl<T: Item> Many<'static> for Option<T> {
    fn add(&mut self) -> Slot<'_, 'static> {
        self.insert(T::blank()).as_slot()
    }
    fn add_nil(&mut self) -> NilSlot<'_, 'static> {
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
    fn at(&self, _: usize) -> View<'_, 'static> {
        self.as_ref().map_or(View::Nil, T::as_view)
    }
    fn one(&self) -> bool {
        true
    }
    fn tree(&self) -> bool {
        T::TREE
    }
    fn table(&self) -> Option<&'static Type<'static>> {
        (!T::NILS).then_some(T::TABLE)
    }
}

impl<T: Item> Many<'static> for Vec<T> {
    fn add(&mut self) -> Slot<'_, 'static> {
        self.push(T::blank());
        self.last_mut().map_or(Slot::None, T::as_slot)
    }
    fn len(&self) -> usize {
        self.len()
    }
    fn at(&self, i: usize) -> View<'_, 'static> {
        self.get(i).map_or(View::None, T::as_view)
    }
    fn tree(&self) -> bool {
        T::TREE
    }
    fn table(&self) -> Option<&'static Type<'static>> {
        (!T::NILS).then_some(T::TABLE)
    }
}
