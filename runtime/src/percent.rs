//! Percent-encoding (RFC 3986 section 2.1).

use std::fmt::Write;

/// Writes a text of which `keeps` stand as they are, of the characters of ASCII; all others are escaped.
pub(crate) fn encode(out: &mut String, text: &str, keeps: impl Fn(u8) -> bool) {
    for byte in text.bytes() {
        if byte.is_ascii() && keeps(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// An address with spaces and characters outside of ASCII percent-encoded: WSDLs hold both.
pub(crate) fn address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    encode(&mut out, address, |byte| byte.is_ascii_graphic());
    out
}

/// Undoes it; what is no escape stays.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%'
            && let [high, low, after @ ..] = rest
            && let (Some(high), Some(low)) = (
                char::from(*high).to_digit(16),
                char::from(*low).to_digit(16),
            )
            && let Ok(byte) = u8::try_from(high * 16 + low)
        {
            out.push(byte);
            rest = after;
        } else {
            out.push(*byte);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_done() {
        let mut out = String::new();
        encode(&mut out, "a b\u{e9}%", |byte| byte.is_ascii_alphanumeric());
        assert_eq!(out, "a%20b%C3%A9%25");
    }

    #[test]
    fn it_is_undone() {
        assert_eq!(decode("a%40b%3c%zz%4"), b"a@b<%zz%4");
    }
}
