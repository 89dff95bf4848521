//! An operation and what answers it, its types erased.

use std::marker::PhantomData;

use http::{Method, Uri};

use super::headers::Headers;
use crate::envelope::{self, BodyRead, Envelope, Manner, Opened, Unread};
use crate::error::Error;
use crate::fault::Fault;
use crate::form::{self, Form};
use crate::operation::{About, Content, Http, Input, Operation};
use crate::xml::{Item, Member, Writer, flag};

/// An operation and what answers it.
pub(super) struct Served {
    pub(super) about: About,
    /// The element that its requests begin with, as (namespace, local), where that is not all that they hold.
    first: Option<(&'static str, &'static str)>,
    pub(super) answer: Box<dyn Answer>,
}

/// Reads a request and writes its answer.
pub(super) trait Answer: Send + Sync {
    /// Out of an envelope, into one; `None` when there is none to be written.
    ///
    /// # Errors
    /// The fault to answer with.
    fn by_envelope(
        &self,
        text: &str,
        manner: Manner<'_>,
        headers: &mut Headers,
    ) -> Result<Option<Envelope>, Fault>;

    /// Out of pairs, into a document; `None` when there is none to be written.
    ///
    /// # Errors
    /// What went wrong.
    fn by_form(&self, form: &Form) -> Result<Option<String>, Fault>;
}

/// A handler with its types.
struct Typed<I, O, F> {
    about: About,
    handler: F,
    types: PhantomData<fn(I) -> O>,
}

impl<I, O, F> Answer for Typed<I, O, F>
where
    I: Item + 'static,
    O: Item + 'static,
    F: Fn(I, &mut Headers) -> Result<O, Fault> + Send + Sync + 'static,
{
    fn by_envelope(
        &self,
        text: &str,
        manner: Manner<'_>,
        headers: &mut Headers,
    ) -> Result<Option<Envelope>, Fault> {
        let about = &self.about;
        let mut request = I::blank();
        let read = envelope::read(
            text,
            I::TABLE.names,
            about.input.0,
            manner,
            request.as_slot(),
        );
        *headers = Headers::of(accept(read)?.headers);
        let answer = (self.handler)(request, headers)?;
        if about.one_way() {
            return Ok(None);
        }
        let view = answer.as_view();
        let written = Envelope::write(manner.version, about, about.output, O::TABLE.names, view);
        written.map(Some).map_err(unwritten)
    }

    fn by_form(&self, form: &Form) -> Result<Option<String>, Fault> {
        let request = read(form).map_err(|error| Fault::sender(error.to_string()))?;
        let answer: O = (self.handler)(request, &mut Headers::default())?;
        let (Content::Element { namespace, name } | Content::Rpc { namespace, name }) =
            self.about.output.0
        else {
            return Ok(None);
        };
        let mut writer = Writer::new(O::TABLE.names);
        let ns = writer.row_number(namespace);
        let row = Member::new(name, ns, flag::nil, None);
        let written = writer.member(&row, answer.as_view(), false);
        written.map_err(|error| unwritten((*error).into()))?;
        let root = writer.into_string();
        Ok(Some(format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}"
        )))
    }
}

fn unwritten(error: Error) -> Fault {
    Fault::receiver(error.to_string())
}

/// An envelope that is a request; otherwise it is the client's fault.
fn accept(read: Result<Opened, Unread>) -> Result<Opened, Fault> {
    match read {
        Ok(opened) if matches!(opened.body, BodyRead::Fault(_)) => {
            Err(Fault::sender("a fault is no request"))
        }
        Ok(opened) => Ok(opened),
        Err(Unread::NotSoap) => Err(Fault::sender("the request is no SOAP envelope")),
        Err(Unread::Failed(error)) => Err(Fault::sender(error.to_string())),
    }
}

/// The request that a form holds.
pub(super) fn read<I: Item>(form: &Form) -> Result<I, Error> {
    let (mut blank, mut request) = (I::blank(), I::blank());
    form.read(I::TABLE.names, blank.as_slot(), request.as_slot())?;
    Ok(request)
}

impl Served {
    pub(super) fn new<I, O, F>(operation: &Operation<I, O>, handler: F) -> Self
    where
        I: Item + 'static,
        O: Item + 'static,
        F: Fn(I, &mut Headers) -> Result<O, Fault> + Send + Sync + 'static,
    {
        let about = operation.about;
        let first = I::TABLE.members.iter().find(|row| row.particle());
        Served {
            about,
            first: first.map(|row| {
                (
                    *I::TABLE.names.get(usize::from(row.ns)).unwrap_or(&""),
                    row.name,
                )
            }),
            answer: Box::new(Typed {
                about,
                handler,
                types: PhantomData,
            }),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.about.name
    }

    /// Whether it answers this operation: by its name and, where ports without SOAP offer it too, by how it is called.
    pub(super) fn is<I, O>(&self, operation: &Operation<I, O>) -> bool {
        (self.about.name, self.about.http) == (operation.about.name, operation.about.http)
    }

    /// Whether a body that starts with this element is meant for the operation.
    pub(super) fn takes(&self, namespace: &str, local: &str) -> bool {
        match self.about.input.0 {
            _ if self.about.http.is_some() => false,
            Content::Element {
                namespace: of,
                name,
            }
            | Content::Rpc {
                namespace: of,
                name,
            } => (of, name) == (namespace, local),
            Content::Bare => self.first == Some((namespace, local)),
            Content::None => false,
        }
    }

    /// How it is called without an envelope, where a request of this method for this address is such a call.
    pub(super) fn called(&self, method: &Method, uri: &Uri) -> Option<Http> {
        let http = self.about.http?;
        let by = match http.input {
            Input::Query | Input::Places => Method::GET,
            Input::Form => Method::POST,
        };
        (*method == by && form::is_at(http, uri.path())).then_some(http)
    }
}
