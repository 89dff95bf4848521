//! `chrono`.

use super::civil::{Civil, offset, without_offset};
use super::*;
use crate::value::{Date, Time};
use ::chrono::{
    Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc,
};

type Fixed = ::chrono::DateTime<FixedOffset>;
type Universal = ::chrono::DateTime<Utc>;

const NAIVE_DATE: &str = "chrono::NaiveDate";
const NAIVE_TIME: &str = "chrono::NaiveTime";
const NAIVE: &str = "chrono::NaiveDateTime";
const FIXED: &str = "chrono::DateTime<FixedOffset>";
const UTC: &str = "chrono::DateTime<Utc>";
const DELTA: &str = "chrono::TimeDelta";

impl From<NaiveDate> for Date {
    /// The day, without offset.
    fn from(date: NaiveDate) -> Self {
        // Month and day are below 32.
        Date::from_valid(date.year().into(), date.month() as u8, date.day() as u8)
    }
}

impl TryFrom<Date> for NaiveDate {
    type Error = ValueError;

    /// # Errors
    /// An offset, a year beyond chrono's.
    fn try_from(value: Date) -> Result<Self, ValueError> {
        without_offset(value.offset(), NAIVE_DATE)?;
        date(value.year(), value.month(), value.day(), NAIVE_DATE)
    }
}

impl TryFrom<NaiveTime> for Time {
    type Error = ValueError;

    /// The time, without offset.
    ///
    /// # Errors
    /// A leap second.
    fn try_from(value: NaiveTime) -> Result<Self, ValueError> {
        let (hour, minute, second, nanosecond) = clock(value, Time::NAME)?;
        Ok(Time::from_valid(hour, minute, second, nanosecond))
    }
}

impl TryFrom<&Time> for NaiveTime {
    type Error = ValueError;

    /// `24:00:00` is midnight.
    ///
    /// # Errors
    /// An offset, more than nine significant digits of a fraction.
    fn try_from(value: &Time) -> Result<Self, ValueError> {
        without_offset(value.offset(), NAIVE_TIME)?;
        let nanosecond = nanoseconds(value.fraction(), NAIVE_TIME)?;
        time(
            value.hour() % 24,
            value.minute(),
            value.second(),
            nanosecond,
            NAIVE_TIME,
        )
    }
}

impl TryFrom<NaiveDateTime> for DateTime {
    type Error = ValueError;

    /// The date and time, without offset.
    ///
    /// # Errors
    /// A leap second.
    fn try_from(value: NaiveDateTime) -> Result<Self, ValueError> {
        Ok(parts(value)?.date_time(None))
    }
}

impl TryFrom<&DateTime> for NaiveDateTime {
    type Error = ValueError;

    /// `24:00:00` is the next day's midnight.
    ///
    /// # Errors
    /// An offset, a year beyond chrono's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        naive(Civil::local(value, NAIVE)?, NAIVE)
    }
}

impl TryFrom<Fixed> for DateTime {
    type Error = ValueError;

    /// The local date and time with its offset; `Z` when that is 0.
    ///
    /// # Errors
    /// A leap second, an offset with seconds or of more than 14 hours.
    fn try_from(value: Fixed) -> Result<Self, ValueError> {
        let offset = offset(value.offset().local_minus_utc())?;
        Ok(parts(value.naive_local())?.date_time(Some(offset)))
    }
}

impl TryFrom<&DateTime> for Fixed {
    type Error = ValueError;

    /// The same offset and the same local date and time.
    ///
    /// # Errors
    /// No offset, an instant beyond chrono's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let offset = value.offset().ok_or(ValueError::new(FIXED, NO_OFFSET))?;
        let local = naive(Civil::new(value, FIXED)?, FIXED)?;
        FixedOffset::east_opt(i32::from(offset.minutes()) * 60)
            .and_then(|offset| local.and_local_timezone(offset).single())
            .ok_or(ValueError::new(FIXED, RANGE))
    }
}

impl TryFrom<Universal> for DateTime {
    type Error = ValueError;

    /// The instant in UTC, written with `Z`.
    ///
    /// # Errors
    /// A leap second.
    fn try_from(value: Universal) -> Result<Self, ValueError> {
        Ok(parts(value.naive_utc())?.date_time(Some(Offset::UTC)))
    }
}

impl TryFrom<&DateTime> for Universal {
    type Error = ValueError;

    /// The instant; which offset it was written with is not kept.
    ///
    /// # Errors
    /// No offset, an instant beyond chrono's, more than nine significant digits of a fraction.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let out_of_range = ValueError::new(UTC, RANGE);
        let (seconds, nanosecond) = instant(value, UTC)?;
        let seconds = seconds.try_into().map_err(|_| out_of_range)?;
        Universal::from_timestamp(seconds, nanosecond).ok_or(out_of_range)
    }
}

impl From<TimeDelta> for Duration {
    /// Seconds and a fraction.
    fn from(value: TimeDelta) -> Self {
        // Both parts have the sign of the whole.
        let (seconds, nanoseconds) = (value.num_seconds(), value.subsec_nanos());
        from_length(
            seconds < 0 || nanoseconds < 0,
            seconds.unsigned_abs(),
            nanoseconds.unsigned_abs(),
        )
    }
}

impl TryFrom<&Duration> for TimeDelta {
    type Error = ValueError;

    /// A day is 24 hours.
    ///
    /// # Errors
    /// Years or months, more than nine significant digits of a fraction, a length beyond chrono's.
    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let out_of_range = ValueError::new(DELTA, RANGE);
        let (seconds, nanoseconds) = length(value, DELTA)?;
        let seconds = seconds.try_into().map_err(|_| out_of_range)?;
        let made = TimeDelta::new(seconds, nanoseconds).ok_or(out_of_range)?;
        Ok(if value.is_negative() { -made } else { made })
    }
}

/// Hour, minute and second are below 60.
fn clock(value: NaiveTime, name: &'static str) -> Result<(u8, u8, u8, u32), ValueError> {
    if value.nanosecond() > 999_999_999 {
        return Err(ValueError::new(name, "XML Schema has no leap seconds"));
    }
    Ok((
        value.hour() as u8,
        value.minute() as u8,
        value.second() as u8,
        value.nanosecond(),
    ))
}

fn parts(value: NaiveDateTime) -> Result<Civil, ValueError> {
    let (hour, minute, second, nanosecond) = clock(value.time(), DateTime::NAME)?;
    let (year, month, day) = (value.year().into(), value.month() as u8, value.day() as u8);
    Ok(Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
        nanosecond,
    })
}

fn date(year: i64, month: u8, day: u8, name: &'static str) -> Result<NaiveDate, ValueError> {
    let year = i32::try_from(year).ok();
    year.and_then(|year| NaiveDate::from_ymd_opt(year, month.into(), day.into()))
        .ok_or(ValueError::new(name, RANGE))
}

fn time(
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    name: &'static str,
) -> Result<NaiveTime, ValueError> {
    NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nanosecond)
        .ok_or(ValueError::new(name, RANGE))
}

fn naive(civil: Civil, name: &'static str) -> Result<NaiveDateTime, ValueError> {
    let date = date(civil.year, civil.month, civil.day, name)?;
    Ok(date.and_time(time(
        civil.hour,
        civil.minute,
        civil.second,
        civil.nanosecond,
        name,
    )?))
}

by_reference! {
    Time => NaiveTime;
    DateTime => NaiveDateTime, Fixed, Universal;
    Duration => TimeDelta;
}
