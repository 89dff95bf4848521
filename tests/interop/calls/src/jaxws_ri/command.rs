// Two operations of the first service, with declared faults: included for each of the three places that serve them.

use wsdl_runtime::FaultKind;

use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client(SERVICE.0, SERVICE.1, CommandWebServiceClient::builder());
    let login = Login::new().username("bob").password("secret12");
    run.equal(
        client.login(login),
        |r| r.login_result,
        Some("0".repeat(32)),
    );
    // In SOAP 1.2 the service fails over its own faults, which it makes for 1.1.
    let soap12 = run.is_12();
    run.fault(
        client.login(Login::new().username("bob")),
        |fault| match soap12 {
            true => fault.kind() == FaultKind::Receiver,
            false => {
                fault.kind() == FaultKind::Sender
                    && fault.reason() == "bad user name or password"
                    && fault.detail().is_none()
            }
        },
    );

    let cancel =
        |token: &str, job: &str| CancelJob::new().token(token).space_id("s").job_token(job);
    for (job, expected) in [
        ("job", true),
        ("finished", false),
        ("slow-300", true),
        (" a & <b> \u{1F600}", true),
    ] {
        run.equal(
            client.cancel_job(cancel("string", job)),
            |r| r.cancel_job_result,
            expected,
        );
    }
    run.equal(
        client.cancel_job(CancelJob::new().token("string")),
        |r| r.cancel_job_result,
        true,
    );
    run.late(client.cancel_job(cancel("string", "slow-1500")));

    // The declared fault, typed; what is not declared has a code, a reason and its detail as it came.
    run.fault(
        client.cancel_job(cancel("string", "unknown")),
        |fault| match fault.declared::<CancelJobFault>() {
            Some(CancelJobFault::JobFault(problem)) => {
                fault.reason() == "No such job"
                    && problem
                        .value()
                        .is_some_and(|p| (p.code, p.text.as_str()) == (42, "not <there>"))
            }
            _ => false,
        },
    );
    run.fault(client.cancel_job(cancel("string", "explode")), |fault| {
        fault.kind() == FaultKind::Receiver
            && fault.reason() == "boom <&> \u{e9}"
            && fault.declared::<CancelJobFault>().is_none()
    });
    run.fault(client.cancel_job(cancel("zzz", "")), |fault| {
        let problem = |e: &wsdl_runtime::xml::Element| {
            e.namespace == "http://interop.example.org/faults/"
                && e.local == "problem"
                && e.text() == "detail <text>"
        };
        match soap12 {
            true => fault.kind() == FaultKind::Receiver,
            false => fault.kind() == FaultKind::Sender && fault.details().any(problem),
        }
    });
}
