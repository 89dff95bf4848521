//! Names of elements and types that are not quite right.

use super::{PLAIN, all, but, envelope, plain, with};
use crate::ask::Is;
use crate::service::AnyPayment;

#[test]
fn names_that_are_not_quite_right() {
    let wrapper = |name: &str, namespace: &str| {
        envelope(PLAIN)
            .replace("xmlns=\"urn:orders\"", &format!("xmlns=\"{namespace}\""))
            .replace("getOrderResponse", name)
    };
    let card = |named: &str| with(&format!("<payment {named}><holder>h</holder></payment>"));
    let held = || AnyPayment::Card(crate::service::Card::new().holder("h"));
    all(vec![
        (
            "one member unqualified",
            but("<number>", "<number xmlns=\"\">"),
            Is::Value(plain(), 1),
        ),
        (
            "one unqualified, beside one that is not",
            with("<note xmlns=\"\">theirs</note><note>ours</note>"),
            Is::Value(plain().note("ours"), 1),
        ),
        (
            "one unqualified, after one that is not",
            with("<note>ours</note><note xmlns=\"\">theirs</note>"),
            Is::Value(plain().note("ours"), 2),
        ),
        (
            "a member in a namespace of its own",
            but("<number>", "<number xmlns=\"urn:orders:v2\">"),
            Is::Error(
                "getOrderResponse/order/number: it is not in the namespace \"urn:orders\", where it should be",
            ),
        ),
        (
            "an optional member in another namespace",
            with("<note xmlns=\"urn:orders:v2\">x</note>"),
            Is::Value(plain(), 1),
        ),
        (
            "a wrapper of another namespace",
            wrapper("getOrderResponse", "urn:orders:v2"),
            Is::Error(
                "Envelope/Body: `getOrderResponse` is of the namespace `urn:orders:v2`, not of `urn:orders`",
            ),
        ),
        (
            "a wrapper of another name",
            wrapper("getOrderResult", "urn:orders"),
            Is::Error(
                "Envelope/Body: `getOrderResult` was found where `getOrderResponse` was to be",
            ),
        ),
        (
            "the request, repeated",
            wrapper("getOrder", "urn:orders"),
            Is::Error("Envelope/Body: `getOrder` was found where `getOrderResponse` was to be"),
        ),
        (
            "a member twice",
            with("<rating>4</rating>"),
            Is::Error("getOrderResponse/order/rating: it stands twice, which is not allowed"),
        ),
        (
            "an element in a number",
            but(">7<", "><value>7</value><"),
            Is::Error(
                "getOrderResponse/order/number: there is an element where only text may stand",
            ),
        ),
        ("text between members", with("oops"), Is::Value(plain(), 1)),
        (
            "a type by its right name",
            card("i:type=\"o:Card\" xmlns:o=\"urn:orders\""),
            Is::Value(plain().payment(held()), 0),
        ),
        (
            "a type without a prefix, where nothing is the default",
            card("i:type=\"Card\"")
                .replace("xmlns=\"urn:orders\"", "xmlns:o=\"urn:orders\"")
                .replace("<getOrder", "<o:getOrder")
                .replace("</getOrder", "</o:getOrder"),
            Is::Value(plain().payment(held()), 10),
        ),
        (
            "a type by a prefix that is not declared",
            card("i:type=\"ns7:Card\""),
            Is::Value(plain().payment(held()), 1),
        ),
        (
            "a type that nobody knows",
            with("<payment i:type=\"Cheque\"/>"),
            Is::Value(plain().payment(AnyPayment::Other(cheque())), 1),
        ),
        (
            "a type of another namespace where one alone may stand",
            with(
                "<lines><line i:type=\"v2:Line\" xmlns:v2=\"urn:v2\"><count>1</count></line></lines>",
            ),
            Is::Value(
                plain().lines(vec![Some(crate::service::Line::new().count(1))]),
                1,
            ),
        ),
        (
            "another type where one alone may stand",
            with("<lines><line i:type=\"Order\"><count>1</count></line></lines>"),
            Is::Error("getOrderResponse/order/lines/line: no type \"Order\" may stand here"),
        ),
    ]);
}

/// `<payment xsi:type="Cheque"/>`, as it is kept.
fn cheque() -> wsdl_runtime::xml::Element {
    let document = "<payment xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"urn:orders\" i:type=\"Cheque\"/>";
    wsdl_runtime::xml::Parser::new()
        .tree(document)
        .unwrap_or_else(|e| panic!("{e}"))
}
