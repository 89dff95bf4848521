//! Diagnostics as text, in the manner of rustc: the only renderer, for build scripts and for the command.
//!
//! ```text
//! error[E0020]: there is no type `Statuss` in `urn:case`
//!   --> wsdl/jobs.wsdl:12:58
//!    |
//! 12 |           <s:element name="state" type="tns:Statuss"/>
//!    |                                         ^^^^^^^^^^^
//!    |
//!    = note: needed by operation `getState` of port type `Jobs` (wsdl/jobs.wsdl:31:22)
//!            through message `getStateSoapOut` (wsdl/jobs.wsdl:24:18)
//!            through element `getStateResponse` (wsdl/jobs.wsdl:10:22)
//!    = help: did you mean `Status`?
//! ```

use annotate_snippets::{AnnotationKind, Group, Level, Renderer as Layout, Snippet};

use super::place::{Place, Places};
use super::{Diagnostic, Diagnostics, Severity, Words};
use crate::guard;
use crate::model::documents::{Documents, Span};

/// The most characters of a line that are shown before the span, of the span, and behind it.
const BEFORE: usize = 60;
const MARKED: usize = 80;
const BEHIND: usize = 40;
/// A line of up to this many bytes is shown whole.
const WHOLE: usize = 140;

/// Renders the diagnostics of a run.
#[derive(Debug)]
pub struct Renderer<'d> {
    documents: &'d Documents,
    places: Places<'d>,
    layout: Layout,
}

impl<'d> Renderer<'d> {
    /// A renderer without colour; excerpts are taken from `documents`.
    pub fn new(documents: &'d Documents) -> Self {
        Self {
            documents,
            places: Places::new(documents),
            layout: Layout::plain().term_width(200),
        }
    }

    /// With the colours of rustc, as ANSI escape sequences, or without.
    #[must_use]
    pub fn colored(mut self, colored: bool) -> Self {
        self.layout = match colored {
            true => Layout::styled().hyperlink(false),
            false => Layout::plain(),
        }
        .term_width(200);
        self
    }

    /// One diagnostic, a line break at its end.
    pub fn one(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level
            .primary_title(&*diagnostic.message)
            .id(diagnostic.code);
        let mut group = Group::with_title(title);
        let mut place = None;
        if let Some(excerpt) = diagnostic.span.and_then(|s| self.excerpt(s)) {
            let path = self.documents.shown(excerpt.place.document);
            let label = diagnostic.label.as_deref();
            place = Some((excerpt.origin(&path), excerpt.place.origin(&path)));
            let annotation = AnnotationKind::Primary.span(excerpt.marked).label(label);
            let snippet = Snippet::source(excerpt.text).line_start(excerpt.place.line);
            group = group.element(snippet.path(path).annotation(annotation));
        }
        if !diagnostic.chain.is_empty() {
            group = group.element(Level::NOTE.message(self.chain(&diagnostic.chain)));
        }
        for (span, words) in &diagnostic.notes {
            let note = format!("{words}{}", self.at(*span));
            group = group.element(Level::NOTE.message(note));
        }
        for help in &diagnostic.help {
            group = group.element(Level::HELP.message(&**help));
        }
        if let Some(recipe) = &diagnostic.recipe {
            let help = format!("in the recipe: {recipe}");
            group = group.element(Level::HELP.message(help));
        }
        let mut text = self.layout.render(&[group]);
        // The column was counted in the excerpt, which may have been cut.
        if let Some((shown, true_place)) = place.filter(|(shown, place)| shown != place) {
            text = text.replacen(&shown, &true_place, 1);
        }
        text.push('\n');
        text
    }

    /// The diagnostics that are at least so bad, a blank line between them.
    pub fn all(&self, diagnostics: &Diagnostics, least: Severity) -> String {
        let shown = diagnostics.iter().filter(|d| d.severity >= least);
        let texts: Vec<String> = shown.map(|d| self.one(d)).collect();
        texts.join("\n")
    }

    /// From the operation down to what is nearest.
    fn chain(&self, chain: &[(Option<Span>, Words)]) -> String {
        let steps = chain.iter().rev().enumerate().map(|(index, step)| {
            let word = if index == 0 { "needed by" } else { "through" };
            format!("{word} {}{}", step.1, self.at(step.0))
        });
        steps.collect::<Vec<_>>().join("\n")
    }

    /// ` (file:line:column)`, or nothing.
    fn at(&self, span: Option<Span>) -> String {
        let place = span.and_then(|s| self.places.find(s));
        place.map_or_else(String::new, |place| {
            format!(" ({})", place.origin(&self.documents.shown(place.document)))
        })
    }

    /// The line that a span begins in, harmless and of bounded length.
    fn excerpt(&self, span: Span) -> Option<Excerpt<'d>> {
        let place = self.places.find(span)?;
        let line = self.places.line(span)?.1;
        let text = &place.document.text;
        let start = (span.start as usize).min(line.end);
        let end = (span.end as usize).clamp(start, line.end);
        // a span of bytes that were no text may end within what stands in their place
        let end = (end..=line.end).find(|at| text.is_char_boundary(*at))?;
        let before = text.get(line.start..start)?;
        let marked = text.get(start..end)?;
        let behind = text.get(end..line.end)?;
        let (before, marked, behind) = match line.len() <= WHOLE {
            true => (before.to_owned(), marked.to_owned(), behind.to_owned()),
            false => (
                last(before, BEFORE),
                first(marked, MARKED),
                first(behind, BEHIND),
            ),
        };
        let mut shown = guard::visible(&before, false).into_owned();
        let from = shown.len();
        shown.push_str(&guard::visible(&marked, false));
        let to = shown.len();
        shown.push_str(&guard::visible(&behind, false));
        shown.truncate(shown.trim_end().len().max(to));
        Some(Excerpt {
            text: shown,
            marked: from..to,
            place,
        })
    }
}

/// A line of a document, made ready to be shown.
struct Excerpt<'d> {
    text: String,
    /// The bytes to underline.
    marked: std::ops::Range<usize>,
    place: Place<'d>,
}

impl Excerpt<'_> {
    /// The place as it is counted in the excerpt.
    fn origin(&self, path: &str) -> String {
        let before = self.text.get(..self.marked.start).unwrap_or_default();
        let column = before.chars().count() + 1;
        Place {
            column,
            ..self.place
        }
        .origin(path)
    }
}

/// The first characters of a text.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}...", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The last characters of a text; white space at its beginning is not worth its room.
fn last(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most.saturating_sub(1)) {
        Some((at, _)) if at > 0 => {
            format!("...{}", text.get(at..).unwrap_or_default().trim_start())
        }
        _ => text.to_owned(),
    }
}

/// `3 errors, 1 warning`, or `None` when there is neither.
pub fn sum(diagnostics: &Diagnostics) -> Option<String> {
    let count = |severity: Severity, word: &str| {
        let found = diagnostics.iter().filter(|d| d.severity == severity);
        match found.count() {
            0 => None,
            1 => Some(format!("1 {word}")),
            n => Some(format!("{n} {word}s")),
        }
    };
    let counts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::code;
    use crate::model::documents::{Document, DocumentId};

    fn documents(text: &str) -> Documents {
        Documents {
            list: vec![Document {
                name: "a.wsdl".to_owned(),
                path: None,
                location: "a.wsdl".to_owned(),
                text: Arc::from(text),
                builtin: false,
                settings: false,
                broken: false,
            }],
            ..Documents::default()
        }
    }

    fn rendered(text: &str, marked: &str) -> String {
        let documents = documents(text);
        let start = text.find(marked).expect("the text to mark");
        let span = Span {
            document: DocumentId(0),
            start: start as u32,
            end: (start + marked.len()) as u32,
        };
        let mut found = Diagnostics::new();
        found.add(
            code::UNDEFINED,
            Severity::Error,
            span,
            "no \u{1b}[31mred\u{202e}\nthing",
        );
        Renderer::new(&documents).all(&found, Severity::Error)
    }

    #[test]
    fn hostile_text_is_shown_and_not_acted_on() {
        let text = rendered("<a b='\u{9b}31m\u{202e}x'>\n", "\u{9b}31m\u{202e}x");
        assert_eq!(
            text,
            "error[E0020]: no \\u{1b}[31mred\\u{202e} thing\n \
             --> a.wsdl:1:7\n  \
             |\n\
             1 | <a b='\\u{9b}31m\\u{202e}x'>\n  \
             |       ^^^^^^^^^^^^^^^^^^\n"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_place_and_columns_stay_true() {
        let line = format!("<a {}mark{}>", "é ".repeat(50_000), "x".repeat(50_000));
        let text = rendered(&line, "mark");
        assert!(text.contains("a.wsdl:1:100004\n"), "{text}");
        assert!(text.contains("mark") && text.contains("^^^^"), "{text}");
        assert!(text.lines().all(|l| l.chars().count() < 200), "{text}");
        let long = format!("<a {}>", "m".repeat(50_000));
        let text = rendered(&long, &"m".repeat(50_000));
        assert!(text.lines().all(|l| l.chars().count() < 200), "{text}");
    }

    #[test]
    fn places_at_the_edges_of_a_text() {
        for (text, start, end) in [
            ("", 0, 0),
            ("a", 1, 1),
            ("a\r\nb", 4, 9),
            ("é", 1, 2),
            ("a", 7, 9),
        ] {
            let documents = documents(text);
            let document = DocumentId(0);
            let mut found = Diagnostics::new();
            let span = Span {
                document,
                start,
                end,
            };
            found.add(code::NOT_XML, Severity::Error, span, "m");
            let shown = Renderer::new(&documents).all(&found, Severity::Error);
            assert!(shown.starts_with("error[E0002]: m"), "{shown}");
        }
    }

    #[test]
    fn sums() {
        let mut found = Diagnostics::new();
        assert_eq!(sum(&found), None);
        found.add(code::FOREIGN, Severity::Note, None, "n");
        assert_eq!(sum(&found), None);
        found.add(code::DUPLICATE, Severity::Warning, None, "w");
        found.add(code::UNDEFINED, Severity::Error, None, "a");
        found.add(code::UNDEFINED, Severity::Error, None, "b");
        assert_eq!(sum(&found).as_deref(), Some("2 errors, 1 warning"));
    }
}
