//! The white space facet.

use std::borrow::Cow;

/// What happens to white space before a value is read (XML Schema Part 2, 4.3.6).
///
/// ```
/// use wsdl_runtime::value::WhiteSpace;
/// assert_eq!(WhiteSpace::Replace.apply("a\tb  c "), "a b  c ");
/// assert_eq!(WhiteSpace::Collapse.apply("a\tb  c "), "a b c");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhiteSpace {
    /// Nothing.
    #[default]
    Preserve,
    /// Each tab, line feed and carriage return becomes a space.
    Replace,
    /// As `Replace`; then runs of spaces become one, and none is left at the ends.
    Collapse,
}

impl WhiteSpace {
    /// The text after it; borrowed when nothing changes.
    pub fn apply(self, text: &str) -> Cow<'_, str> {
        let other = |c: char| matches!(c, '\t' | '\n' | '\r');
        match self {
            WhiteSpace::Preserve => Cow::Borrowed(text),
            WhiteSpace::Replace if !text.contains(other) => Cow::Borrowed(text),
            WhiteSpace::Replace => Cow::Owned(text.replace(other, " ")),
            WhiteSpace::Collapse => {
                let text = text.trim_matches(is_white);
                if !text.contains(other) && !text.contains("  ") {
                    return Cow::Borrowed(text);
                }
                let mut collapsed = String::with_capacity(text.len());
                for word in text.split(is_white).filter(|word| !word.is_empty()) {
                    if !collapsed.is_empty() {
                        collapsed.push(' ');
                    }
                    collapsed.push_str(word);
                }
                Cow::Owned(collapsed)
            }
        }
    }
}

/// The four white space characters of XML.
pub(crate) fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}
