//! Clients and their operations, headers, faults and jobs.

use super::{NamespaceId, Path, RustType};
use crate::model::name::QName;
use crate::model::policy::Policy;
use crate::model::wsdl::{BindingId, HttpInput, PortTypeId};

/// A client struct.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its identifier, for example `CommandWebServiceClient`.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// The static that tells its service, beside the constants of operations: `SERVICE` where there is one client.
    pub constant: String,
    /// The port type.
    pub port_type: PortTypeId,
    /// The bindings it serves.
    pub bindings: Vec<BindingId>,
    /// Name of the service, for spans and logs; the port type's where the WSDL has no service.
    pub service: String,
    /// Name of the port type in the WSDL.
    pub port_type_name: String,
    /// The ports it can talk to, never empty; the first SOAP 1.1 port is used unless the caller chooses. A binding that no port uses
    /// stands for one without an address.
    pub ports: Vec<ClientPort>,
    /// Its operations, in the order of the port type.
    pub operations: Vec<Operation>,
    /// The trait that stand-ins of the service implement, where it was asked for.
    pub stand_in: Option<String>,
}

/// A port of a client.
#[derive(Clone, Debug)]
pub struct ClientPort {
    /// Its name in the WSDL.
    pub name: String,
    /// What is spoken there.
    pub protocol: PortProtocol,
    /// Its address, empty when the WSDL has none.
    pub address: String,
    /// What it asks of those who call the client's operations.
    pub policy: Policy,
}

/// What is spoken at a port, by its name in the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the runtime's variant of that name")]
pub enum PortProtocol {
    Soap11,
    Soap12,
    HttpGet,
    HttpPost,
}

/// A client method and its constant.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Index into the port type's operations.
    pub index: usize,
    /// Its name on the wire.
    pub name: String,
    /// The method's identifier.
    pub method: String,
    /// The constant's identifier, for example `CANCEL_JOB`.
    pub constant: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// `soapAction`, of the SOAP 1.1 binding where there is one.
    pub action: Option<String>,
    /// The action of the SOAP 1.2 binding where it differs.
    pub action12: Option<String>,
    /// `wsa:Action`, where the WSDL gives another than the `soapAction`.
    pub wsa_action: Option<String>,
    /// A binding of it asks for WS-Addressing headers.
    pub addressed: bool,
    /// `use="encoded"`.
    pub encoded: bool,
    /// Called by HTTP GET or POST, without an envelope: where the parts of the request go, and the location below the port's address.
    pub http: Option<(HttpInput, String)>,
    /// The request.
    pub input: Message,
    /// The response; [`Layout::None`] for one-way operations.
    pub output: Message,
    /// Declared faults.
    pub faults: Vec<Fault>,
    /// The enum of its declared faults.
    pub fault_type: Option<Path>,
    /// Header parts.
    pub headers: Vec<HeaderPart>,
}

impl Operation {
    /// The types of its messages, faults and headers.
    pub fn types(&self) -> impl Iterator<Item = &Path> {
        let messages = [&self.input.ty, &self.output.ty].into_iter();
        let faults = self.faults.iter().map(|f| &f.ty);
        let headers = self.headers.iter().map(|h| &h.ty);
        let types = messages.chain(faults).chain(headers);
        types.filter_map(RustType::path).chain(&self.fault_type)
    }
}

/// A message of an operation.
#[derive(Clone, Debug)]
pub struct Message {
    /// How it stands in the body.
    pub layout: Layout,
    /// Its type; [`RustType::Unit`] for [`Layout::None`] and for a [`Layout::Bare`] body without parts.
    pub ty: RustType,
    /// The global element, for document style with one element part.
    pub element: Option<QName>,
}

/// How a message stands in `soap:Body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One element of this name.
    Element(Option<NamespaceId>, String),
    /// rpc: a wrapper of this name with unqualified children.
    Rpc(Option<NamespaceId>, String),
    /// The members stand directly in the body.
    Bare,
    /// No message.
    None,
}

/// A declared fault.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its name in the port type.
    pub name: String,
    /// The element of its detail.
    pub element: Option<QName>,
    /// Its type.
    pub ty: RustType,
}

/// A header block: an element that stands in the header, and its constant.
#[derive(Clone, Debug)]
pub struct HeaderBlock {
    /// The constant's identifier, for example `SESSION_HEADER`.
    pub constant: String,
    /// The element.
    pub name: QName,
    /// Its type.
    pub ty: RustType,
    /// Whether it is never shown.
    pub secret: bool,
}

/// A header part.
#[derive(Clone, Debug)]
pub struct HeaderPart {
    /// The part's name.
    pub name: String,
    /// Whether it goes with the response.
    pub output: bool,
    /// Whether it goes with a fault (`soap:headerfault`).
    pub fault: bool,
    /// The name that its block has on the wire.
    pub block: QName,
    /// The constant of its block.
    pub constant: String,
    /// Its element.
    pub element: Option<QName>,
    /// Its type.
    pub ty: RustType,
}

/// A long job: what one operation starts, and others ask about and end.
#[derive(Clone, Debug)]
pub struct Job {
    /// The struct's identifier.
    pub name: String,
    /// Index into [`Package::clients`](super::Package::clients).
    pub client: usize,
    /// The member of all follow-ups that names the job; starts return it.
    pub id: JobMember,
    /// What follow-ups take over from the request that started the job.
    pub keeps: Vec<JobMember>,
    /// Tells whether the job has ended.
    pub complete: FollowUp,
    /// The boolean member of its response.
    pub done: String,
    /// Tells what is known of the job.
    pub status: FollowUp,
    /// Asks for the job's end.
    pub cancel: FollowUp,
    /// The operations that start one.
    pub starts: Vec<JobStart>,
}

/// What a job remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobMember {
    /// Its identifier, in the job and in every request.
    pub name: String,
    /// Its type.
    pub ty: RustType,
}

/// An operation on a job.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The client's method.
    pub method: String,
    /// The request's type.
    pub request: RustType,
    /// Members of the request that the job has.
    pub members: Vec<String>,
    /// Optional members of the request that it has not.
    pub unset: Vec<String>,
    /// The response's type.
    pub response: RustType,
}

/// An operation that starts a job.
#[derive(Clone, Debug)]
pub struct JobStart {
    /// The operation's name.
    pub operation: String,
    /// The function of the job that calls it.
    pub function: String,
    /// The client's method.
    pub method: String,
    /// The request's type.
    pub request: RustType,
    /// The response's type.
    pub response: RustType,
    /// The member of the response that names the job.
    pub answer: String,
}
