//! What `cargo wsdl list` says, as plain data: services, ports and operations with what they take and return, every element and type with
//! its Rust path, and the diagnostics.

pub mod detail;
mod limits;
mod make;
mod rust;
pub mod short;
mod users;

pub use limits::limits;
pub use make::list;
pub use rust::rust_type;
pub use users::users;

use crate::model::policy::Demand;

/// The whole listing, in source order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The services of all documents; for bindings that no service names, one for each port type, named as it is, without addresses.
    pub services: Vec<Service>,
    /// Every global element for which generated code can read and write a document.
    pub elements: Vec<Named>,
    /// Every named schema type with a Rust type of its own.
    pub types: Vec<Named>,
    /// The findings of the run.
    pub diagnostics: Vec<Finding>,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Its documentation; where it has none, that of the entry's `wsdl:definitions`.
    pub documentation: Option<String>,
    /// Its ports.
    pub ports: Vec<Port>,
}

/// A port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// Its name.
    pub name: String,
    /// `soap11`, `soap12`, `http-get`, `http-post` or `other`.
    pub protocol: &'static str,
    /// Its address.
    pub address: Option<String>,
    /// The client struct that can talk to it.
    pub client: Option<String>,
    /// What its policies ask for: of alternatives the one that clients can meet.
    pub policy: Vec<Asked>,
    /// The operations of its binding, those that the options leave out apart.
    pub operations: Vec<Operation>,
}

/// A demand of a port's policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is asked for.
    pub demand: Demand,
    /// Whether requests that do not meet it are refused; otherwise it is offered.
    pub required: bool,
}

/// An operation of a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name on the wire.
    pub name: String,
    /// The client's method.
    pub method: Option<String>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// `document` or `rpc`.
    pub style: &'static str,
    /// `literal` or `encoded`.
    pub body_use: &'static str,
    /// `soapAction`.
    pub soap_action: Option<String>,
    /// Whether it has no response.
    pub one_way: bool,
    /// What it takes.
    pub input: Option<Message>,
    /// What it returns.
    pub output: Option<Message>,
    /// Its declared faults.
    pub faults: Vec<Fault>,
    /// Its header parts, those of the request first.
    pub headers: Vec<Header>,
    /// Why there is no method for it; `None` when there is one.
    pub reason: Option<String>,
}

/// A message of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The element that the body holds, in document style with one part; `{NS}name`.
    pub element: Option<String>,
    /// The rpc wrapper, `{NS}name`.
    pub wrapper: Option<String>,
    /// Its type, as a path from the generated module's root. `None` when nothing was generated.
    pub rust: Option<String>,
    /// Its members in the words of the contract, for people: `token?: string`, `lines?: ArrayOfLine`.
    pub members: Vec<String>,
}

/// A declared fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its name in the port type.
    pub name: String,
    /// The element of its detail, `{NS}name`.
    pub element: Option<String>,
    /// Its type.
    pub rust: Option<String>,
}

/// A header part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// `input` or `output`.
    pub direction: &'static str,
    /// Its element, `{NS}name`.
    pub element: Option<String>,
    /// Its type.
    pub rust: Option<String>,
}

/// An element or type and its Rust path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `{NS}name`.
    pub name: String,
    /// The path from the generated module's root.
    pub rust: String,
}

/// A diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its code in the catalogue.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// The document, as diagnostics name it.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column in characters, counted from 1.
    pub column: Option<usize>,
}

impl Listing {
    /// Whether a finding is an error.
    pub fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == "error")
    }
}
