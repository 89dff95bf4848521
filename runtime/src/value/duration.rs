//! `xs:duration`.

use super::calendar;
use super::error::Read;
use super::fraction::Fraction;
use super::text::{Line, Scan, lexical, number};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// `xs:duration`: years, months, days, hours, minutes and seconds, all of one sign (XML Schema Part 2, 3.2.6).
///
/// The parts are kept as written: `P1Y` stays apart from `P12M`, `PT90M` from `PT1H30M`, `PT0S` from `P0D`. Each part holds a `u64`.
///
/// Equality and hash are those of the value: the same number of months and the same number of seconds, so that `P1Y` equals `P12M` and `P1D`
/// equals `PT24H`. The order is the partial one of the specification: `P1M` is greater than `P27D`, and has none with `P30D`.
///
/// ```
/// use wsdl_runtime::value::Duration;
/// let lease: Duration = "P1Y2M3DT10H30M1.50S".parse()?;
/// assert_eq!((lease.years(), lease.minutes(), lease.fraction().to_string()), (1, 30, "50".into()));
/// assert_eq!(Duration::ZERO.with_days(1), "PT24H".parse()?);
/// assert_eq!(Duration::ZERO.with_months(6).negated().to_string(), "-P6M");
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone)]
pub struct Duration {
    parts: [u64; 6],
    fraction: Fraction,
    /// Which of the parts were written: bit n for part n.
    written: u8,
    negative: bool,
}

/// The parts in the order of the lexical form, with their designators.
const LETTERS: [u8; 6] = *b"YMDHMS";
/// Parts from here on stand after the `T`.
const FIRST_OF_TIME: usize = 3;
const SECONDS: usize = 5;

impl Duration {
    pub(crate) const NAME: &'static str = "xs:duration";

    /// Nothing, written `PT0S`; the place to begin when making a duration from parts.
    pub const ZERO: Duration = Duration {
        parts: [0; 6],
        fraction: Fraction::NONE,
        written: 0,
        negative: false,
    };

    /// The same with another value for one of the six parts, years first.
    pub(crate) fn with(mut self, part: usize, value: u64) -> Self {
        if let Some(place) = self.parts.get_mut(part) {
            *place = value;
            self.written |= 1 << part;
        }
        self
    }

    /// The same with so many years.
    #[must_use]
    pub fn with_years(self, years: u64) -> Self {
        self.with(0, years)
    }

    /// The same with so many months; more than 11 are allowed.
    #[must_use]
    pub fn with_months(self, months: u64) -> Self {
        self.with(1, months)
    }

    /// The same with so many days.
    #[must_use]
    pub fn with_days(self, days: u64) -> Self {
        self.with(2, days)
    }

    /// The same with so many hours; more than 23 are allowed.
    #[must_use]
    pub fn with_hours(self, hours: u64) -> Self {
        self.with(3, hours)
    }

    /// The same with so many minutes; more than 59 are allowed.
    #[must_use]
    pub fn with_minutes(self, minutes: u64) -> Self {
        self.with(4, minutes)
    }

    /// The same with so many seconds; more than 59 are allowed.
    #[must_use]
    pub fn with_seconds(self, seconds: u64) -> Self {
        self.with(SECONDS, seconds)
    }

    /// The same with another fraction of a second.
    #[must_use]
    pub fn with_fraction(mut self, fraction: Fraction) -> Self {
        self.written |= 1 << SECONDS;
        self.fraction = fraction;
        self
    }

    /// The same with the other sign.
    #[must_use]
    pub fn negated(mut self) -> Self {
        self.negative = !self.negative;
        self
    }

    /// A minus stands before it.
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// Years, without sign, as for all parts.
    pub const fn years(&self) -> u64 {
        self.parts[0]
    }

    /// Months besides the years.
    pub const fn months(&self) -> u64 {
        self.parts[1]
    }

    /// Days.
    pub const fn days(&self) -> u64 {
        self.parts[2]
    }

    /// Hours.
    pub const fn hours(&self) -> u64 {
        self.parts[3]
    }

    /// Minutes.
    pub const fn minutes(&self) -> u64 {
        self.parts[4]
    }

    /// Whole seconds.
    pub const fn seconds(&self) -> u64 {
        self.parts[5]
    }

    /// The fraction of the seconds, as written.
    pub const fn fraction(&self) -> &Fraction {
        &self.fraction
    }

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        const FORM: &str = "a duration is P, years Y, months M, days D, and after a T hours H, minutes M, seconds S";
        let mut scan = Scan(bytes);
        let mut duration = Duration {
            negative: scan.eat(b'-'),
            ..Duration::ZERO
        };
        scan.expect(b'P', FORM)?;
        let (mut next, mut time) = (0, false);
        while !scan.0.is_empty() {
            if !time && scan.eat(b'T') {
                time = true;
                next = next.max(FIRST_OF_TIME);
                if scan.0.is_empty() {
                    return Err("an hour, minute or second follows the T");
                }
            }
            let digits = scan.digits();
            let fraction = if scan.eat(b'.') {
                Some(Fraction::scan(&mut scan)?)
            } else {
                None
            };
            let (letter, rest) = scan.0.split_first().ok_or("a letter follows each number")?;
            scan = Scan(rest);
            let end = if time { LETTERS.len() } else { FIRST_OF_TIME };
            let part = (next..end)
                .find(|part| LETTERS.get(*part) == Some(letter))
                .ok_or(FORM)?;
            if digits.is_empty() {
                return Err("a number stands before each letter");
            }
            duration = duration.with(
                part,
                number(digits).ok_or("a part of it is beyond 64 bits")?,
            );
            match fraction {
                Some(fraction) if part == SECONDS => duration.fraction = fraction,
                Some(_) => return Err("only seconds have a fraction"),
                None => {}
            }
            next = part + 1;
        }
        if duration.written == 0 {
            Err("a duration has one part at least")
        } else {
            Ok(duration)
        }
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut line = Line::new();
        if self.negative {
            line.push(b'-');
        }
        line.push(b'P');
        if self.written == 0 {
            line.push_all(b"T0S");
        }
        let mut time = false;
        for (part, (value, letter)) in self.parts.iter().zip(LETTERS).enumerate() {
            if self.written & (1 << part) == 0 {
                continue;
            }
            if part >= FIRST_OF_TIME && !time {
                time = true;
                line.push(b'T');
            }
            line.number(*value, 1);
            if part == SECONDS {
                self.fraction.push(&mut line, out)?;
            }
            line.push(letter);
            // Six numbers of 20 digits would not fit one line.
            line.flush(out)?;
        }
        line.flush(out)
    }

    /// Months, without sign.
    pub(crate) fn total_months(&self) -> i128 {
        i128::from(self.years()) * 12 + i128::from(self.months())
    }

    /// Whole seconds of days, hours, minutes and seconds, without sign.
    pub(crate) fn total_seconds(&self) -> i128 {
        i128::from(self.days()) * calendar::SECONDS_PER_DAY
            + i128::from(self.hours()) * 3600
            + i128::from(self.minutes()) * 60
            + i128::from(self.seconds())
    }

    /// What equal durations have in common.
    fn key(&self) -> (bool, i128, i128, &Fraction) {
        let (months, seconds) = (self.total_months(), self.total_seconds());
        let nothing = months == 0 && seconds == 0 && self.fraction.is_zero();
        (self.negative && !nothing, months, seconds, &self.fraction)
    }

    /// The order of the two instants that are reached from the first of a month.
    fn compare_from(&self, other: &Self, year: i128, month: u8) -> Ordering {
        let instant = |duration: &Self| {
            let sign = if duration.negative { -1 } else { 1 };
            let months = i128::from(month) - 1 + sign * duration.total_months();
            let first = calendar::day_number(
                year + months.div_euclid(12),
                months.rem_euclid(12) as u8 + 1,
                1,
            );
            first * calendar::SECONDS_PER_DAY + sign * duration.total_seconds()
        };
        let seconds = instant(self) - instant(other);
        let (a, b) = (&self.fraction, &other.fraction);
        match (self.negative, other.negative) {
            (false, false) => seconds.cmp(&0).then(a.cmp(b)),
            (true, true) => seconds.cmp(&0).then(b.cmp(a)),
            // seconds + a + b against 0, and seconds against a + b.
            (false, true) => a.compare_sum(b, -seconds),
            (true, false) => a.compare_sum(b, seconds).reverse(),
        }
    }
}

/// The four instants of Part 2, 3.2.6.2: whatever holds from all of them holds.
const STARTS: [(i128, u8); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Duration {}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for Duration {
    /// Less or greater where that holds from each of the four instants of Part 2, 3.2.6.2; else none, unless they are equal.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        let mut orders = STARTS
            .iter()
            .map(|(year, month)| self.compare_from(other, *year, *month));
        let first = orders.next().filter(|order| order.is_ne())?;
        orders.all(|order| order == first).then_some(first)
    }
}

lexical!(Duration);
