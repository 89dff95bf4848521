//! A call under way, and what comes of it.

mod response;
mod state;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

pub use self::response::Response;
pub(crate) use self::state::State;
use crate::builder::header;
use crate::client::Client;
use crate::envelope::HeaderBlock;
use crate::error::Error;
use crate::exchange::Arrived;
use crate::mime::Attachment;
use crate::operation::Operation;
use crate::ws::PasswordKind;
use crate::xml::{Item, Slot, View};

/// A call of an operation that returns an `O`: sent when it is awaited.
///
/// The request was written when the call was made, so a call borrows nothing: it can be sent to another task and joined
/// with others. Dropping it before its end gives it up; the service may have acted on it or not.
#[must_use = "a call is only sent when it is awaited"]
pub struct Call<O> {
    state: State,
    output: PhantomData<fn() -> O>,
}

/// A call whose result comes with what came around it: see [`Call::with_metadata`].
#[must_use = "a call is only sent when it is awaited"]
pub struct CallWithMetadata<O>(Call<O>);

impl Client {
    /// A call of `operation` with this request. It is written here and now; what cannot be written is told when the call
    /// is awaited.
    pub fn call<I, O>(&self, operation: &Operation<I, O>, request: &I) -> Call<O>
    where
        I: Item,
        O: Item,
    {
        Call {
            state: State::new(self, operation.about(), I::TABLE.names, request.as_view()),
            output: PhantomData,
        }
    }
}

// What depends on `O` is kept small here, since it is compiled once per operation: all work is `State`'s.
impl<O> Call<O> {
    /// The time that this call may take, in place of the client's; `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.state
            .set(|options| options.timeout = Some(limit.into()));
        self
    }

    /// An HTTP header for this call, in place of the client's of that name.
    pub fn header<N, V>(mut self, name: N, value: V) -> Self
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.state.set_header(header(name, value));
        self
    }

    /// A block for the SOAP header: a [`Header`](crate::Header) that the WSDL declares [with](crate::Header::with) its content, any
    /// value as a [`HeaderBlock`], or an [`Element`](crate::xml::Element). It goes in place of the client's block of that name; several of one name are all sent.
    pub fn soap_header(mut self, block: impl Into<HeaderBlock>) -> Self {
        self.state.add_block(block.into());
        self
    }

    /// As [`ClientBuilder::mtom`](crate::ClientBuilder::mtom), for this call.
    pub fn mtom(mut self, smallest: impl Into<Option<usize>>) -> Self {
        self.state
            .set(|options| options.mtom = Some(smallest.into().into()));
        self
    }

    /// Sends this along, as a part beside the envelope (SOAP with Attachments): what a `cid:` URL in the request refers to, as that
    /// of a `wsi:swaRef` (WS-I Attachments Profile 1.0, section 4), by the attachment's Content-ID. Attachments that the WSDL
    /// describes are members of the request.
    pub fn attach(mut self, attachment: Attachment) -> Self {
        self.state
            .set(|options| options.attachments.push(attachment));
        self
    }

    /// As [`ClientBuilder::username_token`](crate::ClientBuilder::username_token), for this call.
    pub fn username_token(
        mut self,
        user: impl Into<String>,
        password: impl Into<String>,
        kind: PasswordKind,
    ) -> Self {
        let (user, password) = (user.into(), password.into());
        self.state
            .set(|options| options.security.set_username_token(user, password, kind));
        self
    }

    /// As [`ClientBuilder::timestamp`](crate::ClientBuilder::timestamp), for this call.
    pub fn timestamp(mut self, lifetime: Duration) -> Self {
        self.state
            .set(|options| options.security.set_timestamp(lifetime));
        self
    }

    /// As [`ClientBuilder::addressing`](crate::ClientBuilder::addressing), for this call.
    pub fn addressing(mut self, send: bool) -> Self {
        self.state.set(|options| options.addressing = Some(send));
        self
    }

    /// An action in place of the one that the WSDL gives; empty for none.
    pub fn soap_action(mut self, action: impl Into<String>) -> Self {
        self.state
            .set(|options| options.action = Some(action.into()));
        self
    }

    /// Where to send this call, in place of the client's endpoint.
    pub fn endpoint(mut self, url: &str) -> Self {
        self.state.set_endpoint(url);
        self
    }

    /// Says that making this call twice does no harm, so that [`Error::is_retryable`] holds for it even where the outcome is
    /// unknown. Nothing is retried by itself.
    pub fn idempotent(mut self) -> Self {
        self.state.set(|options| options.idempotent = true);
        self
    }

    /// The call with a [`Response`] for its result: status, headers and notes beside the value.
    pub fn with_metadata(self) -> CallWithMetadata<O> {
        CallWithMetadata(self)
    }

    pub(crate) fn into_state(self) -> State {
        self.state
    }
}

impl<O: Item> Call<O> {
    /// Makes the call and waits for its end. Over the client's blocking transport; needs no async runtime, and should not be
    /// used inside of one.
    ///
    /// # Errors
    /// As awaiting the call.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Result<O, Error> {
        read(self.state.run_blocking())
    }
}

impl<O: Item> CallWithMetadata<O> {
    /// As [`Call::blocking`].
    ///
    /// # Errors
    /// As awaiting the call.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Result<Response<O>, Error> {
        read_whole(self.0.state.run_blocking())
    }
}

impl<O: Item> Future for Call<O> {
    type Output = Result<O, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().state.poll(cx).map(read)
    }
}

impl<O: Item> Future for CallWithMetadata<O> {
    type Output = Result<Response<O>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().0.state.poll(cx).map(read_whole)
    }
}

/// The value of what has none: one-way operations, and messages without parts.
impl Item for () {
    fn blank() -> Self {}

    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::None
    }

    fn as_view(&self) -> View<'_, 'static> {
        View::None
    }
}

/// The value out of an answer.
fn read<O: Item>(arrived: Result<Arrived, Error>) -> Result<O, Error> {
    let mut value = O::blank();
    arrived?.read(O::TABLE.names, value.as_slot())?;
    Ok(value)
}

/// The value out of an answer, and what came around it.
fn read_whole<O: Item>(arrived: Result<Arrived, Error>) -> Result<Response<O>, Error> {
    let mut value = O::blank();
    let metadata = arrived?.read(O::TABLE.names, value.as_slot())?;
    Ok(Response::new(value, metadata))
}

impl<O> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = match &self.state {
            State::Ready(plan) => plan.about.name,
            _ => "",
        };
        f.debug_struct("Call")
            .field("operation", &operation)
            .finish_non_exhaustive()
    }
}

impl<O> fmt::Debug for CallWithMetadata<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
