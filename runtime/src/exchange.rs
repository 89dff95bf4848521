//! One call from its written envelope to the whole answer: all that does not depend on the operation's types.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, StatusCode};

use crate::answer::Arrived;
use crate::client::Client;
use crate::content::Gather;
use crate::endpoint::Endpoint;
use crate::envelope::{Block, Envelope, Mtom};
use crate::error::{Error, Lost, NotSent, NotWritable, Step, TimedOut};
use crate::form::Form;
use crate::mime::{Attachment, quote};
use crate::operation::{About, Http, Input, SoapVersion};
use crate::random;
use crate::redact::Secrets;
use crate::trace::Span;
#[cfg(feature = "blocking")]
use crate::transport::BlockingPieces;
use crate::transport::{Failure, Outgoing, Pieces, TransportError};
#[cfg(feature = "validate")]
use crate::validate;
use crate::ws::{Security, add_blocks};
use crate::xml::View;

/// A call that is ready to be sent.
pub(crate) struct Plan {
    pub(crate) client: Client,
    pub(crate) about: About,
    pub(crate) message: Message,
    pub(crate) options: Options,
}

/// What a call sends.
pub(crate) enum Message {
    Envelope(Envelope),
    /// To a port without SOAP.
    Form(Http, Form),
}

/// What of a request the kind of message decides.
struct Written {
    method: Method,
    uri: http::Uri,
    content_type: Option<Cow<'static, str>>,
    accept: &'static str,
    soap_action: Option<String>,
    body: Bytes,
    /// Where secrets are found by name, if that is not the body.
    named: Option<Bytes>,
    message_id: Option<String>,
}

/// What the caller wants of one call, beside what the client is set to.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Option<Duration>>,
    pub(crate) headers: HeaderMap,
    /// Blocks for the SOAP header, in the order given.
    pub(crate) blocks: Vec<Block>,
    pub(crate) action: Option<String>,
    pub(crate) endpoint: Option<Arc<Endpoint>>,
    pub(crate) idempotent: bool,
    pub(crate) mtom: Option<Mtom>,
    /// What is sent along beside what the message describes.
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) security: Security,
    pub(crate) addressing: Option<bool>,
}

/// What of a plan is needed once the request is sent.
pub(crate) struct Received {
    pub(crate) client: Client,
    pub(crate) about: About,
    /// The `wsa:MessageID` of the request.
    pub(crate) message_id: Option<String>,
    /// The text of the request: what is secret is looked for in it when something is to be shown.
    sent: Bytes,
    span: Span,
    endpoint: Arc<Endpoint>,
    allowed: Option<Duration>,
    idempotent: bool,
}

/// An answer whose head came.
pub(crate) struct Begun<P> {
    pub(crate) plan: Received,
    pub(crate) head: http::response::Parts,
    pub(crate) pieces: P,
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
    ) -> Result<Box<Self>, Error> {
        #[cfg(feature = "validate")]
        if client.settings().validate_requests {
            let path = about.input.name().map(|name| format!("/{name}"));
            validate::request(&request, names, path.unwrap_or_default())?;
        }
        let message = match about.http {
            Some(http) => Message::Form(http, Form::write(names, request)?),
            None => {
                let version = client.version();
                let envelope = Envelope::write(version, &about, about.input, names, request)?;
                Message::Envelope(envelope)
            }
        };
        Ok(Box::new(Plan {
            client: client.clone(),
            about,
            message,
            options: Options::default(),
        }))
    }

    /// Sends the request and awaits the whole answer.
    pub(crate) async fn run(self: Box<Self>) -> Result<Arrived, Error> {
        let Begun {
            plan,
            head,
            mut pieces,
        } = self.open().await?;
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

    /// Sends the request and awaits the head of the answer.
    pub(crate) async fn open(self: Box<Self>) -> Result<Begun<Box<dyn Pieces>>, Error> {
        let transport = self.client.transport()?;
        let (outgoing, plan) = self.prepare()?;
        let response = plan.span.around(transport.send(outgoing)).await;
        let response = response.map_err(|e| plan.failed(e, None))?;
        let (mut head, pieces) = response.into_parts();
        plan.take_head(&mut head);
        Ok(Begun { plan, head, pieces })
    }

    /// Sends the request and waits for the whole answer.
    #[cfg(feature = "blocking")]
    pub(crate) fn run_blocking(self: Box<Self>) -> Result<Arrived, Error> {
        let Begun {
            plan,
            head,
            mut pieces,
        } = self.open_blocking()?;
        let mut body = plan.begin(&head.headers)?;
        while let Some(piece) = pieces
            .next()
            .map_err(|e| plan.failed(e, Some(head.status)))?
        {
            body.push(&piece)?;
        }
        plan.finish(head, body)
    }

    /// Sends the request and waits for the head of the answer.
    #[cfg(feature = "blocking")]
    pub(crate) fn open_blocking(self: Box<Self>) -> Result<Begun<Box<dyn BlockingPieces>>, Error> {
        let transport = self.client.blocking_transport();
        let (outgoing, plan) = self.prepare()?;
        let response = plan.span.within(|| transport.send(outgoing));
        let response = response.map_err(|e| plan.failed(e, None))?;
        let (mut head, pieces) = response.into_parts();
        plan.take_head(&mut head);
        Ok(Begun { plan, head, pieces })
    }

    /// The HTTP request.
    fn prepare(mut self: Box<Self>) -> Result<(Outgoing, Received), Error> {
        let endpoint = match self.options.endpoint.take() {
            Some(endpoint) => endpoint,
            None => Arc::clone(self.client.endpoint()?),
        };
        let client = self.client.clone();
        let settings = client.settings();
        let own = std::mem::take(&mut self.options.blocks);
        let general = settings.blocks.iter();
        let general = general.filter(|block| own.iter().all(|o| o.name != block.name));
        let blocks: Vec<Block> = general.chain(&own).cloned().collect();
        let about = self.about;
        let mut options = self.options;
        let attachments = std::mem::take(&mut options.attachments);
        let written = match self.message {
            Message::Envelope(mut envelope) => {
                attachments.into_iter().for_each(|a| envelope.attach(a));
                soap(&client, &about, &options, &endpoint, blocks, envelope)?
            }
            Message::Form(http, form) => {
                if !blocks.is_empty() || !options.security.or(&settings.security).is_empty() {
                    let reason = "a request without an envelope has no place for SOAP headers";
                    return Err(Error::not_sent(Step::Request, &endpoint.shown, reason));
                }
                if !attachments.is_empty() {
                    let reason = "a request without an envelope has no place for attachments";
                    return Err(Error::not_sent(Step::Request, &endpoint.shown, reason));
                }
                plain(&endpoint, http, &form)?
            }
        };
        let sent = written.named.unwrap_or_else(|| written.body.clone());
        let mut request = http::Request::new(written.body);
        *request.method_mut() = written.method;
        *request.uri_mut() = written.uri;
        let headers = request.headers_mut();
        if let Some(content_type) = written.content_type {
            headers.insert(CONTENT_TYPE, header_of(content_type)?);
        }
        headers.insert(ACCEPT, HeaderValue::from_static(written.accept));
        if let Some(action) = written.soap_action {
            let name = HeaderName::from_static("soapaction");
            headers.insert(name, header_of(action.into())?);
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
        if let Some(url) = &endpoint.url
            && let Some(cookies) = settings.cookies.header(url)
        {
            headers.insert(http::header::COOKIE, cookies);
        }
        for (name, value) in settings.headers.iter().chain(&options.headers) {
            headers.insert(name, value.clone());
        }
        if settings.hooks.log() {
            let secrets = secrets(&client, &sent);
            request.extensions_mut().insert(secrets);
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
        outgoing.timeout = options.timeout.unwrap_or(settings.timeout);
        outgoing.connect_timeout = settings.connect_timeout;
        let plan = Received {
            allowed: outgoing.timeout,
            idempotent: options.idempotent,
            about,
            message_id: written.message_id,
            span: Span::new(
                client.service().name,
                about.name,
                &endpoint,
                about.http.is_none(),
            ),
            sent,
            endpoint,
            client,
        };
        Ok((outgoing, plan))
    }
}

/// A request with an envelope: SOAP 1.1 section 6, SOAP 1.2 part 2 section 7.
fn soap(
    client: &Client,
    about: &About,
    options: &Options,
    endpoint: &Endpoint,
    blocks: Vec<Block>,
    mut envelope: Envelope,
) -> Result<Written, Error> {
    let version = client.version();
    for block in blocks {
        envelope.add_block(block);
    }
    let message_id = add_blocks(&mut envelope, client, about, options, endpoint)?;
    let action = options.action.as_deref();
    let action = action.unwrap_or(about.action(version));
    let mtom = options.mtom.unwrap_or(client.settings().mtom);
    let packed = envelope.has_parts(mtom);
    let (content_type, body) = if packed {
        let packed = envelope.pack(mtom, action, &random::unique()?);
        (packed.content_type.into(), packed.body)
    } else {
        (content_type(version, action), envelope.into_bytes())
    };
    Ok(Written {
        method: Method::POST,
        uri: endpoint.uri.clone(),
        content_type: Some(content_type),
        accept: accept(version, packed || about.attached),
        soap_action: (version == SoapVersion::Soap11).then(|| quote(action)),
        body: body.into(),
        named: None,
        message_id,
    })
}

/// A request without an envelope: WSDL 1.1 section 4.
fn plain(endpoint: &Endpoint, http: Http, form: &Form) -> Result<Written, Error> {
    let (location, query, body) = match http.input {
        Input::Query => (http.location.to_owned(), form.encoded(), None),
        Input::Places => (form.placed(http.location), String::new(), None),
        Input::Form => (
            http.location.to_owned(),
            String::new(),
            Some(form.encoded()),
        ),
    };
    let uri = endpoint.below(&location, &query);
    let uri = uri.map_err(|why| Error::not_sent(Step::Endpoint, &endpoint.shown, why))?;
    let content_type = body.is_some();
    Ok(Written {
        method: if body.is_some() {
            Method::POST
        } else {
            Method::GET
        },
        uri,
        content_type: content_type.then_some(Cow::Borrowed("application/x-www-form-urlencoded")),
        accept: "text/xml, application/xml",
        soap_action: None,
        body: body.unwrap_or_default().into(),
        named: Some(form.encoded().into()),
        message_id: None,
    })
}

impl Received {
    /// Looks at the head of the answer.
    fn take_head(&self, head: &mut http::response::Parts) {
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
        secrets(&self.client, &self.sent)
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

    fn begin(&self, headers: &HeaderMap) -> Result<Gather, Error> {
        Gather::new(headers, self.client.settings().limits.response_size)
    }

    fn finish(self, head: http::response::Parts, body: Gather) -> Result<Arrived, Error> {
        let body = body.finish(&head.headers)?;
        let arrived = Arrived {
            plan: self,
            status: head.status,
            headers: head.headers,
            body,
        };
        arrived.seen()?;
        Ok(arrived)
    }

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

fn secrets(client: &Client, sent: &Bytes) -> Secrets {
    Secrets::of(client.service().secrets, &[&String::from_utf8_lossy(sent)])
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
fn content_type(version: SoapVersion, action: &str) -> Cow<'static, str> {
    match (version, action) {
        (SoapVersion::Soap11, _) => "text/xml; charset=utf-8".into(),
        (SoapVersion::Soap12, "") => "application/soap+xml; charset=utf-8".into(),
        (SoapVersion::Soap12, action) => {
            let action = quote(action);
            format!("application/soap+xml; charset=utf-8; action={action}").into()
        }
    }
}

fn accept(version: SoapVersion, parts: bool) -> &'static str {
    match (version, parts) {
        (SoapVersion::Soap11, false) => "text/xml",
        (SoapVersion::Soap11, true) => "text/xml, multipart/related",
        (SoapVersion::Soap12, false) => "application/soap+xml",
        (SoapVersion::Soap12, true) => "application/soap+xml, multipart/related",
    }
}

fn header_of(value: Cow<'static, str>) -> Result<HeaderValue, Error> {
    let value = match value {
        Cow::Borrowed(value) => return Ok(HeaderValue::from_static(value)),
        Cow::Owned(value) => HeaderValue::try_from(value),
    };
    value.map_err(|_| {
        let (path, reason) = (
            String::from("SOAPAction"),
            String::from("it holds control characters"),
        );
        Error::NotWritable(Box::new(NotWritable { path, reason }))
    })
}
