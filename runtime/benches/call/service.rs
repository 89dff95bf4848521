//! The service: HTTP by hand, so that it costs as little as can be.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::{env, thread};

use wsdl_runtime::generated::{names, service, wire};
use wsdl_runtime::{Body, Operation};

#[derive(Clone, PartialEq, Default)]
pub(crate) struct CancelJob {
    pub(crate) token: Option<String>,
    pub(crate) space_id: Option<String>,
    pub(crate) job_token: Option<String>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct CancelJobResponse {
    pub(crate) cancel_job_result: bool,
}

names! { T "http://www.birst.com/" }
wire! { CancelJob = T "" seq {
    token "token" opt secret, space_id "spaceID" opt, job_token "jobToken" opt secret
} }
wire! { CancelJobResponse = T "" seq { cancel_job_result "cancelJobResult" } }

service! { SERVICE = "CommandWebService", "CommandWebServiceSoap" }

pub(crate) const CANCEL: Operation<CancelJob, CancelJobResponse> = Operation::new(
    "cancelJob",
    Body::element("http://www.birst.com/", "cancelJob"),
    Body::element("http://www.birst.com/", "cancelJobResponse"),
)
.action("http://www.birst.com/cancelJob");

pub(crate) const ACTION: &str = "\"http://www.birst.com/cancelJob\"";

/// What a call sends.
pub(crate) const REQUEST: &str = concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope"#,
    r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema""#,
    r#" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>"#,
    r#"<cancelJob xmlns="http://www.birst.com/"><token>0123456789abcdef0123456789abcdef</token>"#,
    r#"<spaceID>1b4e28ba-2fa1-11d2-883f-b9a761bde3fb</spaceID>"#,
    r#"<jobToken>fedcba9876543210fedcba9876543210</jobToken></cancelJob></soap:Body></soap:Envelope>"#,
);

const ANSWER: &str = concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/""#,
    r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>"#,
    r#"<cancelJobResponse xmlns="http://www.birst.com/"><cancelJobResult>true</cancelJobResult></cancelJobResponse>"#,
    r#"</soap:Body></soap:Envelope>"#,
);

/// What makes this program the service.
const SERVE: &str = "--serve";

/// The service as a process of its own: neither its processor time nor what its threads do to those of the client is measured.
/// It ends when its standard input does, which is this process's at the latest.
pub(crate) struct Service {
    pub(crate) url: String,
    process: Child,
}

impl Service {
    /// Starts it.
    pub(crate) fn start() -> Self {
        let program = env::current_exe().expect("this program");
        let mut process = Command::new(program)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the service");
        let output = process.stdout.take().expect("what it says");
        let mut address = String::new();
        BufReader::new(output)
            .read_line(&mut address)
            .expect("its address");
        let url = format!("http://{}/CommandWebService.asmx", address.trim_end());
        Service { url, process }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Keeps this process, and those that it starts from now on, on one processor. Where the client's thread and the service's have one
/// each, a call costs between one and three times as much, by how long the other one has been asleep.
#[cfg(target_os = "linux")]
pub(crate) fn pin() {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
    let allowed = sched_getaffinity(None).expect("the processors");
    let last = (0..CpuSet::MAX_CPU).rev().find(|cpu| allowed.is_set(*cpu));
    let mut one = CpuSet::new();
    one.set(last.expect("a processor"));
    sched_setaffinity(None, &one).expect("a processor");
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn pin() {}

/// Is the service, if this process is to be it, until the standard input ends.
pub(crate) fn is_this_process() -> bool {
    if env::args().nth(1).as_deref() != Some(SERVE) {
        return false;
    }
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream));
        }
    });
    let _ = io::copy(&mut io::stdin(), &mut io::sink());
    true
}

/// Answers whatever comes, until the client closes the connection.
fn serve(stream: TcpStream) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut writer = stream;
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let (mut line, mut body) = (String::new(), Vec::new());
    loop {
        let mut length = 0;
        loop {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
        }
        body.resize(length, 0);
        reader.read_exact(&mut body).ok()?;
        writer.write_all(answer.as_bytes()).ok()?;
    }
}
