//! Reading and writing XML: tables that say what the schema says, and one interpreter over them.

mod any_simple;
mod chars;
mod cursor;
mod debug;
mod decode;
mod document;
pub mod dynamic;
mod error;
mod extended;
mod grid;
mod into_member;
mod item;
mod lex;
mod limits;
mod list;
mod macros;
mod members;
mod names;
mod nil;
mod qname;
mod read;
mod runs;
mod sent;
mod slot;
mod table;
mod tree;
mod write;

pub use any_simple::AnySimple;
pub(crate) use decode::Decoder;
pub use decode::decode;
pub use document::{Parser, from_str, to_encoded_string, to_string};
pub use error::{Error, ErrorKind, Note};
pub use extended::{Extended, as_derived, of_derived};
pub use grid::{Grid, SizesError};
pub use into_member::{Array, IntoMember, OfGrid, Tree};
pub use item::Item;
pub use lex::{Leaf, Lexical, Scope, put_member};
pub(crate) use lex::{fraction_last, zero_first};
pub use limits::Limits;
pub use list::List;
pub use members::{Given, given_or};
pub use names::{
    FIRST, FIXED, NO_NS, Name, SOAP, SOAP_ENC, SOAP12, SOAP12_ENC, XML, XSD, XSI, table,
};
pub use nil::{Nillable, WithNil};
pub use qname::{QName, QNameError};
pub(crate) use read::{Package, Reader};
#[cfg(feature = "validate")]
pub(crate) use runs::occurrences;
pub(crate) use sent::decode_sent;
pub use slot::{Many, NilSlot, Node, Slot, SlotAt, View, ViewAt};
pub use table::{
    Kind, Member, More, Type, Wild, declared, default, dimensions, facets, flag, flags, media,
    occurs, of, wild,
};
pub use tree::{Attribute, Attributes, Child, Element};
#[cfg(feature = "validate")]
pub(crate) use write::DEPTH;
pub use write::Writer;
pub(crate) use write::{Beside, Binary};
