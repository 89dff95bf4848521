//! The ways to say that there is nothing, and what they mean where.

use super::{PLAIN, all, but, envelope, plain, with};
use crate::ask::Is;
use crate::service::{Address, AnyPayment, Order, OrderChoice, Payment, Status};

#[test]
fn nothing_in_many_forms() {
    let note = |text: &str| plain().note(text);
    all(vec![
        (
            "an optional int, empty",
            with("<quantity/>"),
            Is::Value(plain(), 2),
        ),
        (
            "an optional int, blank",
            with("<quantity>  \n</quantity>"),
            Is::Value(plain(), 2),
        ),
        (
            "an optional date, empty",
            with("<due></due>"),
            Is::Value(plain(), 2),
        ),
        (
            "an optional int, nil",
            with("<quantity i:nil=\"true\"/>"),
            Is::Value(plain(), 2),
        ),
        (
            "an optional int, nil with attributes",
            with("<quantity i:type=\"x:int\" i:nil=\"1\" unit=\"kg\"/>"),
            Is::Value(plain(), 2),
        ),
        (
            "an optional int that says it is not nil",
            with("<quantity i:nil=\"false\">4</quantity>"),
            Is::Value(plain().quantity(4), 1),
        ),
        (
            "a nillable int, empty",
            but("<rating>3</rating>", "<rating/>"),
            Is::Value(
                Order {
                    rating: None,
                    ..plain()
                },
                1,
            ),
        ),
        (
            "a nillable int, left out",
            but("<rating>3</rating>", ""),
            Is::Value(
                Order {
                    rating: None,
                    ..plain()
                },
                1,
            ),
        ),
        (
            "a nillable int, nil of the wrong case",
            but("<rating>3</rating>", "<rating i:nil=\"True\"/>"),
            Is::Value(
                Order {
                    rating: None,
                    ..plain()
                },
                2,
            ),
        ),
        (
            "a nillable int, nil and 3",
            but("<rating>3</rating>", "<rating i:nil=\"true\">3</rating>"),
            Is::Error("getOrderResponse/order/rating: it says that it is nil, and has content"),
        ),
        (
            "an attribute, empty",
            envelope(PLAIN).replace("<order>", "<order version=\"\">"),
            Is::Value(plain(), 1),
        ),
        (
            "an attribute",
            envelope(PLAIN).replace("<order>", "<order version=\" 4 \">"),
            Is::Value(plain().version(4), 0),
        ),
        (
            "an attribute that is no number",
            envelope(PLAIN).replace("<order>", "<order version=\"1.2\">"),
            Is::Error("getOrderResponse/order/@version: \"1.2\" is not a value of xs:int"),
        ),
        ("a string, empty", with("<note/>"), Is::Value(note(""), 0)),
        (
            "a string of white space",
            with("<note>  </note>"),
            Is::Value(note("  "), 0),
        ),
        (
            "a string that says null",
            with("<note>null</note>"),
            Is::Value(note("null"), 0),
        ),
        (
            "an enumeration, empty",
            with("<status/>"),
            Is::Value(plain().status(Status::Unknown(String::new())), 0),
        ),
        (
            "an enumeration of a later version",
            with("<status>on hold</status>"),
            Is::Value(plain().status(Status::Unknown("on hold".into())), 0),
        ),
        (
            "a list, empty",
            with("<lines/>"),
            Is::Value(plain().lines(Vec::new()), 0),
        ),
        (
            "a structure, empty",
            with("<payment/>"),
            Is::Value(plain().payment(AnyPayment::Payment(Payment::new())), 0),
        ),
        (
            "a choice, empty",
            with("<address/>"),
            Is::Error("getOrderResponse/order/address: `box` or `street` is missing"),
        ),
        (
            "a choice of something unknown",
            with("<address><geo/></address>"),
            Is::Error("getOrderResponse/order/address: `box` or `street` is missing"),
        ),
        (
            "a choice, unqualified",
            with("<address><box xmlns=\"\">5</box></address>"),
            Is::Value(plain().choice(OrderChoice::Address(Address::Box(5))), 1),
        ),
        (
            "a choice after something unknown",
            with("<address><geo/><box>5</box></address>"),
            Is::Value(plain().choice(OrderChoice::Address(Address::Box(5))), 1),
        ),
        (
            "a nil line",
            with("<lines><line i:nil=\"true\"/></lines>"),
            Is::Value(plain().lines(vec![None]), 0),
        ),
    ]);
}
