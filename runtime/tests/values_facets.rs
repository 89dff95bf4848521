//! Facets, checked in the value space.
#![cfg(feature = "validate")]

use wsdl_runtime::value::{Facets, ValueKind, Violation};

const ANY: Facets<'static> = Facets::NONE;

/// The texts that are let through, and those that break `facet` (`value`: that are no values at all).
#[track_caller]
fn check(facets: Facets<'_>, kind: ValueKind<'_>, good: &[&str], facet: &str, bad: &[&str]) {
    for text in good {
        assert_eq!(
            facets.check(text, kind),
            Ok(()),
            "{text:?} against {facets:?}"
        );
    }
    for text in bad {
        let broken = match facets.check(text, kind) {
            Ok(()) => panic!("{text:?} was let through by {facets:?}"),
            Err(Violation::Value(_)) => "value",
            Err(Violation::Facet { facet, .. }) => facet,
            Err(violation) => panic!("{violation}"),
        };
        assert_eq!(broken, facet, "{text:?}");
    }
}

#[test]
fn lengths() {
    check(
        ANY.length(2),
        ValueKind::String,
        &["ab", "éé", "日本", "\u{1F600}b", "  "],
        "length",
        &["", "a", "abc"],
    );
    check(
        ANY.min_length(1),
        ValueKind::String,
        &["a", " "],
        "minLength",
        &[""],
    );
    check(
        ANY.max_length(3),
        ValueKind::String,
        &["", "ééé"],
        "maxLength",
        &["abcd"],
    );
    check(
        ANY.length(2),
        ValueKind::Hex,
        &["00ff", " 00FF "],
        "length",
        &["", "00", "000000"],
    );
    check(
        ANY.max_length(3),
        ValueKind::Base64,
        &["", "Zm9v", "Z m 9 v"],
        "maxLength",
        &["Zm9vYg=="],
    );
    check(
        ANY.min_length(2).max_length(3),
        ValueKind::List(&ValueKind::Integer),
        &["1 2", " 1\n2\t3 "],
        "minLength",
        &["", "1"],
    );
    check(
        ANY.max_length(0),
        ValueKind::List(&ValueKind::String),
        &["", "  "],
        "maxLength",
        &["a"],
    );
    check(
        ANY.max_length(1),
        ValueKind::QName,
        &["a:long"],
        "maxLength",
        &[],
    );
    check(
        ANY.max_length(1),
        ValueKind::Decimal,
        &["12345"],
        "maxLength",
        &[],
    );
}

#[test]
fn bounds() {
    let percent = ANY.min_inclusive("0").max_inclusive("100");
    check(
        percent,
        ValueKind::Decimal,
        &[
            "0",
            "-0",
            "100.00",
            "+99.9999999999999999999999999999999999",
            ".5",
        ],
        "maxInclusive",
        &["100.000000000000000000000000000000000001", "101", "1000"],
    );
    check(
        percent,
        ValueKind::Integer,
        &["00100", "-0"],
        "minInclusive",
        &["-1", "-100000000000000000000000000000000000000000000000"],
    );
    check(
        percent,
        ValueKind::Integer,
        &[],
        "value",
        &["1.0", "", "1e1", "ten"],
    );
    check(
        ANY.min_exclusive("-5").max_exclusive("5"),
        ValueKind::Decimal,
        &["-4.9", "4.9", "0"],
        "minExclusive",
        &["-5", "-5.0", "-6", "-10"],
    );
    check(
        ANY.max_exclusive("340282366920938463463374607431768211456"),
        ValueKind::Integer,
        &["340282366920938463463374607431768211455"],
        "maxExclusive",
        &["340282366920938463463374607431768211456"],
    );
    check(
        ANY.max_inclusive("1.5"),
        ValueKind::Float,
        &["1.5", "-INF", "-1e38"],
        "maxInclusive",
        &["1.6", "INF", "NaN"],
    );
    check(
        ANY.min_exclusive("1e300"),
        ValueKind::Double,
        &["1.1e300", "INF"],
        "minExclusive",
        &["1e300", "NaN"],
    );
    let era = ANY
        .min_inclusive("2000-01-01T00:00:00Z")
        .max_exclusive("2001-01-01T00:00:00Z");
    check(
        era,
        ValueKind::DateTime,
        &[
            "1999-12-31T23:00:00-01:00",
            "2000-06-01T00:00:00",
            "2000-12-31T23:59:59.999Z",
        ],
        "minInclusive",
        &["1999-12-31T23:59:59Z", "2000-01-01T00:00:00"],
    );
    check(
        era,
        ValueKind::DateTime,
        &[],
        "maxExclusive",
        &["2000-12-31T24:00:00Z", "2001-01-01T00:00:00"],
    );
    check(
        ANY.min_inclusive("--02-29"),
        ValueKind::GMonthDay,
        &["--02-29", "--12-31"],
        "minInclusive",
        &["--02-28"],
    );
    check(
        ANY.min_inclusive("P1M"),
        ValueKind::Duration,
        &["P1M", "P32D", "P1Y"],
        "minInclusive",
        &["P30D", "P27D", "-P1Y"],
    );
    for (kind, low, high) in [
        (ValueKind::Date, "2000-01-01", "2000-01-02"),
        (ValueKind::Time, "12:00:00", "12:00:00.1"),
        (ValueKind::GYear, "2000", "2001"),
        (ValueKind::GYearMonth, "2000-01", "2000-02"),
        (ValueKind::GMonth, "--01", "--02"),
        (ValueKind::GDay, "---01", "---02"),
        (ValueKind::Double, "1", "1.1"),
        (ValueKind::Duration, "PT1S", "PT1.1S"),
    ] {
        check(
            ANY.max_inclusive(low),
            kind,
            &[low],
            "maxInclusive",
            &[high],
        );
        check(
            ANY.min_exclusive(low),
            kind,
            &[high],
            "minExclusive",
            &[low],
        );
        check(ANY, kind, &[low, high], "value", &["", "x", "-"]);
    }
    let violation = ANY
        .min_inclusive("x")
        .check("1", ValueKind::Decimal)
        .unwrap_err();
    assert_eq!(
        violation.to_string(),
        "its minInclusive cannot be checked: x is no value of the type"
    );
}

#[test]
fn digits() {
    let price = ANY.total_digits(5).fraction_digits(2);
    check(
        price,
        ValueKind::Decimal,
        &[
            "123.45",
            "-123.45",
            "000123.4500",
            "12345",
            "0.01",
            "0",
            "1.0000000",
        ],
        "fractionDigits",
        &["0.001", "1.234"],
    );
    check(
        price,
        ValueKind::Decimal,
        &[],
        "totalDigits",
        &["123456", "1234.56", "-100000"],
    );
    check(
        ANY.total_digits(3),
        ValueKind::Decimal,
        &["0.001", "100", "99.9"],
        "totalDigits",
        &["0.0001", "1000", "10.01"],
    );
    check(
        ANY.total_digits(3),
        ValueKind::Integer,
        &["0999", "-999"],
        "totalDigits",
        &["1000"],
    );
    check(
        ANY.fraction_digits(0),
        ValueKind::Decimal,
        &["1", "1.", "1.0"],
        "fractionDigits",
        &["1.1"],
    );
}

#[test]
fn enumerations() {
    check(
        ANY.enumeration(&["red", "green "]),
        ValueKind::String,
        &["red", "green "],
        "enumeration",
        &["Red", "green", ""],
    );
    check(
        ANY.enumeration(&["1", "2.50"]),
        ValueKind::Decimal,
        &["1.00", "+01", "2.5"],
        "enumeration",
        &["2", "-1"],
    );
    check(
        ANY.enumeration(&["1"]),
        ValueKind::Boolean,
        &["true", "1"],
        "enumeration",
        &["false", "0"],
    );
    check(
        ANY.enumeration(&["NaN", "-0"]),
        ValueKind::Double,
        &["NaN", "0", "0e5"],
        "enumeration",
        &["1", "INF"],
    );
    check(
        ANY.enumeration(&["2000-01-01T00:00:00Z"]),
        ValueKind::DateTime,
        &["1999-12-31T24:00:00-00:00"],
        "enumeration",
        &["2000-01-01T00:00:00"],
    );
    check(
        ANY.enumeration(&["P1Y"]),
        ValueKind::Duration,
        &["P12M"],
        "enumeration",
        &["P365D"],
    );
    check(
        ANY.enumeration(&["0F"]),
        ValueKind::Hex,
        &["0f"],
        "enumeration",
        &["0F0F"],
    );
    check(
        ANY.enumeration(&["Zm9v"]),
        ValueKind::Base64,
        &["Zm 9v"],
        "enumeration",
        &["Zm8="],
    );
    check(
        ANY.enumeration(&["1 2", "3"]),
        ValueKind::List(&ValueKind::Integer),
        &["01  2", "3"],
        "enumeration",
        &["2 1", "1", "1 2 3", ""],
    );
    check(
        ANY.enumeration(&["{urn:a}b"]),
        ValueKind::QName,
        &["{urn:a}b"],
        "enumeration",
        &["b", "{urn:b}b"],
    );
    let size = ValueKind::Union(&[ValueKind::Integer, ValueKind::String]);
    check(
        ANY.enumeration(&["1", "small"]),
        size,
        &["01", "small"],
        "enumeration",
        &["2", "large", "1.0"],
    );
    let violation = ANY
        .enumeration(&["a", "b"])
        .check("secret", ValueKind::String)
        .unwrap_err();
    assert_eq!(
        violation.to_string(),
        "outside its enumeration: one of a, b"
    );
}

#[test]
fn patterns() {
    let steps = ANY.patterns(&[&[r"\d{3}", r"[A-Z]{3}"], &[r".*[13579A].*"]]);
    check(
        steps,
        ValueKind::String,
        &["123", "ABC"],
        "pattern",
        &["222", "BCD", "12", "1234", "abc"],
    );
    let violation = ANY
        .patterns(&[&["["]])
        .check("x", ValueKind::String)
        .unwrap_err();
    assert!(
        matches!(
            violation,
            Violation::Unchecked {
                facet: "pattern",
                ..
            }
        ),
        "{violation}"
    );
    check(
        ANY,
        ValueKind::List(&ValueKind::Date),
        &["", "2000-01-01 2000-01-02Z"],
        "value",
        &["2000-01-01,2000-01-02"],
    );
}
