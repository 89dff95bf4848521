//! Generating: a whole service from its WSDL to formatted files in memory.
//!
//! ```sh
//! cargo bench -p wsdl-codegen --bench generate
//! ```
//!
//! The full service is read where it is beside the checkout, our own smaller one otherwise. The memory is what one run of a fresh
//! process takes at its peak, so it is measured first.

#[path = "../../runtime/benches/common/ledger.rs"]
mod ledger;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::Criterion;
use ledger::Ledger;
use wsdl_codegen::{Layout, Options, Outcome};

const GROUP: &str = "generate";

fn main() {
    let service = service();
    let generate = || wsdl_codegen::compile(&service, &Options::default(), Layout::Folder);
    let before = peak();
    let outcome = generate();
    let after = peak();
    let lines: usize = outcome.files.iter().map(|f| f.text.lines().count()).sum();
    assert!(lines > 0, "{} gives nothing", service.display());
    let operations = operations(&outcome);
    drop(outcome);

    let mut criterion = Criterion::default().configure_from_args();
    let ledger = Ledger::default();
    let mut group = ledger.group(&mut criterion, GROUP);
    group.effort(10, Duration::from_secs(3));
    group.thread("wsdl to files", generate);
    drop(group);
    criterion.final_summary();

    let bytes = fs::metadata(&service).map_or(0, |m| m.len());
    println!(
        "\n{}: {bytes} bytes, {operations} operations, {lines} lines",
        name(&service)
    );
    if let Some(time) = ledger.nanoseconds(GROUP, "wsdl to files") {
        println!("  CPU      {:>8.1} ms", time / 1e6);
    }
    if let (Some(before), Some(after)) = (before, after) {
        println!("  memory   {after:>8.1} MB at the peak, {before:.1} MB before");
    }
}

fn operations(outcome: &Outcome) -> usize {
    let clients = outcome.package.iter().flat_map(|p| &p.clients);
    clients.map(|client| client.operations.len()).sum()
}

fn service() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let full = "../shared/corpus/asmx/birst-command-web-service/CommandWebService.wsdl";
    let full = root.join(full);
    if full.exists() {
        return full;
    }
    println!("{} is not there: our own WSDL instead", name(&full));
    root.join("wsdl/command-web-service/CommandWebService.wsdl")
}

fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

/// The most memory that this process has held so far, in MB (proc(5): `VmHWM`); `None` where there is no such file.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}
