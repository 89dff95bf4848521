//! Hostile documents: text that would be code, shapes that would never end, locations that lead out. A test per line of the list.

mod places;
mod policies;
mod same;
mod shapes;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

use wsdl_codegen::diagnostic::{Diagnostics, Renderer, Severity};
use wsdl_codegen::stage::{emit, load, lower, print, read};
use wsdl_codegen::{File, Layout, Options};

/// What came of documents in memory.
pub(crate) struct Made {
    pub(crate) files: Vec<File>,
    pub(crate) said: String,
    pub(crate) broken: bool,
}

impl Made {
    /// All files, one after the other.
    pub(crate) fn text(&self) -> String {
        let texts = self.files.iter().map(|f| f.text.as_str());
        texts.collect::<Vec<_>>().join("\n")
    }
}

/// Runs the generator on documents in memory; the first is the entry.
pub(crate) fn make(documents: &[(&str, &str)]) -> Made {
    let mut diagnostics = Diagnostics::new();
    let entry = documents.first().expect("an entry").0;
    let documents = load::load_memory(entry, documents, &mut diagnostics);
    let description = read::read(&documents, &mut diagnostics);
    let mut files = Vec::new();
    if !diagnostics.has_errors() {
        let package = lower::lower(&description, &Options::default(), &mut diagnostics);
        if !diagnostics.has_errors() {
            files = print::print(&emit::emit(&package), Layout::Folder);
        }
    }
    diagnostics.sort();
    Made {
        files,
        said: Renderer::new(&documents).all(&diagnostics, Severity::Note),
        broken: diagnostics.has_errors(),
    }
}

/// A schema document around its content: prefixes `xs` and `t`.
pub(crate) fn schema(content: &str) -> String {
    format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">{content}</xs:schema>"#
    )
}

/// Every character of a text as a reference, so that any text may stand in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| format!("&#{};", u32::from(c)))
        .collect()
}

/// A folder of its own for a test; gone when the test is over.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wsdl-codegen-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
