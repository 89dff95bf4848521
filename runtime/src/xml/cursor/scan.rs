//! Looking at bytes: many at a time in texts, by table in names.

use memchr::memchr;

/// What a byte is in a name.
pub(super) const START: u8 = 0;
pub(super) const NAME: u8 = 1;
pub(super) const COLON: u8 = 2;
/// What may follow a name.
pub(super) const DELIMITER: u8 = 3;
/// Outside of ASCII, or not allowed.
const OTHER: u8 = 4;

pub(super) static CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut i = 0;
    while i < 128 {
        let byte = i as u8;
        class[i] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => START,
            b'0'..=b'9' | b'-' | b'.' => NAME,
            b':' => COLON,
            b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>' | b'=' => DELIMITER,
            _ => OTHER,
        };
        i += 1;
    }
    class
};

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of each byte that is zero, and perhaps of some above the lowest such.
#[inline(always)]
fn zero(x: u64) -> u64 {
    x.wrapping_sub(LOW) & !x & HIGH
}

/// The place of the first of three bytes at or after `from`, or the end. A call to `memchr` per text would cost more than the
/// texts of SOAP messages do, which have some ten bytes.
#[inline(always)]
fn first_of_three<const A: u8, const B: u8, const C: u8>(bytes: &[u8], from: usize) -> usize {
    let (words, last) = bytes.get(from..).unwrap_or_default().as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zero(word ^ (LOW * A as u64))
            | zero(word ^ (LOW * B as u64))
            | zero(word ^ (LOW * C as u64));
        if found != 0 {
            return from + 8 * i + (found.trailing_zeros() / 8) as usize;
        }
    }
    let found = last.iter().position(|byte| [A, B, C].contains(byte));
    from + 8 * words.len() + found.unwrap_or(last.len())
}

/// The end of a run of text that stands for itself: the next `<`, `&` or carriage return, or the end of the document.
#[inline(always)]
pub(super) fn text_end(bytes: &[u8], from: usize) -> usize {
    first_of_three::<b'<', b'&', b'\r'>(bytes, from)
}

/// The next quote, `<` or `&` in an attribute's value.
#[inline(always)]
pub(super) fn value_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    if quote == b'"' {
        first_of_three::<b'"', b'<', b'&'>(bytes, from)
    } else {
        first_of_three::<b'\'', b'<', b'&'>(bytes, from)
    }
}

/// Whether two runs of `length` bytes are the same. For names: a call to `memcmp` would cost more than those do that are no longer
/// than a word.
#[inline(always)]
pub(super) fn same(bytes: &[u8], a: usize, b: usize, length: usize) -> bool {
    let word = |at: usize| {
        let word = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>());
        word.map(|word| u64::from_le_bytes(*word))
    };
    if let 1..=8 = length
        && let (Some(x), Some(y)) = (word(a), word(b))
    {
        // The first bytes are the low ones.
        return (x ^ y) << (64 - 8 * length) == 0;
    }
    let run = |at: usize| bytes.get(at..at + length);
    run(a).is_some() && run(a) == run(b)
}

/// Whether the run at `from` is `name`. As [`same`], for a name with nothing behind it that could be looked at.
#[inline(always)]
pub(super) fn is(bytes: &[u8], from: usize, name: &[u8]) -> bool {
    let Some(run) = bytes.get(from..from + name.len()) else {
        return false;
    };
    // The two halves overlap.
    match name.len() {
        4..=8 => {
            run.first_chunk::<4>() == name.first_chunk::<4>()
                && run.last_chunk::<4>() == name.last_chunk::<4>()
        }
        9..=16 => {
            run.first_chunk::<8>() == name.first_chunk::<8>()
                && run.last_chunk::<8>() == name.last_chunk::<8>()
        }
        _ => run == name,
    }
}

/// The first byte at or after `from` that is no white space.
#[inline]
pub(super) fn space_end(bytes: &[u8], mut from: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r' | b'\n') = bytes.get(from) {
        from += 1;
    }
    from
}

/// What one pass over a whole document tells, so that texts need not be looked at for it again.
pub(super) struct Survey {
    /// The place of the first character that XML does not allow.
    pub(super) illegal: Option<usize>,
    /// `]]>` occurs somewhere.
    pub(super) section_end: bool,
}

/// Whether there is a control character that is no white space.
#[inline]
fn control(piece: &[u8; 64]) -> bool {
    // Written so that the compiler looks at many bytes at once.
    let mut found = 0u8;
    for &byte in piece {
        found |= u8::from(byte < b' ')
            & u8::from(byte != b'\t')
            & u8::from(byte != b'\n')
            & u8::from(byte != b'\r');
    }
    found != 0
}

pub(super) fn survey(text: &str) -> Survey {
    let bytes = text.as_bytes();
    let (pieces, rest) = bytes.as_chunks::<64>();
    let mut last = [b' '; 64];
    for (to, byte) in last.iter_mut().zip(rest) {
        *to = *byte;
    }
    let control = pieces
        .iter()
        .chain([&last])
        .fold(false, |f, p| f | control(p));
    // U+FFFE and U+FFFF begin with 0xEF.
    let high =
        memchr(0xEF, bytes).is_some() && (text.contains('\u{FFFE}') || text.contains('\u{FFFF}'));
    let illegal = if control || high {
        text.char_indices()
            .find(|(_, c)| !super::super::chars::is_char(*c))
            .map(|(place, _)| place)
    } else {
        None
    };
    Survey {
        illegal,
        section_end: memchr(b']', bytes).is_some() && text.contains("]]>"),
    }
}

#[cfg(test)]
mod tests {
    use super::{is, same, survey, text_end, value_end};

    #[test]
    fn ends_at_each_place() {
        for length in 0..20 {
            for place in 0..length {
                for byte in [b'<', b'&', b'\r'] {
                    let mut bytes = vec![b'x'; length];
                    bytes[place] = byte;
                    assert_eq!(text_end(&bytes, 0), place);
                    assert_eq!(text_end(&bytes, place + 1), length);
                }
            }
        }
        assert_eq!(value_end(b"a'b\"", 0, b'"'), 3);
        assert_eq!(value_end(b"a'b\"", 0, b'\''), 1);
    }

    #[test]
    fn compares_runs() {
        for length in 0..20 {
            for end in 0..10 {
                let run = "abcdefghijklmnopqrst".get(..length).unwrap();
                let text = format!("{run}={run}{}", "x".repeat(end));
                assert!(same(text.as_bytes(), 0, length + 1, length), "{text}");
                assert!(is(text.as_bytes(), length + 1, run.as_bytes()), "{text}");
                for wrong in 0..length {
                    let mut bytes = text.clone().into_bytes();
                    bytes[length + 1 + wrong] = b'-';
                    assert!(!same(&bytes, 0, length + 1, length), "{wrong} in {text}");
                    assert!(!is(&bytes, length + 1, run.as_bytes()), "{wrong} in {text}");
                }
            }
            assert!(!same(b"abcdefgh", 0, 8, 1 + length));
            assert!(!is(b"abcdefgh", 8 - length.min(8), &[b'a'; 21][..=length]));
        }
    }

    #[test]
    fn finds_what_is_not_allowed() {
        for c in ['\0', '\u{1}', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            for before in [0, 5, 63, 64, 200] {
                let text = format!("{}{c}more", "a".repeat(before));
                assert_eq!(survey(&text).illegal, Some(before), "{c:?}");
            }
        }
        let fine = "\t\r\n\u{7F}\u{80}\u{FFFD}\u{FEFF}\u{10FFFF}";
        assert_eq!(survey(fine).illegal, None);
        assert!(survey("a]]>b").section_end && !survey("a]] >b").section_end);
    }
}
