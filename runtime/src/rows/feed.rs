//! From the pieces of a streamed answer's body to its text.

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use crate::content::{Gather, media_type, not_well_formed, text};
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

/// Undoes the content encoding.
pub(super) enum Unzip {
    No,
    #[cfg(feature = "gzip")]
    Gzip(Box<flate2::write::MultiGzDecoder<Vec<u8>>>),
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
        let encoding = headers.get(CONTENT_ENCODING).and_then(|v| v.to_str().ok());
        let unzip = match encoding.unwrap_or("").trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Unzip::No,
            #[cfg(feature = "gzip")]
            "gzip" | "x-gzip" => {
                Unzip::Gzip(Box::new(flate2::write::MultiGzDecoder::new(Vec::new())))
            }
            _ => {
                return Err(not_well_formed(
                    "it has a content encoding that was not asked for",
                ));
            }
        };
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

impl Unzip {
    fn push(
        &mut self,
        piece: &[u8],
        to: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match self {
            Unzip::No => to(piece),
            #[cfg(feature = "gzip")]
            Unzip::Gzip(decoder) => {
                use std::io::Write;
                // deflate makes at most a thousand bytes of one, so little at a time keeps a bomb small
                for little in piece.chunks(256) {
                    let written = decoder.write_all(little);
                    written.map_err(|_| not_well_formed("its gzip data is broken"))?;
                    to(decoder.get_ref())?;
                    decoder.get_mut().clear();
                }
                Ok(())
            }
        }
    }

    fn finish(self, to: &mut dyn FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        match self {
            Unzip::No => to(b""),
            #[cfg(feature = "gzip")]
            Unzip::Gzip(decoder) => {
                let left = decoder.finish();
                to(&left.map_err(|_| not_well_formed("its gzip data is broken"))?)
            }
        }
    }
}
