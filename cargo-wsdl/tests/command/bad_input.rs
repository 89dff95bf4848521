//! Bad input of every kind: the exit code, a place, what to do; never a panic, never a change of the output.

use crate::support::{Scratch, fixtures, wsdl, wsdl_in};

fn orders() -> String {
    std::fs::read_to_string(fixtures().join("orders.wsdl")).expect("the fixture")
}

/// Every verb that reads a document refuses it with exit code 1 and says `parts`; an output that is there stays as it is.
#[track_caller]
fn refused(name: &str, text: &[u8], parts: &[&str]) {
    let scratch = Scratch::new(&format!("bad-{name}"));
    scratch.write("good.wsdl", orders());
    wsdl_in(scratch.path(), &["generate", "good.wsdl", "--out", "out"]).exits(0);
    let before = scratch.files();
    scratch.write("bad.wsdl", text);
    for args in [
        &["generate", "bad.wsdl", "--out", "out"][..],
        &["generate", "bad.wsdl", "--out", "out", "--check"],
        &["list", "bad.wsdl"],
        &["show", "bad.wsdl", "placeOrder"],
        &["new", "made", "--wsdl", "bad.wsdl"],
    ] {
        wsdl_in(scratch.path(), args).exits(1).says(parts);
    }
    std::fs::remove_file(scratch.path().join("bad.wsdl")).expect("the file");
    assert!(scratch.files() == before, "something else was changed");
}

#[test]
fn not_xml() {
    refused("not-xml", b"<wsdl:definitions <", &["bad.wsdl:1"]);
    refused("text", b"hello", &["bad.wsdl"]);
    refused("empty", b"", &["bad.wsdl"]);
    refused("bytes", b"\xff\xfe\x00\xd8\x00", &["bad.wsdl"]);
}

#[test]
fn not_wsdl() {
    refused(
        "not-wsdl",
        b"<?xml version=\"1.0\"?>\n<a/>",
        &["bad.wsdl:2:"],
    );
    refused(
        "html",
        b"<!DOCTYPE html><html><body>Sign in</body></html>",
        &["bad.wsdl", "?wsdl"],
    );
}

#[test]
fn wsdl_2() {
    refused(
        "wsdl-2",
        b"<description xmlns=\"http://www.w3.org/ns/wsdl\" targetNamespace=\"urn:x\"/>",
        &["WSDL 2.0"],
    );
}

#[test]
fn dtd() {
    let text = orders().replacen("?>", "?>\n<!DOCTYPE x [<!ENTITY a \"b\">]>", 1);
    refused("dtd", text.as_bytes(), &["bad.wsdl:2:", "DTD"]);
}

#[test]
fn undefined() {
    for (name, from, to) in [
        ("type", "type=\"tns:Line\"", "type=\"tns:Lime\""),
        (
            "message",
            "input message=\"tns:pingIn\"",
            "input message=\"tns:pingInn\"",
        ),
        (
            "binding",
            "binding=\"tns:OrdersSoap\"",
            "binding=\"tns:OrdersSoup\"",
        ),
        ("element", "element=\"tns:Trace\"", "element=\"tns:Traze\""),
    ] {
        let text = orders();
        assert!(text.contains(from));
        let line = text
            .lines()
            .position(|l| l.contains(from))
            .expect("the line")
            + 1;
        let wrong = to
            .split("tns:")
            .nth(1)
            .expect("a name")
            .trim_end_matches('"');
        refused(
            name,
            text.replacen(from, to, 1).as_bytes(),
            &[wrong, &format!("bad.wsdl:{line}:")],
        );
    }
}

#[test]
fn an_import_that_cannot_be_found() {
    let import = "elementFormDefault=\"qualified\" targetNamespace=\"urn:orders\">\n<s:import namespace=\"urn:other\" schemaLocation=\"http://example.org/other.xsd\"/>\n<s:element name=\"o\" type=\"o:T\" xmlns:o=\"urn:other\"/>";
    let text = orders().replacen(
        "elementFormDefault=\"qualified\" targetNamespace=\"urn:orders\">",
        import,
        1,
    );
    refused(
        "import",
        text.as_bytes(),
        &["http://example.org/other.xsd", "--catalog"],
    );
}

#[test]
fn a_file_that_is_not_there() {
    wsdl(&["list", "no/such.wsdl"])
        .exits(1)
        .says(&["no/such.wsdl"]);
    wsdl(&["generate", "no/such.wsdl", "--out", "x"])
        .exits(1)
        .says(&["no/such.wsdl"]);
    wsdl(&["list", "."]).exits(1);
}

#[test]
fn a_filter_that_matches_nothing() {
    let scratch = Scratch::new("bad-filter");
    scratch.write("good.wsdl", orders());
    wsdl_in(
        scratch.path(),
        &[
            "generate",
            "good.wsdl",
            "--out",
            "out",
            "--operation",
            "placeOdrer",
        ],
    )
    .exits(1)
    .says(&["placeOdrer", "`placeOrder`"]);
    wsdl_in(
        scratch.path(),
        &["list", "good.wsdl", "--port", "OrderSoap"],
    )
    .exits(1)
    .says(&["OrderSoap", "OrdersSoap"]);
    assert!(!scratch.path().join("out").exists());
}

#[test]
fn wrong_usage() {
    wsdl(&[]).exits(2);
    wsdl(&["genrate"]).exits(2).says(&["generate"]);
    wsdl(&["list"]).exits(2);
    wsdl(&["list", "orders.wsdl", "--formt", "json"])
        .exits(2)
        .says(&["--format"]);
    wsdl(&["list", "orders.wsdl", "--format", "yaml"])
        .exits(2)
        .says(&["json"]);
    wsdl(&["generate", "orders.wsdl"]).exits(2).says(&["--out"]);
    wsdl(&["generate", "--strict"]).exits(2).says(&["recipe"]);
    wsdl(&["generate", "orders.wsdl", "--out", "x", "--rename", "a"])
        .exits(2)
        .says(&["KEY=VALUE"]);
    wsdl(&["new", "x"]).exits(2).says(&["--wsdl"]);
    wsdl(&["--help"]).exits(0);
    wsdl(&["--version"]).exits(0);
}

#[test]
fn diagnostics_for_programs() {
    let ran = wsdl(&[
        "generate",
        "missing.wsdl",
        "--out",
        "x",
        "--message-format",
        "json",
    ])
    .exits(1);
    let line: serde_json::Value = serde_json::from_str(ran.out.trim_end()).expect("a line of JSON");
    assert_eq!(line["reason"], "diagnostic");
    assert_eq!(line["diagnostic"]["severity"], "error");
    assert!(
        line["rendered"]
            .as_str()
            .is_some_and(|t| t.contains("missing.wsdl")),
        "{line}"
    );
}

#[test]
fn codes_are_explained() {
    wsdl(&["explain"]).exits(0);
    assert!(wsdl(&["explain", "e0008"]).exits(0).out.contains("catalog"));
    wsdl(&["explain", "E9999"])
        .exits(1)
        .says(&["no diagnostic `E9999`"]);
}

/// A reader that goes away early is no failure.
#[cfg(unix)]
#[test]
fn a_closed_pipe() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"))
        .args([
            "wsdl",
            "list",
            &crate::support::command_web_service(),
            "--format",
            "json",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.is_empty(), "{err}");
}

/// What a person reads of a broken document: the place, the excerpt, what to do, and how many there are.
#[test]
fn diagnostics_for_people() {
    let scratch = Scratch::new("bad-people");
    scratch.write(
        "wsdl/bad.wsdl",
        orders().replacen("type=\"tns:Line\"", "type=\"tns:Lime\"", 1),
    );
    let args = ["generate", "wsdl/bad.wsdl", "--out", "out"];
    let ran = wsdl_in(scratch.path(), &args).exits(1).says(&[
        "error[E0020]: there is no type `Lime` in `urn:orders`\n",
        " --> wsdl/bad.wsdl:",
        "^^^^^^^^",
        "= note: needed by operation `placeOrder`",
        "= help: did you mean `Line`?",
        "\nerror: wsdl/bad.wsdl: 1 error; `cargo wsdl explain E0020` says more\n",
    ]);
    assert!(
        !ran.err.contains('\u{1b}') && ran.out.is_empty(),
        "{}",
        ran.err
    );
    let colored = [&args[..], &["--color", "always"]].concat();
    wsdl_in(scratch.path(), &colored)
        .exits(1)
        .says(&["\u{1b}[1m\u{1b}[91merror[E0020]"]);
    let json = [&args[..], &["--message-format", "json"]].concat();
    let ran = wsdl_in(scratch.path(), &json).exits(1);
    let line: serde_json::Value = serde_json::from_str(ran.out.trim_end()).expect("a line of JSON");
    assert_eq!(line["diagnostic"]["path"], "wsdl/bad.wsdl");
    assert_eq!(line["diagnostic"]["help"][0], "did you mean `Line`?");
    assert!(
        line["diagnostic"]["needed_by"][0]["line"].is_number(),
        "{line}"
    );
}

#[test]
fn the_manual_and_completions() {
    let scratch = Scratch::new("manual");
    assert!(wsdl(&["man"]).exits(0).out.contains(".TH cargo-wsdl 1"));
    wsdl_in(scratch.path(), &["man", "--out", "man1"]).exits(0);
    assert!(scratch.read("man1/cargo-wsdl-list.1").contains("list"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = wsdl(&["completions", shell]).exits(0).out;
        assert!(script.contains("inspect"), "{shell}");
    }
    wsdl(&["completions", "bsh"]).exits(2).says(&["bash"]);
}

#[test]
fn warnings_in_crowds_hide_no_error() {
    let scratch = Scratch::new("bad-crowds");
    let warned: String = (0..150)
        .map(|i| format!("<simpleType name='t{i}'><restriction base='int'><minInclusive value='2'/><maxInclusive value='1'/></restriction></simpleType>"))
        .collect();
    let text = format!(
        "<schema xmlns='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>{warned}<element name='last' type='t:nowhere'/></schema>"
    );
    scratch.write("bad.xsd", text);
    let list = |more: &[&str]| {
        let all = [&["list", "bad.xsd"], more].concat();
        wsdl_in(scratch.path(), &all).exits(1)
    };
    let few = list(&[]).says(&["t:nowhere", "`--verbose` shows all"]);
    let all = list(&["--verbose"]).says(&["t:nowhere"]);
    let count = |ran: &str| ran.matches("warning[").count();
    assert!(count(&few.err) == 99 && count(&all.err) >= 150);
}
