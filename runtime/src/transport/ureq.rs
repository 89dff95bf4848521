//! Blocking calls over ureq.

use std::io::{self, Read};

use bytes::Bytes;

use super::{BlockingPieces, BlockingTransport, Failure, NO_ROOTS, Outgoing, TransportError};
use crate::error::BoxError;

/// The transport for blocking calls: a [`ureq::Agent`].
///
/// An agent of yours is taken as it is (`Ureq::from(agent)`): its proxy and TLS settings hold. Redirections, statuses,
/// time limits and decompression are set for each request, whatever the agent says.
#[derive(Clone, Debug)]
pub struct Ureq {
    agent: ureq::Agent,
}

impl Ureq {
    /// An agent with ureq's own defaults for proxies and TLS.
    pub fn new() -> Self {
        Ureq {
            agent: ureq::Agent::new_with_defaults(),
        }
    }
}

impl Ureq {
    /// An agent that trusts these root certificates and no others, given as PEM.
    ///
    /// # Errors
    /// [`Failure::Request`] for what is no certificate.
    pub fn with_roots(pem: &[u8]) -> Result<Self, TransportError> {
        use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
        let mut roots = Vec::new();
        for item in parse_pem(pem) {
            match item.map_err(|e| TransportError::new(Failure::Request, e))? {
                PemItem::Certificate(certificate) => roots.push(certificate),
                _ => continue,
            }
        }
        if roots.is_empty() {
            return Err(TransportError::new(Failure::Request, NO_ROOTS));
        }
        let tls = TlsConfig::builder().root_certs(RootCerts::from(roots));
        let config = ureq::Agent::config_builder().tls_config(tls.build());
        Ok(Ureq {
            agent: config.build().into(),
        })
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl From<ureq::Agent> for Ureq {
    fn from(agent: ureq::Agent) -> Self {
        Ureq { agent }
    }
}

impl BlockingTransport for Ureq {
    fn send(
        &self,
        outgoing: Outgoing,
    ) -> Result<http::Response<Box<dyn BlockingPieces>>, TransportError> {
        let (parts, body) = outgoing.request.into_parts();
        let request = http::Request::from_parts(parts, &body[..]);
        let request = self
            .agent
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(outgoing.timeout)
            .timeout_connect(outgoing.connect_timeout)
            .build();
        let response = self.agent.run(request).map_err(failure)?;
        Ok(response.map(|body| Box::new(Answer::new(body)) as Box<dyn BlockingPieces>))
    }
}

/// The longest piece that a body is given in.
const PIECE: u64 = 16 << 10;

struct Answer {
    body: ureq::BodyReader<'static>,
    /// Where each piece is read to: of the length that the head announces, so that a short answer does not pay for the zeroes of a
    /// long piece, nor the end of any answer for those of one more.
    room: Vec<u8>,
}

impl Answer {
    fn new(body: ureq::Body) -> Self {
        let room = body.content_length().unwrap_or(PIECE).clamp(1, PIECE);
        Answer {
            body: body.into_reader(),
            room: vec![0; room as usize],
        }
    }
}

impl BlockingPieces for Answer {
    fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        loop {
            match self.body.read(&mut self.room) {
                Ok(0) => return Ok(None),
                Ok(n) => return Ok(self.room.get(..n).map(Bytes::copy_from_slice)),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(failure(e.into())),
            }
        }
    }
}

/// What a ureq error says about the request. The URL is never part of the source.
fn failure(error: ureq::Error) -> TransportError {
    use ureq::{Error as E, Timeout as T};
    let failure = match &error {
        E::HostNotFound | E::Timeout(T::Resolve) => Failure::Dns,
        E::ConnectionFailed | E::ConnectProxyFailed(_) | E::InvalidProxyUrl => Failure::Connect,
        E::Timeout(T::Connect) => Failure::ConnectTimeout,
        E::Timeout(_) => Failure::Timeout,
        E::Tls(_) | E::Rustls(_) | E::Pem(_) | E::TlsRequired => Failure::Tls,
        E::LargeResponseHeader(..) => Failure::HeadTooLarge,
        // Of many headers, told by their number or by their bytes, as they came. The error's type is none of ureq's own.
        E::Protocol(e) if e.to_string().contains("too many headers") => Failure::HeadTooLarge,
        E::Io(e) => of_io(e),
        // These two show the URL.
        E::BadUri(_) | E::RequireHttpsOnly(_) => return Failure::Request.into(),
        E::Http(_) => Failure::Request,
        _ => Failure::Lost,
    };
    TransportError::new(failure, BoxError::from(error))
}

/// ureq does not say whether it was connecting. Kinds that only connecting gives are told by themselves; a broken
/// connection may be either, so it counts as sent.
fn of_io(error: &io::Error) -> Failure {
    if is_lookup(error) {
        return Failure::Dns;
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable => Failure::Connect,
        io::ErrorKind::TimedOut => Failure::Timeout,
        // Only rustls gives this kind: what is not HTTP has errors of its own.
        io::ErrorKind::InvalidData => Failure::Tls,
        _ => Failure::Lost,
    }
}

/// The standard library has no public kind for a failed lookup of a name: by its message, and on Windows by the codes of
/// Winsock (WSAHOST_NOT_FOUND to WSANO_DATA).
fn is_lookup(error: &io::Error) -> bool {
    let winsock = cfg!(windows)
        && error
            .raw_os_error()
            .is_some_and(|code| (11_001..=11_004).contains(&code));
    winsock
        || error
            .to_string()
            .starts_with("failed to lookup address information")
}
