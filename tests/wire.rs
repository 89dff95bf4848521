//! The generated example over real sockets: both transports, both versions of SOAP, what a service may answer.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use birst_command_web_service::value::DateTime;
use birst_command_web_service::{
    ArrayOfArrayOfString, ArrayOfString, CancelJob, CancelJobResponse, CommandQueryResult,
    CommandWebServiceClient, Error, ExecuteQueryInSpace, ExecuteQueryInSpaceResponse, Fault,
    FaultKind, Login, LoginResponse, Logout, LogoutResponse, PublishData, PublishDataResponse,
    QueryMore, UploadData, UploadDataResponse, operations,
};
use wsdl_runtime::Call;
use wsdl_runtime::generated::Item;
use wsdl_runtime::stand_in::{Running, StandIn};

/// How a call is made.
#[derive(Clone, Copy, Debug)]
enum Way {
    Awaited,
    Blocking,
}

const WAYS: [Way; 2] = [Way::Awaited, Way::Blocking];

impl Way {
    fn call<O: Item>(self, call: Call<O>) -> Result<O, Error> {
        match self {
            Way::Awaited => {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                runtime.unwrap_or_else(|e| panic!("{e}")).block_on(call)
            }
            Way::Blocking => call.blocking(),
        }
    }
}

fn client(endpoint: &str, soap12: bool) -> CommandWebServiceClient {
    let builder = CommandWebServiceClient::builder()
        .endpoint(endpoint)
        .timeout(Duration::from_secs(20));
    let builder = if soap12 {
        builder.soap12()
    } else {
        builder.soap11()
    };
    builder.build().unwrap_or_else(|e| panic!("{e}"))
}

fn service() -> Running {
    let started = StandIn::new()
        .on(&operations::LOGIN, |request: Login| {
            match request.password.as_deref() {
                Some("secret <&> \u{e9}\u{1F600}") => {
                    Ok(LoginResponse::new().login_result("token"))
                }
                _ => Err(Fault::sender("bad user name or password").with_actor("urn:me")),
            }
        })
        .on(&operations::LOGOUT, |_: Logout| Ok(LogoutResponse::new()))
        .on(&operations::CANCEL_JOB, |request: CancelJob| {
            let expected = (Some("token"), Some("space"), Some("job"));
            let got = (
                request.token.as_deref(),
                request.space_id.as_deref(),
                request.job_token.as_deref(),
            );
            Ok(CancelJobResponse::new().cancel_job_result(got == expected))
        })
        .on(&operations::PUBLISH_DATA, |request: PublishData| {
            let groups = request.subgroups.unwrap_or_default();
            let names: Vec<String> = groups
                .into_iter()
                .map(|g| g.unwrap_or_else(|| "null".to_owned()))
                .collect();
            Ok(PublishDataResponse::new().publish_data_result(format!(
                "{} {}",
                request.date,
                names.join(",")
            )))
        })
        .on(
            &operations::EXECUTE_QUERY_IN_SPACE,
            |_: ExecuteQueryInSpace| {
                Ok(ExecuteQueryInSpaceResponse::new().execute_query_in_space_result(rows()))
            },
        )
        .on(&operations::UPLOAD_DATA, |request: UploadData| {
            let bytes = request.data.map_or(0, |d| d.len());
            match i32::try_from(bytes) {
                Ok(n) if n == request.num_bytes => Ok(UploadDataResponse::new()),
                _ => Err(Fault::receiver(format!("{bytes} bytes came"))),
            }
        })
        .start();
    started.unwrap_or_else(|e| panic!("{e}"))
}

/// A null row, an empty row, a null cell, an empty cell.
fn rows() -> CommandQueryResult {
    let row = |cells: &[Option<&str>]| -> ArrayOfString {
        cells.iter().map(|c| c.map(str::to_owned)).collect()
    };
    let rows: ArrayOfArrayOfString = [
        Some(row(&[Some("1"), None, Some("")])),
        None,
        Some(row(&[])),
    ]
    .into_iter()
    .collect();
    CommandQueryResult::new()
        .rows(rows)
        .num_rows_returned(3)
        .has_more_rows(true)
        .query_token("q")
}

#[test]
fn calls_reach_the_service_and_return() -> Result<(), Error> {
    for (way, soap12) in WAYS.into_iter().flat_map(|w| [(w, false), (w, true)]) {
        let service = service();
        let client = client(&service.url(), soap12);
        let login = Login::new()
            .username("someone")
            .password("secret <&> \u{e9}\u{1F600}");
        assert_eq!(
            way.call(client.login(&login))?.login_result.as_deref(),
            Some("token")
        );

        let cancel = CancelJob::new()
            .token("token")
            .space_id("space")
            .job_token("job");
        assert!(
            way.call(client.cancel_job(&cancel))?.cancel_job_result,
            "{way:?}"
        );
        assert!(
            !way.call(client.cancel_job(CancelJob::new()))?
                .cancel_job_result,
            "absent is absent"
        );

        let date: DateTime = "2026-02-28T23:59:59.1234567+05:30"
            .parse()
            .unwrap_or_else(|e| panic!("{e}"));
        let groups: ArrayOfString = [Some("a".to_owned()), None].into_iter().collect();
        let published = way.call(client.publish_data(PublishData::new(date).subgroups(groups)))?;
        assert_eq!(
            published.publish_data_result.as_deref(),
            Some("2026-02-28T23:59:59.1234567+05:30 a,null")
        );

        let answer = way.call(client.execute_query_in_space(ExecuteQueryInSpace::new()))?;
        assert_eq!(answer.execute_query_in_space_result, Some(rows()));

        way.call(client.upload_data(UploadData::new().num_bytes(3).data(vec![0, 1, 255])))?;
        assert_eq!(
            way.call(client.logout(Logout::new().token("token")))?,
            LogoutResponse::new()
        );

        let media = if soap12 {
            "application/soap+xml"
        } else {
            "text/xml"
        };
        for request in service.requests() {
            let header = |name: &str| {
                request
                    .headers
                    .get(name)
                    .and_then(|v| v.to_str().ok())
                    .unwrap_or_default()
            };
            let operation = request.operation.unwrap_or_default();
            assert!(header("content-type").starts_with(media), "{request:?}");
            let action = format!("\"http://www.birst.com/{operation}\"");
            let sent = if soap12 {
                header("content-type")
            } else {
                header("soapaction")
            };
            assert!(sent.ends_with(&action), "{operation}: {sent}");
            assert_eq!(request.headers.contains_key("soapaction"), !soap12);
        }
    }
    Ok(())
}

#[test]
fn faults_are_typed_in_both_versions() {
    for (way, soap12) in WAYS.into_iter().flat_map(|w| [(w, false), (w, true)]) {
        let service = service();
        let error = way
            .call(client(&service.url(), soap12).login(Login::new().password("wrong")))
            .err();
        let Some(Error::Fault(fault)) = error else {
            panic!("{way:?}: {error:?}")
        };
        assert_eq!(fault.kind(), FaultKind::Sender);
        assert_eq!(fault.reason(), "bad user name or password");
        let unknown = way
            .call(client(&service.url(), soap12).query_more(QueryMore::new()))
            .err();
        assert!(matches!(unknown, Some(Error::Fault(_))), "{unknown:?}");
    }
}

/// Answers every request on a raw socket with the same bytes, after a while.
fn raw(answer: String, wait: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|e| panic!("{e}"));
    let address = listener.local_addr().unwrap_or_else(|e| panic!("{e}"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (mut request, mut piece) = (Vec::new(), [0; 4096]);
            while !String::from_utf8_lossy(&request).contains("Envelope>") {
                match stream.read(&mut piece) {
                    Ok(n) if n > 0 => request.extend_from_slice(&piece[..n]),
                    _ => break,
                }
            }
            std::thread::sleep(wait);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    format!("http://{address}/")
}

fn http(status: &str, media: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

fn envelope(body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>"
    )
}

/// What comes instead of an answer is a typed error that says where.
#[test]
fn bad_answers_are_explained() {
    const BIRST: &str = "xmlns='http://www.birst.com/'";
    let result = |value: &str| {
        envelope(&format!(
            "<cancelJobResponse {BIRST}>{value}</cancelJobResponse>"
        ))
    };
    let html = "<!DOCTYPE html><html><body>Bad gateway</body></html>";
    let truncated = result("<cancelJobResult>true</cancelJobResult>");
    type IsExpected = fn(&Error) -> bool;
    let cases: [(&str, String, IsExpected, &str); 7] = [
        (
            "HTML, 502",
            http("502 Bad Gateway", "text/html", html),
            |e| matches!(e, Error::HttpStatus(_)),
            "Bad gateway",
        ),
        (
            "HTML, 200",
            http("200 OK", "text/html", html),
            |e| matches!(e, Error::HttpStatus(_)),
            "Bad gateway",
        ),
        (
            "nothing, 500",
            http("500 Internal Server Error", "text/html", ""),
            |e| matches!(e, Error::HttpStatus(_)),
            "500",
        ),
        (
            "truncated",
            http("200 OK", "text/xml", &truncated[..truncated.len() - 20]),
            |e| matches!(e, Error::NotWellFormed(_)),
            "",
        ),
        (
            "a bad boolean",
            http(
                "200 OK",
                "text/xml",
                &result("<cancelJobResult>maybe</cancelJobResult>"),
            ),
            |e| matches!(e, Error::NotAsDescribed(_)),
            "cancelJobResponse/cancelJobResult",
        ),
        (
            "a required element missing",
            http("200 OK", "text/xml", &result("")),
            |e| matches!(e, Error::NotAsDescribed(_)),
            "cancelJobResult",
        ),
        (
            "a fault with success",
            http(
                "200 OK",
                "text/xml",
                &envelope(
                    "<s:Fault><faultcode>x:y.z</faultcode><faultstring>no</faultstring></s:Fault>",
                ),
            ),
            |e| matches!(e, Error::Fault(_)),
            "no",
        ),
    ];
    for (name, answer, is_right, says) in cases {
        let endpoint = raw(answer, Duration::ZERO);
        for way in WAYS {
            let request = CancelJob::new().token("a-secret-token");
            let Err(error) = way.call(client(&endpoint, false).cancel_job(request)) else {
                panic!("{name}: no error")
            };
            assert!(is_right(&error), "{name}, {way:?}: {error:?}");
            assert!(error.to_string().contains(says), "{name}, {way:?}: {error}");
            assert!(
                !format!("{error} {error:?}").contains("a-secret-token"),
                "{name}: the token is told"
            );
        }
    }
}

#[test]
fn slow_answers_time_out() {
    let endpoint = raw(http("200 OK", "text/xml", ""), Duration::from_secs(60));
    for way in WAYS {
        let start = Instant::now();
        let call = client(&endpoint, false)
            .cancel_job(CancelJob::new())
            .timeout(Duration::from_millis(500));
        let Err(error) = way.call(call) else {
            panic!("{way:?}: no error")
        };
        assert!(error.is_timeout(), "{way:?}: {error:?}");
        assert!(!error.is_retryable(), "the request was sent");
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{way:?}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn a_request_that_was_not_sent_may_be_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|e| panic!("{e}"));
    let endpoint = listener
        .local_addr()
        .map(|a| format!("http://{a}/"))
        .unwrap_or_default();
    drop(listener);
    for way in WAYS {
        let Err(error) = way.call(client(&endpoint, false).cancel_job(CancelJob::new())) else {
            panic!("no error")
        };
        assert!(
            matches!(error, Error::NotSent(_)) && error.is_retryable(),
            "{way:?}: {error:?}"
        );
    }
}

/// What `Debug` shows of requests and responses: never a password or a token, by documented name or by the recipe.
#[test]
fn secrets_are_not_shown() {
    let shown = format!(
        "{:?} {:#?} {:?}",
        Login::new().username("someone").password("s3cret"),
        CancelJob::new().token("s3cret").job_token("job"),
        LoginResponse::new().login_result("s3cret"),
    );
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(
        shown.contains("someone") && shown.contains("***"),
        "{shown}"
    );
}
