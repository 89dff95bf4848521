//! Changes for people: what breaks first.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::{Change, Component};

/// A title, its look, and whether a change stands under it.
type Group = (&'static str, Style, fn(&Change) -> bool);

const NAME: Style = Style::new().bold();
const BREAKS: Style = AnsiColor::Red.on_default().bold();
const FINE: Style = AnsiColor::Green.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// The changes in groups by what they break, and a line that sums them up. `namespace` is the contract's own: its names are shown bare.
pub(crate) fn text(changes: &[Change], namespace: &str) -> String {
    let mut out = String::new();
    let groups: [Group; 5] = [
        (
            "Breaking on the wire and for callers' source",
            BREAKS,
            |c| !c.allowed && c.wire.is_some() && c.source.is_some(),
        ),
        ("Breaking on the wire", BREAKS, |c| {
            !c.allowed && c.wire.is_some() && c.source.is_none()
        }),
        ("Breaking for callers' source", BREAKS, |c| {
            !c.allowed && c.wire.is_none() && c.source.is_some()
        }),
        ("Breaking, but allowed", FINE, |c| c.allowed),
        ("Compatible", FINE, |c| !c.breaks()),
    ];
    for (title, style, belongs) in groups {
        let mut members = changes.iter().filter(|c| belongs(c)).peekable();
        if members.peek().is_none() {
            continue;
        }
        let _ = writeln!(out, "{style}{title}{style:#}\n");
        for change in members {
            line(change, namespace, &mut out);
        }
        out.push('\n');
    }
    out.push_str(&summary(changes));
    out.push('\n');
    out
}

fn line(change: &Change, namespace: &str, out: &mut String) {
    let name = change
        .name
        .strip_prefix('{')
        .and_then(|n| n.strip_prefix(namespace))
        .and_then(|n| n.strip_prefix('}'));
    let name = name.unwrap_or(&change.name);
    let member = change
        .member
        .as_ref()
        .map_or_else(String::new, |m| format!("/{m}"));
    let ports = if change.ports.is_empty() {
        String::new()
    } else {
        format!(" {FAINT}({}){FAINT:#}", change.ports.join(", "))
    };
    let component = change.component.word();
    if change.component == Component::Rust {
        let _ = writeln!(out, "  {}", change.rust.join("; "));
    } else {
        let _ = writeln!(
            out,
            "  {component} {NAME}{name}{member}{NAME:#}{ports}: {}",
            change.what
        );
        for rust in &change.rust {
            let _ = writeln!(out, "      {FAINT}Rust{FAINT:#}    {rust}");
        }
    }
    if let Some(why) = &change.wire {
        let _ = writeln!(out, "      {BREAKS}wire{BREAKS:#}    {why}");
    }
    if let Some(why) = &change.source {
        let _ = writeln!(out, "      {BREAKS}source{BREAKS:#}  {why}");
    }
}

/// `2 changes break the wire, 1 callers' source; 8 are compatible`.
fn summary(changes: &[Change]) -> String {
    let count = |test: fn(&Change) -> bool| changes.iter().filter(|c| test(c)).count();
    let wire = count(|c| !c.allowed && c.wire.is_some());
    let source = count(|c| !c.allowed && c.source.is_some());
    let (allowed, compatible) = (count(|c| c.allowed), count(|c| !c.breaks()));
    if changes.is_empty() {
        return "the contracts are the same".to_owned();
    }
    let plural = |n: usize| {
        if n == 1 {
            format!("{n} change")
        } else {
            format!("{n} changes")
        }
    };
    let total = plural(changes.len());
    let mut parts = Vec::new();
    if wire > 0 {
        parts.push(format!("{wire} breaking on the wire"));
    }
    if source > 0 {
        parts.push(format!("{source} breaking callers' source"));
    }
    if allowed > 0 {
        parts.push(format!("{allowed} breaking, but allowed"));
    }
    if compatible > 0 {
        parts.push(format!("{compatible} compatible"));
    }
    format!("{total}: {}", parts.join(", "))
}
