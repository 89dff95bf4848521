//! The README, done as it says: the crate of the first way in is made of its blocks and checked, the commands of the second are run, the
//! recipe of the third generates. (Its Rust code is compiled as doctests, `src/pages.rs`.)

use std::fs;
use std::process::Command;

use tests::root;
use tests::scratch::{Scratch, success, target};

const DOCUMENT: &str = "wsdl/command-web-service/CommandWebService.wsdl";

/// The text below a heading, up to the next one.
fn section(heading: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap_or_default();
    let at = readme.find(heading);
    let at = at.unwrap_or_else(|| panic!("the README has no `{heading}`"));
    let rest = &readme[at + heading.len()..];
    rest.split("\n##").next().unwrap_or(rest).to_owned()
}

/// The blocks of code in it: language and text.
fn blocks(section: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for block in section.split("```").skip(1).step_by(2) {
        let (language, text) = block.split_once('\n').unwrap_or(("", block));
        found.push((language.to_owned(), text.to_owned()));
    }
    found
}

fn block<'b>(blocks: &'b [(String, String)], language: &str, holds: &str) -> &'b str {
    let found = blocks
        .iter()
        .find(|(l, t)| l.starts_with(language) && t.contains(holds));
    let found = found.unwrap_or_else(|| panic!("the README has no {language} block with {holds}"));
    &found.1
}

/// Paths in place of versions that are not published yet.
fn local(dependencies: &str) -> String {
    let root = root().to_string_lossy().replace('\\', "/");
    let mut text = dependencies.to_owned();
    for (name, folder) in [("wsdl-runtime", "runtime"), ("wsdl-codegen", "codegen")] {
        let published = format!("{name} = \"0.1\"");
        assert!(
            text.contains(&published),
            "{published} is not in {dependencies}"
        );
        text = text.replace(
            &published,
            &format!("{name} = {{ path = \"{root}/{folder}\" }}"),
        );
    }
    text
}

fn document() -> String {
    fs::read_to_string(root().join(DOCUMENT)).unwrap_or_default()
}

#[test]
fn the_first_way_builds() {
    let blocks = blocks(&section("### 1. `build.rs`"));
    let scratch = Scratch::new("readme-first-way");
    let dependencies = local(block(&blocks, "toml", "[build-dependencies]"));
    let package = "[package]\nname = \"readme-first-way\"\nedition = \"2024\"\n\n[workspace]\n\n";
    scratch.write("Cargo.toml", &format!("{package}{dependencies}"));
    scratch.write("build.rs", block(&blocks, "rust", "// build.rs"));
    scratch.write("src/main.rs", block(&blocks, "rust", "// src/main.rs"));
    scratch.write("wsdl/CommandWebService.wsdl", &document());
    scratch.share();
    success(&scratch.cargo(&["check", "--quiet"])).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn the_commands_of_the_second_way_run() {
    let scratch = Scratch::new("readme-second-way");
    scratch.write("CommandWebService.wsdl", &document());
    scratch.write("old/CommandWebService.wsdl", &document());
    let blocks = blocks(&section("### 2. `cargo wsdl`"));
    let mut ran = 0;
    for line in block(&blocks, "sh", "cargo wsdl").lines() {
        let command = line.split('#').next().unwrap_or("").trim();
        // What serves goes on until it is ended, what fetches needs a network: both have tests of their own.
        let apart = ["serve", "fetch", "call"]
            .iter()
            .any(|verb| command.contains(&format!("wsdl {verb} ")));
        let Some(arguments) = command.strip_prefix("cargo wsdl ").filter(|_| !apart) else {
            continue;
        };
        wsdl(&scratch, &arguments.split_whitespace().collect::<Vec<_>>());
        ran += 1;
    }
    assert!(ran >= 4, "only {ran} commands were run");
    for made in ["my-client/src/lib.rs", "src/service/mod.rs"] {
        assert!(scratch.folder.join(made).exists(), "{made} was not made");
    }
}

#[test]
fn the_recipe_of_the_third_way_generates() {
    let blocks = blocks(&section("### 3. A checked-in crate"));
    let recipe = block(&blocks, "toml", "[package.metadata.wsdl]");
    let scratch = Scratch::new("readme-third-way");
    let package = "[package]\nname = \"readme-third-way\"\nedition = \"2024\"\n\n[workspace]\n\n";
    scratch.write("Cargo.toml", &format!("{package}{recipe}"));
    scratch.write("src/lib.rs", "");
    scratch.write("wsdl/CommandWebService.wsdl", &document());
    let mut ran = 0;
    for line in block(&blocks, "sh", "--check").lines() {
        let command = line.split('#').next().unwrap_or("").trim();
        if let Some(arguments) = command.strip_prefix("cargo wsdl ") {
            wsdl(&scratch, &arguments.split_whitespace().collect::<Vec<_>>());
            ran += 1;
        }
    }
    assert_eq!(ran, 2);
    let client = scratch.folder.join("src/generated/client.rs");
    let client = fs::read_to_string(&client).unwrap_or_default();
    assert!(
        client.contains("fn cancel_job(") && !client.contains("fn query_more("),
        "{client}"
    );
}

/// Runs the command of this workspace.
fn wsdl(scratch: &Scratch, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO"));
    let manifest = root().join("Cargo.toml");
    command
        .args([
            "run",
            "--quiet",
            "--package",
            "cargo-wsdl",
            "--bin",
            "cargo-wsdl",
        ])
        .arg("--manifest-path")
        .arg(manifest)
        .args(["--", "wsdl"])
        .args(arguments)
        .current_dir(&scratch.folder)
        .env("CARGO_TARGET_DIR", target());
    let output = command.output().unwrap_or_else(|e| panic!("cargo: {e}"));
    success(&output).unwrap_or_else(|e| panic!("cargo wsdl {arguments:?}: {e}"));
}
