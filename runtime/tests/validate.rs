//! `validate`: what the generator emits for facets, here by hand, and every rule that a value can break.
#![cfg(feature = "validate")]

use wsdl_runtime::generated::{
    Attributes, Element, List, Nillable, WithNil, default, facets, names, occurs, of, setters,
    union, wild, wire, words,
};
use wsdl_runtime::validate::Rule;
use wsdl_runtime::value::{Date, Decimal};
use wsdl_runtime::{Validate, value};

names! { T "urn:shop", OTHER "urn:other" }
facets! {
    SKU = String.min_length(3).max_length(8).patterns(&[&[r"[A-Z]+\d+", "X"], &[r"\p{L}.*"]]),
    SKUS = List(SKU).max_length(2),
    AMOUNT = Integer.min_inclusive("1").max_exclusive("100"),
    PRICE = Decimal.total_digits(5).fraction_digits(2),
    DAY = Date.min_inclusive("2026-01-01"),
    SIZE = Union(AMOUNT, SKU),
    VERSION = Decimal
}

#[derive(Clone, PartialEq, Default)]
struct Order {
    lines: Vec<Line>,
    notes: Vec<String>,
    color: Option<Color>,
    pay: Option<Pay>,
    version: Option<Decimal>,
    day: Option<Date>,
    secret: Option<String>,
    others: Vec<Element>,
    lang: Option<String>,
    skus: Option<List<String>>,
    more: Attributes,
}
wire! { Order = T "Order" seq {
    lines "line" many = occurs(1, 3), notes "note" opt many = occurs(0, 2).facets(SKU), color "color" opt, pay "" group,
    version "version" opt fixed = default("1.0").facets(VERSION), day "day" opt = facets(DAY), secret "secret" opt secret = facets(SKU),
    others "" opt many any = wild(wsdl_runtime::generated::Wild::Not(T)), lang "lang" @0 attr collapse = facets(SKU),
    skus "skus" @0 opt attr = facets(SKUS), more "" attr any = wild(wsdl_runtime::generated::Wild::In(&[OTHER, 0]))
} }
setters! { Order() {
    color: Option<Color>, pay: Option<Pay>, version: Option<Decimal>, day: Option<Date>, secret: Option<String>, lang: Option<String>,
    skus: Option<List<String>>
} }

#[derive(Clone, PartialEq, Default)]
struct Line {
    amount: i32,
    price: Nillable<Decimal>,
    size: Option<Size>,
    items: Vec<Option<String>>,
    gift: Option<WithNil<Gift>>,
}
wire! { Line = T "Line" seq {
    amount "amount" = facets(AMOUNT), price "price" opt nil = facets(PRICE), size "size" opt = facets(SIZE),
    items "item" opt many = facets(SKU), gift "gift" opt nil
} }

#[derive(Clone, PartialEq, Default)]
struct Gift {
    card: Option<String>,
}
wire! { Gift = T "Gift" seq { card "card" @0 attr = facets(SKU) } }

#[derive(Clone, PartialEq)]
enum Pay {
    Card(String),
    Cash(i32),
}
wire! { Pay: Card = T "" choice { Card "card" = facets(SKU), Cash "cash" = facets(AMOUNT) } }

#[derive(Clone, PartialEq)]
enum Color {
    Red,
    DarkBlue,
    Unknown(String),
}
words! { Color { Red "red", DarkBlue "dark blue" } }

#[derive(Clone, PartialEq)]
enum Size {
    Number(i32),
    Word(String),
}
union! { Size { Number: i32, Word: String } }

fn line() -> Line {
    Line {
        amount: 1,
        ..Line::default()
    }
}

/// An order that breaks nothing.
fn order() -> Order {
    Order {
        lines: vec![line()],
        ..Order::new().pay(Pay::Cash(5)).lang(" ABC1\n")
    }
}

/// Each violation in a line.
#[track_caller]
fn breaks(value: &impl Validate, expected: &[&str]) {
    let told = value
        .validate()
        .map_or_else(|v| v.to_string(), |()| String::new());
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn what_breaks_nothing_is_taken() {
    breaks(&order(), &[]);
    let mut full = order()
        .color(Color::DarkBlue)
        .version(Decimal::ONE)
        .secret("X")
        .day("2026-01-01".parse::<Date>().unwrap())
        .skus(List(vec!["ABC1".into(), "ABC2".into()]));
    full.secret = Some("ABC1".into());
    full.notes = vec!["ABC1".into()];
    full.others = vec![Element::new("urn:other", "x")];
    full.lines[0].price = Nillable::Nil;
    full.lines[0].size = Some(Size::Word("ABC1".into()));
    full.color = Some(Color::Unknown("red".into()));
    breaks(&full, &[]);
}

#[test]
fn all_that_is_broken_is_told_in_the_order_of_the_schema() {
    let mut wrong = order();
    wrong.lines = vec![
        Line {
            amount: 100,
            price: Nillable::Value("12345.678".parse().unwrap()),
            size: Some(Size::Number(0)),
            items: vec![Some("ABC1".into()), None, Some("abc".into())],
            gift: Some(WithNil::Nil(Gift {
                card: Some("x".into()),
            })),
        },
        Line {
            gift: Some(WithNil::Value(Gift::default())),
            ..line()
        },
    ];
    breaks(
        &wrong,
        &[
            r#"/line[1]/amount: outside its maxExclusive: 100 (it is "100")"#,
            r#"/line[1]/price: outside its fractionDigits: 2 (it is "12345.678")"#,
            r#"/line[1]/price: outside its totalDigits: 5 (it is "12345.678")"#,
            r#"/line[1]/size: no member type of its union takes it (it is "0")"#,
            "/line[1]/item[2]: nil, which it may not be",
            r#"/line[1]/item[3]: outside its pattern: [A-Z]+\d+ or X (it is "abc")"#,
            r#"/line[1]/gift/@card: outside its pattern: [A-Z]+\d+ or X (it is "x")"#,
            r#"/line[1]/gift/@card: outside its minLength: 3 (it is "x")"#,
            "/line[2]/gift/@card: required, and not set",
        ],
    );
}

#[test]
fn how_often_words_fixed_values_and_namespaces_count() {
    let mut wrong = order()
        .color(Color::Unknown("green".into()))
        .version(Decimal::TWO);
    wrong.lines = Vec::new();
    wrong.notes = vec!["ABC1".into(); 3];
    wrong.pay = None;
    wrong.lang = None;
    wrong.others = vec![Element::new("urn:shop", "x"), Element::new("", "x")];
    wrong.more.0.push(wsdl_runtime::xml::Attribute {
        namespace: "urn:third".into(),
        ..Default::default()
    });
    wrong.skus = Some(List(vec!["ABC1".into(); 3]));
    breaks(
        &wrong,
        &[
            "/line: there are 0, where 1 to 3 may be",
            "/note: there are 3, where 0 to 2 may be",
            r#"/color: outside its enumeration: one of red, dark blue (it is "green")"#,
            "/: required, and not set",
            r#"/version: fixed to "1.0" (it is "2")"#,
            r#"/: the namespace "urn:shop" may not stand here"#,
            r#"/: the namespace "" may not stand here"#,
            "/@lang: required, and not set",
            r#"/@skus: outside its maxLength: 2 (it is "ABC1 ABC1 ABC1")"#,
            r#"/: the namespace "urn:third" may not stand here"#,
        ],
    );
}

#[test]
fn a_secret_is_not_shown_and_long_values_are_cut() {
    let mut wrong = order().secret("hunter2").pay(Pay::Card("é".repeat(100)));
    wrong.lines = vec![line(); 1];
    let violations = wrong.validate().unwrap_err();
    let [card, _, secret] = violations.iter().as_slice() else {
        panic!("{violations}")
    };
    assert_eq!(
        (card.path.as_str(), secret.path.as_str()),
        ("/card", "/secret")
    );
    assert_eq!(
        card.value.as_ref().map(|value| value.chars().count()),
        Some(64)
    );
    assert_eq!(secret.value, None);
    assert!(matches!(
        &secret.rule,
        Rule::Simple(value::Violation::Facet {
            facet: "pattern",
            ..
        })
    ));
    assert!(!violations.to_string().contains("hunter2"));
}

#[test]
fn what_a_secret_member_holds_is_not_shown_either() {
    #[derive(Default)]
    struct Login {
        password: Option<Password>,
    }
    #[derive(Default)]
    struct Password {
        value: String,
        kind: Option<String>,
    }
    wire! { Login = T "Login" seq { password "password" opt secret } }
    wire! { Password = T "Password" seq { value "" text = facets(SKU), kind "kind" @0 opt attr = facets(SKU) } }
    let password = Password {
        value: "hunter2".into(),
        kind: Some("plain".into()),
    };
    let told = Login {
        password: Some(password),
    }
    .validate()
    .unwrap_err()
    .to_string();
    assert_eq!(
        told,
        "/password: outside its pattern: [A-Z]+\\d+ or X\n/password/@kind: outside its pattern: [A-Z]+\\d+ or X"
    );
}

#[test]
fn each_facet_of_a_value_is_told_and_none_that_does_not_hold_for_it() {
    facets! {
        STRICT = String.min_length(9).patterns(&[&["(?=x)", "A.*"], &[r"\d+"]]),
        NAMED = QName.patterns(&[&["x:.*"]]),
        BYTE = Integer.min_inclusive("-128").max_inclusive("127"),
        CODE = Union(BYTE, SKU)
    }
    #[derive(Default)]
    struct All {
        text: String,
        name: wsdl_runtime::xml::QName,
        code: Option<Size>,
        usual: Option<String>,
        tree: Element,
    }
    wire! { All = T "All" seq {
        text "text" = facets(STRICT), name "name" = facets(NAMED), code "code" opt = facets(CODE),
        usual "usual" opt = default("ABC1").facets(SKU), tree "" any
    } }
    let all = All {
        text: "A1".into(),
        code: Some(Size::Number(300)),
        usual: Some(String::new()),
        ..All::default()
    };
    assert_eq!(
        all.validate().unwrap_err().to_string(),
        "/text: outside its pattern: \\d+ (it is \"A1\")\n/text: outside its minLength: 9 (it is \"A1\")\n\
         /code: no member type of its union takes it (it is \"300\")\n/: required, and not set"
    );
}

#[test]
fn a_hundred_are_kept_and_the_rest_is_counted() {
    let mut wrong = order();
    wrong.lines[0].items = vec![None; 250];
    let violations = wrong.validate().unwrap_err();
    assert_eq!((violations.iter().len(), violations.count()), (100, 250));
    assert!(violations.to_string().ends_with("\nand 150 more"));
}

#[test]
fn a_client_sends_no_request_that_breaks_a_rule() {
    use wsdl_runtime::{Body, ClientBuilder, Error, Operation, Service};

    static SERVICE: Service = Service {
        name: "Shop",
        port_type: "Shop",
        ports: &[],
        secrets: &[],
    };
    const ORDER: Operation<Order, ()> =
        Operation::new("order", Body::element("urn:shop", "order"), Body::none());
    let mut wrong = order().secret("hunter2");
    wrong.lines.push(Line {
        amount: 0,
        ..line()
    });
    let client = |validate| {
        let builder = ClientBuilder::<wsdl_runtime::Client>::new(&SERVICE);
        // nothing listens there
        let builder = builder
            .endpoint("http://127.0.0.1:9/")
            .validate_requests(validate);
        builder.build().unwrap()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let error = runtime
        .block_on(client(true).call(&ORDER, &wrong).into_future())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document cannot be written at order/line[2]/amount: it is not as its schema asks for\n\
         /order/line[2]/amount: outside its minInclusive: 1 (it is \"0\")\n\
         /order/secret: outside its pattern: [A-Z]+\\d+ or X"
    );
    let sent = runtime.block_on(client(false).call(&ORDER, &wrong).into_future());
    assert!(matches!(sent, Err(Error::NotSent(_))), "{sent:?}");
}

#[test]
fn a_rule_that_cannot_be_checked_is_told_and_keeps_no_request_back() {
    facets! { ODD = String.patterns(&[&["(?=x)"]]) }
    #[derive(Default)]
    struct Odd {
        text: String,
    }
    wire! { Odd = T "Odd" seq { text "text" = facets(ODD) } }
    let violations = Odd::default().validate().unwrap_err();
    assert!(!violations.iter().any(|violation| violation.is_certain()));
    assert_eq!(violations.count(), 1);
}

#[test]
fn recursion_ends_with_a_word() {
    #[derive(Default)]
    struct Nest {
        inner: Option<Box<Nest>>,
    }
    wire! { Nest = T "Nest" seq { inner "inner" opt } }
    let mut nest = Nest::default();
    for _ in 0..2_000 {
        nest = Nest {
            inner: Some(Box::new(nest)),
        };
    }
    let violations = nest.validate().unwrap_err();
    assert!(matches!(
        violations.iter().next().map(|v| &v.rule),
        Some(Rule::TooDeep)
    ));
    while let Some(inner) = nest.inner.take() {
        nest = *inner;
    }
}

#[test]
fn a_nested_group_is_part_of_the_path_of_none() {
    #[derive(Default)]
    struct Outer {
        pairs: Vec<Pair>,
    }
    #[derive(Default)]
    struct Pair {
        left: String,
        right: i32,
    }
    wire! { Outer = T "Outer" seq { pairs "" many group = of::<Pair>().occurs(2, 2) } }
    wire! { Pair = T "" seq { left "left" = facets(SKU), right "right" = facets(AMOUNT) } }
    let outer = Outer {
        pairs: vec![Pair::default()],
    };
    let told = outer.validate().unwrap_err().to_string();
    assert_eq!(
        told,
        "/: there are 1, where 2 to 2 may be\n/left: outside its pattern: [A-Z]+\\d+ or X (it is \"\")\n\
         /left: outside its minLength: 3 (it is \"\")\n\
         /right: outside its minInclusive: 1 (it is \"0\")"
    );
}

/// SOAP 1.1 section 5.1, rule 9: what is null may be left out.
#[test]
fn in_the_soap_encoding_any_member_may_be_absent() {
    #[derive(Default)]
    struct Point {
        x: Option<i32>,
        tags: Vec<String>,
    }
    wire! { Point = T "Point" seq { x "x" = facets(AMOUNT), tags "tag" many = occurs(2, 3) } }
    #[derive(Default)]
    struct Encoded {
        point: Option<Point>,
        own: Option<String>,
    }
    wire! { Encoded = T "Encoded" seq encoded { point "point", own "own" } }
    breaks(&Encoded::default(), &[]);
    let point = Some(Point::default());
    breaks(&Encoded { point, own: None }, &[]);
    // What is there is held to the schema all the same.
    let point = |x, tags: &[&str]| Point {
        x,
        tags: tags.iter().map(|s| (*s).to_owned()).collect(),
    };
    let encoded = Encoded {
        point: Some(point(Some(0), &["a"])),
        own: None,
    };
    breaks(
        &encoded,
        &[
            "/point/x: outside its minInclusive: 1 (it is \"0\")",
            "/point/tag: there are 1, where 2 to 3 may be",
        ],
    );
    breaks(
        &point(None, &[]),
        &[
            "/x: required, and not set",
            "/tag: there are 0, where 2 to 3 may be",
        ],
    );
}
