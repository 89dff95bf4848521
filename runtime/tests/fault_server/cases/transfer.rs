//! Bytes that come wrongly: framing, heads, connections, time.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use super::super::Outcome::*;
use super::super::common::raw::response;
use super::super::{Cases, LONG};
use super::{CHUNKED, XML, chunk, drip, glance, headed, ok};
use wsdl_runtime::error::Step;

pub(super) fn framing(cases: &mut Cases) {
    let whole = ok();
    let length = |n: &str| format!("HTTP/1.1 200 OK\r\n{XML}\r\nContent-Length: {n}");
    cases.bytes("length too long", &[Lost], headed(&length("5000")));
    cases.bytes("length too short", &[Malformed], headed(&length("200")));
    cases.bytes("length zero", &[Status(200)], headed(&length("0")));
    cases.bytes("length negative", &[Lost], headed(&length("-5")));
    cases.bytes("length no number", &[Lost], headed(&length("many")));
    cases.bytes(
        "length over 64 bits",
        &[Lost],
        headed(&length("99999999999999999999999")),
    );
    cases.bytes(
        "length of 100 GB",
        &[Over("response_size")],
        headed(&length("100000000000")),
    );
    let two = format!("{}\r\nContent-Length: 7", length("400"));
    cases.bytes("two lengths", &[Lost, Malformed], headed(&two));
    cases.bytes(
        "HTTP/1.0 without a length",
        &[Done],
        headed(&format!("HTTP/1.0 200 OK\r\n{XML}")),
    );
    cases.bytes(
        "HTTP/1.1 without a length",
        &[Done],
        headed(&format!("HTTP/1.1 200 OK\r\n{XML}")),
    );
    let cut = format!("HTTP/1.1 200 OK\r\n{XML}\r\n\r\n{}", &whole[..200]);
    cases.bytes("cut without a length", &[Malformed], cut);
    cases.bytes(
        "chunks",
        &[Done],
        format!(
            "{CHUNKED}{}{}0\r\n\r\n",
            chunk(&whole[..50]),
            chunk(&whole[50..])
        ),
    );
    cases.bytes(
        "chunks with extensions",
        &[Done],
        format!("{CHUNKED}{:x};a=b\r\n{whole}\r\n0\r\n\r\n", whole.len()),
    );
    cases.bytes(
        "chunks with a trailer",
        &[Done],
        format!("{CHUNKED}{}0\r\nX-Sum: 1\r\n\r\n", chunk(&whole)),
    );
    cases.bytes(
        "chunk size no number",
        &[Lost],
        format!("{CHUNKED}zz\r\n{whole}\r\n0\r\n\r\n"),
    );
    cases.bytes(
        "chunk size over 64 bits",
        &[Lost],
        format!("{CHUNKED}fffffffffffffffff\r\n{whole}"),
    );
    cases.bytes(
        "chunk longer than its size",
        &[Lost],
        format!("{CHUNKED}5\r\n{whole}\r\n0\r\n\r\n"),
    );
    cases.bytes(
        "chunk cut",
        &[Lost],
        format!("{CHUNKED}{:x}\r\n{}", whole.len(), &whole[..99]),
    );
    cases.bytes(
        "no last chunk",
        &[Lost],
        format!("{CHUNKED}{}", chunk(&whole)),
    );
    cases.bytes("no chunk at all", &[Lost], CHUNKED);
    cases.writes("endless chunks", &[Over("response_size")], |stream| {
        stream.write_all(CHUNKED.as_bytes())?;
        loop {
            stream.write_all(chunk(&" ".repeat(4_000)).as_bytes())?;
        }
    });
    cases.writes("endless body", &[Over("response_size")], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")?;
        loop {
            stream.write_all(&[b' '; 4_000])?;
        }
    });
}

pub(super) fn heads(cases: &mut Cases) {
    cases.writes(
        "endless headers",
        &[Over("response_head"), Lost],
        |stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
            loop {
                stream.write_all(b"X-More: and more and more\r\n")?;
            }
        },
    );
    cases.writes("endless header", &[Over("response_head"), Lost], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nX-More: ")?;
        loop {
            stream.write_all(&[b'x'; 4_000])?;
        }
    });
    cases.bytes("no HTTP: a banner", &[Lost], "SSH-2.0-OpenSSH_9.6\r\n");
    cases.bytes("no HTTP: the document alone", &[Lost], ok());
    cases.bytes("no HTTP: zeros", &[Lost], vec![0; 500]);
    cases.bytes(
        "HTTP/2 unasked",
        &[Lost],
        b"\x00\x00\x12\x04\x00\x00\x00\x00\x00".to_vec(),
    );
    cases.bytes("HTTP/9.9", &[Lost], headed("HTTP/9.9 200 OK"));
    cases.bytes("a status of two digits", &[Lost], headed("HTTP/1.1 20 OK"));
    cases.bytes(
        "a status that is a word",
        &[Lost],
        headed("HTTP/1.1 fine OK"),
    );
    cases.bytes(
        "a status that nobody knows",
        &[Status(999)],
        headed("HTTP/1.1 999 Odd\r\nConnection: close"),
    );
    cases.bytes(
        "no reason phrase",
        &[Done],
        headed(&format!("HTTP/1.1 200\r\n{XML}")),
    );
    cases.bytes(
        "a reason phrase in Latin-1",
        &[Done],
        [
            b"HTTP/1.1 200 d'accord \xe9\r\nContent-Type: text/xml\r\n\r\n".as_slice(),
            ok().as_bytes(),
        ]
        .concat(),
    );
    cases.bytes(
        "a header without a colon",
        &[Lost],
        headed("HTTP/1.1 200 OK\r\nnonsense"),
    );
    cases.bytes(
        "a header with a zero",
        &[Lost],
        headed("HTTP/1.1 200 OK\r\nX: a\0b"),
    );
    cases.bytes(
        "cookies that are none",
        &[Done],
        headed(&format!(
            "HTTP/1.1 200 OK\r\n{XML}\r\nSet-Cookie: ;;=\r\nSet-Cookie: a=b; Domain=other.example"
        )),
    );
}

pub(super) fn connections(cases: &mut Cases) {
    cases.raw("closed at once", &[Lost], drop);
    cases.raw("reset without an answer", &[Lost], |mut stream| {
        glance(&mut stream)
    });
    cases.raw("reset within the answer", &[Lost], |mut stream| {
        glance(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<a>");
    });
    cases.bytes("closed without an answer", &[Lost], "");
    cases.bytes(
        "closed within the head",
        &[Lost],
        "HTTP/1.1 200 OK\r\nContent-Le",
    );
    cases.add(
        "nobody listens",
        &[NotSent(Step::Connect)],
        Box::new(|| {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            format!("http://{}/", listener.local_addr().unwrap())
        }),
    );
    cases.add(
        "no such host",
        &[NotSent(Step::Dns)],
        Box::new(|| "http://no-such-host.invalid/".into()),
    );
    cases.raw(
        "no TLS where TLS should be",
        &[NotSent(Step::Tls)],
        |mut stream| {
            let _ = stream.read(&mut [0; 4_000]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        },
    );
    cases.raw(
        "TLS that ends in the handshake",
        &[NotSent(Step::Tls), Lost],
        |mut stream| {
            glance(&mut stream);
            let _ = stream.write_all(&[0x15, 3, 3, 0, 2, 2, 40]);
        },
    );
    for case in cases.0.iter_mut().rev().take(2) {
        let plain = std::mem::replace(&mut case.server, Box::new(String::new));
        case.server = Box::new(move || plain().replace("http:", "https:"));
    }
}

pub(super) fn time(cases: &mut Cases) {
    cases.writes("never an answer", &[TimedOut], |_| {
        thread::sleep(LONG);
        Ok(())
    });
    cases.writes("a head one byte at a time", &[TimedOut], |stream| {
        drip(
            stream,
            &format!("HTTP/1.1 200 OK\r\nX: {}", "x".repeat(500)),
            Duration::from_millis(60),
        )
    });
    cases.writes("a body one byte at a time", &[TimedOut], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")?;
        drip(stream, &" ".repeat(500), Duration::from_millis(60))
    });
    cases.writes("chunks one byte at a time", &[TimedOut], |stream| {
        stream.write_all(CHUNKED.as_bytes())?;
        for _ in 0..500 {
            drip(stream, "1\r\n \r\n", Duration::from_millis(12))?;
        }
        Ok(())
    });
    cases.writes("a body that stands still", &[TimedOut], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<a>")?;
        thread::sleep(LONG);
        Ok(())
    });
    cases.writes(
        "endless interim answers",
        &[TimedOut, Lost, Over("response_head")],
        |stream| loop {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
            thread::sleep(Duration::from_millis(20));
        },
    );
    cases.writes("slow, and in time", &[Done], |stream| {
        stream.write_all(&response("200 OK", &[XML], ok().as_bytes())[..150])?;
        thread::sleep(Duration::from_millis(300));
        stream.write_all(&response("200 OK", &[XML], ok().as_bytes())[150..])
    });
}
