//! What can go wrong in reading and writing XML.

use std::fmt;

use crate::value::{Integer, LongDecimal, NonNegativeInteger};

/// Why a document could not be read, or a value not be written.
///
/// It names the place: [`offset`](Self::offset) in the document and [`path`](Self::path), the elements that lead there. The
/// path is put together while the error travels up, so that success pays nothing for it. No text of it holds the value of
/// a secret member.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where, in bytes from the start of the document as UTF-8; `None` where a value could not be written.
    pub offset: Option<usize>,
    /// The elements that lead there, each with a slash before it, an attribute with `@`: `/cancelJob/token`, `/Order/line/@id`.
    pub path: String,
}

/// A result of the codec. The error is boxed: it is rare, and large.
pub(crate) type R<T> = Result<T, Box<Error>>;

/// What is wrong with a document or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The document is not well-formed (XML 1.0, fifth edition, and Namespaces in XML 1.0): which rule is broken.
    NotWellFormed(&'static str),
    /// There is a document type declaration. SOAP forbids it (SOAP 1.1 section 3, SOAP 1.2 part 1 section 5), and so do we.
    Dtd,
    /// The bytes are no text in the encoding that the document has: why.
    Encoding(&'static str),
    /// A limit of [`Limits`](super::Limits) is exceeded.
    Limit {
        /// The limit's name: that of the member of [`Limits`](super::Limits) that sets it.
        name: &'static str,
        /// Its value.
        allowed: usize,
    },
    /// The root is another element than the one asked for.
    Root(String),
    /// An element or attribute (`@name`) that is required is not there.
    Missing(String),
    /// There are fewer or more of an element than the schema allows.
    Count(usize),
    /// An element stands twice that may stand once.
    Twice,
    /// An element is known, but may not stand here.
    Misplaced,
    /// An element or attribute that the schema does not know. Strict reading only.
    Unknown,
    /// An element that the schema has in this namespace, which is empty for none, and that is in none, or in one of the
    /// contract's. Strict reading only.
    Namespace(String),
    /// Text where only elements may stand. Strict reading only.
    Text,
    /// An element where only text may stand.
    Element,
    /// A text is no value of its type.
    Value {
        /// The type.
        wants: &'static str,
        /// The text, at most 64 characters of it; `***` where the member is secret.
        got: String,
    },
    /// `xsi:nil` on an element that has no room for it.
    Nil,
    /// Content in an element that says it is nil.
    NotNil,
    /// No type by this name of `xsi:type` may stand here; empty where the type is abstract and none is named.
    Type(String),
    /// A reference of the SOAP encoding leads nowhere or in a circle, or an `xop:Include` leads nowhere: which of them.
    Reference(&'static str),
    /// A value that the schema demands is not set, or a list that may not be empty is. Writing only.
    Unset,
    /// A character that XML 1.0 cannot hold, not even escaped. Writing only.
    Character(char),
    /// A name or prefix of a tree that is none. Writing only.
    Name(String),
}

impl Error {
    #[cold]
    #[inline(never)]
    pub(crate) fn at(kind: ErrorKind, offset: usize) -> Box<Self> {
        Box::new(Error {
            kind,
            offset: Some(offset),
            path: String::new(),
        })
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn writing(kind: ErrorKind) -> Box<Self> {
        Box::new(Error {
            kind,
            offset: None,
            path: String::new(),
        })
    }

    /// Puts `step` before the path.
    #[cold]
    #[inline(never)]
    pub(crate) fn under(mut self: Box<Self>, step: &str) -> Box<Self> {
        self.path.insert_str(0, step);
        self.path.insert(0, '/');
        self
    }

    /// Whether the document was at fault for what it says, not for how it is written: it is well-formed and within all
    /// limits, but not what was asked for.
    pub fn is_not_as_described(&self) -> bool {
        self.offset.is_some()
            && !matches!(
                self.kind,
                ErrorKind::NotWellFormed(_)
                    | ErrorKind::Dtd
                    | ErrorKind::Encoding(_)
                    | ErrorKind::Limit { .. }
            )
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::NotWellFormed(why) => write!(f, "not well-formed: {why}"),
            ErrorKind::Dtd => f.write_str("a document type declaration, which is not allowed"),
            ErrorKind::Encoding(why) => f.write_str(why),
            ErrorKind::Limit { name, allowed } => {
                write!(f, "over the limit `{name}` of {allowed}")
            }
            ErrorKind::Root(found) => write!(f, "the root element is {found:?}"),
            // A choice or a wildcard.
            ErrorKind::Missing(name) if name.is_empty() => {
                f.write_str("an element that must stand here is missing")
            }
            ErrorKind::Missing(name) => write!(f, "`{name}` is missing"),
            ErrorKind::Count(count) => write!(f, "there are {count}, which is not allowed"),
            ErrorKind::Twice => f.write_str("it stands twice, which is not allowed"),
            ErrorKind::Misplaced => f.write_str("it may not stand here"),
            ErrorKind::Unknown => f.write_str("it is not known"),
            ErrorKind::Namespace(wanted) if wanted.is_empty() => {
                f.write_str("it is in a namespace, and should be in none")
            }
            ErrorKind::Namespace(wanted) => {
                write!(
                    f,
                    "it is not in the namespace {wanted:?}, where it should be"
                )
            }
            ErrorKind::Text => f.write_str("there is text between the elements"),
            ErrorKind::Element => f.write_str("there is an element where only text may stand"),
            ErrorKind::Value { wants, got } => {
                write!(f, "{got:?} is not a value of {wants}")?;
                bigger(wants, got).map_or(Ok(()), |(name, holds, bigger)| {
                    write!(
                        f,
                        " that {holds} holds; in the recipe: substitute = \
                         {{ \"{{http://www.w3.org/2001/XMLSchema}}{name}\" = \"wsdl_runtime::value::{bigger}\" }}, \
                         with the type's own name in place of {name}, where it has another"
                    )
                })
            }
            ErrorKind::Nil => f.write_str("it is nil, which is not allowed"),
            ErrorKind::NotNil => f.write_str("it says that it is nil, and has content"),
            ErrorKind::Type(name) if name.is_empty() => {
                f.write_str("its type is abstract, and no xsi:type is given")
            }
            ErrorKind::Type(name) => write!(f, "no type {name:?} may stand here"),
            ErrorKind::Reference(why) => f.write_str(why),
            ErrorKind::Unset => f.write_str("it is required, and not set"),
            ErrorKind::Character(c) => write!(f, "XML cannot hold the character {c:?}"),
            ErrorKind::Name(name) => write!(f, "{name:?} is not an XML name"),
        }
    }
}

/// For a number that is a value, but too big for its Rust type: the schema's name of its type, the Rust type, and the one that holds it.
fn bigger(wants: &str, got: &str) -> Option<(&'static str, &'static str, &'static str)> {
    let got = got.trim_ascii();
    match wants {
        "xs:integer" if got.parse::<Integer>().is_ok() => Some(("integer", "an i128", "Integer")),
        "xs:nonNegativeInteger" if got.parse::<NonNegativeInteger>().is_ok() => {
            Some(("nonNegativeInteger", "a u128", "NonNegativeInteger"))
        }
        "xs:decimal" if got.parse::<LongDecimal>().is_ok() => {
            Some(("decimal", "a Decimal", "LongDecimal"))
        }
        _ => None,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.kind.fmt(f)?;
        match self.offset {
            Some(offset) => write!(f, " (byte {offset})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

/// Something in a document that reading passed over: an error when strict.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// What it is.
    pub kind: ErrorKind,
    /// Where, in bytes from the start of the document as UTF-8.
    pub offset: usize,
    /// The local name of the element or attribute.
    pub name: String,
}

/// The first 64 characters of a text, for an error.
pub(crate) fn excerpt(text: &str) -> String {
    text.chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_too_big_names_the_line_that_helps() {
        let told = |wants, got: &str| {
            let got = got.to_owned();
            ErrorKind::Value { wants, got }.to_string()
        };
        let big = "9".repeat(40);
        assert_eq!(
            told("xs:integer", &big),
            format!(
                "\"{big}\" is not a value of xs:integer that an i128 holds; in the recipe: substitute = \
                 {{ \"{{http://www.w3.org/2001/XMLSchema}}integer\" = \"wsdl_runtime::value::Integer\" }}, with the type's own name \
                 in place of integer, where it has another"
            )
        );
        for (wants, got, bigger) in [
            ("xs:nonNegativeInteger", &*big, "NonNegativeInteger\" }"),
            (
                "xs:decimal",
                " 0.1234567890123456789012345678901 ",
                "LongDecimal\" }",
            ),
        ] {
            assert!(told(wants, got).contains(bigger), "{}", told(wants, got));
        }
        for (wants, got) in [
            ("xs:integer", "1.5"),
            ("xs:integer", "***"),
            ("xs:nonNegativeInteger", "-1"),
            ("xs:decimal", "1e3"),
            ("xs:int", &big),
        ] {
            assert!(!told(wants, got).contains("substitute"), "{wants} {got}");
        }
    }
}
