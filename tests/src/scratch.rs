//! Crates made while tests run, in the target folder, and cargo run on them.
//!
//! They share the target folder of the workspace and its lock file, so dependencies are compiled once, and nothing is
//! downloaded that the workspace does not need anyway.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

use crate::root;

/// A folder of its own below the target folder.
#[derive(Clone, Debug)]
pub struct Scratch {
    /// The folder.
    pub folder: PathBuf,
}

impl Scratch {
    /// An empty folder of this name.
    ///
    /// # Panics
    /// When the folder cannot be made, or another test has taken one of this name.
    pub fn new(name: &str) -> Self {
        take(name);
        let folder = target().join("scratch").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        Self { folder }
    }

    /// A folder of this name as an earlier run left it, for what is slow to make again.
    ///
    /// # Panics
    /// When the folder cannot be made.
    pub fn kept(name: &str) -> Self {
        let folder = target().join("scratch").join(name);
        fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        Self { folder }
    }

    /// Writes a file (and the folders that it needs) when its text differs.
    ///
    /// # Panics
    /// When that fails.
    pub fn write(&self, path: &str, text: &str) {
        let file = self.folder.join(path);
        if fs::read_to_string(&file).is_ok_and(|old| old == text) {
            return;
        }
        let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
        let done = folder.and_then(|()| fs::write(&file, text));
        done.unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }

    /// Gives the crate here the lock file and the profiles of the workspace, so that what is compiled is shared.
    pub fn share(&self) {
        let manifest = fs::read_to_string(self.folder.join("Cargo.toml")).unwrap_or_default();
        if !manifest.contains("[profile.") {
            self.write("Cargo.toml", &format!("{manifest}\n{}", profiles()));
        }
        if !self.folder.join("Cargo.lock").exists() {
            self.write(
                "Cargo.lock",
                &fs::read_to_string(root_file("Cargo.lock")).unwrap_or_default(),
            );
        }
    }

    /// Copies a folder of the repository into this one; relative paths of dependencies in manifests keep their meaning.
    pub fn copy(&self, from: &Path) {
        for name in crate::files_below(from) {
            if name.starts_with("target/") {
                continue;
            }
            let text = fs::read_to_string(from.join(&name)).unwrap_or_default();
            self.write(&name, &text);
        }
    }

    /// Runs cargo here, offline, with the shared target folder.
    ///
    /// # Panics
    /// When cargo cannot be started.
    pub fn cargo(&self, args: &[&str]) -> Output {
        self.command(args)
            .output()
            .unwrap_or_else(|e| panic!("cargo: {e}"))
    }

    /// The command that [`Scratch::cargo`] runs.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.args(args).current_dir(&self.folder);
        command
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_NET_OFFLINE", "true");
        for name in ["RUSTFLAGS", "RUSTDOCFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            if std::env::var_os(name).is_none() {
                command.env_remove(name);
            }
        }
        command
    }
}

/// Tests run side by side, each on a thread of its own: one would empty the folder under the other, now and then.
/// Which of the two comes first is chance, that both ask is not.
fn take(name: &str) {
    static TAKEN: Mutex<BTreeMap<String, ThreadId>> = Mutex::new(BTreeMap::new());
    let own = thread::current().id();
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let by = *taken.entry(name.to_string()).or_insert(own);
    assert_eq!(by, own, "two tests use the scratch folder {name}");
}

/// Standard output of a finished command.
///
/// # Errors
/// Everything it said, when it failed.
pub fn success(output: &Output) -> Result<String, String> {
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(out);
    }
    Err(format!(
        "{}\n{out}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    ))
}

/// The target folder in use, found from where this program is.
pub fn target() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    let profile = own
        .ancestors()
        .find(|p| p.join("deps").is_dir() && p.join("build").is_dir());
    let found = profile.and_then(Path::parent).map(PathBuf::from);
    found.unwrap_or_else(|| root().join("target"))
}

fn root_file(name: &str) -> PathBuf {
    root().join(name)
}

/// The `[profile..]` tables of the workspace's manifest.
fn profiles() -> String {
    let manifest = fs::read_to_string(root_file("Cargo.toml")).unwrap_or_default();
    let mut out = String::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.starts_with("[profile.");
        }
        if inside {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
