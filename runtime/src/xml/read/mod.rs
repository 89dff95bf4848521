//! Reading: text to values. The interpreter is not generic: it is compiled once, here.

mod array;
mod capture;
mod encoding;
mod mixed;
mod model;
mod nil;
mod node;
mod renamed;
mod seen;
mod share;
mod simple;
mod xop;

use self::encoding::References;
use self::renamed::Ahead;
use self::seen::Seen;
pub(crate) use self::xop::Package;
use super::cursor::{Cursor, Expected, unescape};
use super::error::{Error, ErrorKind, Note, R, excerpt};
use super::limits::Limits;
use super::names::{NO_NS, Name, SOAP, SOAP_ENC, SOAP12, SOAP12_ENC, XSI, XSI_DRAFTS};
use super::slot::{Many, Node, Slot};
use super::table::{Member, flag};
use std::borrow::Cow;

/// How many notes are kept.
const NOTES: usize = 100;

/// Reads values out of a document, at whatever place its cursor stands.
pub(crate) struct Reader<'a, 't> {
    cursor: Cursor<'a>,
    strict: bool,
    /// The structure read next is that of an rpc answer: its parts may have other names.
    parts: bool,
    /// What is still to come in the content being read, if it is one with groups.
    ahead: Ahead<'a>,
    /// Where the element stands that was last taken for one of another namespace.
    requalified: Option<usize>,
    notes: Vec<Note>,
    references: References<'a>,
    /// Bytes of namespaces' names in what was kept as it came.
    kept_namespaces: usize,
    tap: Option<Tap<'a, 't>>,
    package: Option<&'a dyn Package>,
}

/// Where the items of one repeated member go instead of into it, so that one row is in memory at a time.
pub(crate) struct Tap<'a, 't> {
    /// The local name of the type that has the member.
    pub(crate) table: &'a str,
    /// The member's local name.
    pub(crate) member: &'a str,
    /// Takes them.
    pub(crate) to: &'a mut dyn Many<'t>,
}

impl<'a, 't> Reader<'a, 't> {
    /// A reader before the root of a document; `names` are the namespaces that its tables' numbers mean.
    pub(crate) fn new(text: &'a str, names: &'a [&'a str], limits: Limits) -> R<Self> {
        Ok(Reader {
            cursor: Cursor::new(text, names, limits)?,
            strict: false,
            parts: false,
            ahead: Ahead::default(),
            requalified: None,
            notes: Vec::new(),
            references: References::default(),
            kept_namespaces: 0,
            tap: None,
            package: None,
        })
    }

    /// What tolerant reading passes over is an error.
    pub(crate) fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// The structure read next holds the parts of an rpc answer. What they are called says little (SOAP 1.1 section 7.1: "the name
    /// of the return value accessor is not significant"), and their namespace is often wrong.
    pub(crate) fn parts(&mut self) {
        self.parts = !self.strict;
    }

    /// With a tap.
    pub(crate) fn tap(mut self, tap: Tap<'a, 't>) -> Self {
        self.tap = Some(tap);
        self
    }

    /// What was passed over; the first hundred.
    pub(crate) fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    /// The root's start tag.
    pub(crate) fn root(&mut self) -> R<Name<'a>> {
        self.cursor.root()
    }

    /// Passes over what may follow the root.
    pub(crate) fn finish(&mut self) -> R<()> {
        self.cursor.finish()
    }

    /// The next child's start tag, or `None` at the end of the current element.
    #[inline]
    pub(crate) fn child(&mut self) -> R<Option<Name<'a>>> {
        let name = self.cursor.next_child()?;
        if let Some(at) = self.cursor.take_stray() {
            self.noted(ErrorKind::Text, "", at)?;
        }
        Ok(name)
    }

    /// Passes the rest of the current element.
    pub(crate) fn skip(&mut self) -> R<()> {
        self.cursor.skip()
    }

    /// The URI of a namespace in force.
    pub(crate) fn uri(&self, ns: u16) -> &str {
        self.cursor.uri(ns)
    }

    /// The value of an attribute of the element just started.
    pub(crate) fn attribute(&self, ns: u16, local: &str) -> Option<Cow<'a, str>> {
        let mut all = self.cursor.attrs.iter();
        let found = all.find(|a| a.ns == ns && a.local == local)?;
        Some(unescape(found.raw))
    }

    /// Reads the content of the current element as members of `node`; the element's attributes are not its own.
    pub(crate) fn bare(&mut self, node: &mut dyn Node<'t>) -> R<()> {
        let table = node.table();
        if table.flat {
            self.flat(node, table, Seen::default())?;
        } else {
            self.content(node, table, Seen::default())?;
        }
        self.attached(node, table)
    }

    /// Reads the element just started into `slot`, as `row` says.
    #[inline]
    pub(crate) fn value(&mut self, slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        let read = if self.cursor.attrs.is_empty() {
            self.plain(slot, row)
        } else {
            self.marked(slot, row)
        };
        match read {
            Ok(()) => Ok(()),
            Err(error) => Err(error.under(step(row))),
        }
    }

    fn fail<T>(&self, kind: ErrorKind) -> R<T> {
        Err(Error::at(kind, self.cursor.tag()))
    }

    /// Something that tolerant reading passes over, at the start tag read last.
    pub(crate) fn note(&mut self, kind: ErrorKind, name: &str) -> R<()> {
        self.noted(kind, name, self.cursor.tag())
    }

    #[cold]
    #[inline(never)]
    fn noted(&mut self, kind: ErrorKind, name: &str, offset: usize) -> R<()> {
        if self.strict {
            let error = Error::at(kind, offset);
            return Err(if name.is_empty() {
                error
            } else {
                error.under(name)
            });
        }
        if self.notes.len() < NOTES {
            let name = name.into();
            self.notes.push(Note { kind, offset, name });
        }
        Ok(())
    }

    /// The raw value of an `xsi` attribute.
    fn xsi(&self, local: &str) -> Option<&'a str> {
        let mut all = self.cursor.attrs.iter();
        let found = all.find(|a| a.local == local && self.is_xsi(a.ns));
        found.map(|a| a.raw)
    }

    fn is_xsi(&self, ns: u16) -> bool {
        ns == XSI || (!self.cursor.is_known(ns) && XSI_DRAFTS.contains(&self.uri(ns)))
    }

    /// An element with attributes: a reference, a nil, or a value.
    #[inline(never)]
    fn marked(&mut self, slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        if let Some(id) = self.reference() {
            return self.follow(id, slot, row);
        }
        let tree = match &slot {
            Slot::Tree(_) => true,
            Slot::Many(many) => many.tree(),
            _ => false,
        };
        if tree || row.is(flag::any) {
            return self.plain(slot, row);
        }
        let nil = self.xsi("nil").or_else(|| self.xsi("null"));
        let nil = nil.map(unescape);
        match nil.as_deref().map(str::trim_ascii) {
            Some("true" | "1") => return self.nil(slot, row),
            None | Some("false" | "0") => {}
            Some(other) => {
                let (wants, got) = ("xs:boolean", excerpt(other));
                self.note(ErrorKind::Value { wants, got }, "@nil")?;
            }
        }
        if matches!(
            slot,
            Slot::Str(_) | Slot::OptStr(_) | Slot::Strs(_) | Slot::Leaf(_) | Slot::Simple(_)
        ) {
            self.foreign_attributes()?;
        }
        self.plain(slot, row)
    }

    /// Notes the attributes of an element whose type has none.
    fn foreign_attributes(&mut self) -> R<()> {
        for i in 0..self.cursor.attrs.len() {
            let attribute = self.cursor.attrs[i];
            if !self.is_protocol(attribute.ns, attribute.local) {
                let name = format!("@{}", attribute.local);
                self.note(ErrorKind::Unknown, &name)?;
            }
        }
        Ok(())
    }

    /// Attributes that may stand anywhere: those of XML Schema itself, and those of the SOAP encoding.
    fn is_protocol(&self, ns: u16, local: &str) -> bool {
        match ns {
            SOAP_ENC | SOAP12_ENC => true,
            // SOAP 1.1 section 4.1.1, SOAP 1.2 part 1 section 5.1.1.
            SOAP | SOAP12 => local == "encodingStyle",
            NO_NS => local == "id" && self.encoded(),
            ns => self.is_xsi(ns),
        }
    }

    /// An element that is neither nil nor a reference.
    fn plain(&mut self, slot: Slot<'_, 't>, row: &Member<'_>) -> R<()> {
        match slot {
            Slot::Str(text) => *text = self.string(row)?,
            Slot::OptStr(text) => *text = Some(self.string(row)?),
            Slot::Strs(texts) => texts.push(self.string(row)?),
            Slot::Leaf(leaf) if self.package.is_some() => self.packaged(leaf, row)?,
            Slot::Leaf(leaf) => {
                let at = self.cursor.pos();
                let text = self.cursor.simple()?;
                self.leaf(leaf, &text, row, at)?;
            }
            Slot::Node(node) => self.node(node, row)?,
            Slot::Many(many) => {
                let slot = many.add();
                let leaf = matches!(slot, Slot::Leaf(_));
                match self.plain(slot, row) {
                    Err(error) if leaf => self.nothing(many, row, error)?,
                    read => read?,
                }
                many.done();
            }
            Slot::Simple(simple) => self.any_simple(simple)?,
            Slot::Tree(element) => *element = self.capture()?,
            Slot::None | Slot::Attrs(_) | Slot::Attachment(_) => self.skip()?,
        }
        Ok(())
    }

    /// Reads the element that begins with `tag` into `slot`, as `row` says: what [`value`](Self::value) does where the start tag
    /// has to be looked at.
    pub(super) fn expected(
        &mut self,
        slot: Slot<'_, 't>,
        row: &Member<'_>,
        tag: Expected,
    ) -> R<()> {
        let read = match slot {
            // Here and not only there, since most members that may be absent hold no further such.
            Slot::Many(many) => self.unopened_item(many, row, tag),
            slot => self.unopened(slot, row, tag),
        };
        match read {
            Ok(()) => Ok(()),
            Err(error) => Err(error.under(step(row))),
        }
    }

    #[inline]
    fn unopened_item(&mut self, many: &mut dyn Many<'t>, row: &Member<'_>, tag: Expected) -> R<()> {
        let slot = many.add();
        let leaf = matches!(slot, Slot::Leaf(_));
        match self.unopened(slot, row, tag) {
            Err(error) if leaf => self.nothing(many, row, error)?,
            read => read?,
        }
        many.done();
        Ok(())
    }

    fn unopened(&mut self, slot: Slot<'_, 't>, row: &Member<'_>, tag: Expected) -> R<()> {
        let simple = match &slot {
            Slot::Str(_) | Slot::OptStr(_) | Slot::Strs(_) => true,
            Slot::Leaf(_) => self.package.is_none(),
            _ => false,
        };
        let text = if simple {
            self.cursor.whole(&tag)
        } else {
            None
        };
        let at = tag.content();
        match (slot, text) {
            (Slot::Str(to), Some(text)) => *to = self.words(text.into(), row, at)?,
            (Slot::OptStr(to), Some(text)) => *to = Some(self.words(text.into(), row, at)?),
            (Slot::Strs(to), Some(text)) => to.push(self.words(text.into(), row, at)?),
            (Slot::Leaf(leaf), Some(text)) => self.leaf(leaf, text, row, at)?,
            (Slot::Many(many), _) => self.unopened_item(many, row, tag)?,
            (Slot::Node(node), _) => {
                self.cursor.open(tag);
                self.node(node, row)?;
            }
            (slot, _) => {
                self.cursor.open(tag);
                self.plain(slot, row)?;
            }
        }
        Ok(())
    }
}

/// What stands in an error's path for an element of this row.
fn step<'m>(row: &'m Member<'_>) -> &'m str {
    if row.is(flag::any | flag::items) || row.name.is_empty() {
        "*"
    } else {
        row.name
    }
}
