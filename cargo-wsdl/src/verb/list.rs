//! `cargo wsdl list`.

use std::collections::BTreeSet;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use wsdl_codegen::Outcome;
use wsdl_codegen::listing::{self, Asked, Listing, Message, Operation, Port, Service, short};
use wsdl_codegen::model::policy::Support;

use crate::cli::{Format, List};
use crate::console::Console;
use crate::failure::Failure;
use crate::{json, lines, nearest};

const NAME: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default();
const FAINT: Style = Style::new().dimmed();

/// Runs the verb.
pub(crate) fn run(args: &List, console: &mut Console<'_>) -> Result<(), Failure> {
    let outcome = wsdl_codegen::analyze(&args.document.wsdl, &args.settings.options()?);
    let mut listing = listing::list(&outcome);
    let is_schema = listing.services.is_empty() && !listing.elements.is_empty();
    if !listing.is_broken() {
        choose(args, &outcome, &mut listing)?;
    }
    // Ports that the settings leave without operations are no answer to what was asked.
    if !args.settings.operations.operation.is_empty() || !args.settings.port.is_empty() {
        drop_empty(&mut listing);
    }
    match args.written.format {
        // The document holds the diagnostics itself.
        Format::Json => console.result(format!("{:#}\n", json::listing(&listing)))?,
        Format::Text => {
            let mut text = text(&listing, is_schema);
            if listing.is_broken() && !text.is_empty() {
                text.push('\n');
            }
            console.text(&text)?;
            console.flush()?;
            console.diagnostics(&outcome)?;
            if args.unsupported && listing.services.is_empty() {
                console.note("there is code for every operation\n");
            }
        }
    }
    if listing.is_broken() {
        return Err(Failure::No);
    }
    Ok(())
}

/// Leaves the services and operations that are asked for.
///
/// # Errors
/// A name that matches nothing, with the nearest.
fn choose(args: &List, outcome: &Outcome, listing: &mut Listing) -> Result<(), Failure> {
    for wanted in &args.services {
        let names = || listing.services.iter().map(|s| s.name.as_str());
        if !names().any(|name| name == wanted) {
            let hint = nearest::hint(wanted, names());
            return Err(Failure::Because(format!(
                "there is no service `{wanted}`{hint}"
            )));
        }
    }
    let mut users = BTreeSet::new();
    for wanted in &args.types {
        let found = listing::users(outcome, wanted).ok_or_else(|| {
            let all = listing.types.iter().chain(&listing.elements);
            let names = all.map(|n| match wanted.starts_with('{') {
                true => n.name.as_str(),
                false => short::local(&n.name),
            });
            let hint = nearest::hint(wanted, names);
            Failure::Because(format!("no type or element is called `{wanted}`{hint}"))
        })?;
        users.extend(found);
    }
    let has_name = |s: &Service| args.services.is_empty() || args.services.contains(&s.name);
    listing.services.retain(has_name);
    if args.types.is_empty() && !args.unsupported {
        return Ok(());
    }
    for port in listing.services.iter_mut().flat_map(|s| &mut s.ports) {
        let client = port.client.clone().unwrap_or_default();
        port.operations.retain(|o| {
            let of_type =
                args.types.is_empty() || users.contains(&(client.clone(), o.name.clone()));
            of_type && (!args.unsupported || o.reason.is_some())
        });
    }
    drop_empty(listing);
    Ok(())
}

/// Drops ports without operations, and services without ports.
fn drop_empty(listing: &mut Listing) {
    for service in &mut listing.services {
        service.ports.retain(|p| !p.operations.is_empty());
    }
    listing.services.retain(|s| !s.ports.is_empty());
}

/// `is_schema`: the document describes no service at all.
fn text(listing: &Listing, is_schema: bool) -> String {
    let mut out = String::new();
    for (index, found) in listing.services.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        service(found, &mut out);
    }
    if is_schema {
        let _ = writeln!(
            out,
            "{} elements, {} types, no service",
            listing.elements.len(),
            listing.types.len()
        );
        for element in &listing.elements {
            let _ = writeln!(out, "  {NAME}{}{NAME:#}  {}", element.name, element.rust);
        }
    }
    out
}

fn service(service: &Service, out: &mut String) {
    let _ = writeln!(out, "{NAME}{}{NAME:#}", service.name);
    paragraph(service.documentation.as_deref(), 2, out);
    let mut ports: &[Port] = &service.ports;
    // Ports that offer the same operations, as those for SOAP 1.1 and 1.2 do, are shown together.
    while let Some((first, rest)) = ports.split_first() {
        let same = rest
            .iter()
            .take_while(|p| offers_the_same(p, first))
            .count();
        let (group, others) = ports.split_at(same + 1);
        out.push('\n');
        for port in group {
            let address = port.address.as_deref().unwrap_or("no address");
            let _ = writeln!(
                out,
                "  {NAME}{}{NAME:#}  {}  {PLACE}{address}{PLACE:#}",
                port.name,
                protocol(port.protocol)
            );
            asked(port, out);
        }
        let count = first.operations.len();
        let plural = if count == 1 { "" } else { "s" };
        let client = first.client.as_deref().unwrap_or("no client");
        let _ = writeln!(out, "  {FAINT}{client}, {count} operation{plural}{FAINT:#}");
        for found in &first.operations {
            out.push('\n');
            operation(found, out);
        }
        ports = others;
    }
}

/// What a port's policies ask for: what clients can meet, then what they cannot. What is offered and not used is nobody's concern.
fn asked(port: &Port, out: &mut String) {
    let is_of = |asked: &&Asked, nobody: bool| {
        let support = asked.demand.support();
        (asked.required || support == Support::Client) && (support == Support::Nobody) == nobody
    };
    for (word, style, nobody) in [("asks for", FAINT, false), ("unmet", WARNING, true)] {
        let found: Vec<&Asked> = port.policy.iter().filter(|a| is_of(a, nobody)).collect();
        let last = found.len().saturating_sub(1);
        let pieces = found.iter().enumerate().map(|(index, asked)| {
            let (what, comma) = (asked.demand.what(), if index < last { "," } else { "" });
            let offered = if asked.required { "" } else { " (optional)" };
            format!("{what}{offered}{comma}")
        });
        let pieces: Vec<String> = pieces.collect();
        if !pieces.is_empty() {
            let text = lines::filled(pieces.iter().map(String::as_str), (13, 13), lines::width());
            let _ = writeln!(out, "    {style}{word:<9}{style:#}{text}");
        }
    }
}

fn offers_the_same(a: &Port, b: &Port) -> bool {
    let alike = |(a, b): (&Operation, &Operation)| {
        a.name == b.name && a.input == b.input && a.output == b.output && a.reason == b.reason
    };
    a.client == b.client
        && a.operations.len() == b.operations.len()
        && a.operations.iter().zip(&b.operations).all(alike)
}

fn protocol(protocol: &str) -> &str {
    match protocol {
        "soap11" => "SOAP 1.1",
        "soap12" => "SOAP 1.2",
        "http-get" => "HTTP GET",
        "http-post" => "HTTP POST",
        other => other,
    }
}

fn operation(operation: &Operation, out: &mut String) {
    let _ = write!(out, "    {NAME}{}{NAME:#}", operation.name);
    if operation.style != "document" || operation.body_use != "literal" {
        let _ = write!(
            out,
            "  {FAINT}{}/{}{FAINT:#}",
            operation.style, operation.body_use
        );
    }
    out.push('\n');
    if let Some(reason) = &operation.reason {
        let reason = lines::filled(reason.split(' '), (19, 15), lines::width());
        let _ = writeln!(out, "      {WARNING}unsupported{WARNING:#}: {reason}");
    }
    items("takes", operation.input.as_ref(), out);
    match operation.one_way {
        true => out.push_str("      returns  nothing (one way)\n"),
        false => items("returns", operation.output.as_ref(), out),
    }
    for fault in &operation.faults {
        let element = fault.element.as_deref().map(short::local);
        let other = element.filter(|e| *e != fault.name);
        let other = other.map_or_else(String::new, |e| format!(" {FAINT}{e}{FAINT:#}"));
        let _ = writeln!(out, "      fault    {}{other}", fault.name);
    }
    for header in &operation.headers {
        let (name, direction) = (&header.name, header.direction);
        let _ = writeln!(out, "      header   {name} {FAINT}{direction}{FAINT:#}");
    }
    paragraph(operation.documentation.as_deref(), 6, out);
}

/// The members of a message.
fn items(word: &str, message: Option<&Message>, out: &mut String) {
    let members = message.map_or(&[][..], |m| &m.members);
    let last = members.len().saturating_sub(1);
    let comma =
        |(i, member): (usize, &String)| format!("{member}{}", if i < last { "," } else { "" });
    let pieces: Vec<String> = members.iter().enumerate().map(comma).collect();
    let text = match pieces.is_empty() {
        true => "nothing".to_owned(),
        false => lines::filled(pieces.iter().map(String::as_str), (15, 15), lines::width()),
    };
    let _ = writeln!(out, "      {word:<9}{text}");
}

/// Documentation as one paragraph.
fn paragraph(text: Option<&str>, indent: usize, out: &mut String) {
    let words = text.unwrap_or("").split_whitespace();
    let text = lines::filled(words, (indent, indent), lines::width());
    if !text.is_empty() {
        let _ = writeln!(out, "{:indent$}{FAINT}{text}{FAINT:#}", "");
    }
}
