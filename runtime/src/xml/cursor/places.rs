//! Places in a document to come back to.

use super::Cursor;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::names::{NO_NS, SOAP12_ENC};
use std::borrow::Cow;

/// Where an element with an `id` begins, and the declarations in force there.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pos: usize,
    /// The innermost declaration: one more than its place among the links; 0 for none.
    scope: usize,
}

/// A declaration, and the one that was in force before it. Places share these, so that noting them takes no more room than the
/// document itself.
struct Link<'a> {
    prefix: &'a str,
    uri: Cow<'a, str>,
    up: usize,
}

/// The declarations that places stand within.
#[derive(Default)]
pub(crate) struct Scopes<'a>(Vec<Link<'a>>);

impl<'a> Cursor<'a> {
    /// Walks over the whole document, and gives each `id` and its place.
    pub(crate) fn index(&self, mut found: impl FnMut(&'a str, Place)) -> R<Scopes<'a>> {
        let mut walker = Cursor::bare(
            self.text,
            self.bindings.known,
            self.limits,
            self.section_end,
        );
        walker.prolog()?;
        let mut links: Vec<Link<'a>> = Vec::new();
        let mut scopes = vec![0];
        let mut count = 0;
        loop {
            if walker.next_child()?.is_none() {
                scopes.pop();
                if scopes.len() <= 1 {
                    break;
                }
                continue;
            }
            let outer = scopes.last().copied().unwrap_or(0);
            let depth = walker.stack.len();
            let ids = |a: &&super::Attr<'a>| a.local == "id" && matches!(a.ns, NO_NS | SOAP12_ENC);
            if let Some(id) = walker.attrs.iter().find(ids) {
                count += 1;
                if count > self.limits.references {
                    let (name, allowed) = ("references", self.limits.references);
                    return Err(Error::at(ErrorKind::Limit { name, allowed }, walker.tag));
                }
                let place = Place {
                    pos: walker.tag,
                    scope: outer,
                };
                found(id.raw, place);
            }
            let mut scope = outer;
            for binding in walker.bindings.list.iter().filter(|b| b.depth == depth) {
                links.push(Link {
                    prefix: binding.prefix,
                    uri: walker.bindings.uri_of(binding.ns),
                    up: scope,
                });
                scope = links.len();
            }
            scopes.push(scope);
        }
        Ok(Scopes(links))
    }

    /// A second cursor, before the start tag at `place`.
    pub(crate) fn at(&self, place: Place, scopes: &Scopes<'a>) -> Cursor<'a> {
        let mut cursor = Cursor::bare(
            self.text,
            self.bindings.known,
            self.limits,
            self.section_end,
        );
        let mut chain = Vec::new();
        let mut scope = place.scope;
        while let Some(link) = scope.checked_sub(1).and_then(|i| scopes.0.get(i)) {
            chain.push(link);
            scope = link.up;
        }
        for link in chain.into_iter().rev() {
            cursor.bindings.adopt(link.prefix, link.uri.clone());
        }
        cursor.pos = place.pos;
        cursor.elements = self.elements;
        // It counts as deep as this one, so that references to references are as limited as elements within elements. The names
        // are never looked at: the cursor does not leave the element at `place`.
        cursor.stack = vec![(0, 0); self.stack.len()];
        cursor.rooted = true;
        cursor
    }

    /// Counts the elements that `other` has seen.
    pub(crate) fn count(&mut self, other: &Cursor<'_>) {
        self.elements = other.elements;
    }
}
