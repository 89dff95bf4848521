//! Values of XML Schema's simple types compared without our runtime: each text is brought to a canonical form of its own.

use wsdl_codegen::model::xsd::Builtin;

/// What kind of simple value stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An atomic value.
    Atomic(Builtin),
    /// A list of these.
    List(Box<Kind>),
    /// One of these, the first that fits.
    Union(Vec<Kind>),
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
        Kind::Union(members) => members.iter().any(|m| equal(m, a, b)),
    }
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
        b if b.is_derived_from(Builtin::Decimal) => decimal(trimmed),
        Builtin::Float => float(trimmed).map(|v| ((v as f32) + 0.0).to_string()),
        Builtin::Double => float(trimmed).map(|v| (v + 0.0).to_string()),
        Builtin::HexBinary => Some(trimmed.to_ascii_uppercase()),
        Builtin::Base64Binary => Some(trimmed.split_ascii_whitespace().collect()),
        Builtin::QName | Builtin::Notation => {
            let (prefix, local) = trimmed.split_once(':').unwrap_or(("", trimmed));
            let uri = scope(prefix).or_else(|| prefix.is_empty().then(String::new))?;
            Some(format!("{{{uri}}}{local}"))
        }
        Builtin::DateTime | Builtin::Time => Some(moment(trimmed)),
        Builtin::Date
        | Builtin::GYear
        | Builtin::GYearMonth
        | Builtin::GMonth
        | Builtin::GMonthDay
        | Builtin::GDay => Some(zone(trimmed)),
        Builtin::Duration => Some(trimmed.to_owned()),
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

fn float(text: &str) -> Option<f64> {
    match text {
        "INF" | "+INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ => text.parse().ok(),
    }
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
    }
}
