//! Messages of rpc operations, made from the schema: as they are, and in the ways of SOAP encoding to say the same (SOAP 1.1, section 5):
//! values that stand apart and are referred to, arrays of which a part is sent, arrays with gaps.

use std::collections::BTreeMap;

use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::wsdl::Use;
use wsdl_codegen::sample::tree::{Attribute, Element, Node, Value, XSD};
use wsdl_codegen::sample::{Bound, Direction, Style, print};

use super::extract;
use super::judge::{ENCODINGS, Manner};

/// The deepest that references are followed.
const DEPTH: usize = 200;

/// The child of a body.
pub struct Call {
    /// The operation, and how its message is written.
    pub shown: String,
    /// What is read.
    pub document: String,
    /// What must be written, where that is written otherwise.
    pub means: Option<String>,
    /// By which name generated code is asked for it: operations of one name have messages of one name.
    pub key: String,
    /// What must be the same.
    pub manner: Manner,
}

/// The name under which generated code reads and writes a message of an operation.
pub fn key(binding: usize, operation: usize, direction: Direction) -> String {
    format!("call {binding}.{operation}.{direction:?}")
}

/// Requests and responses of every operation that is bound to SOAP, with values that the schema allows, those with attachments apart.
pub fn of(description: &Description) -> Vec<Call> {
    let mut found = Vec::new();
    for (number, binding) in description.wsdl.bindings.iter().enumerate() {
        for operation in &binding.operations {
            let Some(bound) = Bound::new(description, binding, operation) else {
                continue;
            };
            for (direction, layout) in [
                (Direction::Request, &operation.input),
                (Direction::Response, &operation.output),
            ] {
                // Attachments do not stand in the envelope, so that no document holds the whole message: tests of the wire have these.
                if layout.as_ref().is_some_and(|l| !l.attachments.is_empty()) {
                    continue;
                }
                let Some(envelope) = bound.envelope(direction, Style::Values) else {
                    continue;
                };
                let shown = format!("{} {direction:?}", bound.operation.name);
                let message = match direction {
                    Direction::Request => &bound.operation.input,
                    Direction::Response => &bound.operation.output,
                };
                let key = key(number, operation.operation, direction);
                let manner = Manner {
                    message: message.as_ref().map(|m| m.message.index()),
                    encoded: layout.as_ref().is_some_and(|l| l.body_use == Use::Encoded),
                };
                found.extend(calls(&shown, &envelope, &key, manner));
            }
        }
    }
    found
}

fn calls(shown: &str, envelope: &Element, key: &str, manner: Manner) -> Vec<Call> {
    let plain = inlined(envelope);
    let mut found: Vec<Call> = bodies(&plain)
        .into_iter()
        .map(|document| Call {
            shown: shown.to_owned(),
            document,
            means: None,
            key: key.to_owned(),
            manner,
        })
        .collect();
    let mut more = |how: &str, read: &Element, means: &Element| {
        for (document, means) in bodies(read).into_iter().zip(bodies(means)) {
            if document != means {
                found.push(Call {
                    shown: format!("{shown}, {how}"),
                    document,
                    means: Some(means),
                    key: key.to_owned(),
                    manner,
                });
            }
        }
    };
    more("with references", &gathered(envelope), &plain);
    let part = |read: bool| with_arrays(&plain, &|array| partial(array, read));
    more("with a part of each array", &part(true), &part(false));
    let gaps = |read: bool| with_arrays(&plain, &|array| sparse(array, read));
    more("with gaps in each array", &gaps(true), &gaps(false));
    found
}

/// The children of the body, each as a document.
fn bodies(envelope: &Element) -> Vec<String> {
    extract::body_children(&print::print(envelope, print::Layout::Compact)).unwrap_or_default()
}

/// The envelope with one child in its body, which holds what it refers to: a document of its own can follow the references.
fn gathered(envelope: &Element) -> Element {
    let mut copy = envelope.clone();
    for child in &mut copy.children {
        let Node::Element(body) = child else { continue };
        if &*body.name.local != "Body" || body.children.is_empty() {
            continue;
        }
        let apart = body.children.split_off(1);
        if let Some(Node::Element(message)) = body.children.first_mut() {
            message.children.extend(apart);
        }
    }
    copy
}

/// A message without references: what an element refers to stands in it.
fn inlined(envelope: &Element) -> Element {
    let mut targets = BTreeMap::new();
    let mut open = vec![envelope];
    while let Some(element) = open.pop() {
        if let Some(Value::Text(id)) = attribute(element, "id") {
            targets.insert(id.clone(), element);
        }
        open.extend(element.elements());
    }
    resolved(envelope, &targets, 0)
}

fn resolved(element: &Element, targets: &BTreeMap<String, &Element>, depth: usize) -> Element {
    let reference = attribute(element, "href").or_else(|| attribute(element, "ref"));
    let target = match reference {
        Some(Value::Text(id)) if depth < DEPTH => targets.get(id.trim_start_matches('#')),
        _ => None,
    };
    let from = target.copied().unwrap_or(element);
    let mut copy = Element::new(element.name.clone());
    let kept = |a: &&Attribute| !["id", "href", "ref"].iter().any(|name| is_link(a, name));
    copy.prefix.clone_from(&element.prefix);
    copy.declarations.clone_from(&from.declarations);
    copy.attributes = from.attributes.iter().filter(kept).cloned().collect();
    // What stands beside the message is there to be referred to.
    let apart = |child: &&Node| {
        let Node::Element(child) = child else {
            return false;
        };
        &*element.name.local == "Body" && attribute(child, "id").is_some()
    };
    copy.children = from
        .children
        .iter()
        .filter(|child| !apart(child))
        .map(|child| match child {
            Node::Element(e) => Node::Element(resolved(e, targets, depth + 1)),
            text => text.clone(),
        })
        .collect();
    copy
}

fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e Value> {
    let mut all = element.attributes.iter();
    all.find(|a| is_link(a, name)).map(|a| &a.value)
}

/// Whether it is an attribute of that name by which SOAP encoding links elements: in 1.1 of no namespace, in 1.2 of its own.
fn is_link(attribute: &Attribute, name: &str) -> bool {
    let namespace = &*attribute.name.namespace;
    (namespace.is_empty() || namespace == ENCODINGS[1]) && *attribute.name.local == *name
}

/// A copy in which every array is changed.
fn with_arrays(element: &Element, change: &impl Fn(&mut Element)) -> Element {
    let mut copy = element.clone();
    for child in &mut copy.children {
        if let Node::Element(child) = child {
            *child = with_arrays(child, change);
        }
    }
    if is_array(&copy) {
        change(&mut copy);
    }
    copy
}

/// Whether it is an array of SOAP 1.1 (1.2 has no parts and gaps), whose items can be nil: those of any type are kept as XML, which has no
/// place for what is not there.
fn is_array(element: &Element) -> bool {
    element.attributes.iter().any(|a| {
        let untyped = |item: &str| matches!(item, "anyType" | "ur-type");
        matches!(&a.value, Value::Name(item, sizes)
            if is_array_type(a)
                && !(&*item.namespace == XSD && untyped(&item.local) && sizes.matches('[').count() == 1))
    })
}

fn is_array_type(attribute: &Attribute) -> bool {
    *attribute.name.namespace == *ENCODINGS[0] && &*attribute.name.local == "arrayType"
}

/// The sizes of an array's dimensions, the array around those within it.
fn sizes(array: &Element) -> Vec<usize> {
    let text = array.attributes.iter().find_map(|a| match &a.value {
        Value::Name(_, text) if is_array_type(a) => text.rsplit_once('['),
        _ => None,
    });
    let sizes = text.map_or("", |(_, sizes)| sizes.trim_end_matches(']'));
    sizes
        .split(',')
        .filter_map(|size| size.parse().ok())
        .collect()
}

fn set_sizes(array: &mut Element, sizes: &[usize]) {
    let sizes: Vec<String> = sizes.iter().map(usize::to_string).collect();
    for attribute in &mut array.attributes {
        let is_it = is_array_type(attribute);
        if let (true, Value::Name(_, text)) = (is_it, &mut attribute.value)
            && let Some(last) = text.rfind('[')
        {
            text.replace_range(last.., &format!("[{}]", sizes.join(",")));
        }
    }
}

/// The first item is not sent (section 5.4.2.1): it reads as nil.
fn partial(array: &mut Element, read: bool) {
    let sizes = sizes(array);
    match (array.children.first_mut(), read) {
        (Some(Node::Element(first)), false) => nothing(first),
        (Some(Node::Element(_)), true) => {
            array.children.remove(0);
            place(array, "offset", 1, &sizes);
        }
        _ => {}
    }
}

/// Every other place of a row is left out (section 5.4.2.2): these read as nil.
fn sparse(array: &mut Element, read: bool) {
    let mut sizes = sizes(array);
    let Some(row) = sizes.last_mut() else { return };
    let short = (*row).max(1);
    *row = (2 * *row).saturating_sub(1);
    let long = (*row).max(1);
    set_sizes(array, &sizes);
    let items = std::mem::take(&mut array.children);
    for (number, mut item) in items.into_iter().enumerate() {
        if let Node::Element(item) = &mut item {
            let column = number % short;
            if read {
                place(item, "position", number / short * long + 2 * column, &sizes);
            } else if column > 0 {
                let mut gap = Element::new(item.name.clone());
                nothing(&mut gap);
                array.push(gap);
            }
        }
        array.children.push(item);
    }
}

/// Says which place of an array with these sizes it is.
fn place(element: &mut Element, name: &str, number: usize, sizes: &[usize]) {
    let (mut steps, mut rest) = (Vec::new(), number);
    for size in sizes.iter().skip(1).rev() {
        let size = (*size).max(1);
        steps.push((rest % size).to_string());
        rest /= size;
    }
    steps.push(rest.to_string());
    steps.reverse();
    let name = wsdl_codegen::model::name::QName::new(ENCODINGS[0], name);
    element.attribute(name, Value::text(format!("[{}]", steps.join(","))));
}

fn nothing(element: &mut Element) {
    element.attributes.clear();
    element.children.clear();
    element.nil();
}

#[cfg(test)]
mod tests {
    use super::*;
    use wsdl_codegen::model::name::QName;

    #[test]
    fn what_is_read_and_what_it_means_differ_in_how_they_are_written() {
        let own = |local: &str| QName::new("", local);
        let soap = |local: &str| QName::new("http://schemas.xmlsoap.org/soap/envelope/", local);
        let mut message = Element::new(QName::new("urn:x", "op"));
        let mut part = Element::new(own("part"));
        part.attribute(own("href"), Value::text("#id1"));
        message.push(part);
        let mut array = Element::new(QName::new(ENCODINGS[0], "Array"));
        array.attribute(own("id"), Value::text("id1")).attribute(
            QName::new(ENCODINGS[0], "arrayType"),
            Value::Name(QName::new(XSD, "int"), "[2]".into()),
        );
        for number in ["1", "2"] {
            let mut item = Element::new(own("item"));
            item.text(Value::text(number));
            array.push(item);
        }
        let mut body = Element::new(soap("Body"));
        body.push(message).push(array);
        let mut envelope = Element::new(soap("Envelope"));
        envelope.push(body);
        let calls = calls("op", &envelope, "", Manner::default());
        let how: Vec<&str> = calls.iter().map(|c| c.shown.as_str()).collect();
        assert_eq!(
            how,
            [
                "op",
                "op, with references",
                "op, with a part of each array",
                "op, with gaps in each array"
            ]
        );
        assert!(calls[0].document.contains("<item>1</item><item>2</item>"));
        assert!(calls[1].document.contains("href=\"#id1\""));
        assert_eq!(calls[1].means.as_ref(), Some(&calls[0].document));
        assert!(!calls[2].document.contains("<item>1</item>"));
        let nils = |call: &Call| {
            call.means
                .as_ref()
                .map(|m| m.matches("nil=\"true\"").count())
        };
        assert_eq!((nils(&calls[2]), nils(&calls[3])), (Some(1), Some(1)));
    }
}
