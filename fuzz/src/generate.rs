//! The generator: any documents become code or findings, the same ones each time.

use wsdl_codegen::diagnostic::{Diagnostics, Renderer, Severity};
use wsdl_codegen::stage::{emit, load, lower, print, read};
use wsdl_codegen::{Layout, Options};

/// What begins another document: the rest of the line is its location.
const NEXT: &str = "\n==== ";

/// Documents, the entry first. The others begin with a line `==== location`.
pub fn generate(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    let mut parts = text.split(NEXT);
    let mut documents = vec![("entry.wsdl", parts.next().unwrap_or_default())];
    documents.extend(parts.filter_map(|part| part.split_once('\n')));
    let first = run(&documents);
    assert_eq!(first, run(&documents), "two runs, two results");
    !first.0.is_empty()
}

/// Every stage; the files and what was said.
fn run(documents: &[(&str, &str)]) -> (Vec<String>, String) {
    let mut found = Diagnostics::new();
    let documents = load::load_memory("entry.wsdl", documents, &mut found);
    let mut files = Vec::new();
    if !documents.list.is_empty() {
        let description = read::read(&documents, &mut found);
        if !found.has_errors() {
            let options = Options {
                stand_in: true,
                ..Options::default()
            };
            let package = lower::lower(&description, &options, &mut found);
            if !found.has_errors() {
                let source = emit::emit(&package);
                for layout in [Layout::File, Layout::Folder] {
                    let printed = print::print(&source, layout);
                    files.extend(printed.into_iter().map(|f| f.text));
                }
            }
        }
    }
    found.sort();
    let said = Renderer::new(&documents).all(&found, Severity::Note);
    (files, said)
}
