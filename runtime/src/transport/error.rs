//! Why a transport has no answer, and what that means for a call.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::error::{BoxError, Error, Lost, NotSent, Step, TimedOut};

/// Why a transport has no (whole) answer.
#[derive(Debug)]
pub struct TransportError {
    /// What is known to have happened.
    pub failure: Failure,
    /// The HTTP client's own error. It must not show the URL, which may hold credentials.
    pub source: Option<BoxError>,
}

/// What is known to have happened to a request that has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// Not sent: the request itself cannot be sent.
    Request,
    /// Not sent: the host's name has no address.
    Dns,
    /// Not sent: no connection.
    Connect,
    /// Not sent: no secure connection.
    Tls,
    /// Not sent: the time for connecting, or all of the time, was over before there was a connection.
    ConnectTimeout,
    /// Sent, perhaps in part: the time was over.
    Timeout,
    /// Sent, perhaps in part: the connection broke, or what came was not HTTP.
    Lost,
    /// The head of the answer is larger than the transport takes.
    HeadTooLarge,
}

/// What an error of a call should know that its transport does not.
#[derive(Default)]
pub(crate) struct Circumstances<'a> {
    pub(crate) endpoint: &'a str,
    pub(crate) allowed: Option<Duration>,
    pub(crate) connect: Option<Duration>,
    pub(crate) idempotent: bool,
    pub(crate) status: Option<StatusCode>,
}

impl TransportError {
    /// A failure and its cause.
    pub fn new(failure: Failure, source: impl Into<BoxError>) -> Self {
        TransportError {
            failure,
            source: Some(source.into()),
        }
    }

    /// The error of the call.
    pub(crate) fn into_error(self, circumstances: &Circumstances<'_>) -> Error {
        let Circumstances {
            allowed,
            connect,
            idempotent,
            status,
            ..
        } = *circumstances;
        let endpoint = circumstances.endpoint.to_owned();
        let source = self.source;
        let step = match self.failure {
            Failure::Request => Step::Request,
            Failure::Dns => Step::Dns,
            Failure::Connect => Step::Connect,
            Failure::Tls => Step::Tls,
            Failure::ConnectTimeout => {
                let timed_out = TimedOut {
                    connecting: true,
                    allowed: connect,
                    endpoint,
                    idempotent,
                    source,
                };
                return Error::TimedOut(Box::new(timed_out));
            }
            Failure::Timeout => {
                let timed_out = TimedOut {
                    connecting: false,
                    allowed,
                    endpoint,
                    idempotent,
                    source,
                };
                return Error::TimedOut(Box::new(timed_out));
            }
            Failure::Lost => {
                return Error::Lost(Box::new(Lost {
                    endpoint,
                    status,
                    idempotent,
                    source,
                }));
            }
            Failure::HeadTooLarge => return Error::over_limit_of("response_head"),
        };
        Error::NotSent(Box::new(NotSent {
            step,
            endpoint,
            reason: None,
            source,
        }))
    }
}

impl From<Failure> for TransportError {
    fn from(failure: Failure) -> Self {
        TransportError {
            failure,
            source: None,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.failure {
            Failure::Request => "the request cannot be sent",
            Failure::Dns => "the host was not found",
            Failure::Connect => "no connection",
            Failure::Tls => "no secure connection",
            Failure::ConnectTimeout => "no connection in time",
            Failure::Timeout => "no complete answer in time",
            Failure::Lost => "the connection was lost",
            Failure::HeadTooLarge => "the head of the answer is too large",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_ref()
            .map(|e| &**e as &(dyn std::error::Error + 'static))
    }
}
