//! The closing table, the list of what failed and why, and the same as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::generate::Generated;
use super::manifest::Entry;
use super::tally::{self, Tally};

/// Everything that is known of one entry.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The WSDL, relative to the corpus.
    pub entry: String,
    /// What the manifest expects.
    pub expect: String,
    /// What came of generating.
    pub generated: Generated,
    /// Compiler errors, first lines; `None` when not compiled.
    pub errors: Option<Vec<String>>,
    /// Compiler warnings, first lines.
    pub warnings: Vec<String>,
    /// What came of the round trip.
    pub round_trip: Option<Tally>,
}

impl Row {
    /// A row before compiling.
    pub fn new(entry: &Entry, generated: Generated) -> Self {
        Self {
            entry: entry.path.clone(),
            expect: entry.expect.clone(),
            generated,
            errors: None,
            warnings: Vec::new(),
            round_trip: None,
        }
    }

    /// Why the row counts as failed, when it does: a row marked `ok` must generate and compile without a warning, come back equal,
    /// and stay within 10 s and 500 MB; any other must be refused with a place, or generate.
    pub fn failure(&self) -> Option<String> {
        let g = &self.generated;
        let crashed = g
            .error
            .as_deref()
            .filter(|e| e.starts_with("PANIC") || e.starts_with("HANG"));
        if let Some(why) = crashed {
            return Some(why.to_owned());
        }
        if g.cpu > 10.0 || g.peak_mb > 500.0 {
            return Some(format!("too dear: {:.1} s, {:.0} MB", g.cpu, g.peak_mb));
        }
        if self.expect == "ok" {
            if let Some(why) = &g.error {
                return Some(format!("refused: {why}"));
            }
            if let Some(first) = self.errors.iter().flatten().next() {
                return Some(format!("does not compile: {first}"));
            }
            if let Some(first) = self.warnings.first() {
                return Some(format!("compiler warning: {first}"));
            }
            if let Some(first) = self.round_trip.as_ref().and_then(|t| t.failures.first()) {
                return Some(format!("round trip: {first}"));
            }
            return None;
        }
        match &g.error {
            Some(why) if !g.located && !why.contains("WSDL 2.0") => {
                Some(format!("refused without a place: {why}"))
            }
            None if g.warnings == 0 => {
                Some("generated without a warning, though it is broken".into())
            }
            _ => self
                .errors
                .iter()
                .flatten()
                .next()
                .map(|e| format!("does not compile: {e}")),
        }
    }
}

/// Prints the table by family and the failures; returns how many rows marked `ok` failed.
pub fn print(rows: &[Row], families: &BTreeMap<String, String>) -> usize {
    #[derive(Default)]
    struct Sum {
        entries: usize,
        generated: usize,
        compiled: usize,
        failed: usize,
        lines: usize,
        members: usize,
        operations: usize,
    }
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for row in rows {
        let family = families.get(&row.entry).map_or("", String::as_str);
        for name in [family, "~ all"] {
            let sum = sums.entry(name).or_default();
            sum.entries += 1;
            sum.generated += usize::from(row.generated.error.is_none());
            sum.compiled += usize::from(row.errors.as_ref().is_some_and(Vec::is_empty));
            sum.failed += usize::from(row.failure().is_some());
            sum.lines += row.generated.lines;
            sum.members += row.generated.members;
            sum.operations += row.generated.operations;
        }
    }
    println!(
        "{:<24} {:>7} {:>9} {:>8} {:>6} {:>9} {:>8} {:>10} {:>12} {:>15}",
        "family",
        "entries",
        "generated",
        "compiled",
        "failed",
        "lines",
        "members",
        "operations",
        "lines/member",
        "lines/operation"
    );
    for (name, s) in &sums {
        println!(
            "{:<24} {:>7} {:>9} {:>8} {:>6} {:>9} {:>8} {:>10} {:>12.1} {:>15.1}",
            name.trim_start_matches("~ "),
            s.entries,
            s.generated,
            s.compiled,
            s.failed,
            s.lines,
            s.members,
            s.operations,
            s.lines as f64 / s.members.max(1) as f64,
            s.lines as f64 / s.operations.max(1) as f64
        );
    }
    let dearest = rows
        .iter()
        .max_by(|a, b| a.generated.cpu.total_cmp(&b.generated.cpu));
    let largest = rows
        .iter()
        .max_by(|a, b| a.generated.peak_mb.total_cmp(&b.generated.peak_mb));
    if let (Some(d), Some(l)) = (dearest, largest) {
        println!(
            "\nlongest: {:.2} s CPU, {}; largest: {:.0} MB, {}",
            d.generated.cpu, d.entry, l.generated.peak_mb, l.entry
        );
    }
    let slow = rows
        .iter()
        .filter_map(|r| Some((r.round_trip.as_ref()?.seconds, &r.entry)))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((seconds, entry)) = slow {
        println!("longest round trips: {seconds:.1} s, {entry}");
    }
    tally::print(rows.iter().filter_map(|r| r.round_trip.as_ref()));
    let failures: Vec<(&Row, String)> = rows
        .iter()
        .filter_map(|r| Some((r, r.failure()?)))
        .collect();
    if !failures.is_empty() {
        println!("\nfailed:");
        for (row, why) in &failures {
            let why: String = why.chars().take(240).collect();
            println!("  {} [{}]\n      {why}", row.entry, row.expect);
        }
    }
    let broken = rows
        .iter()
        .filter(|r| r.expect != "ok" && r.failure().is_none())
        .count();
    println!(
        "\n{} rows marked ok: {} passed; {} others: {broken} as they should be",
        rows.iter().filter(|r| r.expect == "ok").count(),
        rows.iter()
            .filter(|r| r.expect == "ok" && r.failure().is_none())
            .count(),
        rows.iter().filter(|r| r.expect != "ok").count(),
    );
    failures.iter().filter(|(r, _)| r.expect == "ok").count()
}
