//! Who may ask: this machine alone, and no foreign page through its browser.
//!
//! A page of the web may make a browser here send requests to loopback. With a name of its own that leads to 127.0.0.1 (DNS rebinding) it
//! could even read the answers; the `Host` header tells. A form of its own could have requests sent to the endpoint; the token, the
//! `Origin` and `Sec-Fetch-Site` headers tell.

use http::header::{HOST, ORIGIN};

use super::Request;
use crate::failure::Failure;

/// Refuses whoever is not on this machine, or names it as another: says why.
pub(super) fn admit(request: &Request) -> Result<(), &'static str> {
    if !request.peer.to_canonical().is_loopback() {
        return Err("Only requests from the local machine are answered.");
    }
    let mut hosts = request.headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err("The request must name one host.");
    };
    if !host.to_str().is_ok_and(is_local) {
        return Err("Only requests to localhost are answered.");
    }
    Ok(())
}

/// Whether `host[:port]` names this machine for everyone: no name that someone's DNS server resolves.
fn is_local(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, ""),
    };
    port.bytes().all(|b| b.is_ascii_digit())
        && (name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]")
}

/// Refuses a form that is not one of ours: says why.
pub(super) fn own_form(
    request: &Request,
    given: Option<&str>,
    token: &str,
) -> Result<(), &'static str> {
    let text = |name: &str| request.headers.get(name).map(|v| v.to_str().unwrap_or(""));
    let own = format!("http://{}", request.host());
    let origin = request
        .headers
        .get(ORIGIN)
        .map(|v| v.to_str().unwrap_or(""));
    let foreign = origin.is_some_and(|origin| !origin.eq_ignore_ascii_case(&own))
        || text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    if foreign || given != Some(token) {
        return Err(
            "The form is not of this server, or of an earlier run of it: load the page again.",
        );
    }
    Ok(())
}

/// A token that nobody can guess.
///
/// # Errors
/// The operating system has no random numbers.
pub(super) fn token() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|e| Failure::Because(format!("no random numbers for the forms' token: {e}")))?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn names_of_this_machine() {
        for host in [
            "localhost",
            "LocalHost:80",
            "127.0.0.1",
            "127.0.0.1:8080",
            "[::1]:1",
            "[::1]",
        ] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org:80",
            "example.org:127",
            "localhost@example.org",
            "[::1].example.org",
            "0.0.0.0",
            "[::ffff:10.0.0.1]",
            "localhost:80:80",
            "localhost:a",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
