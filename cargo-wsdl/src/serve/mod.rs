//! A service on loopback: its pages, and a stand-in that answers its operations.
//!
//! [`Server::respond`] is a function from a request to a reply; [`listen`] gives it sockets. [`guard`] decides first who may ask at all;
//! then a request goes to the pages, to their form's [`trial`], to the [`published`] documents, or to the stand-in: an envelope to
//! [`stand_in`], a call without one to [`form`].

mod answers;
mod check;
mod envelope;
mod form;
mod guard;
mod indent;
pub(crate) mod listen;
mod offers;
mod published;
mod stand_in;
mod trial;

use std::net::IpAddr;
use std::path::Path;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, LOCATION};
use http::{Method, StatusCode};
use wsdl_runtime::mime::MediaType;

use self::answers::Answers;
use self::check::Checks;
use self::offers::Offers;
use crate::failure::Failure;
use crate::pages::{INDEX, Live, STYLE, STYLE_SHEET, Site};

/// A request, read whole.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path as it was sent, percent-encoding and all.
    pub(crate) path: String,
    /// What follows the question mark.
    pub(crate) query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Who asks.
    pub(crate) peer: IpAddr,
}

impl Request {
    fn media_type(&self) -> Option<MediaType> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        Some(MediaType::parse(value))
    }

    /// Host and port as the client names them; [`guard`] has seen them.
    fn host(&self) -> &str {
        let host = self.headers.get(HOST).and_then(|h| h.to_str().ok());
        host.unwrap_or("localhost")
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// What answered, for the log: an operation's name.
    pub(crate) by: Option<String>,
}

impl Reply {
    fn new(status: StatusCode, media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        Self {
            status,
            headers,
            body: body.into(),
            by: None,
        }
    }

    /// A sentence.
    fn plain(status: StatusCode, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Vec::new(),
            by: None,
        }
    }

    /// To another page of ours.
    fn see(place: &str) -> Self {
        let mut reply = Self::empty(StatusCode::SEE_OTHER);
        let place = HeaderValue::from_str(place).unwrap_or(HeaderValue::from_static("/"));
        reply.headers.insert(LOCATION, place);
        reply
    }
}

/// What no page may do: run scripts, be framed, load or send anything elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// A service being served.
#[derive(Debug)]
pub(crate) struct Server {
    site: Site,
    offers: Offers,
    answers: Answers,
    /// What requests must be; `None`: whatever they are.
    checks: Option<Checks>,
    /// Where forms send to; `None`: to the stand-in.
    endpoint: Option<String>,
    /// The port that is listened to.
    port: u16,
    /// What a form must bring back.
    token: String,
}

impl Server {
    /// A server for these pages. `answers`: the folder with what the stand-in is to say; `lax`: it answers requests that the schema does not
    /// allow.
    ///
    /// # Errors
    /// A folder that cannot be used, an endpoint that is none, no random numbers.
    pub(crate) fn new(
        site: Site,
        answers: Option<&Path>,
        endpoint: Option<&str>,
        port: u16,
        lax: bool,
    ) -> Result<Self, Failure> {
        let offers = Offers::new(&site);
        let answers = Answers::read(answers, &offers)?;
        let endpoint = endpoint.map(trial::endpoint).transpose()?;
        let checks = match lax {
            true => None,
            false => Checks::new(&site),
        };
        Ok(Self {
            site,
            offers,
            answers,
            checks,
            endpoint,
            port,
            token: guard::token()?,
        })
    }

    /// Paths of the stand-in's ports, each once.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.offers.paths()
    }

    /// Answers a request.
    pub(crate) fn respond(&self, request: &Request) -> Reply {
        let mut reply = match guard::admit(request) {
            Ok(()) => self.route(request),
            Err(why) => Reply::plain(StatusCode::FORBIDDEN, why),
        };
        let fixed = [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            // Not `no-referrer`: with it browsers send our own forms with `Origin: null`.
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ];
        // Messages of the service are shown as they come; they carry nothing of ours.
        let page = matches!(reply.headers.get(CONTENT_TYPE), Some(t) if t.as_bytes().starts_with(b"text/html"));
        let fixed = if page { &fixed[..] } else { &fixed[1..2] };
        for (name, value) in fixed {
            let name = HeaderName::from_static(name);
            reply.headers.insert(name, HeaderValue::from_static(value));
        }
        reply
    }

    fn route(&self, request: &Request) -> Reply {
        match request.method {
            Method::GET | Method::HEAD => self.get(request),
            Method::POST => self.post(request),
            _ => {
                let mut reply = Reply::plain(StatusCode::METHOD_NOT_ALLOWED, "GET and POST only.");
                let allowed = HeaderValue::from_static("GET, HEAD, POST");
                reply.headers.insert(ALLOW, allowed);
                reply
            }
        }
    }

    fn get(&self, request: &Request) -> Reply {
        if let Some(reply) = published::respond(self, request) {
            return reply;
        }
        let path = page_path(&request.path);
        if path == STYLE {
            return Reply::new(StatusCode::OK, "text/css; charset=utf-8", STYLE_SHEET);
        }
        if let Some(page) = self.site.render(&path, Some(&self.live())) {
            return Reply::new(StatusCode::OK, "text/html; charset=utf-8", page);
        }
        if let Some(reply) = form::get(self, request) {
            return reply;
        }
        if self.offers.at(&request.path).next().is_some() {
            return self.as_asp_net(request.query.as_deref());
        }
        Reply::plain(
            StatusCode::NOT_FOUND,
            "There is no such page. The list of operations is at /.",
        )
    }

    /// A browser at a port's address: ASP.NET shows the list of operations there, and with `?op=cancelJob` that operation.
    fn as_asp_net(&self, query: Option<&str>) -> Reply {
        let pairs = url::form_urlencoded::parse(query.unwrap_or("").as_bytes());
        let wanted = pairs
            .filter(|(name, _)| name == "op")
            .map(|(_, v)| v)
            .next();
        let found = wanted.and_then(|name| {
            let description = self.site.outcome().description.as_ref()?;
            let places = self.site.places();
            let mut all = places.operations();
            let named =
                |o: &crate::pages::Offered| o.find(description).is_some_and(|o| o.name == *name);
            places.operation(all.find(named)?)
        });
        Reply::see(&found.map_or("/".to_owned(), |path| {
            crate::pages::link("", &format!("/{path}"))
        }))
    }

    fn post(&self, request: &Request) -> Reply {
        let media = request.media_type();
        match media.as_ref().map(MediaType::essence) {
            Some("text/xml" | "application/soap+xml") => stand_in::soap(self, request),
            Some("application/x-www-form-urlencoded") => {
                let page = page_path(&request.path);
                match self.site.places().page(&page) {
                    Some(_) => trial::respond(self, request, &page),
                    None => form::post(self, request).unwrap_or_else(|| {
                        Reply::plain(StatusCode::NOT_FOUND, "There is no form at this address.")
                    }),
                }
            }
            _ => Reply::plain(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "SOAP 1.1 is text/xml, SOAP 1.2 is application/soap+xml.",
            ),
        }
    }

    /// The form as it is at first.
    fn live(&self) -> Live<'_> {
        Live {
            token: &self.token,
            target: self.endpoint.as_deref(),
            ..Live::default()
        }
    }
}

/// The page that a path names.
fn page_path(path: &str) -> String {
    let path = path.strip_prefix('/').unwrap_or(path);
    match path {
        "" => INDEX.to_owned(),
        path => percent_encoding(path),
    }
}

/// Resolves percent-encoding; what is no UTF-8 then names no page.
fn percent_encoding(path: &str) -> String {
    // A `+` is itself in a path.
    let form = path
        .replace('+', "%2B")
        .replace('&', "%26")
        .replace('=', "%3D");
    let mut parts = url::form_urlencoded::parse(form.as_bytes());
    parts
        .next()
        .map_or(String::new(), |(name, _)| name.into_owned())
}
