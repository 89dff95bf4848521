//! Findings by the dozen: what is wrong in one way at many places of a document is shown at the first ones, and the others are counted.

use std::collections::BTreeMap;

use super::reader::Reader;
use crate::diagnostic::Severity;
use crate::model::documents::{DocumentId, Span};

/// How many of a kind are shown in each document.
const SHOWN: usize = 5;

/// How many are kept; more are not even counted.
const KEPT: usize = 100_000;
/// What may be spent in all, in components looked at.
const WORK: usize = 2_000_000;

/// Warnings that are not said yet, and how much may still be spent on looking for more: where components refer to each other without end in
/// sight, as in documents made to keep a machine busy, not all are looked at.
pub(super) struct Findings {
    list: Vec<Finding>,
    work: usize,
}

impl Default for Findings {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            work: WORK,
        }
    }
}

/// A warning: what, where, what else matters, what to do.
pub(super) struct Finding {
    code: &'static str,
    at: Span,
    message: String,
    notes: Vec<(Span, String)>,
    help: Option<String>,
}

/// The document, the code, and what findings that are alike have in common.
type Kind = (DocumentId, &'static str, String);

impl Findings {
    /// Takes the cost of a look from what may be spent; whether there was so much.
    pub(super) fn afford(&mut self, cost: usize) -> bool {
        let enough = cost <= self.work;
        self.work -= cost * usize::from(enough);
        enough
    }

    /// One more; the returned reference takes notes and help.
    pub(super) fn add(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.list.truncate(KEPT);
        self.list.push(Finding {
            code,
            at,
            message: message.into(),
            notes: Vec::new(),
            help: None,
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Says them.
    pub(super) fn report(self, reader: &mut Reader<'_>) {
        let builtin = &reader.builtin;
        let own = self.list.into_iter();
        let own = own.filter(|f| !builtin.contains(&f.at.document));
        let mut kinds: BTreeMap<Kind, BTreeMap<(Span, String), Finding>> = BTreeMap::new();
        for finding in own {
            let kind = (finding.at.document, finding.code, kind(&finding.message));
            let place = (finding.at, finding.message.clone());
            kinds.entry(kind).or_default().insert(place, finding);
        }
        for findings in kinds.into_values() {
            let more = findings.len().saturating_sub(SHOWN);
            let shown = findings.len() - more;
            for (number, finding) in (1..).zip(findings.into_values().take(shown)) {
                let diagnostic = reader.diagnostics.add(
                    finding.code,
                    Severity::Warning,
                    finding.at,
                    finding.message,
                );
                for (span, words) in finding.notes {
                    diagnostic.note(span, words);
                }
                if let Some(help) = finding.help {
                    diagnostic.help(help);
                }
                let places = match more {
                    1 => "place",
                    _ => "places",
                };
                if number == shown && more > 0 {
                    diagnostic.help(format!("so it is at {more} more {places} of this document"));
                }
            }
        }
    }
}

impl Finding {
    /// Another place that matters, and what is there.
    pub(super) fn note(&mut self, at: Span, words: impl Into<String>) -> &mut Self {
        self.notes.push((at, words.into()));
        self
    }

    /// What to do.
    pub(super) fn help(&mut self, words: impl Into<String>) -> &mut Self {
        self.help = Some(words.into());
        self
    }
}

/// What findings that are alike have in common: the message without what it quotes.
fn kind(message: &str) -> String {
    message.split('`').step_by(2).collect()
}
