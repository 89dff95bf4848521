//! Every case: what the generator makes of its input is what its `expected` folder holds, twice the same.

use tests::{accept, case};

#[test]
fn cases_come_out_as_expected() {
    let mut problems = Vec::new();
    let cases = case::all();
    assert!(!cases.is_empty(), "no case is selected");
    for case in cases.iter().filter(|c| !c.name.starts_with("diagnostics/")) {
        let output = case.run();
        if output.files.is_empty() {
            problems.push(format!(
                "{}: nothing was generated\n{}",
                case.name, output.diagnostics
            ));
            continue;
        }
        let files = accept::folder(&case.folder.join("expected"), &output.files);
        let diagnostics = accept::text(&case.folder.join("expected.txt"), &output.diagnostics);
        problems.extend(files.err().into_iter().chain(diagnostics.err()));
        let again = case.run();
        if again.files != output.files || again.diagnostics != output.diagnostics {
            problems.push(format!("{}: a second run gave something else", case.name));
        }
    }
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// A name table from an earlier run changes nothing when the input is the same.
#[test]
fn the_name_table_is_stable() {
    for case in case::all()
        .iter()
        .filter(|c| !c.name.starts_with("diagnostics/"))
    {
        let first = case.run();
        let table = first
            .files
            .iter()
            .find(|(name, _)| name.ends_with("names.tsv"));
        let Some((_, names)) = table else { continue };
        let mut again = case.clone();
        again.options.names = Some(names.clone());
        assert_eq!(again.run().files, first.files, "{}", case.name);
    }
}
