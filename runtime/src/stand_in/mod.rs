//! A service that stands in for the real one, over real HTTP on loopback: what tests of calling code stand on.
//!
//! It has a thread of its own, so that tests need no runtime, and answers by both versions of SOAP: whichever a request
//! is of.
//!
//! ```ignore
//! let service = StandIn::new()
//!     .on(&operations::CANCEL_JOB, |request: CancelJob| match request.token.as_deref() {
//!         Some("secret") => Ok(CancelJobResponse::new().cancel_job_result(true)),
//!         _ => Err(Fault::sender("invalid login token")),
//!     })
//!     .start()?;
//! let client = CommandWebServiceClient::builder().endpoint(service.url()).build()?;
//! ```

mod dispatch;
mod serve;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};

use self::dispatch::Served;
use crate::fault::Fault;
use crate::operation::Operation;
use crate::xml::Item;

/// A service in the making: operations, and what answers them.
#[derive(Default)]
#[must_use = "a stand-in does nothing until it is started"]
pub struct StandIn {
    served: Vec<Served>,
    wsdl: Option<String>,
}

impl StandIn {
    /// A service without operations: it answers every request with a fault.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers `operation` by `handler`, which may block: each request has a thread of its own while it is handled. A
    /// later handler for the same operation takes the place of an earlier one.
    pub fn on<I, O, F>(mut self, operation: &Operation<I, O>, handler: F) -> Self
    where
        I: Item<'static> + 'static,
        O: Item<'static> + 'static,
        F: Fn(I) -> Result<O, Fault> + Send + Sync + 'static,
    {
        self.served
            .retain(|served| served.name() != operation.name());
        self.served.push(Served::new(operation, handler));
        self
    }

    /// The document to give out at `?wsdl`. Without one that address is not found.
    pub fn wsdl(mut self, document: impl Into<String>) -> Self {
        self.wsdl = Some(document.into());
        self
    }

    /// Starts the service at a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When the operating system has no port or no thread to give.
    pub fn start(self) -> io::Result<Running> {
        serve::start(self)
    }
}

impl fmt::Debug for StandIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations: Vec<&str> = self.served.iter().map(Served::name).collect();
        f.debug_struct("StandIn")
            .field("operations", &operations)
            .finish_non_exhaustive()
    }
}

/// A service at work. It ends when this is dropped: requests being answered get a second to end.
pub struct Running {
    address: SocketAddr,
    log: Log,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Running {
    /// Where the service is: the endpoint for a client.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The requests that were answered so far, in the order of their answers.
    pub fn requests(&self) -> Vec<Recorded> {
        self.log.all()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone only when the service ended by itself.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// A request that a stand-in answered. Headers and body hold what the client sent, secrets included.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The HTTP method.
    pub method: Method,
    /// Path and query.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The name of the operation that answered; `None` when none did.
    pub operation: Option<&'static str>,
    /// The status of the answer.
    pub status: StatusCode,
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("method", &self.method)
            .field("operation", &self.operation)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The requests so far, shared with the service's thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<Recorded>>>);

impl Log {
    fn add(&self, recorded: Recorded) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(recorded);
    }

    fn all(&self) -> Vec<Recorded> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
