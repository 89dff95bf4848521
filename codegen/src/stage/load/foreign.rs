//! Files that are something else than XML, and documents in other vocabularies, by how they begin: what was saved in place of a WSDL.

/// What a file is, and what to do about it.
pub(super) struct Foreign {
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

const SAVE: &str =
    "save the WSDL itself: most servers publish it at the service's address with `?wsdl`";
const UNPACK: &str = "unpack it first, and name the WSDL that is in it";
const PICTURE: &str = "this is a picture";
const UTF_32: &str = "the document is in UTF-32, which is not read";
const CONVERT: &str =
    "convert the file to UTF-8, and correct the `encoding` of its XML declaration";
const OPENAPI: Foreign = Foreign {
    message: "this is an OpenAPI description",
    help: "only WSDL is read; OpenAPI describes services without SOAP",
};

/// How files of a kind begin, bytes that are no text shown as U+FFFD.
const BEGINNINGS: &[(&str, &str, &str)] = &[
    (
        "\u{1f}\u{fffd}\u{8}",
        "this is a file packed with gzip",
        "unpack it (`gunzip`); with curl, ask for the document with `--compressed`",
    ),
    ("PK\u{3}\u{4}", "this is a ZIP archive", UNPACK),
    ("PK\u{5}\u{6}", "this is an empty ZIP archive", SAVE),
    ("7z\u{fffd}\u{fffd}'\u{1c}", "this is a 7z archive", UNPACK),
    (
        "BZh",
        "this is a file packed with bzip2",
        "unpack it (`bunzip2`)",
    ),
    ("%PDF-", "this is a PDF", SAVE),
    ("\u{fffd}PNG", PICTURE, SAVE),
    ("GIF8", PICTURE, SAVE),
    (
        "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{0}\u{10}JFIF",
        PICTURE,
        SAVE,
    ),
    (
        "\u{fffd}\u{fffd}\u{11}\u{871}\u{1a}",
        "this is a document of an office program",
        SAVE,
    ),
    (
        "{\\rtf",
        "this is a document of a word processor",
        "save it as plain text, in UTF-8",
    ),
    ("\0<\0", UTF_32, CONVERT),
    ("<\0?\0", UTF_32, CONVERT),
    ("<\0w\0", UTF_32, CONVERT),
    ("\0\0\u{fffd}\u{fffd}\0\0\0<", UTF_32, CONVERT),
    ("\0\0\0<", UTF_32, CONVERT),
    (
        "Lo\u{fffd}\u{fffd}",
        "the document is in EBCDIC, which is not read",
        CONVERT,
    ),
    (
        "HTTP/",
        "the headers of an HTTP answer stand before the document",
        "remove all up to the `<` that begins the XML",
    ),
    ("{", "this is JSON", SAVE),
    ("[", "this is JSON", SAVE),
    ("openapi:", OPENAPI.message, OPENAPI.help),
    ("swagger:", OPENAPI.message, OPENAPI.help),
    (
        "\u{feff}",
        "a byte order mark stands after the beginning of the file",
        "remove what stands before `<?xml`, blank lines too",
    ),
];

/// What a text that cannot be read as XML is, where its beginning tells.
pub(super) fn by_beginning(text: &str) -> Option<Foreign> {
    let beginning = text.trim_start_matches([' ', '\t', '\r', '\n']);
    let mut kinds = BEGINNINGS.iter();
    let (_, message, help) = kinds.find(|(begins, ..)| beginning.starts_with(begins))?;
    // A JSON text that describes a service says so soon.
    let head: String = beginning.chars().take(200).collect();
    if beginning.starts_with('{') && (head.contains("\"openapi\"") || head.contains("\"swagger\""))
    {
        return Some(OPENAPI);
    }
    Some(Foreign { message, help })
}

/// What to do about a document whose root element is in this namespace.
pub(super) fn by_root(name: &str) -> Option<&'static str> {
    let (namespace, local) = name.strip_prefix('{')?.split_once('}')?;
    Some(match (namespace, local) {
        (
            "http://schemas.xmlsoap.org/soap/envelope/" | "http://www.w3.org/2003/05/soap-envelope",
            _,
        ) => {
            "this is an answer of the service, perhaps a fault; its WSDL is got by HTTP GET, mostly at its address with `?wsdl`"
        }
        ("http://schemas.xmlsoap.org/disco/", _) => {
            "this lists descriptions: save the one that a `contractRef` names in `ref`"
        }
        ("http://schemas.xmlsoap.org/ws/2004/09/mex", _) => {
            "this holds descriptions: save what stands in its `wsdl:definitions` as a file"
        }
        (_, "application") if namespace.contains("wadl") => {
            "this is a WADL, which describes a service without SOAP; only WSDL is read"
        }
        (_, "Edmx") => "this describes an OData service, which has no SOAP; only WSDL is read",
        ("http://relaxng.org/ns/structure/1.0", _) => {
            "this is a schema in RELAX NG; only XML Schema is read"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::by_beginning;

    #[test]
    fn beginnings() {
        let what = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            by_beginning(&text).map(|f| f.message)
        };
        assert_eq!(
            what(b"\x1f\x8b\x08\0\0"),
            Some("this is a file packed with gzip")
        );
        assert_eq!(what(b"PK\x03\x04\x14"), Some("this is a ZIP archive"));
        assert_eq!(what(b"\x89PNG\r\n"), Some("this is a picture"));
        assert_eq!(
            what(b"\xff\xd8\xff\xe0\0\x10JFIF"),
            Some("this is a picture")
        );
        assert_eq!(
            what(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            Some("this is a document of an office program")
        );
        assert_eq!(
            what(b"  {\"openapi\": 3}"),
            Some("this is an OpenAPI description")
        );
        assert_eq!(what(b"{\"error\": 1}"), Some("this is JSON"));
        assert_eq!(what(b"Service Unavailable"), None);
        assert_eq!(what(b"<html/>"), None);
    }
}
