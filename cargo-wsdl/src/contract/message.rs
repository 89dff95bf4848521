//! Messages of an operation, the old beside the new: parts, headers, faults.

use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::wsdl::{BindingMessage, Header, MessageUse, Part, PartContent, Style};

use super::operation::{Offered, method};
use super::rust::Key;
use super::{Breaks, Comparer, Kind};

impl Comparer<'_> {
    /// The bodies and headers of a request or a response.
    pub(super) fn message(&mut self, a: &Offered<'_>, b: &Offered<'_>, request: bool) {
        let word = if request { "request" } else { "response" };
        let (Some(old), Some(new)) = (a.body(request), b.body(request)) else {
            return;
        };
        let only = |m: &Body<'_>| match m.parts.as_slice() {
            [part] if m.style == Style::Document => Some(part.content),
            _ => None,
        };
        let side = |breaks: Breaks| match request {
            true => Breaks::request(breaks.request.unwrap_or_default()),
            false => Breaks::response(breaks.response.unwrap_or_default()),
        };
        let mut keys: Vec<Key> = method(self.old.package, a)
            .into_iter()
            .chain(method(self.new.package, b))
            .collect();
        keys.dedup();
        if let (Some(PartContent::Element(x)), Some(PartContent::Element(y))) =
            (only(&old), only(&new))
        {
            let (x, y) = (
                &self.old.description.schema.element(x).name,
                &self.new.description.schema.element(y).name,
            );
            if self.mapped(x) != *y {
                let breaks = side(Breaks::both(
                    "the old element is not known",
                    "the new element is not known",
                ));
                let what = format!("{word} element {x} → {y}");
                self.at(a, Kind::MessageChanged, what, breaks, keys);
            }
        } else {
            let namespace = |m: &Body<'_>| m.namespace.map(str::to_owned).unwrap_or_default();
            let moved = self.renamed.as_ref().is_some_and(|(old_ns, new_ns)| {
                namespace(&old) == **old_ns && namespace(&new) == **new_ns
            });
            if old.style == Style::Rpc
                && new.style == Style::Rpc
                && namespace(&old) != namespace(&new)
                && !moved
            {
                let breaks = match request {
                    true => Breaks::request("the wrapper is not known"),
                    // The name of an answer's wrapper says nothing (SOAP 1.1, section 7.1).
                    false => Breaks::NONE,
                };
                let what = format!(
                    "namespace of the {word}'s wrapper `{}` → `{}`",
                    namespace(&old),
                    namespace(&new)
                );
                self.at(a, Kind::MessageChanged, what, breaks, Vec::new());
            }
            self.parts(a, &old, &new, request, &keys);
        }
        self.headers(a, &old, &new, request);
    }

    fn parts(
        &mut self,
        a: &Offered<'_>,
        old: &Body<'_>,
        new: &Body<'_>,
        request: bool,
        keys: &[Key],
    ) {
        let word = if request { "request" } else { "response" };
        for part in &old.parts {
            let Some(other) = new.parts.iter().find(|p| p.name == part.name) else {
                let breaks = match request {
                    true => Breaks::request("a request that holds it is refused"),
                    false => Breaks::response("an answer lacks it"),
                };
                self.at(
                    a,
                    Kind::PartRemoved,
                    format!("{word} part `{}` removed", part.name),
                    breaks,
                    keys.to_vec(),
                );
                continue;
            };
            self.part(a, part, other, request, keys);
        }
        for part in new
            .parts
            .iter()
            .filter(|p| !old.parts.iter().any(|o| o.name == p.name))
        {
            let breaks = if request {
                Breaks::request("a request lacks it")
            } else {
                Breaks::NONE
            };
            self.at(
                a,
                Kind::PartAdded,
                format!("{word} part `{}` added", part.name),
                breaks,
                keys.to_vec(),
            );
        }
        self.order(a, old, new, request);
    }

    /// A part that both have.
    fn part(&mut self, a: &Offered<'_>, old: &Part, new: &Part, request: bool, keys: &[Key]) {
        let word = if request { "request" } else { "response" };
        let (what, breaks) = match (old.content, new.content) {
            (PartContent::Element(x), PartContent::Element(y)) => {
                let (x, y) = (
                    &self.old.description.schema.element(x).name,
                    &self.new.description.schema.element(y).name,
                );
                if self.mapped(x) == *y {
                    return;
                }
                (
                    format!("element {x} → {y}"),
                    Breaks::both(
                        "the old element is not known",
                        "the new element is not known",
                    ),
                )
            }
            (PartContent::Type(x), PartContent::Type(y)) => {
                let (before, after) = (self.old.words(x), self.new.words(y));
                if before == after {
                    return;
                }
                (format!("type {before} → {after}"), self.part_type(x, y))
            }
            (PartContent::Element(_), PartContent::Type(_)) => {
                ("an element → a type".to_owned(), REPLACED)
            }
            (PartContent::Type(_), PartContent::Element(_)) => {
                ("a type → an element".to_owned(), REPLACED)
            }
        };
        let breaks = match request {
            true => Breaks {
                response: None,
                ..breaks
            },
            false => Breaks {
                request: None,
                ..breaks
            },
        };
        self.at(
            a,
            Kind::MessageChanged,
            format!("{word} part `{}`: {what}", old.name),
            breaks,
            keys.to_vec(),
        );
    }

    /// The order of the parts that both have.
    fn order(&mut self, a: &Offered<'_>, old: &Body<'_>, new: &Body<'_>, request: bool) {
        let word = if request { "request" } else { "response" };
        let order = |parts: &[&Part], others: &[&Part]| -> Vec<String> {
            let common = parts
                .iter()
                .filter(|p| others.iter().any(|o| o.name == p.name));
            common.map(|p| p.name.clone()).collect()
        };
        let (before, after) = (order(&old.parts, &new.parts), order(&new.parts, &old.parts));
        if before != after {
            let breaks = if request {
                Breaks::request("parts in the old order are refused")
            } else {
                Breaks::NONE
            };
            self.at(
                a,
                Kind::OrderChanged,
                format!("the {word}'s parts are {} now", after.join(", ")),
                breaks,
                Vec::new(),
            );
        }
    }

    fn headers(&mut self, a: &Offered<'_>, old: &Body<'_>, new: &Body<'_>, request: bool) {
        let word = if request { "request" } else { "response" };
        let gone = |h: &&String| !new.headers.contains(&self.mapped_word(h));
        let gone: Vec<&String> = old.headers.iter().filter(gone).collect();
        for name in gone {
            let breaks = if request {
                Breaks::NONE
            } else {
                Breaks::response("an answer lacks it")
            };
            self.at(
                a,
                Kind::HeaderRemoved,
                format!("{word} header {name} removed"),
                breaks,
                Vec::new(),
            );
        }
        let known: Vec<String> = old.headers.iter().map(|h| self.mapped_word(h)).collect();
        for name in new.headers.iter().filter(|h| !known.contains(h)) {
            let breaks = if request {
                Breaks::request("a request lacks it")
            } else {
                Breaks::NONE
            };
            self.at(
                a,
                Kind::HeaderAdded,
                format!("{word} header {name} added"),
                breaks,
                Vec::new(),
            );
        }
    }

    fn mapped_word(&self, name: &str) -> String {
        QName::parse(name).map_or_else(|| name.to_owned(), |name| self.mapped(&name).to_string())
    }

    pub(super) fn faults(&mut self, a: &Offered<'_>, b: &Offered<'_>) {
        let (old, new) = (&a.operation.faults, &b.operation.faults);
        for fault in old.iter().filter(|f| !new.iter().any(|n| n.name == f.name)) {
            self.at(
                a,
                Kind::FaultRemoved,
                format!("fault `{}` removed", fault.name),
                Breaks::NONE,
                Vec::new(),
            );
        }
        for fault in new.iter().filter(|f| !old.iter().any(|o| o.name == f.name)) {
            // A fault that is not declared is a fault all the same.
            self.at(
                a,
                Kind::FaultAdded,
                format!("fault `{}` added", fault.name),
                Breaks::NONE,
                Vec::new(),
            );
        }
    }
}

const REPLACED: Breaks = Breaks::both("the old form is refused", "the new form cannot be read");

/// What a message of an operation holds.
struct Body<'a> {
    style: Style,
    namespace: Option<&'a str>,
    parts: Vec<&'a Part>,
    /// The headers' elements, or parts.
    headers: Vec<String>,
}

impl<'a> Offered<'a> {
    fn body(&self, request: bool) -> Option<Body<'a>> {
        let (usage, layout) = match request {
            true => (self.operation.input.as_ref()?, self.bound.input.as_ref()),
            false => (self.operation.output.as_ref()?, self.bound.output.as_ref()),
        };
        let parts = self.parts(usage, layout);
        let header = |h: &Header| {
            let part = self
                .description
                .wsdl
                .messages
                .get(h.message.index())?
                .parts
                .get(h.part)?;
            Some(match part.content {
                PartContent::Element(id) => self.description.schema.element(id).name.to_string(),
                PartContent::Type(_) => part.name.clone(),
            })
        };
        Some(Body {
            style: self.bound.style,
            namespace: layout.and_then(|l| l.namespace.as_deref()),
            parts,
            headers: layout
                .iter()
                .flat_map(|l| &l.headers)
                .filter_map(header)
                .collect(),
        })
    }

    fn parts(&self, usage: &MessageUse, layout: Option<&BindingMessage>) -> Vec<&'a Part> {
        let parts = self
            .description
            .wsdl
            .messages
            .get(usage.message.index())
            .map_or(&[][..], |m| &m.parts);
        match layout {
            Some(layout) => layout.parts.iter().filter_map(|i| parts.get(*i)).collect(),
            None => parts.iter().collect(),
        }
    }

    /// The global elements of its messages and faults.
    pub(super) fn elements(&self) -> Vec<QName> {
        let uses = [&self.operation.input, &self.operation.output]
            .into_iter()
            .flatten()
            .chain(&self.operation.faults);
        let parts = uses
            .filter_map(|u| self.description.wsdl.messages.get(u.message.index()))
            .flat_map(|m| &m.parts);
        let element = |part: &Part| match part.content {
            PartContent::Element(id) => Some(self.description.schema.element(id).name.clone()),
            PartContent::Type(_) => None,
        };
        parts.filter_map(element).collect()
    }
}
