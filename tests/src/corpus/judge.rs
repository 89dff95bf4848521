//! Are two documents the same infoset? Judged on roxmltree's trees, without our codec.

use roxmltree::{Document, Node};

use super::typed::Types;
use super::values;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Compares what was read with what was written; the error is the first difference, with its path.
///
/// Names, order, attributes, nil, `xsi:type` and text must be equal; where the text of a simple value differs, the two are compared as
/// values of the type that `types` finds for the place. Namespace declarations, comments, `xsi:schemaLocation` and the white space between
/// the children of element content carry no meaning. A declared default that only one side spells out is the same value.
///
/// # Errors
/// The first difference.
pub fn same(read: &str, written: &str, types: &Types<'_>) -> Result<(), String> {
    let read = Document::parse(read).map_err(|e| format!("the original: {e}"))?;
    let written = Document::parse(written)
        .map_err(|e| format!("what was written is not well-formed: {e}"))?;
    let root = read.root_element();
    element(
        root,
        written.root_element(),
        types,
        types.root(name(root)),
        &mut path_of(root),
    )
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
    types: &Types<'_>,
    place: Found<'_>,
    path: &mut String,
) -> Result<(), String> {
    if name(a) != name(b) {
        return Err(format!("{path}: {:?} became {:?}", name(a), name(b)));
    }
    let asked = a.attribute((XSI, "type")).and_then(|t| resolve(a, t));
    let place = types.retyped(place, asked);
    attributes(a, b, types, place, path)?;
    let (ka, kb): (Vec<_>, Vec<_>) = (children(a), children(b));
    if ka.is_empty() && kb.is_empty() {
        return text(a, b, types, place, path);
    }
    mixed_text(a, b, path)?;
    for (i, (x, y)) in ka.iter().zip(&kb).enumerate() {
        let length = path.len();
        path.push_str(&format!("/{}[{i}]", x.tag_name().name()));
        element(*x, *y, types, types.child(place, name(*x)), path)?;
        path.truncate(length);
    }
    match ka.len().cmp(&kb.len()) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(format!(
            "{path}: lost {:?}",
            ka.get(kb.len()).map(|n| name(*n))
        )),
        std::cmp::Ordering::Less => Err(format!(
            "{path}: gained {:?}",
            kb.get(ka.len()).map(|n| name(*n))
        )),
    }
}

fn children<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    node.children().filter(Node::is_element).collect()
}

fn own_text(node: Node<'_, '_>) -> String {
    node.children()
        .filter(Node::is_text)
        .filter_map(|n| n.text())
        .collect()
}

/// Text between child elements: equal, or white space on both sides.
fn mixed_text(a: Node<'_, '_>, b: Node<'_, '_>, path: &str) -> Result<(), String> {
    let (x, y) = (own_text(a), own_text(b));
    if x == y || (x.trim().is_empty() && y.trim().is_empty()) {
        return Ok(());
    }
    Err(format!("{path}: text {x:?} became {y:?}"))
}

fn text(
    a: Node<'_, '_>,
    b: Node<'_, '_>,
    types: &Types<'_>,
    place: Found<'_>,
    path: &str,
) -> Result<(), String> {
    let (x, y) = (own_text(a), own_text(b));
    let kind = types.simple(place);
    let blank_element_content = kind.is_none() && x.trim().is_empty() && y.trim().is_empty();
    if x == y
        || blank_element_content
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
    types: &Types<'_>,
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
                    "type" => resolve(a, x.value()).is_some_and(|t| types.declares(place, &t)),
                    _ => false,
                };
            if silent {
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
            (Some(XSI), "nil") => values::boolean(x.value()) == values::boolean(y.value()),
            _ => {
                let kind = types.attribute(place, &key(&x));
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
    for y in b.attributes().filter(meaning) {
        if !a.attributes().any(|x| key(&x) == key(&y))
            && !types.fixed_attribute(place, &key(&y), y.value())
        {
            return Err(format!(
                "{path}: gained attribute {:?}={:?}",
                key(&y),
                y.value()
            ));
        }
    }
    Ok(())
}
