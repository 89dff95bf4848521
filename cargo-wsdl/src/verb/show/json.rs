//! An operation for programs. Keys come in this order always; none is ever left out.

use serde_json::{Value, json};
use wsdl_codegen::Outcome;
use wsdl_codegen::listing::detail::{self, Part, Place, Row, What};
use wsdl_codegen::listing::{limits, short};
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::wsdl::Protocol;
use wsdl_codegen::model::xsd::{Schema, TypeId, TypeRef, ValueConstraint};
use wsdl_codegen::sample::{self, Direction, Style};

use super::{Found, made};
use crate::scaffold::example;

pub(super) fn document(outcome: &Outcome, found: &[Found<'_>], style: Style) -> Value {
    let Some(first) = found.first() else {
        return Value::Null;
    };
    let schema = &first.bound.description.schema;
    let operation = first.bound.operation;
    let request = detail::parts(&first.bound, Direction::Request);
    let response = detail::parts(&first.bound, Direction::Response);
    let faults = detail::faults(&first.bound);
    let parts = request.iter().chain(&response);
    let parts = parts.chain(faults.iter().map(|(_, part)| part));
    let types = detail::reached(schema, parts.flat_map(|p| &p.rows));
    let rust = made(outcome, found).map(|(package, client, operation)| {
        json!({
            "client": client.name,
            "method": operation.method,
            "signature": short::signature(package, operation),
            "example": example::statements(package, client, operation),
        })
    });
    json!({
        "service": *first.service.name.local,
        "operation": operation.name,
        "documentation": operation.documentation,
        "one_way": operation.output.is_none(),
        "rust": rust,
        "ports": found.iter().map(|f| port(f, style)).collect::<Vec<_>>(),
        "request": request.iter().map(|p| part(schema, p)).collect::<Vec<_>>(),
        "response": response.iter().map(|p| part(schema, p)).collect::<Vec<_>>(),
        "faults": faults.iter().map(|(name, p)| json!({"name": name, "detail": part(schema, p)})).collect::<Vec<_>>(),
        "types": types.into_iter().map(|id| ty(schema, id)).collect::<Vec<_>>(),
    })
}

fn port(found: &Found<'_>, style: Style) -> Value {
    let protocol = match found.bound.binding.protocol {
        Protocol::Soap11 => "soap11",
        Protocol::Soap12 => "soap12",
        Protocol::HttpGet => "http-get",
        Protocol::HttpPost => "http-post",
        Protocol::Other(_) => "other",
    };
    let sample = sample::exchange(&found.bound, found.port.address.as_deref(), style);
    json!({
        "name": found.port.name,
        "protocol": protocol,
        "address": found.port.address,
        "soap_action": found.bound.bound.action,
        "unsupported": found.bound.bound.unsupported,
        "sample_request": sample.as_ref().map(|s| &s.request),
        "sample_response": sample.as_ref().map(|s| &s.response),
    })
}

fn part(schema: &Schema, part: &Part) -> Value {
    let place = match part.place {
        Place::Body => "body",
        Place::Header => "header",
        Place::Fault => "fault",
    };
    json!({
        "place": place,
        "element": part.name.to_string(),
        "type": part.ty.and_then(|ty| type_name(schema, ty)),
        "documentation": part.documentation,
        "members": part.rows.iter().map(|r| row(schema, r)).collect::<Vec<_>>(),
    })
}

fn row(schema: &Schema, row: &Row) -> Value {
    let (kind, name) = match &row.what {
        What::Element(name) => ("element", Some(name)),
        What::Attribute(name) => ("attribute", Some(name)),
        What::Text => ("text", None),
        What::Any => ("any", None),
        What::AnyAttribute => ("any-attribute", None),
        What::Choice => ("choice", None),
        What::Group => ("group", None),
    };
    let (default, fixed) = match &row.value {
        Some(ValueConstraint::Default(value)) => (Some(value), None),
        Some(ValueConstraint::Fixed(value)) => (None, Some(value)),
        None => (None, None),
    };
    let sample = row.ty.filter(|ty| schema.is_simple(*ty));
    json!({
        "kind": kind,
        "name": name.map(QName::to_string),
        "depth": row.depth,
        "type": row.ty.and_then(|ty| type_name(schema, ty)),
        "min": row.min,
        "max": row.max,
        "nillable": row.nillable,
        "default": default,
        "fixed": fixed,
        "restrictions": row.limits,
        "sample": sample.map(|ty| sample::value(schema, ty)),
        "documentation": row.documentation,
    })
}

fn ty(schema: &Schema, id: TypeId) -> Value {
    let ty = TypeRef::Defined(id);
    let base = match schema.complex(ty) {
        Some((_, complex)) => type_name(schema, complex.base),
        None => type_name(schema, TypeRef::Builtin(schema.primitive(ty))),
    };
    let members = match schema.is_simple(ty) {
        true => Vec::new(),
        false => detail::rows_of(schema, ty),
    };
    json!({
        "name": type_name(schema, ty),
        "kind": if schema.is_simple(ty) { "simple" } else { "complex" },
        "base": base,
        "documentation": schema.ty(id).documentation,
        "restrictions": limits(schema, ty),
        "members": members.iter().map(|r| row(schema, r)).collect::<Vec<_>>(),
    })
}

/// `{NS}name`; an anonymous type has none.
fn type_name(schema: &Schema, ty: TypeRef) -> Option<String> {
    match ty {
        TypeRef::Defined(id) => Some(schema.ty(id).name.as_ref()?.to_string()),
        TypeRef::Builtin(b) => Some(QName::new(sample::tree::XSD, b.name()).to_string()),
    }
}
