//! Are two documents the same infoset? Judged on roxmltree's trees, without our codec.

use std::cell::Cell;

use roxmltree::{Document, Node};
use serde::{Deserialize, Serialize};

use super::typed::Types;
use super::values;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The namespaces of SOAP encoding.
pub const ENCODINGS: [&str; 2] = [
    "http://schemas.xmlsoap.org/soap/encoding/",
    "http://www.w3.org/2003/05/soap-encoding",
];

/// What two documents are held to.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Manner {
    /// The message that they are, by its place in the description.
    pub message: Option<usize>,
    /// They are in the SOAP encoding.
    pub encoded: bool,
}

/// Compares what was read with what was written; the error is the first difference, with its path.
///
/// Names, order, attributes, nil, `xsi:type` and text must be equal; where the text of a simple value differs, the two are compared as
/// values of the type that `types` finds for the place. These carry no meaning: namespace declarations, comments, `xsi:schemaLocation`, the
/// white space between the children of element content, the order within an `xs:all`, `xsi:nil="false"`, an `xsi:type` that repeats the
/// declared type, and what only frames a message of SOAP encoding (sizes and types of arrays, `encodingStyle`).
///
/// In the SOAP encoding (SOAP 1.1, section 5) a value may say of what type it is, and a member that is nil is one that is not there.
///
/// A simple type has one Rust type, so that an `xsi:type` which narrows it (`xsi:type="Zip"` where `string` is declared) has no place there:
/// how many of these were lost is returned.
///
/// # Errors
/// The first difference.
pub fn same(read: &str, written: &str, types: &Types<'_>, manner: Manner) -> Result<usize, String> {
    let read = Document::parse(read).map_err(|e| format!("the original: {e}"))?;
    let written = Document::parse(written)
        .map_err(|e| format!("what was written is not well-formed: {e}"))?;
    let root = read.root_element();
    let judge = Judge {
        types,
        encoded: manner.encoded,
        narrowed: Cell::new(0),
    };
    element(
        root,
        written.root_element(),
        &judge,
        types.root(name(root), manner),
        &mut path_of(root),
    )?;
    Ok(judge.narrowed.get())
}

struct Judge<'t, 'd> {
    types: &'t Types<'d>,
    encoded: bool,
    /// How many types that only narrowed a simple type were lost.
    narrowed: Cell<usize>,
}

fn path_of(node: Node<'_, '_>) -> String {
    format!("/{}", node.tag_name().name())
}

/// Namespace and local name.
pub fn name<'a>(node: Node<'a, '_>) -> (&'a str, &'a str) {
    (
        node.tag_name().namespace().unwrap_or(""),
        node.tag_name().name(),
    )
}

type Found<'a> = Option<super::typed::Place<'a>>;

fn element(
    a: Node<'_, '_>,
    b: Node<'_, '_>,
    judge: &Judge<'_, '_>,
    place: Found<'_>,
    path: &mut String,
) -> Result<(), String> {
    if name(a) != name(b) {
        return Err(format!("{path}: {:?} became {:?}", name(a), name(b)));
    }
    inside(a, b, judge, place, path)
}

/// Everything but the names.
fn inside(
    a: Node<'_, '_>,
    b: Node<'_, '_>,
    judge: &Judge<'_, '_>,
    place: Found<'_>,
    path: &mut String,
) -> Result<(), String> {
    let asked = a.attribute((XSI, "type")).and_then(|t| resolve(a, t));
    let place = judge.types.retyped(place, asked);
    attributes(a, b, judge, place, path)?;
    let exact = judge.types.text_matters(place);
    let (mut left, mut right) = (children(a, exact), children(b, exact));
    if judge.encoded && place.is_some() && !judge.types.is_array(place) {
        left.retain(|child| !child.is_nil());
        right.retain(|child| !child.is_nil());
    }
    if !left.iter().chain(&right).any(Child::is_element) {
        return text(a, b, judge, place, path);
    }
    if judge.types.unordered(place) {
        return any_order(&left, right, judge, place, path);
    }
    for (i, pair) in left.iter().zip(&right).enumerate() {
        match pair {
            (Child::Element(x), Child::Element(y)) => child(i, *x, *y, judge, place, path)?,
            (Child::Text(x), Child::Text(y)) if x == y => {}
            (x, y) => return Err(format!("{path}: {} became {}", x.show(), y.show())),
        }
    }
    match (left.get(right.len()), right.get(left.len())) {
        (Some(x), _) => Err(format!("{path}: lost {}", x.show())),
        (_, Some(y)) => Err(format!("{path}: gained {}", y.show())),
        _ => Ok(()),
    }
}

fn child(
    position: usize,
    x: Node<'_, '_>,
    y: Node<'_, '_>,
    judge: &Judge<'_, '_>,
    parent: Found<'_>,
    path: &mut String,
) -> Result<(), String> {
    let length = path.len();
    path.push_str(&format!("/{}[{position}]", x.tag_name().name()));
    let place = judge.types.child(parent, name(x));
    // The items of an array may have any name (SOAP 1.1, section 5.4.2).
    let verdict = match judge.types.is_array(parent) {
        true => inside(x, y, judge, place, path),
        false => element(x, y, judge, place, path),
    };
    path.truncate(length);
    verdict
}

/// The children of an `xs:all`, each of another name.
fn any_order(
    left: &[Child<'_, '_>],
    mut right: Vec<Child<'_, '_>>,
    judge: &Judge<'_, '_>,
    parent: Found<'_>,
    path: &mut String,
) -> Result<(), String> {
    for (i, x) in left.iter().enumerate() {
        let twin = right.iter().position(|y| match (x, y) {
            (Child::Element(x), Child::Element(y)) => name(*x) == name(*y),
            (Child::Text(x), Child::Text(y)) => x == y,
            _ => false,
        });
        let Some(twin) = twin else {
            return Err(format!("{path}: lost {}", x.show()));
        };
        if let (Child::Element(x), Child::Element(y)) = (x, right.remove(twin)) {
            child(i, *x, y, judge, parent, path)?;
        }
    }
    match right.first() {
        Some(y) => Err(format!("{path}: gained {}", y.show())),
        None => Ok(()),
    }
}

enum Child<'a, 'i> {
    Element(Node<'a, 'i>),
    Text(String),
}

impl Child<'_, '_> {
    fn is_element(&self) -> bool {
        matches!(self, Child::Element(_))
    }

    fn is_nil(&self) -> bool {
        let nil = |node: &Node<'_, '_>| node.attribute((XSI, "nil")).and_then(values::boolean);
        matches!(self, Child::Element(node) if nil(node) == Some(true))
    }

    fn show(&self) -> String {
        match self {
            Child::Element(node) => format!("{:?}", name(*node)),
            Child::Text(text) => format!("text {text:?}"),
        }
    }
}

/// Elements and the runs of text between them, comments apart. Unless text is `exact`, a run of white space is none.
fn children<'a, 'i>(node: Node<'a, 'i>, exact: bool) -> Vec<Child<'a, 'i>> {
    let mut list: Vec<Child<'a, 'i>> = Vec::new();
    for child in node.children() {
        match (list.last_mut(), child.text().filter(|_| child.is_text())) {
            (Some(Child::Text(run)), Some(text)) => run.push_str(text),
            (_, Some(text)) => list.push(Child::Text(text.to_owned())),
            (_, None) if child.is_element() => list.push(Child::Element(child)),
            _ => {}
        }
    }
    list.retain(|c| exact || !matches!(c, Child::Text(run) if blank(run)));
    list
}

fn blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}

fn own_text(node: Node<'_, '_>) -> String {
    let texts = node.children().filter(Node::is_text);
    texts.filter_map(|n| n.text()).collect()
}

fn text(
    a: Node<'_, '_>,
    b: Node<'_, '_>,
    judge: &Judge<'_, '_>,
    place: Found<'_>,
    path: &str,
) -> Result<(), String> {
    let (x, y) = (own_text(a), own_text(b));
    let kind = judge.types.simple(place);
    let nothing = kind.is_none() && !judge.types.text_matters(place) && blank(&x) && blank(&y);
    if x == y
        || nothing
        || kind
            .as_ref()
            .is_some_and(|k| values::equal(k, (&x, &scope(a)), (&y, &scope(b))))
    {
        return Ok(());
    }
    Err(format!("{path}: {x:?} became {y:?}"))
}

fn scope<'a>(node: Node<'a, '_>) -> impl Fn(&str) -> Option<String> + use<'a> {
    let bound: Vec<(String, String)> = node
        .namespaces()
        .map(|n| (n.name().unwrap_or("").to_owned(), n.uri().to_owned()))
        .collect();
    move |prefix: &str| {
        bound
            .iter()
            .find(|(p, _)| p == prefix)
            .map(|(_, u)| u.clone())
    }
}

/// The value of a QName at `node`.
pub fn resolve(node: Node<'_, '_>, text: &str) -> Option<(String, String)> {
    let (prefix, local) = text.trim().split_once(':').unwrap_or(("", text.trim()));
    let uri = match node.lookup_namespace_uri((!prefix.is_empty()).then_some(prefix)) {
        Some(uri) => uri,
        None if prefix.is_empty() => "",
        None => return None,
    };
    Some((uri.to_owned(), local.to_owned()))
}

fn attributes(
    a: Node<'_, '_>,
    b: Node<'_, '_>,
    judge: &Judge<'_, '_>,
    place: Found<'_>,
    path: &str,
) -> Result<(), String> {
    let meaning = |n: &roxmltree::Attribute<'_, '_>| {
        !(n.namespace() == Some(XSI)
            && matches!(n.name(), "schemaLocation" | "noNamespaceSchemaLocation"))
    };
    let key = |n: &roxmltree::Attribute<'_, '_>| {
        (n.namespace().unwrap_or("").to_owned(), n.name().to_owned())
    };
    for x in a.attributes().filter(meaning) {
        let y = b.attributes().find(|y| key(y) == key(&x));
        let Some(y) = y else {
            // nil="false" says nothing; so does an xsi:type that repeats the declared type.
            let silent = x.namespace() == Some(XSI)
                && match x.name() {
                    "nil" => matches!(x.value().trim(), "false" | "0"),
                    "type" => resolve(a, x.value()).is_some_and(|t| {
                        let narrows = judge.types.narrows(place);
                        judge.narrowed.update(|n| n + usize::from(narrows));
                        narrows || judge.types.declares(place, &t)
                    }),
                    _ => false,
                };
            let frames = |ns: &str| ENCODINGS.contains(&ns) || x.name() == "encodingStyle";
            if silent || x.namespace().is_some_and(frames) {
                continue;
            }
            return Err(format!(
                "{path}: lost attribute {:?}={:?}",
                key(&x),
                x.value()
            ));
        };
        let equal = match (x.namespace(), x.name()) {
            (Some(XSI), "type") => resolve(a, x.value()) == resolve(b, y.value()),
            (Some(ns), "arrayType" | "itemType") if ENCODINGS.contains(&ns) => {
                resolve(a, x.value()) == resolve(b, y.value())
            }
            (Some(XSI), "nil") => values::boolean(x.value()) == values::boolean(y.value()),
            _ => {
                let kind = judge.types.attribute(place, &key(&x));
                x.value() == y.value()
                    || kind.is_some_and(|k| {
                        values::equal(&k, (x.value(), &scope(a)), (y.value(), &scope(b)))
                    })
            }
        };
        if !equal {
            return Err(format!(
                "{path}/@{}: {:?} became {:?}",
                x.name(),
                x.value(),
                y.value()
            ));
        }
    }
    // What says no more than what it is, in the SOAP encoding.
    let told = |y: &roxmltree::Attribute<'_, '_>| {
        let framed = y.namespace().is_some_and(|ns| ENCODINGS.contains(&ns));
        let typed = || resolve(b, y.value()).is_some_and(|t| judge.types.is_of(place, &t));
        judge.encoded && (framed || key(y) == (XSI.to_owned(), "type".to_owned()) && typed())
    };
    for y in b.attributes().filter(meaning) {
        if !told(&y) && !a.attributes().any(|x| key(&x) == key(&y)) {
            return Err(format!(
                "{path}: gained attribute {:?}={:?}",
                key(&y),
                y.value()
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
