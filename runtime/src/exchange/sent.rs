//! What of a call is needed once its request is sent.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use crate::client::Client;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::operation::About;
use crate::redact::Secrets;
use crate::trace::Span;
use crate::transport::{Circumstances, TransportError};

/// A request that was sent: what its answer is read with.
pub(crate) struct Sent {
    pub(crate) client: Client,
    pub(crate) about: About,
    /// The `wsa:MessageID` of the request.
    pub(crate) message_id: Option<String>,
    /// The text of the request: what is secret is looked for in it when something is to be shown.
    pub(super) text: Bytes,
    pub(super) span: Span,
    pub(super) endpoint: Arc<Endpoint>,
    /// The time that the call may take.
    pub(super) allowed: Option<Duration>,
    pub(super) idempotent: bool,
}

impl Sent {
    /// Looks at the head of the answer.
    pub(super) fn take_head(&self, head: &mut http::response::Parts) {
        self.span.status(head.status);
        // `Debug` of headers does not show them from here on.
        if let http::header::Entry::Occupied(mut cookies) =
            head.headers.entry(http::header::SET_COOKIE)
        {
            cookies.iter_mut().for_each(|v| v.set_sensitive(true));
        }
        #[cfg(feature = "cookies")]
        if let Some(url) = &self.endpoint.url {
            let settings = self.client.settings();
            settings.cookies.take(url, &head.headers);
        }
    }

    /// What the request had for secret members.
    pub(crate) fn secrets(&self) -> Secrets {
        secrets(&self.client, &self.text)
    }

    /// An error as it is told: without the secrets of the request, and noted.
    pub(crate) fn told(&self, error: Error) -> Error {
        self.span.failed(&error);
        match error {
            // It knows its secrets already.
            Error::Fault(_) => error,
            error => error.without(&self.secrets()),
        }
    }

    /// The size that the body of an answer may have.
    pub(super) fn largest(&self) -> u64 {
        self.client.settings().limits.response_size
    }

    /// The error of the call for that of its transport; `status` where the head of an answer came before it.
    pub(crate) fn failed(&self, error: TransportError, status: Option<StatusCode>) -> Error {
        let error = error.into_error(&Circumstances {
            endpoint: &self.endpoint.shown,
            allowed: self.allowed,
            connect: self.client.settings().connect_timeout,
            idempotent: self.idempotent,
            status,
        });
        self.span.failed(&error);
        error
    }

    /// A `Location` as an error may show it.
    pub(crate) fn location(&self, headers: &HeaderMap) -> Option<String> {
        let value = headers.get(http::header::LOCATION)?;
        Some(self.endpoint.location(value.to_str().unwrap_or("")))
    }
}

/// What a request has for secret members.
pub(super) fn secrets(client: &Client, text: &Bytes) -> Secrets {
    Secrets::of(client.service().secrets, &[&String::from_utf8_lossy(text)])
}
