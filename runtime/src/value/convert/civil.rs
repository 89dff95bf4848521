//! What the three date crates have in common.

use super::{RANGE, nanoseconds};
use crate::value::calendar;
use crate::value::{DateTime, Fraction, Offset, ValueError};

const OFFSET: &str = "its offset has no place there";
const ODD: &str = "its offset is not whole minutes, 14 hours at most";

/// The parts of a date and time on the local clock, the end of a day made the beginning of the next.
pub(super) struct Civil {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
}

impl Civil {
    pub(super) fn new(value: &DateTime, name: &'static str) -> Result<Self, ValueError> {
        let nanosecond = nanoseconds(value.fraction(), name)?;
        let (mut year, mut month, mut day) = (value.year(), value.month(), value.day());
        if value.hour() == 24 {
            let next = calendar::day_number(i128::from(year), month, day) + 1;
            let (next_year, next_month, next_day) = calendar::civil(next);
            year = next_year
                .try_into()
                .map_err(|_| ValueError::new(name, RANGE))?;
            (month, day) = (next_month, next_day);
        }
        let (hour, minute, second) = (value.hour() % 24, value.minute(), value.second());
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

    /// Only of what has no offset.
    pub(super) fn local(value: &DateTime, name: &'static str) -> Result<Self, ValueError> {
        without_offset(value.offset(), name)?;
        Civil::new(value, name)
    }

    /// The same as a value; the parts are those of a date and time that exists.
    pub(super) fn date_time(self, offset: Option<Offset>) -> DateTime {
        let Civil {
            year,
            month,
            day,
            hour,
            minute,
            second,
            nanosecond,
        } = self;
        DateTime::from_valid(
            (year, month, day),
            (hour, minute, second),
            Fraction::subsecond(nanosecond),
            offset,
        )
    }
}

pub(super) fn without_offset(offset: Option<Offset>, name: &'static str) -> Result<(), ValueError> {
    match offset {
        None => Ok(()),
        Some(_) => Err(ValueError::new(name, OFFSET)),
    }
}

/// An offset as the date crates have it.
pub(super) fn offset(seconds: i32) -> Result<Offset, ValueError> {
    i16::try_from(seconds / 60)
        .ok()
        .filter(|_| seconds % 60 == 0)
        .and_then(Offset::from_minutes)
        .ok_or(ValueError::new(DateTime::NAME, ODD))
}
