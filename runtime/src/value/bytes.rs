//! `xs:base64Binary` and `xs:hexBinary`.

use super::error::Read;
use super::text::lexical_text;
use data_encoding::{BASE64, Encoding, HEXLOWER_PERMISSIVE, HEXUPPER};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// `xs:base64Binary`: bytes, written in base64 (XML Schema Part 2, 3.2.16).
///
/// Reading takes white space between any two characters, as the specification does, and demands padding and no stray bits.
///
/// ```
/// use wsdl_runtime::value::Base64;
/// let greeting: Base64 = "aGVs bG8=".parse()?;
/// assert_eq!(&greeting[..], b"hello");
/// assert_eq!(Base64::from(b"hello").to_string(), "aGVsbG8=");
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Vec<u8>);

/// `xs:hexBinary`: bytes, written as pairs of hexadecimal digits (XML Schema Part 2, 3.2.15).
///
/// Both cases are read; upper case, the canonical form, is written.
///
/// ```
/// use wsdl_runtime::value::Hex;
/// let magic: Hex = "cafeBABE".parse()?;
/// assert_eq!(&magic[..], [0xCA, 0xFE, 0xBA, 0xBE]);
/// assert_eq!(magic.to_string(), "CAFEBABE");
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex(pub Vec<u8>);

impl Base64 {
    pub(crate) const NAME: &'static str = "xs:base64Binary";

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        const FORM: &str = "base64 is groups of four characters out of A-Z a-z 0-9 + /, the last perhaps with = at its end";
        let white = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        // Most senders write one line or lines of equal length, so the first white space is found soon or never.
        let joined: Vec<u8>;
        let text = if bytes.iter().any(white) {
            joined = bytes.iter().copied().filter(|byte| !white(byte)).collect();
            joined.as_slice()
        } else {
            bytes
        };
        // The decoder would also take texts that follow one another, each with its padding.
        let padding = text
            .iter()
            .position(|byte| *byte == b'=')
            .unwrap_or(text.len());
        if text.len() - padding > 2 {
            return Err(FORM);
        }
        BASE64.decode(text).map(Base64).map_err(|_| FORM)
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        encode(&BASE64, &self.0, out)
    }
}

impl Hex {
    pub(crate) const NAME: &'static str = "xs:hexBinary";

    pub(crate) fn read(bytes: &[u8]) -> Read<Self> {
        HEXLOWER_PERMISSIVE
            .decode(bytes)
            .map(Hex)
            .map_err(|_| "it is pairs of the digits 0-9 A-F a-f")
    }

    pub(crate) fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        encode(&HEXUPPER, &self.0, out)
    }
}

/// Encodes piece by piece through the stack: 384 bytes are whole groups of either encoding, and at most 768 characters.
fn encode(encoding: &Encoding, bytes: &[u8], out: &mut impl fmt::Write) -> fmt::Result {
    let mut buffer = [0; 768];
    for piece in bytes.chunks(384) {
        let Some(text) = buffer.get_mut(..encoding.encode_len(piece.len())) else {
            return Err(fmt::Error);
        };
        encoding.encode_mut(piece, text);
        out.write_str(std::str::from_utf8(text).map_err(|_| fmt::Error)?)?;
    }
    Ok(())
}

/// What `Debug` shows of long contents, in bytes.
const SHOWN: usize = 32;

macro_rules! bytes {
    ($($T:ident),+) => { $(
        impl $T {
            /// The bytes themselves.
            pub fn into_vec(self) -> Vec<u8> {
                self.0
            }
        }

        impl Deref for $T {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl DerefMut for $T {
            fn deref_mut(&mut self) -> &mut [u8] {
                &mut self.0
            }
        }

        impl AsRef<[u8]> for $T {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Vec<u8>> for $T {
            fn from(bytes: Vec<u8>) -> Self {
                $T(bytes)
            }
        }

        impl From<&[u8]> for $T {
            fn from(bytes: &[u8]) -> Self {
                $T(bytes.into())
            }
        }

        impl<const N: usize> From<[u8; N]> for $T {
            fn from(bytes: [u8; N]) -> Self {
                $T(bytes.into())
            }
        }

        impl<const N: usize> From<&[u8; N]> for $T {
            fn from(bytes: &[u8; N]) -> Self {
                $T(bytes.into())
            }
        }

        impl From<$T> for Vec<u8> {
            fn from(value: $T) -> Self {
                value.0
            }
        }

        impl FromIterator<u8> for $T {
            fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
                $T(bytes.into_iter().collect())
            }
        }

        impl fmt::Debug for $T {
            /// The length and the first bytes: never the whole of something long.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($T), "({} bytes"), self.0.len())?;
                let shown = self.0.get(..SHOWN).unwrap_or(&self.0);
                if !shown.is_empty() {
                    write!(f, ": {}", HEXUPPER.encode(shown))?;
                }
                f.write_str(if shown.len() < self.0.len() { "..)" } else { ")" })
            }
        }
    )+ };
}
bytes!(Base64, Hex);
lexical_text!(Base64, Hex);
