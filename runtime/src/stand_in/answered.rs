//! An answer on its way.

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::trouble::Trouble;
use crate::operation::Http;

/// An answer to be sent, and who gave it.
pub(super) struct Answered {
    pub(super) operation: Option<&'static str>,
    /// How it was called, where it was without an envelope.
    pub(super) http: Option<Http>,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// What is to go wrong with it on its way.
    pub(super) trouble: Option<Trouble>,
}

/// A page for people under some status.
pub(super) fn paged(operation: &'static str, status: StatusCode, page: String) -> Answered {
    Answered {
        operation: Some(operation),
        ..of_type("text/html; charset=utf-8", status, page)
    }
}

/// A text of some media type.
pub(super) fn of_type(media_type: &'static str, status: StatusCode, text: String) -> Answered {
    let mut answered = plain(status);
    let media_type = HeaderValue::from_static(media_type);
    answered.headers.insert(CONTENT_TYPE, media_type);
    answered.body = text.into_bytes();
    answered
}

/// An answer without a body.
pub(super) fn plain(status: StatusCode) -> Answered {
    Answered {
        operation: None,
        http: None,
        status,
        headers: HeaderMap::new(),
        body: Vec::new(),
        trouble: None,
    }
}
