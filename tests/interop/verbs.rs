//! `cargo wsdl fetch` from running stacks, `generate` with the stack gone, and `cargo wsdl call` of what was fetched.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tests::scratch::{Scratch, success, target};
use tests::{root, skipped};

use crate::chosen;
use crate::stack::{Server, Stack};

/// A contract of a stack, and a call of it.
struct Published {
    stack: &'static str,
    /// Where the description is.
    wsdl: &'static str,
    /// The entry document once it was fetched, and how many documents there are.
    entry: &'static str,
    documents: usize,
    /// Where the service is.
    path: &'static str,
    /// Operation and values.
    call: &'static [&'static str],
    /// What is printed.
    says: &'static str,
}

const CANCEL: &[&str] = &[
    "cancelJob",
    "token=string",
    "spaceID=s",
    "jobToken=finished",
];

const PUBLISHED: &[Published] = &[
    Published {
        stack: "asmx-mono",
        wsdl: "/CommandWebService.asmx",
        entry: "CommandWebService.wsdl",
        documents: 1,
        path: "/CommandWebService.asmx",
        call: CANCEL,
        says: "cancelJobResult: false\n",
    },
    Published {
        stack: "asmx-mono",
        wsdl: "/EncodedService.asmx?wsdl",
        entry: "EncodedService.wsdl",
        documents: 1,
        path: "/EncodedService.asmx",
        call: &["Sum", "values:=[1,2,3]"],
        says: "SumResult: 6\n",
    },
    Published {
        stack: "asmx-mono",
        wsdl: "/RpcLiteralService.asmx?wsdl",
        entry: "RpcLiteralService.wsdl",
        documents: 1,
        path: "/RpcLiteralService.asmx",
        call: &["Add", "a=2", "b=3"],
        says: "AddResult: 5\n",
    },
    Published {
        stack: "asmx-mono",
        wsdl: "/BareService.asmx?wsdl",
        entry: "BareService.wsdl",
        documents: 1,
        path: "/BareService.asmx",
        call: &["Upper", "value=abc"],
        says: "UpperReply: ABC\n",
    },
    Published {
        stack: "asmx-mono",
        wsdl: "/InteropService.asmx?wsdl",
        entry: "InteropService.wsdl",
        documents: 1,
        path: "/InteropService.asmx",
        call: &[
            "EchoShape",
            "value.@xsi:type=Circle",
            "value.Label=c",
            "value.Radius=1.5",
        ],
        says: "EchoShapeResult:\n  @xsi:type: Circle\n  Label: c\n  Radius: 1.5\n",
    },
    Published {
        stack: "wcf-mono",
        wsdl: "/?wsdl",
        entry: "service.wsdl",
        documents: 8,
        path: "/soap11",
        call: CANCEL,
        says: "cancelJobResult: false\n",
    },
    Published {
        stack: "php-soap",
        wsdl: "/CommandWebService.asmx?wsdl",
        entry: "CommandWebService.wsdl",
        documents: 1,
        path: "/CommandWebService.asmx",
        call: CANCEL,
        says: "cancelJobResult: false\n",
    },
    Published {
        stack: "php-soap",
        wsdl: "/rpc-literal?wsdl",
        entry: "rpc-literal.wsdl",
        documents: 1,
        path: "/rpc-literal",
        call: &["echoString", "value=abc"],
        says: "return: abc\n",
    },
    Published {
        stack: "php-soap",
        wsdl: "/rpc-encoded?wsdl",
        entry: "rpc-encoded.wsdl",
        documents: 1,
        path: "/rpc-encoded",
        call: &["echoString", "value=abc"],
        says: "return: abc\n",
    },
    Published {
        stack: "jaxws-ri",
        wsdl: "/command?wsdl",
        entry: "command.wsdl",
        documents: 2,
        path: "/command",
        call: CANCEL,
        says: "cancelJobResult: false\n",
    },
    Published {
        stack: "jaxws-ri",
        wsdl: "/rpc?wsdl",
        entry: "rpc.wsdl",
        documents: 3,
        path: "/rpc",
        call: &["add", "a=2", "b=3"],
        says: "return: 5\n",
    },
    Published {
        stack: "spyne",
        wsdl: "/soap11?wsdl",
        entry: "soap11.wsdl",
        documents: 1,
        path: "/soap11",
        call: CANCEL,
        says: "cancelJobResult: false\n",
    },
    Published {
        stack: "node-soap",
        wsdl: "/CommandWebService.asmx?wsdl",
        entry: "CommandWebService.wsdl",
        documents: 1,
        path: "/CommandWebService.asmx",
        call: CANCEL,
        says: "cancelJobResult: false\n",
    },
];

/// What a stack publishes is fetched; code is made of it while no server runs; then the server is there again, and is called.
#[test]
fn what_is_fetched_is_generated_offline_and_called() {
    let mut wrong = Vec::new();
    for stack in chosen("fetching from SOAP stacks") {
        let published: Vec<&Published> =
            PUBLISHED.iter().filter(|p| p.stack == stack.name).collect();
        if published.is_empty() {
            skipped(
                &format!("fetching from {}", stack.name),
                "it publishes no description",
            );
            continue;
        }
        match stack.installed() {
            Ok(folder) => wrong.extend(
                fetched(stack, &folder, &published)
                    .err()
                    .map(|e| format!("{}: {e}", stack.name)),
            ),
            Err(why) => skipped(
                &format!("fetching from {} ({})", stack.name, stack.what),
                &why,
            ),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fetched(stack: &Stack, folder: &Path, published: &[&Published]) -> Result<(), String> {
    let scratch = Scratch::new(&format!("fetched-{}", stack.name));
    let place = |p: &Published| format!("wsdl/{}", p.entry.trim_end_matches(".wsdl"));
    let server = Server::start(&folder.join("run"))?;
    for p in published {
        let url = format!("{}{}", server.url, p.wsdl);
        wsdl(&scratch, &["fetch", &url, "--into", &place(p)])?;
        let documents = tests::files_below(&scratch.folder.join(place(p)));
        if documents.len() != p.documents + 2 || !documents.iter().any(|d| d == p.entry) {
            return Err(format!("{url} became {documents:?}"));
        }
    }
    drop(server);
    for p in published {
        let (entry, out) = (
            format!("{}/{}", place(p), p.entry),
            format!("src/{}", place(p)),
        );
        wsdl(&scratch, &["generate", &entry, "--out", &out])?;
    }
    let server = Server::start(&folder.join("run"))?;
    for p in published {
        let (entry, endpoint) = (
            format!("{}/{}", place(p), p.entry),
            format!("{}{}", server.url, p.path),
        );
        let args: Vec<&str> = ["call", &entry]
            .into_iter()
            .chain(p.call.iter().copied())
            .chain(["--endpoint", &endpoint])
            .collect();
        let said = wsdl(&scratch, &args)?;
        if said != p.says {
            return Err(format!("{args:?} said {said:?}"));
        }
    }
    Ok(())
}

/// `cancelJob` of the first service, in both versions of SOAP: an answer, and a fault.
#[test]
fn cancel_job_is_called_in_both_versions() {
    let Some(stack) = chosen("cancelJob against asmx-mono")
        .into_iter()
        .find(|s| s.name == "asmx-mono")
    else {
        return;
    };
    let folder = match stack.installed() {
        Ok(folder) => folder,
        Err(why) => return skipped("cancelJob against asmx-mono", &why),
    };
    let server = Server::start(&folder.join("run")).unwrap_or_else(|e| panic!("{e}"));
    let scratch = Scratch::new("cancel-job-called");
    let service = root().join("wsdl/command-web-service/CommandWebService.wsdl");
    let (service, endpoint) = (
        service.to_string_lossy(),
        format!("{}/CommandWebService.asmx", server.url),
    );
    for version in ["1.1", "1.2"] {
        let call = |job: &str| {
            ran(
                &scratch,
                &[
                    "call",
                    &service,
                    "cancelJob",
                    "token=string",
                    "spaceID=s",
                    job,
                    "--soap",
                    version,
                    "--endpoint",
                    &endpoint,
                ],
            )
        };
        for (job, says) in [
            ("jobToken=string", "cancelJobResult: true\n"),
            ("jobToken=finished", "cancelJobResult: false\n"),
        ] {
            let output = call(job);
            assert_eq!(success(&output).as_deref(), Ok(says), "SOAP {version}");
        }
        let output = call("jobToken=unknown");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            output.stdout.is_empty()
                && said.starts_with("error: the service answered with a fault: "),
            "{said}"
        );
    }
}

/// What a run of the command prints.
///
/// # Errors
/// It does not exit with 0: everything that it says.
fn wsdl(scratch: &Scratch, args: &[&str]) -> Result<String, String> {
    success(&ran(scratch, args))
}

fn ran(scratch: &Scratch, args: &[&str]) -> Output {
    let mut command = Command::new(binary());
    command
        .arg("wsdl")
        .args(args)
        .current_dir(&scratch.folder)
        .env("NO_COLOR", "1");
    command
        .output()
        .unwrap_or_else(|e| panic!("cargo wsdl: {e}"))
}

/// The binary, built once.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let mut build = Command::new(env!("CARGO"));
        build
            .args(["build", "--quiet", "--package", "cargo-wsdl"])
            .current_dir(root());
        let output = build.env("CARGO_TARGET_DIR", target()).output();
        success(&output.unwrap_or_else(|e| panic!("cargo: {e}"))).unwrap_or_else(|e| panic!("{e}"));
        target()
            .join("debug")
            .join(format!("cargo-wsdl{}", std::env::consts::EXE_SUFFIX))
    })
}
