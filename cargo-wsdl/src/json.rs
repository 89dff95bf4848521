//! The JSON documents of `list` and `--message-format json`. Keys come in this order always; none is ever left out.

use serde_json::{Map, Value, json};
use wsdl_codegen::diagnostic::{Diagnostic, Place, Places, Words};
use wsdl_codegen::listing::{Asked, Finding, Listing, Message, Operation, Port, Service};
use wsdl_codegen::model::documents::{Documents, Span};
use wsdl_codegen::model::policy::Support;

/// The document of `cargo wsdl list --format json`.
pub(crate) fn listing(listing: &Listing) -> Value {
    let named = |n: &wsdl_codegen::listing::Named| json!({"name": n.name, "rust": n.rust});
    json!({
        "services": listing.services.iter().map(service).collect::<Vec<_>>(),
        "elements": listing.elements.iter().map(named).collect::<Vec<_>>(),
        "types": listing.types.iter().map(named).collect::<Vec<_>>(),
        "diagnostics": listing.diagnostics.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn service(service: &Service) -> Value {
    json!({
        "name": service.name,
        "documentation": service.documentation,
        "ports": service.ports.iter().map(port).collect::<Vec<_>>(),
    })
}

fn port(port: &Port) -> Value {
    json!({
        "name": port.name,
        "protocol": port.protocol,
        "address": port.address,
        "client": port.client,
        "policy": port.policy.iter().map(asked).collect::<Vec<_>>(),
        "operations": port.operations.iter().map(operation).collect::<Vec<_>>(),
    })
}

/// A demand of a port's policies: what it is, and who meets it.
fn asked(asked: &Asked) -> Value {
    let met_by = match asked.demand.support() {
        Support::Client => Some("client"),
        Support::Caller => Some("caller"),
        Support::Nobody => None,
    };
    json!({
        "name": asked.demand.word(),
        "required": asked.required,
        "met_by": met_by,
        "description": asked.demand.what(),
    })
}

fn operation(operation: &Operation) -> Value {
    let faults = operation.faults.iter();
    let faults = faults.map(|f| json!({"name": f.name, "element": f.element, "rust": f.rust}));
    let headers = operation.headers.iter().map(
        |h| json!({"name": h.name, "direction": h.direction, "element": h.element, "rust": h.rust}),
    );
    let mut value = json!({
        "name": operation.name,
        "method": operation.method,
        "documentation": operation.documentation,
        "style": operation.style,
        "use": operation.body_use,
        "soap_action": operation.soap_action,
        "one_way": operation.one_way,
        "input": operation.input.as_ref().map(message),
        "output": operation.output.as_ref().map(message),
        "faults": faults.collect::<Vec<_>>(),
        "headers": headers.collect::<Vec<_>>(),
        "supported": operation.reason.is_none(),
    });
    if let (Some(reason), Value::Object(map)) = (&operation.reason, &mut value) {
        map.insert("reason".to_owned(), json!(reason));
    }
    value
}

fn message(message: &Message) -> Value {
    let mut map = Map::new();
    map.insert("element".to_owned(), json!(message.element));
    if message.element.is_none() {
        map.insert("wrapper".to_owned(), json!(message.wrapper));
    }
    map.insert("rust".to_owned(), json!(message.rust));
    Value::Object(map)
}

/// A diagnostic of `--message-format json`: beside what the listing says of it, the path from the current folder, what it points at,
/// how the place came to be needed, and what to do.
pub(crate) fn diagnostic(documents: &Documents, places: &Places<'_>, found: &Diagnostic) -> Value {
    let place = |span: Option<Span>| span.and_then(|s| places.find(s));
    let path = |place: Option<Place<'_>>| place.map(|p| documents.shown(p.document));
    let step = |(span, words): &(Option<Span>, Words)| {
        let at = place(*span);
        json!({
            "message": &**words,
            "path": path(at),
            "line": at.map(|p| p.line),
            "column": at.map(|p| p.column),
        })
    };
    let at = place(found.span);
    json!({
        "code": found.code,
        "severity": found.severity.word(),
        "message": &*found.message,
        "file": at.map(|p| p.document.name.as_str()),
        "line": at.map(|p| p.line),
        "column": at.map(|p| p.column),
        "path": path(at),
        "label": found.label.as_deref(),
        "needed_by": found.chain.iter().map(step).collect::<Vec<_>>(),
        "notes": found.notes.iter().map(step).collect::<Vec<_>>(),
        "help": found.help.iter().map(|h| &**h).collect::<Vec<_>>(),
        "recipe": found.recipe.as_deref(),
    })
}

/// A diagnostic of a listing.
pub(crate) fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
    })
}
