//! What verbs are told of documents and of the generator's settings; flags become its options.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use wsdl_codegen::{JobOperations, Options};

use crate::failure::Failure;

/// The document that a verb is about.
#[derive(Args, Clone, Debug)]
pub struct Document {
    /// The WSDL
    #[arg(value_name = "SERVICE.wsdl")]
    pub wsdl: PathBuf,
}

/// A choice of operations.
#[derive(Args, Clone, Debug, Default)]
pub struct Operations {
    /// Only operations with such names (`*` stands for any text), with what they reach (repeatable)
    #[arg(long, value_name = "PATTERN", help_heading = "Settings")]
    pub operation: Vec<String>,
}

/// Where documents are that cannot be found by what others say of them.
#[derive(Args, Clone, Debug, Default)]
pub struct Catalog {
    /// Where documents with absolute or missing locations are found: `URL<TAB>file` lines, or an OASIS XML catalog (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    pub catalog: Vec<PathBuf>,
}

/// Every setting of the generator.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// Which operations.
    #[command(flatten)]
    pub operations: Operations,
    /// Only these ports (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Settings")]
    pub port: Vec<String>,
    /// The rest.
    #[command(flatten)]
    pub shape: Shape,
}

/// Settings that do not choose operations.
#[derive(Args, Clone, Debug, Default)]
pub struct Shape {
    /// Where documents are.
    #[command(flatten)]
    pub catalog: Catalog,
    /// The module of a namespace (repeatable)
    #[arg(long, value_name = "NS=NAME", help_heading = "Settings")]
    pub module: Vec<String>,
    /// Another name for a type, a member ({NS}Type/member) or an operation (repeatable)
    #[arg(long, value_name = "{NS}Name=NewName", help_heading = "Settings")]
    pub rename: Vec<String>,
    /// Another Rust type for a schema type (repeatable)
    #[arg(long, value_name = "{NS}Name=path::Type", help_heading = "Settings")]
    pub substitute: Vec<String>,
    /// One more derive (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Settings")]
    pub derive: Vec<String>,
    /// A member that is never shown, besides the documented names (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Settings")]
    pub secret: Vec<String>,
    /// Read strictly: what a response holds against the schema is an error
    #[arg(long, help_heading = "Settings")]
    pub strict: bool,
    /// A trait per port type, for stand-ins of the service in tests
    #[arg(long, help_heading = "Settings")]
    pub stand_in: bool,
    /// A long job: the operations that start it, tell that it is done, tell its status, cancel it (repeatable)
    #[arg(
        long,
        value_name = "NAME=START[,START..]:DONE:STATUS:CANCEL",
        help_heading = "Settings"
    )]
    pub job: Vec<String>,
}

impl Settings {
    /// The options that the flags mean.
    ///
    /// # Errors
    /// [`Failure::Usage`] when a pair has no `=`, or a key comes twice with different values.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        Ok(Options {
            operations: self.operations.operation.clone(),
            ports: self.port.clone(),
            ..self.shape.options()?
        })
    }
}

impl Shape {
    /// Likewise.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        Ok(Options {
            catalog: self.catalog.catalog.clone(),
            modules: pairs("--module", &self.module)?,
            rename: pairs("--rename", &self.rename)?,
            substitute: pairs("--substitute", &self.substitute)?,
            derive: self.derive.clone(),
            secrets: self.secret.clone(),
            strict: self.strict,
            stand_in: self.stand_in,
            jobs: jobs(&self.job)?,
            ..Options::default()
        })
    }
}

/// `Name=START[,START..]:COMPLETE:STATUS:CANCEL`
fn jobs(texts: &[String]) -> Result<BTreeMap<String, JobOperations>, Failure> {
    let jobs = pairs("--job", texts)?;
    jobs.into_iter()
        .map(|(name, text)| {
            let operations: Vec<&str> = text.split(':').map(str::trim).collect();
            let [start, complete, status, cancel] = operations.as_slice() else {
                let wrong = "expected NAME=START[,START..]:COMPLETE:STATUS:CANCEL";
                return Err(Failure::Usage(format!("--job `{name}={text}`: {wrong}")));
            };
            let operations = JobOperations {
                start: start.split(',').map(|s| s.trim().to_owned()).collect(),
                complete: (*complete).to_owned(),
                status: (*status).to_owned(),
                cancel: (*cancel).to_owned(),
            };
            Ok((name, operations))
        })
        .collect()
}

/// `key=value`, split at the last `=`: namespaces may hold one, names and Rust paths may not.
fn pairs(flag: &str, texts: &[String]) -> Result<BTreeMap<String, String>, Failure> {
    let mut map = BTreeMap::new();
    for text in texts {
        let usage = |reason: &str| Failure::Usage(format!("{flag} `{text}`: {reason}"));
        let (key, value) = text
            .rsplit_once('=')
            .ok_or_else(|| usage("expected KEY=VALUE"))?;
        let (key, value) = (key.trim(), value.trim());
        if key.is_empty() || value.is_empty() {
            return Err(usage("neither side of the `=` may be empty"));
        }
        if let Some(old) = map.insert(key.to_owned(), value.to_owned())
            && old != value
        {
            return Err(usage(&format!("`{key}` is `{old}` already")));
        }
    }
    Ok(map)
}
