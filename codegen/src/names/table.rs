//! The name table: sorted lines `kind {ns}name = RustName`, kept beside checked-in code.

use std::collections::BTreeMap;

/// The first line of the file.
const HEADER: &str = "# The names of generated items, kept so that a newcomer never renames what is here. Made by wsdl-codegen.";

/// Reads a table; lines that are no entries (comments, blank lines) are passed over.
pub fn parse(text: &str) -> BTreeMap<String, String> {
    let entries = text.lines().filter(|l| !l.starts_with('#'));
    let entries = entries.filter_map(|line| {
        let (key, name) = line.rsplit_once(" = ")?;
        Some((key.trim().to_owned(), name.trim().to_owned()))
    });
    entries.collect()
}

/// Writes a table.
pub fn print(names: &BTreeMap<String, String>) -> String {
    let mut text = format!("{HEADER}\n");
    for (key, name) in names {
        text.push_str(&format!("{key} = {name}\n"));
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
        assert_eq!(parse("\n# x = y\nnonsense\n"), BTreeMap::new());
    }
}
