//! Simple values: what a text means.

use super::Reader;
use crate::xml::any_simple::AnySimple;
use crate::xml::cursor::unescape;
use crate::xml::error::{Error, ErrorKind, R, excerpt};
use crate::xml::lex::{Leaf, Lexical, Scope};
use crate::xml::names::{FIXED, XSD};
use crate::xml::qname::QName;
use crate::xml::slot::{Many, NilSlot};
use crate::xml::table::{Member, flag};
use crate::xml::write::Writer;
use std::borrow::Cow;

impl<'t> Reader<'_, 't> {
    #[inline]
    pub(super) fn string(&mut self, row: &Member<'_>) -> R<String> {
        let at = self.cursor.pos();
        let text = self.cursor.simple()?;
        self.words(text, row, at)
    }

    /// A text as the value of a string.
    #[inline]
    pub(super) fn words(&mut self, text: Cow<'_, str>, row: &Member<'_>, at: usize) -> R<String> {
        if row.flags & (flag::replace | flag::collapse | flag::fixed) == 0 {
            return Ok(text.into_owned());
        }
        let text = row.white_space().apply(&text).into_owned();
        self.fixed(row, &text, at)?;
        Ok(text)
    }

    /// A text into a leaf. An empty element has its default as value (XML Schema Part 1, 3.3.1), where it would have none else.
    #[inline]
    pub(super) fn leaf(
        &mut self,
        leaf: &mut dyn Leaf,
        text: &str,
        row: &Member<'_>,
        at: usize,
    ) -> R<()> {
        if leaf.set(text, &self.cursor) {
            if row.is(flag::fixed) {
                self.fixed_leaf(leaf, text, row, at)?;
            }
            return Ok(());
        }
        if text.is_empty()
            && let Some(default) = row.default()
            && leaf.set(default, &self.cursor)
        {
            return Ok(());
        }
        Err(Error::at(value_error(leaf.wants(), text, row), at))
    }

    /// What could not be read into a member that may be absent or nil: an empty element says that there is nothing, in services
    /// that do not know how to leave it out.
    #[cold]
    pub(super) fn nothing(
        &mut self,
        many: &mut dyn Many<'t>,
        row: &Member<'_>,
        error: Box<Error>,
    ) -> R<()> {
        let empty =
            matches!(&error.kind, ErrorKind::Value { got, .. } if got.trim_ascii().is_empty());
        if self.strict || !empty || !many.one() || !matches!(many.add_nil(), NilSlot::Done) {
            return Err(error);
        }
        self.note(error.kind, row.name)
    }

    /// A string of a member with a fixed value.
    pub(super) fn fixed(&mut self, row: &Member<'_>, text: &str, at: usize) -> R<()> {
        match row.default() {
            Some(value) if row.is(flag::fixed) && value != text && !text.is_empty() => {
                self.noted(value_error("the fixed value", text, row), "", at)
            }
            _ => Ok(()),
        }
    }

    /// The same for other values, which are compared by what they mean.
    #[cold]
    pub(super) fn fixed_leaf(
        &mut self,
        leaf: &mut dyn Leaf,
        text: &str,
        row: &Member<'_>,
        at: usize,
    ) -> R<()> {
        let Some(value) = row.default() else {
            return Ok(());
        };
        let meant = Writer::text_of(|out| leaf.put(out));
        let right = leaf.set(value, &self.cursor) && Writer::text_of(|out| leaf.put(out)) == meant;
        leaf.set(text, &self.cursor);
        if right {
            return Ok(());
        }
        self.noted(value_error("the fixed value", text, row), "", at)
    }

    pub(super) fn any_simple(&mut self, simple: &mut AnySimple) -> R<()> {
        let named = self.xsi("type").map(unescape);
        let kind = named.and_then(|name| <QName as Lexical>::parse(&name, &self.cursor));
        let text = self.cursor.simple()?.into_owned();
        simple.namespaces.clear();
        let of_xsd = |kind: &QName| kind.namespace == FIXED[usize::from(XSD)];
        if kind
            .as_ref()
            .is_some_and(|kind| of_xsd(kind) && matches!(kind.local.as_str(), "QName" | "NOTATION"))
        {
            let trimmed = text.trim_ascii();
            let prefix = trimmed.split_once(':').map_or("", |(prefix, _)| prefix);
            match Scope::namespace(&self.cursor, prefix) {
                Some(uri) => simple.namespaces.push((prefix.into(), uri.into())),
                None => {
                    let (wants, got) = ("xs:QName", excerpt(&text));
                    return self.fail(ErrorKind::Value { wants, got });
                }
            }
        }
        (simple.text, simple.type_name) = (text, kind);
        Ok(())
    }
}

#[cold]
pub(super) fn value_error(wants: &'static str, text: &str, row: &Member<'_>) -> ErrorKind {
    let got = if row.is(flag::secret) && !text.trim_ascii().is_empty() {
        "***".into()
    } else {
        excerpt(text)
    };
    ErrorKind::Value { wants, got }
}
