//! The time zone of a date or time: an offset from UTC in minutes.

use super::error::Read;
use super::text::{Line, Scan, lexical};
use std::fmt;
use std::hash::{Hash, Hasher};

/// An offset from UTC, `-14:00` to `+14:00` in whole minutes, or `Z`.
///
/// `Z`, `+00:00` and `-00:00` are the same offset and compare equal; which of the three was read is kept, and written again.
///
/// ```
/// use wsdl_runtime::value::Offset;
/// let offset: Offset = "-05:30".parse()?;
/// assert_eq!(offset.minutes(), -330);
/// assert_eq!(Offset::from_minutes(60).map(|o| o.to_string()).as_deref(), Some("+01:00"));
/// assert_eq!(Offset::from_minutes(0), Some(Offset::UTC));
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Offset(i16);

/// Beyond the 840 minutes either way that an offset can have.
const UTC: i16 = 1000;
const MINUS_ZERO: i16 = 1001;

impl Offset {
    pub(crate) const NAME: &'static str = "offset";
    /// The greatest offset either way, in minutes: 14 hours.
    pub const MAX_MINUTES: i16 = 14 * 60;
    /// `Z`.
    pub const UTC: Offset = Offset(UTC);

    /// The offset of so many minutes east of UTC (west when negative); `Z` for 0. None beyond 14 hours.
    pub const fn from_minutes(minutes: i16) -> Option<Self> {
        match minutes {
            0 => Some(Offset::UTC),
            -840..=840 => Some(Offset(minutes)),
            _ => None,
        }
    }

    /// Minutes east of UTC.
    pub const fn minutes(self) -> i16 {
        if self.0 >= UTC { 0 } else { self.0 }
    }

    #[inline]
    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        const FORM: &str = "a time zone is Z, +hh:mm or -hh:mm";
        let (west, rest) = match bytes {
            [b'Z'] => return Ok(Offset::UTC),
            [b'+', rest @ ..] => (false, rest),
            [b'-', rest @ ..] => (true, rest),
            _ => return Err(FORM),
        };
        let mut scan = Scan(rest);
        let hours = scan.two().ok_or(FORM)?;
        scan.expect(b':', FORM)?;
        let minutes = scan.two().ok_or(FORM)?;
        scan.end(FORM)?;
        if hours > 14 || minutes > 59 || (hours == 14 && minutes > 0) {
            return Err("a time zone is at most 14:00, and its minutes at most 59");
        }
        let total = i16::from(hours) * 60 + i16::from(minutes);
        Ok(Offset(match (west, total) {
            (true, 0) => MINUS_ZERO,
            (true, _) => -total,
            (false, _) => total,
        }))
    }

    #[inline]
    pub(crate) fn push(self, line: &mut Line) {
        if self.0 == UTC {
            return line.push(b'Z');
        }
        let minutes = self.minutes();
        line.push(if minutes < 0 || self.0 == MINUS_ZERO {
            b'-'
        } else {
            b'+'
        });
        let minutes = minutes.unsigned_abs();
        line.two((minutes / 60) as u8);
        line.push(b':');
        line.two((minutes % 60) as u8);
    }

    fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        self.push(&mut line);
        line.flush(out)
    }
}

lexical!(Offset);

impl PartialEq for Offset {
    fn eq(&self, other: &Self) -> bool {
        self.minutes() == other.minutes()
    }
}

impl Eq for Offset {}

impl Hash for Offset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.minutes().hash(state);
    }
}

/// An offset or none, in two bytes.
#[derive(Clone, Copy)]
pub(crate) struct Zone(i16);

impl Zone {
    pub(crate) const NONE: Zone = Zone(i16::MIN);

    pub(crate) const fn new(offset: Option<Offset>) -> Self {
        match offset {
            Some(offset) => Zone(offset.0),
            None => Zone::NONE,
        }
    }

    pub(crate) const fn get(self) -> Option<Offset> {
        if self.0 == i16::MIN {
            None
        } else {
            Some(Offset(self.0))
        }
    }

    /// The rest of a text: an offset, or nothing.
    #[inline]
    pub(crate) fn read(rest: Scan<'_>) -> Read<Self> {
        if rest.0.is_empty() {
            return Ok(Zone::NONE);
        }
        Offset::read(rest.0).map(|offset| Zone(offset.0))
    }

    #[inline]
    pub(crate) fn push(self, line: &mut Line) {
        if let Some(offset) = self.get() {
            offset.push(line);
        }
    }
}
