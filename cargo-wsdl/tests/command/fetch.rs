//! `cargo wsdl fetch`: everything or nothing, and offline afterwards.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::support::{Request, Scratch, Server, answer, ran, wsdl_in};

/// The service description: parts of it elsewhere, schemas under all kinds of locations. `PORT` is the server's.
const ENTRY: &str = r#"<definitions name="Shop" targetNamespace="urn:shop" xmlns="http://schemas.xmlsoap.org/wsdl/"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:shop" xmlns:d="urn:data">
<import namespace="urn:shop" location="?wsdl=messages"/>
<types><s:schema targetNamespace="urn:shop" elementFormDefault="qualified">
  <s:import namespace="urn:data" schemaLocation="Shop.asmx?xsd=xsd0"/>
  <s:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
  <s:element name="buy"><s:complexType><s:sequence><s:element name="what" type="d:Thing"/></s:sequence><s:attribute ref="xml:lang"/></s:complexType></s:element>
  <s:element name="bought"><s:complexType/></s:element>
</s:schema></types>
<portType name="P"><operation name="buy"><input message="t:in"/><output message="t:out"/></operation></portType>
<binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
  <operation name="buy"><soap:operation soapAction="urn:shop/buy"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
</binding>
<service name="Shop"><port name="P" binding="t:B"><soap:address location="http://localhost/"/></port></service>
</definitions>"#;
const MESSAGES: &str = r#"<definitions targetNamespace="urn:shop" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:shop">
<message name="in"><part name="p" element="t:buy"/></message><message name="out"><part name="p" element="t:bought"/></message>
</definitions>"#;
const XSD0: &str = r#"<s:schema targetNamespace="urn:data" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:d="urn:data" xmlns:c="urn:common">
<s:import namespace="urn:common" schemaLocation="/schemas/moved/common.xsd"/>
<s:complexType name="Thing"><s:sequence><s:element name="size" type="c:Size"/></s:sequence></s:complexType>
</s:schema>"#;
const COMMON: &str = r#"<s:schema targetNamespace="urn:common" xmlns:s="http://www.w3.org/2001/XMLSchema"><s:include schemaLocation="sizes.xsd"/></s:schema>"#;
const SIZES: &str = r#"<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema"><s:simpleType name="Size"><s:restriction base="s:string"/></s:simpleType></s:schema>"#;

fn xml(text: &str) -> Vec<u8> {
    answer("200 OK", "text/xml; charset=utf-8", text)
}

fn moved(to: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    .into_bytes()
}

/// What the shop's server answers; `common.xsd` has moved, so that what it includes is elsewhere too.
fn shop(request: &Request) -> Vec<u8> {
    match request.path.as_str() {
        "/a/Shop.asmx" => answer(
            "200 OK",
            "text/html; charset=utf-8",
            "<!DOCTYPE html><html><body>Shop Web Service</body></html>",
        ),
        "/a/Shop.asmx?wsdl" => xml(ENTRY),
        "/a/Shop.asmx?wsdl=messages" => xml(MESSAGES),
        "/a/Shop.asmx?xsd=xsd0" => xml(XSD0),
        "/schemas/moved/common.xsd" => moved("/schemas/v2/common.xsd"),
        "/schemas/v2/common.xsd" => xml(COMMON),
        "/schemas/v2/sizes.xsd" => xml(SIZES),
        _ => answer(
            "404 Not Found",
            "text/html",
            "<html><body>nothing here</body></html>",
        ),
    }
}

/// The names of the files in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn everything_is_there_and_found_offline() {
    let server = Server::start(shop);
    let scratch = Scratch::new("fetch-all");
    // The address of the service will do: what it shows is a page, and the description is beside it.
    for url in [server.url("/a/Shop.asmx?wsdl"), server.url("/a/Shop.asmx")] {
        drop(std::fs::remove_dir_all(scratch.path().join("wsdl")));
        wsdl_in(scratch.path(), &["fetch", &url, "--into", "wsdl/shop"])
            .exits(0)
            .says(&["Fetched 5 documents"]);
    }
    let folder = scratch.path().join("wsdl/shop");
    let wanted = [
        "Shop.messages.wsdl",
        "Shop.wsdl",
        "Shop.xsd0.xsd",
        "catalog.tsv",
        "common.xsd",
        "origin.toml",
        "sizes.xsd",
    ];
    assert_eq!(names(&folder), wanted);
    assert_eq!(
        scratch.read("wsdl/shop/Shop.wsdl"),
        ENTRY,
        "documents are as they were"
    );
    assert_eq!(scratch.read("wsdl/shop/sizes.xsd"), SIZES);
    let origin = scratch.read("wsdl/shop/origin.toml");
    let sum = "sha256 = \"";
    assert_eq!(origin.matches(sum).count(), 5, "{origin}");
    assert!(
        origin.contains(&format!(
            "url = \"{}\"",
            server.url("/schemas/moved/common.xsd")
        )),
        "{origin}"
    );
    assert!(
        origin.contains("entry = \"Shop.wsdl\"") && origin.contains("time = 20"),
        "{origin}"
    );
    drop(server);
    // Nothing has to be said about the catalog.
    let listed = wsdl_in(scratch.path(), &["list", "wsdl/shop/Shop.wsdl"]).exits(0);
    assert!(
        listed.out.contains("takes    what: Thing") && listed.err.is_empty(),
        "{}\n{}",
        listed.out,
        listed.err
    );
    wsdl_in(
        scratch.path(),
        &["generate", "wsdl/shop/Shop.wsdl", "--out", "src/shop"],
    )
    .exits(0);
    assert!(
        scratch
            .read("src/shop/data.rs")
            .contains("pub struct Thing")
    );
    wsdl_in(
        scratch.path(),
        &["new", "client", "--wsdl", "wsdl/shop/Shop.wsdl"],
    )
    .exits(0);
}

#[test]
fn what_is_there_is_refreshed() {
    let changed = Arc::new(AtomicBool::new(false));
    let flag = changed.clone();
    let server = Server::start(move |request| {
        if flag.load(Ordering::SeqCst) && request.path.ends_with("xsd=xsd0") {
            return xml(&XSD0.replace("name=\"size\"", "minOccurs=\"0\" name=\"size\""));
        }
        shop(request)
    });
    let scratch = Scratch::new("fetch-again");
    wsdl_in(
        scratch.path(),
        &[
            "fetch",
            &server.url("/a/Shop.asmx?wsdl"),
            "--into",
            "wsdl/shop",
        ],
    )
    .exits(0);
    scratch.write("wsdl/shop/README.md", "mine");
    let before = scratch.files();
    wsdl_in(scratch.path(), &["fetch"])
        .exits(0)
        .says(&["Unchanged wsdl/shop"]);
    wsdl_in(scratch.path(), &["fetch", "--check"]).exits(0);
    changed.store(true, Ordering::SeqCst);
    let shown = wsdl_in(scratch.path(), &["fetch", "--check"]).exits(1);
    assert!(
        shown
            .out
            .contains("type {urn:data}Thing/size: occurs 1 → 0..1"),
        "{}",
        shown.out
    );
    assert_eq!(scratch.files(), before, "only shown");
    let shown = wsdl_in(scratch.path(), &["fetch"]).exits(0);
    assert!(
        shown
            .out
            .contains("type {urn:data}Thing/size: occurs 1 → 0..1"),
        "{}",
        shown.out
    );
    assert!(
        scratch
            .read("wsdl/shop/Shop.xsd0.xsd")
            .contains("minOccurs")
    );
    assert_eq!(scratch.read("wsdl/shop/README.md"), "mine");
    assert_eq!(names(&scratch.path().join("wsdl/shop")).len(), 8);
    wsdl_in(scratch.path(), &["fetch", "--check"]).exits(0);
    // A file that somebody changed is brought back.
    scratch.write("wsdl/shop/sizes.xsd", "<changed/>");
    wsdl_in(scratch.path(), &["fetch"])
        .exits(0)
        .says(&["Changed wsdl/shop"]);
    assert_eq!(scratch.read("wsdl/shop/sizes.xsd"), SIZES);
    let nothing = Scratch::new("fetch-nothing");
    wsdl_in(nothing.path(), &["fetch"])
        .exits(1)
        .says(&["there is no `origin.toml` below this folder"]);
}

#[test]
fn it_is_all_or_nothing() {
    let import = |location: &str| {
        format!(
            "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><s:import namespace=\"urn:x\" schemaLocation=\"{location}\"/></s:schema>"
        )
    };
    let rows: Vec<(String, &str)> = vec![
        (
            import("missing.xsd"),
            "/missing.xsd answered 404 Not Found; ",
        ),
        (
            import("file:///etc/passwd"),
            "`file:///etc/passwd` is neither http nor https, and nothing else is fetched; ",
        ),
        (
            import("ftp://h/x.xsd"),
            "`ftp://h/x.xsd` is neither http nor https",
        ),
        (
            import("http://other.example/x.xsd"),
            "http://other.example/x.xsd is at another host; `--allow-host other.example` allows it",
        ),
        (
            import("page"),
            "/page is an HTML page, and no WSDL or schema",
        ),
        (import("text"), "/text cannot be used: not well-formed XML"),
        (
            import("cut"),
            "/cut could not be fetched: the connection was lost before the answer was complete",
        ),
        (
            import("away"),
            "/away redirects to http://elsewhere.example/x.xsd, which is at another host; `--allow-host elsewhere.example`",
        ),
        (import("round"), "/round redirects more than 5 times"),
        (import("http://user:pass@127.0.0.1/x"), "holds a password"),
        (
            "<a/>".to_owned(),
            "is neither a WSDL 1.1 document nor a schema",
        ),
        (
            "<!DOCTYPE s [<!ENTITY x \"y\">]><s/>".to_owned(),
            "cannot be used: ",
        ),
        (String::new(), "cannot be used: "),
    ];
    for (entry, says) in rows {
        let server = Server::start(move |request| {
            match request.path.as_str() {
            "/entry.xsd" => xml(&entry),
            "/page" => answer("200 OK", "text/html", "<html><body>Log in first</body></html>"),
            "/text" => answer("200 OK", "text/plain", "not found, sorry"),
            "/cut" => b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n<s:schema".to_vec(),
            "/away" => moved("http://elsewhere.example/x.xsd"),
            "/round" => moved("/round"),
            _ => answer("404 Not Found", "text/plain", "no"),
        }
        });
        let scratch = Scratch::new("fetch-none");
        let url = server.url("/entry.xsd");
        let ran = wsdl_in(
            scratch.path(),
            &["fetch", &url, "--into", "wsdl/x", "--quiet"],
        )
        .exits(1)
        .says(&[says]);
        assert_eq!(ran.err.lines().count(), 1, "one sentence: {}", ran.err);
        assert!(
            scratch.files().is_empty() && names(scratch.path()).is_empty(),
            "{:?}",
            scratch.files()
        );
    }
    let scratch = Scratch::new("fetch-dead");
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .expect("a port")
        .port();
    for (url, says) in [
        (
            format!("http://127.0.0.1:{free}/x?wsdl"),
            "could not be fetched: no connection could be made",
        ),
        (
            "http://no-such-host.invalid/x?wsdl".to_owned(),
            "could not be fetched: its host was not found",
        ),
    ] {
        wsdl_in(scratch.path(), &["fetch", &url, "--into", "x"])
            .exits(1)
            .says(&[says]);
    }
    wsdl_in(scratch.path(), &["fetch", "orders.wsdl", "--into", "x"])
        .exits(2)
        .says(&["begins with neither http:// nor https://"]);
    wsdl_in(scratch.path(), &["fetch", "http://localhost/x"])
        .exits(2)
        .says(&["--into"]);
    wsdl_in(scratch.path(), &["fetch", "--intoo", "x"])
        .exits(2)
        .says(&["--into"]);
    assert!(names(scratch.path()).is_empty());
}

#[test]
fn what_was_there_stays() {
    let server = Server::start(shop);
    let url = server.url("/a/Shop.asmx?wsdl");
    let scratch = Scratch::new("fetch-stays");
    // Not ours: nobody said that it was fetched.
    scratch.write("wsdl/Shop.wsdl", "mine");
    wsdl_in(scratch.path(), &["fetch", &url, "--into", "wsdl"])
        .exits(1)
        .says(&["Shop.wsdl` is there already"]);
    assert_eq!(scratch.files().len(), 1);
    // A file where a folder is to be.
    wsdl_in(
        scratch.path(),
        &["fetch", &url, "--into", "wsdl/Shop.wsdl/x"],
    )
    .exits(1)
    .says(&["error: cannot make the folder"]);
    assert_eq!(scratch.read("wsdl/Shop.wsdl"), "mine");
    // A service that has gone away leaves what was fetched before.
    wsdl_in(scratch.path(), &["fetch", &url, "--into", "shop"]).exits(0);
    let before = scratch.files();
    let origin = scratch.read("shop/origin.toml");
    let gone = origin.replace("/a/Shop.asmx?wsdl\"", "/gone?wsdl\"");
    scratch.write("shop/origin.toml", &gone);
    wsdl_in(scratch.path(), &["fetch"])
        .exits(1)
        .says(&["/gone?wsdl answered 404 Not Found"]);
    scratch.write("shop/origin.toml", &origin);
    assert_eq!(scratch.files(), before);
}

#[test]
fn credentials_go_to_the_named_host_alone() {
    let other = Server::start(|_| xml(SIZES));
    let elsewhere = format!("http://localhost:{}/sizes.xsd", other.port);
    let entry = format!(
        "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><s:include schemaLocation=\"{elsewhere}\"/><s:include schemaLocation=\"sizes.xsd\"/></s:schema>"
    );
    let server = Server::start(move |request| match request.header("authorization") {
        None => answer("401 Unauthorized", "text/plain", "who?"),
        Some(_) if request.path == "/entry.xsd" => xml(&entry),
        Some(_) => xml(SIZES),
    });
    let scratch = Scratch::new("fetch-credentials");
    scratch.write("password", "s3cret");
    let url = server.url("/entry.xsd");
    wsdl_in(scratch.path(), &["fetch", &url, "--into", "x"])
        .exits(1)
        .says(&["answered 401 Unauthorized; `--basic USER`"]);
    let args = [
        "fetch",
        &url,
        "--into",
        "x",
        "--basic",
        "ada",
        "--password",
        "file:password",
        "--header",
        "X-Key: 7",
    ];
    wsdl_in(scratch.path(), &args)
        .exits(1)
        .says(&["--allow-host localhost"]);
    let args: Vec<&str> = args
        .into_iter()
        .chain(["--allow-host", "localhost"])
        .collect();
    wsdl_in(scratch.path(), &args).exits(0);
    let seen = other.seen();
    assert!(
        !seen.is_empty()
            && seen
                .iter()
                .all(|r| r.header("authorization").is_none() && r.header("x-key").is_none())
    );
    assert!(
        server
            .seen()
            .iter()
            .skip(1)
            .all(|r| r.header("authorization") == Some("Basic YWRhOnMzY3JldA=="))
    );
    let origin = scratch.read("x/origin.toml");
    assert!(
        origin.contains("allow-host = [\"localhost\"]") && !origin.contains("s3cret"),
        "{origin}"
    );
    assert_eq!(
        names(&scratch.path().join("x")),
        [
            "catalog.tsv",
            "entry.xsd",
            "origin.toml",
            "sizes-2.xsd",
            "sizes.xsd"
        ]
    );
    // What is skipped is left as it is.
    let args: Vec<&str> = [
        "fetch",
        &url,
        "--into",
        "y",
        "--basic",
        "ada",
        "--password",
        "file:password",
        "--skip",
        &elsewhere,
    ]
    .into();
    wsdl_in(scratch.path(), &args).exits(0);
    assert_eq!(
        names(&scratch.path().join("y")),
        ["catalog.tsv", "entry.xsd", "origin.toml", "sizes.xsd"]
    );
}

#[cfg(unix)]
#[test]
fn an_interrupt_changes_nothing() {
    let server = Server::start(|request| {
        if request.path.ends_with("xsd0") {
            std::thread::sleep(Duration::from_secs(20));
        }
        shop(request)
    });
    let scratch = Scratch::new("fetch-interrupt");
    let child = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"))
        .args(["fetch", &server.url("/a/Shop.asmx?wsdl"), "--into", "shop"])
        .current_dir(scratch.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // It waits for the slow document once it has the first two.
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(50));
        if server.count() >= 2 {
            break;
        }
    }
    std::thread::sleep(Duration::from_millis(300));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(killed.is_ok_and(|s| s.success()));
    let ran = ran(&child.wait_with_output().expect("the binary ends")).exits(1);
    assert!(
        ran.err
            .ends_with("error: interrupted: nothing was changed\n"),
        "{}",
        ran.err
    );
    assert!(names(scratch.path()).is_empty());
}
