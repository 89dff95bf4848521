//! How a job is asked about, and how its end is asked for.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

/// How often a job is asked whether it has ended, and for how long.
///
/// ```
/// use std::time::Duration;
/// use wsdl_runtime::job::Poll;
/// // After 2 s, 4 s, 8 s, then each 10 s; for an hour.
/// let poll = Poll::every(Duration::from_secs(2))
///     .back_off(Duration::from_secs(10))
///     .limit(Duration::from_secs(3600));
/// # let _ = poll;
/// ```
#[derive(Clone, Debug)]
pub struct Poll {
    pub(super) pause: Duration,
    pub(super) longest: Duration,
    pub(super) limit: Option<Duration>,
    pub(super) failures: u32,
    pub(super) cancellation: Option<Cancellation>,
}

impl Poll {
    /// The first question at once, and one after each such pause.
    pub fn every(pause: Duration) -> Self {
        Poll {
            pause,
            longest: pause,
            limit: None,
            failures: 2,
            cancellation: None,
        }
    }

    /// Each pause is twice as long as the one before, but not longer than this.
    #[must_use]
    pub fn back_off(mut self, longest: Duration) -> Self {
        self.longest = longest.max(self.pause);
        self
    }

    /// The time after which the wait is over, whether the job has ended or not. Without it the wait lasts as long as the job.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// How many questions in a row may fail in such a way that asking again may help ([`Error::is_retryable`](crate::Error::is_retryable)): two, unless
    /// this says otherwise.
    #[must_use]
    pub fn failures(mut self, failures: u32) -> Self {
        self.failures = failures;
        self
    }

    /// Ends the job when this is requested. The wait goes on until the job has ended.
    #[must_use]
    pub fn cancel_on(mut self, cancellation: &Cancellation) -> Self {
        self.cancellation = Some(cancellation.clone());
        self
    }
}

/// Asks after 1 s, 2 s, 4 s, .., then each 30 s, without a limit.
impl Default for Poll {
    fn default() -> Self {
        Poll::every(Duration::from_secs(1)).back_off(Duration::from_secs(30))
    }
}

/// A request to end what is waited for, made from elsewhere: another task, a signal's handler, a button. Clones are the same request.
#[derive(Clone, Default)]
pub struct Cancellation(Arc<Inner>);

#[derive(Default)]
struct Inner {
    state: Mutex<State>,
    requested: Condvar,
}

#[derive(Default)]
struct State {
    requested: bool,
    waiting: Vec<Waker>,
}

impl Cancellation {
    /// A request that has not been made yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the request. Whoever waits learns of it at once.
    pub fn request(&self) {
        let mut state = self.state();
        state.requested = true;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        self.0.requested.notify_all();
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Whether the request has been made.
    pub fn is_requested(&self) -> bool {
        self.state().requested
    }

    /// The same; if not, the task is woken once it has.
    pub(super) fn poll_requested(&self, cx: &Context<'_>) -> bool {
        let mut state = self.state();
        if !state.requested && !state.waiting.iter().any(|w| w.will_wake(cx.waker())) {
            state.waiting.push(cx.waker().clone());
        }
        state.requested
    }

    /// Blocks for this long, or until the request is made.
    #[cfg(feature = "blocking")]
    pub(super) fn sleep(&self, time: Duration) {
        let waiting = |state: &mut State| !state.requested;
        let state = self.state();
        drop(self.0.requested.wait_timeout_while(state, time, waiting));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Cancellation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cancellation")
            .field("requested", &self.is_requested())
            .finish()
    }
}
