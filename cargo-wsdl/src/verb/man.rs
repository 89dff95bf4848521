//! `cargo wsdl man`: the manual, made from the help.

use std::path::PathBuf;
use std::{fs, io};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man as Page;

use crate::cli::Cli;
use crate::console::Console;
use crate::failure::Failure;

/// `cargo wsdl man`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  cargo wsdl man | man -l -\n  \
cargo wsdl man --out ~/.local/share/man/man1")]
pub struct Man {
    /// Write a page for the command and one for each verb into this folder, in place of the first to the standard output
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Runs the verb.
pub(crate) fn run(args: &Man, console: &mut Console<'_>) -> Result<(), Failure> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &args.out else {
        return Ok(console.raw(&page(command)?)?);
    };
    fs::create_dir_all(folder).map_err(|e| Failure::file("make the folder", folder, &e))?;
    let verbs: Vec<Command> = command.get_subcommands().cloned().collect();
    let mut pages = Vec::new();
    for command in std::iter::once(command).chain(verbs) {
        // `cargo-wsdl`, `cargo-wsdl-list`: what `man` is asked for
        let name = command.get_display_name().unwrap_or(command.get_name());
        pages.push((format!("{name}.1"), page(command)?));
    }
    for (name, text) in &pages {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|e| Failure::file("write", &path, &e))?;
    }
    console.status(
        "Wrote",
        format!("{} pages to {}", pages.len(), folder.display()),
    );
    Ok(())
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    Page::new(command).render(&mut text)?;
    Ok(text)
}
