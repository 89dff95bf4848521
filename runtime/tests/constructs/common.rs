//! What the tests share: two namespaces, and the infoset by another parser.

pub(crate) use wsdl_runtime::generated::*;
pub(crate) use wsdl_runtime::xml::{Error, ErrorKind, Limits, Note, Parser, to_string};

names! { A "urn:a", B "urn:b" }

/// The infoset of a document by another parser: names resolved, attributes sorted, `xsi:type` resolved, prefixes gone.
pub(crate) fn canon(xml: &str) -> String {
    fn name(ns: Option<&str>, local: &str) -> String {
        format!("{{{}}}{local}", ns.unwrap_or(""))
    }
    fn go(node: roxmltree::Node<'_, '_>, out: &mut String) {
        if let (true, Some(text)) = (node.is_text(), node.text()) {
            if !text.trim().is_empty() {
                out.push_str(&format!("{text:?}"));
            }
            return;
        }
        let own = node.tag_name();
        out.push_str(&format!("<{}", name(own.namespace(), own.name())));
        let mut attributes: Vec<String> = node
            .attributes()
            .map(|a| {
                let mut value = a.value().to_string();
                if a.name() == "type" && a.namespace() == Some(FIXED[XSI as usize]) {
                    let (prefix, local) = value.split_once(':').unwrap_or(("", &value));
                    let prefix = Some(prefix).filter(|p| !p.is_empty());
                    value = name(node.lookup_namespace_uri(prefix), local);
                }
                format!(" {}={value:?}", name(a.namespace(), a.name()))
            })
            .collect();
        attributes.sort();
        out.push_str(&attributes.concat());
        out.push('>');
        for child in node.children().filter(|c| c.is_element() || c.is_text()) {
            go(child, out);
        }
        out.push_str("</>");
    }
    let mut out = String::new();
    let document = roxmltree::Document::parse(xml).expect(xml);
    go(document.root_element(), &mut out);
    out
}

pub(crate) fn read<T: Item>(xml: &str) -> Result<T, Error> {
    Ok(noted(xml)?.0)
}

pub(crate) fn noted<T: Item>(xml: &str) -> Result<(T, Vec<Note>), Error> {
    Parser::new().read("{urn:a}r", xml)
}

pub(crate) fn strict<T: Item>(xml: &str) -> Result<T, Error> {
    Ok(Parser::new().strict(true).read("{urn:a}r", xml)?.0)
}

pub(crate) fn write<T: Item>(value: &T) -> Result<String, wsdl_runtime::Error> {
    to_string("{urn:a}r", value)
}

/// Reads, compares the value, writes, compares the infoset; tolerant and strict.
#[track_caller]
pub(crate) fn round<T: Item + PartialEq + std::fmt::Debug>(xml: &str, want: T) {
    let (got, notes) = noted::<T>(xml).expect(xml);
    assert_eq!(got, want);
    assert_eq!(notes, [], "{xml}");
    assert_eq!(strict::<T>(xml).expect(xml), want);
    let out = write(&want).expect(xml);
    assert_eq!(canon(&out), canon(xml), "\n{out}\n{xml}");
    assert_eq!(read::<T>(&out).expect(&out), want);
}

/// `inner` in `<r xmlns="urn:a" xmlns:b="urn:b" xmlns:xsi=..>`.
pub(crate) fn r(inner: &str) -> String {
    ra("", inner)
}

pub(crate) fn ra(attributes: &str, inner: &str) -> String {
    let xsi = FIXED[XSI as usize];
    format!(r#"<r xmlns="urn:a" xmlns:b="urn:b" xmlns:xsi="{xsi}" {attributes}>{inner}</r>"#)
}

pub(crate) fn s(text: &str) -> String {
    text.into()
}

pub(crate) fn o(text: &str) -> Option<String> {
    Some(text.into())
}

pub(crate) fn kind<T>(result: Result<T, Error>) -> ErrorKind {
    match result {
        Ok(_) => panic!("no error"),
        Err(error) => error.kind,
    }
}

/// Why and where a value cannot be written.
#[track_caller]
pub(crate) fn unwritable<T: Item>(value: &T) -> (String, String) {
    match write(value) {
        Err(wsdl_runtime::Error::NotWritable(error)) => (error.path, error.reason),
        other => panic!("{other:?}"),
    }
}
