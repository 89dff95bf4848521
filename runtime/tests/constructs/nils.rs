//! Absent, nil, empty.

use super::attributes::{Empty, Goods, Price};
use super::common::*;

types! {
    pub struct Nils { pub a: Option<String>, pub b: Nillable<i32>, pub c: Vec<Option<String>>, pub d: Vec<Option<Empty>>, pub e: WithNil<Price>, pub f: Vec<WithNil<Price>> }
}
wire! { Nils = A "Nils" seq { a "a" nil, b "b" opt nil, c "c" opt many nil, d "d" opt many nil, e "e" nil, f "f" opt many nil } }
#[test]
fn nils() {
    let price = |v| Price {
        currency: s("E"),
        rounding: Some(1),
        version: o("1.0"),
        lang: None,
        value: v,
    };
    let p = r#"currency="E" rounding="1" version="1.0""#;
    let v = Nils {
        a: None,
        b: Nillable::Nil,
        c: vec![o("x"), None, o("")],
        d: vec![None, Some(Empty {})],
        e: WithNil::Nil(price(0.0)),
        f: vec![WithNil::Value(price(2.0)), WithNil::Nil(price(0.0))],
    };
    round(
        &r(&format!(
            r#"<a xsi:nil="true"/><b xsi:nil="true"/><c>x</c><c xsi:nil="true"/><c/><d xsi:nil="true"/><d/><e {p} xsi:nil="true"/><f {p}>2</f><f {p} xsi:nil="true"/>"#
        )),
        v.clone(),
    );
    let w = Nils {
        a: o("1"),
        b: Nillable::Absent,
        c: vec![],
        d: vec![],
        e: WithNil::Value(price(3.0)),
        f: vec![],
    };
    round(&r(&format!("<a>1</a><e {p}>3</e>")), w.clone());
    round(
        &r(&format!("<a>1</a><b>4</b><e {p}>3</e>")),
        Nils { b: 4.into(), ..w },
    );
    assert_eq!(read::<Nils>(&r("<e/>")).unwrap_err().path, "/r/e");
    assert_eq!(
        read::<Goods>(&r(r#"<price xsi:nil="true"/>"#))
            .unwrap_err()
            .kind,
        ErrorKind::Nil
    );
}
