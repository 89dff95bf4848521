//! The well-known namespace names.

/// XML Schema 1.0.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema";
/// Drafts of XML Schema whose documents are read as what they meant.
pub const XSD_DRAFTS: [&str; 3] = [
    "http://www.w3.org/2000/10/XMLSchema",
    "http://www.w3.org/2000/08/XMLSchema",
    "http://www.w3.org/1999/XMLSchema",
];
/// Attributes of instances: `xsi:type`, `xsi:nil`.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// Conditional inclusion of XML Schema 1.1.
pub const VERSIONING: &str = "http://www.w3.org/2007/XMLSchema-versioning";
/// `xml:lang`, `xml:space`, `xml:base`, `xml:id`.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// WSDL 1.1.
pub const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
/// The SOAP 1.1 binding of WSDL 1.1.
pub const WSDL_SOAP11: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
/// The SOAP 1.2 binding of WSDL 1.1.
pub const WSDL_SOAP12: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";
/// The HTTP binding of WSDL 1.1.
pub const WSDL_HTTP: &str = "http://schemas.xmlsoap.org/wsdl/http/";
/// The MIME binding of WSDL 1.1.
pub const WSDL_MIME: &str = "http://schemas.xmlsoap.org/wsdl/mime/";
/// SOAP 1.1 encoding.
pub const SOAP11_ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";
/// SOAP 1.2 encoding.
pub const SOAP12_ENCODING: &str = "http://www.w3.org/2003/05/soap-encoding";
/// SOAP 1.1 envelopes.
pub const SOAP11_ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// SOAP 1.2 envelopes.
pub const SOAP12_ENVELOPE: &str = "http://www.w3.org/2003/05/soap-envelope";
/// WS-Addressing 1.0.
pub const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
/// WS-Addressing, the submission of August 2004.
pub const ADDRESSING_2004: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
/// WSDL attributes and elements of WS-Addressing 1.0, first form.
pub const ADDRESSING_WSDL: &str = "http://www.w3.org/2006/05/addressing/wsdl";
/// WSDL attributes and policy assertions of WS-Addressing 1.0, final form.
pub const ADDRESSING_METADATA: &str = "http://www.w3.org/2007/05/addressing/metadata";
/// The policy assertion of WS-Addressing of August 2004.
pub const ADDRESSING_2004_POLICY: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing/policy";
/// WS-Policy 1.2, drafts of 1.5, and 1.5.
pub const POLICY: [&str; 3] = [
    "http://schemas.xmlsoap.org/ws/2004/09/policy",
    "http://www.w3.org/2006/07/ws-policy",
    "http://www.w3.org/ns/ws-policy",
];
/// WS-SecurityPolicy 1.1 to 1.3, and what .NET adds to it.
pub const SECURITY_POLICY: [&str; 4] = [
    "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy",
    "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200512",
    "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702",
    "http://schemas.microsoft.com/ws/2005/07/securitypolicy",
];
/// WS-Security: the header and its tokens.
pub const WSSE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
/// WS-Security: timestamps and ids.
pub const WSU: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
/// XML-binary optimized packaging: `xop:Include`.
pub const XOP: &str = "http://www.w3.org/2004/08/xop/include";
/// `xmime:contentType`, `xmime:expectedContentTypes`.
pub const XMLMIME: &str = "http://www.w3.org/2005/05/xmlmime";
/// XML Signature: what SAML and WS-Security messages carry.
pub const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
/// XLink: `xlink:href` and what belongs to it.
pub const XLINK: &str = "http://www.w3.org/1999/xlink";
/// References to attachments, `swaRef`, of the WS-I Attachments Profile.
pub const SWAREF: &str = "http://ws-i.org/profiles/basic/1.1/xsd";
/// What Apache SOAP and Axis add to SOAP encoding: `Map`, `Vector`, `DataHandler`.
pub const APACHE_SOAP: &str = "http://xml.apache.org/xml-soap";
/// XML catalogs of OASIS.
pub const CATALOG: &str = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

/// Whether the namespace is that of XML Schema documents, drafts included.
pub fn is_schema(namespace: &str) -> bool {
    namespace == XSD || XSD_DRAFTS.contains(&namespace)
}

/// Whether the namespace is one of WSDL 2.0, drafts included.
pub fn is_wsdl20(namespace: &str) -> bool {
    namespace == "http://www.w3.org/ns/wsdl"
        || (namespace.starts_with("http://www.w3.org/20") && namespace.ends_with("/wsdl"))
}
