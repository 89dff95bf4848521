//! Attributes, simple content, the empty type.

use super::common::*;

types! {
    pub struct Price { pub currency: String, pub rounding: Option<i32>, pub version: Option<String>, pub lang: Option<String>, pub value: f64 }
    pub struct Empty {}
    pub struct Goods { pub price: Price, pub gone: Option<Empty> }
}
wire! { Price = A "Price" seq { currency "currency" @0 attr, rounding "rounding" @0 attr opt = default("2"), version "version" @0 attr fixed = default("1.0"), lang "lang" @B attr opt, value "" text } }
wire! { Empty = A "Empty" seq {} }
wire! { Goods = A "Goods" seq { price "price", gone "gone" opt } }
#[test]
fn attributes() {
    let p = |lang| Goods {
        price: Price {
            currency: s("E<\"&"),
            rounding: Some(3),
            version: o("1.0"),
            lang,
            value: f64::INFINITY,
        },
        gone: Some(Empty {}),
    };
    round(
        &r(
            r#"<price currency="E&lt;&quot;&amp;" rounding="3" version="1.0" b:lang="de">INF</price><gone/>"#,
        ),
        p(o("de")),
    );
    round(
        &r(r#"<price currency="E&lt;&quot;&amp;" rounding="3" version="1.0">INF</price><gone/>"#),
        p(None),
    );
    let xml = r(r#"<price currency="x" version="1.0"> 1.5 </price>"#);
    // A default is not filled in: the member stays absent.
    assert_eq!(read::<Goods>(&xml).unwrap().price.rounding, None);
    let odd = r(r#"<price currency="x" version="2">1</price>"#);
    assert!(read::<Goods>(&odd).is_ok() && strict::<Goods>(&odd).is_err());
    let e = read::<Goods>(&r("<price>1</price>")).unwrap_err();
    assert_eq!(
        (e.path.as_str(), &e.kind),
        ("/r/price", &ErrorKind::Missing(s("@currency")))
    );
    let e = read::<Goods>(&r(r#"<price currency="x" rounding="many">1</price>"#)).unwrap_err();
    assert_eq!(
        (e.path.as_str(), e.kind),
        (
            "/r/price/@rounding",
            ErrorKind::Value {
                wants: "xs:int",
                got: s("many"),
            }
        )
    );
}
