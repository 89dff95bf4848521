//! The expected output of every case, compiled, and used: its `exchange` documents are read and written again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use tests::{accept, files_below, infoset};
use wsdl_runtime::Error;

/// Reads a document and writes it: the value as `{:#?}` shows it, the document written, and what of the schema the value breaks.
type RoundTrip = fn(&str, &str) -> Result<(String, String, String), Error>;

/// A case whose expectation is compiled here.
struct Expectation {
    case: &'static str,
    folder: &'static str,
    elements: &'static [(&'static str, RoundTrip)],
}

macro_rules! round_trip {
    ($ty:ty) => {
        |element, document| {
            let encoded = document.contains("http://schemas.xmlsoap.org/soap/encoding/");
            let parser = wsdl_runtime::xml::Parser::new().encoded(encoded);
            let (value, _) = parser.read::<$ty>(element, document)?;
            let written = match encoded {
                true => wsdl_runtime::xml::to_encoded_string(element, &value)?,
                false => wsdl_runtime::xml::to_string(element, &value)?,
            };
            let broken = wsdl_runtime::Validate::validate(&value)
                .map_or_else(|v| format!("{v}\n"), |()| String::new());
            Ok((format!("{value:#?}\n"), written, broken))
        }
    };
}

/// The compiled expectations. What they hold is as public as in a user's crate; here nobody else looks.
#[allow(dead_code, unreachable_pub, reason = "a test has no public interface")]
mod expectations {
    use super::Expectation;

    include!(concat!(env!("OUT_DIR"), "/expectations.rs"));

    pub(super) const ALL: &[Expectation] = EXPECTATIONS;
}

#[test]
fn exchanges_are_read_and_written() {
    let (mut problems, mut exchanged) = (Vec::new(), 0);
    for case in expectations::ALL {
        let folder = Path::new(case.folder).join("exchange");
        for file in files_below(&folder) {
            let name = file.strip_suffix(".xml").unwrap_or_default();
            if name.is_empty() || name.ends_with(".written") {
                continue;
            }
            exchanged += 1;
            if let Err(problem) = exchange(case, &folder, name) {
                problems.push(format!("{}/exchange/{file}: {problem}", case.case));
            }
        }
    }
    assert!(exchanged > 0, "there are no exchanges");
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
}

fn exchange(case: &Expectation, folder: &Path, name: &str) -> Result<(), String> {
    let read = |suffix: &str| fs::read_to_string(folder.join(format!("{name}{suffix}")));
    let document = read(".xml").map_err(|e| e.to_string())?;
    let element = root_element(&document)?;
    let found = case.elements.iter().find(|(known, _)| *known == element);
    let Some((_, round_trip)) = found else {
        return Err(format!("{element} is no element of the case"));
    };
    let error = folder.join(format!("{name}.error.txt"));
    let (value, written, broken) = match round_trip(&element, &document) {
        Ok(all) if !error.exists() => all,
        Ok((value, ..)) => return Err(format!("was read, but must be refused: {value}")),
        Err(e) if error.exists() || accept::accepting() => {
            return accept::text(&error, &format!("{e}\n"));
        }
        Err(e) => return Err(format!("was not read: {e}")),
    };
    if read(".value.txt").is_ok() {
        accept::text(&folder.join(format!("{name}.value.txt")), &value)?;
    }
    let violations = folder.join(format!("{name}.violations.txt"));
    if violations.exists() || !broken.is_empty() {
        accept::text(&violations, &broken)?;
    }
    infoset::same(&read(".written.xml").unwrap_or(document), &written)
        .map_err(|e| format!("{e}\n  written {written}\n  value {value}"))
}

/// libxml2 says of the same members that they are invalid, and of a document at the edge of every facet that it is valid.
#[test]
fn an_independent_validator_finds_the_same_violations() {
    if Command::new("xmllint").arg("--version").output().is_err() {
        eprintln!("*** SKIPPED: there is no xmllint (libxml2-utils)");
        return;
    }
    let (mut compared, mut problems) = (0, Vec::new());
    for case in expectations::ALL {
        let schema = Path::new(case.folder).join("input.xsd");
        let folder = Path::new(case.folder).join("exchange");
        for file in files_below(&folder).iter().filter(|_| schema.exists()) {
            let (name, broken) = match file.strip_suffix(".violations.txt") {
                Some(name) => (
                    name,
                    fs::read_to_string(folder.join(file)).unwrap_or_default(),
                ),
                None if file == "fits.xml" => ("fits", String::new()),
                None => continue,
            };
            compared += 1;
            let document = folder.join(format!("{name}.xml"));
            let text = fs::read_to_string(&document).unwrap_or_default();
            let ours = broken.lines().filter_map(|line| {
                let member = member(line.split(':').next()?, '/')?;
                match member.is_empty() {
                    // The value of the root itself.
                    true => root_element(&text)
                        .ok()
                        .and_then(|root| self::member(&root, '}')),
                    false => Some(member),
                }
            });
            let ours: BTreeSet<String> = ours.collect();
            let theirs = invalid(&schema, &document);
            if ours != theirs {
                problems.push(format!(
                    "{}/{name}: we {ours:?}, libxml2 {theirs:?}",
                    case.case
                ));
            }
        }
    }
    assert!(compared >= 3, "{compared} compared");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The local name at the end of a path, an attribute with its `@`.
fn member(path: &str, separator: char) -> Option<String> {
    let last = path.rsplit(separator).next()?;
    Some(last.split('[').next().unwrap_or(last).to_owned())
}

/// The elements and attributes that libxml2 finds invalid.
fn invalid(schema: &Path, document: &Path) -> BTreeSet<String> {
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--nonet", "--schema"]);
    let output = command.arg(schema).arg(document).output();
    let told = output.map(|o| String::from_utf8_lossy(&o.stderr).into_owned());
    let told = told.unwrap_or_else(|e| panic!("xmllint: {e}"));
    let quoted = |text: &str| text.split('\'').next().map(str::to_owned);
    let lines = told
        .lines()
        .filter_map(|line| line.split_once("Schemas validity error : Element '"));
    lines
        .filter_map(|(_, rest)| match rest.split_once("attribute '") {
            Some((_, name)) => Some(format!("@{}", member(&quoted(name)?, '}')?)),
            None => member(&quoted(rest)?, '}'),
        })
        .collect()
}

fn root_element(document: &str) -> Result<String, String> {
    let parsed = roxmltree::Document::parse(document).map_err(|e| e.to_string())?;
    let name = parsed.root_element().tag_name();
    Ok(match name.namespace() {
        Some(namespace) => format!("{{{namespace}}}{}", name.name()),
        None => name.name().to_owned(),
    })
}
