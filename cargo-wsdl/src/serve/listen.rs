//! Sockets for a server: hyper on loopback, a thread for each request while it is answered.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::{Reply, Request, Server};

/// The largest request that is read, in bytes.
const REQUEST_SIZE: usize = 64 << 20;
/// The time that a client has to send the head of its request.
const HEAD_TIME: Duration = Duration::from_secs(30);

/// A listener on 127.0.0.1. Without a wish: at `usual`, or at any free port when that is taken.
///
/// # Errors
/// The port is taken, or may not be had.
pub(crate) fn bind(wanted: Option<u16>, usual: u16) -> io::Result<TcpListener> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match wanted {
        Some(port) => at(port),
        None => at(usual).or_else(|_| at(0)),
    }
}

/// Serves until the process ends. `log` gets a line for each request that was answered.
///
/// # Errors
/// The operating system has no threads, or the listener fails.
pub(crate) fn serve(
    listener: TcpListener,
    server: Server,
    mut log: impl FnMut(String),
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (lines, mut written) = unbounded_channel();
        tokio::spawn(accept(listener, Arc::new(server), lines));
        while let Some(line) = written.recv().await {
            log(line);
        }
        Ok(())
    })
}

async fn accept(
    listener: tokio::net::TcpListener,
    server: Arc<Server>,
    lines: UnboundedSender<String>,
) {
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            // Out of descriptors, or the client has gone: the listener stays.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let (server, lines) = (Arc::clone(&server), lines.clone());
        let service = service_fn(move |request| {
            answer(Arc::clone(&server), lines.clone(), request, peer.ip())
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connection);
    }
}

async fn answer(
    server: Arc<Server>,
    lines: UnboundedSender<String>,
    request: http::Request<Incoming>,
    peer: IpAddr,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    let reply = match Limited::new(body, REQUEST_SIZE).collect().await {
        Ok(body) => {
            let request = Request {
                method: head.method.clone(),
                path: path.clone(),
                query: head.uri.query().map(str::to_owned),
                headers: head.headers,
                body: body.to_bytes(),
                peer,
            };
            let answered = tokio::task::spawn_blocking(move || server.respond(&request));
            answered
                .await
                .unwrap_or_else(|_| Reply::empty(http::StatusCode::INTERNAL_SERVER_ERROR))
        }
        Err(_) => Reply::empty(http::StatusCode::PAYLOAD_TOO_LARGE),
    };
    let by = reply
        .by
        .as_deref()
        .map_or(String::new(), |b| format!(" {b}"));
    // The query may hold what a caller keeps to themselves. A log that nobody reads any more is no failure.
    let _ = lines.send(format!(
        "{} {path}{by} {}",
        head.method,
        reply.status.as_u16()
    ));
    let mut response = Response::new(Full::new(Bytes::from(reply.body)));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    Ok(response)
}
