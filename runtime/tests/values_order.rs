//! Equality, order and hash of values: the examples of XML Schema Part 2 and laws that hold for all.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::{BuildHasher, Hash, RandomState};
use std::str::FromStr;
use wsdl_runtime::value::*;

/// Compares both ways round, and demands that `==`, the hash and the order agree.
#[track_caller]
fn order<T: FromStr<Err = ValueError> + PartialOrd + Hash + Debug>(
    a: &str,
    b: &str,
) -> Option<Ordering> {
    let (x, y): (T, T) = (a.parse().expect(a), b.parse().expect(b));
    let order = x.partial_cmp(&y);
    assert_eq!(y.partial_cmp(&x), order.map(Ordering::reverse), "{a} {b}");
    assert_eq!(x == y, order == Some(Ordering::Equal), "{a} {b}");
    let state = RandomState::new();
    assert!(
        x != y || state.hash_one(&x) == state.hash_one(&y),
        "{a} {b}"
    );
    order
}

const LESS: Option<Ordering> = Some(Ordering::Less);
const EQUAL: Option<Ordering> = Some(Ordering::Equal);

#[test]
fn date_times() {
    // The table of Part 2, 3.2.7.4.
    for (a, b, expected) in [
        ("2000-01-15T00:00:00", "2000-02-15T00:00:00", LESS),
        ("2000-01-15T12:00:00", "2000-01-16T12:00:00Z", LESS),
        ("2000-01-01T12:00:00", "1999-12-31T23:00:00Z", None),
        ("2000-01-16T12:00:00", "2000-01-16T12:00:00Z", None),
        ("2000-01-16T00:00:00", "2000-01-16T12:00:00Z", None),
        // 3.2.7: the same instant with other offsets, the end of a day, fractions.
        ("2002-10-10T12:00:00-05:00", "2002-10-10T17:00:00Z", EQUAL),
        ("2000-03-04T20:00:00Z", "2000-03-04T23:00:00+03:00", EQUAL),
        ("1999-12-31T24:00:00", "2000-01-01T00:00:00", EQUAL),
        ("2002-10-10T12:00:00Z", "2002-10-10T12:00:00-00:00", EQUAL),
        (
            "2002-10-10T12:00:00.5",
            "2002-10-10T12:00:00.500000000000000000000000",
            EQUAL,
        ),
        ("2002-10-10T12:00:00", "2002-10-10T12:00:00.000", EQUAL),
        (
            "2002-10-10T12:00:00.0000000000000000000000001",
            "2002-10-10T12:00:00.0000000000000000000000002",
            LESS,
        ),
        ("2002-10-10T12:00:00.09", "2002-10-10T12:00:00.1", LESS),
        (
            "2002-10-10T12:00:00.9999999999999999999",
            "2002-10-10T12:00:00.99999999999999999991",
            LESS,
        ),
        (
            "2002-10-10T12:00:00+14:00",
            "2002-10-10T12:00:00-14:00",
            LESS,
        ),
        ("2000-02-28T23:30:00-01:00", "2000-02-29T00:30:00Z", EQUAL),
        ("1900-02-28T24:00:00Z", "1900-03-01T00:00:00Z", EQUAL),
        ("-0001-12-31T24:00:00Z", "0000-01-01T00:00:00Z", EQUAL),
        ("-0002-01-01T00:00:00", "-0001-01-01T00:00:00", LESS),
        ("-12002-01-01T00:00:00", "9999-01-01T00:00:00", LESS),
        (
            "-9223372036854775807-01-01T00:00:00+14:00",
            "9223372036854775807-12-31T24:00:00-14:00",
            LESS,
        ),
        // 14 hours exactly decide nothing, a bit more does.
        ("2000-01-01T00:00:00", "2000-01-01T14:00:00Z", None),
        ("2000-01-01T00:00:00", "2000-01-01T14:00:00.1Z", LESS),
        ("2000-01-01T00:00:00Z", "2000-01-01T14:00:00", None),
        ("2000-01-01T00:00:00Z", "2000-01-01T14:00:00.1", LESS),
    ] {
        assert_eq!(order::<DateTime>(a, b), expected, "{a} {b}");
    }
}

#[test]
fn dates_and_times() {
    assert_eq!(order::<Date>("2002-10-10+13:00", "2002-10-09-11:00"), EQUAL);
    assert_eq!(order::<Date>("2002-10-10", "2002-10-11"), LESS);
    assert_eq!(order::<Date>("2002-10-10", "2002-10-10Z"), None);
    assert_eq!(order::<Date>("2002-10-10", "2002-10-11Z"), LESS);
    assert_eq!(order::<Date>("2002-10-10+14:00", "2002-10-10-14:00"), LESS);
    assert_eq!(order::<Time>("12:00:00Z", "13:00:00.0+01:00"), EQUAL);
    assert_eq!(order::<Time>("24:00:00", "00:00:00"), EQUAL);
    assert_eq!(order::<Time>("12:00:00", "12:00:00Z"), None);
    assert_eq!(order::<Time>("00:00:00", "23:00:00Z"), LESS);
    assert_eq!(order::<GYear>("1999", "2000"), LESS);
    assert_eq!(order::<GYear>("2000Z", "2000-00:00"), EQUAL);
    assert_eq!(order::<GYearMonth>("1999-12+14:00", "1999-12Z"), LESS);
    assert_eq!(order::<GMonth>("--02", "--12Z"), LESS);
    assert_eq!(order::<GMonthDay>("--02-29", "--03-01"), LESS);
    assert_eq!(order::<GDay>("---31", "---31Z"), None);
    assert_eq!(order::<GDay>("---15", "---16Z"), LESS);
}

#[test]
fn durations() {
    // The table of Part 2, 3.2.6.2.
    for (a, b, expected) in [
        ("P364D", "P1Y", LESS),
        ("P365D", "P1Y", None),
        ("P366D", "P1Y", None),
        ("P1Y", "P367D", LESS),
        ("P27D", "P1M", LESS),
        ("P28D", "P1M", None),
        ("P29D", "P1M", None),
        ("P30D", "P1M", None),
        ("P31D", "P1M", None),
        ("P1M", "P32D", LESS),
        ("P149D", "P5M", LESS),
        ("P150D", "P5M", None),
        ("P151D", "P5M", None),
        ("P152D", "P5M", None),
        ("P153D", "P5M", None),
        ("P5M", "P154D", LESS),
        ("P1Y", "P12M", EQUAL),
        ("P1D", "PT24H", EQUAL),
        ("PT1H", "PT3600.000S", EQUAL),
        ("-P0D", "PT0S", EQUAL),
        ("P0Y", "PT0.000S", EQUAL),
        ("-P1D", "P0D", LESS),
        ("-P1D", "P1D", LESS),
        ("-P1M", "-P27D", LESS),
        ("-P1M", "-P30D", None),
        ("PT1.5S", "PT1.50001S", LESS),
        ("-PT1.50001S", "-PT1.5S", LESS),
        ("-PT0.5S", "PT0.5S", LESS),
        ("-PT0.1S", "PT0S", LESS),
        ("P1M", "P1MT0.00000000000000000000001S", LESS),
        ("P400Y", "P146097D", None),
        ("P1MT0.5S", "P32DT0.4S", LESS),
        // Month and seconds of opposite effect, a second apart, with fractions.
        ("-P400YT0.5S", "-P146097DT0.4S", LESS),
        ("-PT0.4S", "PT0.6S", LESS),
        ("P18446744073709551615Y", "P18446744073709551615YT1S", LESS),
        (
            "-P18446744073709551615Y18446744073709551615M",
            "P18446744073709551615DT18446744073709551615H",
            LESS,
        ),
    ] {
        assert_eq!(order::<Duration>(a, b), expected, "{a} {b}");
    }
}

#[test]
fn fractions() {
    let texts = [
        "",
        "0",
        "000",
        "5",
        "50",
        "500",
        "05",
        "49",
        "9999999999999999999",
        "99999999999999999991",
        "5000000000000000000000",
        "50000000000000000000001",
    ];
    for a in texts {
        for b in texts {
            let (x, y): (Fraction, Fraction) = (a.parse().unwrap(), b.parse().unwrap());
            let significant = |text: &str| text.trim_end_matches('0').to_owned();
            assert_eq!(x.cmp(&y), significant(a).cmp(&significant(b)), "{a} {b}");
            assert_eq!(x == y, significant(a) == significant(b));
        }
        assert_eq!(a.parse::<Fraction>().unwrap().to_string(), a);
    }
    for (text, nanoseconds) in [
        ("", Some(0)),
        ("0", Some(0)),
        ("1", Some(100_000_000)),
        ("000000001", Some(1)),
        ("0000000010", Some(1)),
        ("0000000001", None),
        ("999999999", Some(999_999_999)),
        ("99999999900000000000000000000000", Some(999_999_999)),
        ("99999999900000000000000000000001", None),
        ("1234567891", None),
    ] {
        assert_eq!(
            text.parse::<Fraction>().unwrap().nanoseconds(),
            nanoseconds,
            "{text}"
        );
    }
    assert_eq!(
        Fraction::from_nanoseconds(120_000).unwrap().to_string(),
        "00012"
    );
    assert_eq!(Fraction::from_nanoseconds(0).unwrap().to_string(), "");
    assert!(Fraction::from_nanoseconds(1_000_000_000).is_err());
    assert!(
        "5.".parse::<Fraction>().is_err()
            && "-5".parse::<Fraction>().is_err()
            && "٥".parse::<Fraction>().is_err()
    );
}

/// Numbers without a pattern, the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn fraction(&mut self) -> String {
        let length = [0, 0, 1, 3, 9, 12, 18, 19, 20, 40][self.below(10) as usize];
        (0..length)
            .map(|_| char::from(b'0' + self.below(10) as u8))
            .collect()
    }

    fn offset(&mut self) -> Option<Offset> {
        match self.below(4) {
            0 => None,
            1 => Some(Offset::UTC),
            _ => Offset::from_minutes(self.below(1681) as i16 - 840),
        }
    }

    fn date_time(&mut self) -> DateTime {
        loop {
            let year = match self.below(4) {
                0 => self.below(20_000) as i64 - 10_000,
                1 => 2000 + self.below(3) as i64,
                _ => 1800 + self.below(400) as i64,
            };
            let mut field = |limit| self.below(limit) as u8;
            let made = DateTime::new(year, field(14), field(33), field(26), field(60), field(60));
            if let Ok(made) = made.and_then(|made| made.with_fraction(self.fraction().parse()?)) {
                return made.with_offset(self.offset());
            }
        }
    }

    fn duration(&mut self) -> Duration {
        let mut made = Duration::ZERO;
        for with in [
            Duration::with_years,
            Duration::with_months,
            Duration::with_days,
            Duration::with_hours,
            Duration::with_minutes,
            Duration::with_seconds,
        ] {
            if self.below(2) == 0 {
                made = with(made, [0, 1, 12, 59, 400, u64::MAX][self.below(6) as usize]);
            }
        }
        if self.below(3) == 0 {
            made = made.with_fraction(self.fraction().parse().unwrap());
        }
        if self.below(3) == 0 {
            made.negated()
        } else {
            made
        }
    }
}

#[test]
fn what_is_made_is_read_back() {
    let mut numbers = Numbers(42);
    for _ in 0..20_000 {
        let (when, lease) = (numbers.date_time(), numbers.duration());
        let back: DateTime = when.to_string().parse().unwrap();
        assert_eq!((&back, back.to_string()), (&when, when.to_string()));
        assert_eq!(
            (back.offset(), back.fraction().to_string()),
            (when.offset(), when.fraction().to_string())
        );
        let back: Duration = lease.to_string().parse().unwrap();
        assert_eq!((&back, back.to_string()), (&lease, lease.to_string()));
        let units = i128::from(numbers.below(u64::MAX)).pow(2) * i128::from(numbers.below(1 << 31));
        let scale = numbers.below(29) as u32;
        if let Ok(price) = Decimal::try_from_i128_with_scale(units % (1 << 96), scale) {
            assert_eq!(parse_decimal(&price.to_string()), Ok(price));
            assert_eq!(
                parse_decimal(&price.to_string()).map(|d| d.scale()),
                Ok(scale)
            );
        }
    }
}

#[test]
fn orders_are_orders() {
    let mut numbers = Numbers(7);
    let times: Vec<DateTime> = (0..150).map(|_| numbers.date_time()).collect();
    let leases: Vec<Duration> = (0..100).map(|_| numbers.duration()).collect();
    transitive(&times);
    transitive(&leases);
    // An instant is the same in every offset.
    for when in times.iter().filter(|when| when.offset().is_some()) {
        let distinct: HashSet<_> = [when.clone(), when.to_string().parse().unwrap()].into();
        assert_eq!(distinct.len(), 1);
    }
}

fn transitive<T: PartialOrd + Debug>(values: &[T]) {
    for a in values {
        for b in values.iter().filter(|b| a < *b) {
            assert!(b > a && a != b);
            for c in values.iter().filter(|c| b < *c) {
                assert!(a < c, "{a:?} {b:?} {c:?}");
            }
        }
    }
}
