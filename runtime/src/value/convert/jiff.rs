//! `jiff`.

use super::civil::{Civil, offset, without_offset};
use super::*;
use crate::value::{Date, Time};
use ::jiff::{SignedDuration, Span, Timestamp, ZonedDateTime, civil, tz};

const CIVIL_DATE: &str = "jiff::civil::Date";
const CIVIL_TIME: &str = "jiff::civil::Time";
const CIVIL: &str = "jiff::civil::DateTime";
const TIMESTAMP: &str = "jiff::Timestamp";
const ZONED: &str = "jiff::ZonedDateTime";
const SPAN: &str = "jiff::Span";
const SIGNED: &str = "jiff::SignedDuration";

impl From<civil::Date> for Date {
    /// The day, without offset.
    fn from(date: civil::Date) -> Self {
        Date::from_valid(date.year().into(), date.month() as u8, date.day() as u8)
    }
}

impl TryFrom<Date> for civil::Date {
    type Error = ValueError;

    /// # Errors
    /// An offset, a year beyond jiff's.
    fn try_from(value: Date) -> Result<Self, ValueError> {
        without_offset(value.offset(), CIVIL_DATE)?;
        date(value.year(), value.month(), value.day(), CIVIL_DATE)
    }
}

impl From<civil::Time> for Time {
    /// The time, without offset.
    fn from(time: civil::Time) -> Self {
        let (hour, minute, second) = (time.hour() as u8, time.minute() as u8, time.second() as u8);
        Time::from_valid(hour, minute, second, time.subsec_nanosecond() as u32)
    }
}

impl TryFrom<&Time> for civil::Time {
    type Error = ValueError;

    /// `24:00:00` is midnight.
    ///
    /// # Errors
    /// An offset, more than nine significant digits of a fraction.
    fn try_from(value: &Time) -> Result<Self, ValueError> {
        without_offset(value.offset(), CIVIL_TIME)?;
        let nanosecond = nanoseconds(value.fraction(), CIVIL_TIME)?;
        time(
            value.hour() % 24,
            value.minute(),
            value.second(),
            nanosecond,
            CIVIL_TIME,
        )
    }
}

impl From<civil::DateTime> for DateTime {
    /// The date and time, without offset.
    fn from(value: civil::DateTime) -> Self {
        parts(value).date_time(None)
    }
}

impl TryFrom<&DateTime> for civil::DateTime {
    type Error = ValueError;

    /// `24:00:00` is the next day's midnight.
    ///
    /// # Errors
    /// An offset, a year beyond jiff's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        local(Civil::local(value, CIVIL)?, CIVIL)
    }
}

impl From<Timestamp> for DateTime {
    /// The instant in UTC, written with `Z`.
    fn from(instant: Timestamp) -> Self {
        parts(tz::Offset::UTC.to_datetime(instant)).date_time(Some(Offset::UTC))
    }
}

impl TryFrom<&DateTime> for Timestamp {
    type Error = ValueError;

    /// The instant; which offset it was written with is not kept.
    ///
    /// # Errors
    /// No offset, an instant beyond jiff's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let (seconds, nanosecond) = instant(value, TIMESTAMP)?;
        let all = seconds * 1_000_000_000 + i128::from(nanosecond);
        Timestamp::from_nanosecond(all).map_err(|_| ValueError::new(TIMESTAMP, RANGE))
    }
}

impl TryFrom<&ZonedDateTime> for DateTime {
    type Error = ValueError;

    /// The local date and time with the offset in force then; `Z` when that is 0. The name of the zone has no place in XML Schema.
    ///
    /// # Errors
    /// An offset with seconds, or of more than 14 hours.
    fn try_from(value: &ZonedDateTime) -> Result<Self, ValueError> {
        Ok(parts(value.datetime()).date_time(Some(offset(value.offset().seconds())?)))
    }
}

impl TryFrom<ZonedDateTime> for DateTime {
    type Error = ValueError;

    /// As from a reference.
    fn try_from(value: ZonedDateTime) -> Result<Self, ValueError> {
        (&value).try_into()
    }
}

impl TryFrom<&DateTime> for ZonedDateTime {
    type Error = ValueError;

    /// A time zone with the very offset, all the year round.
    ///
    /// # Errors
    /// No offset, an instant beyond jiff's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let offset = value.offset().ok_or(ValueError::new(ZONED, NO_OFFSET))?;
        let civil = local(Civil::new(value, ZONED)?, ZONED)?;
        tz::Offset::from_seconds(i32::from(offset.minutes()) * 60)
            .and_then(|offset| {
                Ok(offset
                    .to_timestamp(civil)?
                    .to_zoned_datetime(offset.to_time_zone()))
            })
            .map_err(|_| ValueError::new(ZONED, RANGE))
    }
}

impl From<SignedDuration> for Duration {
    /// Seconds and a fraction.
    fn from(value: SignedDuration) -> Self {
        from_length(
            value.is_negative(),
            value.as_secs().unsigned_abs(),
            value.subsec_nanos().unsigned_abs(),
        )
    }
}

impl TryFrom<&Duration> for SignedDuration {
    type Error = ValueError;

    /// A day is 24 hours.
    ///
    /// # Errors
    /// Years or months, more than nine significant digits of a fraction, more seconds than 63 bits hold.
    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = length(value, SIGNED)?;
        let seconds = i64::try_from(seconds).map_err(|_| ValueError::new(SIGNED, RANGE))?;
        let made = SignedDuration::new(seconds, nanoseconds as i32);
        Ok(if value.is_negative() { -made } else { made })
    }
}

impl From<Span> for Duration {
    /// The parts that are not 0; weeks become days, and what is below a second becomes part of the seconds.
    fn from(span: Span) -> Self {
        let (days, weeks) = (
            span.get_days().unsigned_abs(),
            span.get_weeks().unsigned_abs(),
        );
        let below = |value: i64, unit: u128| u128::from(value.unsigned_abs()) * unit;
        let nanoseconds = below(span.get_milliseconds(), 1_000_000)
            + below(span.get_microseconds(), 1_000)
            + below(span.get_nanoseconds(), 1);
        // Each of jiff's parts is below 2^63, and there are four that make seconds.
        let seconds = span.get_seconds().unsigned_abs() + (nanoseconds / 1_000_000_000) as u64;
        let rest = (nanoseconds % 1_000_000_000) as u32;
        let mut made = Duration::ZERO;
        let parts = [
            span.get_years().unsigned_abs().into(),
            span.get_months().unsigned_abs().into(),
            u64::from(days) + u64::from(weeks) * 7,
            span.get_hours().unsigned_abs().into(),
            span.get_minutes().unsigned_abs(),
        ];
        for (part, value) in parts
            .into_iter()
            .enumerate()
            .filter(|(_, value)| *value > 0)
        {
            made = made.with(part, value);
        }
        if seconds > 0 || rest > 0 {
            made = made.with_seconds(seconds);
        }
        if rest > 0 {
            made = made.with_fraction(Fraction::subsecond(rest));
        }
        if span.is_negative() {
            made.negated()
        } else {
            made
        }
    }
}

impl TryFrom<&Duration> for Span {
    type Error = ValueError;

    /// Part by part.
    ///
    /// # Errors
    /// A part beyond jiff's, more than nine significant digits of a fraction.
    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let out_of_range = ValueError::new(SPAN, RANGE);
        let part = |value: u64| i64::try_from(value).map_err(|_| out_of_range);
        let (years, months, days) = (
            part(value.years())?,
            part(value.months())?,
            part(value.days())?,
        );
        let (hours, minutes, seconds) = (
            part(value.hours())?,
            part(value.minutes())?,
            part(value.seconds())?,
        );
        let nanoseconds = nanoseconds(value.fraction(), SPAN)?;
        let span = Span::new()
            .try_years(years)
            .and_then(|span| span.try_months(months))
            .and_then(|span| span.try_days(days))
            .and_then(|span| span.try_hours(hours))
            .and_then(|span| span.try_minutes(minutes))
            .and_then(|span| span.try_seconds(seconds))
            .and_then(|span| span.try_nanoseconds(nanoseconds))
            .map_err(|_| out_of_range)?;
        Ok(if value.is_negative() { -span } else { span })
    }
}

fn parts(value: civil::DateTime) -> Civil {
    Civil {
        year: value.year().into(),
        month: value.month() as u8,
        day: value.day() as u8,
        hour: value.hour() as u8,
        minute: value.minute() as u8,
        second: value.second() as u8,
        nanosecond: value.subsec_nanosecond() as u32,
    }
}

/// Month and day are below 32.
fn date(year: i64, month: u8, day: u8, name: &'static str) -> Result<civil::Date, ValueError> {
    let out_of_range = ValueError::new(name, RANGE);
    let year = i16::try_from(year).map_err(|_| out_of_range)?;
    civil::Date::new(year, month as i8, day as i8).map_err(|_| out_of_range)
}

/// Hour, minute and second are below 60.
fn time(
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    name: &'static str,
) -> Result<civil::Time, ValueError> {
    civil::Time::new(hour as i8, minute as i8, second as i8, nanosecond as i32)
        .map_err(|_| ValueError::new(name, RANGE))
}

fn local(civil: Civil, name: &'static str) -> Result<civil::DateTime, ValueError> {
    let date = date(civil.year, civil.month, civil.day, name)?;
    let time = time(
        civil.hour,
        civil.minute,
        civil.second,
        civil.nanosecond,
        name,
    )?;
    Ok(civil::DateTime::from_parts(date, time))
}

by_reference! {
    Time => civil::Time;
    DateTime => civil::DateTime, Timestamp, ZonedDateTime;
    Duration => SignedDuration, Span;
}
