//! Values of XML Schema's built-in types that Rust has no types for, with their exact lexical and value spaces.
//!
//! | XML Schema | Rust |
//! |---|---|
//! | `decimal` | [`Decimal`], read by [`parse_decimal`] |
//! | `dateTime`, `date`, `time` | [`DateTime`], [`Date`], [`Time`] |
//! | `gYear`, `gYearMonth`, `gMonth`, `gMonthDay`, `gDay` | [`GYear`], [`GYearMonth`], [`GMonth`], [`GMonthDay`], [`GDay`] |
//! | `duration` | [`Duration`] |
//! | `base64Binary`, `hexBinary` | [`Base64`], [`Hex`] |
//! | numbers beyond `i128`, `u128` and [`Decimal`], by `substitute` | [`Integer`], [`NonNegativeInteger`], [`LongDecimal`] |
//!
//! Three rules hold for all of them.
//!
//! * **Nothing is lost.** What was read is written again, digit for digit, and never rounded, shifted to another zone or cut off;
//!   a value that the type cannot hold is a [`ValueError`]. (Zeros and signs that mean nothing may go: `+01` is written `1`.)
//! * **Equality is that of the value**, not of the text, as XML Schema Part 2 defines it. Where the specification gives no order
//!   or only a partial one, so does Rust's.
//! * **`FromStr` reads and `Display` writes the lexical form** of XML Schema 1.0, second edition. White space at both ends does not count.
//!   From XSD 1.1 come the year `0000` and `+INF`, which harm nobody.
//!
//! Strings, numbers with a range and `boolean` are Rust's own types. With the feature `validate`, `Facets::check` holds a text to the
//! [`Facets`] of its type, and `Validate` a whole generated value.
//!
//! # Dates and times
//!
//! Offsets are optional in XML Schema, and a value without one is no instant. So [`DateTime`] and its kin keep what the sender wrote,
//! and conversions say what is missing. [`std::time::SystemTime`] and [`std::time::Duration`] convert always; the types of `jiff`, `chrono` and `time` with the
//! features of these names. `From` is for what always fits, `TryFrom` for what may not: an offset that has no place, an offset that is missing,
//! a fraction finer than a nanosecond, a year out of range, a leap second.
//!
//! ```
//! use std::time::{Duration, SystemTime};
//! use wsdl_runtime::value::DateTime;
//!
//! let instant = SystemTime::UNIX_EPOCH + Duration::from_millis(1_500);
//! let when = DateTime::from(instant);
//! assert_eq!(when.to_string(), "1970-01-01T00:00:01.5Z");
//! assert_eq!(SystemTime::try_from(&when)?, instant);
//! assert!(SystemTime::try_from("1970-01-01T00:00:01.5".parse::<DateTime>()?).is_err());
//! # Ok::<(), wsdl_runtime::value::ValueError>(())
//! ```

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
mod integer;
mod leaf;
mod long_decimal;
pub(crate) mod number;
mod offset;
#[cfg(feature = "validate")]
mod pattern;
mod simple;
mod text;
mod time;
mod white_space;

pub use bytes::{Base64, Hex};
pub use date::Date;
pub use date_time::DateTime;
pub use decimal::parse_decimal;
pub use duration::Duration;
pub use error::ValueError;
#[cfg(feature = "validate")]
pub(crate) use facets::one_of;
pub use facets::{Facets, ValueKind, Violation};
pub use fraction::Fraction;
pub use gregorian::{GDay, GMonth, GMonthDay, GYear, GYearMonth};
pub use integer::{Integer, NonNegativeInteger};
pub use long_decimal::LongDecimal;
pub use offset::Offset;
/// `xs:decimal`: an exact decimal number with 28 digits, and 29 up to 79228162514264337593543950335.
///
/// Its own `FromStr` is laxer than XML Schema; [`parse_decimal`] is exact.
pub use rust_decimal::Decimal;
pub use simple::SimpleType;
pub use time::Time;
pub use white_space::WhiteSpace;
