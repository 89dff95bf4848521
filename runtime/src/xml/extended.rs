//! Simple types that complex types extend: as good as their values, with room for what an element may say beside them.

use super::document::{from_str, to_string};
use super::item::Item;
use super::nil::{Nillable, WithNil};
use super::qname::QName;
use super::{IntoMember, List};
use crate::value::{
    Base64, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Hex,
    Time,
};

/// A value of the simple type `V`, or of a type derived from it, as [`extended!`](crate::extended) makes it: setters take a `V` in its
/// place.
#[diagnostic::on_unimplemented(
    message = "a member of type `{Self}` is not set by a value of type `{V}`",
    label = "not a value for a member of type `{Self}`",
    note = "setters and `new` take the member's own type, what its `Option`, `Nillable`, `Box` or `Vec` holds, and `&str` for text",
    note = "a text that is to be read as another type is read first: `\"12.50\".parse()?`"
)]
pub trait Extended<V>: From<V> + Item {
    /// Puts the type that `xsi:type` names.
    fn name_type(&mut self, name: QName);
}

/// The value of a derived type, its name and attributes.
///
/// # Errors
/// A value that cannot be written as its schema demands.
pub fn of_derived<V, A: Extended<V>, D: Item>(derived: &D) -> Result<A, crate::Error> {
    let mut value: A = from_str("value", &to_string("value", derived)?)?;
    let table = D::TABLE;
    let namespace = D::TABLE.names.get(usize::from(table.ns)).copied();
    value.name_type(QName::new(namespace.unwrap_or_default(), table.name));
    Ok(value)
}

/// The value as one of a derived type.
///
/// # Errors
/// It is of another type, or lacks what the type demands.
pub fn as_derived<V, A: Extended<V>, D: Item>(value: &A) -> Result<D, crate::Error> {
    from_str("value", &to_string("value", value)?)
}

/// Makes the struct of a simple type and what derives from it as good as its value: `extended! { AnyToken: Token, text }`.
///
/// After the type of the value stands what it is: `text` for a `String`, `own` for an enumeration or union of this crate, `foreign` for what
/// the user put in its place, nothing for the rest.
#[macro_export]
macro_rules! extended {
    ($T:ident: $value:ty) => {
        $crate::extended! { @ $T: $value }
        $crate::content! { @ $T: $value }
        $crate::content! { @display $T }
    };
    ($T:ident: $value:ty, foreign) => {
        $crate::extended! { @ $T: $value }
        $crate::content! { @ $T: $value }
    };
    ($T:ident: $value:ty, text) => {
        $crate::extended! { $T: $value }
        $crate::content! { @text $T }
    };
    ($T:ident: $value:ty, own) => {
        $crate::extended! { $T: $value }
        $crate::extended! { @member $T: $value => $T, value: value.into() }
        $crate::extended! { @member $T: $value => ::core::option::Option<$T>, value: ::core::option::Option::Some(value.into()) }
        $crate::extended! { @member $T: $value => $crate::generated::Nillable<$T>, value: $crate::generated::Nillable::Value(value.into()) }
        $crate::extended! { @member $T: $value => $crate::generated::WithNil<$T>, value: $crate::generated::WithNil::Value(value.into()) }
    };
    (@ $T:ident: $value:ty) => {
        impl $T {
            /// A value of a derived type, with its name and its attributes.
            ///
            /// # Errors
            /// A value that cannot be written as its schema demands.
            pub fn of_derived(derived: &impl $crate::generated::Item) -> ::core::result::Result<Self, $crate::Error> {
                $crate::generated::of_derived::<$value, Self, _>(derived)
            }
            /// The value as one of a derived type.
            ///
            /// # Errors
            /// It is of another type, or lacks what the type demands.
            pub fn as_derived<D: $crate::generated::Item>(&self) -> ::core::result::Result<D, $crate::Error> {
                $crate::generated::as_derived::<$value, Self, _>(self)
            }
        }
        impl $crate::generated::Extended<$value> for $T {
            fn name_type(&mut self, name: $crate::generated::QName) {
                self.type_name = ::core::option::Option::Some(name);
            }
        }
        impl ::core::convert::From<$value> for $T {
            fn from(value: $value) -> Self {
                Self { value, type_name: ::core::option::Option::None, attributes: ::core::default::Default::default() }
            }
        }
    };
    (@member $T:ident: $from:ty => $to:ty, $value:ident: $expr:expr) => {
        impl $crate::generated::IntoMember<$to> for $from {
            fn into_member(self) -> $to {
                let $value = self;
                $expr
            }
        }
    };
}

/// Makes the struct of a global element of a simple type as good as its value: `content! { CodeElement: Code, text }`. What stands after the
/// type is as in [`extended!`](crate::extended).
#[macro_export]
macro_rules! content {
    ($T:ident: $value:ty) => {
        $crate::content! { $T: $value, foreign }
        $crate::content! { @display $T }
    };
    ($T:ident: $value:ty, foreign) => {
        $crate::content! { @ $T: $value }
        impl ::core::convert::From<$value> for $T {
            fn from(value: $value) -> Self {
                Self { value }
            }
        }
    };
    ($T:ident: $value:ty, text) => {
        $crate::content! { $T: $value }
        $crate::content! { @text $T }
    };
    (@ $T:ident: $value:ty) => {
        impl ::core::ops::Deref for $T {
            type Target = $value;
            fn deref(&self) -> &Self::Target {
                &self.value
            }
        }
        impl ::core::ops::DerefMut for $T {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.value
            }
        }
    };
    (@display $T:ident) => {
        impl ::core::fmt::Display for $T {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&$crate::generated::Lexical::to_text(&self.value))
            }
        }
    };
    (@text $T:ident) => {
        impl ::core::convert::From<&str> for $T {
            fn from(value: &str) -> Self {
                ::std::string::String::from(value).into()
            }
        }
        impl ::core::cmp::PartialEq<str> for $T {
            fn eq(&self, other: &str) -> bool {
                self.value == other
            }
        }
        impl ::core::cmp::PartialEq<&str> for $T {
            fn eq(&self, other: &&str) -> bool {
                self.value == *other
            }
        }
    };
}

macro_rules! into_extended {
    ($([$($p:tt)*] $from:ty, $value:ty;)+) => { $(
        impl<A: Extended<$value>, $($p)*> IntoMember<A> for $from {
            fn into_member(self) -> A {
                A::from(self.into())
            }
        }
        impl<A: Extended<$value>, $($p)*> IntoMember<Option<A>> for $from {
            fn into_member(self) -> Option<A> {
                Some(A::from(self.into()))
            }
        }
        impl<A: Extended<$value>, $($p)*> IntoMember<Nillable<A>> for $from {
            fn into_member(self) -> Nillable<A> {
                Nillable::Value(A::from(self.into()))
            }
        }
        impl<A: Extended<$value>, $($p)*> IntoMember<WithNil<A>> for $from {
            fn into_member(self) -> WithNil<A> {
                WithNil::Value(A::from(self.into()))
            }
        }
        impl<A: Extended<$value>, $($p)*> IntoMember<Option<WithNil<A>>> for $from {
            fn into_member(self) -> Option<WithNil<A>> {
                Some(WithNil::Value(A::from(self.into())))
            }
        }
        impl<A: Extended<$value>, $($p)*> IntoMember<Vec<A>> for Vec<$from> {
            fn into_member(self) -> Vec<A> {
                self.into_iter().map(|value| A::from(value.into())).collect()
            }
        }
        impl<A: Extended<$value>, const N: usize, $($p)*> IntoMember<Vec<A>> for [$from; N] {
            fn into_member(self) -> Vec<A> {
                self.into_iter().map(|value| A::from(value.into())).collect()
            }
        }
    )+ };
    (each $($value:ty),+) => { into_extended! { $([] $value, $value;)+ } };
}

into_extended! { [] &str, String; [] &String, String; [T] List<T>, List<T>; }
into_extended! { each
    String, bool, i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, f32, f64, Decimal, DateTime, Date, Time, Duration, GYear,
    GYearMonth, GMonth, GMonthDay, GDay, Base64, Hex, QName
}
