//! Elements as they are.

use super::Reader;
use crate::xml::cursor::unescape;
use crate::xml::error::{ErrorKind, R};
use crate::xml::names::NO_NS;
use crate::xml::slot::Slot;
use crate::xml::table::{Member, flag};
use crate::xml::tree::{Attribute, Child, Element};

impl<'a> Reader<'a, '_> {
    /// The element just started, whole.
    pub(crate) fn capture(&mut self) -> R<Element> {
        self.captured(1)
    }

    /// The same, where each of its children may be taken for itself: they have the namespaces that are in force, too.
    pub(crate) fn capture_parts(&mut self) -> R<Element> {
        self.captured(2)
    }

    /// The first levels, so many, are roots. The cursor limits how deep this goes.
    fn captured(&mut self, roots: usize) -> R<Element> {
        let cursor = &self.cursor;
        let mut element = Element {
            namespace: cursor.uri(cursor.name.ns).into(),
            prefix: cursor.prefix.into(),
            local: cursor.name.local.into(),
            scope: cursor.declarations(roots == 0),
            attributes: self.captured_attributes(|ns, local| !self.is_label(ns, local)),
            children: Vec::new(),
        };
        self.keep_names(&element)?;
        loop {
            let mut text = String::new();
            let child = self.cursor.next_mixed(&mut text)?;
            if !text.is_empty() {
                element.children.push(Child::Text(text));
            }
            let Some(child) = child else {
                return Ok(element);
            };
            if let Some(text) = self.included_text(child)? {
                element.children.push(Child::Text(text));
                continue;
            }
            let child = match self.reference() {
                Some(id) => self.captured_there(id)?,
                None => self.captured(roots.saturating_sub(1))?,
            };
            element.children.push(Child::Element(child));
        }
    }

    /// Counts the names of namespaces that the element repeats: a document has them once, however long they are.
    fn keep_names(&mut self, element: &Element) -> R<()> {
        let scope = element.scope.iter().map(|(_, uri)| uri.len());
        let attributes = element.attributes.iter().map(|a| a.namespace.len());
        let own: usize = scope.chain(attributes).sum();
        self.kept_namespaces = self
            .kept_namespaces
            .saturating_add(element.namespace.len())
            .saturating_add(own);
        let (name, allowed) = ("kept_namespaces", self.cursor.limits().kept_namespaces);
        match self.kept_namespaces > allowed {
            true => self.fail(ErrorKind::Limit { name, allowed }),
            false => Ok(()),
        }
    }

    /// What the element just started refers to, under its own name.
    fn captured_there(&mut self, id: &'a str) -> R<Element> {
        let name = &self.cursor.name;
        let (namespace, local) = (self.cursor.uri(name.ns).into(), name.local.into());
        let prefix = self.cursor.prefix.into();
        let mut there = Element::default();
        let row = Member::new("", NO_NS, flag::any, None);
        self.follow(id, Slot::Tree(&mut there), &row)?;
        Ok(Element {
            namespace,
            prefix,
            local,
            ..there
        })
    }

    pub(super) fn captured_attributes(&self, keep: impl Fn(u16, &str) -> bool) -> Vec<Attribute> {
        let all = self.cursor.attrs.iter();
        all.filter(|attribute| keep(attribute.ns, attribute.local))
            .map(|attribute| Attribute {
                namespace: self.cursor.uri(attribute.ns).into(),
                prefix: attribute.prefix.into(),
                local: attribute.local.into(),
                value: unescape(attribute.raw).into_owned(),
            })
            .collect()
    }
}
