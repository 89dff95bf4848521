//! A service as if generated, a server that answers whatever a test wants, and both ways to call.
#![allow(
    dead_code,
    unreachable_pub,
    unused_variables,
    reason = "each test file uses its part"
)]

pub mod jobs;
pub mod raw;
pub mod service;

use std::fmt::Debug;

use wsdl_runtime::{Call, Error, Response};

/// Makes a call by every transport that the features bring, and checks each result.
pub fn each<O, C, F>(call: C, check: F)
where
    O: wsdl_runtime::xml::Item + Debug,
    C: Fn() -> Call<O>,
    F: Fn(&str, Result<Response<O>, Error>),
{
    #[cfg(feature = "reqwest")]
    check("reqwest", block_on(call().with_metadata()));
    #[cfg(feature = "blocking")]
    check("ureq", call().with_metadata().blocking());
}

/// As [`each`], for calls that must fail.
pub fn each_error<O, C, F>(call: C, check: F)
where
    O: wsdl_runtime::xml::Item + Debug,
    C: Fn() -> Call<O>,
    F: Fn(&str, Error),
{
    each(call, |by, result| check(by, result.expect_err(by)));
}

/// Awaits on this thread.
#[cfg(feature = "reqwest")]
pub fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}
