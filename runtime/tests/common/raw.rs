//! A server on a raw socket: it sends the very bytes that a test says, and does with the connection what it says.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What to do after an answer.
#[derive(Clone, Copy, PartialEq)]
pub enum Then {
    Keep,
    Close,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Request line and headers.
    pub head: String,
    pub body: Vec<u8>,
}

impl Seen {
    /// The value of a header, byte for byte.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self
            .head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'));
        lines
            .into_iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    pub fn body(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

pub struct Raw {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Raw {
    /// A server that hands each request to `answer`. It lives as long as the test's process.
    pub fn start(answer: impl Fn(&Seen, &mut TcpStream) -> Then + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&seen));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                thread::spawn(move || serve(stream, &*answer, &log));
            }
        });
        Raw { address, seen }
    }

    /// A server that always sends these bytes and closes.
    pub fn bytes(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Raw::start(move |_, stream| {
            let _ = stream.write_all(&answer);
            Then::Close
        })
    }

    /// A server that always answers with this status line, these headers and this body.
    pub fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Self {
        Raw::bytes(response(status, headers, body.as_ref()))
    }

    pub fn url(&self) -> String {
        format!("http://{}/service", self.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

/// An answer with its length.
pub fn response(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for header in headers {
        out.extend_from_slice(header.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    out.extend_from_slice(body);
    out
}

fn serve(
    mut stream: TcpStream,
    answer: &dyn Fn(&Seen, &mut TcpStream) -> Then,
    log: &Mutex<Vec<Seen>>,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            match reader.read_line(&mut head) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
        }
        let mut seen = Seen {
            head,
            body: Vec::new(),
        };
        let length = seen
            .header("content-length")
            .and_then(|v| v.parse().ok())
            .unwrap_or(0);
        seen.body = vec![0; length];
        if reader.read_exact(&mut seen.body).is_err() {
            return;
        }
        log.lock().unwrap().push(seen.clone());
        if answer(&seen, &mut stream) == Then::Close {
            return;
        }
    }
}

/// What a server says to a request of these lines with this body, all of it.
pub fn ask(url: &str, lines: &str, body: &str) -> String {
    let address = url.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(address).unwrap();
    let end = format!("Host: h\r\nConnection: close\r\n\r\n{body}");
    stream
        .write_all(format!("{lines}\r\n{end}").as_bytes())
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
