//! The faults, and what each comes to.

mod answers;
mod transfer;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use super::Cases;
use super::common::service::{done, envelope};
use wsdl_runtime::SoapVersion::Soap11;

/// All of them.
pub(crate) fn all(cases: &mut Cases) {
    for group in [
        transfer::framing,
        transfer::heads,
        transfer::connections,
        transfer::time,
        answers::statuses,
        answers::contents,
        answers::codings,
    ] {
        group(cases);
    }
}

pub(crate) const XML: &str = "Content-Type: text/xml; charset=utf-8";
const CHUNKED: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n";

pub(crate) fn ok() -> String {
    done(Soap11)
}

/// The good answer under a head of one's own.
fn headed(head: &str) -> Vec<u8> {
    format!("{head}\r\n\r\n{}", ok()).into_bytes()
}

fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

fn in_body(body: &str) -> String {
    envelope(Soap11, body)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Reads no more than a bit of the request, so that closing resets the connection.
fn glance(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0; 16]);
}

fn drip(stream: &mut TcpStream, text: &str, every: Duration) -> std::io::Result<()> {
    for byte in text.as_bytes() {
        stream.write_all(&[*byte])?;
        thread::sleep(every);
    }
    Ok(())
}
