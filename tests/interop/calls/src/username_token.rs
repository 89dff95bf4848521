//! WS-Security: a `UsernameToken` that node-soap judges (`../username-token/server.js`).

use std::time::Duration;

use wsdl_runtime::{Code, PasswordKind};

use crate::generated::node_command::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let path = "/CommandWebService.asmx";
    let client = run.client("node_command", path, CommandWebServiceClient::builder());
    let cancel = || client.cancel_job(CancelJob::new().token("string").job_token("job"));
    // A digest is good for one call: each has its own nonce.
    for _ in 0..2 {
        let call = cancel().username_token("bob", "secret12", PasswordKind::Digest);
        run.equal(call, |r| r.cancel_job_result, true);
    }
    let call = cancel().username_token("bob", "secret12", PasswordKind::Text);
    run.equal(call, |r| r.cancel_job_result, true);
    let call = cancel().username_token("bob", "secret12", PasswordKind::Digest);
    run.equal(
        call.timestamp(Duration::from_secs(60)),
        |r| r.cancel_job_result,
        true,
    );
    // Who is not known, or does not say who it is, is told so by a fault under its own status.
    let wrong = cancel().username_token("bob", "wrong", PasswordKind::Digest);
    for call in [wrong, cancel()] {
        run.fault(call, |fault| {
            let failed = |code: &Code| code.name() == "AuthenticationFailure";
            fault.http_status().is_some_and(|status| status == 401)
                && fault.subcodes().iter().any(failed)
        });
    }
}
