//! The example call of a new crate.

use std::collections::BTreeSet;

use wsdl_codegen::Outcome;
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::package::{Client, Operation, Package};

use super::expression::{Reach, Value, Writer};
use super::layout::{indented, statement};

/// The statements of a call, without indentation; `None` when its request is too much for a few lines.
pub(crate) fn statements(
    package: &Package,
    client: &Client,
    operation: &Operation,
) -> Option<String> {
    let example = Example::of_operation(package, client, operation, Reach::Every)?;
    Some(example.body())
}

/// A program that makes the call, in a crate that uses the one called `ident`; likewise.
pub(crate) fn program(
    package: &Package,
    client: &Client,
    operation: &Operation,
    ident: &str,
    service: &str,
) -> Option<String> {
    let example = Example::of_operation(package, client, operation, Reach::Every)?;
    Some(example.program(ident, service))
}

/// The call that is shown.
#[derive(Debug)]
pub(super) struct Example {
    /// The client's struct.
    pub(super) client: String,
    /// The trait of its stand-in.
    pub(super) stand_in: Option<String>,
    pub(super) call: Option<Call>,
    has_address: bool,
}

#[derive(Debug)]
pub(super) struct Call {
    /// The operation's name on the wire.
    pub(super) name: String,
    pub(super) method: String,
    /// The request; `None` when the operation takes nothing.
    pub(super) request: Option<Value>,
    /// The element of the request.
    pub(super) element: Option<QName>,
    /// It has header parts, which stand-ins are given.
    pub(super) has_headers: bool,
    /// What is returned, where it can be written down in a few lines; `None` when nothing is.
    pub(super) response: Option<Option<Value>>,
}

impl Example {
    /// Takes the first operation whose request and response can be written down in a few lines, else the first whose request can, else
    /// none. `None` when the description has no client.
    pub(super) fn choose(outcome: &Outcome) -> Option<Self> {
        let package = outcome.package.as_ref()?;
        let mut second = None;
        for client in &package.clients {
            for operation in &client.operations {
                let example = Self::of_operation(package, client, operation, Reach::Plain);
                match example.as_ref().and_then(|e| e.call.as_ref()) {
                    Some(call) if call.response.is_some() => return example,
                    Some(_) if second.is_none() => second = example,
                    _ => {}
                }
            }
        }
        second.or_else(|| package.clients.first().map(Self::of))
    }

    fn of_operation(
        package: &Package,
        client: &Client,
        operation: &Operation,
        reach: Reach,
    ) -> Option<Self> {
        let writer = Writer::new(package, reach);
        let request = match writer.takes_nothing(&operation.input) {
            true => None,
            false => Some(writer.message(&operation.input)?),
        };
        let response = match writer.takes_nothing(&operation.output) {
            true => Some(None),
            false => writer.message(&operation.output).map(Some),
        };
        let call = Call {
            name: operation.name.clone(),
            method: operation.method.clone(),
            request,
            element: operation.input.element.clone(),
            has_headers: !operation.headers.is_empty(),
            response,
        };
        Some(Self {
            call: Some(call),
            ..Self::of(client)
        })
    }

    fn of(client: &Client) -> Self {
        Self {
            client: client.name.clone(),
            stand_in: client.stand_in.clone(),
            call: None,
            has_address: client.ports.iter().any(|p| !p.address.is_empty()),
        }
    }

    /// What the program names of the crate's root.
    fn uses(&self) -> BTreeSet<String> {
        let request = self.call.iter().filter_map(|c| c.request.as_ref());
        let names = request.flat_map(|r| r.uses.iter()).chain([&self.client]);
        names.cloned().collect()
    }

    /// `use` lines for names of the root.
    pub(super) fn imports(ident: &str, uses: &BTreeSet<String>) -> String {
        let uses: Vec<&str> = uses.iter().map(String::as_str).collect();
        match uses.as_slice() {
            [] => String::new(),
            [one] => format!("use {ident}::{one};\n"),
            many => {
                let line = format!("use {ident}::{{{}}};\n", many.join(", "));
                if line.len() <= 101 {
                    line
                } else {
                    format!("use {ident}::*;\n")
                }
            }
        }
    }

    /// The statements of the call, without indentation.
    pub(super) fn body(&self) -> String {
        let client = match self.has_address {
            true => format!("{}::new()", self.client),
            false => format!(
                "{}::builder().endpoint(\"https://example.org/\").build()?",
                self.client
            ),
        };
        let mut body = statement("let client = ", &client, ";");
        match &self.call {
            None => body.push_str("println!(\"{client:?}\");\n"),
            Some(call) => {
                let argument = if call.request.is_some() {
                    "request"
                } else {
                    ""
                };
                if let Some(request) = &call.request {
                    body.push_str(&statement("let request = ", &request.text, ";"));
                }
                let called = format!("client.{}({argument}).await?", call.method);
                if matches!(call.response, Some(None)) {
                    body.push_str(&statement("", &called, ";"));
                } else {
                    body.push_str(&statement("let response = ", &called, ";"));
                    body.push_str("println!(\"{response:#?}\");\n");
                }
            }
        }
        body
    }

    /// `examples/call.rs`.
    pub(super) fn program(&self, ident: &str, service: &str) -> String {
        let service = service.replace(['\n', '\r'], " ");
        let what = match &self.call {
            Some(call) => format!("Calls `{}` of {service}.", call.name),
            None => format!("Makes a client of {service}."),
        };
        let imports = Self::imports(ident, &self.uses());
        let body = indented(&self.body(), 2);
        let runtime = "tokio::runtime::Builder::new_current_thread().enable_all().build()?";
        let runtime = indented(&statement("let runtime = ", runtime, ";"), 1);
        format!(
            "//! {what}\n\
             \n\
             {imports}\n\
             fn main() -> Result<(), Box<dyn std::error::Error>> {{\n\
             {runtime}    runtime.block_on(async {{\n\
             {body}        Ok(())\n    }})\n}}\n"
        )
    }
}
