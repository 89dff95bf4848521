//! Round trips: documents are read into generated types and written again, and judged by others than us.
//!
//! Two sources: the messages that lie beside the WSDLs, and instances made from the schema for every global element. Made instances are
//! validated before (a maker's mistake is not the codec's) and after.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use wsdl_codegen::Options;
use wsdl_codegen::pipeline::Outcome;
use wsdl_codegen::sample::{maker, print};

use super::generate::Generated;
use super::manifest::Entry;
use super::typed::Types;
use super::validate::{self, Schemas};
use super::{extract, judge};

/// Counts of one entry, or of all.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Message bodies found.
    pub messages: usize,
    /// Of these, left aside: libxml2 calls them invalid, or no such element is declared.
    pub messages_left: usize,
    /// Of the others: came back equal.
    pub messages_equal: usize,
    /// Instances made.
    pub made: usize,
    /// Of these, judged by libxml2 (its schemas compile).
    pub judged: usize,
    /// Of the judged: valid.
    pub valid: usize,
    /// Of the valid (or unjudged): came back equal, and valid where judged.
    pub equal: usize,
    /// Of the valid (or unjudged): tried.
    pub tried: usize,
    /// Particles and attributes of the global elements' types.
    pub places: usize,
    /// Of these: visited by an instance.
    pub visited: usize,
    /// Why libxml2 could not compile the schemas.
    pub refused: Option<String>,
    /// Instances that libxml2 calls invalid, why.
    pub invalid: Vec<String>,
    /// What did not come back equal: document and first difference.
    pub failures: Vec<String>,
}

impl Tally {
    /// Adds the counts of another.
    pub fn add(&mut self, other: &Tally) {
        self.messages += other.messages;
        self.messages_left += other.messages_left;
        self.messages_equal += other.messages_equal;
        self.made += other.made;
        self.judged += other.judged;
        self.valid += other.valid;
        self.equal += other.equal;
        self.tried += other.tried;
        self.places += other.places;
        self.visited += other.visited;
    }

    /// The figures, each with its denominator.
    pub fn print(&self) {
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        println!(
            "\nmessages: {} found, {} left aside (invalid or undeclared), {} of {} came back equal ({:.1} %)",
            self.messages,
            self.messages_left,
            self.messages_equal,
            self.messages - self.messages_left,
            share(self.messages_equal, self.messages - self.messages_left)
        );
        println!(
            "instances: {} made, {} judged by libxml2, {} valid ({:.1} %); {} of {} tried came back equal and valid ({:.1} %)",
            self.made,
            self.judged,
            self.valid,
            share(self.valid, self.judged),
            self.equal,
            self.tried,
            share(self.equal, self.tried)
        );
        println!(
            "places: {} of {} particles and attributes visited ({:.1} %)",
            self.visited,
            self.places,
            share(self.visited, self.places)
        );
    }
}

/// How much is made of one element: enough for every outcome of all but a few giants, and little enough for a whole corpus.
const MOST: maker::Limits = maker::Limits {
    instances: 60,
    elements: 400,
    values: 6,
};

/// A document on its way.
struct Trial {
    element: String,
    file: PathBuf,
    out: PathBuf,
    made: bool,
    shown: String,
    before: Option<String>,
    judged: bool,
    equal: bool,
}

/// Runs the round trips of all entries that compiled.
///
/// # Errors
/// When files cannot be read or written or a program cannot be started.
pub fn run(
    corpus: &Path,
    catalog: &Path,
    entries: &[Entry],
    generated: &[Generated],
    programs: &[(PathBuf, BTreeSet<usize>)],
    workshop: &Path,
) -> io::Result<BTreeMap<usize, Tally>> {
    let mut tallies = BTreeMap::new();
    let judge_there = validate::available();
    if !judge_there {
        eprintln!(
            "SKIPPED: xmllint is not installed (Debian: libxml2-utils), so no instance is validated"
        );
    }
    for (program, members) in programs {
        for &index in members {
            let (Some(entry), Some(output)) = (entries.get(index), generated.get(index)) else {
                continue;
            };
            let folder = workshop.join("trials").join(format!("s{index:04}"));
            let options = Options {
                catalog: if catalog.exists() {
                    vec![catalog.to_path_buf()]
                } else {
                    Vec::new()
                },
                ..Options::default()
            };
            let outcome = wsdl_codegen::analyze(&corpus.join(&entry.path), &options);
            let tally = one(
                corpus,
                entry,
                output,
                &outcome,
                program,
                index,
                &folder,
                judge_there,
            )?;
            tallies.insert(index, tally);
        }
        eprintln!("round trips of {}", program.display());
    }
    Ok(tallies)
}

#[allow(
    clippy::too_many_arguments,
    reason = "one call, and each is a different thing"
)]
fn one(
    corpus: &Path,
    entry: &Entry,
    generated: &Generated,
    outcome: &Outcome,
    program: &Path,
    index: usize,
    folder: &Path,
    judge_there: bool,
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let Some(description) = &outcome.description else {
        return Ok(tally);
    };
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let schemas = match judge_there {
        true => Some(Schemas::lay_out(
            &outcome.documents,
            &folder.join("schemas"),
        )?),
        false => None,
    };
    tally.refused = schemas.as_ref().and_then(|s| s.refused.clone());
    let known: BTreeSet<&str> = generated.elements.iter().map(|(e, _)| e.as_str()).collect();
    let mut trials: Vec<Trial> = Vec::new();
    let mut add = |element: String, text: &str, made: bool, shown: String| -> io::Result<()> {
        let number = trials.len();
        let file = folder.join(format!("{number:05}.xml"));
        fs::write(&file, text)?;
        let out = folder.join(format!("{number:05}.out.xml"));
        trials.push(Trial {
            element,
            file,
            out,
            made,
            shown,
            before: None,
            judged: false,
            equal: false,
        });
        Ok(())
    };
    for (name, body) in messages(corpus, entry)? {
        tally.messages += 1;
        match extract::root_name(&body) {
            Some(element) if known.contains(element.as_str()) => add(element, &body, false, name)?,
            _ => tally.messages_left += 1,
        }
    }
    let mut coverage = maker::Coverage::default();
    for (name, &id) in &description.schema.element_names {
        if !known.contains(name.to_string().as_str()) {
            continue;
        }
        let set = maker::instances(&description.schema, id, MOST);
        coverage.merge(&set.coverage);
        for (k, document) in set.list.iter().enumerate() {
            tally.made += 1;
            let text = print::print(document, print::Layout::Compact);
            add(name.to_string(), &text, true, format!("{name} #{k}"))?;
        }
    }
    for kind in [maker::Kind::Particle, maker::Kind::Attribute] {
        let (tried, all) = coverage.of(kind);
        tally.visited += tried;
        tally.places += all;
    }
    if let Some(schemas) = schemas.as_ref().filter(|s| s.refused.is_none()) {
        let global = |t: &Trial| {
            description
                .schema
                .element_names
                .keys()
                .any(|n| n.to_string() == t.element)
        };
        let files: Vec<PathBuf> = trials.iter().map(|t| t.file.clone()).collect();
        for (trial, verdict) in trials.iter_mut().zip(schemas.validate(&files)?) {
            trial.judged = global(trial);
            trial.before = verdict.filter(|_| trial.judged);
        }
    }
    let answers = answers(program, &trials, index)?;
    let types = Types::new(description);
    for (trial, answer) in trials.iter_mut().zip(&answers) {
        if trial.judged && trial.made {
            tally.judged += 1;
            tally.valid += usize::from(trial.before.is_none());
        }
        if let Some(why) = &trial.before {
            match trial.made {
                true if tally.invalid.len() < 20 => {
                    tally.invalid.push(format!("{}:{why}", trial.shown))
                }
                true => {}
                false => tally.messages_left += 1,
            }
            continue;
        }
        tally.tried += usize::from(trial.made);
        let verdict = match answer.as_str() {
            "ok" => compare(trial, &types)?,
            why => Err(why.to_owned()),
        };
        match verdict {
            Ok(()) => trial.equal = true,
            Err(why) => tally.failures.push(format!("{}: {why}", trial.shown)),
        }
    }
    if let Some(schemas) = schemas.as_ref().filter(|s| s.refused.is_none()) {
        let mut back: Vec<&mut Trial> = trials.iter_mut().filter(|t| t.judged && t.equal).collect();
        let files: Vec<PathBuf> = back.iter().map(|t| t.out.clone()).collect();
        for (trial, verdict) in back.iter_mut().zip(schemas.validate(&files)?) {
            if let Some(why) = verdict {
                trial.equal = false;
                tally.failures.push(format!(
                    "{}: what was written is not valid:{why}",
                    trial.shown
                ));
            }
        }
    }
    tally.equal = trials.iter().filter(|t| t.made && t.equal).count();
    tally.messages_equal = trials.iter().filter(|t| !t.made && t.equal).count();
    Ok(tally)
}

fn compare(trial: &Trial, types: &Types<'_>) -> io::Result<Result<(), String>> {
    Ok(judge::same(
        &fs::read_to_string(&trial.file)?,
        &fs::read_to_string(&trial.out)?,
        types,
    ))
}

/// The message bodies beside an entry: every `.xml` file of its folder that is a SOAP envelope.
fn messages(corpus: &Path, entry: &Entry) -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let path = corpus.join(&entry.path);
    let Some(folder) = path.parent() else {
        return Ok(found);
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|e| Some(e.ok()?.path()))
        .collect();
    files.sort();
    for file in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "xml"))
    {
        let Ok(text) = fs::read_to_string(file) else {
            continue;
        };
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for body in extract::body_children(text.trim_start_matches('\u{feff}')).unwrap_or_default()
        {
            found.push((name.clone(), body));
        }
    }
    Ok(found)
}

/// Lets a program read and write all documents; a line of answer each.
fn answers(program: &Path, trials: &[Trial], index: usize) -> io::Result<Vec<String>> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let lines: Vec<String> = trials
        .iter()
        .map(|t| {
            format!(
                "{}\t{}\t{}\t{index:04}\n",
                t.element,
                t.file.display(),
                t.out.display()
            )
        })
        .collect();
    let writer = std::thread::spawn(move || {
        if let Some(mut pipe) = stdin {
            for line in lines {
                if pipe.write_all(line.as_bytes()).is_err() {
                    break;
                }
            }
        }
    });
    let mut text = String::new();
    if let Some(mut pipe) = stdout {
        pipe.read_to_string(&mut text)?;
    }
    let _ = writer.join();
    let status = child.wait()?;
    let mut answers: Vec<String> = text.lines().map(str::to_owned).collect();
    while answers.len() < trials.len() {
        answers.push(format!("CRASH: the program ended early ({status})"));
    }
    Ok(answers)
}
