//! Encodings, and what is said of them.

use super::{document, expected, latin};
use crate::ask::{Is, Wrong, orders, request};
use crate::raw::Raw;

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_same_text_in_any_encoding() {
    let declared = |name: &str| document(&format!("<?xml version=\"1.0\" encoding=\"{name}\"?>"));
    let plain = document("");
    let media = |charset: &str| format!("Content-Type: text/xml; charset={charset}");
    let cases: Vec<(&str, String, Vec<u8>)> = vec![
        (
            "a charset in quotes",
            media("\"utf-8\""),
            plain.clone().into(),
        ),
        (
            "a charset in single quotes",
            media("'utf-8'"),
            plain.clone().into(),
        ),
        (
            "a charset without a hyphen",
            media("UTF8"),
            plain.clone().into(),
        ),
        ("a charset of nothing", media(""), plain.clone().into()),
        (
            "US-ASCII, by habit",
            media("us-ascii"),
            plain.clone().into(),
        ),
        (
            "US-ASCII, by habit, declared to be what it is",
            media("us-ascii"),
            declared("UTF-8").into(),
        ),
        (
            "ISO-8859-1, by the habit of a servlet container",
            media("ISO-8859-1"),
            declared("UTF-8").into(),
        ),
        ("ISO-8859-1, and it is", media("ISO-8859-1"), latin(&plain)),
        (
            "ISO-8859-1, and it is, whatever the document says",
            media("ISO-8859-1"),
            latin(&declared("UTF-8")),
        ),
        (
            "no charset, declared Latin-1",
            "Content-Type: text/xml".into(),
            latin(&declared("iso-8859-1")),
        ),
        (
            "a charset of UTF-8 over a declaration of Latin-1, in UTF-8",
            media("utf-8"),
            declared("iso-8859-1").into(),
        ),
        (
            "a charset of UTF-8 over a declaration of Latin-1, in Latin-1",
            media("utf-8"),
            latin(&declared("iso-8859-1")),
        ),
        (
            "a declaration of UTF-16 on UTF-8, of a string writer of .NET",
            media("utf-8"),
            declared("utf-16").into(),
        ),
        (
            "the same without a charset",
            "Content-Type: text/xml".into(),
            declared("utf-16").into(),
        ),
        (
            "UTF-16 with a mark, without a declaration",
            "Content-Type: text/xml".into(),
            utf16(&plain),
        ),
        (
            "UTF-16, called UTF-8",
            media("utf-8"),
            utf16(&declared("utf-16")),
        ),
        (
            "a byte order mark and a declaration",
            media("utf-8"),
            format!("\u{feff}{}", declared("utf-8")).into(),
        ),
        (
            "white space before the declaration",
            media("utf-8"),
            format!("\r\n{}", declared("utf-8")).into(),
        ),
        (
            "a zero at the end",
            media("utf-8"),
            format!("{plain}\0").into(),
        ),
        (
            "white space after the end",
            media("utf-8"),
            format!("{plain}\r\n\r\n").into(),
        ),
        (
            "windows-1252 declared, and Latin-1 sent",
            "Content-Type: text/xml".into(),
            latin(&declared("Windows-1252")),
        ),
        (
            "two content types",
            "Content-Type: text/xml, application/soap+xml".into(),
            plain.clone().into(),
        ),
        (
            "a type in capitals",
            "CONTENT-TYPE: TEXT/XML; CHARSET=UTF-8".into(),
            plain.clone().into(),
        ),
        (
            "the type of SOAP 1.2",
            "Content-Type: application/soap+xml; charset=utf-8; action=\"urn:x\"".into(),
            plain.clone().into(),
        ),
        (
            "the type of a package's root",
            "Content-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"".into(),
            plain.clone().into(),
        ),
        (
            "the type of bytes",
            "Content-Type: application/octet-stream".into(),
            plain.clone().into(),
        ),
        ("no type", "X-Nothing: 1".into(), plain.clone().into()),
    ];
    let mut wrong = Wrong::default();
    for (what, header, body) in cases {
        let server = Raw::answer("200 OK", &[&header], body);
        let call = || orders().get_order(request()).endpoint(&server.url());
        wrong.check(what, call, &Is::Value(expected(), 0));
    }
    wrong.none();
}
