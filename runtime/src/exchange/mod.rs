//! One call from its written message to the whole answer: all that does not depend on the operation's types.

mod answer;
mod blocks;
mod options;
mod request;
mod sent;

pub(crate) use self::answer::{Arrived, Metadata};
pub(crate) use self::options::Options;
pub(crate) use self::sent::Sent;
use crate::client::Client;
use crate::content::Gather;
use crate::envelope::Envelope;
use crate::error::Error;
use crate::form::Form;
use crate::operation::{About, Http};
#[cfg(feature = "blocking")]
use crate::transport::BlockingPieces;
use crate::transport::Pieces;
#[cfg(feature = "validate")]
use crate::validate;
use crate::xml::View;

/// A call that is ready to be sent.
pub(crate) struct Plan {
    pub(crate) client: Client,
    pub(crate) about: About,
    pub(crate) message: Message,
    pub(crate) options: Options,
}

/// What a call sends.
pub(crate) enum Message {
    Envelope(Envelope),
    /// To a port without SOAP.
    Form(Http, Form),
}

/// An answer whose head came.
pub(crate) struct Begun<P> {
    pub(crate) sent: Sent,
    pub(crate) head: http::response::Parts,
    pub(crate) pieces: P,
}

impl Plan {
    /// Writes the request.
    ///
    /// # Errors
    /// [`Error::NotWritable`].
    pub(crate) fn new(
        client: &Client,
        about: About,
        names: &[&str],
        request: View<'_, '_>,
    ) -> Result<Box<Self>, Error> {
        #[cfg(feature = "validate")]
        if client.settings().validate_requests {
            let path = about.input.name().map(|name| format!("/{name}"));
            validate::request(&request, names, path.unwrap_or_default())?;
        }
        let message = match about.http {
            Some(http) => Message::Form(http, Form::write(names, request)?),
            None => {
                let version = client.version();
                let envelope = Envelope::write(version, &about, about.input, names, request)?;
                Message::Envelope(envelope)
            }
        };
        Ok(Box::new(Plan {
            client: client.clone(),
            about,
            message,
            options: Options::default(),
        }))
    }

    /// Sends the request and awaits the whole answer.
    ///
    /// # Errors
    /// All that a call can end with but what its answer says: [`Arrived::read`] tells that.
    pub(crate) async fn run(self: Box<Self>) -> Result<Arrived, Error> {
        let Begun {
            sent,
            head,
            mut pieces,
        } = self.open().await?;
        let mut body = Gather::new(&head.headers, sent.largest())?;
        while let Some(piece) = pieces
            .next()
            .await
            .map_err(|e| sent.failed(e, Some(head.status)))?
        {
            body.push(&piece)?;
        }
        Arrived::new(sent, head, body)
    }

    /// Sends the request and awaits the head of the answer.
    pub(crate) async fn open(self: Box<Self>) -> Result<Begun<Box<dyn Pieces>>, Error> {
        let transport = self.client.transport()?;
        let (outgoing, sent) = self.prepare()?;
        let response = sent.span.around(transport.send(outgoing)).await;
        let response = response.map_err(|e| sent.failed(e, None))?;
        let (mut head, pieces) = response.into_parts();
        sent.take_head(&mut head);
        Ok(Begun { sent, head, pieces })
    }

    /// Sends the request and waits for the whole answer.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    #[cfg(feature = "blocking")]
    pub(crate) fn run_blocking(self: Box<Self>) -> Result<Arrived, Error> {
        let Begun {
            sent,
            head,
            mut pieces,
        } = self.open_blocking()?;
        let mut body = Gather::new(&head.headers, sent.largest())?;
        while let Some(piece) = pieces
            .next()
            .map_err(|e| sent.failed(e, Some(head.status)))?
        {
            body.push(&piece)?;
        }
        Arrived::new(sent, head, body)
    }

    /// Sends the request and waits for the head of the answer.
    #[cfg(feature = "blocking")]
    pub(crate) fn open_blocking(self: Box<Self>) -> Result<Begun<Box<dyn BlockingPieces>>, Error> {
        let transport = self.client.blocking_transport();
        let (outgoing, sent) = self.prepare()?;
        let response = sent.span.within(|| transport.send(outgoing));
        let response = response.map_err(|e| sent.failed(e, None))?;
        let (mut head, pieces) = response.into_parts();
        sent.take_head(&mut head);
        Ok(Begun { sent, head, pieces })
    }
}
