//! The texts that were loaded, and spans that point into them.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Which document of [`Documents`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// A range of bytes of one document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The document.
    pub document: DocumentId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentId({})", self.0)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}[{}..{}]", self.document, self.start, self.end)
    }
}

/// One loaded document: each text stands here once, however many imports lead to it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name shown in diagnostics and in the header of generated code: relative to the entry document's folder, with `/`.
    pub name: String,
    /// Where the file is, for change tracking; `None` for documents given in memory and for the built-in schemas.
    pub path: Option<PathBuf>,
    /// What the document is known by in `schemaLocation` and `location` after resolution.
    pub location: String,
    /// The text, decoded to UTF-8, without a byte order mark.
    pub text: Arc<str>,
    /// Whether the text ships with the generator (the schemas of XML, SOAP encoding, ..).
    pub builtin: bool,
    /// Whether the text holds the settings of a run (a Cargo.toml): its name is the one that the caller finds it by.
    pub settings: bool,
    /// The text was refused (not well-formed, a DTD, ..): it is kept to be shown, and nothing is read from it.
    pub broken: bool,
}

/// Where an import or include of one document leads.
#[derive(Clone, Debug)]
pub struct Link {
    /// The importing document.
    pub from: DocumentId,
    /// Where the `import`, `include` or `redefine` element begins in it.
    pub at: Span,
    /// The document it leads to.
    pub to: DocumentId,
}

/// All documents of one run, the entry first, the others in the order in which imports reach them.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// The folder of the entry document, as the caller named it: places are shown from there.
    pub folder: PathBuf,
    /// The documents; [`DocumentId`] is an index into this list.
    pub list: Vec<Document>,
    /// Every resolved import, include and redefine.
    pub links: Vec<Link>,
}

impl Documents {
    /// The document with this id, if there is one.
    pub fn get(&self, id: DocumentId) -> Option<&Document> {
        self.list.get(id.0 as usize)
    }

    /// The name of a document as it is found from where the caller is, with `/`.
    pub fn shown(&self, document: &Document) -> String {
        if document.builtin || document.settings || self.folder.as_os_str().is_empty() {
            return document.name.clone();
        }
        let folder = self.folder.to_string_lossy().replace('\\', "/");
        format!("{}/{}", folder.trim_end_matches('/'), document.name)
    }

    /// Adds the text that holds the settings, so that findings can point into it. Nothing else is read from it.
    pub fn attach_settings(&mut self, name: impl Into<String>, text: Arc<str>) -> DocumentId {
        let id = DocumentId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(Document {
            name: name.into(),
            path: None,
            location: String::new(),
            text,
            builtin: false,
            settings: true,
            broken: false,
        });
        id
    }

    /// The documents that ship with the generator.
    pub fn builtin(&self) -> BTreeSet<DocumentId> {
        let ids = (0..).map(DocumentId).zip(&self.list);
        ids.filter(|(_, d)| d.builtin).map(|(id, _)| id).collect()
    }

    /// The document that the import element which starts at byte `start` of `from` leads to.
    pub fn target(&self, from: DocumentId, start: usize) -> Option<DocumentId> {
        let found = |l: &&Link| l.from == from && l.at.start as usize == start;
        self.links.iter().find(found).map(|l| l.to)
    }
}
