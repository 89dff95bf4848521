//! `/mtom`: attachments both ways.

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
