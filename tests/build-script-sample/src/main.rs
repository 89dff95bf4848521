//! Cancels a job at the endpoint that is given, with a client made by the build script.

wsdl_runtime::include_service!("CommandWebService");

use command_web_service::{CancelJob, CommandWebServiceClient};

fn main() -> Result<(), wsdl_runtime::Error> {
    let endpoint = std::env::args().nth(1).unwrap_or_default();
    let client = CommandWebServiceClient::builder()
        .endpoint(endpoint)
        .build()?;
    let request = CancelJob::new()
        .token("token")
        .space_id("space")
        .job_token("job");
    println!("{request:?}");
    println!("{:?}", client.cancel_job(request).blocking()?);
    Ok(())
}
