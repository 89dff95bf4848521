//! Choices and groups.

use super::common::*;

types! {
    pub enum Pay { Card(String), Cash(i32), Bank(Box<PayBank>), Refs(Vec<String>) }
    pub struct PayBank { pub iban: String, pub bic: Option<String> }
    pub struct Order { pub id: i32, pub pay: Pay, pub alt: Option<Alt>, pub note: Option<String> }
    pub enum Alt { Left(AltLeft), Right(AltRight) }
    pub struct AltLeft { pub l: String, pub x: String }
    pub struct AltRight { pub x: String, pub r: Option<String> }
    pub struct Items { pub head: Option<String>, pub item: Vec<Item1>, pub tail: Option<String> }
    pub enum Item1 { A(String), B(i32) }
    pub struct Groups { pub g: Vec<Abc>, pub end: Option<String> }
    pub struct Abc { pub a: String, pub b: Option<String>, pub c: Vec<String> }
    pub struct Late { pub g: Vec<Ob> }
    pub struct Ob { pub a: Option<String>, pub b: String }
    pub enum Deep { Not(Box<Deep>), Both(Box<DeepBoth>), Lit(i32) }
    pub struct DeepBoth { pub left: Deep, pub right: Deep }
}
wire! { Pay: Cash = A "Pay" choice { Card "card" secret, Cash "cash", Bank "" group = of::<PayBank>(), Refs "ref" many } }
wire! { PayBank = A "PayBank" seq { iban "iban", bic "bic" opt } }
wire! { Order = A "Order" seq { id "id", pay "pay" group = of::<Pay>(), alt "alt" group opt = of::<Alt>(), note "note" opt } }
wire! { Alt: Left = A "Alt" choice { Left "" group = of::<AltLeft>(), Right "" group = of::<AltRight>() } }
wire! { AltLeft = A "AltLeft" seq { l "l", x "x" } }
wire! { AltRight = A "AltRight" seq { x "x", r "r" opt } }
wire! { Items = A "Items" seq { head "head" opt, item "item" group opt many = of::<Item1>(), tail "tail" opt } }
wire! { Item1: B = A "Item" choice { A "a", B "b" } }
wire! { Groups = A "Groups" seq { g "g" group many = of::<Abc>(), end "end" opt } }
wire! { Abc = A "Abc" seq ordered { a "a", b "b" opt, c "c" opt many } }
wire! { Late = A "Late" seq { g "g" group many = of::<Ob>() } }
wire! { Ob = A "Ob" seq ordered { a "a" opt, b "b" } }
wire! { Deep: Lit = A "Deep" choice { Not "not", Both "both", Lit "lit" } }
wire! { DeepBoth = A "DeepBoth" seq { left "" group = of::<DeepLeft>(), right "" group = of::<DeepLeft>() } }
type DeepLeft = Deep;
#[test]
fn choices() {
    let order = |pay, alt| Order {
        id: 1,
        pay,
        alt,
        note: o("n"),
    };
    round(
        &r("<id>1</id><cash>5</cash><note>n</note>"),
        order(Pay::Cash(5), None),
    );
    round(
        &r("<id>1</id><ref>p</ref><ref>q</ref><x>1</x><note>n</note>"),
        order(
            Pay::Refs(vec![s("p"), s("q")]),
            Some(Alt::Right(AltRight { x: s("1"), r: None })),
        ),
    );
    let bank = order(
        Pay::Bank(Box::new(PayBank {
            iban: s("DE"),
            bic: o("B"),
        })),
        Some(Alt::Left(AltLeft {
            l: s("2"),
            x: s("3"),
        })),
    );
    round(
        &r("<id>1</id><iban>DE</iban><bic>B</bic><l>2</l><x>3</x><note>n</note>"),
        bank.clone(),
    );
    // out of order, inside the branch and outside of it
    assert_eq!(
        read::<Order>(&r(
            "<note>n</note><bic>B</bic><iban>DE</iban><l>2</l><x>3</x><id>1</id>"
        ))
        .unwrap(),
        bank
    );
    assert_eq!(
        read::<Order>(&r("<id>1</id>")).unwrap_err().kind,
        ErrorKind::Missing(s("pay"))
    );
    assert_eq!(
        read::<Order>(&r("<id>1</id><cash>1</cash><card>2</card>"))
            .unwrap_err()
            .kind,
        ErrorKind::Misplaced
    );
    round(
        &r("<head>h</head><b>1</b><a>x</a><b>2</b><tail>t</tail>"),
        Items {
            head: o("h"),
            item: vec![Item1::B(1), Item1::A(s("x")), Item1::B(2)],
            tail: o("t"),
        },
    );
    round(
        &r("<tail>t</tail>"),
        Items {
            head: None,
            item: vec![],
            tail: o("t"),
        },
    );
    assert_eq!(
        read::<Items>(&r("<b>1</b><head>h</head><zz/><a>x</a>")).unwrap(),
        Items {
            head: o("h"),
            item: vec![Item1::B(1), Item1::A(s("x"))],
            tail: None
        }
    );
    round(
        &r("<both><lit>1</lit><not><lit>2</lit></not></both>"),
        Top {
            it: Deep::Both(Box::new(DeepBoth {
                left: Deep::Lit(1),
                right: Deep::Not(Box::new(Deep2 { it: Deep::Lit(2) }.it)),
            })),
        },
    );
}
types! {
    pub struct Top { pub it: Deep }
    pub struct Deep2 { pub it: Deep }
}
wire! { Top = A "Top" seq { it "" group = of::<Deep>() } }
#[test]
fn repeated_groups() {
    let abc = |a: &str, b: Option<&str>, c: &[&str]| Abc {
        a: s(a),
        b: b.map(s),
        c: c.iter().map(|v| s(v)).collect(),
    };
    round(
        &r("<a>1</a><b>2</b><c>3</c><c>4</c><a>5</a><a>6</a><c>7</c><end>e</end>"),
        Groups {
            g: vec![
                abc("1", Some("2"), &["3", "4"]),
                abc("5", None, &[]),
                abc("6", None, &["7"]),
            ],
            end: o("e"),
        },
    );
    // the group is never re-ordered, what surrounds it may be
    assert_eq!(
        read::<Groups>(&r("<a>1</a><c>3</c><b>2</b>"))
            .unwrap_err()
            .kind,
        ErrorKind::Misplaced
    );
    assert_eq!(
        read::<Groups>(&r("<end>e</end><a>1</a><a>2</a>")).unwrap(),
        Groups {
            g: vec![abc("1", None, &[]), abc("2", None, &[])],
            end: o("e")
        }
    );
    // (a?, b)+: an a after b opens the next group, it is not "late"
    round(
        &r("<b>1</b><a>2</a><b>3</b>"),
        Late {
            g: vec![
                Ob { a: None, b: s("1") },
                Ob {
                    a: o("2"),
                    b: s("3"),
                },
            ],
        },
    );
    assert_eq!(
        read::<Late>(&r("<b>1</b><a>2</a>")).unwrap_err().kind,
        ErrorKind::Missing(s("b"))
    );
}
