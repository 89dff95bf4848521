//! `corpus DIR [--only PATTERN] [--compile] [--round-trip] [--json FILE]`: generates from every WSDL of a corpus, compiles what comes
//! out, reads and writes documents with it, and says what failed and why. Exits 1 when a row marked `ok` failed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tests::corpus::build::{self, Unit};
use tests::corpus::report::{self, Row};
use tests::corpus::{generate, manifest, round_trip, wide};

struct Arguments {
    corpus: PathBuf,
    only: Option<String>,
    compile: bool,
    round_trip: bool,
    json: Option<PathBuf>,
}

const USAGE: &str = "usage: corpus DIR [--only PATTERN] [--compile] [--round-trip] [--json FILE]";

fn arguments() -> Result<Arguments, String> {
    let mut result = Arguments {
        corpus: PathBuf::new(),
        only: None,
        compile: false,
        round_trip: false,
        json: None,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--compile" => result.compile = true,
            "--round-trip" => (result.compile, result.round_trip) = (true, true),
            "--only" => result.only = Some(words.next().ok_or("--only wants a pattern")?),
            "--json" => result.json = Some(words.next().ok_or("--json wants a file")?.into()),
            flag if flag.starts_with('-') => return Err(format!("unknown flag {flag}")),
            _ if result.corpus.as_os_str().is_empty() => result.corpus = word.into(),
            _ => return Err(format!("one folder is enough, {word} is another")),
        }
    }
    if result.corpus.as_os_str().is_empty() {
        return Err("which folder?".into());
    }
    Ok(result)
}

fn main() -> ExitCode {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if let [flag, wsdl, catalog, out] = words.as_slice()
        && let Some(wide) = child_flag(flag)
    {
        generate::child(wsdl, catalog, out, wide);
        return ExitCode::SUCCESS;
    }
    match arguments().and_then(|a| run(&a).map_err(|e| e.to_string())) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// `--entry` and `--entry-wide`: this program runs itself so for one entry, with usual or with bigger types for numbers.
fn child_flag(flag: &Path) -> Option<bool> {
    match flag.to_str() {
        Some("--entry") => Some(false),
        Some("--entry-wide") => Some(true),
        _ => None,
    }
}

/// Where generated files, crates and documents go: below the target folder.
fn workshop() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("corpus")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn run(arguments: &Arguments) -> std::io::Result<usize> {
    let corpus = std::fs::canonicalize(&arguments.corpus)?;
    let catalog = corpus.join("_catalog/catalog.tsv");
    let mut entries = manifest::read(&corpus)?;
    if let Some(pattern) = &arguments.only {
        entries.retain(|e| manifest::selects(pattern, &e.path));
    }
    let workshop = workshop();
    let generated = workshop.join("generated");
    std::fs::create_dir_all(&generated)?;
    let workshop = std::fs::canonicalize(workshop)?;
    let generated = std::fs::canonicalize(generated)?;
    let mut rows: Vec<Row> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let out = generate::output_file(&generated, index);
        rows.push(Row::new(
            entry,
            generate::in_child(&corpus.join(&entry.path), &catalog, &out, false),
        ));
        if index % 100 == 99 {
            eprintln!("generated {} of {}", index + 1, entries.len());
        }
    }
    if arguments.compile {
        let done: Vec<generate::Generated> = rows.iter().map(|r| r.generated.clone()).collect();
        let units: Vec<Unit<'_>> = done
            .iter()
            .enumerate()
            .filter(|(_, g)| g.error.is_none())
            .map(|(index, generated_entry)| Unit {
                index,
                generated: generated_entry,
                file: generate::output_file(&generated, index),
            })
            .collect();
        let runtime = std::fs::canonicalize(root().join("runtime"))?;
        let batches = build::batches(&units, build::LINES);
        let verdict = build::compile(&workshop, &runtime, "batch", &batches, arguments.round_trip)?;
        for unit in &units {
            rows[unit.index].errors =
                Some(verdict.errors.get(&unit.index).cloned().unwrap_or_default());
            rows[unit.index].warnings = verdict
                .warnings
                .get(&unit.index)
                .cloned()
                .unwrap_or_default();
        }
        if arguments.round_trip {
            for (index, tally) in round_trip::run(
                &corpus,
                &catalog,
                &entries,
                &done,
                &verdict.programs,
                &workshop,
            )? {
                rows[index].round_trip = Some(tally);
            }
            wide::run(&corpus, &catalog, &entries, &mut rows, &workshop, &runtime)?;
        }
    }
    let families: BTreeMap<String, String> = entries
        .iter()
        .map(|e| (e.path.clone(), e.family.clone()))
        .collect();
    let failed = report::print(&rows, &families);
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&rows)?)?;
    }
    Ok(failed)
}
