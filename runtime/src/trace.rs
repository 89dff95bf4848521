//! A span per call, named as OpenTelemetry's conventions for RPC have it: with the feature `tracing`, else nothing.
//!
//! No part of a span holds what a message does: neither values nor reasons.

#[cfg(feature = "tracing")]
pub(crate) use self::with::Span;
#[cfg(not(feature = "tracing"))]
pub(crate) use self::without::Span;

#[cfg(feature = "tracing")]
mod with {
    use http::StatusCode;
    use tracing::Instrument;
    use tracing::field::Empty;

    use crate::endpoint::Endpoint;
    use crate::error::Error;

    /// The span of a call.
    #[derive(Clone)]
    pub(crate) struct Span(tracing::Span);

    impl Span {
        /// Of an operation of a service, at an endpoint; whether by SOAP.
        pub(crate) fn new(service: &str, operation: &str, endpoint: &Endpoint, soap: bool) -> Self {
            let uri = &endpoint.uri;
            let secure = uri.scheme_str() == Some("https");
            let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
            let span = tracing::info_span!(
                "call",
                "otel.name" = format!("{service}/{operation}"),
                "otel.kind" = "client",
                "otel.status_code" = Empty,
                "rpc.system" = if soap { "soap" } else { "http" },
                "rpc.service" = service,
                "rpc.method" = operation,
                "server.address" = uri.host().unwrap_or(""),
                "server.port" = port,
                "http.response.status_code" = Empty,
                "error.type" = Empty,
            );
            Span(span)
        }

        /// An answer came.
        pub(crate) fn status(&self, status: StatusCode) {
            self.0.record("http.response.status_code", status.as_u16());
        }

        /// The call failed.
        pub(crate) fn failed(&self, error: &Error) {
            self.0.record("otel.status_code", "ERROR");
            match error {
                Error::HttpStatus(e) => self.0.record("error.type", e.status.as_str()),
                other => self.0.record("error.type", other.kind()),
            };
        }

        /// Awaits within the span.
        pub(crate) async fn around<F: Future>(&self, future: F) -> F::Output {
            future.instrument(self.0.clone()).await
        }

        /// Runs within the span.
        #[cfg(feature = "blocking")]
        pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
            self.0.in_scope(run)
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod without {
    use http::StatusCode;

    use crate::endpoint::Endpoint;
    use crate::error::Error;

    /// No span.
    #[derive(Clone)]
    pub(crate) struct Span;

    impl Span {
        pub(crate) fn new(_: &str, _: &str, _: &Endpoint, _: bool) -> Self {
            Span
        }

        pub(crate) fn status(&self, _: StatusCode) {}

        pub(crate) fn failed(&self, _: &Error) {}

        pub(crate) async fn around<F: Future>(&self, future: F) -> F::Output {
            future.await
        }

        #[cfg(feature = "blocking")]
        pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
            run()
        }
    }
}
