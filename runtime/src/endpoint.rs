//! Where calls go.

use crate::form::location::above;
use crate::percent;

/// An absolute `http` or `https` URL.
pub(crate) struct Endpoint {
    pub(crate) uri: http::Uri,
    /// The same as cookies are kept by; `None` for what no cookie can be for.
    #[cfg(feature = "cookies")]
    pub(crate) url: Option<url::Url>,
    /// The URL as errors and logs may show it: without query.
    pub(crate) shown: String,
}

impl Endpoint {
    /// Takes an address as a WSDL or a caller gives it.
    ///
    /// # Errors
    /// Why it cannot be used; the address is not repeated, since it may hold credentials.
    pub(crate) fn parse(address: &str) -> Result<Self, &'static str> {
        let address = address.trim();
        if address.is_empty() {
            return Err("none is given, neither by the WSDL nor to the client");
        }
        let Ok(uri) = percent::address(address).parse::<http::Uri>() else {
            return Err("it is no absolute URL");
        };
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("it is no absolute URL");
        };
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return Err("its scheme is neither http nor https");
        }
        if authority.as_str().contains('@') {
            return Err(
                "it holds credentials, which proxies and logs would see; give them by `basic_auth`",
            );
        }
        if authority.host().is_empty() {
            return Err("it names no host");
        }
        Ok(Endpoint {
            shown: shown(&uri),
            #[cfg(feature = "cookies")]
            url: url::Url::parse(&uri.to_string()).ok(),
            uri,
        })
    }

    /// The address of a location below this one, with a query, both percent-encoded where that is needed.
    ///
    /// # Errors
    /// Why there is no such address.
    pub(crate) fn below(&self, location: &str, query: &str) -> Result<http::Uri, &'static str> {
        let mut address = above(self.uri.path(), location).to_owned();
        address.push_str(location);
        let own = self.uri.query();
        for query in own.into_iter().chain(Some(query).filter(|q| !q.is_empty())) {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(query);
        }
        let mut parts = self.uri.clone().into_parts();
        let address = percent::address(&address).parse();
        parts.path_and_query = Some(address.map_err(|_| "it has no such location")?);
        http::Uri::from_parts(parts).map_err(|_| "it has no such location")
    }

    /// A reference in a `Location` header, made absolute as far as telling it to a person needs, without secrets.
    pub(crate) fn location(&self, reference: &str) -> String {
        match reference.parse::<http::Uri>() {
            Ok(uri) if uri.authority().is_some() => shown(&uri),
            Ok(uri) => uri.path().to_owned(),
            Err(_) => String::from("a place that is no URL"),
        }
    }
}

/// A URL without credentials and query.
fn shown(uri: &http::Uri) -> String {
    let authority = uri.authority().map_or("", |a| a.as_str());
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let scheme = uri.scheme_str().unwrap_or("http");
    format!("{scheme}://{host}{}", uri.path())
}
