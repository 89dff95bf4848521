//! Documents: follow imports and includes; each text once; no network.

mod builtin;
mod catalog;
mod foreign;
mod locate;
mod location;
mod references;
mod relocate;
mod report;
mod scan;
mod store;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Setting, Severity, code};
use crate::guard::{self, DecodeError, Limits};
use crate::model::documents::{Document, DocumentId, Documents, Link, Span};
use crate::options::Options;

pub use self::relocate::relocate;

pub use self::location::percent_decoded;
pub use self::references::{
    Reference as Referred, Referring, Root as RootKind, references, resolve,
};

use self::catalog::Catalog;
use self::report::words;
use self::scan::{Kind, Reference, Root, Scan};
use self::store::{Found, Store, StoreError};

/// The longest chain of imports that is followed.
const MAX_DEPTH: usize = 64;
/// The most documents of a run.
const MAX_FILES: usize = 1_000;
/// The most bytes of a run.
const MAX_TOTAL: usize = 128 << 20;

/// Loads the entry document and everything it imports from disk. Findings go to `diagnostics`; the result is empty when the entry
/// cannot be read at all.
///
/// A document that is not well-formed is in the result, so that its text can be shown; nothing is read from it.
pub fn load(entry: &Path, options: &Options, diagnostics: &mut Diagnostics) -> Documents {
    let files: Vec<PathBuf> = options
        .catalog
        .iter()
        .cloned()
        .chain(catalog_beside(entry))
        .collect();
    let catalog = catalog::read_all(&files, |file, why| {
        let message = format!("the catalog `{}` cannot be used: {why}", file.display());
        diagnostics
            .add(code::CATALOG, Severity::Error, None, message)
            .setting(Setting::entry("catalog", file.to_string_lossy()));
    });
    Loader::new(Store::Disk, catalog, diagnostics).run(entry)
}

/// The catalog that `cargo wsdl fetch` writes beside an entry document, when it is there: it is read after those that the user names.
pub fn catalog_beside(entry: &Path) -> Option<PathBuf> {
    let file = entry.parent()?.join("catalog.tsv");
    file.is_file().then_some(file)
}

/// Loads the entry document `name` and what it imports from `files`: pairs of a location and a text. Nothing is read from disk.
pub fn load_memory(name: &str, files: &[(&str, &str)], diagnostics: &mut Diagnostics) -> Documents {
    let files = files.iter().map(|(location, text)| {
        (
            store::normalise(Path::new(location)),
            text.as_bytes().to_vec(),
        )
    });
    let store = Store::Memory(files.collect());
    Loader::new(store, Catalog::default(), diagnostics).run(Path::new(name))
}

/// Where a document stands, for what it imports.
#[derive(Clone, Default)]
struct Base {
    /// The file; `None` for built-in schemas.
    path: Option<PathBuf>,
    /// The URL that a catalog found the file by.
    url: Option<String>,
    /// Imports between the entry and this document.
    depth: usize,
}

/// An import that leads nowhere.
struct Missing {
    from: DocumentId,
    reference: Reference,
    why: Why,
}

/// Why an import leads nowhere.
enum Why {
    /// No location, and no catalog knows the namespace.
    NoLocation,
    /// A URL that no catalog knows.
    Remote,
    /// An absolute path or a `file:` URL.
    Absolute,
    /// The file that was looked for, relative to the entry, and what is wrong with it.
    File(String, StoreError),
    /// A catalog names a file that cannot be had.
    Catalog(String, StoreError),
}

struct Loader<'a> {
    store: Store,
    catalog: Catalog,
    diagnostics: &'a mut Diagnostics,
    documents: Documents,
    bases: Vec<Base>,
    by_path: BTreeMap<PathBuf, DocumentId>,
    /// The entry's folder, canonical.
    folder: PathBuf,
    bytes: usize,
    full: bool,
    /// Target namespaces of all schemas.
    supplied: BTreeSet<String>,
    /// Namespaces of all references.
    referred: BTreeSet<String>,
    /// Namespaces of the built-in schemas that were added.
    built_in: BTreeSet<String>,
    missing: Vec<Missing>,
}

impl<'a> Loader<'a> {
    fn new(store: Store, catalog: Catalog, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            store,
            catalog,
            diagnostics,
            documents: Documents::default(),
            bases: Vec::new(),
            by_path: BTreeMap::new(),
            folder: PathBuf::new(),
            bytes: 0,
            full: false,
            supplied: BTreeSet::new(),
            referred: BTreeSet::new(),
            built_in: BTreeSet::new(),
            missing: Vec::new(),
        }
    }

    fn run(mut self, entry: &Path) -> Documents {
        self.documents.folder = entry.parent().map(Path::to_path_buf).unwrap_or_default();
        let found = match self.store.find(entry) {
            // The entry is what the user typed: its case is theirs to settle.
            Ok(Found {
                path,
                other_case: false,
            }) => path,
            Ok(_) => return self.unreadable(entry, &StoreError::Missing),
            Err(error) => return self.unreadable(entry, &error),
        };
        self.folder = found.parent().map(Path::to_path_buf).unwrap_or_default();
        let name = found
            .file_name()
            .map_or_else(|| "entry".to_owned(), |n| n.to_string_lossy().into_owned());
        let base = Base {
            path: Some(found.clone()),
            url: self.catalog.url_of(&found),
            depth: 0,
        };
        if let Err(error) = self.add(&found, name.clone(), name, base) {
            return self.unreadable(entry, &error);
        }
        let mut next = 0;
        loop {
            while let Some(document) = self.documents.list.get(next) {
                let text = document.text.clone();
                self.follow(DocumentId(u32::try_from(next).unwrap_or(u32::MAX)), &text);
                next += 1;
            }
            if !self.add_builtins() {
                break;
            }
        }
        for missing in std::mem::take(&mut self.missing) {
            self.report_missing(&missing);
        }
        self.documents
    }

    fn unreadable(self, entry: &Path, error: &StoreError) -> Documents {
        let message = format!("`{}` cannot be read: {}", entry.display(), words(error));
        self.diagnostics
            .add(code::UNREADABLE, Severity::Error, None, message)
            .setting(Setting::whole("wsdl"));
        self.documents
    }

    /// Adds the document at a canonical path; once.
    fn add(
        &mut self,
        path: &Path,
        name: String,
        location: String,
        base: Base,
    ) -> Result<DocumentId, StoreError> {
        if let Some(&id) = self.by_path.get(path) {
            return Ok(id);
        }
        let bytes = self.store.read(path, Limits::DEFAULT.bytes)?;
        self.bytes = self.bytes.saturating_add(bytes.len());
        let decoded = guard::decode(&bytes);
        let on_disk = matches!(self.store, Store::Disk);
        let (text, broken) = match &decoded {
            Ok(decoded) => (decoded.text.as_str(), false),
            Err(DecodeError::Invalid { lossy, .. } | DecodeError::Unsupported { lossy, .. }) => {
                (lossy.as_str(), true)
            }
        };
        let id = self.push(
            Document {
                name,
                path: on_disk.then(|| path.to_path_buf()),
                location,
                text: Arc::from(text),
                builtin: false,
                settings: false,
                broken,
            },
            base,
        );
        self.by_path.insert(path.to_path_buf(), id);
        match decoded {
            Ok(decoded) => self.report_label(id, decoded.mislabelled.as_deref()),
            Err(error) => self.report_encoding(id, &error),
        }
        Ok(id)
    }

    fn push(&mut self, document: Document, base: Base) -> DocumentId {
        let id = DocumentId(u32::try_from(self.documents.list.len()).unwrap_or(u32::MAX));
        self.documents.list.push(document);
        self.bases.push(base);
        id
    }

    /// Checks and scans a document, and adds what it imports.
    fn follow(&mut self, id: DocumentId, text: &str) {
        if self.is_broken(id) {
            return;
        }
        let scan = match guard::check(text, &Limits::DEFAULT) {
            Ok(()) => scan::scan(text),
            Err(refusal) => return self.report_refusal(id, &refusal),
        };
        let scan = match scan {
            Ok(scan) => scan,
            Err(error) => return self.report_malformed(id, &error, text),
        };
        match &scan.root {
            Root::Wsdl | Root::Schema => self.take(id, scan),
            Root::Wsdl20 => self.report_wsdl20(id, text),
            Root::None => {}
            Root::Other(name, at) => self.report_other(id, name, at.clone()),
        }
    }

    fn is_broken(&self, id: DocumentId) -> bool {
        self.documents.get(id).is_none_or(|d| d.broken)
    }

    fn mark_broken(&mut self, id: DocumentId) {
        if let Some(document) = self.documents.list.get_mut(id.0 as usize) {
            document.broken = true;
        }
    }

    fn take(&mut self, id: DocumentId, scan: Scan) {
        self.supplied.extend(scan.supplies);
        self.referred.extend(scan.refers);
        for reference in scan.links {
            if self.full {
                return;
            }
            let too_many = self.documents.list.len() >= MAX_FILES;
            if too_many || self.bytes > MAX_TOTAL {
                self.full = true;
                let what = if too_many {
                    format!("{MAX_FILES} documents")
                } else {
                    format!("{MAX_TOTAL} bytes")
                };
                let at = span(id, &reference.at);
                self.diagnostics.add(
                    code::LIMIT,
                    Severity::Error,
                    at,
                    format!("more than {what} in all"),
                );
                return;
            }
            match self.locate(id, &reference) {
                Ok(to) => self.documents.links.push(Link {
                    from: id,
                    at: span(id, &reference.at),
                    to,
                }),
                Err(why) => self.missing.push(Missing {
                    from: id,
                    reference,
                    why,
                }),
            }
        }
    }

    /// Adds the built-in schemas that are referred to and not supplied, or not in full; whether there were any.
    fn add_builtins(&mut self) -> bool {
        let missing = |ns: &&String| !self.supplied.contains(*ns) || builtin::is_often_partial(ns);
        let wanted: Vec<String> = self.referred.iter().filter(missing).cloned().collect();
        let mut added = false;
        for namespace in wanted {
            if let Some((name, text)) = builtin::schema(&namespace)
                && self.built_in.insert(namespace.clone())
            {
                self.supplied.insert(namespace.clone());
                let document = Document {
                    name: format!("<built-in>/{name}"),
                    path: None,
                    location: namespace,
                    text: Arc::from(text),
                    builtin: true,
                    settings: false,
                    broken: false,
                };
                self.push(document, Base::default());
                added = true;
            }
        }
        added
    }
}

/// A span of a document.
fn span(document: DocumentId, range: &std::ops::Range<usize>) -> Span {
    Span {
        document,
        start: u32::try_from(range.start).unwrap_or(u32::MAX),
        end: u32::try_from(range.end).unwrap_or(u32::MAX),
    }
}

/// Whether the reference is one that another document's schema can satisfy: an import of a namespace, not an include of a file.
fn is_import(reference: &Reference) -> bool {
    reference.kind == Kind::SchemaImport
}
