//! Answers: whatever a server sends in place of an envelope is an answer or an error, and shows no secret.

use birst_command_web_service::{CancelJob, CommandWebServiceClient, GetDetailedJobStatus};
use wsdl_runtime::transport::Memory;

/// Members of requests that are never shown.
const SECRET: &str = "correct-horse-battery";

/// A line with the status and the `Content-Type`, then the body.
pub fn envelope(data: &[u8]) -> bool {
    let (head, body) = super::first_line(data);
    let (status, media_type) = head.split_once(' ').unwrap_or((&head, ""));
    let status: u16 = status.parse().unwrap_or(200);
    let answer = http::Response::builder()
        .status(status)
        .header("Content-Type", media_type.trim())
        .body(body.to_vec());
    let Ok(answer) = answer else {
        return false;
    };
    let (parts, body) = answer.into_parts();
    let transport = Memory::new(move |_| {
        let mut answer = http::Response::new(body.clone().into());
        *answer.status_mut() = parts.status;
        *answer.headers_mut() = parts.headers.clone();
        Ok(answer)
    });
    let mut answered = false;
    for soap12 in [false, true] {
        let builder = CommandWebServiceClient::builder()
            .endpoint("http://localhost/")
            .blocking_transport(transport.clone());
        let builder = if soap12 { builder.soap12() } else { builder };
        let client = builder.build().expect("a client");
        let cancel = client.cancel_job(CancelJob::new().token(SECRET)).blocking();
        answered |= shown(cancel.map(|answer| format!("{answer:?}")));
        let status = GetDetailedJobStatus::new().token(SECRET);
        let status = client.get_detailed_job_status(status).blocking();
        answered |= shown(status.map(|answer| format!("{answer:?}")));
    }
    answered
}

/// Shows a result in every way; whether it is an answer or a fault.
fn shown(result: Result<String, wsdl_runtime::Error>) -> bool {
    let Err(error) = result else {
        return true;
    };
    let text = format!("{error} {error:?}");
    if let Some(fault) = error.fault() {
        let _ = format!("{} {:?} {}", fault.code(), fault.kind(), fault.reason());
    }
    assert!(!text.contains(SECRET), "{text}");
    error.fault().is_some()
}
