//! `xs:boolean`, the integers, `xs:float` and `xs:double`: lexical forms of types that Rust has.

use super::error::Read;
use std::fmt;
use std::str::FromStr;

/// `true`, `false`, `1`, `0` (XML Schema Part 2, 3.2.2).
#[inline]
pub(crate) fn read_bool(bytes: &[u8]) -> Read<bool> {
    match bytes {
        b"true" | b"1" => Ok(true),
        b"false" | b"0" => Ok(false),
        _ => Err("it is true, false, 1 or 0"),
    }
}

/// An optional sign and digits, within the range of `T`; `-0` is 0 for the unsigned too (Part 2, 3.3.13 and after).
#[inline]
pub(crate) fn read_integer<T: FromStr + Default>(text: &str) -> Read<T> {
    // Rust's integers take what XML Schema takes: a sign, any number of zeros, digits. Only `-0` they refuse when unsigned.
    if let Ok(value) = text.parse() {
        return Ok(value);
    }
    let bytes = text.as_bytes();
    match bytes {
        [b'-', zeros @ ..] if !zeros.is_empty() && zeros.iter().all(|b| *b == b'0') => {
            Ok(T::default())
        }
        _ => read_integer_digits(bytes).and(Err("it is out of range")),
    }
}

/// Checks the form of an integer of any size.
pub(crate) fn read_integer_digits(bytes: &[u8]) -> Read<()> {
    match bytes {
        [b'+' | b'-', digits @ ..] | digits
            if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) =>
        {
            Ok(())
        }
        _ => Err("an integer is digits, with a sign or without"),
    }
}

/// `xs:float` as `f32`, `xs:double` as `f64` (Part 2, 3.2.4 and 3.2.5): a decimal with an exponent or without, `INF`, `-INF`, `NaN`,
/// and XSD 1.1's `+INF`. The nearest value is taken, so that what is beyond the greatest is infinite, as the specification says.
#[inline]
pub(crate) fn read_float<T: FromStr>(text: &str) -> Read<T> {
    const FORM: &str =
        "a floating point number is a decimal, perhaps with E and an exponent, or INF, -INF, NaN";
    let legal = |b: u8| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let text = match text {
        // Rust's own words for them, which are not XML Schema's, have letters that the last arm refuses.
        "INF" | "+INF" => "inf",
        "-INF" => "-inf",
        "NaN" => "nan",
        _ if text.bytes().all(legal) => text,
        _ => return Err(FORM),
    };
    text.parse().map_err(|_| FORM)
}

/// The shortest digits that read back as the same value, with an exponent where the plain form would be long.
macro_rules! write_float {
    ($name:ident, $T:ty) => {
        pub(crate) fn $name(value: $T, out: &mut impl fmt::Write) -> fmt::Result {
            if value.is_nan() {
                return out.write_str("NaN");
            }
            if value.is_infinite() {
                return out.write_str(if value > 0.0 { "INF" } else { "-INF" });
            }
            if value == 0.0 || (1e-5..1e16).contains(&value.abs()) {
                write!(out, "{value}")
            } else {
                write!(out, "{value:E}")
            }
        }
    };
}
write_float!(write_f32, f32);
write_float!(write_f64, f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booleans() {
        assert_eq!(
            (
                read_bool(b"true"),
                read_bool(b"1"),
                read_bool(b"false"),
                read_bool(b"0")
            ),
            (Ok(true), Ok(true), Ok(false), Ok(false))
        );
        for text in [
            "", "TRUE", "True", "yes", "no", "2", "00", "01", "-0", "t", "true1", "tru",
        ] {
            assert!(read_bool(text.as_bytes()).is_err(), "{text}");
        }
    }

    macro_rules! integer_limits {
        ($($T:ty),+) => { $(
            for (text, value) in [
                (<$T>::MAX.to_string(), <$T>::MAX), (<$T>::MIN.to_string(), <$T>::MIN), (format!("+{}", <$T>::MAX), <$T>::MAX), (format!("+000{}", <$T>::MAX), <$T>::MAX),
                ("0".into(), 0), ("+0".into(), 0), ("-0".into(), 0), ("-000".into(), 0), ("0".repeat(100), 0), (format!("{}7", "0".repeat(100)), 7), ("+1".into(), 1),
            ] {
                assert_eq!(read_integer::<$T>(&text), Ok(value), "{text}");
            }
            let beyond = [format!("{}0", <$T>::MAX), format!("-{}0", <$T>::MAX), if <$T>::MIN == 0 { "-1".into() } else { format!("{}1", <$T>::MIN) }];
            for text in beyond {
                assert_eq!(read_integer::<$T>(&text), Err("it is out of range"), "{text}");
            }
            for text in ["", "+", "-", "--0", "+-0", "1.0", "1.", "1e3", "0x1", " 1", "1 ", "1_0", "1,0", "-0x", "٣", "½", "NaN"] {
                assert_eq!(read_integer::<$T>(text), Err("an integer is digits, with a sign or without"), "{text}");
            }
        )+ };
    }

    #[test]
    fn integers() {
        integer_limits!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);
        assert!(
            read_integer::<i8>("128").is_err()
                && read_integer::<u8>("256").is_err()
                && read_integer::<i8>("-129").is_err()
        );
    }

    fn written(value: f64) -> String {
        let mut text = String::new();
        write_f64(value, &mut text).expect("a String takes all");
        text
    }

    #[test]
    fn floats() {
        for (text, value, back) in [
            ("0", 0.0, "0"),
            ("-0", -0.0, "-0"),
            ("-0.0E5", -0.0, "-0"),
            ("1", 1.0, "1"),
            ("+1.50", 1.5, "1.5"),
            (".5", 0.5, "0.5"),
            ("5.", 5.0, "5"),
            ("-1E4", -1e4, "-10000"),
            ("1267.43233E12", 1.26743233e15, "1267432330000000"),
            ("12.78e-2", 0.1278, "0.1278"),
            ("12", 12.0, "12"),
            ("1E+2", 100.0, "100"),
            ("1e05", 1e5, "100000"),
            ("00012", 12.0, "12"),
            ("INF", f64::INFINITY, "INF"),
            ("+INF", f64::INFINITY, "INF"),
            ("-INF", f64::NEG_INFINITY, "-INF"),
            ("1e309", f64::INFINITY, "INF"),
            ("-1e999999999", f64::NEG_INFINITY, "-INF"),
            ("1e16", 1e16, "1E16"),
            ("1e15", 1e15, "1000000000000000"),
            ("1e-5", 1e-5, "0.00001"),
            ("9.9e-6", 9.9e-6, "9.9E-6"),
            ("1.7976931348623157E308", f64::MAX, "1.7976931348623157E308"),
            ("4.9E-324", 5e-324, "5E-324"),
            (
                "2.2250738585072014E-308",
                f64::MIN_POSITIVE,
                "2.2250738585072014E-308",
            ),
            ("1e-400", 0.0, "0"),
            ("0.1", 0.1, "0.1"),
        ] {
            let read = read_float::<f64>(text);
            assert_eq!(read.map(f64::to_bits), Ok(value.to_bits()), "{text}");
            assert_eq!(written(value), back);
        }
        assert!(
            read_float::<f64>("NaN").is_ok_and(f64::is_nan)
                && read_float::<f32>("NaN").is_ok_and(f32::is_nan)
        );
        assert_eq!(written(f64::NAN), "NaN");
        for text in [
            "",
            "+",
            "-",
            ".",
            "E",
            "e5",
            "1e",
            "1e+",
            "1E5.0",
            "--1",
            "1..0",
            "1 ",
            " 1",
            "inf",
            "-inf",
            "Inf",
            "infinity",
            "Infinity",
            "-Infinity",
            "nan",
            "NAN",
            "-NaN",
            "+NaN",
            "--INF",
            "INFINITY",
            "1,0",
            "0x1p3",
            "1d",
            "1f",
            "1_0",
            "1e5e5",
            "٣",
        ] {
            assert!(
                read_float::<f64>(text).is_err() && read_float::<f32>(text).is_err(),
                "{text:?}"
            );
        }
        // The nearest single is found from the text, not from the nearest double.
        assert_eq!(read_float::<f32>("8.41470999999999966e-1"), Ok(0.841_471));
        assert_eq!(read_float::<f32>("3.5e38"), Ok(f32::INFINITY));
    }

    #[test]
    fn floats_come_back() {
        let mut bits = 0x9E37_79B9_7F4A_7C15u64;
        for _ in 0..20_000 {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let (double, single) = (f64::from_bits(bits), f32::from_bits((bits >> 32) as u32));
            assert!(
                read_float::<f64>(&written(double))
                    .is_ok_and(|back| back == double || double.is_nan())
            );
            let mut text = String::new();
            write_f32(single, &mut text).expect("a String takes all");
            assert!(
                read_float::<f32>(&text).is_ok_and(|back| back == single || single.is_nan()),
                "{text}"
            );
        }
    }
}
