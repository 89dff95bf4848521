//! Pages with what the command prints, run: `docs/verbs/*.md`.
//!
//! In a block marked `console` each line that begins with `$ cargo wsdl` is run, in a folder with the fixtures; what follows, up to the next
//! command, is what it prints, both streams together, and a line `[exits 1]` when it does not exit with 0. `http://localhost:8080` is a server
//! that answers as the pages' services do, and all that is timed takes 5 ms. With `ACCEPT=1` the pages are brought up to date.

use std::fs;
use std::io::{Read, Seek};
use std::path::Path;
use std::process::Command;

use crate::support::{Request, Scratch, Server, answer, fixtures, root, soap};

#[test]
fn pages_show_what_is_printed() {
    let pages = root().join("docs/verbs");
    let mut problems = Vec::new();
    let mut commands = 0;
    let server = Server::start(services);
    for entry in fs::read_dir(&pages).expect("the pages") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("the page");
        let scratch = Scratch::new(&format!("page-{name}"));
        for fixture in fs::read_dir(fixtures()).expect("the fixtures") {
            let fixture = fixture.expect("an entry").path();
            fs::copy(
                &fixture,
                scratch.path().join(fixture.file_name().expect("a name")),
            )
            .expect("a copy");
        }
        let (is, count) = rerun(&text, scratch.path(), server.port);
        commands += count;
        if is != text {
            match std::env::var_os("ACCEPT") {
                Some(_) => fs::write(&path, is).expect("the page written"),
                None => problems.push(format!("{name} should be\n{is}")),
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{}\nACCEPT=1 writes the pages",
        problems.join("\n")
    );
    assert!(commands > 0, "no command was found");
}

/// The page with what its commands print now, and how many there are.
fn rerun(page: &str, folder: &Path, port: u16) -> (String, usize) {
    let (mut out, mut console, mut skip, mut count) = (String::new(), false, false, 0);
    for line in page.lines() {
        if line.starts_with("```") {
            (console, skip) = (line == "```console", false);
        }
        if console && let Some(command) = line.strip_prefix("$ ") {
            if !out.ends_with("\n\n") && !out.ends_with("```console\n") {
                out.push('\n');
            }
            out.push_str(line);
            out.push('\n');
            out.push_str(&printed(command, folder, port));
            (skip, count) = (true, count + 1);
        } else if !skip {
            out.push_str(line);
            out.push('\n');
        }
    }
    (out, count)
}

/// The services of the pages.
fn services(request: &Request) -> Vec<u8> {
    let out_of_pens = "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>There are no green pens.</faultstring>\
        <detail><Rejected xmlns=\"urn:orders\">out of stock</Rejected></detail></soap:Fault>";
    let placed = "<placeOrderResponse xmlns=\"urn:orders\"><placeOrderResult>4711</placeOrderResult></placeOrderResponse>";
    let spying = "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><s:include schemaLocation=\"file:///etc/passwd\"/></s:schema>";
    let page = "<html><body>Rates Web Service</body></html>";
    match request.path.as_str() {
        "/Rates.asmx" | "/page?wsdl" => answer("200 OK", "text/html", page),
        "/Rates.asmx?wsdl" => {
            let rates = fs::read_to_string(fixtures().join("rates.wsdl")).expect("the fixture");
            answer("200 OK", "text/xml; charset=utf-8", &rates)
        }
        "/spying.wsdl" => answer("200 OK", "text/xml", spying),
        "/orders" if request.body.contains("Green") => {
            soap("500 Internal Server Error", out_of_pens)
        }
        "/orders" => soap("200 OK", placed),
        _ => answer(
            "404 Not Found",
            "text/html",
            "<html><body>There is no such page.</body></html>",
        ),
    }
}

/// What a command prints, and how it ends.
fn printed(command: &str, folder: &Path, port: u16) -> String {
    let (shown, real) = ("localhost:8080", format!("127.0.0.1:{port}"));
    let mut words = words(&command.replace(shown, &real)).into_iter();
    assert_eq!(
        (words.next().as_deref(), words.next().as_deref()),
        (Some("cargo"), Some("wsdl")),
        "{command}"
    );
    let both = folder.join(".printed");
    let mut file = fs::File::options()
        .create(true)
        .truncate(true)
        .read(true)
        .write(true)
        .open(&both)
        .expect("a file");
    let status = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"))
        .arg("wsdl")
        .args(words)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .stdin(std::process::Stdio::null())
        .stdout(file.try_clone().expect("the file"))
        .stderr(file.try_clone().expect("the file"))
        .status()
        .expect("the binary runs");
    let mut text = String::new();
    file.rewind().expect("the beginning");
    file.read_to_string(&mut text).expect("text");
    drop(fs::remove_file(both));
    text = milliseconds(&text.replace(&real, shown));
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    match status.code() {
        Some(0) => text,
        code => format!("{text}[exits {}]\n", code.unwrap_or(-1)),
    }
}

/// The text with the same time in every line that ends with how long something took.
fn milliseconds(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let words = line.trim_end().strip_suffix(" ms");
        match words.and_then(|l| l.rsplit_once(" in ")) {
            Some((what, took)) if took.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{what} in 5 ms\n")
            }
            _ => line.to_owned(),
        }
    });
    lines.collect()
}

/// The words of a command line; single quotes keep spaces.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut any) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '\'' => (quoted, any) = (!quoted, true),
            ' ' if !quoted => {
                if any {
                    words.push(std::mem::take(&mut word));
                }
                any = false;
            }
            c => {
                word.push(c);
                any = true;
            }
        }
    }
    if any {
        words.push(word);
    }
    words
}
