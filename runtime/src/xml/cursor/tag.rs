//! Start and end tags.

use super::refs::{reference, unescape};
use super::scan::{CLASS, COLON, DELIMITER, NAME, START, is, same, space_end, text_end, value_end};
use super::{Attr, Cursor, malformed, over};
use crate::xml::chars::is_ncname;
use crate::xml::error::R;
use crate::xml::names::{NO_NS, Name};

/// A name in the text: its end, and the place of its colon, 0 where there is none.
struct Span {
    end: usize,
    colon: usize,
}

/// An element's start tag that has been looked at and not passed: without attributes and prefix.
pub(crate) struct Expected {
    /// Where it begins.
    at: usize,
    /// Where its name ends.
    end: usize,
}

impl Expected {
    /// Where the element's content begins.
    #[inline]
    pub(crate) fn content(&self) -> usize {
        self.end + 1
    }
}

/// Up to this many attributes are compared each with each.
const FEW: usize = 8;

impl<'a> Cursor<'a> {
    /// Reads the start tag at the current place.
    #[inline]
    pub(super) fn start(&mut self) -> R<Name<'a>> {
        let bytes = self.text.as_bytes();
        let from = self.pos + 1;
        self.tag = self.pos;
        let Span { end, colon } = self.name_at(from)?;
        if self.stack.is_empty() {
            if self.rooted {
                return malformed("a second root element", self.tag);
            }
            self.rooted = true;
        }
        if self.stack.len() >= self.limits.depth {
            return over("depth", self.limits.depth, self.tag);
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return over("elements", self.limits.elements, self.tag);
        }
        self.stack.push((from, end - from));
        self.attrs.clear();
        match bytes.get(end) {
            Some(b'>') => self.pos = end + 1,
            _ => self.attributes(end)?,
        }
        if colon == 0 {
            self.prefix = "";
            return Ok(Name {
                ns: self.bindings.default,
                local: &self.text[from..end],
            });
        }
        self.prefix = &self.text[from..colon];
        match self.bindings.resolve(self.prefix) {
            Some(ns) => Ok(Name {
                ns,
                local: &self.text[colon + 1..end],
            }),
            None => malformed("a prefix that is not declared", self.tag),
        }
    }

    /// The start tag that comes next when it is the one that is expected, without attributes and prefix: what most start tags of
    /// a message in the order of its schema are. `None`: [`next_child`](Self::next_child) tells what is there. Nothing has
    /// happened until one of [`open`](Self::open) and [`whole`](Self::whole) takes the tag.
    #[inline]
    pub(crate) fn expected(&self, ns: u16, local: &str) -> Option<Expected> {
        let bytes = self.text.as_bytes();
        let at = space_end(bytes, self.pos);
        let from = at + 1;
        let end = from + local.len();
        if bytes.get(end) != Some(&b'>')
            || bytes.get(at) != Some(&b'<')
            || !is(bytes, from, local.as_bytes())
        {
            return None;
        }
        let settled = self.stale == 0 && !self.empty && self.stray.is_none();
        let within = self.stack.len() < self.limits.depth
            && self.elements < self.limits.elements
            && local.len() <= self.limits.name;
        if self.bindings.default != ns || !settled || !within || self.stack.is_empty() {
            return None;
        }
        Some(Expected { at, end })
    }

    /// Passes the start tag.
    #[inline]
    pub(crate) fn open(&mut self, tag: Expected) {
        let from = tag.at + 1;
        self.tag = tag.at;
        self.elements += 1;
        self.stack.push((from, tag.end - from));
        self.attrs.clear();
        self.pos = tag.end + 1;
        self.prefix = "";
        self.name = Name {
            ns: self.bindings.default,
            local: &self.text[from..tag.end],
        };
    }

    /// Passes the whole element, if it holds nothing but text that stands for itself, and gives the text. What most elements of a
    /// message are is so read without being opened and closed, which took a third of the time of reading them.
    #[inline]
    pub(crate) fn whole(&mut self, tag: &Expected) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let (name, from) = (tag.at + 1, tag.end + 1);
        let length = tag.end - name;
        let end = text_end(bytes, from);
        let close = end + 2 + length;
        if bytes.get(close) != Some(&b'>')
            || bytes.get(end + 1) != Some(&b'/')
            || bytes.get(end) != Some(&b'<')
            || !same(bytes, name, end + 2, length)
        {
            return None;
        }
        let text = &self.text[from..end];
        if self.section_end && text.contains("]]>") {
            return None;
        }
        self.tag = tag.at;
        self.elements += 1;
        self.attrs.clear();
        self.pos = close + 1;
        Some(text)
    }

    /// The name that begins at `from`.
    #[inline]
    fn name_at(&self, from: usize) -> R<Span> {
        let bytes = self.text.as_bytes();
        let class = |i: usize| bytes.get(i).map_or(DELIMITER, |byte| CLASS[*byte as usize]);
        let plain = |from: usize| {
            let rest = bytes.get(from..).unwrap_or_default();
            let length = rest.iter().position(|byte| CLASS[*byte as usize] > NAME);
            from + length.unwrap_or(rest.len())
        };
        let (mut end, mut colon) = (plain(from), 0);
        if class(end) == COLON {
            colon = end;
            end = plain(end + 1);
        }
        if class(end) != DELIMITER {
            return self.name_slow(from);
        }
        if class(from) != START
            || (colon != 0 && class(colon + 1) != START)
            || end - from > self.limits.name
        {
            return self.name_slow(from);
        }
        Ok(Span { end, colon })
    }

    /// The same for names outside of ASCII, and for what is wrong.
    #[cold]
    #[inline(never)]
    fn name_slow(&self, from: usize) -> R<Span> {
        let rest = self.text.get(from..).unwrap_or_default();
        let delimiter = |byte: u8| CLASS[byte as usize] == DELIMITER;
        let length = rest.bytes().position(delimiter).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default();
        let (prefix, local) = name.split_once(':').unwrap_or(("x", name));
        if length > self.limits.name && is_ncname(&name.replace(':', "")) {
            return over("name", self.limits.name, from);
        }
        if !is_ncname(prefix) || !is_ncname(local) {
            return malformed("a name that is none", from);
        }
        let colon = name.find(':').map_or(0, |colon| from + colon);
        Ok(Span {
            end: from + length,
            colon,
        })
    }

    /// Reads the rest of a start tag, from behind the element's name.
    #[inline(never)]
    fn attributes(&mut self, mut at: usize) -> R<()> {
        let bytes = self.text.as_bytes();
        let depth = self.stack.len();
        let mut count = 0;
        loop {
            let from = space_end(bytes, at);
            match bytes.get(from) {
                Some(b'>') => {
                    self.pos = from + 1;
                    break;
                }
                Some(b'/') if bytes.get(from + 1) == Some(&b'>') => {
                    self.empty = true;
                    self.pos = from + 2;
                    break;
                }
                None => return malformed("the document ends within a tag", from),
                Some(b'/') => return malformed("a slash within a tag", from),
                Some(_) if from == at => {
                    return malformed("no white space before an attribute", from);
                }
                Some(_) => {}
            }
            count += 1;
            if count > self.limits.attributes {
                return over("attributes", self.limits.attributes, from);
            }
            let Span { end, colon } = self.name_at(from)?;
            let raw = self.attribute_value(end)?;
            at = self.pos;
            let name = &self.text[from..end];
            let (prefix, local) = match colon {
                0 => ("", name),
                _ => (&self.text[from..colon], &self.text[colon + 1..end]),
            };
            if prefix == "xmlns" {
                self.bindings.declare(local, unescape(raw), depth, from)?;
            } else if name == "xmlns" {
                self.bindings.declare("", unescape(raw), depth, from)?;
            } else {
                let ns = NO_NS;
                self.attrs.push(Attr {
                    ns,
                    prefix,
                    local,
                    raw,
                });
            }
        }
        for i in 0..self.attrs.len() {
            let prefix = self.attrs[i].prefix;
            if !prefix.is_empty() {
                match self.bindings.resolve(prefix) {
                    Some(ns) => self.attrs[i].ns = ns,
                    None => return malformed("a prefix that is not declared", self.tag),
                }
            }
        }
        self.unique()
    }

    /// The value of the attribute whose name ends at `at`, as it stands there. Leaves the current place behind it.
    fn attribute_value(&mut self, at: usize) -> R<&'a str> {
        let bytes = self.text.as_bytes();
        let equals = space_end(bytes, at);
        if bytes.get(equals) != Some(&b'=') {
            return malformed("an attribute without a value", equals);
        }
        let open = space_end(bytes, equals + 1);
        let Some(&quote @ (b'"' | b'\'')) = bytes.get(open) else {
            return malformed("an attribute's value without quotes", open);
        };
        let from = open + 1;
        let mut end = from;
        loop {
            end = value_end(bytes, end, quote);
            match bytes.get(end) {
                Some(b'&') => end += reference(self.text, end)?.1,
                Some(b'<') => return malformed("`<` in an attribute's value", end),
                Some(_) => break,
                None => return malformed("the document ends within a tag", end),
            }
        }
        if end - from > self.limits.attribute_value {
            return over("attribute_value", self.limits.attribute_value, from);
        }
        self.pos = end + 1;
        Ok(&self.text[from..end])
    }

    /// No two attributes may have the same name once prefixes are resolved (Namespaces in XML 6.3).
    fn unique(&self) -> R<()> {
        let name = |i: usize| (self.attrs[i].ns, self.attrs[i].local);
        let count = self.attrs.len();
        let twice = if count <= FEW {
            (1..count).any(|i| (0..i).any(|k| name(k) == name(i)))
        } else {
            let mut order: Vec<usize> = (0..count).collect();
            order.sort_unstable_by_key(|i| name(*i));
            order.windows(2).any(|pair| name(pair[0]) == name(pair[1]))
        };
        if twice {
            return malformed("an attribute stands twice", self.tag);
        }
        Ok(())
    }

    /// Reads the end tag at the current place.
    #[inline]
    pub(super) fn end(&mut self) -> R<()> {
        let bytes = self.text.as_bytes();
        let Some(&(start, length)) = self.stack.last() else {
            return malformed("an end tag without a start tag", self.pos);
        };
        let from = self.pos + 2;
        let end = from + length;
        if !same(bytes, start, from, length) {
            return malformed("an end tag that does not match", self.pos);
        }
        let close = match bytes.get(end) {
            Some(b'>') => end,
            _ => space_end(bytes, end),
        };
        if bytes.get(close) != Some(&b'>') {
            return malformed("an end tag that does not match", self.pos);
        }
        self.pos = close + 1;
        self.pop();
        Ok(())
    }

    #[inline]
    pub(super) fn pop(&mut self) {
        let depth = self.stack.len();
        self.stack.pop();
        if self.bindings.any_at(depth) {
            self.stale = depth;
        }
    }
}
