//! Where a new crate goes: its name, the draft beside its place, the workspace around it.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::failure::Failure;
use crate::interrupt;

/// Words that cargo refuses as the name of a package, or that cannot name a crate.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "build",
    "const",
    "continue",
    "core",
    "crate",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "incremental",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc-macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "wsdl-runtime",
    "yield",
];

/// The place of a new crate: absolute, and free.
pub(crate) struct Target(PathBuf);

impl Target {
    /// Makes sure that nothing stands at `path`, or an empty folder.
    ///
    /// # Errors
    /// Something is there, or it cannot be told.
    pub(crate) fn check(path: &Path) -> Result<Self, Failure> {
        let target = absolute(path)?;
        let taken = match fs::read_dir(&target) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => true,
            Err(error) => return Err(Failure::file("read", path, &error)),
        };
        if taken {
            let path = path.display();
            return Err(Failure::Because(format!(
                "`{path}` is there already and is not an empty folder"
            )));
        }
        Ok(Self(target))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A folder beside the place, in which the crate is made.
    pub(crate) fn draft(&self) -> Result<Draft, Failure> {
        let mut name = std::ffi::OsString::from(".");
        name.push(self.0.file_name().unwrap_or_default());
        name.push(format!(".{}.tmp", std::process::id()));
        let parent = self.0.parent().unwrap_or(Path::new(""));
        let missing: Vec<&Path> = parent.ancestors().take_while(|a| !a.exists()).collect();
        let mut draft = Draft {
            path: parent.join(name),
            target: self.0.clone(),
            made: Vec::new(),
        };
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|e| Failure::file("make the folder", folder, &e))?;
            draft.made.push(folder.to_owned());
        }
        interrupt::staged(&draft.path);
        fs::create_dir(&draft.path)
            .map_err(|e| Failure::file("make the folder", &draft.path, &e))?;
        Ok(draft)
    }
}

/// A crate in the making. Dropped, it takes itself away, with the folders that were made for it.
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
    made: Vec<PathBuf>,
}

impl Draft {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file; `path` is relative, with `/`.
    pub(crate) fn write(&self, path: &str, text: &str) -> Result<(), Failure> {
        let file = path
            .split('/')
            .fold(self.path.clone(), |at, part| at.join(part));
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|e| Failure::file("make the folder", folder, &e))?;
        }
        fs::write(&file, text).map_err(|e| Failure::file("write", &file, &e))
    }

    /// Moves the crate to its place.
    pub(crate) fn keep(mut self) -> Result<(), Failure> {
        let finishing = interrupt::finishing();
        // An empty folder may stand there; a full one makes this fail, and nothing is lost.
        let _ = fs::remove_dir(&self.target);
        fs::rename(&self.path, &self.target)
            .map_err(|e| Failure::file("make", &self.target, &e))?;
        finishing.done("the crate is in its place");
        self.path.clear();
        self.made.clear();
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // What cannot be taken away stays: there is nobody left to tell.
        if !self.path.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.path);
            interrupt::dropped();
        }
        for folder in self.made.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The path from the root, `.` and `..` resolved by their spelling.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let full = std::path::absolute(path).map_err(|e| Failure::file("find", path, &e))?;
    let mut found = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                found.pop();
            }
            Component::CurDir => {}
            part => found.push(part),
        }
    }
    Ok(found)
}

/// The name of a crate at a path: its last part in kebab case.
pub(crate) fn name_of(path: &Path) -> Result<String, Failure> {
    let last = path.file_name().unwrap_or_default().to_string_lossy();
    let mut name = String::new();
    let mut before = ' ';
    for c in last.chars() {
        let begins = c.is_ascii_uppercase() && before.is_ascii_lowercase();
        if (begins || !c.is_ascii_alphanumeric()) && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    let name = name.trim_matches('-');
    valid_name(name).map_err(|_| {
        Failure::Usage(format!(
            "`{last}` does not make a crate's name; give one with --name"
        ))
    })
}

/// A name that cargo takes for a package.
pub(crate) fn valid_name(name: &str) -> Result<String, Failure> {
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if !begins || !name.chars().all(letters) || RESERVED.contains(&name) {
        return Err(Failure::Usage(format!("`{name}` cannot be a crate's name")));
    }
    Ok(name.to_owned())
}

/// The folder of a local runtime, absolute.
pub(crate) fn runtime(dir: &Path) -> Result<PathBuf, Failure> {
    let manifest = dir.join("Cargo.toml");
    let wrong = |why: String| Failure::Usage(format!("--runtime `{}`: {why}", dir.display()));
    let text =
        fs::read_to_string(&manifest).map_err(|e| wrong(format!("no Cargo.toml there: {e}")))?;
    let table: toml::Table = text
        .parse()
        .map_err(|_| wrong("its Cargo.toml is not TOML".to_owned()))?;
    let name = table
        .get("package")
        .and_then(|p| p.get("name"))
        .and_then(|n| n.as_str());
    if name != Some("wsdl-runtime") {
        return Err(wrong("the package there is not wsdl-runtime".to_owned()));
    }
    absolute(dir)
}

/// The way from one folder to another, with `/`; the absolute path where there is none (another drive).
pub(crate) fn relative(to: &Path, from: &Path) -> String {
    let (to_parts, from_parts): (Vec<_>, Vec<_>) =
        (to.components().collect(), from.components().collect());
    let common = to_parts
        .iter()
        .zip(&from_parts)
        .take_while(|(a, b)| a == b)
        .count();
    if common == 0 {
        return to.display().to_string();
    }
    let up = std::iter::repeat_n("..".to_owned(), from_parts.len() - common);
    let down = to_parts
        .iter()
        .skip(common)
        .map(|p| p.as_os_str().to_string_lossy().into_owned());
    let way: Vec<String> = up.chain(down).collect();
    if way.is_empty() {
        ".".to_owned()
    } else {
        way.join("/")
    }
}

/// Whether a crate at `path` needs a `[workspace]` table of its own: cargo would take it for a member of a workspace around it that does
/// not list it.
pub(crate) fn needs_workspace(path: &Path) -> bool {
    for folder in path.ancestors().skip(1) {
        let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else {
            continue;
        };
        let Some(workspace) = text
            .parse::<toml::Table>()
            .ok()
            .and_then(|t| t.get("workspace").cloned())
        else {
            continue;
        };
        let listed = |key: &str, prefix: bool| {
            let patterns = workspace
                .get(key)
                .and_then(|m| m.as_array())
                .into_iter()
                .flatten();
            patterns
                .filter_map(|p| p.as_str())
                .any(|p| matches(p, &relative(path, folder), prefix))
        };
        return !listed("members", false) && !listed("exclude", true);
    }
    false
}

/// Whether a path is of a pattern of `members`: `*` stands for any part of one component. `prefix`: or lies below it.
fn matches(pattern: &str, path: &str, prefix: bool) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split('/').filter(|p| !p.is_empty() && *p != ".");
        parts.map(str::to_owned).collect()
    };
    let (pattern, path) = (parts(pattern), parts(path));
    (pattern.len() == path.len() || (prefix && pattern.len() < path.len()))
        && pattern
            .iter()
            .zip(&path)
            .all(|(p, name)| wsdl_codegen::names::pattern::matches(p, name))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{matches, name_of, relative, valid_name};

    #[test]
    fn names_come_from_paths() {
        for (path, name) in [
            ("clients/birst-client", "birst-client"),
            ("CommandWebService", "command-web-service"),
            ("my client_2", "my-client-2"),
            ("x.y", "x-y"),
        ] {
            assert_eq!(
                name_of(Path::new(path)).ok().as_deref(),
                Some(name),
                "{path}"
            );
        }
        assert!(name_of(Path::new("123")).is_err());
        assert!(valid_name("self").is_err());
        assert!(valid_name("a b").is_err());
    }

    #[test]
    fn ways_between_folders() {
        assert_eq!(
            relative(Path::new("/a/runtime"), Path::new("/a/b/c")),
            "../../runtime"
        );
        assert_eq!(relative(Path::new("/a/b/c/d"), Path::new("/a/b")), "c/d");
        assert_eq!(relative(Path::new("/a"), Path::new("/a")), ".");
    }

    #[test]
    fn members_of_a_workspace() {
        assert!(matches("crates/*", "crates/x", false));
        assert!(!matches("crates/*", "crates/x/y", false));
        assert!(matches("target", "target/x", true));
        assert!(matches("./a", "a", false));
    }
}
