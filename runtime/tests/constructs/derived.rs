//! Derived types, told apart by `xsi:type`.

use super::common::*;

types! {
    pub enum AnyShape { Shape(Shape), Circle(Circle), Ring(Box<Ring>), Other(Element) }
    pub struct Shape { pub id: i32 }
    pub struct Circle { pub id: i32, pub r: f64 }
    pub struct Ring { pub id: i32, pub r: f64, pub parts: Vec<AnyShape> }
    pub enum AnyBeast { Cat(Cat) }
    pub struct Cat { pub lives: i32 }
    pub struct Poly { pub shape: Vec<AnyShape>, pub beast: Option<AnyBeast> }
}
wire! { AnyShape: Shape = A "Shape" poly { Shape "Shape" base, Circle "Circle" @B, Ring "Ring" @B, Other "" any } }
wire! { Shape = A "Shape" seq { id "id" } }
wire! { Circle = B "Circle" seq { id "id" @ A, r "r" } }
wire! { Ring = B "Ring" seq { id "id" @ A, r "r", parts "part" opt many } }
wire! { AnyBeast: Cat = A "Beast" poly { Cat "Cat" } }
wire! { Cat = A "Cat" seq { lives "lives" } }
wire! { Poly = A "Poly" seq { shape "shape" opt many, beast "beast" opt } }
#[test]
fn derived_types() {
    let xml = r(
        r#"<shape><id>1</id></shape><shape xsi:type="b:Circle"><id>2</id><b:r>1</b:r></shape><shape xmlns:q="urn:b" xsi:type="q:Ring"><id>3</id><b:r>2</b:r><b:part xsi:type="b:Circle"><id>4</id><b:r>0</b:r></b:part></shape><beast xsi:type="Cat"><lives>9</lives></beast>"#,
    );
    let c = |id, r| AnyShape::Circle(Circle { id, r });
    round(
        &xml,
        Poly {
            shape: vec![
                AnyShape::Shape(Shape { id: 1 }),
                c(2, 1.0),
                AnyShape::Ring(Box::new(Ring {
                    id: 3,
                    r: 2.0,
                    parts: vec![c(4, 0.0)],
                })),
            ],
            beast: Some(AnyBeast::Cat(Cat { lives: 9 })),
        },
    );
    // unknown type: kept whole, written again
    let xml = r(r#"<shape xsi:type="b:Blob"><id>1</id><b:q b:k="v">b:name</b:q></shape>"#);
    let v = read::<Poly>(&xml).unwrap();
    assert!(matches!(&v.shape[0], AnyShape::Other(e) if e.local == "shape"));
    assert_eq!(canon(&write(&v).unwrap()), canon(&xml));
    // abstract base needs a type
    assert_eq!(
        read::<Poly>(&r("<beast><lives>9</lives></beast>"))
            .unwrap_err()
            .kind,
        ErrorKind::Type(s(""))
    );
    // a needless xsi:type on a simple value is no trouble
    assert!(
        read::<Poly>(&r(
            r#"<shape><id xsi:type="xsd:int" xmlns:xsd="urn:x">1</id></shape>"#
        ))
        .is_ok()
    );
}
