//! `cargo wsdl serve` for what is called without an envelope: queries, places in a location, forms.

use crate::serve::{FORM, Served};
use crate::support::{Scratch, root};

fn case() -> String {
    let path = root().join("tests/cases/wsdl/http-bindings/input.wsdl");
    path.to_string_lossy().into_owned()
}

#[test]
fn queries_places_and_forms_are_answered() {
    let served = Served::start(&[&case()]);
    let boolean = served.get("/case.asmx/isJobComplete?jobToken=a");
    assert!(
        boolean.contains("<boolean xmlns=\"urn:case\">"),
        "{boolean}"
    );
    assert_eq!(served.get("/case.asmx/jobs/a%2Fb/status"), boolean);
    let array = served.get("/case.asmx/start?groups=a&groups=b&date=now");
    assert!(array.contains("<ArrayOfString "), "{array}");
    let (head, posted) = served.ask("POST", "/case.asmx/start", FORM, "groups=a&date=now");
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert_eq!(posted, array);
    let (head, none) = served.ask("POST", "/case.asmx/forget", FORM, "");
    assert!(
        head.starts_with("HTTP/1.1 200 ") && none.is_empty(),
        "{head}"
    );
}

#[test]
fn what_the_schema_does_not_allow_is_refused() {
    let served = Served::start(&[&case()]);
    let lax = Served::start(&[&case(), "--lax"]);
    let start = "/case.asmx/start";
    for (method, target, form, why) in [
        ("GET", "/case.asmx/isJobComplete", "", "`jobToken`"),
        (
            "GET",
            "/case.asmx/isJobComplete?jobtoken=a",
            "",
            "did you mean `jobToken`?",
        ),
        ("GET", "/case.asmx/start?date=a&date=b", "", "`date`"),
        ("POST", start, "groups=a", "`date`"),
        ("POST", "/case.asmx/forget", "x=1", "no member `x`"),
    ] {
        let media = if method == "POST" { FORM } else { "" };
        let (head, body) = served.ask(method, target, media, form);
        assert!(head.starts_with("HTTP/1.1 400 "), "{target}: {head}");
        assert!(head.contains("text/plain") && body.contains(why), "{body}");
        let (head, _) = lax.ask(method, target, media, form);
        assert!(head.starts_with("HTTP/1.1 200 "), "{target}: {head}");
    }
}

#[test]
fn the_folder_of_answers_is_asked() {
    let folder = Scratch::new("serve-form-answers");
    folder.write("isJobComplete.xml", "<isJobCompleteResponse xmlns='urn:case'><isJobCompleteResult>false</isJobCompleteResult></isJobCompleteResponse>");
    folder.write("status.xml", "<boolean xmlns='urn:case'>false</boolean>");
    folder.write(
        "gone.xml",
        "<Fault><faultcode>Server</faultcode><faultstring>no such job</faultstring></Fault>",
    );
    folder.write(
        "answers.toml",
        "[[answer]]\noperation = 'status'\nwhen = { jobToken = 'gone' }\nfile = 'gone.xml'\n",
    );
    let path = folder.path().to_str().expect("UTF-8");
    let served = Served::start(&[&case(), "--answers", path]);
    let status = served.get("/case.asmx/jobs/7/status");
    assert!(status.contains(">false<"), "{status}");
    let (head, body) = served.ask("GET", "/case.asmx/jobs/gone/status", "", "");
    assert!(head.starts_with("HTTP/1.1 500 "), "{head}");
    assert_eq!(body, "no such job\n");
    // What SOAP answers is no answer here.
    let made = served.get("/case.asmx/isJobComplete?jobToken=a");
    assert!(made.contains(">true<"), "{made}");
    let ask = "<isJobComplete xmlns='urn:case'/>";
    let (_, soap) = served.soap("/case.asmx", 11, ask);
    assert!(soap.contains(">false<"), "{soap}");
}
