//! Fractions of a second, digit by digit.

use super::error::Read;
use super::text::{Line, Scan, number};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The fraction of a second: any number of decimal digits, kept as written.
///
/// `5` and `500` are the same half second and compare equal; both are written as they were read. No digit at all is
/// [`Fraction::NONE`]: no point is written then. Up to 19 digits take no allocation.
///
/// ```
/// use wsdl_runtime::value::Fraction;
/// let fraction: Fraction = "250".parse()?;
/// assert_eq!((fraction.nanoseconds(), fraction.len()), (Some(250_000_000), 3));
/// assert_eq!(Fraction::from_nanoseconds(250_000_000)?, fraction);
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone)]
pub struct Fraction(Digits);

#[derive(Clone)]
enum Digits {
    /// At most 19 digits, leading zeros included in `len`.
    Short { len: u8, value: u64 },
    /// More than 19. Boxed twice, so that the whole takes 16 bytes.
    Long(Box<Box<str>>),
}

/// Digits that always fit a `u64`.
const SHORT: usize = 19;
const FORM: &str = "a fraction is digits, one at least";

impl Default for Fraction {
    fn default() -> Self {
        Fraction::NONE
    }
}

impl Fraction {
    pub(crate) const NAME: &'static str = "fraction of a second";
    /// No digits.
    pub const NONE: Fraction = Fraction(Digits::Short { len: 0, value: 0 });

    /// So many billionths of a second, with as few digits as will do: 500,000,000 is `5`.
    ///
    /// # Errors
    /// A second or more.
    pub fn from_nanoseconds(nanoseconds: u32) -> Result<Self, super::ValueError> {
        if nanoseconds > 999_999_999 {
            return Err(super::ValueError::new(
                Fraction::NAME,
                "it is a second or more",
            ));
        }
        Ok(Fraction::subsecond(nanoseconds))
    }

    /// The same for less than a second, as all clocks count.
    pub(crate) fn subsecond(nanoseconds: u32) -> Self {
        let (mut value, mut len) = (u64::from(nanoseconds), 9);
        while len > 0 && value % 10 == 0 {
            value /= 10;
            len -= 1;
        }
        Fraction(Digits::Short { len, value })
    }

    /// Billionths of a second, where that is exact: None when there is a digit other than 0 after the ninth.
    pub fn nanoseconds(&self) -> Option<u32> {
        let (head, tail) = self.key();
        let scale = 10u64.pow(10);
        if head % scale != 0 || !tail.is_empty() {
            return None;
        }
        u32::try_from(head / scale).ok()
    }

    /// How many digits were written.
    pub fn len(&self) -> usize {
        match &self.0 {
            Digits::Short { len, .. } => usize::from(*len),
            Digits::Long(digits) => digits.len(),
        }
    }

    /// No digits were written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Nothing but zeros, or no digits.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Digits::Short { value, .. } => *value == 0,
            Digits::Long(digits) => digits.bytes().all(|b| b == b'0'),
        }
    }

    /// Takes the digits that are next, one at least.
    #[inline]
    pub(crate) fn scan(scan: &mut Scan<'_>) -> Read<Self> {
        let Scan(all) = *scan;
        let (mut value, mut len) = (0u64, 0usize);
        while let [digit @ b'0'..=b'9', rest @ ..] = scan.0 {
            // What 19 digits make is right; beyond, the text is kept instead.
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            len += 1;
            scan.0 = rest;
        }
        match len {
            0 => Err(FORM),
            1..=SHORT => Ok(Fraction(Digits::Short {
                len: len as u8,
                value,
            })),
            _ => {
                let digits = all
                    .get(..len)
                    .and_then(|digits| std::str::from_utf8(digits).ok());
                Ok(Fraction(Digits::Long(Box::new(digits.ok_or(FORM)?.into()))))
            }
        }
    }

    /// A point and the digits, or nothing when there are none.
    #[inline]
    pub(crate) fn push(&self, line: &mut Line, out: &mut impl fmt::Write) -> fmt::Result {
        if self.is_empty() {
            return Ok(());
        }
        line.push(b'.');
        self.push_digits(line, out)
    }

    #[inline]
    fn push_digits(&self, line: &mut Line, out: &mut impl fmt::Write) -> fmt::Result {
        match &self.0 {
            Digits::Short { len: 0, .. } => {}
            Digits::Short { len, value } => line.number(*value, usize::from(*len)),
            Digits::Long(digits) => {
                line.flush(out)?;
                out.write_str(digits)?;
            }
        }
        Ok(())
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        self.push_digits(&mut line, out)?;
        line.flush(out)
    }

    /// The digit at `place` after the point; 0 where none was written.
    fn digit(&self, place: usize) -> u8 {
        match &self.0 {
            Digits::Short { len, value } => match usize::from(*len).checked_sub(place + 1) {
                Some(behind) => (value / 10u64.pow(behind as u32) % 10) as u8,
                None => 0,
            },
            Digits::Long(digits) => digits.as_bytes().get(place).map_or(0, |digit| digit - b'0'),
        }
    }

    /// The order of `self + other` and a whole number.
    pub(crate) fn compare_sum(&self, other: &Self, whole: i128) -> Ordering {
        match whole {
            ..0 => Ordering::Greater,
            0 if self.is_zero() && other.is_zero() => Ordering::Equal,
            0 => Ordering::Greater,
            2.. => Ordering::Less,
            1 => {
                let places = self.len().max(other.len());
                let sum = |place: usize| self.digit(place) + other.digit(place);
                // 0.999.. so far: the first sum that is not 9 decides, as all after it add up to less than two of its units.
                match (0..places).find(|place| sum(*place) != 9) {
                    Some(place) if sum(place) < 9 => Ordering::Less,
                    Some(place)
                        if sum(place) == 10 && (place + 1..places).all(|after| sum(after) == 0) =>
                    {
                        Ordering::Equal
                    }
                    Some(_) => Ordering::Greater,
                    None => Ordering::Less,
                }
            }
        }
    }

    /// What two equal fractions have in common: the first 19 digits as a number, and what follows without zeros at its end.
    fn key(&self) -> (u64, &[u8]) {
        match &self.0 {
            Digits::Short { len, value } => {
                let missing = SHORT as u32 - u32::from(*len).min(SHORT as u32);
                (value * 10u64.pow(missing), &[])
            }
            Digits::Long(digits) => {
                let (head, mut tail) = digits
                    .as_bytes()
                    .split_at_checked(SHORT)
                    .unwrap_or_default();
                while let [rest @ .., b'0'] = tail {
                    tail = rest;
                }
                (number(head).unwrap_or_default(), tail)
            }
        }
    }
}

impl std::str::FromStr for Fraction {
    type Err = super::ValueError;

    /// Reads the digits, without the point; the empty text is [`Fraction::NONE`].
    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        if digits.is_empty() {
            return Ok(Fraction::NONE);
        }
        let mut scan = Scan(digits.as_bytes());
        Fraction::scan(&mut scan)
            .and_then(|fraction| scan.end(FORM).map(|()| fraction))
            .map_err(|reason| super::ValueError::new(Fraction::NAME, reason))
    }
}

impl fmt::Display for Fraction {
    /// The digits, without the point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Fraction {}

impl Hash for Fraction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}
