//! What can become of a call, in one type for all operations.

mod from;
mod text;

use std::error::Error as StdError;
use std::time::Duration;

use http::StatusCode;

pub(crate) use self::text::excerpt;
use crate::fault::Fault;
use crate::redact::Secrets;

/// A cause that some other library gave.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a call gave no value.
///
/// The variants tell apart what a caller can act on: whether the request went out at all, whether the service may
/// have acted on it, and whether it was the service that said no. No text of an error holds a password, a token, or
/// the query of an address.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request was not sent: the service has not seen it.
    NotSent(Box<NotSent>),
    /// The time allowed was over before the whole answer was there.
    TimedOut(Box<TimedOut>),
    /// The connection was lost after (some of) the request was sent: what the service did is not known.
    Lost(Box<Lost>),
    /// Something other than a SOAP message came, or a status that has no place for one.
    HttpStatus(Box<HttpStatus>),
    /// What came is not well-formed XML, or XML of a kind that SOAP forbids.
    NotWellFormed(Box<NotWellFormed>),
    /// What came is well-formed, but not what the service's description promises.
    NotAsDescribed(Box<NotAsDescribed>),
    /// The service answered with a SOAP fault.
    Fault(Box<Fault>),
    /// A hook of the caller's refused the answer.
    Refused(Box<Refused>),
    /// What came is larger than a limit allows.
    OverLimit(Box<OverLimit>),
    /// A value of the request cannot be written as its type in the schema demands.
    NotWritable(Box<NotWritable>),
}

/// See [`Error::NotSent`].
#[derive(Debug)]
#[non_exhaustive]
pub struct NotSent {
    /// What could not be done.
    pub step: Step,
    /// The endpoint, without credentials and query; empty when there is none.
    pub endpoint: String,
    /// A cause in words, where there is no `source`.
    pub(crate) reason: Option<String>,
    pub(crate) source: Option<BoxError>,
}

/// A step on the way to a sent request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// The endpoint is missing, is no URL, or its scheme is neither `http` nor `https`.
    Endpoint,
    /// The request could not be made: a header that HTTP forbids, a hook that refused, no transport.
    Request,
    /// The host's name has no address.
    Dns,
    /// No connection could be made.
    Connect,
    /// No secure connection could be agreed on: the certificate, the protocol.
    Tls,
}

/// See [`Error::TimedOut`].
#[derive(Debug)]
#[non_exhaustive]
pub struct TimedOut {
    /// Whether the time was over while connecting: then nothing was sent.
    pub connecting: bool,
    /// The time that was allowed, if it is known.
    pub allowed: Option<Duration>,
    /// The endpoint, without credentials and query.
    pub endpoint: String,
    pub(crate) idempotent: bool,
    pub(crate) source: Option<BoxError>,
}

/// See [`Error::Lost`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Lost {
    /// The endpoint, without credentials and query.
    pub endpoint: String,
    /// The status of the answer, when the connection was lost in its body.
    pub status: Option<StatusCode>,
    pub(crate) idempotent: bool,
    pub(crate) source: Option<BoxError>,
}

/// See [`Error::HttpStatus`].
#[derive(Debug)]
#[non_exhaustive]
pub struct HttpStatus {
    /// The status; a success when a page or nothing at all came instead of SOAP.
    pub status: StatusCode,
    /// The media type that the answer gives itself, without parameters.
    pub media_type: Option<String>,
    /// The first characters of the body, at most 512, control characters escaped.
    pub excerpt: String,
    /// Where a redirection points, without credentials and query. Redirections are never followed: the request's
    /// body may hold a token.
    pub location: Option<String>,
    /// The ways of authentication that the service asks for (`WWW-Authenticate`), by the names of their schemes: `Basic`, `NTLM`.
    pub challenges: Vec<String>,
    /// How long to wait before another try, where the answer says it in seconds (`Retry-After`).
    pub retry_after: Option<Duration>,
}

/// See [`Error::NotWellFormed`].
#[derive(Debug)]
#[non_exhaustive]
pub struct NotWellFormed {
    /// Where, in bytes from the start of the document as UTF-8.
    pub offset: u64,
    /// What is wrong there.
    pub reason: String,
}

/// See [`Error::NotAsDescribed`].
#[derive(Debug)]
#[non_exhaustive]
pub struct NotAsDescribed {
    /// The elements that lead there, as in `cancelJobResponse/cancelJobResult`.
    pub path: String,
    /// Where, in bytes from the start of the document as UTF-8; `None` where it is something that is not there.
    pub offset: Option<u64>,
    /// What is wrong there. Values of secret members are not shown.
    pub reason: String,
}

/// See [`Error::Refused`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Refused {
    pub(crate) source: BoxError,
}

/// See [`Error::OverLimit`].
#[derive(Debug)]
#[non_exhaustive]
pub struct OverLimit {
    /// The limit's name: that of the member of [`Limits`](crate::Limits) which sets it.
    pub limit: &'static str,
    /// The limit's value, if it is known.
    pub allowed: Option<u64>,
    /// Where, in bytes from the start of the answer, where that says something.
    pub offset: Option<u64>,
}

/// See [`Error::NotWritable`].
#[derive(Debug)]
#[non_exhaustive]
pub struct NotWritable {
    /// The elements that lead to the value.
    pub path: String,
    /// Why it cannot be written. Values of secret members are not shown.
    pub reason: String,
}

impl Error {
    /// Whether the time allowed was over, be it while connecting, sending, waiting or receiving.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::TimedOut(_))
    }

    /// Whether the same call may be made again without the risk that it is carried out twice, and with some hope.
    ///
    /// By what is known to have happened: nothing was sent (the host was not found, no connection was made); or the
    /// service asks for another try later (429 or 503 with `Retry-After`). Where the
    /// [outcome is unknown](Self::is_outcome_unknown) only a call that was marked
    /// [idempotent](crate::Call::idempotent) is retryable. Faults are not. Nothing is ever retried unasked.
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::NotSent(e) => matches!(e.step, Step::Dns | Step::Connect | Step::Tls),
            Error::TimedOut(e) => e.connecting || e.idempotent,
            Error::Lost(e) => e.idempotent,
            Error::HttpStatus(e) => {
                matches!(e.status.as_u16(), 429 | 503) && e.retry_after.is_some()
            }
            _ => false,
        }
    }

    /// Whether the service may or may not have acted on the request: it was sent, at least in part, and no answer
    /// came.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Error::TimedOut(e) => !e.connecting,
            Error::Lost(_) => true,
            // A gateway's way of saying the same.
            Error::HttpStatus(e) => matches!(e.status.as_u16(), 502 | 504),
            _ => false,
        }
    }

    /// The fault, when the service answered with one.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Error::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    /// The status of the HTTP answer, where one came and says something.
    pub fn http_status(&self) -> Option<StatusCode> {
        match self {
            Error::HttpStatus(e) => Some(e.status),
            Error::Lost(e) => e.status,
            Error::Fault(fault) => fault.http_status(),
            _ => None,
        }
    }

    /// How long the service asks to wait before another try.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Error::HttpStatus(e) => e.retry_after,
            _ => None,
        }
    }

    pub(crate) fn not_sent(step: Step, endpoint: &str, reason: impl Into<String>) -> Self {
        Error::NotSent(Box::new(NotSent {
            step,
            endpoint: endpoint.to_owned(),
            reason: Some(reason.into()),
            source: None,
        }))
    }

    /// A limit whose value only the transport knows.
    pub(crate) fn over_limit_of(limit: &'static str) -> Self {
        Error::OverLimit(Box::new(OverLimit {
            limit,
            allowed: None,
            offset: None,
        }))
    }

    pub(crate) fn over_limit_at(limit: &'static str, allowed: u64, offset: u64) -> Self {
        Error::OverLimit(Box::new(OverLimit {
            limit,
            allowed: Some(allowed),
            offset: Some(offset),
        }))
    }

    pub(crate) fn over_limit(limit: &'static str, allowed: u64) -> Self {
        Error::OverLimit(Box::new(OverLimit {
            limit,
            allowed: Some(allowed),
            offset: None,
        }))
    }

    /// What kind of error it is, in a word.
    #[cfg(feature = "tracing")]
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Error::NotSent(_) => "not_sent",
            Error::TimedOut(_) => "timeout",
            Error::Lost(_) => "connection_lost",
            Error::HttpStatus(_) => "http_status",
            Error::NotWellFormed(_) => "not_well_formed",
            Error::NotAsDescribed(_) => "not_as_described",
            Error::Fault(_) => "fault",
            Error::Refused(_) => "refused",
            Error::OverLimit(_) => "over_limit",
            Error::NotWritable(_) => "not_writable",
        }
    }

    /// Without the secrets of the request, which what came may repeat.
    pub(crate) fn without(mut self, secrets: &Secrets) -> Self {
        let hide = |text: &mut String| *text = secrets.hide_values(text).into_owned();
        match &mut self {
            Error::NotAsDescribed(e) => {
                hide(&mut e.path);
                hide(&mut e.reason);
            }
            Error::NotWellFormed(e) => hide(&mut e.reason),
            Error::HttpStatus(e) => {
                e.media_type.iter_mut().for_each(hide);
                e.location.iter_mut().for_each(hide);
                e.challenges.iter_mut().for_each(hide);
            }
            _ => {}
        }
        self
    }

    /// Where in the document it is, where that is known.
    pub(crate) fn offset(&self) -> Option<u64> {
        match self {
            Error::NotWellFormed(e) => Some(e.offset),
            Error::NotAsDescribed(e) => e.offset,
            Error::OverLimit(e) => e.offset,
            _ => None,
        }
    }

    /// With its place counted from another start.
    pub(crate) fn shifted(mut self, shift: i64) -> Self {
        let offset = match &mut self {
            Error::NotWellFormed(e) => Some(&mut e.offset),
            Error::NotAsDescribed(e) => e.offset.as_mut(),
            Error::OverLimit(e) => e.offset.as_mut(),
            _ => None,
        };
        if let Some(offset) = offset {
            *offset = offset.saturating_add_signed(shift);
        }
        self
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = match self {
            Error::NotSent(e) => &e.source,
            Error::TimedOut(e) => &e.source,
            Error::Lost(e) => &e.source,
            Error::Refused(e) => return Some(&*e.source),
            _ => return None,
        };
        source.as_ref().map(|e| &**e as &(dyn StdError + 'static))
    }
}
