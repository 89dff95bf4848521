//! The flags of `cargo wsdl call`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use wsdl_runtime::SoapVersion;

use crate::cli::{Catalog, Document};
use crate::remote::Connection;

/// `cargo wsdl call`.
#[derive(Args, Debug)]
#[command(
    long_about = "Call a live service, with nothing generated.\n\n\
Values are checked against the schema before anything is sent, facets included. Members are named as in the schema:\n\n  \
token=abc               a simple value\n  \
token=env:TOKEN         the value of a variable; file:PATH reads a file, prompt: asks for it\n  \
order.lines.Line[0].item=pen   nested and repeated members, by path\n  \
order.@id=7             an attribute; #text is the text beside attributes\n  \
shape.@xsi:type=Circle  a derived type\n  \
count:=3                JSON: numbers, true, null (nil), lists, objects\n  \
photo=@cat.png          an attachment out of a file; other text is its content\n  \
@request.json           members from a JSON file\n  \
@request.xml            the request as XML: the element in soap:Body, or a whole envelope\n  \
@-                      either of them from the standard input",
    after_help = "Examples:\n  cargo wsdl call service.wsdl isJobComplete token=env:TOKEN jobToken=4711\n  \
cargo wsdl call service.wsdl publishData token=env:TOKEN spaceID=a subgroups.string[0]=x --soap 1.2\n  \
cargo wsdl call service.wsdl placeOrder @order.json --endpoint https://test.example/orders --format json\n  \
cargo wsdl call service.wsdl placeOrder @order.xml --dry-run\n  \
cargo wsdl call service.wsdl getRates --basic ada --password env:PASSWORD --wire"
)]
pub struct Call {
    /// The WSDL.
    #[command(flatten)]
    pub document: Document,
    /// The operation's name
    #[arg(value_name = "OPERATION")]
    pub operation: String,
    /// The request: PATH=VALUE, PATH:=JSON, @FILE
    #[arg(value_name = "VALUE")]
    pub values: Vec<String>,
    /// Where to call, in place of the address in the WSDL
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
    /// The port to call at
    #[arg(long, value_name = "NAME")]
    pub port: Option<String>,
    /// The version of SOAP: 1.1 or 1.2
    #[arg(long, value_name = "VERSION", hide_possible_values = true)]
    pub soap: Option<Soap>,
    /// How the result is shown: text, json, or xml (the answer as it came)
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Shown,
    /// Show the request with its secrets hidden, and send nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Show both messages on the standard error, with secrets hidden
    #[arg(long)]
    pub wire: bool,
    /// A WS-Security UsernameToken of this user, with the password that --password gives
    #[arg(long, value_name = "USER", help_heading = "Connection")]
    pub username_token: Option<String>,
    /// Send the password of --username-token as a digest
    #[arg(long, requires = "username_token", help_heading = "Connection")]
    pub digest: bool,
    /// A block for the SOAP header, an XML file (repeatable)
    #[arg(long, value_name = "FILE.xml", help_heading = "Connection")]
    pub soap_header: Vec<PathBuf>,
    /// Cookies are read from this file, and kept in it
    #[arg(long, value_name = "FILE", help_heading = "Connection")]
    pub cookies: Option<PathBuf>,
    /// Connection.
    #[command(flatten)]
    pub connection: Connection,
    /// Where documents are.
    #[command(flatten)]
    pub catalog: Catalog,
    /// A member that --wire and --dry-run do not show, besides the documented names (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Settings")]
    pub secret: Vec<String>,
    /// Refuse an answer that is not exactly as the schema says
    #[arg(long, help_heading = "Settings")]
    pub strict: bool,
}

/// A version of SOAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Soap {
    /// SOAP 1.1.
    #[value(name = "1.1")]
    V11,
    /// SOAP 1.2.
    #[value(name = "1.2")]
    V12,
}

impl Soap {
    pub(super) fn version(self) -> SoapVersion {
        match self {
            Self::V11 => SoapVersion::Soap11,
            Self::V12 => SoapVersion::Soap12,
        }
    }
}

/// How a result is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shown {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// As it came.
    Xml,
}
