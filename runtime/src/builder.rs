//! How a client is set up.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::client::{Client, Settings};
use crate::endpoint::Endpoint;
use crate::envelope::HeaderBlock;
use crate::error::{BoxError, Error, Step};
use crate::hook::Wire;
use crate::limits::Limits;
use crate::operation::{Service, SoapVersion};
#[cfg(feature = "blocking")]
use crate::transport::BlockingTransport;
use crate::transport::Transport;
use crate::value::Base64;
use crate::ws::PasswordKind;

/// Sets up a generated client `C`.
///
/// ```ignore
/// let client = CommandWebServiceClient::builder()
///     .endpoint("https://app2102.bws.birst.com/CommandWebService.asmx")
///     .soap12()
///     .timeout(Duration::from_secs(30))
///     .build()?;
/// ```
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<C> {
    choices: Choices,
    client: PhantomData<fn() -> C>,
}

/// What was chosen so far; apart from the builder so that it is compiled once for all clients.
struct Choices {
    service: &'static Service,
    endpoint: Option<String>,
    port: Option<String>,
    version: Option<SoapVersion>,
    settings: Settings,
    /// The root certificates to trust, as PEM.
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    roots: Option<Vec<u8>>,
    awaited: Option<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking: Option<Arc<dyn BlockingTransport>>,
    /// The first choice that cannot be had.
    problem: Option<Error>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A builder for a client of `service`; generated clients call it.
    pub fn new(service: &'static Service) -> Self {
        let choices = Choices {
            service,
            endpoint: None,
            port: None,
            version: None,
            settings: Settings::default(),
            #[cfg(any(feature = "reqwest", feature = "blocking"))]
            roots: None,
            awaited: None,
            #[cfg(feature = "blocking")]
            blocking: None,
            problem: None,
        };
        ClientBuilder {
            choices,
            client: PhantomData,
        }
    }

    /// Where to call, instead of the address that the WSDL gives: an `http` or `https` URL without credentials.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.choices.endpoint = Some(url.into());
        self
    }

    /// By SOAP 1.1. That is the default where the WSDL has a port for it.
    pub fn soap11(self) -> Self {
        self.version(SoapVersion::Soap11)
    }

    /// By SOAP 1.2, at the WSDL's port for it, if it has one.
    pub fn soap12(self) -> Self {
        self.version(SoapVersion::Soap12)
    }

    /// By this version of SOAP.
    pub fn version(mut self, version: SoapVersion) -> Self {
        self.choices.version = Some(version);
        self
    }

    /// Through this port of the WSDL: its version of SOAP, its address.
    pub fn port(mut self, name: impl Into<String>) -> Self {
        self.choices.port = Some(name.into());
        self
    }

    /// The time that a call may take, from connecting to the last byte of the answer. 100 seconds by default; a
    /// `Duration`, or `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.choices.settings.timeout = limit.into();
        self
    }

    /// The time that making a connection may take, TLS included. 10 seconds by default. A reqwest client of yours
    /// keeps its own limit.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.choices.settings.connect_timeout = limit.into();
        self
    }

    /// An HTTP header to be sent with each call; in place of the client's own where it has one of the name.
    pub fn header<N, V>(mut self, name: N, value: V) -> Self
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        match header(name, value) {
            Ok((name, value)) => drop(self.choices.settings.headers.insert(name, value)),
            Err(problem) => self.choices.refuse(problem),
        }
        self
    }

    /// A block for the SOAP header of each request: a [`Header`](crate::Header) that the WSDL declares, with its content, or any other
    /// [`HeaderBlock`]. A call may have another one of the name.
    pub fn soap_header(mut self, block: impl Into<HeaderBlock>) -> Self {
        match block.into().into_block() {
            Ok(block) => self.choices.settings.blocks.push(block),
            Err(problem) => self.choices.refuse(problem),
        }
        self
    }

    /// HTTP Basic authentication (RFC 7617), sent with each call unasked.
    pub fn basic_auth(self, user: &str, password: &str) -> Self {
        let pair = Base64::from(format!("{user}:{password}").into_bytes());
        self.authorization(&format!("Basic {pair}"))
    }

    /// A bearer token (RFC 6750), sent with each call.
    pub fn bearer_auth(self, token: &str) -> Self {
        self.authorization(&format!("Bearer {token}"))
    }

    fn authorization(self, value: &str) -> Self {
        let value = HeaderValue::try_from(value).map(|mut value| {
            value.set_sensitive(true);
            value
        });
        match value {
            Ok(value) => self.header(AUTHORIZATION, value),
            // The very value that `header` refuses.
            Err(_) => self.header(AUTHORIZATION, "\n"),
        }
    }

    /// The largest answer that is read, in bytes, measured as received and once more as decompressed. 64 MiB by default.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.choices.settings.limits.response_size = bytes;
        self
    }

    /// All limits on what is read.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.choices.settings.limits = limits;
        self
    }

    /// Sends requests as MTOM messages, in which base64Binary values of at least `smallest` bytes are attachments and not base64.
    /// Values of less than 768 bytes are not, since a part's header is as long as what would be saved, unless their schema
    /// expects types of content (`xmime:expectedContentTypes`): those are attachments of any length, and by default the only
    /// ones; a port whose policy requires MTOM is sent such messages without being told. `None` sends plain envelopes always.
    /// Answers with attachments are read always.
    pub fn mtom(mut self, smallest: impl Into<Option<usize>>) -> Self {
        self.choices.settings.mtom = Some(smallest.into().into());
        self
    }

    /// Sends a WS-Security UsernameToken with each call (UsernameToken Profile 1.0 and 1.1), in a header block that the service must
    /// understand.
    pub fn username_token(
        mut self,
        user: impl Into<String>,
        password: impl Into<String>,
        kind: PasswordKind,
    ) -> Self {
        let security = &mut self.choices.settings.security;
        security.set_username_token(user.into(), password.into(), kind);
        self
    }

    /// Sends a WS-Security Timestamp with each call: created then, expired after `lifetime`.
    pub fn timestamp(mut self, lifetime: Duration) -> Self {
        self.choices.settings.security.set_timestamp(lifetime);
        self
    }

    /// Whether the headers of WS-Addressing 1.0 are sent: `MessageID`, `ReplyTo` (the same connection), `To` and `Action`. By
    /// default they are where the WSDL asks for them.
    pub fn addressing(mut self, send: bool) -> Self {
        self.choices.settings.addressing = Some(send);
        self
    }

    /// Whether answers must be exactly as the schema says. By default unknown elements, another order and the like are
    /// tolerated and noted (see [`Response::notes`](crate::Response::notes)).
    pub fn strict(mut self, strict: bool) -> Self {
        self.choices.settings.strict = strict;
        self
    }

    /// Whether requests are held to all that the schema asks for before they are sent, facets included (see [`Validate`](crate::Validate)):
    /// one that breaks a rule is [`Error::NotWritable`](crate::Error::NotWritable), which says all that it breaks. By default only what a value cannot be written without is checked.
    #[cfg(feature = "validate")]
    pub fn validate_requests(mut self, validate: bool) -> Self {
        self.choices.settings.validate_requests = validate;
        self
    }

    /// Whether an answer with a header block marked `mustUnderstand` is refused, unless the WSDL declares the block or it is one of
    /// WS-Addressing in the answer to a request that used it. By default such blocks are only
    /// [handed over](crate::Response::must_understand): many servers mark blocks that nobody needs to understand.
    pub fn refuse_must_understand(mut self, refuse: bool) -> Self {
        self.choices.settings.refuse_must_understand = refuse;
        self
    }

    /// The root certificates that servers' certificates must go back to, as PEM: these and no others, in place of those that are
    /// commonly trusted. A transport of yours keeps its own.
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.choices.roots = Some(pem.into());
        self
    }

    /// The transport for awaited calls, in place of the one that the feature `reqwest` brings. A `reqwest::Client` is given
    /// as `transport::Reqwest::from(client)`.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.choices.awaited = Some(Arc::new(transport));
        self
    }

    /// The transport for blocking calls, in place of the one that the feature `blocking` brings. A `ureq::Agent` is given
    /// as [`Ureq::from(agent)`](crate::transport::Ureq).
    #[cfg(feature = "blocking")]
    pub fn blocking_transport(mut self, transport: impl BlockingTransport) -> Self {
        self.choices.blocking = Some(Arc::new(transport));
        self
    }

    /// The cookies to use, as those of another client of the same servers. By default each client has its own.
    #[cfg(feature = "cookies")]
    pub fn cookies(mut self, cookies: &crate::Cookies) -> Self {
        self.choices.settings.cookies = cookies.clone();
        self
    }

    /// A function that sees each request just before it is sent, and may change it: to sign the envelope, to add
    /// headers. What it refuses is not sent, and the call ends as [`Error::NotSent`] with its error as source.
    pub fn before_send<F>(mut self, hook: F) -> Self
    where
        F: Fn(&mut http::Request<Bytes>) -> Result<(), BoxError> + Send + Sync + 'static,
    {
        self.choices.settings.hooks.before.push(Arc::new(hook));
        self
    }

    /// A function that sees each answer before it is read, its content encoding undone. What it refuses is not read, and
    /// the call ends as [`Error::Refused`] with its error as source.
    pub fn after_receive<F>(mut self, hook: F) -> Self
    where
        F: Fn(&http::Response<Bytes>) -> Result<(), BoxError> + Send + Sync + 'static,
    {
        self.choices.settings.hooks.after.push(Arc::new(hook));
        self
    }

    /// A function that is shown each message as it is on the wire, to log it. What [`Wire`] displays is without secrets.
    pub fn wire<F>(mut self, log: F) -> Self
    where
        F: Fn(Wire<'_>) + Send + Sync + 'static,
    {
        self.choices.settings.hooks.wire.push(Arc::new(log));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`Error::NotSent`] with [`Step::Endpoint`] for an endpoint that is missing or unusable and for a port that the WSDL
    /// does not have; with [`Step::Request`] for a header that HTTP forbids, and for certificates that are none.
    pub fn build(self) -> Result<C, Error> {
        self.choices.build().map(C::from)
    }
}

impl Choices {
    fn refuse(&mut self, problem: Error) {
        self.problem.get_or_insert(problem);
    }

    /// Makes the transports that need to be told of the root certificates.
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    fn set_roots(&mut self) -> Result<(), Error> {
        let Some(pem) = self.roots.take() else {
            return Ok(());
        };
        let told = |error: crate::transport::TransportError| error.into_error(&Default::default());
        #[cfg(feature = "reqwest")]
        if self.awaited.is_none() {
            let limit = self.settings.connect_timeout;
            let made = crate::transport::Reqwest::with_roots(limit, &pem).map_err(told)?;
            self.awaited = Some(Arc::new(made));
        }
        #[cfg(feature = "blocking")]
        if self.blocking.is_none() {
            let made = crate::transport::Ureq::with_roots(&pem).map_err(told)?;
            self.blocking = Some(Arc::new(made));
        }
        Ok(())
    }

    fn build(mut self) -> Result<Client, Error> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        #[cfg(any(feature = "reqwest", feature = "blocking"))]
        self.set_roots()?;
        let service = self.service;
        let port = match &self.port {
            Some(name) => Some(
                service
                    .ports
                    .iter()
                    .find(|port| port.name == name)
                    .ok_or_else(|| {
                        let known: Vec<&str> = service.ports.iter().map(|port| port.name).collect();
                        let reason = format!(
                            "{} has no port `{name}`, but {}",
                            service.name,
                            known.join(", ")
                        );
                        Error::not_sent(Step::Endpoint, "", reason)
                    })?,
            ),
            None => match self.version {
                Some(version) => service
                    .ports
                    .iter()
                    .find(|port| port.protocol.version() == Some(version)),
                None => None,
            }
            .or(service.default_port()),
        };
        let address = self
            .endpoint
            .as_deref()
            .or(port.map(|port| port.address))
            .unwrap_or("");
        let endpoint =
            Endpoint::parse(address).map_err(|why| Error::not_sent(Step::Endpoint, "", why))?;
        let version = self
            .version
            .or(port.and_then(|port| port.protocol.version()))
            .unwrap_or_default();
        self.settings.settle(port);
        let client = Client::with(service, version, Ok(endpoint), self.settings);
        if let Some(transport) = self.awaited {
            client.set_transport(transport);
        }
        #[cfg(feature = "blocking")]
        if let Some(transport) = self.blocking {
            client.set_blocking_transport(transport);
        }
        Ok(client)
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("service", &self.choices.service.name)
            .finish_non_exhaustive()
    }
}

/// A header out of what a caller gave. Neither name nor value is repeated in the error: the value may be a secret.
///
/// # Errors
/// [`Error::NotSent`] with [`Step::Request`].
pub(crate) fn header<N, V>(name: N, value: V) -> Result<(HeaderName, HeaderValue), Error>
where
    N: TryInto<HeaderName>,
    V: TryInto<HeaderValue>,
{
    match (name.try_into(), value.try_into()) {
        (Ok(name), Ok(value)) => Ok((name, value)),
        (Ok(name), Err(_)) => Err(Error::not_sent(
            Step::Request,
            "",
            format!("the value of the header `{name}` holds characters that HTTP forbids"),
        )),
        (Err(_), _) => Err(Error::not_sent(
            Step::Request,
            "",
            "a header's name holds characters that HTTP forbids",
        )),
    }
}
