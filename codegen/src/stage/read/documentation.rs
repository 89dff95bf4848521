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

/// The text of an element and of all elements in it.
fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|n| n.text())
        .collect()
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
    use super::tidy;

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
}
