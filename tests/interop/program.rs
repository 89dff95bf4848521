//! The program that makes the calls: the crate in `calls/`, with a client generated for each service, built once.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tests::root;
use tests::scratch::{Scratch, success, target};
use wsdl_codegen::model::package::{Layout as Shape, Message, Operation};
use wsdl_codegen::model::wsdl::HttpInput;
use wsdl_codegen::{Layout, Options};

use crate::stack::{Service, Stack};
use crate::stacks::STACKS;

/// Runs the program; what it said, when nothing was wrong.
pub(crate) fn run(args: &[&str]) -> Result<String, String> {
    let output = Command::new(built()?)
        .args(args)
        .output()
        .map_err(|e| e.to_string())?;
    nothing_wrong(&output)
}

/// The program, built when it is first asked for; no stack need be installed for that.
fn built() -> Result<&'static Path, String> {
    static PROGRAM: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match PROGRAM.get_or_init(build) {
        Ok(program) => Ok(program),
        Err(why) => Err(why.clone()),
    }
}

fn build() -> Result<PathBuf, String> {
    let scratch = Scratch::kept("interop-calls");
    scratch.copy(&root().join("tests/interop/calls"));
    let manifest = std::fs::read_to_string(scratch.folder.join("Cargo.toml")).unwrap_or_default();
    let here = root().to_string_lossy().replace('\\', "/");
    scratch.write("Cargo.toml", &manifest.replace("../../..", &here));
    scratch.share();
    // Kept from an older checkout it would name other versions than the workspace, and all of them would be built for this crate.
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    scratch.write("Cargo.lock", &lock);
    let (mut modules, mut arms) = (String::new(), String::new());
    for stack in STACKS {
        let folder = stack
            .folder()
            .ok_or_else(|| format!("{} is not there", stack.name))?;
        let options = Options {
            catalog: vec![catalog(&scratch, stack, &folder)],
            ..Options::default()
        };
        let mut fallback = String::new();
        for service in stack.services.iter().rev() {
            modules += &format!("pub mod {};\n", service.module);
            let wsdl = folder.join("wsdl").join(service.wsdl);
            fallback = generate(&scratch, stack, service, &wsdl, &options, &mut arms);
        }
        // At a path where there is no service, that of the first.
        arms += &format!("        ({:?}, _, _) => {fallback},\n", stack.name);
    }
    let known = "pub fn known(stack: &str, path: &str, element: &str) -> Option<Known>";
    scratch.write(
        "src/generated/mod.rs",
        &format!(
            "use crate::replay::{{Known, of}};\n\n{modules}\n\
                 {known} {{\n    Some(match (stack, path, element) {{\n\
                 {arms}        _ => return None,\n    }})\n}}\n"
        ),
    );
    success(&scratch.cargo(&["build", "--quiet"]))?;
    let name = format!("interop-calls{}", std::env::consts::EXE_SUFFIX);
    Ok(target().join("debug").join(name))
}

/// Writes the catalog of a stack: its documents import each other from a server that does not run now.
fn catalog(scratch: &Scratch, stack: &Stack, folder: &Path) -> PathBuf {
    let line = |(location, file): &(&str, &str)| {
        let file = folder.join("wsdl").join(file);
        format!("http://127.0.0.1:8080/{location}\t{}\n", file.display())
    };
    let name = format!("{}.catalog", stack.name);
    let lines: String = stack.locations.iter().map(line).collect();
    scratch.write(&name, &lines);
    scratch.folder.join(name)
}

/// Generates the client of a service, and the arms of a `match` that tell its operations by a recorded request; returns the
/// expression of its first operation.
fn generate(
    scratch: &Scratch,
    stack: &Stack,
    service: &Service,
    wsdl: &Path,
    options: &Options,
    arms: &mut String,
) -> String {
    let options = Options {
        ports: service
            .ports
            .iter()
            .map(|port| (*port).to_owned())
            .collect(),
        ..options.clone()
    };
    let outcome = wsdl_codegen::compile(wsdl, &options, Layout::Folder);
    let said = tests::said(&outcome);
    assert!(!outcome.files.is_empty(), "{}: {said}", service.module);
    for file in &outcome.files {
        let path = format!("src/generated/{}/{}", service.module, file.path);
        scratch.write(&path, &file.text);
    }
    let clients = outcome.package.map(|p| p.clients).unwrap_or_default();
    let operations: Vec<_> = clients.iter().flat_map(|c| &c.operations).collect();
    let mut made: Vec<_> = operations.iter().map(|o| called(o)).collect();
    let mut listed = service.operations.to_vec();
    made.sort_unstable();
    // Bindings without envelopes have port types of their own, of the same operations.
    made.dedup();
    listed.sort_unstable();
    assert_eq!(
        made, listed,
        "{}: its operations are not those of the list in `stacks.rs`",
        service.module
    );
    let expression = |operation: &Operation| {
        let (module, constant) = (service.module, &operation.constant);
        format!(
            "of(&{module}::operations::{constant}, {:?})",
            name_of(&operation.output)
        )
    };
    let mut arm = |path: &str, pattern: &str, expression: &str| {
        *arms += &format!(
            "        ({:?}, {path}, {pattern}) => {expression},\n",
            stack.name
        );
    };
    for operation in &operations {
        let Some((input, location)) = &operation.http else {
            continue;
        };
        let method = match input {
            HttpInput::UrlEncoded | HttpInput::UrlReplacement => "\"GET\"",
            HttpInput::Form => "\"POST\"",
        };
        for path in service.paths {
            arm(
                &format!("{:?}", format!("{path}{location}")),
                method,
                &expression(operation),
            );
        }
    }
    let by_soap: Vec<_> = operations.iter().filter(|o| o.http.is_none()).collect();
    // What is no request of an operation was answered with some error: any operation serves to read that.
    let Some(first) = by_soap.first().map(|o| expression(o)) else {
        return String::new();
    };
    let paths = service.paths.iter().map(|path| format!("{path:?}"));
    let paths = paths.collect::<Vec<_>>().join(" | ");
    for operation in by_soap {
        arm(
            &paths,
            &format!("{:?}", name_of(&operation.input)),
            &expression(operation),
        );
    }
    arm(&paths, "_", &first);
    first
}

/// How calls of an operation are told: by the element of the request, without an envelope by its name.
fn called(operation: &Operation) -> &str {
    match operation.http {
        Some(_) => &operation.name,
        None => name_of(&operation.input),
    }
}

/// The local name of the element that stands in the body for a message.
fn name_of(message: &Message) -> &str {
    match &message.layout {
        Shape::Element(_, name) | Shape::Rpc(_, name) => name,
        Shape::Bare | Shape::None => "",
    }
}

/// What the program said, when nothing of it is that something is wrong.
fn nothing_wrong(output: &Output) -> Result<String, String> {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let after = format!("\n{said}");
    // A complaint may have several lines: it ends where the next record begins.
    let wrong: Vec<&str> = after
        .split("\nWRONG ")
        .skip(1)
        .filter_map(|rest| rest.split("\nCALLED ").next()?.split("\nREPLAYED ").next())
        .collect();
    if wrong.is_empty() {
        return success(output);
    }
    let count = wrong.len();
    Err(format!(
        "{count} things are not as they should be\n{}",
        wrong.join("\n")
    ))
}
