//! Conversions: exact both ways, or refused with the reason.

use std::fmt::{Debug, Display};
use std::time::SystemTime;
use wsdl_runtime::value::*;

/// From the text to the foreign type and back: the text that then comes out, or the reason why not.
fn there_and_back<V, F>(text: &str) -> String
where
    V: std::str::FromStr<Err = ValueError> + Display + TryFrom<F> + Clone,
    F: TryFrom<V>,
    <F as TryFrom<V>>::Error: Into<ValueError>,
    <V as TryFrom<F>>::Error: Debug,
{
    let value: V = text.parse().expect(text);
    match F::try_from(value) {
        Ok(foreign) => V::try_from(foreign).expect(text).to_string(),
        Err(error) => error.into().reason().into(),
    }
}

/// For a table of texts: what comes back, `=` for the same text.
macro_rules! table {
    ($V:ty, $F:ty; $($text:literal $back:tt,)+) => { $(
        let expected = if $back == "=" { $text } else { $back };
        assert_eq!(there_and_back::<$V, $F>($text), expected, "{} as {}", $text, stringify!($F));
    )+ };
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
const OFFSET: &str = "its offset has no place there";
const NO_OFFSET: &str = "it has no offset, so it is no instant";
const FINER: &str = "its fraction is finer than a nanosecond";
const RANGE: &str = "it is out of range";
const MONTHS: &str = "years and months have no fixed length";

#[test]
fn standard_library() {
    table! { DateTime, SystemTime;
        "1970-01-01T00:00:00Z" "=", "2026-11-23T09:30:00.000000001Z" "=", "1969-12-31T23:59:59.999Z" "=", "1900-02-28T24:00:00Z" "1900-03-01T00:00:00Z",
        "2026-11-23T09:30:00.50+01:00" "2026-11-23T08:30:00.5Z", "2026-11-23T09:30:00" NO_OFFSET,
        "2026-11-23T09:30:00.0000000001Z" FINER, "999999999999999-01-01T00:00:00Z" RANGE,
        "-999999999999999-01-01T00:00:00Z" RANGE, "0000-02-29T12:00:00Z" "=", "-0001-03-01T00:00:00Z" "=",
    }
    table! { Duration, std::time::Duration;
        "PT0S" "=", "PT1.5S" "=", "P1DT1H1M1.000000001S" "PT90061.000000001S", "-PT0S" "PT0S", "-PT1S" "it is negative", "P1M" MONTHS,
        "PT18446744073709551615S" "=", "PT18446744073709551615M" RANGE, "PT0.1234567891S" FINER,
    }
    let now = SystemTime::now();
    assert_eq!(SystemTime::try_from(DateTime::from(now)), Ok(now));
}

#[cfg(feature = "jiff")]
#[test]
fn jiff() {
    use ::jiff::{SignedDuration, Span, Timestamp, ZonedDateTime, civil};
    table! { Date, civil::Date;
        "2026-11-23" "=", "2024-02-29" "=", "9999-12-31" "=", "-9999-01-01" "=", "0000-01-01" "=", "10000-01-01" RANGE, "2002-10-10+13:00" OFFSET,
        "2002-10-10Z" OFFSET,
    }
    table! { Time, civil::Time;
        "12:00:00.123456789" "=", "12:00:00.50" "12:00:00.5", "24:00:00" "00:00:00", "12:00:00Z" OFFSET, "12:00:00.123456789012" FINER,
        "12:00:00.123456789000000000000" "12:00:00.123456789",
    }
    table! { DateTime, civil::DateTime;
        "2002-10-10T12:00:00" "=", "2002-12-31T24:00:00" "2003-01-01T00:00:00", "2002-10-10T12:00:00-05:00" OFFSET, "-0044-03-15T12:00:00.5" "=",
        "2002-10-10T12:00:00.123456789012" FINER, "12002-10-10T12:00:00" RANGE, "9223372036854775807-12-31T24:00:00" RANGE,
    }
    table! { DateTime, Timestamp;
        "2002-10-10T12:00:00Z" "=", "2002-10-10T12:00:00-05:00" "2002-10-10T17:00:00Z", "2002-10-10T12:00:00" NO_OFFSET, "1969-12-31T23:59:59.999999999Z" "=",
        "12002-10-10T12:00:00Z" RANGE, "9223372036854775807-12-31T24:00:00-14:00" RANGE,
    }
    table! { DateTime, ZonedDateTime;
        "2002-10-10T12:00:00Z" "=", "2002-10-10T12:00:00+00:00" "2002-10-10T12:00:00Z", "2002-10-10T12:00:00.000001-05:30" "=", "2002-10-10T12:00:00+14:00" "=", "2002-10-10T12:00:00-14:00" "=",
        "2002-10-10T24:00:00+14:00" "2002-10-11T00:00:00+14:00", "2002-10-10T12:00:00" NO_OFFSET, "12002-10-10T12:00:00Z" RANGE,
    }
    let odd = ::jiff::tz::Offset::from_seconds(1172)
        .unwrap()
        .to_time_zone();
    assert!(DateTime::try_from(Timestamp::UNIX_EPOCH.to_zoned_datetime(odd)).is_err());
    let far = ::jiff::tz::Offset::from_seconds(15 * 3600)
        .unwrap()
        .to_time_zone();
    assert!(DateTime::try_from(Timestamp::UNIX_EPOCH.to_zoned_datetime(far)).is_err());
    table! { Duration, SignedDuration;
        "P1D" "PT86400S", "-PT1.5S" "=", "-PT0.000000001S" "=", "P1Y" MONTHS, "PT9223372036854775808S" RANGE,
        "PT9223372036854775807.999999999S" "=",
    }
    table! { Duration, Span;
        "P1Y2M3DT4H5M6.789S" "=", "-P1Y" "=", "PT0S" "=", "P0Y" "PT0S", "P20000Y" RANGE, "PT1.0000000001S" FINER,
        "P18446744073709551615D" RANGE, "-PT0.000000001S" "=",
    }
    let span = Span::new()
        .weeks(2)
        .days(1)
        .milliseconds(1500)
        .microseconds(2);
    assert_eq!(Duration::from(span).to_string(), "P15DT1.500002S");
    assert_eq!(Duration::from(-span).to_string(), "-P15DT1.500002S");
    assert_eq!(
        Duration::from(SignedDuration::MIN).to_string(),
        "-PT9223372036854775808.999999999S"
    );
    for (edge, text) in [
        (Timestamp::MIN, "-9999-01-02T01:59:59Z"),
        (Timestamp::MAX, "9999-12-30T22:00:00.999999999Z"),
    ] {
        assert_eq!(DateTime::from(edge).to_string(), text);
        assert_eq!(Timestamp::try_from(DateTime::from(edge)), Ok(edge));
    }
}

#[cfg(feature = "chrono")]
#[test]
fn chrono() {
    use ::chrono::{
        DateTime as Zoned, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc,
    };
    table! { Date, NaiveDate;
        "2026-11-23" "=", "12002-10-10" "=", "-0044-03-15" "=", "2024-02-29" "=", "300000-01-01" RANGE, "2002-10-10Z" OFFSET,
    }
    table! { Time, NaiveTime;
        "23:59:59.999999999" "=", "24:00:00.0" "00:00:00", "12:00:00Z" OFFSET, "12:00:00.123456789012" FINER,
    }
    table! { DateTime, NaiveDateTime;
        "2002-10-10T12:00:00" "=", "1999-12-31T24:00:00" "2000-01-01T00:00:00", "2002-10-10T12:00:00-05:00" OFFSET, "12002-10-10T12:00:00" "=",
        "2002-10-10T12:00:00.123456789012" FINER,
    }
    table! { DateTime, Zoned<FixedOffset>;
        "2002-10-10T12:00:00-05:00" "=", "2002-10-10T12:00:00+05:30" "=", "2002-10-10T12:00:00-00:00" "2002-10-10T12:00:00Z", "2002-10-10T12:00:00" NO_OFFSET,
        "2002-10-10T12:00:00.1234567890001Z" FINER, "2002-10-10T24:00:00-14:00" "2002-10-11T00:00:00-14:00", "999999-01-01T00:00:00Z" RANGE,
    }
    table! { DateTime, Zoned<Utc>;
        "2002-10-10T12:00:00Z" "=", "2002-10-10T12:00:00-05:00" "2002-10-10T17:00:00Z", "2002-10-10T12:00:00" NO_OFFSET, "1969-12-31T23:59:59.5Z" "=",
        "9223372036854775807-12-31T24:00:00-14:00" RANGE,
    }
    let leap = NaiveDate::from_ymd_opt(2016, 12, 31)
        .unwrap()
        .and_hms_nano_opt(23, 59, 59, 1_500_000_000)
        .unwrap();
    assert_eq!(
        DateTime::try_from(leap).unwrap_err().reason(),
        "XML Schema has no leap seconds"
    );
    assert!(Time::try_from(leap.time()).is_err() && DateTime::try_from(leap.and_utc()).is_err());
    let odd = FixedOffset::east_opt(1172).unwrap();
    assert!(DateTime::try_from(Zoned::<Utc>::UNIX_EPOCH.with_timezone(&odd)).is_err());
    table! { Duration, TimeDelta;
        "P1DT1H" "PT90000S", "-PT1.5S" "=", "-PT0.5S" "=", "PT0.000000001S" "=", "P1M" MONTHS, "PT9223372036854775807S" RANGE,
        "PT0S" "=",
    }
}

#[cfg(feature = "time")]
#[test]
fn time() {
    use ::time::{OffsetDateTime, PlainDateTime, SignedDuration, UtcDateTime, UtcOffset};
    table! { Date, ::time::Date;
        "2026-11-23" "=", "-9999-01-01" "=", "2024-02-29" "=", "99999999-01-01" RANGE, "2002-10-10Z" OFFSET,
    }
    table! { Time, ::time::Time;
        "23:59:59.999999999" "=", "24:00:00" "00:00:00", "12:00:00-05:00" OFFSET, "12:00:00.123456789012" FINER,
    }
    table! { DateTime, PlainDateTime;
        "2002-10-10T12:00:00" "=", "1999-12-31T24:00:00" "2000-01-01T00:00:00", "2002-10-10T12:00:00-05:00" OFFSET,
        "2002-10-10T12:00:00.123456789012" FINER, "99999999-10-10T12:00:00" RANGE,
    }
    table! { DateTime, OffsetDateTime;
        "2002-10-10T12:00:00-05:00" "=", "2002-10-10T12:00:00+00:00" "2002-10-10T12:00:00Z", "2002-10-10T12:00:00.000000001+14:00" "=", "2002-10-10T12:00:00" NO_OFFSET,
    }
    table! { DateTime, UtcDateTime;
        "2002-10-10T12:00:00Z" "=", "2002-10-10T12:00:00-05:00" "2002-10-10T17:00:00Z", "2002-10-10T12:00:00" NO_OFFSET, "99999999-10-10T12:00:00Z" RANGE,
    }
    let odd = UtcOffset::from_whole_seconds(1172).unwrap();
    assert!(DateTime::try_from(OffsetDateTime::UNIX_EPOCH.to_offset(odd)).is_err());
    table! { Duration, SignedDuration;
        "P1DT1H" "PT90000S", "-PT1.5S" "=", "-PT0.5S" "=", "P1M" MONTHS, "PT9223372036854775808S" RANGE,
    }
}

/// The forms that the date crates themselves take, lose or refuse: these types hold exactly those of XML Schema.
#[test]
fn forms_that_the_date_crates_disagree_on() {
    for text in [
        "2002-10-10T12:00:00",
        "2002-10-10T12:00:00-05:00",
        "2002-10-10T12:00:00.123456789012Z",
        "2002-10-10T24:00:00",
        "2002-10-10T24:00:00Z",
        "-0044-03-15T12:00:00Z",
        "12002-10-10T12:00:00",
    ] {
        assert_eq!(
            text.parse::<DateTime>()
                .map(|when| when.to_string())
                .as_deref(),
            Ok(text)
        );
    }
    for text in [
        "2002-10-10T23:59:60Z",
        "2002-10-10 12:00:00",
        "20021010T120000",
        "2002-10-10T12:00:00+14:01",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
    assert_eq!(
        "2002-10-10+13:00"
            .parse::<Date>()
            .map(|day| day.to_string())
            .as_deref(),
        Ok("2002-10-10+13:00")
    );
    for text in ["P1W", "PT1.5H"] {
        assert!(text.parse::<Duration>().is_err(), "{text}");
    }
    assert_eq!(
        "PT1.0123456789S"
            .parse::<Duration>()
            .map(|d| d.to_string())
            .as_deref(),
        Ok("PT1.0123456789S")
    );
    assert!(
        parse_decimal("1e3").is_err()
            && parse_decimal("0.12345678901234567890123456789012345").is_err()
    );
}
