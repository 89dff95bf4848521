//! `cargo wsdl show`: pages as ASP.NET's.

use crate::support::{command_web_service, expected, wsdl};

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
