//! From bytes to text.

use super::doctype::passed_over;

/// A decoded document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark, and without a document type declaration that nothing depends on.
    pub text: String,
    /// The encoding that the XML declaration names where the bytes are in another one (UTF-8): a common slip of tools that save a
    /// string whose declaration says `utf-16`.
    pub mislabelled: Option<String>,
}

/// Why bytes could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Not valid in the encoding: its name, the offset in `lossy` of the first replacement, and the text with replacements.
    Invalid {
        /// The encoding.
        encoding: &'static str,
        /// Offset of the first replacement character.
        at: usize,
        /// The text, with U+FFFD in place of what is not valid.
        lossy: String,
    },
    /// An encoding that is not read: its name, and the text as far as it is ASCII.
    Unsupported {
        /// The name in the declaration.
        encoding: String,
        /// The text, with U+FFFD in place of what is not ASCII.
        lossy: String,
    },
}

/// Decodes a document by its byte order mark, else by its XML declaration, else as UTF-8 (XML 1.0, appendix F), with blanks in place of
/// a document type declaration that the document does without.
///
/// # Errors
/// When the bytes are not valid in that encoding, or the encoding is not one of UTF-8, UTF-16, US-ASCII, ISO-8859-1 and windows-1252.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let decoded = characters(bytes)?;
    Ok(Decoded {
        text: passed_over(decoded.text),
        ..decoded
    })
}

fn characters(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return utf8(rest, None),
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => return utf16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    let Some(declared) = declared_encoding(bytes) else {
        return utf8(bytes, None);
    };
    match declared.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => utf8(bytes, None),
        "iso-8859-1" | "iso8859-1" | "latin1" | "iso_8859-1" => {
            Ok(single_byte(bytes, |b| b as char))
        }
        "windows-1252" | "cp1252" => Ok(single_byte(bytes, windows_1252)),
        lower => match std::str::from_utf8(bytes) {
            Ok(text) if lower.starts_with("utf-16") || text.is_ascii() => Ok(Decoded {
                text: text.to_owned(),
                mislabelled: lower.starts_with("utf-16").then_some(declared),
            }),
            _ => Err(DecodeError::Unsupported {
                encoding: declared,
                lossy: single_byte(bytes, |b| if b < 0x80 { b as char } else { '\u{FFFD}' }).text,
            }),
        },
    }
}

fn utf8(bytes: &[u8], mislabelled: Option<String>) -> Result<Decoded, DecodeError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            mislabelled,
        }),
        Err(error) => Err(DecodeError::Invalid {
            encoding: "UTF-8",
            at: error.valid_up_to(),
            lossy: String::from_utf8_lossy(bytes).into_owned(),
        }),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded, DecodeError> {
    let units = bytes.chunks(2).map(|pair| match *pair {
        [a, b] => unit([a, b]),
        // Half a unit at the end: a lone surrogate, which is no character either.
        _ => 0xD800,
    });
    let (mut text, mut invalid) = (String::with_capacity(bytes.len() / 2), None);
    for decoded in char::decode_utf16(units) {
        if decoded.is_err() {
            invalid = invalid.or(Some(text.len()));
        }
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    match invalid {
        None => Ok(Decoded {
            text,
            mislabelled: None,
        }),
        Some(at) => Err(DecodeError::Invalid {
            encoding: "UTF-16",
            at,
            lossy: text,
        }),
    }
}

fn single_byte(bytes: &[u8], character: impl Fn(u8) -> char) -> Decoded {
    Decoded {
        text: bytes.iter().map(|&b| character(b)).collect(),
        mislabelled: None,
    }
}

/// The five unassigned bytes stand for the control characters of the same number, as browsers have it.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte
        .checked_sub(0x80)
        .and_then(|i| HIGH.get(usize::from(i)))
    {
        Some(&c) => c,
        None => byte as char,
    }
}

/// The encoding that the XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(256))?;
    let rest = head.strip_prefix(b"<?xml")?;
    let end = rest.windows(2).position(|w| w == b"?>")?;
    let declaration = std::str::from_utf8(rest.get(..end)?).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, _) = after.get(1..)?.split_once(quote)?;
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let plain = "<?xml version=\"1.0\"?><a>é</a>";
        let text = |b: &[u8]| decode(b).map(|d| d.text);
        assert_eq!(text(plain.as_bytes()).as_deref(), Ok(plain));
        assert_eq!(
            text(&[b"\xEF\xBB\xBF", plain.as_bytes()].concat()).as_deref(),
            Ok(plain)
        );
        let le: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = plain.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&le).as_deref(), Ok(plain));
        assert_eq!(text(&be).as_deref(), Ok(plain));
        assert_eq!(
            text(&[b"\xFF\xFE", le.as_slice()].concat()).as_deref(),
            Ok(plain)
        );
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9\x80</a>";
        assert!(text(latin).unwrap().ends_with("<a>é\u{80}</a>"));
        let windows = b"<?xml version='1.0' encoding=\"windows-1252\"?><a>\xE9\x80</a>";
        assert!(text(windows).unwrap().ends_with("<a>é€</a>"));
        let label = decode(b"<?xml version='1.0' encoding='utf-16'?><a/>").unwrap();
        assert_eq!(label.mislabelled.as_deref(), Some("utf-16"));
        assert!(matches!(
            decode(b"<a>\xE9</a>"),
            Err(DecodeError::Invalid { at: 3, .. })
        ));
        assert!(matches!(
            decode(b"<?xml version='1.0' encoding='Shift_JIS'?><a>\x83</a>"),
            Err(DecodeError::Unsupported { .. })
        ));
        assert!(matches!(
            decode(b"\xFF\xFE<\0a"),
            Err(DecodeError::Invalid { at: 1, .. })
        ));
    }
}
