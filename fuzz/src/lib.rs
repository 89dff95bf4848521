//! The bodies of the targets: each takes bytes that nobody vouches for, panics when a promise is broken, and tells whether something
//! came of them: a value, code, an answer.
//!
//! `fuzz_targets` hands them to libFuzzer; `tests/fuzz.rs` runs them over the seeds and a bounded number of mutations, on any compiler.

mod arguments;
mod envelope;
mod generate;
mod mime;
mod typed;
mod values;
mod xml;

pub use arguments::arguments;
pub use envelope::envelope;
pub use generate::generate;
pub use mime::mime;
pub use typed::typed;
pub use values::values;
pub use xml::xml;

/// A target: its name, and its body.
pub type Target = (&'static str, fn(&[u8]) -> bool);

/// All targets.
pub const TARGETS: &[Target] = &[
    ("arguments", arguments),
    ("envelope", envelope),
    ("generate", generate),
    ("mime", mime),
    ("typed", typed),
    ("values", values),
    ("xml", xml),
];

/// The first line, and what follows it.
fn first_line(data: &[u8]) -> (String, &[u8]) {
    let end = data.iter().position(|b| *b == b'\n').unwrap_or(data.len());
    let (line, rest) = data.split_at(end);
    let rest = rest.get(1..).unwrap_or_default();
    (String::from_utf8_lossy(line).into_owned(), rest)
}
