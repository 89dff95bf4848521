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

/// What is asked for is shown, and nothing that is empty.
#[test]
fn services_types_and_what_is_unsupported_can_be_chosen() {
    let list = |args: &[&str]| wsdl(&[&["list", "orders.wsdl"], args].concat());
    let of_type = list(&["--type", "Customer"]).exits(0).out;
    assert!(
        of_type.contains("    placeOrder\n") && !of_type.contains("    count\n"),
        "{of_type}"
    );
    assert!(
        !of_type.contains("OrdersGet") && !of_type.contains("0 operations"),
        "{of_type}"
    );
    let of_namespace = list(&["--type", "{urn:orders}*Line"]).exits(0).out;
    assert!(
        of_namespace.contains("placeOrder") && !of_namespace.contains("ping"),
        "{of_namespace}"
    );
    list(&["--type", "Custmer"])
        .exits(1)
        .says(&["no type or element is called `Custmer`; did you mean `Customer`?"]);

    let service = list(&["--service", "Orders", "--format", "json"])
        .exits(0)
        .out;
    assert_eq!(service, expected("orders.json"));
    list(&["--service", "Order"])
        .exits(1)
        .says(&["there is no service `Order`; did you mean `Orders`?"]);

    let one = list(&["--port", "OrdersGet"]).exits(0).out;
    assert!(
        one.contains("OrdersGet") && !one.contains("OrdersSoap") && !one.contains("no client"),
        "{one}"
    );

    // Of the other ports, and of those without such an operation, the document says as little.
    let ports = |args: &[&str]| -> Vec<String> {
        let listed = list(&[args, &["--format", "json"]].concat()).exits(0).out;
        let document: Value = serde_json::from_str(&listed).expect("JSON");
        let services = document["services"].as_array().expect("a list").iter();
        let ports = services.flat_map(|s| s["ports"].as_array().expect("a list"));
        ports.map(|p| p["name"].to_string()).collect()
    };
    assert_eq!(ports(&["--port", "OrdersGet"]), ["\"OrdersGet\""]);
    let pinging = ports(&["--operation", "ping"]);
    assert_eq!(pinging, ["\"OrdersSoap\""]);

    let none = list(&["--unsupported"])
        .exits(0)
        .says(&["there is code for every operation"]);
    assert_eq!(none.out, "");
    let case =
        crate::support::root().join("tests/cases/diagnostics/operation-unsupported/input.wsdl");
    let left_out = wsdl(&["list", &case.to_string_lossy(), "--unsupported"])
        .exits(0)
        .out;
    assert!(left_out.contains("unsupported: "), "{left_out}");
    let shown = left_out
        .lines()
        .filter(|l| l.starts_with("    ") && !l.starts_with("     "))
        .count();
    assert_eq!(
        shown,
        left_out.matches("unsupported: ").count(),
        "{left_out}"
    );
}
