//! Faults of both versions, however servers write them, and what comes in place of SOAP.
#![cfg(any(feature = "reqwest", feature = "blocking"))]

mod common;

use common::each_error;
use common::raw::Raw;
use common::service::{
    CancelJobFault, CommandWebServiceClient, Parts, Rejected, done, envelope, request,
};
use wsdl_runtime::SoapVersion::{Soap11, Soap12};
use wsdl_runtime::{Error, Fault, FaultKind};

const XML: &str = "Content-Type: text/xml; charset=utf-8";

/// The fault that a client makes of a body under a status.
fn fault(status: &str, document: &str, check: impl Fn(&Fault)) {
    let server = Raw::answer(status, &[XML], document);
    let client = CommandWebServiceClient::at(server.url());
    each_error(
        || client.cancel_job(&request()),
        |by, error| {
            assert!(
                !error.is_timeout() && !error.is_retryable() && !error.is_outcome_unknown(),
                "{by}"
            );
            let fault = error
                .fault()
                .unwrap_or_else(|| panic!("{by}, {status}: {error}"));
            assert_eq!(
                fault
                    .http_status()
                    .map(|s| s.as_u16().to_string())
                    .as_deref(),
                status.get(..3),
                "{by}"
            );
            check(fault);
        },
    );
}

#[test]
fn a_fault_of_soap_11_is_read_under_any_status() {
    let document = envelope(
        Soap11,
        r#"<s:Fault><faultcode>s:Client</faultcode><faultstring xml:lang="en">invalid login token</faultstring>
           <faultactor>urn:actor</faultactor><detail><rejected xmlns="http://www.birst.com/"><code>42</code></rejected></detail></s:Fault>"#,
    );
    for status in [
        "200 OK",
        "400 Bad Request",
        "500 Internal Server Error",
        "302 Found",
    ] {
        fault(status, &document, |fault| {
            assert_eq!(
                (fault.code().name(), fault.code().namespace()),
                ("Client", Some(Soap11.namespace()))
            );
            assert_eq!(fault.code().to_string(), "Client");
            assert_eq!(fault.kind(), FaultKind::Sender);
            assert_eq!(fault.reason(), "invalid login token");
            assert_eq!(fault.actor(), Some("urn:actor"));
            assert_eq!(fault.details().next().unwrap().text(), "");
            assert!(matches!(
                fault.declared(),
                Some(CancelJobFault::Rejected(Rejected { code: 42 }))
            ));
            assert_eq!(
                fault.to_string(),
                "the service answered with the fault Client: invalid login token"
            );
        });
    }
}

#[test]
fn a_fault_of_soap_12_is_read_whole() {
    let document = envelope(
        Soap12,
        r#"<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:b="urn:b">b:Token</s:Value>
           <s:Subcode><s:Value>Expired</s:Value></s:Subcode></s:Subcode></s:Code>
           <s:Reason><s:Text xml:lang="de">abgelaufen</s:Text><s:Text xml:lang="en-GB">expired</s:Text></s:Reason>
           <s:Node>urn:node</s:Node><s:Role>urn:role</s:Role>
           <detail><a xmlns="">1</a><rejected xmlns="http://www.birst.com/"><code>7</code></rejected></detail></s:Fault>"#,
    );
    fault("500 Internal Server Error", &document, |fault| {
        assert_eq!(fault.kind(), FaultKind::Sender);
        let subcodes: Vec<String> = fault.subcodes().iter().map(ToString::to_string).collect();
        assert_eq!(subcodes, ["{urn:b}Token", "Expired"]);
        assert_eq!(fault.reason(), "expired");
        assert_eq!(
            (
                fault.reasons()[0].language.as_str(),
                fault.reasons()[0].text.as_str()
            ),
            ("de", "abgelaufen")
        );
        assert_eq!(
            (fault.actor(), fault.role()),
            (Some("urn:node"), Some("urn:role"))
        );
        assert_eq!(fault.details().count(), 2);
        assert!(matches!(
            fault.declared(),
            Some(CancelJobFault::Rejected(Rejected { code: 7 }))
        ));
    });
}

#[test]
fn odd_faults_are_read_too() {
    let with = |code: &str| {
        format!("<s:Fault><faultcode>{code}</faultcode><faultstring>x</faultstring></s:Fault>")
    };
    let codes = [
        ("Server", None, "Server", FaultKind::Receiver),
        (
            "s:Server.userException",
            Some(Soap11.namespace()),
            "Server.userException",
            FaultKind::Receiver,
        ),
        (
            "Client.Authentication",
            None,
            "Client.Authentication",
            FaultKind::Sender,
        ),
        ("500", None, "500", FaultKind::Other),
        (
            "rpc:ProcedureNotPresent",
            None,
            "ProcedureNotPresent",
            FaultKind::Other,
        ),
        (
            "Error: no such job",
            None,
            "Error: no such job",
            FaultKind::Other,
        ),
        (
            "http://x.example/code",
            None,
            "http://x.example/code",
            FaultKind::Other,
        ),
        ("", None, "", FaultKind::Other),
    ];
    for (written, namespace, name, kind) in codes {
        fault("500 Oops", &envelope(Soap11, &with(written)), |fault| {
            assert_eq!(
                (fault.code().namespace(), fault.code().name()),
                (namespace, name),
                "{written}"
            );
            assert_eq!(fault.kind(), kind, "{written}");
        });
    }
    // A fault in the shape of 1.2, in an envelope of 1.1; and children in no namespace.
    let shape = "<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text>boom</s:Text></s:Reason></s:Fault>";
    fault("200 OK", &envelope(Soap11, shape), |fault| {
        assert_eq!(
            (fault.kind(), fault.reason()),
            (FaultKind::Receiver, "boom")
        );
    });
    fault("500 x", &envelope(Soap12, "<s:Fault/>"), |fault| {
        assert_eq!(fault.reason(), "")
    });
    // Detail that is too large to be kept, and detail with nothing declared in it.
    let large = format!(
        "<s:Fault><faultcode>s:Server</faultcode><detail>{}</detail></s:Fault>",
        "x".repeat(70_000)
    );
    fault("500 x", &envelope(Soap11, &large), |fault| {
        assert!(fault.detail().is_none())
    });
    let other = "<s:Fault><faultcode>s:Server</faultcode><detail>text<e/></detail></s:Fault>";
    fault("500 x", &envelope(Soap11, other), |fault| {
        assert!(fault.declared::<CancelJobFault>().is_none());
        assert_eq!(fault.detail().unwrap().text(), "text");
    });
}

#[test]
fn faults_come_through_every_kind_of_operation() {
    let document = envelope(
        Soap11,
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>",
    );
    let document = document.replace(
        "<s:Body>",
        "<s:Header><why xmlns='urn:w'>because</why></s:Header><s:Body>",
    );
    let server = Raw::answer("500 x", &[XML], document);
    let client = CommandWebServiceClient::at(server.url());
    let check = |by: &str, error: Error| {
        let fault = error.fault().expect(by);
        assert_eq!(
            (fault.reason(), fault.soap_headers()[0].local.as_str()),
            ("no", "why"),
            "{by}"
        );
    };
    each_error(|| client.fire(&request()), check);
    each_error(|| client.swap(&Parts::default()), check);
    each_error(|| client.bare(&Parts::default()), check);
}

#[test]
fn what_is_no_soap_is_told_with_an_excerpt() {
    let page = "<!DOCTYPE html><html><body>\u{1b}[31mService unavailable\u{202e}</body></html>";
    let cases: [(&str, &str, &str, &str); 9] = [
        (
            "500 Internal Server Error",
            "text/html",
            page,
            "Service unavailable",
        ),
        (
            "200 OK",
            "text/html; charset=utf-8",
            page,
            "Service unavailable",
        ),
        ("200 OK", "text/xml", page, "Service unavailable"),
        (
            "502 Bad Gateway",
            "text/plain",
            "upstream is gone",
            "502 Bad Gateway with text/plain in place of a SOAP message: upstream",
        ),
        (
            "500 Internal Server Error",
            "text/xml",
            "",
            "500 Internal Server Error without a SOAP message",
        ),
        ("200 OK", "text/xml", "", "200 OK without a SOAP message"),
        ("204 No Content", "", "", "204 No Content without"),
        (
            "200 OK",
            "application/xml",
            "<status>fine</status>",
            "&lt;status".trim_start_matches("&lt;"),
        ),
        ("404 Not Found", "text/xml", "<broken", "<broken"),
    ];
    for (status, media, body, told) in cases {
        let server = match status {
            "204 No Content" => Raw::bytes("HTTP/1.1 204 No Content\r\n\r\n"),
            status => Raw::answer(status, &[&format!("Content-Type: {media}")], body),
        };
        let client = CommandWebServiceClient::at(server.url());
        each_error(
            || client.cancel_job(&request()),
            |by, error| {
                let text = error.to_string();
                assert!(
                    matches!(error, Error::HttpStatus(_)),
                    "{by}, {status}: {error:?}"
                );
                assert_eq!(error.http_status().unwrap().as_str(), &status[..3], "{by}");
                assert!(text.contains(told), "{by}, {status}: {text}");
                assert!(
                    !text.contains('\u{1b}') && !text.contains('\u{202e}'),
                    "{by}: {text}"
                );
            },
        );
    }
    let server = Raw::answer("500 x", &["Content-Type: text/plain"], "y\n".repeat(5_000));
    let client = CommandWebServiceClient::at(server.url());
    each_error(
        || client.cancel_job(&request()),
        |by, error| match error {
            Error::HttpStatus(e) => assert_eq!(e.excerpt.chars().count(), 511, "{by}"),
            other => panic!("{by}: {other}"),
        },
    );
}

#[test]
fn success_under_a_failing_status_is_no_success() {
    let server = Raw::answer("500 Internal Server Error", &[XML], done(Soap11));
    let client = CommandWebServiceClient::at(server.url());
    each_error(
        || client.cancel_job(&request()),
        |by, e| assert!(matches!(e, Error::HttpStatus(_)), "{by}: {e}"),
    );
}

#[test]
fn broken_answers_say_where() {
    let whole = done(Soap11);
    let at = whole.find("Result>true").unwrap();
    let cut = &whole[..at + 3];
    let answers: [(&str, String); 6] = [
        ("cut", cut.to_owned()),
        (
            "no result",
            whole.replace("<cancelJobResult>true</cancelJobResult>", ""),
        ),
        ("bad boolean", whole.replace(">true<", ">maybe<")),
        (
            "other element",
            whole.replace("cancelJobResponse", "otherResponse"),
        ),
        (
            "other namespace",
            whole.replace("www.birst.com", "www.burst.com"),
        ),
        ("empty body", envelope(Soap11, "")),
    ];
    for (what, document) in answers {
        let server = Raw::answer("200 OK", &[XML], document);
        let client = CommandWebServiceClient::at(server.url());
        each_error(
            || client.cancel_job(&request()),
            |by, error| match (what, &error) {
                ("cut", Error::NotWellFormed(e)) => assert!(e.offset > 100, "{by}: {error}"),
                ("cut", _) => panic!("{by}: {error}"),
                ("bad boolean" | "no result", Error::NotAsDescribed(e)) => {
                    assert!(
                        e.path.starts_with("cancelJobResponse"),
                        "{by}, {what}: {error}"
                    );
                    assert!(
                        error.to_string().contains("cancelJobResult"),
                        "{by}, {what}: {error}"
                    );
                }
                (_, Error::NotAsDescribed(e)) => {
                    assert!(e.path.starts_with("Envelope/Body"), "{by}, {what}: {error}")
                }
                _ => panic!("{by}, {what}: {error:?}"),
            },
        );
    }
}

#[test]
fn strict_reading_takes_no_other_version() {
    let server = Raw::answer("200 OK", &[XML], done(Soap12));
    let client = CommandWebServiceClient::builder()
        .endpoint(server.url())
        .strict(true)
        .build()
        .unwrap();
    each_error(
        || client.cancel_job(&request()),
        |by, e| assert!(matches!(e, Error::NotAsDescribed(_)), "{by}: {e}"),
    );
}

/// Each element of a detail can be read, kept and written by itself: the prefixes in its values mean what they meant.
#[test]
fn elements_of_a_detail_keep_the_namespaces_in_force() {
    let document = envelope(
        Soap11,
        r#"<s:Fault xmlns:t="urn:types" xmlns:i="urn:i"><faultcode>s:Client</faultcode><faultstring>no</faultstring>
           <detail xmlns:u="urn:u"><problem i:type="t:Problem" xmlns:u="urn:own">u:x</problem><next>u:x</next></detail></s:Fault>"#,
    );
    fault("500 Internal Server Error", &document, |fault| {
        let scopes = fault.details().map(|element| {
            let found = |prefix| element.scope.iter().find(|(known, _)| known == prefix);
            [found("t"), found("u")].map(|found| found.map(|(_, uri)| uri.clone()))
        });
        let some = |uri: &str| Some(uri.to_owned());
        assert_eq!(
            scopes.collect::<Vec<_>>(),
            [
                [some("urn:types"), some("urn:own")],
                [some("urn:types"), some("urn:u")]
            ]
        );
        let alone = fault.details().next().unwrap().to_xml().unwrap();
        assert!(alone.contains(r#"xmlns:t="urn:types""#), "{alone}");
    });
}
