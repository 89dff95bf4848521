//! Identifiers: from names on the wire to names in Rust, the same way every time.
//!
//! * [`case`]: types, members, methods, constants and modules, by heck and our own sanitising;
//! * [`value`]: variants for the values of enumerations, empty and odd ones included;
//! * [`module`]: module names for namespaces;
//! * [`invisible`]: characters that comments may not hold;
//! * [`scope`]: collisions, resolved by what a thing is before any number;
//! * [`style`]: how documents spell names, which keeps that table small;
//! * [`table`]: the name table that keeps names from one generation to the next;
//! * [`path`]: paths of Rust that settings name;
//! * [`pattern`]: patterns of names, and the nearest name to one that was not found.

pub mod case;
pub mod invisible;
pub mod keyword;
pub mod module;
pub mod path;
pub mod pattern;
pub mod scope;
pub mod style;
pub mod table;
pub mod value;
