//! Live tests against independent server stacks of `../shared/interop`, and replay of what they once answered.
//!
//! `INTEROP_INSTALL=1` lets a test run a stack's own `install` when something is missing; without it, and without the stacks,
//! what is not tested is said loudly.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use tests::scratch::{Scratch, success};
use tests::{root, shared, skipped};
use wsdl_codegen::model::package::Operation;
use wsdl_codegen::{Layout, Options};

/// Every operation that the WSDLs of the two services name; `Add` is there twice, under the names of its messages.
const OPERATIONS: &[(&str, &[&str])] = &[
    (
        "CommandWebService",
        &[
            "Login",
            "Logout",
            "cancelJob",
            "isJobComplete",
            "getJobStatus",
            "getDetailedJobStatus",
            "listSpaces",
            "executeQueryInSpace",
            "getReportData",
            "uploadData",
            "setSourceDetails",
        ],
    ),
    (
        "InteropService",
        &[
            "EchoEverything",
            "EchoString",
            "EchoInt",
            "EchoBool",
            "EchoDecimal",
            "EchoDouble",
            "EchoDateTime",
            "EchoNullable",
            "EchoGuid",
            "EchoBytes",
            "EchoStrings",
            "EchoNested",
            "EchoNullables",
            "EchoColor",
            "EchoColors",
            "EchoAccess",
            "EchoShape",
            "EchoShapes",
            "EchoMixed",
            "EchoTree",
            "EchoTexty",
            "EchoOptional",
            "EchoAny",
            "EchoObject",
            "EchoObjects",
            "GetDataSet",
            "Empty",
            "OutAndRef",
            "AddTwo",
            "AddThree",
            "WhoAmI",
            "Fire",
            "Fired",
            "Count",
            "Fail",
            "Rows",
            "Blob",
            "Sleep",
        ],
    ),
];

/// A server that runs until this is dropped.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    /// Runs `run PORT` of a stack and waits until it says that it is ready.
    fn start(folder: &Path) -> Result<Self, String> {
        let free = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .map_err(|e| e.to_string())?;
        let mut command = Command::new("sh");
        command
            .arg(folder.join("run"))
            .arg(free.port().to_string())
            .stdout(Stdio::piped())
            .stdin(Stdio::null());
        let mut child = command.spawn().map_err(|e| e.to_string())?;
        let out = child.stdout.take().ok_or("no output")?;
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if let Some(url) = line.strip_prefix("READY ") {
                return Ok(Self {
                    child,
                    url: url.trim().to_owned(),
                });
            }
        }
        let _ = child.kill();
        Err(format!(
            "{} ended before it was ready: {:?}",
            folder.display(),
            child.wait()
        ))
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

/// The folder of a stack, its programs there; or why not.
fn stack(name: &str, programs: &[&str]) -> Result<PathBuf, String> {
    let folder = shared(&format!("interop/{name}")).ok_or("../shared/interop is not there")?;
    let there = |program: &&str| Command::new(program).arg("--version").output().is_ok();
    let missing: Vec<_> = programs.iter().filter(|p| !there(p)).collect();
    if missing.is_empty() {
        return Ok(folder);
    }
    if !std::env::var("INTEROP_INSTALL").is_ok_and(|v| v == "1") {
        return Err(format!(
            "{missing:?} are not installed; INTEROP_INSTALL=1 lets the test install them"
        ));
    }
    let installed = Command::new("sh")
        .arg(folder.join("install"))
        .output()
        .map_err(|e| e.to_string())?;
    success(&installed).map(|_| folder)
}

/// Generates a client of a WSDL into `src/generated/NAME` of a crate; returns its operations: element and constant.
fn generate(scratch: &Scratch, wsdl: &Path, name: &str) -> Vec<(String, String)> {
    let outcome = wsdl_codegen::compile(wsdl, &Options::default(), Layout::Folder);
    let said = tests::said(&outcome);
    assert!(!outcome.files.is_empty(), "{said}");
    for file in &outcome.files {
        scratch.write(&format!("src/generated/{name}/{}", file.path), &file.text);
    }
    let clients = outcome.package.map(|p| p.clients).unwrap_or_default();
    let element = |o: &Operation| {
        o.input
            .element
            .as_ref()
            .map(|e| e.local.to_string())
            .unwrap_or_default()
    };
    let operations = clients.iter().flat_map(|c| &c.operations);
    operations
        .map(|o| (element(o), format!("{name}::operations::{}", o.constant)))
        .collect()
}

/// The crate that calls asmx-mono, with its clients generated, built once for all tests.
fn asmx_mono(folder: &Path) -> &'static Scratch {
    static CRATE: OnceLock<Scratch> = OnceLock::new();
    CRATE.get_or_init(|| {
        let scratch = Scratch::kept("interop-asmx-mono");
        scratch.copy(&root().join("tests").join("interop").join("asmx-mono"));
        let manifest = fs::read_to_string(scratch.folder.join("Cargo.toml")).unwrap_or_default();
        let here = root().to_string_lossy().replace('\\', "/");
        scratch.write("Cargo.toml", &manifest.replace("../../..", &here));
        scratch.share();
        let mut arms = String::new();
        for (wsdl, name) in [("CommandWebService", "command"), ("InteropService", "interop")] {
            let made = generate(&scratch, &folder.join("wsdl").join(format!("{wsdl}.wsdl")), name);
            let expected = OPERATIONS.iter().find(|(service, _)| *service == wsdl).map(|(_, o)| o.to_vec());
            let (mut made_names, mut expected) = (made.iter().map(|(e, _)| e.as_str()).collect(), expected.unwrap_or_default());
            let sort = |list: &mut Vec<&str>| list.sort_unstable();
            sort(&mut made_names);
            sort(&mut expected);
            assert_eq!(made_names, expected, "{wsdl}: the operations are not those of this test's list");
            arms.extend(made.iter().map(|(e, constant)| format!("        {e:?} => call(client, &{constant}),\n")));
        }
        let replay = "pub fn replay(client: &wsdl_runtime::generated::Client, operation: &str) -> Option<Replayed>";
        scratch.write("src/generated/mod.rs", &format!(
            "use crate::replay::{{Replayed, call}};\n\npub mod command;\npub mod interop;\n\n\
             {replay} {{\n    Some(match operation {{\n{arms}        _ => return None,\n    }})\n}}\n"
        ));
        success(&scratch.cargo(&["build", "--quiet"])).unwrap_or_else(|e| panic!("{e}"));
        scratch
    })
}

/// What the program says is wrong, none expected.
fn nothing_wrong(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let after = format!("\n{said}");
    let ends = |w: &str| {
        w.split("\nCALLED ")
            .next()
            .unwrap_or_default()
            .split("\nREPLAYED ")
            .next()
            .map(str::to_owned)
    };
    let wrong: Vec<String> = after.split("\nWRONG ").skip(1).filter_map(ends).collect();
    assert!(
        wrong.is_empty(),
        "{} things are not as they should be\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    success(output).unwrap_or_else(|e| panic!("{e}"));
    said
}

/// Offline: what the engine once answered, faults, pages and nothing at all among it.
#[test]
fn asmx_mono_is_replayed() {
    let Some(folder) = shared("interop/asmx-mono") else {
        return skipped(
            "the replay of asmx-mono's exchanges",
            "../shared/interop is not there",
        );
    };
    let folders =
        ["captures", "captures-errors-on"].map(|f| folder.join(f).to_string_lossy().into_owned());
    let output =
        asmx_mono(&folder).cargo(&["run", "--quiet", "--", "replay", &folders[0], &folders[1]]);
    let said = nothing_wrong(&output);
    let replayed = said.lines().filter(|l| l.starts_with("REPLAYED ")).count();
    assert!(replayed > 90, "only {replayed} exchanges were found");
    let _ = writeln!(
        std::io::stdout(),
        "\nasmx-mono: {replayed} recorded exchanges replayed"
    );
}

#[test]
fn asmx_mono_is_called_whole() {
    let folder = match stack("asmx-mono", &["mono", "mcs"]) {
        Ok(folder) => folder,
        Err(why) => return skipped("the live test against asmx-mono (ASP.NET .asmx)", &why),
    };
    let scratch = asmx_mono(&folder);
    let server = Server::start(&folder).unwrap_or_else(|e| panic!("{e}"));
    let output = scratch.cargo(&["run", "--quiet", "--", &server.url]);
    let said = nothing_wrong(&output);

    let calls: Vec<&str> = said
        .lines()
        .filter_map(|l| l.strip_prefix("CALLED "))
        .collect();
    let mut table = format!("\nasmx-mono, live\n");
    let head = ["service", "SOAP", "transport", "operations", "calls"];
    table += &format!(
        "{:<24}{:<12}{:<12}{:>12}{:>10}\n",
        head[0], head[1], head[2], head[3], head[4]
    );
    for (service, operations) in OPERATIONS {
        for version in ["1.1", "1.2"] {
            for way in ["reqwest", "ureq"] {
                let round = |call: &&&str| {
                    let words: Vec<&str> = call.split(' ').collect();
                    matches!(words[..], [s, _, v, w] if s == *service && v == version && w == way)
                };
                let made: Vec<&&str> = calls.iter().filter(round).collect();
                let called: BTreeSet<&str> =
                    made.iter().filter_map(|c| c.split(' ').nth(1)).collect();
                let missed: Vec<_> = operations
                    .iter()
                    .filter(|o| !called.contains(**o))
                    .collect();
                assert!(
                    missed.is_empty(),
                    "{service}, SOAP {version}, {way}: not called: {missed:?}"
                );
                let (operations, calls) = (called.len(), made.len());
                table +=
                    &format!("{service:<24}{version:<12}{way:<12}{operations:>12}{calls:>10}\n");
            }
        }
    }
    // Past the capture of the test harness: this table is what the test is for.
    let _ = std::io::stdout().write_all(table.as_bytes());
}
