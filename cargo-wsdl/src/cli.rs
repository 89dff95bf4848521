//! The flags, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use crate::settings::{Catalog, Document, Operations, Settings, Shape};
pub use crate::verb::call::Call;
pub use crate::verb::completions::Completions;
pub use crate::verb::diff::Diff;
pub use crate::verb::doc::Doc;
pub use crate::verb::fetch::Fetch;
pub use crate::verb::inspect::Inspect;
pub use crate::verb::man::Man;
pub use crate::verb::serve::Serve;
pub use crate::verb::show::Show;

const EXAMPLES: &str = "\
Examples:
  cargo wsdl fetch URL --into wsdl/orders              download a contract and what it imports
  cargo wsdl list service.wsdl                         what the service offers
  cargo wsdl show service.wsdl cancelJob               one operation, with sample messages
  cargo wsdl serve service.wsdl                        its pages, with a form to try it and a stand-in
  cargo wsdl new client --wsdl service.wsdl            a new crate with a typed client
  cargo wsdl generate                                  regenerate the crates of this workspace
  cargo wsdl generate --check                          fail when what is checked in is stale
  cargo wsdl generate service.wsdl --out src/service   one service, into a folder of modules
  cargo wsdl call service.wsdl cancelJob token=env:T   call a live service, with nothing generated
  cargo wsdl diff old.wsdl new.wsdl                    what changed, and what of it breaks

Exit codes: 0 done, 1 the answer is no (stale, breaking, a broken WSDL), 2 wrong usage.";

const COMMON: &str = "Common options";

/// Typed SOAP clients from WSDL.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-wsdl",
    bin_name = "cargo wsdl",
    version,
    after_help = EXAMPLES,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What every verb takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// Flags that every verb takes.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// Say nothing but errors and results
    #[arg(
        long,
        short,
        global = true,
        conflicts_with = "verbose",
        help_heading = COMMON
    )]
    pub quiet: bool,
    /// Show notes too
    #[arg(long, short, global = true, help_heading = COMMON)]
    pub verbose: bool,
    /// Colour: auto (on a terminal, unless NO_COLOR says no), always, never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = COMMON
    )]
    pub color: Color,
    /// Diagnostics: human (to the standard error) or json (a line each, to the standard output)
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = COMMON
    )]
    pub message_format: MessageFormat,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise (`NO_COLOR`, `CLICOLOR`).
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people.
    Human,
    /// A JSON object a line.
    Json,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Generate the client of a service, or of every crate with a recipe
    Generate(Generate),
    /// Make a new crate with the client of a service
    New(New),
    /// List services, ports and operations
    List(List),
    /// Show an operation: documentation, signature, types, sample messages
    Show(Show),
    /// Download a contract and everything that it imports, or see what changed since
    Fetch(Box<Fetch>),
    /// Call an operation of a live service, with nothing generated
    Call(Box<Call>),
    /// Compare two versions of a contract, and say what breaks
    Diff(Diff),
    /// Write the pages about a service: operations, types, sample messages
    Doc(Doc),
    /// Serve these pages on this machine, with a stand-in of the service
    Serve(Serve),
    /// Explain a diagnostic's code
    Explain(Explain),
    /// Show what a stage of the generator made of a document
    Inspect(Inspect),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual page, or write a page for each verb
    Man(Man),
}

/// `cargo wsdl generate`.
#[derive(Args, Debug)]
#[command(
    long_about = "Generate the client of a service, or of every crate of the workspace with a recipe.\n\n\
A recipe is a table in a crate's Cargo.toml (or several: [[package.metadata.wsdl]]):\n\n\
  [package.metadata.wsdl]\n  wsdl = \"wsdl/service.wsdl\"\n  out = \"src/generated\"\n  operations = [\"cancelJob\", \"get*\"]",
    after_help = "Examples:\n  cargo wsdl generate\n  cargo wsdl generate --check\n  \
cargo wsdl generate service.wsdl --out src/service\n  \
cargo wsdl generate service.wsdl --out src/service.rs --operation 'get*' --operation cancelJob\n  \
cargo wsdl generate service.wsdl --out src/service --catalog catalog.tsv --rename '{urn:orders}Pay=Payment'"
)]
pub struct Generate {
    /// The WSDL; without it, every recipe of the workspace is followed
    #[arg(value_name = "SERVICE.wsdl", requires = "out")]
    pub service: Option<PathBuf>,
    /// Where the output goes: one file when it ends in `.rs`, otherwise a folder of modules
    #[arg(long, value_name = "PATH", requires = "service")]
    pub out: Option<PathBuf>,
    /// Write nothing; print a diff and exit 1 when the output is stale
    #[arg(long)]
    pub check: bool,
    /// Print what each operation costs in code: lines and types that would go without it, and those that it shares
    #[arg(long)]
    pub report: bool,
    /// Only these crates of the workspace
    #[arg(long, short, value_name = "CRATE", conflicts_with = "service")]
    pub package: Vec<String>,
    /// The manifest of the workspace or crate, when it is not that of the current folder
    #[arg(long, value_name = "Cargo.toml", conflicts_with = "service")]
    pub manifest_path: Option<PathBuf>,
    /// Settings of the generator.
    #[command(flatten)]
    pub settings: Settings,
}

/// `cargo wsdl new`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  cargo wsdl new birst-client --wsdl CommandWebService.wsdl\n  \
cargo wsdl new clients/orders --wsdl orders.wsdl --name orders-api --operation 'get*'"
)]
pub struct New {
    /// Where the crate is made; the folder must not exist, or be empty
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// The WSDL; it and what it imports are copied into the crate
    #[arg(long, value_name = "SERVICE.wsdl")]
    pub wsdl: PathBuf,
    /// The crate's name; without it the last part of PATH, in kebab case
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// A local wsdl-runtime to depend on by path, in place of a published version
    #[arg(long, value_name = "DIR")]
    pub runtime: Option<PathBuf>,
    /// Settings of the generator; they become the crate's recipe.
    #[command(flatten)]
    pub settings: Settings,
}

/// `cargo wsdl list`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  cargo wsdl list service.wsdl\n  \
cargo wsdl list service.wsdl --operation 'get*'\n  \
cargo wsdl list service.wsdl --type 'Order*' --service Orders\n  \
cargo wsdl list service.wsdl --unsupported\n  \
cargo wsdl list service.wsdl --format json | jq '.services[].ports[].operations[].name'")]
pub struct List {
    /// The WSDL.
    #[command(flatten)]
    pub document: Document,
    /// Only these services (repeatable)
    #[arg(long = "service", value_name = "NAME")]
    pub services: Vec<String>,
    /// Only operations that reach a type or element of such a name: `Order*`, `{urn:orders}*` (repeatable)
    #[arg(long = "type", value_name = "PATTERN")]
    pub types: Vec<String>,
    /// Only operations for which no code is made, with the reason
    #[arg(long)]
    pub unsupported: bool,
    /// How the list is written.
    #[command(flatten)]
    pub written: Written,
    /// Settings of the generator.
    #[command(flatten)]
    pub settings: Settings,
}

/// How a result is written.
#[derive(Args, Clone, Copy, Debug)]
pub struct Written {
    /// How the result is written: text or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
}

/// See [`Written`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// `cargo wsdl explain`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  cargo wsdl explain E0008\n  cargo wsdl explain")]
pub struct Explain {
    /// The code, as diagnostics show it; without it all are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}
