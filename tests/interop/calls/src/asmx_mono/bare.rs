//! `BareService.asmx`: document/literal without wrappers, told apart by the element of the request.

use crate::generated::asmx_bare::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client(
        "asmx_bare",
        "/BareService.asmx",
        BareServiceClient::builder(),
    );
    let repeat = |times| BareRequest::new().text(" <a> ").times(times);
    run.equal(
        client.repeat(repeat(2)),
        |r| r.line,
        vec![" <a> ".to_owned(); 2],
    );
    run.equal(client.repeat(repeat(0)), |r| r.line, vec![]);
    for (text, expected) in [("hello \u{e9}", "HELLO \u{c9}"), ("", "")] {
        run.equal(client.upper(text.to_owned()), |r| r, expected.to_owned());
    }
}
