//! What setters take.

use super::any_simple::AnySimple;
use super::grid::Grid;
use super::list::List;
use super::nil::{Nillable, WithNil};
use super::tree::Element;

/// What can be given to the setter of a member of type `M`: the value itself, and where the member is optional, nillable,
/// boxed or a list, also what it holds; for a `String` also a `&str` or `&String`.
#[diagnostic::on_unimplemented(
    message = "a member of type `{M}` is not set by a value of type `{Self}`",
    label = "not a value for a member of type `{M}`",
    note = "setters and `new` take the member's own type, what its `Option`, `Nillable`, `Box` or `Vec` holds, and `&str` for text",
    note = "a text that is to be read as another type is read first: `\"12.50\".parse()?`"
)]
pub trait IntoMember<M> {
    /// The member's value.
    fn into_member(self) -> M;
}

/// A wrapper of one repeated member, as [`array!`](crate::array) makes it: setters take a `Vec` or an array in its place.
pub trait Array: From<Vec<Self::Item>> {
    /// What it holds.
    type Item;
}

/// The same of an array of `N` dimensions: setters take a [`Grid`] in its place.
pub trait OfGrid<const N: usize>: From<Grid<Self::Item, N>> {
    /// What it holds.
    type Item;
}

/// A type that holds an element as it comes, as [`tree!`](crate::tree) makes it: setters take an [`Element`] in its place.
pub trait Tree: From<Element> {}

macro_rules! into_member {
    ($([$($p:tt)*] $from:ty => $to:ty, $value:ident: $expr:expr;)+) => { $(
        impl<$($p)*> IntoMember<$to> for $from {
            fn into_member(self) -> $to {
                let $value = self;
                $expr
            }
        }
    )+ };
}

into_member! {
    [T] T => T, v: v;
    [T] T => Option<T>, v: Some(v);
    [T] T => Box<T>, v: Box::new(v);
    [T] T => Option<Box<T>>, v: Some(Box::new(v));
    [T] Option<T> => Option<Box<T>>, v: v.map(Box::new);
    [T] T => Nillable<T>, v: Nillable::Value(v);
    [T] Option<T> => Nillable<T>, v: v.into();
    [T] T => Nillable<Box<T>>, v: Nillable::Value(Box::new(v));
    [T] T => WithNil<T>, v: WithNil::Value(v);
    [T] T => Option<WithNil<T>>, v: Some(WithNil::Value(v));
    [T] Vec<T> => Vec<Option<T>>, v: v.into_iter().map(Some).collect();
    [T] Vec<T> => List<T>, v: List(v);
    [T] Vec<T> => Option<List<T>>, v: Some(List(v));
    [T, const N: usize] [T; N] => Vec<T>, v: v.into();
    [T, const N: usize] [T; N] => Vec<Option<T>>, v: v.into_iter().map(Some).collect();
    [T, const N: usize] [T; N] => List<T>, v: List(v.into());
    [T, const N: usize] [T; N] => Option<List<T>>, v: Some(List(v.into()));
    [T: Clone] &[T] => Vec<T>, v: v.into();
    [T: Clone] &[T] => Vec<Option<T>>, v: v.iter().cloned().map(Some).collect();
    [A: Array] Vec<A::Item> => A, v: v.into();
    [A: Array] Vec<A::Item> => Option<A>, v: Some(v.into());
    [A: Array] Vec<A::Item> => Nillable<A>, v: Nillable::Value(v.into());
    [A: Array, const N: usize] [A::Item; N] => Option<A>, v: Some(Vec::from(v).into());
    [T, const N: usize] Grid<T, N> => Grid<Option<T>, N>, v: v.map(Some);
    [T, const R: usize, const C: usize] [[T; C]; R] => Grid<T, 2>, v: v.into();
    [T, const R: usize, const C: usize] [[T; C]; R] => Grid<Option<T>, 2>, v: Grid::from(v).map(Some);
    [A: OfGrid<N>, const N: usize] Grid<A::Item, N> => A, v: v.into();
    [A: OfGrid<N>, const N: usize] Grid<A::Item, N> => Option<A>, v: Some(v.into());
    [A: Tree] Element => A, v: v.into();
    [A: Tree] Element => Option<A>, v: Some(v.into());
    [A: Tree] Element => Nillable<A>, v: Nillable::Value(v.into());
    [] &str => String, v: v.into();
    [] &str => Option<String>, v: Some(v.into());
    [] &str => Nillable<String>, v: Nillable::Value(v.into());
    [] &str => AnySimple, v: v.into();
    [] &str => Option<AnySimple>, v: Some(v.into());
    [] &String => String, v: v.clone();
    [] &String => Option<String>, v: Some(v.clone());
    [] &String => Nillable<String>, v: Nillable::Value(v.clone());
    [] Vec<&str> => Vec<String>, v: v.into_iter().map(Into::into).collect();
    [] Vec<&str> => Vec<Option<String>>, v: v.into_iter().map(|item| Some(item.into())).collect();
    [const R: usize, const C: usize] [[&str; C]; R] => Grid<String, 2>, v: Grid::from(v).map(Into::into);
    [const R: usize, const C: usize] [[&str; C]; R] => Grid<Option<String>, 2>, v: Grid::from(v).map(|item| Some(item.into()));
    [const N: usize] [&str; N] => Vec<String>, v: v.into_iter().map(Into::into).collect();
    [const N: usize] [&str; N] => Vec<Option<String>>, v: v.into_iter().map(|item| Some(item.into())).collect();
}
