//! The command, through its binary: what the README shows, and the real full service where it is beside the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;
use tests::scratch::{Scratch, success, target};
use tests::{files_below, root, shared, skipped};

const WSDL: &str = "wsdl/command-web-service/CommandWebService.wsdl";

/// The binary, built once.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let mut build = Command::new(env!("CARGO"));
        build
            .args(["build", "--quiet", "--package", "cargo-wsdl"])
            .current_dir(root());
        build.env("CARGO_TARGET_DIR", target());
        let output = build.output().unwrap_or_else(|e| panic!("cargo: {e}"));
        success(&output).unwrap_or_else(|e| panic!("{e}"));
        target()
            .join("debug")
            .join(format!("cargo-wsdl{}", std::env::consts::EXE_SUFFIX))
    })
}

/// Runs `cargo wsdl ARGS` in a folder.
fn wsdl(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(binary());
    command
        .arg("wsdl")
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1");
    command
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_NET_OFFLINE", "true");
    command
        .output()
        .unwrap_or_else(|e| panic!("cargo wsdl: {e}"))
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn all(output: &Output) -> String {
    format!("{}{}", out(output), String::from_utf8_lossy(&output.stderr))
}

/// `generate --check` is content; after a change it shows a difference and says no; `generate` restores the very bytes.
#[test]
fn check_notices_and_generate_restores() {
    let scratch = Scratch::new("cli-check");
    for folder in ["generated-example", "wsdl"] {
        let inner = Scratch {
            folder: scratch.folder.join(folder),
        };
        inner.copy(&root().join(folder));
    }
    let manifest =
        fs::read_to_string(root().join("generated-example/Cargo.toml")).unwrap_or_default();
    let mut is_recipe = false;
    let recipe: Vec<&str> = manifest
        .lines()
        .filter(|line| {
            if line.starts_with('[') {
                is_recipe = line.starts_with("[package.metadata.wsdl");
            }
            is_recipe
        })
        .collect();
    let package =
        "[package]\nname = \"copy\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n";
    scratch.write(
        "generated-example/Cargo.toml",
        &format!("{package}{}\n", recipe.join("\n")),
    );
    let crate_ = scratch.folder.join("generated-example");
    fs::remove_dir_all(crate_.join("examples")).unwrap_or_else(|e| panic!("{e}"));

    let content = wsdl(&crate_, &["generate", "--check"]);
    assert_eq!(code(&content), 0, "{}", all(&content));

    let file = crate_.join("src/generated/messages.rs");
    let before = fs::read(&file).unwrap_or_default();
    let changed = String::from_utf8_lossy(&before).replacen(
        "pub struct CancelJob ",
        "pub struct KancelJob ",
        1,
    );
    assert_ne!(
        changed.as_bytes(),
        before,
        "the type is not where this test looks for it"
    );
    fs::write(&file, changed).unwrap_or_else(|e| panic!("{e}"));
    let stale = wsdl(&crate_, &["generate", "--check"]);
    assert_eq!(code(&stale), 1, "{}", all(&stale));
    assert!(
        all(&stale).contains("KancelJob") && all(&stale).contains("messages.rs"),
        "{}",
        all(&stale)
    );

    let done = wsdl(&crate_, &["generate"]);
    assert_eq!(code(&done), 0, "{}", all(&done));
    assert_eq!(
        fs::read(&file).unwrap_or_default(),
        before,
        "other bytes than before"
    );
}

/// `show` lays a request and a response out as the service's own page does.
#[test]
fn show_equals_the_service_page() {
    let output = wsdl(&root(), &["show", WSDL, "cancelJob"]);
    let shown = success(&output).unwrap_or_else(|e| panic!("{e}"));
    let Some(page) = shared("seed/CommandWebService-cancelJob.txt") else {
        return skipped(
            "the samples of `cargo wsdl show` against the service page",
            "../shared/seed is not there",
        );
    };
    let page = fs::read_to_string(page)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let lines =
        |text: &str| -> Vec<String> { text.lines().map(|l| l.trim_end().to_owned()).collect() };
    let (page, shown_lines) = (lines(&page), lines(&shown));
    // The description, and each sample from its HTTP line to the end of its envelope.
    let description = page
        .iter()
        .find(|l| l.starts_with("Cancel a job."))
        .cloned()
        .unwrap_or_default();
    assert!(
        shown.contains(&description) && !description.is_empty(),
        "the description is not in\n{shown}"
    );
    let samples: Vec<&[String]> = samples(&page);
    assert_eq!(
        samples.len(),
        4,
        "the page has two requests and two responses"
    );
    for sample in samples {
        let there = shown_lines.windows(sample.len()).any(|w| w == sample);
        assert!(
            there,
            "this sample of the page\n{}\nis not in\n{shown}",
            sample.join("\n")
        );
    }
}

fn samples(page: &[String]) -> Vec<&[String]> {
    let mut found = Vec::new();
    let mut start = None;
    for (i, line) in page.iter().enumerate() {
        if line.starts_with("POST /") || line.starts_with("HTTP/1.1 ") {
            start = Some(i);
        }
        if line.starts_with("</soap") && line.ends_with(":Envelope>") {
            found.extend(start.take().map(|from| &page[from..=i]));
        }
    }
    found
}

/// The listing of our own service is whole.
#[test]
fn list_says_what_is_there() {
    let output = wsdl(&root(), &["list", WSDL, "--format", "json"]);
    let listing: Value = serde_json::from_str(&success(&output).unwrap_or_else(|e| panic!("{e}")))
        .unwrap_or_default();
    let port = &listing["services"][0]["ports"][0];
    assert_eq!(port["name"], "CommandWebServiceSoap");
    assert_eq!(port["protocol"], "soap11");
    assert_eq!(port["client"], "CommandWebServiceClient");
    let operation = &port["operations"][2];
    assert_eq!(operation["name"], "cancelJob");
    assert_eq!(operation["method"], "cancel_job");
    assert_eq!(operation["soap_action"], "http://www.birst.com/cancelJob");
    assert_eq!(
        operation["input"]["element"],
        "{http://www.birst.com/}cancelJob"
    );
    assert_eq!(operation["output"]["rust"], "CancelJobResponse");
    let worse = |d: &&Value| d["severity"] != "note";
    assert_eq!(
        listing["diagnostics"]
            .as_array()
            .map(|l| l.iter().filter(worse).count()),
        Some(0)
    );
}

/// The real service as it was published: two ports of 197 operations, all supported, nothing worse than a note.
#[test]
fn the_full_service_is_supported() {
    let Some(full) = shared("corpus/asmx/birst-command-web-service/CommandWebService.wsdl") else {
        return skipped(
            "`cargo wsdl list` on the full service",
            "../shared/corpus is not there",
        );
    };
    let output = wsdl(
        &root(),
        &["list", &full.to_string_lossy(), "--format", "json"],
    );
    let listing: Value = serde_json::from_str(&success(&output).unwrap_or_else(|e| panic!("{e}")))
        .unwrap_or_default();
    let ports = listing["services"][0]["ports"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert_eq!(ports.len(), 2);
    for port in &ports {
        let operations = port["operations"].as_array().cloned().unwrap_or_default();
        assert_eq!(operations.len(), 197);
        assert!(operations.iter().all(|o| o["supported"] == true));
    }
    let diagnostics = listing["diagnostics"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert!(
        diagnostics.iter().all(|d| d["severity"] == "note"),
        "{diagnostics:?}"
    );
}

/// A crate made from the full service checks, lints and documents without a warning, and is not too long.
#[test]
fn a_new_crate_is_clean() {
    let Some(full) = shared("corpus/asmx/birst-command-web-service/CommandWebService.wsdl") else {
        return skipped(
            "`cargo wsdl new` on the full service",
            "../shared/corpus is not there",
        );
    };
    let scratch = Scratch::new("full-service");
    let folder = scratch.folder.to_string_lossy().into_owned();
    let runtime = root().join("runtime");
    fs::remove_dir_all(&scratch.folder).unwrap_or_else(|e| panic!("{e}"));
    let args = [
        "new",
        &folder,
        "--wsdl",
        &full.to_string_lossy(),
        "--runtime",
        &runtime.to_string_lossy(),
    ];
    success(&wsdl(&root(), &args)).unwrap_or_else(|e| panic!("{e}"));
    scratch.share();
    for args in [
        &["check", "--all-targets"] as &[&str],
        &["clippy", "--all-targets", "--", "-D", "warnings"],
        &["doc", "--no-deps"],
    ] {
        let output = scratch
            .command(args)
            .env("RUSTDOCFLAGS", "-D warnings")
            .output();
        let output = output.unwrap_or_else(|e| panic!("cargo: {e}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success() && !said.contains("warning"),
            "cargo {args:?}\n{said}"
        );
    }
    let mut lines = 0;
    for file in files_below(&scratch.folder.join("src"))
        .iter()
        .filter(|f| f.ends_with(".rs"))
    {
        let text = fs::read_to_string(scratch.folder.join("src").join(file)).unwrap_or_default();
        assert!(
            !text.contains("allow(warnings") && !text.contains("allow(clippy::all"),
            "{file} silences everything"
        );
        lines += text.lines().count();
    }
    assert!(lines <= 15_000, "{lines} lines");
}

#[test]
fn exit_codes_are_as_documented() {
    for (args, expected) in [
        (
            &["list", "tests/cases/diagnostics/not-xml/input.wsdl"] as &[&str],
            1,
        ),
        (&["list", "no/such.wsdl"], 1),
        (&["list", WSDL], 0),
        (&["list"], 2),
        (&["frobnicate"], 2),
    ] {
        let output = wsdl(&root(), args);
        assert_eq!(code(&output), expected, "{args:?}\n{}", all(&output));
    }
}
