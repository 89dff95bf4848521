//! A long job as one value: started, watched, cancelled on request, against a stand-in of the service on loopback.
//!
//! ```sh
//! cargo run -p birst-command-web-service --example job
//! ```

#[path = "../cancel_job/stand_in.rs"]
mod stand_in;

use std::error::Error as StdError;
use std::time::{Duration, SystemTime};

use birst_command_web_service::value::DateTime;
use birst_command_web_service::{
    CommandWebServiceClient, DataJob, GetDetailedJobStatusResponse, Login, Logout, PublishData,
    operations,
};
use wsdl_runtime::job::{Cancellation, Poll};
use wsdl_runtime::stand_in::Trouble;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let service = stand_in::start()?;
    let client = CommandWebServiceClient::builder()
        .endpoint(format!("{}CommandWebService.asmx", service.url()))
        .build()?;
    let login = Login::new().username("someone").password("a secret");
    let token = client.login(login).await?.login_result.unwrap_or_default();

    // Declared in the recipe: publishData starts it, isJobComplete, getDetailedJobStatus and cancelJob follow it.
    let request = PublishData::new(DateTime::from(SystemTime::now()))
        .token(&token)
        .space_id("b2f1a6de-3c47-4f0b-9d6e-0c8a5f7e1d24");
    let job = DataJob::publish_data(&client, request).await?;
    println!("started    job {}", job.id().as_deref().unwrap_or_default());
    println!("status     {}", shown(&job.status().await?));

    // It does not end by itself: the wait does.
    let poll = Poll::every(Duration::from_millis(50)).back_off(Duration::from_millis(200));
    let waited = job
        .wait(poll.clone().limit(Duration::from_millis(500)))
        .await?;
    println!("waited     {:?}, {}", waited.end, shown(&waited.status));

    // A question that fails on the way is asked again.
    service.trouble_with(&operations::IS_JOB_COMPLETE, Trouble::Drop);

    // Someone else asks for its end while it is waited for.
    let cancellation = Cancellation::new();
    let button = cancellation.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        println!("cancelled  by request");
        button.request();
    });
    let waited = job.wait(poll.cancel_on(&cancellation)).await?;
    println!("waited     {:?}, {}", waited.end, shown(&waited.status));

    client.logout(Logout::new().token(&token)).await?;
    let asked = service.requests();
    let questions = asked
        .iter()
        .filter(|r| r.operation == Some(operations::IS_JOB_COMPLETE.name()));
    println!(
        "service    {} requests, {} of them isJobComplete",
        asked.len(),
        questions.count()
    );
    Ok(())
}

fn shown(answer: &GetDetailedJobStatusResponse) -> String {
    match &answer.get_detailed_job_status_result {
        Some(status) => format!(
            "{}: {}",
            status.status_code.as_deref().unwrap_or_default(),
            status.message.as_deref().unwrap_or_default()
        ),
        None => String::from("nothing is known of it"),
    }
}
