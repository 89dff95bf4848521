//! The faults, and what each comes to.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use super::Outcome::{self, *};
use super::common::raw::response;
use super::common::service::{done, envelope};
use super::{Cases, LONG};
use wsdl_runtime::SoapVersion::{Soap11, Soap12};
use wsdl_runtime::error::Step;

/// All of them.
pub(crate) fn all(cases: &mut Cases) {
    for group in [
        framing,
        heads,
        connections,
        time,
        statuses,
        contents,
        codings,
    ] {
        group(cases);
    }
}

pub(crate) const XML: &str = "Content-Type: text/xml; charset=utf-8";
const CHUNKED: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n";

pub(crate) fn ok() -> String {
    done(Soap11)
}

/// The good answer under a head of one's own.
fn headed(head: &str) -> Vec<u8> {
    format!("{head}\r\n\r\n{}", ok()).into_bytes()
}

fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

fn in_body(body: &str) -> String {
    envelope(Soap11, body)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Reads no more than a bit of the request, so that closing resets the connection.
fn glance(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0; 16]);
}

fn drip(stream: &mut TcpStream, text: &str, every: Duration) -> std::io::Result<()> {
    for byte in text.as_bytes() {
        stream.write_all(&[*byte])?;
        thread::sleep(every);
    }
    Ok(())
}

fn framing(cases: &mut Cases) {
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

fn heads(cases: &mut Cases) {
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

fn connections(cases: &mut Cases) {
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

fn time(cases: &mut Cases) {
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

fn statuses(cases: &mut Cases) {
    let to = "Location: http://127.0.0.1:9/elsewhere?token=s3cret";
    cases.answer(
        "300 several places",
        &[Status(300)],
        "300 Multiple Choices",
        &[to],
        "",
    );
    cases.answer(
        "301 moved",
        &[Status(301)],
        "301 Moved Permanently",
        &[to],
        "",
    );
    cases.answer(
        "302 found",
        &[Status(302)],
        "302 Found",
        &[to],
        "<html>elsewhere</html>",
    );
    cases.answer("303 see other", &[Status(303)], "303 See Other", &[to], "");
    cases.answer(
        "304 not modified",
        &[Status(304)],
        "304 Not Modified",
        &[],
        "",
    );
    cases.answer(
        "307 moved for now",
        &[Status(307)],
        "307 Temporary Redirect",
        &[to],
        "",
    );
    cases.answer(
        "308 moved for good",
        &[Status(308)],
        "308 Permanent Redirect",
        &[to],
        "",
    );
    cases.answer(
        "302 to itself",
        &[Status(302)],
        "302 Found",
        &["Location: /"],
        "",
    );
    cases.answer("302 to nowhere", &[Status(302)], "302 Found", &[], "");
    cases.answer(
        "302 to no URL",
        &[Status(302)],
        "302 Found",
        &["Location: ht tp:\\\\x"],
        "",
    );
    cases.answer(
        "401 with a challenge",
        &[Status(401)],
        "401 Unauthorized",
        &["WWW-Authenticate: Basic realm=\"x\""],
        "",
    );
    cases.answer(
        "401 without a challenge",
        &[Status(401)],
        "401 Unauthorized",
        &[],
        "denied",
    );
    cases.answer(
        "407 of a proxy",
        &[Status(407)],
        "407 Proxy Authentication Required",
        &["Proxy-Authenticate: NTLM"],
        "",
    );
    cases.answer("202 for two ways", &[Status(202)], "202 Accepted", &[], "");
    cases.bytes(
        "204 for two ways",
        &[Status(204)],
        "HTTP/1.1 204 No Content\r\n\r\n",
    );
    cases.answer("200 and nothing", &[Status(200)], "200 OK", &[XML], "");
    cases.answer(
        "206 a part",
        &[Malformed],
        "206 Partial Content",
        &[XML],
        &ok()[..150],
    );
    cases.answer(
        "404",
        &[Status(404)],
        "404 Not Found",
        &["Content-Type: text/plain"],
        "no",
    );
    cases.answer("413", &[Status(413)], "413 Content Too Large", &[], "");
    cases.answer(
        "429 too many",
        &[Status(429)],
        "429 Too Many Requests",
        &["Retry-After: 1"],
        "",
    );
    cases.answer(
        "500 and a page",
        &[Status(500)],
        "500 Oops",
        &["Content-Type: text/html"],
        "<html><br></html>",
    );
    cases.answer("500 and nothing", &[Status(500)], "500 Oops", &[], "");
    cases.answer(
        "500 and the good answer",
        &[Status(500)],
        "500 Oops",
        &[XML],
        ok(),
    );
    cases.answer(
        "502 of a gateway",
        &[Status(502)],
        "502 Bad Gateway",
        &[],
        "bad gateway",
    );
    cases.answer(
        "503 with a date",
        &[Status(503)],
        "503 Unavailable",
        &["Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"],
        "",
    );
    cases.answer(
        "504 of a gateway",
        &[Status(504)],
        "504 Gateway Timeout",
        &[],
        "",
    );
    for (name, status) in [
        ("202 for one way", "202 Accepted"),
        ("200 and nothing for one way", "200 OK"),
    ] {
        cases.answer(name, &[Done], status, &[], "");
        cases.0.last_mut().unwrap().one_way = true;
    }
    cases.bytes(
        "204 for one way",
        &[Done],
        "HTTP/1.1 204 No Content\r\n\r\n",
    );
    cases.0.last_mut().unwrap().one_way = true;
}

fn contents(cases: &mut Cases) {
    let fault =
        in_body("<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring></s:Fault>");
    cases.answer(
        "a fault under 200",
        &[Outcome::Fault],
        "200 OK",
        &[XML],
        &fault,
    );
    cases.answer(
        "a fault under 404",
        &[Outcome::Fault],
        "404 Not Found",
        &[XML],
        &fault,
    );
    cases.answer(
        "a page under 200",
        &[Status(200)],
        "200 OK",
        &["Content-Type: text/html"],
        "<!DOCTYPE html><p>hello",
    );
    cases.answer(
        "JSON under 200",
        &[Status(200)],
        "200 OK",
        &["Content-Type: application/json"],
        "{\"ok\":true}",
    );
    cases.answer(
        "SOAP called JSON",
        &[Done],
        "200 OK",
        &["Content-Type: application/json"],
        ok(),
    );
    cases.answer("SOAP called nothing", &[Done], "200 OK", &[], ok());
    cases.answer(
        "SOAP with a type that is none",
        &[Done],
        "200 OK",
        &["Content-Type: ;;;/="],
        ok(),
    );
    cases.answer(
        "SOAP 1.2 to a 1.1 call",
        &[Done],
        "200 OK",
        &["Content-Type: application/soap+xml"],
        done(Soap12),
    );
    cases.answer(
        "a charset that lies",
        &[Done],
        "200 OK",
        &["Content-Type: text/xml; charset=utf-16"],
        ok(),
    );
    cases.answer(
        "a charset that nobody knows",
        &[Done],
        "200 OK",
        &["Content-Type: text/xml; charset=klingon"],
        ok(),
    );
    cases.answer(
        "bytes that are no UTF-8",
        &[Malformed],
        "200 OK",
        &[XML],
        b"<a>\xff\xfe\xfd</a>",
    );
    cases.answer(
        "two envelopes",
        &[Malformed],
        "200 OK",
        &[XML],
        format!(
            "{0}{0}",
            ok().replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "")
        ),
    );
    cases.answer(
        "an envelope and more",
        &[Malformed],
        "200 OK",
        &[XML],
        ok() + "trailing",
    );
    cases.answer(
        "a document cut short",
        &[Malformed],
        "200 OK",
        &[XML],
        &ok()[..200],
    );
    cases.answer(
        "another document",
        &[Status(200), Unlike],
        "200 OK",
        &[XML],
        "<status>fine</status>",
    );
    cases.answer(
        "an envelope without a body",
        &[Unlike],
        "200 OK",
        &[XML],
        ok().replace("s:Body", "s:Header"),
    );
    cases.answer("an empty body", &[Unlike], "200 OK", &[XML], in_body(""));
    cases.answer(
        "another answer",
        &[Unlike],
        "200 OK",
        &[XML],
        ok().replace("cancelJobResponse", "otherResponse"),
    );
    cases.answer(
        "a DTD",
        &[Malformed],
        "200 OK",
        &[XML],
        format!("<!DOCTYPE s:Envelope>{}", ok().split_once("?>").unwrap().1),
    );
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;&c;</a>";
    cases.answer("entities that grow", &[Malformed], "200 OK", &[XML], bomb);
    cases.answer(
        "an entity that is not known",
        &[Malformed],
        "200 OK",
        &[XML],
        ok().replace(">true<", ">&yes;<"),
    );
    cases.answer(
        "10,000 levels",
        &[Over("depth")],
        "200 OK",
        &[XML],
        ok().replace("<cancelJobResult>", &"<a>".repeat(10_000)),
    );
    let many: String = (0..2_000).map(|i| format!(" a{i}=''")).collect();
    cases.answer(
        "2,000 attributes",
        &[Over("attributes")],
        "200 OK",
        &[XML],
        in_body(&format!("<a{many}/>")),
    );
    let many: String = (0..150).map(|i| format!(" xmlns:a{i}='urn:{i}'")).collect();
    cases.answer(
        "150 namespaces",
        &[Over("namespaces")],
        "200 OK",
        &[XML],
        in_body(&format!("<a{many}/>")),
    );
    cases.answer(
        "a name of 12,500 letters",
        &[Over("name")],
        "200 OK",
        &[XML],
        in_body(&format!("<{}/>", "a".repeat(12_500))),
    );
    cases.answer(
        "an attribute of 70,000 letters",
        &[Over("attribute_value")],
        "200 OK",
        &[XML],
        in_body(&format!("<a b='{}'/>", "a".repeat(70_000))),
    );
    cases.answer(
        "a body over the limit",
        &[Over("response_size")],
        "200 OK",
        &[XML],
        in_body(&" ".repeat(110_000)),
    );
}

fn codings(cases: &mut Cases) {
    const GZIP: &str = "Content-Encoding: gzip";
    cases.answer(
        "gzip",
        &[Done],
        "200 OK",
        &[XML, GZIP],
        gzip(ok().as_bytes()),
    );
    cases.answer(
        "gzip of garbage",
        &[Malformed],
        "200 OK",
        &[XML, GZIP],
        "this is no gzip at all",
    );
    cases.answer(
        "gzip cut",
        &[Malformed],
        "200 OK",
        &[XML, GZIP],
        &gzip(ok().as_bytes())[..80],
    );
    let mut broken = gzip(ok().as_bytes());
    let at = broken.len() - 6;
    broken[at] ^= 1;
    cases.answer(
        "gzip with a wrong checksum",
        &[Malformed],
        "200 OK",
        &[XML, GZIP],
        broken,
    );
    cases.answer(
        "gzip that unfolds to 10 MB",
        &[Over("response_size")],
        "200 OK",
        &[XML, GZIP],
        gzip(&vec![b' '; 10_000_000]),
    );
    cases.answer(
        "brotli unasked",
        &[Malformed],
        "200 OK",
        &[XML, "Content-Encoding: br"],
        "\u{1}\u{2}",
    );
    cases.answer(
        "deflate unasked",
        &[Malformed],
        "200 OK",
        &[XML, "Content-Encoding: deflate"],
        "\u{1}\u{2}",
    );
    let related = "Content-Type: multipart/related; type=\"text/xml\"; boundary=b";
    let part = |body: &str| format!("--b\r\nContent-Type: text/xml\r\n\r\n{body}\r\n");
    cases.answer(
        "a package",
        &[Done],
        "200 OK",
        &[related],
        part(&ok()) + "--b--",
    );
    cases.answer(
        "a package with another boundary",
        &[Malformed],
        "200 OK",
        &[related],
        part(&ok()).replace("--b", "--c"),
    );
    cases.answer(
        "a package that does not end",
        &[Malformed],
        "200 OK",
        &[related],
        part(&ok()),
    );
    cases.answer(
        "a package of 1,500 parts",
        &[Over("parts")],
        "200 OK",
        &[related],
        part("x").repeat(1_500) + "--b--",
    );
    let header = format!("--b\r\nX: {}\r\n\r\n{}\r\n--b--", "x".repeat(9_000), ok());
    cases.answer(
        "a part with a long header",
        &[Over("header_size")],
        "200 OK",
        &[related],
        header,
    );
}
