//! Trees and attributes as they are.

use super::pen::Writer;
use super::value::DEPTH;
use crate::xml::chars::is_ncname;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::names::{FIXED, NO_NS, XML, XMLNS_URI};
use crate::xml::table::Member;
use crate::xml::tree::{Attribute, Attributes, Child, Element};

impl Writer<'_> {
    /// An element as it is.
    pub(crate) fn tree(&mut self, element: &Element) -> R<()> {
        let ns = self.number(&element.namespace);
        self.element_named(element, ns, &element.local, &element.prefix)
    }

    /// The content of an element under the name that the schema gives it.
    pub(super) fn renamed(&mut self, row: &Member<'_>, element: &Element) -> R<()> {
        let ns = usize::from(row.ns);
        self.element_named(element, ns, row.name, &element.prefix)
    }

    fn element_named(&mut self, element: &Element, ns: usize, local: &str, prefix: &str) -> R<()> {
        if self.depth >= DEPTH {
            let (name, allowed) = ("depth", DEPTH);
            return Err(Error::writing(ErrorKind::Limit { name, allowed }));
        }
        check_name(local)?;
        let prefix = self.fitting(element, ns, prefix);
        let tag = self.start_raw(&prefix, local);
        for (i, (declared, uri)) in element.scope.iter().enumerate() {
            let earlier = element.scope.get(..i).unwrap_or_default();
            let to = self.number(uri);
            let twice = earlier.iter().any(|(known, _)| known == declared);
            // An element without a prefix tells what the default namespace is.
            let other = prefix == *declared && to != ns;
            if is_declarable(declared, uri) && !twice && !other && !self.resolves(declared, to) {
                self.declare(declared, to);
            }
        }
        if !self.resolves(&prefix, ns) && prefix != "xml" {
            self.declare(&prefix, ns);
        }
        for attribute in &element.attributes {
            self.any_attribute(attribute)?;
        }
        self.depth += 1;
        for child in &element.children {
            match child {
                Child::Text(text) => {
                    self.close_tag_for(text);
                    self.text(text);
                }
                Child::Element(child) => {
                    let written = self.tree(child);
                    written.map_err(|error| error.under(&child.local))?;
                }
            }
        }
        self.depth -= 1;
        self.end(tag);
        self.legal()
    }

    /// The element's own prefix, where it can stand for the element's namespace; else another.
    fn fitting(&mut self, element: &Element, ns: usize, prefix: &str) -> String {
        if ns == usize::from(NO_NS) {
            return String::new();
        }
        if ns == usize::from(XML) {
            return String::from("xml");
        }
        let own = element.scope.iter().find(|(known, _)| known == prefix);
        let fits = own.is_none_or(|(_, uri)| *uri == element.namespace);
        if fits && is_declarable(prefix, "") {
            return prefix.into();
        }
        self.free_prefix(ns, &element.scope)
    }

    pub(super) fn any_attributes(&mut self, attributes: &Attributes) -> R<()> {
        let mut all = attributes.0.iter();
        all.try_for_each(|attribute| self.any_attribute(attribute))
    }

    fn any_attribute(&mut self, attribute: &Attribute) -> R<()> {
        check_name(&attribute.local)?;
        let ns = self.number(&attribute.namespace);
        let prefix = &attribute.prefix;
        if ns == usize::from(NO_NS) {
            if attribute.local == "xmlns" {
                return Err(Error::writing(ErrorKind::Name("xmlns".into())));
            }
            self.attribute_raw("", &attribute.local, &attribute.value);
        } else if !prefix.is_empty() && self.resolves(prefix, ns) {
            self.attribute_raw(prefix, &attribute.local, &attribute.value);
        } else {
            self.attribute(ns, &attribute.local, |out| out.text(&attribute.value));
        }
        Ok(())
    }
}

fn check_name(name: &str) -> R<()> {
    if is_ncname(name) {
        Ok(())
    } else {
        Err(Error::writing(ErrorKind::Name(name.into())))
    }
}

/// Whether such a declaration is legal.
fn is_declarable(prefix: &str, uri: &str) -> bool {
    let named = prefix.is_empty() || (is_ncname(prefix) && prefix != "xml" && prefix != "xmlns");
    named && uri != XMLNS_URI && uri != FIXED[usize::from(XML)]
}
