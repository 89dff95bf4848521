//! Round trips: documents are read into generated types and written again, and judged by others than us.
//!
//! Two sources: the messages that lie beside the WSDLs, and instances made from the schema for every global element. Made instances are
//! validated before (a maker's mistake is not the codec's) and after.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use wsdl_codegen::pipeline::Outcome;
use wsdl_codegen::sample::{maker, print};

use super::generate::{self, Generated};
use super::judge::Manner;
use super::manifest::Entry;
use super::tally::Tally;
use super::typed::Types;
use super::validate::{self, Schemas};
use super::{calls, extract, judge, messages, wide};

/// How much is made of one element: enough for every outcome of all but a few giants, and little enough for a whole corpus.
const MOST: maker::Limits = maker::Limits {
    instances: 60,
    elements: 400,
    values: 12,
};

/// Where a document is from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A message beside the WSDL.
    Message,
    /// Made of a global element.
    Made,
    /// Made of an rpc operation.
    Call,
}

/// A document on its way.
struct Trial {
    element: String,
    file: PathBuf,
    out: PathBuf,
    /// What must be written, where that is not what is read.
    means: Option<PathBuf>,
    /// The name by which it is read and written, where the element's does not say it all.
    key: Option<String>,
    manner: Manner,
    source: Source,
    shown: String,
    /// Whether libxml2 can judge it.
    judged: bool,
    /// Why libxml2 calls it invalid, before.
    before: Option<String>,
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
    let judge_there = validate::available();
    if !judge_there {
        eprintln!(
            "SKIPPED: xmllint is not installed (Debian: libxml2-utils), so no instance is validated"
        );
    }
    let work: Vec<(&Path, usize)> = programs
        .iter()
        .flat_map(|(program, members)| members.iter().map(|index| (program.as_path(), *index)))
        .collect();
    let options = generate::options(catalog);
    let tallies = Mutex::new(BTreeMap::new());
    let try_one = |program: &Path, index: usize| -> io::Result<()> {
        let (Some(entry), Some(output)) = (entries.get(index), generated.get(index)) else {
            return Ok(());
        };
        let begun = Instant::now();
        let folder = workshop.join("trials").join(format!("s{index:04}"));
        let outcome = wsdl_codegen::analyze(&corpus.join(&entry.path), &options);
        let mut tally = one(
            corpus,
            entry,
            output,
            &outcome,
            program,
            index,
            &folder,
            judge_there,
        )?;
        tally.seconds = begun.elapsed().as_secs_f64();
        if let Ok(mut tallies) = tallies.lock() {
            tallies.insert(index, tally);
        }
        Ok(())
    };
    let next = AtomicUsize::new(0);
    let worker = || -> io::Result<()> {
        while let Some((program, index)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
            try_one(program, *index)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        running.into_iter().try_for_each(|one| {
            one.join()
                .unwrap_or_else(|_| Err(io::Error::other("a round trip panicked")))
        })
    })?;
    tallies
        .into_inner()
        .map_err(|_| io::Error::other("a round trip panicked"))
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
    let schema = &description.schema;
    let globals: BTreeMap<String, _> = schema
        .element_names
        .iter()
        .map(|(name, id)| (name.to_string(), *id))
        .collect();
    let known: BTreeSet<&str> = generated.elements.iter().map(|(e, _)| e.as_str()).collect();
    let mut trials = Trials {
        folder,
        list: Vec::new(),
    };
    for message in messages::of(corpus, entry)? {
        tally.messages += 1;
        if known.contains(message.element.as_str()) {
            trials.add(
                message.element,
                &message.document,
                Source::Message,
                message.file,
            )?;
        } else {
            tally.messages_left.push(format!(
                "{}: its element is not declared: \"{}\"",
                message.file, message.element
            ));
        }
    }
    // What SOAP encoding declares for itself has meanings that no schema tells.
    let own = |id| {
        let element = schema.element(id);
        !description.builtin.contains(&element.span.document)
            && !judge::ENCODINGS.contains(&&*element.name.namespace)
    };
    let roots: Vec<_> = globals
        .iter()
        .filter(|(name, id)| known.contains(name.as_str()) && own(**id))
        .collect();
    let mut maker = maker::Maker::new(schema, MOST);
    for &(name, id) in &roots {
        for (k, document) in maker.instances(*id).iter().enumerate() {
            let element = document.name.to_string();
            // One that stands for an abstract root may be left out of what was generated.
            if known.contains(element.as_str()) {
                tally.made += 1;
                let text = print::print(document, print::Layout::Compact);
                trials.add(element, &text, Source::Made, format!("{name} #{k}"))?;
            }
        }
    }
    let places = maker::places(schema, roots.iter().map(|(_, id)| **id));
    tally.places = places.len();
    tally.visited = places
        .iter()
        .filter(|p| maker.coverage().visits(**p))
        .count();
    (tally.outcomes_tried, tally.outcomes) = maker.coverage().total();
    for call in calls::of(description) {
        let element = extract::root_name(&call.document).unwrap_or_default();
        let mut ours = generated.calls.iter();
        if ours.any(|(key, _)| *key == call.key) && !globals.contains_key(&element) {
            tally.calls += 1;
            tally.encoded += usize::from(call.means.is_some());
            trials.add(element, &call.document, Source::Call, call.shown)?;
            trials.call(call.key, call.manner, call.means.as_deref())?;
        }
    }
    let mut trials = trials.list;
    let usable = schemas.as_ref().filter(|s| s.refused.is_none());
    if let Some(schemas) = usable {
        for trial in &mut trials {
            trial.judged = globals.contains_key(&trial.element);
        }
        let mut judged: Vec<&mut Trial> = trials.iter_mut().filter(|t| t.judged).collect();
        let files: Vec<PathBuf> = judged.iter().map(|t| t.file.clone()).collect();
        for (trial, verdict) in judged.iter_mut().zip(schemas.validate(&files)?) {
            trial.before = verdict;
        }
    }
    let requests: Vec<String> = trials.iter().map(|t| t.request(index)).collect();
    let answers = answers(program, &requests)?;
    let types = Types::new(description);
    // libxml2 errs (it refuses a number of thirty digits): where the manifest speaks of messages, only those that it marks may fail.
    let mut pardoned = entry.invalid_messages().unwrap_or(usize::MAX);
    for (trial, answer) in trials.iter_mut().zip(&answers) {
        if trial.judged && trial.source == Source::Made {
            tally.judged += 1;
            tally.valid += usize::from(trial.before.is_none());
            if let Some(why) = &trial.before {
                tally.invalid.push(format!("{}:{why}", trial.shown));
                continue;
            }
        }
        tally.tried += usize::from(trial.source != Source::Message);
        let verdict = match answer.as_str() {
            "ok" => compare(trial, &types)?,
            told => match told.strip_prefix("ok\t") {
                None => Err(told.to_owned()),
                Some(broken) if trial.judged && trial.before.is_none() => {
                    let why = format!("it is valid, but `validate` says: {broken}");
                    if trial.source == Source::Message {
                        // As below: a pattern may ask for digits that mean nothing.
                        tally.inexact.push(format!("{}: {why}", trial.shown));
                        compare(trial, &types)?
                    } else {
                        Err(why)
                    }
                }
                Some(_) => compare(trial, &types)?,
            },
        };
        match verdict {
            Ok(narrowed) => {
                trial.equal = true;
                tally.narrowed += usize::from(narrowed > 0);
            }
            Err(why)
                if trial.source == Source::Message && trial.before.is_some() && pardoned > 0 =>
            {
                pardoned -= 1;
                tally
                    .messages_left
                    .push(format!("{}: it is not valid: {why}", trial.shown));
            }
            Err(why) => {
                let failure = format!("{}: {why}", trial.shown);
                if wide::is_too_small(&why) {
                    tally.beyond.push(wide::Beyond {
                        request: trial.request(index),
                        file: trial.means.as_ref().unwrap_or(&trial.file).clone(),
                        out: trial.out.clone(),
                        manner: trial.manner,
                        is_message: trial.source == Source::Message,
                        failure: failure.clone(),
                    });
                }
                tally.failures.push(failure);
            }
        }
    }
    if let Some(schemas) = usable {
        let mut back: Vec<&mut Trial> = trials
            .iter_mut()
            .filter(|t| t.judged && t.before.is_none() && t.equal)
            .collect();
        let files: Vec<PathBuf> = back.iter().map(|t| t.out.clone()).collect();
        for (trial, verdict) in back.iter_mut().zip(schemas.validate(&files)?) {
            let Some(why) = verdict else { continue };
            let finding = format!("{}: what was written is not valid:{why}", trial.shown);
            // A message that means the same has come back; that a pattern asks for its very digits is said apart.
            if trial.source == Source::Message {
                tally.inexact.push(finding);
            } else {
                trial.equal = false;
                tally.failures.push(finding);
            }
        }
    }
    let equal = |message: bool| {
        let of = |t: &&Trial| t.equal && (t.source == Source::Message) == message;
        trials.iter().filter(of).count()
    };
    (tally.messages_equal, tally.equal) = (equal(true), equal(false));
    Ok(tally)
}

/// The documents of one entry, as files.
struct Trials<'f> {
    folder: &'f Path,
    list: Vec<Trial>,
}

impl Trials<'_> {
    fn add(
        &mut self,
        element: String,
        text: &str,
        source: Source,
        shown: String,
    ) -> io::Result<()> {
        let number = self.list.len();
        let file = self.folder.join(format!("{number:05}.xml"));
        fs::write(&file, text)?;
        self.list.push(Trial {
            element,
            file,
            out: self.folder.join(format!("{number:05}.out.xml")),
            means: None,
            key: None,
            manner: Manner::default(),
            source,
            shown,
            judged: false,
            before: None,
            equal: false,
        });
        Ok(())
    }

    /// The last one is a message of an operation, which means something that may be written otherwise.
    fn call(&mut self, key: String, manner: Manner, means: Option<&str>) -> io::Result<()> {
        let Some(last) = self.list.last_mut() else {
            return Ok(());
        };
        (last.key, last.manner) = (Some(key), manner);
        if let Some(text) = means {
            let file = last.file.with_extension("means.xml");
            fs::write(&file, text)?;
            last.means = Some(file);
        }
        Ok(())
    }
}

impl Trial {
    /// The line by which a program is asked to read and write it.
    fn request(&self, index: usize) -> String {
        format!(
            "{}\t{}\t{}\t{}\t{index:04}\t{}\n",
            self.key.as_ref().unwrap_or(&self.element),
            self.element,
            self.file.display(),
            self.out.display(),
            if self.manner.encoded { "encoded" } else { "" }
        )
    }
}

fn compare(trial: &Trial, types: &Types<'_>) -> io::Result<Result<usize, String>> {
    let means = trial.means.as_ref().unwrap_or(&trial.file);
    Ok(judge::same(
        &fs::read_to_string(means)?,
        &fs::read_to_string(&trial.out)?,
        types,
        trial.manner,
    ))
}

/// Lets a program read and write all documents; a line of answer each.
pub(super) fn answers(program: &Path, requests: &[String]) -> io::Result<Vec<String>> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let lines = requests.to_vec();
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
    while answers.len() < requests.len() {
        answers.push(format!("CRASH: the program ended early ({status})"));
    }
    Ok(answers)
}
