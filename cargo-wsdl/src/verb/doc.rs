//! `cargo wsdl doc`: the pages about a service, as files.

use std::path::PathBuf;

use clap::Args;
use wsdl_codegen::{Layout, stage::write};

use crate::cli::{Document, Shape};
use crate::console::Console;
use crate::failure::Failure;
use crate::pages::Site;

/// `cargo wsdl doc`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  cargo wsdl doc service.wsdl --out docs/service")]
pub struct Doc {
    /// The WSDL.
    #[command(flatten)]
    pub document: Document,
    /// The folder for the pages; pages of an earlier run are replaced, other files are never touched
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Settings of the generator.
    #[command(flatten)]
    pub shape: Shape,
}

/// Runs the verb.
pub(crate) fn run(args: &Doc, console: &mut Console<'_>) -> Result<(), Failure> {
    let outcome = wsdl_codegen::analyze(&args.document.wsdl, &args.shape.options()?);
    console.diagnostics(&outcome)?;
    if outcome.diagnostics.has_errors() {
        return Err(Failure::No);
    }
    let Some(site) = Site::new(outcome) else {
        return Err(Failure::No);
    };
    let files = site.files();
    let changed = write::write(&files, &args.out, Layout::Folder)
        .map_err(|error| Failure::Because(error.to_string()))?;
    let verb = if changed.is_empty() {
        "Unchanged"
    } else {
        "Written"
    };
    let index = args.out.join(crate::pages::INDEX);
    console.status(
        verb,
        format!("{} and {} more files", index.display(), files.len() - 1),
    );
    Ok(())
}
