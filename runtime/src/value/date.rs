//! `xs:date`.

use super::ValueError;
use super::calendar::{self, Point, by_point, zoned};
use super::error::Read;
use super::offset::Zone;
use super::text::{Line, Scan, lexical};
use std::fmt;

/// `xs:date`: a calendar day, perhaps with an offset from UTC (XML Schema Part 2, 3.2.9).
///
/// Equality, hash and order are those of the day's first instant: `2002-10-10+13:00` equals `2002-10-09-11:00`, as the
/// specification has it. A date with an offset never equals one without. Years are as in [`DateTime`](super::DateTime).
///
/// ```
/// use wsdl_runtime::value::Date;
/// let day: Date = "2026-11-23Z".parse()?;
/// assert_eq!((day.year(), day.month(), day.day()), (2026, 11, 23));
/// assert!(Date::new(2025, 2, 29).is_err());
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Date {
    year: i64,
    zone: Zone,
    month: u8,
    day: u8,
}

impl Date {
    pub(crate) const NAME: &'static str = "xs:date";
    /// A value to read into.
    pub(crate) const BLANK: Date = Date {
        year: 1,
        zone: Zone::NONE,
        month: 1,
        day: 1,
    };

    /// A date without offset; add one with [`with_offset`](Date::with_offset).
    ///
    /// # Errors
    /// There is no such month or day.
    pub fn new(year: i64, month: u8, day: u8) -> Result<Self, ValueError> {
        calendar::check_date(year, month, day)
            .map_err(|reason| ValueError::new(Date::NAME, reason))?;
        Ok(Date {
            year,
            zone: Zone::NONE,
            month,
            day,
        })
    }

    /// A value of parts that are known to be valid: those of a date of another crate.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    pub(crate) fn from_valid(year: i64, month: u8, day: u8) -> Self {
        Date {
            year,
            zone: Zone::NONE,
            month,
            day,
        }
    }

    /// The year, counted as in [`DateTime::year`](super::DateTime::year).
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

    #[inline]
    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        let mut scan = Scan(bytes);
        let year = calendar::read_year(&mut scan)?;
        scan.expect(b'-', "a minus follows the year")?;
        let month = calendar::read_month(&mut scan)?;
        scan.expect(b'-', "a minus follows the month")?;
        let day = calendar::read_day(&mut scan)?;
        calendar::check_date(year, month, day)?;
        Ok(Date {
            year,
            zone: Zone::read(scan)?,
            month,
            day,
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
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'static> {
        Point::whole(
            calendar::day_seconds(self.year, self.month, self.day),
            self.zone,
        )
    }
}

lexical!(Date);
by_point!(Date);
zoned!(Date);
