//! The types that name a part of the calendar: `xs:gYear`, `xs:gYearMonth`, `xs:gMonth`, `xs:gMonthDay`, `xs:gDay`.

use super::ValueError;
use super::calendar::{self, Point, by_point, zoned};
use super::error::Read;
use super::offset::Zone;
use super::text::{Line, Scan, lexical};
use std::fmt;

/// The year that stands in for a missing one when two values are compared. A leap year, so that `--02-29` has its place.
const SOME_YEAR: i64 = 1972;

/// `xs:gYear`: a year such as `2026`, perhaps with an offset (XML Schema Part 2, 3.2.11).
///
/// Equality and order are those of the year's first instant; with and without an offset are never equal.
#[derive(Clone, Copy)]
pub struct GYear {
    year: i64,
    zone: Zone,
}

impl GYear {
    pub(crate) const NAME: &'static str = "xs:gYear";
    /// A value to read into.
    pub(crate) const BLANK: GYear = GYear {
        year: 1,
        zone: Zone::NONE,
    };

    /// A year without offset.
    ///
    /// # Errors
    /// `i64::MIN`, which has no positive counterpart.
    pub fn new(year: i64) -> Result<Self, ValueError> {
        calendar::check_date(year, 1, 1).map_err(|reason| ValueError::new(GYear::NAME, reason))?;
        Ok(GYear {
            year,
            zone: Zone::NONE,
        })
    }

    /// The year, counted as in [`DateTime::year`](super::DateTime::year).
    pub const fn year(&self) -> i64 {
        self.year
    }

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        let mut scan = Scan(bytes);
        let year = calendar::read_year(&mut scan)?;
        Ok(GYear {
            year,
            zone: Zone::read(scan)?,
        })
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        calendar::push_year(self.year, &mut line);
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'static> {
        Point::whole(calendar::day_seconds(self.year, 1, 1), self.zone)
    }
}

/// `xs:gYearMonth`: a month of a year such as `2026-11`, perhaps with an offset (XML Schema Part 2, 3.2.10).
///
/// Equality and order are those of the month's first instant; with and without an offset are never equal.
#[derive(Clone, Copy)]
pub struct GYearMonth {
    year: i64,
    zone: Zone,
    month: u8,
}

impl GYearMonth {
    pub(crate) const NAME: &'static str = "xs:gYearMonth";
    /// A value to read into.
    pub(crate) const BLANK: GYearMonth = GYearMonth {
        year: 1,
        zone: Zone::NONE,
        month: 1,
    };

    /// A month without offset.
    ///
    /// # Errors
    /// The month is not 1 to 12.
    pub fn new(year: i64, month: u8) -> Result<Self, ValueError> {
        calendar::check_date(year, month, 1)
            .map_err(|reason| ValueError::new(GYearMonth::NAME, reason))?;
        Ok(GYearMonth {
            year,
            zone: Zone::NONE,
            month,
        })
    }

    /// The year, counted as in [`DateTime::year`](super::DateTime::year).
    pub const fn year(&self) -> i64 {
        self.year
    }

    /// 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        let mut scan = Scan(bytes);
        let year = calendar::read_year(&mut scan)?;
        scan.expect(b'-', "a minus follows the year")?;
        let month = calendar::read_month(&mut scan)?;
        Ok(GYearMonth {
            year,
            zone: Zone::read(scan)?,
            month,
        })
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        calendar::push_year(self.year, &mut line);
        line.push(b'-');
        line.two(self.month);
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'static> {
        Point::whole(calendar::day_seconds(self.year, self.month, 1), self.zone)
    }
}

/// `xs:gMonth`: a month of every year such as `--11`, perhaps with an offset (XML Schema Part 2, 3.2.14).
///
/// Equality and order are those of first instants in one leap year; with and without an offset are never equal.
/// The form `--11--` of the first edition is no value.
#[derive(Clone, Copy)]
pub struct GMonth {
    zone: Zone,
    month: u8,
}

impl GMonth {
    pub(crate) const NAME: &'static str = "xs:gMonth";
    /// A value to read into.
    pub(crate) const BLANK: GMonth = GMonth {
        zone: Zone::NONE,
        month: 1,
    };

    /// A month without offset.
    ///
    /// # Errors
    /// The month is not 1 to 12.
    pub fn new(month: u8) -> Result<Self, ValueError> {
        calendar::check_date(SOME_YEAR, month, 1)
            .map_err(|reason| ValueError::new(GMonth::NAME, reason))?;
        Ok(GMonth {
            zone: Zone::NONE,
            month,
        })
    }

    /// 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        let [b'-', b'-', rest @ ..] = bytes else {
            return Err("it begins with two minus signs");
        };
        let mut scan = Scan(rest);
        let month = calendar::read_month(&mut scan)?;
        Ok(GMonth {
            zone: Zone::read(scan)?,
            month,
        })
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        line.push_all(b"--");
        line.two(self.month);
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'static> {
        Point::whole(calendar::day_seconds(SOME_YEAR, self.month, 1), self.zone)
    }
}

/// `xs:gMonthDay`: a day of every year such as `--11-23`, perhaps with an offset (XML Schema Part 2, 3.2.12).
///
/// `--02-29` is one. Equality and order are those of first instants in one leap year; with and without an offset are never equal.
#[derive(Clone, Copy)]
pub struct GMonthDay {
    zone: Zone,
    month: u8,
    day: u8,
}

impl GMonthDay {
    pub(crate) const NAME: &'static str = "xs:gMonthDay";
    /// A value to read into.
    pub(crate) const BLANK: GMonthDay = GMonthDay {
        zone: Zone::NONE,
        month: 1,
        day: 1,
    };

    /// A day of a month, without offset.
    ///
    /// # Errors
    /// The month is not 1 to 12, or never has that day.
    pub fn new(month: u8, day: u8) -> Result<Self, ValueError> {
        calendar::check_date(SOME_YEAR, month, day)
            .map_err(|reason| ValueError::new(GMonthDay::NAME, reason))?;
        Ok(GMonthDay {
            zone: Zone::NONE,
            month,
            day,
        })
    }

    /// 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub const fn day(&self) -> u8 {
        self.day
    }

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        let [b'-', b'-', rest @ ..] = bytes else {
            return Err("it begins with two minus signs");
        };
        let mut scan = Scan(rest);
        let month = calendar::read_month(&mut scan)?;
        scan.expect(b'-', "a minus follows the month")?;
        let day = calendar::read_day(&mut scan)?;
        calendar::check_date(SOME_YEAR, month, day)?;
        Ok(GMonthDay {
            zone: Zone::read(scan)?,
            month,
            day,
        })
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        line.push_all(b"--");
        line.two(self.month);
        line.push(b'-');
        line.two(self.day);
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'static> {
        Point::whole(
            calendar::day_seconds(SOME_YEAR, self.month, self.day),
            self.zone,
        )
    }
}

/// `xs:gDay`: a day of every month such as `---23`, perhaps with an offset (XML Schema Part 2, 3.2.13).
///
/// Equality and order are those of first instants in one long month; with and without an offset are never equal.
#[derive(Clone, Copy)]
pub struct GDay {
    zone: Zone,
    day: u8,
}

impl GDay {
    pub(crate) const NAME: &'static str = "xs:gDay";
    /// A value to read into.
    pub(crate) const BLANK: GDay = GDay {
        zone: Zone::NONE,
        day: 1,
    };

    /// A day without offset.
    ///
    /// # Errors
    /// The day is not 1 to 31.
    pub fn new(day: u8) -> Result<Self, ValueError> {
        calendar::check_date(SOME_YEAR, 12, day)
            .map_err(|reason| ValueError::new(GDay::NAME, reason))?;
        Ok(GDay {
            zone: Zone::NONE,
            day,
        })
    }

    /// 1 to 31.
    pub const fn day(&self) -> u8 {
        self.day
    }

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        let [b'-', b'-', b'-', rest @ ..] = bytes else {
            return Err("it begins with three minus signs");
        };
        let mut scan = Scan(rest);
        let day = calendar::read_day(&mut scan)?;
        calendar::check_date(SOME_YEAR, 12, day)?;
        Ok(GDay {
            zone: Zone::read(scan)?,
            day,
        })
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        line.push_all(b"---");
        line.two(self.day);
        self.zone.push(&mut line);
        line.flush(out)
    }

    pub(crate) fn point(&self) -> Point<'static> {
        Point::whole(calendar::day_seconds(SOME_YEAR, 12, self.day), self.zone)
    }
}

lexical!(GYear, GYearMonth, GMonth, GMonthDay, GDay);
by_point!(GYear, GYearMonth, GMonth, GMonthDay, GDay);
zoned!(GYear, GYearMonth, GMonth, GMonthDay, GDay);
