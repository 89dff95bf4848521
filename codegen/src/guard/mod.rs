//! What stands between bytes from elsewhere and the XML parser: decoding, and limits in one linear pass.
//!
//! The parser builds a tree; some shapes (many attributes on an element, many nested namespace declarations, a DTD with entities)
//! cost it more than linear time or memory. [`check`] refuses those shapes first. It does not judge well-formedness: whatever it
//! cannot make sense of it leaves to the parser, which does.

mod decode;
mod doctype;
mod scan;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::names::invisible::is_invisible;

pub use decode::{DecodeError, Decoded, decode};
pub use doctype::passed_over;
pub use scan::check;

/// The limits of the generator for one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file, as stored and as decoded.
    pub bytes: usize,
    /// Nesting of elements.
    pub depth: usize,
    /// Attributes of an element, namespace declarations included.
    pub attributes: usize,
    /// Bytes of an attribute's value.
    pub attribute_value: usize,
    /// Bytes of a name.
    pub name: usize,
    /// Namespace declarations in scope.
    pub namespaces: usize,
    /// Elements in all.
    pub elements: usize,
}

impl Limits {
    /// The documented limits.
    pub const DEFAULT: Self = Self {
        bytes: 32 << 20,
        depth: 256,
        attributes: 500,
        attribute_value: 1 << 20,
        name: 1_000,
        namespaces: 128,
        elements: 1_000_000,
    };
}

/// Why a document is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of refusal.
    pub kind: RefusalKind,
    /// The bytes of the decoded text at fault.
    pub at: Range<usize>,
}

/// What kind of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// A document type declaration of an XML document.
    Doctype,
    /// An HTML page: its document type declaration or its root.
    Html,
    /// A limit: its name and its value.
    Limit(&'static str, usize),
}

impl fmt::Display for RefusalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Doctype => f.write_str("a document type declaration (DTD) is not read"),
            Self::Html => f.write_str("this is an HTML page"),
            Self::Limit(what, limit) => write!(f, "more than {limit} {what}"),
        }
    }
}

/// The text with characters that a terminal or an editor would act on made visible: controls and bidirectional controls.
///
/// Line feeds stay when `lines` is true; a tab becomes four spaces.
pub fn visible(text: &str, lines: bool) -> Cow<'_, str> {
    let harmless = |c: char| (lines && c == '\n') || !acts(c);
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if harmless(c) => out.push(c),
            '\t' => out.push_str("    "),
            '\r' if lines => {}
            '\n' | '\r' => out.push(' '),
            c => out.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal or an editor would act on it, or show nothing. What stands for bytes that were no text is to be seen.
fn acts(c: char) -> bool {
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    breaks || c.is_control() || (c != char::REPLACEMENT_CHARACTER && is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_made_visible() {
        assert_eq!(
            visible("a\u{202E}b\u{1B}[0m\n", false),
            "a\\u{202e}b\\u{1b}[0m "
        );
        assert_eq!(visible("é\tx\n", true), "é    x\n");
    }
}
