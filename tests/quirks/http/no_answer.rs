//! What comes in place of an answer, and how it is told.

use super::{document, latin};
use crate::ask::{Is, TOKEN, Wrong, XML, orders, request};
use crate::raw::{Raw, response};

#[test]
fn what_is_no_answer_is_told() {
    let html = "<!DOCTYPE html>\n<html><head><title>Log in</title></head><body><form action='/login'></body></html>";
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a login page", response("200 OK", &["Content-Type: text/html; charset=utf-8"], html.as_bytes()), "the service answered 200 OK with text/html in place of a SOAP message: <!DOCTYPE html>\\n<html><head><title>Log in</title></head><body><form action='/login'></body></html>"),
        ("a login page as XHTML", response("200 OK", &["Content-Type: text/xml"], b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>Log in</body></html>"), "the service answered 200 OK with text/xml in place of a SOAP message: <?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>Log in</body></html>"),
        ("a redirection to a login page", response("302 Found", &["Location: https://sso.example/login?from=%2Fsoap&token=1", "Content-Type: text/html"], b"<html>moved"), "the service answered 302 Found, a redirection to https://sso.example/login, which is not followed"),
        ("a redirection to https", response("301 Moved Permanently", &["Location: https://user:pw@example.org/soap?wsdl"], b""), "the service answered 301 Moved Permanently, a redirection to https://example.org/soap, which is not followed"),
        ("IIS: an error page", response("500 Internal Server Error", &["Content-Type: text/html"], b"<html><title>Runtime Error</title></html>"), "the service answered 500 Internal Server Error with text/html in place of a SOAP message: <html><title>Runtime Error</title></html>"),
        ("IIS: a wrong media type", response("415 Unsupported Media Type", &[], b""), "the service answered 415 Unsupported Media Type without a SOAP message"),
        ("Tomcat: not found", response("404 Not Found", &["Content-Type: text/html;charset=utf-8"], b"<!doctype html><html lang=\"en\"><head><title>HTTP Status 404"), "the service answered 404 Not Found with text/html in place of a SOAP message: <!doctype html><html lang=\"en\"><head><title>HTTP Status 404"),
        ("a challenge", response("401 Unauthorized", &["WWW-Authenticate: Negotiate", "WWW-Authenticate: NTLM"], b""), "the service answered 401 Unauthorized, asking for Negotiate or NTLM"),
        ("PHP: a warning before the envelope", response("200 OK", &[XML], format!("<br />\n<b>Warning</b>: x<br />\n{}", document("")).as_bytes()), "the service answered 200 OK with text/xml in place of a SOAP message: <br />\\n<b>Warning</b>: x<br />\\n<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><s:Body><getOrderResponse xmlns=\"urn:orders\"><order><number>7</number><total>1</total><placed>2024-02-29T00:00:00</placed><paid>0</paid><customer>Zoë &amp; Søn</customer><rating>1</rating></order></getOrderResponse></s:Body></s:Envelope>"),
        ("PHP: an error in words", response("200 OK", &[XML], b"Fatal error: Allowed memory size exhausted"), "the service answered 200 OK with text/xml in place of a SOAP message: Fatal error: Allowed memory size exhausted"),
        ("the description in place of an answer", response("200 OK", &[XML], b"<?xml version=\"1.0\"?><definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>"), "the service answered 200 OK with text/xml in place of a SOAP message: <?xml version=\"1.0\"?><definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>"),
        ("an envelope of a version that nobody has", response("200 OK", &[XML], document("").replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2001/12/soap-envelope").as_bytes()), "the service answered 200 OK with text/xml in place of a SOAP message: <s:Envelope xmlns:s=\"http://www.w3.org/2001/12/soap-envelope\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><s:Body><getOrderResponse xmlns=\"urn:orders\"><order><number>7</number><total>1</total><placed>2024-02-29T00:00:00</placed><paid>0</paid><customer>Zoë &amp; Søn</customer><rating>1</rating></order></getOrderResponse></s:Body></s:Envelope>"),
        ("the answer without its envelope", response("200 OK", &[XML], b"<getOrderResponse xmlns=\"urn:orders\"/>"), "the service answered 200 OK with text/xml in place of a SOAP message: <getOrderResponse xmlns=\"urn:orders\"/>"),
        ("an error in JSON", response("400 Bad Request", &["Content-Type: application/json"], format!("{{\"error\":\"bad {TOKEN}\"}}").as_bytes()), "the service answered 400 Bad Request with application/json in place of a SOAP message: {\"error\":\"bad ***\"}"),
        ("a document type", response("200 OK", &[XML], format!("<!DOCTYPE x SYSTEM \"x.dtd\">{}", document("")).as_bytes()), "the document is not well-formed at byte 0: a document type declaration, which is not allowed"),
        ("an entity of HTML", response("200 OK", &[XML], document("").replace("&amp;", "&nbsp;").as_bytes()), "the document is not well-formed at byte 267: an entity that is not declared"),
        ("an ampersand, bare", response("200 OK", &[XML], document("").replace("&amp;", "&").as_bytes()), "the document is not well-formed at byte 267: an ampersand that begins no reference"),
        ("a control character", response("200 OK", &[XML], document("").replace("&amp;", "\u{b}").as_bytes()), "the document is not well-formed at byte 267: a character that XML does not allow"),
        ("a control character, escaped", response("200 OK", &[XML], document("").replace("&amp;", "&#11;").as_bytes()), "the document is not well-formed at byte 267: a reference to a character that XML does not allow"),
        ("two declarations", response("200 OK", &[XML], document("<?xml version=\"1.0\"?><?xml version=\"1.0\"?>").as_bytes()), "the document is not well-formed at byte 21: an XML declaration that is not at the very beginning"),
        ("an encoding that is not supported", response("200 OK", &["Content-Type: text/xml"], latin(&document("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>")).as_slice()), "the document is not well-formed at byte 0: an encoding other than UTF-8, UTF-16, ISO-8859-1, US-ASCII and windows-1252"),
        ("Latin-1 that says it is UTF-8", response("200 OK", &[XML], latin(&document("")).as_slice()), "the document is not well-formed at byte 264: bytes that are not UTF-8"),
        ("an envelope cut by a length", response("200 OK", &[XML], &document("").as_bytes()[..300]), "the document is not well-formed at byte 297: an end tag that does not match"),
        ("a package that names no boundary", response("200 OK", &["Content-Type: multipart/related; type=\"text/xml\""], document("").as_bytes()), "the document is not well-formed at byte 0: the message is no package: its Content-Type gives no boundary"),
        ("a prefix that is not declared", response("200 OK", &[XML], document("").replace("xmlns:i=", "xmlns:j=").replace("<customer>", "<customer i:nil=\"false\">").as_bytes()), "the document is not well-formed at byte 252: a prefix that is not declared"),
        ("only a header", response("200 OK", &[XML], b"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header/></s:Envelope>"), "the document is not as described at Envelope: it has no body"),
        ("two bodies", response("200 OK", &[XML], document("").replace("<s:Body>", "<s:Body/><s:Body>").as_bytes()), "the document is not as described at Envelope: it has two bodies"),
        ("an empty body where something is due", response("200 OK", &[XML], b"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>"), "the document is not as described at Envelope/Body: it is empty where `getOrderResponse` was to be"),
        ("nothing where something is due", response("202 Accepted", &[], b""), "the service answered 202 Accepted without a SOAP message"),
    ];
    let mut wrong = Wrong::default();
    for (what, bytes, told) in cases {
        let server = Raw::bytes(bytes);
        let call = || orders().get_order(request()).endpoint(&server.url());
        wrong.check(what, call, &Is::Error(told));
    }
    wrong.none();
}
