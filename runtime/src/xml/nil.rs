//! Absent, nil and present, where an `Option` cannot tell them apart.

use super::item::Item;
use super::slot::{Many, NilSlot, Slot, View};
use super::table::Type;

/// An element that may be absent and may be nil: `minOccurs="0" nillable="true"`.
///
/// It is made from a value or an `Option`, and becomes an `Option` where it does not matter why there is no value.
///
/// ```
/// use wsdl_runtime::xml::Nillable;
///
/// let name: Nillable<String> = Some("Ada".to_owned()).into();
/// assert_eq!(name.value().map(String::as_str), Some("Ada"));
/// assert_eq!(Option::from(name), Some("Ada".to_owned()));
/// assert!(Nillable::<String>::Nil.value().is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nillable<T> {
    /// The element is not there.
    #[default]
    Absent,
    /// The element is there and says `xsi:nil="true"`.
    Nil,
    /// The element is there and has a value.
    Value(T),
}

impl<T> Nillable<T> {
    /// The value, if there is one.
    #[doc(alias = "as_ref")]
    pub fn value(&self) -> Option<&T> {
        match self {
            Nillable::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The value itself, if there is one.
    #[doc(alias("ok", "unwrap", "unwrap_or"))]
    pub fn into_value(self) -> Option<T> {
        match self {
            Nillable::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the element is there and nil.
    pub fn is_nil(&self) -> bool {
        matches!(self, Nillable::Nil)
    }

    /// Whether the element is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Nillable::Absent)
    }
}

impl<T> From<T> for Nillable<T> {
    fn from(value: T) -> Self {
        Nillable::Value(value)
    }
}

/// `None` is [`Nillable::Absent`]: nothing given, nothing sent.
impl<T> From<Option<T>> for Nillable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Nillable::Absent, Nillable::Value)
    }
}

/// Absent and nil are `None` alike.
impl<T> From<Nillable<T>> for Option<T> {
    fn from(member: Nillable<T>) -> Self {
        member.into_value()
    }
}

impl<T: Item> Item for Nillable<T> {
    const TABLE: &'static Type<'static> = T::TABLE;
    fn blank() -> Self {
        Nillable::Absent
    }
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Many(self)
    }
    fn as_view(&self) -> View<'_, 'static> {
        View::Many(self)
    }
}

impl<T: Item> Many<'static> for Nillable<T> {
    fn add(&mut self) -> Slot<'_, 'static> {
        *self = Nillable::Value(T::blank());
        match self {
            Nillable::Value(value) => value.as_slot(),
            _ => Slot::None,
        }
    }
    fn add_nil(&mut self) -> NilSlot<'_, 'static> {
        *self = Nillable::Nil;
        NilSlot::Done
    }
    fn len(&self) -> usize {
        usize::from(!self.is_absent())
    }
    fn at(&self, _: usize) -> View<'_, 'static> {
        self.value().map_or(View::Nil, T::as_view)
    }
    fn one(&self) -> bool {
        true
    }
    fn words(&self) -> (&'static str, &'static str) {
        ("Value", "Absent")
    }
    fn table(&self) -> Option<&'static Type<'static>> {
        (!T::NILS).then_some(T::TABLE)
    }
    fn tree(&self) -> bool {
        T::TREE
    }
}

/// A nillable element whose type has attributes: they stay when it is nil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WithNil<T> {
    /// It is nil. Of the value only the attributes count.
    Nil(T),
    /// It has content.
    Value(T),
}

impl<T> WithNil<T> {
    /// The value, if it is not nil.
    pub fn value(&self) -> Option<&T> {
        match self {
            WithNil::Value(value) => Some(value),
            WithNil::Nil(_) => None,
        }
    }

    /// Whether it is nil.
    pub fn is_nil(&self) -> bool {
        matches!(self, WithNil::Nil(_))
    }
}

impl<T> From<T> for WithNil<T> {
    fn from(value: T) -> Self {
        WithNil::Value(value)
    }
}

impl<T: Item> Item for WithNil<T> {
    const TABLE: &'static Type<'static> = T::TABLE;
    const NILS: bool = true;
    fn blank() -> Self {
        WithNil::Nil(T::blank())
    }
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Many(self)
    }
    fn as_view(&self) -> View<'_, 'static> {
        match self {
            WithNil::Nil(value) => View::NilNode(value),
            WithNil::Value(value) => value.as_view(),
        }
    }
}

impl<T: Item> Many<'static> for WithNil<T> {
    fn add(&mut self) -> Slot<'_, 'static> {
        *self = WithNil::Value(T::blank());
        match self {
            WithNil::Value(value) | WithNil::Nil(value) => value.as_slot(),
        }
    }
    fn add_nil(&mut self) -> NilSlot<'_, 'static> {
        *self = WithNil::Nil(T::blank());
        match self {
            WithNil::Value(value) | WithNil::Nil(value) => NilSlot::Attrs(value),
        }
    }
    fn len(&self) -> usize {
        1
    }
    fn at(&self, _: usize) -> View<'_, 'static> {
        self.as_view()
    }
    fn one(&self) -> bool {
        true
    }
}
