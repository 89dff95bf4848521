//! What the tests share: finding cases, running them, comparing and accepting, scratch crates, XML compared as infosets.

pub mod accept;
pub mod case;
pub mod corpus;
pub mod infoset;
#[cfg(doctest)]
mod pages;
pub mod random;
pub mod roots;
pub mod scratch;

use std::fs;
use std::path::{Path, PathBuf};

use wsdl_codegen::diagnostic::{Renderer, Severity};

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}

/// A folder of material beside the repository that tests read where it is there: `../shared/NAME`.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = root().join("..").join("shared").join(name);
    path.exists().then_some(path)
}

/// Says on the real standard error, past the test harness's capture, that something was not tested.
pub fn skipped(what: &str, why: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {what}\n*** {why}\n");
}

/// The names of all files below a folder, relative to it, with `/`, sorted; empty when it is not there.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(inner) = path.strip_prefix(folder) {
                let parts: Vec<_> = inner.iter().map(|p| p.to_string_lossy()).collect();
                found.push(parts.join("/"));
            }
        }
    }
    found.sort();
    found
}

/// What the generator said, errors and warnings, as people see it.
pub fn said(outcome: &wsdl_codegen::Outcome) -> String {
    said_from(outcome, Severity::Warning)
}

/// What it said of this severity and above; files are shown without the entry's folder.
pub fn said_from(outcome: &wsdl_codegen::Outcome, least: Severity) -> String {
    let text = Renderer::new(&outcome.documents).all(&outcome.diagnostics, least);
    let folder = outcome
        .documents
        .folder
        .to_string_lossy()
        .replace('\\', "/");
    match folder.is_empty() {
        true => text,
        false => text.replace(&format!("{folder}/"), ""),
    }
}
