//! What `cargo wsdl show --format rust` prints for a request of every shape, compiled: this file is the crate that the programs use.

use std::path::Path;

use tests::{accept, root};

extern crate self as input;

#[allow(unreachable_pub, reason = "a test has no public interface")]
#[rustfmt::skip]
#[path = "cases/wsdl/shapes/expected/mod.rs"]
mod expected;
#[allow(unused_imports, reason = "the programs use them")]
pub use expected::*;

/// The programs, a module each, by the operation that they call.
macro_rules! programs {
    ($($module:ident = $operation:literal $path:literal;)+) => {
        $(#[allow(dead_code, reason = "nobody answers")] #[path = $path] mod $module;)+
        const OPERATIONS: &[&str] = &[$($operation),+];
    };
}
programs! {
    show_add = "add" "cases/wsdl/shapes/shown/add.rs";
    show_abstract = "abstract" "cases/wsdl/shapes/shown/abstract.rs";
    show_anything = "anything" "cases/wsdl/shapes/shown/anything.rs";
    show_choice = "choice" "cases/wsdl/shapes/shown/choice.rs";
    show_dates = "dates" "cases/wsdl/shapes/shown/dates.rs";
    show_lists = "lists" "cases/wsdl/shapes/shown/lists.rs";
    show_mixed = "mixed" "cases/wsdl/shapes/shown/mixed.rs";
    show_nil = "nil" "cases/wsdl/shapes/shown/nil.rs";
    show_particles = "particles" "cases/wsdl/shapes/shown/particles.rs";
    show_substituted = "substituted" "cases/wsdl/shapes/shown/substituted.rs";
    show_substitution = "substitution" "cases/wsdl/shapes/shown/substitution.rs";
    show_tree = "tree" "cases/wsdl/shapes/shown/tree.rs";
    show_union = "union" "cases/wsdl/shapes/shown/union.rs";
    show_wildcard = "wildcard" "cases/wsdl/shapes/shown/wildcard.rs";
}

#[test]
fn a_program_is_shown_for_every_operation() {
    let case = root().join("tests/cases/wsdl/shapes");
    let file = case.join("input.wsdl").display().to_string();
    let settings = std::fs::read_to_string(case.join("options.txt")).expect("settings");
    let settings: Vec<&str> = settings.split_whitespace().collect();
    let mut problems = Vec::new();
    for operation in OPERATIONS {
        let args = ["cargo-wsdl", "show", &file, operation, "--format", "rust"];
        let args = args.iter().chain(&settings);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = cargo_wsdl::run(args.map(Into::into), &mut out, &mut err);
        let said = String::from_utf8_lossy(&err);
        assert_eq!(code, cargo_wsdl::DONE, "{operation}: {said}");
        let shown = case
            .join("shown")
            .join(Path::new(operation).with_extension("rs"));
        problems.extend(accept::text(&shown, &String::from_utf8_lossy(&out)).err());
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
