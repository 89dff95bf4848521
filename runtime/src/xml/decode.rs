//! From bytes to text.

use super::cursor::Declaration;
use super::error::{Error, ErrorKind, R};
use memchr::memchr;
use std::borrow::Cow;

/// An encoding that is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Little,
    Utf16Big,
    /// The byte order must be told by a byte order mark.
    Utf16,
    Latin1,
    Ascii,
    Windows1252,
}

/// What they are called.
const NAMES: [(&str, Encoding); 15] = [
    ("utf-8", Encoding::Utf8),
    ("utf8", Encoding::Utf8),
    ("utf-16", Encoding::Utf16),
    ("utf16", Encoding::Utf16),
    ("iso-10646-ucs-2", Encoding::Utf16),
    ("utf-16le", Encoding::Utf16Little),
    ("utf-16be", Encoding::Utf16Big),
    ("iso-8859-1", Encoding::Latin1),
    ("iso_8859-1", Encoding::Latin1),
    ("latin1", Encoding::Latin1),
    ("l1", Encoding::Latin1),
    ("us-ascii", Encoding::Ascii),
    ("ascii", Encoding::Ascii),
    ("windows-1252", Encoding::Windows1252),
    ("cp1252", Encoding::Windows1252),
];

impl Encoding {
    fn named(name: &str) -> Option<Self> {
        let known = NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        known.map(|(_, encoding)| *encoding)
    }

    /// Whether each character of ASCII is one byte.
    fn is_ascii_based(self) -> bool {
        !matches!(
            self,
            Encoding::Utf16 | Encoding::Utf16Little | Encoding::Utf16Big
        )
    }
}

/// The text of a document: UTF-8, UTF-16 of either byte order, ISO-8859-1, US-ASCII or windows-1252.
///
/// What the encoding is, is told by the byte order mark, else by `charset`, the parameter of the content type, else by the XML
/// declaration (RFC 7303, 3.3); else it is UTF-8. UTF-8 is borrowed, not copied.
///
/// # Errors
/// [`ErrorKind::Encoding`]: another encoding, bytes that are no text in it, or a declaration that contradicts the bytes.
pub fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Result<Cow<'a, str>, Error> {
    decoded(bytes, charset).map_err(|error| *error)
}

fn decoded<'a>(bytes: &'a [u8], charset: Option<&str>) -> R<Cow<'a, str>> {
    let (encoding, mark) = told(bytes, charset)?;
    convert(bytes.get(mark..).unwrap_or_default(), encoding)
}

/// The encoding of a document that begins so, and the length of its byte order mark.
pub(super) fn told(bytes: &[u8], charset: Option<&str>) -> R<(Encoding, usize)> {
    let start = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let (marked, rest) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Some(Encoding::Utf8), rest),
        [0xFF, 0xFE, rest @ ..] => (Some(Encoding::Utf16Little), rest),
        [0xFE, 0xFF, rest @ ..] => (Some(Encoding::Utf16Big), rest),
        _ => (None, bytes),
    };
    if let Some(encoding) = marked {
        return match declared(&head(rest, encoding))? {
            Some(declared) if !agrees(declared, encoding) => fail(CONTRADICTION, 0),
            _ => Ok((encoding, bytes.len() - rest.len())),
        };
    }
    if let Some(charset) = charset {
        let Some(encoding) = Encoding::named(charset.trim_matches(['"', '\'', ' '])) else {
            return fail(OTHER, 0);
        };
        return Ok((with_order(encoding, bytes), 0));
    }
    // Without a mark UTF-16 shows by the zero beside the first character, which is in ASCII.
    let wide = match bytes {
        [b'<', 0, ..] => Some(Encoding::Utf16Little),
        [0, b'<', ..] => Some(Encoding::Utf16Big),
        _ => None,
    };
    if let Some(encoding) = wide {
        return match declared(&head(bytes, encoding))? {
            Some(declared) if agrees(declared, encoding) => Ok((encoding, 0)),
            Some(_) => fail(CONTRADICTION, 0),
            None => fail("UTF-16 without a byte order mark or a declaration", 0),
        };
    }
    match declared(&head(start, Encoding::Latin1))? {
        None => Ok((Encoding::Utf8, 0)),
        Some(encoding) if encoding.is_ascii_based() => Ok((encoding, 0)),
        Some(_) => fail(CONTRADICTION, 0),
    }
}

/// The bytes of a document that hold its declaration.
pub(super) const HEAD: usize = 1_024;

/// A document's first characters, as far as its declaration needs them.
pub(super) fn head(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    let bytes = bytes.get(..bytes.len().min(2 * HEAD)).unwrap_or_default();
    let unit = match encoding {
        Encoding::Utf16Little => u16::from_le_bytes,
        Encoding::Utf16Big | Encoding::Utf16 => u16::from_be_bytes,
        _ => {
            // Whatever the encoding, a declaration is ASCII, and its end is the first of these. To look at more of each answer took a
            // quarter of what a call costs beside HTTP.
            let end = memchr(b'>', bytes).map_or(bytes.len(), |end| end + 1);
            let declaration = bytes.get(..end).unwrap_or_default();
            return std::str::from_utf8(declaration).unwrap_or_default().into();
        }
    };
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map_while(Result::ok).collect()
}

/// Decodes a document that comes in pieces, as [`decode`] does a whole one.
pub(crate) struct Decoder {
    charset: Option<String>,
    encoding: Option<Encoding>,
    /// What could not be decoded yet: the head, or the bytes of a character that is not all there.
    pending: Vec<u8>,
}

impl Decoder {
    pub(crate) fn new(charset: Option<&str>) -> Self {
        Decoder {
            charset: charset.map(str::to_owned),
            encoding: None,
            pending: Vec::new(),
        }
    }

    /// Appends the text of the next piece; with the last one, of all that is left.
    pub(crate) fn push(&mut self, bytes: &[u8], last: bool, out: &mut String) -> R<()> {
        self.pending.extend_from_slice(bytes);
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            None if self.pending.len() < HEAD && !last => return Ok(()),
            None => {
                let charset = self.charset.as_deref();
                let (encoding, mark) = super::sent::settled(&self.pending, charset, false)?;
                self.pending.drain(..mark);
                *self.encoding.insert(encoding)
            }
        };
        let length = self.pending.len();
        let ready = match encoding {
            _ if last => length,
            Encoding::Utf8 => match std::str::from_utf8(&self.pending) {
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                _ => length,
            },
            Encoding::Utf16 | Encoding::Utf16Little | Encoding::Utf16Big => {
                let even = length - length % 2;
                let high = match encoding {
                    Encoding::Utf16Little => self.pending.get(even.wrapping_sub(1)),
                    _ => self.pending.get(even.wrapping_sub(2)),
                };
                // Half of a character outside of the basic plane waits for the other.
                match high {
                    Some(0xD8..=0xDB) => even - 2,
                    _ => even,
                }
            }
            Encoding::Latin1 | Encoding::Ascii | Encoding::Windows1252 => length,
        };
        let bytes = self.pending.get(..ready).unwrap_or_default();
        out.push_str(&convert(bytes, encoding)?);
        self.pending.drain(..ready);
        Ok(())
    }
}

const OTHER: &str = "an encoding other than UTF-8, UTF-16, ISO-8859-1, US-ASCII and windows-1252";
const CONTRADICTION: &str = "the declared encoding contradicts the bytes";

fn fail<T>(why: &'static str, at: usize) -> R<T> {
    Err(Error::at(ErrorKind::Encoding(why), at))
}

/// What the XML declaration says. One that is none is left to the parser.
pub(super) fn declared(text: &str) -> R<Option<Encoding>> {
    let inner = text.strip_prefix("<?xml");
    let inner = inner.and_then(|rest| rest.split_once("?>"));
    let Some(declaration) = inner.and_then(|(inner, _)| Declaration::parse(inner)) else {
        return Ok(None);
    };
    match declaration.encoding.map(Encoding::named) {
        None => Ok(None),
        Some(Some(encoding)) => Ok(Some(encoding)),
        Some(None) => fail(OTHER, 0),
    }
}

fn agrees(declared: Encoding, found: Encoding) -> bool {
    declared == found || (declared == Encoding::Utf16 && !found.is_ascii_based())
}

/// UTF-16 by name alone is big endian unless it looks otherwise (RFC 2781, 4.3).
fn with_order(encoding: Encoding, bytes: &[u8]) -> Encoding {
    match (encoding, bytes) {
        (Encoding::Utf16, [b'<', 0, ..]) => Encoding::Utf16Little,
        (Encoding::Utf16, _) => Encoding::Utf16Big,
        (encoding, _) => encoding,
    }
}

pub(super) fn convert(bytes: &[u8], encoding: Encoding) -> R<Cow<'_, str>> {
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => fail("bytes that are not UTF-8", error.valid_up_to()),
        },
        Encoding::Ascii => match (bytes.iter().position(|b| !b.is_ascii()), bytes) {
            (None, bytes) => convert(bytes, Encoding::Utf8),
            (Some(at), _) => fail("bytes that are not US-ASCII", at),
        },
        Encoding::Latin1 => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
        Encoding::Windows1252 => Ok(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
        Encoding::Utf16Little => wide(bytes, u16::from_le_bytes),
        Encoding::Utf16Big | Encoding::Utf16 => wide(bytes, u16::from_be_bytes),
    }
}

fn wide(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> R<Cow<'_, str>> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return fail("UTF-16 with half a character at its end", bytes.len());
    }
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) => Ok(Cow::Owned(text)),
        Err(_) => fail("bytes that are not UTF-16", 0),
    }
}

/// The characters of 0x80 to 0x9F; elsewhere windows-1252 is ISO-8859-1. The five that it leaves open are control characters, as
/// the Encoding Standard has it.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn wide(text: &str, big: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        let bytes = units.map(|unit| match big {
            true => unit.to_be_bytes(),
            false => unit.to_le_bytes(),
        });
        bytes.flatten().collect()
    }

    #[test]
    fn by_mark() {
        assert_eq!(
            decode(b"\xEF\xBB\xBF<a>\xC3\xA9</a>", None).unwrap(),
            "<a>é</a>"
        );
        for big in [true, false] {
            let text = "\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><a>é東😀</a>";
            let bytes = wide(text, big);
            assert_eq!(decode(&bytes, None).unwrap(), &text[3..]);
            assert_eq!(decode(&bytes, Some("utf-8")).unwrap(), &text[3..]);
            let odd = [&bytes[..], &[0]].concat();
            assert!(decode(&odd, None).is_err());
        }
    }

    #[test]
    fn by_charset() {
        let latin = b"<?xml version='1.0' encoding='utf-8'?><a>\xE9</a>";
        assert!(
            decode(latin, Some("ISO-8859-1"))
                .unwrap()
                .ends_with("<a>é</a>")
        );
        assert_eq!(decode(b"\x80\x99", Some("\"windows-1252\"")).unwrap(), "€™");
        assert_eq!(
            decode(&wide("<a/>", false), Some("utf-16")).unwrap(),
            "<a/>"
        );
        assert!(decode(b"<a/>", Some("utf-7")).is_err());
        assert!(decode(b"<a>\xE9</a>", Some("us-ascii")).is_err());
    }

    #[test]
    fn by_declaration() {
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9</a>";
        assert!(decode(latin, None).unwrap().ends_with("<a>é</a>"));
        for big in [true, false] {
            let bytes = wide("<?xml version='1.0' encoding='UTF-16'?><a/>", big);
            assert!(decode(&bytes, None).unwrap().ends_with("<a/>"));
            assert!(decode(&wide("<a/>", big), None).is_err());
        }
    }

    #[test]
    fn contradictions() {
        assert!(decode(b"<?xml version='1.0' encoding='utf-16'?><a/>", None).is_err());
        assert!(
            decode(
                b"\xEF\xBB\xBF<?xml version='1.0' encoding='iso-8859-1'?><a/>",
                None
            )
            .is_err()
        );
        let bytes = wide("\u{FEFF}<?xml version='1.0' encoding='utf-8'?><a/>", true);
        assert!(decode(&bytes, None).is_err());
        assert!(decode(b"<?xml version='1.0' encoding='ebcdic-cp-us'?><a/>", None).is_err());
    }

    #[test]
    fn in_pieces() {
        let text = "\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><a>é東😀</a>";
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9</a>".to_vec();
        let long = format!("<a>{}</a>", "é東😀".repeat(600));
        for (bytes, charset) in [
            (wide(text, true), None),
            (wide(text, false), None),
            (wide(text, false), Some("utf-8")),
            (latin.clone(), None),
            (latin, Some("latin1")),
            (long.clone().into_bytes(), None),
            (long.into_bytes(), Some("utf-7")),
            (b"\xEF\xBB\xBF<a/>".to_vec(), None),
        ] {
            let known = charset.filter(|charset| *charset != "utf-7");
            let expected = decode(&bytes, known).unwrap();
            for size in [1, 2, 3, 7, 1_500, 100_000] {
                let mut decoder = super::Decoder::new(charset);
                let mut out = String::new();
                for piece in bytes.chunks(size) {
                    decoder.push(piece, false, &mut out).unwrap();
                }
                decoder.push(b"", true, &mut out).unwrap();
                assert_eq!(out, expected, "{charset:?} {size}");
            }
        }
        let mut decoder = super::Decoder::new(None);
        let mut out = String::new();
        let cut = [b"<a>".repeat(400), b"\xE2\x82".to_vec()].concat();
        decoder.push(&cut, false, &mut out).unwrap();
        assert!(decoder.push(b"", true, &mut out).is_err());
    }

    #[test]
    fn bytes_that_are_no_text() {
        for bytes in [
            &b"<a>\xE9</a>"[..],
            b"<a>\xC0\x80</a>",
            b"<a>\xED\xA0\x80</a>",
            b"\xF8",
        ] {
            assert!(decode(bytes, None).is_err());
        }
        assert!(decode(&[0xFE, 0xFF, 0xD8, 0x00], None).is_err());
    }
}
