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

types! {
    pub enum Light { White, Unknown(String) }
    pub enum Dark { Black, Unknown(String) }
    pub enum Shade { Light(Light), Dark(Dark) }
    pub enum Tone { Light(Light), Text(String) }
    pub struct Paint { pub shade: Vec<Shade>, pub tone: Vec<Tone> }
}
words! { Light { White "white" } }
words! { Dark { Black "black" } }
union! { Shade { Light: Light, Dark: Dark } }
union! { Tone { Light: Light, Text: String } }
wire! { Paint = A "Paint" seq { shade "shade" many, tone "tone" many } }

/// A word that one enumeration of a union keeps without listing it is of the member that lists it, or of one that takes any text.
#[test]
fn a_union_asks_all_its_members_for_a_word() {
    let xml = ra(
        "",
        "<shade>black</shade><shade>red</shade><tone>white</tone><tone>red</tone>",
    );
    let v = Paint {
        shade: vec![
            Shade::Dark(Dark::Black),
            Shade::Light(Light::Unknown(s("red"))),
        ],
        tone: vec![Tone::Light(Light::White), Tone::Text(s("red"))],
    };
    assert_eq!(read::<Paint>(&xml).unwrap(), v);
}
