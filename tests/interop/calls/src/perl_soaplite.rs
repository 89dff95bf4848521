//! SOAP::Lite: rpc/encoded, its values typed by what they look like, its elements named as it likes.

use wsdl_runtime::FaultKind;
use wsdl_runtime::xml::Element;

use crate::generated::perl::*;
use crate::run::{Run, parse};

pub fn all(run: &mut Run) {
    let client = run.client("perl", "/", PerlClient::builder());
    let cancel =
        |token: &str, job: &str| CancelJob::new().token(token).space_id("s").job_token(job);
    for (job, expected) in [("job", true), ("finished", false), ("slow-300", true)] {
        run.equal(
            client.cancel_job(cancel("string", job)),
            |r| r.cancel_job_result,
            Some(expected),
        );
    }
    run.late(client.cancel_job(cancel("string", "slow-1500")));
    run.fault(client.cancel_job(cancel("string", "unknown")), |fault| {
        fault.kind() == FaultKind::Receiver && fault.reason().trim() == "No such job"
    });
    run.fault(client.cancel_job(cancel("zzz", "")), |fault| {
        let texts: Vec<_> = fault
            .details()
            .flat_map(Element::elements)
            .map(Element::text)
            .collect();
        fault.reason() == "Invalid login token"
            && texts.contains(&"7".to_owned())
            && texts.contains(&"a<b".to_owned())
    });

    const NS: &str = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='http://www.w3.org/2001/XMLSchema'";
    for (ty, text) in [("int", "42"), ("string", "a & b"), ("boolean", "true")] {
        let value: Element = parse(&format!(
            "<value {NS} xsi:type='xsd:{ty}'>{}</value>",
            text.replace('&', "&amp;")
        ));
        let back = if ty == "boolean" { "1" } else { text };
        run.equal(
            client.echo(Echo::new(value)),
            |r| r.r#return.map(|value| value.text()),
            Some(back.to_owned()),
        );
    }
    let rows = |n| client.rows(Rows::new().n(n));
    let texts = |r: RowsResponse| r.r#return.map(Vec::from);
    run.equal(
        rows(2),
        texts,
        Some(vec![Some("row 0".to_owned()), Some("row 1".to_owned())]),
    );
    run.equal(rows(0), texts, Some(vec![]));
    run.equal(
        rows(20_000),
        |r| r.r#return.map(|rows| rows.len()),
        Some(20_000),
    );
}
