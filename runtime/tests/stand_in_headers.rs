//! Header parts in stand-ins: typed in what implements a port type, both ways, with responses and with faults.
#![cfg(all(feature = "server", any(feature = "reqwest", feature = "blocking")))]

mod common;

use common::service::{CancelJob, CancelJobResponse, CommandWebServiceClient, Parts, request};
use common::{each, each_error};
use wsdl_runtime::SoapVersion::{Soap11, Soap12};
use wsdl_runtime::stand_in::Headers;
use wsdl_runtime::{Error, Fault, Header, HeaderBlock};

#[derive(Clone, PartialEq, Default)]
struct Session {
    id: String,
}

mod wire {
    use super::Session;
    use wsdl_runtime::generated::*;

    names! { H "urn:heads" }
    wire! { Session = H "Session" seq { id "id" } }
}

mod operations {
    pub(crate) use super::common::service::SERVICE;
    pub(crate) use super::common::service::operations::{CANCEL_JOB, SWAP};
}

const SESSION: Header<Session> = Header::new("{urn:heads}Session");
const LIMIT: Header<i32> = Header::new("{urn:heads}Limit");

wsdl_runtime::port_type! { JobsStandIn for CommandWebServiceClient = SERVICE {
    cancel_job "cancelJob" CANCEL_JOB: CancelJob => CancelJobResponse [headers],
    swap "swap" SWAP: Parts => Parts
} }

struct Jobs;

impl JobsStandIn for Jobs {
    fn cancel_job(&self, _: CancelJob, headers: &mut Headers) -> Result<CancelJobResponse, Fault> {
        let session = headers.get(&SESSION)?;
        headers.answer(LIMIT.with(headers.all().len() as i32))?;
        match session {
            Some(session) if session.id == "s1" => {
                let cancel_job_result = true;
                Ok(CancelJobResponse { cancel_job_result })
            }
            Some(_) => Err(Fault::sender("another session")),
            None => Err(Fault::sender("no session")),
        }
    }
}

#[test]
fn header_parts_reach_the_stand_in_and_come_from_it() {
    let service = CommandWebServiceClient::stand_in(Jobs).start().unwrap();
    for version in [Soap11, Soap12] {
        let builder = CommandWebServiceClient::builder().endpoint(service.url());
        let client = builder.version(version).build().unwrap();
        let session = |id: &str| SESSION.with(Session { id: id.to_owned() });
        each(
            || client.cancel_job(&request()).soap_header(session("s1")),
            |by, result| {
                let response = result.expect(by);
                assert!(response.value.cancel_job_result);
                assert_eq!(response.soap_header(&LIMIT).unwrap(), Some(1), "{by}");
            },
        );
        // With a fault they go as well.
        for (id, why, limit) in [(Some("s2"), "another session", 1), (None, "no session", 0)] {
            let call = || {
                let call = client.cancel_job(&request());
                match id {
                    Some(id) => call.soap_header(session(id)),
                    None => call,
                }
            };
            each_error(call, |by, error| {
                let Error::Fault(fault) = &error else {
                    panic!("{by}: {error:?}")
                };
                assert_eq!(fault.reason(), why, "{by}");
                assert_eq!(fault.soap_header(&LIMIT).unwrap(), Some(limit), "{by}");
            });
        }
        // A block that is not as described is the sender's fault, by the path of what is wrong.
        each_error(
            || {
                let block = HeaderBlock::new("{urn:heads}Session", &7);
                client.cancel_job(&request()).soap_header(block)
            },
            |by, error| {
                let fault = error.fault().expect(by);
                assert!(fault.reason().contains("Session"), "{by}: {fault:?}");
            },
        );
        // What is not implemented answers as before.
        each_error(
            || client.swap(&Parts::default()),
            |by, error| {
                assert!(error.to_string().contains("does not answer swap"), "{by}");
            },
        );
    }
}
