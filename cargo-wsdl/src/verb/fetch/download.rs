//! One document over HTTP: redirections, limits, and what an answer is.

use std::time::Instant;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, USER_AGENT};
use http::{Method, StatusCode, Uri};
use wsdl_codegen::stage::load;
use wsdl_runtime::transport::{BlockingTransport, Failure as Lost, Outgoing, TransportError, Ureq};

use super::args::Fetch;
use crate::dynamic::escaped;
use crate::failure::Failure;
use crate::remote::sentence;

/// The most bytes of a document: the generator reads no larger one.
const MAX_BYTES: usize = 32 << 20;
/// The most redirections in a row.
const MAX_REDIRECTS: usize = 5;

/// Gets documents.
pub(super) struct Downloader {
    transport: Ureq,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The host that the headers are for.
    origin: Uri,
    hosts: Vec<String>,
    time: std::time::Duration,
}

/// A document as it came.
pub(super) struct Downloaded {
    pub(super) bytes: Vec<u8>,
    /// Where it was in the end.
    pub(super) url: String,
    /// It is a page for people.
    pub(super) html: bool,
}

impl Downloader {
    /// # Errors
    /// A URL or a setting that cannot be used.
    pub(super) fn new(args: &Fetch, url: &str, hosts: &[String]) -> Result<Self, Failure> {
        let origin = parse(url).map_err(Failure::Usage)?;
        Ok(Self {
            transport: Ureq::from(args.connection.agent()?),
            headers: args.connection.headers()?,
            origin,
            hosts: hosts.iter().chain(&args.allow_host).cloned().collect(),
            time: args.connection.time(),
        })
    }

    /// Whether a document may be fetched at all.
    ///
    /// # Errors
    /// It is at another host, or no URL.
    pub(super) fn check(&self, url: &str) -> Result<(), Failure> {
        self.allowed(&parse(url).map_err(Failure::Because)?, url, url)
    }

    /// Gets a document.
    ///
    /// # Errors
    /// One sentence: the URL without its query's secrets, and the cause.
    pub(super) fn get(&self, url: &str) -> Result<Downloaded, Failure> {
        let deadline = Instant::now() + self.time;
        let mut here = url.to_owned();
        for _ in 0..=MAX_REDIRECTS {
            let uri = parse(&here).map_err(Failure::Because)?;
            self.allowed(&uri, &here, url)?;
            let mut outgoing = Outgoing::new(self.request(&uri)?);
            outgoing.timeout = Some(deadline.saturating_duration_since(Instant::now()));
            let answer = self
                .transport
                .send(outgoing)
                .map_err(|e| self.failed(&here, e))?;
            let (head, mut pieces) = answer.into_parts();
            if head.status.is_redirection() {
                let to = head.headers.get(LOCATION).and_then(|v| v.to_str().ok());
                let to = to.ok_or_else(|| because(&here, "is a redirection that leads nowhere"))?;
                let next = load::resolve(&here, to.trim());
                let next_uri = parse(&next).map_err(Failure::Because)?;
                if uri.scheme_str() == Some("https") && next_uri.scheme_str() != Some("https") {
                    return Err(because(
                        &here,
                        &format!("redirects to {}, which is not encrypted", shown(&next)),
                    ));
                }
                here = next;
                continue;
            }
            if !head.status.is_success() {
                return Err(self.refused(&here, head.status));
            }
            let mut bytes = Vec::new();
            while let Some(piece) = pieces.next().map_err(|e| self.failed(&here, e))? {
                if bytes.len() + piece.len() > MAX_BYTES {
                    return Err(because(
                        &here,
                        &format!("is larger than {} MiB", MAX_BYTES >> 20),
                    ));
                }
                bytes.extend_from_slice(&piece);
            }
            let media = head
                .headers
                .get(CONTENT_TYPE)
                .and_then(|v| v.to_str().ok())
                .unwrap_or("");
            let html = is_html(media, &bytes);
            return Ok(Downloaded {
                bytes,
                url: here,
                html,
            });
        }
        Err(because(
            url,
            &format!("redirects more than {MAX_REDIRECTS} times"),
        ))
    }

    fn request(&self, uri: &Uri) -> Result<http::Request<Bytes>, Failure> {
        let mut request = http::Request::new(Bytes::new());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = uri.clone();
        let headers = request.headers_mut();
        headers.insert(
            ACCEPT,
            HeaderValue::from_static("text/xml, application/xml, application/wsdl+xml, */*;q=0.1"),
        );
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("cargo-wsdl/", env!("CARGO_PKG_VERSION"))),
        );
        // Credentials are for the server that the user named, and for no other.
        if uri.authority() == self.origin.authority() && uri.scheme() == self.origin.scheme() {
            for (name, value) in &self.headers {
                headers.insert(name, value.clone());
            }
        }
        Ok(request)
    }

    fn allowed(&self, uri: &Uri, url: &str, of: &str) -> Result<(), Failure> {
        let host = uri.host().unwrap_or("");
        let known = self
            .origin
            .host()
            .into_iter()
            .chain(self.hosts.iter().map(String::as_str));
        if known
            .into_iter()
            .any(|known| known.eq_ignore_ascii_case(host))
        {
            return Ok(());
        }
        let host = escaped(host);
        let there = match url == of {
            true => format!("{} is at another host", shown(of)),
            false => format!(
                "{} redirects to {}, which is at another host",
                shown(of),
                shown(url)
            ),
        };
        Err(Failure::Because(format!(
            "{there}; `--allow-host {host}` allows it, `--skip` leaves the import as it is"
        )))
    }

    fn failed(&self, url: &str, error: TransportError) -> Failure {
        let what = match error.failure {
            Lost::Dns => "its host was not found",
            Lost::Connect => "no connection could be made",
            Lost::Tls => "no secure connection could be made",
            Lost::ConnectTimeout | Lost::Timeout => "no complete answer came in time",
            Lost::Lost => "the connection was lost before the answer was complete",
            Lost::HeadTooLarge => "the head of the answer is too large",
            _ => "the request cannot be sent",
        };
        let cause = error.source.as_ref().map(|source| sentence(&**source));
        let cause = cause.map_or_else(String::new, |cause| format!(" ({cause})"));
        let hint = match error.failure {
            Lost::Tls if cause.contains("CertificateRequired") => {
                "; `--cert FILE.pem` shows a certificate of yours"
            }
            Lost::Tls if cause.contains("UnknownIssuer") => {
                "; `--cacert FILE.pem` trusts another authority"
            }
            _ => "",
        };
        because(url, &format!("could not be fetched: {what}{cause}{hint}"))
    }

    fn refused(&self, url: &str, status: StatusCode) -> Failure {
        let hint = match status {
            StatusCode::UNAUTHORIZED => "; `--basic USER` or `--header` says who you are",
            StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
                "; `--proxy` takes `http://user:password@host:port`"
            }
            _ => "",
        };
        because(url, &format!("answered {status}{hint}"))
    }
}

/// # Errors
/// It is no URL that is fetched: a sentence.
fn parse(url: &str) -> Result<Uri, String> {
    let wrong = |why: &str| format!("`{}` {why}", escaped(&shown(url)));
    let scheme = url.trim().split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme.filter(|s| {
        s.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    match scheme {
        Some(scheme)
            if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {}
        Some(_) => {
            return Err(wrong(
                "is neither http nor https, and nothing else is fetched",
            ));
        }
        None => {
            return Err(wrong(
                "is no URL: it begins with neither http:// nor https://",
            ));
        }
    }
    let uri: Uri = url.trim().parse().map_err(|_| wrong("is no URL"))?;
    if uri.authority().is_none_or(|a| a.host().is_empty()) {
        return Err(wrong("names no host"));
    }
    if uri.authority().is_some_and(|a| a.as_str().contains('@')) {
        return Err(wrong(
            "holds a password; `--basic USER --password env:VAR` takes it from elsewhere",
        ));
    }
    Ok(uri)
}

/// Whether an answer is a page for people.
fn is_html(media: &str, bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let begins = |with: &str| {
        start
            .get(..with.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(with.as_bytes()))
    };
    begins("<!doctype html")
        || begins("<html")
        || (media.to_ascii_lowercase().contains("html") && !begins("<?xml") && !begins("<wsdl"))
}

/// A URL as it may be shown: without a user's password.
pub(super) fn shown(url: &str) -> String {
    let url = url.trim();
    let Some((scheme, rest)) = url.split_once("://") else {
        return escaped(url);
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    escaped(&format!("{scheme}://{host}{path}"))
}

pub(super) fn because(url: &str, what: &str) -> Failure {
    Failure::Because(format!("{} {what}", shown(url)))
}
