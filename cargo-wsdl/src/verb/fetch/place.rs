//! Puts documents where they belong: all of them, or none.
//!
//! They are written to a folder of their own first. A folder that is new is renamed into place. In one that is there already each file is
//! renamed into place, those that it replaces are kept until all are there, and are put back when one cannot be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::origin::{CATALOG, ORIGIN, Origin};
use crate::failure::Failure;
use crate::interrupt;

/// Documents that are written, and not yet where they belong. Dropping it takes them away.
pub(super) struct Staged {
    /// Where they are.
    pub(super) folder: PathBuf,
    into: PathBuf,
    files: Vec<String>,
    /// `into` is not there yet.
    fresh: bool,
    /// Folders above `into` that were made for it.
    made: Vec<PathBuf>,
}

/// Writes files beside where they belong.
///
/// # Errors
/// A file that cannot be written, or one that is there and did not come from here.
pub(super) fn stage(
    into: &Path,
    files: &[(String, Vec<u8>)],
    before: Option<&Origin>,
) -> Result<Staged, Failure> {
    let fresh = !into.exists();
    let owned = |name: &str| {
        name == ORIGIN
            || name == CATALOG
            || before.is_some_and(|o| o.documents.iter().any(|(file, _)| file == name))
    };
    if !fresh {
        for (name, _) in files {
            let there = into.join(name);
            if there.exists() && !(before.is_some() && owned(name)) {
                return Err(Failure::Because(format!(
                    "`{}` is there already, and no `{ORIGIN}` says that it was fetched",
                    there.display()
                )));
            }
        }
    }
    let mut made = Vec::new();
    let parent = if fresh {
        into.parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    } else {
        into
    };
    make_folders(parent, &mut made)?;
    let name = into
        .file_name()
        .map_or_else(|| "wsdl".to_owned(), |n| n.to_string_lossy().into_owned());
    let folder = parent.join(format!(".{name}.fetch-{}", std::process::id()));
    let staged = Staged {
        folder: folder.clone(),
        into: into.to_path_buf(),
        files: files.iter().map(|(n, _)| n.clone()).collect(),
        fresh,
        made,
    };
    interrupt::staged(&folder);
    fs::create_dir(&folder).map_err(|e| Failure::file("make the folder", &folder, &e))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|e| Failure::file("write", &into.join(name), &e))?;
    }
    Ok(staged)
}

fn make_folders(folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let mut missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|p| !p.as_os_str().is_empty() && !p.exists())
        .collect();
    while let Some(next) = missing.pop() {
        fs::create_dir(next).map_err(|e| Failure::file("make the folder", next, &e))?;
        made.push(next.to_path_buf());
    }
    Ok(())
}

impl Staged {
    /// Puts the files where they belong; those of `before` that are no longer needed go.
    ///
    /// # Errors
    /// A file that cannot be put there; then all is as it was.
    pub(super) fn commit(mut self, before: Option<&Origin>) -> Result<(), Failure> {
        let finishing = interrupt::finishing();
        let into = self.into.clone();
        let failed = |e: &io::Error| Failure::file("write into", &into, e);
        if self.fresh {
            fs::rename(&self.folder, &self.into).map_err(|e| failed(&e))?;
        } else {
            self.replace(before).map_err(|e| failed(&e))?;
        }
        finishing.done("what was fetched is in its place");
        self.made.clear();
        Ok(())
    }

    fn replace(&self, before: Option<&Origin>) -> io::Result<()> {
        let old = self.folder.join(".old");
        fs::create_dir(&old)?;
        let gone = before
            .into_iter()
            .flat_map(|o| &o.documents)
            .map(|(file, _)| file);
        let gone = gone.filter(|file| !self.files.contains(file));
        let mut done: Vec<(&String, bool, bool)> = Vec::new();
        let steps = gone
            .map(|f| (f, false))
            .chain(self.files.iter().map(|f| (f, true)));
        for (file, is_new) in steps {
            let there = self.into.join(file);
            let step = || -> io::Result<bool> {
                let was = there.exists();
                if was {
                    fs::rename(&there, old.join(file))?;
                }
                if is_new && let Err(error) = fs::rename(self.folder.join(file), &there) {
                    if was {
                        fs::rename(old.join(file), &there)?;
                    }
                    return Err(error);
                }
                Ok(was)
            };
            match step() {
                Ok(was) => done.push((file, was, is_new)),
                Err(error) => {
                    for (file, was, is_new) in done.into_iter().rev() {
                        let there = self.into.join(file);
                        if is_new {
                            let _ = fs::rename(&there, self.folder.join(file));
                        }
                        if was {
                            let _ = fs::rename(old.join(file), &there);
                        }
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
        // Folders that were made for nothing; those that hold something stay.
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        interrupt::dropped();
    }
}
