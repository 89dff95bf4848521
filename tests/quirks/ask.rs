//! One question to one server, by every transport.

use std::fmt::Debug;
use std::sync::OnceLock;
use std::time::Duration;

use wsdl_runtime::generated::Item;
use wsdl_runtime::{Call, ClientBuilder, Error, Response};

use crate::raw::Raw;
use crate::service::{GetOrder, OrdersClient, RegistryClient};

/// What the requests hold for a token: nothing that is shown may.
pub(crate) const TOKEN: &str = "t0ken-of-the-caller";

pub(crate) const XML: &str = "Content-Type: text/xml; charset=utf-8";

/// What should become of an answer.
pub(crate) enum Is<'a, T> {
    /// This value; with how many notes of what was passed over.
    Value(T, usize),
    /// An error that says this and no more, but for the byte where.
    Error(&'a str),
}

/// The client of all tests; each call names its server.
pub(crate) fn orders() -> &'static OrdersClient {
    static CLIENT: OnceLock<OrdersClient> = OnceLock::new();
    CLIENT.get_or_init(|| built(OrdersClient::builder()))
}

/// The client of all tests; each call names its server.
pub(crate) fn registry() -> &'static RegistryClient {
    static CLIENT: OnceLock<RegistryClient> = OnceLock::new();
    CLIENT.get_or_init(|| built(RegistryClient::builder()))
}

pub(crate) fn built<C: From<wsdl_runtime::Client>>(builder: ClientBuilder<C>) -> C {
    let built = builder.timeout(Duration::from_secs(20)).build();
    built.unwrap_or_else(|e| panic!("{e}"))
}

/// The request of every test.
pub(crate) fn request() -> GetOrder {
    GetOrder::new().token(TOKEN).number(7)
}

/// An answer of a server to a SOAP 1.1 request.
pub(crate) fn answer(envelope: impl AsRef<[u8]>) -> Raw {
    Raw::answer("200 OK", &[XML], envelope)
}

/// The results of a call by both transports.
pub(crate) fn both<O: Item>(
    call: impl Fn() -> Call<O>,
) -> [(&'static str, Result<Response<O>, Error>); 2] {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let awaited = runtime
        .unwrap_or_else(|e| panic!("{e}"))
        .block_on(call().with_metadata());
    [
        ("reqwest", awaited),
        ("ureq", call().with_metadata().blocking()),
    ]
}

/// What is wrong, of all that was asked.
#[derive(Default)]
pub(crate) struct Wrong(Vec<String>);

impl Wrong {
    /// Holds what became of a call against what should.
    pub(crate) fn check<O: Item + Debug + PartialEq>(
        &mut self,
        what: &str,
        call: impl Fn() -> Call<O>,
        is: &Is<'_, O>,
    ) {
        for (by, result) in both(call) {
            let wrong = match (&result, is) {
                (Ok(response), Is::Value(value, _)) if response.value != *value => {
                    Some(format!("read as {:?}", response.value))
                }
                (Ok(response), Is::Value(_, notes)) => (response.notes.len() != *notes)
                    .then(|| format!("gives {}", said(&response.notes))),
                (Ok(response), Is::Error(_)) => Some(format!(
                    "was read as {:?}\nwith {}",
                    response.value,
                    said(&response.notes)
                )),
                (Err(error), Is::Error(text)) => {
                    let told = without_byte(&error.to_string());
                    (told != *text).then(|| format!("says {told}"))
                }
                (Err(error), Is::Value(..)) => Some(format!("failed: {error}")),
            };
            if let Err(error) = &result {
                let shown = format!("{error} {error:?} {error:#?}");
                if shown.contains(TOKEN) {
                    self.add(what, format!("{by} shows the token: {shown}"));
                }
            }
            if let Some(wrong) = wrong {
                self.add(what, format!("{by} {wrong}"));
            }
        }
    }

    pub(crate) fn add(&mut self, what: &str, wrong: String) {
        self.0.push(format!("{what}: {wrong}"));
    }

    #[track_caller]
    pub(crate) fn none(self) {
        let wrong = self.0;
        assert!(
            wrong.is_empty(),
            "{} are wrong\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}

/// Notes, short.
fn said(notes: &[wsdl_runtime::xml::Note]) -> String {
    let all: Vec<String> = notes
        .iter()
        .map(|note| format!("{}: {}", note.name, note.kind))
        .collect();
    format!("{} notes: {}", notes.len(), all.join("; "))
}

/// The text of an error without ` (byte 7)`.
fn without_byte(text: &str) -> String {
    match text.split_once(" (byte ") {
        Some((before, after)) => {
            let after = after.split_once(')').map_or("", |(_, after)| after);
            format!("{before}{after}")
        }
        None => text.to_owned(),
    }
}
