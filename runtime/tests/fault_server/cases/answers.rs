//! Answers that say the wrong thing: statuses, contents, codings.

use super::super::Cases;
use super::super::Outcome::{self, *};
use super::super::common::service::done;
use super::{XML, gzip, in_body, ok};
use wsdl_runtime::SoapVersion::Soap12;

pub(super) fn statuses(cases: &mut Cases) {
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

pub(super) fn contents(cases: &mut Cases) {
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

pub(super) fn codings(cases: &mut Cases) {
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
