//! The files of a new crate.

mod document;
pub(crate) mod documents;
pub(crate) mod example;
mod expression;
pub(crate) mod layout;
mod manifest;
pub(crate) mod place;
mod trial;

use wsdl_codegen::{Options, Outcome};

use self::document::Document;
use self::example::Example;

/// The edition of a new crate.
const EDITION: &str = "2024";

/// What a new crate is made of.
#[derive(Debug)]
pub(crate) struct Crate<'o> {
    /// The package's name.
    pub(crate) name: String,
    /// The entry document, relative to the crate.
    pub(crate) wsdl: String,
    /// The way to a local runtime; `None` for a published one.
    pub(crate) runtime: Option<String>,
    /// Whether its manifest gets a `[workspace]` table.
    pub(crate) own_workspace: bool,
    /// The settings of its recipe, paths relative to the crate.
    pub(crate) options: Options,
    /// What was generated.
    pub(crate) outcome: &'o Outcome,
}

impl Crate<'_> {
    /// The crate's name as code names it.
    fn ident(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Whether there is a client, and so something to call.
    fn has_client(&self) -> bool {
        let package = self.outcome.package.as_ref();
        package.is_some_and(|package| !package.clients.is_empty())
    }

    /// What the crate is, in a few words, without a full stop.
    fn what(&self, service: &str) -> String {
        match self.has_client() {
            true => format!("Typed client of {service}, generated from its WSDL"),
            false => format!("Types of {service}, with which its documents are read and written"),
        }
    }

    /// The service's name; the document's when there is no service.
    fn service(&self) -> String {
        let description = self.outcome.description.as_ref();
        let service = description.and_then(|d| d.wsdl.services.first());
        match (service, description) {
            (Some(service), _) => service.name.local.to_string(),
            (None, Some(description)) => description.entry.clone(),
            (None, None) => self.name.clone(),
        }
    }
}

/// Every file but the documents: path, with `/`, and text.
pub(crate) fn files(made: &Crate<'_>) -> Vec<(String, String)> {
    let mut files = vec![("Cargo.toml".to_owned(), manifest::text(made))];
    files.extend(match Example::choose(made.outcome) {
        Some(example) => of_service(made, &example),
        None => of_types(made),
    });
    let package = made.outcome.package.as_ref();
    if let Some(limit) = package.and_then(|p| p.recursion_limit) {
        let roots = files.iter_mut().filter(|(path, _)| path.ends_with(".rs"));
        roots.for_each(|(_, text)| {
            text.insert_str(0, &format!("#![recursion_limit = \"{limit}\"]\n"));
        });
    }
    if made.own_workspace {
        files.push((".gitignore".to_owned(), "/target\n".to_owned()));
    }
    let generated = made.outcome.files.iter();
    files.extend(generated.map(|f| (format!("src/generated/{}", f.path), f.text.clone())));
    files
}

/// What shows and tests the calls of a service.
fn of_service(made: &Crate<'_>, example: &Example) -> Vec<(String, String)> {
    let (ident, service) = (made.ident(), made.service());
    let mut files = vec![
        ("README.md".to_owned(), readme(made, example)),
        (
            "src/lib.rs".to_owned(),
            root(made, "`examples/call.rs` shows a call. "),
        ),
        (
            "examples/call.rs".to_owned(),
            example.program(&ident, &service),
        ),
        ("tests/smoke.rs".to_owned(), example.smoke_test(&ident)),
    ];
    let trial = example.stand_in_test(&ident);
    files.extend(trial.map(|text| ("tests/stand_in.rs".to_owned(), text)));
    files
}

/// What shows and tests how documents are read and written, where there is no client.
fn of_types(made: &Crate<'_>) -> Vec<(String, String)> {
    let document = Document::choose(made.outcome);
    let shows = match &document {
        Some(_) => "`examples/document.rs` reads and writes a document. ",
        None => "",
    };
    let mut files = vec![
        (
            "README.md".to_owned(),
            types_readme(made, document.as_ref()),
        ),
        ("src/lib.rs".to_owned(), root(made, shows)),
    ];
    if let Some(document) = document {
        let ident = made.ident();
        files.push(("examples/document.rs".to_owned(), document.program(&ident)));
        files.push(("tests/smoke.rs".to_owned(), document.smoke_test(&ident)));
    }
    files
}

fn root(made: &Crate<'_>, shows: &str) -> String {
    let what = made.what(&code(&made.service()));
    format!(
        "//! {what}.\n\
         //!\n\
         //! {shows}`src/generated` is made by `cargo wsdl generate` from the recipe in `Cargo.toml`.\n\
         \n\
         mod generated;\n\
         \n\
         pub use generated::*;\n\
         pub use wsdl_runtime;\n"
    )
}

fn readme(made: &Crate<'_>, example: &Example) -> String {
    let (name, service, wsdl) = (&made.name, code(&made.service()), &made.wsdl);
    let body = example.body();
    let tests = tests(example);
    format!(
        "# {name}\n\
         \n\
         Typed client of {service}, generated from `{wsdl}`.\n\
         \n\
         ```rust\n{body}```\n\
         \n\
         `cargo run --example call` makes this call. With the feature `blocking`, `.blocking()` takes the place of `.await`.\n\
         \n\
         | feature | |\n\
         |---|---|\n\
         | `reqwest` (default) | asynchronous calls over reqwest and rustls |\n\
         | `blocking` | blocking calls over ureq and rustls |\n\
         | `server` | a stand-in of the service on loopback, for tests |\n\
         \n\
         {tests}\
         When the WSDL changes, replace it and run `cargo wsdl generate`; `cargo wsdl generate --check` tells whether that was forgotten.\n\
         The settings stand in `Cargo.toml` under `[package.metadata.wsdl]`. `src/generated/names.tsv` keeps names from changing when the\n\
         service grows: check it in.\n"
    )
}

fn types_readme(made: &Crate<'_>, document: Option<&Document>) -> String {
    let (name, wsdl) = (&made.name, code(&made.wsdl));
    let what = made.what(&code(&made.service()));
    let shown = document.map_or(String::new(), |document| {
        let body = document.statements();
        format!(
            "```rust\n{body}```\n\
             \n\
             `cargo run --example document` does this; `cargo test` holds what is written against what is read.\n\
             \n"
        )
    });
    format!(
        "# {name}\n\
         \n\
         {what}: a document's root is named as `{{namespace}}name`.\n\
         \n\
         {shown}\
         When {wsdl} changes, replace it and run `cargo wsdl generate`; `cargo wsdl generate --check` tells whether that was forgotten.\n\
         The settings stand in `Cargo.toml` under `[package.metadata.wsdl]`. `src/generated/names.tsv` keeps names from changing when the\n\
         schema grows: check it in.\n"
    )
}

/// What the tests do, and how a test of a program that makes calls is written.
fn tests(example: &Example) -> String {
    let client = &example.client;
    let response = example
        .call
        .as_ref()
        .and_then(|call| call.response.as_ref());
    match (response, &example.stand_in) {
        (Some(_), Some(stand_in)) => format!(
            "`cargo test` makes the call against a stand-in of the service, over HTTP on loopback: `tests/stand_in.rs`. Tests of a program\n\
             that makes calls do likewise: they implement `{stand_in}` and start it with `{client}::stand_in(..)`.\n\n"
        ),
        _ => String::new(),
    }
}

/// Text as inline code, whatever it holds.
fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n', '\r'], " "))
}
