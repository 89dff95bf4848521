//! Values of the built-in types: what is read is written so that it is read as the same, in one form.

use std::fmt::Display;
use std::str::FromStr;

use wsdl_runtime::value::{
    Base64, Date, DateTime, Duration, Facets, GDay, GMonth, GMonthDay, GYear, GYearMonth, Hex,
    Integer, LongDecimal, NonNegativeInteger, Time, ValueKind, parse_decimal,
};

/// A line with a pattern, then the text of a value.
pub fn values(data: &[u8]) -> bool {
    let (pattern, rest) = super::first_line(data);
    let text = String::from_utf8_lossy(rest);
    let read = [
        same::<DateTime>(&text),
        same::<Date>(&text),
        same::<Time>(&text),
        same::<Duration>(&text),
        same::<GYearMonth>(&text),
        same::<GYear>(&text),
        same::<GMonthDay>(&text),
        same::<GDay>(&text),
        same::<GMonth>(&text),
        same::<Base64>(&text),
        same::<Hex>(&text),
        same::<Integer>(&text),
        same::<NonNegativeInteger>(&text),
        same::<LongDecimal>(&text),
    ];
    if let Ok(value) = parse_decimal(&text) {
        let again = parse_decimal(&value.to_string());
        assert_eq!(again.ok(), Some(value), "{text:?}");
    }
    let steps: &[&[&str]] = &[&[&pattern]];
    let facets = Facets::NONE.patterns(steps);
    let first = facets.check(&text, ValueKind::String).is_ok();
    assert_eq!(first, facets.check(&text, ValueKind::String).is_ok());
    let bounds = Facets::NONE.min_inclusive(&pattern).total_digits(4);
    for kind in [ValueKind::Decimal, ValueKind::DateTime, ValueKind::Duration] {
        let _ = bounds.check(&text, kind);
    }
    read.contains(&true)
}

fn same<T: FromStr + Display + PartialEq + std::fmt::Debug>(text: &str) -> bool {
    let Ok(value) = text.parse::<T>() else {
        return false;
    };
    let written = value.to_string();
    let Ok(again) = written.parse::<T>() else {
        panic!("{text:?} is written as {written:?}, which is not read");
    };
    assert_eq!(again, value, "{text:?}, {written:?}");
    assert_eq!(again.to_string(), written, "{text:?}");
    true
}
