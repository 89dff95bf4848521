//! Text of strangers that would be Rust, Markdown or a terminal's commands.

use std::collections::BTreeSet;

use super::{escaped, make, schema};

/// What a stranger might write to be let in.
const TEXTS: &[&str] = &[
    "*/ fn evil() {} /*",
    "\"; fn evil() {} //",
    "\\\"; fn evil() {} //",
    "r#\"\"#; fn evil() {}",
    "\n#![allow(warnings)]\nfn evil() {}",
    "{}{0}{evil}",
    "a\rfn evil() {}",
    "\u{202e}live nf\u{202c}",
    "a\u{200b}b\u{feff}c\u{2066}d",
    "\u{9b}31mred\u{85}next\u{2028}line",
    "```\nevil();\n```",
    "~~~rust\nevil();\n~~~",
    "    evil();\n\tevil();",
    "<script>evil()</script> [evil] [`evil`]: evil",
    "'a' 'static \u{0}\u{7}".trim_ascii_end(),
    "\u{1F468}\u{200d}\u{1F469}e\u{301}",
];

/// Text as XML can hold it: characters that XML forbids are left out.
fn allowed(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

/// The file parses, holds exactly the items expected, and nothing that a reader, a terminal or rustdoc would act on.
#[track_caller]
fn harmless(source: &str, items: &[&str]) {
    let file = syn::parse_file(source).unwrap_or_else(|e| panic!("{e}\n{source}"));
    let names: BTreeSet<String> = file.items.iter().filter_map(name).collect();
    let expected: BTreeSet<String> = items.iter().map(|s| (*s).to_owned()).collect();
    assert_eq!(names, expected, "{source}");
    for c in source.chars() {
        let bidi = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        let control = c.is_control() && c != '\n';
        assert!(!bidi && !control, "{c:?} in\n{source}");
    }
    for line in source.lines().map(str::trim_start) {
        if let Some(doc) = line.strip_prefix("///").or(line.strip_prefix("//!")) {
            let text = doc.strip_prefix(' ').unwrap_or(doc);
            let fence = text.starts_with("```") || text.starts_with("~~~");
            assert!(
                !fence && !text.starts_with("    "),
                "a doctest: {line}\n{source}"
            );
        }
    }
}

/// The names of what can be called or used; `impl` and `use` have none.
fn name(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(i) => Some(i.ident.to_string()),
        syn::Item::Enum(i) => Some(i.ident.to_string()),
        syn::Item::Fn(i) => Some(i.sig.ident.to_string()),
        syn::Item::Type(i) => Some(i.ident.to_string()),
        syn::Item::Const(i) => Some(i.ident.to_string()),
        syn::Item::Static(i) => Some(i.ident.to_string()),
        _ => None,
    }
}

fn types(documents: &[(&str, &str)]) -> String {
    let made = make(documents);
    assert!(!made.broken, "{}", made.said);
    let types = made.files.into_iter().find(|f| f.path == "types.rs");
    types.expect("the types").text
}

#[test]
fn documentation() {
    for text in TEXTS {
        let doc = escaped(&allowed(text));
        let source = types(&[(
            "a.xsd",
            &schema(&format!(
                r#"<xs:complexType name="T"><xs:annotation><xs:documentation>{doc}</xs:documentation></xs:annotation>
               <xs:sequence><xs:element name="m" type="xs:string"><xs:annotation><xs:documentation>{doc}</xs:documentation></xs:annotation></xs:element></xs:sequence></xs:complexType>"#
            )),
        )]);
        harmless(&source, &["T"]);
    }
}

#[test]
fn values_of_enumerations() {
    let values: String = TEXTS
        .iter()
        .map(|t| format!(r#"<xs:enumeration value="{}"/>"#, escaped(&allowed(t))))
        .collect();
    let source = types(&[(
        "a.xsd",
        &schema(&format!(
            r#"<xs:simpleType name="T"><xs:restriction base="xs:string">{values}</xs:restriction></xs:simpleType>"#
        )),
    )]);
    harmless(&source, &["T"]);
}

#[test]
fn defaults_and_patterns() {
    for text in TEXTS {
        let text = escaped(&allowed(text));
        let content = format!(
            r#"<xs:complexType name="T"><xs:sequence>
               <xs:element name="a" type="xs:string" default="{text}" minOccurs="0"/><xs:element name="b" type="xs:string" fixed="{text}"/>
               <xs:element name="c"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="{text}"/></xs:restriction></xs:simpleType></xs:element>
               </xs:sequence><xs:attribute name="d" type="xs:string" default="{text}"/></xs:complexType>"#
        );
        let made = make(&[("a.xsd", &schema(&content))]);
        assert!(!made.broken, "{}", made.said);
        for file in made.files.iter().filter(|f| f.path.ends_with(".rs")) {
            syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{e}\n{}", file.text));
            assert!(
                !file.text.contains("#![allow(warnings)]\n") && !file.text.contains("\nfn evil"),
                "{}",
                file.text
            );
        }
        let types = made
            .files
            .iter()
            .find(|f| f.path == "types.rs")
            .expect("the types");
        harmless(&types.text, &["T"]);
    }
}

/// Namespaces become modules and file names: neither leads out of the folder.
#[test]
fn namespaces() {
    let uris = [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        "a\"; fn evil() {} //",
        "..",
        ".",
        "{}",
        "mod",
        "self",
        "\u{202e}x",
        "con",
        " ",
    ];
    for uri in uris {
        let uri = escaped(uri);
        let entry = schema(&format!(
            r#"<xs:import namespace="{uri}" schemaLocation="b.xsd"/><xs:element name="e" type="o:T" xmlns:o="{uri}"/>"#
        ));
        let other = format!(
            r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{uri}"><xs:complexType name="T"><xs:sequence><xs:element name="m" type="xs:int"/></xs:sequence></xs:complexType></xs:schema>"#
        );
        let made = make(&[("a.xsd", &entry), ("b.xsd", &other)]);
        assert!(!made.broken, "{}", made.said);
        for file in &made.files {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            let stem = file.path.split_once('.').map_or("", |(stem, _)| stem);
            assert!(!stem.is_empty() && stem.chars().all(plain), "{}", file.path);
            if file.path.ends_with(".rs") {
                syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{e}\n{}", file.text));
                assert!(!file.text.contains("fn evil() {}\n"), "{}", file.text);
            }
        }
    }
}

/// Names that Rust reserves, names that meet once they are Rust's, names of letters that Rust does not know.
#[test]
fn names() {
    let names = [
        "self",
        "Self",
        "super",
        "crate",
        "_",
        "__",
        "gen",
        "async",
        "r",
        "type",
        "a-b",
        "a.b",
        "a_b",
        "aB",
        "A-B",
        "_1",
        "é",
        "e\u{301}",
        "\u{4e2d}\u{6587}",
        "\u{aa}",
        "ﬁ",
        "x\u{b7}y",
        "new",
        "default",
        "clone",
        "fmt",
        "Vec",
        "Option",
        "String",
        "Box",
    ];
    let members: String = names
        .iter()
        .map(|n| format!(r#"<xs:element name="{n}" type="xs:string" minOccurs="0"/>"#))
        .collect();
    let declared: String = names
        .iter()
        .map(|n| format!(r#"<xs:complexType name="{n}"><xs:sequence>{members}</xs:sequence></xs:complexType>"#))
        .collect();
    let made = make(&[("a.xsd", &schema(&declared))]);
    assert!(!made.broken, "{}", made.said);
    let types = made
        .files
        .iter()
        .find(|f| f.path == "types.rs")
        .expect("the types");
    let file = syn::parse_file(&types.text).unwrap_or_else(|e| panic!("{e}\n{}", types.text));
    let structs: Vec<String> = file.items.iter().filter_map(name).collect();
    let distinct: BTreeSet<&String> = structs.iter().collect();
    assert_eq!(structs.len(), names.len());
    assert_eq!(distinct.len(), names.len(), "{structs:?}");
    for item in &file.items {
        if let syn::Item::Struct(item) = item {
            let members: BTreeSet<String> = item
                .fields
                .iter()
                .filter_map(|f| Some(f.ident.as_ref()?.to_string()))
                .collect();
            assert_eq!(members.len(), names.len(), "{}", item.ident);
        }
    }
}

#[test]
fn a_name_of_a_megabyte() {
    let name = "x".repeat(1 << 20);
    let made = make(&[(
        "a.xsd",
        &schema(&format!(r#"<xs:element name="{name}" type="t:{name}"/>"#)),
    )]);
    assert!(made.broken);
    assert!(
        made.said.len() < 4_000,
        "{} bytes are said",
        made.said.len()
    );
}
