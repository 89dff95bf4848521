//! Writes a tree as XML 1.0 text with namespaces.
//!
//! [`Layout::Page`] lays it out as the `XmlTextWriter` of .NET does with indentation on, since that is how an ASP.NET service page
//! shows its samples: two spaces a level, ` />` for the empty element, namespace declarations last in the tag, and no white space
//! added once an element has text.

use std::sync::Arc;

use super::tree::{Element, Node, Value, XML};

/// Where white space goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// XML declaration, then a line per element.
    Page,
    /// No declaration and no white space of the printer's own.
    Compact,
}

/// The text of a document with this root. It ends without a line feed.
pub fn print(root: &Element, layout: Layout) -> String {
    let mut printer = Printer {
        out: String::new(),
        scope: vec![("xml".into(), XML.into())],
        page: layout == Layout::Page,
        made: 0,
    };
    if printer.page {
        printer
            .out
            .push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    }
    printer.element(root, 0, false);
    printer.out
}

struct Printer {
    out: String,
    /// Prefix and namespace, innermost last; the empty prefix is the default namespace.
    scope: Vec<(Arc<str>, Arc<str>)>,
    page: bool,
    /// How many prefixes were made up.
    made: u32,
}

impl Printer {
    /// `mixed`: an element around this one has text, so that white space would be content.
    fn element(&mut self, element: &Element, depth: usize, mixed: bool) {
        let outer = self.scope.len();
        self.line(depth, mixed);
        let mut tag = String::new();
        let mut late = Vec::new();
        for (prefix, namespace) in &element.declarations {
            self.declare(&mut tag, prefix, namespace);
        }
        let name = self.element_name(element, &mut late);
        for attribute in &element.attributes {
            let prefix = match &*attribute.name.namespace {
                "" => None,
                namespace => Some(self.prefix_for(namespace, "d", &mut tag)),
            };
            let text = self.value(&attribute.value, "s", &mut tag);
            tag.push(' ');
            if let Some(prefix) = prefix {
                tag.push_str(&prefix);
                tag.push(':');
            }
            tag.push_str(&attribute.name.local);
            tag.push_str("=\"");
            escape(&text, true, &mut tag);
            tag.push('"');
        }
        let texts: Vec<Option<String>> = element
            .children
            .iter()
            .map(|child| match child {
                Node::Text(value) => Some(self.value(value, "q", &mut tag)),
                Node::Element(_) | Node::Xml(_) => None,
            })
            .collect();
        self.out.push('<');
        self.out.push_str(&name);
        self.out.push_str(&tag);
        for (prefix, namespace) in late {
            declaration(&mut self.out, &prefix, &namespace);
        }
        if element.children.is_empty() {
            self.out.push_str(" />");
            self.scope.truncate(outer);
            return;
        }
        self.out.push('>');
        let mut mixed = mixed;
        for (child, text) in element.children.iter().zip(texts) {
            match (child, text) {
                (Node::Element(child), _) => self.element(child, depth + 1, mixed),
                (Node::Xml(xml), _) => {
                    mixed = true;
                    self.out.push_str(xml);
                }
                (_, Some(text)) => {
                    mixed = true;
                    escape(&text, false, &mut self.out);
                }
                _ => {}
            }
        }
        self.line(depth, mixed);
        self.out.push_str("</");
        self.out.push_str(&name);
        self.out.push('>');
        self.scope.truncate(outer);
    }

    fn line(&mut self, depth: usize, mixed: bool) {
        if self.page && !mixed {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n("  ", depth));
        }
    }

    /// The name as written; a declaration that it needs goes to `late`.
    fn element_name(&mut self, element: &Element, late: &mut Vec<(Arc<str>, Arc<str>)>) -> String {
        let name = &element.name;
        let found = match &element.prefix {
            Some(prefix) => self.bound(prefix) == Some(&*name.namespace),
            None => self.lookup(&name.namespace, true).is_some(),
        };
        let prefix = match (&element.prefix, found) {
            (None, true) => self
                .lookup(&name.namespace, true)
                .unwrap_or_else(|| "".into()),
            (wanted, _) => wanted.clone().unwrap_or_else(|| "".into()),
        };
        if !found {
            self.scope.push((prefix.clone(), name.namespace.clone()));
            late.push((prefix.clone(), name.namespace.clone()));
        }
        match &*prefix {
            "" => name.local.to_string(),
            prefix => format!("{prefix}:{}", name.local),
        }
    }

    /// What the prefix is bound to; the default namespace is none where nothing says otherwise.
    fn bound(&self, prefix: &str) -> Option<&str> {
        let found = self.scope.iter().rev().find(|(p, _)| **p == *prefix);
        found
            .map(|(_, namespace)| &**namespace)
            .or((prefix.is_empty()).then_some(""))
    }

    /// The innermost prefix that is bound to the namespace and not hidden.
    fn lookup(&self, namespace: &str, elements: bool) -> Option<Arc<str>> {
        if namespace.is_empty() {
            return (elements && self.bound("") == Some("")).then(|| "".into());
        }
        let mut candidates = self.scope.iter().rev().filter(|(p, n)| {
            **n == *namespace
                && (elements || !p.is_empty())
                && self.bound(p).is_some_and(|b| b == &**n)
        });
        candidates.next().map(|(prefix, _)| prefix.clone())
    }

    /// A prefix for the namespace of an attribute or of a name in a value, declared in `tag` when there is none.
    fn prefix_for(&mut self, namespace: &str, letter: &str, tag: &mut String) -> Arc<str> {
        if let Some(prefix) = self.lookup(namespace, false) {
            return prefix;
        }
        let prefix: Arc<str> = loop {
            let candidate = format!("{letter}{}", self.made + u32::from(letter != "s"));
            self.made += 1;
            if self.bound(&candidate).is_none() {
                break candidate.into();
            }
        };
        self.declare(tag, &prefix, namespace);
        prefix
    }

    fn declare(&mut self, tag: &mut String, prefix: &str, namespace: &str) {
        self.scope.push((prefix.into(), namespace.into()));
        declaration(tag, prefix, namespace);
    }

    fn value(&mut self, value: &Value, letter: &str, tag: &mut String) -> String {
        match value {
            Value::Text(text) => text.clone(),
            // A name without a namespace needs no prefix, and is right as long as no default namespace is in force; ASP.NET writes
            // its placeholders for types so.
            Value::Name(name, rest) if name.namespace.is_empty() => format!("{}{rest}", name.local),
            Value::Name(name, rest) => {
                let prefix = self.prefix_for(&name.namespace, letter, tag);
                format!("{prefix}:{}{rest}", name.local)
            }
        }
    }
}

fn declaration(out: &mut String, prefix: &str, namespace: &str) {
    out.push_str(" xmlns");
    if !prefix.is_empty() {
        out.push(':');
        out.push_str(prefix);
    }
    out.push_str("=\"");
    escape(namespace, true, out);
    out.push('"');
}

/// Escapes what XML 1.0 demands (sections 2.3 and 2.4), and line ends and tabs that a parser would change.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\r' => out.push_str("&#xD;"),
            '\n' if attribute => out.push_str("&#xA;"),
            '\t' if attribute => out.push_str("&#x9;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, print};
    use crate::model::name::QName;
    use crate::sample::tree::{Element, Value, XSD, XSI};

    fn text(root: &Element) -> String {
        print(root, Layout::Compact)
    }

    #[test]
    fn default_namespaces_are_declared_where_they_change() {
        let mut root = Element::new(QName::new("urn:a", "a"));
        let mut inner = Element::new(QName::new("", "b"));
        inner.push(Element::new(QName::new("urn:a", "c")));
        root.push(inner)
            .push(Element::new(QName::new("urn:a", "d")));
        assert_eq!(
            text(&root),
            "<a xmlns=\"urn:a\"><b xmlns=\"\"><c xmlns=\"urn:a\" /></b><d /></a>"
        );
    }

    #[test]
    fn prefixes_in_scope_are_used() {
        let mut root = Element::with_prefix("p", "urn:p", "a");
        root.declare("xsd", XSD).declare("xsi", XSI);
        let mut child = Element::new(QName::new(XSD, "schema"));
        child.xsi_type(QName::new("urn:p", "T"));
        child.attribute(QName::new("urn:q", "x"), Value::text("1"));
        root.push(child);
        assert_eq!(
            text(&root),
            format!(
                "<p:a xmlns:xsd=\"{XSD}\" xmlns:xsi=\"{XSI}\" xmlns:p=\"urn:p\">\
                 <xsd:schema xsi:type=\"p:T\" xmlns:d1=\"urn:q\" d1:x=\"1\" /></p:a>"
            )
        );
    }

    #[test]
    fn text_is_escaped_and_keeps_its_place() {
        let mut root = Element::new(QName::new("", "a"));
        root.attribute(QName::new("", "b"), Value::text("\"<\n&"));
        let mut inner = Element::new(QName::new("", "c"));
        inner.push(Element::new(QName::new("", "d")));
        root.push(inner.clone())
            .text(Value::text("<x>\r"))
            .push(inner);
        assert_eq!(
            print(&root, Layout::Page),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&quot;&lt;&#xA;&amp;\">\n  <c>\n    <d />\n  </c>\
             &lt;x&gt;&#xD;<c><d /></c></a>"
        );
    }
}
