//! The crates of the workspace that have a recipe.

use std::path::{Path, PathBuf};

use cargo_metadata::MetadataCommand;

use crate::console::Console;
use crate::failure::Failure;
use crate::nearest;
use crate::recipe::{self, Manifest, Recipe};

/// A crate with its recipes.
#[derive(Clone, Debug)]
pub(crate) struct Crate {
    /// Its name.
    pub(crate) name: String,
    /// Its recipes, in the order of its manifest.
    pub(crate) recipes: Vec<Recipe>,
}

/// Finds the crates with a recipe, sorted by name; `wanted` limits them.
///
/// # Errors
/// There is no workspace here, a crate of a given name is not in it or has no recipe, no crate has one, or one is wrong: `console` is
/// told what of it.
pub(crate) fn crates(
    manifest: Option<&Path>,
    wanted: &[String],
    console: &mut Console<'_>,
) -> Result<Vec<Crate>, Failure> {
    let mut command = MetadataCommand::new();
    command
        .no_deps()
        .other_options(vec!["--offline".to_owned()]);
    if let Some(path) = manifest {
        command.manifest_path(path);
    }
    let metadata = command.exec().map_err(|error| {
        let text = match error {
            cargo_metadata::Error::CargoMetadata { stderr } => stderr.trim().to_owned(),
            error => error.to_string(),
        };
        let text = text.strip_prefix("error: ").unwrap_or(&text);
        Failure::Usage(format!("cargo cannot read the workspace: {text}"))
    })?;
    let members = metadata.workspace_packages();
    let names: Vec<&str> = members.iter().map(|p| p.name.as_str()).collect();
    for name in wanted {
        if !names.contains(&name.as_str()) {
            let hint = nearest::hint(name, names.iter().copied());
            return Err(Failure::Usage(format!(
                "no crate `{name}` in this workspace{hint}"
            )));
        }
    }
    let here = std::env::current_dir().unwrap_or_default();
    let (mut found, mut wrong) = (Vec::new(), false);
    for package in members {
        let name = package.name.to_string();
        if !wanted.is_empty() && !wanted.contains(&name) {
            continue;
        }
        if package.metadata.get("wsdl").is_none() {
            continue;
        }
        let manifest = relative(package.manifest_path.as_std_path(), &here);
        let text = std::fs::read_to_string(package.manifest_path.as_std_path())
            .map_err(|error| Failure::file("read", &manifest, &error))?;
        match recipe::read(Manifest::new(&manifest, text)) {
            Ok(recipes) => found.push(Crate { name, recipes }),
            Err(outcome) => {
                console.diagnostics(&outcome)?;
                wrong = true;
            }
        }
    }
    if wrong {
        return Err(Failure::Misused);
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    if found.is_empty() {
        return Err(Failure::Usage(
            "no crate here has a recipe: add `[package.metadata.wsdl]` with `wsdl = \"..\"` and `out = \"..\"` to its Cargo.toml, \
             or name a document: `cargo wsdl generate SERVICE.wsdl --out PATH`"
                .to_owned(),
        ));
    }
    Ok(found)
}

/// The path as seen from the current folder, where it lies below it: what people want to read.
fn relative(path: &Path, here: &Path) -> PathBuf {
    path.strip_prefix(here).unwrap_or(path).to_owned()
}
