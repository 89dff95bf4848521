//! node-soap, a sloppy server: wrong statuses, mixed versions of SOAP, faults of the one in envelopes of the other.

use crate::run::Run;

/// `/CommandWebService.asmx`, document/literal.
mod command {
    use wsdl_runtime::FaultKind;

    use crate::generated::node_command::*;

    /// What node makes of a list of a record and an empty one.
    const SECOND_SPACE: Option<UserSpace> = Some(UserSpace {
        name: None,
        owner: None,
        id: None,
    });
    const MODULE: &str = "node_command";
    /// It reads a date, and answers with an element that is empty.
    const DATES: bool = false;
    fn cell(row: usize) -> Option<String> {
        Some(format!("<{row}>"))
    }

    include!("command_web_service.rs");

    /// Faults under status 200, and of the shape of SOAP 1.2 whatever the version.
    pub fn faults(run: &mut Run) {
        let client = run.client(MODULE, PATH, CommandWebServiceClient::builder());
        run.fault(client.cancel_job(cancel("fault200")), |fault| {
            fault.kind() == FaultKind::Receiver
                && fault.reason() == "a fault with status 200"
                && fault.http_status().is_some_and(|status| status == 200)
        });
        run.fault(client.cancel_job(cancel("fault12")), |fault| {
            fault.kind() == FaultKind::Sender && fault.reason() == "Processing Error"
        });
        run.fault(client.cancel_job(cancel("explode")), |fault| {
            fault.kind() == FaultKind::Receiver && fault.reason() == "Error: boom <&> \u{e9}"
        });
        run.fault(client.cancel_job(CancelJob::new().token("zzz")), |fault| {
            let texts: Vec<_> = fault
                .details()
                .flat_map(|e| e.elements())
                .map(|e| e.text())
                .collect();
            texts == ["7", "a<b"]
        });
    }
}

pub fn all(run: &mut Run) {
    command::all(run);
    command::faults(run);
}
