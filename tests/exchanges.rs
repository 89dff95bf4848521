//! The expected output of every case, compiled, and used: its `exchange` documents are read and written again.

use std::fs;
use std::path::Path;

use tests::{accept, files_below, infoset};
use wsdl_runtime::Error;

/// Reads a document and writes it: the value as `{:#?}` shows it, and the document written.
type RoundTrip = fn(&str, &str) -> Result<(String, String), Error>;

/// A case whose expectation is compiled here.
struct Expectation {
    case: &'static str,
    folder: &'static str,
    elements: &'static [(&'static str, RoundTrip)],
}

macro_rules! round_trip {
    ($ty:ty) => {
        |element, document| {
            let value: $ty = wsdl_runtime::xml::from_str(element, document)?;
            let written = wsdl_runtime::xml::to_string(element, &value)?;
            Ok((format!("{value:#?}\n"), written))
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
    let (value, written) = match round_trip(&element, &document) {
        Ok(both) if !error.exists() => both,
        Ok((value, _)) => return Err(format!("was read, but must be refused: {value}")),
        Err(e) if error.exists() || accept::accepting() => {
            return accept::text(&error, &format!("{e}\n"));
        }
        Err(e) => return Err(format!("was not read: {e}")),
    };
    if read(".value.txt").is_ok() {
        accept::text(&folder.join(format!("{name}.value.txt")), &value)?;
    }
    infoset::same(&read(".written.xml").unwrap_or(document), &written)
        .map_err(|e| format!("{e}\n  written {written}\n  value {value}"))
}

fn root_element(document: &str) -> Result<String, String> {
    let parsed = roxmltree::Document::parse(document).map_err(|e| e.to_string())?;
    let name = parsed.root_element().tag_name();
    Ok(match name.namespace() {
        Some(namespace) => format!("{{{namespace}}}{}", name.name()),
        None => name.name().to_owned(),
    })
}
