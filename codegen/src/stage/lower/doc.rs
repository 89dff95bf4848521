//! Documentation: text of strangers, made harmless for rustc, rustdoc and doctests.

use crate::names::invisible::is_invisible;

/// The most characters of one documentation text.
const LIMIT: usize = 4_000;

/// Makes a doc comment of a documentation text: line ends normalized, control and bidirectional characters dropped, indentation
/// taken away (four spaces would be a doctest), Markdown's and HTML's characters escaped, length capped. `None` when nothing is left.
pub(super) fn clean(text: &str) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for line in text
        .replace("\r\n", "\n")
        .split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        let line = escape(line.trim());
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        length += line.len() + 1;
        if length > LIMIT {
            lines.push("...".to_owned());
            break;
        }
        lines.push(line);
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// One line without what rustdoc would read as markup.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut space = false;
    for (i, c) in line.chars().enumerate() {
        if c.is_whitespace() || c.is_control() {
            space = true;
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        match c {
            '[' | ']' | '<' | '>' | '\\' | '`' | '*' | '_' | '|' | '~' => {
                // an underscore inside a word is no emphasis
                let inside = c == '_' && out.ends_with(char::is_alphanumeric);
                if !inside {
                    out.push('\\');
                }
                out.push(c);
            }
            // a heading, list, quotation or rule begins a line only
            '#' | '+' | '-' | '=' if i == 0 => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
        if out.len() > LIMIT {
            break;
        }
    }
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if digits > 0
        && out
            .get(digits..)
            .is_some_and(|r| r.starts_with(". ") || r.starts_with(") "))
    {
        out.insert(digits, '\\');
    }
    link(out)
}

/// Bare addresses in angle brackets: rustdoc warns about those that stand alone.
fn link(line: String) -> String {
    if !line.contains("://") {
        return line;
    }
    let words = line.split(' ').map(|word| {
        let is_link = ["http://", "https://"].iter().any(|p| word.starts_with(p));
        let core = word.trim_end_matches(['.', ',', ';', ':', ')', '\'', '"', '!', '?']);
        let plain = core
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>\\`\"".contains(c));
        match is_link && plain {
            true => format!("<{core}>{}", word.get(core.len()..).unwrap_or("")),
            false => word.replace("://", ":\\//"),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Joins documentation and what is added to it, a paragraph each.
pub(super) fn paragraphs(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|p| !p.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// A value as inline code, or in words when it cannot be that.
pub(super) fn code(value: &str) -> String {
    let plain = !value.is_empty() && value.len() <= 200 && value.trim() == value;
    let plain = plain
        && !value
            .chars()
            .any(|c| c.is_control() || is_invisible(c) || c == '`');
    match plain {
        true => format!("`{value}`"),
        false if value.is_empty() => "the empty string".to_owned(),
        false => clean(value).map_or_else(|| "white space".to_owned(), |v| format!("\"{v}\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        let table = [
            ("Cancel a job.", "Cancel a job."),
            ("\n   a\n\n\n      b  c\r\n", "a\n\nb c"),
            ("    let x = 1;", "let x = 1;"),
            ("```\npanic!()\n```", "\\`\\`\\`\npanic!()\n\\`\\`\\`"),
            ("see [Foo] <T>", "see \\[Foo\\] \\<T\\>"),
            ("a\u{202e}b\u{0}c", "ab c"),
            ("a\rb", "a\nb"),
            ("# no heading", "\\# no heading"),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("snake_case _not_", "snake_case \\_not_"),
            ("a & b", "a &amp; b"),
            ("see http://a.b/c_d.", "see <http://a.b/c_d>."),
        ];
        for (text, doc) in table {
            assert_eq!(clean(text).as_deref(), Some(doc), "{text:?}");
        }
        assert_eq!(clean(" \n\t"), None);
        assert!(clean(&"x\n".repeat(9_000)).is_some_and(|d| d.len() < LIMIT + 10));
    }
}
