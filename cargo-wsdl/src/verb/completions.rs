//! `cargo wsdl completions SHELL`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::console::Console;
use crate::failure::Failure;

/// `cargo wsdl completions`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
cargo wsdl completions bash > ~/.local/share/bash-completion/completions/cargo-wsdl\n  \
cargo wsdl completions zsh > ~/.zfunc/_cargo-wsdl\n  \
cargo wsdl completions fish > ~/.config/fish/completions/cargo-wsdl.fish")]
pub struct Completions {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub shell: Shell,
}

/// Runs the verb.
pub(crate) fn run(args: &Completions, console: &mut Console<'_>) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "cargo-wsdl", &mut script);
    Ok(console.raw(&script)?)
}
