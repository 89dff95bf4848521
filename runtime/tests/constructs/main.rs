//! One file per construct of XML Schema: types and tables as the generator emits them, documents read and written.

#![allow(missing_docs, unreachable_pub)]

/// Types as they are emitted: no `Debug` is derived, the tables give it.
macro_rules! types {
    ($($item:item)*) => { $(#[derive(Clone, PartialEq)] $item)* };
}

mod attributes;
mod choices;
mod common;
mod derived;
mod dynamic;
mod encoding;
mod errors;
mod grids;
mod nils;
mod recursion;
mod sequences;
mod simple;
mod substitution;
mod trees;
mod wildcards;
mod writing;
