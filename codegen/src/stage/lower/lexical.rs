//! Numbers and truth values whose digits are asked for as such: `[0-9]{5}` takes `00501`, which as a number is 501, and that it does not
//! take. Such a type is text in Rust, so that what was read can be written again.

use super::shape::Shaper;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, TypeId, TypeRef};
use crate::sample::facets::Simple;

/// The most texts of one pattern that are looked at.
const EXAMPLES: usize = 40;

impl Shaper<'_> {
    /// Whether the patterns of a simple type take a number or truth value in a form other than the one that its Rust type writes, and do
    /// not take it in that. Found by trying texts that the patterns take, so a pattern has to be rather odd to be missed.
    pub(super) fn form_matters(&self, id: TypeId) -> bool {
        let simple = Simple::of(self.schema, TypeRef::Defined(id));
        let Shape::Atomic(builtin) = simple.shape else {
            return false;
        };
        let plain: fn(&str) -> String = match builtin {
            Builtin::Boolean => plain_boolean,
            b if b.is_derived_from(Builtin::Decimal) => plain_number,
            _ => return false,
        };
        let examples = simple
            .patterns()
            .iter()
            .flat_map(|pattern| pattern.examples(0).take(EXAMPLES));
        let spelt = ["0", "1", "true", "false"].map(str::to_owned);
        let mut texts = spelt.into_iter().chain(examples.flat_map(spellings));
        texts.any(|text| {
            let written = plain(&text);
            written != text
                && simple.fits(self.schema, &text)
                && !simple.fits(self.schema, &written)
        })
    }
}

/// A text, and the same with zeros for its first digits, and with a sign.
fn spellings(text: String) -> Vec<String> {
    let mut found = vec![format!("+{text}")];
    let mut zeros = text.clone();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        if c != '0' {
            zeros.replace_range(at..=at, "0");
            found.push(zeros.clone());
        }
    }
    found.push(text);
    found
}

fn plain_boolean(text: &str) -> String {
    match text {
        "1" => "true",
        "0" => "false",
        other => other,
    }
    .to_owned()
}

/// Without a plus sign and leading zeros, and zero without a sign.
fn plain_number(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let whole = digits.trim_start_matches('0');
    match whole.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("{sign}{whole}"),
        false if whole.is_empty() => "0".to_owned(),
        false => format!("{sign}0{whole}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_their_types_write_them() {
        for (text, plain) in [
            ("007", "7"),
            ("+7", "7"),
            ("-07", "-7"),
            ("000", "0"),
            ("-0", "0"),
            ("00.50", "0.50"),
            (".5", "0.5"),
            ("10", "10"),
        ] {
            assert_eq!(plain_number(text), plain);
        }
        assert_eq!(
            (plain_boolean("1"), plain_boolean("true")),
            ("true".into(), "true".into())
        );
    }

    #[test]
    fn spellings_have_zeros_in_front() {
        let found = spellings("a12".to_owned());
        assert_eq!(found, ["+a12", "a02", "a00", "a12"]);
    }
}
