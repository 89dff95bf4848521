//! `cargo wsdl show`: an operation as an ASP.NET service page shows it, with its Rust signature and types.

use std::fmt::Write;

use anstyle::Style;
use wsdl_codegen::listing::short;
use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::wsdl;
use wsdl_codegen::sample::{self, Bound, Style as Filling};
use wsdl_codegen::{Options, Outcome};

use crate::cli::Show;
use crate::console::Console;
use crate::failure::Failure;
use crate::nearest;

const NAME: Style = Style::new().bold();

/// Runs the verb.
pub(crate) fn run(args: &Show, console: &mut Console<'_>) -> Result<(), Failure> {
    let options = Options {
        ports: args.port.clone(),
        ..args.shape.options()?
    };
    let outcome = wsdl_codegen::analyze(&args.service, &options);
    console.diagnostics(&outcome)?;
    let Some(description) = &outcome.description else {
        return Err(Failure::No);
    };
    if outcome.diagnostics.has_errors() {
        return Err(Failure::No);
    }
    let found = find(description, args)?;
    let style = if args.values {
        Filling::Values
    } else {
        Filling::Placeholders
    };
    console.result(page(&outcome, &found, style))?;
    Ok(())
}

/// The operation as a port offers it.
struct Found<'d> {
    service: &'d wsdl::Service,
    port: &'d wsdl::Port,
    bound: Bound<'d>,
}

/// The operation at every port that has it (of those that were asked for).
fn find<'d>(description: &'d Description, args: &Show) -> Result<Vec<Found<'d>>, Failure> {
    let mut found = Vec::new();
    let mut names = Vec::new();
    let mut ports = Vec::new();
    for service in &description.wsdl.services {
        for port in &service.ports {
            ports.push(port.name.as_str());
            if !args.port.is_empty() && !args.port.contains(&port.name) {
                continue;
            }
            let Some(binding) = description.wsdl.bindings.get(port.binding.index()) else {
                continue;
            };
            for operation in &binding.operations {
                let Some(bound) = Bound::new(description, binding, operation) else {
                    continue;
                };
                names.push(bound.operation.name.as_str());
                if bound.operation.name == args.operation {
                    found.push(Found {
                        service,
                        port,
                        bound,
                    });
                }
            }
        }
    }
    for port in &args.port {
        if !ports.contains(&port.as_str()) {
            let hint = nearest::hint(port, ports);
            return Err(Failure::Because(format!("no port `{port}`{hint}")));
        }
    }
    if found.is_empty() {
        let mut hint = nearest::hint(&args.operation, names);
        if hint.is_empty() {
            hint = format!("; `cargo wsdl list {}` lists all", args.service.display());
        }
        return Err(Failure::Because(format!(
            "no operation `{}`{hint}",
            args.operation
        )));
    }
    Ok(found)
}

fn page(outcome: &Outcome, found: &[Found<'_>], style: Filling) -> String {
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
        let words: Vec<&str> = text.split_whitespace().collect();
        let _ = writeln!(out, "{}\n", words.join(" "));
    }
    rust(outcome, first, &mut out);
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

/// The method and the types that it reaches.
fn rust(outcome: &Outcome, found: &Found<'_>, out: &mut String) {
    let Some(package) = &outcome.package else {
        return;
    };
    let made = package.clients.iter().find_map(|client| {
        let serves = client.bindings.contains(&found.port.binding);
        let mut operations = client.operations.iter();
        let operation = operations.find(|o| o.index == found.bound.bound.operation);
        operation.filter(|_| serves)
    });
    let Some(operation) = made else {
        return;
    };
    let _ = writeln!(
        out,
        "{NAME}Rust{NAME:#}\n\n    {}\n",
        short::signature(package, operation)
    );
    for ty in short::types(package, operation) {
        let _ = writeln!(out, "    {} {}", ty.kind, ty.name);
        for member in &ty.members {
            let wire = match member.wire.as_deref() {
                Some(wire) if wire != member.name => format!("  // {wire}"),
                _ => String::new(),
            };
            match &member.ty {
                Some(ty) => {
                    let _ = writeln!(out, "        {}: {ty}{wire}", member.name);
                }
                None => {
                    let _ = writeln!(out, "        {}{wire}", member.name);
                }
            }
        }
    }
    out.push('\n');
}
