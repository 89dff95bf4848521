//! Diagnostics: one sink for all stages, one catalogue of codes, one renderer.

pub mod catalogue;
mod place;
mod render;
mod setting;

use std::fmt;

pub use self::catalogue as code;
pub use self::place::{Place, Places};
pub use self::render::{Renderer, sum};
pub use self::setting::Setting;

use crate::guard;
use crate::model::documents::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; shown with `--verbose` and in JSON.
    Note,
    /// Something was left out or repaired.
    Warning,
    /// Nothing is generated.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A line of text that is safe to show: no control characters, no bidirectional ones, not endless.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words(String);

/// The most characters of a line of text in a diagnostic: names may be as long as a document.
const MAX_WORDS: usize = 512;

impl<T: Into<String>> From<T> for Words {
    fn from(text: T) -> Self {
        let text = text.into();
        let mut shown = guard::visible(&text, false).into_owned();
        if let Some((at, _)) = shown.char_indices().nth(MAX_WORDS) {
            shown.truncate(at);
            shown.push_str("...");
        }
        Self(shown)
    }
}

impl std::ops::Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Words {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code in the catalogue, for example `W0012`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: Words,
    /// Where.
    pub span: Option<Span>,
    /// The setting that it is about, where it is about one: whoever read the settings may know its [place](Diagnostics::locate).
    pub setting: Option<Setting>,
    /// A few words under the excerpt.
    pub label: Option<Words>,
    /// The chain of references that led there, nearest first: place and words.
    pub chain: Vec<(Option<Span>, Words)>,
    /// Other places that matter.
    pub notes: Vec<(Option<Span>, Words)>,
    /// What to do.
    pub help: Vec<Words>,
    /// The line of a recipe that does it.
    pub recipe: Option<Words>,
}

/// The sink.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding; the returned reference takes label, chain and help.
    pub fn add(
        &mut self,
        code: &'static str,
        severity: Severity,
        span: impl Into<Option<Span>>,
        message: impl Into<Words>,
    ) -> &mut Diagnostic {
        self.push(Diagnostic::new(code, severity, span, message));
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Adds a finding that is complete.
    pub fn push(&mut self, found: Diagnostic) {
        self.list.push(found);
    }

    /// Whether an error is among the findings.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// The findings, in the order in which they were added or, once [sorted](Self::sort), by place.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Gives the findings about settings their places: `find` knows where a setting is written.
    pub fn locate(&mut self, mut find: impl FnMut(&Setting) -> Option<Span>) {
        for found in self.list.iter_mut().filter(|d| d.span.is_none()) {
            found.span = found.setting.as_ref().and_then(&mut find);
        }
    }

    /// Sorts the findings by document and place, those without a place first, and drops what is said twice of one place.
    pub fn sort(&mut self) {
        // Stable: what a stage says of one place stays in its order.
        self.list
            .sort_by_key(|d| d.span.map(|s| (s.document, s.start)));
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(self.list.len());
        for found in self.list.drain(..) {
            let here = kept.iter().rev().take_while(|k| k.span == found.span);
            let mut alike = here.filter(|k| k.code == found.code && k.message == found.message);
            if alike.next().is_none() {
                kept.push(found);
            }
        }
        self.list = kept;
    }
}

impl Diagnostic {
    /// A finding without label, chain and help.
    pub fn new(
        code: &'static str,
        severity: Severity,
        span: impl Into<Option<Span>>,
        message: impl Into<Words>,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span: span.into(),
            setting: None,
            label: None,
            chain: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            recipe: None,
        }
    }

    /// The setting that it is about.
    pub fn setting(&mut self, setting: Setting) -> &mut Self {
        self.setting = Some(setting);
        self
    }

    /// Words under the excerpt.
    pub fn label(&mut self, text: impl Into<Words>) -> &mut Self {
        self.label = Some(text.into());
        self
    }

    /// One more link of the chain of references.
    pub fn needed_by(
        &mut self,
        span: impl Into<Option<Span>>,
        text: impl Into<Words>,
    ) -> &mut Self {
        self.chain.push((span.into(), text.into()));
        self
    }

    /// Another place that matters, and what is there.
    pub fn note(&mut self, span: impl Into<Option<Span>>, text: impl Into<Words>) -> &mut Self {
        self.notes.push((span.into(), text.into()));
        self
    }

    /// What to do.
    pub fn help(&mut self, text: impl Into<Words>) -> &mut Self {
        self.help.push(text.into());
        self
    }

    /// The name that was probably meant, where one is near.
    pub fn did_you_mean(&mut self, near: Option<impl fmt::Display>) -> &mut Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// The line of a recipe that does it, as TOML: `operations = ["cancelJob"]`.
    pub fn recipe(&mut self, line: impl Into<Words>) -> &mut Self {
        self.recipe = Some(line.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::documents::DocumentId;

    #[test]
    fn findings_are_sorted_by_place_and_said_once() {
        let at = |document, start| Span {
            document: DocumentId(document),
            start,
            end: start + 1,
        };
        let mut found = Diagnostics::new();
        found.add(code::UNDEFINED, Severity::Error, at(1, 4), "d");
        found.add(code::DUPLICATE, Severity::Warning, at(0, 9), "c");
        found.add(code::UNDEFINED, Severity::Error, at(0, 2), "b");
        found.add(code::OPERATION, Severity::Error, None, "a");
        found.add(code::UNDEFINED, Severity::Error, at(0, 2), "b");
        found.add(code::UNDEFINED, Severity::Error, at(0, 2), "b too");
        found.sort();
        let said: Vec<&str> = found.iter().map(|d| &*d.message).collect();
        assert_eq!(said, ["a", "b", "b too", "c", "d"]);
    }

    #[test]
    fn words_are_one_harmless_line() {
        assert_eq!(
            Words::from("a\u{1b}[2J\n\u{202e}b"),
            "a\\u{1b}[2J \\u{202e}b"
        );
        let long = Words::from("x".repeat(1 << 20));
        assert_eq!(long.len(), MAX_WORDS + 3);
    }
}
