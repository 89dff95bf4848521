//! The schema components of XML Schema 1.0 (part 1, section 3), references resolved, in the standard's own words.
//!
//! All components of a kind stand in one list; an id is an index into it. Named components are found by name through the maps of
//! [`Schema`]; each kind has a symbol space of its own. [`effective`] answers what follows from a type's derivation.

pub mod builtin;
mod component;
pub mod effective;
mod simple;

pub use builtin::Builtin;
pub use component::*;
pub use simple::*;
