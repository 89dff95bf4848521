//! What becomes of requests that get no answer, or half of one.
#![cfg(any(feature = "reqwest", feature = "blocking"))]

mod common;

use std::error::Error as _;
use std::io::Write;
use std::net::TcpListener;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::raw::{Raw, Then, response};
use common::service::{CommandWebServiceClient, done, request};
use common::{each, each_error};
use wsdl_runtime::Error;
use wsdl_runtime::SoapVersion::Soap11;
use wsdl_runtime::error::Step;

const XML: &str = "Content-Type: text/xml; charset=utf-8";

/// Nothing of the request's token, nor of the endpoint's query, is in any text of an error.
fn tells_no_secret(by: &str, error: &Error) {
    let mut texts = vec![format!("{error} {error:?}")];
    let mut source = error.source();
    while let Some(cause) = source {
        texts.push(format!("{cause} {cause:?}"));
        source = cause.source();
    }
    for text in texts {
        assert!(!text.contains("s3cret"), "{by}: {text}");
    }
}

fn not_sent(endpoint: &str, expected: &[Step]) {
    let client = CommandWebServiceClient::builder()
        .endpoint(format!("{endpoint}?key=s3cret"))
        .build()
        .unwrap();
    each_error(
        || client.cancel_job(&request()),
        |by, error| {
            match &error {
                Error::NotSent(e) => {
                    assert!(expected.contains(&e.step), "{by}, {endpoint}: {error:?}")
                }
                other => panic!("{by}, {endpoint}: {other:?}"),
            }
            assert!(
                error.is_retryable() && !error.is_timeout() && !error.is_outcome_unknown(),
                "{by}: {error}"
            );
            assert!(error.source().is_some(), "{by}: {error}");
            tells_no_secret(by, &error);
        },
    );
}

#[test]
fn what_was_not_sent_is_told_apart() {
    let refusing = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    not_sent(&format!("http://{refusing}/"), &[Step::Connect]);
    not_sent("http://no-such-host.invalid/", &[Step::Dns]);
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = plain.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in plain.incoming().flatten() {
            let _ = stream.write_all(b"this is no TLS\r\n\r\n");
            sleep(Duration::from_millis(50));
        }
    });
    not_sent(&format!("https://{address}/"), &[Step::Tls]);
}

#[test]
fn what_was_lost_after_sending_is_of_unknown_outcome() {
    let body = done(Soap11);
    let silent = Raw::start(|_, _| Then::Close);
    let garbage = Raw::bytes("garbage garbage garbage\r\n\r\n");
    let short = Raw::bytes(format!(
        "HTTP/1.1 200 OK\r\n{XML}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len() + 10
    ));
    let unended = Raw::bytes(format!(
        "HTTP/1.1 200 OK\r\n{XML}\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n",
        body.len()
    ));
    for (what, server) in [
        ("silent", silent),
        ("garbage", garbage),
        ("short", short),
        ("unended", unended),
    ] {
        let client = CommandWebServiceClient::at(format!("{}?key=s3cret", server.url()));
        each_error(
            || client.cancel_job(&request()),
            |by, error| {
                assert!(matches!(error, Error::Lost(_)), "{by}, {what}: {error:?}");
                assert!(
                    error.is_outcome_unknown() && !error.is_retryable() && !error.is_timeout(),
                    "{by}, {what}"
                );
                let in_body = matches!(what, "short" | "unended");
                assert_eq!(error.http_status().is_some(), in_body, "{by}, {what}");
                tells_no_secret(by, &error);
            },
        );
        each_error(
            || client.cancel_job(&request()).idempotent(),
            |by, error| assert!(error.is_retryable(), "{by}, {what}"),
        );
    }
}

#[test]
fn time_limits_hold_for_head_and_body() {
    let body = done(Soap11);
    let slow_head = Raw::start(|_, _| {
        sleep(Duration::from_secs(60));
        Then::Close
    });
    let slow_body = Raw::start(move |_, stream| {
        let answer = response("200 OK", &[XML], body.as_bytes());
        for byte in answer {
            if stream
                .write_all(&[byte])
                .and_then(|()| stream.flush())
                .is_err()
            {
                break;
            }
            sleep(Duration::from_millis(100));
        }
        Then::Close
    });
    for (what, server) in [("head", slow_head), ("body", slow_body)] {
        let limit = Duration::from_millis(500);
        let client = CommandWebServiceClient::builder()
            .endpoint(server.url())
            .timeout(limit)
            .build()
            .unwrap();
        let check = |by: &str, error: Error| {
            assert!(
                error.is_timeout() && error.is_outcome_unknown() && !error.is_retryable(),
                "{by}, {what}: {error:?}"
            );
            tells_no_secret(by, &error);
        };
        let before = Instant::now();
        each_error(|| client.cancel_job(&request()), check);
        // Far more than the limit, for a busy machine, and far less than the server takes.
        assert!(before.elapsed() < Duration::from_secs(20), "{what}");
        // A call's own limit goes before the client's.
        let patient = CommandWebServiceClient::at(server.url());
        each_error(|| patient.cancel_job(&request()).timeout(limit), check);
    }
}

#[test]
fn redirections_are_told_and_not_followed() {
    let target = Raw::answer("200 OK", &[XML], done(Soap11));
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let location = format!("Location: {}?token=s3cret", target.url());
        let server = Raw::answer(status, &[&location], "");
        let client = CommandWebServiceClient::at(server.url());
        each_error(
            || client.cancel_job(&request()),
            |by, error| {
                match &error {
                    Error::HttpStatus(e) => assert_eq!(
                        e.location.as_deref(),
                        Some(target.url().as_str()),
                        "{by}, {status}"
                    ),
                    other => panic!("{by}, {status}: {other:?}"),
                }
                assert!(error.to_string().contains(&target.url()), "{by}: {error}");
                tells_no_secret(by, &error);
            },
        );
    }
    assert!(target.seen().is_empty());
}

#[test]
fn sizes_are_limited_as_received_and_as_decompressed() {
    let limit = 10_000;
    let padded = format!("{}<!--{}-->", done(Soap11), "x".repeat(20_000));
    let announced = Raw::answer("200 OK", &[XML], &padded);
    let chunked = Raw::bytes(format!(
        "HTTP/1.1 200 OK\r\n{XML}\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{padded}\r\n0\r\n\r\n",
        padded.len()
    ));
    let bomb = Raw::answer(
        "200 OK",
        &[XML, "Content-Encoding: gzip"],
        gzip(&vec![b' '; 5_000_000]),
    );
    for (what, server) in [
        ("announced", announced),
        ("chunked", chunked),
        ("bomb", bomb),
    ] {
        let client = CommandWebServiceClient::builder()
            .endpoint(server.url())
            .max_response_size(limit)
            .build()
            .unwrap();
        each_error(
            || client.cancel_job(&request()),
            |by, error| match &error {
                Error::OverLimit(e) => assert_eq!(
                    (e.limit, e.allowed),
                    ("response_size", Some(limit)),
                    "{by}, {what}"
                ),
                other => panic!("{by}, {what}: {other:?}"),
            },
        );
    }
}

#[test]
fn endless_heads_are_given_up() {
    let server = Raw::start(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream
            .write_all(format!("X-Filler: {}\r\n", "x".repeat(1000)).as_bytes())
            .is_ok()
        {}
        Then::Close
    });
    let client = CommandWebServiceClient::at(server.url());
    each_error(
        || client.cancel_job(&request()),
        |by, error| {
            assert!(
                matches!(&error, Error::OverLimit(e) if e.limit == "response_head"),
                "{by}: {error:?}"
            );
        },
    );
}

#[test]
fn dead_connections_are_not_used_again() {
    let server = Raw::start(|_, stream| {
        stream
            .write_all(&response("200 OK", &[XML], done(Soap11).as_bytes()))
            .unwrap();
        Then::Close
    });
    let client = CommandWebServiceClient::at(server.url());
    for _ in 0..3 {
        each(
            || client.cancel_job(&request()),
            |by, result| drop(result.expect(by)),
        );
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn retry_after_makes_a_refusal_retryable() {
    for (status, retryable) in [
        ("503 Service Unavailable", true),
        ("429 Too Many Requests", true),
        ("500 x", false),
    ] {
        let server = Raw::answer(status, &["Retry-After: 7"], "later");
        let client = CommandWebServiceClient::at(server.url());
        each_error(
            || client.cancel_job(&request()),
            |by, error| {
                assert_eq!(error.is_retryable(), retryable, "{by}, {status}");
                assert_eq!(
                    error.retry_after(),
                    Some(Duration::from_secs(7)),
                    "{by}, {status}"
                );
            },
        );
    }
    let server = Raw::answer("503 Service Unavailable", &[], "later");
    let client = CommandWebServiceClient::at(server.url());
    each_error(
        || client.cancel_job(&request()),
        |by, error| assert!(!error.is_retryable(), "{by}"),
    );
}

#[cfg(feature = "reqwest")]
#[test]
fn without_a_runtime_a_call_is_an_error() {
    let client = CommandWebServiceClient::new();
    let mut call = std::pin::pin!(client.cancel_job(&request()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match call.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(Error::NotSent(e))) => assert_eq!(e.step, Step::Request),
        _ => panic!("it should fail at once"),
    }
}

#[test]
fn transports_of_the_callers_are_used() {
    let server = Raw::answer("200 OK", &[XML], done(Soap11));
    let builder = CommandWebServiceClient::builder().endpoint(server.url());
    #[cfg(feature = "reqwest")]
    let builder = {
        let client = reqwest::Client::builder()
            .user_agent("mine")
            .build()
            .unwrap();
        builder.transport(wsdl_runtime::transport::Reqwest::from(client))
    };
    #[cfg(feature = "blocking")]
    let builder = builder.blocking_transport(wsdl_runtime::transport::Ureq::from(
        ureq::Agent::new_with_defaults(),
    ));
    let client = builder.build().unwrap();
    each(
        || client.cancel_job(&request()),
        |by, result| drop(result.expect(by)),
    );

    let memory = wsdl_runtime::transport::Memory::new(|request| match request.uri().path() {
        "/down" => Err(wsdl_runtime::transport::Failure::Connect.into()),
        _ => Ok(http::Response::new(done(Soap11).into())),
    });
    let builder = CommandWebServiceClient::builder()
        .endpoint("http://nowhere.example/")
        .transport(memory.clone());
    #[cfg(feature = "blocking")]
    let builder = builder.blocking_transport(memory);
    let client = builder.build().unwrap();
    each(
        || client.cancel_job(&request()),
        |by, result| drop(result.expect(by)),
    );
    each_error(
        || {
            client
                .cancel_job(&request())
                .endpoint("http://nowhere.example/down")
        },
        |by, e| {
            assert!(matches!(e, Error::NotSent(_)), "{by}: {e}");
        },
    );
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A root of our own making; its key is gone.
const ROOT: &str = "\
-----BEGIN CERTIFICATE-----\n\
MIIBjzCCATWgAwIBAgIUHWbGPVC96pOXqa0nzQcNVUP5jjUwCgYIKoZIzj0EAwIw\n\
HDEaMBgGA1UEAwwRZXhhbXBsZSB0ZXN0IHJvb3QwIBcNMjYxMTI1MjE0OTE1WhgP\n\
MjEyNjExMDEyMTQ5MTVaMBwxGjAYBgNVBAMMEWV4YW1wbGUgdGVzdCByb290MFkw\n\
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE/TVVqbBkRwRh79Rcx8NFQEZIFH63j8f1\n\
xfBl9VhsoVAH9p8uNyQgC8D2zUKJMEUmucJm9pb8qpr5vpt3afHrsqNTMFEwHQYD\n\
VR0OBBYEFGm+7tH2qRGketZpIefE7YJPVizaMB8GA1UdIwQYMBaAFGm+7tH2qRGk\n\
etZpIefE7YJPVizaMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIh\n\
ALLNwyJuP6JRbcQHP9y4UPgBI0/UUt2PScnOcqy9qeh+AiB9fteT2OoM1v9/gnxK\n\
tcaaJBuVe77ldNzh9Z11IwPH4Q==\n\
-----END CERTIFICATE-----\n\
";

#[test]
fn root_certificates_are_taken_as_pem() {
    let built = |pem: &str| {
        CommandWebServiceClient::builder()
            .root_certificates(pem)
            .build()
    };
    assert!(built(ROOT).is_ok() && built(&ROOT.repeat(2)).is_ok());
    for bad in ["", "no certificate", &ROOT[..200]] {
        match built(bad).err() {
            Some(Error::NotSent(e)) => assert_eq!(e.step, Step::Request, "{bad}"),
            other => panic!("{bad}: {other:?}"),
        }
    }
}
