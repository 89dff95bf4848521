//! A call without the type of its result: how far it is, and what is chosen for it.

use std::sync::Arc;
use std::task::{Context, Poll};

use http::header::{HeaderName, HeaderValue};

use crate::client::Client;
use crate::endpoint::Endpoint;
use crate::envelope::HeaderBlock;
use crate::error::{Error, Step};
use crate::exchange::{Arrived, Options, Plan};
use crate::operation::About;
use crate::transport::BoxFuture;
use crate::xml::View;

/// How far a call is.
pub(crate) enum State {
    Ready(Box<Plan>),
    /// The request could not be made; told when the call is awaited.
    Unready(Error),
    Running(BoxFuture<'static, Result<Arrived, Error>>),
    Over,
}

impl State {
    pub(super) fn new(
        client: &Client,
        about: About,
        names: &[&str],
        request: View<'_, '_>,
    ) -> Self {
        match Plan::new(client, about, names, request) {
            Ok(plan) => State::Ready(plan),
            Err(error) => State::Unready(error),
        }
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Arrived, Error>> {
        if let State::Ready(_) = self
            && let State::Ready(plan) = std::mem::replace(self, State::Over)
        {
            *self = State::Running(Box::pin(plan.run()));
        }
        match self {
            State::Running(running) => {
                let polled = running.as_mut().poll(cx);
                if polled.is_ready() {
                    *self = State::Over;
                }
                polled
            }
            _ => match std::mem::replace(self, State::Over) {
                State::Unready(error) => Poll::Ready(Err(error)),
                _ => Poll::Ready(Err(Error::not_sent(
                    Step::Request,
                    "",
                    "the call is over already",
                ))),
            },
        }
    }

    #[cfg(feature = "blocking")]
    pub(super) fn run_blocking(self) -> Result<Arrived, Error> {
        self.plan()?.run_blocking()
    }

    /// The call, where it was not made yet.
    pub(crate) fn plan(self) -> Result<Box<Plan>, Error> {
        match self {
            State::Ready(plan) => Ok(plan),
            State::Unready(error) => Err(error),
            State::Running(_) | State::Over => Err(Error::not_sent(
                Step::Request,
                "",
                "the call was awaited already",
            )),
        }
    }

    pub(super) fn set(&mut self, change: impl FnOnce(&mut Options)) {
        if let State::Ready(plan) = self {
            change(&mut plan.options);
        }
    }

    pub(super) fn set_header(&mut self, header: Result<(HeaderName, HeaderValue), Error>) {
        match (self, header) {
            (State::Ready(plan), Ok((name, value))) => {
                drop(plan.options.headers.insert(name, value))
            }
            (this @ State::Ready(_), Err(error)) => *this = State::Unready(error),
            _ => {}
        }
    }

    pub(super) fn set_endpoint(&mut self, url: &str) {
        match (self, Endpoint::parse(url)) {
            (State::Ready(plan), Ok(endpoint)) => plan.options.endpoint = Some(Arc::new(endpoint)),
            (this @ State::Ready(_), Err(why)) => {
                *this = State::Unready(Error::not_sent(Step::Endpoint, "", why))
            }
            _ => {}
        }
    }

    pub(super) fn add_block(&mut self, block: HeaderBlock) {
        match (self, block.into_block()) {
            (State::Ready(plan), Ok(block)) => plan.options.blocks.push(block),
            (this @ State::Ready(_), Err(error)) => *this = State::Unready(error),
            _ => {}
        }
    }
}
