//! A crate made by `cargo wsdl new`, driven as tools drive it: every global element that `cargo wsdl list --format json` names is read with
//! `from_str` and written with `to_string`, under the Rust paths that the list gives.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use serde_json::Value;
use tests::infoset;
use tests::root;
use tests::scratch::{Scratch, success, target};

const WSDL: &str = "tests/drive/library.wsdl";

/// Documents of the global elements; all are in `urn:library`, as `t`.
const DOCUMENTS: &[(&str, &str)] = &[
    ("find", ""),
    (
        "find",
        "<t:shelf>A 1</t:shelf><t:sizes>1 b-2 -3</t:sizes><t:limit>255</t:limit>",
    ),
    ("find", "<t:shelf/><t:sizes/><t:limit xsi:nil='true'/>"),
    ("found", ""),
    (
        "found",
        "<t:book id='a' o:rating='4.50' xmlns:o='urn:library:other'><t:title>x &amp; y</t:title><t:author>1</t:author><t:editor>2</t:editor>\
         <t:role xmlns:r='urn:roles'>r:chief</t:role><t:editor>3</t:editor><t:author/>\
         <t:part id='b' xsi:type='t:Film'><t:title xsi:nil='true'/></t:part><t:part id='c' xsi:type='t:Book'><t:title/><t:author>4</t:author></t:part></t:book>\
         <t:film id='d'><t:title>z</t:title><t:length>PT1H30M</t:length><a xmlns='urn:x' b='1'>t<c/>u</a><d xmlns='urn:y'/></t:film>\
         <t:film id='e'><t:title>z</t:title><t:length xsi:nil='true'/></t:film>\
         <t:note o:when='2026-01-31T24:00:00+14:00' xmlns:o='urn:library:other'><o:by>me</o:by><text> kept </text></t:note>\
         <t:more xsi:type='xs:int' xmlns:xs='http://www.w3.org/2001/XMLSchema'>7</t:more>",
    ),
    (
        "para",
        "a <t:em>b</t:em> c<t:em/><t:para>d<t:para/></t:para> e",
    ),
    ("shelf", "b-2"),
    ("count", "-9223372036854775808"),
];

#[test]
fn every_listed_element_can_be_driven() {
    let scratch = Scratch::new("drive");
    let made = scratch.folder.join("library-client");
    let wsdl = |args: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--package", "cargo-wsdl", "--", "wsdl"])
            .args(args)
            .current_dir(root())
            .env("CARGO_TARGET_DIR", target())
            .output()
            .unwrap_or_else(|e| panic!("cargo wsdl: {e}"));
        success(&output).unwrap_or_else(|e| panic!("{e}"))
    };
    let (runtime, folder) = (root().join("runtime"), made.display().to_string());
    wsdl(&[
        "new",
        &folder,
        "--wsdl",
        WSDL,
        "--runtime",
        &runtime.to_string_lossy(),
    ]);
    let listing: Value = serde_json::from_str(&wsdl(&["list", WSDL, "--format", "json"]))
        .unwrap_or_else(|e| panic!("{e}"));
    let elements: BTreeMap<&str, &str> = listing["elements"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|e| Some((e["name"].as_str()?, e["rust"].as_str()?)))
        .collect();
    let made = Scratch { folder: made };
    made.share();
    made.write("examples/drive.rs", &program(&elements));
    for (number, (name, content)) in DOCUMENTS.iter().enumerate() {
        made.write(&format!("documents/{number}.xml"), &document(name, content));
    }
    let output = made.cargo(&["run", "--quiet", "--example", "drive"]);
    success(&output).unwrap_or_else(|e| panic!("{e}"));
    for (number, (name, content)) in DOCUMENTS.iter().enumerate() {
        let written = fs::read_to_string(made.folder.join(format!("documents/{number}.out.xml")))
            .unwrap_or_default();
        infoset::same(&document(name, content), &written)
            .unwrap_or_else(|e| panic!("{name} {content}\n{written}\n{e}"));
        assert!(
            elements.contains_key(format!("{{urn:library}}{name}").as_str()),
            "{name} is not listed: {elements:?}"
        );
    }
}

fn document(name: &str, content: &str) -> String {
    format!(
        "<t:{name} xmlns:t='urn:library' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>{content}</t:{name}>"
    )
}

/// A program of the new crate that reads and writes all documents, by the listed paths.
fn program(elements: &BTreeMap<&str, &str>) -> String {
    let mut arms = String::new();
    for (name, rust) in elements {
        let _ = writeln!(
            arms,
            "        {name:?} => to_string({name:?}, &from_str::<library_client::{rust}>({name:?}, document)?),"
        );
    }
    let documents: Vec<String> = DOCUMENTS
        .iter()
        .map(|(name, _)| format!("{{urn:library}}{name}"))
        .collect();
    format!(
        "//! Reads and writes the documents.\n\nuse wsdl_runtime::xml::{{from_str, to_string}};\n\n\
         fn again(element: &str, document: &str) -> Result<String, wsdl_runtime::Error> {{\n    match element {{\n{arms}        \
         other => panic!(\"{{other}} is not listed\"),\n    }}\n}}\n\n\
         fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         for (number, element) in {documents:?}.into_iter().enumerate() {{\n        \
         let document = std::fs::read_to_string(format!(\"documents/{{number}}.xml\"))?;\n        \
         let written = again(element, &document).map_err(|e| format!(\"{{document}}: {{e}}\"))?;\n        \
         std::fs::write(format!(\"documents/{{number}}.out.xml\"), written)?;\n    }}\n    Ok(())\n}}\n"
    )
}
