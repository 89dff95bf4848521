//! Header blocks that a WSDL declares: typed on the way out and on the way back.

mod common;

use std::sync::{Arc, Mutex};

use common::service::{CancelJobResponse, CommandWebServiceClient, operations, request};
use wsdl_runtime::SoapVersion::{Soap11, Soap12};
use wsdl_runtime::transport::Memory;
use wsdl_runtime::{Client, Error, Header, HeaderBlock, Response};

#[derive(Clone, PartialEq, Default)]
struct Session {
    id: String,
}

mod wire {
    use super::Session;
    use wsdl_runtime::generated::*;

    names! { H "urn:heads" }
    wire! { Session = H "Session" seq { id "id" secret } }
}

const SESSION: Header<Session> = Header::new("{urn:heads}Session");
const LIMIT: Header<i32> = Header::new("{urn:heads}Limit");

fn session(id: &str) -> Session {
    Session { id: id.into() }
}

/// A transport that answers with this header and body, and keeps what was sent.
fn answering(header: &str, body: &str) -> (Memory, Arc<Mutex<Vec<String>>>) {
    let ns = Soap11.namespace();
    let answer = format!(
        "<s:Envelope xmlns:s='{ns}' xmlns:h='urn:heads'><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    );
    let sent = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&sent);
    let memory = Memory::new(move |request| {
        let text = String::from_utf8_lossy(request.body()).into_owned();
        log.lock().unwrap().push(text);
        Ok(http::Response::new(answer.clone().into()))
    });
    (memory, sent)
}

const DONE: &str = "<cancelJobResponse xmlns='http://www.birst.com/'><cancelJobResult>true</cancelJobResult></cancelJobResponse>";

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

fn client(transport: Memory) -> CommandWebServiceClient {
    let builder = CommandWebServiceClient::builder().transport(transport);
    builder.build().unwrap()
}

fn response(header: &str) -> Response<CancelJobResponse> {
    let (transport, _) = answering(header, DONE);
    let call = client(transport).cancel_job(&request());
    block_on(call.with_metadata()).unwrap()
}

#[test]
fn declared_blocks_are_sent_in_either_version() {
    for (version, prefix) in [(Soap11, "soap"), (Soap12, "soap12")] {
        let (transport, sent) = answering("", DONE);
        let client: CommandWebServiceClient = CommandWebServiceClient::builder()
            .transport(transport)
            .version(version)
            .build()
            .unwrap();
        let call = client
            .cancel_job(&request())
            .soap_header(SESSION.with(session("a<b")))
            .soap_header(LIMIT.with(7).must_understand().role("urn:r&d"));
        block_on(call).unwrap();
        let (ns, role) = match version {
            Soap11 => (Soap11.namespace(), "actor"),
            Soap12 => (Soap12.namespace(), "role"),
        };
        let expected = format!(
            "<{prefix}:Header><Session xmlns=\"urn:heads\"><id>a&lt;b</id></Session>\
             <Limit xmlns:env0=\"{ns}\" env0:mustUnderstand=\"1\" env0:{role}=\"urn:r&amp;d\" xmlns=\"urn:heads\">7</Limit></{prefix}:Header>"
        );
        let sent = sent.lock().unwrap();
        assert!(sent[0].contains(&expected), "{}", sent[0]);
    }
}

#[test]
fn a_calls_block_takes_the_place_of_the_clients() {
    let (transport, sent) = answering("", DONE);
    let client: CommandWebServiceClient = CommandWebServiceClient::builder()
        .transport(transport)
        .soap_header(SESSION.with(session("client")))
        .soap_header(LIMIT.with(1))
        .build()
        .unwrap();
    block_on(client.cancel_job(&request())).unwrap();
    let own = client
        .cancel_job(&request())
        .soap_header(SESSION.with(session("call")));
    block_on(own).unwrap();
    let later: Client = client
        .client()
        .with_soap_header(SESSION.with(session("later")))
        .unwrap();
    block_on(later.call(&operations::CANCEL_JOB, &request())).unwrap();
    let sent = sent.lock().unwrap();
    let ids = ["client", "call", "later"];
    for (text, id) in sent.iter().zip(ids) {
        assert_eq!(text.matches("<Session").count(), 1, "{text}");
        assert!(text.contains(&format!("<id>{id}</id>")), "{text}");
        assert!(text.contains("<Limit xmlns=\"urn:heads\">1</Limit>"));
    }
    assert_eq!(sent.len(), 3);
}

#[test]
fn a_block_that_cannot_be_written_is_told() {
    let bad = || HeaderBlock::new("{urn:heads}not a name", &1);
    let (transport, sent) = answering("", DONE);
    let call = client(transport).cancel_job(&request()).soap_header(bad());
    let error = block_on(call).unwrap_err();
    assert!(matches!(error, Error::NotWritable(_)), "{error}");
    assert!(sent.lock().unwrap().is_empty());
    let built = CommandWebServiceClient::builder()
        .soap_header(bad())
        .build();
    assert!(matches!(built.err(), Some(Error::NotWritable(_))));
}

#[test]
fn the_blocks_of_an_answer_are_typed() {
    let response = response(
        "<x/><h:Limit s:mustUnderstand='1'> 5 </h:Limit><h:Session><h:new/><h:id>s</h:id></h:Session>",
    );
    assert_eq!(response.soap_header(&LIMIT).unwrap(), Some(5));
    let found = response.soap_header(&SESSION).unwrap();
    assert!(found == Some(session("s")));
    let marked: Vec<&str> = response
        .must_understand()
        .map(|block| block.local.as_str())
        .collect();
    assert_eq!(marked, ["Limit"]);
    let absent: Header<String> = Header::new("{urn:heads}Nothing");
    assert_eq!(response.soap_header(&absent).unwrap(), None);
}

#[test]
fn a_block_unlike_its_schema_is_told_where() {
    let response = response("<h:Limit>many</h:Limit>");
    match response.soap_header(&LIMIT) {
        Err(Error::NotAsDescribed(e)) => assert!(e.path.contains("Header"), "{}", e.path),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_blocks_of_a_fault_are_typed() {
    let fault = "<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault>";
    let (transport, _) = answering("<h:Session><h:id>gone</h:id></h:Session>", fault);
    let error = block_on(client(transport).cancel_job(&request())).unwrap_err();
    let fault = error.fault().unwrap();
    assert!(fault.soap_header(&SESSION).unwrap() == Some(session("gone")));
    assert_eq!(fault.soap_header(&LIMIT).unwrap(), None);
}

#[test]
fn what_must_be_understood_is_refused_when_asked_unless_it_is_declared() {
    const KNOWING: wsdl_runtime::Operation<common::service::CancelJob, CancelJobResponse> =
        operations::CANCEL_JOB.understands(&["{urn:heads}Limit"]);
    let marked = |block: &str| {
        let (transport, _) = answering(block, DONE);
        let builder = CommandWebServiceClient::builder().transport(transport);
        let strict: CommandWebServiceClient = builder.refuse_must_understand(true).build().unwrap();
        strict.client().clone()
    };
    let limit = "<h:Limit s:mustUnderstand='1'>5</h:Limit>";
    let refused = block_on(marked(limit).call(&operations::CANCEL_JOB, &request()));
    match refused {
        Err(Error::NotAsDescribed(e)) => assert_eq!(e.path, "Envelope/Header/Limit"),
        other => panic!("{:?}", other.err()),
    }
    block_on(marked(limit).call(&KNOWING, &request())).unwrap();
    let action = "<a:Action xmlns:a='http://www.w3.org/2005/08/addressing' s:mustUnderstand='1'>urn:x</a:Action>";
    let call = || marked(action).call(&KNOWING, &request());
    assert!(block_on(call()).is_err());
    block_on(call().addressing(true)).unwrap();
}

#[test]
fn headers_show_names_and_nothing_else() {
    let block = SESSION.with(session("s3cret"));
    let shown = format!("{SESSION:?} {block:?}");
    assert!(
        shown.contains("{urn:heads}Session") && !shown.contains("s3cret"),
        "{shown}"
    );
}
