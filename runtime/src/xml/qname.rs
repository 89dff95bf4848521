//! `xs:QName`.

use super::lex::{Lexical, Scope};
use super::write::Writer;
use std::fmt;
use std::str::FromStr;

/// `xs:QName` and `xs:NOTATION`: a name in a namespace.
///
/// On reading the prefix is resolved; on writing one is declared where none is in force. `Display` and `FromStr` use the
/// form `{namespace}local`, or `local` alone for a name in no namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QName {
    /// The namespace's URI; empty for none.
    pub namespace: String,
    /// The local name.
    pub local: String,
}

impl QName {
    /// A name.
    pub fn new(namespace: impl Into<String>, local: impl Into<String>) -> Self {
        QName {
            namespace: namespace.into(),
            local: local.into(),
        }
    }

    /// Splits `{namespace}local`. `None` where a brace is missing.
    pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
        match text.strip_prefix('{') {
            Some(rest) => rest.rsplit_once('}'),
            None => Some(("", text)),
        }
    }
}

impl Lexical for QName {
    const NAME: &'static str = "xs:QName";
    fn parse(text: &str, scope: &dyn Scope) -> Option<Self> {
        let text = text.trim_ascii();
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        if !super::chars::is_ncname(local) || text.starts_with(':') {
            return None;
        }
        Some(QName::new(scope.namespace(prefix)?, local))
    }
    fn put(&self, out: &mut Writer<'_>) {
        out.qname(&self.namespace, &self.local);
    }
}

impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.namespace.is_empty() {
            f.write_str(&self.local)
        } else {
            write!(f, "{{{}}}{}", self.namespace, self.local)
        }
    }
}

/// The text of a [`QName`] is not of the form `{namespace}local`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QNameError;

impl fmt::Display for QNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a name of the form {namespace}local")
    }
}

impl std::error::Error for QNameError {}

impl FromStr for QName {
    type Err = QNameError;
    fn from_str(text: &str) -> Result<Self, QNameError> {
        match QName::split(text) {
            Some((namespace, local)) if super::chars::is_ncname(local) => {
                Ok(QName::new(namespace, local))
            }
            _ => Err(QNameError),
        }
    }
}
