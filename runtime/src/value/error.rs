//! The error of every conversion into a value type.

use std::fmt;

/// What the readers inside this module return: the reason is a fixed phrase, so that failing costs no allocation.
pub(crate) type Read<T> = Result<T, &'static str>;

/// A text that is no value of its XML Schema type, or a value that has no exact counterpart in the type asked for.
///
/// It never holds the text itself, which may be a secret or megabytes long; [`Display`](fmt::Display) names the type and the reason.
///
/// ```
/// use wsdl_runtime::value::Date;
/// let error = "2026-02-30".parse::<Date>().unwrap_err();
/// assert_eq!(error.to_string(), "not an xs:date: the month does not have that day");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueError {
    name: &'static str,
    reason: &'static str,
}

impl ValueError {
    pub(crate) const fn new(name: &'static str, reason: &'static str) -> Self {
        ValueError { name, reason }
    }

    /// The type that was asked for: `xs:date`, or the path of a foreign type such as `jiff::Timestamp`.
    pub fn type_name(&self) -> &'static str {
        self.name
    }

    /// Why the value does not fit, in a few words.
    pub fn reason(&self) -> &'static str {
        self.reason
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // All type names begin with a letter; `xs:` is read "ex-es".
        let article = match self.name.as_bytes() {
            [b'x' | b'a' | b'e' | b'i' | b'o', ..] => "an",
            _ => "a",
        };
        write!(f, "not {article} {}: {}", self.name, self.reason)
    }
}

impl std::error::Error for ValueError {}
