//! What generated code names, and nothing else does. It is public for that reason alone: what people use of it has a home in
//! the other modules.

pub use crate::value::{
    Base64, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Hex,
    Time,
};
pub use crate::xml::{
    AnySimple, Array, Attribute, Attributes, Child, Element, FIRST, FIXED, IntoMember, Item, Kind,
    Leaf, Lexical, List, Many, Member, More, NO_NS, NilSlot, Nillable, Node, QName, SOAP, SOAP_ENC,
    SOAP12, SOAP12_ENC, Scope, Slot, Type, View, Wild, WithNil, Writer, XML, XSD, XSI, debug,
    default, flag, occurs, of, table, wild,
};
pub use crate::{array, leaf, names, setters, union, wire, words};

/// Ties a generated file to a runtime that understands it: `const _: () = contract::<1>();`.
pub const fn contract<const VERSION: u32>() {
    assert!(
        VERSION == 1,
        "this file was generated for another version of wsdl-runtime: generate it again"
    );
}
