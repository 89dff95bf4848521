//! What errors say.

use std::fmt;

use super::{
    Error, HttpStatus, Lost, NotAsDescribed, NotSent, NotWellFormed, NotWritable, OverLimit, Step,
    TimedOut,
};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotSent(e) => e.fmt(f),
            Error::TimedOut(e) => e.fmt(f),
            Error::Lost(e) => e.fmt(f),
            Error::HttpStatus(e) => e.fmt(f),
            Error::NotWellFormed(e) => e.fmt(f),
            Error::NotAsDescribed(e) => e.fmt(f),
            Error::Fault(e) => e.fmt(f),
            Error::Refused(_) => f.write_str("a hook refused the answer"),
            Error::OverLimit(e) => e.fmt(f),
            Error::NotWritable(e) => e.fmt(f),
        }
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = &self.endpoint;
        match self.step {
            Step::Endpoint => f.write_str("the endpoint cannot be used")?,
            Step::Request => f.write_str("the request cannot be sent")?,
            Step::Dns => write!(f, "the host of {endpoint} was not found")?,
            Step::Connect => write!(f, "no connection to {endpoint} could be made")?,
            Step::Tls => write!(f, "no secure connection to {endpoint} could be made")?,
        }
        match &self.reason {
            Some(reason) => write!(f, ": {reason}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = &self.endpoint;
        match self.connecting {
            true => write!(f, "no connection to {endpoint} was made in time")?,
            false => write!(f, "no complete answer came from {endpoint} in time")?,
        }
        match self.allowed {
            Some(allowed) => write!(f, " ({allowed:?})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = &self.endpoint;
        match self.status {
            Some(_) => write!(f, "the connection to {endpoint} was lost within the answer"),
            None => write!(
                f,
                "the connection to {endpoint} was lost before an answer came"
            ),
        }
    }
}

impl fmt::Display for HttpStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered {}", self.status)?;
        if !self.challenges.is_empty() {
            write!(f, ", asking for {}", self.challenges.join(" or "))?;
        }
        if let Some(location) = &self.location {
            return write!(f, ", a redirection to {location}, which is not followed");
        }
        match (&self.media_type, self.excerpt.is_empty()) {
            (_, true) if !self.challenges.is_empty() => Ok(()),
            (_, true) => f.write_str(" without a SOAP message"),
            (Some(media), false) => write!(
                f,
                " with {media} in place of a SOAP message: {}",
                self.excerpt
            ),
            (None, false) => write!(f, " with no SOAP message: {}", self.excerpt),
        }
    }
}

impl fmt::Display for NotWellFormed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the document is not well-formed at byte {}: {}",
            self.offset, self.reason
        )
    }
}

impl fmt::Display for NotAsDescribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document is not as described at {}", self.path)?;
        if let Some(offset) = self.offset {
            write!(f, " (byte {offset})")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl fmt::Display for OverLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document is over the limit {}", self.limit)?;
        if let Some(allowed) = self.allowed {
            write!(f, " ({allowed})")?;
        }
        match self.offset {
            Some(offset) => write!(f, " at byte {offset}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for NotWritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the document cannot be written at {}: {}",
            self.path, self.reason
        )
    }
}

/// At most 512 characters for `text`, control and direction characters escaped, so that no error message can move a
/// terminal's cursor or reorder a log.
pub(crate) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    let mut room: usize = 512;
    for c in text.trim().chars() {
        let escaped = match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                c.escape_unicode().to_string()
            }
            c if c.is_control() => c.escape_default().to_string(),
            c => String::from(c),
        };
        match room.checked_sub(escaped.chars().count()) {
            Some(left) => room = left,
            None => break,
        }
        out.push_str(&escaped);
    }
    out
}
