//! `std::time`.

use super::*;
use ::std::time::{Duration as Length, SystemTime};

const SYSTEM_TIME: &str = "std::time::SystemTime";
const LENGTH: &str = "std::time::Duration";

impl From<SystemTime> for DateTime {
    /// The instant in UTC, written with `Z`.
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => from_instant(after.as_secs().into(), after.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                let (seconds, nanosecond) = (-i128::from(before.as_secs()), before.subsec_nanos());
                match nanosecond {
                    0 => from_instant(seconds, 0),
                    _ => from_instant(seconds - 1, 1_000_000_000 - nanosecond),
                }
            }
        }
    }
}

impl TryFrom<&DateTime> for SystemTime {
    type Error = ValueError;

    /// The instant; which offset it was written with is not kept.
    ///
    /// # Errors
    /// No offset, more than nine significant digits of a fraction, an instant beyond the system's clock.
    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let out_of_range = ValueError::new(SYSTEM_TIME, RANGE);
        let (seconds, nanosecond) = instant(value, SYSTEM_TIME)?;
        let whole = Length::from_secs(
            seconds
                .unsigned_abs()
                .try_into()
                .map_err(|_| out_of_range)?,
        );
        let epoch = SystemTime::UNIX_EPOCH;
        let moved = if seconds < 0 {
            epoch.checked_sub(whole)
        } else {
            epoch.checked_add(whole)
        };
        let fraction = Length::from_nanos(nanosecond.into());
        moved
            .and_then(|time| time.checked_add(fraction))
            .ok_or(out_of_range)
    }
}

impl From<Length> for Duration {
    /// Seconds and a fraction.
    fn from(value: Length) -> Self {
        from_length(false, value.as_secs(), value.subsec_nanos())
    }
}

impl TryFrom<&Duration> for Length {
    type Error = ValueError;

    /// # Errors
    /// Years or months, a minus, more than nine significant digits of a fraction, more seconds than 64 bits hold.
    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = length(value, LENGTH)?;
        if value.is_negative() && (seconds, nanoseconds) != (0, 0) {
            return Err(ValueError::new(LENGTH, "it is negative"));
        }
        let seconds = seconds
            .try_into()
            .map_err(|_| ValueError::new(LENGTH, RANGE))?;
        Ok(Length::new(seconds, nanoseconds))
    }
}

by_reference! {
    DateTime => SystemTime;
    Duration => Length;
}
