//! What is written exactly, and what cannot be.

use super::common::*;

types! {
    pub struct Part { pub first: String, pub second: Vec<Row>, pub q: Option<QName>, pub note: Option<Box<Part>> }
    pub struct Row { pub id: i32, pub name: Nillable<String>, pub at: Option<QName> }
    pub struct Named { pub value: QName, pub at: Option<String> }
    pub struct Holder { pub named: Option<Named>, pub q: Option<QName>, pub must: Option<Box<Holder>> }
}
wire! { Part = A "Part" seq { first "first" @0, second "second" @0 opt many, q "q" @0 opt, note "note" opt } }
wire! { Row = A "Row" seq { id "id" @0, name "name" @0 opt nil, at "at" @0 attr opt } }
wire! { Named = A "Named" seq { value "" text, at "at" @XML attr opt } }
wire! { Holder = A "Holder" seq { named "named" opt, q "q" opt, must "must" opt } }

#[test]
fn unqualified_children_need_no_declaration() {
    let value = Part {
        first: s("1"),
        second: vec![Row {
            id: 2,
            name: s("n").into(),
            at: None,
        }],
        q: None,
        note: None,
    };
    assert_eq!(
        write(&value).unwrap(),
        r#"<n1:r xmlns:n1="urn:a"><first>1</first><second><id>2</id><name>n</name></second></n1:r>"#
    );
    round(
        r#"<p:r xmlns:p="urn:a"><first>1</first><second><id>2</id><name>n</name></second></p:r>"#,
        value,
    );
}

#[test]
fn names_get_their_prefixes() {
    let name = |ns: &str| Some(QName::new(ns, "n"));
    for ns in ["urn:b", "urn:a", "", "urn:elsewhere"] {
        let value = Holder {
            named: Some(Named {
                value: QName::new(ns, "n"),
                at: o("x"),
            }),
            q: name(ns),
            must: Some(Box::new(Holder {
                named: None,
                q: name(ns),
                must: None,
            })),
        };
        let out = write(&value).unwrap();
        assert_eq!(read::<Holder>(&out).unwrap(), value, "{out}");
        roxmltree::Document::parse(&out).unwrap();
        let row = Row {
            id: 1,
            name: Nillable::Nil,
            at: name(ns),
        };
        let part = Part {
            first: s(""),
            second: vec![row],
            q: name(ns),
            note: None,
        };
        let out = write(&part).unwrap();
        assert_eq!(read::<Part>(&out).unwrap(), part, "{out}");
    }
}

#[test]
fn characters_that_xml_cannot_hold() {
    let part = |first: &str| Part {
        first: s("x"),
        second: vec![],
        q: None,
        note: Some(Box::new(Part {
            first: s(first),
            second: vec![],
            q: None,
            note: None,
        })),
    };
    for c in ['\0', '\u{1}', '\u{B}', '\u{FFFE}', '\u{FFFF}'] {
        let (path, reason) = unwritable(&part(&format!("a{c}b")));
        assert_eq!(path, "r/note/first");
        assert_eq!(reason, format!("XML cannot hold the character {c:?}"));
    }
    let all = part("\t\n\r<>&'\"]]> \u{7F}\u{85}\u{2028}\u{FFFD}\u{10FFFF}");
    let out = write(&all).unwrap();
    assert_eq!(read::<Part>(&out).unwrap(), all, "{out}");
}

#[test]
fn too_deep() {
    let mut part = Part {
        first: s("x"),
        second: vec![],
        q: None,
        note: None,
    };
    for _ in 0..2_000 {
        part = Part {
            first: s("x"),
            second: vec![],
            q: None,
            note: Some(Box::new(part)),
        };
    }
    assert_eq!(unwritable(&part).1, "over the limit `depth` of 1000");
}

#[test]
fn global_elements_of_simple_and_nillable_types() {
    assert_eq!(write(&5i32).unwrap(), r#"<r xmlns="urn:a">5</r>"#);
    assert_eq!(to_string("r", &s("a<b")).unwrap(), "<r>a&lt;b</r>");
    let nil = write(&None::<String>).unwrap();
    assert_eq!(canon(&nil), canon(&ra(r#"xsi:nil="true""#, "")));
    assert_eq!(read::<Option<String>>(&nil).unwrap(), None);
    assert_eq!(read::<Option<String>>(&r("x")).unwrap(), o("x"));
    assert_eq!(
        read::<Option<Row>>(&ra(r#"xsi:nil="1""#, "")).unwrap(),
        None
    );
    assert!(matches!(
        kind(read::<String>(&ra(r#"xsi:nil="1""#, ""))),
        ErrorKind::Nil
    ));
    assert!(matches!(
        kind(Parser::new().read::<i32>("{urn:b}r", &r("5"))),
        ErrorKind::Root(_)
    ));
    assert!(to_string("a b", &5).is_err() && to_string("{urn:a", &5).is_err());
}
