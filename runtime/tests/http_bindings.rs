//! Operations without an envelope: HTTP GET and POST.

mod common;

use std::sync::{Arc, Mutex};

use common::jobs::{Groups, JobsClient, Start, request, wire};
use wsdl_runtime::transport::Memory;
use wsdl_runtime::{Call, Client, ClientBuilder, Error, HeaderBlock};

type Sent = Arc<Mutex<Vec<http::Request<bytes::Bytes>>>>;

fn client(endpoint: &str, status: u16, answer: &str) -> (Client, Sent) {
    let sent = Sent::default();
    let log = Arc::clone(&sent);
    let answer = answer.to_owned();
    let transport = Memory::new(move |request| {
        log.lock().unwrap().push(request);
        let response = http::Response::builder()
            .status(status)
            .header("Content-Type", "text/xml; charset=utf-8");
        Ok(response.body(answer.clone().into()).unwrap())
    });
    let builder: ClientBuilder<JobsClient> = ClientBuilder::new(&wire::SERVICE);
    let builder = builder.endpoint(endpoint).transport(transport);
    (builder.build().unwrap().0, sent)
}

fn block_on<O: wsdl_runtime::xml::Item>(call: Call<O>) -> Result<O, Error> {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(call)
}

const TRUE: &str = "<?xml version='1.0'?>\n<boolean xmlns='urn:case'>true</boolean>";

#[test]
fn members_are_the_query_of_a_get() {
    for (endpoint, expected) in [
        (
            "http://h/case.asmx",
            "http://h/case.asmx/start?groups=a+b&groups=c%26d&date=1%2F2&token=s3cret",
        ),
        (
            "http://h/case.asmx?a=1",
            "http://h/case.asmx/start?a=1&groups=a+b&groups=c%26d&date=1%2F2&token=s3cret",
        ),
    ] {
        let (client, sent) = client(endpoint, 200, TRUE);
        assert!(block_on(client.call(&wire::GET, &request())).unwrap());
        let sent = &sent.lock().unwrap()[0];
        assert_eq!(
            (sent.method().as_str(), sent.uri().to_string()),
            ("GET", expected.into())
        );
        assert!(sent.body().is_empty());
        let names = ["soapaction", "content-type"];
        assert!(names.iter().all(|name| !sent.headers().contains_key(*name)));
    }
}

#[test]
fn locations_follow_addresses_that_end_with_a_slash() {
    let (client, sent) = client("http://h/x/", 200, TRUE);
    assert!(block_on(client.call(&wire::PLACES, &request())).unwrap());
    let sent = &sent.lock().unwrap()[0];
    assert_eq!(sent.uri().path(), "/x/jobs/s3cret/1%2F2");
}

#[test]
fn members_take_their_places_in_a_location() {
    let (client, sent) = client("http://h/x", 200, TRUE);
    assert!(block_on(client.call(&wire::PLACES, &request())).unwrap());
    let sent = &sent.lock().unwrap()[0];
    assert_eq!(sent.uri().to_string(), "http://h/x/jobs/s3cret/1%2F2");
}

#[test]
fn members_are_the_form_of_a_post() {
    let (client, sent) = client("http://h/x", 200, TRUE);
    let sparse = Start {
        date: String::new(),
        ..Start::default()
    };
    assert!(block_on(client.call(&wire::POST, &sparse)).unwrap());
    assert!(block_on(client.call(&wire::POST, &request())).unwrap());
    block_on(client.call(&wire::FORGET, &())).unwrap();
    let sent = sent.lock().unwrap();
    let bodies = [
        "date=",
        "groups=a+b&groups=c%26d&date=1%2F2&token=s3cret",
        "",
    ];
    for (request, body) in sent.iter().zip(bodies) {
        let media = &request.headers()["content-type"];
        assert_eq!(request.method(), "POST");
        assert_eq!(media, "application/x-www-form-urlencoded");
        assert_eq!(request.body(), body);
    }
    assert_eq!(sent[2].uri().path(), "/x/forget");
}

#[test]
fn answers_that_are_not_the_document_are_told() {
    let answer = |status, body: &str| {
        let (client, _) = client("http://h/x", status, body);
        block_on(client.call(&wire::GET, &request())).unwrap_err()
    };
    let page = "System.ArgumentException: Cannot convert x to System.Boolean.\r\n";
    for error in [
        answer(500, page),
        answer(200, page),
        answer(200, "<html/>"),
        answer(404, TRUE),
    ] {
        assert!(matches!(error, Error::HttpStatus(_)), "{error:?}");
    }
    for wrong in [
        "<int xmlns='urn:case'>1</int>",
        "<boolean>true</boolean>",
        "<boolean xmlns='urn:case'>x</boolean>",
    ] {
        let error = answer(200, wrong);
        assert!(
            matches!(error, Error::NotAsDescribed(_)),
            "{wrong}: {error:?}"
        );
    }
    let cut = answer(200, "<boolean xmlns='urn:case'>tr");
    assert!(matches!(cut, Error::NotWellFormed(_)), "{cut:?}");
}

#[test]
fn soap_headers_have_no_place() {
    let (client, sent) = client("http://h/x", 200, TRUE);
    let block = HeaderBlock::new("{urn:x}a", &1);
    let error = block_on(client.call(&wire::GET, &request()).soap_header(block)).unwrap_err();
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    assert!(sent.lock().unwrap().is_empty());
}

#[test]
fn errors_do_not_show_the_query() {
    let transport = Memory::new(|_| Err(wsdl_runtime::transport::Failure::Connect.into()));
    let builder: ClientBuilder<JobsClient> = ClientBuilder::new(&wire::SERVICE);
    let client = builder.transport(transport).build().unwrap().0;
    for operation in [&wire::GET, &wire::PLACES] {
        let error = block_on(client.call(operation, &request())).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}

#[test]
fn an_array_without_items_is_left_out() {
    let (client, sent) = client("http://127.0.0.1:9/x", 200, TRUE);
    let mut request = request();
    for groups in [None, Some(Groups::default())] {
        request.groups = groups;
        assert!(block_on(client.call(&wire::GET, &request)).unwrap());
        let sent = sent.lock().unwrap().pop().unwrap();
        assert_eq!(sent.uri().query(), Some("date=1%2F2&token=s3cret"));
    }
}
