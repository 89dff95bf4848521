//! `cargo wsdl call`: what is sent, what is shown, and what is refused before anything is sent.

use std::process::{Command, Stdio};

use crate::serve::Served;
use crate::support::{
    Ran, Request, Scratch, Server, answer, command_web_service, fixtures, ran, soap, wsdl, wsdl_in,
};

const PLACED: &str = r#"<placeOrderResponse xmlns="urn:orders"><placeOrderResult>4711</placeOrderResult></placeOrderResponse>"#;

fn orders() -> Server {
    Server::start(|_| soap("200 OK", PLACED))
}

/// Calls `placeOrder` at a server.
fn place(server: &Server, args: &[&str]) -> Ran {
    let url = server.url("/orders");
    let all: Vec<&str> = ["call", "orders.wsdl", "placeOrder", "--endpoint", &url]
        .into_iter()
        .chain(args.iter().copied())
        .collect();
    wsdl(&all)
}

/// The body of the one request that a server saw.
fn sent(server: &Server) -> String {
    let seen = server.seen();
    assert_eq!(seen.len(), 1, "requests");
    seen.into_iter().map(|r| r.body).collect()
}

#[test]
fn values_by_path_become_the_request() {
    let server = orders();
    let ran = place(
        &server,
        &[
            "color=Red",
            "due:=null",
            "customer.name=Ada",
            "customer.@vip=true",
            "lines.Line[0].item=pen",
            "lines.Line[0].count=3",
            "lines.Line[0].price=1.50",
            "lines.Line[1]:=null",
            "pages.node[0].@label=a",
        ],
    )
    .exits(0);
    assert_eq!(ran.out, "placeOrderResult: 4711\n");
    assert_eq!(ran.err, "");
    let body = sent(&server);
    let wanted = r#"<placeOrder xmlns="urn:orders"><customer vip="true"><name>Ada</name></customer><lines><Line><item>pen</item><count>3</count><price>1.50</price></Line><Line xsi:nil="true"/></lines><color>Red</color><due xsi:nil="true"/><pages><node label="a"/></pages></placeOrder>"#;
    assert!(body.replace(" />", "/>").contains(wanted), "{body}");
}

#[test]
fn json_and_xml_say_the_same() {
    let scratch = Scratch::new("call-files");
    std::fs::copy(
        fixtures().join("orders.wsdl"),
        scratch.path().join("orders.wsdl"),
    )
    .expect("a copy");
    scratch.write("order.json", r#"{"color": "Red", "due": null, "lines": {"Line": [{"item": "pen", "count": 3, "free": true}]}}"#);
    let xml = r#"<o:placeOrder xmlns:o="urn:orders" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><o:lines><o:Line><o:item>pen</o:item><o:count>3</o:count><o:free>true</o:free></o:Line></o:lines><o:color>Red</o:color><o:due i:nil="true"/></o:placeOrder>"#;
    scratch.write("order.xml", xml);
    scratch.write("envelope.xml", format!(r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>{xml}</e:Body></e:Envelope>"#));
    let mut bodies = Vec::new();
    for file in ["@order.json", "@order.xml", "@envelope.xml"] {
        let server = orders();
        let url = server.url("/");
        wsdl_in(
            scratch.path(),
            &[
                "call",
                "orders.wsdl",
                "placeOrder",
                file,
                "--endpoint",
                &url,
            ],
        )
        .exits(0);
        bodies.push(sent(&server));
    }
    assert!(bodies.iter().all(|b| *b == bodies[0]), "{bodies:#?}");
    let server = orders();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"))
        .args([
            "call",
            "orders.wsdl",
            "placeOrder",
            "@-",
            "--endpoint",
            &server.url("/"),
            "--format",
            "json",
        ])
        .current_dir(scratch.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    std::io::Write::write_all(&mut child.stdin.take().expect("its input"), xml.as_bytes())
        .expect("written");
    let ran = ran(&child.wait_with_output().expect("the binary ends")).exits(0);
    assert_eq!(ran.out, "{\n  \"placeOrderResult\": 4711\n}\n");
    assert_eq!(sent(&server), bodies[0]);
}

#[test]
fn what_the_schema_forbids_is_not_sent() {
    let server = orders();
    let rows: &[(&[&str], &str)] = &[
        (&["colour=Red"], "no member `colour`; did you mean `color`?"),
        (
            &["color=Rad"],
            "`color`: one of Red, Green, Blue is expected; did you mean `Red`?",
        ),
        (&["due:=null"], "`color`: "),
        (&["color=Red", "due=soon"], "`due`: it is no xs:dateTime"),
        (
            &["color=Red", "due:=null", "customer.code=x"],
            "`customer.code`: outside its pattern: [A-Z]{2}[0-9]{3}",
        ),
        (
            &["color=Red", "due:=null", "lines.Line[0].count=100"],
            "`lines.Line[0].count`: outside its maxExclusive: 100",
        ),
        (&["color=Red", "color=Blue"], "`color`: it is given twice"),
        (&["color:=null"], "`color`: it may not be nil"),
        (&["color:=[\"Red\"]"], "`color`: one value is expected"),
        (
            &["customer=Ada"],
            "`customer`: it has members: name, code, @id, @vip",
        ),
        (
            &["lines.Line[0].price=1", "lines.Line[0].free=true"],
            "`lines.Line[0].free`: one of several alternatives, and `price` is given already",
        ),
        (
            &["lines.Line[1].item=x"],
            "`lines.Line[1].item`: `[1]` is given, and `[0]` is not",
        ),
        (&["attachment=@"], "`attachment`: it is no xs:base64Binary"),
        (
            &["color=Red", "due:=null", "customer.name=Ada"],
            "`customer.@vip`: it is required, and not set",
        ),
    ];
    for (args, says) in rows {
        place(&server, args)
            .exits(1)
            .says(&["error: nothing was sent: ", says]);
    }
    assert_eq!(server.seen().len(), 0, "nothing was sent");
    place(&server, &["color"])
        .exits(2)
        .says(&["`color`: PATH=VALUE, PATH:=JSON or @FILE is expected"]);
    place(&server, &["color:=Red"])
        .exits(2)
        .says(&["what follows `:=` is no JSON"]);
    place(&server, &["a..b=Red"])
        .exits(2)
        .says(&["`a..b` has an empty name in it"]);
}

#[test]
fn names_have_nearest_names() {
    wsdl(&["call", "orders.wsdl", "placeOder"])
        .exits(1)
        .says(&["no operation `placeOder`; did you mean `placeOrder`?"]);
    wsdl(&["call", "orders.wsdl", "placeOrder", "--port", "OrderSoap"])
        .exits(1)
        .says(&["no port `OrderSoap`; did you mean `OrdersSoap`?"]);
    wsdl(&["call", "orders.wsdl", "placeOrder", "--soap", "1.2"])
        .exits(1)
        .says(&["`placeOrder` is offered at OrdersSoap (SOAP 1.1)"]);
    wsdl(&["call", "orders.wsdl", "placeOrder", "--soap", "1.3"]).exits(2);
    wsdl(&["call", "orders.wsdl", "placeOrder", "--endpiont", "x"])
        .exits(2)
        .says(&["--endpoint"]);
}

#[test]
fn a_fault_is_an_error() {
    let server = Server::start(|_| {
        soap(
            "500 Internal Server Error",
            "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>out of pens\nat Shop.Place()</faultstring><detail><Rejected xmlns=\"urn:orders\">no pens</Rejected></detail></soap:Fault>",
        )
    });
    let ran = place(&server, &["color=Red", "due:=null"]).exits(1);
    assert_eq!(ran.out, "");
    let wanted = "error: the service answered with a fault: out of pens\n          at Shop.Place()\n  code    Server\n  detail  <Rejected xmlns=\"urn:orders\">no pens</Rejected>\n";
    assert_eq!(ran.err, wanted);
}

#[test]
fn what_is_no_answer_is_said_in_a_sentence() {
    let page = Server::start(|_| {
        answer(
            "404 Not Found",
            "text/html",
            "<html><body>no such page</body></html>",
        )
    });
    place(&page, &["color=Red", "due:=null"])
        .exits(1)
        .says(&["the service answered 404 Not Found"]);
    let cut = Server::start(|_| {
        b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 500\r\n\r\n<soap:Env"
            .to_vec()
    });
    place(&cut, &["color=Red", "due:=null"])
        .exits(1)
        .says(&["was lost within the answer"]);
    // A server that speaks no TLS.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = std::io::Write::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n");
            let _ = std::io::Read::read(&mut stream, &mut [0; 1024]);
        }
    });
    let url = format!("https://127.0.0.1:{port}/");
    wsdl(&[
        "call",
        "orders.wsdl",
        "placeOrder",
        "color=Red",
        "due:=null",
        "--endpoint",
        &url,
    ])
    .exits(1)
    .says(&["no secure connection to https://127.0.0.1"]);
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .expect("a port")
        .port();
    let url = format!("http://127.0.0.1:{free}/");
    wsdl(&[
        "call",
        "orders.wsdl",
        "placeOrder",
        "color=Red",
        "due:=null",
        "--endpoint",
        &url,
    ])
    .exits(1)
    .says(&["no connection to http://127.0.0.1", "refused"]);
    let slow = Server::start(|_| {
        std::thread::sleep(std::time::Duration::from_secs(8));
        Vec::new()
    });
    place(&slow, &["color=Red", "due:=null", "--timeout", "1"])
        .exits(1)
        .says(&["no complete answer came from", "in time (1s)"]);
    wsdl(&[
        "call",
        "orders.wsdl",
        "placeOrder",
        "color=Red",
        "due:=null",
        "--endpoint",
        "orders",
    ])
    .exits(1)
    .says(&["the endpoint cannot be used: it is no absolute URL"]);
}

#[test]
fn both_versions_headers_and_passwords() {
    let service = command_web_service();
    let done = r#"<cancelJobResponse xmlns="http://www.birst.com/"><cancelJobResult>true</cancelJobResult></cancelJobResponse>"#;
    for version in ["1.1", "1.2"] {
        let server = Server::start(move |_| soap("200 OK", done));
        let scratch = Scratch::new(&format!("call-{version}"));
        scratch.write("password", "s3cret\n");
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"))
            .args([
                "call",
                &service,
                "cancelJob",
                "token=env:JOB_TOKEN",
                "spaceID=a",
                "jobToken=b",
                "--soap",
                version,
                "--wire",
            ])
            .args([
                "--endpoint",
                &server.url("/x.asmx"),
                "--basic",
                "ada",
                "--password",
                "file:password",
                "--header",
                "X-Trace: 7",
            ])
            .args([
                "--username-token",
                "ada",
                "--header",
                "X-Api-Key: env:API_KEY",
            ])
            .env("JOB_TOKEN", "t0ken")
            .env("API_KEY", "k3y")
            .current_dir(scratch.path())
            .output();
        let ran = ran(&output.expect("the binary runs")).exits(0);
        assert_eq!(ran.out, "cancelJobResult: true\n");
        let seen = server.seen();
        let request = seen.first().expect("a request");
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("POST", "/x.asmx")
        );
        assert!(
            request.body.contains("<token>t0ken</token>") && request.body.contains("s3cret"),
            "{}",
            request.body
        );
        assert_eq!(
            request.header("authorization"),
            Some("Basic YWRhOnMzY3JldA==")
        );
        assert_eq!(request.header("x-trace"), Some("7"));
        assert_eq!(request.header("x-api-key"), Some("k3y"));
        let action = match version {
            "1.1" => request.header("soapaction") == Some("\"http://www.birst.com/cancelJob\""),
            _ => request.header("content-type").is_some_and(|t| {
                t.contains("application/soap+xml")
                    && t.contains("action=\"http://www.birst.com/cancelJob\"")
            }),
        };
        assert!(action, "{}", request.head);
        // What is shown holds none of the secrets.
        assert!(
            ran.err.contains("<token>***</token>") && ran.err.contains("x-trace: 7"),
            "{}",
            ran.err
        );
        for secret in ["t0ken", "s3cret", "k3y", "YWRhOnMzY3JldA"] {
            assert!(!ran.err.contains(secret), "{secret} is in\n{}", ran.err);
        }
    }
    let missing = wsdl(&[
        "call",
        &service,
        "cancelJob",
        "token=env:NO_SUCH_VARIABLE_HERE",
    ])
    .exits(1);
    assert!(
        missing
            .err
            .contains("the environment has no variable `NO_SUCH_VARIABLE_HERE`"),
        "{}",
        missing.err
    );
    wsdl(&["call", &service, "cancelJob", "token=prompt:"])
        .exits(1)
        .says(&["cannot be asked for"]);
    wsdl(&[
        "call",
        &service,
        "cancelJob",
        "--basic",
        "ada",
        "--password",
        "s3cret",
    ])
    .exits(2)
    .says(&["a source is expected"]);
}

#[test]
fn cookies_are_kept_in_their_file() {
    let server = Server::start(|request| {
        let set = if request.header("cookie").is_none() {
            "Set-Cookie: farm=7; path=/\r\n"
        } else {
            ""
        };
        let body = String::from_utf8(soap("200 OK", PLACED)).expect("text");
        body.replacen("\r\n", &format!("\r\n{set}"), 1).into_bytes()
    });
    let scratch = Scratch::new("call-cookies");
    let file = scratch
        .path()
        .join("cookies")
        .to_str()
        .expect("a path")
        .to_owned();
    for _ in 0..2 {
        place(&server, &["color=Red", "due:=null", "--cookies", &file]).exits(0);
    }
    let cookies: Vec<Option<String>> = server
        .seen()
        .iter()
        .map(|r| r.header("cookie").map(str::to_owned))
        .collect();
    assert_eq!(cookies, [None, Some("farm=7".to_owned())]);
}

#[test]
fn an_operation_without_an_envelope() {
    let server =
        Server::start(|_| answer("200 OK", "text/xml", "<long xmlns=\"urn:orders\">3</long>"));
    let url = server.url("/orders");
    for port in ["OrdersGet", "OrdersPost"] {
        let ran = wsdl(&[
            "call",
            "orders.wsdl",
            "count",
            "color=Red",
            "since=2026-11-25T00:00:00Z",
            "--port",
            port,
            "--endpoint",
            &url,
        ])
        .exits(0);
        assert!(ran.out.contains(": 3"), "{}", ran.out);
    }
    let seen: Vec<(String, String)> = server
        .seen()
        .into_iter()
        .map(|r| (format!("{} {}", r.method, r.path), r.body))
        .collect();
    assert!(
        seen[0]
            .0
            .starts_with("GET /orders/count?color=Red&since=2026-11-25T00"),
        "{seen:?}"
    );
    assert!(
        seen[1].0 == "POST /orders/count" && seen[1].1.starts_with("color=Red&since="),
        "{seen:?}"
    );
}

/// The pages' stand-in is a service like any other: its description is fetched from it, and it is called in both versions.
#[test]
fn what_is_served_is_fetched_and_called() {
    let served = Served::start(&[&command_web_service()]);
    let place = format!("http://127.0.0.1:{}/CommandWebService.asmx", served.port);
    let scratch = Scratch::new("call-served");
    let described = format!("{place}?wsdl");
    wsdl_in(scratch.path(), &["fetch", &described, "--into", "wsdl"]).exits(0);
    for version in ["1.1", "1.2"] {
        let called = wsdl_in(
            scratch.path(),
            &[
                "call",
                "wsdl/CommandWebService.wsdl",
                "cancelJob",
                "token=a",
                "spaceID=b",
                "jobToken=c",
                "--soap",
                version,
                "--endpoint",
                &place,
            ],
        )
        .exits(0);
        assert!(
            called.out.starts_with("cancelJobResult: "),
            "{}",
            called.out
        );
    }
}

#[test]
fn the_answer_as_it_came() {
    let server = orders();
    let ran = place(&server, &["color=Red", "due:=null", "--format", "xml"]).exits(0);
    assert!(
        ran.out.starts_with("<soap:Envelope ") && ran.out.contains(PLACED),
        "{}",
        ran.out
    );
}

/// The digest of a UsernameToken is what its specification says, over the nonce and the time that are sent, and the password is not sent.
#[test]
fn a_digest_is_verified() {
    use sha1::{Digest, Sha1};
    use wsdl_runtime::value::Base64;

    let verify = |request: &Request| -> Option<()> {
        let token: wsdl_runtime::xml::Element = request.body.parse().ok()?;
        let text = |name: &str| {
            let found = find(&token, name)?;
            Some((found.text(), found.attribute("", "Type").map(str::to_owned)))
        };
        let (user, _) = text("Username")?;
        let (password, kind) = text("Password")?;
        let nonce: Base64 = text("Nonce")?.0.parse().ok()?;
        let created = text("Created")?.0;
        let hash = Sha1::new()
            .chain_update(&nonce.0)
            .chain_update(&created)
            .chain_update("correct horse");
        let expected = Base64(hash.finalize().to_vec()).to_string();
        let digest = kind?.ends_with("#PasswordDigest");
        let fresh = created.starts_with("20") && created.ends_with('Z') && nonce.0.len() >= 16;
        (user == "ada" && digest && fresh && password == expected).then_some(())
    };
    let server = Server::start(move |request| match verify(request) {
        Some(()) => soap("200 OK", PLACED),
        None => soap(
            "500 Internal Server Error",
            "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>bad token</faultstring></soap:Fault>",
        ),
    });
    let scratch = Scratch::new("call-digest");
    scratch.write("right", "correct horse\n");
    scratch.write("wrong", "battery\n");
    let call = |password: &str, more: &[&str]| {
        let path = scratch.path().join(password);
        let source = format!("file:{}", path.display());
        let args = [
            "color=Red",
            "due:=null",
            "--username-token",
            "ada",
            "--password",
            &source,
            "--wire",
        ];
        place(&server, &[&args[..], more].concat())
    };
    for _ in 0..2 {
        let done = call("right", &["--digest"]).exits(0);
        assert!(!done.err.contains("correct horse"), "{}", done.err);
    }
    call("wrong", &["--digest"]).exits(1).says(&["bad token"]);
    call("right", &[]).exits(1).says(&["bad token"]);
    let sent = server.seen();
    assert!(!sent[0].body.contains("correct horse"));
    let nonce = |i: usize| sent[i].body.split("Nonce").nth(1).map(str::to_owned);
    assert_ne!(nonce(0), nonce(1), "a nonce is used once");
}

/// The first element of a local name, at any depth.
fn find<'e>(
    element: &'e wsdl_runtime::xml::Element,
    local: &str,
) -> Option<&'e wsdl_runtime::xml::Element> {
    if element.local == local {
        return Some(element);
    }
    element.elements().find_map(|inner| find(inner, local))
}

/// An element of a simple type that complex types extend is its value, and may say more.
#[test]
fn an_extended_simple_type_is_its_value_and_what_is_said_beside_it() {
    let answer = r#"<openResponse xmlns="urn:doors" xmlns:t="urn:doors" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><door>d1</door><door xsi:type="t:MarkedReference" mark="red">d2</door></openResponse>"#;
    let open = |args: &[&str]| {
        let server = Server::start(move |_| soap("200 OK", answer));
        let url = server.url("/doors");
        let first = ["call", "doors.wsdl", "open", "--endpoint", &url];
        let all: Vec<&str> = first.into_iter().chain(args.iter().copied()).collect();
        (wsdl(&all), server)
    };
    let (ran, server) = open(&[
        "door=d1",
        "spare[0]=d2",
        "spare[1].#text=d3",
        "spare[1].@xsi:type=MarkedReference",
        "spare[1].@mark=red",
    ]);
    assert_eq!(
        ran.exits(0).out,
        "door:\n  - d1\n  - #text: d2\n    @xsi:type: {urn:doors}MarkedReference\n    @mark: red\n"
    );
    let body = sent(&server);
    let head = r#"<open xmlns="urn:doors"><door>d1</door><spare>d2</spare><spare "#;
    let marked = r#":MarkedReference" mark="red">d3</spare></open>"#;
    assert!(body.contains(head) && body.contains(marked), "{body}");

    let (ran, _) = open(&["door.#text=d1", "door.@xsi:type=Marked"]);
    let told = "`door.@xsi:type`: no type `Marked` may stand here";
    assert!(ran.exits(1).err.contains(told));
    let (ran, _) = open(&["door=much too long"]);
    assert!(ran.exits(1).err.contains("`door.#text`: "));
}
