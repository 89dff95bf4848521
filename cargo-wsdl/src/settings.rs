//! Flags become the generator's options.

use std::collections::BTreeMap;

use wsdl_codegen::{JobOperations, Options};

use crate::cli::{Settings, Shape};
use crate::failure::Failure;

impl Settings {
    /// The options that the flags mean.
    ///
    /// # Errors
    /// [`Failure::Usage`] when a pair has no `=`, or a key comes twice with different values.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        Ok(Options {
            operations: self.operation.clone(),
            ports: self.port.clone(),
            ..self.shape.options()?
        })
    }
}

impl Shape {
    /// Likewise.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        Ok(Options {
            catalog: self.catalog.clone(),
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
