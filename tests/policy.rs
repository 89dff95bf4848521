//! What policies ask for and clients do unasked, over real sockets: the clients of two cases against stand-ins.

use wsdl_runtime::stand_in::{Recorded, Running, StandIn};

// What generated code holds is as public as in a user's crate; here nobody else looks.
#[allow(unreachable_pub, reason = "a test has no public interface")]
#[path = "cases/wsdl/policy-addressing/expected/mod.rs"]
mod addressing;
#[allow(unreachable_pub, reason = "a test has no public interface")]
#[path = "cases/wsdl/policy-mtom/expected/mod.rs"]
mod mtom;

fn only(running: &Running) -> Recorded {
    let mut requests = running.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

#[test]
fn addressing_headers_that_a_referred_policy_asks_for() {
    let stand_in = StandIn::new().on(&addressing::operations::ASK, |asked: String| {
        Ok(format!("{asked}!"))
    });
    let running = stand_in.start().expect("a port on loopback");
    let client = addressing::AskingClient::builder()
        .port("Ws")
        .endpoint(running.url())
        .build()
        .expect("a client");
    let answer = client.ask("Who".to_owned()).blocking();
    assert_eq!(answer.expect("an answer"), "Who!");
    let request = only(&running);
    let body = String::from_utf8_lossy(&request.body);
    for block in ["MessageID", "ReplyTo", "To", "Action"] {
        assert!(body.contains(&format!("<wsa:{block}")), "{block}: {body}");
    }
    assert!(body.contains("urn:case/ask</wsa:Action>"), "{body}");
}

#[test]
fn mtom_at_the_port_whose_policy_requires_it() {
    let table = [
        ("Packed", None, "multipart/related"),
        ("Packed", Some(None), "text/xml"),
        ("Plain", None, "application/soap+xml"),
        ("Plain", Some(Some(1)), "multipart/related"),
    ];
    for (port, chosen, expected) in table {
        let stand_in = StandIn::new().on(&mtom::operations::ASK, Ok);
        let running = stand_in.start().expect("a port on loopback");
        let mut builder = mtom::AskingClient::builder().port(port);
        if let Some(smallest) = chosen {
            builder = builder.mtom(smallest);
        }
        let client = builder.endpoint(running.url()).build().expect("a client");
        let sent = wsdl_runtime::value::Base64::from(vec![7; 5000]);
        let answer = client.ask(sent.clone()).blocking();
        assert_eq!(answer.expect("an answer"), sent);
        let request = only(&running);
        let media = request.headers["content-type"].to_str();
        let media = media.expect("text").to_owned();
        assert!(media.starts_with(expected), "{port} {chosen:?}: {media}");
    }
}
