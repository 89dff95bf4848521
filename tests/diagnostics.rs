//! What is said about bad input: every case in `cases/diagnostics` as rendered text, and the catalogue of codes against the tree.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;

use tests::{accept, case, files_below, root};
use wsdl_codegen::diagnostic::catalogue;

#[test]
fn bad_input_is_explained() {
    let mut problems = Vec::new();
    let cases = case::all();
    for case in cases.iter().filter(|c| c.name.starts_with("diagnostics/")) {
        let output = case.run();
        if output.diagnostics.is_empty() {
            problems.push(format!("{}: nothing was said", case.name));
        }
        if output.diagnostics.contains(&*root().to_string_lossy()) {
            problems.push(format!("{}: an absolute path is shown", case.name));
        }
        if !output.files.is_empty() && output.diagnostics.contains("error[") {
            problems.push(format!("{}: code came out in spite of errors", case.name));
        }
        let said = accept::text(&case.folder.join("expected.txt"), &output.diagnostics);
        problems.extend(said.err());
    }
    report(&problems);
}

/// Likewise the cases with a recipe, a `Cargo.toml`: they are followed by the command.
#[test]
fn bad_recipes_are_explained() {
    let cases = root().join("tests").join("cases").join("diagnostics");
    let names = files_below(&cases);
    let names = names.iter().filter_map(|n| n.strip_suffix("/Cargo.toml"));
    let mut problems = Vec::new();
    let mut count = 0;
    for folder in names.map(|n| cases.join(n)) {
        let manifest = folder.join("Cargo.toml");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = [
            "cargo-wsdl",
            "generate",
            "--check",
            "--color",
            "never",
            "--manifest-path",
        ];
        let args = args.iter().map(OsString::from).chain([manifest.into()]);
        let code = cargo_wsdl::run(args, &mut out, &mut err);
        assert_ne!(code, cargo_wsdl::DONE, "{}", folder.display());
        let said = String::from_utf8_lossy(&err);
        // places are shown from the current folder, which is this package's
        let here = folder.strip_prefix(root().join("tests")).unwrap_or(&folder);
        let said = said.replace(
            &format!("{}/", here.to_string_lossy().replace('\\', "/")),
            "",
        );
        problems.extend(accept::text(&folder.join("expected.txt"), &said).err());
        count += 1;
    }
    assert!(count > 1, "the cases are not where this test looks");
    report(&problems);
}

/// Codes are written once, in the catalogue; everywhere else by their names.
#[test]
fn codes_stand_in_the_catalogue_alone() {
    let mut problems = Vec::new();
    let folder = root().join("codegen").join("src");
    for name in files_below(&folder) {
        let text = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        if name == "diagnostic/catalogue.rs" {
            continue;
        }
        for (number, line) in (1..).zip(text.lines()) {
            let mut quoted = line.split('"').skip(1).step_by(2);
            if let Some(code) = quoted.find(|q| is_code(q)) {
                problems.push(format!(
                    "codegen/src/{name}:{number}: {code} belongs into the catalogue"
                ));
            }
        }
    }
    report(&problems);
}

/// Every code of the catalogue is raised by a case that shows it.
#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<String> = shown()
        .into_iter()
        .flat_map(|(_, text)| codes(&text))
        .collect();
    let entries = catalogue::ENTRIES.iter();
    let missing: Vec<String> = entries
        .filter(|e| !shown.contains(e.code))
        .map(|e| format!("{}: no case in tests/cases/diagnostics raises it", e.code))
        .collect();
    report(&missing);
}

/// `docs/diagnostics.md` is the catalogue, each code with a case.
#[test]
fn the_catalogue_page_is_up_to_date() {
    let page = root().join("docs").join("diagnostics.md");
    if let Err(problem) = accept::text(&page, &catalogue_page()) {
        panic!("{problem}");
    }
}

fn catalogue_page() -> String {
    let mut page = String::from(concat!(
        "# Diagnostics\n\n",
        "What the generator can say, by code; `cargo wsdl explain CODE` says the same. A code begins with its severity: `E` errors\n",
        "(nothing is generated), `W` warnings (something was left out or repaired), `N` notes (shown with `--verbose`). A code never\n",
        "changes its meaning. This page is made from the catalogue in `codegen/src/diagnostic/catalogue.rs` and from the cases in\n",
        "`tests/cases/diagnostics`.\n",
    ));
    let cases = shown();
    for entry in catalogue::ENTRIES {
        let _ = write!(
            page,
            "\n## {}: {}\n\n{}",
            entry.code, entry.title, entry.explanation
        );
        // The case that says least besides is the best example.
        let raising = cases
            .iter()
            .filter(|(_, text)| codes(text).contains(entry.code));
        let Some((case, text)) = raising.min_by_key(|(_, text)| (codes(text).len(), text.len()))
        else {
            continue;
        };
        let own = text
            .split("\n\n")
            .find(|one| codes(one).contains(entry.code));
        let own = own.unwrap_or_default().trim_end();
        let _ = write!(
            page,
            "\n```text\n{own}\n```\n\nFrom the case [{case}](../tests/cases/diagnostics/{case}).\n"
        );
    }
    page
}

/// The cases by name, each with what it expects to be said.
fn shown() -> Vec<(String, String)> {
    let cases = root().join("tests").join("cases").join("diagnostics");
    let names = files_below(&cases);
    let names = names.iter().filter_map(|n| n.strip_suffix("/expected.txt"));
    names
        .map(|n| {
            let text = fs::read_to_string(cases.join(n).join("expected.txt"));
            (n.to_owned(), text.unwrap_or_default())
        })
        .collect()
}

/// The codes in rendered text: `error[E0001]: ..`.
fn codes(text: &str) -> BTreeSet<String> {
    let heads = text
        .lines()
        .filter_map(|l| l.split_once("]: ")?.0.split_once('['));
    let codes = heads.map(|(_, code)| code).filter(|c| is_code(c));
    codes.map(str::to_owned).collect()
}

fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix(['E', 'W', 'N']);
    digits.is_some_and(|d| d.len() == 4 && d.bytes().all(|b| b.is_ascii_digit()))
}

fn report(problems: &[String]) {
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
}
