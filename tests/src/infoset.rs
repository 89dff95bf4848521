//! XML documents compared by what they mean, with a parser that is not the runtime's.
//!
//! Names are compared with their namespaces, attributes as sets, texts as they are (white space between elements is
//! nothing), `xsi:type` as the name that it stands for. Prefixes, quotes, declarations and comments are not compared.

use roxmltree::{Document, Node, ParsingOptions};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Says where two documents first differ.
///
/// # Errors
/// The place, as element names, and both sides; or that one of them is not well-formed.
pub fn same(expected: &str, got: &str) -> Result<(), String> {
    let parse = |text, which| {
        Document::parse_with_options(text, ParsingOptions::default())
            .map_err(|e| format!("{which} is not well-formed: {e}"))
    };
    let (expected, got) = (
        parse(expected, "what is expected")?,
        parse(got, "what was written")?,
    );
    let root = expected.root_element();
    elements(root, got.root_element(), root.tag_name().name())
}

fn elements(a: Node<'_, '_>, b: Node<'_, '_>, path: &str) -> Result<(), String> {
    let differs = |what: &str, a: String, b: String| {
        Err(format!("{path}: {what}\n  expected {a}\n  got      {b}"))
    };
    // `xmlns=""` and no default namespace are the same.
    if name(a) != name(b) {
        return differs("name", name(a), name(b));
    }
    let (left, right) = (attributes(a), attributes(b));
    if left != right {
        return differs("attributes", format!("{left:?}"), format!("{right:?}"));
    }
    let (left, right) = (children(a), children(b));
    for (x, y) in left.iter().zip(&right) {
        match (x, y) {
            (Child::Text(x), Child::Text(y)) if same_text((a, x), (b, y)) => {}
            (Child::Element(x), Child::Element(y)) => {
                elements(*x, *y, &format!("{path}/{}", x.tag_name().name()))?;
            }
            _ => return differs("content", x.show(), y.show()),
        }
    }
    match (left.get(right.len()), right.get(left.len())) {
        (Some(x), _) => differs("content", x.show(), "nothing more".to_owned()),
        (_, Some(y)) => differs("content", "nothing more".to_owned(), y.show()),
        _ => Ok(()),
    }
}

/// Whether two texts are equal: as QNames where both can be such, otherwise as they are.
fn same_text((at, x): (Node<'_, '_>, &str), (other, y): (Node<'_, '_>, &str)) -> bool {
    let resolved = |at: Node<'_, '_>, text: &str| {
        let (prefix, local) = text.trim().split_once(':')?;
        let namespace = at.lookup_namespace_uri(Some(prefix))?;
        Some((namespace.to_owned(), local.to_owned()))
    };
    match (resolved(at, x), resolved(other, y)) {
        (Some(x), Some(y)) => x == y,
        _ => x == y,
    }
}

enum Child<'a, 'i> {
    Element(Node<'a, 'i>),
    Text(String),
}

impl Child<'_, '_> {
    fn show(&self) -> String {
        match self {
            Child::Element(n) => format!("<{}>", name(*n)),
            Child::Text(t) => format!("{t:?}"),
        }
    }
}

/// Children without comments, neighbouring texts joined, and no white space beside elements.
fn children<'a, 'i>(of: Node<'a, 'i>) -> Vec<Child<'a, 'i>> {
    let mut out: Vec<Child<'a, 'i>> = Vec::new();
    for child in of.children() {
        if child.is_element() {
            out.push(Child::Element(child));
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            match out.last_mut() {
                Some(Child::Text(before)) => before.push_str(text),
                _ => out.push(Child::Text(text.to_owned())),
            }
        }
    }
    if out.iter().any(|c| matches!(c, Child::Element(_))) {
        out.retain(|c| !matches!(c, Child::Text(t) if t.trim().is_empty()));
    }
    out
}

fn attributes(of: Node<'_, '_>) -> Vec<(String, String)> {
    let mut all: Vec<_> = of
        .attributes()
        .map(|a| {
            let name = format!("{{{}}}{}", a.namespace().unwrap_or(""), a.name());
            let typed = a.namespace() == Some(XSI) && a.name() == "type";
            let value = if typed {
                resolve(of, a.value())
            } else {
                a.value().to_owned()
            };
            (name, value)
        })
        .collect();
    all.sort();
    all
}

/// A QName's value as `{namespace}local`.
fn resolve(at: Node<'_, '_>, value: &str) -> String {
    let value = value.trim();
    let (prefix, local) = match value.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, value),
    };
    format!(
        "{{{}}}{local}",
        at.lookup_namespace_uri(prefix).unwrap_or("")
    )
}

fn name(of: Node<'_, '_>) -> String {
    format!(
        "{{{}}}{}",
        of.tag_name().namespace().unwrap_or(""),
        of.tag_name().name()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_declarations_mean_nothing() {
        for (a, b) in [
            (
                "<a xmlns='u'><b xmlns=''/></a>",
                "<p:a xmlns:p='u'><b/></p:a>",
            ),
            ("<a x='1' y='2'/>", "<a y='2' x='1'></a>"),
            ("<a> <b/> </a>", "<a><b/><!-- c --></a>"),
            ("<a xmlns:p='u'>p:x</a>", "<a xmlns:q='u'>q:x</a>"),
        ] {
            assert_eq!(same(a, b), Ok(()), "{a} {b}");
        }
    }

    #[test]
    fn every_difference_is_found() {
        for (a, b) in [
            ("<a/>", "<b/>"),
            ("<a/>", "<a xmlns='u'/>"),
            ("<a x='1'/>", "<a/>"),
            ("<a/>", "<a x='1'/>"),
            ("<a x='1'/>", "<a x='2'/>"),
            ("<a><b/><c/></a>", "<a><c/><b/></a>"),
            ("<a><b/></a>", "<a/>"),
            ("<a><b/></a>", "<a><b/><b/></a>"),
            ("<a>x</a>", "<a>y</a>"),
            ("<a>x<b/></a>", "<a><b/>x</a>"),
            ("<a xmlns:p='u'>p:x</a>", "<a xmlns:p='v'>p:x</a>"),
            ("<a/>", "<a"),
        ] {
            assert!(same(a, b).is_err(), "{a} {b}");
        }
    }
}
