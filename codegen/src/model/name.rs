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

/// The prefix and the local part of a qualified name as it is written in a document: `x:cancelJob`.
pub fn split(written: &str) -> (Option<&str>, &str) {
    match written.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, written),
    }
}

/// Whether XML allows the text as the name of an element or attribute (`NCName`; XML 1.0, fifth edition, production 4).
pub fn is_ncname(name: &str) -> bool {
    let starts = |c: char| {
        matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
            | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
            | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}')
    };
    let goes_on = |c: char| matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}');
    name.starts_with(starts) && name.chars().all(|c| starts(c) || goes_on(c))
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
