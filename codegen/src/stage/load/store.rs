//! Where texts come from: the disk, or memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The disk, or documents held in memory by their normalised paths.
pub(super) enum Store {
    Disk,
    Memory(BTreeMap<PathBuf, Vec<u8>>),
}

/// Why a file could not be had.
#[derive(Debug)]
pub(super) enum StoreError {
    /// Not there.
    Missing,
    /// There, but a folder, a device or a pipe.
    NotAFile,
    /// More bytes than the limit.
    TooLarge,
    /// The system's word.
    System(String),
}

/// A file found: its identity, and whether its name differs in case from what was asked for.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) other_case: bool,
}

impl Store {
    /// The identity of the file at `path`: symbolic links and `..` resolved.
    pub(super) fn find(&self, path: &Path) -> Result<Found, StoreError> {
        let exact = |path| Found {
            path,
            other_case: false,
        };
        match self {
            Self::Memory(files) => {
                let path = normalise(path);
                if files.contains_key(&path) {
                    Ok(exact(path))
                } else {
                    Err(StoreError::Missing)
                }
            }
            Self::Disk => match regular(path) {
                Err(StoreError::Missing) => {
                    let path = other_case(path).ok_or(StoreError::Missing)?;
                    let path = regular(&path)?;
                    Ok(Found {
                        path,
                        other_case: true,
                    })
                }
                found => found.map(exact),
            },
        }
    }

    /// The bytes of a file that [`Store::find`] found.
    pub(super) fn read(&self, path: &Path, limit: usize) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        match self {
            Self::Memory(files) => bytes.clone_from(files.get(path).ok_or(StoreError::Missing)?),
            Self::Disk => {
                let file = fs::File::open(path).map_err(|e| StoreError::System(e.to_string()))?;
                let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
                file.take(most)
                    .read_to_end(&mut bytes)
                    .map_err(|e| StoreError::System(e.to_string()))?;
            }
        }
        if bytes.len() > limit {
            Err(StoreError::TooLarge)
        } else {
            Ok(bytes)
        }
    }
}

fn regular(path: &Path) -> Result<PathBuf, StoreError> {
    let system = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => StoreError::Missing,
        _ => StoreError::System(e.to_string()),
    };
    let canonical = fs::canonicalize(path).map_err(system)?;
    let is_file = fs::metadata(&canonical).map_err(system)?.is_file();
    if is_file {
        Ok(canonical)
    } else {
        Err(StoreError::NotAFile)
    }
}

/// The one file of the same folder whose name differs in case only.
fn other_case(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?.to_lowercase();
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut alike = Vec::new();
    for entry in fs::read_dir(folder).ok()?.take(10_000).flatten() {
        if entry
            .file_name()
            .to_str()
            .is_some_and(|n| n.to_lowercase() == wanted)
        {
            alike.push(entry.path());
        }
    }
    if alike.len() == 1 { alike.pop() } else { None }
}

/// The path without `.` and, as far as folders are named before them, without `..`.
pub(super) fn normalise(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// How to get from `folder` to `path`, with `/`; both canonical. Without a common root, the file's name alone.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), path.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let name = |c: &Component<'_>| c.as_os_str().to_string_lossy().into_owned();
    let rooted = from
        .first()
        .is_some_and(|c| matches!(c, Component::Prefix(_) | Component::RootDir));
    if common == 0 && rooted {
        return to.last().map(name).unwrap_or_default();
    }
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let parts: Vec<String> = up.chain(to.iter().skip(common).map(name)).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_to_the_entry() {
        assert_eq!(
            relative(Path::new("/a/b"), Path::new("/a/b/c.xsd")),
            "c.xsd"
        );
        assert_eq!(
            relative(Path::new("/a/b"), Path::new("/a/c/d.xsd")),
            "../c/d.xsd"
        );
        assert_eq!(relative(Path::new(""), Path::new("x/d.xsd")), "x/d.xsd");
        assert_eq!(normalise(Path::new("a/./b/../c.xsd")), Path::new("a/c.xsd"));
        assert_eq!(normalise(Path::new("../c.xsd")), Path::new("../c.xsd"));
    }
}
