//! Which entries a corpus holds: `MANIFEST.tsv`, a header line and a row per entry WSDL; and `messages/MESSAGES.tsv`, likewise for messages.
//! A folder without a manifest is a corpus of all its WSDLs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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
    /// Folders with messages of it, relative to the corpus folder.
    pub messages: Vec<PathBuf>,
}

impl Entry {
    /// Whether code is expected.
    pub fn is_ok(&self) -> bool {
        self.expect == "ok"
    }

    /// How many of its messages are known to be invalid (`messages-not-schema-valid:n` among the features). `None` when the manifest does
    /// not speak of its messages (`messages:n`).
    pub fn invalid_messages(&self) -> Option<usize> {
        let count = |name: &str| {
            let mut features = self.features.split(',');
            features.find_map(|f| f.strip_prefix(name)?.parse::<usize>().ok())
        };
        count("messages:").map(|_| count("messages-not-schema-valid:").unwrap_or(0))
    }
}

/// Reads the manifest of the corpus at `root`; columns are found by their headings, so that others may be added. Where there is a
/// `messages/MESSAGES.tsv` too, its services follow, and its messages of services of the manifest belong to these. Without a manifest
/// every `.wsdl` below `root` is an entry that is to be generated, of the family that its first folder names.
///
/// # Errors
/// When the file cannot be read or has no `entry` column, or when there are neither a manifest nor WSDLs.
pub fn read(root: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let manifest = root.join("MANIFEST.tsv");
    if !manifest.exists() {
        collect(root, root, &mut entries)?;
        if entries.is_empty() {
            let problem = format!("{} holds neither a MANIFEST.tsv nor WSDLs", root.display());
            return Err(io::Error::other(problem));
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        return Ok(entries);
    }
    for [path, family, features, expect] in
        table(&manifest, ["entry", "family", "features", "expect"])?
    {
        let folder = Path::new(&path).parent().unwrap_or(Path::new(""));
        entries.push(Entry {
            messages: vec![folder.to_path_buf()],
            path,
            family,
            features,
            expect,
        });
    }
    let samples = root.join("messages/MESSAGES.tsv");
    if samples.exists() {
        for [folder, wsdl, note] in table(&samples, ["dir", "wsdl", "note"])? {
            sample(root, &folder, &wsdl, &note, &mut entries);
        }
    }
    Ok(entries)
}

/// Adds every WSDL below a folder of the corpus; what begins with `_` is for others to import.
fn collect(root: &Path, folder: &Path, entries: &mut Vec<Entry>) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !path.is_symlink() && !name.starts_with('_') {
            collect(root, &path, entries)?;
        } else if name.to_lowercase().ends_with(".wsdl") {
            let inner = path.strip_prefix(root).unwrap_or(&path);
            let first = inner.iter().next().unwrap_or_default().to_string_lossy();
            entries.push(Entry {
                path: inner.display().to_string(),
                family: first.into_owned(),
                features: String::new(),
                expect: "ok".into(),
                messages: inner.parent().into_iter().map(Path::to_path_buf).collect(),
            });
        }
    }
    Ok(())
}

/// A row of the messages: a folder, and the WSDL that they are of, which lies in it or is an entry. Without one (`-`) nothing can be read.
fn sample(root: &Path, folder: &str, wsdl: &str, note: &str, entries: &mut Vec<Entry>) {
    if let Some(entry) = entries.iter_mut().find(|e| e.path == wsdl) {
        entry.messages.push(folder.into());
    } else if root.join(folder).join(wsdl).is_file() {
        entries.push(Entry {
            path: format!("{folder}/{wsdl}"),
            family: "messages".into(),
            features: String::new(),
            expect: match note {
                "ok" => "ok".into(),
                quirk => format!("broken ({quirk})"),
            },
            messages: vec![folder.into()],
        });
    }
}

/// The named columns of a table with a line of headings; the first must be there.
fn table<const N: usize>(file: &Path, columns: [&str; N]) -> io::Result<Vec<[String; N]>> {
    let text = fs::read_to_string(file)?;
    let mut lines = text.lines();
    let headings: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let places = columns.map(|name| headings.iter().position(|h| *h == name));
    if let (Some(None), Some(name)) = (places.first(), columns.first()) {
        let problem = format!("{} has no column `{name}`", file.display());
        return Err(io::Error::other(problem));
    }
    let rows = lines.filter(|l| !l.trim().is_empty()).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        places.map(|i| i.and_then(|i| cells.get(i)).unwrap_or(&"").to_string())
    });
    Ok(rows.collect())
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
