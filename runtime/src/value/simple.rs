//! Simple types as tables hold them: what their values are and what they are held to.

use super::facets::{Facets, ValueKind};

/// A simple type (XML Schema Part 2, 2.5): the kind of its values, its facets, and the simple types of its items or members.
///
/// Made by [`facets!`](crate::facets); all functions but `check` are `const`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimpleType<'t> {
    pub(crate) kind: ValueKind<'t>,
    pub(crate) facets: Facets<'t>,
    /// Of a list, the type of its items; of a union, its member types.
    pub(crate) parts: &'t [&'t SimpleType<'t>],
}

impl<'t> SimpleType<'t> {
    /// Without facets.
    pub const fn new(kind: ValueKind<'t>) -> Self {
        SimpleType {
            kind,
            facets: Facets::NONE,
            parts: &[],
        }
    }

    /// A list of the first of `item`, which holds no more than that one.
    pub const fn list(item: &'t [&'t SimpleType<'t>; 1]) -> Self {
        let mut list = SimpleType::new(ValueKind::List(&item[0].kind));
        list.parts = item;
        list
    }

    /// A union: its members, and their kinds in the same order.
    pub const fn union(kinds: &'t [ValueKind<'t>], members: &'t [&'t SimpleType<'t>]) -> Self {
        let mut union = SimpleType::new(ValueKind::Union(kinds));
        union.parts = members;
        union
    }

    /// With these facets.
    #[must_use]
    pub const fn with(mut self, facets: Facets<'t>) -> Self {
        self.facets = facets;
        self
    }

    /// The kind of its values.
    pub const fn kind(&self) -> ValueKind<'t> {
        self.kind
    }
}

/// The simple types of a module: `facets! { SKU = String.max_length(10), SKUS = List(SKU), CODE = Union(SKU, SIZE) }`.
///
/// What stands before the facets is a [`ValueKind`](crate::value::ValueKind), or `List` or `Union` with the names of other simple types; the facets are
/// functions of [`Facets`](crate::value::Facets).
#[macro_export]
macro_rules! facets {
    ($($NAME:ident = $Kind:ident $(($($part:ident),+))? $(.$facet:ident($value:expr))*),+ $(,)?) => { $(
        pub(crate) const $NAME: &$crate::generated::SimpleType<'static> =
            &$crate::simple_type!($Kind $($($part)+)?).with($crate::generated::Facets::NONE$(.$facet($value))*);
    )+ };
}

#[doc(hidden)]
#[macro_export]
macro_rules! simple_type {
    (List $item:ident) => {
        $crate::generated::SimpleType::list(&[$item])
    };
    (Union $($member:ident)+) => {
        $crate::generated::SimpleType::union(&const { [$($member.kind()),+] }, &[$($member),+])
    };
    ($Kind:ident) => {
        $crate::generated::SimpleType::new($crate::generated::ValueKind::$Kind)
    };
}
