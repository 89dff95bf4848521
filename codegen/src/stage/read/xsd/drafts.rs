//! Built-in types by name: those of XML Schema, of SOAP encoding, what the drafts called them, and what is written for them.

use crate::model::name::QName;
use crate::model::namespace;
use crate::model::xsd::Builtin;

/// The built-in type of a qualified name.
pub(in crate::stage::read) fn builtin(name: &QName) -> Option<Builtin> {
    let local = &*name.local;
    match &*name.namespace {
        namespace::XSD => Builtin::by_name(local),
        namespace::SOAP11_ENCODING | namespace::SOAP12_ENCODING => match local {
            "base64" => Some(Builtin::Base64Binary),
            _ => Builtin::by_name(local),
        },
        draft if namespace::is_schema(draft) => by_any_name(local),
        _ => None,
    }
}

/// The built-in type of a local name, of the Recommendation or of a draft.
pub(in crate::stage::read) fn by_any_name(local: &str) -> Option<Builtin> {
    Builtin::by_name(local).or(match local {
        "timeInstant" | "recurringInstant" => Some(Builtin::DateTime),
        "timeDuration" => Some(Builtin::Duration),
        "uriReference" | "uri" | "uri-reference" => Some(Builtin::AnyUri),
        "CDATA" => Some(Builtin::NormalizedString),
        "ur-type" | "urType" => Some(Builtin::AnyType),
        "binary" => Some(Builtin::Base64Binary),
        "real" => Some(Builtin::Double),
        "number" => Some(Builtin::Decimal),
        "non-negative-integer" => Some(Builtin::NonNegativeInteger),
        "non-positive-integer" => Some(Builtin::NonPositiveInteger),
        "positive-integer" => Some(Builtin::PositiveInteger),
        "negative-integer" => Some(Builtin::NegativeInteger),
        "year" => Some(Builtin::GYear),
        "month" => Some(Builtin::GYearMonth),
        "recurringDate" => Some(Builtin::GMonthDay),
        "recurringDay" => Some(Builtin::GDay),
        "recurringDuration" | "timePeriod" | "century" => Some(Builtin::AnySimpleType),
        _ => None,
    })
}

/// The built-in type that is meant by a name that XML Schema does not have: that of another case, or what a language calls any value.
pub(in crate::stage::read) fn meant(local: &str) -> Option<Builtin> {
    let mut all = Builtin::ALL.iter().copied();
    all.find(|b| b.name().eq_ignore_ascii_case(local)).or({
        match &*local.to_ascii_lowercase() {
            "array" | "struct" | "object" | "mixed" => Some(Builtin::AnyType),
            _ => None,
        }
    })
}

/// Whether the schema of XML Schema declares a global element of this name that others refer to.
pub(in crate::stage::read) fn is_schema_element(local: &str) -> bool {
    matches!(
        local,
        "schema"
            | "element"
            | "attribute"
            | "complexType"
            | "simpleType"
            | "group"
            | "attributeGroup"
            | "annotation"
            | "documentation"
            | "appinfo"
    )
}

/// Whether the type is one that XML Schema 1.1 adds.
pub(in crate::stage::read) fn is_version_1_1(local: &str) -> bool {
    matches!(
        local,
        "dateTimeStamp"
            | "dayTimeDuration"
            | "yearMonthDuration"
            | "anyAtomicType"
            | "untyped"
            | "untypedAtomic"
            | "error"
    )
}
