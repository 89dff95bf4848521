//! Round trips: documents are read into generated types and written again, and judged by others than us.
//!
//! Two sources: the messages that lie beside the WSDLs, and instances made from the schema for every global element. Made instances are
//! validated before (a maker's mistake is not the codec's) and after.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use wsdl_codegen::Options;
use wsdl_codegen::model::description::Description;
use wsdl_codegen::pipeline::Outcome;
use wsdl_codegen::sample::tree::{Attribute, Element, Node, Value};
use wsdl_codegen::sample::{Bound, Direction, Style, maker, print};

use super::generate::Generated;
use super::manifest::Entry;
use super::tally::Tally;
use super::typed::Types;
use super::validate::{self, Schemas};
use super::{extract, judge, messages};

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
    for (shown, document) in calls(description) {
        let element = extract::root_name(&document).unwrap_or_default();
        if known.contains(element.as_str()) && !globals.contains_key(&element) {
            tally.calls += 1;
            trials.add(element, &document, Source::Call, shown)?;
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
    let answers = answers(program, &trials, index)?;
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
            Err(why) => tally.failures.push(format!("{}: {why}", trial.shown)),
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
            source,
            shown,
            judged: false,
            before: None,
            equal: false,
        });
        Ok(())
    }
}

/// A message of SOAP encoding without references: what an element refers to stands in it.
fn inlined(envelope: &Element) -> Element {
    let mut targets = BTreeMap::new();
    let mut open = vec![envelope];
    while let Some(element) = open.pop() {
        if let Some(Value::Text(id)) = plain(element, "id") {
            targets.insert(id.clone(), element);
        }
        open.extend(element.elements());
    }
    resolved(envelope, &targets, 0)
}

fn resolved(element: &Element, targets: &BTreeMap<String, &Element>, depth: usize) -> Element {
    let reference = plain(element, "href").or_else(|| plain(element, "ref"));
    let target = match reference {
        Some(Value::Text(id)) if depth < 200 => targets.get(id.trim_start_matches('#')),
        _ => None,
    };
    let from = target.copied().unwrap_or(element);
    let mut copy = Element::new(element.name.clone());
    let kept = |a: &&Attribute| {
        !(a.name.namespace.is_empty() && matches!(&*a.name.local, "id" | "href" | "ref"))
    };
    copy.prefix.clone_from(&element.prefix);
    copy.declarations.clone_from(&from.declarations);
    copy.attributes = from.attributes.iter().filter(kept).cloned().collect();
    copy.children = from
        .children
        .iter()
        .map(|child| match child {
            Node::Element(e) => Node::Element(resolved(e, targets, depth + 1)),
            text => text.clone(),
        })
        .collect();
    copy
}

fn plain<'e>(element: &'e Element, name: &str) -> Option<&'e Value> {
    let of_name = |a: &&Attribute| a.name.namespace.is_empty() && *a.name.local == *name;
    element.attributes.iter().find(of_name).map(|a| &a.value)
}

/// Request and response of every operation that is bound to SOAP, with values that the schema allows: name, and a body's child.
fn calls(description: &Description) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for binding in &description.wsdl.bindings {
        for operation in &binding.operations {
            let Some(bound) = Bound::new(description, binding, operation) else {
                continue;
            };
            for direction in [Direction::Request, Direction::Response] {
                let envelope = bound
                    .envelope(direction, Style::Values)
                    .map(|e| inlined(&e));
                let text = envelope.map(|e| print::print(&e, print::Layout::Compact));
                let bodies = text.and_then(|t| extract::body_children(&t));
                for document in bodies.unwrap_or_default() {
                    found.push((format!("{} {direction:?}", bound.operation.name), document));
                }
            }
        }
    }
    found
}

fn compare(trial: &Trial, types: &Types<'_>) -> io::Result<Result<usize, String>> {
    Ok(judge::same(
        &fs::read_to_string(&trial.file)?,
        &fs::read_to_string(&trial.out)?,
        types,
    ))
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
