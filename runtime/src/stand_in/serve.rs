//! HTTP for the stand-in: hyper on a thread of its own.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use super::dispatch::{self, Answered};
use super::{Log, Recorded, Running, StandIn};

/// The largest request that is read, in bytes.
const REQUEST_SIZE: usize = 64 << 20;

pub(super) fn start(stand_in: StandIn) -> io::Result<Running> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()?;
    let (stop, stopped) = oneshot::channel();
    let log = Log::default();
    let seen = log.clone();
    let work = move || {
        runtime.block_on(run(listener, Arc::new(stand_in), seen, stopped));
        // Handlers that still run are left to end by themselves.
        runtime.shutdown_background();
    };
    let thread = thread::Builder::new()
        .name(String::from("stand-in"))
        .spawn(work)?;
    Ok(Running {
        address,
        log,
        stop: Some(stop),
        thread: Some(thread),
    })
}

/// Accepts connections until it is told to stop, then lets those that are answering end.
async fn run(
    listener: std::net::TcpListener,
    stand_in: Arc<StandIn>,
    log: Log,
    stopped: oneshot::Receiver<()>,
) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    let graceful = Arc::new(GracefulShutdown::new());
    let watched = Arc::clone(&graceful);
    let accepting = tokio::spawn(async move {
        loop {
            // What fails here is one connection; the listener stays.
            let Ok((stream, _)) = listener.accept().await else {
                continue;
            };
            let (stand_in, log) = (Arc::clone(&stand_in), log.clone());
            let service =
                service_fn(move |request| answer(Arc::clone(&stand_in), log.clone(), request));
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service);
            tokio::spawn(watched.watch(connection));
        }
    });
    // Told to stop, or the handle is gone: the same.
    let _ = stopped.await;
    accepting.abort();
    let _ = accepting.await;
    if let Some(graceful) = Arc::into_inner(graceful) {
        let _ = tokio::time::timeout(Duration::from_secs(1), graceful.shutdown()).await;
    }
}

async fn answer(
    stand_in: Arc<StandIn>,
    log: Log,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let (answered, body) = match Limited::new(body, REQUEST_SIZE).collect().await {
        Ok(body) => {
            let body = body.to_bytes();
            let (request, method, headers, uri) = (
                body.clone(),
                head.method.clone(),
                head.headers.clone(),
                head.uri.clone(),
            );
            // Handlers may block.
            let handled = tokio::task::spawn_blocking(move || match method {
                Method::POST => dispatch::answer(&stand_in.served, &headers, &request),
                Method::GET => describe(&stand_in, uri.query()),
                _ => refuse_method(),
            });
            // A handler that panicked is an error of the test, and shows as one.
            (
                handled
                    .await
                    .unwrap_or_else(|_| dispatch::plain(StatusCode::INTERNAL_SERVER_ERROR)),
                body,
            )
        }
        Err(_) => (dispatch::plain(StatusCode::PAYLOAD_TOO_LARGE), Bytes::new()),
    };
    log.add(Recorded {
        method: head.method,
        uri: head.uri,
        headers: head.headers,
        body,
        operation: answered.operation,
        status: answered.status,
    });
    let mut response = Response::new(Full::new(Bytes::from(answered.body)));
    *response.status_mut() = answered.status;
    *response.headers_mut() = answered.headers;
    Ok(response)
}

/// The service's description, at `?wsdl` in any case of letters.
fn describe(stand_in: &StandIn, query: Option<&str>) -> Answered {
    match &stand_in.wsdl {
        Some(document) if query.is_some_and(|q| q.eq_ignore_ascii_case("wsdl")) => {
            let mut answered = dispatch::plain(StatusCode::OK);
            answered.headers.insert(
                CONTENT_TYPE,
                HeaderValue::from_static("text/xml; charset=utf-8"),
            );
            answered.body = document.clone().into_bytes();
            answered
        }
        _ => dispatch::plain(StatusCode::NOT_FOUND),
    }
}

fn refuse_method() -> Answered {
    let mut answered = dispatch::plain(StatusCode::METHOD_NOT_ALLOWED);
    answered
        .headers
        .insert(ALLOW, HeaderValue::from_static("GET, POST"));
    answered
}
