//! `cargo wsdl doc`: the pages as files.

use std::collections::BTreeSet;

use crate::page::{links, text};
use crate::support::{Scratch, command_web_service, expected, fixtures, wsdl};

/// The pages of a description in a folder of their own.
fn made(name: &str, description: &str) -> Scratch {
    let scratch = Scratch::new(name);
    let out = scratch.path().to_str().expect("UTF-8");
    wsdl(&["doc", description, "--out", out])
        .exits(0)
        .says(&["Written", "index.html"]);
    scratch
}

#[test]
fn cancel_job_has_a_page_with_the_samples_of_the_service_page() {
    let pages = made("doc-cancel", &command_web_service());
    let index = text(&pages.read("index.html"));
    assert!(index.contains("CommandWebService") && index.contains("Cancel a job."));
    let page = text(&pages.read("operations/cancelJob.html"));
    let samples = expected("cancelJob.txt");
    let bodies = samples.split("\n\n").filter(|p| p.starts_with("<?xml"));
    let mut seen = 0;
    for body in bodies {
        // The next message follows at once in what `show` prints.
        let body = body.split("\nHTTP/1.1").next().expect("a body");
        assert!(page.contains(body.trim_end()), "{body}\nis not in\n{page}");
        seen += 1;
    }
    assert_eq!(seen, 4);
}

#[test]
fn every_link_leads_to_a_page() {
    for (name, description) in [
        ("doc-links", command_web_service()),
        ("doc-orders", "orders.wsdl".to_owned()),
        ("doc-rates", "rates.wsdl".to_owned()),
    ] {
        let pages = made(name, &description);
        let mut seen = BTreeSet::new();
        for (path, bytes) in pages.files() {
            if path.extension().is_none_or(|e| e != "html") {
                continue;
            }
            let html = String::from_utf8(bytes).expect("UTF-8");
            assert!(html.starts_with("<!doctype html>"), "{}", path.display());
            for link in links(&html) {
                let to = path.parent().expect("a folder").join(&link);
                assert!(to.exists(), "{}: {link}", path.display());
                seen.insert(to.canonicalize().expect("there"));
            }
        }
        assert_eq!(seen.len(), pages.files().len(), "every page is linked to");
    }
}

#[test]
fn hostile_text_stays_text() {
    let pages = made("doc-hostile", "hostile.wsdl");
    // On a file system that knows no case each would have overwritten the other.
    let names: Vec<String> = pages
        .files()
        .iter()
        .map(|(p, _)| {
            p.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .filter(|n| n.to_lowercase().starts_with("get"))
        .collect();
    assert_eq!(names, ["Get.html", "get-2.html"]);
    let all = pages.files().into_iter();
    let html: String = all
        .map(|(_, b)| String::from_utf8(b).expect("UTF-8"))
        .collect();
    for tag in ["<script", "<img", "href=\"javascript", "onerror=\""] {
        assert!(!html.contains(tag), "{tag}");
    }
    let page = text(&pages.read("operations/Get.html"));
    assert!(
        page.contains("<script>alert(5)</script> & \"quoted\" 'text'"),
        "{page}"
    );
    assert!(page.contains("A second paragraph --> with"), "{page}");
}

#[test]
fn pages_of_an_earlier_run_are_replaced_and_other_files_kept() {
    let pages = made("doc-again", &command_web_service());
    pages.write("operations/mine.html", "<p>mine</p>");
    let out = pages.path().to_str().expect("UTF-8").to_owned();
    wsdl(&["doc", &command_web_service(), "--out", &out])
        .exits(0)
        .says(&["Unchanged"]);
    wsdl(&["doc", "orders.wsdl", "--out", &out]).exits(0);
    assert!(!pages.path().join("operations/cancelJob.html").exists());
    assert!(pages.path().join("operations/placeOrder.html").exists());
    assert_eq!(pages.read("operations/mine.html"), "<p>mine</p>");

    pages.write("index.html", "<p>mine</p>");
    wsdl(&["doc", "orders.wsdl", "--out", &out])
        .exits(1)
        .says(&["index.html", "is in the way"]);
    assert_eq!(pages.read("index.html"), "<p>mine</p>");
}

#[test]
fn a_broken_description_has_no_pages() {
    let scratch = Scratch::new("doc-broken");
    scratch.write("broken.wsdl", "<nonsense/>");
    let file = scratch.path().join("broken.wsdl");
    let out = scratch.path().join("out");
    let args = [
        "doc",
        file.to_str().expect("UTF-8"),
        "--out",
        out.to_str().expect("UTF-8"),
    ];
    wsdl(&args).exits(1);
    assert!(!out.exists());
    assert!(fixtures().join("orders.wsdl").exists());
}
