//! Cookies, kept across the calls of a client and all its clones, whatever the transport.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cookie_store::CookieStore;
use http::header::{HeaderMap, HeaderValue, SET_COOKIE};
use url::Url;

/// The cookies of a client.
///
/// A job token of many a service is bound to the server behind a load balancer that a cookie names: without the cookie
/// the next call lands on another server, which knows neither the token nor the job. Cookies are secrets: `Debug` shows
/// their number only.
#[derive(Clone, Default)]
pub struct Cookies {
    store: Arc<Mutex<CookieStore>>,
}

impl Cookies {
    /// A jar without cookies.
    pub fn new() -> Self {
        Self::default()
    }

    /// All cookies that are still good, one a line, for [`import`](Self::import): the address that each came from, a tab,
    /// and the cookie as in `Set-Cookie`.
    pub fn export(&self) -> String {
        let mut lines: Vec<String> = self.store().iter_unexpired().filter_map(line).collect();
        lines.sort();
        lines.concat()
    }

    /// Puts in what [`export`](Self::export) gave. Lines that say nothing are skipped; the number of cookies taken is
    /// returned.
    pub fn import(&self, exported: &str) -> usize {
        let mut store = self.store();
        let taken = |line: &str| {
            let (from, cookie) = line.split_once('\t')?;
            store.parse(cookie, &Url::parse(from).ok()?).ok()
        };
        exported.lines().filter_map(taken).count()
    }

    /// Forgets all cookies.
    pub fn clear(&self) {
        self.store().clear();
    }

    /// The value of the `Cookie` header for a request; `None` when there is no cookie for it.
    pub(crate) fn header(&self, url: &Url) -> Option<HeaderValue> {
        let store = self.store();
        let pairs: Vec<String> = store
            .get_request_values(url)
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if pairs.is_empty() {
            return None;
        }
        let mut value = HeaderValue::try_from(pairs.join("; ")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// Takes the cookies that an answer sets. One that cannot be read or may not be set is left out, as in a browser.
    pub(crate) fn take(&self, url: &Url, headers: &HeaderMap) {
        if !headers.contains_key(SET_COOKIE) {
            return;
        }
        let mut store = self.store();
        for cookie in headers
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok())
        {
            // The result only tells whether a cookie was inserted, updated or refused.
            let _ = store.parse(cookie, url);
        }
    }

    /// The store; one that a panicking thread left is still whole, since each change is one call into it.
    fn store(&self) -> MutexGuard<'_, CookieStore> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A cookie as a line of an export.
fn line(cookie: &cookie_store::Cookie<'static>) -> Option<String> {
    let host = cookie.domain.as_cow()?;
    let scheme = if cookie.secure() == Some(true) {
        "https"
    } else {
        "http"
    };
    let path: &str = &cookie.path;
    let host = if host.contains(':') && !host.starts_with('[') {
        format!("[{host}]")
    } else {
        host.into_owned()
    };
    Some(format!("{scheme}://{host}{path}\t{}\n", &**cookie))
}

impl fmt::Debug for Cookies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cookies")
            .field("kept", &self.store().iter_unexpired().count())
            .finish()
    }
}
