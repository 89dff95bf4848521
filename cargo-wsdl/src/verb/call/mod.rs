//! `cargo wsdl call`: a live call with nothing generated.

mod args;
mod message;
mod wire;

use std::sync::{Arc, Mutex, PoisonError};

use wsdl_codegen::model::package::{
    Client as Described, ClientPort, Layout, Operation, Package, PortProtocol,
};
use wsdl_codegen::model::policy::Demand;
use wsdl_codegen::{Options, Outcome};
use wsdl_runtime::transport::Ureq;
use wsdl_runtime::{Client, ClientBuilder, Error, PasswordKind, Port, Protocol, Service, Wire};

pub use args::Call;

use crate::console::Console;
use crate::dynamic::{self, Tables, leak_str};
use crate::failure::Failure;
use crate::nearest;
use crate::remote::sentence;

use args::Shown;

/// The operation that is called, and the port it is called at.
struct Chosen<'p> {
    client: &'p Described,
    port: &'p ClientPort,
    operation: &'p Operation,
}

/// Runs the verb.
pub(crate) fn run(args: &Call, console: &mut Console<'_>) -> Result<(), Failure> {
    let options = Options {
        catalog: args.catalog.catalog.clone(),
        secrets: args.secret.clone(),
        strict: args.strict,
        ..Options::default()
    };
    let outcome = wsdl_codegen::analyze(&args.document.wsdl, &options);
    if outcome.diagnostics.has_errors() {
        console.diagnostics(&outcome)?;
    }
    let Some(package) = outcome
        .package
        .as_ref()
        .filter(|_| !outcome.diagnostics.has_errors())
    else {
        return Err(Failure::No);
    };
    let chosen = choose(&outcome, package, args)?;
    let tables = Tables::new(package);
    let request = message::request(&tables, chosen.operation, args)?;
    let output = &chosen.operation.output.ty;
    let response = tables.blank(output).ok_or_else(|| {
        Failure::Because("its answer is of a type that cannot be read".to_owned())
    })?;
    let seen: Seen = Arc::default();
    let cookies = message::cookies(args)?;
    let mut builder = ClientBuilder::<Client>::new(service(&chosen, package))
        .port(&chosen.port.name)
        .timeout(args.connection.time())
        .strict(args.strict)
        .cookies(&cookies);
    if let Some(soap) = args.soap {
        builder = builder.version(soap.version());
    }
    if let Some(endpoint) = &args.endpoint {
        builder = builder.endpoint(endpoint);
    }
    for (name, value) in args.connection.headers()? {
        builder = builder.header(name, value);
    }
    if let Some(user) = &args.username_token {
        let kind = if args.digest {
            PasswordKind::Digest
        } else {
            PasswordKind::Text
        };
        builder = builder.username_token(user, args.connection.password(user)?, kind);
    }
    for block in message::blocks(args)? {
        builder = builder.soap_header(block);
    }
    let secrets = wire::secrets(package);
    builder = builder.wire(wire::log(&seen, secrets.clone()));
    let dry = wire::Dry;
    builder = match args.dry_run {
        true => builder.blocking_transport(dry),
        false => builder.blocking_transport(Ureq::from(args.connection.agent()?)),
    };
    let root = match (&chosen.operation.http, &chosen.operation.input.layout) {
        (Some(_), _) => "form",
        (None, Layout::Element(_, name) | Layout::Rpc(_, name)) => name,
        (None, Layout::Bare | Layout::None) => "",
    };
    let client = builder.build().map_err(|error| unusable(&error, root))?;
    let operation = message::operation(&tables, chosen.operation);
    let called = client.call_dynamic(&operation, tables.schema, &request, response);
    let seen = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
    if args.dry_run {
        return match seen.shown.first() {
            Some(request) => Ok(console.result(request)?),
            None => Err(called
                .err()
                .map_or(Failure::No, |error| unusable(&error, root))),
        };
    }
    if args.wire {
        seen.shown.iter().for_each(|text| console.note(text));
    }
    message::keep(args, &cookies)?;
    let answer = match called {
        Ok(answer) => answer,
        Err(Error::Fault(fault)) => {
            return Err(Failure::Because(wire::fault(&fault, &secrets)));
        }
        Err(error) => return Err(unusable(&error, root)),
    };
    for note in &answer.notes {
        console.remark(&format!(
            "`{}`: {} (byte {})",
            note.name, note.kind, note.offset
        ));
    }
    let name = message::name(&chosen.operation.output, chosen.operation);
    let json = || dynamic::json(&tables, output, name, &answer.value);
    match args.format {
        Shown::Text => console.text(&dynamic::as_text(&json()))?,
        Shown::Json => console.result(format!("{:#}\n", json()))?,
        Shown::Xml => console.result(wire::raw(&seen.answer))?,
    }
    Ok(())
}

/// What was seen on the wire.
#[derive(Default)]
pub(super) struct Sight {
    /// The messages, as they may be shown.
    shown: Vec<String>,
    /// The body of the answer.
    answer: Vec<u8>,
}

pub(super) type Seen = Arc<Mutex<Sight>>;

/// What keeps a call from an answer: wrong values are of the user's making, everything else is the answer "no".
/// `root` is what stands around the members, which are named as they were given: without it.
fn unusable(error: &Error, root: &str) -> Failure {
    match error {
        Error::NotWritable(e) => {
            let mut steps: Vec<&str> = e.path.split('/').filter(|p| !p.is_empty()).collect();
            if steps.len() > 1 && steps.first() == Some(&root) {
                steps.remove(0);
            }
            let path = steps.join(".");
            Failure::Because(format!("nothing was sent: `{path}`: {}", e.reason))
        }
        other => Failure::Because(sentence(other)),
    }
}

fn choose<'p>(outcome: &Outcome, package: &'p Package, args: &Call) -> Result<Chosen<'p>, Failure> {
    let ports: Vec<&str> = package
        .clients
        .iter()
        .flat_map(|c| &c.ports)
        .map(|p| p.name.as_str())
        .collect();
    if let Some(port) = args.port.as_deref().filter(|port| !ports.contains(port)) {
        let hint = nearest::hint(port, ports.iter().copied());
        let known = if hint.is_empty() {
            format!("; there are {}", ports.join(", "))
        } else {
            hint
        };
        return Err(Failure::Because(format!("no port `{port}`{known}")));
    }
    let mut offered = Vec::new();
    for client in &package.clients {
        let Some(operation) = client.operations.iter().find(|o| o.name == args.operation) else {
            continue;
        };
        offered.extend(client.ports.iter().map(|port| Chosen {
            client,
            port,
            operation,
        }));
    }
    if offered.is_empty() {
        return Err(missing(outcome, package, args));
    }
    let fits = |chosen: &Chosen<'_>| {
        let version = spoken(chosen.port).version();
        args.port
            .as_ref()
            .is_none_or(|name| *name == chosen.port.name)
            && args.soap.is_none_or(|soap| version == Some(soap.version()))
    };
    // SOAP 1.1 before 1.2 before plain HTTP, as a client does.
    let rank = |chosen: &Chosen<'_>| match chosen.port.protocol {
        PortProtocol::Soap11 => 0,
        PortProtocol::Soap12 => 1,
        PortProtocol::HttpGet => 2,
        PortProtocol::HttpPost => 3,
    };
    let fitting = offered.iter().enumerate().filter(|(_, c)| fits(c));
    match fitting.min_by_key(|(_, c)| rank(c)).map(|(at, _)| at) {
        Some(at) => Ok(offered.swap_remove(at)),
        // The service may speak the other version at the same address, whatever the WSDL says.
        None if args.endpoint.is_some() && args.port.is_none() => Ok(offered.swap_remove(0)),
        None => {
            let known: Vec<String> = offered
                .iter()
                .map(|c| format!("{} ({})", c.port.name, words(c.port)))
                .collect();
            Err(Failure::Because(format!(
                "`{}` is offered at {}; with --endpoint another version is tried there",
                args.operation,
                known.join(", ")
            )))
        }
    }
}

fn missing(outcome: &Outcome, package: &Package, args: &Call) -> Failure {
    let wanted = &args.operation;
    if let Some(description) = &outcome.description {
        for binding in &description.wsdl.bindings {
            let operations = description
                .wsdl
                .port_types
                .get(binding.port_type.index())
                .map_or(&[][..], |p| &p.operations);
            let bound = binding.operations.iter().find(|b| {
                operations
                    .get(b.operation)
                    .is_some_and(|o| o.name == *wanted)
            });
            if let Some(bound) = bound {
                let why = bound
                    .unsupported
                    .as_deref()
                    .unwrap_or("it is offered by a protocol that is not spoken here");
                return Failure::Because(format!("`{wanted}` cannot be called: {why}"));
            }
        }
    }
    let names: Vec<&str> = package
        .clients
        .iter()
        .flat_map(|c| &c.operations)
        .map(|o| o.name.as_str())
        .collect();
    let mut hint = nearest::hint(wanted, names);
    if hint.is_empty() {
        hint = format!(
            "; `cargo wsdl list {}` lists all",
            args.document.wsdl.display()
        );
    }
    Failure::Because(format!("no operation `{wanted}`{hint}"))
}

/// What is spoken at a port.
fn spoken(port: &ClientPort) -> Protocol {
    match port.protocol {
        PortProtocol::Soap11 => Protocol::Soap11,
        PortProtocol::Soap12 => Protocol::Soap12,
        PortProtocol::HttpGet => Protocol::HttpGet,
        PortProtocol::HttpPost => Protocol::HttpPost,
    }
}

fn words(port: &ClientPort) -> &'static str {
    match port.protocol {
        PortProtocol::Soap11 => "SOAP 1.1",
        PortProtocol::Soap12 => "SOAP 1.2",
        PortProtocol::HttpGet => "HTTP GET",
        PortProtocol::HttpPost => "HTTP POST",
    }
}

/// The service as generated code declares it.
fn service(chosen: &Chosen<'_>, package: &Package) -> &'static Service {
    let port = |p: &ClientPort| {
        let port = Port::new(leak_str(&p.name), spoken(p), leak_str(&p.address));
        match p.policy.requires(Demand::Mtom) {
            true => port.mtom(),
            false => port,
        }
    };
    let ports: Vec<Port> = chosen.client.ports.iter().map(port).collect();
    let secrets = package.secrets().into_iter().map(leak_str);
    Box::leak(Box::new(Service {
        name: leak_str(&chosen.client.service),
        port_type: leak_str(&chosen.client.port_type_name),
        ports: Box::leak(ports.into_boxed_slice()),
        secrets: Box::leak(secrets.collect()),
    }))
}

/// For the hook's type.
pub(super) type Log = Box<dyn Fn(Wire<'_>) + Send + Sync>;
