//! `cargo wsdl show`: pages as ASP.NET's.

use crate::support::{Scratch, command_web_service, expected, fixtures, wsdl, wsdl_in};

/// From the first protocol's heading on.
#[track_caller]
fn samples(args: &[&str]) -> String {
    let shown = wsdl(args).exits(0).out;
    let begin = shown.find("\nSOAP 1.").or(shown.find("\nHTTP "));
    shown[begin.expect("a sample") + 1..].to_owned()
}

#[track_caller]
fn same(shown: &str, expected: &str) {
    for (number, (is, should)) in shown.lines().zip(expected.lines()).enumerate() {
        assert_eq!(is, should, "line {} of\n{shown}", number + 1);
    }
    assert_eq!(shown.lines().count(), expected.lines().count(), "{shown}");
}

#[test]
fn cancel_job_is_shown_as_on_its_page() {
    let wsdl_file = command_web_service();
    let shown = wsdl(&["show", &wsdl_file, "cancelJob"]).exits(0).out;
    assert!(shown.starts_with("CommandWebService\n\ncancelJob\n\nCancel a job. Arguments include the Login token, space id and the job token. Returns true if cancellation request is successful. Call getDetailedJobStatus and isJobComplete to check the status. Cancellation of asynchronous job might take some time to complete cancellation request.\n\n"), "{shown}");
    assert!(
        shown.contains(
            "pub fn cancel_job(&self, request: impl Borrow<CancelJob>) -> Call<CancelJobResponse>"
        ),
        "{shown}"
    );
    same(
        &samples(&["show", &wsdl_file, "cancelJob"]),
        &expected("cancelJob.txt"),
    );
}

#[test]
fn a_port_can_be_chosen() {
    let shown = wsdl(&[
        "show",
        &command_web_service(),
        "cancelJob",
        "--port",
        "CommandWebServiceSoap12",
    ])
    .exits(0)
    .out;
    assert!(
        shown.contains("SOAP 1.2") && !shown.contains("SOAP 1.1"),
        "{shown}"
    );
}

#[test]
fn every_kind_of_member_has_its_placeholder() {
    same(
        &samples(&["show", "orders.wsdl", "placeOrder"]),
        &expected("placeOrder.txt"),
    );
}

#[test]
fn one_way() {
    same(
        &samples(&["show", "orders.wsdl", "ping"]),
        &expected("ping.txt"),
    );
}

#[test]
fn http_get_and_post() {
    same(
        &samples(&["show", "orders.wsdl", "count"]),
        &expected("count.txt"),
    );
}

#[test]
fn rpc_encoded() {
    same(
        &samples(&["show", "rates.wsdl", "getRates"]),
        &expected("getRates.txt"),
    );
}

#[test]
fn encoded_structures_have_the_attributes_that_they_require() {
    let folder = Scratch::new("show-encoded-attributes");
    let rates = std::fs::read_to_string(fixtures().join("rates.wsdl")).expect("a fixture");
    let with = "</s:sequence><s:attribute name=\"source\" type=\"s:string\" use=\"required\"/><s:attribute name=\"note\" type=\"s:string\"/>";
    folder.write("rates.wsdl", rates.replacen("</s:sequence>", with, 1));
    let path = folder.path().join("rates.wsdl");
    let shown = samples(&["show", &path.display().to_string(), "getRates"]);
    let start = "<tns:Rate id=\"id1\" xsi:type=\"tns:Rate\" source=\"string\">";
    assert!(shown.contains(start), "{shown}");
}

#[test]
fn values_fit_the_schema() {
    same(
        &samples(&["show", "orders.wsdl", "placeOrder", "--values"]),
        &expected("placeOrder-values.txt"),
    );
}

#[test]
fn near_misses_are_named() {
    wsdl(&["show", &command_web_service(), "canceljob"])
        .exits(1)
        .says(&["no operation `canceljob`; did you mean `cancelJob`?"]);
    wsdl(&["show", &command_web_service(), "zzzzzzzzzzzzzzzz"])
        .exits(1)
        .says(&["cargo wsdl list"]);
    wsdl(&[
        "show",
        &command_web_service(),
        "cancelJob",
        "--port",
        "CommandWebServiceSoap13",
    ])
    .exits(1)
    .says(&["CommandWebServiceSoap12"]);
}

#[test]
fn colour_only_when_asked_for() {
    let plain = wsdl(&["show", "orders.wsdl", "ping"]).exits(0).out;
    assert!(!plain.contains('\u{1b}'));
    let coloured = wsdl(&["show", "orders.wsdl", "ping", "--color", "always"])
        .exits(0)
        .out;
    assert!(coloured.contains('\u{1b}'));
}

#[test]
fn members_are_shown_with_types_occurrence_and_restrictions() {
    let shown = wsdl(&["show", "orders.wsdl", "placeOrder"]).exits(0).out;
    let from = shown.find("\nRequest\n").expect("a request") + 1;
    let to = shown.find("\nSOAP 1.1\n").expect("samples");
    same(&shown[from..to], &expected("placeOrder-members.txt"));
}

#[test]
fn everything_as_json() {
    let args = ["show", "orders.wsdl", "placeOrder", "--format", "json"];
    let shown: serde_json::Value = serde_json::from_str(&wsdl(&args).exits(0).out).expect("JSON");
    assert_eq!(
        shown["documentation"],
        "Places an order.\nReturns its number."
    );
    assert_eq!(shown["rust"]["method"], "place_order");
    assert_eq!(shown["request"][0]["place"], "header");
    let members = shown["request"][1]["members"].as_array().expect("members");
    let due = members
        .iter()
        .find(|m| m["name"] == "{urn:orders}due")
        .expect("due");
    assert_eq!(due["type"], "{http://www.w3.org/2001/XMLSchema}dateTime");
    assert_eq!((&due["min"], &due["nillable"]), (&1.into(), &true.into()));
    let types = shown["types"].as_array().expect("types");
    let count = types
        .iter()
        .find(|t| t["name"] == "{urn:orders}Count")
        .expect("Count");
    assert_eq!(
        count["restrictions"],
        serde_json::json!(["\u{2265} 1", "< 100"])
    );
    assert_eq!(
        shown["faults"][0]["detail"]["element"],
        "{urn:orders}Rejected"
    );
    let sample = shown["ports"][0]["sample_request"]
        .as_str()
        .expect("a sample");
    assert!(
        sample.starts_with("POST /orders.asmx HTTP/1.1\n"),
        "{sample}"
    );
}

#[test]
fn a_message_alone_as_xml() {
    let shown = |more: &[&str]| {
        let wsdl_file = command_web_service();
        let mut args = vec!["show", &wsdl_file, "cancelJob", "--format", "xml"];
        args.extend(more);
        wsdl(&args).exits(0).out
    };
    let samples = expected("cancelJob.txt");
    let bodies: Vec<&str> = samples
        .split("\n\n")
        .filter(|p| p.starts_with("<?xml"))
        .map(|p| p.split("\nHTTP/1.1").next().unwrap_or(p).trim_end())
        .collect();
    assert_eq!(shown(&[]).trim_end(), bodies[0]);
    assert_eq!(shown(&["--response"]).trim_end(), bodies[1]);
    let port = ["--port", "CommandWebServiceSoap12"];
    assert_eq!(shown(&port).trim_end(), bodies[2]);
    assert!(shown(&["--values"]).contains("<token>text</token>"));
    wsdl(&[
        "show",
        "orders.wsdl",
        "ping",
        "--format",
        "xml",
        "--response",
    ])
    .exits(1)
    .says(&["no such message"]);
    wsdl(&["show", "orders.wsdl", "ping", "--response"])
        .exits(2)
        .says(&["--format xml"]);
}

#[test]
fn a_program_that_calls() {
    let args = [
        "show",
        &command_web_service(),
        "cancelJob",
        "--format",
        "rust",
    ];
    let shown = wsdl(&args).exits(0).out;
    for line in [
        "use command_web_service::{CancelJob, CommandWebServiceClient};",
        "let response = client.cancel_job(request).await?;",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
}

/// `minOccurs` on `minOccurs` multiplies: what cannot be shown whole is shown in part.
#[test]
fn samples_have_an_end() {
    let many = "minOccurs=\"1000\" maxOccurs=\"unbounded\"";
    let orders = std::fs::read_to_string(fixtures().join("orders.wsdl")).expect("a fixture");
    let at = orders.find("<s:element name=\"ping\">").expect("ping");
    let (before, after) = orders.split_at(at);
    let endless = format!(
        "<s:complexType><s:sequence {many}><s:sequence {many}><s:sequence {many}>\
         <s:element name=\"a\" type=\"s:string\" {many} /></s:sequence></s:sequence></s:sequence></s:complexType>"
    );
    let after = after.replacen("<s:complexType />", &endless, 1);
    let scratch = Scratch::new("show-endless");
    scratch.write("orders.wsdl", format!("{before}{after}"));
    let args = ["show", "orders.wsdl", "ping", "--format", "xml", "--values"];
    let shown = wsdl_in(scratch.path(), &args).exits(0).out;
    assert!(shown.contains("<a>text</a>") && shown.len() < 50_000_000);
}

/// XML allows controls that terminals act on (C1) and characters that turn the direction of text: none reaches the terminal.
#[test]
fn no_text_of_a_description_acts_on_the_terminal() {
    let scratch = Scratch::new("show-terminal");
    let text = std::fs::read_to_string(fixtures().join("hostile.wsdl")).expect("the fixture");
    let hostile = text.replace("A second paragraph", "A \u{9b}31msecond\u{202e} paragraph");
    assert_ne!(text, hostile);
    scratch.write("hostile.wsdl", &hostile);
    scratch.write("before.wsdl", &text);
    let shown = wsdl_in(scratch.path(), &["show", "hostile.wsdl", "Get"]).exits(0);
    let listed = wsdl_in(scratch.path(), &["list", "hostile.wsdl"]).exits(0);
    let compared = wsdl_in(scratch.path(), &["diff", "before.wsdl", "hostile.wsdl"]).exits(0);
    for ran in [shown, listed, compared] {
        let acts = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}');
        assert!(!ran.out.contains(acts), "{:?}", ran.out);
    }
}
