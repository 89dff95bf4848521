//! `cargo wsdl new`: a complete crate.

use std::path::{Path, PathBuf};

use wsdl_codegen::{Layout, Options, Outcome};

use crate::cli::New;
use crate::console::Console;
use crate::failure::Failure;
use crate::interrupt;
use crate::scaffold::{self, Crate, documents, layout, place};

/// Runs the verb: makes the crate beside its place and moves it there when it is complete, so that nothing is left after a failure.
pub(crate) fn run(args: &New, console: &mut Console<'_>) -> Result<(), Failure> {
    interrupt::handle();
    let target = place::Target::check(&args.path)?;
    let name = match &args.name {
        Some(name) => place::valid_name(name)?,
        None => place::name_of(target.path())?,
    };
    let runtime = args.runtime.as_deref().map(place::runtime).transpose()?;
    let options = Options {
        // the crate's own test stands on it
        stand_in: true,
        ..args.settings.options()?
    };
    let outcome = wsdl_codegen::compile(&args.wsdl, &options, Layout::Folder);
    if outcome.diagnostics.has_errors() {
        console.diagnostics(&outcome)?;
        return Err(Failure::No);
    }
    let draft = target.draft()?;
    let copy = documents::copy(&outcome, &draft.path().join("wsdl"))?;
    let options = Options {
        catalog: copy
            .catalog
            .iter()
            .map(|c| Path::new("wsdl").join(c))
            .collect(),
        ..options
    };
    let copied = compile_copy(&outcome, &copy.entry, &options, draft.path())?;
    // Of what was given, which the user can open: the draft is somewhere else by the time that the page is read.
    console.diagnostics(&outcome)?;
    let made = Crate {
        name,
        wsdl: format!("wsdl/{}", copy.entry),
        runtime: runtime.map(|dir| place::relative(&dir, target.path())),
        own_workspace: place::needs_workspace(target.path()),
        options,
        outcome: &copied,
    };
    for (path, text) in scaffold::files(&made) {
        draft.write(&path, &text)?;
        if path.ends_with(".rs") && !path.starts_with("src/") {
            layout::rustfmt(&draft.path().join(path));
        }
    }
    draft.keep()?;
    console.status(
        "Created",
        format!("crate `{}` at {}", made.name, args.path.display()),
    );
    Ok(())
}

/// Compiles the copied documents and makes sure that they mean what the originals do.
fn compile_copy(
    original: &Outcome,
    entry: &str,
    options: &Options,
    folder: &Path,
) -> Result<Outcome, Failure> {
    let here = Options {
        catalog: options
            .catalog
            .iter()
            .map(|c| folder.join(c))
            .collect::<Vec<PathBuf>>(),
        ..options.clone()
    };
    let copied = wsdl_codegen::compile(&folder.join("wsdl").join(entry), &here, Layout::Folder);
    if copied.files != original.files {
        return Err(Failure::Because(
            "the documents do not find each other once they are copied; make their imports relative, or name a --catalog".to_owned(),
        ));
    }
    Ok(copied)
}
