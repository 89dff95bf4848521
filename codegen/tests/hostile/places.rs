//! Locations that lead where nothing should be read from, and encodings.

use std::fs;

use wsdl_codegen::diagnostic::{Renderer, Severity};
use wsdl_codegen::{Layout, Options, Outcome, compile};

use super::{Scratch, escaped, make, schema};

const SECRET: &str = "root:x:0:0";

fn include(location: &str) -> String {
    schema(&format!(
        r#"<xs:include schemaLocation="{}"/>"#,
        escaped(location)
    ))
}

fn said(outcome: &Outcome) -> String {
    Renderer::new(&outcome.documents).all(&outcome.diagnostics, Severity::Note)
}

/// Nothing is read from there: one error, at the location, and no text of the file in it.
#[track_caller]
fn refused(scratch: &Scratch, location: &str, code: &str) {
    let entry = scratch.write("a.xsd", include(location));
    let outcome = compile(&entry, &Options::default(), Layout::Folder);
    let said = said(&outcome);
    assert!(
        said.contains(&format!("error[{code}]")) && said.contains("a.xsd:1:"),
        "{location}: {said}"
    );
    assert!(!said.contains(SECRET), "{said}");
    assert_eq!(outcome.documents.list.len(), 1, "{location} was read");
    assert!(outcome.files.is_empty());
}

#[test]
fn elsewhere() {
    let scratch = Scratch::new("elsewhere");
    for location in [
        "http://127.0.0.1:1/x.xsd",
        "https://example.org/x.xsd",
        "ftp://example.org/x.xsd",
        "urn:x",
        "jar:file:/x!/y.xsd",
    ] {
        refused(&scratch, location, "E0008");
    }
    for location in [
        "/etc/passwd",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "\\\\host\\share\\x.xsd",
        "//host/share/x.xsd",
        "C:\\x.xsd",
        "c:/x.xsd",
    ] {
        refused(&scratch, location, "E0009");
    }
    for location in [
        "no.xsd",
        "%2e%2e/%2e%2e/no.xsd",
        "..\\..\\no.xsd",
        "a.xsd/../no.xsd",
        "x\u{202e}.xsd",
    ] {
        refused(&scratch, location, "E0008");
    }
    fs::create_dir(scratch.path().join("folder.xsd")).expect("a folder");
    refused(&scratch, "folder.xsd", "E0009");
    refused(&scratch, "folder.xsd/", "E0009");
}

#[cfg(unix)]
#[test]
fn devices_pipes_and_links() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("devices");
    symlink("/dev/zero", scratch.path().join("zero.xsd")).expect("a link");
    refused(&scratch, "zero.xsd", "E0009");
    symlink("loop.xsd", scratch.path().join("loop.xsd")).expect("a link");
    refused(&scratch, "loop.xsd", "E0001");
    let pipe = scratch.path().join("pipe.xsd");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|s| s.success()) {
        // opening it would wait for a writer without end
        refused(&scratch, "pipe.xsd", "E0009");
    }
    // the entry is held to the same
    for entry in ["/dev/zero", "/dev/null", "/"] {
        let outcome = compile(entry.as_ref(), &Options::default(), Layout::Folder);
        assert!(said(&outcome).contains("error[E0001]"), "{entry}");
    }
}

/// A text file that is no XML is not quoted: the excerpt of a refused document shows its first line at most, and `..` is followed,
/// since real services keep their schemas in a folder beside that of the WSDL.
#[test]
fn folders_above() {
    let scratch = Scratch::new("above");
    scratch.write(
        "schemas/b.xsd",
        schema(r#"<xs:element name="e" type="xs:int"/>"#),
    );
    let entry = scratch.write("wsdl/a.xsd", include("../schemas/b.xsd"));
    let outcome = compile(&entry, &Options::default(), Layout::Folder);
    assert!(!outcome.diagnostics.has_errors(), "{}", said(&outcome));
    assert_eq!(outcome.documents.list.len(), 2);
    assert!(
        outcome
            .files
            .iter()
            .all(|f| !f.text.contains("wsdl-codegen-above")),
        "an absolute path in the output"
    );
}

#[test]
fn loops_of_imports() {
    let scratch = Scratch::new("loops");
    scratch.write("b.xsd", include("a.xsd"));
    for location in ["a.xsd", "./a.xsd", "b.xsd", "x/../b.xsd", "%62.xsd"] {
        fs::create_dir_all(scratch.path().join("x")).expect("a folder");
        let entry = scratch.write("a.xsd", include(location));
        let outcome = compile(&entry, &Options::default(), Layout::Folder);
        assert!(
            !outcome.diagnostics.has_errors(),
            "{location}: {}",
            said(&outcome)
        );
        assert!(outcome.documents.list.len() <= 2, "{location}");
    }
}

/// The same document in every encoding that XML names: the same code.
#[test]
fn encodings() {
    let text = schema(r#"<xs:element name="straße" type="xs:string"/>"#);
    let scratch = Scratch::new("encodings");
    let made = |bytes: Vec<u8>| {
        let entry = scratch.write("a.xsd", bytes);
        let outcome = compile(&entry, &Options::default(), Layout::Folder);
        assert!(!outcome.diagnostics.has_errors(), "{}", said(&outcome));
        outcome.files
    };
    let plain = made(text.clone().into_bytes());
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let latin = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{text}");
    let latin: Vec<u8> = latin
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("latin"))
        .collect();
    let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for bytes in [
        with(b"\xEF\xBB\xBF", text.as_bytes()),
        little.clone(),
        with(b"\xFF\xFE", &little),
        big.clone(),
        with(b"\xFE\xFF", &big),
        latin,
    ] {
        assert_eq!(made(bytes), plain);
    }
    for bytes in [
        &b"\xFF\xFE<\x00a"[..],
        b"\xC0\xAF",
        b"<a>\xED\xA0\x80</a>",
        b"\x00\x00\x00<",
        b"\x4C\x6F\xA7\x94",
        b"+ADw-a/+AD4-",
        b"",
    ] {
        let entry = scratch.write("a.xsd", bytes);
        let outcome = compile(&entry, &Options::default(), Layout::Folder);
        assert!(outcome.diagnostics.has_errors(), "{bytes:?}");
    }
}

#[test]
fn documents_that_are_too_large() {
    let scratch = Scratch::new("large");
    let file = fs::File::create(scratch.path().join("big.xsd")).expect("a file");
    file.set_len(40 << 20).expect("a length");
    refused(&scratch, "big.xsd", "E0001");
    let attributes: String = (0..501).map(|i| format!(" a{i}=''")).collect();
    let made = make(&[(
        "a.xsd",
        &format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'{attributes}/>"),
    )]);
    assert!(made.said.contains("error[E0005]"), "{}", made.said);
}
