//! Answers that real servers gave, read again: each is a value, a fault or something that is no SOAP, and is told as that.
#![cfg(any(feature = "reqwest", feature = "blocking"))]

mod common;

use std::fs;
use std::path::Path;

use common::each;
use wsdl_runtime::transport::Memory;
use wsdl_runtime::xml::Element;
use wsdl_runtime::{Body, Client, ClientBuilder, Error, Operation, Port, Protocol, Service};

#[derive(Clone, PartialEq, Default)]
struct Anything {
    content: Vec<Element>,
}

mod wire {
    use super::*;
    use wsdl_runtime::generated::*;

    names! { T "urn:captures" }
    wire! { Anything = T "" seq { content "" any opt many } }
}

const ANY: Operation<(), Anything> = Operation::new("any", Body::bare(), Body::bare());
static SERVICE: Service = Service {
    name: "Captures",
    port_type: "Captures",
    ports: &[Port::new(
        "Any",
        Protocol::Soap11,
        "http://captures.example/",
    )],
    secrets: &[],
};

#[test]
fn answers_of_real_servers_are_told_for_what_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/interop");
    let Ok(stacks) = fs::read_dir(&folder) else {
        eprintln!("SKIPPED: there are no captures at {}", folder.display());
        return;
    };
    let mut counts = [0; 4];
    for stack in stacks.flatten() {
        let Ok(captures) = fs::read_dir(stack.path().join("captures")) else {
            continue;
        };
        for capture in captures.flatten() {
            let bytes = fs::read(capture.path()).unwrap();
            if let Some(answer) = answer(&bytes) {
                let kind = told(&capture.path(), answer);
                counts[kind] += 1;
            }
        }
    }
    let [values, faults, other, broken] = counts;
    eprintln!(
        "{values} values, {faults} faults, {other} answers that are no SOAP, {broken} not well-formed"
    );
    assert!(values > 150 && faults > 100, "{counts:?}");
}

/// What an answer is told as; its kind as a number.
fn told(path: &Path, answer: http::Response<Vec<u8>>) -> usize {
    let text = String::from_utf8_lossy(answer.body()).into_owned();
    let status = answer.status();
    let whole = answer.map(bytes::Bytes::from);
    let memory = Memory::new(move |_| Ok(whole.clone()));
    let builder = ClientBuilder::<Client>::new(&SERVICE).transport(memory.clone());
    #[cfg(feature = "blocking")]
    let builder = builder.blocking_transport(memory);
    let client = builder.build().unwrap();
    let kind = std::cell::Cell::new(0);
    each(
        || client.call(&ANY, &()),
        |by, result| {
            let at = format!("{by}, {}: {status}: {text:.300}", path.display());
            let envelope = text.contains("Envelope");
            kind.set(match result {
                Ok(_) => {
                    assert!(
                        envelope && status.is_success() && !text.contains("faultcode"),
                        "{at}"
                    );
                    0
                }
                Err(Error::Fault(fault)) => {
                    assert!(text.contains("Fault>") || text.contains("Fault "), "{at}");
                    assert!(!fault.code().name().is_empty(), "{at}");
                    1
                }
                Err(Error::HttpStatus(e)) => {
                    assert!(!envelope || !status.is_success(), "{at}");
                    assert_eq!(e.status, status, "{at}");
                    2
                }
                Err(Error::NotWellFormed(_)) => 3,
                Err(other) => panic!("{other}: {at}"),
            });
        },
    );
    kind.get()
}

/// The answer of a capture, as the server sent it; `None` where the server hung up.
fn answer(capture: &[u8]) -> Option<http::Response<Vec<u8>>> {
    let line = b"\n----------------------------------------\r\n";
    let at = capture.windows(line.len()).position(|w| w == line)?;
    let answer = &capture[at + line.len()..];
    let end = answer
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .map_or(answer.len(), |at| at + 4);
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut response = http::Response::new(answer.get(end..).unwrap_or(b"").to_vec());
    *response.status_mut() = http::StatusCode::from_u16(status).ok()?;
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        let name: http::HeaderName = name.parse().ok()?;
        if name != http::header::CONTENT_LENGTH {
            response
                .headers_mut()
                .append(name, value.trim().parse().ok()?);
        }
    }
    Some(response)
}
