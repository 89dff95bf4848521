//! `cargo wsdl show`: an operation as an ASP.NET service page shows it, with all that the contract says about its messages and with its
//! Rust signature and types.

mod json;
mod text;

use clap::{Args, ValueEnum};
use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::package::{Client, Operation, Package};
use wsdl_codegen::model::wsdl;
use wsdl_codegen::sample::print::{Layout, print};
use wsdl_codegen::sample::{Bound, Direction, Style as Filling};
use wsdl_codegen::{Options, Outcome};

use crate::cli::{Document, Shape};
use crate::console::Console;
use crate::failure::Failure;
use crate::nearest;
use crate::scaffold::example;

/// `cargo wsdl show`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  cargo wsdl show service.wsdl cancelJob\n  \
cargo wsdl show service.wsdl cancelJob --port CommandWebServiceSoap12\n  \
cargo wsdl show service.wsdl publishData --values\n  \
cargo wsdl show service.wsdl cancelJob --format xml --values | curl --data @- ..\n  \
cargo wsdl show service.wsdl cancelJob --format rust\n  \
cargo wsdl show service.wsdl cancelJob --format json | jq '.request[].members[].name'")]
pub struct Show {
    /// The WSDL.
    #[command(flatten)]
    pub document: Document,
    /// The operation's name
    #[arg(value_name = "OPERATION")]
    pub operation: String,
    /// Only this port (repeatable)
    #[arg(long, value_name = "NAME")]
    pub port: Vec<String>,
    /// Fill the samples with values that the schema allows, in place of the types' names
    #[arg(long)]
    pub values: bool,
    /// What is shown: text (everything), json (likewise), xml (the request's envelope), rust (a program that calls it)
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: As,
    /// With --format xml: the response's envelope in place of the request's
    #[arg(long)]
    pub response: bool,
    /// Settings of the generator.
    #[command(flatten)]
    pub shape: Shape,
}

/// How an operation is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// The envelope of a message.
    Xml,
    /// A program.
    Rust,
}

/// Runs the verb.
pub(crate) fn run(args: &Show, console: &mut Console<'_>) -> Result<(), Failure> {
    if args.response && args.format != As::Xml {
        return Err(Failure::Usage(
            "--response goes with --format xml".to_owned(),
        ));
    }
    let options = Options {
        ports: args.port.clone(),
        ..args.shape.options()?
    };
    let outcome = wsdl_codegen::analyze(&args.document.wsdl, &options);
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
    let shown = match args.format {
        As::Text => return Ok(console.text(&text::page(&outcome, &found, style))?),
        As::Json => format!("{:#}\n", json::document(&outcome, &found, style)),
        As::Xml => envelope(args, &found, style)?,
        As::Rust => program(args, &outcome, &found)?,
    };
    console.result(shown)?;
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
            hint = format!(
                "; `cargo wsdl list {}` lists all",
                args.document.wsdl.display()
            );
        }
        return Err(Failure::Because(format!(
            "no operation `{}`{hint}",
            args.operation
        )));
    }
    Ok(found)
}

/// The client and its method for the operation, where code is made for it.
fn made<'o>(
    outcome: &'o Outcome,
    found: &[Found<'_>],
) -> Option<(&'o Package, &'o Client, &'o Operation)> {
    let package = outcome.package.as_ref()?;
    found.iter().find_map(|one| {
        let mut clients = package.clients.iter();
        let client = clients.find(|c| c.bindings.contains(&one.port.binding))?;
        let mut operations = client.operations.iter();
        let operation = operations.find(|o| o.index == one.bound.bound.operation)?;
        Some((package, client, operation))
    })
}

/// `--format xml`: the envelope of the first port that has one.
fn envelope(args: &Show, found: &[Found<'_>], style: Filling) -> Result<String, Failure> {
    let direction = match args.response {
        true => Direction::Response,
        false => Direction::Request,
    };
    let soap = |f: &&Found<'_>| {
        matches!(
            f.bound.binding.protocol,
            wsdl::Protocol::Soap11 | wsdl::Protocol::Soap12
        )
    };
    let mut envelopes = found.iter().filter(soap);
    let envelope = envelopes.find_map(|f| f.bound.envelope(direction, style));
    match envelope {
        Some(envelope) => Ok(print(&envelope, Layout::Page) + "\n"),
        None => Err(Failure::Because(format!(
            "`{}` has no such message at a port of SOAP",
            args.operation
        ))),
    }
}

/// `--format rust`: a program beside the module that `include_service!` brings.
fn program(args: &Show, outcome: &Outcome, found: &[Found<'_>]) -> Result<String, Failure> {
    let Some((package, client, operation)) = made(outcome, found) else {
        let reason = found.iter().find_map(|f| f.bound.bound.unsupported.clone());
        let reason = reason.unwrap_or_else(|| "the settings leave it out".to_owned());
        return Err(Failure::Because(format!(
            "no code is made for it: {reason}"
        )));
    };
    let service = found.first().map_or("", |f| &f.service.name.local);
    let stem = args
        .document
        .wsdl
        .file_stem()
        .map_or("".into(), |s| s.to_string_lossy());
    let stem: &str = &stem;
    let ident = wsdl_codegen::names::case::module_name(stem);
    example::program(package, client, operation, &ident, service).ok_or_else(|| {
        Failure::Because(format!(
            "the request of `{}` is too much for an example",
            operation.name
        ))
    })
}
