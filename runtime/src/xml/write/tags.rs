//! The writer's lower half: start and end tags.

use super::pen::Writer;
use crate::xml::names::{NO_NS, XML};

/// An open element: its name's place in the output, and what its end tag restores.
pub(super) struct Tag {
    name: (usize, usize),
    default: usize,
    prefixes: usize,
}

/// How an element's own name is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// In the default namespace, which is switched where it must be.
    Default,
    /// With a prefix, so that children in no namespace need no declaration.
    Prefixed,
    /// With a prefix and without a default namespace, for the sake of a QName in no namespace.
    Undefault,
}

impl Writer<'_> {
    #[inline]
    pub(super) fn close_tag(&mut self) {
        if self.tag_open {
            self.out.push('>');
            self.tag_open = false;
        }
    }

    /// Begins an element in namespace `ns`.
    #[inline]
    pub(super) fn start(&mut self, ns: usize, name: &str, style: Style) -> Tag {
        self.close_tag();
        let (default, prefixes) = (self.default, self.prefixes.len());
        self.out.push('<');
        let from = self.out.len();
        let undeclared = match style {
            Style::Default => None,
            _ => self.push_prefix_of(ns),
        };
        self.out.push_str(name);
        self.declare_at = self.out.len();
        let name = (from, self.declare_at - from);
        if let Some(prefix) = undeclared {
            self.declare(&prefix, ns);
        }
        let wanted = match style {
            Style::Default => ns,
            Style::Undefault => usize::from(NO_NS),
            Style::Prefixed if ns == usize::from(NO_NS) => ns,
            Style::Prefixed => self.default,
        };
        if self.default != wanted {
            self.declare("", wanted);
        }
        self.tag_open = true;
        Tag {
            name,
            default,
            prefixes,
        }
    }

    /// Writes a prefix for `ns` and a colon; gives the prefix where it must still be declared.
    #[inline(never)]
    fn push_prefix_of(&mut self, ns: usize) -> Option<String> {
        if ns == usize::from(NO_NS) {
            return None;
        }
        let known = self.known_prefix(ns);
        if known.is_some() || ns == usize::from(XML) {
            self.push_prefix(known);
            return None;
        }
        let prefix = self.new_prefix(ns);
        self.out.push_str(&prefix);
        self.out.push(':');
        Some(prefix)
    }

    /// Begins an element whose qualified name is known; its namespaces are the caller's affair.
    pub(super) fn start_raw(&mut self, prefix: &str, local: &str) -> Tag {
        self.close_tag();
        self.out.push('<');
        let from = self.out.len();
        if !prefix.is_empty() {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out.push_str(local);
        self.declare_at = self.out.len();
        self.tag_open = true;
        Tag {
            name: (from, self.declare_at - from),
            default: self.default,
            prefixes: self.prefixes.len(),
        }
    }

    /// Ends an element.
    #[inline]
    pub(super) fn end(&mut self, tag: Tag) {
        if self.tag_open {
            self.out.push_str("/>");
            self.tag_open = false;
        } else {
            self.out.push_str("</");
            self.out
                .extend_from_within(tag.name.0..tag.name.0 + tag.name.1);
            self.out.push('>');
        }
        self.default = tag.default;
        self.prefixes.truncate(tag.prefixes);
    }

    /// Begins an element that needs no declaration, and whose children have tags of their own, so that none comes later and its end
    /// has nothing to restore; whether it could.
    #[inline]
    pub(super) fn start_quick(&mut self, ns: usize, name: &str) -> bool {
        if self.default != ns || self.encoding.is_some() {
            return false;
        }
        self.close_tag();
        self.out.reserve(name.len() + 2);
        self.out.push('<');
        self.out.push_str(name);
        self.declare_at = self.out.len();
        self.tag_open = true;
        true
    }

    /// Ends it.
    #[inline]
    pub(super) fn end_quick(&mut self, name: &str) {
        if self.tag_open {
            self.out.push_str("/>");
            self.tag_open = false;
            return;
        }
        self.out.reserve(name.len() + 3);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes an element of a simple value that needs no declaration but those of its own names; whether it could.
    #[inline]
    pub(super) fn value_element(
        &mut self,
        ns: usize,
        name: &str,
        value: impl FnOnce(&mut Self),
    ) -> bool {
        if self.default != ns || self.encoding.is_some() {
            return false;
        }
        self.close_tag();
        let (start, prefixes) = (self.out.len(), self.prefixes.len());
        self.out.reserve(2 * name.len() + 32);
        self.out.push('<');
        self.out.push_str(name);
        self.declare_at = self.out.len();
        self.out.push('>');
        let from = self.out.len();
        value(self);
        self.prefixes.truncate(prefixes);
        if self.undefault {
            // A name in no namespace: the tag must say so, which takes more than this.
            self.undefault = false;
            self.out.truncate(start);
            return false;
        }
        if self.out.len() == from {
            self.out.pop();
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        true
    }

    /// Writes an element of text that needs no declaration, in one go; whether it could.
    #[inline]
    pub(super) fn text_element(&mut self, ns: usize, name: &str, text: &str) -> bool {
        if self.default != ns || self.encoding.is_some() || text.is_empty() {
            return false;
        }
        self.close_tag();
        self.out.reserve(2 * name.len() + text.len() + 5);
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.text(text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        true
    }
}
