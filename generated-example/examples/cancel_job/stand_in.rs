//! A stand-in of the service: real HTTP on loopback, requests and responses of the generated types.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher as _;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use birst_command_web_service::{
    CancelJob, CancelJobResponse, CommandWebServiceClient, CommandWebServiceStandIn, Fault,
    GetDetailedJobStatus, GetDetailedJobStatusResponse, IsJobComplete, IsJobCompleteResponse,
    Login, LoginResponse, Logout, LogoutResponse, PublishData, PublishDataResponse, StatusResult,
};
use wsdl_runtime::stand_in::Running;

/// Starts the service at a free port; it ends when the handle is dropped.
pub(crate) fn start() -> io::Result<Running> {
    CommandWebServiceClient::stand_in(Service::default())
        .wsdl(include_str!(
            "../../../wsdl/command-web-service/CommandWebService.wsdl"
        ))
        .start()
}

/// The service: its state, shared by the requests that are answered at the same time.
#[derive(Default)]
struct Service(Mutex<State>);

/// Who is logged in, and which jobs there are.
#[derive(Default)]
struct State {
    tokens: BTreeSet<String>,
    jobs: BTreeMap<String, Job>,
}

#[derive(Clone, Copy)]
enum Job {
    Running,
    /// Asked to end; it does after so many more questions.
    Cancelling(u32),
    Cancelled,
}

impl CommandWebServiceStandIn for Service {
    fn login(&self, request: Login) -> Result<LoginResponse, Fault> {
        if request.username.is_none() || request.password.as_deref().is_none_or(str::is_empty) {
            return Err(Fault::sender("unable to log in: bad user name or password"));
        }
        let mut state = self.state();
        let token = identifier(state.tokens.len());
        state.tokens.insert(token.clone());
        Ok(LoginResponse::new().login_result(token))
    }

    fn logout(&self, request: Logout) -> Result<LogoutResponse, Fault> {
        let mut state = self.logged_in(&request.token)?;
        state.tokens.remove(&request.token.unwrap_or_default());
        Ok(LogoutResponse::new())
    }

    fn publish_data(&self, request: PublishData) -> Result<PublishDataResponse, Fault> {
        let mut state = self.logged_in(&request.token)?;
        let job = identifier(state.jobs.len());
        state.jobs.insert(job.clone(), Job::Running);
        Ok(PublishDataResponse::new().publish_data_result(job))
    }

    fn cancel_job(&self, request: CancelJob) -> Result<CancelJobResponse, Fault> {
        let mut state = self.logged_in(&request.token)?;
        let job = state.job(&request.job_token)?;
        let accepted = matches!(job, Job::Running);
        if accepted {
            *job = Job::Cancelling(2);
        }
        Ok(CancelJobResponse::new().cancel_job_result(accepted))
    }

    fn is_job_complete(&self, request: IsJobComplete) -> Result<IsJobCompleteResponse, Fault> {
        let mut state = self.logged_in(&request.token)?;
        let job = state.job(&request.job_token)?;
        *job = match *job {
            Job::Cancelling(0) => Job::Cancelled,
            Job::Cancelling(more) => Job::Cancelling(more - 1),
            other => other,
        };
        let complete = matches!(job, Job::Cancelled);
        Ok(IsJobCompleteResponse::new().is_job_complete_result(complete))
    }

    fn get_detailed_job_status(
        &self,
        request: GetDetailedJobStatus,
    ) -> Result<GetDetailedJobStatusResponse, Fault> {
        let mut state = self.logged_in(&request.token)?;
        let (code, message) = match state.job(&request.job_token)? {
            Job::Running => ("Running", "loading 2 of 5 sources"),
            Job::Cancelling(_) => ("Running", "waiting for the current source"),
            Job::Cancelled => ("Cancelled", "cancelled after 2 of 5 sources"),
        };
        let status = StatusResult::new()
            .loadid(7)
            .status_code(code)
            .message(message);
        Ok(GetDetailedJobStatusResponse::new().get_detailed_job_status_result(status))
    }
}

impl Service {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, for who is logged in.
    fn logged_in(&self, token: &Option<String>) -> Result<MutexGuard<'_, State>, Fault> {
        let state = self.state();
        match token {
            Some(token) if state.tokens.contains(token) => Ok(state),
            _ => Err(Fault::sender("invalid login token")),
        }
    }
}

impl State {
    fn job(&mut self, token: &Option<String>) -> Result<&mut Job, Fault> {
        let known = token.as_ref().and_then(|token| self.jobs.get_mut(token));
        known.ok_or_else(|| Fault::sender("no such job"))
    }
}

/// 32 characters, as the service's tokens have, that nobody guesses.
fn identifier(number: usize) -> String {
    let state = RandomState::new();
    format!(
        "{:016x}{:016x}",
        state.hash_one(number),
        state.hash_one(!number)
    )
}
