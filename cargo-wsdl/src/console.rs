//! Results to the standard output, everything else to the standard error; colour; diagnostics for people and for programs.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use serde_json::json;
use wsdl_codegen::diagnostic::{Diagnostic, Severity};
use wsdl_codegen::{Outcome, listing};

use crate::cli::{Color, Common, MessageFormat};
use crate::failure::Failure;
use crate::{NO, USAGE, json};

/// A verb in a line of progress, as cargo shows them.
const STATUS: Style = AnsiColor::Green.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

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
            let findings = listing::list(outcome).diagnostics;
            for (diagnostic, finding) in outcome.diagnostics.iter().zip(&findings) {
                let rendered = render(outcome, diagnostic);
                let line = json!({
                    "reason": "diagnostic",
                    "diagnostic": json::finding(finding),
                    "rendered": anstream::adapter::strip_str(&rendered).to_string(),
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
        let shown = outcome.diagnostics.iter().filter(|d| d.severity >= least);
        let text: String = shown.map(|d| render(outcome, d)).collect();
        self.say(&text);
        Ok(())
    }

    /// Says why the verb did not succeed. Returns the exit code.
    pub(crate) fn fail(&mut self, failure: Failure) -> u8 {
        let (text, code) = match failure {
            Failure::No => return NO,
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

/// A diagnostic with its place and what to do.
fn render(outcome: &Outcome, diagnostic: &Diagnostic) -> String {
    let (word, style) = match diagnostic.severity {
        Severity::Error => ("error", ERROR),
        Severity::Warning => ("warning", WARNING),
        Severity::Note => ("note", NOTE),
    };
    let (code, message) = (diagnostic.code, &diagnostic.message);
    let mut text = format!("{style}{word}[{code}]{style:#}: {message}\n");
    let place = diagnostic
        .span
        .and_then(|s| listing::place(&outcome.documents, s));
    if let Some((file, line, column)) = place {
        let _ = writeln!(text, "  --> {file}:{line}:{column}");
    }
    for help in &diagnostic.help {
        let _ = writeln!(text, "  = help: {help}");
    }
    text
}
