//! `cargo wsdl serve`: the pages about a service, and a stand-in behind them.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Document, Shape};
use crate::console::Console;
use crate::failure::Failure;
use crate::pages::Site;
use crate::serve::{Server, listen};

/// The port when none is asked for.
const USUAL: u16 = 8080;

/// `cargo wsdl serve`.
#[derive(Args, Debug)]
#[command(
    long_about = "Serve the pages about a service on this machine, with a stand-in that answers its operations.\n\n\
The stand-in answers every operation by SOAP 1.1 and 1.2 with values made from the schema, or with what a folder holds: \
`cancelJob.xml` is the answer of cancelJob (an envelope, the content of its body, or a Fault). Rules in `answers.toml` look at the request:\n\n  \
[[answer]]\n  operation = \"cancelJob\"\n  when = { token = \"expired\" }\n  file = \"expired.xml\"\n  status = 500   # without it, what SOAP says\n  delay = 2.5    # seconds\n\n\
A request that the schema does not allow is answered by a fault that says why, as a real service would. \
The description is at ?wsdl of each address. Only requests from this machine are answered.",
    after_help = "Examples:\n  cargo wsdl serve service.wsdl\n  cargo wsdl serve service.wsdl --port 9000 --answers tests/answers\n  \
cargo wsdl serve service.wsdl --endpoint https://test.example.org/Service.asmx"
)]
pub struct Serve {
    /// The WSDL.
    #[command(flatten)]
    pub document: Document,
    /// The port of 127.0.0.1; 0 is any that is free. Without it 8080, or any when that is taken
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// A folder with the answers of the stand-in
    #[arg(long, value_name = "DIR")]
    pub answers: Option<PathBuf>,
    /// Answer requests, too, that are not as the schema says; without it they get a fault that names the member
    #[arg(long)]
    pub lax: bool,
    /// Where the test forms send to, in place of the stand-in
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
    /// Settings of the generator.
    #[command(flatten)]
    pub shape: Shape,
}

/// Runs the verb; it ends with the process.
pub(crate) fn run(args: &Serve, console: &mut Console<'_>) -> Result<(), Failure> {
    let outcome = wsdl_codegen::analyze(&args.document.wsdl, &args.shape.options()?);
    console.diagnostics(&outcome)?;
    if outcome.diagnostics.has_errors() {
        return Err(Failure::No);
    }
    let Some(site) = Site::new(outcome) else {
        return Err(Failure::No);
    };
    let wish = args.port.unwrap_or(USUAL);
    let listener = listen::bind(args.port, USUAL)
        .map_err(|e| Failure::Because(format!("cannot listen at 127.0.0.1:{wish}: {e}")))?;
    let port = listener.local_addr()?.port();
    let title = site.title().to_owned();
    let server = Server::new(
        site,
        args.answers.as_deref(),
        args.endpoint.as_deref(),
        port,
        args.lax,
    )?;
    let base = format!("http://127.0.0.1:{port}");
    let mut text = format!("{title}: {base}/\n");
    for path in server.paths() {
        text.push_str(&format!("  stand-in     {base}{path}\n"));
        text.push_str(&format!("  description  {base}{path}?wsdl\n"));
    }
    console.result(text)?;
    console.flush()?;
    listen::serve(listener, server, |line| console.status("Answered", line))
        .map_err(|e| Failure::Because(format!("cannot serve: {e}")))
}
