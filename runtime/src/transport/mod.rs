//! How requests get to a service: bytes in; status, headers and a body in pieces out.
//!
//! A client has one [`Transport`] for calls that are awaited and, with the feature `blocking`, a `BlockingTransport` for
//! those that block. With the features `reqwest` and `blocking` it makes its own; any other HTTP client does after a
//! small implementation of these traits. Everything that a transport would otherwise have to agree on lies above it:
//! cookies, decompression, limits, redirections (never followed), the meaning of statuses.
//!
//! [`Memory`] is a transport without a network, for tests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

mod error;
mod memory;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "blocking")]
mod ureq;

/// Why root certificates cannot be taken that hold none.
#[cfg(any(feature = "reqwest", feature = "blocking"))]
const NO_ROOTS: &str = "there is no certificate among what should be root certificates";

pub(crate) use self::error::Circumstances;
pub use self::error::{Failure, TransportError};
pub use self::memory::Memory;
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(feature = "blocking")]
pub use self::ureq::Ureq;

/// A future in a box that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A request to be sent.
///
/// Its headers and its body may hold secrets: `Debug` shows neither.
#[derive(Clone)]
#[non_exhaustive]
pub struct Outgoing {
    /// The request: an absolute `http` or `https` URL, all headers but `Host` and `Content-Length`, the whole body.
    pub request: http::Request<Bytes>,
    /// The time allowed for all of it, from now to the last byte of the answer's body. `None`: no limit.
    pub timeout: Option<Duration>,
    /// The time allowed for a connection, TLS included.
    pub connect_timeout: Option<Duration>,
}

impl Outgoing {
    /// A request without a time limit.
    pub fn new(request: http::Request<Bytes>) -> Self {
        Outgoing {
            request,
            timeout: None,
            connect_timeout: None,
        }
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("bytes", &self.request.body().len())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Sends requests, for calls that are awaited.
///
/// An implementation follows no redirection, keeps the time limits, and keeps no cookies. It may be dropped
/// at any await; the request may then have been sent or not.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and gives the head of the answer, whatever its status, with its body still to come.
    ///
    /// # Errors
    /// What kept the request from being answered, as exactly as is known.
    fn send(
        &self,
        outgoing: Outgoing,
    ) -> BoxFuture<'static, Result<http::Response<Box<dyn Pieces>>, TransportError>>;
}

/// The body of an answer, to be awaited piece by piece.
pub trait Pieces: Send {
    /// The next piece; `None` at the end. Nothing is read ahead of the caller but what the connection buffers.
    ///
    /// # Errors
    /// [`Failure::Lost`] when the body ends before its announced length or final chunk.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// Sends requests, for calls that block the thread. Otherwise as [`Transport`].
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Send + Sync + 'static {
    /// As [`Transport::send`].
    ///
    /// # Errors
    /// As [`Transport::send`].
    fn send(
        &self,
        outgoing: Outgoing,
    ) -> Result<http::Response<Box<dyn BlockingPieces>>, TransportError>;
}

/// The body of an answer, read piece by piece.
#[cfg(feature = "blocking")]
pub trait BlockingPieces: Send {
    /// As [`Pieces::next`].
    ///
    /// # Errors
    /// As [`Pieces::next`].
    fn next(&mut self) -> Result<Option<Bytes>, TransportError>;
}
