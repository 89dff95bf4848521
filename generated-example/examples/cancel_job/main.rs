//! The main job: from a WSDL to a typed client that cancels a job over real HTTP.
//!
//! ```sh
//! cargo run -p birst-command-web-service --example cancel_job                      # a stand-in of the service on loopback
//! cargo run -p birst-command-web-service --example cancel_job -- --wire            # with the messages
//! cargo run -p birst-command-web-service --example cancel_job -- --endpoint URL    # a live service
//! ```

mod generator;
mod screen;
mod stand_in;

use std::error::Error as StdError;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use birst_command_web_service::value::DateTime;
use birst_command_web_service::{
    CancelJob, CommandWebServiceClient, Error, GetDetailedJobStatus, IsJobComplete, Login, Logout,
    PublishData,
};

use screen::Screen;

/// What the command line and the environment ask for.
struct Setting {
    /// Show the messages.
    wire: bool,
    /// A live service; without one, a stand-in is started.
    endpoint: Option<String>,
    username: String,
    password: String,
    space: String,
    /// A job that runs already; without one, data is published.
    job: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let outcome = match setting(std::env::args().skip(1)) {
        Ok(setting) => run(setting).await,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nfailed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(setting: Setting) -> Result<(), Box<dyn StdError>> {
    generator::show()?;

    println!("\nService");
    // Kept until the end: the stand-in ends when it is dropped.
    let stand_in = match setting.endpoint {
        Some(_) => None,
        None => Some(stand_in::start()?),
    };
    let endpoint = match &stand_in {
        Some(service) => format!("{}CommandWebService.asmx", service.url()),
        None => setting.endpoint.clone().unwrap_or_default(),
    };
    match stand_in {
        Some(_) => println!("  {endpoint}  a stand-in, on the generated types"),
        None => println!("  {endpoint}"),
    }

    println!("\nClient");
    let screen = Screen::new(setting.wire);
    screen.hide(&setting.password);
    let client = CommandWebServiceClient::builder()
        .endpoint(endpoint)
        .timeout(Duration::from_secs(30))
        .wire(screen.wire())
        .build()?;
    cancel_a_job(&client, &setting, &screen).await?;
    Ok(())
}

/// Logs in, starts a job, cancels it, waits for its end, logs out.
async fn cancel_a_job(
    client: &CommandWebServiceClient,
    setting: &Setting,
    screen: &Screen,
) -> Result<(), Error> {
    let request = Login::new()
        .username(&setting.username)
        .password(&setting.password);
    let login = client.login(request).await?;
    screen.step("Login", format!("{login:?}"));
    let token = login.login_result.unwrap_or_default();
    screen.hide(&token);

    let job = match &setting.job {
        Some(job) => job.clone(),
        None => {
            let request = PublishData::new(DateTime::from(SystemTime::now()))
                .token(&token)
                .space_id(&setting.space);
            let published = client.publish_data(request).await?;
            published.publish_data_result.unwrap_or_default()
        }
    };
    screen.step("publishData", format!("job {job}"));
    status(client, &token, &job, screen).await?;

    let cancel = CancelJob::new()
        .token(&token)
        .space_id(&setting.space)
        .job_token(&job);
    let cancelled = client.cancel_job(&cancel).await?;
    match cancelled.cancel_job_result {
        true => screen.step(
            "cancelJob",
            "true: the request was accepted, the job ends later",
        ),
        false => screen.step("cancelJob", "false: there was nothing to cancel"),
    }
    while !is_complete(client, &token, &job, screen).await? {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    status(client, &token, &job, screen).await?;

    // What the service refuses is a fault, typed, whatever the HTTP status.
    match client.cancel_job(cancel.token("not the token")).await {
        Err(Error::Fault(fault)) => {
            screen.step("cancelJob", "with another token: a fault, as it should be");
            screen.more(format!("kind    {:?}", fault.kind()));
            screen.more(format!("code    {}", fault.code()));
            screen.more(format!("reason  {}", fault.reason()));
        }
        Err(other) => return Err(other),
        Ok(answer) => screen.step("cancelJob", format!("with another token: {answer:?}")),
    }

    client.logout(Logout::new().token(&token)).await?;
    screen.step("Logout", "done");
    Ok(())
}

/// Asks whether the job has ended.
async fn is_complete(
    client: &CommandWebServiceClient,
    token: &str,
    job: &str,
    screen: &Screen,
) -> Result<bool, Error> {
    let request = IsJobComplete::new().token(token).job_token(job);
    let complete = client
        .is_job_complete(request)
        .await?
        .is_job_complete_result;
    screen.step("isJobComplete", complete.to_string());
    Ok(complete)
}

/// Shows what the service knows of the job.
async fn status(
    client: &CommandWebServiceClient,
    token: &str,
    job: &str,
    screen: &Screen,
) -> Result<(), Error> {
    let request = GetDetailedJobStatus::new().token(token).job_token(job);
    let answer = client.get_detailed_job_status(request).await?;
    match answer.get_detailed_job_status_result {
        Some(status) => {
            let code = status.status_code.unwrap_or_default();
            let message = status.message.unwrap_or_default();
            screen.step("getDetailedJobStatus", format!("{code}: {message}"));
        }
        None => screen.step("getDetailedJobStatus", "nothing is known of the job"),
    }
    Ok(())
}

fn setting(mut args: impl Iterator<Item = String>) -> Result<Setting, String> {
    let (mut wire, mut endpoint) = (false, None);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--wire" => wire = true,
            "--endpoint" => endpoint = Some(args.next().ok_or("--endpoint needs a URL")?),
            _ => {
                return Err(format!(
                    "unknown argument `{arg}`\nusage: cancel_job [--wire] [--endpoint URL]"
                ));
            }
        }
    }
    let live = endpoint.is_some();
    let known = |name: &str, made_up: &str| match std::env::var(name) {
        Ok(value) if live => Ok(value),
        _ if live => Err(format!("a live service needs {name} in the environment")),
        _ => Ok(made_up.to_owned()),
    };
    Ok(Setting {
        wire,
        username: known("BIRST_USERNAME", "someone@example.org")?,
        password: known("BIRST_PASSWORD", "a secret")?,
        space: known("BIRST_SPACE", "b2f1a6de-3c47-4f0b-9d6e-0c8a5f7e1d24")?,
        job: std::env::var("BIRST_JOB").ok().filter(|_| live),
        endpoint,
    })
}
