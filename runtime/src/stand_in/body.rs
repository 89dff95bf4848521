//! The body of an answer, which may end before its time.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// A body in one piece. Its announced length is that of the whole, also where only the beginning is sent.
pub(super) struct Answer {
    sent: Option<Bytes>,
    length: u64,
    cut: bool,
}

/// Closes the connection.
#[derive(Debug)]
pub(super) struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cut off on purpose")
    }
}

impl std::error::Error for Cut {}

impl From<Infallible> for Cut {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl Answer {
    pub(super) fn whole(body: Bytes) -> Self {
        Answer {
            length: body.len() as u64,
            sent: Some(body).filter(|body| !body.is_empty()),
            cut: false,
        }
    }

    /// The first bytes of a body. One that is not longer is sent whole.
    pub(super) fn first(body: Bytes, bytes: usize) -> Self {
        let cut = bytes < body.len();
        Answer {
            length: body.len() as u64,
            sent: Some(body.slice(..bytes.min(body.len()))),
            cut,
        }
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        match self.sent.take() {
            Some(sent) if !sent.is_empty() => Poll::Ready(Some(Ok(Frame::data(sent)))),
            _ if std::mem::take(&mut self.cut) => Poll::Ready(Some(Err(Cut))),
            _ => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.sent.is_none() && !self.cut
    }

    fn size_hint(&self) -> SizeHint {
        match &self.sent {
            Some(_) => SizeHint::with_exact(self.length),
            None => SizeHint::with_exact(0),
        }
    }
}
