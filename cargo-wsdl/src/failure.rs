//! Why a verb did not succeed.

use std::io;

/// Ends a verb.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The answer is no, and everything has been said about it.
    No,
    /// Wrong usage, and everything has been said about it.
    Misused,
    /// The answer is no, for this reason.
    Because(String),
    /// Wrong usage: a recipe or an argument that means nothing.
    Usage(String),
    /// Results could not be written to the standard output.
    Output(io::Error),
}

impl Failure {
    /// A failure of the file system: what was being done, and to which file.
    pub(crate) fn file(action: &str, path: &std::path::Path, error: &io::Error) -> Self {
        Self::Because(format!("cannot {action} `{}`: {error}", path.display()))
    }
}
