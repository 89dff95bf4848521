//! Making calls, counting them, comparing what comes back.

use std::fmt::{self, Debug};
use std::panic::Location;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use wsdl_runtime::generated::{Client, ClientBuilder, Item};
use wsdl_runtime::{Call, CallWithMetadata, Error, Fault, Response, Wire};

#[derive(Clone, Copy, PartialEq)]
pub enum Version {
    Soap11,
    Soap12,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    Awaited,
    Blocking,
}

/// One round over all operations: in one version of SOAP, over one transport.
pub struct Run {
    base: String,
    pub version: Version,
    pub way: Way,
    runtime: tokio::runtime::Runtime,
    /// What was sent since it was last looked at: `service element version`, or `service operation method` without an envelope.
    sent: Arc<Mutex<Option<String>>>,
    pub wrong: u32,
}

impl Run {
    pub fn new(base: &str, version: Version, way: Way) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        Self {
            base: base.trim_end_matches('/').to_owned(),
            version,
            way,
            runtime: runtime.unwrap_or_else(|e| panic!("{e}")),
            sent: Arc::default(),
            wrong: 0,
        }
    }

    pub fn is_12(&self) -> bool {
        self.version == Version::Soap12
    }

    /// A client of a service at this path, in the version of this round; `service` is the name of its generated module.
    pub fn client<C: From<Client>>(
        &self,
        service: &str,
        path: &str,
        builder: ClientBuilder<C>,
    ) -> C {
        let builder = self.noting(service, path, builder);
        let builder = match self.version {
            Version::Soap11 => builder.soap11(),
            Version::Soap12 => builder.soap12(),
        };
        builder.build().unwrap_or_else(|e| panic!("{e}"))
    }

    /// A client of a service at this path by a binding without envelopes.
    pub fn http<C: From<Client>>(&self, service: &str, path: &str, builder: ClientBuilder<C>) -> C {
        let builder = self.noting(service, path, builder);
        builder.build().unwrap_or_else(|e| panic!("{e}"))
    }

    fn noting<C: From<Client>>(
        &self,
        service: &str,
        path: &str,
        builder: ClientBuilder<C>,
    ) -> ClientBuilder<C> {
        let (sent, service) = (Arc::clone(&self.sent), service.to_owned());
        let version = self.version.to_string();
        let shown = std::env::var_os("INTEROP_WIRE").is_some();
        let note = move |wire: Wire<'_>| {
            if shown {
                eprintln!("{wire}\n");
            }
            if let Wire::Request(request) = wire {
                let element = crate::replay::element(&String::from_utf8_lossy(request.body()));
                let said = match element {
                    Some(element) => Some(format!("{service} {element} {version}")),
                    None => without_envelope(request).map(|said| format!("{service} {said}")),
                };
                *sent.lock().unwrap_or_else(PoisonError::into_inner) = said;
            }
        };
        builder
            .endpoint(format!("{}{path}", self.base))
            .timeout(Duration::from_secs(60))
            .wire(note)
    }

    /// Makes a call.
    pub fn call<O: Item>(&self, call: Call<O>) -> Result<O, Error> {
        match self.way {
            Way::Awaited => self.runtime.block_on(call),
            Way::Blocking => call.blocking(),
        }
    }

    /// Makes a call and compares what it returns.
    #[track_caller]
    pub fn equal<O, V>(&mut self, call: Call<O>, take: impl FnOnce(O) -> V, expected: V)
    where
        O: Item,
        V: PartialEq + Debug,
    {
        match self.call(call).map(take) {
            Ok(got) if got == expected => self.passed(),
            Ok(got) => self.complain(&format!("expected {expected:?}\n  got      {got:?}")),
            Err(error) => self.complain(&format!("{error} ({error:?})")),
        }
    }

    /// Compares what was taken from an answer.
    #[track_caller]
    pub fn check<V: PartialEq + Debug>(&mut self, got: V, expected: V) {
        if got != expected {
            self.complain(&format!("expected {expected:?}\n  got      {got:?}"));
        }
    }

    /// Makes a call whose result must be right; returns it.
    #[track_caller]
    pub fn holds<O: Item + Debug>(
        &mut self,
        call: Call<O>,
        is_right: impl FnOnce(&O) -> bool,
    ) -> Option<O> {
        match self.call(call) {
            Ok(got) if is_right(&got) => {
                self.passed();
                Some(got)
            }
            other => {
                self.complain(&format!("not the answer that it should be: {other:?}"));
                None
            }
        }
    }

    /// Makes a call whose result and what came around it must be right.
    #[track_caller]
    pub fn response<O: Item + Debug>(
        &mut self,
        call: CallWithMetadata<O>,
        is_right: impl FnOnce(&Response<O>) -> bool,
    ) {
        let answer = match self.way {
            Way::Awaited => self.runtime.block_on(call),
            Way::Blocking => call.blocking(),
        };
        match answer {
            Ok(response) if is_right(&response) => self.passed(),
            other => self.complain(&format!("not the answer that it should be: {other:?}")),
        }
    }

    /// Makes a call that must end in a fault.
    #[track_caller]
    pub fn fault<O: Item + Debug>(
        &mut self,
        call: Call<O>,
        is_right: impl FnOnce(&Fault) -> bool,
    ) {
        match self.call(call) {
            Err(Error::Fault(fault)) if is_right(&fault) => self.passed(),
            other => self.complain(&format!("not the fault that it should be: {other:?}")),
        }
    }

    /// Makes a call that must fail otherwise.
    #[track_caller]
    pub fn error<O: Item + Debug>(
        &mut self,
        call: Call<O>,
        is_right: impl FnOnce(&Error) -> bool,
    ) {
        match self.call(call) {
            Err(error) if is_right(&error) => self.passed(),
            other => self.complain(&format!("not the error that it should be: {other:?}")),
        }
    }

    /// Makes a call that must time out: the service takes longer than the call may.
    #[track_caller]
    pub fn late<O: Item + Debug>(&mut self, call: Call<O>) {
        self.error(call.timeout(Duration::from_millis(300)), Error::is_timeout);
    }

    /// Makes a call that must end in this HTTP status, without SOAP.
    #[track_caller]
    pub fn status<O: Item + Debug>(&mut self, call: Call<O>, status: u16) {
        self.error(
            call,
            |error| matches!(error, Error::HttpStatus(http) if http.status == status),
        );
    }

    fn took(&self) -> String {
        let sent = self
            .sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        sent.unwrap_or_else(|| "nothing sent".to_owned())
    }

    fn passed(&self) {
        println!("CALLED {} {}", self.took(), self.way);
    }

    #[track_caller]
    fn complain(&mut self, what: &str) {
        self.wrong += 1;
        let at = Location::caller();
        let (sent, way) = (self.took(), self.way);
        println!("WRONG {sent}, {way}, at {at}: {what}");
    }
}

/// `operation method` of a request without an envelope.
fn without_envelope(request: &http::Request<bytes::Bytes>) -> Option<String> {
    let form = "application/x-www-form-urlencoded";
    let sent = request.headers().get("content-type");
    let is_form = sent.is_some_and(|media| media == form);
    if request.method() != http::Method::GET && !is_form {
        return None;
    }
    let (_, operation) = request.uri().path().rsplit_once('/')?;
    Some(format!("{operation} {}", request.method()))
}

/// A value out of its text.
pub fn parse<T: FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Version::Soap11 => "1.1",
            Version::Soap12 => "1.2",
        })
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Way::Awaited => "reqwest",
            Way::Blocking => "ureq",
        })
    }
}
