//! `cargo wsdl serve`: pages, form and stand-in over real HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::page::text;
use crate::support::{Scratch, command_web_service, expected, fixtures, wsdl};

/// The command at work; it ends with the test.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
}

impl Served {
    pub(crate) fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"))
            .args(["wsdl", "serve", "--port", "0", "--quiet"])
            .args(args)
            .current_dir(fixtures())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let out = child.stdout.take().expect("a standard output");
        let mut first = String::new();
        BufReader::new(out).read_line(&mut first).expect("a line");
        let port = first.trim().trim_end_matches('/').rsplit(':').next();
        let port = port.and_then(|p| p.parse().ok()).expect("a port");
        Self { child, port }
    }

    /// Sends a request with these headers and gives the answer: head and body.
    pub(crate) fn ask(
        &self,
        method: &str,
        target: &str,
        headers: &str,
        body: &str,
    ) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let wait = Some(Duration::from_secs(60));
        stream.set_read_timeout(wait).expect("a timeout");
        let host = match headers.contains("Host:") {
            true => String::new(),
            false => format!("Host: localhost:{}\r\n", self.port),
        };
        let head = format!(
            "{method} {target} HTTP/1.1\r\n{host}{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(body.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.to_owned(), body.to_owned())
    }

    pub(crate) fn get(&self, target: &str) -> String {
        let (head, body) = self.ask("GET", target, "", "");
        assert!(head.starts_with("HTTP/1.1 200 "), "{target}: {head}");
        body
    }

    fn form(&self, page: &str, fields: &str) -> String {
        let token = token(&self.get(page));
        let (head, body) = self.ask("POST", page, FORM, &format!("token={token}&{fields}"));
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        body
    }

    pub(crate) fn soap(&self, target: &str, version: u8, body: &str) -> (String, String) {
        let (media, namespace) = match version {
            11 => ("text/xml", "http://schemas.xmlsoap.org/soap/envelope/"),
            _ => (
                "application/soap+xml",
                "http://www.w3.org/2003/05/soap-envelope",
            ),
        };
        let envelope =
            format!("<e:Envelope xmlns:e=\"{namespace}\"><e:Body>{body}</e:Body></e:Envelope>");
        self.ask(
            "POST",
            target,
            &format!("Content-Type: {media}\r\n"),
            &envelope,
        )
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";
const ASMX: &str = "/CommandWebService.asmx";
const CANCEL: &str =
    "<cancelJob xmlns=\"http://www.birst.com/\"><token>t</token><jobToken>j</jobToken></cancelJob>";

fn token(page: &str) -> String {
    let at = page.find("name=\"token\" value=\"").expect("a token") + 20;
    page[at..at + 32].to_owned()
}

#[test]
fn the_pages_are_those_of_doc_with_a_form() {
    let served = Served::start(&[&command_web_service()]);
    assert!(text(&served.get("/")).contains("Cancel a job."));
    assert!(served.get("/style.css").contains("prefers-color-scheme"));
    let page = served.get("/operations/cancelJob.html");
    for expected in [
        "Test",
        "jobToken",
        "Send",
        "SOAP 1.1 (CommandWebServiceSoap)",
    ] {
        assert!(text(&page).contains(expected), "{expected}");
    }
    assert!(!page.contains("<script"));
    let samples = expected("cancelJob.txt");
    let request = samples.split("\nHTTP/1.1").next().expect("a request");
    let request = request.split_once("POST").expect("a start line").1;
    assert!(text(&page).contains(request), "{request}");
    // As a browser finds it at the service itself.
    let (head, _) = served.ask("GET", &format!("{ASMX}?op=cancelJob"), "", "");
    assert!(
        head.contains("location: /operations/cancelJob.html"),
        "{head}"
    );
    let (head, _) = served.ask("GET", "/nowhere", "", "");
    assert!(head.starts_with("HTTP/1.1 404 "), "{head}");
}

#[test]
fn the_form_cancels_a_job_by_both_versions() {
    let served = Served::start(&[&command_web_service()]);
    for (port, soap) in [
        ("CommandWebServiceSoap", "soap:"),
        ("CommandWebServiceSoap12", "soap12:"),
    ] {
        let fields = format!("port={port}&v.b0.0=a%26b&v.b0.1=&v.b0.2=job+1");
        let page = text(&served.form("/operations/cancelJob.html", &fields));
        let (answer, rest) = page.split_once("The request as it was sent").expect("both");
        assert!(answer.contains("HTTP/1.1 200 OK"), "{answer}");
        assert!(
            answer.contains("<cancelJobResult>true</cancelJobResult>"),
            "{answer}"
        );
        assert!(rest.contains(&format!("<{soap}Body>")), "{rest}");
        assert!(
            rest.contains("<token>a&amp;b</token>\n      <jobToken>job 1</jobToken>"),
            "{rest}"
        );
    }
}

#[test]
fn a_message_written_by_hand_is_sent_as_it_is() {
    let served = Served::start(&[&command_web_service()]);
    let send = |message: &str| {
        let encoded: String = message.bytes().map(|b| format!("%{b:02X}")).collect();
        text(&served.form("/operations/cancelJob.html", &format!("message={encoded}")))
    };
    let envelope = format!(
        "<x:Envelope xmlns:x=\"http://www.w3.org/2003/05/soap-envelope\"><x:Body>{CANCEL}</x:Body></x:Envelope>"
    );
    let page = send(&envelope);
    assert!(
        page.contains("<cancelJobResult>true</cancelJobResult>"),
        "{page}"
    );
    assert!(
        page.contains(&envelope) && page.contains("application/soap+xml"),
        "{page}"
    );
    assert!(send("<a/>").contains("Not sent: the message is no SOAP envelope."));
    assert!(send("<a").contains("Not sent: the message is not well-formed"));
}

#[test]
fn only_this_machine_and_its_own_pages_may_ask() {
    let served = Served::start(&[&command_web_service()]);
    let refused = |method: &str, target: &str, headers: &str, body: &str| {
        let (head, _) = served.ask(method, target, headers, body);
        assert!(head.starts_with("HTTP/1.1 403 "), "{headers}: {head}");
    };
    let page = "/operations/cancelJob.html";
    let own = format!(
        "token={}&port=CommandWebServiceSoap",
        token(&served.get(page))
    );
    // A name that leads here only for the attacker's victim.
    refused("GET", "/", "Host: attacker.example\r\n", "");
    refused(
        "POST",
        ASMX,
        "Host: attacker.example\r\nContent-Type: text/xml\r\n",
        CANCEL,
    );
    // A form of another page, with and without knowing where it is from.
    refused("POST", page, FORM, "port=CommandWebServiceSoap");
    refused("POST", page, FORM, "token=0&port=CommandWebServiceSoap");
    refused(
        "POST",
        page,
        &format!("{FORM}Origin: http://attacker.example\r\n"),
        &own,
    );
    refused("POST", page, &format!("{FORM}Origin: null\r\n"), &own);
    refused(
        "POST",
        page,
        &format!("{FORM}Sec-Fetch-Site: cross-site\r\n"),
        &own,
    );
    let (head, _) = served.ask(
        "POST",
        page,
        &format!("{FORM}Origin: http://localhost:{}\r\n", served.port),
        &own,
    );
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert!(
        head.contains("content-security-policy: default-src 'none'"),
        "{head}"
    );
    let (head, _) = served.ask("OPTIONS", ASMX, "Origin: http://attacker.example\r\n", "");
    assert!(
        head.starts_with("HTTP/1.1 405 ") && !head.contains("allow-origin"),
        "{head}"
    );
}

#[test]
fn the_stand_in_answers_what_the_schema_allows() {
    let served = Served::start(&[&command_web_service()]);
    for version in [11, 12] {
        let (head, body) = served.soap(ASMX, version, CANCEL);
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        assert!(
            body.contains("<cancelJobResult>true</cancelJobResult>"),
            "{body}"
        );
    }
    let (head, body) = served.soap(ASMX, 11, "<cancelJobs xmlns=\"http://www.birst.com/\"/>");
    assert!(head.starts_with("HTTP/1.1 500 "), "{head}");
    assert!(
        body.contains("no operation for {http://www.birst.com/}cancelJobs"),
        "{body}"
    );
    let (head, body) = served.soap(ASMX, 12, "<nothing/>");
    assert!(
        head.starts_with("HTTP/1.1 400 ") && body.contains("soap:Sender"),
        "{head}\n{body}"
    );
    let (head, body) = served.ask("POST", ASMX, "Content-Type: text/xml\r\n", "<e:Envelope");
    assert!(
        head.starts_with("HTTP/1.1 500 ") && body.contains("not well-formed"),
        "{body}"
    );
    let (head, _) = served.ask("POST", ASMX, "Content-Type: application/json\r\n", "{}");
    assert!(head.starts_with("HTTP/1.1 415 "), "{head}");
}

#[test]
fn one_way_get_and_post() {
    let served = Served::start(&["orders.wsdl"]);
    let (head, body) = served.soap("/orders.asmx", 11, "<ping xmlns=\"urn:orders\"/>");
    assert!(
        head.starts_with("HTTP/1.1 202 ") && body.is_empty(),
        "{head}"
    );
    let answer = served.get("/orders.asmx/count?color=Red&since=2026-01-31T12:00:00");
    assert!(answer.contains("urn:orders"), "{answer}");
    let form = "color=Red&since=2026-01-31T12:00:00";
    let (_, posted) = served.ask("POST", "/orders.asmx/count", FORM, form);
    assert_eq!(posted, answer);
}

#[test]
fn answers_of_a_folder_and_rules() {
    let folder = Scratch::new("serve-answers");
    folder.write("cancelJob.xml", "<cancelJobResponse xmlns='http://www.birst.com/'><cancelJobResult>false</cancelJobResult></cancelJobResponse>");
    folder.write("gone.xml", "<Fault><faultcode>Server</faultcode><faultstring>no such job</faultstring><detail><code xmlns='urn:x'>7</code></detail></Fault>");
    folder.write("maintenance.html", "<p>back soon</p>");
    folder.write("answers.toml", "[[answer]]\noperation = 'cancelJob'\nwhen = { jobToken = 'gone' }\nfile = 'gone.xml'\n\n[[answer]]\noperation = 'cancelJob'\nwhen = { 'cancelJob/token' = 'late' }\nfile = 'maintenance.html'\nstatus = 503\ndelay = 0.1\n");
    let path = folder.path().to_str().expect("UTF-8");
    let served = Served::start(&[&command_web_service(), "--answers", path]);
    let ask = |version, token: &str, job: &str| {
        let body = format!(
            "<cancelJob xmlns='http://www.birst.com/'><token>{token}</token><jobToken>{job}</jobToken></cancelJob>"
        );
        served.soap(ASMX, version, &body)
    };
    for version in [11, 12] {
        let (head, body) = ask(version, "t", "j");
        assert!(
            head.starts_with("HTTP/1.1 200 ") && body.contains(">false<"),
            "{body}"
        );
        let (head, body) = ask(version, "t", "gone");
        let code = if version == 11 {
            "<faultcode>soap:Server<"
        } else {
            "soap:Receiver"
        };
        assert!(head.starts_with("HTTP/1.1 500 "), "{head}");
        for part in ["no such job", code, "<code xmlns=\"urn:x\">7</code>"] {
            assert!(body.contains(part), "{part}: {body}");
        }
    }
    let (head, body) = ask(11, "late", "j");
    assert!(
        head.starts_with("HTTP/1.1 503 ") && head.contains("text/html"),
        "{head}"
    );
    assert_eq!(body, "<p>back soon</p>");
    // Files are read anew; what is wrong with them then is the service's fault.
    folder.write("cancelJob.xml", "<oops");
    let (head, body) = ask(12, "t", "j");
    assert!(
        head.starts_with("HTTP/1.1 500 ") && body.contains("cancelJob.xml"),
        "{body}"
    );
}

#[test]
fn mistakes_are_said_before_anything_is_served() {
    let folder = Scratch::new("serve-mistakes");
    folder.write("canceljob.xml", "<a/>");
    let path = folder.path().to_str().expect("UTF-8");
    wsdl(&[
        "serve",
        &command_web_service(),
        "--port",
        "0",
        "--answers",
        path,
    ])
    .exits(1)
    .says(&["`canceljob.xml`", "did you mean `cancelJob`?"]);
    folder.write(
        "answers.toml",
        "[[answer]]\noperation = 'cancelJob'\nfile = 'nowhere.xml'\n",
    );
    wsdl(&[
        "serve",
        &command_web_service(),
        "--port",
        "0",
        "--answers",
        path,
    ])
    .exits(1)
    .says(&["nowhere.xml"]);
    wsdl(&[
        "serve",
        &command_web_service(),
        "--endpoint",
        "file:///etc/passwd",
    ])
    .exits(2)
    .says(&["expected a URL like https://"]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    wsdl(&["serve", &command_web_service(), "--port", &port])
        .exits(1)
        .says(&["cannot listen at 127.0.0.1", &port]);
}

#[test]
fn the_description_is_published_as_it_is_here() {
    let folder = Scratch::new("serve-published");
    let wsdl_text = std::fs::read_to_string(fixtures().join("rates.wsdl")).expect("a fixture");
    folder.write("rates.wsdl", &wsdl_text);
    let importing = "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' targetNamespace='urn:importing'><w:import namespace='urn:rates' location='rates.wsdl'/></w:definitions>";
    folder.write("entry.wsdl", importing);
    let entry = folder.path().join("entry.wsdl");
    let served = Served::start(&[entry.to_str().expect("UTF-8")]);
    let text = served.get("/?WSDL");
    let port = served.port;
    let imported = format!("http://localhost:{port}/?wsdl=1");
    assert!(text.contains(&format!("location='{imported}'")), "{text}");
    let imported = served.get("/?wsdl=1");
    let address = imported
        .split("location=\"")
        .last()
        .and_then(|r| r.split('"').next());
    let address = address.expect("an address");
    assert!(
        address.starts_with(&format!("http://localhost:{port}/")),
        "{address}"
    );
    let (head, _) = served.ask("GET", "/?wsdl=9", "", "");
    assert!(head.starts_with("HTTP/1.1 404 "), "{head}");
}

#[test]
fn hostile_text_stays_text_in_the_form_too() {
    let served = Served::start(&["hostile.wsdl"]);
    let page = served.form(
        "/operations/Get.html",
        "port=Hostile&v.b0.0=%3C%2Foption%3E%3Cscript%3Ealert%284%29%3C%2Fscript%3E&v.b0.1=%22%3E%3Cscript%3E",
    );
    for tag in ["<script", "<img", "onerror=\""] {
        assert!(!page.contains(tag), "{tag}");
    }
    let shown = text(&page);
    assert!(shown.contains("HTTP/1.1 200 OK"), "{shown}");
    assert!(
        shown.contains("&lt;script>") || shown.contains("&lt;script&gt;"),
        "{shown}"
    );
}

/// What the schema does not allow is answered by the fault of a client, in both versions, which names the member; `--lax` answers it.
#[test]
fn requests_are_checked() {
    let order = |content: &str| format!("<placeOrder xmlns=\"urn:orders\">{content}</placeOrder>");
    let due = "<due>2026-01-31T00:00:00Z</due>";
    let rows = [
        (
            format!("<color>Rad</color>{due}"),
            "`color`: one of Red, Green, Blue is expected; did you mean `Red`?",
        ),
        (
            "<color>Red</color>".to_owned(),
            "`/placeOrder`: `due` is missing",
        ),
        (
            "<color>Red</color><due>soon</due>".to_owned(),
            "`due`: it is no xs:dateTime",
        ),
        (
            format!("<colour/><color>Red</color>{due}"),
            "`/placeOrder/colour`: it is not known",
        ),
        (
            format!("{due}<color>Red</color>"),
            "`/placeOrder/color`: it may not stand here",
        ),
        (
            format!(
                "<lines><Line><item>x</item><count>200</count><free>true</free></Line></lines><color>Red</color>{due}"
            ),
            "`lines.Line[0].count`: outside its maxExclusive: 100",
        ),
        (
            format!("<customer/><color>Red</color>{due}"),
            "`/placeOrder/customer`: `@vip` is missing",
        ),
        (
            format!("<customer vip=\"1\"><code>abc</code></customer><color>Red</color>{due}"),
            "`customer.code`: ",
        ),
    ];
    let served = Served::start(&["orders.wsdl"]);
    let lax = Served::start(&["orders.wsdl", "--lax"]);
    for (content, why) in &rows {
        let body = order(content);
        let (head, fault) = served.soap("/orders.asmx", 11, &body);
        assert!(head.starts_with("HTTP/1.1 500 "), "{content}: {head}");
        assert!(
            fault.contains("<faultcode>soap:Client</faultcode>"),
            "{fault}"
        );
        assert!(
            fault.contains(&format!("the request is not as the schema says: {why}")),
            "{why} is not in {fault}"
        );
        let (head, _) = lax.soap("/orders.asmx", 11, &body);
        assert!(head.starts_with("HTTP/1.1 200 "), "{content}: {head}");
    }
    let (head, _) = served.soap(
        "/orders.asmx",
        11,
        &order(&format!("<color>Red</color>{due}")),
    );
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");

    let asmx = Served::start(&[&command_web_service()]);
    let (head, fault) = asmx.soap(ASMX, 12, &CANCEL.replace("jobToken", "jobTokn"));
    assert!(head.starts_with("HTTP/1.1 400 "), "{head}");
    assert!(
        fault.contains(":Sender<") && fault.contains("`/cancelJob/jobTokn`: it is not known"),
        "{fault}"
    );

    // rpc, encoded: values that refer to one another are taken as they are.
    let rpc = Served::start(&["rates.wsdl"]);
    let call = |content: &str| {
        let body = format!("<r:getRates xmlns:r=\"urn:rates\">{content}</r:getRates>");
        rpc.soap("/rates.php", 11, &body)
    };
    let like = "<like><currency>USD</currency><value>1.5</value></like>";
    let (head, fault) = call(&format!("<base>EUR</base>{like}"));
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}\n{fault}");
    let (_, fault) = call("<bse>EUR</bse>");
    assert!(
        fault.contains("`/getRates/bse`: it is not known"),
        "{fault}"
    );
    let (head, _) = call("<base>EUR</base><like href=\"#1\"/>");
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
}

/// What is not made of simple values is filled in as XML, and encoded requests have a form, too.
#[test]
fn the_form_takes_xml() {
    let served = Served::start(&["orders.wsdl"]);
    let page = "/operations/placeOrder.html";
    let shown = served.get(page);
    let start = shown
        .find("<textarea id=\"field-")
        .expect("a field for XML");
    let id = shown[start + 20..]
        .split('"')
        .next()
        .expect("an id")
        .to_owned();
    let name = format!("v.{id}");
    assert!(shown.contains("as XML"), "{shown}");
    // The members that the schema demands, by their labels.
    let field = |label: &str| -> String {
        let at = shown
            .find(&format!("<code>{label}</code></label>"))
            .expect("a label");
        let before = shown[..at].rfind("for=\"field-").expect("a field") + 11;
        format!("v.{}", shown[before..].split('"').next().expect("an id"))
    };
    let demanded = format!(
        "port=OrdersSoap&{}=Red&{}=2026-01-31T00:00:00Z",
        field("color"),
        field("due")
    );
    let good = served.form(
        page,
        &format!("{demanded}&{name}=%3Cx+xmlns%3D%22urn%3Ax%22%3E1%3C%2Fx%3E"),
    );
    assert!(
        text(&good).contains("<x xmlns=\"urn:x\">1</x>") && good.contains("200 OK"),
        "{good}"
    );
    let bad = served.form(page, &format!("{demanded}&{name}=%3Cx%3E"));
    assert!(
        bad.contains("Not sent: what was filled in is not well-formed"),
        "{bad}"
    );

    let rpc = Served::start(&["rates.wsdl"]);
    let shown = rpc.get("/operations/getRates.html");
    assert!(
        shown.contains(">Send</button>") && shown.contains("<code>currency</code>"),
        "{shown}"
    );
}
