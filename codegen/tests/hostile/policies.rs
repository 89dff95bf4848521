//! Policies that refer to one another, to themselves and to nothing, and alternatives without end.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::make;

/// A service whose binding refers to `#p0`.
fn service(policies: &str) -> String {
    format!(
        r##"<d:definitions xmlns:d="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:p="http://www.w3.org/ns/ws-policy" xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702"
    xmlns:t="urn:t" targetNamespace="urn:t">{policies}<d:message name="in"/>
<d:portType name="P"><d:operation name="go"><d:input message="t:in"/></d:operation></d:portType>
<d:binding name="B" type="t:P"><p:PolicyReference URI="#p0"/><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>
<d:operation name="go"><s:operation/><d:input><s:body use="literal"/></d:input></d:operation></d:binding>
<d:service name="S"><d:port name="B" binding="t:B"><s:address location="http://e/"/></d:port></d:service></d:definitions>"##
    )
}

/// Generates in time that is no product of the document's parts; gives what was said.
fn said(policies: &str) -> String {
    let begun = Instant::now();
    let made = make(&[("case.wsdl", &service(policies))]);
    let time = begun.elapsed();
    assert!(time < Duration::from_secs(20), "{time:?}");
    assert!(!made.broken, "{}", made.said);
    made.said
}

#[test]
fn a_chain_of_references_ends() {
    let mut chain = String::new();
    for i in 0..5_000 {
        let _ = write!(
            chain,
            r##"<p:Policy xml:id="p{i}"><p:PolicyReference URI="#p{}"/></p:Policy>"##,
            i + 1
        );
    }
    let said = said(&chain);
    assert_eq!(said.matches("W0037").count(), 1, "{said}");
}

#[test]
fn each_policy_is_read_once() {
    let mut doubling = String::new();
    for i in 0..60 {
        let next = format!(r##"<p:PolicyReference URI="#p{}"/>"##, i + 1);
        let _ = write!(
            doubling,
            r#"<p:Policy xml:id="p{i}"><p:ExactlyOne><p:All>{next}{next}</p:All>{next}</p:ExactlyOne></p:Policy>"#
        );
    }
    doubling.push_str(r#"<p:Policy xml:id="p60"><sp:SymmetricBinding/></p:Policy>"#);
    let said = said(&doubling);
    assert_eq!(said.matches("W0104").count(), 1, "{said}");
}

#[test]
fn alternatives_are_not_multiplied_out() {
    let one = "<p:ExactlyOne><sp:X509Token/><sp:SamlToken/><sp:UsernameToken/></p:ExactlyOne>";
    let policy = format!(r#"<p:Policy xml:id="p0">{}</p:Policy>"#, one.repeat(5_000));
    assert_eq!(said(&policy), "");
}

#[test]
fn what_refers_to_itself_is_said_once() {
    let itself = r##"<p:PolicyReference URI="#p0"/>"##.repeat(5_000);
    let said = said(&format!(r#"<p:Policy xml:id="p0">{itself}</p:Policy>"#));
    assert_eq!(said.matches("W0037").count(), 1, "{said}");
}

#[test]
fn tokens_within_tokens() {
    let (open, close) = (
        "<sp:UsernameToken><p:Policy>",
        "</p:Policy></sp:UsernameToken>",
    );
    let deep = open.repeat(100) + "<sp:HashPassword/>" + &close.repeat(100);
    assert_eq!(
        said(&format!(r#"<p:Policy xml:id="p0">{deep}</p:Policy>"#)),
        ""
    );
}
