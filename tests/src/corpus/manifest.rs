//! Which entries a corpus holds: `MANIFEST.tsv`, a header line and a row per entry WSDL.

use std::io;
use std::path::Path;

/// A row of the manifest.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The WSDL, relative to the corpus folder.
    pub path: String,
    /// The family it belongs to.
    pub family: String,
    /// What a static scan met in it.
    pub features: String,
    /// `ok`, `wsdl2` or `broken (why)`.
    pub expect: String,
}

impl Entry {
    /// Whether code is expected.
    pub fn is_ok(&self) -> bool {
        self.expect == "ok"
    }
}

/// Reads the manifest of the corpus at `root`; columns are found by their headings, so that others may be added.
///
/// # Errors
/// When the file cannot be read or has no `entry` column.
pub fn read(root: &Path) -> io::Result<Vec<Entry>> {
    let text = std::fs::read_to_string(root.join("MANIFEST.tsv"))?;
    let mut lines = text.lines();
    let headings: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| headings.iter().position(|h| *h == name);
    let entry =
        column("entry").ok_or_else(|| io::Error::other("MANIFEST.tsv has no column `entry`"))?;
    let (family, features, expect) = (column("family"), column("features"), column("expect"));
    Ok(lines
        .filter(|l| !l.trim().is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |i: Option<usize>| i.and_then(|i| cells.get(i)).unwrap_or(&"").to_string();
            Entry {
                path: cell(Some(entry)),
                family: cell(family),
                features: cell(features),
                expect: cell(expect),
            }
        })
        .collect())
}

/// Whether `pattern` (`*` stands for any text; without one: a part of the path) selects `path`.
pub fn selects(pattern: &str, path: &str) -> bool {
    if !pattern.contains('*') {
        return path.contains(pattern);
    }
    let mut rest = path;
    for (i, piece) in pattern.split('*').enumerate() {
        match rest.find(piece) {
            Some(0) => rest = &rest[piece.len()..],
            Some(at) if i > 0 => rest = &rest[at + piece.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || pattern.ends_with('*')
}
