//! What the layers below a call have for errors, as errors of the call.

use super::{Error, NotAsDescribed, NotWellFormed, NotWritable, OverLimit};
use crate::mime::MimeError;
#[cfg(feature = "validate")]
use crate::validate::Violations;
use crate::xml;

impl From<Box<xml::Error>> for Error {
    fn from(error: Box<xml::Error>) -> Self {
        Error::from(*error)
    }
}

impl From<MimeError> for Error {
    fn from(error: MimeError) -> Self {
        use MimeError as M;
        match error {
            M::Malformed { offset, reason } => Error::NotWellFormed(Box::new(NotWellFormed {
                offset: offset as u64,
                reason: format!("the message is no package: {reason}"),
            })),
            M::OverLimit {
                limit,
                allowed,
                offset,
            } => Error::OverLimit(Box::new(OverLimit {
                limit,
                allowed: Some(allowed as u64),
                offset: Some(offset as u64),
            })),
        }
    }
}

/// The path of the first, and all of them as the reason.
#[cfg(feature = "validate")]
impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        let path = violations.iter().next().map(|first| first.path.as_str());
        Error::NotWritable(Box::new(NotWritable {
            path: path.unwrap_or("").trim_start_matches('/').to_owned(),
            reason: format!("it is not as its schema asks for\n{violations}"),
        }))
    }
}

impl From<xml::Error> for Error {
    fn from(error: xml::Error) -> Self {
        use xml::ErrorKind as K;
        let (path, reason) = (
            error.path.trim_start_matches('/').to_owned(),
            error.kind.to_string(),
        );
        let Some(offset) = error.offset.map(|offset| offset as u64) else {
            return Error::NotWritable(Box::new(NotWritable { path, reason }));
        };
        match error.kind {
            K::Limit {
                name: limit,
                allowed,
            } => {
                let (allowed, offset) = (Some(allowed as u64), Some(offset));
                Error::OverLimit(Box::new(OverLimit {
                    limit,
                    allowed,
                    offset,
                }))
            }
            K::NotWellFormed(why) => {
                let reason = why.to_owned();
                Error::NotWellFormed(Box::new(NotWellFormed { offset, reason }))
            }
            K::Dtd | K::Encoding(_) => {
                Error::NotWellFormed(Box::new(NotWellFormed { offset, reason }))
            }
            _ => {
                let offset = Some(offset);
                Error::NotAsDescribed(Box::new(NotAsDescribed {
                    path,
                    offset,
                    reason,
                }))
            }
        }
    }
}
