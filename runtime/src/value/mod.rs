//! Values of XML Schema's built-in types that Rust has no types for, with their exact lexical and value spaces.
//!
//! | XML Schema | Rust |
//! |---|---|
//! | `decimal` | [`Decimal`], read by [`parse_decimal`] |
//! | `dateTime`, `date`, `time` | [`DateTime`], [`Date`], [`Time`] |
//! | `gYear`, `gYearMonth`, `gMonth`, `gMonthDay`, `gDay` | [`GYear`], [`GYearMonth`], [`GMonth`], [`GMonthDay`], [`GDay`] |
//! | `duration` | [`Duration`] |
//! | `base64Binary`, `hexBinary` | [`Base64`], [`Hex`] |
//!
//! Three rules hold for all of them.
//!
//! * **Nothing is lost.** What was read is written again, digit for digit, and never rounded, shifted to another zone or cut off;
//!   a value that the type cannot hold is a [`ValueError`]. (Zeros and signs that mean nothing may go: `+01` is written `1`.)
//! * **Equality is that of the value**, not of the text, as XML Schema Part 2 defines it. Where the specification gives no order
//!   or only a partial one, so does Rust's.
//! * **`FromStr` reads and `Display` writes the lexical form** of XML Schema 1.0, second edition. White space at both ends does not count.
//!   From XSD 1.1 come the year `0000` and `+INF`, which harm nobody.

#[cfg(feature = "validate")]
mod block;
mod bytes;
mod calendar;
#[cfg(feature = "validate")]
mod check;
mod convert;
mod date;
mod date_time;
mod decimal;
mod duration;
mod error;
mod facets;
mod fraction;
mod gregorian;
pub(crate) mod number;
mod offset;
#[cfg(feature = "validate")]
mod pattern;
mod text;
mod time;
mod white_space;

pub use bytes::{Base64, Hex};
pub use date::Date;
pub use date_time::DateTime;
pub use decimal::parse_decimal;
pub use duration::Duration;
pub use error::ValueError;
pub use facets::{Facets, ValueKind, Violation};
pub use fraction::Fraction;
pub use gregorian::{GDay, GMonth, GMonthDay, GYear, GYearMonth};
pub use offset::Offset;
/// `xs:decimal`: an exact decimal number with 28 digits, and 29 up to 79228162514264337593543950335.
///
/// Its own `FromStr` is laxer than XML Schema; [`parse_decimal`] is exact.
pub use rust_decimal::Decimal;
pub use time::Time;
pub use white_space::WhiteSpace;
