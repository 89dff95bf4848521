//! SOAP encoding: references, arrays.

use super::common::*;

types! {
    pub struct Body { pub r: Encoded }
    pub struct Encoded { pub rows: ArrayOfRow, pub one: Option<Row>, pub word: String }
    pub struct ArrayOfRow { pub item: Vec<Row> }
    pub struct Row { pub id: i32, pub name: Option<String> }
    pub struct LoopBody { pub r: Loop }
    pub struct Loop { pub next: Option<Box<Loop>> }
    pub struct SparseBody { pub r: Sparse }
    pub struct Sparse { pub item: Vec<Option<i32>>, }
}
wire! { Body = A "Body" seq { r "r" } }
wire! { Encoded = A "Encoded" seq { rows "rows" @0, one "one" @0 opt, word "word" @0 } }
wire! { ArrayOfRow = A "ArrayOfRow" seq { item "item" @0 items opt many } }
wire! { Row = A "Row" seq { id "id" @0, name "name" @0 opt nil } }
wire! { LoopBody = A "Body" seq { r "r" } }
wire! { Loop = A "Loop" seq { next "next" @0 opt } }
wire! { SparseBody = A "Body" seq { r "r" } }
wire! { Sparse = A "Sparse" seq { item "item" @0 items opt many nil } }

fn encoded<T: Item>(inner: &str) -> Result<T, Error> {
    let xml = format!(
        r#"<a:body xmlns:a="urn:a" xmlns:e="{}" xmlns:e2="{}" xmlns:xsi="{}">{inner}</a:body>"#,
        FIXED[SOAP_ENC as usize], FIXED[SOAP12_ENC as usize], FIXED[XSI as usize]
    );
    Ok(Parser::new().encoded(true).read("{urn:a}body", &xml)?.0)
}

#[test]
fn references_forward_and_back() {
    let row = Row {
        id: 1,
        name: o("shared"),
    };
    let want = Encoded {
        rows: ArrayOfRow {
            item: vec![row.clone(), Row { id: 2, name: None }, row.clone()],
        },
        one: Some(row),
        word: s("shared"),
    };
    let of_11 = r##"<a:r xsi:type="a:Encoded"><rows e:arrayType="a:Row[3]" xsi:type="e:Array"><any href="#1"/><item><id>2</id></item><x href="#1"/></rows>
        <one href="#1"/><word href="#2"/></a:r><multiRef id="1" e:root="0"><id>1</id><name href="#2"/></multiRef><multiRef id="2">shared</multiRef>"##;
    assert_eq!(encoded::<Body>(of_11).unwrap().r, want);
    let of_12 = r##"<a:r><rows e2:itemType="a:Row" e2:arraySize="3"><any e2:id="1"><id>1</id><name e2:id="2">shared</name></any><item><id>2</id></item><x e2:ref="1"/></rows>
        <one e2:ref="1"/><word e2:ref="2"/></a:r>"##;
    assert_eq!(encoded::<Body>(of_12).unwrap().r, want);
    // The prefixes of a value are those of where it stands.
    let far = r##"<a:r><rows/><word href="#w"/></a:r><m><w xmlns:q="urn:q" id="w">x</w></m>"##;
    assert_eq!(encoded::<Body>(far).unwrap().r.word, "x");
}

#[test]
fn trees_hold_what_they_refer_to() {
    types! { pub struct TreeBody { pub r: Element } }
    wire! { TreeBody = A "Body" seq { r "r" } }
    let read = |inner: &str| encoded::<TreeBody>(inner).map(|body| body.r);
    let referred = r##"<a:r href="#1"/><m id="1" k="v"><one href="#2"/><b:two xmlns:b="urn:b" href="#2"/></m><a:m id="2">x<id id="y"/></a:m>"##;
    let tree = read(referred).unwrap();
    assert_eq!(
        (tree.attribute("", "k"), tree.attribute("", "id")),
        (Some("v"), None)
    );
    let inner: Vec<&Element> = tree.elements().collect();
    let names = |e: &Element| (e.namespace.clone(), e.local.clone());
    assert_eq!(names(inner[0]), (s(""), s("one")));
    assert_eq!(names(inner[1]), (s("urn:b"), s("two")));
    for held in inner {
        assert_eq!(
            (held.text().as_str(), held.attribute("", "id")),
            ("x", None)
        );
        // Only the id by which it was referred to is gone.
        let own = held.elements().next().and_then(|e| e.attribute("", "id"));
        assert_eq!(own, Some("y"));
    }
    let circle = r##"<a:r href="#1"/><m id="1"><one href="#1"/></m>"##;
    assert!(matches!(kind(read(circle)), ErrorKind::Reference(_)));
}

#[test]
fn the_id_of_a_value_that_is_referred_to_is_no_part_of_it() {
    types! { pub struct LabelBody { pub r: Label } pub struct Label { pub id: Option<String>, pub k: Option<String>, pub value: String } }
    wire! { LabelBody = A "Body" seq { r "r" } }
    wire! { Label = A "Label" seq { value "" text, k "k" @0 attr opt, id "id" @0 attr opt } }
    let label = encoded::<LabelBody>(r##"<a:r href="#1"/><m id="1" k="v">x</m>"##)
        .unwrap()
        .r;
    assert_eq!(
        (label.id, label.k, label.value.as_str()),
        (None, o("v"), "x")
    );
    let label = encoded::<LabelBody>(r##"<a:r id="1" k="v">x</a:r>"##)
        .unwrap()
        .r;
    assert_eq!(label.id, o("1"));
}

#[test]
fn references_that_lead_nowhere() {
    let circle =
        r##"<a:r href="#1"/><m id="1"><next href="#2"/></m><m id="2"><next href="#1"/></m>"##;
    let error = encoded::<LoopBody>(circle).unwrap_err();
    assert!(matches!(error.kind, ErrorKind::Reference(_)), "{error}");
    assert_eq!(error.path, "/body/r/next/next");
    let nowhere = encoded::<LoopBody>(r##"<a:r href="#9"/><m id="1"/>"##);
    assert!(matches!(kind(nowhere), ErrorKind::Reference(_)));
    let deep: String = (0..200)
        .map(|i| format!(r##"<m id="{i}"><next href="#{}"/></m>"##, i + 1))
        .collect();
    let deep = encoded::<LoopBody>(&format!(r##"<a:r href="#0"/>{deep}<m id="200"/>"##));
    assert!(matches!(kind(deep), ErrorKind::Limit { name: "depth", .. }));
}

#[test]
fn values_that_double() {
    types! { pub struct Two { pub a: Option<Box<Two>>, pub b: Option<Box<Two>> } pub struct TwoBody { pub r: Two } }
    wire! { Two = A "Two" seq { a "a" @0 opt, b "b" @0 opt } }
    wire! { TwoBody = A "Body" seq { r "r" } }
    let levels: String = (0..40)
        .map(|i| {
            format!(
                r##"<m id="{i}"><a href="#{0}"/><b href="#{0}"/></m>"##,
                i + 1
            )
        })
        .collect();
    let bomb = encoded::<TwoBody>(&format!(r##"<a:r href="#0"/>{levels}<m id="40"/>"##));
    assert!(matches!(
        kind(bomb),
        ErrorKind::Limit {
            name: "references",
            ..
        }
    ));
}

#[test]
fn sparse_arrays() {
    let read = |inner: &str| encoded::<SparseBody>(inner).map(|body| body.r.item);
    let xml = r#"<a:r e:offset="[2]"><i>1</i><i e:position="[4]">2</i><i xsi:nil="1"/></a:r>"#;
    assert_eq!(
        read(xml).unwrap(),
        [None, None, Some(1), None, Some(2), None]
    );
    assert!(read(r#"<a:r><i e:position="[1000000000]">1</i></a:r>"#).is_err());
    assert!(read(r#"<a:r><i>1</i><i e:position="[0]">1</i></a:r>"#).is_err());
    assert!(read(r#"<a:r><i e:position="3">1</i></a:r>"#).is_err());
    let xml = r#"<a:r e:arrayType="e:int[2,3]" e:offset="[0,1]"><i>1</i><i e:position="[1, 0]">2</i><i>3</i></a:r>"#;
    assert_eq!(read(xml).unwrap(), [None, Some(1), None, Some(2), Some(3)]);
    for (array_type, position) in [
        ("e:int[2,3]", "[0,3]"),
        ("e:int[2,3]", "[1,0,0]"),
        ("e:int[2,3]", "[1,]"),
        ("e:int[,]", "[1,0]"),
        ("e:int[6]", "[1,0]"),
        (
            "e:int[99999999999,99999999999]",
            "[99999999998,99999999998]",
        ),
    ] {
        let xml =
            format!(r#"<a:r e:arrayType="{array_type}"><i e:position="{position}">1</i></a:r>"#);
        assert!(read(&xml).is_err(), "{xml}");
    }
    let rows = r#"<a:r><rows><i e:position="[1]"><id>1</id></i></rows><word/></a:r>"#;
    assert!(encoded::<Body>(rows).is_err());
}
