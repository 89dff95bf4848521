//! What the lowering decides, construct by construct: schema text in, a short form of the package out.

mod clients;
mod names;
mod selection;
mod show;
mod simple;
mod structure;

use std::sync::Arc;

use wsdl_codegen::Options;
use wsdl_codegen::diagnostic::{Diagnostics, Severity};
use wsdl_codegen::model::documents::{Document, Documents};
use wsdl_codegen::model::package::Package;
use wsdl_codegen::stage::{lower, read};

/// Lowers one document that was never in a file.
pub(crate) fn run(text: &str, options: &Options) -> (Package, Diagnostics) {
    let document = Document {
        name: "Test.wsdl".to_owned(),
        path: None,
        location: "Test.wsdl".to_owned(),
        text: Arc::from(text),
        builtin: false,
        settings: false,
        broken: false,
    };
    let documents = Documents {
        list: vec![document],
        ..Documents::default()
    };
    let mut diagnostics = Diagnostics::new();
    let description = read::read(&documents, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{:#?}",
        diagnostics.iter().collect::<Vec<_>>()
    );
    let package = lower::lower(&description, options, &mut diagnostics);
    (package, diagnostics)
}

/// A schema around its content: prefixes `xs` and `t`, elements qualified.
pub(crate) fn schema(content: &str) -> String {
    format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">{content}</xs:schema>"#
    )
}

/// Lowers a schema without settings; it must not be worth an error.
pub(crate) fn lower_schema(content: &str) -> Package {
    let (package, diagnostics) = run(&schema(content), &Options::default());
    assert!(
        !diagnostics.has_errors(),
        "{:#?}",
        diagnostics.iter().collect::<Vec<_>>()
    );
    package
}

/// The errors of a run with these settings, as code, message and help.
pub(crate) fn errors(text: &str, options: &Options) -> Vec<String> {
    let (_, diagnostics) = run(text, options);
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    errors
        .map(|d| {
            let help: Vec<&str> = d.help.iter().map(|h| &**h).collect();
            format!("{} {} ({})", d.code, d.message, help.join("; "))
        })
        .collect()
}

/// Compares the short form of a package with what a test expects, indentation aside.
#[track_caller]
pub(crate) fn expect(package: &Package, expected: &str) {
    let trim = |text: &str| -> Vec<String> {
        text.lines()
            .map(|l| l.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect()
    };
    let shown = show::package(package);
    assert_eq!(trim(&shown), trim(expected), "\n{shown}");
}
