//! SOAP faults of both versions (SOAP 1.1 section 4.4, SOAP 1.2 part 1 section 5.4).

use std::fmt;

use http::StatusCode;

use crate::envelope::{self, Header};
use crate::operation::SoapVersion;
use crate::redact::Secrets;
use crate::xml::{Child, Element, Item};

/// A fault: how a service says that it did not do what it was asked to.
///
/// Made by services' answers, and by code that stands in for a service ([`Fault::sender`], [`Fault::receiver`]). `Debug` does
/// not show the detail, which may repeat secrets of the request.
#[derive(Clone, PartialEq)]
pub struct Fault(Box<Facts>);

/// What a fault says; boxed, so that a `Result` with a fault for its error stays small.
#[derive(Clone, PartialEq)]
pub(crate) struct Facts {
    pub(crate) code: Code,
    pub(crate) subcodes: Vec<Code>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) actor: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) detail: Option<Element>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) headers: Vec<Element>,
    /// What `Display` and `Debug` do not show, though the service repeats it.
    pub(crate) secrets: Secrets,
}

impl Facts {
    pub(crate) fn new(code: Code) -> Self {
        Facts {
            code,
            subcodes: Vec::new(),
            reasons: Vec::new(),
            actor: None,
            role: None,
            detail: None,
            status: None,
            headers: Vec::new(),
            secrets: Secrets::default(),
        }
    }
}

impl From<Facts> for Fault {
    fn from(facts: Facts) -> Self {
        Fault(Box::new(facts))
    }
}

/// The code of a fault, or a subcode: a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    namespace: Option<String>,
    name: String,
}

/// The text of a fault in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The language as `xml:lang` gives it; empty where it is not said.
    pub language: String,
    /// The text.
    pub text: String,
}

/// Who is to blame, in terms that both versions share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The request was at fault: `Client` in SOAP 1.1, `Sender` in 1.2. The same request will fail again.
    Sender,
    /// The service was at fault: `Server` in 1.1, `Receiver` in 1.2.
    Receiver,
    /// A header block marked `mustUnderstand` was not understood.
    MustUnderstand,
    /// The service does not speak this version of SOAP.
    VersionMismatch,
    /// The service does not know the encoding of the data (1.2).
    DataEncodingUnknown,
    /// A code that neither version defines.
    Other,
}

impl Code {
    /// A code of this namespace; `None` for a name in no (known) namespace.
    pub fn new(namespace: Option<&str>, name: impl Into<String>) -> Self {
        Code {
            namespace: namespace.filter(|ns| !ns.is_empty()).map(str::to_owned),
            name: name.into(),
        }
    }

    /// The namespace; `None` for unqualified codes and for those whose prefix is not declared.
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The name without its prefix, dots and all: `Client`, `Server.userException`.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn is_of_soap(&self) -> bool {
        let of = |version: SoapVersion| self.namespace() == Some(version.namespace());
        of(SoapVersion::Soap11) || of(SoapVersion::Soap12)
    }
}

impl fmt::Display for Code {
    /// The name; in front of it, in braces, a namespace that is not SOAP's own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) if !self.is_of_soap() => write!(f, "{{{namespace}}}{}", self.name),
            _ => f.write_str(&self.name),
        }
    }
}

impl Fault {
    /// A fault that blames the request: `Client` in SOAP 1.1, `Sender` in 1.2.
    pub fn sender(reason: impl Into<String>) -> Self {
        Fault::new(
            Code::new(Some(SoapVersion::Soap12.namespace()), "Sender"),
            reason,
        )
    }

    /// A fault that blames the service: `Server` in SOAP 1.1, `Receiver` in 1.2.
    pub fn receiver(reason: impl Into<String>) -> Self {
        Fault::new(
            Code::new(Some(SoapVersion::Soap12.namespace()), "Receiver"),
            reason,
        )
    }

    /// A fault with a code of its own.
    pub fn new(code: Code, reason: impl Into<String>) -> Self {
        let mut facts = Facts::new(code);
        facts.reasons.push(Reason {
            language: String::from("en"),
            text: reason.into(),
        });
        facts.into()
    }

    /// What an answer's HTTP head and SOAP header say about the fault in its body.
    pub(crate) fn set_origin(
        &mut self,
        status: StatusCode,
        headers: Vec<Element>,
        secrets: Secrets,
    ) {
        self.0.status = Some(status);
        self.0.headers = headers;
        self.0.secrets = secrets;
    }

    /// With a subcode, below those it has. SOAP 1.1 has no place for subcodes.
    #[must_use]
    pub fn with_subcode(mut self, code: Code) -> Self {
        self.0.subcodes.push(code);
        self
    }

    /// With the reason in another language.
    #[must_use]
    pub fn with_reason(mut self, language: impl Into<String>, text: impl Into<String>) -> Self {
        self.0.reasons.push(Reason {
            language: language.into(),
            text: text.into(),
        });
        self
    }

    /// With the URI of the node that failed: `faultactor` in SOAP 1.1, `Node` in 1.2.
    #[must_use]
    pub fn with_actor(mut self, uri: impl Into<String>) -> Self {
        self.0.actor = Some(uri.into());
        self
    }

    /// With an element in its detail, after those it has.
    #[must_use]
    pub fn with_detail(mut self, element: Element) -> Self {
        self.0
            .detail
            .get_or_insert_default()
            .children
            .push(Child::Element(element));
        self
    }

    /// With the value of a declared fault for its detail, in place of the detail it has. Where the value cannot be written
    /// the fault says so instead.
    #[must_use]
    pub fn with_declared<T: Item>(mut self, value: &T) -> Self {
        match envelope::write_detail(T::TABLE.names, value.as_view()) {
            Ok(detail) => {
                self.0.detail = Some(detail);
                self
            }
            Err(error) => Fault::receiver(error.to_string()),
        }
    }

    /// The code.
    pub fn code(&self) -> &Code {
        &self.0.code
    }

    /// Who is to blame, by the code. Dotted codes count as what they start with: `Server.userException` is `Server`.
    pub fn kind(&self) -> FaultKind {
        if self.0.code.namespace.is_some() && !self.0.code.is_of_soap() {
            return FaultKind::Other;
        }
        match self.0.code.name.split('.').next().unwrap_or("") {
            "Client" | "Sender" => FaultKind::Sender,
            "Server" | "Receiver" => FaultKind::Receiver,
            "MustUnderstand" => FaultKind::MustUnderstand,
            "VersionMismatch" => FaultKind::VersionMismatch,
            "DataEncodingUnknown" => FaultKind::DataEncodingUnknown,
            _ => FaultKind::Other,
        }
    }

    /// The subcodes of SOAP 1.2, outermost first.
    pub fn subcodes(&self) -> &[Code] {
        &self.0.subcodes
    }

    /// The reason: in English where there is a choice, else in the first language given. Empty when there is none.
    pub fn reason(&self) -> &str {
        let english = self
            .0
            .reasons
            .iter()
            .find(|r| r.language == "en" || r.language.starts_with("en-"));
        english.or(self.0.reasons.first()).map_or("", |r| &r.text)
    }

    /// The reasons in all languages; SOAP 1.1 has one.
    pub fn reasons(&self) -> &[Reason] {
        &self.0.reasons
    }

    /// The URI of the node that failed: `faultactor` in SOAP 1.1, `Node` in 1.2.
    pub fn actor(&self) -> Option<&str> {
        self.0.actor.as_deref()
    }

    /// The role that the node that failed acted in (`Role`, SOAP 1.2).
    pub fn role(&self) -> Option<&str> {
        self.0.role.as_deref()
    }

    /// The detail element as it came, with its attributes; `None` when there is none, or when it was larger than
    /// [`Limits::fault_detail_size`](crate::Limits::fault_detail_size).
    pub fn detail(&self) -> Option<&Element> {
        self.0.detail.as_ref()
    }

    /// The elements of the detail.
    pub fn details(&self) -> impl Iterator<Item = &Element> {
        self.0.detail.iter().flat_map(Element::elements)
    }

    /// The detail as a value of the type that the generator made for an operation's declared faults. `None` when there is
    /// no detail, or when it holds none of them; then [`detail`](Self::detail) shows what it does hold.
    ///
    /// ```ignore
    /// match fault.declared::<CancelJobFault>() {
    ///     Some(CancelJobFault::Rejected(rejected)) => ..,
    ///     None => eprintln!("{}: {}", fault.code(), fault.reason()),
    /// }
    /// ```
    pub fn declared<T: Item>(&self) -> Option<T> {
        let mut value = T::blank();
        envelope::read_detail(
            self.0.detail.as_ref()?,
            T::TABLE.names,
            T::TABLE,
            value.as_slot(),
        )
        .then_some(value)
    }

    /// The status of the HTTP answer that the fault came with.
    pub fn http_status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The header blocks of the envelope that the fault came in: where `soap:headerfault` details are.
    pub fn soap_headers(&self) -> &[Element] {
        &self.0.headers
    }

    /// The content of a header block that the WSDL declares (`soap:headerfault`); `None` when the envelope has no such block.
    ///
    /// # Errors
    /// [`Error::NotAsDescribed`](crate::Error::NotAsDescribed) for a block that is there and not as the schema says.
    pub fn soap_header<T: Item>(&self, header: &Header<T>) -> Result<Option<T>, crate::Error> {
        header.find(&self.0.headers)
    }
}

/// Neither shows a secret of the request, should the service repeat it; [`Fault::reason`] is as it came.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| crate::error::excerpt(&self.0.secrets.hide_values(text));
        let code = shown(&self.0.code.to_string());
        write!(f, "the service answered with the fault {code}")?;
        for subcode in &self.0.subcodes {
            write!(f, " / {}", shown(&subcode.to_string()))?;
        }
        match self.reason() {
            "" => Ok(()),
            reason => write!(f, ": {}", shown(reason)),
        }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| self.0.secrets.hide_values(text).into_owned();
        let reasons = self.0.reasons.iter();
        let reasons: Vec<(&str, String)> = reasons
            .map(|reason| (reason.language.as_str(), shown(&reason.text)))
            .collect();
        let subcodes = self.0.subcodes.iter();
        let subcodes: Vec<String> = subcodes.map(|code| shown(&code.to_string())).collect();
        let details: Vec<String> = self.details().map(|e| shown(&e.local)).collect();
        f.debug_struct("Fault")
            .field("code", &shown(&self.0.code.to_string()))
            .field("subcodes", &subcodes)
            .field("reasons", &reasons)
            .field("actor", &self.0.actor.as_deref().map(shown))
            .field("role", &self.0.role.as_deref().map(shown))
            .field("details", &details)
            .field("status", &self.0.status)
            .finish_non_exhaustive()
    }
}
