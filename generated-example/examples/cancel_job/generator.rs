//! The generator at work on this crate's WSDL, in memory.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use wsdl_codegen::model::package::Package;
use wsdl_codegen::{JobOperations, Layout, Options};

/// Generates by the recipe of this crate's `Cargo.toml`, and says what came out.
pub(crate) fn show() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (wsdl, out) = (
        here.join("../wsdl/command-web-service/CommandWebService.wsdl"),
        here.join("src/generated"),
    );
    let job = JobOperations {
        start: vec!["publishData".to_owned()],
        complete: "isJobComplete".to_owned(),
        status: "getDetailedJobStatus".to_owned(),
        cancel: "cancelJob".to_owned(),
    };
    let options = Options {
        secrets: vec!["LoginResult".to_owned()],
        stand_in: true,
        jobs: [("DataJob".to_owned(), job)].into(),
        names: fs::read_to_string(out.join("names.tsv")).ok(),
        ..Options::default()
    };

    let start = Instant::now();
    let outcome = wsdl_codegen::compile(&wsdl, &options, Layout::Folder);
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;

    let found = outcome.diagnostics.iter();
    let found: Vec<&str> = found.map(|d| &*d.message).collect();
    let Some(package) = outcome.package.filter(|_| !outcome.files.is_empty()) else {
        return Err(found.join("\n").into());
    };
    let rust = outcome.files.iter().filter(|f| f.path.ends_with(".rs"));
    let lines: usize = rust.clone().map(|file| file.text.lines().count()).sum();
    let stale: Vec<&str> = outcome
        .files
        .iter()
        .filter(|file| fs::read_to_string(out.join(&file.path)).ok().as_ref() != Some(&file.text))
        .map(|file| file.path.as_str())
        .collect();

    println!("Generator");
    println!("  reads    wsdl/command-web-service/CommandWebService.wsdl");
    println!("  makes    {}", contents(&package));
    let build = match cfg!(debug_assertions) {
        true => "debug",
        false => "release",
    };
    println!("  as       {lines} lines of Rust in {} files", rust.count());
    println!("  within   {milliseconds:.1} ms ({build} build)");
    match stale.as_slice() {
        [] => println!("  equal to what is checked in, generated-example/src/generated"),
        stale => println!(
            "  not what is checked in (run `cargo wsdl generate`): {}",
            stale.join(", ")
        ),
    }
    Ok(())
}

fn contents(package: &Package) -> String {
    let operations: usize = package
        .clients
        .iter()
        .map(|client| client.operations.len())
        .sum();
    let types: usize = package
        .modules
        .iter()
        .map(|module| module.items.len())
        .sum();
    let clients: Vec<&str> = package
        .clients
        .iter()
        .map(|client| client.name.as_str())
        .collect();
    format!(
        "{} with {operations} operations, {types} types",
        clients.join(", ")
    )
}
