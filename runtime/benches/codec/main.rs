//! Reading and writing messages: what generated types cost, beside bare quick-xml, its serde, and writing by hand.
//!
//! ```sh
//! cargo bench -p wsdl-runtime --bench codec
//! ```
//!
//! Processor time of this thread, so that a busy machine disturbs little. What counts are the ratios that stand last.

#[path = "../common/ledger.rs"]
mod ledger;

mod derived;
mod direct;
mod message;
mod rows;

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use criterion::Criterion;
use quick_xml::events::Event;
use wsdl_runtime::generated::Item;
use wsdl_runtime::transport::Memory;
use wsdl_runtime::xml::from_str;
use wsdl_runtime::{Call, Client, ClientBuilder};

use ledger::{Group, Ledger};
use message::Shape;
use rows::{ArrayOfPair, CANCEL, CancelJob, ENVELOPE, Envelope, GRID, Pair, SERVICE, TYPED};

const BARE: &str = "quick-xml Reader, events only";
const SERDE: &str = "quick-xml serde";
const OURS: &str = "generated types";
const CALL: &str = "a whole call, without a network";
const DIRECT: &str = "by hand";

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let ledger = Ledger::default();
    let mut tables = Vec::new();
    for (shape, name) in [
        (Shape::Typed, "typed rows"),
        (Shape::Grid, "rows of strings"),
    ] {
        let (text, from) = message::reply(shape);
        let bytes = text.len();
        let read = format!("read {name}");
        let mut group = ledger.group(&mut criterion, &read);
        group.effort(10, Duration::from_secs(3));
        readers(&mut group, &text);
        drop(group);
        tables.push((read, BARE, bytes, from));

        let envelope: Envelope = from_str(ENVELOPE, &text).expect("the reply can be read");
        let write = format!("write {name}");
        let mut group = ledger.group(&mut criterion, &write);
        group.effort(10, Duration::from_secs(2));
        writers(&mut group, &envelope, &text);
        drop(group);
        tables.push((write, DIRECT, bytes, from));
    }
    let text = message::cancel_reply();
    let name = "read a reply of 1 KB";
    let mut group = ledger.group(&mut criterion, name);
    group.effort(40, Duration::from_secs(2));
    readers(&mut group, &text);
    whole_call(&mut group, &text);
    drop(group);
    tables.push((name.to_owned(), BARE, text.len(), "made by the benchmark"));

    let name = "write a request of 1 KB";
    let mut group = ledger.group(&mut criterion, name);
    group.effort(40, Duration::from_secs(2));
    let bytes = write_request(&mut group);
    drop(group);
    tables.push((name.to_owned(), OURS, bytes, "made by the benchmark"));

    criterion.final_summary();
    for (group, unit, bytes, from) in tables {
        table(&ledger, &group, unit, bytes, from);
    }
}

fn readers(group: &mut Group<'_, '_>, text: &str) {
    group.thread(BARE, || {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut events = 0usize;
        while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {
            events += 1;
        }
        events
    });
    group.thread(SERDE, || {
        quick_xml::de::from_str::<derived::Envelope>(text).expect("as described")
    });
    group.thread(OURS, || {
        from_str::<Envelope>(ENVELOPE, text).expect("as described")
    });
}

fn writers(group: &mut Group<'_, '_>, envelope: &Envelope, text: &str) {
    let client = Client::new(&SERVICE);
    let derived: derived::Envelope = quick_xml::de::from_str(text).expect("as described");
    if let Some(typed) = &envelope.body.typed {
        let result = typed.execute_query_result.as_ref().expect("a result");
        assert_same(|client| client.call(&TYPED, typed), &direct::typed(result));
        group.thread(DIRECT, || direct::typed(result));
        group.thread(OURS, || client.call(&TYPED, typed));
        let derived = derived.body.execute_query_response.as_ref();
        group.thread(SERDE, || quick_xml::se::to_string(&derived).expect("text"));
    }
    if let Some(grid) = &envelope.body.grid {
        let result = grid.execute_query_grid_result.as_ref().expect("a result");
        assert_same(|client| client.call(&GRID, grid), &direct::grid(result));
        group.thread(DIRECT, || direct::grid(result));
        group.thread(OURS, || client.call(&GRID, grid));
        let derived = derived.body.execute_query_grid_response.as_ref();
        group.thread(SERDE, || quick_xml::se::to_string(&derived).expect("text"));
    }
}

/// Both writers must have done the same work: the bytes that a call sends are those written by hand.
fn assert_same<O: Item>(call: impl Fn(&Client) -> Call<O>, by_hand: &str) {
    assert!(sent(call) == by_hand.as_bytes(), "the two writers differ");
}

/// The body that a call sends.
fn sent<O: Item>(call: impl Fn(&Client) -> Call<O>) -> Bytes {
    let sent = Arc::new(Mutex::new(Bytes::new()));
    let seen = Arc::clone(&sent);
    let transport = Memory::new(move |request| {
        *seen.lock().expect("no panic before") = request.into_body();
        Ok(http::Response::new(Bytes::new()))
    });
    let client = client(transport);
    // The answer is empty, which is an error here; what counts is what was sent.
    let _ = now(call(&client));
    let sent = sent.lock().expect("no panic before");
    sent.clone()
}

fn client(transport: Memory) -> Client {
    let builder = ClientBuilder::<Client>::new(&SERVICE).transport(transport);
    builder.build().expect("a client")
}

/// The reply as the answer to a call: request written, HTTP head made and read, envelope opened, body read.
fn whole_call(group: &mut Group<'_, '_>, text: &str) {
    let reply = Bytes::copy_from_slice(text.as_bytes());
    let transport = Memory::new(move |_| {
        let mut response = http::Response::new(reply.clone());
        let media = http::HeaderValue::from_static("text/xml; charset=utf-8");
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, media);
        Ok(response)
    });
    let client = client(transport);
    let request = cancel();
    group.thread(CALL, || {
        now(client.call(&CANCEL, &request)).expect("as described")
    });
}

/// Gives the length of the envelope.
fn write_request(group: &mut Group<'_, '_>) -> usize {
    let client = Client::new(&SERVICE);
    let request = cancel();
    group.thread(OURS, || client.call(&CANCEL, &request));
    sent(|client| client.call(&CANCEL, &request)).len()
}

/// A request whose envelope is a kilobyte long.
fn cancel() -> CancelJob {
    let pair = |i: usize| {
        Some(Pair {
            key: Some(format!("option-{i}")),
            value: Some(String::from("the value of an option & its unit")),
        })
    };
    CancelJob {
        token: Some("0123456789abcdef".repeat(2)),
        space_id: Some(String::from("1b4e28ba-2fa1-11d2-883f-b9a761bde3fb")),
        job_token: Some("fedcba9876543210".repeat(2)),
        options: Some(ArrayOfPair {
            pair: (0..4).map(pair).collect(),
        }),
    }
}

/// The result of a future that never waits.
fn now<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing to wait for without a network"),
    }
}

fn table(ledger: &Ledger, group: &str, unit: &str, bytes: usize, from: &str) {
    let rows = [BARE, DIRECT, OURS, CALL, SERDE];
    let rows = rows.map(|what| (what, ledger.nanoseconds(group, what)));
    if rows.iter().all(|(_, time)| time.is_none()) {
        return;
    }
    println!("\n{group}: {bytes} bytes ({from})");
    println!("  {:<34}{:>14}{:>10}{:>10}", "", "ns", "MB/s", "ratio");
    let unit = ledger.nanoseconds(group, unit);
    for (what, time) in rows {
        let Some(time) = time else { continue };
        let speed = bytes as f64 * 1_000.0 / time;
        let ratio = unit.map_or(f64::NAN, |unit| time / unit);
        println!("  {what:<34}{time:>14.0}{speed:>10.0}{ratio:>10.2}");
    }
}
