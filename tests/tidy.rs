//! The rules of the house, as tests: who imports whom, which package lives where, what the tree holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;
use tests::{files_below, root};

/// A hand-written source file, its path with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

/// All hand-written Rust of the repository: no generated code, no expected output.
fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    for top in [
        "codegen",
        "runtime",
        "cargo-wsdl",
        "generated-example",
        "fuzz",
        "tests",
    ] {
        for name in files_below(&root().join(top)) {
            let path = format!("{top}/{name}");
            let generated = ["/target/", "/generated/", "/cases/", "/expected/"];
            if !path.ends_with(".rs") || generated.iter().any(|g| path.contains(g)) {
                continue;
            }
            let text = fs::read_to_string(root().join(&path)).unwrap_or_default();
            found.push(Source { path, text });
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

/// The lines that are code, numbered from 1: comments cut off.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let cut = |line: &'_ str| line.find("//").unwrap_or(line.len());
    text.lines()
        .enumerate()
        .map(move |(i, l)| (i + 1, &l[..cut(l)]))
}

fn report(problems: &[String]) {
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// Whether `line` names `path` as the beginning of a path (`roxmltree::`, not `my_roxmltree::`).
fn names(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

/// The generator's parts may import only what stands to their right in the flow of ideas: doors, pipeline, stages, nouns.
#[test]
fn imports_go_one_way() {
    // Part, and what it may not name.
    let rules: &[(&str, &[&str])] = &[
        (
            "codegen/src/model/",
            &[
                "stage::",
                "pipeline::",
                "builder::",
                "diagnostic::",
                "options::",
            ],
        ),
        (
            "codegen/src/diagnostic",
            &["stage::", "pipeline::", "builder::", "options::"],
        ),
        (
            "codegen/src/options.rs",
            &["stage::", "pipeline::", "builder::"],
        ),
        ("codegen/src/stage/", &["pipeline::", "builder::"]),
    ];
    let stages = ["load", "read", "lower", "emit", "print", "write"];
    let mut problems = Vec::new();
    for Source { path, text } in sources() {
        for (number, line) in code(&text) {
            for (part, banned) in rules.iter().filter(|(part, _)| path.starts_with(part)) {
                for word in banned
                    .iter()
                    .filter(|w| names(line, &format!("crate::{w}")))
                {
                    problems.push(format!("{path}:{number}: {part} must not import {word}"));
                }
            }
            let own = path
                .strip_prefix("codegen/src/stage/")
                .filter(|p| *p != "mod.rs");
            let own = own.map(|p| p.split(['/', '.']).next().unwrap_or_default());
            for stage in stages.iter().filter(|s| own.is_some_and(|own| own != **s)) {
                if names(line, &format!("crate::stage::{stage}")) {
                    problems.push(format!("{path}:{number}: a stage must not import {stage}"));
                }
            }
            if path.starts_with("runtime/src/") && names(line, "wsdl_codegen::") {
                problems.push(format!("{path}:{number}: the runtime knows no generator"));
            }
            if path.starts_with("codegen/src/")
                && names(line, "wsdl_runtime::")
                && line.contains("use ")
            {
                problems.push(format!("{path}:{number}: the generator knows no runtime"));
            }
        }
    }
    report(&problems);
}

/// Each third-party package has one home.
#[test]
fn packages_live_in_one_place() {
    let homes: &[(&str, &[&str])] = &[
        (
            "roxmltree",
            &[
                "codegen/src/stage/load",
                "codegen/src/stage/read",
                "runtime/tests",
                "tests/",
            ],
        ),
        ("heck", &["codegen/src/names", "codegen/src/stage/lower"]),
        ("unicode_normalization", &["codegen/src/names"]),
        ("quote", &["codegen/src/stage/emit"]),
        (
            "proc_macro2",
            &[
                "codegen/src/stage/emit",
                "codegen/src/stage/print",
                "codegen/src/model/source.rs",
            ],
        ),
        ("syn", &["codegen/src/stage/print", "codegen/tests/"]),
        ("prettyplease", &["codegen/src/stage/print"]),
        ("annotate_snippets", &["codegen/src/diagnostic"]),
        ("clap", &["cargo-wsdl/src"]),
        ("clap_complete", &["cargo-wsdl/src/verb"]),
        ("clap_mangen", &["cargo-wsdl/src/verb"]),
        ("cargo_metadata", &["cargo-wsdl/src"]),
        ("anstream", &["cargo-wsdl/src"]),
        ("similar", &["cargo-wsdl/src"]),
        ("terminal_size", &["cargo-wsdl/src/lines.rs"]),
        ("toml", &["cargo-wsdl/src"]),
        ("serde", &["cargo-wsdl/", "runtime/benches", "tests/"]),
        ("serde_json", &["cargo-wsdl/", "tests/"]),
        (
            "memchr",
            &["runtime/src/mime", "runtime/src/rows", "runtime/src/xml"],
        ),
        ("itoa", &["runtime/src/xml", "runtime/src/value"]),
        ("data_encoding", &["runtime/src/value"]),
        ("rust_decimal", &["runtime/src/value"]),
        ("reqwest", &["runtime/src/transport"]),
        (
            "ureq",
            &["runtime/src/transport", "cargo-wsdl/src/remote.rs"],
        ),
        ("ctrlc", &["cargo-wsdl/src/interrupt.rs"]),
        ("sha2", &["cargo-wsdl/src/verb/fetch"]),
        ("tracing", &["runtime/src/trace.rs"]),
        ("cookie_store", &["runtime/src/cookies"]),
        ("flate2", &["runtime/src/content", "runtime/src/transport"]),
        (
            "hyper",
            &["runtime/src/stand_in", "cargo-wsdl/src/serve/listen.rs"],
        ),
        (
            "hyper_util",
            &["runtime/src/stand_in", "cargo-wsdl/src/serve/listen.rs"],
        ),
        (
            "http_body_util",
            &["runtime/src/stand_in", "cargo-wsdl/src/serve/listen.rs"],
        ),
        (
            "quick_xml",
            &["runtime/benches", "runtime/tests", "tests/src/bin"],
        ),
    ];
    let mut problems = Vec::new();
    for Source { path, text } in sources() {
        for (number, line) in code(&text).filter(|(_, l)| !l.contains('"')) {
            for (package, homes) in homes {
                let here = homes.iter().any(|h| path.starts_with(h));
                // Tests and benches of a package may use what the package itself may.
                let tests = path.contains("/tests/") || path.contains("/benches/");
                let own = homes
                    .iter()
                    .any(|h| h.split('/').next() == path.split('/').next());
                let allowed = here || (tests && own);
                if !allowed && names(line, &format!("{package}::")) {
                    problems.push(format!("{path}:{number}: {package} lives in {homes:?}"));
                }
            }
        }
    }
    report(&problems);
}

/// A file that needs a table of contents of its own is two files.
#[test]
fn files_are_short_and_finished() {
    // Tests may hold long tables.
    let limit = |path: &str| if path.contains("tests/") { 800 } else { 650 };
    let unfinished = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("dbg", "!("),
    ];
    let mut problems = Vec::new();
    for Source { path, text } in sources() {
        let lines = text.lines().count();
        if lines > limit(&path) {
            problems.push(format!("{path}: {lines} lines, more than {}", limit(&path)));
        }
        for (i, line) in text.lines().enumerate() {
            for word in unfinished.iter().filter(|w| line.contains(**w)) {
                problems.push(format!("{path}:{}: {word}", i + 1));
            }
        }
    }
    report(&problems);
}

/// What stands at the top of the repository is known.
#[test]
fn the_top_level_is_as_described() {
    let known: BTreeSet<&str> = [
        ".cargo",
        ".ci",
        ".git",
        ".gitattributes",
        ".github",
        ".gitignore",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "SECURITY.md",
        "cargo-wsdl",
        "codegen",
        "deny.toml",
        "docs",
        "fuzz",
        "generated-example",
        "runtime",
        "target",
        "tests",
        "wsdl",
    ]
    .into();
    let there = fs::read_dir(root()).into_iter().flatten().flatten();
    let there: BTreeSet<String> = there
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    let unknown: Vec<_> = there
        .iter()
        .filter(|n| !known.contains(n.as_str()))
        .collect();
    assert!(
        unknown.is_empty(),
        "not known to the page of the house: {unknown:?}"
    );
    for needed in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ] {
        assert!(there.contains(needed), "{needed} is missing");
    }
    let changes = fs::read_to_string(root().join("CHANGELOG.md")).unwrap_or_default();
    assert!(changes.contains("\n## "), "the changelog has no section");
}

/// Every page of the repository, with its text without what stands between fences: that is shown, not linked.
fn pages() -> BTreeMap<String, String> {
    let names = files_below(&root()).into_iter();
    let is_page = |name: &String| {
        let outside =
            name.starts_with("target") || name.starts_with(".git/") || name.contains("/target/");
        name.ends_with(".md") && !outside
    };
    let read = |name: String| {
        let text = fs::read_to_string(root().join(&name)).unwrap_or_default();
        (name, text.split("```").step_by(2).collect())
    };
    names.filter(is_page).map(read).collect()
}

/// What a heading is called in links, as GitHub and mdBook have it.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Links between the pages of the repository lead somewhere: to a file, and to a heading in it.
#[test]
fn pages_link_to_what_is_there() {
    let pages = pages();
    let anchors = |page: &str| -> BTreeSet<String> {
        let text = pages.get(page).map_or("", String::as_str);
        text.lines()
            .filter(|l| l.starts_with('#'))
            .map(anchor)
            .collect()
    };
    let mut problems = Vec::new();
    let mut count = 0;
    for (name, text) in &pages {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if link.contains("://") || link.contains(' ') {
                continue;
            }
            count += 1;
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => name.clone(),
                path => normal(&format!("{folder}/{path}")),
            };
            if !root().join(&target).exists() {
                problems.push(format!("{name}: {link} is not there"));
            } else if !heading.is_empty() && !anchors(&target).contains(heading) {
                problems.push(format!("{name}: {target} has no heading for {link}"));
            }
        }
    }
    assert!(
        count > 50,
        "{count} links: the pages are not where this test looks"
    );
    report(&problems);
}

/// A path with `..` resolved.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|p| !p.is_empty() && *p != ".") {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every page of the guide is in its contents: mdBook leaves others out.
#[test]
fn the_guide_is_complete() {
    let pages = pages();
    let contents = pages
        .get("docs/guide/SUMMARY.md")
        .map_or("", String::as_str);
    let guide = pages
        .keys()
        .filter_map(|name| name.strip_prefix("docs/guide/"));
    let missing: Vec<String> = guide
        .filter(|name| *name != "SUMMARY.md" && !contents.contains(&format!("({name})")))
        .map(|name| format!("docs/guide/{name} is not in SUMMARY.md"))
        .collect();
    report(&missing);
    assert!(contents.matches("](").count() > 5, "{contents}");
}

/// Every package states licence, oldest compiler and purpose, and takes the lints of the workspace.
#[test]
fn packages_are_described() {
    let mut problems = Vec::new();
    for top in [
        "codegen",
        "runtime",
        "cargo-wsdl",
        "generated-example",
        "tests",
    ] {
        let manifest = fs::read_to_string(root().join(top).join("Cargo.toml")).unwrap_or_default();
        for needed in [
            "description = ",
            "license.workspace",
            "rust-version.workspace",
            "[lints]\nworkspace = true",
        ] {
            if !manifest.contains(needed) {
                problems.push(format!("{top}/Cargo.toml: {needed:?} is missing"));
            }
        }
    }
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap_or_default();
    assert!(
        workspace.contains("unsafe_code = \"forbid\""),
        "unsafe code is not forbidden"
    );
    report(&problems);
}

/// `cargo metadata` of the workspace for this machine, without the network.
fn metadata() -> Value {
    let version = Command::new("rustc")
        .arg("-vV")
        .output()
        .unwrap_or_else(|e| panic!("rustc: {e}"));
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host = version
        .lines()
        .find_map(|l| l.strip_prefix("host: "))
        .unwrap_or_default();
    let args = [
        "metadata",
        "--offline",
        "--format-version",
        "1",
        "--filter-platform",
        host,
    ];
    let output = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(root())
        .output();
    let output = output.unwrap_or_else(|e| panic!("cargo: {e}"));
    let text = tests::scratch::success(&output).unwrap_or_else(|e| panic!("cargo metadata: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("cargo metadata: {e}"))
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The oldest compiler that we promise is enough for every dependency.
#[test]
fn dependencies_keep_to_the_oldest_compiler() {
    let parse = |v: &str| -> Vec<u32> { v.split('.').filter_map(|n| n.parse().ok()).collect() };
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap_or_default();
    let stated = workspace
        .lines()
        .find_map(|l| l.strip_prefix("rust-version = "));
    let stated = stated.unwrap_or_default().trim_matches('"');
    assert!(
        parse(stated) <= vec![1, 88],
        "the oldest compiler is at most 1.88, not {stated}"
    );
    let metadata = metadata();
    let used: BTreeSet<&str> = metadata
        .get("resolve")
        .into_iter()
        .flat_map(|r| list(r, "nodes"))
        .map(|n| text(n, "id"))
        .collect();
    let mut problems = Vec::new();
    for package in list(&metadata, "packages").filter(|p| used.contains(text(p, "id"))) {
        let needs = text(package, "rust_version");
        if parse(needs) > parse(&format!("{stated}.99")) {
            problems.push(format!(
                "{} needs {needs}, we promise {stated}",
                text(package, "name")
            ));
        }
    }
    report(&problems);
}

/// What a build script compiles stays small: no procedural macro, no socket.
#[test]
fn the_generator_needs_no_procedural_macro() {
    let metadata = metadata();
    let packages: BTreeMap<&str, &Value> = list(&metadata, "packages")
        .map(|p| (text(p, "id"), p))
        .collect();
    let nodes: BTreeMap<&str, &Value> = metadata
        .get("resolve")
        .into_iter()
        .flat_map(|r| list(r, "nodes"))
        .map(|n| (text(n, "id"), n))
        .collect();
    let named = |id: &str| {
        packages
            .get(id)
            .map(|p| text(p, "name"))
            .unwrap_or_default()
    };
    let mut open: Vec<&str> = nodes
        .keys()
        .copied()
        .filter(|id| named(id) == "wsdl-codegen")
        .collect();
    assert_eq!(open.len(), 1, "the generator was not found");
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        for edge in nodes.get(id).into_iter().flat_map(|n| list(n, "deps")) {
            // Development dependencies are the generator's own affair.
            if list(edge, "dep_kinds").any(|k| text(k, "kind") != "dev") {
                open.push(text(edge, "pkg"));
            }
        }
    }
    let banned = [
        "reqwest", "ureq", "hyper", "tokio", "mio", "socket2", "rustls", "serde",
    ];
    let mut problems = Vec::new();
    for id in seen {
        let Some(package) = packages.get(id) else {
            continue;
        };
        let kinds = list(package, "targets").flat_map(|t| list(t, "kind"));
        if kinds.filter_map(Value::as_str).any(|k| k == "proc-macro") {
            problems.push(format!("{} is a procedural macro", text(package, "name")));
        }
        if banned.contains(&text(package, "name")) {
            problems.push(format!(
                "{} has no place in a build script",
                text(package, "name")
            ));
        }
    }
    report(&problems);
}
