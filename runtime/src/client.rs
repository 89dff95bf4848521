//! The client that every generated client wraps.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::HeaderMap;

use crate::endpoint::Endpoint;
use crate::envelope::{Block, HeaderBlock, Mtom};
use crate::error::{Error, Step};
use crate::hook::Hooks;
use crate::limits::Limits;
use crate::operation::{Port, Service, SoapVersion};
#[cfg(feature = "blocking")]
use crate::transport::BlockingTransport;
use crate::transport::Transport;
use crate::ws::Security;

/// A client of one port type of a service. Generated clients wrap it and add a method per operation.
///
/// Cloning is cheap: clones share connections, cookies and settings.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

/// What the clones of a client share.
struct Inner {
    service: &'static Service,
    version: SoapVersion,
    endpoint: Result<Arc<Endpoint>, &'static str>,
    settings: Settings,
    awaited: OnceLock<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking: OnceLock<Arc<dyn BlockingTransport>>,
}

/// How a client makes its calls.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) timeout: Option<Duration>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) headers: HeaderMap,
    /// Blocks for the SOAP header of each request.
    pub(crate) blocks: Vec<Block>,
    pub(crate) limits: Limits,
    pub(crate) strict: bool,
    pub(crate) refuse_must_understand: bool,
    #[cfg(feature = "validate")]
    pub(crate) validate_requests: bool,
    pub(crate) hooks: Hooks,
    /// Which values are attachments, where it is not up to the port.
    pub(crate) mtom: Option<Mtom>,
    pub(crate) security: Security,
    /// Whether WS-Addressing is used, where it is not up to the WSDL.
    pub(crate) addressing: Option<bool>,
    #[cfg(feature = "cookies")]
    pub(crate) cookies: crate::Cookies,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            timeout: Some(Duration::from_secs(100)),
            connect_timeout: Some(Duration::from_secs(10)),
            headers: HeaderMap::new(),
            blocks: Vec::new(),
            limits: Limits::default(),
            strict: false,
            refuse_must_understand: false,
            #[cfg(feature = "validate")]
            validate_requests: false,
            hooks: Hooks::default(),
            mtom: None,
            security: Security::default(),
            addressing: None,
            #[cfg(feature = "cookies")]
            cookies: crate::Cookies::default(),
        }
    }
}

impl Settings {
    /// Leaves to the port what the caller did not choose.
    pub(crate) fn settle(&mut self, port: Option<&Port>) {
        let asked = port.is_some_and(|port| port.mtom);
        let by_port = || match asked {
            true => Mtom::From(MTOM_FROM),
            false => Mtom::default(),
        };
        self.mtom.get_or_insert_with(by_port);
    }
}

/// Bytes from which on values are attachments, where a port asks for MTOM: less are shorter as base64.
const MTOM_FROM: usize = 1024;

impl Client {
    /// A client of `service` with all defaults: the first SOAP 1.1 port of the WSDL, else its first port, at the address
    /// given there. That address is looked at by the first call.
    pub fn new(service: &'static Service) -> Self {
        let port = service.default_port();
        let address = port.map_or("", |port| port.address);
        let version = port.and_then(|port| port.protocol.version());
        let version = version.unwrap_or_default();
        let mut settings = Settings::default();
        settings.settle(port);
        Client::with(service, version, Endpoint::parse(address), settings)
    }

    pub(crate) fn with(
        service: &'static Service,
        version: SoapVersion,
        endpoint: Result<Endpoint, &'static str>,
        settings: Settings,
    ) -> Self {
        let inner = Inner {
            service,
            version,
            endpoint: endpoint.map(Arc::new),
            settings,
            awaited: OnceLock::new(),
            #[cfg(feature = "blocking")]
            blocking: OnceLock::new(),
        };
        Client {
            inner: Arc::new(inner),
        }
    }

    /// With the caller's transport for awaited calls; for a client fresh from [`with`](Self::with).
    pub(crate) fn set_transport(&self, transport: Arc<dyn Transport>) {
        let _ = self.inner.awaited.set(transport);
    }

    /// With the caller's transport for blocking calls; for a client fresh from [`with`](Self::with).
    #[cfg(feature = "blocking")]
    pub(crate) fn set_blocking_transport(&self, transport: Arc<dyn BlockingTransport>) {
        let _ = self.inner.blocking.set(transport);
    }

    /// The service that the client was generated for.
    pub fn service(&self) -> &'static Service {
        self.inner.service
    }

    /// The version of SOAP that the client speaks.
    pub fn version(&self) -> SoapVersion {
        self.inner.version
    }

    /// The cookies of the client and all its clones.
    #[cfg(feature = "cookies")]
    pub fn cookies(&self) -> &crate::Cookies {
        &self.inner.settings.cookies
    }

    /// A client that sends this block in the SOAP header of each request, in place of the one it sent of that name: a session that
    /// was opened. Connections and cookies are shared with this one.
    ///
    /// ```ignore
    /// let session = SessionHeader::new().session_id(login.session_id);
    /// let client = ShopClient::from(client.as_ref().with_soap_header(operations::SESSION_HEADER.with(session))?);
    /// ```
    ///
    /// # Errors
    /// [`Error::NotWritable`] for content that cannot be written.
    pub fn with_soap_header(&self, block: impl Into<HeaderBlock>) -> Result<Client, Error> {
        let block = block.into().into_block()?;
        let mut settings = self.settings().clone();
        settings.blocks.retain(|known| known.name != block.name);
        settings.blocks.push(block);
        let inner = Inner {
            service: self.inner.service,
            version: self.inner.version,
            endpoint: self.inner.endpoint.clone(),
            settings,
            awaited: self.inner.awaited.clone(),
            #[cfg(feature = "blocking")]
            blocking: self.inner.blocking.clone(),
        };
        Ok(Client {
            inner: Arc::new(inner),
        })
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// # Errors
    /// [`Error::NotSent`] with [`Step::Endpoint`].
    pub(crate) fn endpoint(&self) -> Result<&Arc<Endpoint>, Error> {
        self.inner
            .endpoint
            .as_ref()
            .map_err(|why| Error::not_sent(Step::Endpoint, "", *why))
    }

    /// The transport for awaited calls; made when it is first needed.
    ///
    /// # Errors
    /// [`Error::NotSent`] with [`Step::Request`] when there is none or it cannot be made.
    pub(crate) fn transport(&self) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = self.inner.awaited.get() {
            return Ok(Arc::clone(transport));
        }
        #[cfg(feature = "reqwest")]
        {
            let made = crate::transport::Reqwest::new(self.settings().connect_timeout)
                .map_err(|e| e.into_error(&Default::default()))?;
            Ok(Arc::clone(
                self.inner.awaited.get_or_init(|| Arc::new(made)),
            ))
        }
        #[cfg(not(feature = "reqwest"))]
        Err(Error::not_sent(
            Step::Request,
            "",
            "there is no transport: enable the feature `reqwest`, or give one",
        ))
    }

    /// The transport for blocking calls; made when it is first needed.
    #[cfg(feature = "blocking")]
    pub(crate) fn blocking_transport(&self) -> Arc<dyn BlockingTransport> {
        Arc::clone(
            self.inner
                .blocking
                .get_or_init(|| Arc::new(crate::transport::Ureq::new())),
        )
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.inner.service.name)
            .field("version", &self.inner.version)
            .field(
                "endpoint",
                &self.inner.endpoint.as_ref().map_or("", |e| &e.shown),
            )
            .finish_non_exhaustive()
    }
}
