//! What stands between bytes from elsewhere and the XML parser: decoding, and limits in one linear pass.
//!
//! The parser builds a tree; some shapes (many attributes on an element, many nested namespace declarations, a DTD with entities)
//! cost it more than linear time or memory. [`check`] refuses those shapes first. It does not judge well-formedness: whatever it
//! cannot make sense of it leaves to the parser, which does.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::names::invisible::is_invisible;

/// The limits of the generator for one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file, as stored and as decoded.
    pub bytes: usize,
    /// Nesting of elements.
    pub depth: usize,
    /// Attributes of an element, namespace declarations included.
    pub attributes: usize,
    /// Bytes of an attribute's value.
    pub attribute_value: usize,
    /// Bytes of a name.
    pub name: usize,
    /// Namespace declarations in scope.
    pub namespaces: usize,
    /// Elements in all.
    pub elements: usize,
}

impl Limits {
    /// The documented limits.
    pub const DEFAULT: Self = Self {
        bytes: 32 << 20,
        depth: 256,
        attributes: 500,
        attribute_value: 1 << 20,
        name: 1_000,
        namespaces: 128,
        elements: 1_000_000,
    };
}

/// Why a document is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of refusal.
    pub kind: RefusalKind,
    /// The bytes of the decoded text at fault.
    pub at: Range<usize>,
}

/// What kind of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// A document type declaration of an XML document.
    Doctype,
    /// The document type declaration of an HTML page.
    Html,
    /// A limit: its name and its value.
    Limit(&'static str, usize),
}

impl fmt::Display for RefusalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Doctype => f.write_str("a document type declaration (DTD) is not read"),
            Self::Html => f.write_str("this is an HTML page"),
            Self::Limit(what, limit) => write!(f, "more than {limit} {what}"),
        }
    }
}

/// A decoded document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
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

/// Decodes a document by its byte order mark, else by its XML declaration, else as UTF-8 (XML 1.0, appendix F).
///
/// # Errors
/// When the bytes are not valid in that encoding, or the encoding is not one of UTF-8, UTF-16, US-ASCII, ISO-8859-1 and windows-1252.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
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

/// Refuses DTDs and what is over a limit, in one pass over the bytes.
///
/// # Errors
/// The first refusal, with its place.
pub fn check(text: &str, limits: &Limits) -> Result<(), Refusal> {
    if text.len() > limits.bytes {
        return refuse("bytes", limits.bytes, 0..0);
    }
    Scan {
        bytes: text.as_bytes(),
        at: 0,
        limits,
        declarations: Vec::new(),
        in_scope: 0,
        elements: 0,
    }
    .document()
}

fn refuse<T>(what: &'static str, limit: usize, at: Range<usize>) -> Result<T, Refusal> {
    Err(Refusal {
        kind: RefusalKind::Limit(what, limit),
        at,
    })
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    limits: &'t Limits,
    /// For each open element: how many namespace declarations it carries.
    declarations: Vec<usize>,
    in_scope: usize,
    elements: usize,
}

impl<'t> Scan<'t> {
    fn document(mut self) -> Result<(), Refusal> {
        while let Some(offset) = find(self.rest(), b"<") {
            self.at += offset;
            let rest = self.rest();
            match rest {
                [b'<', b'!', b'-', b'-', ..] => self.skip_past(4, b"-->"),
                [b'<', b'!', b'[', ..] => self.skip_past(3, b"]]>"),
                [b'<', b'?', ..] => self.skip_past(2, b"?>"),
                [b'<', b'!', ..] => return self.declaration(),
                [b'<', b'/', ..] => {
                    self.in_scope -= self.declarations.pop().unwrap_or(0);
                    self.skip_past(2, b">");
                }
                _ => self.start_tag()?,
            }
        }
        Ok(())
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_past(&mut self, opening: usize, closing: &[u8]) {
        self.at += opening;
        match find(self.rest(), closing) {
            Some(offset) => self.at += offset + closing.len(),
            None => self.at = self.bytes.len(),
        }
    }

    /// `<!` that begins neither a comment nor a CDATA section.
    fn declaration(&self) -> Result<(), Refusal> {
        let end = self.at + find(self.rest(), b">").map_or(self.rest().len().min(80), |o| o + 1);
        let words = String::from_utf8_lossy(self.bytes.get(self.at..end).unwrap_or_default())
            .to_ascii_lowercase();
        let html = words
            .strip_prefix("<!doctype")
            .is_some_and(|w| w.trim_start().starts_with("html"));
        let kind = if html {
            RefusalKind::Html
        } else {
            RefusalKind::Doctype
        };
        Err(Refusal {
            kind,
            at: self.at..self.at + "<!DOCTYPE".len().min(self.rest().len()),
        })
    }

    fn start_tag(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        self.at += 1;
        self.name()?;
        self.elements += 1;
        if self.elements > self.limits.elements {
            return refuse("elements", self.limits.elements, start..self.at);
        }
        let (mut attributes, mut declarations) = (0, 0);
        loop {
            self.white_space();
            match self.rest() {
                [] => return Ok(()),
                [b'>', ..] => {
                    self.at += 1;
                    break;
                }
                [b'/', ..] => {
                    self.at += 1;
                    if self.rest().first() == Some(&b'>') {
                        self.at += 1;
                        return Ok(());
                    }
                }
                // Not well-formed; the parser says so.
                [b'<', ..] => break,
                [b'=' | b'"' | b'\'', ..] => self.at += 1,
                rest => {
                    attributes += 1;
                    let name = self.at;
                    if rest.starts_with(b"xmlns:")
                        || rest.starts_with(b"xmlns=")
                        || rest.starts_with(b"xmlns ")
                    {
                        declarations += 1;
                        if self.in_scope + declarations > self.limits.namespaces {
                            let limit = self.limits.namespaces;
                            return refuse(
                                "namespace declarations in scope",
                                limit,
                                name..name + 5,
                            );
                        }
                    }
                    self.name()?;
                    if attributes > self.limits.attributes {
                        return refuse(
                            "attributes on an element",
                            self.limits.attributes,
                            name..self.at,
                        );
                    }
                    self.value()?;
                }
            }
        }
        self.declarations.push(declarations);
        self.in_scope += declarations;
        if self.declarations.len() > self.limits.depth {
            return refuse(
                "levels of nested elements",
                self.limits.depth,
                start..self.at,
            );
        }
        Ok(())
    }

    fn white_space(&mut self) {
        let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
        self.at += self.rest().iter().take_while(blank).count();
    }

    fn name(&mut self) -> Result<(), Refusal> {
        let part = |b: &&u8| {
            !matches!(
                b,
                b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/' | b'=' | b'<' | b'"' | b'\''
            )
        };
        let start = self.at;
        self.at += self.rest().iter().take_while(part).count();
        if self.at - start > self.limits.name {
            return refuse("bytes in a name", self.limits.name, start..start + 1);
        }
        Ok(())
    }

    fn value(&mut self) -> Result<(), Refusal> {
        self.white_space();
        if self.rest().first() != Some(&b'=') {
            return Ok(());
        }
        self.at += 1;
        self.white_space();
        let quote = match self.rest() {
            [q @ (b'"' | b'\''), ..] => *q,
            _ => return Ok(()),
        };
        self.at += 1;
        let length = find(self.rest(), &[quote]).unwrap_or(self.rest().len());
        if length > self.limits.attribute_value {
            return refuse(
                "bytes in an attribute",
                self.limits.attribute_value,
                self.at..self.at + 1,
            );
        }
        self.at += length + 1;
        Ok(())
    }
}

/// Offset of the first occurrence.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (&first, tail) = needle.split_first()?;
    let mut from = 0;
    loop {
        let rest = haystack.get(from..)?;
        let offset = rest.iter().position(|&b| b == first)?;
        if rest.get(offset + 1..)?.starts_with(tail) {
            return Some(from + offset);
        }
        from += offset + 1;
    }
}

/// The text with characters that a terminal or an editor would act on made visible: controls and bidirectional controls.
///
/// Line feeds stay when `lines` is true; a tab becomes four spaces.
pub fn visible(text: &str, lines: bool) -> Cow<'_, str> {
    let harmless = |c: char| (lines && c == '\n') || !acts(c);
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if harmless(c) => out.push(c),
            '\t' => out.push_str("    "),
            '\r' if lines => {}
            '\n' | '\r' => out.push(' '),
            c => out.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal or an editor would act on it, or show nothing. What stands for bytes that were no text is to be seen.
fn acts(c: char) -> bool {
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    breaks || c.is_control() || (c != char::REPLACEMENT_CHARACTER && is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<RefusalKind> {
        check(text, &Limits::DEFAULT).err().map(|r| r.kind)
    }

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

    #[test]
    fn doctypes() {
        assert_eq!(kind("<!DOCTYPE a []><a/>"), Some(RefusalKind::Doctype));
        assert_eq!(kind("<!doctype  html><p>"), Some(RefusalKind::Html));
        assert_eq!(
            kind("<!-- <!DOCTYPE a> --><a b='<!DOCTYPE'><![CDATA[<!DOCTYPE]]></a>"),
            None
        );
        assert_eq!(kind("<a/><!DOCTYPE a>"), Some(RefusalKind::Doctype));
    }

    #[test]
    fn limits() {
        let deep = |n: usize| "<a>".repeat(n) + &"</a>".repeat(n);
        assert_eq!(kind(&deep(256)), None);
        assert!(matches!(
            kind(&deep(257)),
            Some(RefusalKind::Limit("levels of nested elements", 256))
        ));
        assert_eq!(
            kind(&("<r>".to_owned() + &"<a></a>".repeat(1000) + "</r>")),
            None
        );
        let wide = |n: usize| {
            format!(
                "<a{}/>",
                (0..n).map(|i| format!(" a{i}='' ")).collect::<String>()
            )
        };
        assert_eq!(kind(&wide(500)), None);
        assert!(matches!(
            kind(&wide(501)),
            Some(RefusalKind::Limit("attributes on an element", _))
        ));
        let nested: String = (0..129).map(|i| format!("<a xmlns:n{i}='u'>")).collect();
        assert!(matches!(
            kind(&nested),
            Some(RefusalKind::Limit("namespace declarations in scope", _))
        ));
        assert!(matches!(
            kind(&format!("<{}/>", "a".repeat(1001))),
            Some(RefusalKind::Limit("bytes in a name", _))
        ));
        assert!(matches!(
            kind(&format!("<a b='{}'/>", "a".repeat((1 << 20) + 1))),
            Some(RefusalKind::Limit("bytes in an attribute", _))
        ));
    }

    #[test]
    fn malformed_text_is_left_to_the_parser() {
        for text in [
            "",
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "<a b='<'",
            "</a>",
            "<a/",
            "<a <b>",
            "<!--",
            "<?x",
            "<![CDATA[",
            "<a =''=>",
            "text",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_text_is_made_visible() {
        assert_eq!(
            visible("a\u{202E}b\u{1B}[0m\n", false),
            "a\\u{202e}b\\u{1b}[0m "
        );
        assert_eq!(visible("é\tx\n", true), "é    x\n");
    }
}
