//! The simple types of the package, as the runtime holds values to them.

use wsdl_codegen::model::package::{self, Package, Simple};
use wsdl_runtime::value::{Facets, SimpleType, ValueKind};

use super::leak::{leak, leak_str};

/// Those of the package, by number, for good: as tables are.
pub(super) fn leaked(package: &Package) -> Vec<&'static SimpleType<'static>> {
    let mut made: Vec<&'static SimpleType<'static>> = Vec::new();
    for simple in &package.simple {
        let of = simple_type(simple, &made).with(facets(&simple.facets));
        made.push(Box::leak(Box::new(of)));
    }
    made
}

/// Without facets. What a type is made of comes before it.
fn simple_type(simple: &Simple, made: &[&'static SimpleType<'static>]) -> SimpleType<'static> {
    let part = |id: &package::SimpleId| made.get(id.0).copied();
    match &simple.kind {
        package::ValueKind::Atomic(name) => SimpleType::new(kind(name)),
        package::ValueKind::List(item) => match part(item) {
            Some(item) => SimpleType::list(Box::leak(Box::new([item]))),
            None => SimpleType::new(ValueKind::String),
        },
        package::ValueKind::Union(members) => {
            let members: Vec<&'static SimpleType<'static>> =
                members.iter().filter_map(part).collect();
            let kinds = members.iter().map(|member| member.kind()).collect();
            SimpleType::union(leak(kinds), leak(members))
        }
    }
}

fn kind(name: &str) -> ValueKind<'static> {
    match name {
        "Boolean" => ValueKind::Boolean,
        "Decimal" => ValueKind::Decimal,
        "Integer" => ValueKind::Integer,
        "Float" => ValueKind::Float,
        "Double" => ValueKind::Double,
        "Duration" => ValueKind::Duration,
        "DateTime" => ValueKind::DateTime,
        "Time" => ValueKind::Time,
        "Date" => ValueKind::Date,
        "GYearMonth" => ValueKind::GYearMonth,
        "GYear" => ValueKind::GYear,
        "GMonthDay" => ValueKind::GMonthDay,
        "GDay" => ValueKind::GDay,
        "GMonth" => ValueKind::GMonth,
        "Hex" => ValueKind::Hex,
        "Base64" => ValueKind::Base64,
        "QName" => ValueKind::QName,
        _ => ValueKind::String,
    }
}

/// A bound, and the function that sets it.
type Bound<'a> = (
    &'a Option<String>,
    fn(Facets<'static>, &'static str) -> Facets<'static>,
);

fn facets(facets: &package::Facets) -> Facets<'static> {
    let mut made = Facets::NONE;
    if let Some(n) = facets.min_length {
        made = made.min_length(n);
    }
    if let Some(n) = facets.max_length {
        made = made.max_length(n);
    }
    let list = |texts: &[String]| -> &'static [&'static str] {
        let texts: Vec<&'static str> = texts.iter().map(|t| leak_str(t)).collect();
        leak(texts)
    };
    if !facets.patterns.is_empty() {
        let steps: Vec<&'static [&'static str]> =
            facets.patterns.iter().map(|step| list(step)).collect();
        made = made.patterns(leak(steps));
    }
    if !facets.enumeration.is_empty() {
        made = made.enumeration(list(&facets.enumeration));
    }
    let bounds: [Bound<'_>; 4] = [
        (&facets.min_inclusive, Facets::min_inclusive),
        (&facets.max_inclusive, Facets::max_inclusive),
        (&facets.min_exclusive, Facets::min_exclusive),
        (&facets.max_exclusive, Facets::max_exclusive),
    ];
    for (bound, set) in bounds {
        if let Some(bound) = bound {
            made = set(made, leak_str(bound));
        }
    }
    if let Some(n) = facets.total_digits {
        made = made.total_digits(n);
    }
    if let Some(n) = facets.fraction_digits {
        made = made.fraction_digits(n);
    }
    made
}
