//! Namespaces as numbers.
//!
//! A name table is a list of URIs; a namespace is its place in there. Every table begins with the same few, and a generated
//! module's own follow. What a document declares besides gets numbers above those while it is in scope, so that wildcards
//! can still compare.

/// No namespace.
pub const NO_NS: u16 = 0;
/// XML Schema instance: `xsi:nil`, `xsi:type`.
pub const XSI: u16 = 1;
/// The SOAP 1.1 encoding.
pub const SOAP_ENC: u16 = 2;
/// XML Schema.
pub const XSD: u16 = 3;
/// The SOAP 1.1 envelope.
pub const SOAP: u16 = 4;
/// The SOAP 1.2 envelope.
pub const SOAP12: u16 = 5;
/// The SOAP 1.2 encoding.
pub const SOAP12_ENC: u16 = 6;
/// The namespace of the prefix `xml`.
pub const XML: u16 = 7;
/// The number of the first namespace of a generated module.
pub const FIRST: u16 = 8;

/// What every name table begins with.
pub const FIXED: [&str; FIRST as usize] = [
    "",
    "http://www.w3.org/2001/XMLSchema-instance",
    "http://schemas.xmlsoap.org/soap/encoding/",
    "http://www.w3.org/2001/XMLSchema",
    "http://schemas.xmlsoap.org/soap/envelope/",
    "http://www.w3.org/2003/05/soap-envelope",
    "http://www.w3.org/2003/05/soap-encoding",
    "http://www.w3.org/XML/1998/namespace",
];

/// What [`XSI`] was called in drafts of XML Schema: the first SOAP stacks still write it, with `null` for `nil`.
pub(crate) const XSI_DRAFTS: [&str; 2] = [
    "http://www.w3.org/1999/XMLSchema-instance",
    "http://www.w3.org/2000/10/XMLSchema-instance",
];

/// The namespace that the prefix `xmlns` is bound to, and no other may be.
pub(crate) const XMLNS_URI: &str = "http://www.w3.org/2000/xmlns/";

/// The fixed namespaces and then `own`: what [`names!`](crate::names) is made of.
#[doc(hidden)]
pub const fn table<const N: usize>(own: &[&'static str]) -> [&'static str; N] {
    let mut all = [""; N];
    let mut i = 0;
    while i < N {
        all[i] = if i < FIXED.len() {
            FIXED[i]
        } else {
            own[i - FIXED.len()]
        };
        i += 1;
    }
    all
}

/// A name with its namespace as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// The number of the namespace.
    pub ns: u16,
    /// The local name.
    pub local: &'a str,
}
