//! The HTTP clients alone: the same request as a call sends, the same answer read to its end.

use std::io::Read as _;
use std::time::Duration;

use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};

use crate::service;

/// The limits that a call has unless its client is told otherwise: for the whole, and for connecting.
pub(crate) const LIMITS: Limits = Limits {
    whole: Some(Duration::from_secs(100)),
    connect: Some(Duration::from_secs(10)),
};

/// No limits.
pub(crate) const NO_LIMITS: Limits = Limits {
    whole: None,
    connect: None,
};

/// Limits on a call's time.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    whole: Option<Duration>,
    connect: Option<Duration>,
}

/// The headers that a call sends.
fn headers() -> HeaderMap {
    let value = HeaderValue::from_static;
    HeaderMap::from_iter([
        (CONTENT_TYPE, value("text/xml; charset=utf-8")),
        (ACCEPT, value("text/xml")),
        (
            "soapaction".parse().expect("a name"),
            value(service::ACTION),
        ),
        (
            USER_AGENT,
            value(concat!("wsdl-runtime/", env!("CARGO_PKG_VERSION"))),
        ),
        (ACCEPT_ENCODING, value("gzip")),
    ])
}

/// reqwest, set up as for calls.
pub(crate) struct Awaited {
    client: reqwest::Client,
    whole: Option<Duration>,
}

impl Awaited {
    pub(crate) fn new(limits: Limits) -> Self {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        if let Some(connect) = limits.connect {
            builder = builder.connect_timeout(connect);
        }
        Awaited {
            client: builder.build().expect("a client"),
            whole: limits.whole,
        }
    }

    /// Sends the request. The length of the answer.
    pub(crate) async fn send(&self, url: &str) -> usize {
        let mut sent = self.client.post(url).headers(headers());
        if let Some(whole) = self.whole {
            sent = sent.timeout(whole);
        }
        let answer = sent.body(service::REQUEST).send().await;
        let body = answer.expect("an answer").bytes().await;
        body.expect("a body").len()
    }
}

/// ureq, set up as for calls.
pub(crate) struct Blocking(ureq::Agent);

impl Blocking {
    pub(crate) fn new(limits: Limits) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(limits.whole)
            .timeout_connect(limits.connect);
        Blocking(config.build().into())
    }

    /// Sends the request. The length of the answer.
    pub(crate) fn send(&self, url: &str) -> usize {
        let mut request = http::Request::post(url);
        request
            .headers_mut()
            .expect("no error yet")
            .extend(headers());
        let request = request.body(service::REQUEST).expect("a request");
        let answer = self.0.run(request).expect("an answer");
        let mut body = Vec::new();
        let mut reader = answer.into_body().into_reader();
        reader.read_to_end(&mut body).expect("a body")
    }
}
