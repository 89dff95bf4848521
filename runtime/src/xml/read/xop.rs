//! What stands outside of the document: binary values (XML-binary Optimized Packaging 1.0), and parts of a message that are attachments
//! (WSDL 1.1 section 5).

use super::Reader;
use crate::mime::Attachment;
use crate::value::Base64;
use crate::xml::cursor::unescape;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::lex::Leaf;
use crate::xml::names::{NO_NS, Name};
use crate::xml::slot::{Node, Slot};
use crate::xml::table::flag::attached;
use crate::xml::table::{Member, Type};

/// The namespace of `xop:Include`.
const XOP: &str = "http://www.w3.org/2004/08/xop/include";

/// The parts of a package, as `xop:Include` refers to them.
pub(crate) trait Package {
    /// The content of the part that `href` names.
    ///
    /// # Errors
    /// [`ErrorKind::Reference`] where there is none or it cannot be read; [`ErrorKind::Limit`].
    fn part(&self, href: &str) -> Result<Vec<u8>, ErrorKind>;

    /// The attachments that are these parts of the message: by the part's name in the Content-ID, the others by their order.
    ///
    /// # Errors
    /// As [`part`](Self::part); one that is not there is `None`.
    fn attached(&self, names: &[&str]) -> Result<Vec<Option<Attachment>>, ErrorKind>;
}

impl<'t> Reader<'_, 't> {
    /// The members that travel beside the document.
    #[inline]
    pub(super) fn attached(&mut self, node: &mut dyn Node<'t>, table: &'t Type<'t>) -> R<()> {
        match table.attached {
            true => self.beside(node, table),
            false => Ok(()),
        }
    }

    #[cold]
    fn beside(&mut self, node: &mut dyn Node<'t>, table: &'t Type<'t>) -> R<()> {
        let places = || (0..).zip(table.members).filter(|(_, row)| row.is(attached));
        let names: Vec<&str> = places().map(|(_, row)| row.name).collect();
        let found = match self.package {
            Some(package) => package.attached(&names),
            None => Ok(names.iter().map(|_| None).collect()),
        };
        let found = found.map_err(|kind| Error::at(kind, self.cursor.pos()))?;
        for ((place, row), attachment) in places().zip(found) {
            let Some(attachment) = attachment else {
                let missing = ErrorKind::Missing(format!("the attachment {}", row.name));
                return Err(Error::at(missing, self.cursor.pos()));
            };
            match node.slot(place) {
                Slot::Attachment(slot) => *slot = attachment,
                Slot::Many(many) => {
                    if let Slot::Attachment(slot) = many.add() {
                        *slot = attachment;
                    }
                    many.done();
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl<'a> Reader<'a, '_> {
    /// With a package around the document.
    pub(crate) fn package(mut self, package: &'a dyn Package) -> Self {
        self.package = Some(package);
        self
    }

    /// A simple value of the current element, which stands there or in a part of its own.
    pub(super) fn packaged(&mut self, leaf: &mut dyn Leaf, row: &Member<'_>) -> R<()> {
        let at = self.cursor.pos();
        let mut text = String::new();
        let Some(child) = self.cursor.next_mixed(&mut text)? else {
            return self.leaf(leaf, &text, row, at);
        };
        // Section 2.1: the `Include` is all that the element holds.
        if !self.is_include(child) || !text.trim_ascii().is_empty() {
            return self.fail(ErrorKind::Element);
        }
        if !leaf.set_bytes(self.included()?) {
            return self.fail(ErrorKind::Element);
        }
        let mut text = String::new();
        if self.cursor.next_mixed(&mut text)?.is_some() || !text.trim_ascii().is_empty() {
            return self.fail(ErrorKind::Element);
        }
        Ok(())
    }

    /// The text that a child of what has no type stands for: that of an `Include` (section 3.2).
    pub(super) fn included_text(&mut self, child: Name<'_>) -> R<Option<String>> {
        if self.package.is_none() || !self.is_include(child) {
            return Ok(None);
        }
        Ok(Some(Base64(self.included()?).to_string()))
    }

    fn is_include(&self, name: Name<'_>) -> bool {
        name.local == "Include" && self.cursor.uri(name.ns) == XOP
    }

    /// The content of the part that the `Include` just started names.
    fn included(&mut self) -> R<Vec<u8>> {
        let at = self.cursor.tag();
        let mut all = self.cursor.attrs.iter();
        let href = all.find(|a| a.ns == NO_NS && a.local == "href");
        let href = href.map(|href| unescape(href.raw));
        let part = match (self.package, href) {
            (Some(package), Some(href)) => package.part(&href),
            _ => Err(ErrorKind::Reference("an xop:Include has no href")),
        };
        let part = part.map_err(|kind| Error::at(kind, at))?;
        self.cursor.skip()?;
        Ok(part)
    }
}
