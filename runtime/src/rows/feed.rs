//! From the pieces of a streamed answer's body to its text.

use http::HeaderMap;

use crate::content::{Gather, Unzip, media_type, text};
use crate::envelope::{Parts, Unpacked};
use crate::error::Error;
use crate::limits::Limits;
use crate::xml::Decoder;

/// A body under way.
pub(super) enum Feed {
    /// A document, decoded as it comes.
    Text(Unzip, Decoder),
    /// A package, which has to be whole before its parts can be told apart.
    Package(Gather),
}

impl Feed {
    /// # Errors
    /// [`Error::NotWellFormed`] for an encoding that was not asked for; [`Error::OverLimit`].
    pub(super) fn new(headers: &HeaderMap, limits: &Limits) -> Result<Self, Error> {
        let media = media_type(headers);
        if media
            .as_ref()
            .is_some_and(|m| m.essence() == "multipart/related")
        {
            return Ok(Feed::Package(Gather::new(headers, limits.response_size)?));
        }
        let unzip = Unzip::new(headers)?;
        let charset = media.as_ref().and_then(|media| media.parameter("charset"));
        Ok(Feed::Text(unzip, Decoder::new(charset)))
    }

    /// Hands the text of a piece to `to`, in parts of a bounded size.
    pub(super) fn push(
        &mut self,
        piece: &[u8],
        to: &mut dyn FnMut(&str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (unzip, decoder) = match self {
            Feed::Package(gather) => return gather.push(piece),
            Feed::Text(unzip, decoder) => (unzip, decoder),
        };
        unzip.push(piece, &mut |bytes| {
            let mut text = String::new();
            decoder.push(bytes, false, &mut text)?;
            to(&text)
        })
    }

    /// Hands over what is left at the end; gives the parts of a package.
    pub(super) fn finish(
        self,
        headers: &HeaderMap,
        limits: &Limits,
        to: &mut dyn FnMut(&str) -> Result<(), Error>,
    ) -> Result<Option<Parts>, Error> {
        match self {
            Feed::Package(gather) => {
                let body = gather.finish(headers)?;
                let message = Unpacked::new(media_type(headers), &body, limits)?;
                to(&text(&message.envelope, message.media_type.as_ref())?)?;
                Ok(message.parts)
            }
            Feed::Text(unzip, mut decoder) => {
                let mut text = String::new();
                unzip.finish(&mut |bytes| Ok(decoder.push(bytes, false, &mut text)?))?;
                decoder.push(b"", true, &mut text)?;
                to(&text)?;
                Ok(None)
            }
        }
    }
}
