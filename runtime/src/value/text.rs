//! Reading and writing short ASCII forms by hand: no slicing that could panic, no allocation.

use super::error::Read;
use std::fmt;

/// Takes off the white space that XML Schema's `collapse` takes off both ends.
#[inline]
pub(crate) fn trim(text: &str) -> &[u8] {
    let mut bytes = text.as_bytes();
    while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = bytes {
        bytes = rest;
    }
    while let [rest @ .., b' ' | b'\t' | b'\n' | b'\r'] = bytes {
        bytes = rest;
    }
    bytes
}

/// What is left of a text, eaten from the front.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a>(pub(crate) &'a [u8]);

impl<'a> Scan<'a> {
    /// Takes `byte` if it is next.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        match self.0 {
            [first, rest @ ..] if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes `byte`, or fails with `reason`.
    #[inline]
    pub(crate) fn expect(&mut self, byte: u8, reason: &'static str) -> Read<()> {
        if self.eat(byte) { Ok(()) } else { Err(reason) }
    }

    /// Takes exactly two digits.
    #[inline]
    pub(crate) fn two(&mut self) -> Option<u8> {
        match self.0 {
            [a @ b'0'..=b'9', b @ b'0'..=b'9', rest @ ..] => {
                self.0 = rest;
                Some((a - b'0') * 10 + (b - b'0'))
            }
            _ => None,
        }
    }

    /// Takes all digits that are next, perhaps none.
    #[inline]
    pub(crate) fn digits(&mut self) -> &'a [u8] {
        let count = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count).unwrap_or_default();
        self.0 = rest;
        digits
    }

    /// Nothing may be left.
    #[inline]
    pub(crate) fn end(&self, reason: &'static str) -> Read<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(reason)
        }
    }
}

/// The number that `digits` (ASCII digits only) spell, if it fits.
#[inline]
pub(crate) fn number(digits: &[u8]) -> Option<u64> {
    let mut value = 0u64;
    if digits.len() < 20 {
        // 19 digits always fit.
        for digit in digits {
            value = value * 10 + u64::from(digit.wrapping_sub(b'0'));
        }
        return Some(value);
    }
    for digit in digits {
        value = value
            .checked_mul(10)?
            .checked_add(u64::from(digit.wrapping_sub(b'0')))?;
    }
    Some(value)
}

/// A piece of ASCII text on the stack. What goes beyond its end is dropped, and [`CAPACITY`](Line::CAPACITY) exceeds the longest use.
pub(crate) struct Line {
    bytes: [u8; Line::CAPACITY],
    len: usize,
}

impl Line {
    /// A dateTime with a 20-character year and a 19-digit fraction takes 61 characters.
    pub(crate) const CAPACITY: usize = 64;

    #[inline]
    pub(crate) fn new() -> Self {
        Line {
            bytes: [0; Line::CAPACITY],
            len: 0,
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        debug_assert!(self.len < Line::CAPACITY);
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    #[inline]
    pub(crate) fn push_all(&mut self, bytes: &[u8]) {
        let end = self.len + bytes.len();
        debug_assert!(end <= Line::CAPACITY);
        if let Some(place) = self.bytes.get_mut(self.len..end) {
            place.copy_from_slice(bytes);
            self.len = end;
        }
    }

    /// Two digits; `value` is below 100.
    #[inline]
    pub(crate) fn two(&mut self, value: u8) {
        self.push_all(&[b'0' + value / 10 % 10, b'0' + value % 10]);
    }

    /// A number with at least `width` digits.
    pub(crate) fn number(&mut self, value: u64, width: usize) {
        let mut buffer = itoa::Buffer::new();
        let digits = buffer.format(value).as_bytes();
        for _ in digits.len()..width {
            self.push(b'0');
        }
        self.push_all(digits);
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        self.bytes
            .get(..self.len)
            .and_then(|b| std::str::from_utf8(b).ok())
            .unwrap_or_default()
    }

    /// Writes what is there and begins anew.
    #[inline]
    pub(crate) fn flush(&mut self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str(self.as_str())?;
        self.len = 0;
        Ok(())
    }
}

/// The traits that every lexical type has in common, on top of its inherent `NAME`, `read(&[u8])` and `write(&mut impl Write)`.
macro_rules! lexical {
    ($($T:ty),+) => {
        $crate::value::text::lexical_text!($($T),+);
        $(
            impl ::std::fmt::Debug for $T {
                /// The lexical form.
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    self.write(f)
                }
            }
        )+
    };
}
pub(crate) use lexical;

/// [`lexical!`] but for `Debug`.
macro_rules! lexical_text {
    ($($T:ty),+) => { $(
        impl ::std::str::FromStr for $T {
            type Err = $crate::value::ValueError;

            /// Reads the lexical form; white space at both ends does not count.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <$T>::read($crate::value::text::trim(text)).map_err(|reason| $crate::value::ValueError::new(<$T>::NAME, reason))
            }
        }

        impl TryFrom<&str> for $T {
            type Error = $crate::value::ValueError;

            /// As [`FromStr`](::std::str::FromStr).
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl ::std::fmt::Display for $T {
            /// The lexical form as it goes on the wire.
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                if f.width().is_none() && f.precision().is_none() {
                    return self.write(f);
                }
                let mut text = String::new();
                self.write(&mut text)?;
                f.pad(&text)
            }
        }
    )+ };
}
pub(crate) use lexical_text;
