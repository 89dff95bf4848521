//! What the macros give a struct besides its table: `new`, setters, getters, conversions.

use wsdl_runtime::generated::{List, Nillable, bases, getters, names, setters, wire, words};

names! { T "urn:shop" }

/// A price.
#[derive(Clone, PartialEq, Default)]
pub struct Price {
    /// Has a default.
    pub rounding: Option<i32>,
    /// Has a fixed value.
    pub version: Option<String>,
    /// Nillable, with a default.
    pub codes: Nillable<List<i32>>,
}
wire! { Price = T "Price" seq { rounding "rounding" opt, version "version" opt, codes "codes" opt nil } }
setters! { Price() {} }
getters! { Price { rounding: i32 = "2", version: String = "1.0", codes: List<i32> = "1 2" } }

/// Needs a colour.
#[derive(Clone, PartialEq)]
pub struct Paint {
    /// The colour.
    pub color: Color,
    /// A name.
    pub name: Option<String>,
}
wire! { Paint = T "Paint" seq { color "color", name "name" opt } }
setters! { Paint(color: Color) { name: Option<String> } }

/// Derives from [`Paint`].
#[derive(Clone, PartialEq)]
pub struct Lacquer {
    /// The colour.
    pub color: Color,
    /// A name.
    pub name: Option<String>,
    /// How much it shines.
    pub shine: i32,
}
wire! { Lacquer = T "Lacquer" seq { color "color", name "name" opt, shine "shine" } }
bases! { Lacquer => Paint { color, name } }

/// A colour; the schema has a word `Unknown`.
#[derive(Clone, PartialEq)]
pub enum Color {
    /// Red.
    Red,
    /// A word of the schema.
    Unknown,
    /// What the schema does not list.
    Other(String),
}
words! { Color: Other { Red "red", Unknown "unknown" } }

#[test]
fn a_getter_tells_the_default_and_the_value_is_not_touched() {
    let price = Price::new();
    assert_eq!(price, Price::default());
    assert_eq!((price.rounding(), price.version()), (2, "1.0".to_owned()));
    assert_eq!(price.codes(), List(vec![1, 2]));
    assert_eq!(price.rounding, None);
    let price = Price {
        rounding: Some(3),
        codes: Nillable::Nil,
        ..Price::new()
    };
    assert_eq!((price.rounding(), price.codes()), (3, List(vec![1, 2])));
}

#[test]
fn new_takes_what_has_no_default() {
    let paint = Paint::new(Color::Red).name("rouge");
    let literal = Paint {
        color: Color::Red,
        name: Some("rouge".to_owned()),
    };
    assert_eq!(paint, literal);
    let lacquer = Lacquer {
        color: Color::Red,
        name: Some("rouge".to_owned()),
        shine: 9,
    };
    assert_eq!(Paint::from(lacquer), literal);
}

#[test]
fn the_variant_for_unknown_words_may_have_another_name() {
    let parsed: Vec<Color> = ["red", "unknown", "mauve"]
        .iter()
        .flat_map(|w| w.parse())
        .collect();
    assert_eq!(
        parsed,
        [Color::Red, Color::Unknown, Color::Other("mauve".to_owned())]
    );
    assert_eq!(
        format!("{:?} {}", parsed[2], parsed[2]),
        r#"Other("mauve") mauve"#
    );
}
