//! Typed reading and writing: what was read can be read again from what is written of it, and is the same.

use wsdl_runtime::xml::{Item, from_str, to_string};

#[allow(unreachable_pub, reason = "a target has no public interface")]
#[path = "../../codegen/tests/specimen/expected/shop/mod.rs"]
mod shop;

/// A document of one of the shop's elements.
pub fn typed(data: &[u8]) -> bool {
    let Ok(document) = std::str::from_utf8(data) else {
        return false;
    };
    let read = [
        round::<shop::Login>("{urn:shop}login", document),
        round::<shop::PlaceOrder>("{urn:shop}placeOrder", document),
        round::<shop::Order>("{urn:shop}order", document),
        round::<shop::AnyPlainOrder>("{urn:shop}plain", document),
        round::<shop::Open>("{urn:shop}open", document),
        round::<shop::Price>("{urn:shop}price", document),
        round::<shop::Paragraph>("{urn:shop}paragraph", document),
        round::<shop::Nils>("{urn:shop}nils", document),
        round::<shop::ArrayOfString>("{urn:shop}strings", document),
        round::<shop::Pay>("{urn:shop}pay", document),
        round::<shop::parts::Bank>("{urn:parts}bank", document),
    ];
    read.contains(&true)
}

fn round<T: Item>(element: &str, document: &str) -> bool {
    let Ok(value) = from_str::<T>(element, document) else {
        return false;
    };
    // Reading forgives what writing does not, such as a member that is missing.
    let Ok(written) = to_string(element, &value) else {
        return false;
    };
    let again = from_str::<T>(element, &written)
        .unwrap_or_else(|e| panic!("{e}\nread from {document:?}\nwritten as {written:?}"));
    // Texts are compared: prefixes are chosen anew, and NaN is not equal to itself.
    let twice = to_string(element, &again);
    assert_eq!(
        twice.ok().as_deref(),
        Some(written.as_str()),
        "{document:?}"
    );
    true
}
