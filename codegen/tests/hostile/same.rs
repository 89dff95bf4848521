//! Same documents and settings, same bytes.

use std::collections::BTreeMap;

use wsdl_codegen::{Layout, Options, compile};

use super::{Scratch, make, schema};

const PARTS: &[(&str, &str)] = &[
    (
        "urn:b",
        r#"<xs:complexType name="Line"><xs:sequence><xs:element name="sku" type="xs:string"/></xs:sequence></xs:complexType>"#,
    ),
    (
        "urn:c",
        r#"<xs:simpleType name="Money"><xs:restriction base="xs:decimal"/></xs:simpleType>"#,
    ),
    (
        "urn:d",
        r#"<xs:complexType name="Line"><xs:sequence><xs:element name="text" type="xs:string"/></xs:sequence></xs:complexType>"#,
    ),
];

fn part(uri: &str, content: &str) -> String {
    format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{uri}">{content}</xs:schema>"#
    )
}

/// The files by path; what names the imports' order in them would differ.
fn files(order: &[usize], rename: &str) -> BTreeMap<String, String> {
    let file = |i: usize| format!("{rename}{i}.xsd");
    let imports: String = order
        .iter()
        .map(|&i| {
            format!(
                r#"<xs:import namespace="{}" schemaLocation="{}"/>"#,
                PARTS[i].0,
                file(i)
            )
        })
        .collect();
    let entry = schema(&format!(
        r#"{imports}<xs:complexType name="Order"><xs:sequence>
           <xs:element name="line" type="b:Line" xmlns:b="urn:b" maxOccurs="unbounded"/><xs:element name="total" type="c:Money" xmlns:c="urn:c"/>
           <xs:element name="note" type="d:Line" xmlns:d="urn:d"/></xs:sequence></xs:complexType>"#
    ));
    let texts: Vec<(String, String)> = order
        .iter()
        .map(|&i| (file(i), part(PARTS[i].0, PARTS[i].1)))
        .collect();
    let mut documents = vec![("order.xsd", entry.as_str())];
    documents.extend(
        texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    let made = make(&documents);
    assert!(!made.broken, "{}", made.said);
    made.files.into_iter().map(|f| (f.path, f.text)).collect()
}

#[test]
fn whatever_the_order_and_the_names_of_the_documents() {
    let first = files(&[0, 1, 2], "");
    assert!(first.len() > 3);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(files(&order, ""), first, "{order:?}");
    }
    assert_eq!(files(&[0, 1, 2], "schemas/"), first);
}

#[test]
fn twice_and_from_another_folder() {
    let wsdl = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../wsdl/command-web-service/CommandWebService.wsdl"
    );
    let first = compile(wsdl.as_ref(), &Options::default(), Layout::Folder).files;
    assert!(!first.is_empty());
    for _ in 0..3 {
        assert_eq!(
            compile(wsdl.as_ref(), &Options::default(), Layout::Folder).files,
            first
        );
    }
    // elsewhere, by a relative and by an absolute path
    let scratch = Scratch::new("same");
    let copy = scratch.write(
        "deep/er/CommandWebService.wsdl",
        std::fs::read(wsdl).expect("the WSDL"),
    );
    assert_eq!(
        compile(&copy, &Options::default(), Layout::Folder).files,
        first
    );
    let here = std::env::current_dir().expect("a folder");
    let up: String = here.components().skip(1).map(|_| "../").collect();
    let relative = format!("{up}{}", copy.strip_prefix("/").unwrap_or(&copy).display());
    if std::path::Path::new(&relative).exists() {
        assert_eq!(
            compile(relative.as_ref(), &Options::default(), Layout::Folder).files,
            first
        );
    }
}
