//! No secret is ever shown: not by `Debug`, `Display`, errors, spans or logs, whatever a service does with it.

mod common;

use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use common::service::{CancelJob, CommandWebServiceClient, envelope};
use wsdl_runtime::SoapVersion::Soap11;
use wsdl_runtime::transport::{Failure, Memory, TransportError};
use wsdl_runtime::{ClientBuilder, Error, Fault, HeaderBlock, PasswordKind};

/// Numbers that look random and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// A secret of letters, marks of XML, URLs and regular expressions, and characters outside of ASCII.
    fn secret(&mut self) -> String {
        const MARKS: [char; 24] = [
            '<',
            '>',
            '&',
            '"',
            '\'',
            '%',
            '+',
            '=',
            '/',
            '?',
            '#',
            ';',
            '\\',
            '$',
            '(',
            ')',
            '[',
            '*',
            '.',
            ' ',
            '\u{e9}',
            '\u{20ac}',
            '\u{1F600}',
            '-',
        ];
        let length = 6 + self.below(30);
        let letter = |n: &mut Self| match n.below(3) {
            0 => MARKS[n.below(MARKS.len())],
            _ => char::from(b'a' + u8::try_from(n.below(26)).unwrap()),
        };
        // Letters at both ends: white space there is not kept by everything that shows it.
        let inner: String = (0..length).map(|_| letter(self)).collect();
        format!("zq{inner}qz")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// What a service may do with the token that it got.
fn answers(token: &str) -> Vec<(u16, &'static str, String)> {
    let token = escaped(token);
    let xml = "text/xml; charset=utf-8";
    let answer = |inner: &str| {
        envelope(
            Soap11,
            &format!(
                "<cancelJobResponse xmlns='http://www.birst.com/'>{inner}</cancelJobResponse>"
            ),
        )
    };
    let fault = |inner: &str| envelope(Soap11, &format!("<s:Fault>{inner}</s:Fault>"));
    vec![
        (200, xml, answer("<cancelJobResult>true</cancelJobResult>")),
        (
            200,
            xml,
            answer(&format!("<cancelJobResult>{token}</cancelJobResult>")),
        ),
        (
            200,
            xml,
            answer(&format!(
                "<cancelJobResult>true</cancelJobResult><token>{token}</token>"
            )),
        ),
        (200, xml, answer(&format!("<other>{token}</other>"))),
        (200, xml, format!("{}{token}", answer(""))),
        (
            500,
            xml,
            fault(&format!(
                "<faultcode>{token}</faultcode><faultstring>the token '{token}' is bad</faultstring><faultactor>{token}</faultactor><detail><a>{token}</a></detail>"
            )),
        ),
        (
            500,
            "text/html",
            format!("<html>no token {token} here<token>{token}</token></html>"),
        ),
        (403, "text/plain", format!("denied: {token}")),
        (403, "text/plain", format!("{}{token}", "x".repeat(500))),
        (302, "text/plain", String::new()),
        (200, xml, format!("<token>{token}")),
    ]
}

/// All that an error shows, its sources too.
fn shown(error: &Error) -> String {
    let mut out = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut source = error.source();
    while let Some(error) = source {
        let _ = writeln!(out, "{error}\n{error:?}");
        source = error.source();
    }
    out
}

#[track_caller]
fn holds_none(text: &str, secrets: &[&str]) {
    for secret in secrets {
        let debugged = format!("{secret:?}");
        for written in [*secret, &escaped(secret), debugged.trim_matches('"')] {
            assert!(!text.contains(written), "{secret} in\n{text}");
        }
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

#[test]
fn a_secret_is_found_nowhere() {
    let mut numbers = Numbers(20_251_121);
    for round in 0..60 {
        let (token, password, basic) = (numbers.secret(), numbers.secret(), numbers.secret());
        let secrets = [token.as_str(), &password, &basic];
        for (status, media, body) in answers(&token) {
            let log = Arc::new(Mutex::new(String::new()));
            let lines = Arc::clone(&log);
            let location = "http://elsewhere.example/?token=abc";
            let transport = Memory::new(move |_| {
                let response = http::Response::builder()
                    .status(status)
                    .header("Content-Type", media)
                    .header("Location", location)
                    .header("Set-Cookie", "session=c00kie; Path=/");
                Ok(response.body(body.clone().into()).unwrap())
            });
            let builder: ClientBuilder<CommandWebServiceClient> =
                CommandWebServiceClient::builder();
            let builder = builder
                .transport(transport)
                .username_token("me", &password, PasswordKind::Text)
                .basic_auth("me", &basic)
                .wire(move |wire| {
                    let _ = write!(lines.lock().unwrap(), "{wire}\n{wire:?}\n{}\n", wire.head());
                });
            let mut text = format!("{builder:?}");
            let client = builder.build().unwrap();
            let request = CancelJob {
                token: Some(token.clone()),
                ..CancelJob::default()
            };
            let block = HeaderBlock::new("{urn:x}token", &token);
            let _ = write!(text, "{request:?} {block:?} {:?}", client.client());
            let call = client
                .cancel_job(&request)
                .soap_header(block)
                .with_metadata();
            let _ = write!(text, "{call:?}");
            match block_on(call) {
                Ok(response) => drop(write!(text, "{response:?}")),
                Err(error) => text.push_str(&shown(&error)),
            }
            text.push_str(&log.lock().unwrap());
            assert!(
                text.contains("***"),
                "round {round}: nothing was hidden in\n{text}"
            );
            holds_none(&text, &secrets);
            holds_none(&text, &["c00kie", "token=abc"]);
        }
    }
}

#[test]
fn transports_tell_no_secret_of_theirs() {
    for failure in [
        Failure::Dns,
        Failure::Connect,
        Failure::Timeout,
        Failure::Lost,
    ] {
        let transport = Memory::new(move |_| Err(TransportError::from(failure)));
        let builder: ClientBuilder<CommandWebServiceClient> = CommandWebServiceClient::builder();
        let client = builder
            .endpoint("http://h.example/service?key=s3cret-key")
            .transport(transport)
            .build()
            .unwrap();
        let error = block_on(client.cancel_job(&common::service::request())).unwrap_err();
        holds_none(&shown(&error), &["s3cret-key", "s3cret-token"]);
    }
}

#[test]
fn faults_keep_what_they_do_not_show() {
    let text = envelope(
        Soap11,
        "<s:Fault><faultcode>x</faultcode><faultstring>no s3cret-token</faultstring></s:Fault>",
    );
    let transport = Memory::new(move |_| Ok(http::Response::new(text.clone().into())));
    let builder: ClientBuilder<CommandWebServiceClient> = CommandWebServiceClient::builder();
    let client = builder.transport(transport).build().unwrap();
    let error = block_on(client.cancel_job(&common::service::request())).unwrap_err();
    let fault: &Fault = error.fault().unwrap();
    assert_eq!(fault.reason(), "no s3cret-token");
    assert_eq!(
        fault.to_string(),
        "the service answered with the fault x: no ***"
    );
}
