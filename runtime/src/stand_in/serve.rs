//! HTTP for the stand-in: hyper on a thread of its own.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use super::answered;
use super::body::{Answer, Cut};
use super::dispatch;
use super::recorded::{Log, Recorded};
use super::trouble::{Trouble, Troubles};
use super::{Running, StandIn};

/// The largest request that is read, in bytes.
const REQUEST_SIZE: usize = 64 << 20;

/// What the service's thread and its handle share.
#[derive(Clone)]
struct Shared {
    stand_in: Arc<StandIn>,
    log: Log,
    troubles: Troubles,
}

pub(super) fn start(mut stand_in: StandIn) -> io::Result<Running> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    stand_in.settle(&format!("http://{address}/"));
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()?;
    let (stop, stopped) = oneshot::channel();
    let (log, troubles) = (Log::default(), Troubles::default());
    let shared = Shared {
        stand_in: Arc::new(stand_in),
        log: log.clone(),
        troubles: troubles.clone(),
    };
    let work = move || {
        runtime.block_on(run(listener, shared, stopped));
        // Handlers that still run are left to end by themselves.
        runtime.shutdown_background();
    };
    let thread = thread::Builder::new()
        .name(String::from("stand-in"))
        .spawn(work)?;
    Ok(Running {
        address,
        log,
        troubles,
        stop: Some(stop),
        thread: Some(thread),
    })
}

/// Accepts connections until it is told to stop, then lets those that are answering end.
async fn run(listener: std::net::TcpListener, shared: Shared, stopped: oneshot::Receiver<()>) {
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
            let shared = shared.clone();
            let service = service_fn(move |request| answer(shared.clone(), request));
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

/// # Errors
/// [`Cut`], so that the connection is closed.
async fn answer(shared: Shared, request: Request<Incoming>) -> Result<Response<Answer>, Cut> {
    let (head, body) = request.into_parts();
    let (mut answer, body) = match Limited::new(body, REQUEST_SIZE).collect().await {
        Ok(body) => {
            let body = body.to_bytes();
            let (request, method, headers, uri) = (
                body.clone(),
                head.method.clone(),
                head.headers.clone(),
                head.uri.clone(),
            );
            let Shared {
                stand_in, troubles, ..
            } = shared.clone();
            // Handlers may block.
            let handled = tokio::task::spawn_blocking(move || {
                dispatch::answer(&stand_in, &troubles, &method, &uri, &headers, &request)
            });
            // A handler that panicked is an error of the test, and shows as one.
            (
                handled
                    .await
                    .unwrap_or_else(|_| answered::plain(StatusCode::INTERNAL_SERVER_ERROR)),
                body,
            )
        }
        Err(_) => (answered::plain(StatusCode::PAYLOAD_TOO_LARGE), Bytes::new()),
    };
    shared.log.add(Recorded {
        method: head.method,
        uri: head.uri,
        headers: head.headers,
        body,
        operation: answer.operation,
        http: answer.http,
        status: answer.status,
    });
    let body = Bytes::from(std::mem::take(&mut answer.body));
    let body = match answer.trouble {
        Some(Trouble::Drop) => return Err(Cut),
        Some(Trouble::Truncate(bytes)) => Answer::first(body, bytes),
        Some(Trouble::Delay(time)) => {
            tokio::time::sleep(time).await;
            Answer::whole(body)
        }
        _ => Answer::whole(body),
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response)
}
