//! A service without SOAP, as if generated: its operations are called by HTTP GET and POST.

use wsdl_runtime::Client;

#[derive(Clone, PartialEq, Default)]
pub struct Start {
    pub groups: Option<Groups>,
    pub date: String,
    pub token: Option<String>,
}

#[derive(Clone, PartialEq, Default)]
pub struct Groups {
    pub string: Vec<Option<String>>,
}

pub mod wire {
    use super::*;
    use wsdl_runtime::generated::*;

    names! { T "urn:case" }
    wire! { Start = T "" seq { groups "groups" @0 opt, date "date" @0, token "token" @0 opt secret } }
    wire! { Groups = T "StringArray" seq { string "String" opt many nil } }
    service! { SERVICE = "Jobs", "JobsHttpGet", HttpGet("JobsHttpGet", "http://127.0.0.1:9/case.asmx") }
    operation! { GET: Start => bool = "start", bare(), element(T, "boolean"), url_encoded("/start") }
    operation! { PLACES: Start => bool = "start", bare(), element(T, "boolean"), url_replacement("/jobs/(token)/(date)") }
    operation! { POST: Start => bool = "start", bare(), element(T, "boolean"), form("/start") }
    operation! { FORGET: () => () = "forget", bare(), bare(), form("/forget") }
}

pub struct JobsClient(pub Client);

impl From<Client> for JobsClient {
    fn from(client: Client) -> Self {
        JobsClient(client)
    }
}

pub fn request() -> Start {
    let groups = [Some("a b"), None, Some("c&d")];
    Start {
        groups: Some(Groups {
            string: groups.map(|g| g.map(str::to_owned)).to_vec(),
        }),
        date: "1/2".into(),
        token: Some("s3cret".into()),
    }
}
