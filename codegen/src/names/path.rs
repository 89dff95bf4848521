//! Paths that settings name: other people's types and derives.

use super::case;

/// The words that a path may begin with although they are keywords.
const ROOTS: &[&str] = &["crate", "self", "super"];

/// Whether the text is a path of Rust to a type or derive: `Eq`, `crate::money::Money`, `::serde::Serialize`.
pub fn is_path(text: &str) -> bool {
    let inner = text.strip_prefix("::").unwrap_or(text);
    let absolute = inner.len() < text.len();
    let mut above = !absolute;
    let mut last_is_name = false;
    for word in inner.split("::") {
        above &= ROOTS.contains(&word);
        last_is_name = case::is_identifier(word.strip_prefix("r#").unwrap_or(word));
        if !above && !last_is_name {
            return false;
        }
    }
    last_is_name
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn paths() {
        let yes = [
            "Eq",
            "i64",
            "::serde::Serialize",
            "crate::Money",
            "super::super::Money",
            "r#Try",
        ];
        let no = [
            "",
            "::",
            "a b",
            "A)]pub struct X;#[derive(B",
            "crate",
            "a::super::B",
            "::crate::X",
            "Vec<u8>",
            "1x",
            "a::",
        ];
        for text in yes {
            assert!(is_path(text), "{text}");
        }
        for text in no {
            assert!(!is_path(text), "{text}");
        }
    }
}
