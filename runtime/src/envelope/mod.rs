//! SOAP envelopes of both versions (SOAP 1.1 section 4, SOAP 1.2 part 1 section 5).

mod block;
mod detail;
mod fault;
mod package;
mod read;
mod write;
#[cfg(feature = "server")]
mod write_fault;

pub(crate) use self::block::Block;
pub use self::block::{Header, HeaderBlock};
pub(crate) use self::detail::{read_detail, write_detail};
pub(crate) use self::package::{Mtom, Parts, Unpacked};
#[cfg(feature = "server")]
pub(crate) use self::read::peek;
pub(crate) use self::read::{BodyRead, Manner, Opened, Understood, Unread, must_understand, read};
pub(crate) use self::write::Envelope;
