//! Heads, framing, packages, connections; and answers that say nothing.

use std::io::Write as _;
use std::thread;
use std::time::Duration;

use super::{document, expected};
use crate::ask::{Is, Wrong, XML, orders, registry, request};
use crate::raw::{Raw, Then, response};
use crate::service::{Ping, PingResponse, Touch, TouchResponse};

/// A package of one part.
fn package(boundary: &str, head: &str, before: &str, part: &str) -> Vec<u8> {
    let body = format!(
        "{before}--{boundary}\r\n{part}\r\n\r\n{}\r\n--{boundary}--\r\n",
        document("")
    );
    response("200 OK", &[head], body.as_bytes())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // Stored, not deflated: what a compressor writes at its lowest level (RFC 1951, 3.2.4; RFC 1952).
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1];
    out.extend(length.to_le_bytes());
    out.extend((!length).to_le_bytes());
    out.extend(bytes);
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| {
            (c >> 1) ^ (0xedb8_8320 * (c & 1))
        })
    });
    out.extend((!crc).to_le_bytes());
    out.extend(u32::from(length).to_le_bytes());
    out
}

#[test]
fn the_same_answer_in_any_http() {
    let good = response("200 OK", &[XML], document("").as_bytes());
    let after = |head: &str| [head.as_bytes(), &good].concat();
    let with = |headers: &[&str]| response("200 OK", headers, document("").as_bytes());
    let zipped = gzip(document("").as_bytes());
    let chunked = {
        let body = document("");
        let (a, b) = body.split_at(100);
        format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ntransfer-encoding: Chunked\r\ntrailer: x-sum\r\n\r\n{:X}\r\n{a}\r\n00{:x} ; q=1\r\n{b}\r\n000\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n",
            a.len(),
            b.len()
        )
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        (
            "100 Continue, unasked",
            after("HTTP/1.1 100 Continue\r\n\r\n"),
        ),
        (
            "102 and 103 with headers",
            after("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
        ),
        (
            "headers in lower case",
            with(&["content-type: text/xml", "server: x", "x-powered-by: y"]),
        ),
        (
            "headers with white space, empty headers, odd ones",
            with(&[
                "Content-Type:text/xml",
                "X-A:   ",
                "X_B: 1",
                "Date: never",
                "Set-Cookie: a=1; path=/; SameSite=Odd; Max-Age=x",
            ]),
        ),
        (
            "HTTP/1.0 that keeps the connection",
            response(
                "200 OK",
                &[XML, "Connection: Keep-Alive", "Keep-Alive: timeout=5"],
                document("").as_bytes(),
            )
            .iter()
            .copied()
            .skip(8)
            .fold(b"HTTP/1.0".to_vec(), |mut all, byte| {
                all.push(byte);
                all
            }),
        ),
        (
            "chunks in capitals, with extensions and trailers",
            chunked.into(),
        ),
        (
            "gzip",
            response(
                "200 OK",
                &[XML, "Content-Encoding: gzip", "Vary: Accept-Encoding"],
                &zipped,
            ),
        ),
        (
            "gzip by its old name, in capitals",
            response("200 OK", &[XML, "Content-Encoding: X-GZIP"], &zipped),
        ),
        (
            "an encoding of identity",
            with(&[XML, "Content-Encoding: identity"]),
        ),
        (
            "201 Created",
            response("201 Created", &[XML], document("").as_bytes()),
        ),
        (
            "202 Accepted with an answer",
            response("202 Accepted", &[XML], document("").as_bytes()),
        ),
        (
            "203 of a proxy",
            response(
                "203 Non-Authoritative Information",
                &[XML],
                document("").as_bytes(),
            ),
        ),
        (
            "a package without attachments",
            package(
                "b1",
                "Content-Type: multipart/related; boundary=b1; type=\"text/xml\"",
                "",
                "Content-Type: text/xml; charset=UTF-8",
            ),
        ),
        (
            "a package of XOP, with a start in angle brackets and a preamble",
            package(
                "----=_Part_1_2.3",
                "Content-Type: multipart/related; type=\"application/xop+xml\"; start=\"<root@x>\"; start-info=\"text/xml\"; boundary=\"----=_Part_1_2.3\"",
                "This is a package.\r\n",
                "Content-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\nContent-Transfer-Encoding: 8bit\r\nContent-ID: <root@x>",
            ),
        ),
        (
            "a package whose part says nothing of itself",
            package(
                "uuid:1+id=2",
                "Content-Type: Multipart/Related;boundary=\"uuid:1+id=2\"",
                "\r\n",
                "X: 1",
            ),
        ),
    ];
    let mut wrong = Wrong::default();
    for (what, bytes) in cases {
        let server = Raw::bytes(bytes);
        let call = || orders().get_order(request()).endpoint(&server.url());
        wrong.check(what, call, &Is::Value(expected(), 0));
    }
    wrong.none();
}

#[test]
fn nothing_to_say_is_said_in_many_ways() {
    let soap = |body: &str| {
        let envelope = format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">{body}</s:Envelope>"
        );
        response("200 OK", &[XML], envelope.as_bytes())
    };
    let cases = [
        (
            "an empty wrapper",
            soap("<s:Body><pingResponse xmlns=\"urn:orders\"/></s:Body>"),
            0,
        ),
        (
            "a wrapper with more than is known",
            soap(
                "<s:Body><pingResponse xmlns=\"urn:orders\"><pingResult/></pingResponse></s:Body>",
            ),
            1,
        ),
        ("an empty body", soap("<s:Body/>"), 0),
        (
            "a body of white space",
            soap("<s:Header/>\n<s:Body>\n</s:Body>\n"),
            0,
        ),
        ("200 without content", response("200 OK", &[XML], b""), 0),
        ("202", response("202 Accepted", &[], b""), 0),
        ("204", b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(), 0),
    ];
    let mut wrong = Wrong::default();
    for (what, bytes, notes) in cases {
        let server = Raw::bytes(bytes);
        let ping = || orders().ping(Ping::new()).endpoint(&server.url());
        wrong.check(what, ping, &Is::Value(PingResponse::new(), notes));
        let touch = || registry().touch(Touch::new()).endpoint(&server.url());
        wrong.check(what, touch, &Is::Value(TouchResponse::new(), notes));
    }
    wrong.none();
}

/// A server that closes a kept connection when it has been idle for a moment, and says nothing of it.
#[test]
fn connections_that_were_closed_while_idle_are_not_used_again() {
    let server = Raw::start(|_, stream| {
        let answer = response(
            "200 OK",
            &[XML, "Connection: keep-alive"],
            document("").as_bytes(),
        );
        let _ = stream.write_all(&answer);
        Then::Close
    });
    let mut wrong = Wrong::default();
    for _ in 0..3 {
        let call = || orders().get_order(request()).endpoint(&server.url());
        wrong.check("closed while idle", call, &Is::Value(expected(), 0));
        thread::sleep(Duration::from_millis(20));
    }
    wrong.none();
}
