//! XML Schema's list types.

use super::item::Item;
use super::lex::{Lexical, Scope};
use super::slot::{Slot, View};
use super::write::Writer;
use std::ops::{Deref, DerefMut};

/// A list type: values with white space between them in one text (XML Schema Part 2, 2.5.1.2).
///
/// It derefs to `Vec`. A type of its own, since a repeated element is a `Vec`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List<T>(pub Vec<T>);

impl<T: Lexical> Lexical for List<T> {
    const NAME: &'static str = "a list type";
    fn parse(text: &str, scope: &dyn Scope) -> Option<Self> {
        text.split_ascii_whitespace()
            .map(|word| T::parse(word, scope))
            .collect()
    }
    fn put(&self, out: &mut Writer<'_>) {
        for (i, value) in self.0.iter().enumerate() {
            if i > 0 {
                out.raw(" ");
            }
            value.put(out);
        }
    }
    fn unlisted(&self) -> Option<&'static [&'static str]> {
        self.0.iter().find_map(T::unlisted)
    }
}

impl<T: Lexical> Item for List<T> {
    fn blank() -> Self {
        List::default()
    }
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Leaf(self)
    }
    fn as_view(&self) -> View<'_, 'static> {
        View::Leaf(self)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(values: Vec<T>) -> Self {
        List(values)
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(values: [T; N]) -> Self {
        List(values.into())
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.0
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        List(values.into_iter().collect())
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        self.0.extend(values);
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
