//! An operation for people.

use std::fmt::Write;

use anstyle::Style;
use wsdl_codegen::Outcome;
use wsdl_codegen::listing::detail::{self, Part, Place, Row};
use wsdl_codegen::listing::{limits, short};
use wsdl_codegen::model::xsd::{Schema, TypeRef, ValueConstraint};
use wsdl_codegen::sample::{self, Direction, Style as Filling};

use super::{Found, made};
use crate::lines;

const NAME: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

pub(super) fn page(outcome: &Outcome, found: &[Found<'_>], style: Filling) -> String {
    let mut out = String::new();
    let Some(first) = found.first() else {
        return out;
    };
    let operation = first.bound.operation;
    let _ = writeln!(
        out,
        "{NAME}{}{NAME:#}\n\n{NAME}{}{NAME:#}\n",
        first.service.name.local, operation.name
    );
    if let Some(text) = &operation.documentation {
        let _ = writeln!(out, "{}\n", paragraph(text, 0));
    }
    messages(first, &mut out);
    rust(outcome, found, &mut out);
    let mut shown = Vec::new();
    for one in found {
        if let Some(reason) = &one.bound.bound.unsupported {
            let _ = writeln!(
                out,
                "No code is made for it at port {}: {reason}\n",
                one.port.name
            );
        }
        let sample = sample::exchange(&one.bound, one.port.address.as_deref(), style);
        let Some(sample) = sample.filter(|s| !shown.contains(s)) else {
            continue;
        };
        let _ = writeln!(out, "{NAME}{}{NAME:#}\n", sample.protocol);
        let kind = match style {
            Filling::Placeholders => {
                "The placeholders shown need to be replaced with actual values."
            }
            Filling::Values => "The values shown are made from the schema.",
        };
        let _ = writeln!(
            out,
            "The following is a sample {} request and response. {kind}\n",
            sample.protocol
        );
        let _ = writeln!(out, "{}\n{}\n", sample.request, sample.response);
        shown.push(sample);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A text as one paragraph, whose lines begin after so many spaces; the first stands there already.
fn paragraph(text: &str, indent: usize) -> String {
    lines::filled(
        text.split_whitespace(),
        (indent, indent),
        lines::prose_width(),
    )
}

/// A text in one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What goes there and comes back, its faults, and the types that these reach.
fn messages(found: &Found<'_>, out: &mut String) {
    let schema = &found.bound.description.schema;
    let mut all: Vec<Row> = Vec::new();
    let directions = [
        ("Request", Direction::Request),
        ("Response", Direction::Response),
    ];
    for (title, direction) in directions {
        let parts = detail::parts(&found.bound, direction);
        if parts.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{NAME}{title}{NAME:#}\n");
        for one in &parts {
            part(schema, None, one, out);
            all.extend(one.rows.iter().cloned());
        }
        out.push('\n');
    }
    let faults = detail::faults(&found.bound);
    if !faults.is_empty() {
        let _ = writeln!(out, "{NAME}Faults{NAME:#}\n");
        for (name, one) in &faults {
            part(schema, Some(name), one, out);
            all.extend(one.rows.iter().cloned());
        }
        out.push('\n');
    }
    let types = detail::reached(schema, &all);
    if types.is_empty() {
        return;
    }
    let _ = writeln!(out, "{NAME}Types{NAME:#}\n");
    for id in types {
        let ty = TypeRef::Defined(id);
        let name = short::type_name(schema, ty);
        let base = match schema.complex(ty) {
            Some((_, c)) => detail::base(schema, c),
            None => Some(schema.primitive(ty).name().to_owned()).filter(|b| b != "anySimpleType"),
        };
        let mut notes: Vec<String> = base.map(|b| format!("from {b}")).into_iter().collect();
        if schema.is_simple(ty) {
            notes.extend(limits(schema, ty));
        }
        let notes = match notes.is_empty() {
            true => String::new(),
            false => {
                let text = notes.join("; ");
                let before = 4 + name.chars().count() + 2;
                let text = lines::filled(text.split(' '), (before, 8), lines::width());
                format!("  {FAINT}{text}{FAINT:#}")
            }
        };
        let _ = writeln!(out, "    {name}{notes}");
        if let Some(text) = &schema.ty(id).documentation {
            let _ = writeln!(out, "        {FAINT}{}{FAINT:#}", paragraph(text, 8));
        }
        if !schema.is_simple(ty) {
            rows(schema, &detail::rows_of(schema, ty), out);
        }
    }
    out.push('\n');
}

fn part(schema: &Schema, fault: Option<&str>, part: &Part, out: &mut String) {
    let place = match part.place {
        Place::Header => " (header)",
        Place::Body | Place::Fault => "",
    };
    let fault = fault.map(|f| format!("{f}: ")).unwrap_or_default();
    let namespace = match &*part.name.namespace {
        "" => String::new(),
        namespace => format!("  {FAINT}{{{namespace}}}{FAINT:#}"),
    };
    let _ = writeln!(out, "    {fault}{}{place}{namespace}", part.name.local);
    rows(schema, &part.rows, out);
}

/// A line per member: name, type, how often, what restricts it; its documentation below.
fn rows(schema: &Schema, rows: &[Row], out: &mut String) {
    let name = |row: &Row| format!("{}{}", "  ".repeat(row.depth), row.label());
    let ty = |row: &Row| {
        row.ty
            .map_or(String::new(), |ty| short::type_name(schema, ty))
    };
    let width = |text: &dyn Fn(&Row) -> String| {
        let widths = rows.iter().map(|r| text(r).chars().count());
        widths.max().unwrap_or(0).min(40)
    };
    let (names, types) = (width(&name), width(&ty));
    for row in rows {
        let mut line = format!(
            "        {:names$}  {:types$}  {}",
            name(row),
            ty(row),
            row.occurs()
        );
        let mut notes = Vec::new();
        // A named type says once what restricts it.
        if !matches!(row.ty, Some(TypeRef::Defined(id)) if schema.ty(id).name.is_some()) {
            notes.extend(row.limits.iter().cloned());
        }
        match &row.value {
            Some(ValueConstraint::Default(value)) => notes.push(format!("default {value}")),
            Some(ValueConstraint::Fixed(value)) => notes.push(format!("always {value}")),
            None => {}
        }
        if row.nillable {
            notes.push("may be nil".to_owned());
        }
        for note in notes {
            let _ = write!(line, "; {}", words(&note));
        }
        let _ = writeln!(out, "{}", line.trim_end());
        if let Some(text) = &row.documentation {
            let indent = 2 * (row.depth + 5);
            let text = paragraph(text, indent);
            let _ = writeln!(out, "{:indent$}{FAINT}{text}{FAINT:#}", "");
        }
    }
}

/// The method and the types that it reaches.
fn rust(outcome: &Outcome, found: &[Found<'_>], out: &mut String) {
    let Some((package, _, operation)) = made(outcome, found) else {
        return;
    };
    let _ = writeln!(
        out,
        "{NAME}Rust{NAME:#}\n\n    {}\n",
        short::signature(package, operation)
    );
    for ty in short::types(package, operation) {
        for line in ty.to_string().lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    out.push('\n');
}
