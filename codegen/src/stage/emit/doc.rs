//! Documentation: cleaned text in, `///` lines out. Every public item gets some.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::invisible::is_invisible;

/// Columns of a documentation line, without indentation and slashes.
const WIDTH: usize = 88;

/// The attributes that print as `///` lines.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = lines(text).into_iter().map(|line| {
        let line = if line.is_empty() {
            line
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// The documentation when there is some, otherwise what the closure says.
pub(super) fn doc_or(text: Option<&String>, otherwise: impl FnOnce() -> String) -> TokenStream {
    doc(&text_or(text, otherwise))
}

/// The same as text.
pub(super) fn text_or(text: Option<&String>, otherwise: impl FnOnce() -> String) -> String {
    let text = text.map(|t| t.trim()).filter(|t| !t.is_empty());
    text.map_or_else(otherwise, str::to_owned)
}

/// Text filled to lines; those of an item (`- `) stand under its text. A line breaks only before a word that means nothing to
/// Markdown at the start of a line, so what was plain text stays plain text.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.trim().lines() {
        let paragraph = paragraph.trim_end();
        let indent = if paragraph.starts_with("- ") {
            "  "
        } else {
            ""
        };
        let mut line = String::new();
        let mut width = 0;
        for word in paragraph.split(' ') {
            let columns = word.chars().count();
            if width > 0 && width + 1 + columns > WIDTH && plain(word) {
                lines.push(std::mem::replace(&mut line, indent.to_owned()));
                width = indent.len();
            } else if width > 0 {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += columns;
        }
        lines.push(line);
    }
    lines
}

/// Whether a word may begin a line: nothing that would open a list, a heading, a quotation, a definition or a rule there.
fn plain(word: &str) -> bool {
    let mut chars = word.chars();
    match chars.next() {
        Some('[') => chars.next() == Some('`'),
        Some(c) if c.is_ascii_digit() => !word.ends_with(['.', ')']),
        Some(c) => c.is_alphanumeric() || matches!(c, '`' | '(' | '"' | '\\'),
        None => false,
    }
}

/// Text as code within documentation.
pub(super) fn code(text: &str) -> String {
    let plain = |c: char| c != '`' && !c.is_control() && !is_invisible(c);
    let text: String = text.chars().filter(|&c| plain(c)).take(200).collect();
    format!("`{text}`")
}
