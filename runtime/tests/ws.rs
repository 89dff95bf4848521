//! WS-Security and WS-Addressing: what is sent, what is read, what is never done.
#![cfg(feature = "blocking")]

mod common;

use std::time::{Duration, SystemTime};

use common::raw::Raw;
use common::service::{CommandWebServiceClient, SERVICE, done, envelope, operations, request};
use wsdl_runtime::SoapVersion::{Soap11, Soap12};
use wsdl_runtime::value::DateTime;
use wsdl_runtime::xml::Element;
use wsdl_runtime::{Client, ClientBuilder, Error, PasswordKind};

const WSSE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const WSA: &str = "http://www.w3.org/2005/08/addressing";

fn server() -> Raw {
    Raw::answer(
        "200 OK",
        &["Content-Type: text/xml; charset=utf-8"],
        done(Soap11),
    )
}

fn builder(server: &Raw) -> ClientBuilder<CommandWebServiceClient> {
    CommandWebServiceClient::builder().endpoint(server.url())
}

/// The header blocks of the last request.
fn blocks(server: &Raw) -> Vec<Element> {
    let seen = server.seen().pop().unwrap();
    let envelope: Element = seen.body().parse().unwrap();
    let header = envelope.elements().find(|child| child.local == "Header");
    header.map_or_else(Vec::new, |header| header.elements().cloned().collect())
}

fn block(server: &Raw, local: &str) -> Option<Element> {
    blocks(server)
        .into_iter()
        .find(|block| block.local == local)
}

fn child(element: &Element, local: &str) -> Element {
    element
        .elements()
        .find(|child| child.local == local)
        .unwrap()
        .clone()
}

#[test]
fn username_tokens_are_made_anew_for_each_call() {
    let server = server();
    for (version, mark) in [(Soap11, Soap11.namespace()), (Soap12, Soap12.namespace())] {
        let client = builder(&server)
            .version(version)
            .username_token("joe", "s3cret", PasswordKind::Digest)
            .timestamp(Duration::from_secs(60))
            .build()
            .unwrap();
        let mut nonces = Vec::new();
        for _ in 0..2 {
            client.cancel_job(&request()).blocking().unwrap();
            let security = block(&server, "Security").unwrap();
            assert_eq!(security.namespace, WSSE);
            assert_eq!(security.attribute(mark, "mustUnderstand"), Some("1"));
            let token = child(&security, "UsernameToken");
            assert_eq!(child(&token, "Username").text(), "joe");
            nonces.push(child(&token, "Nonce").text());
            let stamp = child(&security, "Timestamp");
            let at = |element: &Element, local| {
                let time: DateTime = child(element, local).text().parse().unwrap();
                SystemTime::try_from(&time).unwrap()
            };
            let created = at(&stamp, "Created");
            assert_eq!(created, at(&token, "Created"));
            assert!(created.elapsed().unwrap() < Duration::from_secs(30));
            assert_eq!(at(&stamp, "Expires"), created + Duration::from_secs(60));
            let sent = server.seen().pop().unwrap();
            assert!(!sent.body().contains("s3cret<") && sent.header("authorization").is_none());
        }
        assert_ne!(nonces[0], nonces[1]);
    }
}

#[test]
fn a_call_may_have_a_token_of_its_own() {
    let server = server();
    let client = builder(&server)
        .timestamp(Duration::from_secs(9))
        .build()
        .unwrap();
    client
        .cancel_job(&request())
        .username_token("ann", "<pass>", PasswordKind::Text)
        .blocking()
        .unwrap();
    let security = block(&server, "Security").unwrap();
    let password = child(&child(&security, "UsernameToken"), "Password");
    assert_eq!(password.text(), "<pass>");
    assert!(
        password
            .attribute("", "Type")
            .unwrap()
            .ends_with("#PasswordText")
    );
    assert_eq!(security.elements().count(), 2);
    client.cancel_job(&request()).blocking().unwrap();
    assert_eq!(block(&server, "Security").unwrap().elements().count(), 1);
    let unsecured = builder(&server).build().unwrap();
    unsecured.cancel_job(&request()).blocking().unwrap();
    assert!(blocks(&server).is_empty());
}

#[test]
fn passwords_are_shown_nowhere() {
    let server = server();
    let builder = builder(&server).username_token("joe", "pa55word", PasswordKind::Text);
    let mut shown = format!("{builder:?}");
    let client = builder.build().unwrap();
    let call = client.cancel_job(&request());
    shown += &format!("{:?} {call:?} ", client.client());
    let call = call.username_token("joe", "pa55word\u{1}", PasswordKind::Text);
    let error = call.blocking().unwrap_err();
    shown += &format!("{error} {error:?}");
    assert!(matches!(error, Error::NotWritable(_)), "{error}");
    assert!(!shown.contains("pa55word"), "{shown}");
}

#[test]
fn addressing_headers_are_sent_when_asked_for() {
    let server = server();
    let client = builder(&server).addressing(true).build().unwrap();
    let answer = client
        .cancel_job(&request())
        .with_metadata()
        .blocking()
        .unwrap();
    let sent = blocks(&server);
    assert!(sent.iter().all(|block| block.namespace == WSA), "{sent:?}");
    let names: Vec<&str> = sent.iter().map(|block| block.local.as_str()).collect();
    assert_eq!(names, ["MessageID", "ReplyTo", "To", "Action"]);
    let text = |local| block(&server, local).unwrap().text();
    assert_eq!(text("Action"), "http://www.birst.com/cancelJob");
    assert_eq!(text("To"), server.url());
    assert_eq!(Some(text("MessageID")), answer.message_id);
    let reply_to = child(&block(&server, "ReplyTo").unwrap(), "Address");
    assert_eq!(reply_to.text(), format!("{WSA}/anonymous"));
    assert_eq!(answer.relates_to(), None);

    client
        .cancel_job(&request())
        .addressing(false)
        .blocking()
        .unwrap();
    assert!(blocks(&server).is_empty());
    client
        .cancel_job(&request())
        .soap_action("urn:other")
        .blocking()
        .unwrap();
    assert_eq!(block(&server, "Action").unwrap().text(), "urn:other");
    // One way: no answer is wanted. And no action is known for it.
    let error = client.fire(&request()).blocking().unwrap_err();
    assert!(error.to_string().contains("needs an action"), "{error}");
    client
        .fire(&request())
        .soap_action("urn:fire")
        .blocking()
        .unwrap();
    assert!(block(&server, "ReplyTo").is_none());
}

#[test]
fn the_wsdl_may_ask_for_addressing() {
    let server = server();
    let client: Client = ClientBuilder::new(&SERVICE)
        .endpoint(server.url())
        .build()
        .unwrap();
    let operation = operations::CANCEL_JOB.addressed().wsa_action("urn:wsa");
    let call = || client.call(&operation, &request());
    call().blocking().unwrap();
    assert_eq!(block(&server, "Action").unwrap().text(), "urn:wsa");
    let seen = server.seen().pop().unwrap();
    assert_eq!(
        seen.header("soapaction"),
        Some("\"http://www.birst.com/cancelJob\"")
    );
    call().addressing(false).blocking().unwrap();
    assert!(blocks(&server).is_empty());
}

#[test]
fn answers_are_related_and_never_followed() {
    let trap = Raw::answer("200 OK", &[], "");
    let headers = format!(
        "<s:Header xmlns:a='{WSA}'><a:Action s:mustUnderstand='1'>urn:x</a:Action><a:RelatesTo> urn:other </a:RelatesTo>\
         <a:ReplyTo><a:Address>{0}</a:Address></a:ReplyTo><a:FaultTo><a:Address>{0}</a:Address></a:FaultTo></s:Header>",
        trap.url()
    );
    let answer = done(Soap11).replacen("<s:Body>", &format!("{headers}<s:Body>"), 1);
    let fault = envelope(
        Soap11,
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>",
    );
    let fault = fault.replacen("<s:Body>", &format!("{headers}<s:Body>"), 1);
    let xml = ["Content-Type: text/xml"];
    let server = Raw::answer("200 OK", &xml, answer);
    let call = |strict| {
        let client = builder(&server)
            .addressing(true)
            .strict(strict)
            .build()
            .unwrap();
        client.cancel_job(&request()).with_metadata().blocking()
    };
    let read = call(false).unwrap();
    assert_eq!(read.relates_to().as_deref(), Some("urn:other"));
    let error = call(true).unwrap_err();
    assert!(
        error.to_string().contains("answers another message"),
        "{error}"
    );
    let server = Raw::answer("500 Oops", &xml, fault);
    let client = builder(&server).addressing(true).build().unwrap();
    assert!(
        client
            .cancel_job(&request())
            .blocking()
            .unwrap_err()
            .fault()
            .is_some()
    );
    assert!(trap.seen().is_empty());
}
