//! `time`.

use super::civil::{Civil, offset, without_offset};
use super::*;
use crate::value::{Date, Time};
use ::time::{Month, OffsetDateTime, PlainDateTime, SignedDuration, UtcDateTime, UtcOffset};

const DATE: &str = "time::Date";
const TIME: &str = "time::Time";
const PLAIN: &str = "time::PlainDateTime";
const OFFSET_DATE_TIME: &str = "time::OffsetDateTime";
const UTC: &str = "time::UtcDateTime";
const SIGNED: &str = "time::SignedDuration";

impl From<::time::Date> for Date {
    /// The day, without offset.
    fn from(date: ::time::Date) -> Self {
        Date::from_valid(date.year().into(), date.month().into(), date.day())
    }
}

impl TryFrom<Date> for ::time::Date {
    type Error = ValueError;

    /// # Errors
    /// An offset, a year beyond the crate's.
    fn try_from(value: Date) -> Result<Self, ValueError> {
        without_offset(value.offset(), DATE)?;
        date(value.year(), value.month(), value.day(), DATE)
    }
}

impl From<::time::Time> for Time {
    /// The time, without offset.
    fn from(time: ::time::Time) -> Self {
        let (hour, minute, second, nanosecond) = time.as_hms_nano();
        Time::from_valid(hour, minute, second, nanosecond)
    }
}

impl TryFrom<&Time> for ::time::Time {
    type Error = ValueError;

    /// `24:00:00` is midnight.
    ///
    /// # Errors
    /// An offset, more than nine significant digits of a fraction.
    fn try_from(value: &Time) -> Result<Self, ValueError> {
        without_offset(value.offset(), TIME)?;
        let nanosecond = nanoseconds(value.fraction(), TIME)?;
        time(
            value.hour() % 24,
            value.minute(),
            value.second(),
            nanosecond,
            TIME,
        )
    }
}

impl From<PlainDateTime> for DateTime {
    /// The date and time, without offset.
    fn from(value: PlainDateTime) -> Self {
        parts(value).date_time(None)
    }
}

impl TryFrom<&DateTime> for PlainDateTime {
    type Error = ValueError;

    /// `24:00:00` is the next day's midnight.
    ///
    /// # Errors
    /// An offset, a year beyond the crate's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        plain(Civil::local(value, PLAIN)?, PLAIN)
    }
}

impl TryFrom<OffsetDateTime> for DateTime {
    type Error = ValueError;

    /// The local date and time with its offset; `Z` when that is 0.
    ///
    /// # Errors
    /// An offset with seconds, or of more than 14 hours.
    fn try_from(value: OffsetDateTime) -> Result<Self, ValueError> {
        let offset = offset(value.offset().whole_seconds())?;
        Ok(parts(PlainDateTime::new(value.date(), value.time())).date_time(Some(offset)))
    }
}

impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = ValueError;

    /// The same offset and the same local date and time.
    ///
    /// # Errors
    /// No offset, a year beyond the crate's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let offset = value
            .offset()
            .ok_or(ValueError::new(OFFSET_DATE_TIME, NO_OFFSET))?;
        let local = plain(Civil::new(value, OFFSET_DATE_TIME)?, OFFSET_DATE_TIME)?;
        let offset = UtcOffset::from_whole_seconds(i32::from(offset.minutes()) * 60)
            .map_err(|_| ValueError::new(OFFSET_DATE_TIME, RANGE))?;
        Ok(local.assume_offset(offset))
    }
}

impl From<UtcDateTime> for DateTime {
    /// The instant in UTC, written with `Z`.
    fn from(value: UtcDateTime) -> Self {
        parts(PlainDateTime::new(value.date(), value.time())).date_time(Some(Offset::UTC))
    }
}

impl TryFrom<&DateTime> for UtcDateTime {
    type Error = ValueError;

    /// The instant; which offset it was written with is not kept.
    ///
    /// # Errors
    /// No offset, an instant beyond the crate's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let (seconds, nanosecond) = instant(value, UTC)?;
        let all = seconds * 1_000_000_000 + i128::from(nanosecond);
        UtcDateTime::from_unix_timestamp_nanos(all).map_err(|_| ValueError::new(UTC, RANGE))
    }
}

impl From<SignedDuration> for Duration {
    /// Seconds and a fraction.
    fn from(value: SignedDuration) -> Self {
        let seconds = value.whole_seconds().unsigned_abs();
        from_length(
            value.is_negative(),
            seconds,
            value.subsec_nanoseconds().unsigned_abs(),
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

fn parts(value: PlainDateTime) -> Civil {
    let (hour, minute, second, nanosecond) = value.as_hms_nano();
    let (year, month, day) = (value.year().into(), value.month().into(), value.day());
    Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
        nanosecond,
    }
}

fn date(year: i64, month: u8, day: u8, name: &'static str) -> Result<::time::Date, ValueError> {
    let out_of_range = ValueError::new(name, RANGE);
    let year = i32::try_from(year).map_err(|_| out_of_range)?;
    let month = Month::try_from(month).map_err(|_| out_of_range)?;
    ::time::Date::from_calendar_date(year, month, day).map_err(|_| out_of_range)
}

fn time(
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    name: &'static str,
) -> Result<::time::Time, ValueError> {
    ::time::Time::from_hms_nano(hour, minute, second, nanosecond)
        .map_err(|_| ValueError::new(name, RANGE))
}

fn plain(civil: Civil, name: &'static str) -> Result<PlainDateTime, ValueError> {
    let date = date(civil.year, civil.month, civil.day, name)?;
    let time = time(
        civil.hour,
        civil.minute,
        civil.second,
        civil.nanosecond,
        name,
    )?;
    Ok(PlainDateTime::new(date, time))
}

by_reference! {
    Time => ::time::Time;
    DateTime => PlainDateTime, OffsetDateTime, UtcDateTime;
    Duration => SignedDuration;
}
