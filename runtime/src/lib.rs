//! What generated code stands on: the XML codec, SOAP envelopes and faults, the client and its transports.

mod builder;
mod call;
mod client;
mod content;
#[cfg(feature = "cookies")]
mod cookies;
#[cfg(feature = "blocking")]
mod dynamic;
mod endpoint;
mod envelope;
pub mod error;
mod exchange;
mod fault;
mod form;
pub mod generated;
mod hook;
mod include;
pub mod job;
mod limits;
pub mod mime;
mod operation;
mod percent;
mod random;
mod redact;
mod rows;
#[cfg(feature = "server")]
pub mod stand_in;
mod trace;
pub mod transport;
#[cfg(feature = "validate")]
pub mod validate;
pub mod value;
mod ws;
pub mod xml;

pub use builder::ClientBuilder;
pub use call::{Call, CallWithMetadata, Response};
pub use client::Client;
#[cfg(feature = "cookies")]
pub use cookies::Cookies;
#[cfg(feature = "blocking")]
pub use dynamic::Message;
pub use envelope::{Header, HeaderBlock};
pub use error::Error;
pub use fault::{Code, Fault, FaultKind, Reason};
pub use form::Location;
pub use hook::Wire;
pub use limits::Limits;
pub use operation::{Body, Operation, Port, Protocol, Service, SoapVersion};
#[cfg(feature = "blocking")]
pub use rows::BlockingRows;
pub use rows::Rows;
#[cfg(feature = "validate")]
pub use validate::Validate;
pub use ws::PasswordKind;
