//! The sample messages of a corpus: what lies beside an entry, and what `messages/MESSAGES.tsv` says of others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::extract;
use super::manifest::Entry;

/// A message body.
pub struct Message {
    /// The file it is from.
    pub file: String,
    /// The body's child as a document of its own.
    pub document: String,
    /// The name of its root, `{NS}name`.
    pub element: String,
}

/// The bodies of all messages of an entry: of every `.xml` file in its folders that is a SOAP envelope.
///
/// # Errors
/// When a folder cannot be read.
pub fn of(corpus: &Path, entry: &Entry) -> io::Result<Vec<Message>> {
    let mut found = Vec::new();
    for folder in &entry.messages {
        for file in files(&corpus.join(folder))? {
            let Ok(bytes) = fs::read(&file) else {
                continue;
            };
            let text = String::from_utf8_lossy(&bytes);
            let shown = file.strip_prefix(corpus).unwrap_or(&file);
            let bodies = extract::body_children(text.trim_start_matches('\u{feff}'));
            for document in bodies.unwrap_or_default() {
                let element = extract::root_name(&document).unwrap_or_default();
                found.push(Message {
                    file: shown.display().to_string(),
                    document,
                    element,
                });
            }
        }
    }
    Ok(found)
}

/// The `.xml` files of a folder; where it has none, those of the folders in it.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|e| Some(e.ok()?.path()))
        .collect();
    all.sort();
    let xml = |f: &PathBuf| f.extension().is_some_and(|e| e == "xml");
    let found: Vec<PathBuf> = all.iter().filter(|f| xml(f)).cloned().collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let mut inner = Vec::new();
    for folder in all.iter().filter(|f| f.is_dir()) {
        let files = fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path()));
        inner.extend(files.filter(xml));
    }
    inner.sort();
    Ok(inner)
}
