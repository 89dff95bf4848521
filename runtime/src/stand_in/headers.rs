//! The header blocks of a request and of its answer, as a handler sees them.

use crate::envelope::{Block, Header, HeaderBlock};
use crate::fault::Fault;
use crate::xml::{Element, Item};

/// The SOAP header of a request, and that of the answer to it: what a handler is given that was made by
/// [`StandIn::on_with_headers`](super::StandIn::on_with_headers), and a method of a generated trait whose operation has header parts.
///
/// ```ignore
/// fn place_order(&self, request: PlaceOrder, headers: &mut Headers) -> Result<PlaceOrderResponse, Fault> {
///     let Some(session) = headers.get(&operations::SESSION_HEADER)? else {
///         return Err(Fault::sender("no session"));
///     };
///     headers.answer(operations::QUOTA_HEADER.with(&Quota::new().left(3)))?;
///     ..
/// }
/// ```
#[derive(Default)]
pub struct Headers {
    received: Vec<Element>,
    answered: Vec<Block>,
}

impl Headers {
    pub(super) fn of(received: Vec<Element>) -> Self {
        Headers {
            received,
            answered: Vec::new(),
        }
    }

    /// The blocks to answer with.
    pub(super) fn into_answered(self) -> Vec<Block> {
        self.answered
    }

    /// The content of a block that the WSDL declares; `None` when the request has no such block.
    ///
    /// # Errors
    /// The fault to answer with, for a block that is there and not as the schema says.
    pub fn get<T: Item>(&self, header: &Header<T>) -> Result<Option<T>, Fault> {
        let found = header.find(&self.received);
        found.map_err(|error| Fault::sender(error.to_string()))
    }

    /// All blocks of the request.
    pub fn all(&self) -> &[Element] {
        &self.received
    }

    /// Puts a block into the header of the answer, be that a response or a fault.
    ///
    /// # Errors
    /// The fault to answer with, for content that cannot be written.
    pub fn answer(&mut self, block: impl Into<HeaderBlock>) -> Result<(), Fault> {
        let block = block.into().into_block();
        let block = block.map_err(|error| Fault::receiver(error.to_string()))?;
        self.answered.push(block);
        Ok(())
    }
}

impl std::fmt::Debug for Headers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let received: Vec<&str> = self.received.iter().map(|b| b.local.as_str()).collect();
        let answered: Vec<&str> = self.answered.iter().map(|b| b.name.as_str()).collect();
        f.debug_struct("Headers")
            .field("received", &received)
            .field("answered", &answered)
            .finish()
    }
}
