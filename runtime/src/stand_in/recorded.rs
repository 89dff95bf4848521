//! What was asked.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};

use super::served;
use crate::error::Error;
use crate::operation::{Http, Operation};
use crate::xml::Item;

/// A request that a stand-in answered. Headers and body hold what the client sent, secrets included.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The HTTP method.
    pub method: Method,
    /// Path and query.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The name of the operation that answered; `None` when none did.
    pub operation: Option<&'static str>,
    /// How it was called, where it was without an envelope.
    pub(super) http: Option<Http>,
    /// The status of the answer; what a [`Trouble`](super::Trouble) did to it does not show here.
    pub status: StatusCode,
}

impl Recorded {
    /// The request as a value of its operation: `None` when it was for another one.
    ///
    /// # Errors
    /// The request was not as the operation describes it.
    pub fn request<I, O>(&self, operation: &Operation<I, O>) -> Result<Option<I>, Error>
    where
        I: Item<'static>,
    {
        if (self.operation, self.http) != (Some(operation.name()), operation.about.http) {
            return Ok(None);
        }
        served::request(operation, &self.uri, &self.headers, &self.body).map(Some)
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("method", &self.method)
            .field("operation", &self.operation)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The requests so far, shared with the service's thread.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<Recorded>>>);

impl Log {
    pub(super) fn add(&self, recorded: Recorded) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(recorded);
    }

    pub(super) fn all(&self) -> Vec<Recorded> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
