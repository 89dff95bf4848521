//! Values of XML Schema's simple types compared without our runtime: each text is brought to a canonical form of its own.

use wsdl_codegen::model::xsd::{Builtin, Facets};

/// What kind of simple value stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An atomic value.
    Atomic(Builtin),
    /// A list of these.
    List(Box<Kind>),
    /// One of these, the first that fits.
    Union(Vec<Kind>),
    /// Those of these values that the facets of every step allow.
    Restricted(Box<Kind>, Vec<Facets>),
}

impl Kind {
    /// The values that a step of restriction leaves.
    pub fn restricted(self, facets: &Facets) -> Self {
        match self {
            _ if *facets == Facets::default() => self,
            Kind::Restricted(of, mut steps) => {
                steps.push(facets.clone());
                Kind::Restricted(of, steps)
            }
            of => Kind::Restricted(Box::new(of), vec![facets.clone()]),
        }
    }
}

/// Prefix to namespace.
pub type Scope<'s> = &'s dyn Fn(&str) -> Option<String>;

/// Whether two texts are the same value.
pub fn equal(kind: &Kind, a: (&str, Scope<'_>), b: (&str, Scope<'_>)) -> bool {
    match kind {
        Kind::Atomic(builtin) => match (canonical(*builtin, a), canonical(*builtin, b)) {
            (Some(x), Some(y)) => x == y,
            _ => false,
        },
        Kind::List(item) => {
            let (x, y): (Vec<&str>, Vec<&str>) = (
                a.0.split_ascii_whitespace().collect(),
                b.0.split_ascii_whitespace().collect(),
            );
            x.len() == y.len()
                && x.iter()
                    .zip(&y)
                    .all(|(p, q)| p == q || equal(item, (p, a.1), (q, b.1)))
        }
        // The first member that takes a text says what it means.
        Kind::Union(members) => {
            let first = |t: (&str, Scope<'_>)| members.iter().position(|m| takes(m, t));
            match (first(a), first(b)) {
                (Some(i), Some(j)) if i == j => equal(&members[i], a, b),
                _ => false,
            }
        }
        // Facets say which values there are, not which are the same.
        Kind::Restricted(of, _) => equal(of, a, b),
    }
}

/// Whether a text has the form of such a value; of facets all are looked at but patterns.
fn takes(kind: &Kind, text: (&str, Scope<'_>)) -> bool {
    match kind {
        Kind::Atomic(builtin) => canonical(*builtin, text).is_some(),
        Kind::List(item) => text
            .0
            .split_ascii_whitespace()
            .all(|t| takes(item, (t, text.1))),
        Kind::Union(members) => members.iter().any(|m| takes(m, text)),
        Kind::Restricted(of, steps) => {
            takes(of, text) && steps.iter().all(|facets| allows(facets, of, text))
        }
    }
}

/// Whether facets allow a value.
fn allows(facets: &Facets, of: &Kind, text: (&str, Scope<'_>)) -> bool {
    let is_listed = |e: &wsdl_codegen::model::xsd::Enumeration| equal(of, (&e.value, text.1), text);
    if !facets.enumeration.is_empty() && !facets.enumeration.iter().any(is_listed) {
        return false;
    }
    let words = || text.0.split_ascii_whitespace();
    let length = match of {
        Kind::List(_) => words().count() as u64,
        Kind::Atomic(b) if b.is_derived_from(Builtin::String) => {
            canonical(*b, text).map_or(0, |t| t.chars().count() as u64)
        }
        Kind::Atomic(b) => return number_allowed(facets, *b, text.0.trim()),
        _ => return true,
    };
    let exactly = facets.length;
    exactly.is_none_or(|n| length == n)
        && facets.min_length.is_none_or(|n| length >= n)
        && facets.max_length.is_none_or(|n| length <= n)
}

/// Whether the facets of numbers allow one. Bounds are compared in double precision, which is enough for the schemas that there are.
fn number_allowed(facets: &Facets, builtin: Builtin, text: &str) -> bool {
    let is_decimal = builtin.is_derived_from(Builtin::Decimal);
    if !is_decimal && !matches!(builtin, Builtin::Float | Builtin::Double) {
        return true;
    }
    let Some(value) = float::<f64>(text) else {
        return false;
    };
    let holds = |bound: &Option<String>, allowed: fn(&f64, &f64) -> bool| {
        let bound = bound.as_deref().and_then(|b| float::<f64>(b.trim()));
        bound.is_none_or(|b| allowed(&value, &b))
    };
    let digits = decimal(text).filter(|_| is_decimal).unwrap_or_default();
    let count = |of: &str| of.bytes().filter(u8::is_ascii_digit).count() as u32;
    let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
    holds(&facets.min_inclusive, f64::ge)
        && holds(&facets.max_inclusive, f64::le)
        && holds(&facets.min_exclusive, f64::gt)
        && holds(&facets.max_exclusive, f64::lt)
        && facets.total_digits.is_none_or(|n| count(&digits) <= n)
        && facets.fraction_digits.is_none_or(|n| count(fraction) <= n)
}

/// `true` or `false`, by any of its spellings.
pub fn boolean(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn canonical(builtin: Builtin, (text, scope): (&str, Scope<'_>)) -> Option<String> {
    let trimmed = text.trim_matches(|c: char| c.is_ascii_whitespace());
    match builtin {
        Builtin::Boolean => boolean(trimmed).map(|b| b.to_string()),
        b if b.is_derived_from(Builtin::Decimal) => {
            let value = decimal(trimmed)?;
            let whole = b == Builtin::Decimal || (!trimmed.contains('.') && value.ends_with('.'));
            whole.then_some(value)
        }
        // Which of two zeros it is makes no difference.
        Builtin::Float => float::<f32>(trimmed).map(|v| (v + 0.0).to_string()),
        Builtin::Double => float::<f64>(trimmed).map(|v| (v + 0.0).to_string()),
        Builtin::HexBinary => {
            let digits = trimmed.bytes().all(|b| b.is_ascii_hexdigit());
            (digits && trimmed.len().is_multiple_of(2)).then(|| trimmed.to_ascii_uppercase())
        }
        Builtin::Base64Binary => base64(trimmed),
        Builtin::QName | Builtin::Notation => {
            let (prefix, local) = trimmed.split_once(':').unwrap_or(("", trimmed));
            let uri = scope(prefix).or_else(|| prefix.is_empty().then(String::new))?;
            Some(format!("{{{uri}}}{local}"))
        }
        Builtin::DateTime => shaped(trimmed, "Y-##-##T##:##:##F").then(|| moment(trimmed)),
        Builtin::Time => shaped(trimmed, "##:##:##F").then(|| moment(trimmed)),
        Builtin::Date => shaped(trimmed, "Y-##-##").then(|| zone(trimmed)),
        Builtin::GYear => shaped(trimmed, "Y").then(|| zone(trimmed)),
        Builtin::GYearMonth => shaped(trimmed, "Y-##").then(|| zone(trimmed)),
        Builtin::GMonth => shaped(trimmed, "--##").then(|| zone(trimmed)),
        Builtin::GMonthDay => shaped(trimmed, "--##-##").then(|| zone(trimmed)),
        Builtin::GDay => shaped(trimmed, "---##").then(|| zone(trimmed)),
        Builtin::Duration => duration(trimmed),
        Builtin::NormalizedString => Some(text.replace(['\t', '\n', '\r'], " ")),
        Builtin::String | Builtin::AnySimpleType | Builtin::AnyType => Some(text.to_owned()),
        _ => Some(text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn decimal(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digit = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !digit(whole) || !digit(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let sign = if whole.is_empty() && fraction.is_empty() {
        ""
    } else {
        sign
    };
    Some(format!("{sign}{whole}.{fraction}"))
}

fn float<T: std::str::FromStr>(text: &str) -> Option<T> {
    let form = |b: u8| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    match text {
        "INF" | "+INF" => "inf".parse().ok(),
        "-INF" => "-inf".parse().ok(),
        "NaN" => "nan".parse().ok(),
        _ if text.bytes().all(form) => text.parse().ok(),
        _ => None,
    }
}

/// The bytes, as digits of six bits.
fn base64(text: &str) -> Option<String> {
    let symbols: String = text.split_ascii_whitespace().collect();
    let data = symbols.trim_end_matches('=');
    let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    (symbols.len().is_multiple_of(4) && symbols.len() - data.len() < 3 && data.bytes().all(legal))
        .then_some(symbols)
}

/// Whether a date or time has a form: `#` is a digit, `Y` a year, `F` perhaps a fraction; a zone may follow.
fn shaped(text: &str, form: &str) -> bool {
    let zone = text.len().saturating_sub(6);
    let local = match (text.strip_suffix('Z'), text.get(zone..)) {
        (Some(local), _) => local,
        (None, Some(offset)) if fits(offset, "+##:##") || fits(offset, "-##:##") => {
            text.get(..zone).unwrap_or_default()
        }
        _ => text,
    };
    fits(local, form)
}

fn fits(text: &str, form: &str) -> bool {
    let mut rest = text;
    for symbol in form.chars() {
        let digits = |t: &str| t.len() - t.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let length = match symbol {
            '#' => digits(rest).min(1),
            'Y' => {
                rest = rest.strip_prefix('-').unwrap_or(rest);
                Some(digits(rest)).filter(|n| *n >= 4).unwrap_or(0)
            }
            'F' => match rest.strip_prefix('.').map(digits) {
                None => continue,
                Some(0) => 0,
                Some(n) => n + 1,
            },
            c => usize::from(rest.starts_with(c)),
        };
        match rest.get(length..) {
            Some(after) if length > 0 => rest = after,
            _ => return false,
        }
    }
    rest.is_empty()
}

/// Months and seconds: `P1Y` is `P12M`, `PT60S` is `PT1M`, but a month is no number of days.
fn duration(text: &str) -> Option<String> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (date, time) = match text.strip_prefix('P')?.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (text.strip_prefix('P')?, ""),
    };
    if date.is_empty() && time.is_empty() {
        return None;
    }
    let (mut months, mut seconds, mut fraction) = (0u128, 0u128, "");
    for (part, units) in [
        (
            date,
            [('Y', 12, true), ('M', 1, true), ('D', 86_400, false)],
        ),
        (
            time,
            [('H', 3600, false), ('M', 60, false), ('S', 1, false)],
        ),
    ] {
        let (mut rest, mut next) = (part, 0);
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_uppercase())?;
            let (number, unit) = (rest.get(..end)?, rest[end..].chars().next()?);
            let position = units.iter().skip(next).position(|u| u.0 == unit)? + next;
            let (_, size, is_months) = units[position];
            let whole = match number.split_once('.') {
                Some((whole, part)) if unit == 'S' && !part.is_empty() => {
                    fraction = part.trim_end_matches('0');
                    whole
                }
                Some(_) => return None,
                None => number,
            };
            let value: u128 = whole.parse().ok()?;
            let total = if is_months { &mut months } else { &mut seconds };
            *total = total.checked_add(value.checked_mul(size)?)?;
            (rest, next) = (&rest[end + 1..], position + 1);
        }
    }
    let zero = months == 0 && seconds == 0 && fraction.is_empty();
    let sign = if zero { "" } else { sign };
    Some(format!("{sign}{months} {seconds}.{fraction}"))
}

/// `+00:00` and `-00:00` are `Z`.
fn zone(text: &str) -> String {
    match text
        .strip_suffix("+00:00")
        .or_else(|| text.strip_suffix("-00:00"))
    {
        Some(local) => format!("{local}Z"),
        None => text.to_owned(),
    }
}

/// Zeros at the end of a fraction of seconds mean nothing.
fn moment(text: &str) -> String {
    let text = zone(text);
    let Some((whole, rest)) = text.split_once('.') else {
        return text;
    };
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (fraction, zone) = rest.split_at(end);
    match fraction.trim_end_matches('0') {
        "" => format!("{whole}{zone}"),
        digits => format!("{whole}.{digits}{zone}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_in_other_words() {
        let none: Scope<'_> = &|_| None;
        let same = |b: Builtin, x: &str, y: &str| equal(&Kind::Atomic(b), (x, none), (y, none));
        assert!(same(Builtin::Decimal, "+01.50", "1.5"));
        assert!(same(Builtin::Int, " 7 ", "7"));
        assert!(same(Builtin::Double, "1e3", "1000"));
        assert!(same(
            Builtin::DateTime,
            "2001-01-01T00:00:00.500+00:00",
            "2001-01-01T00:00:00.5Z"
        ));
        assert!(!same(
            Builtin::DateTime,
            "2001-01-01T00:00:00",
            "2001-01-01T00:00:00Z"
        ));
        assert!(!same(Builtin::String, " a", "a"));
        assert!(!same(Builtin::Decimal, "1.5", "1.50001"));
        assert!(same(Builtin::Token, " a  b ", "a b"));
        assert!(same(Builtin::Float, "16777217", "1.6777216E7"));
        assert!(!same(Builtin::Double, "16777217", "1.6777216E7"));
        assert!(!same(Builtin::Double, "infinity", "INF"));
        assert!(same(Builtin::Double, "NaN", "NaN"));
        assert!(!same(Builtin::HexBinary, "0aF", "0aF"));
        assert!(same(Builtin::HexBinary, "0aFe", "0AFE"));
        assert!(same(Builtin::Base64Binary, "YW Jj\n", "YWJj"));
        assert!(!same(Builtin::Base64Binary, "YWJj", "YWJk"));
        assert!(same(Builtin::Duration, "P1Y2M", "P14M"));
        assert!(same(Builtin::Duration, "-PT1M0.50S", "-PT60.5S"));
        assert!(!same(Builtin::Duration, "P1M", "P30D"));
        assert!(!same(Builtin::Duration, "PT1M", "P1M"));
        assert!(!same(Builtin::Duration, "P", "P"));
        assert!(!same(Builtin::Integer, "1.0", "1"));
        assert!(!same(Builtin::Date, "2001-01-01+01:00", "2001-01-01+02:00"));
        assert!(same(Builtin::GMonth, "--04+00:00", "--04Z"));
    }

    #[test]
    fn the_first_member_of_a_union_that_takes_a_text_says_what_it_is() {
        let none: Scope<'_> = &|_| None;
        let union =
            |members: &[Builtin]| Kind::Union(members.iter().map(|b| Kind::Atomic(*b)).collect());
        let number_first = union(&[Builtin::Int, Builtin::String]);
        let text_first = union(&[Builtin::String, Builtin::Int]);
        assert!(equal(&number_first, ("01", none), ("1", none)));
        assert!(!equal(&text_first, ("01", none), ("1", none)));
        assert!(!equal(&number_first, ("x", none), ("1", none)));
        // A decimal is never a double: their value spaces have nothing in common.
        let decimal_first = union(&[Builtin::Decimal, Builtin::Double]);
        assert!(!equal(
            &decimal_first,
            ("1e10", none),
            ("10000000000", none)
        ));
        assert!(equal(&decimal_first, ("1e10", none), ("1E10", none)));
    }

    #[test]
    fn the_facets_of_a_member_say_whether_it_takes_a_text() {
        let none: Scope<'_> = &|_| None;
        let word = |value: &str| wsdl_codegen::model::xsd::Enumeration {
            value: value.to_owned(),
            qname: None,
            documentation: None,
        };
        let words = Facets {
            enumeration: vec![word("Local"), word("Remote")],
            ..Facets::default()
        };
        let small = Facets {
            max_inclusive: Some("10".to_owned()),
            total_digits: Some(2),
            ..Facets::default()
        };
        let kind = Kind::Union(vec![
            Kind::Atomic(Builtin::String).restricted(&words),
            Kind::Atomic(Builtin::Int).restricted(&small),
            Kind::Atomic(Builtin::String),
        ]);
        let same = |a: &str, b: &str| equal(&kind, (a, none), (b, none));
        assert!(same("007", "7"), "a number, since it is no word");
        assert!(!same("0070", "70"), "a text, since it is too large");
        assert!(same("Local", "Local") && !same("Local", "Remote"));
    }
}
