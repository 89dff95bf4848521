//! Waiting for the end of a job.

use std::fmt;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::pin;
use std::time::{Duration, Instant};

use super::Job;
use super::poll::Poll;
use crate::error::Error;

/// A wait for the end of a job: it begins when it is awaited.
#[must_use = "a wait only begins when it is awaited"]
pub struct Waiting<J> {
    job: J,
    poll: Poll,
}

/// What came of a wait.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Waited<S> {
    /// Why it is over.
    pub end: End,
    /// What the service told of the job at the end.
    pub status: S,
}

/// Why a wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// The job has ended: well or badly, which its status tells.
    Complete,
    /// The job has ended after its end was requested by [`Poll::cancel_on`].
    Cancelled,
    /// The time of [`Poll::limit`] is over. The job goes on.
    TimeOver,
}

impl<J: Job> Waiting<J> {
    pub(super) fn new(job: J, poll: Poll) -> Self {
        Waiting { job, poll }
    }

    /// Waits on this thread; needs no async runtime, and should not be used inside of one.
    ///
    /// # Errors
    /// A question that failed for good, or too often in a row.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Result<Waited<J::Status>, Error> {
        let Waiting { job, poll } = self;
        let mut course = Course::new(poll);
        loop {
            if course.cancels() {
                job.cancel().blocking()?;
            }
            match course.next(job.is_complete().blocking())? {
                Next::Over(end) => {
                    let status = job.status().blocking()?;
                    return Ok(Waited { end, status });
                }
                Next::Pause(time) => match course.watched() {
                    Some(cancellation) => cancellation.sleep(time),
                    None => std::thread::sleep(time),
                },
            }
        }
    }
}

impl<J: Job> IntoFuture for Waiting<J> {
    type Output = Result<Waited<J::Status>, Error>;
    type IntoFuture = crate::transport::BoxFuture<'static, Self::Output>;

    /// With the feature `reqwest` it sleeps by the timers of tokio, else by threads of its own.
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(wait(self.job, self.poll))
    }
}

async fn wait<J: Job>(job: J, poll: Poll) -> Result<Waited<J::Status>, Error> {
    let mut course = Course::new(poll);
    loop {
        if course.cancels() {
            job.cancel().await?;
        }
        match course.next(job.is_complete().await)? {
            Next::Over(end) => {
                let status = job.status().await?;
                return Ok(Waited { end, status });
            }
            Next::Pause(time) => course.pause(time).await,
        }
    }
}

/// The way of a wait, whoever sleeps.
struct Course {
    poll: Poll,
    began: Instant,
    pause: Duration,
    failed: u32,
    cancelled: bool,
}

enum Next {
    Over(End),
    Pause(Duration),
}

impl Course {
    fn new(poll: Poll) -> Self {
        Course {
            began: Instant::now(),
            pause: poll.pause,
            failed: 0,
            cancelled: false,
            poll,
        }
    }

    /// Whether the job's end is to be asked for now; once.
    fn cancels(&mut self) -> bool {
        let now = self.watched().is_some_and(|c| c.is_requested());
        self.cancelled |= now;
        now
    }

    /// The request that may still come.
    fn watched(&self) -> Option<&super::Cancellation> {
        let cancellation = self.poll.cancellation.as_ref();
        cancellation.filter(|_| !self.cancelled)
    }

    /// What follows from an answer.
    ///
    /// # Errors
    /// The answer's, when asking again does not help, or did not.
    fn next(&mut self, answer: Result<bool, Error>) -> Result<Next, Error> {
        match answer {
            Ok(true) if self.cancelled => return Ok(Next::Over(End::Cancelled)),
            Ok(true) => return Ok(Next::Over(End::Complete)),
            Ok(false) => self.failed = 0,
            Err(error) if error.is_retryable() && self.failed < self.poll.failures => {
                self.failed += 1;
            }
            Err(error) => return Err(error),
        }
        let mut pause = self.pause;
        if let Some(limit) = self.poll.limit {
            let left = limit.saturating_sub(self.began.elapsed());
            if left.is_zero() {
                return Ok(Next::Over(End::TimeOver));
            }
            // The last question is asked when the time is over.
            pause = pause.min(left);
        }
        self.pause = self.pause.saturating_mul(2).min(self.poll.longest);
        Ok(Next::Pause(pause))
    }

    /// Sleeps, but not past the request to end the job.
    async fn pause(&self, time: Duration) {
        let mut sleep = pin!(sleep(time));
        poll_fn(|cx| match self.watched() {
            Some(cancellation) if cancellation.poll_requested(cx) => std::task::Poll::Ready(()),
            _ => sleep.as_mut().poll(cx),
        })
        .await;
    }
}

#[cfg(feature = "reqwest")]
async fn sleep(time: Duration) {
    tokio::time::sleep(time).await;
}

/// Without an async runtime that is known, a thread sleeps in the task's place.
#[cfg(not(feature = "reqwest"))]
async fn sleep(time: Duration) {
    let over = super::Cancellation::new();
    let alarm = over.clone();
    std::thread::spawn(move || {
        std::thread::sleep(time);
        alarm.request();
    });
    poll_fn(|cx| match over.poll_requested(cx) {
        true => std::task::Poll::Ready(()),
        false => std::task::Poll::Pending,
    })
    .await;
}

impl<J> fmt::Debug for Waiting<J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("poll", &self.poll)
            .finish_non_exhaustive()
    }
}
