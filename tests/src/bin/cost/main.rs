//! What a generated crate costs: lines, and CPU seconds to check and to build when only that crate has changed, beside a
//! control crate of the same shape with serde derives, measured in the same run.
//!
//! ```sh
//! cargo run --release -p tests --bin cost                      # our own service, and the full one where it is there
//! cargo run --release -p tests --bin cost -- SERVICE.wsdl ..   # these
//! ```

mod control;
mod measure;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tests::scratch::{Scratch, success};
use tests::{root, shared};
use wsdl_codegen::{Layout, Options};

use measure::{Cpu, formatted_lines};

/// Times that each command is run; the least counts, since whatever else runs here only adds.
const ROUNDS: usize = 3;

fn main() -> ExitCode {
    let mut services: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if services.is_empty() {
        services.push(root().join("wsdl/command-web-service/CommandWebService.wsdl"));
        services.extend(shared(
            "corpus/asmx/birst-command-web-service/CommandWebService.wsdl",
        ));
    }
    for service in services {
        if let Err(problem) = cost(&service) {
            eprintln!("{}: {problem}", service.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// What one crate costs.
struct Cost {
    lines: usize,
    check: f64,
    release: f64,
}

fn cost(service: &Path) -> Result<(), String> {
    let outcome = wsdl_codegen::compile(service, &Options::default(), Layout::Folder);
    let said = tests::said(&outcome);
    let Some(package) = outcome.package.filter(|_| !outcome.files.is_empty()) else {
        return Err(said);
    };
    let operations: usize = package.clients.iter().map(|c| c.operations.len()).sum();
    let types: usize = package.modules.iter().map(|m| m.items.len()).sum();
    println!(
        "\n{} ({operations} operations, {types} types)",
        shown(service)
    );

    let ours = Scratch::kept("cost-generated");
    let runtime = "wsdl-runtime = { path = \"{root}/runtime\", default-features = false }";
    manifest(&ours, "cost-generated", runtime);
    for file in &outcome.files {
        ours.write(&format!("src/generated/{}", file.path), &file.text);
    }
    let ours = measure(&ours, "mod generated;\npub use generated::*;\n")?;

    let control = Scratch::kept("cost-control");
    manifest(
        &control,
        "cost-control",
        concat!(
            "quick-xml = { version = \"0.42\", features = [\"serialize\"] }\n",
            "serde = { version = \"1\", features = [\"derive\"] }",
        ),
    );
    let control = measure(&control, &control::source(&package))?;
    table(&ours, &control, types);
    Ok(())
}

fn manifest(scratch: &Scratch, name: &str, dependencies: &str) {
    let root = root().to_string_lossy().replace('\\', "/");
    let package =
        format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    let dependencies = dependencies.replace("{root}", &root);
    scratch.write(
        "Cargo.toml",
        &format!("{package}\n[dependencies]\n{dependencies}\n\n[workspace]\n"),
    );
    scratch.share();
}

/// Builds everything once, then the crate alone, some times over.
fn measure(scratch: &Scratch, lib: &str) -> Result<Cost, String> {
    scratch.write("src/lib.rs", lib);
    let lines = formatted_lines(&scratch.folder.join("src"))?;
    let run = |round: usize, args: &[&str]| {
        scratch.write("src/lib.rs", &format!("{lib}// {round}\n"));
        let start = Cpu::now();
        let output = scratch
            .command(args)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("CARGO_NET_OFFLINE")
            .output();
        success(&output.map_err(|e| e.to_string())?)?;
        Ok::<f64, String>(start.elapsed())
    };
    let least = |args: &[&str]| -> Result<f64, String> {
        run(0, args)?;
        let rounds: Result<Vec<f64>, String> = (1..=ROUNDS).map(|round| run(round, args)).collect();
        Ok(rounds?.into_iter().fold(f64::INFINITY, f64::min))
    };
    Ok(Cost {
        lines,
        check: least(&["check", "--quiet"])?,
        release: least(&["build", "--quiet", "--release"])?,
    })
}

fn table(ours: &Cost, control: &Cost, types: usize) {
    let per_type = |lines: usize| lines as f64 / types.max(1) as f64;
    println!(
        "  {:<34}{:>12}{:>12}{:>9}",
        "", "generated", "serde", "ratio"
    );
    let row = |name: &str, ours: f64, control: f64, digits: usize| {
        println!(
            "  {name:<34}{ours:>12.digits$}{control:>12.digits$}{:>9.2}",
            control / ours
        );
    };
    row(
        "formatted lines",
        ours.lines as f64,
        control.lines as f64,
        0,
    );
    row(
        "formatted lines per type",
        per_type(ours.lines),
        per_type(control.lines),
        1,
    );
    row("check, CPU seconds", ours.check, control.check, 2);
    row(
        "release build, CPU seconds",
        ours.release,
        control.release,
        2,
    );
}

fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}
