//! Awaited calls over reqwest.

use std::error::Error as _;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use std::{fmt, io};

use bytes::Bytes;
use reqwest::Url;

use super::{BoxFuture, Failure, NO_ROOTS, Outgoing, Pieces, Transport, TransportError};

/// The transport for awaited calls: a [`reqwest::Client`].
///
/// A client of yours is taken as it is (`Reqwest::from(client)`): its proxies, certificates and TLS policy hold.
/// Build it with `redirect(reqwest::redirect::Policy::none())`, or it re-sends bodies, which may hold tokens, to where a
/// redirection points; and without a cookie store, since the SOAP client has its own.
#[derive(Clone)]
pub struct Reqwest {
    client: reqwest::Client,
    /// The address of the first request, in both forms. Most clients send to no other, and to parse it each time took a
    /// tenth of what a call costs beside the network.
    first: Arc<OnceLock<(http::Uri, Url)>>,
}

impl Reqwest {
    /// A client with reqwest's own defaults for proxies and TLS; no redirections, no automatic decompression.
    ///
    /// # Errors
    /// [`Failure::Request`] when TLS cannot be set up, as without any trusted root certificate.
    pub fn new(connect_timeout: Option<Duration>) -> Result<Self, TransportError> {
        Self::made(connect_timeout, |builder| builder)
    }

    /// As [`new`](Self::new), trusting these root certificates and no others, given as PEM.
    ///
    /// # Errors
    /// [`Failure::Request`] for what is no certificate.
    pub fn with_roots(
        connect_timeout: Option<Duration>,
        pem: &[u8],
    ) -> Result<Self, TransportError> {
        let roots = reqwest::Certificate::from_pem_bundle(pem)
            .map_err(|e| TransportError::new(Failure::Request, e))?;
        if roots.is_empty() {
            return Err(TransportError::new(Failure::Request, NO_ROOTS));
        }
        Self::made(connect_timeout, |builder| builder.tls_certs_only(roots))
    }

    fn made(
        connect_timeout: Option<Duration>,
        set: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            // Shorter than the keep-alive time of common servers, so that a connection which the server is about
            // to close is seldom picked.
            .pool_idle_timeout(Duration::from_secs(10));
        if let Some(limit) = connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        let client = set(builder)
            .build()
            .map_err(|e| TransportError::new(Failure::Request, e.without_url()))?;
        Ok(Reqwest::from(client))
    }

    /// An address as reqwest wants it.
    fn url(&self, uri: &http::Uri) -> Result<Url, TransportError> {
        if let Some((first, url)) = self.first.get()
            && first == uri
        {
            return Ok(url.clone());
        }
        let url =
            Url::parse(&uri.to_string()).map_err(|e| TransportError::new(Failure::Request, e))?;
        let _ = self.first.set((uri.clone(), url.clone()));
        Ok(url)
    }
}

impl From<reqwest::Client> for Reqwest {
    fn from(client: reqwest::Client) -> Self {
        Reqwest {
            client,
            first: Arc::default(),
        }
    }
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reqwest")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        outgoing: Outgoing,
    ) -> BoxFuture<'static, Result<http::Response<Box<dyn Pieces>>, TransportError>> {
        let client = self.client.clone();
        let (head, body) = outgoing.request.into_parts();
        let url = self.url(&head.uri);
        Box::pin(async move {
            // Without this reqwest panics deep inside.
            tokio::runtime::Handle::try_current()
                .map_err(|e| TransportError::new(Failure::Request, e))?;
            let mut request = reqwest::Request::new(head.method, url?);
            *request.version_mut() = head.version;
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(body.into());
            *request.timeout_mut() = outgoing.timeout;
            let mut response = client.execute(request).await.map_err(failure)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.version_mut() = response.version();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            Ok(head.map(|()| Box::new(Answer(response)) as Box<dyn Pieces>))
        })
    }
}

struct Answer(reqwest::Response);

impl Pieces for Answer {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move { self.0.chunk().await.map_err(failure) })
    }
}

/// What a reqwest error says about the request; its URL is taken out.
fn failure(error: reqwest::Error) -> TransportError {
    let failure = match () {
        () if error.is_builder() => Failure::Request,
        () if error.is_connect() && error.is_timeout() => Failure::ConnectTimeout,
        () if error.is_dns() => Failure::Dns,
        () if error.is_connect() && is_tls(&error) => Failure::Tls,
        () if error.is_connect() => Failure::Connect,
        () if error.is_timeout() => Failure::Timeout,
        () if is_head_too_large(&error) => Failure::HeadTooLarge,
        () => Failure::Lost,
    };
    TransportError::new(failure, error.without_url())
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    let mut next = error.source();
    std::iter::from_fn(move || {
        let cause = next?;
        next = cause.source();
        Some(cause)
    })
}

/// rustls reports through `io::Error`s, which plain connections make only for the operating system's reasons.
fn is_tls(error: &reqwest::Error) -> bool {
    causes(error)
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| {
            e.raw_os_error().is_none()
                && matches!(
                    e.kind(),
                    io::ErrorKind::InvalidData
                        | io::ErrorKind::UnexpectedEof
                        | io::ErrorKind::Other
                )
        })
}

/// hyper's own type is not ours to name; its message has been the same since 0.12.
fn is_head_too_large(error: &reqwest::Error) -> bool {
    causes(error).any(|e| e.to_string().contains("message head is too large"))
}
