//! The stages in order: the whole generator in one function.

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::model::description::Description;
use crate::model::documents::Documents;
use crate::model::files::{File, Layout};
use crate::model::package::Package;
use crate::options::Options;
use crate::stage::{emit, load, lower, print, read};

/// What came of a run, as far as it got: a stage whose input had errors was not entered.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The texts that were loaded.
    pub documents: Documents,
    /// What they say.
    pub description: Option<Description>,
    /// What the crate contains.
    pub package: Option<Package>,
    /// The files to write; empty when there are errors.
    pub files: Vec<File>,
    /// The findings of all stages.
    pub diagnostics: Diagnostics,
}

/// Generates in memory: loads `entry` and what it imports from disk, writes nothing.
pub fn compile(entry: &Path, options: &Options, layout: Layout) -> Outcome {
    let mut outcome = analyze(entry, options);
    if let (Some(package), false) = (&outcome.package, outcome.diagnostics.has_errors()) {
        let source = emit::emit(package);
        outcome.files = print::print(&source, layout);
    }
    outcome
}

/// The stages up to the package: what `list` and `show` need.
pub fn analyze(entry: &Path, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    outcome.documents = load::load(entry, options, &mut outcome.diagnostics);
    if outcome.documents.list.is_empty() {
        outcome.diagnostics.sort();
        return outcome;
    }
    let mut description = read::read(&outcome.documents, &mut outcome.diagnostics);
    description.builtin = outcome.documents.builtin();
    let sound = !outcome.diagnostics.has_errors();
    if sound {
        outcome.package = Some(lower::lower(
            &description,
            options,
            &mut outcome.diagnostics,
        ));
    }
    outcome.description = Some(description);
    outcome.diagnostics.sort();
    outcome
}
