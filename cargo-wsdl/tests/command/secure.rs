//! TLS, client certificates and proxies, against servers on loopback.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use crate::support::{Scratch, Server, answer, fixtures, request, soap, wsdl_in};

const SCHEMA: &str = r#"<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema"><s:element name="a" type="s:string"/></s:schema>"#;
const PLACED: &str = "<placeOrderResponse xmlns=\"urn:orders\"><placeOrderResult>7</placeOrderResult></placeOrderResponse>";
const VALUES: &[&str] = &["color=Red", "due:=null"];

/// An authority that certificates are made by.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let common = rcgen::DnType::CommonName;
        params.distinguished_name.push(common, name);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    /// A certificate for a name, and its key, both PEM.
    fn certify(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
        let params = CertificateParams::new(vec![name.to_owned()]).expect("parameters");
        let key = KeyPair::generate().expect("a key");
        (params.signed_by(&key, &self.0).expect("a certificate"), key)
    }

    fn roots(&self) -> Arc<RootCertStore> {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).expect("a root");
        Arc::new(roots)
    }
}

/// A server of TLS that answers every request the same way; its port. With `clients` it asks for a certificate of theirs.
fn serve(authority: &Authority, name: &str, clients: Option<&Authority>, body: Vec<u8>) -> u16 {
    let (certificate, key) = authority.certify(name);
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .expect("versions");
    let config = match clients {
        Some(clients) => {
            let verifier = WebPkiClientVerifier::builder_with_provider(clients.roots(), provider);
            config.with_client_cert_verifier(verifier.build().expect("a verifier"))
        }
        None => config.with_no_client_auth(),
    };
    let config = config.with_single_cert(vec![certificate.der().clone()], key);
    let config = Arc::new(config.expect("a configuration"));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(config.clone()).expect("a connection");
            let mut stream = StreamOwned::new(connection, stream);
            // The other side may think nothing of the certificate.
            if request(&mut stream).is_some() {
                let _ = stream.write_all(&body);
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    port
}

/// Fetches the schema of a server; what was said.
fn fetch(scratch: &Scratch, port: u16, args: &[&str], code: i32) -> String {
    let url = format!("https://localhost:{port}/a.xsd");
    let args = [&["fetch", &url, "--into", "got", "--quiet"], args].concat();
    let ran = wsdl_in(scratch.path(), &args).exits(code);
    if code != 0 {
        assert_eq!(ran.err.lines().count(), 1, "one sentence: {}", ran.err);
        assert!(!scratch.path().join("got").exists());
    }
    ran.err
}

/// The schema, served by a host of this name.
fn serve_schema(authority: &Authority, name: &str) -> u16 {
    serve(authority, name, None, answer("200 OK", "text/xml", SCHEMA))
}

#[test]
fn roots_are_the_systems_or_the_callers() {
    let scratch = Scratch::new("tls-roots");
    let (own, other) = (Authority::new("own"), Authority::new("other"));
    scratch.write("own.pem", own.0.pem());
    scratch.write("other.pem", other.0.pem());
    let port = serve_schema(&own, "localhost");
    let unknown = "could not be fetched: no secure connection could be made";
    for roots in [&[][..], &["--cacert", "other.pem"]] {
        let said = fetch(&scratch, port, roots, 1);
        assert!(
            said.contains(unknown) && said.contains("`--cacert FILE.pem`"),
            "{said}"
        );
    }
    fetch(&scratch, port, &["--cacert", "own.pem"], 0);
    assert_eq!(scratch.read("got/a.xsd"), SCHEMA);
}

#[test]
fn a_certificate_of_another_host_is_refused() {
    let scratch = Scratch::new("tls-name");
    let own = Authority::new("own");
    scratch.write("own.pem", own.0.pem());
    let port = serve_schema(&own, "elsewhere.example");
    let said = fetch(&scratch, port, &["--cacert", "own.pem"], 1);
    assert!(
        said.contains("no secure connection") && said.contains("not valid for name"),
        "{said}"
    );
    scratch.write("no.pem", "nothing");
    let said = fetch(&scratch, port, &["--cacert", "no.pem"], 1);
    assert!(said.contains("no certificate in `no.pem`"), "{said}");
    fetch(&scratch, port, &["--cacert", "missing.pem"], 1);
}

#[test]
fn a_client_shows_its_certificate() {
    let scratch = Scratch::new("tls-client");
    let (own, users) = (Authority::new("own"), Authority::new("users"));
    scratch.write("own.pem", own.0.pem());
    let (certificate, key) = users.certify("ada");
    scratch.write("ada.pem", certificate.pem());
    scratch.write("ada.key", key.serialize_pem());
    scratch.write("both.pem", certificate.pem() + &key.serialize_pem());
    let body = answer("200 OK", "text/xml", SCHEMA);
    let port = serve(&own, "localhost", Some(&users), body);
    let trust = ["--cacert", "own.pem"];
    let said = fetch(&scratch, port, &trust, 1);
    assert!(said.contains("`--cert FILE.pem`"), "{said}");
    let with = |more: &[&'static str]| [&trust[..], more].concat();
    fetch(
        &scratch,
        port,
        &with(&["--cert", "ada.pem", "--key", "ada.key"]),
        0,
    );
    std::fs::remove_dir_all(scratch.path().join("got")).expect("what was fetched");
    fetch(&scratch, port, &with(&["--cert", "both.pem"]), 0);
    std::fs::remove_dir_all(scratch.path().join("got")).expect("what was fetched");
    let said = fetch(&scratch, port, &with(&["--cert", "ada.pem"]), 1);
    assert!(said.contains("no private key in `ada.pem`"), "{said}");

    // The same for a call.
    let port = serve(&own, "localhost", Some(&users), soap("200 OK", PLACED));
    let endpoint = format!("https://localhost:{port}/");
    let wsdl = fixtures().join("orders.wsdl");
    let wsdl = wsdl.to_string_lossy();
    let call = ["call", &wsdl, "placeOrder", "--endpoint", &endpoint];
    let call = [&call[..], VALUES, &trust].concat();
    wsdl_in(scratch.path(), &call).exits(1);
    let call = [&call[..], &["--cert", "both.pem"]].concat();
    assert!(wsdl_in(scratch.path(), &call).exits(0).out.contains('7'));
}

/// A proxy that leads every connection to one place; the heads of the requests that it took.
fn proxy(to: u16) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let heads: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = heads.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
                head.push(byte[0]);
            }
            let text = String::from_utf8_lossy(&head).into_owned();
            log.lock().expect("the log").push(text.clone());
            let Ok(mut there) = TcpStream::connect(("127.0.0.1", to)) else {
                continue;
            };
            match text.starts_with("CONNECT ") {
                true => {
                    let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
                }
                false => {
                    let _ = there.write_all(&head);
                }
            }
            let (mut up, mut down) = (
                stream.try_clone().expect("a stream"),
                there.try_clone().expect("a stream"),
            );
            thread::spawn(move || {
                let _ = std::io::copy(&mut up, &mut there);
            });
            thread::spawn(move || {
                let _ = std::io::copy(&mut down, &mut stream);
                let _ = stream.shutdown(std::net::Shutdown::Both);
            });
        }
    });
    (port, heads)
}

#[test]
fn a_proxy_is_asked() {
    let scratch = Scratch::new("proxy");
    let server = Server::start(|_| answer("200 OK", "text/xml", SCHEMA));
    let (port, heads) = proxy(server.port);
    let through = format!("http://ada:secret@127.0.0.1:{port}");
    // The name is the proxy's to find.
    let url = "http://service.invalid/a.xsd";
    wsdl_in(
        scratch.path(),
        &["fetch", url, "--into", "got", "--proxy", &through],
    )
    .exits(0);
    assert_eq!(scratch.read("got/a.xsd"), SCHEMA);
    let head = heads.lock().expect("the log").remove(0);
    assert!(head.contains("service.invalid"), "{head}");
    let credentials = head.to_ascii_lowercase();
    assert!(
        credentials.contains("proxy-authorization: basic "),
        "{head}"
    );

    // Through a tunnel nobody in between sees what is said.
    let own = Authority::new("own");
    scratch.write("own.pem", own.0.pem());
    let port = serve_schema(&own, "service.invalid");
    let (port, heads) = proxy(port);
    let through = format!("http://127.0.0.1:{port}");
    let url = "https://service.invalid/a.xsd";
    let args = [
        "fetch", url, "--into", "tunnel", "--proxy", &through, "--cacert", "own.pem",
    ];
    wsdl_in(scratch.path(), &args).exits(0);
    let head = heads.lock().expect("the log").remove(0);
    assert!(head.starts_with("CONNECT service.invalid:443 "), "{head}");

    let free = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr());
    let dead = format!("http://127.0.0.1:{}", free.expect("a port").port());
    let args = ["fetch", url, "--into", "dead", "--quiet", "--proxy", &dead];
    let ran = wsdl_in(scratch.path(), &args)
        .exits(1)
        .says(&["could not be fetched"]);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    let args = ["fetch", url, "--into", "dead", "--proxy", "nonsense://"];
    wsdl_in(scratch.path(), &args).exits(2).says(&["--proxy"]);
}
