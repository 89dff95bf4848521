//! Documentation: text out of markup, white space set right.

use roxmltree::Node;

use super::tag::Tag;
use crate::model::namespace;

/// The documentation of a schema component: its annotations' `documentation` (`info` in the drafts).
///
/// Where the same thing is said in several languages, English is taken if it is there.
pub(super) fn of_schema(tag: Tag<'_>) -> Option<String> {
    let annotations = tag.children().filter(|c| c.is_xsd("annotation"));
    let texts: Vec<Tag<'_>> = annotations
        .flat_map(|a| a.children().collect::<Vec<_>>())
        .filter(|c| c.is_xsd("documentation") || c.is_xsd("info"))
        .collect();
    join(&texts)
}

/// The documentation of a WSDL component: its `wsdl:documentation`.
pub(super) fn of_wsdl(tag: Tag<'_>) -> Option<String> {
    let texts: Vec<Tag<'_>> = tag.wsdl_children("documentation").collect();
    join(&texts)
}

fn join(texts: &[Tag<'_>]) -> Option<String> {
    let language = |t: &Tag<'_>| {
        t.node
            .attribute((namespace::XML, "lang"))
            .map(str::to_ascii_lowercase)
    };
    let english = |t: &&Tag<'_>| language(t).is_some_and(|l| l == "en" || l.starts_with("en-"));
    let has_english = texts.iter().any(|t| english(&t));
    let chosen = texts
        .iter()
        .filter(|t| !has_english || english(t) || language(t).is_none());
    let parts: Vec<String> = chosen
        .map(|t| tidy(&text(t.node)))
        .filter(|t| !t.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// The text of an element and of all elements in it. Many write documentation in HTML: what begins a line or an item of a list there
/// does so in the text.
fn text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for inner in node.descendants().skip(1) {
        if let Some(begin) = line_break(inner) {
            out.push_str(begin);
        }
        let Some(text) = inner.text().filter(|_| inner.is_text()) else {
            continue;
        };
        let after = inner.prev_sibling().and_then(line_break);
        let before = inner.next_sibling().and_then(line_break);
        if text.trim().is_empty() && after.or(before).is_some() {
            continue;
        }
        out.push_str(after.filter(|begin| *begin != "\n").map_or("", |_| "\n\n"));
        // The lines of an item are one, so that it can be told where it ends.
        let is_item = |a: Node<'_, '_>| line_break(a) == Some(ITEM);
        match inner.ancestors().take_while(|a| *a != node).any(is_item) {
            true => push_words(text, &mut out),
            false => out.push_str(text),
        }
    }
    out
}

/// What begins an item of a list.
const ITEM: &str = "\n- ";

/// What an element of HTML puts before its content, if that begins a line.
fn line_break(node: Node<'_, '_>) -> Option<&'static str> {
    match node.tag_name().name() {
        "br" => Some("\n"),
        "li" => Some(ITEM),
        "p" | "div" | "ul" | "ol" | "dl" | "dt" | "table" | "tr" | "pre" | "blockquote" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" => Some("\n\n"),
        _ => None,
    }
}

/// Adds the words of a text, a space wherever it has white space.
fn push_words(text: &str, out: &mut String) {
    for c in text.chars() {
        match c.is_whitespace() {
            true if out.ends_with(char::is_whitespace) => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
}

/// Line ends as `\n`, the common indentation and blank lines at the ends removed, at most one blank line in a row.
fn tidy(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let indent = |l: &str| l.len() - l.trim_start_matches(' ').len();
    // The first line begins after the start tag: its indentation says nothing.
    let common = lines
        .iter()
        .skip(1)
        .filter(|l| !l.is_empty())
        .map(|l| indent(l))
        .min()
        .unwrap_or(0);
    let mut out: Vec<&str> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let cut = if number == 0 {
            indent(line)
        } else {
            common.min(indent(line))
        };
        let line = line.get(cut..).unwrap_or("");
        if !(line.is_empty() && out.last().is_none_or(|l| l.is_empty())) {
            out.push(line);
        }
    }
    while out.last().is_some_and(|l| l.is_empty()) {
        out.pop();
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{text, tidy};

    #[test]
    fn white_space() {
        assert_eq!(tidy("  one  "), "one");
        assert_eq!(
            tidy("\n    one\r\n      two\n\n\n\n    three\n  "),
            "one\n  two\n\nthree"
        );
        assert_eq!(tidy("one\n    two\n    three"), "one\ntwo\nthree");
        assert_eq!(tidy(" \n\t\n"), "");
    }

    #[test]
    fn html() {
        let table = [
            ("one", "one"),
            ("see <a>this</a> text", "see this text"),
            ("one<br/>two", "one\ntwo"),
            (
                "One of<ul>\n <li>a\n  b</li>\n <li><b>c</b></li>\n</ul>and",
                "One of\n\n- a b\n- c\n\nand",
            ),
            ("<p>one</p>\n<p>two</p>", "one\n\ntwo"),
        ];
        for (html, expected) in table {
            let xml = format!("<documentation>{html}</documentation>");
            let document = roxmltree::Document::parse(&xml).expect("XML");
            assert_eq!(tidy(&text(document.root_element())), expected, "{html}");
        }
    }
}
