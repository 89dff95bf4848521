//! Diagnostics: one sink for all stages, one catalogue of codes, one renderer.

pub mod catalogue;

pub use self::catalogue as code;

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

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code in the catalogue, for example `W0012`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
    /// A few words under the excerpt.
    pub label: Option<String>,
    /// The chain of references that led there, nearest first: place and words.
    pub chain: Vec<(Option<Span>, String)>,
    /// What to do.
    pub help: Vec<String>,
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
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.list.push(Diagnostic {
            code,
            severity,
            message: message.into(),
            span: span.into(),
            label: None,
            chain: Vec::new(),
            help: Vec::new(),
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Whether an error is among the findings.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// The findings, in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
}

impl Diagnostic {
    /// Words under the excerpt.
    pub fn label(&mut self, text: impl Into<String>) -> &mut Self {
        self.label = Some(text.into());
        self
    }
    /// One more link of the chain of references.
    pub fn needed_by(
        &mut self,
        span: impl Into<Option<Span>>,
        text: impl Into<String>,
    ) -> &mut Self {
        self.chain.push((span.into(), text.into()));
        self
    }
    /// What to do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help.push(text.into());
        self
    }
}
