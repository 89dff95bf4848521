//! `/addressed`: document/literal bare, the headers of WS-Addressing required.

use crate::generated::jaxws_addressed::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client("jaxws_addressed", "/addressed", AddressedClient::builder());
    let hello = || Some("hello \u{e9}".to_owned());
    run.equal(
        client.upper(hello()),
        |r| r,
        Some("HELLO \u{c9}".to_owned()),
    );
    // The answer says which message it answers, and its headers must be understood: they are shown, and no reason to refuse.
    run.response(client.upper(hello()).with_metadata(), |response| {
        let must = |block: &wsdl_runtime::xml::Element| {
            block
                .attribute(
                    "http://schemas.xmlsoap.org/soap/envelope/",
                    "mustUnderstand",
                )
                .is_some()
        };
        response.message_id.is_some()
            && response.relates_to() == response.message_id
            && response.soap_headers.iter().any(must)
    });
    // The WSDL asks for the headers; a caller who does not send them is told so.
    run.fault(client.upper(hello()).addressing(false), |fault| {
        fault.code().name() == "MessageAddressingHeaderRequired"
            && fault.code().namespace() == Some("http://www.w3.org/2005/08/addressing")
    });
}
