//! What the date and time types share: years, the proleptic Gregorian calendar, and the order of XML Schema Part 2, 3.2.7.4.

use super::error::Read;
use super::fraction::Fraction;
use super::offset::Zone;
use super::text::{Line, Scan, number};
use std::cmp::Ordering;

pub(crate) const SECONDS_PER_DAY: i128 = 86_400;

pub(crate) const NO_DAY: &str = "the month does not have that day";
pub(crate) const NO_MONTH: &str = "the month is 01 to 12";
pub(crate) const NO_TIME: &str =
    "the time is 00:00:00 to 23:59:59, or 24:00:00 with no other fraction than 0";

/// Takes a year: four digits or more, no zeros before the more, perhaps a minus.
#[inline]
pub(crate) fn read_year(scan: &mut Scan<'_>) -> Read<i64> {
    if let [
        a @ b'0'..=b'9',
        b @ b'0'..=b'9',
        c @ b'0'..=b'9',
        d @ b'0'..=b'9',
        rest @ ..,
    ] = scan.0
        && !matches!(rest, [b'0'..=b'9', ..])
    {
        scan.0 = rest;
        let digit = |byte: &u8| i64::from(byte - b'0');
        return Ok(digit(a) * 1000 + digit(b) * 100 + digit(c) * 10 + digit(d));
    }
    let negative = scan.eat(b'-');
    let digits = scan.digits();
    if digits.len() < 4 || (digits.len() > 4 && digits.first() == Some(&b'0')) {
        return Err("a year has four digits or more, and no zeros before the more");
    }
    let year = number(digits)
        .and_then(|year| i64::try_from(year).ok())
        .ok_or("years of more than 18 digits are not held")?;
    match (negative, year) {
        (true, 0) => Err("there is no year -0000"),
        (true, _) => Ok(-year),
        (false, _) => Ok(year),
    }
}

#[inline]
pub(crate) fn push_year(year: i64, line: &mut Line) {
    if let 1000..=9999 = year {
        line.two((year / 100) as u8);
        line.two((year % 100) as u8);
        return;
    }
    if year < 0 {
        line.push(b'-');
    }
    line.number(year.unsigned_abs(), 4);
}

/// A month and a minus or nothing after it.
#[inline]
pub(crate) fn read_month(scan: &mut Scan<'_>) -> Read<u8> {
    match scan.two() {
        Some(month @ 1..=12) => Ok(month),
        Some(_) => Err(NO_MONTH),
        None => Err("a month has two digits"),
    }
}

#[inline]
pub(crate) fn read_day(scan: &mut Scan<'_>) -> Read<u8> {
    scan.two().ok_or("a day has two digits")
}

/// Years count as numbers: 0 and -4 are leap years, as in the algorithm of Part 2, appendix E, and in XSD 1.1.
#[inline]
pub(crate) const fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[inline]
pub(crate) fn check_date(year: i64, month: u8, day: u8) -> Read<()> {
    if !(1..=12).contains(&month) {
        return Err(NO_MONTH);
    }
    if year == i64::MIN {
        return Err("years of more than 18 digits are not held");
    }
    if day == 0 || day > days_in_month(year, month) {
        Err(NO_DAY)
    } else {
        Ok(())
    }
}

/// Hour, minute, second and fraction, as written.
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
    pub(crate) fraction: Fraction,
}

/// Takes `hh:mm:ss` and a fraction.
#[inline]
pub(crate) fn read_clock(scan: &mut Scan<'_>) -> Read<Clock> {
    const FORM: &str = "a time is hh:mm:ss, with a fraction or without";
    let hour = scan.two().ok_or(FORM)?;
    scan.expect(b':', FORM)?;
    let minute = scan.two().ok_or(FORM)?;
    scan.expect(b':', FORM)?;
    let second = scan.two().ok_or(FORM)?;
    let fraction = if scan.eat(b'.') {
        Fraction::scan(scan)?
    } else {
        Fraction::NONE
    };
    check_clock(hour, minute, second, &fraction)?;
    Ok(Clock {
        hour,
        minute,
        second,
        fraction,
    })
}

#[inline]
pub(crate) fn check_clock(hour: u8, minute: u8, second: u8, fraction: &Fraction) -> Read<()> {
    let end_of_day = hour == 24 && minute == 0 && second == 0 && fraction.is_zero();
    if (hour < 24 && minute < 60 && second < 60) || end_of_day {
        Ok(())
    } else {
        Err(NO_TIME)
    }
}

#[inline]
pub(crate) fn push_clock(hour: u8, minute: u8, second: u8, line: &mut Line) {
    line.two(hour);
    line.push(b':');
    line.two(minute);
    line.push(b':');
    line.two(second);
}

pub(crate) fn clock_seconds(hour: u8, minute: u8, second: u8) -> i128 {
    i128::from(hour) * 3600 + i128::from(minute) * 60 + i128::from(second)
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar. Years begin with March here, so that the leap day is their last.
pub(crate) fn day_number(year: i128, month: u8, day: u8) -> i128 {
    let (month, day) = (i128::from(month), i128::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The year, month and day of a [`day_number`].
pub(crate) fn civil(day_number: i128) -> (i128, u8, u8) {
    let days = day_number + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i128::from(month <= 2);
    (year, month as u8, day as u8)
}

/// The first second of a day, from 1970-01-01T00:00:00, both local.
pub(crate) fn day_seconds(year: i64, month: u8, day: u8) -> i128 {
    day_number(i128::from(year), month, day) * SECONDS_PER_DAY
}

/// A point in time, or the first one of a day, month or year: whole seconds on the local clock, the fraction and the zone.
pub(crate) struct Point<'a> {
    pub(crate) seconds: i128,
    pub(crate) fraction: &'a Fraction,
    pub(crate) zone: Zone,
}

static NO_FRACTION: Fraction = Fraction::NONE;

impl<'a> Point<'a> {
    pub(crate) fn whole(seconds: i128, zone: Zone) -> Point<'static> {
        Point {
            seconds,
            fraction: &NO_FRACTION,
            zone,
        }
    }

    /// What equal points have in common: whether there is a zone, seconds (of UTC, then), fraction.
    pub(crate) fn key(&self) -> (bool, i128, &'a Fraction) {
        let offset = self.zone.get();
        let shift = offset.map_or(0, |o| i128::from(o.minutes()) * 60);
        (offset.is_some(), self.seconds - shift, self.fraction)
    }

    /// Part 2, 3.2.7.4: a point without zone may be 14 hours either way, so it is before or after one with zone only beyond that.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        const DAY_PART: i128 = 14 * 3600;
        let ((a_zone, a, a_fraction), (b_zone, b, b_fraction)) = (self.key(), other.key());
        if a_zone == b_zone {
            return Some((a, a_fraction).cmp(&(b, b_fraction)));
        }
        // The later and the earlier instant that the point without zone can be.
        let (early, late) = if b_zone {
            (b, b)
        } else {
            (b - DAY_PART, b + DAY_PART)
        };
        let (first, last) = if a_zone {
            (a, a)
        } else {
            (a - DAY_PART, a + DAY_PART)
        };
        if (last, a_fraction) < (early, b_fraction) {
            Some(Ordering::Less)
        } else if (first, a_fraction) > (late, b_fraction) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}

/// Equality, hash and order by value, for types with `point(&self) -> Point`.
macro_rules! by_point {
    ($($T:ty),+) => { $(
        impl PartialEq for $T {
            fn eq(&self, other: &Self) -> bool {
                self.point().key() == other.point().key()
            }
        }

        impl Eq for $T {}

        impl ::std::hash::Hash for $T {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.point().key().hash(state);
            }
        }

        impl PartialOrd for $T {
            /// None where one has a zone, the other has not, and they are no more than 14 hours apart.
            fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
                self.point().compare(&other.point())
            }
        }
    )+ };
}
pub(crate) use by_point;

/// `offset` and `with_offset`, for types with a field `zone`.
macro_rules! zoned {
    ($($T:ty),+) => { $(
        impl $T {
            /// The offset from UTC, if there is one.
            pub const fn offset(&self) -> Option<$crate::value::Offset> {
                self.zone.get()
            }

            /// The same with another offset, or with none. Nothing is shifted: the other parts stay as they are.
            #[must_use]
            pub fn with_offset(mut self, offset: impl Into<Option<$crate::value::Offset>>) -> Self {
                self.zone = $crate::value::offset::Zone::new(offset.into());
                self
            }
        }
    )+ };
}
pub(crate) use zoned;
