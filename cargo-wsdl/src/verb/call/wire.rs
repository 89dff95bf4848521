//! Messages as they may be shown: laid out, their secrets hidden.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::PoisonError;

use wsdl_codegen::model::package::{Item, Package, Row};
use wsdl_runtime::transport::{
    BlockingPieces, BlockingTransport, Failure, Outgoing, TransportError,
};
use wsdl_runtime::xml::{Child, Element};
use wsdl_runtime::{Fault, Wire};

use super::{Log, Seen};
use crate::dynamic::escaped;

/// The most characters of a body that is no XML.
const MAX_TEXT: usize = 2_000;
/// The deepest nesting that is laid out.
const MAX_DEPTH: usize = 200;

/// A transport that sends nothing.
pub(super) struct Dry;

impl BlockingTransport for Dry {
    fn send(&self, _: Outgoing) -> Result<http::Response<Box<dyn BlockingPieces>>, TransportError> {
        Err(Failure::Request.into())
    }
}

/// The names whose values are not shown: the secret members of the package, and what WS-Security keeps.
pub(super) fn secrets(package: &Package) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = ["Password", "BinarySecurityToken"]
        .map(str::to_owned)
        .into();
    let mut take = |row: &Row| {
        if row.flags.secret {
            names.insert(row.name.clone());
        }
    };
    for item in package.modules.iter().flat_map(|m| &m.items) {
        match item {
            Item::Struct(s) => s.members.iter().for_each(|m| take(&m.row)),
            Item::Choice(c) => c.variants.iter().for_each(|v| take(&v.row)),
            Item::Words(_) | Item::Union(_) | Item::Alias(_) => {}
        }
    }
    names
}

/// A hook that notes the messages.
pub(super) fn log(seen: &Seen, secrets: BTreeSet<String>) -> Log {
    let seen = seen.clone();
    Box::new(move |wire| {
        let text = format!("{}\n{}\n", wire.head(), body(wire.body(), &secrets));
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.shown.push(text);
        if let Wire::Response(response) = wire {
            seen.answer = response.body().to_vec();
        }
    })
}

/// A body, laid out.
fn body(bytes: &[u8], secrets: &BTreeSet<String>) -> String {
    let text = String::from_utf8_lossy(bytes);
    match text.trim_start_matches('\u{feff}').parse::<Element>() {
        Ok(root) => laid_out(&root, secrets),
        Err(_) => {
            let shown: String = text.chars().take(MAX_TEXT).collect();
            let rest = if shown.len() < text.len() { "\n.." } else { "" };
            shown.lines().map(escaped).collect::<Vec<_>>().join("\n") + rest
        }
    }
}

/// The body of an answer as it came, with a line break at its end.
pub(super) fn raw(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A fault for people: its reason's first line, then the rest of what it says.
pub(super) fn fault(fault: &Fault, secrets: &BTreeSet<String>) -> String {
    let mut reason = fault.reason().lines().map(escaped);
    let mut text = format!(
        "the service answered with a fault: {}",
        reason.next().unwrap_or_default()
    );
    for line in reason {
        let _ = write!(text, "\n          {}", line.trim());
    }
    let _ = write!(text, "\n  code    {}", escaped(&fault.code().to_string()));
    for code in fault.subcodes() {
        let _ = write!(text, "\n  subcode {}", escaped(&code.to_string()));
    }
    if let Some(actor) = fault.actor().filter(|a| !a.is_empty()) {
        let _ = write!(text, "\n  actor   {}", escaped(actor));
    }
    for detail in fault.details() {
        let mut lines = laid_out(detail, secrets);
        lines.truncate(lines.trim_end().len());
        for (i, line) in lines.lines().enumerate() {
            let start = if i == 0 {
                "\n  detail  "
            } else {
                "\n          "
            };
            text.push_str(start);
            text.push_str(line);
        }
    }
    text
}

/// An element with a line each for its children; what is secret is `***`.
pub(super) fn laid_out(root: &Element, secrets: &BTreeSet<String>) -> String {
    let mut out = String::new();
    let mut scope = Scope {
        written: vec![
            (
                "xml".to_owned(),
                "http://www.w3.org/XML/1998/namespace".to_owned(),
            ),
            (String::new(), String::new()),
        ],
        read: Vec::new(),
    };
    element(root, secrets, 0, &mut scope, &mut out);
    out
}

/// Prefixes and their namespaces.
struct Scope {
    /// As they are declared in what is written: where they are needed.
    written: Vec<(String, String)>,
    /// As they were in what was read.
    read: Vec<(String, String)>,
}

impl Scope {
    /// Declares a prefix in the start tag being written, where it is not.
    fn declare(&mut self, prefix: &str, namespace: &str, out: &mut String) {
        if of(prefix, &self.written) == Some(namespace) {
            return;
        }
        let name = if prefix.is_empty() {
            "xmlns".to_owned()
        } else {
            format!("xmlns:{prefix}")
        };
        let _ = write!(out, " {name}=\"{}\"", quoted(namespace));
        let declared = (prefix.to_owned(), namespace.to_owned());
        self.written.push(declared);
    }

    /// The same of the prefixes of names in a value, such as those of types.
    fn declare_in(&mut self, value: &str, out: &mut String) {
        let words = value.split_whitespace();
        for (prefix, _) in words.filter_map(|word| word.split_once(':')) {
            if let Some(namespace) = of(prefix, &self.read).map(str::to_owned) {
                self.declare(prefix, &namespace, out);
            }
        }
    }
}

/// The namespace of a prefix.
fn of<'s>(prefix: &str, scope: &'s [(String, String)]) -> Option<&'s str> {
    let mut all = scope.iter().rev();
    let (_, namespace) = all.find(|(known, _)| known == prefix)?;
    Some(namespace)
}

fn element(
    e: &Element,
    secrets: &BTreeSet<String>,
    depth: usize,
    scope: &mut Scope,
    out: &mut String,
) {
    let indent = "  ".repeat(depth.min(MAX_DEPTH));
    let (written, read) = (scope.written.len(), scope.read.len());
    scope.read.extend_from_slice(&e.scope);
    let tag = if e.prefix.is_empty() {
        e.local.clone()
    } else {
        format!("{}:{}", e.prefix, e.local)
    };
    let _ = write!(out, "{indent}<{tag}");
    scope.declare(&e.prefix, &e.namespace, out);
    for attribute in &e.attributes {
        if !attribute.prefix.is_empty() {
            scope.declare(&attribute.prefix, &attribute.namespace, out);
        }
        let name = if attribute.prefix.is_empty() {
            attribute.local.clone()
        } else {
            format!("{}:{}", attribute.prefix, attribute.local)
        };
        let value = if secrets.contains(&attribute.local) {
            "***".to_owned()
        } else {
            scope.declare_in(&attribute.value, out);
            quoted(&attribute.value)
        };
        let _ = write!(out, " {name}=\"{value}\"");
    }
    let elements: Vec<&Element> = e.elements().collect();
    let text = e.text();
    let is_secret = secrets.contains(&e.local);
    if !is_secret {
        scope.declare_in(&text, out);
    }
    if is_secret && !(elements.is_empty() && text.is_empty()) {
        let _ = writeln!(out, ">***</{tag}>");
    } else if elements.is_empty() && text.is_empty() {
        out.push_str(" />\n");
    } else if elements.is_empty() {
        let _ = writeln!(out, ">{}</{tag}>", quoted(&text));
    } else if depth >= MAX_DEPTH {
        let _ = writeln!(out, ">..</{tag}>");
    } else {
        out.push_str(">\n");
        for child in &e.children {
            match child {
                Child::Element(child) => element(child, secrets, depth + 1, scope, out),
                Child::Text(text) if text.trim().is_empty() => {}
                Child::Text(text) => {
                    let _ = writeln!(out, "{indent}  {}", quoted(text.trim()));
                }
            }
        }
        let _ = writeln!(out, "{indent}</{tag}>");
    }
    scope.written.truncate(written);
    scope.read.truncate(read);
}

fn quoted(text: &str) -> String {
    escaped(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
