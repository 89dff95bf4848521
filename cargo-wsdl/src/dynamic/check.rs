//! Whether a text is a value of a simple type of the package, its facets included.

use wsdl_codegen::model::package::{Item, Package, RustType};
use wsdl_runtime::value::{
    Base64, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Hex,
    SimpleType, Time,
};
use wsdl_runtime::xml::{Lexical, QName};

use super::tables::{find, strip};
use crate::nearest;

/// The deepest nesting of unions and lists that is followed.
const MAX_DEPTH: usize = 32;

/// Checks a text.
///
/// # Errors
/// What the type asks for. The text is not repeated: it may be a secret.
pub(super) fn check(
    package: &Package,
    ty: &RustType,
    simple: Option<&SimpleType<'_>>,
    text: &str,
) -> Result<(), String> {
    lexical(package, ty, text, 0)?;
    let Some(simple) = simple else {
        return Ok(());
    };
    let text = match ty {
        RustType::Runtime("String") => text,
        _ => text.trim_ascii(),
    };
    simple
        .check(text)
        .map_err(|violation| violation.to_string())
}

/// Whether the text is of the type's lexical space.
fn lexical(package: &Package, ty: &RustType, text: &str, depth: usize) -> Result<(), String> {
    if depth > MAX_DEPTH {
        return Ok(());
    }
    match strip(package, ty, 0) {
        RustType::Runtime(name) => runtime(name, text),
        RustType::List(item) => text
            .split_ascii_whitespace()
            .try_for_each(|word| lexical(package, item, word, depth + 1)),
        RustType::Named(path) => match find(package, path) {
            Some(Item::Words(words)) => {
                let known: Vec<&str> = words
                    .words
                    .iter()
                    .map(|(_, word, _)| word.as_str())
                    .collect();
                if known.contains(&text) || known.contains(&text.trim_ascii()) {
                    return Ok(());
                }
                let hint = nearest::hint(text, known.iter().copied());
                let shown: Vec<&str> = known.iter().take(12).copied().collect();
                let rest = if known.len() > 12 { ", .." } else { "" };
                Err(format!(
                    "one of {}{rest} is expected{hint}",
                    shown.join(", ")
                ))
            }
            Some(Item::Union(union)) => {
                let takes = |(_, member): &(String, RustType)| {
                    lexical(package, member, text, depth + 1).is_ok()
                };
                match union.members.iter().any(takes) {
                    true => Ok(()),
                    false => Err(format!("no member of the union `{}` takes it", union.name)),
                }
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn runtime(name: &str, text: &str) -> Result<(), String> {
    fn of<T: Lexical>(text: &str) -> Result<(), String> {
        match T::parse(text, &()) {
            Some(_) => Ok(()),
            None => Err(format!("it is no {}", T::NAME)),
        }
    }
    match name {
        "bool" => of::<bool>(text),
        "i8" => of::<i8>(text),
        "i16" => of::<i16>(text),
        "i32" => of::<i32>(text),
        "i64" => of::<i64>(text),
        "i128" => of::<i128>(text),
        "u8" => of::<u8>(text),
        "u16" => of::<u16>(text),
        "u32" => of::<u32>(text),
        "u64" => of::<u64>(text),
        "u128" => of::<u128>(text),
        "f32" => of::<f32>(text),
        "f64" => of::<f64>(text),
        "Decimal" => of::<Decimal>(text),
        "Duration" => of::<Duration>(text),
        "DateTime" => of::<DateTime>(text),
        "Time" => of::<Time>(text),
        "Date" => of::<Date>(text),
        "GYearMonth" => of::<GYearMonth>(text),
        "GYear" => of::<GYear>(text),
        "GMonthDay" => of::<GMonthDay>(text),
        "GDay" => of::<GDay>(text),
        "GMonth" => of::<GMonth>(text),
        "Hex" => of::<Hex>(text),
        "Base64" => of::<Base64>(text),
        "QName" => match text.parse::<QName>() {
            Ok(_) => Ok(()),
            Err(_) => Err("a name `{namespace}local` is expected".to_owned()),
        },
        _ => Ok(()),
    }
}

/// The name of the built-in type behind a type of the runtime: `xs:int` for `i32`. Strings say nothing of what they are.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    Some(match name {
        "bool" => <bool as Lexical>::NAME,
        "i8" => <i8 as Lexical>::NAME,
        "i16" => <i16 as Lexical>::NAME,
        "i32" => <i32 as Lexical>::NAME,
        "i64" => <i64 as Lexical>::NAME,
        "i128" => <i128 as Lexical>::NAME,
        "u8" => <u8 as Lexical>::NAME,
        "u16" => <u16 as Lexical>::NAME,
        "u32" => <u32 as Lexical>::NAME,
        "u64" => <u64 as Lexical>::NAME,
        "u128" => <u128 as Lexical>::NAME,
        "f32" => <f32 as Lexical>::NAME,
        "f64" => <f64 as Lexical>::NAME,
        "Decimal" => <Decimal as Lexical>::NAME,
        "Duration" => <Duration as Lexical>::NAME,
        "DateTime" => <DateTime as Lexical>::NAME,
        "Time" => <Time as Lexical>::NAME,
        "Date" => <Date as Lexical>::NAME,
        "GYearMonth" => <GYearMonth as Lexical>::NAME,
        "GYear" => <GYear as Lexical>::NAME,
        "GMonthDay" => <GMonthDay as Lexical>::NAME,
        "GDay" => <GDay as Lexical>::NAME,
        "GMonth" => <GMonth as Lexical>::NAME,
        "Hex" => <Hex as Lexical>::NAME,
        "Base64" => <Base64 as Lexical>::NAME,
        _ => return None,
    })
}
