//! The schemas that ship with the generator, for documents that name their namespaces without supplying them.

use crate::model::namespace as ns;

/// Namespace, file name, text.
const SCHEMAS: [(&str, &str, &str); 16] = [
    (ns::XML, "xml.xsd", include_str!("../../../schemas/xml.xsd")),
    (
        ns::SOAP11_ENCODING,
        "soap-encoding-1.1.xsd",
        include_str!("../../../schemas/soap-encoding-1.1.xsd"),
    ),
    (
        ns::SOAP12_ENCODING,
        "soap-encoding-1.2.xsd",
        include_str!("../../../schemas/soap-encoding-1.2.xsd"),
    ),
    (
        ns::SOAP11_ENVELOPE,
        "soap-envelope-1.1.xsd",
        include_str!("../../../schemas/soap-envelope-1.1.xsd"),
    ),
    (
        ns::SOAP12_ENVELOPE,
        "soap-envelope-1.2.xsd",
        include_str!("../../../schemas/soap-envelope-1.2.xsd"),
    ),
    (
        ns::ADDRESSING,
        "addressing-2005-08.xsd",
        include_str!("../../../schemas/addressing-2005-08.xsd"),
    ),
    (
        ns::ADDRESSING_2004,
        "addressing-2004-08.xsd",
        include_str!("../../../schemas/addressing-2004-08.xsd"),
    ),
    (
        ns::WSSE,
        "wss-secext-1.0.xsd",
        include_str!("../../../schemas/wss-secext-1.0.xsd"),
    ),
    (
        ns::WSU,
        "wss-utility-1.0.xsd",
        include_str!("../../../schemas/wss-utility-1.0.xsd"),
    ),
    (
        ns::XOP,
        "xop-include.xsd",
        include_str!("../../../schemas/xop-include.xsd"),
    ),
    (
        ns::XMLMIME,
        "xmlmime.xsd",
        include_str!("../../../schemas/xmlmime.xsd"),
    ),
    (
        ns::XMLDSIG,
        "xmldsig-core.xsd",
        include_str!("../../../schemas/xmldsig-core.xsd"),
    ),
    (
        ns::XLINK,
        "xlink.xsd",
        include_str!("../../../schemas/xlink.xsd"),
    ),
    (
        ns::SWAREF,
        "swaref.xsd",
        include_str!("../../../schemas/swaref.xsd"),
    ),
    (
        ns::APACHE_SOAP,
        "apache-xml-soap.xsd",
        include_str!("../../../schemas/apache-xml-soap.xsd"),
    ),
    (ns::XSI, "xsi.xsd", include_str!("../../../schemas/xsi.xsd")),
];

/// The built-in schema of a namespace: its file name and text.
pub(super) fn schema(namespace: &str) -> Option<(&'static str, &'static str)> {
    let found = SCHEMAS.iter().find(|(ns, ..)| *ns == namespace);
    found.map(|(_, name, text)| (*name, *text))
}

/// Whether documents that supply the namespace may leave out some of its names: Axis defines `Map` where it uses it, but neither
/// `Document` nor `DataHandler`.
pub(super) fn is_often_partial(namespace: &str) -> bool {
    namespace == ns::APACHE_SOAP
}

/// Whether nothing needs to be loaded for an import of this namespace: a built-in schema stands ready, or its names are the
/// reader's own.
pub(super) fn is_known(namespace: &str) -> bool {
    schema(namespace).is_some() || ns::is_schema(namespace) || namespace == ns::WSDL
}
