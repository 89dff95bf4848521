//! A server on a raw socket that does what servers should not, against both transports: each fault gives its error, within its
//! deadline.
#![cfg(all(feature = "reqwest", feature = "blocking"))]

mod cases;
#[path = "../common/mod.rs"]
mod common;

use std::collections::VecDeque;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use cases::{XML, ok};
use common::block_on;
use common::raw::{Raw, Then, response};
use common::service::{CommandWebServiceClient, request};
use wsdl_runtime::error::Step;
use wsdl_runtime::{Call, ClientBuilder, Error};

/// What a call comes to.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Outcome {
    Done,
    /// Not sent, at this step.
    NotSent(Step),
    TimedOut,
    Lost,
    Status(u16),
    Malformed,
    Unlike,
    Over(&'static str),
    Fault,
    Other,
}
use Outcome::*;

fn outcome<O>(result: &Result<O, Error>) -> Outcome {
    match result {
        Ok(_) => Done,
        Err(Error::NotSent(e)) => NotSent(e.step),
        Err(Error::TimedOut(_)) => TimedOut,
        Err(Error::Lost(_)) => Lost,
        Err(Error::HttpStatus(e)) => Status(e.status.as_u16()),
        Err(Error::NotWellFormed(_)) => Malformed,
        Err(Error::NotAsDescribed(_)) => Unlike,
        Err(Error::OverLimit(e)) => Over(e.limit),
        Err(Error::Fault(_)) => Outcome::Fault,
        Err(_) => Other,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum By {
    Reqwest,
    Ureq,
}

/// Where a case's server is, and how many requests may reach it.
type Server = Box<dyn Fn() -> String + Send + Sync>;

struct Case {
    name: &'static str,
    server: Server,
    expected: &'static [Outcome],
    /// The time that the call may take.
    limit: Duration,
    one_way: bool,
}

const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(500);
/// How long after its time limit a call may be over, on a machine that does other things too.
const SLACK: Duration = Duration::from_secs(8);
/// The largest answer that the client takes.
const LARGEST: u64 = 100_000;

#[derive(Default)]
struct Cases(Vec<Case>);

impl Cases {
    fn add(&mut self, name: &'static str, expected: &'static [Outcome], server: Server) {
        let limit = if expected.contains(&TimedOut) {
            SHORT
        } else {
            LONG
        };
        self.0.push(Case {
            name,
            server,
            expected,
            limit,
            one_way: false,
        });
    }

    /// A server that sends these bytes and closes.
    fn bytes(
        &mut self,
        name: &'static str,
        expected: &'static [Outcome],
        answer: impl Into<Vec<u8>>,
    ) {
        let answer = answer.into();
        let server = move || {
            let answer = answer.clone();
            Raw::bytes(answer).url()
        };
        self.add(name, expected, Box::new(server));
    }

    /// An answer with its length.
    fn answer(
        &mut self,
        name: &'static str,
        expected: &'static [Outcome],
        status: &str,
        headers: &[&str],
        body: impl AsRef<[u8]>,
    ) {
        self.bytes(name, expected, response(status, headers, body.as_ref()));
    }

    /// A server that answers by what `write` does, and closes.
    fn writes(
        &mut self,
        name: &'static str,
        expected: &'static [Outcome],
        write: fn(&mut TcpStream) -> std::io::Result<()>,
    ) {
        let server = move || {
            Raw::start(move |_, stream| {
                let _ = write(stream);
                Then::Close
            })
            .url()
        };
        self.add(name, expected, Box::new(server));
    }

    /// A server that does this with each connection, without reading the request first.
    fn raw(&mut self, name: &'static str, expected: &'static [Outcome], serve: fn(TcpStream)) {
        let server = move || {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let url = format!("http://{}/", listener.local_addr().unwrap());
            thread::spawn(move || listener.incoming().flatten().for_each(serve));
            url
        };
        self.add(name, expected, Box::new(server));
    }
}

fn call(client: &CommandWebServiceClient, case: &Case, by: By) -> Outcome {
    fn made<O: wsdl_runtime::xml::Item>(call: Call<O>, by: By) -> Outcome {
        let result = match by {
            By::Reqwest => block_on(call),
            By::Ureq => call.blocking(),
        };
        if let Err(error) = &result {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("s3cret"), "{shown}");
        }
        outcome(&result)
    }
    match case.one_way {
        true => made(client.fire(&request()), by),
        false => made(client.cancel_job(&request()), by),
    }
}

/// How a case came out by both transports: what came, and after how long.
struct Ran {
    name: &'static str,
    results: Vec<(Outcome, Duration)>,
    wrong: Vec<String>,
}

fn run(case: &Case) -> Ran {
    let (mut results, mut wrong) = (Vec::new(), Vec::new());
    for (by, name) in [(By::Reqwest, "reqwest"), (By::Ureq, "ureq")] {
        let builder: ClientBuilder<CommandWebServiceClient> = CommandWebServiceClient::builder();
        let client = builder
            .endpoint((case.server)())
            .timeout(case.limit)
            .max_response_size(LARGEST)
            .build()
            .unwrap();
        let begun = Instant::now();
        let came = call(&client, case, by);
        let took = begun.elapsed();
        if !case.expected.contains(&came) {
            wrong.push(format!(
                "{}, {name}: {came:?}, not {:?}",
                case.name, case.expected
            ));
        }
        if took > case.limit + SLACK {
            wrong.push(format!(
                "{}, {name}: {took:?} of {:?}",
                case.name, case.limit
            ));
        }
        results.push((came, took));
    }
    Ran {
        name: case.name,
        results,
        wrong,
    }
}

#[test]
fn every_fault_has_its_error_within_its_deadline() {
    let mut cases = Cases::default();
    cases::all(&mut cases);
    let count = cases.0.len();
    let queue = Mutex::new(cases.0.into_iter().enumerate().collect::<VecDeque<_>>());
    let done: Mutex<Vec<(usize, Ran)>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| {
                while let Some((number, case)) = { queue.lock().unwrap().pop_front() } {
                    let ran = run(&case);
                    done.lock().unwrap().push((number, ran));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(number, _)| *number);
    println!(
        "{:<34} {:<26} {:>8}   {:<26} {:>8}",
        "fault", "reqwest", "ms", "ureq", "ms"
    );
    for (_, ran) in &done {
        print!("{:<34}", ran.name);
        for (came, took) in &ran.results {
            print!(" {:<26} {:>8}  ", format!("{came:?}"), took.as_millis());
        }
        println!();
    }
    println!("{count} faults by two transports");
    let wrong: Vec<&str> = done
        .iter()
        .flat_map(|(_, ran)| &ran.wrong)
        .map(String::as_str)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 100, "{count}");
}

/// A server that closes a connection it promised to keep: the next call does not fail for it, or says that the outcome is unknown.
#[test]
fn a_connection_that_died_while_idle_is_no_surprise() {
    let server = Raw::start(|_, stream| {
        let _ = stream.write_all(&response(
            "200 OK",
            &[XML, "Connection: keep-alive"],
            ok().as_bytes(),
        ));
        Then::Close
    });
    for by in [By::Reqwest, By::Ureq] {
        let client = CommandWebServiceClient::at(server.url());
        let calls = || match by {
            By::Reqwest => block_on(async {
                client.cancel_job(&request()).await.unwrap();
                client.cancel_job(&request()).await
            }),
            By::Ureq => {
                client.cancel_job(&request()).blocking().unwrap();
                client.cancel_job(&request()).blocking()
            }
        };
        let came = outcome(&calls());
        assert!(matches!(came, Done | Lost), "{came:?}");
    }
}

/// What users put into names and values never becomes a header or a request of its own.
#[test]
fn user_values_do_not_become_headers() {
    let server = Raw::answer("200 OK", &[XML], ok());
    let client = CommandWebServiceClient::at(server.url());
    let evil = "x\r\nX-Evil: 1\r\n\r\nPOST /other HTTP/1.1";
    let calls = [
        client.cancel_job(&request()).header("X-Mine", evil),
        client.cancel_job(&request()).header(evil, "x"),
        client.cancel_job(&request()).soap_action(evil),
        client
            .cancel_job(&request())
            .endpoint(&format!("{}{evil}", server.url())),
    ];
    for call in calls {
        match call.blocking() {
            Ok(_) | Err(Error::NotSent(_) | Error::NotWritable(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    for seen in server.seen() {
        assert!(!seen.head.contains("\nX-Evil"), "{}", seen.head);
    }
    let built = CommandWebServiceClient::builder()
        .basic_auth("a\r\nb", "c\nd")
        .build();
    assert!(built.is_ok(), "it is base64 by then");
    assert!(
        CommandWebServiceClient::builder()
            .bearer_auth(evil)
            .build()
            .is_err()
    );
}
