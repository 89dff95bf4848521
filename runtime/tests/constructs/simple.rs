//! Enumerations, lists, unions, QNames.

use super::common::*;

types! {
    pub enum Color { Red, DarkBlue, Unknown(String) }
    pub enum Size { Number(i32), Word(Color) }
    pub struct Simple { pub c: Color, pub cs: List<Color>, pub u: Vec<Size>, pub q: QName, pub h: Option<Hex>, pub tok: String, pub at: Option<List<i32>> }
}
words! { Color { Red "red", DarkBlue "dark blue" } }
union! { Size { Number: i32, Word: Color } }
wire! { Simple = A "Simple" seq { c "c", cs "cs", u "u" many, q "q", h "h" opt, tok "tok" collapse, at "at" @0 attr opt } }
#[test]
fn simple_types() {
    let xml = ra(
        r#"at="1 2""#,
        "<c>dark blue</c><cs>red mauve</cs><u>7</u><u>red</u><q>b:n</q><h>0AFF</h><tok>a b</tok>",
    );
    let v = Simple {
        c: Color::DarkBlue,
        cs: List(vec![Color::Red, Color::Unknown(s("mauve"))]),
        u: vec![Size::Number(7), Size::Word(Color::Red)],
        q: QName {
            namespace: s("urn:b"),
            local: s("n"),
        },
        h: Some(Hex(vec![10, 255])),
        tok: s("a b"),
        at: Some(List(vec![1, 2])),
    };
    assert_eq!(read::<Simple>(&xml).unwrap(), v);
    let out = write(&v).unwrap();
    assert_eq!(read::<Simple>(&out).unwrap(), v); // the QName's prefix differs, its value does not
}
