//! One call from its written envelope to the whole answer: all that does not depend on the operation's types.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, StatusCode};

use crate::answer::Arrived;
use crate::client::Client;
use crate::content::Gather;
use crate::endpoint::Endpoint;
use crate::envelope::{Block, Envelope};
use crate::error::{Error, Lost, NotSent, NotWritable, Refused, Step, TimedOut};
use crate::mime::quote;
use crate::operation::{About, SoapVersion};
use crate::random;
use crate::transport::{Failure, Outgoing, TransportError};
use crate::ws::Security;
use crate::xml::View;

/// A call that is ready to be sent.
pub(crate) struct Plan {
    pub(crate) client: Client,
    pub(crate) about: About,
    pub(crate) envelope: Envelope,
    pub(crate) options: Options,
}

/// What the caller wants of one call, beside what the client is set to.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Option<Duration>>,
    pub(crate) headers: HeaderMap,
    /// Blocks for the SOAP header, in the order given.
    pub(crate) blocks: Vec<Block>,
    pub(crate) action: Option<String>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) idempotent: bool,
    pub(crate) mtom: Option<Option<usize>>,
    pub(crate) security: Security,
    pub(crate) addressing: Option<bool>,
}

/// What of a plan is needed once the request is sent.
pub(crate) struct Received {
    pub(crate) client: Client,
    pub(crate) about: About,
    /// The `wsa:MessageID` of the request.
    pub(crate) message_id: Option<String>,
    endpoint: Endpoint,
    allowed: Option<Duration>,
    idempotent: bool,
}

impl Plan {
    /// Writes the request.
    ///
    /// # Errors
    /// [`Error::NotWritable`].
    pub(crate) fn new(
        client: &Client,
        about: About,
        names: &[&str],
        request: View<'_, '_>,
    ) -> Result<Self, Error> {
        let envelope = Envelope::write(client.version(), &about, about.input, names, request)?;
        Ok(Plan {
            client: client.clone(),
            about,
            envelope,
            options: Options::default(),
        })
    }

    /// Sends the request and awaits the whole answer.
    pub(crate) async fn run(self) -> Result<Arrived, Error> {
        let transport = self.client.transport()?;
        let (outgoing, plan) = self.prepare()?;
        let response = transport
            .send(outgoing)
            .await
            .map_err(|e| plan.failed(e, None))?;
        let (head, mut pieces) = response.into_parts();
        let mut body = plan.begin(&head.headers)?;
        while let Some(piece) = pieces
            .next()
            .await
            .map_err(|e| plan.failed(e, Some(head.status)))?
        {
            body.push(&piece)?;
        }
        plan.finish(head, body)
    }

    /// Sends the request and waits for the whole answer.
    #[cfg(feature = "blocking")]
    pub(crate) fn run_blocking(self) -> Result<Arrived, Error> {
        let transport = self.client.blocking_transport();
        let (outgoing, plan) = self.prepare()?;
        let response = transport.send(outgoing).map_err(|e| plan.failed(e, None))?;
        let (head, mut pieces) = response.into_parts();
        let mut body = plan.begin(&head.headers)?;
        while let Some(piece) = pieces
            .next()
            .map_err(|e| plan.failed(e, Some(head.status)))?
        {
            body.push(&piece)?;
        }
        plan.finish(head, body)
    }

    /// The HTTP request: SOAP 1.1 section 6, SOAP 1.2 part 2 section 7.
    fn prepare(mut self) -> Result<(Outgoing, Received), Error> {
        let endpoint = match self.options.endpoint.take() {
            Some(endpoint) => endpoint,
            None => self.client.endpoint()?.clone(),
        };
        let version = self.client.version();
        let own = std::mem::take(&mut self.options.blocks);
        let blocks = self.client.settings().blocks.iter();
        let general = blocks.filter(|block| own.iter().all(|o| o.name != block.name));
        for block in general.chain(&own) {
            self.envelope.add_block(block.clone());
        }
        let message_id = self.add_blocks(&endpoint)?;
        let settings = self.client.settings();
        let action = self
            .options
            .action
            .as_deref()
            .unwrap_or(self.about.action(version));
        let mtom = self.options.mtom.unwrap_or(settings.mtom);
        let (content_type, body) = match mtom {
            Some(smallest) => {
                let packed = self.envelope.pack(smallest, action, &random::unique()?);
                (packed.content_type, packed.body)
            }
            None => (content_type(version, action), self.envelope.into_bytes()),
        };
        let mut request = http::Request::new(Bytes::from(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = endpoint.uri.clone();
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, header_of(content_type)?);
        headers.insert(
            ACCEPT,
            HeaderValue::from_static(accept(version, mtom.is_some())),
        );
        if version == SoapVersion::Soap11 {
            let name = HeaderName::from_static("soapaction");
            headers.insert(name, header_of(quote(action))?);
        }
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("wsdl-runtime/", env!("CARGO_PKG_VERSION"))),
        );
        #[cfg(feature = "gzip")]
        headers.insert(
            http::header::ACCEPT_ENCODING,
            HeaderValue::from_static("gzip"),
        );
        #[cfg(feature = "cookies")]
        if let Some(cookies) = settings.cookies.header(&endpoint.uri) {
            headers.insert(http::header::COOKIE, cookies);
        }
        for (name, value) in settings.headers.iter().chain(&self.options.headers) {
            headers.insert(name, value.clone());
        }
        settings.hooks.before_send(&mut request).map_err(|source| {
            let endpoint = endpoint.shown.clone();
            let reason = Some(String::from("a hook refused it"));
            Error::NotSent(Box::new(NotSent {
                step: Step::Request,
                endpoint,
                reason,
                source: Some(source),
            }))
        })?;
        let mut outgoing = Outgoing::new(request);
        outgoing.timeout = self.options.timeout.unwrap_or(settings.timeout);
        outgoing.connect_timeout = settings.connect_timeout;
        let plan = Received {
            allowed: outgoing.timeout,
            idempotent: self.options.idempotent,
            about: self.about,
            message_id,
            endpoint,
            client: self.client,
        };
        Ok((outgoing, plan))
    }
}

impl Received {
    fn begin(&self, headers: &HeaderMap) -> Result<Gather, Error> {
        #[cfg(feature = "cookies")]
        self.client
            .settings()
            .cookies
            .take(&self.endpoint.uri, headers);
        Gather::new(headers, self.client.settings().limits.response_size)
    }

    fn finish(self, head: http::response::Parts, body: Gather) -> Result<Arrived, Error> {
        let body = body.finish(&head.headers)?;
        let response = http::Response::from_parts(head, body);
        let hooks = &self.client.settings().hooks;
        hooks
            .after_receive(&response)
            .map_err(|source| Error::Refused(Box::new(Refused { source })))?;
        let (head, body) = response.into_parts();
        Ok(Arrived {
            plan: self,
            status: head.status,
            headers: head.headers,
            body,
        })
    }

    fn failed(&self, error: TransportError, status: Option<StatusCode>) -> Error {
        error.into_error(&Circumstances {
            endpoint: &self.endpoint.shown,
            allowed: self.allowed,
            connect: self.client.settings().connect_timeout,
            idempotent: self.idempotent,
            status,
        })
    }

    /// A `Location` as an error may show it.
    pub(crate) fn location(&self, headers: &HeaderMap) -> Option<String> {
        let value = headers.get(http::header::LOCATION)?;
        Some(self.endpoint.location(value.to_str().unwrap_or("")))
    }
}

/// What an error should know that the transport does not.
#[derive(Default)]
pub(crate) struct Circumstances<'a> {
    endpoint: &'a str,
    allowed: Option<Duration>,
    connect: Option<Duration>,
    idempotent: bool,
    status: Option<StatusCode>,
}

impl TransportError {
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

/// The media type of an envelope by itself.
fn content_type(version: SoapVersion, action: &str) -> String {
    match (version, action) {
        (SoapVersion::Soap11, _) => String::from("text/xml; charset=utf-8"),
        (SoapVersion::Soap12, "") => String::from("application/soap+xml; charset=utf-8"),
        (SoapVersion::Soap12, action) => {
            let action = quote(action);
            format!("application/soap+xml; charset=utf-8; action={action}")
        }
    }
}

fn accept(version: SoapVersion, mtom: bool) -> &'static str {
    match (version, mtom) {
        (SoapVersion::Soap11, false) => "text/xml",
        (SoapVersion::Soap11, true) => "text/xml, multipart/related",
        (SoapVersion::Soap12, false) => "application/soap+xml",
        (SoapVersion::Soap12, true) => "application/soap+xml, multipart/related",
    }
}

fn header_of(value: String) -> Result<HeaderValue, Error> {
    HeaderValue::try_from(value).map_err(|_| {
        let (path, reason) = (
            String::from("SOAPAction"),
            String::from("it holds control characters"),
        );
        Error::NotWritable(Box::new(NotWritable { path, reason }))
    })
}
