//! What the reader and roxmltree see in a document.

use roxmltree::{Document, Node};
use wsdl_runtime::xml::{Child, Element, ErrorKind, Parser};

/// A tree as text, texts that stand side by side joined.
fn ours(element: &Element, out: &mut String) {
    let mut attributes: Vec<_> = element
        .attributes
        .iter()
        .map(|a| format!(" {{{}}}{}={:?}", a.namespace, a.local, a.value))
        .collect();
    attributes.sort();
    out.push_str(&format!(
        "<{{{}}}{}{}>",
        element.namespace,
        element.local,
        attributes.concat()
    ));
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(&format!("[{}]", text.escape_debug())),
            Child::Element(element) => ours(element, out),
        }
    }
    out.push_str("</>");
}

fn theirs(node: Node<'_, '_>, out: &mut String) {
    let name = |ns: Option<&str>, local: &str| format!("{{{}}}{local}", ns.unwrap_or(""));
    let mut attributes: Vec<_> = node
        .attributes()
        .map(|a| format!(" {}={:?}", name(a.namespace(), a.name()), a.value()))
        .collect();
    attributes.sort();
    let own = node.tag_name();
    out.push_str(&format!(
        "<{}{}>",
        name(own.namespace(), own.name()),
        attributes.concat()
    ));
    let mut text = String::new();
    let flush = |text: &mut String, out: &mut String| {
        if !text.is_empty() {
            out.push_str(&format!("[{}]", text.escape_debug()));
            text.clear();
        }
    };
    for child in node.children() {
        if child.is_element() {
            flush(&mut text, out);
            theirs(child, out);
        } else if child.is_text() {
            // It leaves a carriage return before a reference as it is; no piece is a reference to one.
            text.push_str(&child.text().unwrap_or_default().replace('\r', "\n"));
        }
    }
    flush(&mut text, out);
    out.push_str("</>");
}

/// What roxmltree is known to let through, and we refuse.
fn known(document: &str) -> bool {
    let lower = document.to_lowercase();
    let declaration = lower.matches("<?xml").count() > 0;
    let colons = document.contains("<:")
        || document.contains("</:")
        || document.contains(" :")
        || document.contains(":=")
        || document.contains("'':");
    declaration || colons || document.contains("xmlns:") || document.contains("<?")
}

/// How the two agree.
#[allow(dead_code, reason = "some users only want to know of differences")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// Both read it, and see the same tree.
    Read,
    /// Both refuse it.
    Refused,
    /// We alone refuse it, for a rule that roxmltree is known not to keep.
    Stricter,
    /// It cannot be told who is right.
    Unknown,
}

/// Reads a document with both.
///
/// # Errors
/// A difference, in words.
pub(crate) fn compare(document: &str) -> Result<Agreement, String> {
    // To roxmltree `p:xmlns` declares the default namespace.
    if document.contains(":xmlns") {
        return Ok(Agreement::Unknown);
    }
    match (Parser::new().tree(document), Document::parse(document)) {
        (Ok(tree), Ok(other)) => {
            let (mut a, mut b) = (String::new(), String::new());
            ours(&tree, &mut a);
            theirs(other.root_element(), &mut b);
            match a == b {
                true => Ok(Agreement::Read),
                false => Err(format!(
                    "{document:?} is read as\n{a}\nby us, and as\n{b}\nby roxmltree"
                )),
            }
        }
        (Err(_), Err(_)) => Ok(Agreement::Refused),
        (Err(error), Ok(_))
            if matches!(error.kind, ErrorKind::NotWellFormed(_)) && known(document) =>
        {
            Ok(Agreement::Stricter)
        }
        (Err(error), Ok(_)) => Err(format!(
            "refused with {error}, and roxmltree reads it: {document:?}"
        )),
        (Ok(_), Err(error)) => Err(format!(
            "read, and roxmltree refuses it with {error}: {document:?}"
        )),
    }
}
