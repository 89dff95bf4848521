//! Jobs and stand-ins as generated: the checked-in crate's own, over real HTTP, awaited and blocking.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use birst_command_web_service::value::DateTime;
use birst_command_web_service::{
    CancelJob, CancelJobResponse, CommandWebServiceClient, CommandWebServiceStandIn, DataJob,
    Error, Fault, GetDetailedJobStatus, GetDetailedJobStatusResponse, IsJobComplete,
    IsJobCompleteResponse, Login, PublishData, PublishDataResponse, StatusResult, operations,
};
use wsdl_runtime::job::{Cancellation, End, Poll, Waited};
use wsdl_runtime::stand_in::{Running, Trouble};

/// A job that takes some questions, or for ever.
#[derive(Clone, Default)]
struct Service {
    questions: Arc<AtomicUsize>,
    enough: usize,
    cancelled: Arc<AtomicBool>,
    nameless: bool,
}

impl CommandWebServiceStandIn for Service {
    fn publish_data(&self, request: PublishData) -> Result<PublishDataResponse, Fault> {
        assert_eq!(request.token.as_deref(), Some("token"));
        let job = Some(String::from("job")).filter(|_| !self.nameless);
        Ok(PublishDataResponse {
            publish_data_result: job,
        })
    }

    fn is_job_complete(&self, request: IsJobComplete) -> Result<IsJobCompleteResponse, Fault> {
        let expected = IsJobComplete::new().token("token").job_token("job");
        assert_eq!(request, expected);
        let asked = self.questions.fetch_add(1, Ordering::SeqCst) + 1;
        let cancelled = self.cancelled.load(Ordering::SeqCst);
        Ok(IsJobCompleteResponse::new().is_job_complete_result(cancelled || asked >= self.enough))
    }

    fn get_detailed_job_status(
        &self,
        _: GetDetailedJobStatus,
    ) -> Result<GetDetailedJobStatusResponse, Fault> {
        let status = StatusResult::new().status_code("told");
        Ok(GetDetailedJobStatusResponse::new().get_detailed_job_status_result(status))
    }

    fn cancel_job(&self, request: CancelJob) -> Result<CancelJobResponse, Fault> {
        let expected = CancelJob::new()
            .token("token")
            .space_id("space")
            .job_token("job");
        assert_eq!(request, expected);
        let accepted = !self.cancelled.swap(true, Ordering::SeqCst);
        Ok(CancelJobResponse::new().cancel_job_result(accepted))
    }
}

fn endless() -> Service {
    Service {
        enough: usize::MAX,
        ..Service::default()
    }
}

fn started(service: Service) -> (Running, CommandWebServiceClient) {
    let running = CommandWebServiceClient::stand_in(service).start().unwrap();
    let client = CommandWebServiceClient::builder()
        .endpoint(running.url())
        .build()
        .unwrap();
    (running, client)
}

fn request() -> PublishData {
    let date = DateTime::new(2026, 11, 25, 0, 0, 0).unwrap();
    PublishData::new(date).token("token").space_id("space")
}

fn poll() -> Poll {
    Poll::every(Duration::from_millis(10)).back_off(Duration::from_millis(40))
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// Waits in both ways, each for a job of its own.
fn each(
    service: &Service,
    poll: impl Fn() -> Poll,
    check: impl Fn(&Running, Result<Waited<GetDetailedJobStatusResponse>, Error>),
) {
    let fresh = || Service {
        enough: service.enough,
        nameless: service.nameless,
        ..Service::default()
    };
    let (running, client) = started(fresh());
    let waited = block_on(async {
        let job = DataJob::publish_data(&client, request()).await?;
        job.wait(poll()).await
    });
    check(&running, waited);
    let (running, client) = started(fresh());
    let waited = DataJob::publish_data(&client, request())
        .blocking()
        .and_then(|job| job.wait(poll()).blocking());
    check(&running, waited);
}

#[test]
fn a_job_is_waited_for() {
    each(
        &Service {
            enough: 4,
            ..Service::default()
        },
        poll,
        |running, waited| {
            let waited = waited.unwrap();
            assert_eq!(waited.end, End::Complete);
            let status = waited.status.get_detailed_job_status_result.unwrap();
            assert_eq!(status.status_code.as_deref(), Some("told"));
            let asked: Vec<_> = running
                .requests()
                .iter()
                .filter_map(|r| r.operation)
                .collect();
            let mut expected = vec!["publishData"];
            expected.extend(["isJobComplete"; 4]);
            expected.push("getDetailedJobStatus");
            assert_eq!(
                asked, expected,
                "and it was not cancelled when it was dropped"
            );
        },
    );
}

#[test]
fn a_wait_has_a_limit() {
    let limited = || poll().limit(Duration::from_millis(600));
    each(&endless(), limited, |running, waited| {
        assert_eq!(waited.unwrap().end, End::TimeOver);
        let asked = running.requests().len();
        assert!((4..=25).contains(&asked), "{asked} requests");
    });
}

#[test]
fn a_wait_ends_the_job_on_request() {
    let cancelling = || {
        let cancellation = Cancellation::new();
        let button = cancellation.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(50));
            button.request();
        });
        // The pause is far longer than the test may take: the request must break it off.
        Poll::every(Duration::from_secs(600)).cancel_on(&cancellation)
    };
    let began = Instant::now();
    each(&endless(), cancelling, |running, waited| {
        assert_eq!(waited.unwrap().end, End::Cancelled);
        let asked: Vec<_> = running
            .requests()
            .iter()
            .filter_map(|r| r.operation)
            .collect();
        let once = asked.iter().filter(|name| **name == "cancelJob").count();
        assert_eq!(once, 1, "{asked:?}");
    });
    assert!(began.elapsed() < Duration::from_secs(300));
}

#[test]
fn questions_are_asked_again_where_that_may_help() {
    let (running, client) = started(Service {
        enough: 2,
        ..Service::default()
    });
    let job = DataJob::resume(&client, "job", "token", "space");
    for _ in 0..2 {
        running.trouble_with(&operations::IS_JOB_COMPLETE, Trouble::Drop);
    }
    assert_eq!(job.wait(poll()).blocking().unwrap().end, End::Complete);
    for _ in 0..3 {
        running.trouble_with(&operations::IS_JOB_COMPLETE, Trouble::Truncate(10));
    }
    let error = job.wait(poll()).blocking().unwrap_err();
    assert!(error.is_retryable(), "{error}");
    running.trouble(Trouble::Fault(Fault::sender("no such job")));
    let error = block_on(job.wait(poll()).into_future()).unwrap_err();
    assert_eq!(error.fault().map(Fault::reason), Some("no such job"));
}

#[test]
fn a_job_without_a_name_is_an_error() {
    let nameless = Service {
        nameless: true,
        ..Service::default()
    };
    each(&nameless, poll, |_, waited| {
        let error = waited.unwrap_err();
        assert!(matches!(error, Error::NotAsDescribed(_)), "{error:?}");
        assert!(error.to_string().contains("publish_data_result"), "{error}");
    });
}

#[test]
fn a_job_shows_no_secret() {
    let client = CommandWebServiceClient::new();
    let job = DataJob::resume(&client, "job-4711", "token-4711", "space");
    assert_eq!(format!("{job:?}"), "DataJob { .. }");
    assert_eq!(job.id().as_deref(), Some("job-4711"));
}

#[test]
fn what_a_stand_in_does_not_implement_is_a_fault() {
    let (running, client) = started(Service::default());
    let login = Login::new().username("u").password("p");
    let error = client.login(&login).blocking().unwrap_err();
    assert_eq!(
        error.fault().map(Fault::reason),
        Some("the stand-in does not answer Login")
    );
    let asked = running.requests();
    assert_eq!(asked[0].request(&operations::LOGIN).unwrap(), Some(login));
    assert_eq!(asked[0].request(&operations::LOGOUT).unwrap(), None);
}
