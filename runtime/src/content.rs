//! From the pieces of an answer's body to its text: size limits, compression, character encoding.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};

use crate::error::{Error, NotWellFormed};
use crate::mime::MediaType;
use crate::xml::decode_sent;

/// Gathers a body up to a limit.
pub(crate) struct Gather {
    bytes: Vec<u8>,
    limit: u64,
}

/// The limit that both sizes of a body, received and decompressed, are measured against.
const LIMIT: &str = "response_size";

impl Gather {
    /// # Errors
    /// [`Error::OverLimit`] when the head already announces too much.
    pub(crate) fn new(headers: &HeaderMap, limit: u64) -> Result<Self, Error> {
        let announced = headers
            .get(CONTENT_LENGTH)
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.parse::<u64>().ok());
        if announced.is_some_and(|size| size > limit) {
            return Err(Error::over_limit(LIMIT, limit));
        }
        // The announcement is only a claim: no more than this is reserved on its word.
        let room = announced.unwrap_or(0).min(1 << 20);
        Ok(Gather {
            bytes: Vec::with_capacity(usize::try_from(room).unwrap_or(0)),
            limit,
        })
    }

    /// # Errors
    /// [`Error::OverLimit`].
    pub(crate) fn push(&mut self, piece: &[u8]) -> Result<(), Error> {
        if (self.bytes.len() + piece.len()) as u64 > self.limit {
            return Err(Error::over_limit(LIMIT, self.limit));
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    /// The body with its content encoding undone.
    ///
    /// # Errors
    /// [`Error::OverLimit`]; [`Error::NotWellFormed`] for broken data and for an encoding that was not asked for.
    pub(crate) fn finish(self, headers: &HeaderMap) -> Result<Bytes, Error> {
        let encoding = headers
            .get(CONTENT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("")
            .trim();
        if encoding.is_empty() || encoding.eq_ignore_ascii_case("identity") || self.bytes.is_empty()
        {
            return Ok(Bytes::from(self.bytes));
        }
        #[cfg(feature = "gzip")]
        if encoding.eq_ignore_ascii_case("gzip") || encoding.eq_ignore_ascii_case("x-gzip") {
            return gunzip(&self.bytes, self.limit).map(Bytes::from);
        }
        Err(not_well_formed(
            "it has a content encoding that was not asked for",
        ))
    }
}

fn not_well_formed(reason: &str) -> Error {
    Error::NotWellFormed(Box::new(NotWellFormed {
        offset: 0,
        reason: reason.to_owned(),
    }))
}

/// Decompresses, and stops one byte after the limit: a small bomb never unfolds.
#[cfg(feature = "gzip")]
fn gunzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, Error> {
    use std::io::Read;
    let mut out = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes).take(limit.saturating_add(1));
    reader
        .read_to_end(&mut out)
        .map_err(|_| not_well_formed("its gzip data is broken"))?;
    if out.len() as u64 > limit {
        return Err(Error::over_limit(LIMIT, limit));
    }
    Ok(out)
}

/// Undoes the content encoding of a body that is read in pieces.
pub(crate) enum Unzip {
    No,
    #[cfg(feature = "gzip")]
    Gzip(Box<flate2::write::MultiGzDecoder<Vec<u8>>>),
}

impl Unzip {
    /// # Errors
    /// [`Error::NotWellFormed`] for an encoding that was not asked for.
    pub(crate) fn new(headers: &HeaderMap) -> Result<Self, Error> {
        let encoding = headers.get(CONTENT_ENCODING).and_then(|v| v.to_str().ok());
        match encoding.unwrap_or("").trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Ok(Unzip::No),
            #[cfg(feature = "gzip")]
            "gzip" | "x-gzip" => Ok(Unzip::Gzip(Box::new(flate2::write::MultiGzDecoder::new(
                Vec::new(),
            )))),
            _ => Err(not_well_formed(
                "it has a content encoding that was not asked for",
            )),
        }
    }

    /// Hands what a piece unfolds to, in parts of a bounded size, to `to`.
    pub(crate) fn push(
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

    /// Hands over what is left at the end.
    pub(crate) fn finish(
        self,
        to: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
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

/// The media type of an answer, if it gives one.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let media = MediaType::parse(value);
    (!media.essence().is_empty()).then_some(media)
}

/// The text of a document.
///
/// # Errors
/// [`Error::NotWellFormed`] for bytes that are no text in their encoding, and for an encoding that is not known.
pub(crate) fn text<'a>(bytes: &'a [u8], media: Option<&MediaType>) -> Result<Cow<'a, str>, Error> {
    let charset = media.and_then(|media| media.parameter("charset"));
    Ok(decode_sent(bytes, charset)?)
}
