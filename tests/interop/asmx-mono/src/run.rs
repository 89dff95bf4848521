//! Making calls, counting them, comparing what comes back.

use std::fmt::{self, Debug};
use std::time::Duration;

use wsdl_runtime::generated::{Client, ClientBuilder, Item};
use wsdl_runtime::{Call, Error, Fault};

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

/// One round over all operations.
pub struct Run {
    base: String,
    pub version: Version,
    pub way: Way,
    service: &'static str,
    runtime: tokio::runtime::Runtime,
    pub wrong: u32,
}

impl Run {
    pub fn new(base: &str, version: Version, way: Way) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.unwrap_or_else(|e| panic!("{e}"));
        Self {
            base: base.trim_end_matches('/').to_owned(),
            version,
            way,
            service: "",
            runtime,
            wrong: 0,
        }
    }

    /// A client of the service at this page.
    pub fn client<C: From<Client>>(
        &mut self,
        service: &'static str,
        builder: ClientBuilder<C>,
    ) -> C {
        self.service = service;
        let builder = builder
            .endpoint(format!("{}/{service}.asmx", self.base))
            .timeout(Duration::from_secs(60));
        let builder = match self.version {
            Version::Soap11 => builder.soap11(),
            Version::Soap12 => builder.soap12(),
        };
        builder.build().unwrap_or_else(|e| panic!("{e}"))
    }

    /// Makes a call.
    pub fn call<O: Item<'static>>(&self, operation: &str, call: Call<O>) -> Result<O, Error> {
        let answer = match self.way {
            Way::Awaited => self.runtime.block_on(call),
            Way::Blocking => call.blocking(),
        };
        println!(
            "CALLED {} {operation} {} {}",
            self.service, self.version, self.way
        );
        answer
    }

    /// Makes a call and compares what it returns.
    pub fn equal<O, V>(
        &mut self,
        operation: &str,
        call: Call<O>,
        take: impl FnOnce(O) -> V,
        expected: V,
    ) where
        O: Item<'static>,
        V: PartialEq + Debug,
    {
        match self.call(operation, call).map(take) {
            Ok(got) if got == expected => {}
            Ok(got) => self.complain(
                operation,
                &format!("expected {expected:?}\n  got      {got:?}"),
            ),
            Err(error) => self.complain(operation, &format!("{error} ({error:?})")),
        }
    }

    /// Makes a call that must end in a fault.
    pub fn fault<O: Item<'static> + Debug>(
        &mut self,
        operation: &str,
        call: Call<O>,
        is_right: impl FnOnce(&Fault) -> bool,
    ) {
        match self.call(operation, call) {
            Err(Error::Fault(fault)) if is_right(&fault) => {}
            other => self.complain(
                operation,
                &format!("not the fault that it should be: {other:?}"),
            ),
        }
    }

    /// Makes a call that must fail otherwise.
    pub fn error<O: Item<'static> + Debug>(
        &mut self,
        operation: &str,
        call: Call<O>,
        is_right: impl FnOnce(&Error) -> bool,
    ) {
        match self.call(operation, call) {
            Err(error) if is_right(&error) => {}
            other => self.complain(
                operation,
                &format!("not the error that it should be: {other:?}"),
            ),
        }
    }

    pub fn complain(&mut self, operation: &str, what: &str) {
        self.wrong += 1;
        println!(
            "WRONG {} {operation} {} {}: {what}",
            self.service, self.version, self.way
        );
    }
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
