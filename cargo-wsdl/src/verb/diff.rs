//! `cargo wsdl diff`.

use std::path::{Path, PathBuf};

use clap::Args;
use wsdl_codegen::model::package::Package;
use wsdl_codegen::names::{pattern, table};
use wsdl_codegen::{Options, Outcome, listing};

use crate::cli::{Format, Operations, Shape, Written};
use crate::console::Console;
use crate::contract::{self, Allowance};
use crate::failure::Failure;
use crate::{json, nearest};

/// `cargo wsdl diff`.
#[derive(Args, Debug)]
#[command(
    long_about = "Compare two versions of a contract.\n\n\
Each change is told in the words of WSDL and in those of the generated Rust, and is marked: breaking on the wire (a program made from OLD \
fails against a service of NEW), breaking for callers' source (code that uses what OLD generates does not compile against what NEW \
generates), or compatible.\n\nExits 1 when a change breaks something, unless --allow covers it.",
    after_help = "Examples:\n  cargo wsdl diff old/service.wsdl new/service.wsdl\n  \
cargo wsdl diff old.wsdl new.wsdl --operation 'get*'\n  \
cargo wsdl diff old.wsdl new.wsdl --allow source                       only the wire counts\n  \
cargo wsdl diff old.wsdl new.wsdl --allow member-added                 new members are fine\n  \
cargo wsdl diff old.wsdl new.wsdl --allow 'operation-removed=legacy*'  these may go\n  \
cargo wsdl diff old.wsdl new.wsdl --format json | jq '.changes[] | select(.wire)'"
)]
pub struct Diff {
    /// The WSDL as it was
    #[arg(value_name = "OLD.wsdl")]
    pub old: PathBuf,
    /// The WSDL as it is now
    #[arg(value_name = "NEW.wsdl")]
    pub new: PathBuf,
    /// Breaking changes that are allowed: wire, source, or a kind as in the JSON document, with =PATTERN for some names only (repeatable)
    #[arg(long, value_name = "WHAT[=PATTERN]")]
    pub allow: Vec<String>,
    /// How the changes are written.
    #[command(flatten)]
    pub written: Written,
    /// Which operations.
    #[command(flatten)]
    pub operations: Operations,
    /// Settings of the generator, the same for both.
    #[command(flatten)]
    pub shape: Shape,
}

/// Runs the verb.
pub(crate) fn run(args: &Diff, console: &mut Console<'_>) -> Result<(), Failure> {
    let allowances: Result<Vec<Allowance>, String> = args
        .allow
        .iter()
        .map(|text| Allowance::parse(text))
        .collect();
    let allowances = allowances.map_err(|why| Failure::Usage(format!("--allow: {why}")))?;
    let options = args.shape.options()?;
    let mut old = wsdl_codegen::analyze(&args.old, &options);
    // The new code keeps the names that the old one has, as `generate` does.
    let names = old.package.as_ref().map(|p| table::print(&p.names));
    let new_options = Options {
        names,
        ..options.clone()
    };
    let mut new = wsdl_codegen::analyze(&args.new, &new_options);
    let chosen = |name: &str| {
        args.operations
            .operation
            .iter()
            .any(|p| pattern::matches(p, name))
    };
    if !args.operations.operation.is_empty() {
        check_patterns(args, &[&old, &new])?;
        narrow(&args.old, &options, &args.operations.operation, &mut old);
        narrow(
            &args.new,
            &new_options,
            &args.operations.operation,
            &mut new,
        );
    }
    let choice: Option<&dyn Fn(&str) -> bool> = if args.operations.operation.is_empty() {
        None
    } else {
        Some(&chosen)
    };
    let changes = contract::compare(&old, &new, choice);
    let mut found = changes.unwrap_or_default();
    contract::apply(&allowances, &mut found);
    let broken = [&old, &new]
        .iter()
        .any(|o| o.diagnostics.has_errors() || o.package.is_none());
    match args.written.format {
        Format::Json => {
            let findings = [(&args.old, &old), (&args.new, &new)]
                .into_iter()
                .flat_map(|(path, outcome)| diagnostics(path, outcome));
            let findings: Vec<_> = findings.collect();
            let (old, new) = (
                args.old.display().to_string(),
                args.new.display().to_string(),
            );
            console.result(format!(
                "{:#}\n",
                contract::document(&old, &new, &found, &findings)
            ))?;
        }
        Format::Text => {
            if broken {
                for outcome in [&old, &new] {
                    console.diagnostics(outcome)?;
                }
                return Err(Failure::Because(
                    "what cannot be read cannot be compared".to_owned(),
                ));
            }
            let namespace = old
                .description
                .as_ref()
                .map_or("", |d| &*d.target_namespace);
            console.text(&contract::text(&found, namespace))?;
        }
    }
    if broken || found.iter().any(|c| c.breaks() && !c.allowed) {
        return Err(Failure::No);
    }
    Ok(())
}

/// Leaves of the generated code what the chosen operations need.
fn narrow(path: &Path, options: &Options, patterns: &[String], outcome: &mut Outcome) {
    let (Some(description), Some(package)) = (&outcome.description, &mut outcome.package) else {
        return;
    };
    let names = description
        .wsdl
        .port_types
        .iter()
        .flat_map(|p| &p.operations)
        .map(|o| &o.name);
    let used = |pattern: &&String| names.clone().any(|name| pattern::matches(pattern, name));
    let operations: Vec<String> = patterns.iter().filter(used).cloned().collect();
    let narrowed = (!operations.is_empty()).then(|| {
        wsdl_codegen::analyze(
            path,
            &Options {
                operations,
                ..options.clone()
            },
        )
    });
    // Where no code is made for the chosen ones, none of the code counts.
    *package = match narrowed {
        Some(narrowed) if !narrowed.diagnostics.has_errors() => {
            narrowed.package.unwrap_or_default()
        }
        _ => Package::default(),
    };
}

/// A pattern that is of no operation, old or new, is an error.
fn check_patterns(args: &Diff, outcomes: &[&Outcome]) -> Result<(), Failure> {
    let described = outcomes.iter().filter_map(|o| o.description.as_ref());
    let operations = described
        .flat_map(|d| &d.wsdl.port_types)
        .flat_map(|p| &p.operations);
    let names: Vec<&str> = operations.map(|o| o.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    for wanted in &args.operations.operation {
        if !names.iter().any(|name| pattern::matches(wanted, name)) {
            let hint = nearest::hint(wanted, names.iter().copied());
            return Err(Failure::Because(format!(
                "no operation `{wanted}` in either contract{hint}"
            )));
        }
    }
    Ok(())
}

fn diagnostics(path: &Path, outcome: &Outcome) -> Vec<serde_json::Value> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let findings = listing::list(outcome).diagnostics;
    // Both contracts may have a file of one name: the folder tells them apart.
    let full = |finding: &listing::Finding| {
        let mut finding = finding.clone();
        if let (Some(folder), Some(file)) = (folder, &finding.file) {
            finding.file = Some(folder.join(file).display().to_string());
        }
        json::finding(&finding)
    };
    findings.iter().map(full).collect()
}
