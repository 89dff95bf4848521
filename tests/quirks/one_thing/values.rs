//! Simple values, written as their types have it and otherwise.

use wsdl_runtime::value::{Date, DateTime, Decimal};

use super::{all, but, plain, with};
use crate::ask::Is;
use crate::literal::parsed;

#[test]
fn lexical_forms() {
    let number = |text: &str| but(">7<", &format!(">{text}<"));
    let total = |text: &str| but(">19.90<", &format!(">{text}<"));
    let paid = |text: &str| but(">true</paid", &format!(">{text}</paid"));
    let placed = |text: &str| but("2024-02-29T23:59:59.5Z", text);
    let same = || Is::Value(plain(), 0);
    all(vec![
        ("an int with a plus sign", number("+7"), same()),
        ("an int with zeros in front", number("007"), same()),
        ("an int with white space", number("\n\t 7 \r\n"), same()),
        ("an int by character references", number("&#55;"), same()),
        (
            "an int with decimals",
            number("7.0"),
            Is::Error("getOrderResponse/order/number: \"7.0\" is not a value of xs:int"),
        ),
        (
            "an int with an exponent",
            number("7E0"),
            Is::Error("getOrderResponse/order/number: \"7E0\" is not a value of xs:int"),
        ),
        (
            "an int in hexadecimal",
            number("0x7"),
            Is::Error("getOrderResponse/order/number: \"0x7\" is not a value of xs:int"),
        ),
        (
            "an int out of range",
            number("2147483648"),
            Is::Error("getOrderResponse/order/number: \"2147483648\" is not a value of xs:int"),
        ),
        (
            "an int with a no-break space",
            number("7\u{a0}"),
            Is::Error("getOrderResponse/order/number: \"7\\u{a0}\" is not a value of xs:int"),
        ),
        (
            "an int that is required and empty",
            number(""),
            Is::Error("getOrderResponse/order/number: \"\" is not a value of xs:int"),
        ),
        (
            "an int that is required and nil",
            but("<number>7</number>", "<number i:nil=\"true\"/>"),
            Is::Error("getOrderResponse/order/number: it is nil, which is not allowed"),
        ),
        (
            "a secret that is no int",
            number("t0ken-of-the-caller"),
            Is::Error("getOrderResponse/order/number: \"***\" is not a value of xs:int"),
        ),
        (
            "a decimal with a plus sign and a bare point",
            total("+019.90"),
            same(),
        ),
        (
            "a decimal without an integer part",
            total(".5"),
            Is::Value(plain().total(parsed::<Decimal>("0.5")), 0),
        ),
        (
            "a decimal with an exponent",
            total("1.99E1"),
            Is::Error("getOrderResponse/order/total: \"1.99E1\" is not a value of xs:decimal"),
        ),
        (
            "a decimal with thousands",
            total("1,019.90"),
            Is::Error("getOrderResponse/order/total: \"1,019.90\" is not a value of xs:decimal"),
        ),
        (
            "a decimal with a comma",
            total("19,90"),
            Is::Error("getOrderResponse/order/total: \"19,90\" is not a value of xs:decimal"),
        ),
        (
            "a decimal with its currency",
            total("19.90 EUR"),
            Is::Error("getOrderResponse/order/total: \"19.90 EUR\" is not a value of xs:decimal"),
        ),
        ("a boolean as a number", paid("1"), same()),
        (
            "a boolean with a capital",
            paid("True"),
            Is::Error("getOrderResponse/order/paid: \"True\" is not a value of xs:boolean"),
        ),
        (
            "a boolean in capitals",
            paid("TRUE"),
            Is::Error("getOrderResponse/order/paid: \"TRUE\" is not a value of xs:boolean"),
        ),
        (
            "a boolean as a word",
            paid("yes"),
            Is::Error("getOrderResponse/order/paid: \"yes\" is not a value of xs:boolean"),
        ),
        (
            "a boolean that is required and empty",
            paid(""),
            Is::Error("getOrderResponse/order/paid: \"\" is not a value of xs:boolean"),
        ),
        (
            "a dateTime with zeros",
            placed("2024-02-29T23:59:59.500000000Z"),
            Is::Value(
                plain().placed(parsed::<DateTime>("2024-02-29T23:59:59.500000000Z")),
                0,
            ),
        ),
        (
            "a dateTime without seconds",
            placed("2024-02-29T23:59Z"),
            Is::Error(
                "getOrderResponse/order/placed: \"2024-02-29T23:59Z\" is not a value of xs:dateTime",
            ),
        ),
        (
            "a dateTime with a space",
            placed("2024-02-29 23:59:59.5Z"),
            Is::Error(
                "getOrderResponse/order/placed: \"2024-02-29 23:59:59.5Z\" is not a value of xs:dateTime",
            ),
        ),
        (
            "a dateTime with an offset without a colon",
            placed("2024-02-29T23:59:59.5+0000"),
            Is::Error(
                "getOrderResponse/order/placed: \"2024-02-29T23:59:59.5+0000\" is not a value of xs:dateTime",
            ),
        ),
        (
            "a dateTime without a time",
            placed("2024-02-29"),
            Is::Error(
                "getOrderResponse/order/placed: \"2024-02-29\" is not a value of xs:dateTime",
            ),
        ),
        (
            "a dateTime of day zero",
            placed("0000-00-00T00:00:00"),
            Is::Error(
                "getOrderResponse/order/placed: \"0000-00-00T00:00:00\" is not a value of xs:dateTime",
            ),
        ),
        (
            "a dateTime of a leap day that was not",
            placed("2023-02-29T00:00:00Z"),
            Is::Error(
                "getOrderResponse/order/placed: \"2023-02-29T00:00:00Z\" is not a value of xs:dateTime",
            ),
        ),
        (
            "a dateTime in words",
            placed("Thu, 29 Feb 2024 23:59:59 GMT"),
            Is::Error(
                "getOrderResponse/order/placed: \"Thu, 29 Feb 2024 23:59:59 GMT\" is not a value of xs:dateTime",
            ),
        ),
        (
            "a date with a zone",
            with("<due>2024-03-01Z</due>").replace(
                "<rating>3</rating><due>2024-03-01Z</due>",
                "<due>2024-03-01Z</due><rating>3</rating>",
            ),
            Is::Value(plain().due(parsed::<Date>("2024-03-01Z")), 1),
        ),
        (
            "a date with a time",
            with("<due>2024-03-01T00:00:00</due>"),
            Is::Error(
                "getOrderResponse/order/due: \"2024-03-01T00:00:00\" is not a value of xs:date",
            ),
        ),
        (
            "a double with a comma",
            with("<weight>1,5</weight>"),
            Is::Error("getOrderResponse/order/weight: \"1,5\" is not a value of xs:double"),
        ),
        (
            "a double by Java's word",
            with("<weight>Infinity</weight>"),
            Is::Error("getOrderResponse/order/weight: \"Infinity\" is not a value of xs:double"),
        ),
        (
            "a double that is no number",
            with("<weight>1.#INF</weight>"),
            Is::Error("getOrderResponse/order/weight: \"1.#INF\" is not a value of xs:double"),
        ),
    ]);
}
