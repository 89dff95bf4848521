//! What a caller's code may see and change of the messages of a client.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::error::BoxError;
use crate::redact::{HIDDEN, Secrets};

type Before = Arc<dyn Fn(&mut http::Request<Bytes>) -> Result<(), BoxError> + Send + Sync>;
type After = Arc<dyn Fn(&http::Response<Bytes>) -> Result<(), BoxError> + Send + Sync>;
type Log = Arc<dyn Fn(Wire<'_>) + Send + Sync>;

/// A message as it goes over the wire, for [`ClientBuilder::wire`](crate::ClientBuilder::wire).
///
/// `Display` shows the message with `***` in place of what is secret: headers that carry credentials, members of the body that the
/// generator holds for secret ([`Service::secrets`](crate::Service::secrets)) and the secrets of WS-Security, and wherever they turn up the values that the
/// request had for them. A value of less than four characters is hidden in its member only. [`body`](Self::body) has the bytes as they are.
#[derive(Clone, Copy)]
pub enum Wire<'a> {
    /// A request about to be sent, after all `before_send` hooks.
    Request(&'a http::Request<Bytes>),
    /// An answer that was received whole, its content encoding undone.
    Response(&'a http::Response<Bytes>),
}

impl<'a> Wire<'a> {
    /// The body, secrets and all.
    pub fn body(self) -> &'a Bytes {
        match self {
            Wire::Request(request) => request.body(),
            Wire::Response(response) => response.body(),
        }
    }

    /// The body as text, without secrets.
    pub fn text(self) -> String {
        let text = String::from_utf8_lossy(self.body());
        self.secrets().hide(&text)
    }

    fn secrets(self) -> Secrets {
        let extensions = match self {
            Wire::Request(request) => request.extensions(),
            Wire::Response(response) => response.extensions(),
        };
        extensions.get::<Secrets>().cloned().unwrap_or_default()
    }

    /// The first line and the headers, without secrets.
    pub fn head(self) -> String {
        let secrets = self.secrets();
        let (mut out, headers) = match self {
            Wire::Request(request) => {
                // The query is part of what a server logs, and no place that a WSDL keeps secrets in; yet it may.
                let path = secrets.hide_values(request.uri().path());
                let query = if request.uri().query().is_some() {
                    "?***"
                } else {
                    ""
                };
                let host = request.uri().authority().map_or("", |a| a.as_str());
                (
                    format!(
                        "{} {path}{query} HTTP/1.1\nhost: {host}\n",
                        request.method()
                    ),
                    request.headers(),
                )
            }
            Wire::Response(response) => (
                format!("HTTP/1.1 {}\n", response.status()),
                response.headers(),
            ),
        };
        for (name, value) in headers {
            let hidden = value.is_sensitive()
                || matches!(
                    name.as_str(),
                    "authorization" | "proxy-authorization" | "cookie" | "set-cookie"
                );
            let value = String::from_utf8_lossy(value.as_bytes());
            out.push_str(name.as_str());
            out.push_str(": ");
            out.push_str(&match (hidden, name.as_str(), value.split_once('?')) {
                (true, ..) => HIDDEN.to_owned(),
                (_, "location" | "content-location", Some((place, _))) => secrets
                    .hide_values(&format!("{place}?{HIDDEN}"))
                    .into_owned(),
                _ => secrets.hide_values(&value).into_owned(),
            });
            out.push('\n');
        }
        out
    }
}

impl fmt::Display for Wire<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.head(), self.text())
    }
}

impl fmt::Debug for Wire<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire")
            .field("head", &self.head())
            .field("bytes", &self.body().len())
            .finish()
    }
}

/// The hooks of a client, in the order in which they were given.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) before: Vec<Before>,
    pub(crate) after: Vec<After>,
    pub(crate) wire: Vec<Log>,
}

impl Hooks {
    /// Whether messages are shown to somebody.
    pub(crate) fn log(&self) -> bool {
        !self.wire.is_empty()
    }

    pub(crate) fn before_send(&self, request: &mut http::Request<Bytes>) -> Result<(), BoxError> {
        self.before.iter().try_for_each(|hook| hook(request))?;
        self.wire.iter().for_each(|log| log(Wire::Request(request)));
        Ok(())
    }

    pub(crate) fn after_receive(&self, response: &http::Response<Bytes>) -> Result<(), BoxError> {
        self.wire
            .iter()
            .for_each(|log| log(Wire::Response(response)));
        self.after.iter().try_for_each(|hook| hook(response))
    }
}
