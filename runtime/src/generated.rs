//! What generated code names, and nothing else does. It is public for that reason alone: what people use of it has a home in
//! the other modules.

pub use crate::mime::Attachment;
pub use crate::value::{
    Base64, Date, DateTime, Decimal, Duration, Facets, GDay, GMonth, GMonthDay, GYear, GYearMonth,
    Hex, SimpleType, Time, ValueKind,
};
pub use crate::xml::{
    AnySimple, Array, Attribute, Attributes, Child, Element, Extended, FIRST, FIXED, Given, Grid,
    IntoMember, Item, Kind, Leaf, Lexical, List, Many, Member, More, NO_NS, NilSlot, Nillable,
    Node, OfGrid, QName, SOAP, SOAP_ENC, SOAP12, SOAP12_ENC, Scope, Slot, SlotAt, Tree, Type, View,
    ViewAt, Wild, WithNil, Writer, XML, XSD, XSI, as_derived, declared, default, dimensions,
    facets, flag, flags, given_or, media, occurs, of, of_derived, put_member, table, wild,
};
pub use crate::{
    Body, Call, Client, ClientBuilder, Header, Operation, Port, Protocol, Service, SoapVersion,
};
pub use crate::{
    array, bases, content, extended, facets, getters, header, leaf, long_job, names, operation,
    port_type, service, setters, tree, union, wire, words,
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
/// Stands beside the module `wire`, whose `NAMES` say what the numbers of namespaces mean: the types of a message need not, since a
/// message may be a `String`.
#[macro_export]
macro_rules! operation {
    ($NAME:ident: $I:ty => $O:ty = $name:literal, $in:ident($($in_ns:expr, $in_name:literal)?), $out:ident($($out_ns:expr, $out_name:literal)?) $(, $with:ident($($value:expr),*))* $(,)?) => {
        #[doc = concat!("`", $name, "`")]
        pub const $NAME: $crate::generated::Operation<$I, $O> = $crate::generated::Operation::new(
            $name,
            $crate::generated::Body::$in($(super::wire::NAMES[$in_ns as usize], $in_name)?),
            $crate::generated::Body::$out($(super::wire::NAMES[$out_ns as usize], $out_name)?),
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

/// Where a client's operations are offered: `service! { SERVICE = "Shop", "ShopSoap", ["token"], Soap11("ShopSoap", "http://shop.example/Shop.asmx") }`,
/// the names of the service, of the port type and of the members that are never shown, then a `Protocol`, name and address for each port; what follows them are methods of `Port`.
#[macro_export]
macro_rules! service {
    ($NAME:ident = $service:literal, $port_type:literal $(, [$($secret:literal),* $(,)?])? $(, $Protocol:ident($port:literal, $address:literal $(, $with:ident)*))* $(,)?) => {
        #[doc = concat!("Where `", $service, "` offers `", $port_type, "`.")]
        pub static $NAME: $crate::generated::Service = $crate::generated::Service {
            name: $service,
            port_type: $port_type,
            ports: &[$(
                $crate::generated::Port::new($port, $crate::generated::Protocol::$Protocol, $address)$(.$with())*
            ),*],
            secrets: &[$($($secret),*)?],
        };
    };
}

/// The trait that a stand-in of a service implements, and what serves it: `port_type! { ShopStandIn for ShopClient = SERVICE { order "Order" ORDER: Order =>
/// OrderResponse [headers] } }`, a row per operation: its method, its name, its constant, its messages, and whether it has header parts. Nothing comes of it without the runtime's feature `server`, so
/// that tests alone can have it.
#[cfg(feature = "server")]
#[macro_export]
macro_rules! port_type {
    ($Trait:ident for $Client:ident = $SERVICE:ident { $($method:ident $name:literal $CONSTANT:ident: $I:ty => $O:ty $([$headers:ident])?),* $(,)? }) => {
        #[doc = concat!("What stands in for the service that [`", stringify!($Client), "`] calls: see [`", stringify!($Client), "::stand_in`].")]
        ///
        /// Operations that are not implemented answer with a fault.
        pub trait $Trait: ::core::marker::Send + ::core::marker::Sync + 'static {
            $(
                #[doc = concat!("Answers `", $name, "`.")]
                ///
                /// # Errors
                /// The fault to answer with.
                fn $method(
                    &self,
                    request: $I,
                    $($headers: &mut $crate::stand_in::Headers,)?
                ) -> ::core::result::Result<$O, $crate::Fault> {
                    let _ = request;
                    $(let _ = $headers;)?
                    ::core::result::Result::Err($crate::stand_in::unanswered($name))
                }
            )*
        }
        impl $Client {
            /// A stand-in of the service for tests, over HTTP on loopback: its `start` starts it.
            pub fn stand_in(service: impl $Trait) -> $crate::stand_in::StandIn {
                let service = ::std::sync::Arc::new(service);
                $crate::stand_in::StandIn::of(&operations::$SERVICE)$(.on_with_headers(&operations::$CONSTANT, {
                    let service = ::std::sync::Arc::clone(&service);
                    move |request, _all| {
                        $(let $headers = _all;)?
                        service.$method(request $(, $headers)?)
                    }
                }))*
            }
        }
    };
}

/// Nothing comes of it without the runtime's feature `server`.
#[cfg(not(feature = "server"))]
#[macro_export]
macro_rules! port_type {
    ($($row:tt)*) => {};
}
