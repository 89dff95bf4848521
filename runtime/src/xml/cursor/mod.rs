//! The cursor: a pull parser of XML 1.0 (fifth edition) with Namespaces, for documents without a DTD.
//!
//! It walks over a document's text from start tag to start tag, and gives names with their namespaces as numbers. What it does
//! not refuse is well-formed, in the parts that it passed over unseen, too. Its own module, so that another tokenizer could
//! stand in its place: `read` and `tree` use what is here and nothing else of the text.

mod markup;
mod places;
mod refs;
mod scan;
mod scope;
mod tag;
#[cfg(test)]
mod tests;

use self::scan::{space_end, survey, text_end};
use self::scope::Bindings;
use super::error::{Error, ErrorKind, R};
use super::lex::Scope;
use super::limits::Limits;
use super::names::Name;
pub(super) use markup::Declaration;
pub(super) use places::{Place, Scopes};
pub(super) use refs::unescape;
use std::borrow::Cow;
pub(super) use tag::Expected;

#[cold]
#[inline(never)]
pub(super) fn malformed<T>(why: &'static str, at: usize) -> R<T> {
    Err(Error::at(ErrorKind::NotWellFormed(why), at))
}

#[cold]
#[inline(never)]
fn over<T>(name: &'static str, allowed: usize, at: usize) -> R<T> {
    Err(Error::at(ErrorKind::Limit { name, allowed }, at))
}

/// An attribute of the start tag that was read last; declarations of namespaces are not among them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attr<'a> {
    pub(crate) ns: u16,
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    /// The value as it stands in the document, checked; [`unescape`] gives its meaning.
    pub(crate) raw: &'a str,
}

/// A place in a document's elements.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    pos: usize,
    /// Where the start tag that was read last begins.
    tag: usize,
    /// The names of the open elements: place and length.
    stack: Vec<(usize, usize)>,
    bindings: Bindings<'a>,
    limits: Limits,
    elements: usize,
    /// `]]>` occurs somewhere, so that texts must be looked at for it.
    section_end: bool,
    /// The root element was seen.
    rooted: bool,
    /// The element started last is of the form `<x/>`, and its end has not been given yet.
    empty: bool,
    /// The depth of an element that was left whose declarations are still in force: a name read as its text needs them. 0: none.
    stale: usize,
    /// Where text other than white space was passed over.
    stray: Option<usize>,
    /// The attributes of the start tag read last.
    pub(crate) attrs: Vec<Attr<'a>>,
    /// Its prefix.
    pub(crate) prefix: &'a str,
    /// Its name.
    pub(crate) name: Name<'a>,
}

impl<'a> Cursor<'a> {
    /// A cursor before the root of a document. Namespaces get their places in `names` for numbers.
    pub(crate) fn new(text: &'a str, names: &'a [&'a str], limits: Limits) -> R<Self> {
        let survey = survey(text);
        if let Some(at) = survey.illegal {
            return malformed("a character that XML does not allow", at);
        }
        let mut cursor = Cursor::bare(text, names, limits, survey.section_end);
        cursor.prolog()?;
        Ok(cursor)
    }

    fn bare(text: &'a str, names: &'a [&'a str], limits: Limits, section_end: bool) -> Self {
        Cursor {
            text,
            pos: 0,
            tag: 0,
            stack: Vec::with_capacity(16),
            bindings: Bindings::new(names, limits.namespaces),
            limits,
            elements: 0,
            section_end,
            rooted: false,
            empty: false,
            stale: 0,
            stray: None,
            attrs: Vec::new(),
            prefix: "",
            name: Name { ns: 0, local: "" },
        }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The current place, in bytes.
    pub(crate) fn pos(&self) -> usize {
        self.pos
    }

    /// Where the start tag that was read last begins.
    pub(crate) fn tag(&self) -> usize {
        self.tag
    }

    /// The URI of a namespace in force.
    pub(crate) fn uri(&self, ns: u16) -> &str {
        self.bindings.uri(ns)
    }

    /// Whether a namespace is one of the table that the cursor was made with.
    pub(crate) fn is_known(&self, ns: u16) -> bool {
        usize::from(ns) < self.bindings.known.len()
    }

    /// Where text other than white space has been passed over since this was asked last.
    #[inline]
    pub(crate) fn take_stray(&mut self) -> Option<usize> {
        self.stray.take()
    }

    /// A name in a text, as that of an element: the default namespace applies.
    pub(crate) fn qname<'q>(&self, text: &'q str) -> Option<Name<'q>> {
        let text = text.trim_ascii();
        let (ns, local) = match text.split_once(':') {
            None => (self.bindings.default, text),
            Some((prefix, local)) => (self.bindings.find(prefix)?, local),
        };
        super::chars::is_ncname(local).then_some(Name { ns, local })
    }

    /// The declarations in force, outermost first, (prefix, URI); or only those of the element that was started last.
    pub(crate) fn declarations(&self, own: bool) -> Vec<(String, String)> {
        let depth = self.stack.len();
        let list = &self.bindings.list;
        let mut found: Vec<(String, String)> = Vec::new();
        for (i, binding) in list.iter().enumerate() {
            let hidden = || {
                list[i + 1..]
                    .iter()
                    .any(|later| later.prefix == binding.prefix)
            };
            if (!own || binding.depth == depth) && !hidden() {
                found.push((binding.prefix.into(), self.uri(binding.ns).into()));
            }
        }
        // `xmlns=""` says something only where there is a default namespace to hide.
        if !own {
            found.retain(|(_, uri)| !uri.is_empty());
        }
        found
    }

    /// The root element's start tag.
    pub(crate) fn root(&mut self) -> R<Name<'a>> {
        match self.next_child()? {
            Some(name) => Ok(name),
            None => malformed("there is no root element", self.pos),
        }
    }

    /// Passes over what may follow the root element.
    pub(crate) fn finish(&mut self) -> R<()> {
        match self.next_child()? {
            None => Ok(()),
            Some(_) => malformed("a second root element", self.tag),
        }
    }

    /// The next child's start tag; `None` once the end tag of the current element has been passed. Text is passed over.
    #[inline]
    pub(crate) fn next_child(&mut self) -> R<Option<Name<'a>>> {
        self.settle();
        if self.empty {
            self.empty = false;
            self.pop();
            return Ok(None);
        }
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.pos) {
                Some(b'<') => {}
                Some(_) => {
                    self.pass_text()?;
                    continue;
                }
                None if self.stack.is_empty() => return Ok(None),
                None => return malformed("the document ends within an element", self.pos),
            }
            match bytes.get(self.pos + 1) {
                Some(b'/') => {
                    self.end()?;
                    return Ok(None);
                }
                Some(b'!' | b'?') => {
                    if let Some(section) = self.markup()?
                        && !section.trim_ascii().is_empty()
                    {
                        self.stray = self.stray.or(Some(self.pos));
                    }
                }
                _ => {
                    self.name = self.start()?;
                    return Ok(Some(self.name));
                }
            }
        }
    }

    /// As [`next_child`](Self::next_child), with the text on the way appended to `text`.
    pub(crate) fn next_mixed(&mut self, text: &mut String) -> R<Option<Name<'a>>> {
        self.settle();
        if !self.empty {
            self.run(text)?;
        }
        self.next_child()
    }

    /// The text of the current element, which may have no child elements; passes its end tag.
    #[inline]
    pub(crate) fn simple(&mut self) -> R<Cow<'a, str>> {
        self.settle();
        if self.empty {
            self.empty = false;
            self.pop();
            return Ok(Cow::Borrowed(""));
        }
        let bytes = self.text.as_bytes();
        let from = self.pos;
        let end = text_end(bytes, from);
        if let Some([b'<', b'/']) = bytes.get(end..end + 2) {
            let text = &self.text[from..end];
            self.check_run(text, from)?;
            self.pos = end;
            self.end()?;
            return Ok(Cow::Borrowed(text));
        }
        self.simple_slow().map(Cow::Owned)
    }

    #[inline(never)]
    fn simple_slow(&mut self) -> R<String> {
        let mut text = String::new();
        self.run(&mut text)?;
        match self.text.as_bytes().get(self.pos + 1) {
            Some(b'/') => self.end()?,
            Some(_) => return Err(Error::at(ErrorKind::Element, self.pos)),
            None => return malformed("the document ends within a tag", self.pos),
        }
        Ok(text)
    }

    /// Passes the rest of the current element.
    pub(crate) fn skip(&mut self) -> R<()> {
        let depth = self.stack.len();
        while self.next_child()?.is_some() || self.stack.len() >= depth {}
        self.stray = None;
        Ok(())
    }

    /// Passes text between elements.
    #[inline]
    fn pass_text(&mut self) -> R<()> {
        let bytes = self.text.as_bytes();
        let end = space_end(bytes, self.pos);
        match bytes.get(end) {
            Some(b'<') | None => {
                self.pos = end;
                Ok(())
            }
            Some(_) => self.pass_words(),
        }
    }

    #[cold]
    #[inline(never)]
    fn pass_words(&mut self) -> R<()> {
        let at = self.pos;
        if self.stack.is_empty() {
            let at = space_end(self.text.as_bytes(), at);
            return malformed("text outside of the root element", at);
        }
        let mut text = String::new();
        self.run(&mut text)?;
        if !text.trim_ascii().is_empty() {
            self.stray = self.stray.or(Some(at));
        }
        Ok(())
    }

    /// Appends the text up to the next start or end tag.
    fn run(&mut self, out: &mut String) -> R<()> {
        let bytes = self.text.as_bytes();
        loop {
            let from = self.pos;
            let end = text_end(bytes, from);
            if end > from {
                let text = &self.text[from..end];
                self.check_run(text, from)?;
                out.push_str(text);
                self.pos = end;
            }
            match bytes.get(end) {
                None => return malformed("the document ends within an element", end),
                Some(b'&') => {
                    let (c, length) = refs::reference(self.text, end)?;
                    out.push(c);
                    self.pos += length;
                }
                Some(b'\r') => {
                    // Line ends are line feeds (XML 1.0, 2.11).
                    out.push('\n');
                    self.pos += 1 + usize::from(bytes.get(end + 1) == Some(&b'\n'));
                }
                Some(_) => match bytes.get(end + 1) {
                    Some(b'!' | b'?') => {
                        if let Some(section) = self.markup()? {
                            push_lines(out, section);
                        }
                    }
                    _ => return Ok(()),
                },
            }
        }
    }

    /// `]]>` may not stand in text (XML 1.0, 2.4).
    #[inline]
    fn check_run(&self, text: &str, at: usize) -> R<()> {
        if self.section_end
            && let Some(place) = text.find("]]>")
        {
            return malformed("`]]>` in text", at + place);
        }
        Ok(())
    }

    /// Takes back the declarations of an element that was left.
    #[inline]
    fn settle(&mut self) {
        if self.stale != 0 {
            self.bindings.leave(self.stale);
            self.stale = 0;
        }
    }
}

/// The text of a CDATA section, its line ends as line feeds.
fn push_lines(out: &mut String, section: &str) {
    if section.contains('\r') {
        out.push_str(&section.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        out.push_str(section);
    }
}

impl Scope for Cursor<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        let ns = match prefix {
            "" => self.bindings.default,
            _ => self.bindings.find(prefix)?,
        };
        Some(self.uri(ns))
    }
}
