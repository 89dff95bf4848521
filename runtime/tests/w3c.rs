//! The W3C XML Conformance Test Suites, read in place out of the archive as published.
//!
//! What counts for us: XML 1.0 in its fifth edition, with Namespaces. Every document that is not well-formed is refused, every
//! well-formed one without a document type declaration is read, and every one with such a declaration is refused for that.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use wsdl_runtime::xml::{Error, ErrorKind, Parser, decode};

const ARCHIVE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/suites/xmlts20130923.zip"
);

/// The well-formed documents that are refused, and why.
const EXCEPTIONS: [&str; 2] = [
    // Names with several colons, which Namespaces forbid; the catalogue says NAMESPACE="no".
    "o-p04pass1",
    "o-p05pass1",
];

/// A test of the catalogues.
struct Case {
    id: String,
    kind: String,
    bytes: Vec<u8>,
}

fn cases() -> Option<Vec<Case>> {
    if !Path::new(ARCHIVE).exists() {
        eprintln!("SKIPPED: no W3C suite at {ARCHIVE}");
        return None;
    }
    let mut archive = zip::ZipArchive::new(File::open(ARCHIVE).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    let mut cases = Vec::new();
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        if !path.ends_with(".xml") || !text.contains("<TEST ") && !text.contains("<TEST\n") {
            continue;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for tag in tests(&text) {
            let get = |name: &str| attribute(tag, name);
            let of_11 = get("RECOMMENDATION").is_some_and(|r| r.contains("1.1"))
                || get("VERSION") == Some("1.1");
            let of_fifth =
                get("EDITION").is_none_or(|editions| editions.split(' ').any(|e| e == "5"));
            if of_11 || !of_fifth {
                continue;
            }
            let bytes = &files[&join(folder, get("URI").unwrap())];
            cases.push(Case {
                id: get("ID").unwrap().to_owned(),
                kind: get("TYPE").unwrap().to_owned(),
                bytes: bytes.clone(),
            });
        }
    }
    Some(cases)
}

/// The start tags of the tests in a catalogue.
fn tests(catalogue: &str) -> impl Iterator<Item = &str> {
    let starts = catalogue.split("<TEST").skip(1);
    starts
        .filter(|rest| rest.starts_with([' ', '\n', '\r', '\t']))
        .filter_map(|rest| Some(rest.split_once('>')?.0))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (_, after) = rest.split_once(name)?;
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        let quote = value.and_then(|value| value.chars().next());
        if let (Some(value), Some(quote @ ('"' | '\''))) = (value, quote) {
            return Some(value[1..].split_once(quote)?.0);
        }
        rest = after;
    }
}

fn join(folder: &str, uri: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in uri.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn parse(bytes: &[u8]) -> Result<(), Error> {
    let text = decode(bytes, None)?;
    Parser::new().tree(&text).map(drop)
}

/// Whether there is a document type declaration: outside of comments, instructions and CDATA sections, in any of the encodings
/// that the suite uses.
fn has_dtd(bytes: &[u8]) -> bool {
    let ascii: String = bytes
        .iter()
        .filter(|b| **b != 0)
        .map(|b| char::from(*b))
        .collect();
    let mut rest = ascii.as_str();
    while let Some((_, from)) = rest.split_once('<') {
        let passed = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")]
            .iter()
            .find_map(|(open, close)| from.strip_prefix(open)?.split_once(close));
        if from.starts_with("!DOCTYPE") {
            return true;
        }
        rest = passed.map_or(from, |(_, after)| after);
    }
    false
}

#[test]
fn suite() {
    let Some(cases) = cases() else { return };
    let (mut refused, mut accepted, mut dtds) = (0, 0, 0);
    let mut wrong = Vec::new();
    for case in &cases {
        let parsed = parse(&case.bytes);
        match (case.kind.as_str(), has_dtd(&case.bytes)) {
            ("not-wf", dtd) => {
                if parsed.is_ok() {
                    wrong.push(format!("{} was read, and is not well-formed", case.id));
                }
                refused += usize::from(!dtd);
            }
            (_, true) => {
                dtds += 1;
                match parsed.map_err(|error| error.kind) {
                    Err(ErrorKind::Dtd | ErrorKind::Encoding(_)) => {}
                    other => wrong.push(format!("{} has a DTD: {other:?}", case.id)),
                }
            }
            ("error", false) => {}
            (_, false) => {
                accepted += 1;
                if let Err(error) = parsed
                    && !EXCEPTIONS.contains(&case.id.as_str())
                {
                    wrong.push(format!("{} was refused: {error}", case.id));
                }
            }
        }
    }
    println!("{refused} malformed, {accepted} well-formed, {dtds} with a DTD");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        refused >= 243 && accepted >= 72 && dtds >= 800,
        "{refused} {accepted} {dtds}"
    );
}
