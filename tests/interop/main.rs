//! Live tests against the independent server stacks of `../shared/interop`, and replay of what they once answered.
//!
//! A program with a generated client for every WSDL (`calls/`) makes the calls and compares what comes back; it is built once.
//! `INTEROP_INSTALL=1` lets a test run a stack's own `install` when something is missing; without it, and without the stacks,
//! what is not tested is said loudly. `INTEROP_STACK=NAME` keeps to one stack.

mod program;
mod stack;
mod stacks;
mod table;
mod verbs;

use std::io::Write as _;

use tests::{shared, skipped};

use stack::{Server, Stack};
use stacks::STACKS;
use table::Table;

/// The stacks to be tested; none, said loudly, without the material beside the repository.
fn chosen(what: &str) -> Vec<&'static Stack> {
    if shared("interop").is_none() {
        skipped(what, "../shared/interop is not there");
        return Vec::new();
    }
    let only = std::env::var("INTEROP_STACK");
    let is_chosen = |s: &&Stack| only.as_ref().map_or(true, |only| only == s.name);
    STACKS.iter().filter(is_chosen).collect()
}

/// Prints past the capture of the test harness: these tables are what the tests are for.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Every operation of every service of every stack, by both transports, in every version of SOAP that it speaks.
#[test]
fn every_operation_is_called() {
    let mut table = Table::default();
    let mut wrong = Vec::new();
    let stacks = chosen("the live tests against SOAP stacks");
    // Servers mostly wait; that can be done side by side.
    let called: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = stacks
            .iter()
            .map(|stack| scope.spawn(|| call(stack)))
            .collect();
        running.into_iter().map(|thread| thread.join()).collect()
    });
    for (stack, called) in stacks.into_iter().zip(called) {
        match called {
            Ok(Ok(Some(said))) => wrong.extend(table.add(stack, &said)),
            Ok(Ok(None)) => table.skipped(stack),
            Ok(Err(why)) => wrong.push(format!("{}: {why}", stack.name)),
            Err(_) => wrong.push(format!("{}: the thread panicked", stack.name)),
        }
    }
    print(&table.to_string());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the program said of its calls of a stack; `None`, said loudly, where the stack cannot be had.
fn call(stack: &Stack) -> Result<Option<String>, String> {
    let folder = match stack.installed() {
        Ok(folder) => folder,
        Err(why) => {
            skipped(
                &format!("the live test against {} ({})", stack.name, stack.what),
                &why,
            );
            return Ok(None);
        }
    };
    let server = Server::start(&folder.join("run"))?;
    program::run(&["call", stack.name, &server.url]).map(Some)
}

/// A `UsernameToken`, in text and as a digest, is judged by node-soap.
#[test]
fn username_tokens_are_judged() {
    let what = "the live test of WS-Security against node-soap";
    let Some(stack) = chosen(what).into_iter().find(|s| s.name == "node-soap") else {
        return;
    };
    let folder = match stack.installed() {
        Ok(folder) => folder,
        Err(why) => return skipped(what, &why),
    };
    let script = tests::root().join("tests/interop/username-token/run");
    let server = Server::serving(&script, &folder.join("wsdl/CommandWebService.wsdl"));
    let server = server.unwrap_or_else(|why| panic!("{why}"));
    let said = program::run(&["call", "username-token", &server.url]);
    let said = said.unwrap_or_else(|why| panic!("{why}"));
    let calls = said
        .lines()
        .filter(|line| line.starts_with("CALLED "))
        .count();
    assert_eq!(
        calls, 24,
        "six calls by both transports, in both versions of SOAP"
    );
    print(&format!(
        "\nUsernameToken, judged by node-soap: {calls} calls passed\n"
    ));
}

/// Offline: what the stacks once answered, faults, pages and nothing at all among it.
#[test]
fn recorded_exchanges_are_replayed() {
    let mut wrong = Vec::new();
    let mut lines = String::from("\nrecorded exchanges   replayed   values   faults   errors\n");
    for stack in chosen("the replay of recorded exchanges") {
        let Some(folder) = stack.folder() else {
            continue;
        };
        let folders = ["captures", "captures-errors-on"].map(|name| folder.join(name));
        let there = folders.iter().filter(|f| f.is_dir());
        let recorded: usize = there.clone().map(|f| tests::files_below(f).len()).sum();
        let mut args = vec!["replay".to_owned(), stack.name.to_owned()];
        args.extend(there.map(|f| f.to_string_lossy().into_owned()));
        let args: Vec<_> = args.iter().map(String::as_str).collect();
        match program::run(&args) {
            Ok(said) => {
                let count = |kind: &str| {
                    let is = |line: &&str| line.starts_with("REPLAYED ") && line.ends_with(kind);
                    said.lines().filter(is).count()
                };
                let (all, values, faults, errors) =
                    (count(""), count(" value"), count(" fault"), count(" error"));
                lines += &format!(
                    "{:<20}{all:>9}{values:>9}{faults:>9}{errors:>9}\n",
                    stack.name
                );
                if all != recorded {
                    wrong.push(format!(
                        "{}: {all} of {recorded} exchanges were replayed",
                        stack.name
                    ));
                }
            }
            Err(why) => wrong.push(format!("{}: {why}", stack.name)),
        }
    }
    print(&lines);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
