//! The encoding of a document that came over HTTP. Its header names one by habit, its declaration is written by who does not know what
//! becomes of the text: where the bytes say otherwise, they are believed.

use super::decode::{Encoding, HEAD, convert, declared, head, told};
use super::error::R;
use std::borrow::Cow;

/// The text of a document that came with this `charset`.
///
/// # Errors
/// [`ErrorKind::Encoding`](super::ErrorKind::Encoding): bytes that are no text in any encoding that they are said to be in.
pub(crate) fn decode_sent<'a>(bytes: &'a [u8], charset: Option<&str>) -> R<Cow<'a, str>> {
    let (encoding, mark) = settled(bytes, charset, true)?;
    convert(bytes.get(mark..).unwrap_or_default(), encoding)
}

/// The encoding, and the length of the byte order mark; `whole` when these are all bytes and not the first few alone.
pub(super) fn settled(bytes: &[u8], charset: Option<&str>, whole: bool) -> R<(Encoding, usize)> {
    let own = told(bytes, None).or_else(|error| match bytes {
        // "UTF-16", says many a document that was a string before it was bytes.
        [b'<', next, ..] if *next != 0 && is_utf8(bytes, whole) && !says_other(bytes) => {
            Ok((Encoding::Utf8, 0))
        }
        _ => Err(error),
    });
    let Some(charset) = charset else { return own };
    let (given, own) = match (told(bytes, Some(charset)), own) {
        (Ok(given), Ok(own)) => (given, own),
        (Err(error), Err(_)) => return Err(error),
        (Ok(settled), Err(_)) | (Err(_), Ok(settled)) => return Ok(settled),
    };
    if given == own {
        return Ok(given);
    }
    let utf8 = is_utf8(bytes, whole);
    let keep = match given.0 {
        Encoding::Utf8 => utf8,
        Encoding::Ascii => whole && bytes.is_ascii(),
        // Text of another encoding that is UTF-8 by chance is as good as none.
        Encoding::Latin1 | Encoding::Windows1252 => {
            let undecided =
                !whole && bytes.is_ascii() && declared(&head(bytes, given.0))?.is_none();
            own.0 != Encoding::Utf8 || !utf8 || undecided
        }
        // A document begins with ASCII.
        Encoding::Utf16 | Encoding::Utf16Little | Encoding::Utf16Big => {
            given.1 > 0 || bytes.iter().take(2).any(|byte| *byte == 0)
        }
    };
    Ok(if keep { given } else { own })
}

/// Whether the bytes are UTF-8, as far as they go.
fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => !whole && error.error_len().is_none(),
    }
}

/// Whether the declaration names an encoding that is not known, in which the bytes mean something else than in UTF-8.
fn says_other(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    declared(&head(start, Encoding::Latin1)).is_err() && !bytes.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::super::decode::Decoder;
    use super::decode_sent;

    /// Whole and in pieces alike.
    fn read(bytes: &[u8], charset: Option<&str>) -> Option<String> {
        let whole = decode_sent(bytes, charset)
            .ok()
            .map(|text| text.into_owned());
        for size in [1, 100, 1_500, 100_000] {
            let (mut decoder, mut out) = (Decoder::new(charset), String::new());
            let mut pieces = bytes.chunks(size);
            let read = pieces.try_for_each(|piece| decoder.push(piece, false, &mut out));
            let read = read.and_then(|()| decoder.push(b"", true, &mut out));
            assert_eq!(
                read.ok().map(|()| out),
                whole,
                "{charset:?} in pieces of {size}"
            );
        }
        whole
    }

    fn latin(text: &str) -> Vec<u8> {
        text.chars().map(|c| c as u8).collect()
    }

    #[test]
    fn what_the_bytes_say_is_believed() {
        let long = "x".repeat(2_000);
        for declaration in ["", "<?xml version='1.0' encoding='utf-8'?>"] {
            let text = format!("{declaration}<a>é{long}</a>");
            for charset in [
                "utf-8",
                "us-ascii",
                "iso-8859-1",
                "windows-1252",
                "utf-16",
                "klingon",
            ] {
                let read = read(text.as_bytes(), Some(charset));
                assert_eq!(read.as_deref(), Some(&*text), "{charset}");
            }
            assert_eq!(read(&latin(&text), Some("latin1")).as_deref(), Some(&*text));
            assert_eq!(read(&latin(&text), Some("utf-8")), None);
        }
        let late = format!("<a>{long}é</a>");
        assert_eq!(read(&latin(&late), Some("iso-8859-1")), Some(late.clone()));
        assert_eq!(read(late.as_bytes(), Some("us-ascii")), Some(late));
    }

    #[test]
    fn what_the_document_says_is_believed_last() {
        let text = "<?xml version='1.0' encoding='utf-16'?><a>é</a>";
        for charset in [None, Some("utf-8"), Some("us-ascii")] {
            assert_eq!(read(text.as_bytes(), charset).as_deref(), Some(text));
        }
        let other = "<?xml version='1.0' encoding='gb2312'?><a>é</a>";
        assert_eq!(read(other.as_bytes(), None), None);
        assert_eq!(
            read(other.as_bytes(), Some("utf-8")).as_deref(),
            Some(other)
        );
        assert_eq!(
            read(&latin(&text.replace("utf-16", "latin1")), Some("us-ascii")),
            Some(text.replace("utf-16", "latin1"))
        );
        let other = other.replace('é', "e");
        assert_eq!(read(other.as_bytes(), None), Some(other));
        let latin1 = "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>";
        assert_eq!(read(&latin(latin1), Some("utf-8")).as_deref(), Some(latin1));
        assert_eq!(
            read(latin1.as_bytes(), Some("utf-8")).as_deref(),
            Some(latin1)
        );
    }
}
