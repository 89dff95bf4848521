//! Compiling: many services in few crates, one shared target folder. Each crate is a small program that reads and writes documents on request.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::generate::Generated;

/// A service to compile.
pub struct Unit<'g> {
    /// Its number in the manifest.
    pub index: usize,
    /// What was generated.
    pub generated: &'g Generated,
    /// The generated file.
    pub file: PathBuf,
}

/// What the compiler said of each unit: errors and warnings, first line of each.
#[derive(Default)]
pub struct Verdict {
    /// Messages by unit.
    pub errors: BTreeMap<usize, Vec<String>>,
    /// Messages by unit.
    pub warnings: BTreeMap<usize, Vec<String>>,
    /// The programs that were built, each with the units in it.
    pub programs: Vec<(PathBuf, BTreeSet<usize>)>,
    /// The last error that points into no unit, such as an overflow of rustc's limits.
    elsewhere: String,
}

/// The most generated lines of a crate, so that no rustc process grows too large.
pub const LINES: usize = 60_000;

/// Splits units into crates of at most `most` generated lines each, so that no rustc process grows too large.
pub fn batches<'u, 'g>(units: &'u [Unit<'g>], most: usize) -> Vec<Vec<&'u Unit<'g>>> {
    let mut batches: Vec<Vec<&Unit<'g>>> = Vec::new();
    let mut lines = usize::MAX;
    for unit in units {
        if lines.saturating_add(unit.generated.lines) > most {
            batches.push(Vec::new());
            lines = 0;
        }
        lines += unit.generated.lines;
        if let Some(last) = batches.last_mut() {
            last.push(unit);
        }
    }
    batches
}

/// Compiles all batches below `folder`, as crates `PREFIX_000` and so on. With `programs` they are built and can be run, otherwise only checked.
///
/// # Errors
/// When files cannot be written or cargo cannot be started.
pub fn compile(
    folder: &Path,
    runtime: &Path,
    prefix: &str,
    batches: &[Vec<&Unit<'_>>],
    programs: bool,
) -> io::Result<Verdict> {
    let mut verdict = Verdict::default();
    for (number, batch) in batches.iter().enumerate() {
        let name = format!("{prefix}_{number:03}");
        let krate = folder.join(&name);
        fs::create_dir_all(krate.join("src"))?;
        fs::write(krate.join("Cargo.toml"), manifest(&name, runtime))?;
        // A unit that does not compile hides nothing: it is taken out and the rest is tried again.
        let mut left: Vec<&Unit<'_>> = batch.clone();
        loop {
            fs::write(krate.join("src/lib.rs"), library(&left))?;
            fs::write(
                krate.join("src/main.rs"),
                format!("//! See the library.\nfn main() {{\n    {name}::serve();\n}}\n"),
            )?;
            let before = verdict.errors.len();
            let done = cargo(&krate, folder, programs, &mut verdict)?;
            left.retain(|u| !verdict.errors.contains_key(&u.index));
            if done || left.is_empty() || verdict.errors.len() == before {
                if programs && done && !left.is_empty() {
                    let program = folder.join("target/debug").join(&name);
                    verdict
                        .programs
                        .push((program, left.iter().map(|u| u.index).collect()));
                }
                if !done && verdict.errors.len() == before {
                    for unit in &left {
                        verdict
                            .errors
                            .entry(unit.index)
                            .or_default()
                            .push(format!("its crate does not compile: {}", verdict.elsewhere));
                    }
                }
                break;
            }
        }
        eprintln!(
            "compiled {name}: {} of {} services",
            left.len(),
            batch.len()
        );
    }
    Ok(verdict)
}

fn manifest(name: &str, runtime: &Path) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         wsdl-runtime = {{ path = {:?}, default-features = false, features = [\"validate\"] }}\n\n[workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        runtime.display().to_string()
    )
}

/// The crate: every unit a public module (so that nothing counts as unused), and `serve`, which answers a line
/// `key TAB element TAB document TAB output TAB module TAB encoding` with a line: `ok`, with a tab and what of the schema the value breaks if it
/// breaks any, or the error. The key is that of a message, or the element once more. With an encoding (`encoded`) it is read and written in
/// the SOAP encoding.
fn library(units: &[&Unit<'_>]) -> String {
    let limits = units.iter().filter_map(|u| u.generated.recursion_limit);
    let mut text = limits.max().map_or_else(String::new, |limit| {
        format!("#![recursion_limit = \"{limit}\"]\n")
    });
    text.push_str(
        "//! Reads documents into generated types and writes them again.\nuse std::io::{BufRead, Write};\n\n\
         fn again<T: wsdl_runtime::generated::Item>(element: &str, document: &str, encoded: bool) -> Result<(String, String), String> {\n    \
         let parser = wsdl_runtime::xml::Parser::new().encoded(encoded);\n    \
         let (value, _) = parser.read::<T>(element, document).map_err(|e| format!(\"read: {e}\"))?;\n    \
         let written = if encoded { wsdl_runtime::xml::to_encoded_string(element, &value) } else { wsdl_runtime::xml::to_string(element, &value) };\n    \
         let written = written.map_err(|e| format!(\"write: {e}\"))?;\n    \
         let violations = wsdl_runtime::Validate::validate(&value).err();\n    \
         let certain = violations.iter().flatten().find(|v| v.is_certain()).map(|v| format!(\"\\t{v}\"));\n    \
         Ok((written, certain.unwrap_or_default()))\n}\n\n",
    );
    for unit in units {
        let _ = writeln!(
            text,
            "/// A service.\npub mod s{:04} {{ include!({:?}); }}",
            unit.index,
            unit.file.display().to_string()
        );
    }
    for unit in units {
        let _ = writeln!(
            text,
            "\nfn run_{:04}(key: &str, element: &str, document: &str, encoded: bool) -> Result<(String, String), String> {{\n    match key {{",
            unit.index
        );
        for (key, path) in unit.generated.elements.iter().chain(&unit.generated.calls) {
            let _ = writeln!(
                text,
                "        {key:?} => again::<s{:04}::{}::{path}>(element, document, encoded),",
                unit.index, unit.generated.module
            );
        }
        text.push_str("        _ => Err(format!(\"no such element: {key} {element} ({} bytes, {encoded})\", document.len())),\n    }\n}\n");
    }
    text.push_str("\nfn run(module: &str, key: &str, element: &str, document: &str, encoded: bool) -> Result<(String, String), String> {\n    match module {\n");
    for unit in units {
        let _ = writeln!(
            text,
            "        \"{0:04}\" => run_{0:04}(key, element, document, encoded),",
            unit.index
        );
    }
    text.push_str(
        "        _ => Err(format!(\"no such module: {module}\")),\n    }\n}\n\n\
         /// Answers requests on standard input until it ends.\npub fn serve() {\n    let mut out = std::io::stdout().lock();\n    for line in std::io::stdin().lock().lines().map_while(Result::ok) {\n        \
         let mut cells = line.split('\\t');\n        let mut cell = || cells.next().unwrap_or_default().to_owned();\n        \
         let (key, element, from, to, module, encoding) = (cell(), cell(), cell(), cell(), cell(), cell());\n        \
         let done = std::panic::catch_unwind(|| {\n            let document = std::fs::read_to_string(&from).map_err(|e| e.to_string())?;\n            \
         let (written, broken) = run(&module, &key, &element, &document, !encoding.is_empty())?;\n            std::fs::write(&to, written).map_err(|e| e.to_string())?;\n            Ok(broken)\n        })\n        \
         .unwrap_or_else(|_| Err(\"PANIC\".into()));\n        let line = match done {\n            Ok(broken) => format!(\"ok{broken}\"),\n            \
         Err(e) => e,\n        };\n        let _ = writeln!(out, \"{}\", line.replace(['\\n', '\\r'], \" \"));\n    }\n}\n",
    );
    text
}

/// Runs cargo on one crate; true when it compiled. Messages go to the unit whose file they point into.
fn cargo(krate: &Path, folder: &Path, build: bool, verdict: &mut Verdict) -> io::Result<bool> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .arg(if build { "build" } else { "check" })
        .args(["--quiet", "--message-format=json", "--manifest-path"])
        .arg(krate.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .output()?;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let message = &message["message"];
        let said = message["message"].as_str().unwrap_or_default();
        let Some(unit) = message["spans"]
            .as_array()
            .into_iter()
            .flatten()
            .find_map(unit_of)
        else {
            if message["level"] == "error" && !said.starts_with("aborting") {
                said.clone_into(&mut verdict.elsewhere);
            }
            continue;
        };
        let list = match message["level"].as_str() {
            Some("error") => &mut verdict.errors,
            Some("warning") => &mut verdict.warnings,
            _ => continue,
        };
        list.entry(unit).or_default().push(said.to_owned());
    }
    if !output.status.success() && verdict.errors.is_empty() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.status.success())
}

/// The number in `.../s0012.rs`, through macro expansions.
fn unit_of(span: &Value) -> Option<usize> {
    let of_file = |s: &Value| {
        let name = s["file_name"].as_str()?.rsplit('/').next()?;
        name.strip_prefix('s')?.strip_suffix(".rs")?.parse().ok()
    };
    of_file(span).or_else(|| match &span["expansion"]["span"] {
        Value::Null => None,
        outer => unit_of(outer),
    })
}
