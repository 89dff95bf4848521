//! The types of the runtime that stand for built-in types of XML Schema, by name.

use wsdl_runtime::value::{
    Base64, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Hex,
    Time,
};
use wsdl_runtime::xml::{Lexical, QName};

/// `$with!(Type)` for the type of this name; `$other` for those of which the name says nothing, as strings.
macro_rules! of_name {
    ($name:expr, $with:ident, $other:expr) => {
        match $name {
            "bool" => $with!(bool),
            "i8" => $with!(i8),
            "i16" => $with!(i16),
            "i32" => $with!(i32),
            "i64" => $with!(i64),
            "i128" => $with!(i128),
            "u8" => $with!(u8),
            "u16" => $with!(u16),
            "u32" => $with!(u32),
            "u64" => $with!(u64),
            "u128" => $with!(u128),
            "f32" => $with!(f32),
            "f64" => $with!(f64),
            "Decimal" => $with!(Decimal),
            "Duration" => $with!(Duration),
            "DateTime" => $with!(DateTime),
            "Time" => $with!(Time),
            "Date" => $with!(Date),
            "GYearMonth" => $with!(GYearMonth),
            "GYear" => $with!(GYear),
            "GMonthDay" => $with!(GMonthDay),
            "GDay" => $with!(GDay),
            "GMonth" => $with!(GMonth),
            "Hex" => $with!(Hex),
            "Base64" => $with!(Base64),
            _ => $other,
        }
    };
}

/// Whether a text is a value of the type.
///
/// # Errors
/// What is expected.
pub(super) fn read(name: &str, text: &str) -> Result<(), String> {
    fn of<T: Lexical>(text: &str) -> Result<(), String> {
        match T::parse(text, &()) {
            Some(_) => Ok(()),
            None => Err(format!("it is no {}", T::NAME)),
        }
    }
    macro_rules! read {
        ($T:ty) => {
            of::<$T>(text)
        };
    }
    if name == "QName" {
        let read = text.parse::<QName>().map(drop);
        return read.map_err(|_| "a name `{namespace}local` is expected".to_owned());
    }
    of_name!(name, read, Ok(()))
}

/// The name of the built-in type: `xs:int` for `i32`. Strings say nothing of what they are.
pub(super) fn name_of(name: &str) -> Option<&'static str> {
    macro_rules! named {
        ($T:ty) => {
            Some(<$T as Lexical>::NAME)
        };
    }
    of_name!(name, named, None)
}
