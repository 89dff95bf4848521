//! What picky servers want of a request: of its head, and of its bytes.

use crate::ask::{TOKEN, XML, both, built, orders, registry, request};
use crate::raw::{Raw, Seen};
use crate::service::{GetOrder, List, OrdersClient, Ping, Touch};

const START: &str = concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#,
    r#" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>"#
);
const END: &str = "</soap:Body></soap:Envelope>";

/// A server whose answer does not matter.
fn server() -> Raw {
    Raw::answer("202 Accepted", &[XML], "")
}

/// What holds of every request to `server` that has a body.
fn is_careful(seen: &Seen, server: &Raw, by: &str) {
    let head = &seen.head;
    let count = |name: &str| {
        let names = head.lines().skip(1).filter_map(|line| line.split_once(':'));
        names
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .count()
    };
    // Small servers read no chunks, and do not answer `100-continue`; some fail on headers that come twice.
    assert!(
        head.starts_with("POST /service HTTP/1.1\r\n"),
        "{by}: {head}"
    );
    for once in [
        "host",
        "content-type",
        "content-length",
        "accept",
        "user-agent",
    ] {
        assert_eq!(count(once), 1, "{by}, {once}: {head}");
    }
    for never in [
        "transfer-encoding",
        "expect",
        "upgrade",
        "te",
        "content-encoding",
        "referer",
    ] {
        assert_eq!(count(never), 0, "{by}, {never}: {head}");
    }
    let length = seen.body.len().to_string();
    assert_eq!(seen.header("content-length"), Some(&*length), "{by}");
    let host = server.address().to_string();
    assert_eq!(seen.header("host"), Some(&*host), "{by}");
    // Neither a mark nor a line before the declaration, and none behind the end.
    assert!(
        seen.body
            .starts_with(b"<?xml version=\"1.0\" encoding=\"utf-8\"?><"),
        "{by}"
    );
    assert!(seen.body.ends_with(b"Envelope>"), "{by}");
}

fn last(server: &Raw, by: &str) -> Seen {
    let seen = server.seen().pop();
    let seen = seen.unwrap_or_else(|| panic!("{by}: nothing was sent"));
    is_careful(&seen, server, by);
    seen
}

#[test]
fn literal_requests_are_plain() {
    let server = server();
    let cases: [(GetOrder, &str); 4] = [
        (
            request(),
            &format!(
                "<getOrder xmlns=\"urn:orders\"><token>{TOKEN}</token><number>7</number></getOrder>"
            ),
        ),
        // In the order of the schema, whatever that of the setters.
        (
            GetOrder::new().number(-1).token(""),
            "<getOrder xmlns=\"urn:orders\"><token/><number>-1</number></getOrder>",
        ),
        (
            GetOrder::new(),
            "<getOrder xmlns=\"urn:orders\"><number>0</number></getOrder>",
        ),
        (
            GetOrder::new().token(" é <&>]]> \"'\r\n\t\u{1F600}\u{7f} "),
            "<getOrder xmlns=\"urn:orders\"><token> é &lt;&amp;&gt;]]&gt; \"'&#xD;\n\t\u{1F600}\u{7f} </token><number>0</number></getOrder>",
        ),
    ];
    for (request, body) in cases {
        for (by, _) in both(|| orders().get_order(&request).endpoint(&server.url())) {
            let seen = last(&server, by);
            assert_eq!(seen.body(), format!("{START}{body}{END}"), "{by}");
            assert_eq!(
                seen.header("soapaction"),
                Some("\"urn:orders/getOrder\""),
                "{by}"
            );
            assert_eq!(
                seen.header("content-type"),
                Some("text/xml; charset=utf-8"),
                "{by}"
            );
        }
    }
}

#[test]
fn requests_that_say_nothing_say_it_in_full() {
    let server = server();
    for (by, _) in both(|| orders().ping(Ping::new()).endpoint(&server.url())) {
        let seen = last(&server, by);
        assert_eq!(
            seen.body(),
            format!("{START}<ping xmlns=\"urn:orders\"/>{END}"),
            "{by}"
        );
        // An empty action is there, and quoted (SOAP 1.1 section 6.1.1).
        assert_eq!(seen.header("soapaction"), Some("\"\""), "{by}");
    }
    for (by, _) in both(|| registry().touch(Touch::new()).endpoint(&server.url())) {
        let seen = last(&server, by);
        let body = r#"<touch soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns="urn:registry"/>"#;
        assert_eq!(seen.body(), format!("{START}{body}{END}"), "{by}");
        assert_eq!(seen.header("soapaction"), Some("\"\""), "{by}");
    }
}

#[test]
fn encoded_requests_say_the_type_of_every_part() {
    let server = server();
    let list = List::new().prefix("a & b").limit(10);
    for (by, _) in both(|| registry().list(&list).endpoint(&server.url())) {
        let seen = last(&server, by);
        // The wrapper is qualified, the parts are not (WSDL 1.1 section 3.5, SOAP 1.1 section 7.1).
        let body = concat!(
            r#"<n4:list soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:n4="urn:registry">"#,
            r#"<prefix xsi:type="xsd:string">a &amp; b</prefix><limit xsi:type="xsd:int">10</limit></n4:list>"#
        );
        let body = body.replace("n4", prefix(seen.body()));
        assert_eq!(seen.body(), format!("{START}{body}{END}"), "{by}");
        assert_eq!(
            seen.header("soapaction"),
            Some("\"urn:registry#list\""),
            "{by}"
        );
    }
    for (by, _) in both(|| registry().list(List::new()).endpoint(&server.url())) {
        let seen = last(&server, by);
        let parts = "<prefix xsi:nil=\"true\"/><limit xsi:nil=\"true\"/>";
        assert!(seen.body().contains(parts), "{by}: {}", seen.body());
    }
}

/// The prefix of the first element in the body.
fn prefix(envelope: &str) -> &str {
    let body = envelope.split_once("Body><").map_or("", |(_, body)| body);
    body.split_once(':').map_or("", |(prefix, _)| prefix)
}

#[test]
fn soap_12_names_its_action_in_the_type() {
    let server = server();
    let client = built(OrdersClient::builder().endpoint(server.url()).soap12());
    for (by, _) in both(|| client.get_order(request())) {
        let seen = last(&server, by);
        let media = "application/soap+xml; charset=utf-8; action=\"urn:orders/getOrder\"";
        assert_eq!(seen.header("content-type"), Some(media), "{by}");
        assert_eq!(seen.header("soapaction"), None, "{by}");
    }
    for (by, _) in both(|| client.ping(Ping::new())) {
        let seen = last(&server, by);
        let media = "application/soap+xml; charset=utf-8";
        assert_eq!(seen.header("content-type"), Some(media), "{by}");
    }
}
