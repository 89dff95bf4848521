//! The lexical forms and the order of the built-in types, as far as samples need them (XML Schema part 2, section 3).

use std::cmp::Ordering;

use crate::model::xsd::Builtin;

/// Whether the text is of the type's lexical space. Strings of all kinds are judged by their characters alone, dates by their form.
pub(crate) fn is_lexical(builtin: Builtin, text: &str) -> bool {
    let name_start = |c: char| c.is_alphabetic() || c == '_';
    let name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let ncname = || {
        let mut chars = text.chars();
        chars.next().is_some_and(name_start) && chars.all(name)
    };
    match builtin {
        b if b.is_derived_from(Builtin::Integer) => {
            let (min, max) = b.integer_range();
            is_decimal(text, false)
                && min.is_none_or(|m| decimal_order(text, m).is_some_and(Ordering::is_ge))
                && max.is_none_or(|m| decimal_order(text, m).is_some_and(Ordering::is_le))
        }
        Builtin::Decimal => is_decimal(text, true),
        Builtin::Boolean => matches!(text, "true" | "false" | "1" | "0"),
        Builtin::Float | Builtin::Double => {
            matches!(text, "INF" | "-INF" | "NaN")
                || (text.parse::<f64>().is_ok()
                    && text
                        .bytes()
                        .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)))
        }
        Builtin::HexBinary => {
            text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit())
        }
        Builtin::Base64Binary => {
            let symbols = text.bytes().filter(|b| *b != b' ');
            symbols.clone().count().is_multiple_of(4)
                && symbols
                    .into_iter()
                    .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
        }
        Builtin::DateTime => is_moment(text, "Y-MM-DDThh:mm:mmf"),
        Builtin::Date => is_moment(text, "Y-MM-DD"),
        Builtin::Time => is_moment(text, "hh:mm:mmf"),
        Builtin::GYear => is_moment(text, "Y"),
        Builtin::GYearMonth => is_moment(text, "Y-MM"),
        Builtin::GMonth => is_moment(text, "--MM"),
        Builtin::GMonthDay => is_moment(text, "--MM-DD"),
        Builtin::GDay => is_moment(text, "---DD"),
        Builtin::Duration => is_duration(text),
        b if b.is_derived_from(Builtin::NcName) => ncname(),
        Builtin::QName | Builtin::Notation => !text.is_empty(),
        Builtin::Name => {
            text.chars()
                .next()
                .is_some_and(|c| name_start(c) || c == ':')
                && text.chars().all(|c| name(c) || c == ':')
        }
        Builtin::NmToken => !text.is_empty() && text.chars().all(|c| name(c) || c == ':'),
        Builtin::Language => {
            !text.is_empty()
                && text.split('-').all(|part| {
                    (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
                })
        }
        Builtin::Token => {
            text.trim_matches(' ') == text
                && !text.contains("  ")
                && !text.contains(['\t', '\n', '\r'])
        }
        Builtin::NormalizedString => !text.contains(['\t', '\n', '\r']),
        _ => true,
    }
}

/// Whether a date or time has the form: `Y` a year, `MM` a month, `DD` a day that the month has, `hh` an hour, `mm` minutes or seconds, `f`
/// perhaps a fraction, and the rest themselves. A zone may follow.
fn is_moment(text: &str, form: &str) -> bool {
    let mut rest = text;
    let mut form = form;
    let (mut days, mut leap) = (31, true);
    let digits = |t: &str| t.len() - t.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let two = |t: &str, least: u8, most: u8| {
        let value = t.get(..2).filter(|n| digits(n) == 2)?.parse::<u8>().ok()?;
        (least..=most).contains(&value).then_some(2)
    };
    while let Some(symbol) = form.chars().next() {
        let (of_form, of_text) = match symbol {
            'Y' => {
                rest = rest.strip_prefix('-').unwrap_or(rest);
                let length = digits(rest);
                leap = is_leap(rest.get(..length).unwrap_or_default());
                (1, Some(length).filter(|n| *n >= 4))
            }
            'M' => {
                days = match rest.get(..2) {
                    Some("02") => 28 + u8::from(leap),
                    Some("04" | "06" | "09" | "11") => 30,
                    _ => 31,
                };
                (2, two(rest, 1, 12))
            }
            'D' => (2, two(rest, 1, days)),
            'h' if rest.starts_with("24:00:00") => (2, Some(2)),
            'h' => (2, two(rest, 0, 23)),
            'm' => (2, two(rest, 0, 59)),
            'f' => match rest.strip_prefix('.').map(digits) {
                Some(n) => (1, Some(n + 1).filter(|n| *n > 1)),
                None => (1, Some(0)),
            },
            c => (1, rest.starts_with(c).then_some(1)),
        };
        let Some(after) = of_text.and_then(|n| rest.get(n..)) else {
            return false;
        };
        (rest, form) = (after, form.get(of_form..).unwrap_or_default());
    }
    match rest.strip_prefix(['+', '-']) {
        Some(zone) => {
            zone == "14:00"
                || (two(zone, 0, 13).is_some()
                    && zone.len() == 5
                    && zone.get(2..3) == Some(":")
                    && zone.get(3..).is_some_and(|m| two(m, 0, 59).is_some()))
        }
        None => matches!(rest, "" | "Z"),
    }
}

/// Whether a year of any number of digits has a 29th of February.
fn is_leap(year: &str) -> bool {
    let last = |n: usize| year.get(year.len().saturating_sub(n)..).unwrap_or_default();
    let by = |text: &str, n: u32| text.parse().is_ok_and(|year: u32| year.is_multiple_of(n));
    by(last(2), 4) && (!by(last(2), 100) || by(last(4), 400))
}

/// Whether the text is a duration: `PnYnMnDTnHnMnS`, with one part at least, and one after `T`.
fn is_duration(text: &str) -> bool {
    let Some(text) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else {
        return false;
    };
    let parts = |text: &str, units: &str| {
        let (mut rest, mut units) = (text, units);
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_uppercase());
            let Some((number, unit)) = end.and_then(|e| Some((rest.get(..e)?, rest.get(e..=e)?)))
            else {
                return false;
            };
            let whole = match number.split_once('.') {
                Some((whole, fraction)) if unit == "S" && is_decimal(fraction, false) => whole,
                _ => number,
            };
            let Some(at) = units
                .find(unit)
                .filter(|_| !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()))
            else {
                return false;
            };
            units = units.get(at + 1..).unwrap_or_default();
            rest = rest.get(number.len() + 1..).unwrap_or_default();
        }
        true
    };
    match text.split_once('T') {
        Some((date, time)) => !time.is_empty() && parts(date, "YMD") && parts(time, "HMS"),
        None => !text.is_empty() && parts(text, "YMD"),
    }
}

fn is_decimal(text: &str, fraction: bool) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, rest) = match digits.split_once('.') {
        Some((whole, rest)) if fraction => (whole, rest),
        Some(_) => return false,
        None => (digits, ""),
    };
    !(whole.is_empty() && rest.is_empty())
        && whole
            .bytes()
            .chain(rest.bytes())
            .all(|b| b.is_ascii_digit())
}

/// How many digits a decimal has, in all and after the point, zeros at the ends not counted. `None` when it is no decimal.
pub(crate) fn digits(text: &str) -> Option<(u32, u32)> {
    if !is_decimal(text, true) {
        return None;
    }
    let (_, whole, fraction) = decimal_parts(text);
    let count = |s: &str| u32::try_from(s.len()).unwrap_or(u32::MAX);
    Some((
        count(whole).saturating_add(count(fraction)).max(1),
        count(fraction),
    ))
}

/// Sign, digits before and after the point, zeros at the ends gone.
fn decimal_parts(text: &str) -> (bool, &str, &str) {
    let negative = text.starts_with('-');
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let zero = whole.is_empty() && fraction.is_empty();
    (negative && !zero, whole, fraction)
}

/// The order of two decimals of any size.
fn decimal_order(a: &str, b: &str) -> Option<Ordering> {
    if !is_decimal(a, true) || !is_decimal(b, true) {
        return None;
    }
    let ((minus_a, whole_a, fraction_a), (minus_b, whole_b, fraction_b)) =
        (decimal_parts(a), decimal_parts(b));
    let size = whole_a
        .len()
        .cmp(&whole_b.len())
        .then_with(|| whole_a.cmp(whole_b))
        .then_with(|| fraction_a.cmp(fraction_b));
    Some(match (minus_a, minus_b) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => size,
        (true, true) => size.reverse(),
    })
}

/// The order of two values of the type; `None` where it has none or this library cannot tell. Dates are compared when they are written
/// alike: same number of characters, same zone, same sign.
pub(crate) fn compare(builtin: Builtin, a: &str, b: &str) -> Option<Ordering> {
    match builtin {
        x if x.is_derived_from(Builtin::Decimal) => decimal_order(a, b),
        Builtin::Float | Builtin::Double => float(a)?.partial_cmp(&float(b)?),
        Builtin::DateTime
        | Builtin::Date
        | Builtin::Time
        | Builtin::GYear
        | Builtin::GYearMonth => {
            let alike = a.len() == b.len()
                && !a.starts_with('-')
                && !b.starts_with('-')
                && zone(a) == zone(b);
            (a == b)
                .then_some(Ordering::Equal)
                .or(alike.then(|| a.cmp(b)))
        }
        _ => None,
    }
}

fn float(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        text => text.parse().ok(),
    }
}

fn zone(text: &str) -> Option<&str> {
    match text.strip_suffix('Z') {
        Some(_) => Some("Z"),
        None => text
            .get(text.len().checked_sub(6)?..)
            .filter(|z| z.contains(':') && z.starts_with(['+', '-'])),
    }
}

/// The integer one above or below, for exclusive bounds; `None` beyond what fits.
pub(crate) fn step(text: &str, by: i128) -> Option<String> {
    let (negative, whole, fraction) = decimal_parts(text);
    if !is_decimal(text, true) {
        return None;
    }
    let size: i128 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let value = if negative { -size } else { size };
    // 1.5 + 1 is 2, which is above it; -1.5 + 1 is -1 + 0, above it as well.
    let toward = match (fraction.is_empty(), by > 0, negative) {
        (true, _, _) => by,
        (false, true, false) | (false, false, true) => by,
        _ => 0,
    };
    Some(value.checked_add(toward)?.to_string())
}
