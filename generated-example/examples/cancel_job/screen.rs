//! What is shown: a line per step, and under it the messages when they are asked for.

use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use wsdl_runtime::Wire;

/// Prints steps; keeps the messages of a step until it is printed, and the secrets that they must not show.
#[derive(Clone)]
pub(crate) struct Screen(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    wire: bool,
    messages: Vec<String>,
    secrets: Vec<String>,
}

impl Screen {
    pub(crate) fn new(wire: bool) -> Self {
        Screen(Arc::new(Mutex::new(Kept {
            wire,
            ..Kept::default()
        })))
    }

    /// A function for `ClientBuilder::wire`.
    pub(crate) fn wire(&self) -> impl Fn(Wire<'_>) + Send + Sync + 'static {
        let screen = self.clone();
        move |message| {
            let mut kept = screen.kept();
            if kept.wire {
                kept.messages.push(message.to_string());
            }
        }
    }

    /// A text to be shown as `***` from now on.
    pub(crate) fn hide(&self, secret: &str) {
        let mut kept = self.kept();
        if !secret.is_empty() {
            kept.secrets.push(secret.to_owned());
        }
        kept.show();
    }

    /// What an operation returned.
    pub(crate) fn step(&self, operation: &str, result: impl Display) {
        println!("  {operation:<22}{result}");
        let mut kept = self.kept();
        // The answer to Login is the first place where the token stands: it is shown once the token is known.
        if operation != "Login" {
            kept.show();
        }
    }

    /// More about the step before.
    pub(crate) fn more(&self, text: impl Display) {
        println!("  {:<22}{text}", "");
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn show(&mut self) {
        let messages = std::mem::take(&mut self.messages);
        let some = !messages.is_empty();
        for mut message in messages {
            for secret in &self.secrets {
                message = message.replace(secret, "***");
            }
            println!();
            for line in indented(&message).lines() {
                println!("      {line}");
            }
        }
        if some {
            println!();
        }
    }
}

/// The message with a line per element, for the eye: on the wire it is one line.
fn indented(message: &str) -> String {
    let (head, body) = message.split_once("\n\n").unwrap_or((message, ""));
    let mut out = format!("{}\n\n", head.trim_end());
    let mut depth = 0_usize;
    for piece in body.trim().split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(0));
        let (ends, stands_alone) = (
            tag.starts_with("</"),
            tag.ends_with("/>") || tag.starts_with("<?"),
        );
        depth -= usize::from(ends && depth > 0);
        if text.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        if out.ends_with('\n') {
            out.push_str(&"  ".repeat(depth));
        }
        out.push_str(piece);
        depth += usize::from(!ends && !stands_alone);
    }
    out
}
