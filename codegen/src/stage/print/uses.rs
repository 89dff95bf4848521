//! `use` lines, in rustfmt's order and layout.

use std::collections::BTreeSet;

use crate::model::source::{Use, UseGroup};

/// The lines for some imports, and `use super::*` where something of the package is named.
pub(super) fn lines(uses: &BTreeSet<Use>, outside: bool, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut groups = [UseGroup::Types, UseGroup::Constants, UseGroup::Helpers].into_iter();
    lines.extend(group(uses, UseGroup::Package, width));
    if outside {
        lines.push("use super::*;".to_owned());
    }
    lines.extend(
        groups
            .next()
            .into_iter()
            .flat_map(|g| group(uses, g, width)),
    );
    for next in groups {
        let group = group(uses, next, width);
        if !lines.is_empty() && !group.is_empty() {
            lines.push(String::new());
        }
        lines.extend(group);
    }
    lines
}

fn group(uses: &BTreeSet<Use>, group: UseGroup, width: usize) -> Vec<String> {
    let mut list = uses.iter().filter(|u| u.group == group).peekable();
    let mut lines = Vec::new();
    while let Some(first) = list.next() {
        let mut names = vec![first.name.as_str()];
        while let Some(next) = list.next_if(|u| u.path == first.path) {
            names.push(&next.name);
        }
        lines.extend(braced(first.path, &names, width));
    }
    lines
}

/// `use path::{A, B};`, filled over several lines where it is too long for one.
fn braced(path: &str, names: &[&str], width: usize) -> Vec<String> {
    let line = match names {
        [one] => format!("use {path}::{one};"),
        names => format!("use {path}::{{{}}};", names.join(", ")),
    };
    // rustfmt keeps two columns free behind a list
    if line.len() + 2 <= width || names.len() == 1 {
        return vec![line];
    }
    let mut lines = vec![format!("use {path}::{{")];
    let mut line = "   ".to_owned();
    for name in names {
        if line.len() + name.len() + 2 > width {
            lines.push(std::mem::replace(&mut line, "   ".to_owned()));
        }
        line.push_str(&format!(" {name},"));
    }
    lines.push(line);
    lines.push("};".to_owned());
    lines
}
