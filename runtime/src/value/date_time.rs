//! `xs:dateTime`.

use super::ValueError;
use super::calendar::{self, Clock, Point, by_point, zoned};
use super::error::Read;
use super::fraction::Fraction;
use super::offset::{Offset, Zone};
use super::text::{Line, Scan, lexical};
use std::fmt;

/// `xs:dateTime`: a date, a time of day and perhaps an offset from UTC (XML Schema Part 2, 3.2.7).
///
/// Everything is kept as written: the digits of the fraction, `24:00:00`, `Z` or `+00:00` or no offset at all.
/// Years have any sign and up to 18 digits; `0000` is a year, as in XSD 1.1. There is no second 60.
///
/// Equality, hash and order are those of the value, not of the text: `2026-01-01T00:00:00Z`, `2026-01-01T01:00:00.0+01:00` and
/// `2025-12-31T24:00:00Z` are equal. A value with an offset never equals one without, and the two have an order
/// only when they are more than 14 hours apart. To compare texts, compare what `to_string` gives.
///
/// ```
/// use wsdl_runtime::value::{DateTime, Offset};
/// let when: DateTime = "2026-11-23T09:30:00.500+01:00".parse()?;
/// assert_eq!((when.year(), when.month(), when.minute()), (2026, 11, 30));
/// assert_eq!(when.to_string(), "2026-11-23T09:30:00.500+01:00");
/// assert_eq!(DateTime::new(2026, 11, 23, 8, 30, 0)?.with_offset(Offset::UTC) < when, true);
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone)]
pub struct DateTime {
    year: i64,
    fraction: Fraction,
    zone: Zone,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
}

impl DateTime {
    pub(crate) const NAME: &'static str = "xs:dateTime";
    /// A value to read into.
    pub(crate) const BLANK: DateTime = DateTime {
        year: 1,
        fraction: Fraction::NONE,
        zone: Zone::NONE,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
    };

    /// A date and time without fraction and offset; add them with [`with_fraction`](DateTime::with_fraction) and
    /// [`with_offset`](DateTime::with_offset).
    ///
    /// # Errors
    /// The month, day or time does not exist. Hour 24 is the end of the day, when minute and second are 0.
    pub fn new(
        year: i64,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Result<Self, ValueError> {
        calendar::check_date(year, month, day)
            .and_then(|()| calendar::check_clock(hour, minute, second, &Fraction::NONE))
            .map_err(|reason| ValueError::new(DateTime::NAME, reason))?;
        Ok(DateTime {
            year,
            fraction: Fraction::NONE,
            zone: Zone::NONE,
            month,
            day,
            hour,
            minute,
            second,
        })
    }

    /// A value of parts that are known to be valid: those of a date and time of another crate.
    pub(crate) fn from_valid(
        (year, month, day): (i64, u8, u8),
        (hour, minute, second): (u8, u8, u8),
        fraction: Fraction,
        offset: Option<Offset>,
    ) -> Self {
        DateTime {
            year,
            fraction,
            zone: Zone::new(offset),
            month,
            day,
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
            .map_err(|reason| ValueError::new(DateTime::NAME, reason))?;
        self.fraction = fraction;
        Ok(self)
    }

    /// The year; 0 is 1 BC and -1 is 2 BC where XSD 1.1 is followed, and -1 is 1 BC by the words of XSD 1.0.
    pub const fn year(&self) -> i64 {
        self.year
    }

    /// 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub const fn day(&self) -> u8 {
        self.day
    }

    /// 0 to 24; 24 only where minute, second and fraction are 0, and then it is the next day's first instant.
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
        let year = calendar::read_year(&mut scan)?;
        scan.expect(b'-', "a minus follows the year")?;
        let month = calendar::read_month(&mut scan)?;
        scan.expect(b'-', "a minus follows the month")?;
        let day = calendar::read_day(&mut scan)?;
        calendar::check_date(year, month, day)?;
        scan.expect(b'T', "a T stands between date and time")?;
        let Clock {
            hour,
            minute,
            second,
            fraction,
        } = calendar::read_clock(&mut scan)?;
        let zone = Zone::read(scan)?;
        Ok(DateTime {
            year,
            fraction,
            zone,
            month,
            day,
            hour,
            minute,
            second,
        })
    }

    #[inline]
    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        calendar::push_year(self.year, &mut line);
        line.push(b'-');
        line.two(self.month);
        line.push(b'-');
        line.two(self.day);
        line.push(b'T');
        calendar::push_clock(self.hour, self.minute, self.second, &mut line);
        self.fraction.push(&mut line, out)?;
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'_> {
        let day = calendar::day_seconds(self.year, self.month, self.day);
        Point {
            seconds: day + calendar::clock_seconds(self.hour, self.minute, self.second),
            fraction: &self.fraction,
            zone: self.zone,
        }
    }
}

lexical!(DateTime);
by_point!(DateTime);
zoned!(DateTime);
