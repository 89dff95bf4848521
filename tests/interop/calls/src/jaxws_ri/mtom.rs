//! `/mtom`: attachments both ways.

use wsdl_runtime::value::Base64;
use wsdl_runtime::{Body, Operation};

use crate::generated::jaxws_mtom::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client("jaxws_mtom", "/mtom", MtomClient::builder());
    let bytes = |n: usize| (0..n).map(|i| i as u8).collect::<Vec<_>>();
    // Inline in the message, then as parts of it: the values are the same.
    for smallest in [None, Some(64), Some(0)] {
        for n in [0, 10, 100, 300_000] {
            let call = client
                .echo_bytes(EchoBytes::new().arg0(bytes(n)))
                .mtom(smallest);
            run.equal(
                call,
                |r| r.r#return.into_value().map(|b| b.into_vec()),
                Some(bytes(n)),
            );
        }
        let several = Measure {
            arg0: [3, 0, 70, 100_000].map(|n| bytes(n).into()).into(),
        };
        run.equal(
            client.measure(several).mtom(smallest),
            |r| r.r#return,
            vec![3, 0, 70, 100_000],
        );
        let call = client
            .make_bytes(MakeBytes::new().arg0(3_000_000))
            .mtom(smallest);
        run.equal(
            call,
            |r| r.r#return.into_value().map(|b| b.into_vec()),
            Some(bytes(3_000_000)),
        );
    }
    described(run);
    // As a part it is beside the envelope, and still in the value.
    let call = client
        .make_bytes(MakeBytes::new().arg0(1_000))
        .mtom(64)
        .with_metadata();
    run.response(call, |response| {
        response.attachments.len() == 1
            && response
                .value
                .r#return
                .value()
                .is_some_and(|b| b.len() == 1_000)
    });
}

/// What `EchoBytes` would be if its schema said what the bytes are: `xmime:expectedContentTypes="image/png"`.
#[derive(Clone, PartialEq, Default)]
struct EchoPhoto {
    arg0: Base64,
}

mod wire {
    use super::EchoPhoto;
    use wsdl_runtime::generated::*;

    names! { T "http://interop.example.org/jaxws/" }
    wire! { EchoPhoto = T "echoBytes" seq { arg0 "arg0" @0 = media("image/png") } }
}

const NAMESPACE: &str = "http://interop.example.org/jaxws/";
const ECHO: Operation<EchoPhoto, EchoBytesResponse> = Operation::new(
    "echoBytes",
    Body::element(NAMESPACE, "echoBytes"),
    Body::element(NAMESPACE, "echoBytesResponse"),
);

/// Bytes that are said to be of a type are attachments of any length, with nothing set.
fn described(run: &mut Run) {
    let client = run.client("jaxws_mtom", "/mtom", MtomClient::builder());
    for n in [1, 100, 5_000] {
        let bytes: Vec<u8> = (0..n).map(|i| i as u8).collect();
        let arg0 = bytes.clone().into();
        let call = client.as_ref().call(&ECHO, &EchoPhoto { arg0 });
        run.response(call.with_metadata(), |response| {
            // Asked by attachment it answers by one, save what is shorter than it likes.
            let value = response.value.r#return.value();
            (response.attachments.len() == 1 || n == 1) && value.is_some_and(|b| **b == *bytes)
        });
    }
}
