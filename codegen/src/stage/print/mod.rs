//! Files: text, header, one file or a folder.
//!
//! What a person reads goes through prettyplease item by item (`items`) and then into rustfmt's layout, so that `cargo fmt`
//! leaves a checked-in file alone; tables are rows that fill the lines (`rows`).

mod items;
mod rows;
mod uses;

use crate::model::files::{File, Layout};
use crate::model::source::{Of, Part, Piece, Source, SourceItem, SourceModule};
use crate::names::table;

/// Columns of a line, as rustfmt has them.
const COLUMNS: usize = 100;

/// Not all of a service is used by every program: in a binary, what is `pub` and not used is dead code to the compiler.
const ALLOW: &str =
    r#"allow(dead_code, unused_imports, reason = "no program uses all of a service")"#;

/// Prints the emitted source.
pub fn print(source: &Source, layout: Layout) -> Vec<File> {
    match layout {
        Layout::File => vec![single(source)],
        Layout::Folder => folder(source),
    }
}

/// One file with one `pub mod`. It may be taken in by `include!`, so it begins with ordinary comments and outer attributes.
fn single(source: &Source) -> File {
    let mut page = Page::new(source);
    if let Some(root) = source.modules.first() {
        page.line(&format!("#[{ALLOW}]"));
        page.open(&format!("pub mod {}", source.module));
        // Within the module: there its links find what they name.
        page.docs("//!", &root.doc);
        page.gap();
        let parts = [&root.client, &root.messages, &root.types];
        page.parts(&parts, false);
        for part in parts {
            page.items(&part.items);
        }
        page.operations(root);
        for module in source.modules.iter().skip(1) {
            page.gap();
            page.docs("///", &module.doc);
            page.open(&format!("pub mod {}", module.name));
            page.module(module);
            page.close();
        }
        page.below("mod wire", &root.wire);
        page.contract();
        page.close();
    }
    page.file(format!("{}.rs", source.module))
}

/// A file for each part of the root module and for each other module.
fn folder(source: &Source) -> Vec<File> {
    let Some(root) = source.modules.first() else {
        return Vec::new();
    };
    let parts = [
        ("client", "Calls of the operations.", &root.client),
        ("messages", "Requests and responses.", &root.messages),
        ("types", "The types that messages are made of.", &root.types),
    ];
    let parts = parts
        .into_iter()
        .filter(|(_, _, part)| !part.items.is_empty());
    let parts: Vec<_> = parts.collect();
    let names_of_parts: Vec<&str> = parts.iter().map(|p| p.0).collect();
    let mut files = vec![File::new("mod.rs", front(source, root, &names_of_parts))];
    let mut add = |name: &str, page: Page| {
        files.push(page.file(format!("{name}.rs")));
    };
    for (name, doc, part) in parts {
        let mut page = Page::new(source);
        page.docs("//!", &[doc.to_owned()]);
        page.gap();
        page.parts(&[part], true);
        page.items(&part.items);
        add(name, page);
    }
    if !root.operations.items.is_empty() {
        let mut page = Page::new(source);
        page.docs("//!", &[OPERATIONS.to_owned()]);
        page.gap();
        page.inner(&root.operations);
        add("operations", page);
    }
    for module in source.modules.iter().skip(1) {
        let mut page = Page::new(source);
        page.docs("//!", &module.doc);
        page.gap();
        page.module(module);
        add(&module.name, page);
    }
    let mut page = Page::new(source);
    page.docs("//!", &["How the types are read and written.".to_owned()]);
    page.gap();
    page.inner(&root.wire);
    add("wire", page);
    files.push(names(source));
    files
}

/// `mod.rs`: declares the files and re-exports what stands at the root.
fn front(source: &Source, root: &SourceModule, parts: &[&str]) -> String {
    let mut page = Page::new(source);
    page.docs("//!", &root.doc);
    page.gap();
    page.line(&format!("#![{ALLOW}]"));
    page.gap();
    let mut modules: Vec<(&str, &str)> = parts.iter().map(|name| ("", *name)).collect();
    modules.push(("", "wire"));
    if !root.operations.items.is_empty() {
        modules.push(("pub ", "operations"));
    }
    modules.extend(
        source
            .modules
            .iter()
            .skip(1)
            .map(|m| ("pub ", m.name.as_str())),
    );
    modules.sort_by_key(|(_, name)| *name);
    for (visibility, name) in modules {
        page.line(&format!("{visibility}mod {name};"));
    }
    page.gap();
    for part in parts {
        page.line(&format!("pub use {part}::*;"));
    }
    page.contract();
    page.text
}

/// The name table: what each component is called, so that newcomers never rename what was there.
fn names(source: &Source) -> File {
    let header = generated(source);
    let entries = table::print(&source.names);
    let text = format!("# {header}\n# Keep this file: names in it stay as they are.\n{entries}");
    File::new("names.tsv", text)
}

/// What marks a file as ours.
fn generated(source: &Source) -> String {
    format!(
        "@generated by wsdl-codegen from {}. Do not edit: the next run overwrites it.",
        source.from
    )
}

/// What the module of constants is for.
const OPERATIONS: &str =
    "The operations as constants: for generic code, and for stand-ins of the service.";

/// The text of one file as it grows.
struct Page {
    text: String,
    lines: Vec<(Of, usize)>,
    depth: usize,
}

impl Page {
    /// A page with its header.
    fn new(source: &Source) -> Self {
        Self {
            text: format!("// {}\n\n", generated(source)),
            lines: Vec::new(),
            depth: 0,
        }
    }

    /// The finished file.
    fn file(self, path: String) -> File {
        File {
            path,
            text: self.text,
            lines: self.lines,
        }
    }

    /// Columns that are left at the present depth.
    fn width(&self) -> usize {
        COLUMNS - 4 * self.depth
    }

    /// One line at the present depth.
    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            for _ in 0..self.depth {
                self.text.push_str("    ");
            }
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A blank line, unless there is one or a brace was just opened. Returns how many lines that are.
    fn gap(&mut self) -> usize {
        if self.text.ends_with("\n\n") || self.text.ends_with("{\n") {
            return 0;
        }
        self.text.push('\n');
        1
    }

    fn docs(&mut self, mark: &str, lines: &[String]) {
        for line in lines {
            let space = if line.is_empty() { "" } else { " " };
            self.line(&format!("{mark}{space}{line}"));
        }
    }

    fn open(&mut self, head: &str) {
        self.line(&format!("{head} {{"));
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("}");
    }

    /// The `use` lines of parts that share a scope; `outside`: whether what they name elsewhere in the package must be imported.
    fn parts(&mut self, parts: &[&Part], outside: bool) {
        let outside = outside && parts.iter().any(|p| p.outside);
        let all = parts.iter().flat_map(|p| &p.uses).cloned().collect();
        for line in uses::lines(&all, outside, self.width()) {
            self.line(&line);
        }
    }

    /// Items, a blank line between them; rows stand together.
    fn items(&mut self, list: &[Piece]) {
        let mut tight = false;
        for Piece { of, item } in list {
            let flat = matches!(item, SourceItem::Rows(_));
            let gap = if tight && flat { 0 } else { self.gap() };
            tight = flat;
            let lines = match item {
                SourceItem::Rows(rows) => rows::lines(rows, self.width()),
                SourceItem::Tokens(tokens) => items::lines(tokens, self.width()),
                SourceItem::Impl(functions) => {
                    let mut lines = Vec::new();
                    for (of, function) in functions {
                        let before = lines.len();
                        items::add_function(function, self.width(), &mut lines);
                        self.lines.push((of.clone(), lines.len() - before));
                    }
                    items::close(&mut lines);
                    lines
                }
            };
            if !matches!(item, SourceItem::Impl(_)) {
                self.lines.push((of.clone(), gap + lines.len()));
            }
            for line in lines {
                self.line(&line);
            }
        }
    }

    /// The body of a module below.
    fn inner(&mut self, part: &Part) {
        self.parts(&[part], true);
        self.items(&part.items);
    }

    /// A module below, unless it is empty.
    fn below(&mut self, head: &str, part: &Part) {
        if !part.items.is_empty() {
            self.gap();
            self.open(head);
            self.inner(part);
            self.close();
        }
    }

    fn operations(&mut self, root: &SourceModule) {
        if !root.operations.items.is_empty() {
            self.gap();
            self.docs("///", &[OPERATIONS.to_owned()]);
            self.open("pub mod operations");
            self.inner(&root.operations);
            self.close();
        }
    }

    /// The body of a module other than the root.
    fn module(&mut self, module: &SourceModule) {
        let parts = [&module.messages, &module.types];
        self.parts(&parts, false);
        for part in parts {
            self.items(&part.items);
        }
        self.below("mod wire", &module.wire);
    }

    /// Ties the file to the runtime: another contract is a compile error that says so.
    fn contract(&mut self) {
        self.gap();
        self.line("const _: () = ::wsdl_runtime::generated::contract::<1>();");
    }
}
