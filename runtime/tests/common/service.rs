//! What the generator would emit for a small service: here by hand.

use wsdl_runtime::{
    Body, Call, Client, ClientBuilder, Operation, Port, Protocol, Service, SoapVersion,
};

#[derive(Clone, PartialEq, Default)]
pub struct CancelJob {
    pub token: Option<String>,
    pub space_id: Option<String>,
    pub job_token: Option<String>,
}

#[derive(Clone, PartialEq, Default)]
pub struct CancelJobResponse {
    pub cancel_job_result: bool,
}

#[derive(Clone, PartialEq, Default)]
pub struct Rejected {
    pub code: i32,
}

#[derive(Clone, PartialEq)]
pub enum CancelJobFault {
    Rejected(Rejected),
    Other(String),
}

#[derive(Clone, PartialEq, Default)]
pub struct Parts {
    pub left: Option<String>,
    pub right: Option<String>,
}

mod wire {
    use super::*;
    use wsdl_runtime::generated::*;

    names! { T "http://www.birst.com/" }
    wire! { CancelJob = T "cancelJob" seq { token "token" opt secret, space_id "spaceID" opt, job_token "jobToken" opt } }
    wire! { CancelJobResponse = T "cancelJobResponse" seq { cancel_job_result "cancelJobResult" } }
    wire! { Rejected = T "rejected" seq { code "code" } }
    wire! { CancelJobFault: Other = T "" choice { Rejected "rejected", Other "other" } }
    wire! { Parts = T "" seq { left "left" @0 opt, right "right" @0 opt } }
}

pub mod operations {
    use super::*;

    const T: &str = "http://www.birst.com/";

    pub const CANCEL_JOB: Operation<CancelJob, CancelJobResponse> = Operation::new(
        "cancelJob",
        Body::element(T, "cancelJob"),
        Body::element(T, "cancelJobResponse"),
    )
    .action("http://www.birst.com/cancelJob");
    pub const FIRE: Operation<CancelJob, ()> =
        Operation::new("fire", Body::element(T, "fire"), Body::none());
    pub const SWAP: Operation<Parts, Parts> =
        Operation::new("swap", Body::rpc(T, "swap"), Body::rpc(T, "swapResponse"));
    pub const BARE: Operation<Parts, Parts> =
        Operation::new("bare", Body::bare(), Body::bare()).action("urn:bare");
}

pub static SERVICE: Service = Service {
    name: "CommandWebService",
    port_type: "CommandWebServiceSoap",
    ports: &[
        Port::new(
            "CommandWebServiceSoap",
            Protocol::Soap11,
            "http://127.0.0.1:9/11",
        ),
        Port::new(
            "CommandWebServiceSoap12",
            Protocol::Soap12,
            "http://127.0.0.1:9/12",
        ),
    ],
    secrets: &["token"],
};

#[derive(Clone)]
pub struct CommandWebServiceClient(Client);

impl From<Client> for CommandWebServiceClient {
    fn from(client: Client) -> Self {
        CommandWebServiceClient(client)
    }
}

impl CommandWebServiceClient {
    pub fn new() -> Self {
        Client::new(&SERVICE).into()
    }

    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new(&SERVICE)
    }

    pub fn at(url: impl Into<String>) -> Self {
        Self::builder().endpoint(url).build().unwrap()
    }

    pub fn client(&self) -> &Client {
        &self.0
    }

    pub fn cancel_job(&self, request: &CancelJob) -> Call<CancelJobResponse> {
        self.0.call(&operations::CANCEL_JOB, request)
    }

    pub fn fire(&self, request: &CancelJob) -> Call<()> {
        self.0.call(&operations::FIRE, request)
    }

    pub fn swap(&self, request: &Parts) -> Call<Parts> {
        self.0.call(&operations::SWAP, request)
    }

    pub fn bare(&self, request: &Parts) -> Call<Parts> {
        self.0.call(&operations::BARE, request)
    }
}

/// A request whose token must not be seen anywhere but in its body.
pub fn request() -> CancelJob {
    CancelJob {
        token: Some(String::from("s3cret-token")),
        space_id: Some(String::from("space")),
        job_token: Some(String::from("job")),
    }
}

/// The answer `true` in an envelope of a version.
pub fn done(version: SoapVersion) -> String {
    envelope(
        version,
        r#"<cancelJobResponse xmlns="http://www.birst.com/"><cancelJobResult>true</cancelJobResult></cancelJobResponse>"#,
    )
}

/// An envelope around a body.
pub fn envelope(version: SoapVersion, body: &str) -> String {
    let ns = version.namespace();
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{ns}"><s:Body>{body}</s:Body></s:Envelope>"#
    )
}
