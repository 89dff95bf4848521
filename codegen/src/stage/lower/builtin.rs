//! The Rust type of each built-in type (`type-mapping.md`, "Built-in types").

use super::draft::Target;
use crate::model::xsd::Builtin;

/// The Rust type of a built-in type.
pub(super) fn target(builtin: Builtin) -> Target {
    if builtin.list_item().is_some() {
        return Target::List(Box::new(Target::Runtime("String")));
    }
    Target::Runtime(match builtin {
        Builtin::AnyType => "Element",
        Builtin::AnySimpleType => "AnySimple",
        Builtin::Boolean => "bool",
        Builtin::Decimal => "Decimal",
        Builtin::Float => "f32",
        Builtin::Double => "f64",
        Builtin::Duration => "Duration",
        Builtin::DateTime => "DateTime",
        Builtin::Time => "Time",
        Builtin::Date => "Date",
        Builtin::GYearMonth => "GYearMonth",
        Builtin::GYear => "GYear",
        Builtin::GMonthDay => "GMonthDay",
        Builtin::GDay => "GDay",
        Builtin::GMonth => "GMonth",
        Builtin::HexBinary => "Hex",
        Builtin::Base64Binary => "Base64",
        Builtin::QName | Builtin::Notation => "QName",
        Builtin::Integer | Builtin::NonPositiveInteger | Builtin::NegativeInteger => "i128",
        Builtin::NonNegativeInteger | Builtin::PositiveInteger => "u128",
        Builtin::Long => "i64",
        Builtin::Int => "i32",
        Builtin::Short => "i16",
        Builtin::Byte => "i8",
        Builtin::UnsignedLong => "u64",
        Builtin::UnsignedInt => "u32",
        Builtin::UnsignedShort => "u16",
        Builtin::UnsignedByte => "u8",
        Builtin::String
        | Builtin::AnyUri
        | Builtin::NormalizedString
        | Builtin::Token
        | Builtin::Language
        | Builtin::NmToken
        | Builtin::NmTokens
        | Builtin::Name
        | Builtin::NcName
        | Builtin::Id
        | Builtin::IdRef
        | Builtin::IdRefs
        | Builtin::Entity
        | Builtin::Entities => "String",
    })
}

/// Whether it is the only built-in type of its Rust type, or the one that values of that are said to be of in SOAP encoding.
pub(super) fn is_implied(builtin: Builtin) -> bool {
    match target(builtin) {
        Target::Runtime("String") => {
            matches!(builtin, Builtin::String | Builtin::NormalizedString)
        }
        Target::Runtime("i128") => builtin == Builtin::Integer,
        Target::Runtime("u128") => builtin == Builtin::NonNegativeInteger,
        Target::List(_) => false,
        _ => builtin != Builtin::Notation,
    }
}

/// The runtime's value space of a built-in type, by the name of its `ValueKind`: mostly that of the Rust type.
pub(super) fn value_space(builtin: Builtin) -> &'static str {
    if builtin.is_derived_from(Builtin::Integer) {
        return "Integer";
    }
    match target(builtin) {
        Target::Runtime("bool") => "Boolean",
        Target::Runtime("f32") => "Float",
        Target::Runtime("f64") => "Double",
        Target::Runtime("AnySimple" | "Element") => "String",
        Target::Runtime(name) => name,
        _ => "String",
    }
}

/// Whether values of the type are their text, so that an enumeration of them is one of words. Numbers, dates and names keep
/// their own types: `01` and `1` are one value.
pub(super) fn is_text(builtin: Builtin) -> bool {
    matches!(builtin, Builtin::AnySimpleType | Builtin::AnyUri)
        || builtin.is_derived_from(Builtin::String)
}

/// Whether blank is a value that somebody may mean: what a public `Default` may hold.
pub(super) fn is_natural(name: &str) -> bool {
    matches!(
        name,
        "String"
            | "bool"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "f32"
            | "f64"
            | "Decimal"
            | "Base64"
            | "Hex"
            | "Attributes"
            | "Attachment"
    )
}

/// Upper bounds of the types' sizes in bytes, and of their alignments.
pub(super) fn size(name: &str) -> (usize, usize) {
    match name {
        "bool" | "i8" | "u8" => (1, 1),
        "i16" | "u16" => (2, 2),
        "i32" | "u32" | "f32" => (4, 4),
        "i64" | "u64" | "f64" => (8, 8),
        "i128" | "u128" => (16, 16),
        "String" | "Base64" | "Hex" | "Attributes" => (24, 8),
        "Decimal" => (24, 8),
        "QName" | "AnySimple" => (72, 8),
        "Attachment" => (72, 8),
        "Element" => (144, 8),
        _ => (48, 8),
    }
}
