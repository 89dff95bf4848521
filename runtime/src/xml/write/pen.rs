//! The writer's lower half: texts, attributes, prefixes.

use super::escape::escape;
use super::tags::Style;
use crate::mime::Attachment;
use crate::value::Base64;
use crate::xml::QName;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::names::{FIXED, NO_NS, SOAP_ENC, SOAP12_ENC, XML, XSD, XSI};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// Writes documents; [`Lexical::put`](crate::xml::Lexical::put) writes a simple value's text to it.
pub struct Writer<'n> {
    pub(super) out: String,
    /// What the numbers of namespaces in tables mean.
    names: &'n [&'n str],
    /// Namespaces that only trees name, numbered on from `names`.
    more: Vec<String>,
    /// The default namespace in force.
    pub(super) default: usize,
    /// The prefixes in force, with the numbers of their namespaces.
    pub(super) prefixes: Vec<(Cow<'n, str>, usize)>,
    /// Where a declaration goes: into the start tag that was written last, which may have its `>` already.
    pub(super) declare_at: usize,
    /// A start tag lacks its `>`.
    pub(super) tag_open: bool,
    /// An attribute's value is being written.
    attribute: bool,
    /// No document: names are written in `{namespace}local` fashion.
    bare: bool,
    /// A name in no namespace stands where a default namespace is in force.
    pub(super) undefault: bool,
    /// The first character that XML cannot hold.
    illegal: Option<char>,
    /// Binary values in the output: candidates for parts of their own.
    binaries: Vec<Binary>,
    /// What is known of the bytes that are about to be written.
    pub(super) media: Option<Media>,
    /// The parts of the message that travel beside the document.
    attachments: Vec<Beside>,
    /// How deep the value being written is.
    pub(super) depth: usize,
    /// The namespace of the SOAP encoding that is written in, if any.
    pub(super) encoding: Option<u16>,
}

/// A binary value that all of an element is, and that may be a part of its own.
pub(crate) struct Binary {
    /// Where its base64 stands in the text.
    pub(crate) range: Range<usize>,
    /// What is known of the bytes.
    pub(crate) media: Media,
}

/// What the schema, or an attribute beside them, says of bytes.
#[derive(Clone, Default)]
pub(crate) struct Media {
    /// The schema expects types of content (`xmime:expectedContentTypes`), so that they are a part of their own at any length.
    pub(crate) expected: bool,
    /// Their type, where it is known.
    pub(crate) content_type: Option<String>,
}

/// A part of a message that travels beside the document.
pub(crate) struct Beside {
    /// The part's name.
    pub(crate) name: String,
    /// The type that the binding says, for one that says none itself.
    pub(crate) media: Option<String>,
    pub(crate) attachment: Attachment,
}

impl Media {
    /// With what a row of the table says. A list of types, or one with a wildcard, leaves open which one it is.
    pub(super) fn expect(mut self, types: &str) -> Self {
        self.expected = true;
        let one = types.trim_ascii();
        if self.content_type.is_none() && !one.is_empty() && !one.contains([',', '*']) {
            self.content_type = Some(one.to_owned());
        }
        self
    }
}

/// The characters of base64 below which a value is too short to be a part of its own: that part's header would be as long.
const LONG: usize = 1024;

impl<'n> Writer<'n> {
    /// A writer whose tables' namespaces are those of `names`.
    pub fn new(names: &'n [&'n str]) -> Self {
        Writer::after(String::new(), names, &[])
    }

    /// A writer that goes on after `out`, where `prefixes` (prefix, URI) are declared and no default namespace is.
    pub(crate) fn after(
        out: String,
        names: &'n [&'n str],
        prefixes: &[(&'static str, &str)],
    ) -> Self {
        let mut writer = Writer {
            out,
            names,
            more: Vec::new(),
            default: usize::from(NO_NS),
            prefixes: Vec::with_capacity(prefixes.len()),
            declare_at: 0,
            tag_open: false,
            attribute: false,
            bare: false,
            undefault: false,
            illegal: None,
            binaries: Vec::new(),
            media: None,
            attachments: Vec::new(),
            depth: 0,
            encoding: None,
        };
        for (prefix, uri) in prefixes {
            let ns = writer.number(uri);
            writer.prefixes.push(((*prefix).into(), ns));
        }
        writer
    }

    /// All that was written.
    pub fn into_string(self) -> String {
        self.out
    }

    /// All that was written, the binary values in it that may be parts of their own, and what travels beside it.
    pub(crate) fn into_parts(mut self) -> (String, Vec<Binary>, Vec<Beside>) {
        let text = self.out.as_bytes();
        let alone = |binary: &Binary| {
            let range = &binary.range;
            let before = range.start.checked_sub(1).and_then(|at| text.get(at));
            (before, text.get(range.end)) == (Some(&b'>'), Some(&b'<'))
        };
        self.binaries.retain(alone);
        (self.out, self.binaries, self.attachments)
    }

    /// A part of the message that travels beside the document.
    pub(super) fn attach(&mut self, name: &str, media: Option<&str>, attachment: &Attachment) {
        self.attachments.push(Beside {
            name: name.to_owned(),
            media: media.map(str::to_owned),
            attachment: attachment.clone(),
        });
    }

    /// A binary value in base64.
    pub(crate) fn base64(&mut self, value: &Base64) {
        let from = self.out.len();
        self.plain(|text| value.write(text));
        let range = from..self.out.len();
        let expected = self.media.as_ref().is_some_and(|media| media.expected);
        if range.len() >= LONG || expected && !range.is_empty() {
            let media = self.media.clone().unwrap_or_default();
            self.binaries.push(Binary { range, media });
        }
    }

    /// The text that `put` writes, outside of any document.
    pub(crate) fn text_of(put: impl FnOnce(&mut Writer<'_>)) -> String {
        let mut writer = Writer::new(&FIXED);
        writer.bare = true;
        put(&mut writer);
        writer.out
    }

    /// Text that holds nothing to escape: digits, ASCII words.
    #[inline]
    pub fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Text of any kind.
    #[inline]
    pub fn text(&mut self, text: &str) {
        if self.bare {
            self.out.push_str(text);
        } else if let Some(c) = escape(&mut self.out, text, self.attribute) {
            self.illegal = self.illegal.or(Some(c));
        }
    }

    /// Text that holds nothing to escape, by what writes to a [`fmt::Write`].
    #[inline]
    pub fn plain(&mut self, write: impl FnOnce(&mut String) -> fmt::Result) {
        // Writing to a string does not fail.
        let _ = write(&mut self.out);
    }

    /// A name in a namespace, with a prefix that is declared if none is in force.
    pub fn qname(&mut self, namespace: &str, local: &str) {
        if self.bare {
            let name = QName::new(namespace, local).to_string();
            self.out.push_str(&name);
            return;
        }
        if namespace.is_empty() {
            // To a name without a prefix the default namespace applies (Namespaces in XML 6.2).
            self.undefault |= self.default != usize::from(NO_NS);
        } else {
            let ns = self.number(namespace);
            let prefix = self.prefix(ns);
            self.push_prefix(prefix);
        }
        self.text(local);
    }

    /// The same with the namespace as a number.
    pub(super) fn qname_of(&mut self, ns: usize, local: &str) {
        if ns == usize::from(NO_NS) {
            self.qname("", local);
        } else {
            let prefix = self.prefix(ns);
            self.push_prefix(prefix);
            self.text(local);
        }
    }

    /// The number of a namespace, given by its URI.
    pub(super) fn number(&mut self, uri: &str) -> usize {
        if let Some(i) = self.names.iter().position(|known| *known == uri) {
            return i;
        }
        let known = self.more.iter().position(|known| known == uri);
        let i = known.unwrap_or_else(|| {
            self.more.push(uri.into());
            self.more.len() - 1
        });
        self.names.len() + i
    }

    /// The number of a namespace that a row is made for.
    pub(crate) fn row_number(&mut self, uri: &str) -> u16 {
        u16::try_from(self.number(uri)).unwrap_or(u16::MAX)
    }

    pub(super) fn uri(&self, ns: usize) -> &str {
        match ns.checked_sub(self.names.len()) {
            None => self.names[ns],
            Some(i) => self.more.get(i).map_or("", String::as_str),
        }
    }

    /// Whether `prefix` stands for `ns` here.
    pub(super) fn resolves(&self, prefix: &str, ns: usize) -> bool {
        if prefix.is_empty() {
            return self.default == ns;
        }
        let found = self.prefixes.iter().rev().find(|(p, _)| p == prefix);
        found.is_some_and(|(_, known)| *known == ns)
    }

    /// A prefix for `ns`, by its place; declared on the last start tag if none is in force. `None`: `xml`, which needs no declaration.
    pub(super) fn prefix(&mut self, ns: usize) -> Option<usize> {
        if ns == usize::from(XML) {
            return None;
        }
        let known = self.known_prefix(ns);
        if known.is_some() {
            return known;
        }
        let name = self.new_prefix(ns);
        self.declare(&name, ns);
        Some(self.prefixes.len() - 1)
    }

    /// A prefix in force for `ns` that no later declaration hides.
    pub(super) fn known_prefix(&self, ns: usize) -> Option<usize> {
        let mut places = (0..self.prefixes.len()).rev();
        places.find(|&i| {
            let (prefix, known) = &self.prefixes[i];
            *known == ns && self.prefixes[i + 1..].iter().all(|(p, _)| p != prefix)
        })
    }

    pub(super) fn new_prefix(&self, ns: usize) -> String {
        self.free_prefix(ns, &[])
    }

    /// A prefix for `ns` that stands for nothing, here or in `taken`.
    pub(super) fn free_prefix(&self, ns: usize, taken: &[(String, String)]) -> String {
        let free = |name: &str| {
            self.prefixes.iter().all(|(p, _)| p != name) && taken.iter().all(|(p, _)| p != name)
        };
        let usual = match u16::try_from(ns) {
            Ok(XSI) => "xsi",
            Ok(XSD) => "xsd",
            Ok(SOAP_ENC | SOAP12_ENC) => "soapenc",
            _ => "",
        };
        if !usual.is_empty() && free(usual) {
            return usual.into();
        }
        let mut i = self.prefixes.len() + 1;
        loop {
            let name = format!("n{i}");
            if free(&name) {
                return name;
            }
            i += 1;
        }
    }

    pub(super) fn push_prefix(&mut self, prefix: Option<usize>) {
        match prefix {
            None => self.out.push_str("xml"),
            Some(i) => self.out.push_str(&self.prefixes[i].0),
        }
        self.out.push(':');
    }

    /// Declares `prefix`, or the default namespace where it is empty, on the start tag that was written last.
    pub(super) fn declare(&mut self, prefix: &str, ns: usize) {
        let mut text = String::from(if prefix.is_empty() {
            " xmlns"
        } else {
            " xmlns:"
        });
        text.push_str(prefix);
        text.push_str("=\"");
        let illegal = escape(&mut text, self.uri(ns), true);
        text.push('"');
        self.illegal = self.illegal.or(illegal);
        self.out.insert_str(self.declare_at, &text);
        self.declare_at += text.len();
        if prefix.is_empty() {
            self.default = ns;
        } else {
            self.prefixes.push((String::from(prefix).into(), ns));
        }
    }

    /// An attribute of the start tag that is open, in namespace `ns`.
    pub(super) fn attribute(&mut self, ns: usize, name: &str, value: impl FnOnce(&mut Self)) {
        let prefix = if ns == usize::from(NO_NS) {
            None
        } else {
            Some(self.prefix(ns))
        };
        self.out.push(' ');
        if let Some(prefix) = prefix {
            self.push_prefix(prefix);
        }
        self.out.push_str(name);
        self.attribute_value(value);
    }

    /// What follows an attribute's name.
    pub(super) fn attribute_value(&mut self, value: impl FnOnce(&mut Self)) {
        self.out.push_str("=\"");
        self.attribute = true;
        value(self);
        self.attribute = false;
        self.out.push('"');
    }

    /// An attribute whose qualified name is known.
    pub(super) fn attribute_raw(&mut self, prefix: &str, local: &str, value: &str) {
        self.out.push(' ');
        if !prefix.is_empty() {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out.push_str(local);
        self.attribute_value(|out| out.text(value));
    }

    /// Ends the start tag that is open, for `text` to follow; an empty one leaves it open.
    #[inline]
    pub(super) fn close_tag_for(&mut self, text: &str) {
        if !text.is_empty() {
            self.close_tag();
        }
    }

    /// Writes what may turn out to be empty as the content of the start tag that is open.
    #[inline]
    pub(super) fn filled(&mut self, write: impl FnOnce(&mut Self)) {
        let opened = self.tag_open;
        self.close_tag();
        let (from, declared) = (self.out.len(), self.declare_at);
        write(self);
        // What was declared meanwhile stands before the text, and has moved its beginning.
        if opened && self.out.len() == from + (self.declare_at - declared) {
            self.out.pop();
            self.tag_open = true;
        }
    }

    /// Writes an element, or its start tag, in this style; once more without a default namespace when a name in no namespace
    /// turned up in it.
    #[inline]
    pub(super) fn styled<T>(
        &mut self,
        style: Style,
        write: impl Fn(&mut Self, Style) -> R<T>,
    ) -> R<T> {
        let (out, default) = (self.out.len(), self.default);
        let (prefixes, tag_open) = (self.prefixes.len(), self.tag_open);
        let written = write(self, style);
        if !self.undefault {
            return written;
        }
        self.out.truncate(out);
        self.binaries.retain(|binary| binary.range.end <= out);
        self.prefixes.truncate(prefixes);
        (self.default, self.tag_open, self.undefault) = (default, tag_open, false);
        let written = write(self, Style::Undefault);
        self.undefault = false;
        written
    }

    /// Fails when a character was written that XML cannot hold.
    #[inline]
    pub(super) fn legal(&self) -> R<()> {
        match self.illegal {
            None => Ok(()),
            Some(c) => Err(Error::writing(ErrorKind::Character(c))),
        }
    }
}
