//! The constant of an operation, and the static of a service.

use std::collections::BTreeSet;

use super::table::literal;
use super::table_scope::TableScope;
use crate::model::package::{Client, HeaderBlock, Layout, Message, NamespaceId, Operation};
use crate::model::policy::Demand;
use crate::model::source::Rows;
use crate::model::wsdl::HttpInput;

/// `operation! { CANCEL_JOB: CancelJob => CancelJobResponse = "cancelJob", element(..), element(..), action(..) }`
pub(super) fn constant(scope: &TableScope<'_>, operation: &Operation) -> Rows {
    scope.helper("operation");
    let mut cells = vec![
        literal(&operation.name),
        body(scope, &operation.input),
        body(scope, &operation.output),
    ];
    if let Some(action) = &operation.action {
        cells.push(format!("action({})", literal(action)));
    }
    if let Some(action) = &operation.action12 {
        cells.push(format!("action12({})", literal(action)));
    }
    if let Some(action) = &operation.wsa_action {
        cells.push(format!("wsa_action({})", literal(action)));
    }
    if operation.addressed {
        cells.push("addressed()".to_owned());
    }
    if let Some((input, location)) = &operation.http {
        let how = match input {
            HttpInput::UrlEncoded => "url_encoded",
            HttpInput::UrlReplacement => "url_replacement",
            HttpInput::Form => "form",
        };
        cells.push(format!("{how}({})", literal(location)));
    }
    if operation.encoded {
        cells.push("encoded()".to_owned());
    }
    let mut answered: Vec<String> = Vec::new();
    for header in operation.headers.iter().filter(|h| h.output) {
        let name = literal(&header.block.to_string());
        if !answered.contains(&name) {
            answered.push(name);
        }
    }
    if !answered.is_empty() {
        cells.push(format!("understands(&[{}])", answered.join(", ")));
    }
    let input = scope.types.text(&operation.input.ty);
    let output = scope.types.text(&operation.output.ty);
    Rows {
        open: format!(
            "operation! {{ {}: {input} => {output} =",
            operation.constant
        ),
        cells,
        close: "}".to_owned(),
    }
}

/// How a message stands in the body, as the functions of the runtime's `Body` are called.
fn body(scope: &TableScope<'_>, message: &Message) -> String {
    let named = |kind: &str, namespace: &Option<NamespaceId>, name: &str| {
        format!("{kind}({}, {})", scope.namespace(*namespace), literal(name))
    };
    match &message.layout {
        Layout::Element(namespace, name) => named("element", namespace, name),
        Layout::Rpc(namespace, name) => named("rpc", namespace, name),
        Layout::Bare => "bare()".to_owned(),
        Layout::None => "none()".to_owned(),
    }
}

/// `header! { SESSION_HEADER: Session = "{urn:shop}Session" }`
pub(super) fn header(scope: &TableScope<'_>, header: &HeaderBlock) -> Rows {
    scope.helper("header");
    Rows {
        open: format!(
            "header! {{ {}: {} =",
            header.constant,
            scope.types.text(&header.ty)
        ),
        cells: vec![literal(&header.name.to_string())],
        close: "}".to_owned(),
    }
}

/// `service! { SERVICE = "Name", "PortType", ["token"], Soap11("Port", "http://.."), Soap12(..) }`
pub(super) fn service(scope: &TableScope<'_>, client: &Client, secrets: &BTreeSet<&str>) -> Rows {
    scope.helper("service");
    let ports = client.ports.iter().map(|port| {
        let with = match port.policy.requires(Demand::Mtom) {
            true => ", mtom",
            false => "",
        };
        format!(
            "{:?}({}, {}{with})",
            port.protocol,
            literal(&port.name),
            literal(&port.address)
        )
    });
    let mut names = vec![literal(&client.service), literal(&client.port_type_name)];
    if !secrets.is_empty() {
        let secrets: Vec<String> = secrets.iter().map(|name| literal(name)).collect();
        names.push(format!("[{}]", secrets.join(", ")));
    }
    Rows {
        open: format!("service! {{ {} =", client.constant),
        cells: names.into_iter().chain(ports).collect(),
        close: "}".to_owned(),
    }
}
