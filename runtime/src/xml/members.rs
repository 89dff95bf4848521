//! What generated structs have besides their tables: `new` and setters, getters for defaults, conversions to base types.

use super::item::Item;
use super::lex::Lexical;
use super::nil::Nillable;

/// The setters of a struct, `setters! { CancelJob() { token: Option<String>, space_id: Option<String> } }`, and its `new`, which takes the
/// members in the parentheses. Without parentheses there is no `new`.
#[macro_export]
macro_rules! setters {
    ($T:ident() { $($members:tt)* }) => {
        $crate::setters! { @ $T { $($members)* }
            /// A value with nothing set: what may be absent is absent, lists are empty, numbers zero.
            pub fn new() -> Self {
                $crate::generated::Item::blank()
            }
        }
    };
    ($T:ident($($required:ident: $needed:ty),+ $(,)?) { $($members:tt)* }) => {
        $crate::setters! { @ $T { $($members)* }
            /// A value with what must be given; what may be absent is absent, lists are empty, numbers zero.
            #[allow(clippy::too_many_arguments, reason = "the schema decides how many there are")]
            pub fn new($($required: impl $crate::generated::IntoMember<$needed>),+) -> Self {
                let mut new: Self = $crate::generated::Item::blank();
                $(new.$required = $crate::generated::IntoMember::into_member($required);)+
                new
            }
        }
    };
    ($T:ident { $($members:tt)* }) => {
        $crate::setters! { @ $T { $($members)* } }
    };
    // One `impl` and no macro within: of nothing else has a large service as many, and compiling takes as long as there are items.
    (@ $T:ident { $($member:ident: $type:ty),* $(,)? } $($new:tt)*) => {
        impl $T {
            $($new)*
            $(
                /// Sets the member of this name.
                #[must_use]
                pub fn $member(mut self, value: impl $crate::generated::IntoMember<$type>) -> Self {
                    self.$member = $crate::generated::IntoMember::into_member(value);
                    self
                }
            )*
        }
    };
}

/// Getters of members for which the schema has a default or fixed value: `getters! { Price { rounding: i32 = "2" } }`.
#[macro_export]
macro_rules! getters {
    ($T:ident { $($member:ident: $type:ty = $default:literal),+ $(,)? }) => {
        impl $T {
            $(
                #[doc = concat!("The value of `", stringify!($member), "`; `", $default, "` where it is absent.")]
                pub fn $member(&self) -> $type {
                    $crate::generated::given_or(&self.$member, $default)
                }
            )+
        }
    };
}

/// Conversions of a derived type to a base: `bases! { Circle => Shape { id } }`, with all members of the base.
#[macro_export]
macro_rules! bases {
    ($T:ident => $Base:ty { $($member:ident),* $(,)? }) => {
        impl ::core::convert::From<$T> for $Base {
            fn from(derived: $T) -> Self {
                let $T { $($member,)* .. } = derived;
                Self { $($member),* }
            }
        }
    };
}

/// A member that may be absent.
pub trait Given<T> {
    /// The value, when there is one.
    fn given(&self) -> Option<&T>;
}

impl<T> Given<T> for Option<T> {
    fn given(&self) -> Option<&T> {
        self.as_ref()
    }
}

impl<T> Given<T> for Option<Box<T>> {
    fn given(&self) -> Option<&T> {
        self.as_deref()
    }
}

impl<T> Given<T> for Nillable<T> {
    fn given(&self) -> Option<&T> {
        match self {
            Nillable::Value(value) => Some(value),
            Nillable::Absent | Nillable::Nil => None,
        }
    }
}

/// The value of a member; where it has none, that of the text, which the schema gives.
pub fn given_or<T: Lexical + Clone + Item>(member: &impl Given<T>, text: &str) -> T {
    let given = member.given().cloned();
    given
        .or_else(|| T::parse(text, &()))
        .unwrap_or_else(T::blank)
}
