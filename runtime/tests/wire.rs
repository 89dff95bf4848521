//! What goes over the wire, byte for byte, and what is read from it.
#![cfg(any(feature = "reqwest", feature = "blocking"))]

mod common;

use std::io::Write;
use std::sync::{Arc, Mutex};

use common::raw::{Raw, Then, response};
use common::service::{self, CommandWebServiceClient, Parts, done, envelope, request};
use common::{each, each_error};
use wsdl_runtime::SoapVersion::{Soap11, Soap12};
use wsdl_runtime::xml::Element;
use wsdl_runtime::{Error, HeaderBlock};

const XML: &str = "Content-Type: text/xml; charset=utf-8";

#[test]
fn soap_11_is_sent_as_the_service_page_shows_it() {
    let server = Raw::answer("200 OK", &[XML], done(Soap11));
    let client = CommandWebServiceClient::at(server.url());
    each(
        || client.cancel_job(&request()),
        |by, result| {
            let response = result.unwrap();
            assert!(response.value.cancel_job_result, "{by}");
            assert_eq!(response.status, 200);
            assert!(response.notes.is_empty());
            let seen = server.seen().pop().unwrap();
            assert!(
                seen.head.starts_with("POST /service HTTP/1.1\r\n"),
                "{by}: {}",
                seen.head
            );
            assert_eq!(
                seen.header("content-type"),
                Some("text/xml; charset=utf-8"),
                "{by}"
            );
            assert_eq!(
                seen.header("soapaction"),
                Some("\"http://www.birst.com/cancelJob\""),
                "{by}"
            );
            assert_eq!(seen.header("accept"), Some("text/xml"), "{by}");
            assert_eq!(seen.header("accept-encoding"), Some("gzip"), "{by}");
            assert_eq!(
                seen.header("user-agent"),
                Some(concat!("wsdl-runtime/", env!("CARGO_PKG_VERSION"))),
                "{by}"
            );
            assert_eq!(
                seen.header("host"),
                Some(server.address().to_string().as_str()),
                "{by}"
            );
            assert_eq!(
                seen.body(),
                concat!(
                    r#"<?xml version="1.0" encoding="utf-8"?>"#,
                    r#"<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#,
                    r#" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">"#,
                    r#"<soap:Body><cancelJob xmlns="http://www.birst.com/"><token>s3cret-token</token>"#,
                    r#"<spaceID>space</spaceID><jobToken>job</jobToken></cancelJob></soap:Body></soap:Envelope>"#,
                ),
                "{by}"
            );
        },
    );
}

#[test]
fn soap_12_has_its_action_in_the_content_type() {
    let server = Raw::answer(
        "200 OK",
        &["Content-Type: application/soap+xml; charset=utf-8"],
        done(Soap12),
    );
    let client = CommandWebServiceClient::builder()
        .endpoint(server.url())
        .soap12()
        .build()
        .unwrap();
    each(
        || client.cancel_job(&request()),
        |by, result| {
            assert!(result.unwrap().value.cancel_job_result, "{by}");
            let seen = server.seen().pop().unwrap();
            let expected =
                "application/soap+xml; charset=utf-8; action=\"http://www.birst.com/cancelJob\"";
            assert_eq!(seen.header("content-type"), Some(expected), "{by}");
            assert_eq!(seen.header("soapaction"), None, "{by}");
            assert_eq!(seen.header("accept"), Some("application/soap+xml"), "{by}");
            assert!(seen.body().contains(
            r#" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope"><soap12:Body><cancelJob xmlns="http://www.birst.com/">"#
        ));
        },
    );
}

#[test]
fn an_operation_without_an_action_says_so() {
    let server = Raw::answer("202 Accepted", &[], "");
    let client = CommandWebServiceClient::at(server.url());
    each(
        || client.fire(&request()),
        |by, result| {
            assert_eq!(result.unwrap().status, 202, "{by}");
            assert_eq!(
                server.seen().pop().unwrap().header("soapaction"),
                Some("\"\""),
                "{by}"
            );
        },
    );
    let client = CommandWebServiceClient::builder()
        .endpoint(server.url())
        .soap12()
        .build()
        .unwrap();
    each(
        || client.fire(&request()),
        |by, result| {
            result.unwrap();
            let seen = server.seen().pop().unwrap();
            assert_eq!(
                seen.header("content-type"),
                Some("application/soap+xml; charset=utf-8"),
                "{by}"
            );
        },
    );
    each(
        || client.fire(&request()).soap_action("urn:a\"b"),
        |by, result| {
            result.unwrap();
            let seen = server.seen().pop().unwrap();
            let expected = "application/soap+xml; charset=utf-8; action=\"urn:a\\\"b\"";
            assert_eq!(seen.header("content-type"), Some(expected), "{by}");
        },
    );
}

#[test]
fn one_way_calls_take_every_empty_success() {
    for status in ["200 OK", "202 Accepted", "204 No Content"] {
        let answer = match status {
            "204 No Content" => b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(),
            status => response(status, &["Content-Type: text/html"], b""),
        };
        let server = Raw::bytes(answer);
        let client = CommandWebServiceClient::at(server.url());
        each(
            || client.fire(&request()),
            |by, result| drop(result.unwrap_or_else(|e| panic!("{by}, {status}: {e}"))),
        );
    }
}

#[test]
fn rpc_wrappers_may_have_any_name_and_bare_bodies_have_none() {
    let parts = Parts {
        left: Some(String::from("l")),
        right: None,
    };
    let wrapped = r#"<n:gensym xmlns:n="urn:other"><left>1</left><right>2</right></n:gensym>"#;
    let server = Raw::answer("200 OK", &[XML], envelope(Soap11, wrapped));
    let client = CommandWebServiceClient::at(server.url());
    each(
        || client.swap(&parts),
        |by, result| {
            assert_eq!(result.unwrap().value.right.as_deref(), Some("2"), "{by}");
            let body = server.seen().pop().unwrap();
            assert!(
                body.body().contains("<left>l</left>"),
                "{by}: {}",
                body.body()
            );
        },
    );
    let strict = CommandWebServiceClient::builder()
        .endpoint(server.url())
        .strict(true)
        .build()
        .unwrap();
    each_error(
        || strict.swap(&parts),
        |by, e| assert!(matches!(e, Error::NotAsDescribed(_)), "{by}: {e}"),
    );

    let server = Raw::answer(
        "200 OK",
        &[XML],
        envelope(Soap11, "<left>1</left><right>2</right>"),
    );
    let client = CommandWebServiceClient::at(server.url());
    each(
        || client.bare(&parts),
        |by, result| {
            assert_eq!(result.unwrap().value.left.as_deref(), Some("1"), "{by}");
            assert!(
                server
                    .seen()
                    .pop()
                    .unwrap()
                    .body()
                    .contains("<soap:Body><left>l</left></soap:Body>"),
                "{by}"
            );
        },
    );
}

#[test]
fn envelopes_are_read_however_they_are_written() {
    let value = "<cancelJobResponse xmlns='http://www.birst.com/'><cancelJobResult> true </cancelJobResult></cancelJobResponse>";
    let ns = Soap11.namespace();
    let prefixed = format!(
        "<?xml version='1.0'?><!-- <!DOCTYPE x> --><E:Envelope xmlns:E='{ns}' xmlns:unused='urn:u' E:encodingStyle=''>\
         <E:Header/>\n<E:Body xmlns:b='http://www.birst.com/'><b:cancelJobResponse extra='1'><b:cancelJobResult>1</b:cancelJobResult>\
         </b:cancelJobResponse></E:Body></E:Envelope>\n"
    );
    let default = format!("<Envelope xmlns='{ns}'><Body>{value}</Body></Envelope>");
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(default.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let documents: [(&str, Vec<u8>); 7] = [
        ("prefixes", prefixed.into_bytes()),
        ("default namespace", default.clone().into_bytes()),
        ("byte order mark", format!("\u{feff}{default}").into_bytes()),
        ("UTF-16", utf16),
        (
            "latin 1",
            format!("<?xml version='1.0' encoding='ISO-8859-1'?><!-- é -->{default}")
                .chars()
                .map(|c| c as u8)
                .collect(),
        ),
        ("the other version", envelope(Soap12, value).into_bytes()),
        (
            "CDATA",
            default.replace(" true ", "<![CDATA[true]]>").into_bytes(),
        ),
    ];
    for (what, document) in documents {
        let server = Raw::answer("200 OK", &["Content-Type: text/xml"], document);
        let client = CommandWebServiceClient::at(server.url());
        each(
            || client.cancel_job(&request()),
            |by, result| {
                let response = result.unwrap_or_else(|e| panic!("{by}, {what}: {e}"));
                assert!(response.value.cancel_job_result, "{by}, {what}");
            },
        );
    }
}

#[test]
fn compressed_answers_are_read() {
    let server = Raw::answer(
        "200 OK",
        &[XML, "Content-Encoding: gzip"],
        gzip(done(Soap11).as_bytes()),
    );
    let client = CommandWebServiceClient::at(server.url());
    each(
        || client.cancel_job(&request()),
        |by, result| assert!(result.unwrap().value.cancel_job_result, "{by}"),
    );

    let server = Raw::answer("200 OK", &[XML, "Content-Encoding: gzip"], "no gzip at all");
    let client = CommandWebServiceClient::at(server.url());
    each_error(
        || client.cancel_job(&request()),
        |by, e| assert!(matches!(e, Error::NotWellFormed(_)), "{by}: {e}"),
    );
}

#[test]
fn bodies_of_any_framing_are_read() {
    let body = done(Soap11);
    let chunked = format!(
        "HTTP/1.1 200 Fine, thanks\r\n{XML}\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let until_close = format!("HTTP/1.0 200 OK\r\n{XML}\r\n\r\n{body}");
    for answer in [chunked, until_close] {
        let server = Raw::bytes(answer);
        let client = CommandWebServiceClient::at(server.url());
        each(
            || client.cancel_job(&request()),
            |by, result| assert!(result.unwrap().value.cancel_job_result, "{by}"),
        );
    }
}

#[test]
fn cookies_are_kept_across_calls_and_clones() {
    let server = Raw::start(|seen, stream| {
        let fresh = seen.header("cookie").is_none();
        let headers: &[&str] = match fresh {
            true => &[
                XML,
                "Set-Cookie: node=a1; Path=/; HttpOnly",
                "Set-Cookie: other=2",
            ],
            false => &[XML],
        };
        stream
            .write_all(&response("200 OK", headers, done(Soap11).as_bytes()))
            .unwrap();
        Then::Keep
    });
    let client = CommandWebServiceClient::at(server.url());
    let other = client.clone();
    each(
        || client.cancel_job(&request()),
        |by, result| drop(result.expect(by)),
    );
    each(
        || other.cancel_job(&request()),
        |by, result| drop(result.expect(by)),
    );
    let seen = server.seen();
    assert_eq!(seen[0].header("cookie"), None);
    for later in &seen[1..] {
        let cookies = later.header("cookie").unwrap();
        assert!(
            cookies.contains("node=a1") && cookies.contains("other=2"),
            "{cookies}"
        );
    }
    assert!(!format!("{:?}", client.client().cookies()).contains("a1"));

    let exported = client.client().cookies().export();
    let third = CommandWebServiceClient::at(server.url());
    assert_eq!(third.client().cookies().import(&exported), 2);
    each(
        || third.cancel_job(&request()),
        |by, result| drop(result.expect(by)),
    );
    assert!(
        server
            .seen()
            .pop()
            .unwrap()
            .header("cookie")
            .unwrap()
            .contains("node=a1")
    );
}

#[test]
fn headers_of_http_and_soap_go_with_the_call() {
    let auth = || {
        let auth = Element::new("urn:auth", "Auth").with_text("u & p");
        HeaderBlock::from(auth).must_understand().role("urn:role")
    };
    let answer = done(Soap11).replace(
        "<s:Body>",
        r#"<s:Header><a:Action xmlns:a="urn:a" s:mustUnderstand="1">x</a:Action></s:Header><s:Body>"#,
    );
    let server = Raw::answer("200 OK", &[XML, "X-Trace: t1"], &answer);
    let client = CommandWebServiceClient::builder()
        .endpoint(server.url())
        .header("X-Tenant", "one")
        .basic_auth("user", "pässword")
        .build()
        .unwrap();
    let call = || {
        client
            .cancel_job(&request())
            .header("x-call", "two")
            .header("X-Tenant", "other")
            .soap_header(auth())
    };
    each(call, |by, result| {
        let response = result.unwrap();
        assert_eq!(response.headers["x-trace"], "t1", "{by}");
        assert_eq!(response.soap_headers.len(), 1, "{by}");
        assert_eq!(
            (
                response.soap_headers[0].local.as_str(),
                response.soap_headers[0].text().as_str()
            ),
            ("Action", "x")
        );
        let seen = server.seen().pop().unwrap();
        assert_eq!(seen.header("x-call"), Some("two"), "{by}");
        assert_eq!(seen.header("x-tenant"), Some("other"), "{by}");
        assert_eq!(
            seen.header("authorization"),
            Some("Basic dXNlcjpww6Rzc3dvcmQ="),
            "{by}"
        );
        let (_, header) = seen.body().split_once("<soap:Header>").unwrap();
        let (header, _) = header.split_once("</soap:Header><soap:Body>").unwrap();
        assert!(header.contains(">u &amp; p</"), "{header}");
        assert!(
            header.contains(r#"env0:mustUnderstand="1" env0:actor="urn:role""#),
            "{header}"
        );
    });
    let careful = CommandWebServiceClient::builder()
        .endpoint(server.url())
        .refuse_must_understand(true)
        .build()
        .unwrap();
    each_error(
        || careful.cancel_job(&request()),
        |by, e| {
            assert!(
                matches!(&e, Error::NotAsDescribed(e) if e.path == "Envelope/Header/Action"),
                "{by}: {e}"
            );
        },
    );
}

#[test]
fn hooks_see_and_change_messages() {
    let server = Raw::answer("200 OK", &[XML], done(Soap11));
    let log = Arc::new(Mutex::new(Vec::new()));
    let lines = Arc::clone(&log);
    let client = CommandWebServiceClient::builder()
        .endpoint(server.url())
        .bearer_auth("b3arer")
        .before_send(|request| {
            request.headers_mut().insert("x-signed", "yes".parse()?);
            Ok(())
        })
        .wire(move |message| lines.lock().unwrap().push(message.to_string()))
        .build()
        .unwrap();
    each(
        || client.cancel_job(&request()),
        |by, result| {
            result.unwrap();
            let seen = server.seen().pop().unwrap();
            assert_eq!(seen.header("x-signed"), Some("yes"), "{by}");
            assert_eq!(seen.header("authorization"), Some("Bearer b3arer"), "{by}");
            let lines = std::mem::take(&mut *log.lock().unwrap());
            assert_eq!(lines.len(), 2, "{by}");
            assert!(
                lines[0].starts_with("POST /service HTTP/1.1\n")
                    && lines[0].contains("<cancelJob "),
                "{}",
                lines[0]
            );
            assert!(
                lines[0].contains("authorization: ***\n") && !lines[0].contains("b3arer"),
                "{}",
                lines[0]
            );
            assert!(
                lines[1].starts_with("HTTP/1.1 200 OK\n") && lines[1].contains("cancelJobResult"),
                "{}",
                lines[1]
            );
        },
    );

    let refusing = CommandWebServiceClient::builder().endpoint(server.url());
    let refusing = refusing
        .before_send(|_| Err("no key".into()))
        .build()
        .unwrap();
    let before = server.seen().len();
    each_error(
        || refusing.cancel_job(&request()),
        |by, e| {
            assert!(matches!(e, Error::NotSent(_)), "{by}: {e}");
            assert_eq!(std::error::Error::source(&e).unwrap().to_string(), "no key");
        },
    );
    assert_eq!(server.seen().len(), before);

    let distrusting = CommandWebServiceClient::builder().endpoint(server.url());
    let distrusting = distrusting
        .after_receive(|_| Err("bad signature".into()))
        .build()
        .unwrap();
    each_error(
        || distrusting.cancel_job(&request()),
        |by, e| assert!(matches!(e, Error::Refused(_)), "{by}: {e}"),
    );
}

#[test]
fn ports_and_endpoints_are_chosen() {
    let builder = CommandWebServiceClient::builder;
    let built = |b: wsdl_runtime::ClientBuilder<CommandWebServiceClient>| {
        let client = b.build().unwrap();
        format!("{:?}", client.client())
    };
    assert!(built(builder()).contains("Soap11, endpoint: \"http://127.0.0.1:9/11\""));
    assert!(built(builder().soap12()).contains("Soap12, endpoint: \"http://127.0.0.1:9/12\""));
    assert!(
        built(builder().port("CommandWebServiceSoap12"))
            .contains("Soap12, endpoint: \"http://127.0.0.1:9/12\"")
    );
    assert!(
        built(builder().endpoint("https://h.example/a b?key=1"))
            .contains("\"https://h.example/a%20b\"")
    );
    let refused = |b: wsdl_runtime::ClientBuilder<CommandWebServiceClient>| {
        b.build().map(drop).unwrap_err().to_string()
    };
    assert!(
        refused(builder().port("x"))
            .contains("no port `x`, but CommandWebServiceSoap, CommandWebServiceSoap12")
    );
    for bad in [
        "",
        "ftp://h/",
        "file:///etc/passwd",
        "h.example/x",
        "http://",
        "http://u:s3cret@h/",
        "http://[::1",
    ] {
        let told = refused(builder().endpoint(bad));
        assert!(
            told.starts_with("the endpoint cannot be used: "),
            "{bad}: {told}"
        );
        assert!(!told.contains("s3cret"));
    }
    let told = refused(builder().header("x-a", "s3cret\r\nx-b: 1"));
    assert!(told.contains("`x-a`") && !told.contains("s3cret"), "{told}");
    let other = Raw::answer("200 OK", &[XML], done(Soap11));
    let client = CommandWebServiceClient::new();
    each(
        || client.cancel_job(&request()).endpoint(&other.url()),
        |by, result| drop(result.expect(by)),
    );
    each_error(
        || client.cancel_job(&request()).endpoint("gopher://x"),
        |by, e| {
            assert!(
                matches!(e, Error::NotSent(_)) && !e.is_retryable(),
                "{by}: {e}"
            );
        },
    );
}

#[test]
fn calls_are_futures_like_any_other() {
    fn sendable<T: Send + 'static>(value: T) -> T {
        value
    }
    let client = CommandWebServiceClient::new();
    let call = sendable(client.cancel_job(&service::request()));
    assert!(!format!("{call:?}").contains("s3cret"));
    drop(sendable(
        client.cancel_job(&service::request()).with_metadata(),
    ));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
