//! Module names for namespaces: from a prefix that says something, else from the telling words of the URI.

use super::case;

/// Prefixes that say nothing: `tns`, `ns1`, `q2`, `s0`, `WL5G3N2`, ..
fn says_something(prefix: &str) -> bool {
    const EMPTY: &[&str] = &[
        "a",
        "b",
        "c",
        "e",
        "i",
        "m",
        "n",
        "p",
        "q",
        "s",
        "t",
        "x",
        "xs",
        "xsd",
        "xsi",
        "ns",
        "tns",
        "targetns",
        "this",
        "impl",
        "intf",
        "apachesoap",
        "types",
        "type",
        "schema",
        "soap",
        "soapenc",
        "wsdl",
        "wsdlsoap",
        "default",
        "my",
        "import",
        "def",
        "imp",
        "inst",
        "prefix",
        "svc",
        "service",
        "local",
        "xmlns",
        "data",
        "msg",
    ];
    let stem = prefix.trim_end_matches(|c: char| c.is_ascii_digit());
    // Numbers among letters, as in `WL5G3N2`: a writer of XML made it up.
    let turns = stem.as_bytes().windows(2);
    let turns = turns.filter(|pair| pair[0].is_ascii_digit() && !pair[1].is_ascii_digit());
    stem.len() > 1 && turns.count() < 2 && !EMPTY.contains(&stem.to_ascii_lowercase().as_str())
}

/// Words of a URI that do not tell one namespace from another.
fn telling(word: &str) -> bool {
    const EMPTY: &[&str] = &[
        "http",
        "https",
        "urn",
        "www",
        "com",
        "org",
        "net",
        "gov",
        "edu",
        "schemas",
        "schema",
        "schemata",
        "xsd",
        "xml",
        "wsdl",
        "asmx",
        "svc",
        "php",
        "aspx",
        "services",
        "service",
        "types",
        "type",
        "soap",
        "ws",
        "webservice",
        "webservices",
        "index",
        "html",
        "htm",
        "uri",
        "oasis",
        "names",
        "tc",
        "namespace",
        "namespaces",
        "ns",
        "datacontract",
        "2004",
        "07",
        "jsp",
        "do",
    ];
    let lower = word.to_ascii_lowercase();
    let version = lower
        .trim_start_matches(['v', 'r'])
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.');
    !lower.is_empty() && !version && !EMPTY.contains(&lower.as_str())
}

/// Names for a namespace's module, best first; never empty. `prefixes` are those that documents bind to the namespace.
pub fn candidates<'p>(uri: &str, prefixes: impl IntoIterator<Item = &'p str>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if !list.contains(&name) {
            list.push(name);
        }
    };
    if uri.is_empty() {
        add("unqualified".to_owned());
    }
    if let Some(known) = well_known(uri) {
        add(known.to_owned());
    }
    for prefix in prefixes.into_iter().filter(|p| says_something(p)) {
        add(case::module_name(prefix));
    }
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let words: Vec<&str> = rest
        .split(|c: char| "/:#?=&;".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    let told: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| telling(stem(w)))
        .map(stem)
        .collect();
    for many in 1..=told.len().min(4) {
        let last = told.get(told.len() - many..).unwrap_or_default();
        add(case::module_name(&last.join("_")));
    }
    add(case::module_name(rest));
    add("types".to_owned() + "_");
    list
}

/// A word without a file ending, and of a host name the part before the top domain.
fn stem(word: &str) -> &str {
    let dotted: Vec<&str> = word.split('.').collect();
    match dotted.as_slice() {
        [
            name,
            "xsd" | "wsdl" | "asmx" | "svc" | "php" | "xml" | "aspx" | "html",
        ] => name,
        [
            ..,
            name,
            "com" | "org" | "net" | "gov" | "edu" | "de" | "eu" | "ru" | "uk" | "nl" | "it" | "fr"
            | "pl" | "cz",
        ] => name,
        _ => word,
    }
}

/// Namespaces that have one usual name.
fn well_known(uri: &str) -> Option<&'static str> {
    Some(match uri {
        "http://www.w3.org/XML/1998/namespace" => "xml",
        "http://www.w3.org/2001/XMLSchema" => "xsd",
        "http://www.w3.org/2001/XMLSchema-instance" => "xsi",
        "http://schemas.xmlsoap.org/soap/encoding/" => "soap_encoding",
        "http://www.w3.org/2003/05/soap-encoding" => "soap12_encoding",
        "http://schemas.xmlsoap.org/soap/envelope/" => "soap_envelope",
        "http://www.w3.org/2003/05/soap-envelope" => "soap12_envelope",
        "http://www.w3.org/2005/08/addressing" => "wsa",
        "http://schemas.xmlsoap.org/ws/2004/08/addressing" => "wsa200408",
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" => {
            "wsse"
        }
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" => {
            "wsu"
        }
        "http://www.w3.org/2004/08/xop/include" => "xop",
        "http://www.w3.org/2005/05/xmlmime" => "xmime",
        "http://www.w3.org/2000/09/xmldsig#" => "xmldsig",
        "http://www.w3.org/2001/04/xmlenc#" => "xmlenc",
        "http://www.w3.org/1999/xlink" => "xlink",
        "http://ws-i.org/profiles/basic/1.1/xsd" => "swaref",
        "http://schemas.microsoft.com/2003/10/Serialization/" => "serialization",
        "http://schemas.microsoft.com/2003/10/Serialization/Arrays" => "arrays",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules() {
        let table: &[(&str, &[&str], &str)] = &[
            ("urn:orders", &[], "orders"),
            ("http://example.com/orders/v2", &["ns1"], "orders"),
            ("http://example.com/orders/v2", &["ord"], "ord"),
            ("http://example.com/", &["tns", "q2"], "example"),
            ("http://example.com/berths", &["WL5G3N2"], "berths"),
            ("http://example.com/berths", &["i18ntext"], "i18ntext"),
            (
                "http://schemas.datacontract.org/2004/07/Acme.Billing",
                &["a"],
                "acme_billing",
            ),
            (
                "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
                &["q1"],
                "arrays",
            ),
            ("", &[], "unqualified"),
            ("http://tempuri.org/Types.xsd", &["xsd1"], "tempuri"),
            ("urn:type", &[], "urn_type"),
        ];
        for (uri, prefixes, name) in table {
            assert_eq!(candidates(uri, prefixes.iter().copied())[0], *name, "{uri}");
        }
    }
}
