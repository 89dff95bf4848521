//! Escaping, and finding what cannot be escaped.

/// What a byte needs in text and in attributes; `OTHER` must be looked at.
const PLAIN: u8 = 0;
const TEXT: u8 = 1;
const ATTRIBUTE: u8 = 2;
const OTHER: u8 = 3;

static CLASS: [u8; 256] = {
    let mut class = [PLAIN; 256];
    let mut i = 0;
    while i < 0x20 {
        class[i] = OTHER;
        i += 1;
    }
    // The first byte of U+FFFE and U+FFFF, among others.
    class[0xEF] = OTHER;
    class[b'<' as usize] = TEXT;
    class[b'>' as usize] = TEXT;
    class[b'&' as usize] = TEXT;
    class[b'\r' as usize] = TEXT;
    class[b'"' as usize] = ATTRIBUTE;
    class[b'\n' as usize] = ATTRIBUTE;
    class[b'\t' as usize] = ATTRIBUTE;
    class
};

/// The place of the first byte at or after `from` that may need something.
#[inline(always)]
fn special(bytes: &[u8], mut from: usize) -> usize {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    /// The high bit of each byte that is zero, and perhaps of some above the lowest such.
    #[inline(always)]
    fn zero(x: u64) -> u64 {
        x.wrapping_sub(LOW) & !x & HIGH
    }
    while let Some(&word) = bytes.get(from..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(word);
        // Below a space; `<` and `>`, which differ in one bit; `&` and `"`, too; 0xEF.
        let found = word.wrapping_sub(LOW * 0x20) & !word & HIGH
            | zero((word | (LOW * 0x02)) ^ (LOW * 0x3E))
            | zero((word | (LOW * 0x04)) ^ (LOW * 0x26))
            | zero(word ^ (LOW * 0xEF));
        if found != 0 {
            return from + (found.trailing_zeros() / 8) as usize;
        }
        from += 8;
    }
    while let Some(byte) = bytes.get(from)
        && CLASS[*byte as usize] == PLAIN
    {
        from += 1;
    }
    from
}

/// Appends `text`, escaped for content or for an attribute between double quotes. Gives the first character that XML cannot
/// hold, if there is one.
#[inline]
pub(super) fn escape(out: &mut String, text: &str, attribute: bool) -> Option<char> {
    let first = special(text.as_bytes(), 0);
    if first == text.len() {
        out.push_str(text);
        return None;
    }
    escape_from(out, text, first, attribute)
}

#[inline(never)]
fn escape_from(out: &mut String, text: &str, first: usize, attribute: bool) -> Option<char> {
    let bytes = text.as_bytes();
    let most = if attribute { ATTRIBUTE } else { TEXT };
    let (mut run, mut i, mut illegal) = (0, first, None);
    while let Some(&byte) = bytes.get(i) {
        let class = CLASS[byte as usize];
        if class == OTHER {
            let c = text.get(i..).and_then(|rest| rest.chars().next());
            illegal = illegal.or(c.filter(|c| !super::super::chars::is_char(*c)));
        } else if class != PLAIN && class <= most {
            out.push_str(text.get(run..i).unwrap_or_default());
            out.push_str(match byte {
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'&' => "&amp;",
                b'\r' => "&#xD;",
                b'"' => "&quot;",
                b'\n' => "&#xA;",
                _ => "&#x9;",
            });
            run = i + 1;
        }
        i = special(bytes, i + 1);
    }
    out.push_str(text.get(run..).unwrap_or_default());
    illegal
}

#[cfg(test)]
mod tests {
    use super::escape;

    fn text(text: &str) -> (String, Option<char>) {
        let mut out = String::new();
        let illegal = escape(&mut out, text, false);
        (out, illegal)
    }

    #[test]
    fn each_place_of_a_word() {
        for length in 0..20 {
            for place in 0..length {
                let mut plain = "a".repeat(length);
                plain.replace_range(place..=place, "<");
                assert_eq!(text(&plain), (plain.replace('<', "&lt;"), None));
                plain.replace_range(place..=place, "\u{1}");
                assert_eq!(text(&plain).1, Some('\u{1}'));
            }
        }
    }

    #[test]
    fn both_kinds() {
        assert_eq!(text("a<b>&\"'\r\n\t").0, "a&lt;b&gt;&amp;\"'&#xD;\n\t");
        let mut out = String::new();
        assert_eq!(escape(&mut out, "a<b>&\"'\r\n\t", true), None);
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;'&#xD;&#xA;&#x9;");
    }

    #[test]
    fn characters_that_xml_cannot_hold() {
        for c in ['\0', '\u{8}', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(text(&format!("some text {c} and more")).1, Some(c));
        }
        for fine in ["\u{7F}\u{80}", "\u{FFFD}", "\u{FF01}", "東京 \u{10FFFF}"] {
            assert_eq!(text(fine), (fine.into(), None));
        }
    }
}
