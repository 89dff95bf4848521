//! `cargo wsdl`: generates typed SOAP clients from WSDL, checks them, and shows what a service offers.
//!
//! The binary is one call of [`run`]. A file per verb stands in `verb`; what they share is here: [`cli`] (the flags), `settings` and
//! `recipe` (what becomes the generator's options), `console` (results, diagnostics, colour), `workspace` (the crates with a recipe), `interrupt`
//! (what Ctrl-C leaves).

pub mod cli;
mod console;
mod contract;
mod diff;
mod dynamic;
mod failure;
mod interrupt;
mod json;
mod lines;
mod nearest;
mod pages;
mod recipe;
mod remote;
mod scaffold;
mod serve;
mod settings;
mod verb;
mod workspace;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

use cli::{Cli, Verb};
use console::Console;
use failure::Failure;

/// Done.
pub const DONE: u8 = 0;
/// The answer is no: stale output, a broken WSDL, something that is not there.
pub const NO: u8 = 1;
/// Wrong usage.
pub const USAGE: u8 = 2;

/// Runs the command: results go to `out`, diagnostics and progress to `err`. Returns the exit code: [`DONE`], [`NO`] or [`USAGE`].
///
/// `args` begins with the program's name; a first argument `wsdl`, which cargo adds, is skipped.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|a| a == "wsdl") {
        args.remove(1);
    }
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let text = error.render().to_string();
            return match error.exit_code() {
                0 => finish(
                    out.write_all(text.as_bytes()).and_then(|()| out.flush()),
                    DONE,
                ),
                _ => finish(err.write_all(text.as_bytes()), USAGE),
            };
        }
    };
    let mut console = Console::new(&cli.common, out, err);
    let result = match cli.verb {
        Verb::Generate(args) => verb::generate::run(&args, &mut console),
        Verb::New(args) => verb::new::run(&args, &mut console),
        Verb::List(args) => verb::list::run(&args, &mut console),
        Verb::Show(args) => verb::show::run(&args, &mut console),
        Verb::Fetch(args) => verb::fetch::run(&args, &mut console),
        Verb::Call(args) => verb::call::run(&args, &mut console),
        Verb::Diff(args) => verb::diff::run(&args, &mut console),
        Verb::Doc(args) => verb::doc::run(&args, &mut console),
        Verb::Serve(args) => verb::serve::run(&args, &mut console),
        Verb::Explain(args) => verb::explain::run(&args, &mut console),
        Verb::Inspect(args) => verb::inspect::run(&args, &mut console),
        Verb::Completions(args) => verb::completions::run(&args, &mut console),
        Verb::Man(args) => verb::man::run(&args, &mut console),
    };
    let result = result.and_then(|()| Ok(console.flush()?));
    match result {
        Ok(()) => DONE,
        Err(failure) => console.fail(failure),
    }
}

/// The code, unless the output could not be written. A reader that has gone away (`| head`) is no failure.
fn finish(written: std::io::Result<()>, code: u8) -> u8 {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => NO,
        _ => code,
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Output(error)
    }
}
