//! `anyType` and `anySimpleType`: what has no type is kept as it is.

use super::common::*;

types! {
    pub struct Loose { pub any: Option<Element>, pub simple: Option<AnySimple>, pub list: Vec<AnySimple> }
}
wire! { Loose = A "Loose" seq { any "any" opt nil, simple "simple" opt, list "list" opt many } }

#[test]
fn any_type_keeps_everything() {
    for xml in [
        r(
            r#"<any xsi:type="b:Thing" k="v" b:q="w">text <b:x xmlns:d="urn:d">d:name</b:x> more</any>"#,
        ),
        r(r#"<any xsi:nil="true"/>"#),
        r(r#"<any xmlns="urn:other"><in/></any>"#)
            .replace("<any", "<b2:any xmlns:b2='urn:a'")
            .replace("</any", "</b2:any"),
        r("<any/>"),
        r(r#"<any><y xmlns=""><z xmlns="urn:a"/></y></any>"#),
    ] {
        let value = read::<Loose>(&xml).unwrap();
        assert_eq!(canon(&write(&value).unwrap()), canon(&xml), "{xml}");
    }
}

#[test]
fn any_simple_type_keeps_its_type() {
    let xml = r(
        r#"<simple xmlns:x="http://www.w3.org/2001/XMLSchema" xsi:type="x:int">5</simple><list> a </list>"#,
    );
    let value = read::<Loose>(&xml).unwrap();
    let simple = value.simple.clone().unwrap();
    assert_eq!(
        (simple.text.as_str(), simple.type_name),
        ("5", Some(QName::new(FIXED[XSD as usize], "int")))
    );
    assert_eq!(value.list, [AnySimple::from(" a ")]);
    assert_eq!(canon(&write(&value).unwrap()), canon(&xml));
}

#[test]
fn any_simple_type_of_a_name() {
    let xml = r(
        r#"<simple xmlns:x="http://www.w3.org/2001/XMLSchema" xsi:type="x:QName">b:name</simple>"#,
    );
    let value = read::<Loose>(&xml).unwrap();
    let out = write(&value).unwrap();
    let again = read::<Loose>(&out).unwrap().simple.unwrap();
    assert_eq!(again.namespaces[0].1, "urn:b", "{out}");
}

#[test]
fn what_people_make() {
    let any = Element::new("urn:x", "ignored")
        .with_attribute("k", "a<b\n")
        .with_text("t")
        .with_child(Element::new("", "none").with_child(Element::new("urn:a", "inner")));
    let mut prefixed = Element::new("urn:p", "p");
    (prefixed.prefix, prefixed.scope) = (
        s("q"),
        vec![(s("q"), s("urn:wrong")), (s("n1"), s("urn:n"))],
    );
    let value = Loose {
        any: Some(any.with_child(prefixed)),
        simple: Some("x".into()),
        list: vec![],
    };
    let out = write(&value).unwrap();
    let want = r(
        r#"<any k="a&lt;b&#10;">t<none xmlns=""><inner xmlns="urn:a"/></none><p xmlns="urn:p"/></any><simple>x</simple>"#,
    );
    assert_eq!(canon(&out), canon(&want), "{out}");
    for name in ["", "a b", "x:y", "1a", "<"] {
        let value = Loose {
            any: Some(Element::new("", "e").with_child(Element::new("", name))),
            simple: None,
            list: vec![],
        };
        let (path, reason) = unwritable(&value);
        assert!(
            path.starts_with("r/any/") && reason.ends_with("is not an XML name"),
            "{path} {reason}"
        );
    }
}

#[test]
fn a_document_of_any_kind() {
    let tree: Element = "<a x='1'>one<b xmlns='urn:b'/>two</a>".parse().unwrap();
    assert_eq!((tree.local.as_str(), tree.text().as_str()), ("a", "onetwo"));
    assert_eq!(tree.attribute("", "x"), Some("1"));
    assert_eq!(
        tree.elements()
            .map(|e| e.namespace.as_str())
            .collect::<Vec<_>>(),
        ["urn:b"]
    );
    assert_eq!(
        canon(&tree.to_string()),
        canon("<a x='1'>one<b xmlns='urn:b'/>two</a>")
    );
}
