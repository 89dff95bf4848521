//! Simple types as members of generated types: read, written, and taken by setters.

use std::fmt::Debug;
use wsdl_runtime::generated::*;
use wsdl_runtime::value::parse_decimal;

/// Reads with white space around, and writes again.
#[track_caller]
fn kept<T: Lexical + Debug>(name: &str, texts: &str) {
    assert_eq!(T::NAME, name);
    for text in texts.split_whitespace() {
        let value = T::parse(&format!("\n {text}\t"), &());
        assert_eq!(value.map(|value| value.to_text()).as_deref(), Some(text));
    }
    for text in ["", " ", "?", "1 2", "-", "\u{a0}"] {
        assert!(
            T::parse(text, &()).is_none_or(|value| value.to_text().is_empty()),
            "{text:?}"
        );
    }
}

#[test]
fn simple_types() {
    kept::<DateTime>(
        "xs:dateTime",
        "2026-11-23T09:30:00.500+01:00 2026-11-23T09:30:00.1234567890123456789012Z",
    );
    kept::<Date>("xs:date", "2026-11-23 2026-11-23Z");
    kept::<Time>("xs:time", "09:30:00 24:00:00.0");
    kept::<GYear>("xs:gYear", "2026");
    kept::<GYearMonth>("xs:gYearMonth", "2026-11");
    kept::<GMonth>("xs:gMonth", "--11");
    kept::<GMonthDay>("xs:gMonthDay", "--11-23");
    kept::<GDay>("xs:gDay", "---23");
    kept::<Duration>("xs:duration", "P1Y -PT0.50S");
    kept::<Decimal>(
        "xs:decimal",
        "0 1.50 -0.001 79228162514264337593543950335 -7.9228162514264337593543950335 0.0000000000000000000000000000 100",
    );
    kept::<Base64>("xs:base64Binary", "Zm9v Zg==");
    kept::<Hex>("xs:hexBinary", "00FF");
    kept::<i128>("xs:integer", "-170141183460469231731687303715884105728");
    kept::<u128>(
        "xs:nonNegativeInteger",
        "340282366920938463463374607431768211455",
    );
    kept::<f64>("xs:double", "INF -INF NaN 1.5 1E300 -0");
    kept::<f32>("xs:float", "INF -INF NaN 1.5 1E30 -0");
    kept::<bool>("xs:boolean", "true false");
    let dates = List::<Date>::parse(" 2026-11-23\n2026-11-24Z ", &()).expect("a list of dates");
    assert_eq!(
        (dates.len(), dates.to_text()),
        (2, "2026-11-23 2026-11-24Z".into())
    );
}

#[test]
fn setters_take_bytes() {
    let text = Base64::from(b"foo");
    let (exact, some, value): (Base64, Option<Base64>, Nillable<Base64>) = (
        b"foo".into_member(),
        vec![102, 111, 111].into_member(),
        (&b"foo"[..]).into_member(),
    );
    assert_eq!(
        (&exact, &some, &value),
        (&text, &Some(text.clone()), &Nillable::Value(text.clone()))
    );
    let hex: Option<Hex> = [1u8, 2].into_member();
    assert_eq!(hex.as_deref(), Some(&[1u8, 2][..]));
    let price: Option<Decimal> = parse_decimal("1.50").expect("a decimal").into_member();
    assert_eq!(
        price.map(|price| price.to_string()).as_deref(),
        Some("1.50")
    );
}
