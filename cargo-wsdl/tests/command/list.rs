//! `cargo wsdl list`: the JSON document, and the text for people.

use crate::support::{Scratch, command_web_service, expected, fixtures, wsdl, wsdl_in};
use serde_json::Value;

#[test]
fn the_document_is_complete_and_in_order() {
    let listed = wsdl(&["list", "orders.wsdl", "--format", "json"])
        .exits(0)
        .out;
    for (number, (is, should)) in listed
        .lines()
        .zip(expected("orders.json").lines())
        .enumerate()
    {
        assert_eq!(is, should, "line {} of\n{listed}", number + 1);
    }
    assert_eq!(listed, expected("orders.json"));
}

#[test]
fn the_text_is_for_people() {
    assert_eq!(
        wsdl(&["list", "orders.wsdl"]).exits(0).out,
        expected("orders.txt")
    );
}

#[test]
fn ports_with_the_same_operations_are_shown_together() {
    let listed = wsdl(&["list", &command_web_service()]).exits(0).out;
    assert_eq!(
        listed
            .matches("takes    token?: string, spaceID?: string, jobToken?: string")
            .count(),
        2,
        "{listed}"
    );
    assert!(listed.contains("SOAP 1.1") && listed.contains("SOAP 1.2"));
    assert!(
        listed.contains("CommandWebServiceClient, 11 operations"),
        "{listed}"
    );
}

#[test]
fn operations_can_be_chosen() {
    let listed = wsdl(&[
        "list",
        &command_web_service(),
        "--operation",
        "*Job",
        "--format",
        "json",
    ])
    .exits(0)
    .out;
    let document: Value = serde_json::from_str(&listed).expect("JSON");
    let names = |port: &Value| -> Vec<String> {
        let operations = port["operations"].as_array().expect("operations");
        operations
            .iter()
            .map(|o| o["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    for port in document["services"][0]["ports"].as_array().expect("ports") {
        assert_eq!(names(port), ["cancelJob"], "{listed}");
    }
}

#[test]
fn a_broken_wsdl_is_listed_with_its_diagnostics() {
    let scratch = Scratch::new("list-broken");
    let text = std::fs::read_to_string(fixtures().join("orders.wsdl")).expect("the fixture");
    scratch.write(
        "broken.wsdl",
        text.replace("type=\"tns:Color\"", "type=\"tns:Colour\""),
    );
    let listed = wsdl_in(scratch.path(), &["list", "broken.wsdl", "--format", "json"])
        .exits(1)
        .out;
    let document: Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(document["services"][0]["name"], "Orders", "{listed}");
    let diagnostic = &document["diagnostics"][0];
    assert_eq!(diagnostic["severity"], "error");
    assert_eq!(diagnostic["file"], "broken.wsdl");
    assert_eq!(diagnostic["line"], 17);
    assert!(
        diagnostic["column"].is_u64() && diagnostic["code"].is_string(),
        "{diagnostic}"
    );
    let text = wsdl_in(scratch.path(), &["list", "broken.wsdl"])
        .exits(1)
        .says(&["broken.wsdl:17", "Colour"]);
    assert!(text.out.contains("placeOrder"), "{}", text.out);
}

#[test]
fn no_document_at_all_is_still_json() {
    let listed = wsdl(&["list", "missing.wsdl", "--format", "json"])
        .exits(1)
        .out;
    let document: Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(document["services"], Value::Array(Vec::new()));
    assert_eq!(document["diagnostics"].as_array().map(Vec::len), Some(1));
}
