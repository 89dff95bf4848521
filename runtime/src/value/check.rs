//! Checking a text against the facets of its type.

use super::decimal;
use super::error::Read;
use super::number::{read_bool, read_float, read_integer_digits};
use super::text::trim;
use super::white_space::is_white;
use super::*;
use std::cmp::Ordering;

impl<'t> Facets<'t> {
    /// Checks a value, given as the text that stands for it, white space normalised as its type has it.
    ///
    /// Bounds, enumerations and digits are checked in the value space: `1.0` is in an enumeration of `1`, and `2026-01-01T00:00:00Z` is not
    /// below `2025-12-31T23:00:00-01:00`. Where a bound and a value have no order (one has a time zone, the other not), the bound does not hold.
    /// Patterns match the whole text, in time linear in its length.
    ///
    /// # Errors
    /// The first rule that the value breaks, or that cannot be checked.
    ///
    /// ```
    /// use wsdl_runtime::value::{Facets, ValueKind};
    /// let percent = Facets::NONE.min_inclusive("0").max_inclusive("100").fraction_digits(1);
    /// assert!(percent.check("99.50", ValueKind::Decimal).is_ok());
    /// let violation = percent.check("100.1", ValueKind::Decimal).unwrap_err();
    /// assert_eq!(violation.to_string(), "outside its maxInclusive: 100");
    /// ```
    pub fn check(&self, text: &str, kind: ValueKind<'_>) -> Result<(), Violation> {
        self.breaches(text, kind).next().map_or(Ok(()), Err)
    }

    /// All that the value breaks, and all that cannot be checked, looked for as it is asked for; of a text that is no value of the kind,
    /// that alone.
    fn breaches(&self, text: &str, kind: ValueKind<'_>) -> impl Iterator<Item = Violation> {
        type Check<'t> = fn(&Facets<'t>, &str, ValueKind<'_>) -> Result<(), Violation>;
        let checks: [Check<'t>; 6] = [
            Self::check_patterns,
            Self::check_length,
            Self::check_bounds,
            Self::check_fraction_digits,
            Self::check_total_digits,
            Self::check_enumeration,
        ];
        let no_value = kind.check(text).err();
        let of_a_value = if no_value.is_some() { 0 } else { checks.len() };
        let broken = move |check: Check<'t>| check(self, text, kind).err();
        let facets = checks.into_iter().take(of_a_value).filter_map(broken);
        no_value.into_iter().chain(facets)
    }

    fn check_enumeration(&self, text: &str, kind: ValueKind<'_>) -> Result<(), Violation> {
        if self.enumeration.is_empty()
            || self.enumeration.iter().any(|value| kind.same(text, value))
        {
            return Ok(());
        }
        facet("enumeration", one_of(self.enumeration))
    }

    /// Of names only the prefix that they were written with would match, and that is no part of the value.
    fn check_patterns(&self, text: &str, kind: ValueKind<'_>) -> Result<(), Violation> {
        if kind.holds_names() {
            return Ok(());
        }
        for step in self.patterns {
            let tried = step.iter().map(|pattern| pattern::matches(pattern, text));
            let tried: Vec<Result<bool, String>> = tried.collect();
            if tried.contains(&Ok(true)) {
                continue;
            }
            return Err(match tried.into_iter().find_map(Result::err) {
                Some(reason) => Violation::Unchecked {
                    facet: "pattern",
                    reason,
                },
                None => Violation::Facet {
                    facet: "pattern",
                    limit: step.join(" or "),
                },
            });
        }
        Ok(())
    }

    fn check_length(&self, text: &str, kind: ValueKind<'_>) -> Result<(), Violation> {
        if self.min_length.is_none() && self.max_length.is_none() {
            return Ok(());
        }
        let Some(length) = kind.length(text) else {
            return Ok(());
        };
        let length = length as u64;
        match (self.min_length, self.max_length) {
            (Some(min), Some(max)) if min == max && length != min => facet("length", min),
            (Some(min), _) if length < min => facet("minLength", min),
            (_, Some(max)) if length > max => facet("maxLength", max),
            _ => Ok(()),
        }
    }

    fn check_bounds(&self, text: &str, kind: ValueKind<'_>) -> Result<(), Violation> {
        type Holds = fn(Ordering) -> bool;
        let bounds: [(&'static str, Option<&str>, Holds); 4] = [
            ("minInclusive", self.min_inclusive, Ordering::is_ge),
            ("maxInclusive", self.max_inclusive, Ordering::is_le),
            ("minExclusive", self.min_exclusive, Ordering::is_gt),
            ("maxExclusive", self.max_exclusive, Ordering::is_lt),
        ];
        for (name, bound, holds) in bounds {
            let Some(bound) = bound else { continue };
            match kind.order(text, bound) {
                Some(order) if holds(order) => {}
                None if kind.check(bound).is_err() => {
                    let reason = format!("{} is no value of the type", bound.escape_debug());
                    return Err(Violation::Unchecked {
                        facet: name,
                        reason,
                    });
                }
                _ => return facet(name, bound),
            }
        }
        Ok(())
    }

    fn check_fraction_digits(&self, text: &str, kind: ValueKind<'_>) -> Result<(), Violation> {
        match (self.fraction_digits, kind.digits(text)) {
            (Some(most), Some(digits)) if digits.fraction.len() > most as usize => {
                facet("fractionDigits", most)
            }
            _ => Ok(()),
        }
    }

    fn check_total_digits(&self, text: &str, kind: ValueKind<'_>) -> Result<(), Violation> {
        match (self.total_digits, kind.digits(text)) {
            (Some(most), Some(digits))
                if digits.whole.len() + digits.fraction.len() > most as usize =>
            {
                facet("totalDigits", most)
            }
            _ => Ok(()),
        }
    }
}

impl SimpleType<'_> {
    /// Checks a value, given as the text that stands for it: its facets, those of the items of a list, and for a union that a member type
    /// takes it, facets included.
    ///
    /// # Errors
    /// The first rule that the value breaks, or that cannot be checked.
    pub fn check(&self, text: &str) -> Result<(), Violation> {
        self.check_all(text).into_iter().next().map_or(Ok(()), Err)
    }

    /// All that the value breaks, each once.
    pub(crate) fn check_all(&self, text: &str) -> Vec<Violation> {
        let mut found = Vec::new();
        match self.kind {
            ValueKind::List(_) => {
                for item in self.parts {
                    for violation in items(text).flat_map(|text| item.check_all(text)) {
                        if !found.contains(&violation) {
                            found.push(violation);
                        }
                    }
                }
            }
            ValueKind::Union(_) => {
                let takes = |member: &&SimpleType<'_>| {
                    member.check(text).is_ok() || member.check(text.trim_ascii()).is_ok()
                };
                if !self.parts.iter().any(takes) {
                    return vec![Violation::Union];
                }
            }
            _ => {}
        }
        found.extend(self.facets.breaches(text, self.kind));
        found
    }

    /// Whether two texts stand for one value.
    pub(crate) fn same(&self, a: &str, b: &str) -> bool {
        self.kind.same(a, b)
    }
}

fn facet(facet: &'static str, limit: impl ToString) -> Result<(), Violation> {
    Err(Violation::Facet {
        facet,
        limit: limit.to_string(),
    })
}

/// A floating point number in what other types are read from.
fn float<T: std::str::FromStr>(bytes: &[u8]) -> Read<T> {
    read_float(std::str::from_utf8(bytes).unwrap_or_default())
}

/// Calls `$with!(T::read)` for the kinds whose Rust type has the value space and order of XML Schema.
macro_rules! by_type {
    ($kind:expr, $with:ident, $other:expr) => {
        match $kind {
            ValueKind::Boolean => $with!(read_bool, "xs:boolean"),
            ValueKind::Float => $with!(float::<f32>, "xs:float"),
            ValueKind::Double => $with!(float::<f64>, "xs:double"),
            ValueKind::Duration => $with!(Duration::read, Duration::NAME),
            ValueKind::DateTime => $with!(DateTime::read, DateTime::NAME),
            ValueKind::Time => $with!(Time::read, Time::NAME),
            ValueKind::Date => $with!(Date::read, Date::NAME),
            ValueKind::GYearMonth => $with!(GYearMonth::read, GYearMonth::NAME),
            ValueKind::GYear => $with!(GYear::read, GYear::NAME),
            ValueKind::GMonthDay => $with!(GMonthDay::read, GMonthDay::NAME),
            ValueKind::GDay => $with!(GDay::read, GDay::NAME),
            ValueKind::GMonth => $with!(GMonth::read, GMonth::NAME),
            ValueKind::Hex => $with!(Hex::read, Hex::NAME),
            ValueKind::Base64 => $with!(Base64::read, Base64::NAME),
            ValueKind::Decimal => $with!(Digits::read, decimal::NAME),
            ValueKind::Integer => $with!(Digits::read_integer, "xs:integer"),
            ValueKind::String | ValueKind::QName | ValueKind::List(_) | ValueKind::Union(_) => {
                $other
            }
        }
    };
}

impl ValueKind<'_> {
    /// Whether the text is a value at all.
    fn check(self, text: &str) -> Result<(), Violation> {
        macro_rules! valid {
            ($read:expr, $name:expr) => {
                $read(trim(text))
                    .map(drop)
                    .map_err(|reason| Violation::Value(ValueError::new($name, reason)))
            };
        }
        match self {
            ValueKind::List(item) => items(text).try_for_each(|text| item.check(text)),
            ValueKind::Union(members) => {
                let mut last = Ok(());
                for member in members {
                    last = member.check(text);
                    if last.is_ok() {
                        break;
                    }
                }
                last
            }
            _ => by_type!(self, valid, Ok(())),
        }
    }

    /// Whether its values are names, or lists of names.
    fn holds_names(self) -> bool {
        match self {
            ValueKind::QName => true,
            ValueKind::List(item) => item.holds_names(),
            _ => false,
        }
    }

    /// None: values of this kind have no digits that count.
    fn digits(self, text: &str) -> Option<Digits<'_>> {
        match self {
            ValueKind::Decimal | ValueKind::Integer => Digits::read(trim(text)).ok(),
            _ => None,
        }
    }

    /// Whether its values are those of a union, or lists of such.
    pub(crate) fn holds_union(self) -> bool {
        match self {
            ValueKind::Union(_) => true,
            ValueKind::List(item) => item.holds_union(),
            _ => false,
        }
    }

    /// None: this kind has no length.
    fn length(self, text: &str) -> Option<usize> {
        match self {
            ValueKind::String => Some(text.chars().count()),
            ValueKind::Hex => Hex::read(trim(text)).ok().map(|bytes| bytes.len()),
            ValueKind::Base64 => Base64::read(trim(text)).ok().map(|bytes| bytes.len()),
            ValueKind::List(_) => Some(items(text).count()),
            _ => None,
        }
    }

    /// The order of two values, where they have one.
    fn order(self, a: &str, b: &str) -> Option<Ordering> {
        macro_rules! order {
            ($read:expr, $name:expr) => {
                $read(trim(a)).ok()?.partial_cmp(&$read(trim(b)).ok()?)
            };
        }
        by_type!(self, order, None)
    }

    /// Whether two texts stand for the same value.
    fn same(self, a: &str, b: &str) -> bool {
        match self {
            ValueKind::String | ValueKind::QName => a == b,
            ValueKind::List(item) => {
                items(a).count() == items(b).count()
                    && items(a).zip(items(b)).all(|(a, b)| item.same(a, b))
            }
            ValueKind::Union(members) => {
                let member = |text| members.iter().find(|member| member.check(text).is_ok());
                match (member(a), member(b)) {
                    (Some(of_a), Some(of_b)) => of_a == of_b && of_a.same(a, b),
                    _ => false,
                }
            }
            // NaN equals itself in XML Schema's value space, though it has no order.
            ValueKind::Float | ValueKind::Double if trim(a) == b"NaN" => trim(b) == b"NaN",
            _ => self.order(a, b) == Some(Ordering::Equal),
        }
    }
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_white).filter(|item| !item.is_empty())
}

/// A decimal of any size: the digits that count, before and after the point.
#[derive(PartialEq, Eq)]
struct Digits<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
}

impl<'a> Digits<'a> {
    fn read(bytes: &'a [u8]) -> Read<Self> {
        let (negative, mut whole, mut fraction) = decimal::split(bytes)?;
        while let [b'0', rest @ ..] = whole {
            whole = rest;
        }
        while let [rest @ .., b'0'] = fraction {
            fraction = rest;
        }
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Ok(Digits {
            negative,
            whole,
            fraction,
        })
    }

    /// What orders two values of one sign.
    fn size(&self) -> (usize, &'a [u8], &'a [u8]) {
        (self.whole.len(), self.whole, self.fraction)
    }

    fn read_integer(bytes: &'a [u8]) -> Read<Self> {
        read_integer_digits(bytes)?;
        Digits::read(bytes)
    }
}

impl PartialOrd for Digits<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(match (self.negative, other.negative) {
            (false, false) => self.size().cmp(&other.size()),
            (true, true) => other.size().cmp(&self.size()),
            (a, b) => b.cmp(&a),
        })
    }
}
