//! What operations cost: the report against what is generated without them.

use std::path::{Path, PathBuf};

use wsdl_codegen::cost::{Amount, cost};
use wsdl_codegen::{Layout, Options, Outcome};

fn document() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("../wsdl/command-web-service/CommandWebService.wsdl")
}

fn compile(operations: Vec<String>) -> Outcome {
    let options = Options {
        operations,
        ports: vec!["CommandWebServiceSoap".to_owned()],
        ..Options::default()
    };
    let outcome = wsdl_codegen::compile(&document(), &options, Layout::Folder);
    assert!(!outcome.diagnostics.has_errors());
    outcome
}

fn total(outcome: &Outcome) -> Amount {
    cost(outcome).total
}

#[test]
fn what_an_operation_costs_alone_goes_with_it() {
    let names = |outcome: &Outcome| -> Vec<String> {
        cost(outcome)
            .operations
            .into_iter()
            .map(|o| o.name)
            .collect()
    };
    let first = compile(Vec::new());
    // Chosen by their names, so that no type is there for its own sake.
    let all = compile(names(&first));
    let whole = cost(&all);
    assert!(whole.operations.len() > 5, "{}", whole.operations.len());
    for found in &whole.operations {
        let others = names(&first).into_iter().filter(|n| *n != found.name);
        let without = total(&compile(others.collect()));
        assert_eq!(
            whole.total.types - without.types,
            found.alone.types,
            "{}",
            found.name
        );
        let lines = whole.total.lines - without.lines;
        // With the last user of a runtime's type its `use` goes too.
        assert!(
            (found.alone.lines..=found.alone.lines + 4).contains(&lines),
            "{}: {lines} lines went, {} were said",
            found.name,
            found.alone.lines
        );
        assert!(found.alone <= found.all);
    }
}

#[test]
fn nothing_is_counted_twice_or_forgotten() {
    let outcome = compile(Vec::new());
    let cost = cost(&outcome);
    let alone = cost.operations.iter().map(|o| o.alone);
    let types: usize = alone.clone().map(|a| a.types).sum();
    assert_eq!(
        types + cost.shared.types + cost.unreached.types,
        cost.total.types
    );
    let lines: usize = alone.map(|a| a.lines).sum();
    let said = lines + cost.shared.lines + cost.unreached.lines;
    let rest = cost.total.lines - said;
    assert!(rest < 200, "{rest} lines are nobody's");
    let text = cost.to_string();
    assert!(text.starts_with("# What each operation costs"), "{text}");
    assert!(text.lines().any(|l| l.ends_with("  cancelJob")), "{text}");
}

/// A build script leaves the report beside the code.
#[test]
fn a_build_script_writes_it() {
    let folder = std::env::temp_dir().join(format!("wsdl-codegen-cost-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let generate = || {
        wsdl_codegen::configure()
            .out_dir(&folder)
            .generate(document())
    };
    generate().expect("code");
    let report = folder.join("CommandWebService.report.txt");
    let text = std::fs::read_to_string(&report).expect("the report");
    assert!(
        text.contains("# lines types    lines types  operation"),
        "{text}"
    );
    assert!(folder.join("CommandWebService.rs").is_file());
    generate().expect("the same again");
    assert_eq!(std::fs::read_to_string(&report).expect("the report"), text);
    std::fs::remove_dir_all(&folder).expect("the folder");
}
