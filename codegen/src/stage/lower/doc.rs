//! Documentation: text of strangers, made harmless for rustc, rustdoc and doctests.

use crate::names::invisible::is_invisible;

/// The most characters of one documentation text.
const LIMIT: usize = 4_000;

/// The most bytes of a word that a line explains.
const WORD: usize = 24;

/// Makes a doc comment of a documentation text: lines of a paragraph joined, lists kept, control and bidirectional characters dropped,
/// indentation taken away (four spaces would be a doctest), Markdown's and HTML's characters escaped, length capped. `None` when
/// nothing is left. A line that begins with `- ` is an item of a list, all other text plain text.
pub(super) fn clean(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut in_list = false;
    for piece in pieces(&lines(text)) {
        let (text, is_whole) = escape(&piece.text, LIMIT.saturating_sub(out.len()));
        if !text.is_empty() {
            out.push_str(match in_list && piece.is_item {
                _ if out.is_empty() => "",
                true => "\n",
                false => "\n\n",
            });
            out.push_str(if piece.is_item { "- " } else { "" });
            out.push_str(&text);
            in_list = piece.is_item;
        }
        if !is_whole {
            out.push_str(" ...");
            break;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The lines of a text, whoever ended them; `<br>` as text ends one, too.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let text = ["<br>", "<br/>", "<br />", "<BR>"]
        .iter()
        .fold(text, |text, tag| text.replace(tag, "\n"));
    let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(str::to_owned).collect()
}

/// A paragraph, or an item of a list, on one line.
struct Piece {
    is_item: bool,
    text: String,
}

/// Puts together the lines that belong together. Where two lines or more begin as items of a list do, they are a list.
fn pieces(lines: &[String]) -> Vec<Piece> {
    let marked = |line: &&String| item(line.trim()).is_some();
    let is_list = lines.iter().filter(marked).nth(1).is_some();
    let mut pieces: Vec<Piece> = Vec::new();
    for block in lines.split(|line| line.trim().is_empty()) {
        let explains = |line: &&String| explains_word(line.trim());
        let is_table = block.iter().filter(explains).nth(1).is_some();
        // How far the item that is being read is indented.
        let mut open: Option<usize> = None;
        for (number, line) in block.iter().enumerate() {
            let text = line.trim();
            let indent = line.len() - line.trim_start().len();
            let listed = item(text).filter(|_| is_list);
            let listed = listed.or((is_table && explains_word(text)).then_some(text));
            let goes_on = open.is_none_or(|at| indent > at || text.starts_with(char::is_lowercase));
            match (listed, pieces.last_mut()) {
                (None, Some(piece)) if number > 0 && goes_on => {
                    piece.text.push(' ');
                    piece.text.push_str(text);
                }
                _ => {
                    open = listed.map(|_| indent);
                    pieces.push(Piece {
                        is_item: listed.is_some(),
                        text: listed.unwrap_or(text).to_owned(),
                    });
                }
            }
        }
    }
    pieces
}

/// The text of a line that begins as an item of a list does: `- text`, `1. text`. A number stays.
fn item(line: &str) -> Option<&str> {
    if let Some(text) = line.strip_prefix(['-', '*', '\u{2022}']) {
        return text.starts_with(' ').then(|| text.trim_start());
    }
    let text = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = text.len() < line.len() && [". ", ") "].iter().any(|p| text.starts_with(p));
    is_numbered.then_some(line)
}

/// Whether a line says what a word means, as tables of codes do: `A - active`, `1 = on`, `PAID: with interest`.
fn explains_word(line: &str) -> bool {
    let Some((word, text)) = line.split_once(' ') else {
        return false;
    };
    let is_word = |word: &str| {
        (1..=WORD).contains(&word.len()) && word.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    match word.strip_suffix(':') {
        Some(word) => is_word(word),
        None => {
            is_word(word)
                && ["- ", "\u{2013} ", "= "]
                    .iter()
                    .any(|p| text.starts_with(p))
        }
    }
}

/// One line without what rustdoc would read as markup, and whether all of it fits into so many bytes.
fn escape(line: &str, room: usize) -> (String, bool) {
    let mut out = String::with_capacity(line.len().min(room));
    let mut space = false;
    let mut is_whole = true;
    for (i, c) in line.chars().enumerate() {
        if c.is_whitespace() || c.is_control() {
            space = true;
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if out.len() >= room {
            is_whole = false;
            break;
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
    }
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if digits > 0
        && out
            .get(digits..)
            .is_some_and(|r| r.starts_with(". ") || r.starts_with(") "))
    {
        out.insert(digits, '\\');
    }
    (link(out), is_whole)
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
            ("```\npanic!()\n```", "\\`\\`\\` panic!() \\`\\`\\`"),
            ("see [Foo] <T>", "see \\[Foo\\] \\<T\\>"),
            ("a\u{202e}b\u{0}c", "ab c"),
            ("a\rb", "a b"),
            ("# no heading", "\\# no heading"),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("snake_case _not_", "snake_case \\_not_"),
            ("a & b", "a &amp; b"),
            ("see http://a.b/c_d.", "see <http://a.b/c_d>."),
            (
                "One of\n - a\n   b\n - c\nAnd more",
                "One of\n\n- a b\n- c\n\nAnd more",
            ),
            ("1. a\n\n2. b", "- 1\\. a\n- 2\\. b"),
            ("Status:\nA - on\nB - off", "Status:\n\n- A - on\n- B - off"),
            ("PAID: is\npaid", "PAID: is paid"),
            ("a<br/>b\n# c", "a b # c"),
        ];
        for (text, doc) in table {
            assert_eq!(clean(text).as_deref(), Some(doc), "{text:?}");
        }
        assert_eq!(clean(" \n\t"), None);
        let long = clean(&"x\n".repeat(9_000)).expect("a text");
        assert!((LIMIT..LIMIT + 10).contains(&long.len()));
    }
}
