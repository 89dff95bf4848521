//! Numbers beyond the usual types: an error unless the recipe substitutes bigger ones. What failed for that reason alone is tried again
//! with code generated so.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::build::{self, Unit};
use super::generate::{self, Generated};
use super::judge::Manner;
use super::manifest::Entry;
use super::report::Row;
use super::typed::Types;
use super::{judge, round_trip};

/// A document with a number beyond the usual types.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Beyond {
    /// How a program is asked to read and write it.
    pub request: String,
    /// What must be written.
    pub file: PathBuf,
    /// What is written.
    pub out: PathBuf,
    /// What must be the same.
    pub manner: Manner,
    /// Whether it is a message of the corpus.
    pub is_message: bool,
    /// How it failed, as the list of failures has it.
    pub failure: String,
}

/// Whether a failure says that a number does not fit its Rust type: one of those types for which there are bigger ones.
pub fn is_too_small(why: &str) -> bool {
    why.contains(" is not a value of xs:") && why.contains(" holds; in the recipe: substitute = ")
}

/// Tries again what was beyond the usual types, entry by entry, and moves what comes back now from the failures to a count of its own.
///
/// # Errors
/// When files cannot be read or written or a program cannot be started.
pub fn run(
    corpus: &Path,
    catalog: &Path,
    entries: &[Entry],
    rows: &mut [Row],
    workshop: &Path,
    runtime: &Path,
) -> io::Result<()> {
    let folder = workshop.join("generated-wide");
    fs::create_dir_all(&folder)?;
    let mut again: BTreeMap<usize, Generated> = BTreeMap::new();
    for (index, (row, entry)) in rows.iter().zip(entries).enumerate() {
        if row
            .round_trip
            .as_ref()
            .is_some_and(|t| !t.beyond.is_empty())
        {
            let out = generate::output_file(&folder, index);
            let generated = generate::in_child(&corpus.join(&entry.path), catalog, &out, true);
            if let Some(why) = &generated.error {
                eprintln!("{} with bigger types: {why}", entry.path);
            }
            again.insert(index, generated);
        }
    }
    let units: Vec<Unit<'_>> = again
        .iter()
        .filter(|(_, g)| g.error.is_none())
        .map(|(index, generated)| Unit {
            index: *index,
            generated,
            file: generate::output_file(&folder, *index),
        })
        .collect();
    let batches = build::batches(&units, build::LINES);
    let verdict = build::compile(workshop, runtime, "wide", &batches, true)?;
    for (index, errors) in &verdict.errors {
        let first = errors.first().map_or("", String::as_str);
        eprintln!("{} with bigger types: {first}", entries[*index].path);
    }
    let options = generate::options(catalog);
    for (program, index) in verdict
        .programs
        .iter()
        .flat_map(|(program, members)| members.iter().map(move |index| (program, *index)))
    {
        let Some(tally) = rows[index].round_trip.as_mut() else {
            continue;
        };
        let outcome = wsdl_codegen::analyze(&corpus.join(&entries[index].path), &options);
        let Some(description) = &outcome.description else {
            continue;
        };
        let types = Types::new(description);
        let beyond = std::mem::take(&mut tally.beyond);
        let requests: Vec<String> = beyond.iter().map(|b| b.request.clone()).collect();
        let answers = round_trip::answers(program, &requests)?;
        for (one, answer) in beyond.into_iter().zip(answers) {
            let verdict = match answer.split('\t').next() {
                Some("ok") => judge::same(
                    &fs::read_to_string(&one.file)?,
                    &fs::read_to_string(&one.out)?,
                    &types,
                    one.manner,
                ),
                _ => Err(answer),
            };
            match verdict {
                Ok(_) => {
                    tally.failures.retain(|f| *f != one.failure);
                    match one.is_message {
                        true => tally.messages_wide += 1,
                        false => tally.wide += 1,
                    }
                }
                Err(why) => tally
                    .failures
                    .push(format!("{}; with bigger types: {why}", one.failure)),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_have_bigger_types() {
        assert!(is_too_small(
            "read: /a/b: \"1000\" is not a value of xs:integer that an i128 holds; in the recipe: substitute = { .. } (byte 7)"
        ));
        assert!(!is_too_small(
            "read: /a/b: \"1000\" is not a value of xs:byte (byte 7)"
        ));
    }
}
