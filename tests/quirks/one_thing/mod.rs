//! One odd thing at a time in an answer that is otherwise good.

mod names;
mod nothing;
mod values;

use crate::ask::{Is, Wrong, answer, orders, request};
use crate::literal::order;
use crate::service::{GetOrderResponse, Order};

/// The order of all tests, plainly.
pub(super) const PLAIN: &str = "<number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><customer i:nil=\"true\"/><rating>3</rating>";

/// The order with something after its required members.
pub(super) fn with(more: &str) -> String {
    envelope(&format!("{PLAIN}{more}"))
}

/// The order with something of [`PLAIN`] replaced.
pub(super) fn but(old: &str, new: &str) -> String {
    assert!(PLAIN.contains(old), "{old}");
    envelope(&PLAIN.replace(old, new))
}

pub(super) fn envelope(order: &str) -> String {
    format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><s:Body><getOrderResponse xmlns=\"urn:orders\"><order>{order}</order></getOrderResponse></s:Body></s:Envelope>"
    )
}

pub(super) fn plain() -> Order {
    let whole = order();
    Order {
        status: None,
        lines: None,
        payment: None,
        ..whole
    }
}

/// What becomes of these, each with what it says.
pub(super) fn all(cases: Vec<(&str, String, Is<'_, Order>)>) {
    let mut wrong = Wrong::default();
    for (what, envelope, is) in cases {
        let server = answer(envelope);
        let told;
        let is = match is {
            Is::Value(order, notes) => Is::Value(GetOrderResponse::new().order(order), notes),
            Is::Error(text) => {
                told = format!("the document is not as described at {text}");
                Is::Error(&told)
            }
        };
        wrong.check(
            what,
            || orders().get_order(request()).endpoint(&server.url()),
            &is,
        );
    }
    wrong.none();
}
