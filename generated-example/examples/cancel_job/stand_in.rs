//! A stand-in of the service: real HTTP on loopback, requests and responses of the generated types.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher as _;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use birst_command_web_service::{
    CancelJob, CancelJobResponse, Fault, GetDetailedJobStatus, GetDetailedJobStatusResponse,
    IsJobComplete, IsJobCompleteResponse, Login, LoginResponse, Logout, LogoutResponse,
    PublishData, PublishDataResponse, StatusResult, operations,
};
use wsdl_runtime::stand_in::{Running, StandIn};

/// Starts the service at a free port; it ends when the handle is dropped.
pub(crate) fn start() -> io::Result<Running> {
    let service = Shared::default();
    StandIn::new()
        .on(&operations::LOGIN, service.handler(Service::login))
        .on(&operations::LOGOUT, service.handler(Service::logout))
        .on(
            &operations::PUBLISH_DATA,
            service.handler(Service::publish_data),
        )
        .on(
            &operations::CANCEL_JOB,
            service.handler(Service::cancel_job),
        )
        .on(
            &operations::IS_JOB_COMPLETE,
            service.handler(Service::is_job_complete),
        )
        .on(
            &operations::GET_DETAILED_JOB_STATUS,
            service.handler(Service::get_detailed_job_status),
        )
        .start()
}

/// Who is logged in, and which jobs there are.
#[derive(Default)]
struct Service {
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

impl Service {
    fn login(&mut self, request: Login) -> Result<LoginResponse, Fault> {
        if request.username.is_none() || request.password.as_deref().is_none_or(str::is_empty) {
            return Err(Fault::sender("unable to log in: bad user name or password"));
        }
        let token = identifier(self.tokens.len());
        self.tokens.insert(token.clone());
        Ok(LoginResponse::new().login_result(token))
    }

    fn logout(&mut self, request: Logout) -> Result<LogoutResponse, Fault> {
        self.check(&request.token)?;
        self.tokens.remove(&request.token.unwrap_or_default());
        Ok(LogoutResponse::new())
    }

    fn publish_data(&mut self, request: PublishData) -> Result<PublishDataResponse, Fault> {
        self.check(&request.token)?;
        let job = identifier(self.jobs.len());
        self.jobs.insert(job.clone(), Job::Running);
        Ok(PublishDataResponse::new().publish_data_result(job))
    }

    fn cancel_job(&mut self, request: CancelJob) -> Result<CancelJobResponse, Fault> {
        self.check(&request.token)?;
        let job = self.job(&request.job_token)?;
        let accepted = matches!(job, Job::Running);
        if accepted {
            *job = Job::Cancelling(2);
        }
        Ok(CancelJobResponse::new().cancel_job_result(accepted))
    }

    fn is_job_complete(&mut self, request: IsJobComplete) -> Result<IsJobCompleteResponse, Fault> {
        self.check(&request.token)?;
        let job = self.job(&request.job_token)?;
        *job = match *job {
            Job::Cancelling(0) => Job::Cancelled,
            Job::Cancelling(more) => Job::Cancelling(more - 1),
            other => other,
        };
        let complete = matches!(job, Job::Cancelled);
        Ok(IsJobCompleteResponse::new().is_job_complete_result(complete))
    }

    fn get_detailed_job_status(
        &mut self,
        request: GetDetailedJobStatus,
    ) -> Result<GetDetailedJobStatusResponse, Fault> {
        self.check(&request.token)?;
        let (code, message) = match self.job(&request.job_token)? {
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

    fn check(&self, token: &Option<String>) -> Result<(), Fault> {
        match token {
            Some(token) if self.tokens.contains(token) => Ok(()),
            _ => Err(Fault::sender("invalid login token")),
        }
    }

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

/// The service, shared by its handlers.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Service>>);

impl Shared {
    /// A method of [`Service`] as a handler.
    fn handler<I, O>(
        &self,
        method: fn(&mut Service, I) -> Result<O, Fault>,
    ) -> impl Fn(I) -> Result<O, Fault> + Send + Sync + 'static
    where
        I: 'static,
        O: 'static,
    {
        let shared = self.clone();
        move |request| {
            method(
                &mut shared.0.lock().unwrap_or_else(PoisonError::into_inner),
                request,
            )
        }
    }
}
