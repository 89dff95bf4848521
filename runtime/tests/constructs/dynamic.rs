//! Tables made at run time: the same interpreter, one kind of value.

use super::common::*;
use wsdl_runtime::xml::Limits;
use wsdl_runtime::xml::dynamic::{Dynamic, Is, Schema, Value};

/// `Order(id, tag*, pay{card|cash}, next: Order?, other: any*)`, out of words that are known only at run time.
#[test]
fn a_schema_known_only_at_run_time() {
    let text = String::from("id tag card cash next other");
    let words: Vec<&str> = text.split(' ').collect();
    let element = |i: usize, flags| Member::new(words[i], A, flags, None);
    let pay_members = [element(2, 0), element(3, 0)];
    let pay = Type::new("", A, Kind::Choice, &pay_members);
    let more = More {
        group: Some(&pay),
        ..occurs(1, u32::MAX)
    };
    let members = [
        element(0, 0),
        element(1, flag::opt | flag::many | flag::nil),
        Member::new("pay", A, flag::group, Some(&more)),
        element(4, flag::opt),
        element(5, flag::any | flag::opt | flag::many),
    ];
    let types = [
        Type::new("Order", A, Kind::Seq, &members),
        Type::new("pay", A, Kind::Choice, &pay_members),
    ];
    let items = [
        vec![Is::Text, Is::Text, Is::Type(1), Is::Type(0), Is::Tree],
        vec![Is::Text, Is::Text],
    ];
    let schema = Schema {
        names: NAMES,
        types: &types,
        items: &items,
    };
    let xml = r(
        r#"<id>1</id><tag>x</tag><tag xsi:nil="true"/><cash>5</cash><next><id>2</id><card>c</card></next><b:z b:k="1">t</b:z>"#,
    );
    let mut value = Dynamic::new(&schema, 0).unwrap();
    value.read(&xml, Limits::default(), true).unwrap();
    assert!(matches!(value.get("tag"), [Value::Text(x), Value::Nil] if x == "x"));
    assert_eq!(canon(&value.write("urn:a", "r").unwrap()), canon(&xml));
    let mut call = Dynamic::new(&schema, 1).unwrap();
    call.items_mut(1).unwrap().values.push(Value::Text(s("7")));
    assert_eq!(
        call.write("urn:a", "r").unwrap(),
        r#"<r xmlns="urn:a"><cash>7</cash></r>"#
    );
    let mut incomplete = Dynamic::new(&schema, 0).unwrap();
    let error = incomplete
        .read(&r("<id>1</id>"), Limits::default(), false)
        .unwrap_err();
    assert_eq!(error.kind, ErrorKind::Missing(s("pay")));
    assert!(Dynamic::new(&schema, 2).is_none());
}
