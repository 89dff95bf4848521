//! Parts of messages that travel beside the envelope (WSDL 1.1 section 5, SOAP with Attachments), against the stand-in and against
//! answers as other stacks write them.
#![cfg(all(feature = "server", feature = "blocking"))]

mod common;

use common::each;
use common::raw::{Raw, Then, response};
use common::service::{SERVICE, envelope};
use wsdl_runtime::SoapVersion::{self, Soap11, Soap12};
use wsdl_runtime::mime::{Attachment, MediaType, Related};
use wsdl_runtime::stand_in::{Running, StandIn};
use wsdl_runtime::{Body, Client, ClientBuilder, Fault, Operation};

/// A message of a part in the body and two beside it.
#[derive(Clone, PartialEq, Default)]
struct File {
    claim: String,
    photo: Attachment,
    statement: Attachment,
}

#[derive(Clone, PartialEq, Default)]
struct Filed {
    receipt: String,
    copy: Attachment,
}

/// The same by the rpc style.
#[derive(Clone, PartialEq, Default)]
struct Scan {
    number: i32,
    page: Attachment,
}

mod wire {
    use super::*;
    use wsdl_runtime::generated::*;

    names! { T "urn:claims" }
    wire! { File = T "" seq { claim "claim", photo "photo" @0 attached = media("image/png, image/jpeg"), statement "état" @0 attached = media("text/plain") } }
    wire! { Filed = T "" seq { receipt "receipt", copy "copy" @0 attached } }
    wire! { Scan = T "scan" seq { number "number" @0, page "page" @0 attached } }
}

const FILE: Operation<File, Filed> = Operation::new("file", Body::bare(), Body::bare());
const SCAN: Operation<Scan, Scan> = Operation::new(
    "scan",
    Body::rpc("urn:claims", "scan"),
    Body::rpc("urn:claims", "scanResponse"),
);

/// Bytes that no text holds, and that look like a boundary.
const PHOTO: &[u8] = b"\r\n--MIME-\0\xff\xfe\r\n\r\n--";

fn file() -> File {
    File {
        claim: String::from("a & b"),
        photo: Attachment::new("image/jpeg", PHOTO),
        statement: Attachment::from("so it was"),
    }
}

fn client(url: &str, version: SoapVersion) -> Client {
    let builder = ClientBuilder::<Client>::new(&SERVICE).endpoint(url);
    builder.version(version).build().unwrap()
}

fn service() -> Running {
    StandIn::new()
        .on(&FILE, |request: File| {
            if request.photo.content != PHOTO {
                return Err(Fault::sender("another photo"));
            }
            Ok(Filed {
                receipt: format!("{} {:?}", request.claim, request.statement.text()),
                copy: request.photo,
            })
        })
        .on(&SCAN, |mut request: Scan| {
            request.number += 1;
            Ok(request)
        })
        .start()
        .unwrap()
}

#[test]
fn they_go_and_come_by_both_versions_and_transports() {
    let service = service();
    for version in [Soap11, Soap12] {
        let client = client(&service.url(), version);
        each(
            || client.call(&FILE, &file()),
            |by, result| {
                let answer = result.expect(by);
                assert_eq!(answer.value.receipt, "a & b Some(\"so it was\")");
                assert_eq!(answer.value.copy.content, PHOTO);
                assert_eq!(answer.value.copy.content_type, "image/jpeg");
                assert_eq!(answer.attachments.len(), 1);
            },
        );
        let scan = Scan {
            number: 1,
            page: Attachment::from(vec![0; 3]),
        };
        each(
            || client.call(&SCAN, &scan),
            |by, result| {
                let answer = result.expect(by).value;
                assert_eq!((answer.number, &*answer.page.content), (2, &[0; 3][..]));
                assert_eq!(answer.page.content_type, "application/octet-stream");
            },
        );
    }
}

#[test]
fn the_envelope_is_the_root_and_parts_are_named() {
    let service = service();
    for (version, envelope) in [(Soap11, "text/xml"), (Soap12, "application/soap+xml")] {
        let client = client(&service.url(), version);
        client.call(&FILE, &file()).blocking().unwrap();
        let seen = service.requests().pop().unwrap();
        let content_type = seen.headers["content-type"].to_str().unwrap();
        let content_type = MediaType::parse(content_type);
        assert_eq!(content_type.essence(), "multipart/related");
        assert_eq!(content_type.parameter("type"), Some(envelope));
        assert_eq!(content_type.parameter("start-info"), None);
        let accept = format!("{envelope}, multipart/related");
        assert_eq!(seen.headers["accept"], *accept);
        let related = Related::read(&content_type, &seen.body, &Default::default()).unwrap();
        assert_eq!(related.root().media_type().essence(), envelope);
        let root = String::from_utf8(related.root().content().unwrap().into_owned()).unwrap();
        assert!(
            root.contains("Body><claim xmlns=\"urn:claims\">a &amp; b</claim></"),
            "{root}"
        );
        let parts = related.attachments().iter().map(|part| {
            let (name, unique) = part.id().unwrap().split_once('=').unwrap();
            assert!(unique.ends_with("@wsdl"), "{unique}");
            (name.to_owned(), part.media_type().to_string())
        });
        // What says its own type keeps it; the binding's is that of what says none.
        let expected = [("photo", "image/jpeg"), ("%C3%A9tat", "text/plain")];
        let expected = expected.map(|(name, media)| (name.to_owned(), media.to_owned()));
        assert!(parts.eq(expected));
    }
}

/// What a client makes of an answer in these parts: each its header fields and its content.
fn answered(parts: &[(&str, &str)]) -> Result<Filed, String> {
    let root = envelope(Soap11, "<receipt xmlns='urn:claims'>r</receipt>");
    let mut body = format!("--b\r\nContent-Type: text/xml\r\n\r\n{root}\r\n");
    for (header, content) in parts {
        body.push_str(&format!("--b\r\n{header}\r\n\r\n{content}\r\n"));
    }
    body.push_str("--b--");
    let server = Raw::answer(
        "200 OK",
        &["Content-Type: multipart/related; type=\"text/xml\"; boundary=b"],
        body,
    );
    let client = client(&server.url(), Soap11);
    let answer = client.call(&FILE, &file()).blocking();
    answer.map_err(|error| error.to_string())
}

#[test]
fn the_attachments_of_other_stacks_are_found() {
    for (what, parts, expected) in [
        (
            "by name, whatever the order",
            &[
                ("Content-ID: <other=1@x>", "o"),
                ("Content-ID: <copy=9f1c@x>", "c"),
            ][..],
            "c",
        ),
        (
            "by its name alone",
            &[("Content-ID: <1@x>", "o"), ("Content-ID: copy", "c")],
            "c",
        ),
        ("by order", &[("Content-ID: <D41D8C@apache.org>", "c")], "c"),
        ("without an identifier", &[("Content-Type: a/b", "c")], "c"),
        (
            "in base64",
            &[("Content-Transfer-Encoding: base64", "Yw==")],
            "c",
        ),
    ] {
        let filed = answered(parts).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(filed.receipt, "r");
        assert_eq!(filed.copy.text(), Some(expected), "{what}");
    }
    let error = answered(&[]).map(|_| ()).unwrap_err();
    assert!(error.contains("the attachment copy"), "{error}");
    let error = answered(&[("Content-Transfer-Encoding: base64", "!")]);
    let error = error.map(|_| ()).unwrap_err();
    assert!(error.contains("no base64"), "{error}");
}

#[test]
fn an_answer_without_a_package_lacks_its_attachments() {
    let root = envelope(Soap11, "<receipt xmlns='urn:claims'>r</receipt>");
    let server = Raw::answer("200 OK", &["Content-Type: text/xml"], root);
    let client = client(&server.url(), Soap11);
    let error = client.call(&FILE, &file()).blocking().map(|_| ());
    let error = error.unwrap_err().to_string();
    assert!(error.contains("the attachment copy"), "{error}");
}

/// `wsi:swaRef`: a `cid:` URL in the body, both ways.
#[test]
fn what_a_reference_names_is_sent_along_and_found() {
    const NOTE: Operation<String, String> = Operation::new(
        "note",
        Body::element("urn:claims", "note"),
        Body::element("urn:claims", "noteResponse"),
    );
    let server = Raw::start(|seen, stream| {
        use std::io::Write;
        let media = MediaType::parse(seen.header("content-type").unwrap());
        let sent = Related::read(&media, &seen.body.clone().into(), &Default::default()).unwrap();
        let found = sent.attachment("cid:note%2F1@claims").unwrap();
        assert_eq!(found.media_type().essence(), "text/plain");
        assert_eq!(&*found.content().unwrap(), b"seen");
        let root = envelope(
            Soap11,
            "<noteResponse xmlns='urn:claims'>cid:a%20b@x</noteResponse>",
        );
        let body = format!(
            "--b\r\n\r\n{root}\r\n--b\r\n\r\nno\r\n--b\r\nContent-ID: <a b@x>\r\n\r\nyes\r\n--b--"
        );
        let media = "Content-Type: multipart/related; boundary=b";
        let _ = stream.write_all(&response("200 OK", &[media], body.as_bytes()));
        Then::Keep
    });
    let client = client(&server.url(), Soap11);
    let letter = Attachment::new("text/plain", "seen").content_id("note/1@claims");
    let call = client.call(&NOTE, &String::from("cid:note%2F1@claims"));
    let answer = call.attach(letter).with_metadata().blocking().unwrap();
    let part = answer.attachment(&answer.value).unwrap();
    assert_eq!(&*part.content().unwrap(), b"yes");
    assert!(answer.attachment("cid:none@x").is_none());
    assert!(answer.attachment("http://x/").is_none());
}

#[test]
fn what_they_hold_is_not_shown() {
    let shown = format!("{:?}", file());
    assert!(
        shown.contains("photo: Attachment(18 bytes, \"image/jpeg\")"),
        "{shown}"
    );
    assert!(!shown.contains("so it was"), "{shown}");
}
