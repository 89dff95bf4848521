//! The specimen compiles, as a file and as a folder, and is pleasant to use.

use wsdl_runtime::xml::{from_str, to_string};

#[allow(unreachable_pub, reason = "a test has no public interface")]
mod file {
    include!("expected/shop.rs");
}

#[allow(unreachable_pub, reason = "a test has no public interface")]
#[path = "expected/shop/mod.rs"]
mod folder;

use file::shop;
use shop::{Order, Pay, PlainOrder, SpecialOrder};

#[test]
fn values_are_made_by_setters_or_as_literals() {
    let order = Order::new(Pay::Cash(3))
        .id(7)
        .tags(["a", "b"])
        .codes([1, 2]);
    let literal = Order {
        id: 7,
        r#type: None,
        pay: Pay::Cash(3),
        tags: vec!["a".to_owned(), "b".to_owned()],
        codes: vec![1, 2],
        rows: Vec::new(),
        next: None,
        lang: None,
        retries: None,
        version: None,
    };
    assert_eq!(order, literal);
    assert_eq!((order.retries(), order.version().as_str()), (7, "1.0"));
    let special = SpecialOrder::new().id(4).why("gift");
    assert_eq!(PlainOrder::from(special), PlainOrder { id: 4 });
    let words = shop::ArrayOfString::from(vec![Some("x".to_owned()), None]);
    assert_eq!((words.len(), words[1].as_deref()), (2, None));
}

#[test]
fn both_layouts_read_and_write_the_same() {
    let document = r#"<order xmlns="urn:shop" lang="en"><id>7</id><type>dark "blue"</type><iban xmlns="urn:parts">DE</iban><code>1</code><code>2</code><number>1</number><number>2</number><text>b</text></order>"#;
    let name = "{urn:shop}order";
    let order: Order = from_str(name, document).expect("an order");
    assert_eq!(order.r#type, Some(shop::Color::DarkBlue));
    assert_eq!(order.rows.len(), 2);
    let twin: folder::Order = from_str(name, document).expect("an order");
    let written = to_string(name, &order).expect("written");
    assert_eq!(written, to_string(name, &twin).expect("written"));
    assert_eq!(from_str::<Order>(name, &written).expect("an order"), order);
}

#[test]
fn secrets_are_not_shown() {
    let login = shop::Login::new().username("me").password("hunter2");
    assert_eq!(
        format!("{login:?}"),
        r#"Login { username: Some("me"), password: *** }"#
    );
}

#[test]
fn a_module_may_have_a_type_of_the_runtimes_name() {
    let element = shop::parts::Element::new().symbol("Fe");
    let bank = shop::parts::Bank::new().iban("DE").of(element.clone());
    assert_eq!(bank.of, Some(element));
}
