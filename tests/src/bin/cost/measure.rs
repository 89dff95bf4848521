//! CPU time of children, and lines as rustfmt counts them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// User and system time of all children of this process that have ended, and of theirs.
pub(crate) struct Cpu(f64);

impl Cpu {
    pub(crate) fn now() -> Self {
        Cpu(children())
    }

    /// CPU seconds that children took since.
    pub(crate) fn elapsed(&self) -> f64 {
        children() - self.0
    }
}

/// Fields 16 and 17 of `/proc/self/stat` (proc(5)): waited-for children's user and system time, in clock ticks.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the program's name in parentheses, which may hold anything.
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = after
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|n| n.parse::<f64>().ok())
        .sum();
    // USER_HZ is 100 on every Linux that Rust has a standard library for.
    ticks / 100.0
}

/// Lines of all Rust files below a folder after rustfmt.
///
/// # Errors
/// When rustfmt is not there or refuses a file.
pub(crate) fn formatted_lines(folder: &Path) -> Result<usize, String> {
    let mut lines = 0;
    for name in tests::files_below(folder)
        .iter()
        .filter(|n| n.ends_with(".rs"))
    {
        let path = folder.join(name);
        let input = fs::File::open(&path).map_err(|e| e.to_string())?;
        let output = Command::new("rustfmt")
            .args(["--edition", "2024", "--emit", "stdout", "--quiet"])
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::from(input))
            .output()
            .map_err(|e| format!("rustfmt: {e}"))?;
        if !output.status.success() {
            return Err(format!(
                "rustfmt {}: {}",
                path.display(),
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        lines += String::from_utf8_lossy(&output.stdout).lines().count();
    }
    Ok(lines)
}
