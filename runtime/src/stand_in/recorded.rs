//! What was asked.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};

use super::{served, soap};
use crate::content::{media_type, text};
use crate::envelope::{self, Unpacked, Unread};
use crate::error::{Error, NotAsDescribed};
use crate::form::Form;
use crate::limits::Limits;
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
        I: Item,
    {
        if (self.operation, self.http) != (Some(operation.name()), operation.about.http) {
            return Ok(None);
        }
        request(operation, &self.uri, &self.headers, &self.body).map(Some)
    }
}

/// The typed request that a message holds.
///
/// # Errors
/// It is not what the operation takes.
fn request<I, O>(
    operation: &Operation<I, O>,
    uri: &Uri,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<I, Error>
where
    I: Item,
{
    let about = operation.about;
    let not_as_described = |path: &str, reason: &str| {
        Error::NotAsDescribed(Box::new(NotAsDescribed {
            path: path.to_owned(),
            offset: None,
            reason: reason.to_owned(),
        }))
    };
    if let Some(http) = about.http {
        let form = Form::received(http, uri, body);
        return served::read(&form.map_err(|why| not_as_described("", why))?);
    }
    let message = Unpacked::new(media_type(headers), body, &Limits::default())?;
    let version = soap::version_of(message.media_type.as_ref()).unwrap_or_default();
    let document = text(&message.envelope, message.media_type.as_ref())?;
    let mut request = I::blank();
    let manner = soap::manner(version, &about, message.parts.as_ref());
    let read = envelope::read(
        &document,
        I::TABLE.names,
        about.input.0,
        manner,
        request.as_slot(),
    );
    match read {
        Ok(_) => Ok(request),
        Err(Unread::Failed(error)) => Err(error),
        Err(Unread::NotSoap) => Err(not_as_described(
            "Envelope",
            "the request is no SOAP envelope",
        )),
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
