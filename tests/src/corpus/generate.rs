//! Generating one entry, in a process of its own: a crash, a hang or a hunger for memory is then a row in the table, not the end of the run.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use wsdl_codegen::diagnostic::Severity;
use wsdl_codegen::model::package::Package;
use wsdl_codegen::sample::Direction;
use wsdl_codegen::{Layout, Options};

use super::calls;

/// The longest that one entry may take.
const DEADLINE: Duration = Duration::from_secs(60);

/// What came of one entry.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Generated {
    /// The first error, rendered on one line; `None` when code came out.
    pub error: Option<String>,
    /// Whether that error names a place.
    pub located: bool,
    /// Number of warnings.
    pub warnings: usize,
    /// CPU seconds, user and system.
    pub cpu: f64,
    /// Peak resident memory in megabytes.
    pub peak_mb: f64,
    /// Formatted lines of the output.
    pub lines: usize,
    /// Members of structs and variants of enums.
    pub members: usize,
    /// Client methods.
    pub operations: usize,
    /// The `recursion_limit` that its crate needs.
    #[serde(default)]
    pub recursion_limit: Option<usize>,
    /// Name of the generated root module.
    pub module: String,
    /// Every element that generated code can read and write, with the type's path below the root module: `{NS}name`, path.
    pub elements: Vec<(String, String)>,
    /// The same of the messages of rpc operations, each by its [`calls::key`].
    pub calls: Vec<(String, String)>,
}

/// The types for numbers of any size: what the manual says to substitute where a number exceeds the usual ones.
const WIDE: [(&str, &str); 6] = [
    ("integer", "Integer"),
    ("nonPositiveInteger", "Integer"),
    ("negativeInteger", "Integer"),
    ("nonNegativeInteger", "NonNegativeInteger"),
    ("positiveInteger", "NonNegativeInteger"),
    ("decimal", "LongDecimal"),
];

/// Runs this program again for one entry and waits for it; with `wide`, numbers may be of any size.
pub fn in_child(wsdl: &Path, catalog: &Path, out: &Path, wide: bool) -> Generated {
    let failed = |why: String| Generated {
        error: Some(why),
        ..Generated::default()
    };
    let Ok(program) = std::env::current_exe() else {
        return failed("cannot find this program".into());
    };
    let spawned = Command::new(program)
        .arg(if wide { "--entry-wide" } else { "--entry" })
        .args([wsdl, catalog, out])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(e) => return failed(format!("cannot start: {e}")),
    };
    let (mut stdout, mut stderr) = (child.stdout.take(), child.stderr.take());
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        if let Some(pipe) = &mut stdout {
            let _ = pipe.read_to_string(&mut text);
        }
        text
    });
    let errors = std::thread::spawn(move || {
        let mut text = String::new();
        if let Some(pipe) = &mut stderr {
            let _ = pipe.read_to_string(&mut text);
        }
        text
    });
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if begun.elapsed() > DEADLINE => {
                let _ = child.kill();
                let _ = child.wait();
                return failed(format!("HANG: stopped after {} s", DEADLINE.as_secs()));
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(3)),
            Err(e) => return failed(format!("cannot wait: {e}")),
        }
    }
    let text = reader.join().unwrap_or_default();
    let said = errors.join().unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_else(|_| {
        failed(format!(
            "PANIC: {}",
            said.lines().take(2).collect::<Vec<_>>().join(" ")
        ))
    })
}

/// The child's side: generates `wsdl`, writes the one file to `out`, prints a [`Generated`] as JSON.
pub fn child(wsdl: &Path, catalog: &Path, out: &Path, wide: bool) {
    let mut options = options(catalog);
    if wide {
        options.substitute = WIDE
            .iter()
            .map(|(schema, rust)| {
                (
                    format!("{{http://www.w3.org/2001/XMLSchema}}{schema}"),
                    format!("::wsdl_runtime::value::{rust}"),
                )
            })
            .collect();
    }
    let outcome = wsdl_codegen::compile(wsdl, &options, Layout::File);
    let of = |s: Severity| outcome.diagnostics.iter().filter(move |d| d.severity == s);
    let mut result = Generated {
        warnings: of(Severity::Warning).count(),
        ..Generated::default()
    };
    match (
        of(Severity::Error).next(),
        outcome.files.first(),
        &outcome.package,
    ) {
        (Some(error), _, _) => {
            result.error = Some(format!("{}: {}", error.code, error.message));
            result.located = error.span.is_some();
        }
        (None, Some(file), Some(package)) => {
            result.lines = file.text.lines().count();
            describe(package, &mut result);
            if let Err(e) = fs::write(out, &file.text) {
                result.error = Some(format!("cannot write {}: {e}", out.display()));
            }
        }
        _ => result.error = Some("nothing came out, and no error was said".into()),
    }
    (result.cpu, result.peak_mb) = own_cost();
    println!("{}", serde_json::to_string(&result).unwrap_or_default());
}

/// The options for an entry of the corpus: its catalog, when it has one.
pub fn options(catalog: &Path) -> Options {
    Options {
        catalog: if catalog.exists() {
            vec![catalog.to_path_buf()]
        } else {
            Vec::new()
        },
        ..Options::default()
    }
}

fn describe(package: &Package, result: &mut Generated) {
    use wsdl_codegen::model::package::Item;
    let items = || package.modules.iter().flat_map(|m| &m.items);
    result.module.clone_from(&package.module);
    result.recursion_limit = package.recursion_limit;
    result.operations = package.clients.iter().map(|c| c.operations.len()).sum();
    result.members = items()
        .map(|i| match i {
            Item::Struct(s) => s.members.len(),
            Item::Choice(c) => c.variants.len(),
            Item::Words(w) => w.words.len(),
            Item::Union(u) => u.members.len(),
            Item::Alias(_) => 1,
        })
        .sum();
    result.elements = crate::roots::of(package);
    for client in &package.clients {
        for (binding, operation) in client
            .bindings
            .iter()
            .flat_map(|b| client.operations.iter().map(move |o| (b, o)))
        {
            for (direction, message) in [
                (Direction::Request, &operation.input),
                (Direction::Response, &operation.output),
            ] {
                if let Some((_, path)) = crate::roots::rpc_wrapper(package, message) {
                    let key = calls::key(binding.index(), operation.index, direction);
                    result.calls.push((key, path));
                }
            }
        }
    }
}

/// CPU seconds and peak megabytes of this process, as the kernel counts them (Linux; zero elsewhere).
fn own_cost() -> (f64, f64) {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit_once(") ")
        .map_or(Vec::new(), |(_, rest)| rest.split(' ').collect());
    let ticks = |i: usize| {
        fields
            .get(i)
            .and_then(|f| f.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|l| {
            l.strip_prefix("VmHWM:")?
                .trim()
                .strip_suffix(" kB")?
                .trim()
                .parse::<f64>()
                .ok()
        })
        .unwrap_or(0.0);
    ((ticks(11) + ticks(12)) / 100.0, peak / 1024.0)
}

/// Where the output of entry number `index` goes.
pub fn output_file(folder: &Path, index: usize) -> PathBuf {
    folder.join(format!("s{index:04}.rs"))
}
