//! Results to the standard output, everything else to the standard error; colour; diagnostics for people and for programs.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use serde_json::json;
use wsdl_codegen::diagnostic::{self, Diagnostic, Places, Renderer, Severity};
use wsdl_codegen::{Outcome, guard};

use crate::cli::{Color, Common, MessageFormat};
use crate::failure::Failure;
use crate::{NO, USAGE, json};

/// A verb in a line of progress, as cargo shows them.
const STATUS: Style = AnsiColor::Green.on_default().bold();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// The most diagnostics that are shown to a person who has not asked for all; errors go before the others.
const MOST: usize = 100;

/// The two streams and how to write to them.
pub(crate) struct Console<'o> {
    out: &'o mut dyn Write,
    err: &'o mut dyn Write,
    out_color: bool,
    err_color: bool,
    quiet: bool,
    verbose: bool,
    json: bool,
}

impl<'o> Console<'o> {
    pub(crate) fn new(common: &Common, out: &'o mut dyn Write, err: &'o mut dyn Write) -> Self {
        let colored = |automatic: anstream::ColorChoice| match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => automatic != anstream::ColorChoice::Never,
        };
        Self {
            out,
            err,
            out_color: colored(AutoStream::choice(&io::stdout())),
            err_color: colored(AutoStream::choice(&io::stderr())),
            quiet: common.quiet,
            verbose: common.verbose,
            json: common.message_format == MessageFormat::Json,
        }
    }

    /// Whether diagnostics are for programs.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Writes a part of the result.
    pub(crate) fn result(&mut self, text: impl Display) -> io::Result<()> {
        let text = text.to_string();
        if self.out_color {
            self.out.write_all(text.as_bytes())
        } else {
            write!(self.out, "{}", anstream::adapter::strip_str(&text))
        }
    }

    /// Writes a part of the result that holds text of strangers: nothing in it acts on the terminal but our own colours.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        let pieces = text
            .split('\u{1b}')
            .map(|piece| guard::visible(piece, true));
        self.result(pieces.collect::<Vec<_>>().join("\u{1b}"))
    }

    /// Writes a result that is not for people's eyes alone: bytes as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Says what was done, in a line that begins with a verb. Nobody depends on it, so that it may be lost.
    pub(crate) fn status(&mut self, verb: &str, text: impl Display) {
        if !self.quiet && !self.json {
            self.say(&format!("{STATUS}{verb:>12}{STATUS:#} {text}\n"));
        }
    }

    /// Shows a text of its own to the standard error.
    pub(crate) fn note(&mut self, text: &str) {
        self.say(text);
    }

    /// Says what only those who want to know everything want to know.
    pub(crate) fn remark(&mut self, text: &str) {
        if self.verbose {
            self.say(&format!("{NOTE}note{NOTE:#}: {text}\n"));
        }
    }

    /// Shows the findings of a run: errors and warnings, with `--verbose` notes.
    pub(crate) fn diagnostics(&mut self, outcome: &Outcome) -> io::Result<()> {
        if self.json {
            let plain = Renderer::new(&outcome.documents);
            let places = Places::new(&outcome.documents);
            for diagnostic in outcome.diagnostics.iter() {
                let line = json!({
                    "reason": "diagnostic",
                    "diagnostic": json::diagnostic(&outcome.documents, &places, diagnostic),
                    "rendered": plain.one(diagnostic),
                });
                writeln!(self.out, "{line}")?;
            }
            return Ok(());
        }
        let least = match (self.quiet, self.verbose) {
            (true, _) => Severity::Error,
            (_, true) => Severity::Note,
            _ => Severity::Warning,
        };
        let renderer = Renderer::new(&outcome.documents).colored(self.err_color);
        let shown = outcome.diagnostics.iter().filter(|d| d.severity >= least);
        let most = if self.verbose { usize::MAX } else { MOST };
        let is_error = |d: &Diagnostic| d.severity == Severity::Error;
        let mut errors = most;
        let mut others = most.saturating_sub(shown.clone().filter(|d| is_error(d)).count());
        let mut rest = 0;
        let mut text = String::new();
        for diagnostic in shown.clone() {
            let room = if is_error(diagnostic) {
                &mut errors
            } else {
                &mut others
            };
            if *room == 0 {
                rest += 1;
                continue;
            }
            *room -= 1;
            text.push_str(&renderer.one(diagnostic));
            text.push('\n');
        }
        if rest > 0 {
            let _ = writeln!(
                text,
                "{NOTE}note{NOTE:#}: {rest} more are not shown; `--verbose` shows all\n"
            );
        }
        if let Some(worst) = shown.max_by_key(|d| d.severity) {
            text.push_str(&summary(outcome, worst));
        }
        self.say(&text);
        Ok(())
    }

    /// Says why the verb did not succeed. Returns the exit code.
    pub(crate) fn fail(&mut self, failure: Failure) -> u8 {
        let (text, code) = match failure {
            Failure::No => return NO,
            Failure::Misused => return USAGE,
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return NO,
            Failure::Because(text) => (text, NO),
            Failure::Usage(text) => (text, USAGE),
            Failure::Output(error) => (format!("cannot write the result: {error}"), NO),
        };
        let _ = self.out.flush();
        self.say(&format!("{ERROR}error{ERROR:#}: {text}\n"));
        code
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn say(&mut self, text: &str) {
        let _ = match self.err_color {
            true => self.err.write_all(text.as_bytes()),
            false => write!(self.err, "{}", anstream::adapter::strip_str(text)),
        };
    }
}

/// How many there are of each severity, and where to read more.
fn summary(outcome: &Outcome, worst: &Diagnostic) -> String {
    let Some(sum) = diagnostic::sum(&outcome.diagnostics) else {
        return String::new();
    };
    let style = match worst.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    };
    let word = worst.severity.word();
    let documents = &outcome.documents;
    let entry = documents.list.first().map(|d| documents.shown(d));
    let place = entry.map_or_else(String::new, |entry| format!("{entry}: "));
    let code = worst.code;
    format!("{style}{word}{style:#}: {place}{sum}; `cargo wsdl explain {code}` says more\n")
}
