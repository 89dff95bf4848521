//! `--allow`: changes that the user says do not matter.

use wsdl_codegen::names::pattern;

use super::{Change, Kind};
use crate::nearest;

/// What is allowed: a whole effect or a kind of change, wherever or where the name is of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct Allowance {
    what: What,
    pattern: Option<String>,
}

#[derive(Clone, Debug)]
enum What {
    Wire,
    Source,
    Kind(&'static str),
}

impl Allowance {
    /// Reads `wire`, `source` or a kind, with `=PATTERN` or without.
    ///
    /// # Errors
    /// A word that is none of these: a sentence that names the nearest.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (word, pattern) = text
            .split_once('=')
            .map_or((text, None), |(word, pattern)| (word, Some(pattern)));
        let what = match word {
            "wire" => What::Wire,
            "source" => What::Source,
            _ => match Kind::WORDS.iter().find(|w| **w == word) {
                Some(word) => What::Kind(word),
                None => {
                    let words = Kind::WORDS.iter().copied().chain(["wire", "source"]);
                    let hint = nearest::hint(word, words);
                    return Err(format!("`{word}` is no kind of change{hint}"));
                }
            },
        };
        Ok(Self {
            what,
            pattern: pattern.map(str::to_owned),
        })
    }

    /// The effects of a change that this allows: on the wire, and on callers' source.
    fn covers(&self, change: &Change) -> (bool, bool) {
        let local = change.name.rsplit('}').next().unwrap_or_default();
        let place = change
            .member
            .as_ref()
            .map_or_else(|| local.to_owned(), |member| format!("{local}/{member}"));
        let named = self.pattern.as_ref().is_none_or(|p| {
            [local, &place, &change.name]
                .iter()
                .any(|name| pattern::matches(p, name))
        });
        let kind = matches!(self.what, What::Kind(word) if word == change.kind.word());
        (
            named && (kind || matches!(self.what, What::Wire)),
            named && (kind || matches!(self.what, What::Source)),
        )
    }
}

/// Marks the changes all of whose effects are allowed.
pub(crate) fn apply(allowances: &[Allowance], changes: &mut [Change]) {
    for change in changes.iter_mut().filter(|c| c.breaks()) {
        let covered: Vec<(bool, bool)> = allowances.iter().map(|a| a.covers(change)).collect();
        let wire = change.wire.is_none() || covered.iter().any(|(wire, _)| *wire);
        let source = change.source.is_none() || covered.iter().any(|(_, source)| *source);
        change.allowed = wire && source;
    }
}
