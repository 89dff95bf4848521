//! The name table: sorted lines of two columns, `kind {ns}name` and the Rust name, a tab between them; kept beside checked-in code.

use std::collections::BTreeMap;

/// Reads a table; lines that are no entries (comments, blank lines) are passed over.
pub fn parse(text: &str) -> BTreeMap<String, String> {
    let entries = text.lines().filter(|l| !l.starts_with('#'));
    let entries = entries.filter_map(|line| {
        let (key, name) = line.rsplit_once('\t')?;
        Some((key.trim().to_owned(), name.trim().to_owned()))
    });
    entries.collect()
}

/// The lines of a table.
pub fn print(names: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (key, name) in names {
        text.push_str(&format!("{key}\t{name}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let names = BTreeMap::from([
            ("type {urn:a = b}Foo".to_owned(), "Foo".to_owned()),
            ("element {urn:a}foo/bar".to_owned(), "FooBar".to_owned()),
        ]);
        assert_eq!(parse(&print(&names)), names);
        assert_eq!(parse("\n# x\ty\nnonsense\n"), BTreeMap::new());
    }
}
