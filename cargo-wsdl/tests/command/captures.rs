//! `cargo wsdl call` reads what services with `use="encoded"` really answered: by the types of their descriptions, references followed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use wsdl_runtime::xml::Element;

use crate::support::{Server, answer, root, wsdl};

/// The service of each stack, and what the names of its captures begin with.
const STACKS: [(&str, &str, &str); 3] = [
    ("asmx-mono", "EncodedService.wsdl", "rpcenc-"),
    ("php-soap", "rpc-encoded.wsdl", "enc-"),
    ("perl-soaplite", "service.wsdl", ""),
];

struct Capture {
    operation: String,
    is_12: bool,
    status: String,
    content_type: String,
    answer: String,
}

fn capture(path: &Path) -> Option<Capture> {
    let text = fs::read_to_string(path).ok()?.replace("\r\n", "\n");
    let (request, answer) = text.split_once("\n----------------------------------------\n")?;
    let (head, answer) = answer.split_once("\n\n")?;
    let request_body = request.split_once("\n\n")?.1;
    let envelope: Element = request_body.parse().ok()?;
    let body = envelope.elements().find(|e| e.local == "Body")?;
    let call = body.elements().next()?;
    let content_type = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Type: "))?;
    Some(Capture {
        operation: call.local.clone(),
        is_12: request.contains("application/soap+xml"),
        status: head.lines().next()?.split_once(' ')?.1.to_owned(),
        content_type: content_type.to_owned(),
        answer: answer.to_owned(),
    })
}

#[test]
fn answers_of_encoded_services_are_read() {
    let interop = root().join("../shared/interop");
    if !interop.exists() {
        eprintln!("SKIPPED: there are no captures beside the repository");
        return;
    }
    let (mut read, mut problems) = (BTreeMap::new(), Vec::new());
    for (stack, service, prefix) in STACKS {
        let folder = interop.join(stack);
        let mut files: Vec<_> = fs::read_dir(folder.join("captures"))
            .expect("captures")
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
        for file in files {
            let name = file
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let Some(capture) = capture(&file).filter(|_| name.starts_with(prefix)) else {
                continue;
            };
            let description = folder.join("wsdl").join(service);
            let told = answered(&description, &capture);
            match told {
                Ok(value) => {
                    read.insert(format!("{stack}/{name}"), value);
                }
                // Faults; operations that the description does not have; a capture that was cut.
                Err(why) if capture.status.starts_with('5') || why.contains("no operation") => {}
                Err(why) if why.contains("the document ends") => {}
                Err(why) => problems.push(format!("{stack}/{name}: {why}")),
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(read.len() >= 18, "{:?}", read.keys());
    // Members without a namespace, structures that are referred to twice, null items, arrays that stand apart.
    let node = json!({"Name": "one"});
    let pair = json!({
        "Left": node, "Right": node, "Tags": {"items": ["a", null]}, "Counts": {"items": [1, 2]}
    });
    let pairs = json!({"MakePairsResult": {"items": [pair, null, pair]}});
    let node = json!({"name": "one", "weight": 1.5});
    let shared =
        json!({"return": {"left": node, "right": node, "tags": {"items": ["a", null, ""]}}});
    let nodes = json!({"return": {"items": [
        {"name": "n0", "weight": 0.0}, {"@xsi:type": "Leaf", "name": "n1", "weight": 0.5, "color": "green"}
    ]}});
    for (name, value) in [
        ("asmx-mono/rpcenc-pairs", pairs),
        (
            "asmx-mono/rpcenc-shared",
            json!({ "MakeSharedResult": pair }),
        ),
        ("php-soap/enc-shared", shared.clone()),
        ("php-soap/enc-shared-12", shared),
        ("php-soap/enc-nodes-12", nodes),
        (
            "php-soap/enc-divide",
            json!({"quotient": 3, "remainder": 1}),
        ),
        ("perl-soaplite/cancel", json!({"cancelJobResult": true})),
    ] {
        assert_eq!(read.get(name), Some(&value), "{name}");
    }
}

fn answered(description: &Path, capture: &Capture) -> Result<Value, String> {
    let reply = answer(&capture.status, &capture.content_type, &capture.answer);
    let server = Server::start(move |_| reply.clone());
    let (url, description) = (server.url("/"), description.to_string_lossy().into_owned());
    let mut args = vec!["call", &description, &capture.operation, "--endpoint", &url];
    args.extend([
        "--format",
        "json",
        "--soap",
        if capture.is_12 { "1.2" } else { "1.1" },
    ]);
    let ran = wsdl(&args);
    match ran.code {
        0 => serde_json::from_str(&ran.out).map_err(|e| e.to_string()),
        _ => Err(ran.err),
    }
}
