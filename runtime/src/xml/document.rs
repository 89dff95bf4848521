//! Whole documents.

use super::error::{Error, ErrorKind, Note, R};
use super::item::Item;
use super::limits::Limits;
use super::names::{FIXED, NO_NS, SOAP_ENC};
use super::qname::QName;
use super::read::{Reader, Tap};
use super::slot::{Many, Slot, View};
use super::table::{Member, flag};
use super::tree::Element;
use super::write::Writer;
use std::fmt;
use std::str::FromStr;

/// How documents are read: strictly or not, and within which limits.
///
/// ```
/// use wsdl_runtime::xml::Parser;
/// let (name, notes) = Parser::new().strict(true).read::<String>("{urn:x}name", "<name xmlns='urn:x'>Ada</name>")?;
/// assert_eq!((name.as_str(), notes.len()), ("Ada", 0));
/// # Ok::<(), wsdl_runtime::xml::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parser {
    strict: bool,
    encoded: bool,
    limits: Limits,
}

impl Parser {
    /// Tolerant, with the usual limits.
    pub fn new() -> Self {
        Parser::default()
    }

    /// Whether what tolerant reading passes over is an error: unknown elements and attributes, wrong order, text between
    /// elements, more of an element than allowed.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Whether the document is in the SOAP encoding: references are followed (`href`, and `ref` of SOAP 1.2), names of members need no
    /// namespace, and a member that may be absent may as well be nil.
    #[must_use]
    pub fn encoded(mut self, encoded: bool) -> Self {
        self.encoded = encoded;
        self
    }

    /// The limits on documents.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reads a document whose root is `element`, given as `{namespace}local`. With the value come notes of what was passed over,
    /// at most a hundred.
    ///
    /// # Errors
    /// A document that is not well-formed, over a limit, or not what `T` and `element` describe.
    pub fn read<T: Item>(&self, element: &str, document: &str) -> Result<(T, Vec<Note>), Error> {
        let reader = Reader::new(document, T::TABLE.names, self.limits).map_err(|error| *error)?;
        self.root(reader, element).map_err(|error| *error)
    }

    /// As [`read`](Self::read), save that the items of one repeated member go to `each` and not into the value: huge lists are
    /// read with one item in memory. The member is given by the local names, in the schema, of the type that has it and its own.
    ///
    /// # Errors
    /// As [`read`](Self::read); items that came before are gone by then.
    pub fn read_each<T: Item, I: Item>(
        &self,
        element: &str,
        document: &str,
        (table, member): (&str, &str),
        each: impl FnMut(I),
    ) -> Result<(T, Vec<Note>), Error> {
        let mut sink = Sink {
            item: I::blank(),
            each,
        };
        let to = &mut sink;
        let tap = Tap { table, member, to };
        let reader = Reader::new(document, T::TABLE.names, self.limits).map_err(|error| *error)?;
        self.root(reader.tap(tap), element).map_err(|error| *error)
    }

    fn root<T: Item>(&self, reader: Reader<'_, 'static>, element: &str) -> R<(T, Vec<Note>)> {
        let mut reader = reader.strict(self.strict);
        if self.encoded {
            reader.index()?;
        }
        let root = reader.root()?;
        if QName::split(element) != Some((reader.uri(root.ns), root.local)) {
            let found = QName::new(reader.uri(root.ns), root.local);
            return Err(Error::at(ErrorKind::Root(found.to_string()), 0));
        }
        let mut value = T::blank();
        let row = Member::new(root.local, NO_NS, flag::nil, None);
        reader.value(value.as_slot(), &row)?;
        reader.finish()?;
        Ok((value, reader.into_notes()))
    }

    /// Reads any document, as a tree.
    ///
    /// # Errors
    /// A document that is not well-formed or over a limit.
    pub fn tree(&self, document: &str) -> Result<Element, Error> {
        let read = || {
            let mut reader = Reader::new(document, &FIXED, self.limits)?;
            reader.root()?;
            let element = reader.capture()?;
            reader.finish()?;
            Ok(element)
        };
        read().map_err(|error: Box<Error>| *error)
    }
}

/// A document as a tree, read by [`Parser::tree`].
impl FromStr for Element {
    type Err = Error;
    fn from_str(document: &str) -> Result<Self, Error> {
        Parser::new().tree(document)
    }
}

/// The element as a document of its own; empty where it cannot be one, for which see [`Element::to_xml`].
impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_xml().unwrap_or_default())
    }
}

impl Element {
    /// The element as a document of its own.
    ///
    /// # Errors
    /// Names that are none, and characters that XML cannot hold.
    pub fn to_xml(&self) -> Result<String, Error> {
        let mut writer = Writer::new(&FIXED);
        writer
            .tree(self)
            .map_err(|error| *error.under(&self.local))?;
        Ok(writer.into_string())
    }
}

/// Hands over items one by one.
struct Sink<I, F> {
    item: I,
    each: F,
}

impl<I: Item, F: FnMut(I)> Many<'static> for Sink<I, F> {
    fn add(&mut self) -> Slot<'_, 'static> {
        self.item.as_slot()
    }
    fn done(&mut self) {
        (self.each)(std::mem::replace(&mut self.item, I::blank()));
    }
    fn len(&self) -> usize {
        0
    }
    fn at(&self, _: usize) -> View<'_, 'static> {
        View::None
    }
}

/// Reads a document whose root is `element`, given as `{namespace}local`: tolerant, with the usual limits. [`Parser`] has the
/// choice, and an error that tells more. `Option<T>` reads an element that may be nil.
///
/// # Errors
/// A document that is not well-formed, over a limit, or not what `T` and `element` describe.
///
/// ```
/// use wsdl_runtime::xml::from_str;
/// assert_eq!(from_str::<i32>("{urn:x}count", "<n:count xmlns:n='urn:x'> 42 </n:count>")?, 42);
/// # Ok::<(), wsdl_runtime::Error>(())
/// ```
pub fn from_str<T: Item>(element: &str, document: &str) -> Result<T, crate::Error> {
    Ok(Parser::new().read(element, document)?.0)
}

/// Writes a document whose root is `element`, given as `{namespace}local`, in the order of the schema.
///
/// # Errors
/// A value that cannot be written as the schema demands: a required member without a value, a list with too few or too many
/// items, a character that XML cannot hold.
///
/// ```
/// use wsdl_runtime::xml::to_string;
/// assert_eq!(to_string("{urn:x}count", &42)?, "<count xmlns=\"urn:x\">42</count>");
/// # Ok::<(), wsdl_runtime::Error>(())
/// ```
pub fn to_string<T: Item>(element: &str, value: &T) -> Result<String, crate::Error> {
    write(element, value, None)
}

/// As [`to_string`], in the SOAP encoding of SOAP 1.1 (section 5): values say of what type they are, members are in no namespace,
/// and what is not there is left out. [`Parser::encoded`] reads it.
///
/// # Errors
/// A value without a form in XML: a character that it cannot hold, a choice without a branch.
pub fn to_encoded_string<T: Item>(element: &str, value: &T) -> Result<String, crate::Error> {
    write(element, value, Some(SOAP_ENC))
}

fn write<T: Item>(element: &str, value: &T, encoding: Option<u16>) -> Result<String, crate::Error> {
    let name = QName::split(element).filter(|(_, local)| super::chars::is_ncname(local));
    let Some((uri, local)) = name else {
        return Err(Error::writing(ErrorKind::Name(element.into())).into());
    };
    let mut writer = Writer::new(T::TABLE.names);
    let ns = writer.row_number(uri);
    let row = Member::new(local, ns, flag::nil, None);
    if let Some(encoding) = encoding {
        writer.encode(encoding);
    }
    writer.member(&row, value.as_view(), false)?;
    Ok(writer.into_string())
}
