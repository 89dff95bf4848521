//! Findings by the dozen: what is wrong in one way at many places of a document is shown at the first ones, and the others are counted.

use std::collections::BTreeMap;

use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Severity, Words};
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
    list: Vec<Diagnostic>,
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
        message: impl Into<Words>,
    ) -> &mut Diagnostic {
        self.list.truncate(KEPT);
        let found = Diagnostic::new(code, Severity::Warning, at, message);
        self.list.push(found);
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Says them.
    pub(super) fn report(self, reader: &mut Reader<'_>) {
        let mut kinds: BTreeMap<Kind, BTreeMap<(Span, Words), Diagnostic>> = BTreeMap::new();
        for finding in self.list {
            let Some(at) = finding.span else { continue };
            if reader.builtin.contains(&at.document) {
                continue;
            }
            let kind = (at.document, finding.code, kind(&finding.message));
            let place = (at, finding.message.clone());
            kinds.entry(kind).or_default().insert(place, finding);
        }
        for findings in kinds.into_values() {
            let more = findings.len().saturating_sub(SHOWN);
            let shown = findings.len() - more;
            for (number, mut finding) in (1..).zip(findings.into_values().take(shown)) {
                let places = match more {
                    1 => "place",
                    _ => "places",
                };
                if number == shown && more > 0 {
                    finding.help(format!("so it is at {more} more {places} of this document"));
                }
                reader.diagnostics.push(finding);
            }
        }
    }
}

/// What findings that are alike have in common: the message without what it quotes.
fn kind(message: &str) -> String {
    message.split('`').step_by(2).collect()
}
