//! A service that stands in for the real one, over real HTTP on loopback: what tests of calling code stand on.
//!
//! It has a thread of its own, so that tests need no runtime, and answers by both versions of SOAP, whichever a request is of;
//! operations of ports for HTTP GET and POST it answers at their locations, with a document and no envelope.
//!
//! Where the recipe says `stand_in = true`, generated code has a trait with a method per operation; what implements it is
//! served:
//!
//! ```ignore
//! struct Accepting;
//!
//! impl CommandWebServiceStandIn for Accepting {
//!     fn cancel_job(&self, request: CancelJob) -> Result<CancelJobResponse, Fault> {
//!         match request.token.as_deref() {
//!             Some("secret") => Ok(CancelJobResponse::new().cancel_job_result(true)),
//!             _ => Err(Fault::sender("invalid login token")),
//!         }
//!     }
//! }
//!
//! let service = CommandWebServiceClient::stand_in(Accepting).start()?;
//! let client = CommandWebServiceClient::builder().endpoint(service.url()).build()?;
//! service.trouble_with(&operations::CANCEL_JOB, Trouble::Drop);
//! assert!(client.cancel_job(request).await.is_err());
//! ```
//! Without it, [`StandIn::on`] takes a closure for an operation, and [`StandIn::script`] answers to be given one after another.

mod answered;
mod body;
mod dispatch;
mod form;
mod headers;
mod page;
mod recorded;
mod serve;
mod served;
mod soap;
mod trouble;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub use self::headers::Headers;
pub use self::recorded::Recorded;
pub use self::trouble::Trouble;

use self::recorded::Log;
use self::served::Served;
use self::trouble::Troubles;
use crate::fault::Fault;
use crate::operation::{Operation, Service};
use crate::xml::Item;

/// A service in the making: operations, and what answers them.
#[derive(Default)]
#[must_use = "a stand-in does nothing until it is started"]
pub struct StandIn {
    served: Vec<Served>,
    service: Option<&'static Service>,
    wsdl: Option<String>,
}

impl StandIn {
    /// A service without operations: it answers every request with a fault.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same for a service that is described: where its WSDL is given out, the addresses of its ports are the stand-in's own.
    pub fn of(service: &'static Service) -> Self {
        StandIn {
            service: Some(service),
            ..Self::default()
        }
    }

    /// Answers `operation` by `handler`, which may block: each request has a thread of its own while it is handled. A
    /// later handler for the same operation takes the place of an earlier one.
    pub fn on<I, O, F>(self, operation: &Operation<I, O>, handler: F) -> Self
    where
        I: Item + 'static,
        O: Item + 'static,
        F: Fn(I) -> Result<O, Fault> + Send + Sync + 'static,
    {
        self.on_with_headers(operation, move |request, _| handler(request))
    }

    /// As [`on`](Self::on), for a handler that reads the SOAP header of the request, or writes one into its answer.
    pub fn on_with_headers<I, O, F>(mut self, operation: &Operation<I, O>, handler: F) -> Self
    where
        I: Item + 'static,
        O: Item + 'static,
        F: Fn(I, &mut Headers) -> Result<O, Fault> + Send + Sync + 'static,
    {
        self.served.retain(|served| !served.is(operation));
        self.served.push(Served::new(operation, handler));
        self
    }

    /// Answers `operation` by these, one after another. When they are used up it answers with a fault that says so.
    pub fn script<I, O, A>(self, operation: &Operation<I, O>, answers: A) -> Self
    where
        I: Item + 'static,
        O: Item + Send + 'static,
        A: IntoIterator<Item = Result<O, Fault>>,
    {
        let answers: std::collections::VecDeque<_> = answers.into_iter().collect();
        let answers = Mutex::new(answers);
        let name = operation.name();
        self.on(operation, move |_| {
            let next = answers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop_front();
            let over = || Fault::receiver(format!("the script for {name} is over"));
            next.unwrap_or_else(|| Err(over()))
        })
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
    troubles: Troubles,
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

    /// What happens to the next request that no earlier trouble is for. Troubles are used up one by one, in the order in which
    /// they were given; after them all is well again.
    pub fn trouble(&self, trouble: Trouble) {
        self.troubles.any(trouble);
    }

    /// As [`trouble`](Self::trouble), for the next request of one operation.
    pub fn trouble_with<I, O>(&self, operation: &Operation<I, O>, trouble: Trouble) {
        self.troubles.of(operation, trouble);
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

/// What a method answers that was not implemented.
#[doc(hidden)]
pub fn unanswered(operation: &str) -> Fault {
    Fault::receiver(format!("the stand-in does not answer {operation}"))
}
