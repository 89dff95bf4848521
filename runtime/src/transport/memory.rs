//! A transport without a network.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

#[cfg(feature = "blocking")]
use super::{BlockingPieces, BlockingTransport};
use super::{BoxFuture, Outgoing, Pieces, Transport, TransportError};

type Answer =
    dyn Fn(http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + Sync;

/// A transport that asks a function instead of a service: for tests of code that makes calls.
///
/// It serves awaited and blocking calls alike.
///
/// ```
/// use wsdl_runtime::transport::{Failure, Memory, TransportError};
///
/// let answers = Memory::new(|request| match request.uri().path() {
///     "/down" => Err(TransportError::from(Failure::Connect)),
///     _ => Ok(http::Response::new("<Envelope/>".into())),
/// });
/// # let _ = answers;
/// ```
#[derive(Clone)]
pub struct Memory {
    answer: Arc<Answer>,
}

impl Memory {
    /// A transport that answers with what `answer` makes of a request.
    pub fn new<F>(answer: F) -> Self
    where
        F: Fn(http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError>
            + Send
            + Sync
            + 'static,
    {
        Memory {
            answer: Arc::new(answer),
        }
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// A body that is there already: one piece.
struct Whole(Option<Bytes>);

impl Pieces for Whole {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let piece = self.0.take();
        Box::pin(std::future::ready(Ok(piece)))
    }
}

#[cfg(feature = "blocking")]
impl BlockingPieces for Whole {
    fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        Ok(self.0.take())
    }
}

impl Transport for Memory {
    fn send(
        &self,
        outgoing: Outgoing,
    ) -> BoxFuture<'static, Result<http::Response<Box<dyn Pieces>>, TransportError>> {
        let answer = (self.answer)(outgoing.request);
        Box::pin(std::future::ready(answer.map(|r| {
            r.map(|body| Box::new(Whole(Some(body))) as Box<dyn Pieces>)
        })))
    }
}

#[cfg(feature = "blocking")]
impl BlockingTransport for Memory {
    fn send(
        &self,
        outgoing: Outgoing,
    ) -> Result<http::Response<Box<dyn BlockingPieces>>, TransportError> {
        let answer = (self.answer)(outgoing.request)?;
        Ok(answer.map(|body| Box::new(Whole(Some(body))) as Box<dyn BlockingPieces>))
    }
}
