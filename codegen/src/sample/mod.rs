//! Sample messages and instances, made from a description.
//!
//! * [`exchange`]: the HTTP request and response of an operation, as an ASP.NET service page shows them, with placeholders or with
//!   values that the schema allows;
//! * [`maker`]: instances of a global element that try everything its type allows, for round trips;
//! * [`tree`] and [`print`](mod@print): the infoset that these are made of, and its text.

mod encoded;
mod envelope;
mod facets;
mod height;
mod http;
pub mod maker;
mod number;
mod page;
mod pattern;
pub mod print;
pub mod tree;
mod value;
mod walk;

pub use envelope::{Bound, Direction};
pub use http::{Exchange, exchange};

/// What stands where a caller's values go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The name of the type, as on an ASP.NET service page: `string`, `boolean`, `Red or Green`.
    #[default]
    Placeholders,
    /// A value that the type allows.
    Values,
}
