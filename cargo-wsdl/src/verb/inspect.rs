//! `cargo wsdl inspect`: what a stage of the generator has made, for people who look for the reason of something.

use std::fmt::{Debug, Write};

use anstyle::Style;
use clap::{Args, ValueEnum};
use wsdl_codegen::diagnostic::Places;
use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::documents::{Documents, Span};
use wsdl_codegen::model::package::Package;
use wsdl_codegen::model::source::{Source, SourceItem};
use wsdl_codegen::names::pattern;
use wsdl_codegen::stage::{emit, print};
use wsdl_codegen::{File, Layout, Outcome};

use crate::cli::{Document, Settings};
use crate::console::Console;
use crate::failure::Failure;
use crate::nearest;

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// `cargo wsdl inspect`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  cargo wsdl inspect service.wsdl --stage load\n  \
cargo wsdl inspect service.wsdl --stage read StatusResult\n  \
cargo wsdl inspect service.wsdl --stage print 'cancel*'"
)]
pub struct Inspect {
    /// The WSDL.
    #[command(flatten)]
    pub document: Document,
    /// Only what has such a name (`*` stands for any text)
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Which stage: load (documents), read (what they say), lower (what the crate will contain), emit (tokens), print (files)
    #[arg(long, value_name = "STAGE", hide_possible_values = true)]
    pub stage: Stage,
    /// Settings of the generator.
    #[command(flatten)]
    pub settings: Settings,
}

/// A stage of the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The documents, and what imports what.
    Load,
    /// Components of WSDL and XML Schema.
    Read,
    /// Items of Rust, before they are text.
    Lower,
    /// Tokens and tables.
    Emit,
    /// The files.
    Print,
}

/// Runs the verb.
pub(crate) fn run(args: &Inspect, console: &mut Console<'_>) -> Result<(), Failure> {
    let outcome = wsdl_codegen::analyze(&args.document.wsdl, &args.settings.options()?);
    let mut report = Report::new(args.name.as_deref());
    show(&mut report, args.stage, &outcome);
    console.text(&report.text)?;
    console.flush()?;
    console.diagnostics(&outcome)?;
    if outcome.diagnostics.has_errors() {
        return Err(Failure::No);
    }
    match &args.name {
        Some(name) if report.text.is_empty() => {
            let hint = nearest::hint(name, report.names.iter().map(String::as_str));
            Err(Failure::Because(format!(
                "nothing of this stage is called `{name}`{hint}"
            )))
        }
        _ => Ok(()),
    }
}

fn show(report: &mut Report<'_>, stage: Stage, outcome: &Outcome) {
    let package = outcome.package.as_ref();
    match (stage, &outcome.description, package) {
        (Stage::Load, ..) => documents(report, &outcome.documents),
        (Stage::Read, Some(description), _) => read(report, description, &outcome.documents),
        (Stage::Lower, _, Some(package)) => lowered(report, package),
        (Stage::Emit, _, Some(package)) => emitted(report, &emit::emit(package)),
        (Stage::Print, _, Some(package)) => {
            printed(report, &print::print(&emit::emit(package), Layout::Folder));
        }
        // A stage whose input had errors was not entered; the diagnostics say why.
        _ => {}
    }
}

/// What is shown, and every name that could have been.
struct Report<'p> {
    pattern: Option<&'p str>,
    text: String,
    names: Vec<String>,
}

impl<'p> Report<'p> {
    fn new(pattern: Option<&'p str>) -> Self {
        Self {
            pattern,
            text: String::new(),
            names: Vec::new(),
        }
    }

    /// Whether something of this name is shown.
    fn wants(&mut self, name: &str) -> bool {
        let Some(pattern) = self.pattern else {
            return true;
        };
        // `Line` and `{urn:orders}Line` both mean the type; generated names may stand in a module.
        let local = name.rsplit(['}', ':']).next().unwrap_or(name);
        let wanted = pattern::matches(pattern, name) || pattern::matches(pattern, local);
        if !wanted {
            self.names.push(local.to_owned());
        }
        wanted
    }

    fn part(&mut self, kind: &str, name: &str, place: &str, body: &str) {
        if !self.wants(name) {
            return;
        }
        let _ = writeln!(
            self.text,
            "{HEAD}{kind} {name}{HEAD:#} {FAINT}{place}{FAINT:#}"
        );
        let _ = writeln!(self.text, "{}\n", body.trim_end());
    }
}

fn documents(report: &mut Report<'_>, documents: &Documents) {
    for (number, document) in documents.list.iter().enumerate() {
        let mut body = format!("  number   {number}\n  location {}\n", document.location);
        let lines = document.text.lines().count();
        let _ = writeln!(
            body,
            "  text     {} bytes, {lines} lines",
            document.text.len()
        );
        let imports = documents
            .links
            .iter()
            .filter(|l| l.from.0 as usize == number);
        for link in imports {
            let to = documents.get(link.to).map_or("", |d| d.name.as_str());
            let _ = writeln!(body, "  imports  {to}");
        }
        let kind = match (document.broken, document.builtin) {
            (true, _) => "(broken: nothing is read from it)",
            (_, true) => "(ships with the generator)",
            _ => "",
        };
        report.part("document", &documents.shown(document), kind, &body);
    }
}

fn read(report: &mut Report<'_>, description: &Description, documents: &Documents) {
    let places = Places::new(documents);
    let place = |span: Span| {
        places.find(span).map_or_else(String::new, |p| {
            format!("{}:{}:{}", documents.shown(p.document), p.line, p.column)
        })
    };
    let mut add = |kind: &str, name: String, span: Span, component: &dyn Debug| {
        report.part(kind, &name, &place(span), &format!("{component:#?}"));
    };
    let (wsdl, schema) = (&description.wsdl, &description.schema);
    for service in &wsdl.services {
        add("service", service.name.to_string(), service.span, service);
    }
    for binding in &wsdl.bindings {
        add("binding", binding.name.to_string(), binding.span, binding);
    }
    for port_type in &wsdl.port_types {
        add(
            "port type",
            port_type.name.to_string(),
            port_type.span,
            port_type,
        );
    }
    for message in &wsdl.messages {
        add("message", message.name.to_string(), message.span, message);
    }
    for element in &schema.elements {
        add("element", element.name.to_string(), element.span, element);
    }
    for ty in &schema.types {
        let name = ty
            .name
            .as_ref()
            .map_or("(anonymous)".to_owned(), ToString::to_string);
        add("type", name, ty.span, ty);
    }
    for attribute in &schema.attributes {
        add(
            "attribute",
            attribute.name.to_string(),
            attribute.span,
            attribute,
        );
    }
    for group in &schema.groups {
        add("group", group.name.to_string(), group.span, group);
    }
}

fn lowered(report: &mut Report<'_>, package: &Package) {
    for client in &package.clients {
        report.part("client", &client.name, "", &format!("{client:#?}"));
    }
    for module in &package.modules {
        for item in &module.items {
            let path = match module.name.is_empty() {
                true => item.name().to_owned(),
                false => format!("{}::{}", module.name, item.name()),
            };
            report.part("item", &path, &module.namespace, &format!("{item:#?}"));
        }
    }
}

fn emitted(report: &mut Report<'_>, source: &Source) {
    for module in &source.modules {
        let parts = [
            ("client", &module.client),
            ("messages", &module.messages),
            ("types", &module.types),
            ("operations", &module.operations),
            ("wire", &module.wire),
        ];
        for (part, content) in parts {
            let place = match module.name.is_empty() {
                true => part.to_owned(),
                false => format!("{}::{part}", module.name),
            };
            for piece in &content.items {
                let text = match &piece.item {
                    SourceItem::Tokens(tokens) => tokens.to_string(),
                    SourceItem::Impl(functions) => {
                        let blocks: Vec<String> =
                            functions.iter().map(|(_, f)| f.to_string()).collect();
                        blocks.join("\n")
                    }
                    SourceItem::Rows(rows) => {
                        format!("{} {} {}", rows.open, rows.cells.join(", "), rows.close)
                    }
                };
                block(report, &place, &text);
            }
        }
    }
}

fn printed(report: &mut Report<'_>, files: &[File]) {
    for file in files {
        if report.pattern.is_none() {
            report.part("file", &file.path, "", &file.text);
            continue;
        }
        let rows = file.path.ends_with("wire.rs") || !file.path.ends_with(".rs");
        for text in blocks(&file.text, rows) {
            block(report, &file.path, text);
        }
    }
}

/// A text that has no name of its own: it is shown when it names something of the pattern.
fn block(report: &mut Report<'_>, place: &str, text: &str) {
    let identifiers = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    let mut wanted = false;
    for identifier in identifiers.filter(|i| !i.is_empty()) {
        wanted |= report.wants(identifier);
    }
    if wanted {
        let _ = writeln!(
            report.text,
            "{FAINT}{place}{FAINT:#}\n{}\n",
            text.trim_end()
        );
    }
}

/// The items of a formatted file: what begins at the left margin, behind a blank line or, in a file of rows, on any line.
fn blocks(text: &str, rows: bool) -> Vec<&str> {
    let between = if rows { "\n" } else { "\n\n" };
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(between) {
        let next = at + between.len();
        let outer = text
            .get(next..)
            .is_some_and(|rest| !rest.starts_with([' ', '}', '\n']));
        if outer {
            found.extend(text.get(start..at + 1));
            start = next;
        }
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn files_fall_into_items() {
        let text = "// head\n\nuse a;\n\nstruct A {\n    b: u8,\n\n    c: u8,\n}\n\nimpl A {}\n";
        assert_eq!(
            blocks(text, false),
            [
                "// head\n",
                "use a;\n",
                "struct A {\n    b: u8,\n\n    c: u8,\n}\n",
                "impl A {}\n"
            ]
        );
        assert_eq!(
            blocks(
                "wire! { A = T {\n    a \"a\"\n} }\nwire! { B = T {} }\n",
                true
            ),
            [
                "wire! { A = T {\n    a \"a\"\n} }\n",
                "wire! { B = T {} }\n"
            ]
        );
    }
}
