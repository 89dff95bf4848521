//! What SOAP costs beside HTTP: calls over loopback, and the same bytes sent by the HTTP client alone.
//!
//! ```sh
//! cargo bench -p wsdl-runtime --bench call --features blocking
//! ```
//!
//! The service is a thread that answers every request with the same envelope, over connections that are kept. Processor time of
//! this thread, which is the client's: what the kernel does for the service is not in it.

#[path = "../common/ledger.rs"]
mod ledger;

mod service;

use std::time::Duration;

use criterion::Criterion;
use wsdl_runtime::{Client, ClientBuilder};

use ledger::Ledger;
use service::{CANCEL, CancelJob, SERVICE};

const SOAP: &str = "a call";
const HTTP: &str = "the HTTP client alone";

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let ledger = Ledger::default();
    let url = service::start();
    let request = CancelJob {
        token: Some("0123456789abcdef".repeat(2)),
        space_id: Some(String::from("1b4e28ba-2fa1-11d2-883f-b9a761bde3fb")),
        job_token: Some("fedcba9876543210".repeat(2)),
    };
    let client: Client = ClientBuilder::new(&SERVICE)
        .endpoint(&url)
        .build()
        .expect("a client");

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let plain = reqwest::Client::new();
    let mut group = ledger.group(&mut criterion, "reqwest");
    group.effort(30, Duration::from_secs(4));
    group.thread(HTTP, || {
        runtime.block_on(async {
            let sent = plain
                .post(&url)
                .header("content-type", "text/xml; charset=utf-8")
                .header("soapaction", service::ACTION)
                .body(service::REQUEST);
            let answer = sent.send().await.expect("an answer");
            answer.bytes().await.expect("a body").len()
        })
    });
    group.thread(SOAP, || {
        let answer = runtime.block_on(client.call(&CANCEL, &request));
        answer.expect("an answer").cancel_job_result
    });
    drop(group);

    let agent = ureq::Agent::new_with_defaults();
    let mut group = ledger.group(&mut criterion, "ureq");
    group.effort(30, Duration::from_secs(4));
    group.thread(HTTP, || {
        let sent = agent
            .post(&url)
            .header("content-type", "text/xml; charset=utf-8")
            .header("soapaction", service::ACTION);
        let mut answer = sent.send(service::REQUEST).expect("an answer");
        answer.body_mut().read_to_vec().expect("a body").len()
    });
    group.thread(SOAP, || {
        let answer = client.call(&CANCEL, &request).blocking();
        answer.expect("an answer").cancel_job_result
    });
    drop(group);
    criterion.final_summary();

    println!("\na call on loopback, CPU µs of the client");
    for group in ["reqwest", "ureq"] {
        let time = |what| ledger.nanoseconds(group, what).map(|ns| ns / 1_000.0);
        if let (Some(http), Some(soap)) = (time(HTTP), time(SOAP)) {
            let more = (soap / http - 1.0) * 100.0;
            println!("  {group:<10}{http:>8.1} alone{soap:>8.1} with SOAP{more:>8.1} % more");
        }
    }
}
