//! References: the five predefined entities, and characters by number.

use super::malformed;
use crate::xml::chars::is_char;
use crate::xml::error::R;
use std::borrow::Cow;

/// The character that the reference at `at` stands for, and the reference's length in bytes (XML 1.0, 4.1).
pub(super) fn reference(text: &str, at: usize) -> R<(char, usize)> {
    let rest = text.get(at + 1..).unwrap_or_default();
    // No legal reference is longer, but for leading zeros.
    let Some(end) = rest.bytes().take(64).position(|byte| byte == b';') else {
        return malformed("an ampersand that begins no reference", at);
    };
    let name = rest.get(..end).unwrap_or_default();
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => match number(name) {
            Some(Some(c)) => c,
            Some(None) => {
                return malformed("a reference to a character that XML does not allow", at);
            }
            None => return malformed("an entity that is not declared", at),
        },
    };
    Ok((c, end + 2))
}

/// `None`: no character reference. `Some(None)`: to no legal character.
fn number(name: &str) -> Option<Option<char>> {
    let digits = name.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits.trim_start_matches('0'), radix);
    Some(code.ok().and_then(char::from_u32).filter(|c| is_char(*c)))
}

/// The value of an attribute: references resolved, white space normalised (XML 1.0, 3.3.3). The raw text has been checked.
pub(in crate::xml) fn unescape(raw: &str) -> Cow<'_, str> {
    // Written so that the compiler looks at many bytes at once. The text has no control characters but white space.
    let special = |found, byte| found | (byte < b' ') | (byte == b'&');
    if !raw.bytes().fold(false, special) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(c) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        let (c, length) = match c {
            '&' => reference(raw, at).unwrap_or(('&', 1)),
            '\r' if raw.as_bytes().get(at + 1) == Some(&b'\n') => (' ', 2),
            '\n' | '\t' | '\r' => (' ', 1),
            c => (c, c.len_utf8()),
        };
        out.push(c);
        at += length;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{reference, unescape};

    #[test]
    fn references() {
        for (text, c) in [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&apos;", '\''),
            ("&#9;", '\t'),
            ("&#x10FFFF;", '\u{10FFFF}'),
            ("&#x0000000041;", 'A'),
            ("&#xd;", '\r'),
        ] {
            assert_eq!(reference(text, 0), Ok((c, text.len())), "{text}");
        }
        for text in [
            "&",
            "&;",
            "&#;",
            "&#x;",
            "&#X41;",
            "&#0;",
            "&#1;",
            "&#xD800;",
            "&#xFFFE;",
            "&#x110000;",
            "&#99999999999;",
            "&nbsp;",
            "&amp",
            "& amp;",
            "&#+65;",
            "&AMP;",
        ] {
            assert!(reference(text, 0).is_err(), "{text}");
        }
    }

    #[test]
    fn values_are_normalised() {
        assert_eq!(unescape("a\tb\r\nc\rd\n&#10;&amp;&lt;é"), "a b c d \n&<é");
    }
}
