//! Good answers in odd HTTP, and what comes in place of an answer.

mod no_answer;
mod text;
mod transfer;

use wsdl_runtime::value::{DateTime, Decimal};

use crate::literal::parsed;
use crate::service::{GetOrderResponse, Order};

const TEXT: &str = "Zoë & Søn";

/// A whole answer with a note of more than ASCII in it, behind an XML declaration.
pub(super) fn document(declaration: &str) -> String {
    format!(
        "{declaration}<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><s:Body><getOrderResponse xmlns=\"urn:orders\"><order><number>7</number><total>1</total><placed>2024-02-29T00:00:00</placed><paid>0</paid><customer>{}</customer><rating>1</rating></order></getOrderResponse></s:Body></s:Envelope>",
        TEXT.replace('&', "&amp;")
    )
}

pub(super) fn expected() -> GetOrderResponse {
    let order = Order::new(parsed::<DateTime>("2024-02-29T00:00:00"));
    let total = parsed::<Decimal>("1");
    GetOrderResponse::new().order(order.number(7).total(total).customer(TEXT).rating(1))
}

pub(super) fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(c).unwrap_or(b'?'))
        .collect()
}
