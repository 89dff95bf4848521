//! A WSDL and everything that it imports, in memory.

use std::collections::{BTreeMap, BTreeSet};

use wsdl_codegen::stage::load::{self, Referred as Reference, RootKind as Root};

use super::download::{Downloader, because, shown};
use super::names;
use crate::console::Console;
use crate::failure::Failure;

/// The most documents, the most bytes of all of them, and the longest chain of imports: as in the generator.
const MAX_DOCUMENTS: usize = 1_000;
const MAX_TOTAL: usize = 128 << 20;
const MAX_DEPTH: usize = 64;
/// The most lines of a catalog.
const MAX_LINES: usize = 100_000;

/// A document that was fetched.
pub(super) struct Document {
    /// The file that it becomes.
    pub(super) file: String,
    /// Where it was asked for.
    pub(super) url: String,
    pub(super) bytes: Vec<u8>,
    /// What it imports: the location as written, and which document it is.
    imports: Vec<(String, usize)>,
}

/// All documents, the entry first.
pub(super) struct Fetched {
    pub(super) documents: Vec<Document>,
}

/// Fetches the document at a URL and everything that it imports.
///
/// # Errors
/// One sentence about the first document that cannot be had.
pub(super) fn crawl(
    downloader: &Downloader,
    url: &str,
    skip: &[String],
    console: &mut Console<'_>,
) -> Result<Fetched, Failure> {
    let mut crawl = Crawl {
        downloader,
        skip,
        documents: Vec::new(),
        bases: Vec::new(),
        known: BTreeMap::new(),
        names: BTreeSet::new(),
        name: None,
        total: 0,
    };
    crawl.entry(url, console)?;
    let mut next = 0;
    while next < crawl.documents.len() {
        crawl.follow(next, console)?;
        next += 1;
    }
    Ok(Fetched {
        documents: crawl.documents,
    })
}

struct Crawl<'a> {
    downloader: &'a Downloader,
    skip: &'a [String],
    documents: Vec<Document>,
    /// For each document, where it was in the end and how many imports lead to it; what it refers to.
    bases: Vec<(String, usize, Vec<Reference>)>,
    /// Which document a URL is.
    known: BTreeMap<String, usize>,
    names: BTreeSet<String>,
    /// What the entry calls itself.
    name: Option<String>,
    total: usize,
}

impl Crawl<'_> {
    fn entry(&mut self, url: &str, console: &mut Console<'_>) -> Result<(), Failure> {
        let mut url = url.trim().to_owned();
        console.status("Fetching", shown(&url));
        let mut found = self.downloader.get(&url)?;
        // The address of a service shows a page; its description is beside it.
        if found.html && !url.contains('?') {
            let described = format!("{url}?wsdl");
            console.status(
                "Fetching",
                format!("{}: {} is a page", shown(&described), shown(&url)),
            );
            found = self.downloader.get(&described)?;
            url = described;
        }
        let root = self.add(&url, found, 0)?;
        match root {
            Root::Wsdl | Root::Schema => Ok(()),
            _ => Err(because(&url, "is neither a WSDL 1.1 document nor a schema")),
        }
    }

    fn add(
        &mut self,
        url: &str,
        found: super::download::Downloaded,
        depth: usize,
    ) -> Result<Root, Failure> {
        if found.html {
            let hint = if url.contains('?') {
                ""
            } else {
                "; most servers publish the WSDL with `?wsdl` at the end"
            };
            return Err(because(
                url,
                &format!("is an HTML page, and no WSDL or schema{hint}"),
            ));
        }
        self.total += found.bytes.len();
        if self.total > MAX_TOTAL {
            return Err(because(
                url,
                &format!(
                    "and the documents before it are larger than {} MiB",
                    MAX_TOTAL >> 20
                ),
            ));
        }
        let scanned = load::references(&found.bytes)
            .map_err(|why| because(url, &format!("cannot be used: {why}")))?;
        if self.name.is_none() {
            self.name.clone_from(&scanned.name);
        }
        let file = names::file(url, &scanned.root, self.name.as_deref(), &self.names);
        self.names.insert(file.to_lowercase());
        self.known.insert(url.to_owned(), self.documents.len());
        self.bases.push((found.url, depth, scanned.references));
        self.documents.push(Document {
            file,
            url: url.to_owned(),
            bytes: found.bytes,
            imports: Vec::new(),
        });
        Ok(scanned.root)
    }

    fn follow(&mut self, number: usize, console: &mut Console<'_>) -> Result<(), Failure> {
        let Some((base, depth, references)) = self
            .bases
            .get_mut(number)
            .map(|(base, depth, r)| (base.clone(), *depth, std::mem::take(r)))
        else {
            return Ok(());
        };
        for reference in references {
            let written = reference.location.trim();
            if written.is_empty() || reference.built_in {
                continue;
            }
            let full = load::resolve(&base, written);
            let full = full.split('#').next().unwrap_or_default().to_owned();
            if self.skip.iter().any(|s| s == written || *s == full) {
                continue;
            }
            let at = match self.known.get(&full) {
                Some(at) => *at,
                None => {
                    if self.documents.len() >= MAX_DOCUMENTS {
                        return Err(because(
                            &base,
                            &format!("leads to more than {MAX_DOCUMENTS} documents"),
                        ));
                    }
                    if depth >= MAX_DEPTH {
                        return Err(because(
                            &base,
                            &format!("is at the end of more than {MAX_DEPTH} imports"),
                        ));
                    }
                    let by = &base;
                    self.downloader
                        .check(&full)
                        .map_err(|failure| needed(failure, by))?;
                    console.status("Fetching", shown(&full));
                    let found = self
                        .downloader
                        .get(&full)
                        .map_err(|failure| needed(failure, &base))?;
                    let at = self.documents.len();
                    self.add(&full, found, depth + 1)
                        .map_err(|failure| needed(failure, &base))?;
                    at
                }
            };
            if let Some(document) = self.documents.get_mut(number) {
                document.imports.push((written.to_owned(), at));
            }
        }
        Ok(())
    }
}

/// Says which document needed another.
fn needed(failure: Failure, by: &str) -> Failure {
    match failure {
        Failure::Because(text) => Failure::Because(format!("{text}; {} imports it", shown(by))),
        other => other,
    }
}

impl Fetched {
    /// The catalog: for each location that the generator may look up, the file. A document may be known by several URLs: the one that it
    /// was asked for, and those that the locations in other documents make of theirs.
    pub(super) fn catalog(&self) -> String {
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        let mut open: Vec<(String, usize)> = Vec::new();
        for (number, document) in self.documents.iter().enumerate() {
            open.push((document.url.clone(), number));
        }
        while let Some((url, number)) = open.pop() {
            if lines.len() > MAX_LINES || lines.contains_key(&url) {
                continue;
            }
            for (written, to) in self.documents.get(number).map_or(&[][..], |d| &d.imports) {
                open.push((load::resolve(&url, written), *to));
            }
            lines.insert(url, number);
        }
        let mut out = String::from(
            "# Which location is which file: written by `cargo wsdl fetch`, read by the generator.\n",
        );
        for (url, number) in &lines {
            if let Some(document) = self
                .documents
                .get(*number)
                .filter(|_| !url.contains(['\t', '\n', '\r']))
            {
                out.push_str(&format!("{url}\t{}\n", document.file));
            }
        }
        out
    }
}
