//! The stand-in, called as a service is.
#![cfg(all(feature = "server", any(feature = "reqwest", feature = "blocking")))]

mod common;

use std::time::{Duration, Instant};

use common::service::{
    CancelJob, CancelJobFault, CancelJobResponse, CommandWebServiceClient, Parts, Rejected,
    operations, request,
};
use common::{each, each_error};
use http::StatusCode;
use wsdl_runtime::stand_in::{Running, StandIn, Trouble};
use wsdl_runtime::xml::Element;
use wsdl_runtime::{Code, Error, Fault, FaultKind};

fn service() -> Running {
    StandIn::new()
        .on(
            &operations::CANCEL_JOB,
            |request: CancelJob| match request.job_token.as_deref() {
                Some("job") => Ok(CancelJobResponse {
                    cancel_job_result: true,
                }),
                Some("rejected") => Err(Fault::sender("re<jected>")
                    .with_subcode(Code::new(Some("urn:sub"), "Code"))
                    .with_reason("de", "abgelehnt")
                    .with_actor("urn:a&b")
                    .with_declared(&CancelJobFault::Rejected(Rejected { code: 5 }))),
                Some("foreign") => Err(Fault::new(Code::new(Some("urn:f"), "Foreign"), "f")
                    .with_detail(Element::new("urn:d", "d"))),
                _ => panic!("on purpose"),
            },
        )
        .on(&operations::FIRE, |_| Ok(()))
        .on(&operations::SWAP, |parts: Parts| {
            Ok(Parts {
                left: parts.right,
                right: parts.left,
            })
        })
        .on(&operations::BARE, Ok)
        .wsdl("<definitions/>")
        .start()
        .unwrap()
}

fn clients(service: &Running) -> [CommandWebServiceClient; 2] {
    let builder = || CommandWebServiceClient::builder().endpoint(service.url());
    [
        builder().build().unwrap(),
        builder().soap12().build().unwrap(),
    ]
}

#[test]
fn it_answers_typed_values_by_both_versions() {
    let service = service();
    for client in clients(&service) {
        each(
            || client.cancel_job(&request()),
            |by, result| assert!(result.expect(by).value.cancel_job_result),
        );
        each(
            || client.fire(&request()),
            |by, result| assert_eq!(result.expect(by).status, 202),
        );
        let parts = Parts {
            left: Some(String::from("l")),
            right: Some(String::new()),
        };
        each(
            || client.swap(&parts),
            |by, result| {
                let swapped = result.expect(by).value;
                assert_eq!(
                    (swapped.left.as_deref(), swapped.right.as_deref()),
                    (Some(""), Some("l")),
                    "{by}"
                );
            },
        );
        each(
            || client.bare(&parts),
            |by, result| assert_eq!(result.expect(by).value, parts, "{by}"),
        );
    }
    let requests = service.requests();
    assert_eq!(requests[0].operation, Some("cancelJob"));
    assert!(
        requests[0].body.starts_with(b"<?xml") && requests[0].headers.contains_key("soapaction")
    );
}

#[test]
fn it_answers_typed_faults_by_both_versions() {
    let service = service();
    for client in clients(&service) {
        let job = |job: &str| CancelJob {
            job_token: Some(job.to_owned()),
            ..request()
        };
        each_error(
            || client.cancel_job(&job("rejected")),
            |by, error| {
                let fault = error.fault().expect(by);
                assert_eq!(
                    (fault.kind(), fault.reason(), fault.actor()),
                    (FaultKind::Sender, "re<jected>", Some("urn:a&b"))
                );
                assert!(
                    matches!(
                        fault.declared(),
                        Some(CancelJobFault::Rejected(Rejected { code: 5 }))
                    ),
                    "{by}: {fault:?}"
                );
                let of_12 = client.client().version() == wsdl_runtime::SoapVersion::Soap12;
                assert_eq!(
                    fault.http_status().unwrap().as_u16(),
                    if of_12 { 400 } else { 500 }
                );
                assert_eq!(fault.subcodes().len(), usize::from(of_12));
                assert_eq!(fault.reasons().len(), 1 + usize::from(of_12));
            },
        );
        each_error(
            || client.cancel_job(&job("foreign")),
            |by, error| {
                let fault = error.fault().expect(by);
                let codes: Vec<String> = std::iter::once(fault.code())
                    .chain(fault.subcodes())
                    .map(ToString::to_string)
                    .collect();
                assert_eq!(codes.last().unwrap(), "{urn:f}Foreign", "{by}");
                assert_eq!(fault.details().next().unwrap().namespace, "urn:d", "{by}");
            },
        );
        each_error(
            || client.cancel_job(&job("panic")),
            |by, error| {
                assert!(
                    matches!(&error, Error::HttpStatus(e) if e.status == 500),
                    "{by}: {error}"
                );
            },
        );
    }
}

#[test]
fn it_tells_what_it_does_not_know() {
    let service = StandIn::new().on(&operations::BARE, Ok).start().unwrap();
    for client in clients(&service) {
        each_error(
            || client.cancel_job(&request()),
            |by, error| {
                let told = error.fault().expect(by).reason();
                assert_eq!(
                    told, "the service has no operation for {http://www.birst.com/}cancelJob",
                    "{by}"
                );
            },
        );
    }
    let ask = |service: &Running, request: &str| common::raw::ask(&service.url(), request, "");
    assert!(ask(&service, "GET /?wsdl HTTP/1.1").starts_with("HTTP/1.1 404 "));
    assert!(ask(&service, "PUT / HTTP/1.1").starts_with("HTTP/1.1 405 "));
    assert!(ask(&service, "POST / HTTP/1.1\r\nContent-Length: 0").starts_with("HTTP/1.1 415 "));
    let answer = ask(&self::service(), "GET /x.asmx?WSDL HTTP/1.1");
    assert!(
        answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("<definitions/>"),
        "{answer}"
    );
    // Who looks with a browser is told what it is.
    let page = ask(&self::service(), "GET /x.asmx HTTP/1.1");
    for said in [
        "HTTP/1.1 200 ",
        "text/html; charset=utf-8",
        "<li>cancelJob</li>",
        "<a href=\"?wsdl\">",
    ] {
        assert!(page.contains(said), "{page}");
    }
    let page = ask(&service, "GET / HTTP/1.1");
    assert!(
        page.starts_with("HTTP/1.1 200 ") && !page.contains("?wsdl"),
        "{page}"
    );
}

#[test]
fn what_goes_wrong_on_purpose_shows_as_itself() {
    let service = service();
    let client = CommandWebServiceClient::at(service.url());
    let call = || client.cancel_job(&request());
    let once = |trouble: Trouble, check: &dyn Fn(&str, Result<CancelJobResponse, Error>)| {
        each(
            || {
                service.trouble(trouble.clone());
                call()
            },
            |by, result| check(by, result.map(|response| response.value)),
        );
    };
    let began = Instant::now();
    once(Trouble::Delay(Duration::from_millis(30)), &|by, result| {
        assert!(result.expect(by).cancel_job_result);
    });
    assert!(began.elapsed() >= Duration::from_millis(30));
    once(Trouble::Drop, &|by, result| {
        let error = result.expect_err(by);
        assert!(matches!(error, Error::Lost(_)), "{by}: {error:?}");
    });
    once(Trouble::Truncate(40), &|by, result| {
        let error = result.expect_err(by);
        assert!(matches!(error, Error::Lost(_)), "{by}: {error:?}");
    });
    let page = || Trouble::Http(StatusCode::BAD_GATEWAY, String::from("<html>busy</html>"));
    once(page(), &|by, result| {
        let error = result.expect_err(by);
        assert!(
            matches!(&error, Error::HttpStatus(e) if e.status == 502 && e.excerpt.contains("busy")),
            "{by}: {error:?}"
        );
    });
    once(Trouble::Fault(Fault::receiver("ill")), &|by, result| {
        let error = result.expect_err(by);
        assert_eq!(error.fault().expect(by).reason(), "ill");
    });
    // All are used up, and one for another operation is not for this.
    service.trouble_with(&operations::BARE, Trouble::Drop);
    each(call, |by, result| drop(result.expect(by)));
}

#[test]
fn a_script_is_followed_to_its_end() {
    let yes = || {
        Ok(CancelJobResponse {
            cancel_job_result: true,
        })
    };
    // As many answers as there are transports under test.
    let mut count = 0;
    each_transport(|| count += 1);
    let service = StandIn::new()
        .script(&operations::CANCEL_JOB, (0..count).map(|_| yes()))
        .start()
        .unwrap();
    let client = CommandWebServiceClient::at(service.url());
    each(
        || client.cancel_job(&request()),
        |by, result| assert!(result.expect(by).value.cancel_job_result),
    );
    each_error(
        || client.cancel_job(&request()),
        |by, error| {
            let told = error.fault().expect(by).reason();
            assert_eq!(told, "the script for cancelJob is over", "{by}");
        },
    );
}

/// Once per transport that [`each`] calls by.
fn each_transport(mut what: impl FnMut()) {
    for _ in [cfg!(feature = "reqwest"), cfg!(feature = "blocking")]
        .into_iter()
        .filter(|on| *on)
    {
        what();
    }
}

#[test]
fn it_ends_with_its_handle() {
    let service = service();
    let client = CommandWebServiceClient::at(service.url());
    each(
        || client.cancel_job(&request()),
        |by, result| drop(result.expect(by)),
    );
    drop(service);
    each_error(
        || client.cancel_job(&request()),
        |by, error| {
            assert!(
                matches!(error, Error::NotSent(_) | Error::Lost(_)),
                "{by}: {error:?}"
            );
        },
    );
}
