//! Recorded exchanges, answered once more without a server: what the engine said is read by the generated types.
//!
//! A record is a request, a line of dashes, and the answer, as bytes on the wire. What must become of an answer is found by
//! looking at its text, not by our reader.

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use wsdl_runtime::generated::{Client, ClientBuilder, Item, Operation, Port, Service, SoapVersion};
use wsdl_runtime::transport::Memory;
use wsdl_runtime::{Error, Response};

use crate::generated::replay;

static SERVICE: Service = Service {
    name: "replay",
    port_type: "replay",
    ports: &[Port {
        name: "replay",
        version: SoapVersion::Soap11,
        address: "http://localhost/",
    }],
};

/// What became of an answer: the value, shown.
pub type Replayed = Result<String, Error>;

/// Calls an operation with an empty request; generated code has a list of all operations that ends here.
pub fn call<I, O>(client: &Client, operation: &Operation<I, O>) -> Replayed
where
    I: Item<'static>,
    O: Item<'static> + Debug,
{
    let answer = client
        .call(operation, &I::blank())
        .with_metadata()
        .blocking();
    answer.map(|Response { value, .. }| format!("{value:?}"))
}

/// Replays all records of a folder; returns how many were not read as they should be.
pub fn all(folder: &Path) -> u32 {
    let mut wrong = 0;
    let mut files: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .collect();
    files.sort();
    for file in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "http"))
    {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let Some((operation, answer)) = record(&fs::read(file).unwrap_or_default()) else {
            continue;
        };
        let text = String::from_utf8_lossy(answer.body()).into_owned();
        if text.contains("bytes in all)") {
            continue;
        }
        let builder: ClientBuilder<Client> = ClientBuilder::new(&SERVICE);
        let sent = answer.clone();
        let builder = builder.blocking_transport(Memory::new(move |_| Ok(sent.clone())));
        let builder = if text.contains("/2003/05/soap-envelope") {
            builder.soap12()
        } else {
            builder
        };
        let Ok(client) = builder.build() else {
            continue;
        };
        let Some(got) = replay(&client, &operation) else {
            continue;
        };
        let soap = text.contains("Envelope>");
        let right = match &got {
            Ok(_) => (soap && !text.contains("Fault>")) || (operation == "Fire" && text.is_empty()),
            Err(Error::Fault(fault)) => text.contains("Fault>") && !fault.reason().is_empty(),
            Err(Error::HttpStatus(http)) => !soap && http.status == answer.status(),
            Err(_) => false,
        };
        println!("REPLAYED {operation} {name}");
        if !right {
            wrong += 1;
            println!("WRONG {name}: {got:?}\n{text}");
        }
    }
    wrong
}

/// The operation that was called, and the answer.
fn record(bytes: &[u8]) -> Option<(String, http::Response<bytes::Bytes>)> {
    const DASHES: &[u8] = b"----------------------------------------";
    let at = bytes.windows(DASHES.len()).position(|w| w == DASHES)?;
    let (request, answer) = (
        &bytes[..at],
        bytes.get(at + DASHES.len()..)?.trim_ascii_start(),
    );
    let request = String::from_utf8_lossy(request);
    let operation = operation(&request)?;
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n");
    let (end, gap) = match end {
        Some(end) => (end, 4),
        None => (answer.windows(2).position(|w| w == b"\n\n")?, 2),
    };
    let head = String::from_utf8_lossy(&answer[..end]);
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse::<u16>().ok()?;
    let mut response = http::Response::builder().status(status);
    for (name, value) in lines.filter_map(|l| l.split_once(": ")) {
        response = response.header(name, value);
    }
    let body = bytes::Bytes::copy_from_slice(&answer[end + gap..]);
    Some((operation, response.body(body).ok()?))
}

/// The name of the first element in the request's body.
fn operation(request: &str) -> Option<String> {
    let body = request.split("Body>").nth(1)?;
    let name = body.trim_start().strip_prefix('<')?;
    let name = name.split([' ', '>', '/']).next()?;
    Some(name.rsplit(':').next()?.to_owned()).filter(|n| !n.is_empty())
}
