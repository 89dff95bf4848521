//! Comparing with expected text, and accepting new text on purpose.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Whether new output is to be accepted: `ACCEPT=1`.
pub fn accepting() -> bool {
    std::env::var_os("ACCEPT").is_some_and(|v| !v.is_empty() && v != "0")
}

/// Compares `got` with the file at `path`; with `ACCEPT=1` writes it there instead (an empty text removes the file).
///
/// # Errors
/// What differs, for people.
pub fn text(path: &Path, got: &str) -> Result<(), String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == got {
        return Ok(());
    }
    if !accepting() {
        let shown = path.strip_prefix(crate::root()).unwrap_or(path);
        return Err(format!(
            "{} differs (ACCEPT=1 accepts it):\n{}",
            shown.display(),
            difference(&expected, got)
        ));
    }
    let done = if got.is_empty() {
        fs::remove_file(path)
    } else {
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(path, got))
    };
    done.map_err(|e| format!("{}: {e}", path.display()))
}

/// Compares a folder with the files that should be in it, and nothing else; with `ACCEPT=1` makes it so.
///
/// # Errors
/// What differs, for people.
pub fn folder(path: &Path, got: &BTreeMap<String, String>) -> Result<(), String> {
    let mut problems = Vec::new();
    let there: BTreeSet<String> = crate::files_below(path).into_iter().collect();
    let empty = String::new();
    let names: BTreeSet<&String> = there.iter().chain(got.keys()).collect();
    for name in names {
        let file = got.get(name).unwrap_or(&empty);
        if let Err(problem) = text(&path.join(name), file) {
            problems.push(problem);
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.join("\n"))
    }
}

/// The lines that differ, with a little of what is around them.
pub fn difference(expected: &str, got: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), got.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(rest)
        .take_while(same)
        .count();
    let mut out = format!("  from line {}:\n", head + 1);
    let mut show = |sign: char, lines: &[&str]| {
        for line in lines.iter().take(40) {
            out.push_str(&format!("  {sign} {line}\n"));
        }
        if lines.len() > 40 {
            out.push_str(&format!("  {sign} .. {} more lines\n", lines.len() - 40));
        }
    };
    show(' ', &old[head.saturating_sub(3)..head]);
    show('-', &old[head..old.len() - tail]);
    show('+', &new[head..new.len() - tail]);
    show(
        ' ',
        &old[old.len() - tail..(old.len() - tail + 3).min(old.len())],
    );
    out
}
