//! Stand-ins of what is called by HTTP GET and POST, through the clients of these bindings.
#![cfg(all(feature = "server", any(feature = "reqwest", feature = "blocking")))]

mod common;

use std::time::Duration;

use common::jobs::{Groups, JobsClient, Start, request, wire};
use common::raw::ask;
use common::service::{CancelJobResponse, CommandWebServiceClient, operations};
use common::{each, each_error};
use wsdl_runtime::stand_in::{Running, StandIn, Trouble};
use wsdl_runtime::{Client, ClientBuilder, Error, Fault};

fn service() -> Running {
    let started = |request: Start| match request.date.as_str() {
        "late" => Err(Fault::receiver("too <late>")),
        "" => Err(Fault::sender("no date")),
        _ => Ok(true),
    };
    StandIn::new()
        .on(&wire::GET, started)
        .on(&wire::PLACES, |request| Ok(request.token.is_some()))
        .on(&wire::POST, started)
        .on(&wire::FORGET, |()| Ok(()))
        .wsdl("<definitions/>")
        .start()
        .unwrap()
}

fn client(url: &str) -> Client {
    let builder: ClientBuilder<JobsClient> = ClientBuilder::new(&wire::SERVICE);
    builder.endpoint(url).build().unwrap().0
}

#[test]
fn it_answers_queries_places_and_forms() {
    let service = service();
    for url in [service.url(), format!("{}case.asmx", service.url())] {
        let client = client(&url);
        for operation in [&wire::GET, &wire::PLACES, &wire::POST] {
            each(
                || client.call(operation, &request()),
                |by, result| {
                    let answer = result.expect(by);
                    assert!(answer.value, "{by}");
                    assert_eq!(answer.headers["content-type"], "text/xml; charset=utf-8");
                },
            );
        }
        each(
            || client.call(&wire::FORGET, &()),
            |by, result| assert_eq!(result.expect(by).status, 200),
        );
    }
}

#[test]
fn what_was_asked_is_read_as_it_was_meant() {
    let service = service();
    let client = client(&service.url());
    let odd = "a b+c&d=e;f/100%41?#\u{e9}\u{1F600}";
    let asked = Start {
        groups: Some(Groups {
            string: vec![Some(odd.into()), Some(String::new())],
        }),
        date: odd.into(),
        token: Some(odd.into()),
    };
    // A location has no place for groups.
    let placed = Start {
        groups: None,
        ..asked.clone()
    };
    for (operation, expected) in [
        (&wire::GET, &asked),
        (&wire::POST, &asked),
        (&wire::PLACES, &placed),
    ] {
        each(
            || client.call(operation, &asked),
            |by, result| assert!(result.expect(by).value),
        );
        let recorded = service.requests().pop().unwrap();
        assert_eq!(
            recorded.request(operation).unwrap().as_ref(),
            Some(expected)
        );
        // The three have a name in common and are three all the same.
        for other in [&wire::GET, &wire::POST, &wire::PLACES] {
            let is_it = std::ptr::eq(other, operation);
            assert_eq!(recorded.request(other).unwrap().is_some(), is_it);
        }
    }
    let sparse = Start {
        groups: Some(Groups::default()),
        date: "now".into(),
        token: None,
    };
    each(
        || client.call(&wire::POST, &sparse),
        |by, result| assert!(result.expect(by).value),
    );
    let read = service.requests().pop().unwrap().request(&wire::POST);
    // An array without items is not sent.
    assert_eq!(read.unwrap().unwrap().groups, None);
}

#[test]
fn faults_are_a_status_and_a_reason() {
    let service = service();
    let client = client(&service.url());
    for (date, status, reason) in [("late", 500, "too <late>"), ("", 400, "no date")] {
        let asked = Start {
            date: date.into(),
            ..Start::default()
        };
        for operation in [&wire::GET, &wire::POST] {
            each_error(
                || client.call(operation, &asked),
                |by, error| match error {
                    Error::HttpStatus(told) => {
                        assert_eq!(told.status, status, "{by}");
                        assert_eq!(told.excerpt, reason);
                        assert_eq!(told.media_type.as_deref(), Some("text/plain"));
                    }
                    other => panic!("{by}: {other:?}"),
                },
            );
        }
    }
}

#[test]
fn requests_that_cannot_be_read_are_refused() {
    let service = service();
    let post = |path: &str, body: &str| {
        let media = "application/x-www-form-urlencoded";
        let length = body.len();
        let lines =
            format!("POST /{path} HTTP/1.1\r\nContent-Type: {media}\r\nContent-Length: {length}");
        ask(&service.url(), &lines, body)
    };
    let form = |body: &str| post("start", body);
    assert!(
        form("date=now").starts_with("HTTP/1.1 200 "),
        "{}",
        form("date=now")
    );
    // `date` must be there; %01 is no character of XML; %FF is no UTF-8.
    for bad in ["", "token=x", "date=%01", "date=%FF"] {
        let answer = form(bad);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{bad}: {answer}");
    }
    let elsewhere = post("stop", "date=now");
    assert!(elsewhere.starts_with("HTTP/1.1 415 "), "{elsewhere}");
}

#[test]
fn troubles_come_here_too() {
    let service = service();
    let client = client(&service.url());
    service.trouble_with(&wire::GET, Trouble::Fault(Fault::receiver("planned")));
    let call = || client.call(&wire::GET, &request());
    #[cfg(feature = "blocking")]
    {
        let error = call().blocking().unwrap_err();
        assert!(error.to_string().contains("planned"), "{error}");
        service.trouble(Trouble::Delay(Duration::from_secs(5)));
        let late = call().timeout(Duration::from_millis(50)).blocking();
        assert!(late.unwrap_err().is_timeout());
        service.trouble(Trouble::Drop);
        let lost = call().blocking().unwrap_err();
        assert!(matches!(lost, Error::Lost(_)), "{lost:?}");
    }
    each(call, |by, result| {
        assert!(by != "ureq" || result.is_ok(), "{by}: {result:?}")
    });
}

#[test]
fn one_service_answers_by_soap_and_without() {
    let service = StandIn::new()
        .on(&operations::CANCEL_JOB, |_| {
            let cancel_job_result = true;
            Ok(CancelJobResponse { cancel_job_result })
        })
        .on(&wire::GET, |_| Ok(false))
        .start()
        .unwrap();
    let client = client(&service.url());
    let by_soap = CommandWebServiceClient::builder().endpoint(service.url());
    let by_soap = by_soap.build().unwrap();
    each(
        || by_soap.cancel_job(&common::service::request()),
        |by, result| assert!(result.expect(by).value.cancel_job_result),
    );
    each(
        || client.call(&wire::GET, &request()),
        |by, result| assert!(!result.expect(by).value),
    );
}
