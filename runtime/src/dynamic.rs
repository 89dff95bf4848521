//! Calls of operations whose types are known at run time only.

use crate::call::Response;
use crate::client::Client;
use crate::error::Error;
use crate::exchange::{Metadata, Plan};
use crate::operation::{Content, Operation};
use crate::xml::dynamic::{Dynamic, Items, Schema};
use crate::xml::{Many, Slot, View};

/// A message of a call that is made by [`Client::call_dynamic`].
#[derive(Clone, Debug)]
pub enum Message<'t> {
    /// A struct or choice: what most messages are.
    Node(Dynamic<'t>),
    /// An element of a simple type, or one that may be nil.
    Items(Items<'t>),
}

impl<'t> Message<'t> {
    fn view(&self) -> View<'_, 't> {
        match self {
            Message::Node(node) => View::Node(node),
            Message::Items(items) => items.first(),
        }
    }

    fn slot(&mut self) -> Slot<'_, 't> {
        match self {
            Message::Node(node) => Slot::Node(node),
            Message::Items(items) => Slot::Many(items),
        }
    }
}

impl<'t> Items<'t> {
    fn first(&self) -> View<'_, 't> {
        if self.is_empty() {
            View::Nil
        } else {
            self.at(0)
        }
    }
}

impl Client {
    /// Calls an operation whose types are known at run time only, and waits for its end, over the client's blocking transport. The
    /// operation's own types mean nothing here: `request` and `response` are values of the tables of `schema`, `response` with
    /// nothing in it.
    ///
    /// # Errors
    /// As [`Call::blocking`](crate::Call::blocking).
    pub fn call_dynamic<'t>(
        &self,
        operation: &Operation<(), ()>,
        schema: &Schema<'t>,
        request: &Message<'t>,
        mut response: Message<'t>,
    ) -> Result<Response<Message<'t>>, Error> {
        let plan = Plan::new(self, operation.about, schema.names, request.view())?;
        let slot = match operation.about.output.0 {
            Content::None => Slot::None,
            _ => response.slot(),
        };
        let Metadata {
            status,
            headers,
            soap_headers,
            notes,
            attachments,
            message_id,
            ..
        } = plan.run_blocking()?.read(schema.names, slot)?;
        Ok(Response {
            value: response,
            status,
            headers,
            soap_headers,
            notes,
            attachments,
            message_id,
        })
    }
}
