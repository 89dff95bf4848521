//! What SOAP costs beside HTTP: calls over loopback, and the same bytes sent by the HTTP client alone.
//!
//! ```sh
//! cargo bench -p wsdl-runtime --bench call --features blocking
//! ```
//!
//! The service is a process that answers every request with the same envelope, over connections that are kept; both are on one
//! processor. Processor time of all threads of this process, which is the client's, system calls included; and the time that passes.

#[path = "../common/ledger.rs"]
mod ledger;

mod alone;
mod service;

use std::time::Duration;

use criterion::Criterion;
use wsdl_runtime::{Client, ClientBuilder};

use alone::{Awaited, Blocking, LIMITS, NO_LIMITS};
use ledger::Ledger;
use service::{CANCEL, CancelJob, SERVICE, Service};

const SOAP: &str = "a call";
const HTTP: &str = "the HTTP client alone, with the same limits";
const FREE: &str = "the HTTP client alone, without limits";

fn main() {
    if service::is_this_process() {
        return;
    }
    service::pin();
    let service = Service::start();
    let url = service.url.as_str();
    let mut criterion = Criterion::default().configure_from_args();
    let ledger = Ledger::default();
    let request = CancelJob {
        token: Some("0123456789abcdef".repeat(2)),
        space_id: Some(String::from("1b4e28ba-2fa1-11d2-883f-b9a761bde3fb")),
        job_token: Some("fedcba9876543210".repeat(2)),
    };
    let client: Client = ClientBuilder::new(&SERVICE)
        .endpoint(url)
        .build()
        .expect("a client");

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let (free, limited) = (Awaited::new(NO_LIMITS), Awaited::new(LIMITS));
    let mut group = ledger.group(&mut criterion, "reqwest");
    group.effort(30, Duration::from_secs(4));
    group.process(FREE, || runtime.block_on(free.send(url)));
    group.process(HTTP, || runtime.block_on(limited.send(url)));
    group.process(SOAP, || {
        let answer = runtime.block_on(client.call(&CANCEL, &request));
        answer.expect("an answer").cancel_job_result
    });
    drop(group);

    let (free, limited) = (Blocking::new(NO_LIMITS), Blocking::new(LIMITS));
    let mut group = ledger.group(&mut criterion, "ureq");
    group.effort(30, Duration::from_secs(4));
    group.process(FREE, || free.send(url));
    group.process(HTTP, || limited.send(url));
    group.process(SOAP, || {
        let answer = client.call(&CANCEL, &request).blocking();
        answer.expect("an answer").cancel_job_result
    });
    drop(group);
    criterion.final_summary();

    for group in ["reqwest", "ureq"] {
        println!("\n{group}, a call on loopback");
        println!(
            "  {:<46}{:>8}{:>8}{:>10}",
            "", "CPU \u{b5}s", "ratio", "wall \u{b5}s"
        );
        let unit = ledger.nanoseconds(group, HTTP);
        for what in [FREE, HTTP, SOAP] {
            let Some(cpu) = ledger.nanoseconds(group, what) else {
                continue;
            };
            let ratio = unit.map_or(f64::NAN, |unit| cpu / unit);
            let wall = ledger.passed(group, what).unwrap_or(f64::NAN) / 1_000.0;
            println!("  {what:<46}{:>8.1}{ratio:>8.2}{wall:>10.1}", cpu / 1_000.0);
        }
    }
}
