//! The files that documents become.

use std::collections::BTreeSet;

use wsdl_codegen::stage::load::{RootKind as Root, percent_decoded};

/// What may not be the name of a document.
const TAKEN: [&str; 2] = ["origin.toml", "catalog.tsv"];

/// The file for the document at a URL, one that is not taken yet (`taken` holds names in lower case).
///
/// `../CommandWebService.asmx?wsdl` is `CommandWebService.wsdl`, `../Orders.svc?xsd=xsd0` is `Orders.xsd0.xsd`, `../types/common.xsd` is
/// `common.xsd`. `name` is what the document calls itself.
pub(super) fn file(url: &str, root: &Root, name: Option<&str>, taken: &BTreeSet<String>) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut parts = path.split('/');
    let host = parts.next().unwrap_or_default();
    let parts: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
    // An address without a path says less than what the document calls itself.
    let host = host.split(':').next().unwrap_or_default();
    let last = parts.last().copied().or(name).unwrap_or(host);
    let extension = if matches!(root, Root::Schema) {
        "xsd"
    } else {
        "wsdl"
    };
    let mut stem = plain(last);
    // The extension of what serves it, or its own.
    for end in [
        ".asmx", ".svc", ".php", ".jws", ".aspx", ".ashx", ".xml", ".wsdl", ".xsd",
    ] {
        if stem.len() > end.len() && stem.to_lowercase().ends_with(end) {
            stem.truncate(stem.len() - end.len());
            break;
        }
    }
    // `?wsdl` says what it is, `?xsd=xsd0` which one.
    let which = query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let named = matches!(
            key.to_ascii_lowercase().as_str(),
            "wsdl" | "xsd" | "file" | "path" | "schema" | "document"
        );
        (named && !value.is_empty()).then(|| plain(value))
    });
    if let Some(which) = which {
        let which = which
            .strip_suffix(&format!(".{extension}"))
            .unwrap_or(&which)
            .to_owned();
        stem = format!("{stem}.{which}");
    }
    let mut candidates = vec![format!("{stem}.{extension}")];
    if let [.., folder, _] = parts.as_slice() {
        candidates.push(format!("{}.{stem}.{extension}", plain(folder)));
    }
    let free =
        |name: &String| !taken.contains(&name.to_lowercase()) && !TAKEN.contains(&name.as_str());
    let numbered = (2..).map(|n: u32| format!("{stem}-{n}.{extension}"));
    candidates
        .into_iter()
        .chain(numbered)
        .find(free)
        .unwrap_or_default()
}

/// Letters, digits, `.`, `-` and `_`, no more than 80 of them; everything else is `_`. Never empty, never hidden.
fn plain(text: &str) -> String {
    let decoded = percent_decoded(text);
    let text = decoded.as_deref().unwrap_or(text);
    let fits = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
            c
        } else {
            '_'
        }
    };
    let name: String = text
        .trim_start_matches('.')
        .chars()
        .take(80)
        .map(fits)
        .collect();
    if name.is_empty() {
        "service".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use wsdl_codegen::stage::load::RootKind as Root;

    use super::file;

    #[test]
    fn names_are_recognised() {
        let none = BTreeSet::new();
        let wsdl = |url| file(url, &Root::Wsdl, None, &none);
        assert_eq!(
            wsdl("http://h/CommandWebService.asmx?wsdl"),
            "CommandWebService.wsdl"
        );
        assert_eq!(wsdl("http://h/a/Orders.svc?singleWsdl"), "Orders.wsdl");
        assert_eq!(wsdl("http://h/Orders.svc?wsdl=wsdl0"), "Orders.wsdl0.wsdl");
        assert_eq!(wsdl("http://h:8080/"), "h.wsdl");
        assert_eq!(wsdl("http://h/service?wsdl"), "service.wsdl");
        assert_eq!(
            wsdl("http://h/..%2f..%2fetc%2fpasswd"),
            "_.._etc_passwd.wsdl"
        );
        assert_eq!(
            file("http://h:8080/?wsdl", &Root::Wsdl, Some("Orders"), &none),
            "Orders.wsdl"
        );
        let schema = |url| file(url, &Root::Schema, None, &none);
        assert_eq!(schema("http://h/Orders.svc?xsd=xsd0"), "Orders.xsd0.xsd");
        assert_eq!(schema("http://h/types/common.xsd"), "common.xsd");
        assert_eq!(schema("http://h/service?xsd=../x.xsd"), "service._x.xsd");
    }

    #[test]
    fn names_differ() {
        let taken: BTreeSet<String> = ["common.xsd", "a.common.xsd"].map(str::to_owned).into();
        assert_eq!(
            file("http://h/b/Common.xsd", &Root::Schema, None, &taken),
            "b.Common.xsd"
        );
        assert_eq!(
            file("http://h/a/common.xsd", &Root::Schema, None, &taken),
            "common-2.xsd"
        );
    }
}
