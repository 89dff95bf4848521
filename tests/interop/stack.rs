//! The server stacks of `../shared/interop`: what each serves, and how it is had, started and ended.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tests::scratch::success;
use tests::shared;

/// A server stack.
pub(crate) struct Stack {
    /// Its folder in `../shared/interop`.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) what: &'static str,
    /// A shell command that succeeds where everything is there that its `install` would install.
    pub(crate) there: &'static str,
    /// Where its WSDLs say that the documents they import are: (location, file in `wsdl/`).
    pub(crate) locations: &'static [(&'static str, &'static str)],
    /// Its services.
    pub(crate) services: &'static [Service],
}

/// A service of a stack.
pub(crate) struct Service {
    /// The module of its generated client.
    pub(crate) module: &'static str,
    /// Its WSDL, in `wsdl/`.
    pub(crate) wsdl: &'static str,
    /// The paths at which it is served; recorded exchanges are told apart by them.
    pub(crate) paths: &'static [&'static str],
    /// The ports that are called; all where none is named.
    pub(crate) ports: &'static [&'static str],
    /// The versions of SOAP in which it is to be called, or the methods of HTTP where it is called without envelopes.
    pub(crate) versions: &'static [&'static str],
    /// All its operations, by the element that stands in the body of a request, or by name.
    pub(crate) operations: &'static [&'static str],
}

impl Stack {
    /// Its folder, where the material beside the repository is there.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        shared(&format!("interop/{}", self.name))
    }

    /// Its folder, everything installed that it needs; or why not.
    pub(crate) fn installed(&self) -> Result<PathBuf, String> {
        let folder = self.folder().ok_or("../shared/interop is not there")?;
        if self.is_there() {
            return Ok(folder);
        }
        if !std::env::var("INTEROP_INSTALL").is_ok_and(|v| v == "1") {
            return Err(
                "it is not installed; INTEROP_INSTALL=1 lets this test install it".to_owned(),
            );
        }
        let install = Command::new("sh").arg(folder.join("install")).output();
        let said = success(&install.map_err(|e| e.to_string())?)?;
        match self.is_there() {
            true => Ok(folder),
            false => Err(format!("it is not there even after its `install`:\n{said}")),
        }
    }

    fn is_there(&self) -> bool {
        let cache = "cache=${INTEROP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/soap-interop}";
        let asked = Command::new("sh")
            .arg("-c")
            .arg(format!("{cache}; {}", self.there))
            .output();
        asked.is_ok_and(|output| output.status.success())
    }
}

/// A server that runs until this is dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it is: `http://127.0.0.1:PORT`.
    pub(crate) url: String,
}

impl Server {
    /// Runs a script, `SCRIPT PORT`, until it says that it is ready, for two minutes at most.
    pub(crate) fn start(script: &Path) -> Result<Self, String> {
        Self::serving(script, Path::new(""))
    }

    /// The same of a script that takes the WSDL to be served from its environment.
    pub(crate) fn serving(script: &Path, wsdl: &Path) -> Result<Self, String> {
        let free = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .map_err(|e| e.to_string())?;
        let mut command = Command::new("sh");
        command.arg(script).arg(free.port().to_string());
        command.env("WSDL", wsdl);
        let child = command
            .stdout(Stdio::piped())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        // From here on it is ended whatever happens.
        let mut server = Self {
            child: child.map_err(|e| e.to_string())?,
            url: String::new(),
        };
        let out = server.child.stdout.take().ok_or("no output")?;
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let url = line
                    .strip_prefix("READY ")
                    .map(|url| url.trim_end_matches('/').to_owned());
                if url.is_some_and(|url| tell.send(url).is_err()) {
                    break;
                }
            }
        });
        let ready = told.recv_timeout(Duration::from_secs(120));
        server.url = ready.map_err(|_| format!("{} did not get ready", script.display()))?;
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGTERM lets the script end what it started; the standard library itself can only kill.
        let told = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        if !told.is_ok_and(|s| s.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}
