//! Qualified names (Namespaces in XML 1.0).

use std::fmt;
use std::sync::Arc;

/// A namespace name and a local name. The empty namespace means "in no namespace".
///
/// Displayed in James Clark's notation, `{http://www.birst.com/}cancelJob`, or as the bare local name when in no namespace.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QName {
    /// The namespace name (a URI), or the empty string.
    pub namespace: Arc<str>,
    /// The local part.
    pub local: Arc<str>,
}

impl QName {
    /// A name from its two parts.
    pub fn new(namespace: impl Into<Arc<str>>, local: impl Into<Arc<str>>) -> Self {
        Self {
            namespace: namespace.into(),
            local: local.into(),
        }
    }

    /// Reads `{namespace}local` or `local`, as users write it in options. `None` when the braces do not match or the local name is empty.
    pub fn parse(text: &str) -> Option<Self> {
        let (namespace, local) = match text.strip_prefix('{') {
            Some(rest) => rest.rsplit_once('}')?,
            None => ("", text),
        };
        (!local.is_empty()).then(|| Self::new(namespace, local))
    }
}

impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.namespace.is_empty() {
            write!(f, "{{{}}}", self.namespace)?;
        }
        f.write_str(&self.local)
    }
}

impl fmt::Debug for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
