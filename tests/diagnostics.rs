//! Every case in `cases/diagnostics`: what is said about a bad input, as rendered text, and that nothing is generated.

use tests::{accept, case};

#[test]
fn bad_input_is_explained() {
    let mut problems = Vec::new();
    let cases = case::all();
    for case in cases.iter().filter(|c| c.name.starts_with("diagnostics/")) {
        let output = case.run();
        if output.diagnostics.is_empty() {
            problems.push(format!("{}: nothing was said", case.name));
        }
        if output
            .diagnostics
            .contains(&*tests::root().to_string_lossy())
        {
            problems.push(format!("{}: an absolute path is shown", case.name));
        }
        if !output.files.is_empty() && output.diagnostics.contains("error") {
            problems.push(format!("{}: code came out in spite of errors", case.name));
        }
        let said = accept::text(&case.folder.join("expected.txt"), &output.diagnostics);
        problems.extend(said.err());
    }
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
}
