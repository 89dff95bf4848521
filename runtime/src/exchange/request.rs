//! The HTTP request of a call.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Request};

use super::options::Options;
use super::sent::{Sent, secrets};
use super::{Message, Plan, blocks};
use crate::client::{Client, Settings};
use crate::endpoint::Endpoint;
use crate::envelope::Envelope;
use crate::error::{Error, NotSent, NotWritable, Step};
use crate::form::Form;
use crate::mime::quote;
use crate::operation::{About, Http, Input, SoapVersion};
use crate::random;
use crate::trace::Span;
use crate::transport::Outgoing;

/// A request with all that the kind of its message decides.
struct Written {
    request: Request<Bytes>,
    /// The message as text: secrets are found in it by name.
    text: Bytes,
    message_id: Option<String>,
}

impl Plan {
    /// The request as a transport takes it, after the client's hooks saw it.
    ///
    /// # Errors
    /// [`Error::NotSent`] with [`Step::Endpoint`] or [`Step::Request`]; [`Error::NotWritable`] for a header block or an action.
    pub(super) fn prepare(self: Box<Self>) -> Result<(Outgoing, Sent), Error> {
        let Plan {
            client,
            about,
            message,
            mut options,
        } = *self;
        let settings = client.settings();
        let endpoint = match options.endpoint.take() {
            Some(endpoint) => endpoint,
            None => Arc::clone(client.endpoint()?),
        };
        let Written {
            mut request,
            text,
            message_id,
        } = match message {
            Message::Envelope(envelope) => soap(&client, &about, &mut options, &endpoint, envelope),
            Message::Form(http, form) => plain(settings, &options, &endpoint, http, &form),
        }?;
        add_headers(request.headers_mut(), settings, &options, &endpoint);
        if settings.hooks.log() {
            request.extensions_mut().insert(secrets(&client, &text));
        }
        let refused = |source| {
            Error::NotSent(Box::new(NotSent {
                step: Step::Request,
                endpoint: endpoint.shown.clone(),
                reason: Some(String::from("a hook refused it")),
                source: Some(source),
            }))
        };
        settings.hooks.before_send(&mut request).map_err(refused)?;
        let mut outgoing = Outgoing::new(request);
        outgoing.timeout = options.timeout.unwrap_or(settings.timeout);
        outgoing.connect_timeout = settings.connect_timeout;
        let span = Span::new(
            client.service().name,
            about.name,
            &endpoint,
            about.http.is_none(),
        );
        let sent = Sent {
            allowed: outgoing.timeout,
            idempotent: options.idempotent,
            about,
            message_id,
            span,
            text,
            endpoint,
            client,
        };
        Ok((outgoing, sent))
    }
}

/// A request with an envelope: SOAP 1.1 section 6, SOAP 1.2 part 2 section 7.
fn soap(
    client: &Client,
    about: &About,
    options: &mut Options,
    endpoint: &Endpoint,
    mut envelope: Envelope,
) -> Result<Written, Error> {
    let version = client.version();
    for attachment in std::mem::take(&mut options.attachments) {
        envelope.attach(attachment);
    }
    let message_id = blocks::add(&mut envelope, client, about, options, endpoint)?;
    let action = options.action.as_deref();
    let action = action.unwrap_or(about.action(version));
    let mtom = options.mtom.or(client.settings().mtom).unwrap_or_default();
    let packed = envelope.has_parts(mtom);
    let (content_type, body) = if packed {
        let packed = envelope.pack(mtom, action, &random::unique()?);
        (packed.content_type.into(), packed.body)
    } else {
        (content_type(version, action), envelope.into_bytes())
    };
    let text = Bytes::from(body);
    let mut request = Request::new(text.clone());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = endpoint.uri.clone();
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, header_of(content_type)?);
    let accept = accept(version, packed || about.attached);
    headers.insert(ACCEPT, HeaderValue::from_static(accept));
    if version == SoapVersion::Soap11 {
        let name = HeaderName::from_static("soapaction");
        headers.insert(name, header_of(quote(action).into())?);
    }
    Ok(Written {
        request,
        text,
        message_id,
    })
}

/// A request without an envelope: WSDL 1.1 section 4.
fn plain(
    settings: &Settings,
    options: &Options,
    endpoint: &Endpoint,
    http: Http,
    form: &Form,
) -> Result<Written, Error> {
    let homeless = if !options.attachments.is_empty() {
        Some("a request without an envelope has no place for attachments")
    } else if blocks::are_asked_for(settings, options) {
        Some("a request without an envelope has no place for SOAP headers")
    } else {
        None
    };
    if let Some(reason) = homeless {
        return Err(Error::not_sent(Step::Request, &endpoint.shown, reason));
    }
    let text = Bytes::from(form.encoded());
    let (location, query) = match http.input {
        Input::Query => (http.location.to_owned(), form.encoded()),
        Input::Places => (form.placed(http.location), String::new()),
        Input::Form => (http.location.to_owned(), String::new()),
    };
    let uri = endpoint.below(&location, &query);
    let uri = uri.map_err(|why| Error::not_sent(Step::Endpoint, &endpoint.shown, why))?;
    let mut request = Request::new(Bytes::new());
    *request.uri_mut() = uri;
    if let Input::Form = http.input {
        *request.method_mut() = Method::POST;
        *request.body_mut() = text.clone();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(CONTENT_TYPE, form);
    }
    let accept = HeaderValue::from_static("text/xml, application/xml");
    request.headers_mut().insert(ACCEPT, accept);
    Ok(Written {
        request,
        text,
        message_id: None,
    })
}

/// The headers that no message decides; those of the caller's go in place of any other.
fn add_headers(
    headers: &mut HeaderMap,
    settings: &Settings,
    options: &Options,
    #[cfg_attr(not(feature = "cookies"), expect(unused_variables))] endpoint: &Endpoint,
) {
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

/// The media types of the answers to an envelope; with parts or without.
fn accept(version: SoapVersion, parts: bool) -> &'static str {
    match (version, parts) {
        (SoapVersion::Soap11, false) => "text/xml",
        (SoapVersion::Soap11, true) => "text/xml, multipart/related",
        (SoapVersion::Soap12, false) => "application/soap+xml",
        (SoapVersion::Soap12, true) => "application/soap+xml, multipart/related",
    }
}

/// # Errors
/// [`Error::NotWritable`] for an action that HTTP forbids.
fn header_of(value: Cow<'static, str>) -> Result<HeaderValue, Error> {
    let value = match value {
        Cow::Borrowed(value) => return Ok(HeaderValue::from_static(value)),
        Cow::Owned(value) => HeaderValue::try_from(value),
    };
    value.map_err(|_| {
        Error::NotWritable(Box::new(NotWritable {
            path: String::from("SOAPAction"),
            reason: String::from("it holds control characters"),
        }))
    })
}
