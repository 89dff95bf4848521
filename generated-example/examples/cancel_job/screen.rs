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
        for mut message in self.messages.drain(..) {
            for secret in &self.secrets {
                message = message.replace(secret, "***");
            }
            println!();
            for line in message.lines() {
                println!("      {line}");
            }
        }
    }
}
