//! The struct of a simple type that complex types extend: as good as its value, with room for `xsi:type` and attributes.

use wsdl_runtime::generated::{
    Attributes, Nillable, QName, WithNil, XSI, extended, names, setters, wire, words,
};
use wsdl_runtime::xml::{Parser, from_str, to_string};

names! { T "urn:shop" }

/// What refers to something.
pub type Token = String;

/// `Token`, or a type derived from it.
#[derive(Clone, PartialEq, Default)]
pub struct AnyToken {
    /// The value.
    pub value: Token,
    /// What `xsi:type` names.
    pub type_name: Option<QName>,
    /// The attributes.
    pub attributes: Attributes,
}
wire! { AnyToken = T "Token" seq { value "" text, type_name "type" @XSI opt attr, attributes "" opt attr any } }
setters! { AnyToken() { value: Token, type_name: Option<QName>, attributes: Attributes } }
extended! { AnyToken: Token, text }

/// A type derived from `Token`.
#[derive(Clone, PartialEq)]
pub struct Ticket {
    /// The value.
    pub value: Token,
    /// Where to go.
    pub gate: i32,
    /// An attribute in a namespace.
    pub lane: Option<String>,
}
wire! { Ticket = T "Ticket" seq { value "" text, gate "gate" @0 attr, lane "lane" attr opt } }

/// Another one.
#[derive(Clone, PartialEq, Default)]
pub struct Coupon {
    /// The value.
    pub value: Token,
}
wire! { Coupon = T "Coupon" seq { value "" text } }

/// A number.
pub type Level = i32;

/// `Level`, or a type derived from it.
#[derive(Clone, PartialEq, Default)]
pub struct AnyLevel {
    /// The value.
    pub value: Level,
    /// What `xsi:type` names.
    pub type_name: Option<QName>,
    /// The attributes.
    pub attributes: Attributes,
}
wire! { AnyLevel = T "Level" seq { value "" text, type_name "type" @XSI opt attr, attributes "" opt attr any } }
extended! { AnyLevel: Level }

/// Words.
#[derive(Clone, PartialEq)]
pub enum Color {
    /// Red.
    Red,
    /// What the schema does not list.
    Unknown(String),
}
words! { Color { Red "red" } }

/// `Color`, or a type derived from it.
#[derive(Clone, PartialEq)]
pub struct AnyColor {
    /// The value.
    pub value: Color,
    /// What `xsi:type` names.
    pub type_name: Option<QName>,
    /// The attributes.
    pub attributes: Attributes,
}
wire! { AnyColor = T "Color" seq { value "" text, type_name "type" @XSI opt attr, attributes "" opt attr any } }
extended! { AnyColor: Color, own }

/// Has some of each.
#[derive(Clone, PartialEq, Default)]
pub struct Door {
    /// Required.
    pub token: AnyToken,
    /// Repeated.
    pub spare: Vec<AnyToken>,
    /// May be nil.
    pub lost: Nillable<AnyToken>,
    /// May be nil, with attributes.
    pub gone: Option<WithNil<AnyToken>>,
    /// A number.
    pub level: Option<AnyLevel>,
    /// Words.
    pub color: Option<AnyColor>,
}
wire! { Door = T "Door" seq {
    token "token", spare "spare" opt many, lost "lost" opt nil, gone "gone" opt nil, level "level" opt, color "color" opt
} }
setters! { Door() {
    token: AnyToken, spare: Vec<AnyToken>, lost: Nillable<AnyToken>, gone: Option<WithNil<AnyToken>>, level: Option<AnyLevel>,
    color: Option<AnyColor>
} }

#[test]
fn setters_take_the_value() {
    let door = Door::new()
        .token("t1")
        .spare(["t2", "t3"])
        .lost("t4".to_owned())
        .gone("t5")
        .level(3)
        .color(Color::Red);
    assert_eq!(door.token, AnyToken::new().value("t1"));
    assert_eq!(door.spare, ["t2".into(), AnyToken::from("t3")]);
    assert_eq!(door.level, Some(AnyLevel::from(3)));
    assert_eq!(
        to_string("{urn:shop}door", &door).expect("written"),
        "<door xmlns=\"urn:shop\"><token>t1</token><spare>t2</spare><spare>t3</spare><lost>t4</lost><gone>t5</gone>\
         <level>3</level><color>red</color></door>"
    );
}

#[test]
fn the_value_is_at_hand() {
    let mut token = AnyToken::from("door 7");
    assert!(token == "door 7" && *token == *"door 7" && token.starts_with("door"));
    let borrowed: &str = &token;
    assert_eq!(
        (borrowed, token.to_string()),
        ("door 7", "door 7".to_owned())
    );
    token.push('a');
    assert_eq!(token.value, "door 7a");
    assert_eq!(*AnyLevel::from(3) + 1, 4);
    assert_eq!(format!("{:>4}", AnyLevel::from(3)), "   3");
    assert_eq!(AnyColor::from(Color::Red).as_str(), "red");
}

#[test]
fn derived_types_come_and_go() {
    let ticket = Ticket {
        value: "t1".to_owned(),
        gate: 7,
        lane: Some("left".to_owned()),
    };
    let token = AnyToken::of_derived(&ticket).expect("a token");
    assert_eq!(token, "t1");
    assert_eq!(token.type_name, Some(QName::new("urn:shop", "Ticket")));
    assert_eq!(token.attributes.0.len(), 2);
    let back: Ticket = token.as_derived().expect("a ticket");
    assert_eq!(back, ticket);
    assert!(token.as_derived::<Coupon>().is_err(), "it is a ticket");
    assert!(
        AnyToken::from("t1").as_derived::<Ticket>().is_err(),
        "a ticket has a gate"
    );
    let written = to_string("{urn:shop}token", &token).expect("written");
    let again: AnyToken = from_str("{urn:shop}token", &written).expect("read");
    assert_eq!(again.as_derived::<Ticket>().expect("a ticket"), ticket);
}

#[test]
fn what_names_no_type_is_noted() {
    let named = |name: &str| {
        format!(
            "<token xmlns='urn:shop' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='{name}'>t</token>"
        )
    };
    let read = |strict: bool, name: &str| {
        Parser::new()
            .strict(strict)
            .read::<AnyToken>("{urn:shop}token", &named(name))
    };
    let (token, notes) = read(false, "no:Ticket").expect("read");
    assert_eq!((token, notes.len()), ("t".into(), 1));
    assert!(read(true, "no:Ticket").is_err());
    // Its own type says nothing.
    let (token, notes) = read(true, "Token").expect("read");
    assert_eq!((token, notes.len()), ("t".into(), 0));
}

#[test]
fn an_attribute_that_has_no_room_is_noted() {
    let document = "<name xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='Ticket' gate='7'>t</name>";
    let (name, notes) = Parser::new()
        .read::<String>("name", document)
        .expect("read");
    assert_eq!((name.as_str(), notes.len()), ("t", 1));
    assert_eq!(&*notes[0].name, "@gate");
    assert!(
        Parser::new()
            .strict(true)
            .read::<String>("name", document)
            .is_err()
    );
}
