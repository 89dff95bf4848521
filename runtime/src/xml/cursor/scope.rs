//! The namespaces in force.

use super::malformed;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::names::{FIXED, NO_NS, XML, XMLNS_URI};
use std::borrow::Cow;

/// A declaration in force.
#[derive(Clone)]
pub(super) struct Binding<'a> {
    pub(super) prefix: &'a str,
    pub(super) ns: u16,
    /// The depth of the element that has it.
    pub(super) depth: usize,
    /// The default namespace before it.
    old: u16,
    /// How many namespaces the document had brought before it.
    extras: usize,
}

/// Prefixes and the numbers of their namespaces.
#[derive(Clone)]
pub(super) struct Bindings<'a> {
    pub(super) known: &'a [&'a str],
    /// What the document declares besides, numbered on from `known` while in force: at most as many as declarations, so looking
    /// through them is bounded by a limit.
    extras: Vec<Cow<'a, str>>,
    pub(super) list: Vec<Binding<'a>>,
    pub(super) default: u16,
    /// The prefix resolved last: most documents use one or two.
    last: (&'a str, u16),
    limit: usize,
}

/// No prefix at all, not even the empty one.
const NO_PREFIX: &str = "\0";

impl<'a> Bindings<'a> {
    pub(super) fn new(known: &'a [&'a str], limit: usize) -> Self {
        Bindings {
            known,
            extras: Vec::new(),
            list: Vec::with_capacity(8),
            default: NO_NS,
            last: (NO_PREFIX, 0),
            limit,
        }
    }

    /// The URI of a declaration, for as long as the document lives.
    pub(super) fn uri_of(&self, ns: u16) -> Cow<'a, str> {
        let ns = usize::from(ns);
        match ns.checked_sub(self.known.len()) {
            None => Cow::Borrowed(self.known[ns]),
            Some(extra) => self.extras.get(extra).cloned().unwrap_or_default(),
        }
    }

    pub(super) fn uri(&self, ns: u16) -> &str {
        let ns = usize::from(ns);
        match ns.checked_sub(self.known.len()) {
            None => self.known[ns],
            Some(extra) => self.extras.get(extra).map_or("", |uri| uri),
        }
    }

    fn number(&mut self, uri: Cow<'a, str>) -> u16 {
        let known = self.known.iter().position(|known| *known == uri);
        let place = known.unwrap_or_else(|| {
            let extra = self.extras.iter().position(|extra| *extra == uri);
            let extra = extra.unwrap_or_else(|| {
                self.extras.push(uri);
                self.extras.len() - 1
            });
            self.known.len() + extra
        });
        // Tables are generated with 16-bit numbers, and the limit on declarations is far below what is left of them.
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// The namespace of an element's or attribute's prefix.
    #[inline]
    pub(super) fn resolve(&mut self, prefix: &'a str) -> Option<u16> {
        if self.last.0 == prefix {
            return Some(self.last.1);
        }
        let ns = self.find(prefix)?;
        self.last = (prefix, ns);
        Some(ns)
    }

    /// The namespace of a prefix that is not empty.
    pub(super) fn find(&self, prefix: &str) -> Option<u16> {
        let mut all = self.list.iter().rev();
        match all.find(|binding| binding.prefix == prefix) {
            Some(binding) => Some(binding.ns),
            None if prefix == "xml" => Some(XML),
            None => None,
        }
    }

    /// Takes a declaration of the element at `depth`; `prefix` is empty for the default namespace.
    pub(super) fn declare(
        &mut self,
        prefix: &'a str,
        uri: Cow<'a, str>,
        depth: usize,
        at: usize,
    ) -> R<()> {
        let mut own = self.list.iter().rev().take_while(|b| b.depth == depth);
        if own.any(|binding| binding.prefix == prefix) {
            return malformed("an attribute stands twice", at);
        }
        let of_xml = uri == FIXED[usize::from(XML)];
        if prefix == "xmlns" || uri == XMLNS_URI {
            return malformed("the prefix xmlns and its namespace cannot be declared", at);
        }
        if (prefix == "xml") != of_xml {
            return malformed("the prefix xml and its namespace belong together", at);
        }
        if uri.is_empty() && !prefix.is_empty() {
            return malformed("a prefix cannot be declared for no namespace", at);
        }
        if self.list.len() >= self.limit {
            let (name, allowed) = ("namespaces", self.limit);
            return Err(Error::at(ErrorKind::Limit { name, allowed }, at));
        }
        let extras = self.extras.len();
        let ns = self.number(uri);
        self.list.push(Binding {
            prefix,
            ns,
            depth,
            old: self.default,
            extras,
        });
        if prefix.is_empty() {
            self.default = ns;
        } else {
            self.last = (NO_PREFIX, 0);
        }
        Ok(())
    }

    /// Takes a declaration of an element around the place that the cursor begins at; it has been checked.
    pub(super) fn adopt(&mut self, prefix: &'a str, uri: Cow<'a, str>) {
        let (old, extras) = (self.default, self.extras.len());
        let ns = self.number(uri);
        self.list.push(Binding {
            prefix,
            ns,
            depth: 0,
            old,
            extras,
        });
        if prefix.is_empty() {
            self.default = ns;
        }
    }

    /// Whether the element at `depth` has declarations.
    #[inline]
    pub(super) fn any_at(&self, depth: usize) -> bool {
        self.list.last().is_some_and(|b| b.depth == depth)
    }

    /// Takes back the declarations of the element at `depth`.
    #[cold]
    pub(super) fn leave(&mut self, depth: usize) {
        while let Some(binding) = self.list.last()
            && binding.depth == depth
        {
            if binding.prefix.is_empty() {
                self.default = binding.old;
            }
            self.extras.truncate(binding.extras);
            self.list.pop();
        }
        self.last = (NO_PREFIX, 0);
    }
}
