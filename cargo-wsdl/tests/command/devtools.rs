//! Chromium without a window, spoken to over two pipes (the DevTools protocol with `--remote-debugging-pipe`): no driver, no socket.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::Scratch;

/// The browser with one page; it ends with the test.
pub(crate) struct Browser {
    child: Child,
    to: File,
    from: BufReader<File>,
    number: u64,
    session: String,
    _folder: Scratch,
}

/// The flags that keep it quiet and apart.
const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
--disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage \
--hide-scrollbars --remote-debugging-pipe";

impl Browser {
    /// Starts the browser of this machine; `None`, said loudly, when there is none.
    pub(crate) fn start(name: &str) -> Option<Self> {
        let Some(program) = program() else {
            // Past the test harness, which shows only what fails.
            let why = "there is no chromium, chromium-browser or google-chrome here";
            let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {name}\n*** {why}\n");
            return None;
        };
        let folder = Scratch::new(name);
        let path = folder.path().to_str().expect("a path in UTF-8").to_owned();
        let made = Command::new("mkfifo")
            .args([format!("{path}/to"), format!("{path}/from")])
            .status();
        assert!(made.is_ok_and(|s| s.success()), "no pipes could be made");
        // The browser reads from its descriptor 3 and writes to 4.
        let script = format!(
            "exec '{}' {FLAGS} --user-data-dir='{path}/data' about:blank 3<'{path}/to' 4>'{path}/from'",
            program.display()
        );
        let child = Command::new("sh")
            .args(["-c", &script])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        // Opening waits for the other side.
        let to = File::create(format!("{path}/to")).expect("a pipe");
        let from = BufReader::new(File::open(format!("{path}/from")).expect("a pipe"));
        let mut browser = Self {
            child,
            to,
            from,
            number: 0,
            session: String::new(),
            _folder: folder,
        };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", attach);
        let session = attached["sessionId"].as_str().expect("a session");
        browser.session = session.to_owned();
        Some(browser)
    }

    /// Calls a method and gives its result; events in between are passed over.
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let number = self.number;
        let mut message = json!({"id": number, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.to
            .write_all(format!("{message}\0").as_bytes())
            .expect("the browser listens");
        loop {
            let mut bytes = Vec::new();
            self.from
                .read_until(0, &mut bytes)
                .expect("the browser talks");
            assert_eq!(bytes.pop(), Some(0), "the browser has ended");
            let answer: Value = serde_json::from_slice(&bytes).expect("JSON");
            if answer["id"] == number {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// The value of an expression in the page, by value.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", params);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].clone()
    }

    /// Goes to a page and waits until it is there, its style sheet applied.
    pub(crate) fn open(&mut self, url: &str) {
        self.evaluate("window.old = true");
        self.call("Page.navigate", json!({"url": url}));
        self.wait();
    }

    /// Waits for the page that follows.
    pub(crate) fn wait(&mut self) {
        let begin = Instant::now();
        let there = "document.readyState === 'complete' && !window.old";
        while self.evaluate(there) != true {
            assert!(
                begin.elapsed() < Duration::from_secs(60),
                "the page does not come"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// How wide the window is, and whether its user likes it dark.
    pub(crate) fn look(&mut self, width: u32, dark: bool) {
        let metrics =
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.call("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    /// The whole page as a picture (PNG, in base64).
    pub(crate) fn picture(&mut self) -> String {
        let params = json!({"format": "png", "captureBeyondViewport": true});
        let answer = self.call("Page.captureScreenshot", params);
        answer["data"].as_str().expect("a picture").to_owned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Chromium, wherever `PATH` leads to it.
fn program() -> Option<PathBuf> {
    if !cfg!(unix) {
        return None;
    }
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH")?;
    let places = std::env::split_paths(&path);
    places
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
}
