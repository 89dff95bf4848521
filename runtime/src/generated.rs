//! What generated code names, and nothing else does. It is public for that reason alone: what people use of it has a home in
//! the other modules.

pub use crate::value::{
    Base64, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Hex,
    Time,
};
pub use crate::xml::{
    AnySimple, Array, Attribute, Attributes, Child, Element, FIRST, FIXED, Given, IntoMember, Item,
    Kind, Leaf, Lexical, List, Many, Member, More, NO_NS, NilSlot, Nillable, Node, QName, SOAP,
    SOAP_ENC, SOAP12, SOAP12_ENC, Scope, Slot, Type, View, Wild, WithNil, Writer, XML, XSD, XSI,
    debug, default, flag, given_or, occurs, of, table, wild,
};
pub use crate::{
    Body, Call, Client, ClientBuilder, Header, Operation, Port, Protocol, Service, SoapVersion,
};
pub use crate::{
    array, bases, getters, header, leaf, names, operation, service, setters, union, wire, words,
};

/// Ties a generated file to a runtime that understands it: `const _: () = contract::<1>();`.
pub const fn contract<const VERSION: u32>() {
    assert!(
        VERSION == 1,
        "this file was generated for another version of wsdl-runtime: generate it again"
    );
}

/// The constant of an operation: `operation! { LOGIN: Login => LoginResponse = "Login", element(T, "Login"), element(T, "LoginResponse"),
/// action("urn:Login") }`. The two in the middle are functions of `Body`, what follows them methods of `Operation`.
#[macro_export]
macro_rules! operation {
    ($NAME:ident: $I:ty => $O:ty = $name:literal, $in:ident($($input:expr),*), $out:ident($($output:expr),*) $(, $with:ident($($value:expr),*))* $(,)?) => {
        #[doc = concat!("`", $name, "`")]
        pub const $NAME: $crate::generated::Operation<$I, $O> = $crate::generated::Operation::new(
            $name,
            $crate::generated::Body::$in($($input),*),
            $crate::generated::Body::$out($($output),*),
        )$(.$with($($value),*))*;
    };
}

/// The constant of a header block: `header! { SESSION_HEADER: Session = "{urn:shop}Session" }`.
#[macro_export]
macro_rules! header {
    ($NAME:ident: $T:ty = $name:literal) => {
        #[doc = concat!("`", $name, "`")]
        pub const $NAME: $crate::generated::Header<$T> = $crate::generated::Header::new($name);
    };
}

/// Where a client's operations are offered: `service! { SERVICE = "Shop", "ShopSoap", Soap11("ShopSoap", "http://shop.example/Shop.asmx") }`, the
/// names of the service and of the port type, then a `Protocol`, name and address for each port.
#[macro_export]
macro_rules! service {
    ($NAME:ident = $service:literal, $port_type:literal $(, $Protocol:ident($port:literal, $address:literal))* $(,)?) => {
        #[doc = concat!("Where `", $service, "` offers `", $port_type, "`.")]
        pub static $NAME: $crate::generated::Service = $crate::generated::Service {
            name: $service,
            port_type: $port_type,
            ports: &[$($crate::generated::Port {
                name: $port,
                protocol: $crate::generated::Protocol::$Protocol,
                address: $address,
            }),*],
        };
    };
}
