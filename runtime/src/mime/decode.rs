//! Content transfer encodings (RFC 2045 section 6).

use crate::value::Base64;

/// How the content of a part was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `7bit`, `8bit`, `binary`: as it is.
    Identity,
    Base64,
    QuotedPrintable,
    Unknown,
}

impl Encoding {
    pub(super) fn named(name: &str) -> Self {
        let named = |known: &str| name.trim().eq_ignore_ascii_case(known);
        if ["", "binary", "8bit", "7bit"].into_iter().any(named) {
            Encoding::Identity
        } else if named("base64") {
            Encoding::Base64
        } else if named("quoted-printable") {
            Encoding::QuotedPrintable
        } else {
            Encoding::Unknown
        }
    }
}

pub(super) fn base64(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let read = Base64::read(bytes).map_err(|_| "its content is no base64")?;
    Ok(read.0)
}

/// Quoted-printable (RFC 2045 section 6.7); hexadecimal digits of both cases.
pub(super) fn quoted_printable(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    const BROKEN: &str = "its content is no quoted-printable text";
    let mut out = Vec::with_capacity(bytes.len());
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    for line in lines {
        let (text, end) = match line {
            [text @ .., b'\r', b'\n'] => (text, "\r\n"),
            [text @ .., b'\n'] => (text, "\n"),
            text => (text, ""),
        };
        // White space at a line's end was added in transport (rule 3); before it, a `=` joins lines.
        let text = text.trim_ascii_end();
        let (mut rest, soft) = match text {
            [text @ .., b'='] => (text, true),
            text => (text, false),
        };
        while let [byte, after @ ..] = rest {
            rest = after;
            if *byte != b'=' {
                out.push(*byte);
                continue;
            }
            let [high, low, after @ ..] = rest else {
                return Err(BROKEN);
            };
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (Some(high), Some(low)) = (digit(*high), digit(*low)) else {
                return Err(BROKEN);
            };
            out.push(u8::try_from(high * 16 + low).map_err(|_| BROKEN)?);
            rest = after;
        }
        if !soft {
            out.extend_from_slice(end.as_bytes());
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_is_undone() {
        let of = |text: &str| quoted_printable(text.as_bytes());
        assert_eq!(of("a=3Db=3d\r\n").unwrap(), b"a=b=\r\n");
        assert_eq!(of("long=\r\n line=  \nend").unwrap(), b"long lineend");
        assert_eq!(of("trailing \t\r\nnext").unwrap(), b"trailing\r\nnext");
        assert_eq!(of("=E2=82=AC=").unwrap(), "€".as_bytes());
        for broken in ["=", "=A", "=XY", "a=4\n"] {
            // A lone `=` at the end joins the line to nothing.
            assert_eq!(of(broken).is_err(), broken != "=", "{broken}");
        }
    }
}
