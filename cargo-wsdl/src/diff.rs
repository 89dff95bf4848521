//! Unified diffs of stale output.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use wsdl_codegen::stage::write::Difference;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();
const FILE: Style = Style::new().bold();

/// What would change in a file, as a unified diff with three lines of context.
pub(crate) fn unified(difference: &Difference) -> String {
    let path = difference.path.display();
    let name = |there: bool| {
        if there {
            path.to_string()
        } else {
            "/dev/null".to_owned()
        }
    };
    let (old, new) = (difference.old.as_deref(), difference.new.as_deref());
    let mut out = String::new();
    let _ = writeln!(out, "{FILE}--- {}{FILE:#}", name(old.is_some()));
    let _ = writeln!(out, "{FILE}+++ {}{FILE:#}", name(new.is_some()));
    let diff = TextDiff::from_lines(old.unwrap_or(""), new.unwrap_or(""));
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let _ = writeln!(out, "{PLACE}{}{PLACE:#}", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value().trim_end_matches('\n');
            let _ = writeln!(out, "{style}{sign}{line}{style:#}");
            if change.missing_newline() {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}
