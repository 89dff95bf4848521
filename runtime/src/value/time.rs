//! `xs:time`.

use super::ValueError;
use super::calendar::{self, Clock, Point, by_point, zoned};
use super::error::Read;
use super::fraction::Fraction;
use super::offset::Zone;
use super::text::{Line, Scan, lexical};
use std::fmt;

/// `xs:time`: a time of day, perhaps with an offset from UTC (XML Schema Part 2, 3.2.8).
///
/// Equality, hash and order are those of the instants that the times are on one arbitrary day: `12:00:00Z` equals `13:00:00.0+01:00`,
/// and `24:00:00` is `00:00:00`. A time with an offset never equals one without. The fraction and `24:00:00` are kept as written.
///
/// ```
/// use wsdl_runtime::value::Time;
/// let noon: Time = "12:00:00.00".parse()?;
/// assert_eq!(noon, Time::new(12, 0, 0)?);
/// assert_eq!(noon.to_string(), "12:00:00.00");
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone)]
pub struct Time {
    fraction: Fraction,
    zone: Zone,
    hour: u8,
    minute: u8,
    second: u8,
}

impl Time {
    pub(crate) const NAME: &'static str = "xs:time";
    /// A value to read into.
    pub(crate) const BLANK: Time = Time {
        fraction: Fraction::NONE,
        zone: Zone::NONE,
        hour: 0,
        minute: 0,
        second: 0,
    };

    /// A time without fraction and offset; add them with [`with_fraction`](Time::with_fraction) and
    /// [`with_offset`](Time::with_offset).
    ///
    /// # Errors
    /// There is no such time. Hour 24 is midnight, when minute and second are 0.
    pub fn new(hour: u8, minute: u8, second: u8) -> Result<Self, ValueError> {
        calendar::check_clock(hour, minute, second, &Fraction::NONE)
            .map_err(|reason| ValueError::new(Time::NAME, reason))?;
        Ok(Time {
            fraction: Fraction::NONE,
            zone: Zone::NONE,
            hour,
            minute,
            second,
        })
    }

    /// A value of parts that are known to be valid: those of a time of another crate.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    pub(crate) fn from_valid(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Self {
        let fraction = Fraction::subsecond(nanosecond);
        Time {
            fraction,
            zone: Zone::NONE,
            hour,
            minute,
            second,
        }
    }

    /// The same with another fraction of a second.
    ///
    /// # Errors
    /// The hour is 24, and the fraction is not 0.
    pub fn with_fraction(mut self, fraction: Fraction) -> Result<Self, ValueError> {
        calendar::check_clock(self.hour, self.minute, self.second, &fraction)
            .map_err(|reason| ValueError::new(Time::NAME, reason))?;
        self.fraction = fraction;
        Ok(self)
    }

    /// 0 to 24; 24 only where all else is 0.
    pub const fn hour(&self) -> u8 {
        self.hour
    }

    /// 0 to 59.
    pub const fn minute(&self) -> u8 {
        self.minute
    }

    /// 0 to 59, without the fraction.
    pub const fn second(&self) -> u8 {
        self.second
    }

    /// The fraction of the second, as written.
    pub const fn fraction(&self) -> &Fraction {
        &self.fraction
    }

    #[inline]
    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        let mut scan = Scan(bytes);
        let Clock {
            hour,
            minute,
            second,
            fraction,
        } = calendar::read_clock(&mut scan)?;
        Ok(Time {
            fraction,
            zone: Zone::read(scan)?,
            hour,
            minute,
            second,
        })
    }

    #[inline]
    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        calendar::push_clock(self.hour, self.minute, self.second, &mut line);
        self.fraction.push(&mut line, out)?;
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'_> {
        let hour = self.hour % 24;
        Point {
            seconds: calendar::clock_seconds(hour, self.minute, self.second),
            fraction: &self.fraction,
            zone: self.zone,
        }
    }
}

lexical!(Time);
by_point!(Time);
zoned!(Time);
