//! A span per call, by OpenTelemetry's names.
#![cfg(feature = "tracing")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use common::service::{CommandWebServiceClient, done, envelope, request};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use wsdl_runtime::SoapVersion::Soap11;
use wsdl_runtime::transport::{Failure, Memory, TransportError};

/// Keeps the fields of the spans that are made.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<BTreeMap<String, String>>>>);

struct Fields<'a>(&'a mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(
            field.name().into(),
            format!("{value:?}").trim_matches('"').into(),
        );
    }
}

impl Subscriber for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        let mut fields = BTreeMap::new();
        span.record(&mut Fields(&mut fields));
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }
    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        let at = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Fields(&mut spans[at]));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The span of one call that is answered so.
fn span(answer: Result<(u16, String), Failure>) -> BTreeMap<String, String> {
    let transport = Memory::new(move |_| match &answer {
        Ok((status, body)) => {
            let response = http::Response::builder().status(*status);
            Ok(response.body(body.clone().into()).unwrap())
        }
        Err(failure) => Err(TransportError::from(*failure)),
    });
    let kept = Kept::default();
    tracing::subscriber::with_default(kept.clone(), || {
        let client: CommandWebServiceClient = CommandWebServiceClient::builder()
            .endpoint("https://h.example/x?key=s3cret-key")
            .transport(transport)
            .build()
            .unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let _ = runtime.block_on(client.cancel_job(&request()));
    });
    let spans = kept.0.lock().unwrap();
    assert_eq!(spans.len(), 1);
    let text = format!("{spans:?}");
    assert!(!text.contains("s3cret"), "{text}");
    spans[0].clone()
}

#[test]
fn a_call_has_a_span_by_the_conventions() {
    let fields = span(Ok((200, done(Soap11))));
    let expected = [
        ("http.response.status_code", "200"),
        ("otel.kind", "client"),
        ("otel.name", "CommandWebService/cancelJob"),
        ("rpc.method", "cancelJob"),
        ("rpc.service", "CommandWebService"),
        ("rpc.system", "soap"),
        ("server.address", "h.example"),
        ("server.port", "443"),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    assert_eq!(fields, expected);
}

#[test]
fn what_failed_is_said_by_its_kind() {
    let fault = envelope(
        Soap11,
        "<s:Fault><faultcode>x</faultcode><faultstring>s3cret-token</faultstring></s:Fault>",
    );
    for (answer, kind, status) in [
        (Ok((500, fault)), "fault", Some("500")),
        (Ok((503, "s3cret-token".into())), "503", Some("503")),
        (Ok((200, "<a".into())), "not_well_formed", Some("200")),
        (Err(Failure::Timeout), "timeout", None),
        (Err(Failure::Connect), "not_sent", None),
    ] {
        let fields = span(answer);
        assert_eq!(fields["error.type"], kind);
        assert_eq!(fields["otel.status_code"], "ERROR");
        let got = fields.get("http.response.status_code").map(String::as_str);
        assert_eq!(got, status, "{kind}");
    }
}
