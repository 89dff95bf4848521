//! `xs:integer` and `xs:nonNegativeInteger`, as long as they may be.

use super::ValueError;
use super::error::Read;
use super::text::trim;
use crate::xml::{IntoMember, Lexical, Nillable, Scope, Writer, zero_first};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

const FORM: &str = "an integer is digits, with a sign or without";

/// `xs:integer`, `xs:nonPositiveInteger` and `xs:negativeInteger`: a whole number of any size.
///
/// All of Rust's integers become one by `From`, setters of generated types take them as they are, and `TryFrom` gives them back where the
/// number fits. What `i128` holds costs no allocation.
///
/// ```
/// use wsdl_runtime::value::Integer;
/// let number: Integer = "-0042".parse()?;
/// assert_eq!(number, -42);
/// assert_eq!(i64::try_from(&number)?, -42);
/// let long: Integer = "123456789012345678901234567890123456789012".parse()?;
/// assert!(long > number && i128::try_from(&long).is_err());
/// assert_eq!(long.to_string(), "123456789012345678901234567890123456789012");
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Integer {
    /// Zero is not negative.
    negative: bool,
    magnitude: Magnitude,
}

/// `xs:nonNegativeInteger` and `xs:positiveInteger`: a whole number of any size that is not negative.
///
/// It converts as [`Integer`] does.
///
/// ```
/// use wsdl_runtime::value::NonNegativeInteger;
/// assert_eq!("+7".parse::<NonNegativeInteger>()?, 7u32);
/// assert!("-7".parse::<NonNegativeInteger>().is_err());
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NonNegativeInteger(Magnitude);

/// Each number has one form, so that equality is that of the forms.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Magnitude {
    Small(u128),
    /// The digits of a number beyond `u128`, without zeros in front.
    Long(Box<str>),
}

impl Magnitude {
    fn read(digits: &[u8]) -> Read<Self> {
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Err(FORM);
        }
        let text = std::str::from_utf8(digits).unwrap_or_default();
        Ok(match text.parse() {
            Ok(small) => Magnitude::Small(small),
            Err(_) => Magnitude::Long(text.trim_start_matches('0').into()),
        })
    }

    fn small(&self) -> Option<u128> {
        match self {
            Magnitude::Small(value) => Some(*value),
            Magnitude::Long(_) => None,
        }
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        match self {
            Magnitude::Small(value) => out.write_str(itoa::Buffer::new().format(*value)),
            Magnitude::Long(digits) => out.write_str(digits),
        }
    }
}

impl Default for Magnitude {
    fn default() -> Self {
        Magnitude::Small(0)
    }
}

impl Ord for Magnitude {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Magnitude::Small(a), Magnitude::Small(b)) => a.cmp(b),
            (Magnitude::Small(_), Magnitude::Long(_)) => Ordering::Less,
            (Magnitude::Long(_), Magnitude::Small(_)) => Ordering::Greater,
            (Magnitude::Long(a), Magnitude::Long(b)) => {
                a.len().cmp(&b.len()).then_with(|| a.cmp(b))
            }
        }
    }
}

impl PartialOrd for Magnitude {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Integer {
    const NAME: &'static str = "xs:integer";

    fn new(negative: bool, magnitude: Magnitude) -> Self {
        Integer {
            negative: negative && magnitude != Magnitude::Small(0),
            magnitude,
        }
    }

    fn read(bytes: &[u8]) -> Read<Self> {
        let (negative, digits) = match bytes {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] | digits => (false, digits),
        };
        Ok(Integer::new(negative, Magnitude::read(digits)?))
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        if self.negative {
            out.write_char('-')?;
        }
        self.magnitude.write(out)
    }

    fn small(&self) -> Option<i128> {
        let magnitude = self.magnitude.small()?;
        match self.negative {
            true => 0i128.checked_sub_unsigned(magnitude),
            false => magnitude.try_into().ok(),
        }
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude.cmp(&other.magnitude),
            (true, true) => other.magnitude.cmp(&self.magnitude),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl NonNegativeInteger {
    const NAME: &'static str = "xs:nonNegativeInteger";

    fn read(bytes: &[u8]) -> Read<Self> {
        let number = Integer::read(bytes)?;
        match number.negative {
            true => Err("it is negative"),
            false => Ok(NonNegativeInteger(number.magnitude)),
        }
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.0.write(out)
    }

    fn small(&self) -> Option<u128> {
        self.0.small()
    }
}

impl From<NonNegativeInteger> for Integer {
    fn from(number: NonNegativeInteger) -> Self {
        Integer::new(false, number.0)
    }
}

macro_rules! whole {
    ($($T:ident),+) => { $(
        impl FromStr for $T {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> {
                <$T>::read(trim(text)).map_err(|reason| ValueError::new(<$T>::NAME, reason))
            }
        }

        impl fmt::Display for $T {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.write(f)
            }
        }

        /// As `Display`.
        impl fmt::Debug for $T {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.write(f)
            }
        }

        impl Lexical for $T {
            const NAME: &'static str = <$T>::NAME;
            fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
                <$T>::read(trim(text)).ok()
            }
            fn put(&self, out: &mut Writer<'_>) {
                out.plain(|text| self.write(text));
            }
            /// `01`, which is not `true`.
            fn respelt(&self) -> Option<String> {
                Some(zero_first(&self.to_text()))
            }
        }
    )+ };
}
whole!(Integer, NonNegativeInteger);

macro_rules! from_rust {
    ($T:ident: $from:ident; $($I:ty),+) => { $(
        impl From<$I> for $T {
            fn from(value: $I) -> Self {
                $from!(value)
            }
        }

        impl PartialEq<$I> for $T {
            fn eq(&self, other: &$I) -> bool {
                let other = <$T>::from(*other);
                *self == other
            }
        }

        impl TryFrom<&$T> for $I {
            type Error = ValueError;
            fn try_from(value: &$T) -> Result<Self, ValueError> {
                let fits = value.small().and_then(|small| small.try_into().ok());
                fits.ok_or(ValueError::new(stringify!($I), "the number is out of its range"))
            }
        }

        impl TryFrom<$T> for $I {
            type Error = ValueError;
            fn try_from(value: $T) -> Result<Self, ValueError> {
                (&value).try_into()
            }
        }

        impl IntoMember<$T> for $I {
            fn into_member(self) -> $T {
                self.into()
            }
        }

        impl IntoMember<Option<$T>> for $I {
            fn into_member(self) -> Option<$T> {
                Some(self.into())
            }
        }

        impl IntoMember<Nillable<$T>> for $I {
            fn into_member(self) -> Nillable<$T> {
                Nillable::Value(self.into())
            }
        }
    )+ };
}
macro_rules! signed {
    ($value:ident) => {
        Integer::new(
            $value < 0,
            Magnitude::Small(i128::from($value).unsigned_abs()),
        )
    };
}
macro_rules! unsigned {
    ($value:ident) => {
        Integer::new(false, Magnitude::Small($value.into()))
    };
}
macro_rules! natural {
    ($value:ident) => {
        NonNegativeInteger(Magnitude::Small($value.into()))
    };
}
from_rust!(Integer: signed; i8, i16, i32, i64, i128);
from_rust!(Integer: unsigned; u8, u16, u32, u64, u128);
from_rust!(NonNegativeInteger: natural; u8, u16, u32, u64, u128);

#[cfg(test)]
mod tests {
    use super::*;

    fn integer(text: &str) -> Integer {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    const BEYOND: &str = "340282366920938463463374607431768211456";

    #[test]
    fn every_size_comes_back() {
        for (text, back) in [
            ("0", "0"),
            ("-0", "0"),
            ("+0007", "7"),
            (" -42\n", "-42"),
            (BEYOND, BEYOND),
            (&format!("-000{BEYOND}0"), &format!("-{BEYOND}0")),
            (&u128::MAX.to_string(), &u128::MAX.to_string()),
            (&i128::MIN.to_string(), &i128::MIN.to_string()),
            (&"0".repeat(500), "0"),
        ] {
            assert_eq!(integer(text).to_string(), *back);
        }
        for text in ["", "+", "-", "--1", "1.0", "1e3", "1 2", "٣", "0x1", "+-1"] {
            assert!(text.parse::<Integer>().is_err(), "{text}");
            assert!(text.parse::<NonNegativeInteger>().is_err(), "{text}");
        }
        assert_eq!(
            "-0".parse::<NonNegativeInteger>().map(|n| n == 0u8),
            Ok(true)
        );
        assert!(format!("-{BEYOND}").parse::<NonNegativeInteger>().is_err());
    }

    #[test]
    fn order_and_equality_are_those_of_the_numbers() {
        let ascending = [
            format!("-{BEYOND}9"),
            format!("-{BEYOND}"),
            format!("-{}", u128::MAX),
            "-1".into(),
            "0".into(),
            "1".into(),
            u128::MAX.to_string(),
            BEYOND.into(),
            format!("{BEYOND}0"),
        ];
        let numbers: Vec<Integer> = ascending.iter().map(|t| integer(t)).collect();
        for (i, a) in numbers.iter().enumerate() {
            for (j, b) in numbers.iter().enumerate() {
                assert_eq!(a.cmp(b), i.cmp(&j), "{a} {b}");
            }
        }
        assert_eq!(integer(&format!("00{BEYOND}")), integer(BEYOND));
    }

    #[test]
    fn rusts_integers_convert_where_they_fit() {
        assert_eq!(Integer::from(i128::MIN), integer(&i128::MIN.to_string()));
        assert_eq!(i128::try_from(Integer::from(i128::MIN)), Ok(i128::MIN));
        assert_eq!(u8::try_from(&Integer::from(255)), Ok(255));
        assert!(u8::try_from(&Integer::from(256)).is_err());
        assert!(u8::try_from(&Integer::from(-1)).is_err());
        assert!(i64::try_from(integer(BEYOND)).is_err());
        assert_eq!(
            u128::try_from(NonNegativeInteger::from(u128::MAX)),
            Ok(u128::MAX)
        );
        assert_eq!(Integer::from(NonNegativeInteger::from(7u8)), 7);
    }
}
