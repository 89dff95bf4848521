//! What a hostile service may answer, each attack by its name; those on the connection are in `fault_server`.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::service::{CancelJobResponse, CommandWebServiceClient, Parts, done, envelope, request};
use wsdl_runtime::SoapVersion::Soap11;
use wsdl_runtime::transport::Memory;
use wsdl_runtime::{Call, ClientBuilder, Error, Limits};

fn block_on<O: wsdl_runtime::xml::Item>(call: Call<O>) -> Result<O, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(call)
}

fn client(body: impl Into<Vec<u8>>, limits: Limits) -> CommandWebServiceClient {
    let body = bytes::Bytes::from(body.into());
    let transport = Memory::new(move |_| Ok(http::Response::new(body.clone())));
    let builder: ClientBuilder<CommandWebServiceClient> = CommandWebServiceClient::builder();
    builder.transport(transport).limits(limits).build().unwrap()
}

fn answered(body: impl Into<Vec<u8>>) -> Result<CancelJobResponse, Error> {
    block_on(client(body, Limits::default()).cancel_job(&request()))
}

/// The good answer with something in it.
fn with(inner: &str) -> String {
    done(Soap11).replace("<cancelJobResult>", &format!("{inner}<cancelJobResult>"))
}

#[track_caller]
fn over(result: Result<CancelJobResponse, Error>, limit: &str) {
    match result {
        Err(Error::OverLimit(e)) => assert_eq!((e.limit, e.offset.is_some()), (limit, true)),
        other => panic!("{:?}", other.err()),
    }
}

#[test]
fn coercive_parsing() {
    for levels in [2_500, 15_000] {
        over(answered(with(&"<x>".repeat(levels))), "depth");
    }
}

#[test]
fn overlong_names() {
    for length in [12_500, 200_000] {
        over(
            answered(with(&format!("<{}/>", "n".repeat(length)))),
            "name",
        );
    }
}

#[test]
fn attribute_count_and_hash_collisions() {
    // "Ez" and "FY" have one hash by DJBX33A, and so have all names made of them.
    let name = |n: usize| {
        (0..14)
            .map(|bit| if n >> bit & 1 == 0 { "Ez" } else { "FY" })
            .collect::<String>()
    };
    let attributes: String = (0..10_000).map(|n| format!(" {}=''", name(n))).collect();
    over(answered(with(&format!("<x{attributes}/>"))), "attributes");
}

#[test]
fn element_count() {
    let mut limits = Limits::default();
    limits.xml.elements = 1_000;
    let call = client(with(&"<x/>".repeat(1_000)), limits).cancel_job(&request());
    over(block_on(call), "elements");
}

#[test]
fn namespace_prefixes() {
    let declared: String = (0..150)
        .map(|n| format!("<x xmlns:p{n}='urn:{n}'>"))
        .collect();
    let result = answered(with(&declared));
    assert!(
        matches!(&result, Err(Error::OverLimit(e)) if matches!(e.limit, "namespaces" | "depth")),
        "{:?}",
        result.err()
    );
}

/// Each element that is kept as it comes repeats the name of its namespace; header blocks and the parts of a fault's detail repeat all that
/// are in force.
#[test]
fn long_namespaces_of_many_elements() {
    let mut limits = Limits::default();
    limits.xml.kept_namespaces = 1 << 20;
    let answered = |body: &str| block_on(client(body.as_bytes(), limits).cancel_job(&request()));
    let many = "<x/>".repeat(1_000);
    let header = |namespace: &str| {
        let block = format!("<s:Header><x xmlns='{namespace}'>{many}</x></s:Header><s:Body>");
        done(Soap11).replace("<s:Body>", &block)
    };
    let detail = |namespace: &str| {
        let detail = format!("<detail xmlns:p='{namespace}'>{many}</detail>");
        let fault = format!(
            "<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring>{detail}</s:Fault>"
        );
        envelope(Soap11, &fault)
    };
    let long = "n".repeat(60_000);
    over(answered(&header(&long)), "kept_namespaces");
    over(answered(&detail(&long)), "kept_namespaces");
    assert!(answered(&header("urn:x")).is_ok());
    let fault = answered(&detail("urn:x")).err();
    assert!(
        matches!(&fault, Some(Error::Fault(f)) if f.details().count() == 1_000),
        "{fault:?}"
    );
}

#[test]
fn entity_expansion_external_and_recursive() {
    for subset in [
        "<!ENTITY a 'x'>",
        "<!ENTITY a '&b;'><!ENTITY b '&a;'>",
        "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY % a SYSTEM 'http://127.0.0.1:9/'> %a;",
    ] {
        let body = with("&a;");
        let body = body.split_once("?>").unwrap().1;
        let result = answered(format!("<!DOCTYPE x [{subset}]>{body}"));
        assert!(matches!(result, Err(Error::NotWellFormed(_))), "{subset}");
    }
    assert!(matches!(
        answered(with("&a;")),
        Err(Error::NotWellFormed(_))
    ));
}

#[test]
fn xsi_nil_with_content() {
    let nil = "<cancelJobResult xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'>";
    let result = answered(done(Soap11).replace("<cancelJobResult>", nil));
    assert!(
        matches!(result, Err(Error::NotAsDescribed(_))),
        "{:?}",
        result.err()
    );
}

#[test]
fn duplicate_singleton() {
    let result = answered(with("<cancelJobResult>false</cancelJobResult>"));
    assert!(
        matches!(result, Err(Error::NotAsDescribed(_))),
        "{:?}",
        result.err()
    );
}

#[test]
fn xml_injection_by_values() {
    let seen = Arc::new(Mutex::new(String::new()));
    let log = Arc::clone(&seen);
    let transport = Memory::new(move |request| {
        *log.lock().unwrap() = String::from_utf8_lossy(request.body()).into_owned();
        Ok(http::Response::new(done(Soap11).into()))
    });
    let builder: ClientBuilder<CommandWebServiceClient> = CommandWebServiceClient::builder();
    let client = builder.transport(transport).build().unwrap();
    let mut evil = request();
    evil.space_id = Some("</spaceID><jobToken>other</jobToken><!--]]>&amp;<?x".into());
    block_on(client.cancel_job(&evil)).unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.matches("<jobToken>").count(), 1, "{seen}");
    assert!(
        !seen.contains("<!--") && seen.matches("<?").count() == 1,
        "{seen}"
    );
    evil.space_id = Some("\u{0}".into());
    assert!(matches!(
        block_on(client.cancel_job(&evil)),
        Err(Error::NotWritable(_))
    ));
}

#[test]
fn addressing_spoofing() {
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    let header = "<s:Header xmlns:a='http://www.w3.org/2005/08/addressing'><a:ReplyTo><a:Address>http://evil.example/</a:Address></a:ReplyTo><a:FaultTo><a:Address>http://evil.example/</a:Address></a:FaultTo></s:Header><s:Body>";
    let body = done(Soap11).replace("<s:Body>", header);
    let transport = Memory::new(move |request| {
        count.fetch_add(1, Ordering::Relaxed);
        assert_eq!(request.uri().host(), Some("127.0.0.1"));
        Ok(http::Response::new(body.clone().into()))
    });
    let builder: ClientBuilder<CommandWebServiceClient> = CommandWebServiceClient::builder();
    let client = builder
        .transport(transport)
        .addressing(true)
        .build()
        .unwrap();
    block_on(client.cancel_job(&request())).unwrap();
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[test]
fn soap_parameter_flood() {
    let inner: String = (0..50_000).map(|n| format!("<x>{n}</x>")).collect();
    let body = envelope(
        Soap11,
        &format!("<r:swapResponse xmlns:r='http://www.birst.com/'>{inner}</r:swapResponse>"),
    );
    let call = client(body, Limits::default()).swap(&Parts::default());
    assert!(block_on(call).is_ok());
}

#[test]
fn truncated_at_every_byte() {
    let whole = done(Soap11).into_bytes();
    for end in 0..whole.len() {
        assert!(answered(&whole[..end]).is_err(), "cut at {end}");
    }
    assert!(answered(whole).is_ok());
}

#[test]
fn flipped_bytes() {
    let whole = done(Soap11).into_bytes();
    let mut state = 7_u64;
    for _ in 0..2_000 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let at = (state >> 33) as usize % whole.len();
        let mut body = whole.clone();
        body[at] ^= 1 << ((state >> 20) % 8);
        // Some flips change nothing that matters; none of them may change the answer unseen but those in the answer.
        if let Ok(answer) = answered(body) {
            assert!(answer.cancel_job_result, "byte {at}");
        }
    }
}
