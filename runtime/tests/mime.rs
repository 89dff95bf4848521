//! Multipart messages as real stacks write them, and as none should.

use bytes::Bytes;
use wsdl_runtime::mime::{Limits, MediaType, MimeError, Related, RelatedWriter};

const TYPE: &str = r#"multipart/related; type="application/xop+xml"; boundary=b; start="<root>""#;

fn read(content_type: &str, body: &str) -> Result<Related, MimeError> {
    read_bytes(content_type, body.replace('\n', "\r\n").into_bytes())
}

fn read_bytes(content_type: &str, body: impl Into<Bytes>) -> Result<Related, MimeError> {
    Related::read(
        &MediaType::parse(content_type),
        &body.into(),
        &Limits::default(),
    )
}

fn reason(result: Result<Related, MimeError>) -> String {
    match result {
        Err(MimeError::Malformed { reason, .. }) => reason.to_owned(),
        Err(MimeError::OverLimit { limit, allowed, .. }) => format!("{limit} {allowed}"),
        Ok(read) => panic!("read as {read:?}"),
        Err(other) => panic!("{other}"),
    }
}

/// The root's content, then `id=content` of each attachment.
fn shown(related: &Related) -> Vec<String> {
    let text = |part: &wsdl_runtime::mime::Part| {
        String::from_utf8_lossy(&part.content().unwrap()).into_owned()
    };
    let mut all = vec![text(related.root())];
    for part in related.attachments() {
        all.push(format!("{}={}", part.id().unwrap_or(""), text(part)));
    }
    all
}

/// A root and an attachment `a`, each with its content, between delimiters of this boundary.
fn two(boundary: &str) -> String {
    format!(
        "--{boundary}\nContent-ID: <root>\n\nROOT\n--{boundary}\nContent-ID: <a>\n\nA\n--{boundary}--\n"
    )
}

#[test]
fn boundaries_of_every_kind() {
    for (parameter, boundary) in [
        ("boundary=b", "b"),
        ("boundary=\"b\"", "b"),
        ("boundary= \"b\" ", "b"),
        ("Boundary=b", "b"),
        ("boundary===abc==", "==abc=="),
        ("boundary=\"==abc==\"", "==abc=="),
        ("boundary=\"--=_Part\"", "--=_Part"),
        ("boundary=\"uuid:cf25-9851+id=1\"", "uuid:cf25-9851+id=1"),
        ("boundary=uuid:cf25/9851", "uuid:cf25/9851"),
        (r#"boundary="a\"b""#, "a\"b"),
        ("boundary=\"two words\"", "two words"),
        ("boundary=b; boundary=b", "b"),
        ("boundary=\"a;b=c\"", "a;b=c"),
    ] {
        let content_type = format!("multipart/related; {parameter}; start=\"<root>\"");
        let related = read(&content_type, &two(boundary)).expect(parameter);
        assert_eq!(shown(&related), ["ROOT", "a=A"], "{parameter}");
    }
}

#[test]
fn what_stacks_do_differently_is_read() {
    for (what, content_type, body) in [
        (
            "a preamble and an epilogue",
            TYPE,
            "This is MIME.\n\n".to_owned() + &two("b") + "bye",
        ),
        (
            "a preamble that speaks of the boundary",
            TYPE,
            "x --b\n".to_owned() + &two("b"),
        ),
        (
            "no line end at the end",
            TYPE,
            two("b").trim_end().to_owned(),
        ),
        (
            "a line end before the first delimiter",
            TYPE,
            "\n".to_owned() + &two("b"),
        ),
        (
            "white space after delimiters",
            TYPE,
            two("b").replace("--b\n", "--b \t\n"),
        ),
        (
            "white space after the last",
            TYPE,
            two("b").replace("--b--\n", "--b-- \n"),
        ),
        (
            "Content-IDs without brackets",
            TYPE,
            two("b").replace(['<', '>'], ""),
        ),
        (
            "a start without brackets",
            "multipart/related; boundary=b; start=root",
            two("b"),
        ),
        ("no start", "multipart/related; boundary=b", two("b")),
        (
            "an empty start",
            "multipart/related; boundary=b; start=\"\"",
            two("b"),
        ),
        (
            "parameters that nobody asked for",
            "multipart/related; x=y; type=text/xml; action=\"urn:a;b\"; boundary=b; flag",
            two("b"),
        ),
        (
            "headers of odd case, folded, with and without space",
            TYPE,
            two("b")
                .replace("Content-ID: ", "CONTENT-Id:\n\t")
                .replace("--b\n", "--b\nX-y: z\n q\n"),
        ),
        (
            "the root last",
            TYPE,
            "--b\nContent-ID: <a>\n\nA\n--b\nContent-ID: <root>\n\nROOT\n--b--".to_owned(),
        ),
        (
            "encodings that change nothing",
            TYPE,
            two("b").replace("<a>", "<a>\nContent-Transfer-Encoding: BINARY"),
        ),
    ] {
        let related = read(content_type, &body).expect(what);
        assert_eq!(shown(&related), ["ROOT", "a=A"], "{what}");
    }
    // Lines that end without a carriage return, all through; then a carriage return is content.
    let related = read_bytes(TYPE, two("b").replace("A\n", "A\r\n")).unwrap();
    assert_eq!(shown(&related), ["ROOT", "a=A\r"]);
}

#[test]
fn content_is_kept_byte_for_byte() {
    for content in [
        "",
        "\r\n",
        "\n",
        "\r",
        "\n--b\n",
        "\r\n--bee\r\n",
        "\r\n--b--x",
        "\r\n--b x\r\n",
        "\r\n-- b",
        "\0\u{7f}\r\n\r\n",
    ] {
        let body = format!(
            "--b\r\n\r\nROOT\r\n--b\r\nContent-ID: <a>\r\n\r\n{content}\r\n--b\r\n\r\nLAST\r\n--b--"
        );
        let related = read_bytes("multipart/related; boundary=b", body).expect(content);
        let expected = [
            String::from("ROOT"),
            format!("a={content}"),
            String::from("=LAST"),
        ];
        assert_eq!(shown(&related), expected, "{content:?}");
    }
}

#[test]
fn a_part_may_have_neither_header_nor_content() {
    let related = read("multipart/related; boundary=b", "--b\n\n--b\n\n\n--b--").unwrap();
    assert_eq!(shown(&related), ["", "="]);
    let related = read("multipart/related; boundary=b", "--b\nA: b\n\n--b--").unwrap();
    assert_eq!(shown(&related), [""]);
}

#[test]
fn content_is_shared_with_the_message() {
    let body = Bytes::from(two("b").replace('\n', "\r\n"));
    let related = read_bytes(TYPE, body.clone()).unwrap();
    let part = related.attachment("cid:a").unwrap().to_bytes().unwrap();
    let inside = body.as_ptr_range();
    assert!(inside.contains(&part.as_ptr()));
}

#[test]
fn transfer_encodings_are_undone() {
    for (encoding, content, expected) in [
        ("base64", "aGVs\nbG8=", Some("hello")),
        ("Base64", "aGVsbG8=\n", Some("hello")),
        ("base64", "aGVsbG8", None),
        ("quoted-printable", "a=3Db=\nc", Some("a=bc")),
        ("quoted-printable", "a=3", None),
        ("7bit", "a=3", Some("a=3")),
        ("x-uuencode", "a", None),
    ] {
        let body = format!(
            "--b\n\n\n--b\nContent-ID: <a>\nContent-Transfer-Encoding: {encoding}\n\n{content}\n--b--"
        );
        let related = read("multipart/related; boundary=b", &body).unwrap();
        let part = related.attachment("cid:a").unwrap();
        let read = part.content().ok();
        assert_eq!(
            read.as_deref(),
            expected.map(str::as_bytes),
            "{encoding} {content:?}"
        );
    }
}

#[test]
fn attachments_are_found_by_their_urls() {
    for (id, url, found) in [
        ("<p1@x>", "cid:p1@x", true),
        ("<p1@x>", "CID:p1%40x", true),
        ("<p1%40x>", "cid:p1@x", true),
        ("<p1%40x>", "cid:p1%40x", true),
        ("p1@x", "cid:p1@x", true),
        ("< p1@x >", " cid:p1@x ", true),
        (
            "<http://tempuri.org/1/63>",
            "cid:http%3A%2F%2Ftempuri.org%2F1%2F63",
            true,
        ),
        (
            "<rootpart*cf25@example.jaxws.sun.com>",
            "cid:rootpart*cf25@example.jaxws.sun.com",
            true,
        ),
        ("<ünï>", "cid:%C3%BCn%C3%AF", true),
        ("<100%>", "cid:100%", true),
        ("<p1@x>", "cid:p2@x", false),
        ("<p1@x>", "cid:", false),
        ("<p1@x>", "p1@x", false),
        ("<p1@x>", "http://x/p1@x", false),
        ("<>", "cid:", false),
        ("<P1@x>", "cid:p1@x", false),
        ("<../../etc/passwd>", "cid:../../etc/passwd", true),
    ] {
        let body = format!("--b\n\n\n--b\nContent-ID: {id}\n\nA\n--b--");
        let related = read("multipart/related; boundary=b", &body).expect(id);
        assert_eq!(related.attachment(url).is_some(), found, "{id} {url}");
    }
}

#[test]
fn what_cannot_be_told_is_refused() {
    let good = two("b");
    for (what, content_type, body, expected) in [
        (
            "no boundary",
            "multipart/related",
            good.clone(),
            "its Content-Type gives no boundary",
        ),
        (
            "an empty one",
            "multipart/related; boundary=\"\"",
            good.clone(),
            "its Content-Type gives no boundary",
        ),
        (
            "two",
            "multipart/related; boundary=b; boundary=c",
            good.clone(),
            "its Content-Type gives two boundaries",
        ),
        (
            "a wrong one",
            "multipart/related; boundary=c",
            good.clone(),
            "its boundary is nowhere in it",
        ),
        (
            "nothing",
            TYPE,
            String::new(),
            "its boundary is nowhere in it",
        ),
        (
            "only the end",
            TYPE,
            "--b--".into(),
            "its boundary is nowhere in it",
        ),
        (
            "no end",
            TYPE,
            good.replace("--b--\n", ""),
            "it ends before its closing delimiter: a part is missing or cut short",
        ),
        (
            "half an end",
            TYPE,
            good.replace("--b--\n", "--b"),
            "it ends before its closing delimiter: a part is missing or cut short",
        ),
        (
            "an open header",
            TYPE,
            "--b\nContent-ID: <a>".into(),
            "it ends within a part's header",
        ),
        (
            "a header of text",
            TYPE,
            "--b\nhello\n\n--b--".into(),
            "a line of a part's header has no colon",
        ),
        (
            "two Content-IDs",
            TYPE,
            good.replace("<a>", "<a>\nContent-ID: <c>"),
            "a part's header says one thing twice",
        ),
        (
            "one Content-ID twice",
            TYPE,
            good.replace("<a>", "<root>"),
            "two parts have the same Content-ID",
        ),
        (
            "one Content-ID twice, once in disguise",
            TYPE,
            good.replace("--b--", "--b\nContent-ID: %61\n\n\n--b--"),
            "two parts have the same Content-ID",
        ),
        (
            "a start that is nowhere",
            "multipart/related; boundary=b; start=\"<other>\"",
            good.clone(),
            "no part is the one that `start` names",
        ),
    ] {
        assert_eq!(reason(read(content_type, &body)), expected, "{what}");
    }
    let long = "b".repeat(300);
    let content_type = format!("multipart/related; boundary={long}");
    assert_eq!(
        reason(read(&content_type, &two(&long))),
        "its boundary is longer than MIME allows"
    );
}

#[test]
fn limits_hold() {
    let parts = |n: usize| "--b\n\n".repeat(n) + "\n--b--";
    let plain = "multipart/related; boundary=b";
    assert_eq!(read(plain, &parts(1_000)).unwrap().attachments().len(), 999);
    assert_eq!(reason(read(plain, &parts(1_001))), "parts 1000");
    for header in [
        "X: ".to_owned() + &"y".repeat(9_000),
        "X: y\n".repeat(2_000),
    ] {
        let body = format!("--b\n{header}\n\n\n--b--");
        assert_eq!(reason(read(plain, &body)), "header_size 8192");
    }
    let few = Limits::default().parts(1).header_size(4);
    let read = |body: &str| Related::read(&MediaType::parse(plain), &body.to_owned().into(), &few);
    assert!(read("--b\n\n--b--").is_ok());
    assert_eq!(reason(read("--b\n\n\n--b\n\n\n--b--")), "parts 1");
    assert_eq!(reason(read("--b\nA: b\n\n--b--")), "header_size 4");
}

/// Every cut of a message is refused, and nothing makes the reader panic.
#[test]
fn every_cut_is_refused() {
    let body = two("b").replace('\n', "\r\n");
    for end in 0..body.len() {
        let cut = body.get(..end).unwrap_or("").to_owned();
        let whole = cut.ends_with("--b--") || cut.ends_with("--b--\r\n");
        assert_eq!(read_bytes(TYPE, cut).is_ok(), whole, "cut at {end}");
    }
}

#[test]
fn what_is_written_reads_back() {
    let mut writer = RelatedWriter::new("b");
    writer.part("root@x", "application/xop+xml", ["<a".as_bytes(), b"/>"]);
    writer.part("1@x", "application/octet-stream", [b"\r\n--b \r" as &[u8]]);
    writer.part("2@x", "application/octet-stream", []);
    let content_type = writer.content_type("application/xop+xml", "root@x");
    assert_eq!(
        content_type,
        r#"multipart/related; type="application/xop+xml"; boundary="b"; start="<root@x>""#
    );
    let related = read_bytes(&content_type, writer.finish());
    let related = related.unwrap();
    assert_eq!(related.root().media_type().essence(), "application/xop+xml");
    assert_eq!(shown(&related), ["<a/>", "1@x=\r\n--b \r", "2@x="]);
}
