//! Long jobs: what one operation starts, others ask about, and one ends before its time.
//!
//! A recipe says which operations those are; generated code then has a struct for the job:
//!
//! ```ignore
//! let job = DataJob::publish_data(&client, request).await?;
//! let waited = job.wait(Poll::default().limit(Duration::from_secs(600))).await?;
//! match waited.end {
//!     End::Complete => println!("{:?}", waited.status),
//!     End::TimeOver => { job.cancel().await?; }
//!     End::Cancelled => {}
//! }
//! ```
//! Header parts that the operations take go with each call (`job.status().soap_header(..)`), or with all calls of the client that the
//! job was started by ([`ClientBuilder::soap_header`](crate::ClientBuilder::soap_header)): those that waiting makes, too.
//!
//! A job is a handle and no more: dropping it, or giving up the wait, leaves the service's job alone.

mod macros;
mod poll;
mod wait;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task;

pub use self::poll::{Cancellation, Poll};
pub use self::wait::{End, Waited, Waiting};

use crate::call::Call;
use crate::envelope::HeaderBlock;
use crate::error::{Error, NotAsDescribed};
use crate::xml::Item;

/// A job of a service. Generated structs implement it, so that code may take any of them.
pub trait Job: Clone + Send + Sync + 'static {
    /// What tells whether the job has ended.
    type Complete: Item + Send + 'static;
    /// What tells more about it.
    type Status: Item + Send + 'static;
    /// What the service answers to a request to end it.
    type Cancelled: Item + Send + 'static;

    /// Asks whether the job has ended, in whichever way.
    fn is_complete(&self) -> CallInto<Self::Complete, bool>;

    /// Asks what is known of the job.
    fn status(&self) -> Call<Self::Status>;

    /// Asks the service to end the job. That it takes the request does not mean that the job has ended.
    fn cancel(&self) -> Call<Self::Cancelled>;

    /// Waits until the job has ended, asking again and again.
    fn wait(&self, poll: Poll) -> Waiting<Self> {
        Waiting::new(self.clone(), poll)
    }
}

/// A call whose answer becomes something else: sent when it is awaited.
#[must_use = "a call is only sent when it is awaited"]
pub struct CallInto<O, T> {
    call: Call<O>,
    into: Option<Box<Into<O, T>>>,
}

type Into<O, T> = dyn FnOnce(O) -> Result<T, Error> + Send;

impl<O, T> CallInto<O, T> {
    #[doc(hidden)]
    pub fn new(call: Call<O>, into: impl FnOnce(O) -> Result<T, Error> + Send + 'static) -> Self {
        CallInto {
            call,
            into: Some(Box::new(into)),
        }
    }
}

impl<O, T> CallInto<O, T> {
    /// As [`Call::soap_header`].
    pub fn soap_header(mut self, block: impl std::convert::Into<HeaderBlock>) -> Self {
        self.call = self.call.soap_header(block);
        self
    }
}

impl<O: Item, T> CallInto<O, T> {
    /// As [`Call::blocking`].
    ///
    /// # Errors
    /// As awaiting the call.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Result<T, Error> {
        finish(self.into, self.call.blocking())
    }
}

impl<O: Item, T> Future for CallInto<O, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> task::Poll<Self::Output> {
        let answer = Pin::new(&mut self.call).poll(cx);
        answer.map(|answer| finish(self.into.take(), answer))
    }
}

fn finish<O, T>(into: Option<Box<Into<O, T>>>, answer: Result<O, Error>) -> Result<T, Error> {
    let answer = answer?;
    match into {
        Some(into) => into(answer),
        None => Err(unlike("the call is over already")),
    }
}

impl<O, T> fmt::Debug for CallInto<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallInto").finish_non_exhaustive()
    }
}

fn unlike(reason: &str) -> Error {
    Error::NotAsDescribed(Box::new(NotAsDescribed {
        path: String::new(),
        offset: None,
        reason: reason.to_owned(),
    }))
}

/// The name of a job, as a service gives it.
#[doc(hidden)]
pub trait Identifier: Sized {
    /// Whether there is one.
    fn is_given(&self) -> bool {
        true
    }

    /// Itself, if there is one.
    ///
    /// # Errors
    /// [`Error::NotAsDescribed`] at this member.
    fn given(self, member: &str) -> Result<Self, Error> {
        if self.is_given() {
            return Ok(self);
        }
        Err(Error::NotAsDescribed(Box::new(NotAsDescribed {
            path: member.to_owned(),
            offset: None,
            reason: String::from("the service started a job and did not name it"),
        })))
    }
}

impl Identifier for String {
    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}
impl Identifier for i32 {}
impl Identifier for i64 {}
impl Identifier for i128 {}
impl Identifier for u32 {}
impl Identifier for u64 {}
impl<T: Identifier> Identifier for Option<T> {
    fn is_given(&self) -> bool {
        self.as_ref().is_some_and(T::is_given)
    }
}

/// An answer that is yes or no, and may be missing.
#[doc(hidden)]
pub trait Flag {
    /// Whether it is yes.
    fn is_set(&self) -> bool;
}

impl Flag for bool {
    fn is_set(&self) -> bool {
        *self
    }
}

impl Flag for Option<bool> {
    fn is_set(&self) -> bool {
        *self == Some(true)
    }
}
