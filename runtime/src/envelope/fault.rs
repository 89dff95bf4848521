//! Faults out of envelopes.

use crate::fault::{Code, Facts, Fault, Reason};
use crate::xml::{Child, Element};

/// A fault out of the children of a `soap:Fault`, each with all namespaces in force. It does not matter of which version
/// the envelope is: there are servers that put the one version's fault into the other's envelope, and its children into
/// no namespace where they should have one.
///
/// What is no child of a fault belongs into its detail, where some services forget to put it.
pub(super) fn read(children: Vec<Element>) -> Fault {
    let mut fault = Facts::new(Code::new(None, ""));
    let mut others = Vec::new();
    for child in children {
        match child.local.as_str() {
            "faultcode" => fault.code = code(&[&child]),
            "faultstring" => fault.reasons.push(reason(&child)),
            "faultactor" | "Node" => fault.actor = uri(&child),
            "Role" => fault.role = uri(&child),
            "Code" => codes(&mut fault, &child),
            "Reason" => fault
                .reasons
                .extend(child.elements().filter(|e| e.local == "Text").map(reason)),
            "detail" | "Detail" => fault.detail = Some(child),
            _ => others.push(Child::Element(child)),
        }
    }
    if !others.is_empty() {
        let detail = fault
            .detail
            .get_or_insert_with(|| Element::new("", "detail"));
        if detail.elements().next().is_none() {
            detail.children.extend(others);
        }
    }
    fault.into()
}

/// `Code` of SOAP 1.2: a `Value`, then perhaps a `Subcode` that holds the same again.
fn codes(fault: &mut Facts, outermost: &Element) {
    let mut path = vec![outermost];
    let mut found = Vec::new();
    while let Some(level) = path.last().copied() {
        if let Some(value) = level.elements().find(|e| e.local == "Value") {
            path.push(value);
            found.push(code(&path));
            path.pop();
        }
        match level.elements().find(|e| e.local == "Subcode") {
            Some(inner) => path.push(inner),
            None => break,
        }
    }
    let mut found = found.into_iter();
    if let Some(code) = found.next() {
        fault.code = code;
    }
    fault.subcodes = found.collect();
}

/// The code that is the text of the last element of `path`, its prefix resolved by what the path declares.
fn code(path: &[&Element]) -> Code {
    let text = path.last().map(|e| text(e)).unwrap_or_default();
    match text.split_once(':') {
        // Codes are QNames, but there are sentences and URLs among them.
        Some((prefix, local)) if is_name(prefix) && is_name(local) => {
            let declared = path
                .iter()
                .rev()
                .flat_map(|e| e.scope.iter().rev())
                .find(|(p, _)| p == prefix);
            Code::new(declared.map(|(_, namespace)| namespace.as_str()), local)
        }
        _ => Code::new(None, text),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '/' | '{'))
}

fn reason(element: &Element) -> Reason {
    let language = element
        .attribute("http://www.w3.org/XML/1998/namespace", "lang")
        .unwrap_or("");
    Reason {
        language: language.to_owned(),
        text: text(element),
    }
}

fn uri(element: &Element) -> Option<String> {
    Some(text(element)).filter(|uri| !uri.is_empty())
}

/// The text of an element, without white space around it, and without the tags of those that put markup into their reasons.
fn text(element: &Element) -> String {
    fn gather(element: &Element, out: &mut String) {
        for child in &element.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => gather(element, out),
            }
        }
    }
    let mut text = String::new();
    gather(element, &mut text);
    text.trim().to_owned()
}
