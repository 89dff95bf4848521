//! Recorded exchanges, answered once more without a server: what the stack said is read by the generated types.
//!
//! A record is a request, a line of dashes, and the answer, as bytes on the wire. What must become of an answer is found by
//! looking at its text with another parser, not by our reader: its status, whether it is an envelope, its fault, and every
//! text in it, all of which must be in the value that was read.

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};
use wsdl_runtime::generated::{Client, ClientBuilder, Item, Operation, Port, Protocol, Service};
use wsdl_runtime::transport::{Failure, Memory, TransportError};
use wsdl_runtime::{Error, Response};

static SERVICE: Service = Service {
    name: "replay",
    port_type: "replay",
    ports: &[Port::new("replay", Protocol::Soap11, "http://localhost/")],
    secrets: &[],
};

/// The operation of a record.
pub struct Known {
    call: Box<dyn Fn(&Client) -> Result<Read, Error>>,
    /// The element that its answer should hold.
    answer: &'static str,
}

/// What was read: the value, written again, and how much of the answer was passed over.
struct Read {
    xml: String,
    notes: usize,
}

/// An operation; generated code has a list of all of them that ends here.
pub fn of<I, O>(operation: &'static Operation<I, O>, answer: &'static str) -> Known
where
    I: Item,
    O: Item + Debug,
{
    let call = move |client: &Client| {
        let call = client.call(operation, &I::blank()).with_metadata();
        let Response { value, notes, .. } = call.blocking()?;
        let xml = wsdl_runtime::xml::to_string("{urn:replay}value", &value).unwrap_or_default();
        Ok(Read {
            xml,
            notes: notes.len(),
        })
    };
    Known {
        call: Box::new(call),
        answer,
    }
}

/// Replays all records of a folder; returns how many were not read as they should be.
pub fn all(stack: &str, folder: &Path) -> u32 {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut wrong = 0;
    for file in files {
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let record = Record::of(&fs::read(&file).unwrap_or_default());
        match replayed(stack, &name, &record) {
            Ok(kind) => println!("REPLAYED {stack} {name} {kind}"),
            Err(why) => {
                wrong += 1;
                println!("WRONG {stack} {name}: {why}");
            }
        }
    }
    wrong
}

/// What became of a record: `value`, `fault` or `error`; or what is wrong with it.
fn replayed(stack: &str, name: &str, record: &Record) -> Result<&'static str, String> {
    let method = || record.request.split(' ').next().map(str::to_owned);
    let called = element(&record.request).or_else(method).unwrap_or_default();
    let known = crate::generated::known(stack, &record.path, &called)
        .ok_or_else(|| format!("no service is known at {}", record.path))?;
    let got = (known.call)(&record.client());
    let text =
        String::from_utf8_lossy(record.answer.as_ref().map_or(&[][..], |a| a.body())).into_owned();
    // Where parts come with it the envelope is in the middle.
    let envelope = envelope(&text).and_then(|text| Document::parse(text).ok());
    let Some(answer) = &record.answer else {
        return match got {
            Err(Error::Lost(_)) => Ok("error"),
            other => Err(format!(
                "the connection was closed, and that gave {}",
                shown(&other)
            )),
        };
    };
    let payload = envelope.as_ref().map(|document| payload(document));
    let fault = payload
        .flatten()
        .filter(|node| node.tag_name().name() == "Fault");
    match (&got, envelope.is_some()) {
        // Long answers were cut when they were recorded.
        (Err(Error::NotWellFormed(_) | Error::NotAsDescribed(_)), false) if text.contains(CUT) => {
            Ok("error")
        }
        (Err(Error::HttpStatus(http)), false) if http.status == answer.status() => Ok("error"),
        (Err(Error::HttpStatus(http)), true)
            if http.status == answer.status() && !http.status.is_success() =>
        {
            Ok("error")
        }
        (Err(Error::Fault(got)), true) if fault.is_some_and(|fault| is_fault(got, fault)) => {
            Ok("fault")
        }
        (Ok(_), false) if text.is_empty() && answer.status().is_success() => Ok("value"),
        // Without an envelope the document is the answer.
        (Ok(read), false) if answer.status().is_success() => {
            let document = Document::parse(&text).map_err(|e| format!("{e}: {text}"))?;
            holds_all(read, Some(document.root_element()), false).map(|()| "value")
        }
        (Ok(read), true) if fault.is_none() && answer.status().is_success() => {
            let body = envelope.as_ref().and_then(body);
            holds_all(read, body, text.contains("multipart")).map(|()| "value")
        }
        // An answer to something else: of another operation, or of one that is not there.
        (Err(Error::NotAsDescribed(_)), true)
            if fault.is_none()
                && (payload
                    .flatten()
                    .is_none_or(|node| node.tag_name().name() != known.answer)
                    || UNLIKE.contains(&(stack, name))) =>
        {
            Ok("error")
        }
        _ => Err(format!("{}\n{text}", shown(&got))),
    }
}

const CUT: &str = " bytes in all)";

/// Answers of the right name that are not as described.
const UNLIKE: &[(&str, &str)] = &[
    // The result of the operation that SOAPAction names, in the answer of that in the body.
    ("node-soap", "other-action"),
];

fn shown(got: &Result<Read, Error>) -> String {
    match got {
        Ok(read) => format!("a value: {}", read.xml),
        Err(error) => format!("{error} ({error:?})"),
    }
}

/// The first element of the body.
fn payload<'d, 'i>(document: &'d Document<'i>) -> Option<Node<'d, 'i>> {
    body(document)?.children().find(Node::is_element)
}

fn body<'d, 'i>(document: &'d Document<'i>) -> Option<Node<'d, 'i>> {
    let mut parts = document.root_element().children();
    parts.find(|node| node.tag_name().name() == "Body")
}

/// Whether a fault says what its element says, in the shape of either version.
fn is_fault(got: &wsdl_runtime::Fault, fault: Node<'_, '_>) -> bool {
    let text = |names: [&str; 2]| {
        let is =
            |node: &Node<'_, '_>| names.contains(&node.tag_name().name()) && node.text().is_some();
        fault
            .descendants()
            .find(is)
            .and_then(|node| node.text())
            .unwrap_or_default()
            .to_owned()
    };
    let code = text(["faultcode", "Value"]);
    let code = code.trim().rsplit(':').next().unwrap_or_default();
    let reason = text(["faultstring", "Text"]);
    got.code().name() == code && got.reason().trim() == reason.trim()
}

/// Whether all texts of an answer's body are in the value that was read: nothing was lost, in whatever order.
fn holds_all(read: &Read, body: Option<Node<'_, '_>>, packed: bool) -> Result<(), String> {
    let written = Document::parse(&read.xml).map_err(|e| format!("{e}: {}", read.xml))?;
    let have = texts(written.root_element());
    let missing: Vec<_> = body
        .map(texts)
        .unwrap_or_default()
        .into_iter()
        .filter(|text| !have.contains(text))
        .collect();
    match missing.is_empty() || read.notes > 0 || packed {
        true => Ok(()),
        false => Err(format!("{missing:?} of the answer is not in {}", read.xml)),
    }
}

/// What names the element of an rpc answer that is the result (SOAP 1.2 part 2, section 4.2.1): the types say which it is.
const RESULT: (&str, &str) = ("http://www.w3.org/2003/05/soap-rpc", "result");

/// All texts of an element, of its attributes too, those equal that mean the same.
fn texts(node: Node<'_, '_>) -> Vec<String> {
    let names_result = |node: &Node<'_, '_>| node.parent().is_some_and(|p| p.has_tag_name(RESULT));
    let text = node
        .descendants()
        .filter(|node| node.is_text() && !names_result(node))
        .filter_map(|node| node.text());
    let of_ours = |a: &roxmltree::Attribute<'_, '_>| {
        a.namespace().is_none() && !matches!(a.name(), "id" | "href")
    };
    let attributes = node
        .descendants()
        .flat_map(|node| node.attributes())
        .filter(of_ours)
        .map(|a| a.value());
    text.chain(attributes)
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .map(canonical)
        .collect()
}

/// Numbers, truth values, dates and names by what they mean: the value may be written in other words.
fn canonical(text: String) -> String {
    match text.parse::<f64>() {
        Ok(number) if text.len() < 16 => return number.to_string(),
        _ => {}
    }
    let text = text.replace("+00:00", "Z").to_lowercase();
    // A prefix is not part of a name.
    match text.split_once(':') {
        Some((prefix, name))
            if prefix.chars().all(char::is_alphanumeric)
                && !prefix.is_empty()
                && !name.starts_with('/') =>
        {
            name.to_owned()
        }
        _ => text,
    }
}

/// A recorded exchange.
struct Record {
    path: String,
    request: String,
    /// `None` where the connection was closed instead.
    answer: Option<http::Response<bytes::Bytes>>,
}

impl Record {
    fn of(bytes: &[u8]) -> Self {
        const DASHES: &[u8] = b"----------------------------------------\r\n";
        let at = bytes
            .windows(DASHES.len())
            .position(|w| w == DASHES)
            .unwrap_or(bytes.len());
        let request = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let target = request.split(' ').nth(1).unwrap_or_default();
        let path = target.split('?').next().unwrap_or_default().to_owned();
        let answer = bytes.get(at + DASHES.len()..).and_then(answer);
        Self {
            path,
            request,
            answer,
        }
    }

    /// A client that is answered with what was recorded, in the version of the request.
    fn client(&self) -> Client {
        let answer = self.answer.clone();
        let memory = Memory::new(move |_| {
            answer
                .clone()
                .ok_or_else(|| TransportError::from(Failure::Lost))
        });
        let builder: ClientBuilder<Client> =
            ClientBuilder::new(&SERVICE).blocking_transport(memory);
        let builder = match self.request.contains("/2003/05/soap-envelope") {
            true => builder.soap12(),
            false => builder,
        };
        builder.build().unwrap_or_else(|e| panic!("{e}"))
    }
}

fn answer(bytes: &[u8]) -> Option<http::Response<bytes::Bytes>> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(bytes.get(..end)?);
    let mut lines = head.lines();
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut response = http::Response::builder().status(status);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        response = response.header(name, value);
    }
    response
        .body(bytes::Bytes::copy_from_slice(bytes.get(end + 4..)?))
        .ok()
}

/// The envelope in a text, whatever its prefix.
fn envelope(text: &str) -> Option<&str> {
    let at = text.find("Envelope")?;
    let start = text[..at].rfind('<')?;
    let end = text.rfind("Envelope>")?;
    text.get(start..end + "Envelope>".len())
}

/// The local name of the first element in a request's body.
pub fn element(request: &str) -> Option<String> {
    let body = request.split("Body>").nth(1)?;
    let name = body.trim_start().strip_prefix('<')?;
    let name = name.split([' ', '>', '/']).next()?;
    Some(name.rsplit(':').next()?.to_owned()).filter(|n| !n.is_empty())
}
