//! `origin.toml`: where documents came from.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};
use toml::{Table, Value};
use wsdl_runtime::value::DateTime;

use super::crawl::Fetched;
use crate::failure::Failure;

/// The file's name.
pub(super) const ORIGIN: &str = "origin.toml";
/// The catalog's name; the generator finds it beside the entry.
pub(super) const CATALOG: &str = "catalog.tsv";
/// The deepest folder that is looked into.
const MAX_DEPTH: usize = 16;

/// What `origin.toml` says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// The entry's URL.
    pub(super) url: String,
    /// The entry's file.
    pub(super) entry: String,
    pub(super) allow_host: Vec<String>,
    pub(super) skip: Vec<String>,
    /// Files and their checksums.
    pub(super) documents: Vec<(String, String)>,
}

impl Origin {
    /// What is to be written for documents that were fetched now.
    pub(super) fn of(fetched: &Fetched, allow_host: &[String], skip: &[String]) -> Self {
        let documents = fetched
            .documents
            .iter()
            .map(|d| (d.file.clone(), checksum(&d.bytes)));
        Self {
            url: fetched
                .documents
                .first()
                .map(|d| d.url.clone())
                .unwrap_or_default(),
            entry: fetched
                .documents
                .first()
                .map(|d| d.file.clone())
                .unwrap_or_default(),
            allow_host: allow_host.to_vec(),
            skip: skip.to_vec(),
            documents: documents.collect(),
        }
    }

    /// The text of the file.
    pub(super) fn text(&self, fetched: &Fetched) -> String {
        let quoted = |text: &str| Value::String(text.to_owned()).to_string();
        let list = |texts: &[String]| {
            Value::Array(texts.iter().map(|t| Value::String(t.clone())).collect()).to_string()
        };
        let now = now();
        let mut out = String::from(
            "# Where these documents came from; `cargo wsdl fetch` brings them up to date.\n\n",
        );
        out.push_str(&format!(
            "entry = {}\nurl = {}\n",
            quoted(&self.entry),
            quoted(&self.url)
        ));
        if !self.allow_host.is_empty() {
            out.push_str(&format!("allow-host = {}\n", list(&self.allow_host)));
        }
        if !self.skip.is_empty() {
            out.push_str(&format!("skip = {}\n", list(&self.skip)));
        }
        for (document, (file, sum)) in fetched.documents.iter().zip(&self.documents) {
            out.push_str(&format!(
                "\n[[document]]\nfile = {}\nurl = {}\ntime = {now}\nsha256 = \"{sum}\"\n",
                quoted(file),
                quoted(&document.url)
            ));
        }
        out
    }

    /// Reads the file of a folder; `None` when there is none.
    ///
    /// # Errors
    /// A file that is not one of ours: a sentence.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(ORIGIN);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error)
                if error.kind() == std::io::ErrorKind::NotFound
                    || error.kind() == std::io::ErrorKind::NotADirectory =>
            {
                return Ok(None);
            }
            Err(error) => return Err(Failure::file("read", &path, &error)),
        };
        let wrong =
            |why: &str| Failure::Because(format!("`{}` cannot be used: {why}", path.display()));
        let table: Table = text
            .parse()
            .map_err(|e: toml::de::Error| wrong(e.message()))?;
        let word =
            |table: &Table, key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
        let list = |key: &str| -> Vec<String> {
            let values = table
                .get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            values
                .filter_map(|v| v.as_str().map(str::to_owned))
                .collect()
        };
        let mut documents = Vec::new();
        for document in table
            .get("document")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let document = document
                .as_table()
                .ok_or_else(|| wrong("a `document` is no table"))?;
            let file = word(document, "file").ok_or_else(|| wrong("a document has no `file`"))?;
            if file.contains(['/', '\\']) || file.starts_with('.') {
                return Err(wrong(&format!("`{file}` is no file of this folder")));
            }
            documents.push((file, word(document, "sha256").unwrap_or_default()));
        }
        Ok(Some(Self {
            url: word(&table, "url").ok_or_else(|| wrong("it has no `url`"))?,
            entry: word(&table, "entry").ok_or_else(|| wrong("it has no `entry`"))?,
            allow_host: list("allow-host"),
            skip: list("skip"),
            documents,
        }))
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// The time in UTC, to the second.
fn now() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| d.as_secs());
    DateTime::from(UNIX_EPOCH + Duration::from_secs(seconds)).to_string()
}

/// The folders below one that have an `origin.toml`, sorted; build output and hidden folders are left out.
pub(super) fn folders(top: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![(top.to_path_buf(), 0)]);
    while let Some((folder, depth)) = open.pop() {
        if folder.join(ORIGIN).is_file() {
            found.push(folder.clone());
        }
        if depth >= MAX_DEPTH {
            continue;
        }
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let hidden = name.to_string_lossy().starts_with('.')
                || name == "target"
                || name == "node_modules";
            if !hidden && entry.file_type().is_ok_and(|t| t.is_dir()) {
                open.push((entry.path(), depth + 1));
            }
        }
    }
    found.sort();
    found
}
