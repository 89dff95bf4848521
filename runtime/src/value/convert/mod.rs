//! Conversions to and from the types of the standard library and of the date crates: exact, or an error.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
mod civil;
#[cfg(feature = "jiff")]
mod jiff;
mod std;
#[cfg(feature = "time")]
mod time;

use super::calendar::{self, SECONDS_PER_DAY};
use super::{DateTime, Duration, Fraction, Offset, ValueError};

const RANGE: &str = "it is out of range";
const NO_OFFSET: &str = "it has no offset, so it is no instant";
const FINER: &str = "its fraction is finer than a nanosecond";
const MONTHS: &str = "years and months have no fixed length";

fn nanoseconds(fraction: &Fraction, name: &'static str) -> Result<u32, ValueError> {
    fraction.nanoseconds().ok_or(ValueError::new(name, FINER))
}

/// Seconds and nanoseconds since 1970-01-01T00:00:00Z, the seconds rounded down.
fn instant(value: &DateTime, name: &'static str) -> Result<(i128, u32), ValueError> {
    let (zoned, seconds, fraction) = value.point().key();
    if !zoned {
        return Err(ValueError::new(name, NO_OFFSET));
    }
    Ok((seconds, nanoseconds(fraction, name)?))
}

/// The same, the other way: a dateTime in UTC. The seconds have at most 64 bits, as all clocks have.
fn from_instant(seconds: i128, nanosecond: u32) -> DateTime {
    let (year, month, day) = calendar::civil(seconds.div_euclid(SECONDS_PER_DAY));
    // Below 86,400.
    let second = seconds.rem_euclid(SECONDS_PER_DAY) as u32;
    let (hour, minute, second) = (
        (second / 3600) as u8,
        (second / 60 % 60) as u8,
        (second % 60) as u8,
    );
    DateTime::from_valid(
        (year as i64, month, day),
        (hour, minute, second),
        Fraction::subsecond(nanosecond),
        Some(Offset::UTC),
    )
}

/// Whole seconds and nanoseconds of a duration without months, both without sign.
fn length(value: &Duration, name: &'static str) -> Result<(i128, u32), ValueError> {
    if value.total_months() != 0 {
        return Err(ValueError::new(name, MONTHS));
    }
    Ok((value.total_seconds(), nanoseconds(value.fraction(), name)?))
}

/// A duration of so many seconds and nanoseconds, the latter less than a second.
fn from_length(negative: bool, seconds: u64, nanoseconds: u32) -> Duration {
    let mut made = Duration::ZERO.with_seconds(seconds);
    if nanoseconds > 0 {
        made = made.with_fraction(Fraction::subsecond(nanoseconds));
    }
    if negative { made.negated() } else { made }
}

/// Conversions of owned values, by those of references.
macro_rules! by_reference {
    ($($T:ty => $($U:ty),+;)+) => { $($(
        impl TryFrom<$T> for $U {
            type Error = $crate::value::ValueError;

            /// As from a reference.
            fn try_from(value: $T) -> Result<Self, Self::Error> {
                (&value).try_into()
            }
        }
    )+)+ };
}
use by_reference;
