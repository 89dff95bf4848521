//! The flags of `cargo wsdl fetch`.

use std::path::PathBuf;

use clap::Args;

use crate::remote::Connection;

/// `cargo wsdl fetch`.
#[derive(Args, Debug)]
#[command(
    long_about = "Download a WSDL and everything that it imports, once, so that code is generated offline.\n\n\
The documents are saved side by side, byte for byte, with two files more: catalog.tsv says which location is which file (the generator \
finds it by itself), origin.toml says where each document came from, when, and its checksum. It is all or nothing: when a document cannot \
be had, nothing is changed.\n\n\
Without a URL, what the origin.toml files below this folder name is fetched again; what changed in the contract is shown, then replaced.",
    after_help = "Examples:\n  cargo wsdl fetch 'https://example.org/orders.asmx?wsdl' --into wsdl/orders\n  \
cargo wsdl fetch https://example.org/orders.svc?singleWsdl --into wsdl/orders --basic ada --password env:PASSWORD\n  \
cargo wsdl fetch https://example.org/orders?wsdl --into wsdl/orders --allow-host schemas.example.org\n  \
cargo wsdl fetch                      again what was fetched before\n  \
cargo wsdl fetch --check              only show what changed, and exit 1 when something did"
)]
pub struct Fetch {
    /// Where the WSDL is; without it, what was fetched before is fetched again
    #[arg(value_name = "URL", requires = "into")]
    pub url: Option<String>,
    /// The folder for the documents
    #[arg(long, value_name = "DIR", requires = "url")]
    pub into: Option<PathBuf>,
    /// Change nothing: show what changed, and exit 1 when something did
    #[arg(long)]
    pub check: bool,
    /// Another host that imports may lead to; the headers and passwords given are never sent there (repeatable)
    #[arg(long, value_name = "HOST")]
    pub allow_host: Vec<String>,
    /// An import that is left as it is: its location, as written or in full (repeatable)
    #[arg(long, value_name = "LOCATION")]
    pub skip: Vec<String>,
    /// Connection.
    #[command(flatten)]
    pub connection: Connection,
}
