//! The checked-in example is what the generator makes today.

use std::collections::BTreeMap;
use std::fs;

use tests::{accept, root};
use wsdl_codegen::{JobOperations, Layout, Options};

#[test]
fn the_example_is_up_to_date() {
    let crate_ = root().join("generated-example");
    let out = crate_.join("src").join("generated");
    let manifest = fs::read_to_string(crate_.join("Cargo.toml")).unwrap_or_default();
    for line in [
        "wsdl = \"../wsdl/command-web-service/CommandWebService.wsdl\"",
        "out = \"src/generated\"",
        "secrets = [\"LoginResult\"]",
        "stand_in = true",
        "start = [\"publishData\"]",
        "complete = \"isJobComplete\"",
        "status = \"getDetailedJobStatus\"",
        "cancel = \"cancelJob\"",
    ] {
        assert!(
            manifest.contains(line),
            "the recipe lost {line}: adapt this test with it"
        );
    }
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
    let wsdl = root()
        .join("wsdl")
        .join("command-web-service")
        .join("CommandWebService.wsdl");
    let outcome = wsdl_codegen::compile(&wsdl, &options, Layout::Folder);
    assert!(
        !outcome.diagnostics.has_errors(),
        "{}",
        tests::said(&outcome)
    );
    let files: BTreeMap<_, _> = outcome
        .files
        .into_iter()
        .map(|f| (f.path, f.text))
        .collect();
    if let Err(difference) = accept::folder(&out, &files) {
        panic!("run `cargo wsdl generate`\n{difference}");
    }
}
