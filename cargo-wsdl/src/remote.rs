//! What the verbs that talk to servers share: how a connection is made, and where secrets come from.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig};
use wsdl_runtime::value::Base64;

use crate::failure::Failure;

/// How a server is reached.
#[derive(Args, Clone, Debug)]
pub struct Connection {
    /// An HTTP header of each request; the value may be env:VAR, file:PATH or prompt: (repeatable)
    #[arg(long, value_name = "'NAME: VALUE'", help_heading = "Connection")]
    pub header: Vec<String>,
    /// HTTP Basic authentication as this user, with the password that --password gives
    #[arg(long, value_name = "USER", help_heading = "Connection")]
    pub basic: Option<String>,
    /// Where the password comes from: env:VAR, file:PATH or prompt: (the default: asked for on the terminal)
    #[arg(long, value_name = "SOURCE", help_heading = "Connection")]
    pub password: Option<String>,
    /// Seconds that a request may take, from connecting to the last byte
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 100,
        help_heading = "Connection"
    )]
    pub timeout: u32,
    /// A proxy, in place of the one that HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY name
    #[arg(long, value_name = "URL", help_heading = "Connection")]
    pub proxy: Option<String>,
    /// Trust the certificates of this PEM file, and no others
    #[arg(long, value_name = "FILE.pem", help_heading = "Connection")]
    pub cacert: Option<PathBuf>,
    /// A client certificate with its chain, PEM
    #[arg(long, value_name = "FILE.pem", help_heading = "Connection")]
    pub cert: Option<PathBuf>,
    /// The private key of --cert, PEM; without it, it is in the same file
    #[arg(
        long,
        value_name = "FILE.pem",
        requires = "cert",
        help_heading = "Connection"
    )]
    pub key: Option<PathBuf>,
}

impl Connection {
    pub(crate) fn time(&self) -> Duration {
        Duration::from_secs(u64::from(self.timeout.max(1)))
    }

    /// The HTTP client.
    ///
    /// # Errors
    /// A proxy or a certificate that cannot be used: a sentence.
    pub(crate) fn agent(&self) -> Result<ureq::Agent, Failure> {
        let mut tls = TlsConfig::builder();
        if let Some(path) = &self.cacert {
            tls = tls.root_certs(RootCerts::new_with_certs(&certificates(path)?));
        }
        if let Some(path) = &self.cert {
            let chain = certificates(path)?;
            let place = self.key.as_ref().unwrap_or(path);
            let key = PrivateKey::from_pem(&read(place)?).map_err(|_| {
                Failure::Because(format!("there is no private key in `{}`", place.display()))
            })?;
            tls = tls.client_cert(Some(ClientCert::new_with_certs(&chain, key)));
        }
        let mut config = ureq::Agent::config_builder().tls_config(tls.build());
        if let Some(url) = &self.proxy {
            let proxy = ureq::Proxy::new(url)
                .map_err(|_| Failure::Usage("--proxy: it is no URL of a proxy".to_owned()))?;
            config = config.proxy(Some(proxy));
        }
        Ok(config.build().into())
    }

    /// The password, from where --password says.
    ///
    /// # Errors
    /// It cannot be had: a sentence.
    pub(crate) fn password(&self, of: &str) -> Result<String, Failure> {
        match &self.password {
            None => prompt(&format!("Password of {of}")),
            Some(source) => match secret(source, &format!("Password of {of}"))? {
                Some(password) => Ok(password),
                None => Err(Failure::Usage(
                    "--password: a source is expected, env:VAR, file:PATH or prompt: (arguments are seen by every process)".to_owned(),
                )),
            },
        }
    }

    /// The HTTP headers, that of --basic among them.
    ///
    /// # Errors
    /// A header that HTTP forbids, a secret that cannot be had.
    pub(crate) fn headers(&self) -> Result<Vec<(HeaderName, HeaderValue)>, Failure> {
        let mut headers = Vec::new();
        for text in &self.header {
            let usage = |why: &str| Failure::Usage(format!("--header: {why}"));
            let (name, value) = text
                .split_once(':')
                .ok_or_else(|| usage("`NAME: VALUE` is expected"))?;
            let (name, value) = (name.trim(), value.trim());
            let given = secret(value, &format!("Header {name}"))?;
            let hidden = given.is_some();
            let value = HeaderValue::try_from(given.unwrap_or_else(|| value.to_owned()));
            let (Ok(name), Ok(mut value)) = (HeaderName::try_from(name), value) else {
                return Err(usage(&format!(
                    "`{name}` or its value holds characters that HTTP forbids"
                )));
            };
            value.set_sensitive(
                hidden || name.as_str().contains("key") || name.as_str().contains("token"),
            );
            headers.push((name, value));
        }
        if let Some(user) = &self.basic {
            let password = self.password(user)?;
            let pair = Base64::from(format!("{user}:{password}").into_bytes());
            let mut value = HeaderValue::try_from(format!("Basic {pair}")).map_err(|_| {
                Failure::Usage(
                    "--basic: the user or password holds characters that HTTP forbids".to_owned(),
                )
            })?;
            value.set_sensitive(true);
            headers.push((AUTHORIZATION, value));
        }
        Ok(headers)
    }
}

/// The secret behind `env:VAR`, `file:PATH` or `prompt:`; `None` for any other text.
///
/// # Errors
/// It cannot be had: a sentence.
pub(crate) fn secret(text: &str, what: &str) -> Result<Option<String>, Failure> {
    if let Some(variable) = text.strip_prefix("env:") {
        let value = std::env::var(variable);
        return value.map(Some).map_err(|_| {
            Failure::Because(format!(
                "the environment has no variable `{variable}`, or one that is no text"
            ))
        });
    }
    if let Some(path) = text.strip_prefix("file:") {
        let bytes = read(Path::new(path))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::Because(format!("`{path}` is no text in UTF-8")))?;
        let text = text
            .strip_suffix('\n')
            .map_or(text.as_str(), |t| t.strip_suffix('\r').unwrap_or(t));
        return Ok(Some(text.to_owned()));
    }
    match text {
        "prompt:" => prompt(what).map(Some),
        _ => Ok(None),
    }
}

/// Asks on the terminal, without showing what is typed.
fn prompt(what: &str) -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Because(format!(
            "{what} cannot be asked for: the standard input is no terminal; env:VAR and file:PATH give it, too"
        )));
    }
    let hide = |on: bool| {
        let mut stty = std::process::Command::new("stty");
        let ran = stty
            .arg(if on { "-echo" } else { "echo" })
            .stdin(std::process::Stdio::inherit())
            .status();
        ran.is_ok_and(|s| s.success())
    };
    if !hide(true) {
        return Err(Failure::Because(format!(
            "{what} cannot be asked for without showing it; env:VAR and file:PATH give it, too"
        )));
    }
    eprint!("{what}: ");
    let mut line = String::new();
    let got = std::io::stdin().lock().read_line(&mut line);
    hide(false);
    eprintln!();
    match got {
        Ok(n) if n > 0 => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        _ => Err(Failure::Because(format!("{what}: nothing was given"))),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::file("read", path, &error))
}

fn certificates(path: &Path) -> Result<Vec<Certificate<'static>>, Failure> {
    let pem = read(path)?;
    let found = ureq::tls::parse_pem(&pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let found: Vec<Certificate<'static>> = found.collect();
    match found.is_empty() {
        true => Err(Failure::Because(format!(
            "there is no certificate in `{}`",
            path.display()
        ))),
        false => Ok(found),
    }
}

/// An error with its causes, in one line.
pub(crate) fn sentence(error: &dyn std::error::Error) -> String {
    // `io: ` is how the HTTP client begins whatever it did not find out itself
    let first = error.to_string();
    let mut text = first.strip_prefix("io: ").unwrap_or(&first).to_owned();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let words = inner.to_string();
        if !text.ends_with(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        cause = inner.source();
    }
    crate::dynamic::escaped(&text)
}
