//! The first way in: a crate whose build script generates, built and run as a user would, calling over real HTTP.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use tests::root;
use tests::scratch::{Scratch, success};

/// The sample, copied to where it may be built, its relative paths made whole.
/// (A package of its own: cargo keeps those of one name and version apart by less than their folders.)
fn sample(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.copy(&root().join("tests").join("build-script-sample"));
    let root = root().to_string_lossy().replace('\\', "/");
    for file in ["Cargo.toml", "build.rs"] {
        let text = std::fs::read_to_string(scratch.folder.join(file)).unwrap_or_default();
        let text = text.replace("../../", &format!("{root}/"));
        let own = format!("name = \"{name}\"");
        scratch.write(file, &text.replace("name = \"build-script-sample\"", &own));
    }
    scratch.share();
    scratch
}

#[test]
fn the_sample_builds_and_calls() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|e| panic!("{e}"));
    let address = listener.local_addr().unwrap_or_else(|e| panic!("{e}"));
    let server = thread::spawn(move || answer_once(&listener));
    let endpoint = format!("http://{address}/CommandWebService.asmx");
    let output = sample("build-script-sample").cargo(&["run", "--quiet", "--", &endpoint]);
    let said = success(&output).unwrap_or_else(|e| panic!("{e}"));
    assert!(said.contains("space_id: Some(\"space\")"), "{said}");
    assert!(!said.contains("\"token\""), "the token is shown: {said}");
    assert!(said.contains("cancel_job_result: true"), "{said}");
    let request = server.join().unwrap_or_default();
    assert!(
        request.contains("http://www.birst.com/cancelJob"),
        "{request}"
    );
}

/// Serves one request with what cancelJob returns; gives back what was sent.
fn answer_once(listener: &TcpListener) -> String {
    const BODY: &str = concat!(
        "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Body>",
        "<cancelJobResponse xmlns='http://www.birst.com/'><cancelJobResult>true</cancelJobResult>",
        "</cancelJobResponse></soap:Body></soap:Envelope>"
    );
    let Ok((mut stream, _)) = listener.accept() else {
        return String::new();
    };
    let (mut request, mut piece) = (String::new(), [0; 4096]);
    while !request.contains("Envelope>") {
        match stream.read(&mut piece) {
            Ok(n) if n > 0 => request.push_str(&String::from_utf8_lossy(&piece[..n])),
            _ => break,
        }
    }
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nConnection: close\r\n";
    let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{BODY}", BODY.len());
    request
}

/// A mistake in the document fails the build, and cargo shows where it is and what to do.
#[test]
fn a_mistake_is_shown_by_cargo() {
    let scratch = sample("build-script-mistake");
    let wsdl = root()
        .join("wsdl")
        .join("command-web-service")
        .join("CommandWebService.wsdl");
    let wsdl = std::fs::read_to_string(wsdl).unwrap_or_default();
    scratch.write(
        "CommandWebService.wsdl",
        &wsdl.replace("tns:StatusResult", "tns:StatusReslt"),
    );
    scratch.write(
        "build.rs",
        concat!(
            "fn main() -> wsdl_codegen::Result {\n",
            "    wsdl_codegen::generate(\"CommandWebService.wsdl\")\n}\n",
        ),
    );
    let output = scratch.cargo(&["build"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{said}");
    for part in ["CommandWebService.wsdl:", "StatusReslt", "StatusResult"] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}
