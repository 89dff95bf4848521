//! Certificates of servers and of clients, and proxies, by both transports, against servers of TLS on loopback.
#![cfg(all(feature = "reqwest", feature = "blocking"))]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use common::raw::{Raw, response};
use common::service::{CommandWebServiceClient, done, request};
use common::{each, each_error};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use ureq::tls::{Certificate, ClientCert, PrivateKey, RootCerts, TlsConfig};
use wsdl_runtime::SoapVersion::Soap11;
use wsdl_runtime::error::Step;
use wsdl_runtime::transport::{Reqwest, Ureq};
use wsdl_runtime::{ClientBuilder, Error};

/// An authority that certificates are made by.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().unwrap();
        Authority(CertifiedIssuer::self_signed(params, key).unwrap())
    }

    fn certify(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let key = KeyPair::generate().unwrap();
        (params.signed_by(&key, &self.0).unwrap(), key)
    }

    fn pem(&self) -> String {
        self.0.pem()
    }
}

/// The port of a service over TLS, whose certificate is for `name`. With `clients` it demands a certificate of theirs.
fn service(authority: &Authority, name: &str, clients: Option<&Authority>) -> u16 {
    let (certificate, key) = authority.certify(name);
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider.clone());
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = match clients {
        None => config.with_no_client_auth(),
        Some(clients) => {
            let mut roots = RootCertStore::empty();
            roots.add(clients.0.der().clone()).unwrap();
            let verifier =
                WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            config.with_client_cert_verifier(verifier.unwrap())
        }
    };
    let config = config.with_single_cert(vec![certificate.der().clone()], key);
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            thread::spawn(move || answer(StreamOwned::new(connection, stream)));
        }
    });
    port
}

/// Reads one request and answers it; a client may think nothing of the certificate, and leave.
fn answer(stream: StreamOwned<ServerConnection, TcpStream>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (mut length, mut line) = (0, String::new());
    while line != "\r\n" {
        line.clear();
        let read = reader.read_line(&mut line).ok()?;
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
        (read > 0).then_some(())?;
    }
    reader.read_exact(&mut vec![0; length]).ok()?;
    let mut stream = reader.into_inner();
    let headers = ["Content-Type: text/xml", "Connection: close"];
    let sent = response("200 OK", &headers, done(Soap11).as_bytes());
    stream.write_all(&sent).ok()?;
    stream.conn.send_close_notify();
    stream.flush().ok()
}

fn builder(port: u16) -> ClientBuilder<CommandWebServiceClient> {
    CommandWebServiceClient::builder().endpoint(format!("https://localhost:{port}/"))
}

fn works(client: &CommandWebServiceClient) {
    each(
        || client.cancel_job(&request()),
        |by, result| assert!(result.expect(by).value.cancel_job_result, "{by}"),
    );
}

/// Each transport says so in one sentence, which holds one of `reasons`, and that nothing was sent.
fn refuses(client: &CommandWebServiceClient, reasons: &[&str]) {
    each_error(
        || client.cancel_job(&request()),
        |by, error| {
            let told = error.to_string();
            assert!(
                matches!(&error, Error::NotSent(e) if e.step == Step::Tls),
                "{by}: {error:?}"
            );
            assert_eq!(told.lines().count(), 1, "{by}: {told}");
            assert!(told.contains("https://localhost"), "{by}: {told}");
            let mut whole = told.clone();
            let mut source = std::error::Error::source(&error);
            while let Some(cause) = source {
                whole.push_str(&format!(": {cause}"));
                source = cause.source();
            }
            let known = reasons.iter().any(|reason| whole.contains(reason));
            assert!(known, "{by}: {whole}");
            assert!(!whole.contains("s3cret"), "{by}: {whole}");
        },
    );
}

#[test]
fn the_callers_roots_are_trusted_and_no_others() {
    let (own, other) = (Authority::new("own"), Authority::new("other"));
    let port = service(&own, "localhost", None);
    let with = |pem: String| builder(port).root_certificates(pem).build().unwrap();
    works(&with(own.pem()));
    works(&with(other.pem() + &own.pem()));
    refuses(&with(other.pem()), &["UnknownIssuer"]);
    // Those that are commonly trusted do not know it either.
    refuses(
        &builder(port).build().unwrap(),
        &["UnknownIssuer", "certificate"],
    );
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    let own = Authority::new("own");
    let port = service(&own, "elsewhere.example", None);
    let client = builder(port).root_certificates(own.pem()).build().unwrap();
    refuses(&client, &["not valid for name", "NotValidForName"]);
}

#[test]
fn roots_that_are_none_are_an_error() {
    let own = Authority::new("own");
    let port = service(&own, "localhost", None);
    for pem in ["", "nothing of the kind"] {
        let built = builder(port).root_certificates(pem).build();
        let Ok(client) = built else { continue };
        each_error(
            || client.cancel_job(&request()),
            |by, error| assert!(matches!(error, Error::NotSent(_)), "{by}: {error:?}"),
        );
    }
}

/// A client whose transports trust `own`, as a caller makes them, with a certificate or a proxy of the caller's.
fn with_own_transports(
    endpoint: &str,
    own: &Authority,
    identity: Option<&(rcgen::Certificate, KeyPair)>,
    proxy: Option<&str>,
) -> CommandWebServiceClient {
    let roots = reqwest::Certificate::from_pem_bundle(own.pem().as_bytes()).unwrap();
    let mut awaited = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only(roots);
    let root = Certificate::from_pem(own.pem().as_bytes()).unwrap();
    let mut tls = TlsConfig::builder().root_certs(RootCerts::from(vec![root]));
    if let Some((certificate, key)) = identity {
        let both = certificate.pem() + &key.serialize_pem();
        awaited = awaited.identity(reqwest::Identity::from_pem(both.as_bytes()).unwrap());
        let chain = [Certificate::from_pem(certificate.pem().as_bytes()).unwrap()];
        let key = PrivateKey::from_pem(key.serialize_pem().as_bytes()).unwrap();
        tls = tls.client_cert(Some(ClientCert::new_with_certs(&chain, key)));
    }
    let mut blocking = ureq::Agent::config_builder().tls_config(tls.build());
    if let Some(url) = proxy {
        awaited = awaited.proxy(reqwest::Proxy::all(url).unwrap());
        blocking = blocking.proxy(Some(ureq::Proxy::new(url).unwrap()));
    }
    CommandWebServiceClient::builder()
        .endpoint(endpoint)
        .transport(Reqwest::from(awaited.build().unwrap()))
        .blocking_transport(Ureq::from(ureq::Agent::from(blocking.build())))
        .build()
        .unwrap()
}

#[test]
fn a_certificate_that_the_server_demands_is_shown() {
    let (own, users, strangers) = (
        Authority::new("own"),
        Authority::new("users"),
        Authority::new("strangers"),
    );
    let endpoint = format!(
        "https://localhost:{}/",
        service(&own, "localhost", Some(&users))
    );
    let ada = users.certify("ada");
    works(&with_own_transports(&endpoint, &own, Some(&ada), None));
    let eve = strangers.certify("eve");
    for identity in [None, Some(&eve)] {
        let client = with_own_transports(&endpoint, &own, identity, None);
        each_error(
            || client.cancel_job(&request()),
            |by, error| {
                // In TLS 1.3 the server's word comes when the client has begun to send.
                let cut = matches!(&error, Error::Lost(_))
                    || matches!(&error, Error::NotSent(e) if e.step == Step::Tls);
                assert!(cut, "{by}: {error:?}");
                assert_eq!(error.to_string().lines().count(), 1, "{by}: {error}");
            },
        );
    }
}

/// A proxy that leads every connection to one place; the heads of the requests that it took.
fn proxy(to: u16) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "http://ada:pass@127.0.0.1:{}",
        listener.local_addr().unwrap().port()
    );
    let heads: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = heads.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (mut head, mut byte) = (Vec::new(), [0]);
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
                head.extend_from_slice(&byte);
            }
            let text = String::from_utf8_lossy(&head).into_owned();
            let tunnel = text.starts_with("CONNECT ");
            log.lock().unwrap().push(text);
            let mut there = TcpStream::connect(("127.0.0.1", to)).unwrap();
            if tunnel {
                let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
            } else {
                let _ = there.write_all(&head);
            }
            let (mut up, mut down) = (stream.try_clone().unwrap(), there.try_clone().unwrap());
            thread::spawn(move || std::io::copy(&mut up, &mut there));
            thread::spawn(move || {
                let _ = std::io::copy(&mut down, &mut stream);
                let _ = stream.shutdown(Shutdown::Both);
            });
        }
    });
    (url, heads)
}

#[test]
fn the_callers_proxy_is_asked() {
    let own = Authority::new("own");
    let plain = Raw::answer(
        "200 OK",
        &["Content-Type: text/xml"],
        done(Soap11).as_bytes(),
    );
    let (url, heads) = proxy(plain.address().port());
    // The name is the proxy's to find.
    let endpoint = "http://service.invalid/x.asmx";
    works(&with_own_transports(endpoint, &own, None, Some(&url)));
    let seen = std::mem::take(&mut *heads.lock().unwrap());
    assert_eq!(seen.len(), 2);
    for head in seen {
        assert!(head.contains("service.invalid"), "{head}");
        let lower = head.to_ascii_lowercase();
        assert!(lower.contains("proxy-authorization: basic "), "{head}");
    }

    // Through a tunnel nobody in between sees what is said.
    let (url, heads) = proxy(service(&own, "service.invalid", None));
    let endpoint = "https://service.invalid/x.asmx";
    works(&with_own_transports(endpoint, &own, None, Some(&url)));
    let seen = std::mem::take(&mut *heads.lock().unwrap());
    assert_eq!(seen.len(), 2);
    for head in seen {
        assert!(head.starts_with("CONNECT service.invalid:443 "), "{head}");
        assert!(!head.to_ascii_lowercase().contains("soapaction"), "{head}");
    }
}
