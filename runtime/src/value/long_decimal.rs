//! `xs:decimal`, as long as it may be.

use super::decimal::{NAME, push, read as read_short, split};
use super::error::Read;
use super::text::{Line, trim};
use super::{Decimal as Short, ValueError};
use crate::xml::{IntoMember, Lexical, Nillable, Scope, Writer, fraction_last};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

const BEYOND: &str = "it has more than 28 digits";

/// `xs:decimal` of any length, which keeps its digits: for services that go beyond [`Decimal`](super::Decimal), by `substitute`.
///
/// A `Decimal` becomes one by `From`, setters of generated types take it as it is, and `TryFrom` gives it back for arithmetic. What it holds
/// costs no allocation.
///
/// ```
/// use wsdl_runtime::value::{Decimal, LongDecimal};
/// let long: LongDecimal = "0.12345678901234567890123456789012345".parse()?;
/// assert_eq!(long.to_string(), "0.12345678901234567890123456789012345");
/// assert!(Decimal::try_from(&long).is_err());
/// let price: LongDecimal = "+01.50".parse()?;
/// assert_eq!(Decimal::try_from(&price)?, Decimal::new(15, 1));
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone)]
pub struct LongDecimal(Repr);

#[derive(Clone)]
enum Repr {
    Short(Short),
    /// What no [`Short`] holds: a sign, digits without zeros in front, a point, and digits as written.
    Long(Box<str>),
}

impl LongDecimal {
    pub(crate) const ZERO: LongDecimal = LongDecimal(Repr::Short(Short::ZERO));

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        match &self.0 {
            Repr::Short(value) => {
                let mut line = Line::new();
                push(value, &mut line);
                line.flush(out)
            }
            Repr::Long(text) => out.write_str(text),
        }
    }

    /// Calls `with` with whether it is below zero, the digits before the point without zeros in front, and those after it without zeros
    /// at the end.
    fn digits<R>(&self, with: impl FnOnce(bool, &[u8], &[u8]) -> R) -> R {
        let short;
        let text = match &self.0 {
            Repr::Short(value) => {
                let mut line = Line::new();
                push(value, &mut line);
                short = line;
                short.as_str()
            }
            Repr::Long(text) => text,
        };
        let (negative, mut whole, mut fraction) = split(text.as_bytes()).unwrap_or_default();
        while let [b'0', rest @ ..] = whole {
            whole = rest;
        }
        while let [rest @ .., b'0'] = fraction {
            fraction = rest;
        }
        let zero = whole.is_empty() && fraction.is_empty();
        with(negative && !zero, whole, fraction)
    }
}

impl Default for LongDecimal {
    fn default() -> Self {
        Self::ZERO
    }
}

impl FromStr for LongDecimal {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        read(trim(text)).map_err(|reason| ValueError::new(NAME, reason))
    }
}

impl fmt::Display for LongDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// As `Display`.
impl fmt::Debug for LongDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl Lexical for LongDecimal {
    const NAME: &'static str = NAME;
    #[inline]
    fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
        read(trim(text)).ok()
    }
    #[inline]
    fn put(&self, out: &mut Writer<'_>) {
        out.plain(|text| self.write(text));
    }
    /// `7.0`, which is not an integer.
    fn respelt(&self) -> Option<String> {
        fraction_last(self.to_text())
    }
}

impl Ord for LongDecimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Short(a), Repr::Short(b)) = (&self.0, &other.0) {
            return a.cmp(b);
        }
        self.digits(|negative, whole, fraction| {
            other.digits(|negative2, whole2, fraction2| {
                let magnitudes = (whole.len().cmp(&whole2.len()))
                    .then_with(|| whole.cmp(whole2))
                    .then_with(|| fraction.cmp(fraction2));
                match (negative, negative2) {
                    (false, false) => magnitudes,
                    (true, true) => magnitudes.reverse(),
                    (false, true) => Ordering::Greater,
                    (true, false) => Ordering::Less,
                }
            })
        })
    }
}

impl PartialOrd for LongDecimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for LongDecimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for LongDecimal {}

impl Hash for LongDecimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits(|negative, whole, fraction| (negative, whole, fraction).hash(state));
    }
}

impl From<Short> for LongDecimal {
    fn from(value: Short) -> Self {
        LongDecimal(Repr::Short(value))
    }
}

impl TryFrom<&LongDecimal> for Short {
    type Error = ValueError;
    fn try_from(value: &LongDecimal) -> Result<Self, ValueError> {
        if let Repr::Short(value) = &value.0 {
            return Ok(*value);
        }
        // Zeros at the end of the fraction may be what does not fit.
        let text = value.to_string();
        read_short(text.as_bytes()).map_err(|_| ValueError::new("rust_decimal::Decimal", BEYOND))
    }
}

impl TryFrom<LongDecimal> for Short {
    type Error = ValueError;
    fn try_from(value: LongDecimal) -> Result<Self, ValueError> {
        (&value).try_into()
    }
}

impl PartialEq<Short> for LongDecimal {
    fn eq(&self, other: &Short) -> bool {
        let other = LongDecimal::from(*other);
        *self == other
    }
}

macro_rules! into_decimal {
    ($($T:ty),+) => { $(
        impl IntoMember<LongDecimal> for $T {
            fn into_member(self) -> LongDecimal {
                Short::from(self).into()
            }
        }

        impl IntoMember<Option<LongDecimal>> for $T {
            fn into_member(self) -> Option<LongDecimal> {
                Some(Short::from(self).into())
            }
        }

        impl IntoMember<Nillable<LongDecimal>> for $T {
            fn into_member(self) -> Nillable<LongDecimal> {
                Nillable::Value(Short::from(self).into())
            }
        }
    )+ };
}
into_decimal!(Short, i32, i64, u32, u64);

macro_rules! from_integers {
    ($($T:ty),+) => { $(
        impl From<$T> for LongDecimal {
            fn from(value: $T) -> Self {
                Short::from(value).into()
            }
        }
    )+ };
}
from_integers!(i32, i64, u32, u64);

fn read(bytes: &[u8]) -> Read<LongDecimal> {
    let (negative, mut whole, fraction) = split(bytes)?;
    while let [b'0', rest @ ..] = whole {
        whole = rest;
    }
    if whole.len() + fraction.len() <= 28 {
        return read_short(bytes).map(LongDecimal::from);
    }
    let mut text = String::with_capacity(whole.len() + fraction.len() + 3);
    if negative {
        text.push('-');
    }
    if whole.is_empty() {
        text.push('0');
    }
    text.extend(whole.iter().map(|b| char::from(*b)));
    if !fraction.is_empty() {
        text.push('.');
        text.extend(fraction.iter().map(|b| char::from(*b)));
    }
    Ok(LongDecimal(Repr::Long(text.into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn decimal(text: &str) -> LongDecimal {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn every_length_keeps_its_digits() {
        for (text, back) in [
            ("+1.50", "1.50"),
            ("-.5", "-0.5"),
            ("7.", "7"),
            ("000.000", "0.000"),
            (
                "79228162514264337593543950336",
                "79228162514264337593543950336",
            ),
            (
                "-0079228162514264337593543950335.10",
                "-79228162514264337593543950335.10",
            ),
            (
                "+100000000000000000000000000000000000000000000.00",
                "100000000000000000000000000000000000000000000.00",
            ),
            (
                ".00000000000000000000000000000000000001",
                "0.00000000000000000000000000000000000001",
            ),
        ] {
            assert_eq!(decimal(text).to_string(), back);
        }
        for text in [
            "",
            "-",
            ".",
            "1e3",
            "1,5",
            "--1",
            "1.2.3",
            "INF",
            &format!("{}x", "1".repeat(40)),
        ] {
            assert!(text.parse::<LongDecimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_fits_without_its_zeros_converts() {
        let largest = decimal("79228162514264337593543950335.00");
        assert_eq!(Short::try_from(&largest), Ok(Short::MAX));
        assert_eq!(largest, Short::MAX);
        assert!(Short::try_from(decimal("79228162514264337593543950336")).is_err());
    }

    #[test]
    fn order_equality_and_hash_are_those_of_the_numbers() {
        let zeros = "0".repeat(40);
        let ascending = [
            format!("-1{zeros}.1"),
            format!("-1{zeros}"),
            "-1.5".to_owned(),
            "0".to_owned(),
            format!("0.{zeros}1"),
            "0.1".to_owned(),
            "79228162514264337593543950335".to_owned(),
            "79228162514264337593543950335.01".to_owned(),
            "79228162514264337593543950336".to_owned(),
            format!("1{zeros}.1"),
        ];
        let numbers: Vec<LongDecimal> = ascending.iter().map(|t| decimal(t)).collect();
        for (i, a) in numbers.iter().enumerate() {
            for (j, b) in numbers.iter().enumerate() {
                assert_eq!(a.cmp(b), i.cmp(&j), "{a} {b}");
            }
        }
        for (a, b) in [
            ("1.5".to_owned(), format!("1.5{zeros}")),
            ("-0".into(), format!("0.{zeros}")),
            ("10".into(), "10.0".into()),
        ] {
            assert_eq!(decimal(&a), decimal(&b));
            assert_eq!(HashSet::from([decimal(&a), decimal(&b)]).len(), 1);
        }
    }
}
