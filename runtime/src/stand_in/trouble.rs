//! What goes wrong on purpose.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::StatusCode;

use crate::fault::Fault;
use crate::operation::Operation;

/// What goes wrong with one answer, for tests of what calling code then does: see [`Running::trouble`](super::Running::trouble).
#[derive(Clone)]
#[non_exhaustive]
pub enum Trouble {
    /// The answer is right and comes this much later.
    Delay(Duration),
    /// The connection is closed and nothing is answered. The operation has been carried out.
    Drop,
    /// An HTTP answer that is no SOAP, as proxies and overloaded servers give: a status and a page.
    Http(StatusCode, String),
    /// A fault in place of the answer. The operation is not carried out.
    Fault(Fault),
    /// The answer ends after so many bytes of its body, though its head announced all of them.
    Truncate(usize),
}

impl fmt::Debug for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Delay(time) => f.debug_tuple("Delay").field(time).finish(),
            Trouble::Drop => f.write_str("Drop"),
            Trouble::Http(status, _) => f.debug_tuple("Http").field(status).finish_non_exhaustive(),
            Trouble::Fault(fault) => f.debug_tuple("Fault").field(fault).finish(),
            Trouble::Truncate(bytes) => f.debug_tuple("Truncate").field(bytes).finish(),
        }
    }
}

/// The troubles to come, each for one request; shared by the handle and the service's thread.
#[derive(Clone, Default)]
pub(super) struct Troubles(Arc<Mutex<VecDeque<Planned>>>);

/// A trouble, and the operation that it is for: any where none is named.
type Planned = (Option<&'static str>, Trouble);

impl Troubles {
    /// For the next request that no earlier trouble is for.
    pub(super) fn any(&self, trouble: Trouble) {
        self.add(None, trouble);
    }

    /// For the next request of this operation.
    pub(super) fn of<I, O>(&self, operation: &Operation<I, O>, trouble: Trouble) {
        self.add(Some(operation.name()), trouble);
    }

    /// The trouble for a request that is about to be handled.
    pub(super) fn take(&self, operation: Option<&str>) -> Option<Trouble> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = |of: &Option<&str>| of.is_none() || *of == operation;
        let place = all.iter().position(|(of, _)| mine(of))?;
        all.remove(place).map(|(_, trouble)| trouble)
    }

    fn add(&self, operation: Option<&'static str>, trouble: Trouble) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_back((operation, trouble));
    }
}
