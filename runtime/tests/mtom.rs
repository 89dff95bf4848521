//! Binary values as parts of their own (MTOM, XOP 1.0), both ways, over real sockets.
#![cfg(feature = "blocking")]

mod common;

use common::raw::{Raw, Seen, response};
use common::service::{SERVICE, envelope};
use wsdl_runtime::SoapVersion::{Soap11, Soap12};
use wsdl_runtime::mime::{MediaType, Related};
use wsdl_runtime::value::Base64;
use wsdl_runtime::xml::Element;
use wsdl_runtime::{Body, Client, ClientBuilder, Error, Operation};

/// A value with every kind of place for binary data.
#[derive(Clone, PartialEq, Default)]
struct Album {
    cover: Option<Base64>,
    photos: Vec<Base64>,
    signed: Option<Signed>,
    title: Option<String>,
    rest: Vec<Element>,
}

/// `xmime:base64Binary`: bytes that say what they are.
#[derive(Clone, PartialEq, Default)]
struct Signed {
    value: Base64,
    content_type: Option<String>,
}

mod wire {
    use super::*;
    use wsdl_runtime::generated::*;

    names! { T "urn:album", XMIME "http://www.w3.org/2005/05/xmlmime" }
    wire! { Album = T "Album" seq { cover "cover" opt nil, photos "photo" opt many, signed "signed" opt, title "title" opt, rest "" opt many any } }
    wire! { Signed = T "Signed" seq { value "" text, content_type "contentType" @XMIME opt attr } }
}

const ECHO: Operation<Album, Album> = Operation::new(
    "echo",
    Body::element("urn:album", "echo"),
    Body::element("urn:album", "echoResponse"),
)
.action("urn:album#echo");

fn builder(url: &str) -> ClientBuilder<Client> {
    ClientBuilder::new(&SERVICE).endpoint(url)
}

/// Bytes that no text holds, and that look like a boundary.
fn photo(length: usize) -> Base64 {
    let pattern = b"\r\n--MIME-\0\xff\xfe\r\n\r\n--";
    pattern.iter().copied().cycle().take(length).collect()
}

fn album() -> Album {
    Album {
        cover: Some(photo(5_000)),
        photos: vec![photo(10), photo(2_000), photo(0)],
        signed: Some(Signed {
            value: photo(3_000),
            content_type: Some("image/png".into()),
        }),
        title: Some("a & b".into()),
        rest: Vec::new(),
    }
}

/// A server that answers a request with what it holds, package for package, under other tags.
fn echo() -> Raw {
    Raw::start(|seen, stream| {
        use std::io::Write;
        let body = String::from_utf8_lossy(&seen.body).into_owned();
        // Lossy reading is only for the comparison of tags; the bytes are passed on.
        assert!(body.contains("<echo "), "{body}");
        let body = replace(&seen.body, b"<echo ", b"<echoResponse ");
        let body = replace(&body, b"</echo>", b"</echoResponse>");
        let content_type = format!("Content-Type: {}", seen.header("content-type").unwrap());
        let _ = stream.write_all(&response("200 OK", &[&content_type], &body));
        common::raw::Then::Keep
    })
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes
        .windows(from.len())
        .position(|window| window == from)
        .unwrap();
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

fn related(seen: &Seen) -> Related {
    let content_type = MediaType::parse(seen.header("content-type").unwrap());
    let body = seen.body.clone().into();
    Related::read(&content_type, &body, &Default::default()).unwrap()
}

#[test]
fn long_values_are_attachments_and_come_back() {
    let server = echo();
    for version in [Soap11, Soap12] {
        let client = builder(&server.url())
            .version(version)
            .mtom(1_000)
            .build()
            .unwrap();
        let answer = client
            .call(&ECHO, &album())
            .with_metadata()
            .blocking()
            .unwrap();
        assert!(answer.value == album());
        assert_eq!(answer.attachments.len(), 3);
        let seen = server.seen().pop().unwrap();
        let content_type = MediaType::parse(seen.header("content-type").unwrap());
        assert_eq!(content_type.essence(), "multipart/related");
        assert_eq!(content_type.parameter("type"), Some("application/xop+xml"));
        let (start_info, action) = match version {
            Soap11 => ("text/xml", None),
            Soap12 => ("application/soap+xml", Some("urn:album#echo")),
        };
        assert_eq!(content_type.parameter("start-info"), Some(start_info));
        assert_eq!(content_type.parameter("action"), action);
        assert_eq!(seen.header("soapaction").is_some(), version == Soap11);
        assert_eq!(
            seen.header("accept").unwrap(),
            format!("{start_info}, multipart/related")
        );
        let related = related(&seen);
        let root = related.root();
        assert_eq!(root.media_type().essence(), "application/xop+xml");
        assert_eq!(root.media_type().parameter("type"), Some(start_info));
        assert_eq!(root.media_type().parameter("charset"), Some("utf-8"));
        let sizes: Vec<usize> = related
            .attachments()
            .iter()
            .map(|p| p.content().unwrap().len())
            .collect();
        assert_eq!(sizes, [5_000, 2_000, 3_000]);
        let text = String::from_utf8(root.content().unwrap().into_owned()).unwrap();
        assert_eq!(text.matches("<xop:Include ").count(), 3, "{text}");
        assert!(
            text.contains(&format!("<photo>{}</photo><photo>", photo(10))),
            "{text}"
        );
    }
}

/// A value whose schema says of bytes what they are.
#[derive(Clone, PartialEq, Default)]
struct Described {
    icon: Option<Base64>,
    photos: Vec<Base64>,
    signed: Option<Signed>,
    any: Option<Base64>,
}

mod described {
    use super::*;
    use wsdl_runtime::generated::*;

    // As that of the module of `Signed`: a message has one.
    names! { T "urn:album", _XMIME "http://www.w3.org/2005/05/xmlmime" }
    wire! { Described = T "Described" seq { icon "icon" opt nil = media("image/png"), photos "photo" opt many = media(" image/jpeg "), signed "signed" opt = media("image/*"), any "any" opt = media("image/gif, image/png") } }
}

#[test]
fn values_whose_types_are_expected_are_attachments_of_any_length() {
    const ECHO: Operation<Described, Described> = Operation::new(
        "echo",
        Body::element("urn:album", "echo"),
        Body::element("urn:album", "echoResponse"),
    );
    let server = echo();
    let client = builder(&server.url()).build().unwrap();
    let described = Described {
        icon: Some(photo(1)),
        photos: vec![photo(2), photo(0), photo(3_000)],
        signed: Some(Signed {
            value: photo(3),
            content_type: Some(String::from("image/webp")),
        }),
        any: Some(photo(4)),
    };
    let types = [
        "image/png",
        "image/jpeg",
        "image/jpeg",
        "image/webp",
        "application/octet-stream",
    ];
    // By default, and where others are to be long; not where there are to be none.
    for (mtom, parts) in [
        (None, Some(5)),
        (Some(Some(1 << 20)), Some(5)),
        (Some(None), None),
    ] {
        let call = client.call(&ECHO, &described);
        let call = match mtom {
            Some(smallest) => call.mtom(smallest),
            None => call,
        };
        assert!(call.blocking().unwrap() == described);
        let seen = server.seen().pop().unwrap();
        let Some(parts) = parts else {
            assert!(seen.body().starts_with("<?xml"));
            continue;
        };
        let related = related(&seen);
        assert_eq!(related.attachments().len(), parts);
        let sent = related.attachments().iter();
        assert!(sent.map(|part| part.media_type().essence()).eq(types));
    }
    // With nothing to attach the message is plain.
    let empty = Described {
        photos: vec![photo(0)],
        ..Described::default()
    };
    assert!(client.call(&ECHO, &empty).blocking().unwrap() == empty);
    assert!(server.seen().pop().unwrap().body().starts_with("<?xml"));
}

#[test]
fn it_is_switched_per_client_and_per_call() {
    let server = echo();
    let plain = builder(&server.url()).build().unwrap();
    let packed = builder(&server.url()).mtom(0).build().unwrap();
    for (call, parts) in [
        (plain.call(&ECHO, &album()), None),
        (plain.call(&ECHO, &album()).mtom(4_000), Some(1)),
        (packed.call(&ECHO, &album()), Some(3)),
        (packed.call(&ECHO, &album()).mtom(1 << 20), Some(0)),
        (packed.call(&ECHO, &album()).mtom(None), None),
    ] {
        assert!(call.blocking().unwrap() == album());
        let seen = server.seen().pop().unwrap();
        match parts {
            Some(parts) => assert_eq!(related(&seen).attachments().len(), parts),
            None => assert!(seen.body().starts_with("<?xml")),
        }
    }
}

#[test]
fn header_blocks_go_with_attachments() {
    let server = echo();
    let client = builder(&server.url()).mtom(1_000).build().unwrap();
    let block = Element::new("urn:x", "Ticket").with_text("t".repeat(3_000));
    let call = client.call(&ECHO, &album()).soap_header(block);
    assert!(call.blocking().unwrap() == album());
    let text = related(&server.seen().pop().unwrap());
    let text = String::from_utf8(text.root().content().unwrap().into_owned()).unwrap();
    assert!(text.contains("</soap:Header><soap:Body><echo "), "{text}");
}

/// An answer whose root and attachments are as a stack writes them.
fn answer(content_type: &str, body: &str) -> Result<Album, Error> {
    let content_type = format!("Content-Type: {content_type}");
    let body = body.replace('\n', "\r\n");
    let server = Raw::answer("200 OK", &[&content_type], body);
    let client = builder(&server.url()).build().unwrap();
    client.call(&ECHO, &Album::default()).blocking()
}

/// An envelope whose `cover` holds `content`.
fn cover(content: &str) -> String {
    envelope(
        Soap11,
        &format!("<echoResponse xmlns='urn:album'><cover>{content}</cover></echoResponse>"),
    )
}

const INCLUDE: &str = "<i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:a'/>";

#[test]
fn the_packages_of_other_stacks_are_read() {
    let include = |href: &str| {
        cover(&format!(
            "<x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:{href}\"/>"
        ))
    };
    for (stack, content_type, root, href, id) in [
        (
            "JAX-WS RI",
            r#"multipart/related;start="<rootpart*cf25@example.jaxws.sun.com>";type="application/xop+xml";boundary="BOUNDARY";start-info="text/xml""#,
            "Content-Id: <rootpart*cf25@example.jaxws.sun.com>\nContent-Type: application/xop+xml;charset=UTF-8;type=\"text/xml\"\nContent-Transfer-Encoding: binary",
            "619f-d401@example.jaxws.sun.com",
            "Content-Id: <619f-d401@example.jaxws.sun.com>\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: binary",
        ),
        (
            "WCF",
            r#"multipart/related; type="application/xop+xml";start="<http://tempuri.org/0>";boundary="BOUNDARY";start-info="text/xml""#,
            "Content-ID: <http://tempuri.org/0>\nContent-Transfer-Encoding: 8bit\nContent-Type: application/xop+xml;charset=utf-8;type=\"text/xml\"",
            "http%3A%2F%2Ftempuri.org%2F1%2F634",
            "Content-ID: <http://tempuri.org/1/634>\nContent-Transfer-Encoding: binary\nContent-Type: application/octet-stream",
        ),
        (
            "CXF",
            r#"multipart/related; type="application/xop+xml"; boundary="BOUNDARY"; start="<root.message@cxf.apache.org>"; start-info="text/xml""#,
            "Content-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\nContent-Transfer-Encoding: binary\nContent-ID: <root.message@cxf.apache.org>",
            "0e51-1@urn%3Aalbum",
            "Content-Type: image/png\nContent-Transfer-Encoding: binary\nContent-ID: <0e51-1@urn:album>\nContent-Disposition: attachment;name=\"../../x.png\"",
        ),
        (
            "Axis2",
            r#"multipart/related; boundary=BOUNDARY; type="application/xop+xml"; start="<0.urn:uuid:AA@apache.org>"; start-info="text/xml"; action="urn:echo""#,
            "Content-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\nContent-Transfer-Encoding: binary\nContent-ID: <0.urn:uuid:AA@apache.org>",
            "1.urn:uuid:AB@apache.org",
            "Content-Type: application/octet-stream\nContent-Transfer-Encoding: binary\nContent-ID: <1.urn:uuid:AB@apache.org>",
        ),
        (
            "gSOAP",
            r#"multipart/related; charset=utf-8; boundary="BOUNDARY"; type="application/xop+xml"; start="<SOAP-ENV:Envelope>"; start-info="text/xml; charset=utf-8""#,
            "Content-Type: application/xop+xml; charset=utf-8; type=\"text/xml\"\nContent-Transfer-Encoding: binary\nContent-ID: <SOAP-ENV:Envelope>",
            "id1",
            "Content-Type: text/plain\nContent-Transfer-Encoding: binary\nContent-ID: <id1>",
        ),
        (
            "a mail library",
            "Multipart/Related; Boundary=\"BOUNDARY\"; Type=\"text/xml\"",
            "Content-Type: text/xml",
            "a",
            "content-type: application/octet-stream\ncontent-transfer-encoding: base64\ncontent-id: a",
        ),
    ] {
        for boundary in [
            "uuid:cf25-9851+id=1",
            "==MIME_Boundary==",
            "----=_Part_1_234.567",
        ] {
            let content = if id.contains("base64") {
                "aGVs\nbG8="
            } else {
                "hello"
            };
            let envelope = include(href);
            let content_type = content_type.replace("BOUNDARY", boundary);
            let body = format!(
                "--{boundary}\n{root}\n\n{envelope}\n--{boundary}\n{id}\n\n{content}\n--{boundary}--"
            );
            let read = answer(&content_type, &body);
            let read = read.unwrap_or_else(|error| panic!("{stack}: {error}"));
            assert_eq!(read.cover, Some(Base64::from(b"hello")), "{stack}");
        }
    }
}

#[test]
fn includes_that_cannot_be_followed_are_errors() {
    let twice = format!("<b>{INCLUDE}</b>");
    for (what, content, expected) in [
        ("it", INCLUDE.to_owned(), None),
        ("white space around it", format!(" \n{INCLUDE}\t"), None),
        ("no include", "aGVsbG8=".to_owned(), None),
        (
            "a part that is not there",
            INCLUDE.replace("cid:a", "cid:b"),
            Some("an xop:Include leads nowhere"),
        ),
        (
            "no cid",
            INCLUDE.replace("cid:a", "http://localhost/a"),
            Some("an xop:Include leads nowhere"),
        ),
        (
            "the root",
            INCLUDE.replace("cid:a", "cid:root"),
            Some("an xop:Include leads nowhere"),
        ),
        (
            "no href",
            INCLUDE.replace("href='cid:a'", ""),
            Some("an xop:Include has no href"),
        ),
        (
            "text before it",
            format!("x{INCLUDE}"),
            Some("an element where only text may stand"),
        ),
        (
            "text after it",
            format!("{INCLUDE}x"),
            Some("an element where only text may stand"),
        ),
        (
            "two",
            INCLUDE.repeat(2),
            Some("an element where only text may stand"),
        ),
        (
            "another element",
            twice,
            Some("an element where only text may stand"),
        ),
        (
            "another namespace",
            INCLUDE.replace("2004/08", "2004/09"),
            Some("an element where only text may stand"),
        ),
    ] {
        let body = format!(
            "--b\nContent-ID: <root>\n\n{}\n--b\nContent-ID: <a>\n\nhello\n--b--",
            cover(&content)
        );
        let read = answer("multipart/related; boundary=b", &body);
        match (read, expected) {
            (Ok(album), None) => assert_eq!(album.cover, Some(Base64::from(b"hello")), "{what}"),
            (Err(error), Some(reason)) => {
                assert!(error.to_string().contains(reason), "{what}: {error}");
            }
            (read, _) => panic!("{what}: {:?}", read.map(|_| ())),
        }
    }
    // Without a package around it an include is nothing but a wrong element.
    let error = answer("text/xml", &cover(INCLUDE)).map(|_| ()).unwrap_err();
    assert!(matches!(error, Error::NotAsDescribed(_)), "{error}");
}

#[test]
fn includes_stand_wherever_bytes_may() {
    let body = envelope(
        Soap11,
        &format!(
            "<echoResponse xmlns='urn:album'><photo>{INCLUDE}</photo><photo>YQ==</photo><photo>{INCLUDE}</photo>\
             <signed xmlns:m='http://www.w3.org/2005/05/xmlmime' m:contentType='image/png'>{INCLUDE}</signed>\
             <other><inner>{INCLUDE}</inner></other></echoResponse>"
        ),
    );
    let body = format!("--b\n\n{body}\n--b\nContent-ID: <a>\n\nhello\n--b--");
    let album = answer("multipart/related; boundary=b", &body).unwrap();
    let hello = || Base64::from(b"hello");
    assert_eq!(album.photos, [hello(), Base64::from(b"a"), hello()]);
    let signed = album.signed.unwrap();
    assert_eq!(
        (signed.value, signed.content_type.as_deref()),
        (hello(), Some("image/png"))
    );
    let inner = album.rest[0].elements().next().unwrap();
    assert_eq!(inner.text(), "aGVsbG8=");
    assert_eq!(inner.elements().count(), 0);
}

#[test]
fn a_part_used_often_does_not_unfold_without_end() {
    let photos = format!("<photo>{INCLUDE}</photo>").repeat(100);
    let body = envelope(
        Soap11,
        &format!("<echoResponse xmlns='urn:album'>{photos}</echoResponse>"),
    );
    let body = format!(
        "--b\n\n{body}\n--b\nContent-ID: <a>\n\n{}\n--b--",
        "x".repeat(1_000)
    );
    let server = Raw::answer(
        "200 OK",
        &["Content-Type: multipart/related; boundary=b"],
        body.replace('\n', "\r\n"),
    );
    for (size, expected) in [(100_000, None), (99_999, Some("response_size"))] {
        let client = builder(&server.url())
            .max_response_size(size)
            .build()
            .unwrap();
        let read = client.call(&ECHO, &Album::default()).blocking();
        match (read, expected) {
            (Ok(album), None) => assert_eq!(album.photos.len(), 100),
            (Err(Error::OverLimit(over)), Some(limit)) => assert_eq!(over.limit, limit),
            (read, _) => panic!("{:?}", read.map(|_| ())),
        }
    }
}

#[test]
fn broken_packages_are_told_with_and_without_success() {
    let body = format!("--b\n\n{}\n", cover(""));
    let error = answer("multipart/related; boundary=b", &body)
        .map(|_| ())
        .unwrap_err();
    assert!(matches!(error, Error::NotWellFormed(_)), "{error}");
    let server = Raw::answer(
        "500 Oops",
        &["Content-Type: multipart/related; boundary=b"],
        body,
    );
    let client = builder(&server.url()).build().unwrap();
    let error = client
        .call(&ECHO, &Album::default())
        .blocking()
        .map(|_| ())
        .unwrap_err();
    assert!(matches!(error, Error::HttpStatus(_)), "{error}");
    let fault = envelope(
        Soap11,
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>",
    );
    let body = format!("--b\r\n\r\n{fault}\r\n--b--");
    let server = Raw::answer(
        "500 Oops",
        &["Content-Type: multipart/related; boundary=b"],
        body,
    );
    let client = builder(&server.url()).build().unwrap();
    let error = client
        .call(&ECHO, &Album::default())
        .blocking()
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        error
            .fault()
            .map(|fault| fault.reason().to_owned())
            .as_deref(),
        Some("no")
    );
}
