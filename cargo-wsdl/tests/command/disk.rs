//! What the file system refuses, and Ctrl-C: one sentence with the cause, and what was there before is there still.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{Ran, Scratch, Server, answer, command_web_service, fixtures, ran, wsdl_in};

/// A folder that lets nothing more be written: a file system that is full, or that is only read.
struct Mount<'s> {
    scratch: &'s Scratch,
    name: &'static str,
}

impl<'s> Mount<'s> {
    /// A small file system at a folder; `None` where this user may not mount one.
    fn new(scratch: &'s Scratch, name: &'static str, size: &str) -> Option<Self> {
        fs::create_dir(scratch.path().join(name)).expect("a folder");
        let options = format!("size={size}");
        let args = ["-t", "tmpfs", "-o", &options, "tmpfs"];
        mount(&args, &scratch.path().join(name)).then_some(Self { scratch, name })
    }

    fn read_only(&self) {
        let there = self.scratch.path().join(self.name);
        assert!(
            mount(&["-o", "remount,ro"], &there),
            "it cannot be made read-only"
        );
    }
}

impl Drop for Mount<'_> {
    fn drop(&mut self) {
        let there = self.scratch.path().join(self.name);
        let _ = Command::new("umount").arg(there).status();
    }
}

fn mount(args: &[&str], there: &Path) -> bool {
    let mut mount = Command::new("mount");
    let mount = mount.args(args).arg(there).stderr(Stdio::null()).status();
    mount.is_ok_and(|status| status.success())
}

fn skipped(what: &str) {
    use std::io::Write as _;
    let _ = writeln!(
        std::io::stderr(),
        "\n*** SKIPPED: {what}: only root mounts file systems\n"
    );
}

impl Ran {
    /// Asserts that the last line of the standard error is a sentence with these parts.
    #[track_caller]
    fn ends_with(self, parts: &[&str]) -> Self {
        let last = self.err.lines().last().unwrap_or_default();
        assert!(last.starts_with("error: "), "{}", self.err);
        assert!(
            parts.iter().all(|p| last.contains(p)),
            "{parts:?} are not in {last}"
        );
        self
    }
}

/// A schema of about this many bytes.
fn schema(bytes: usize) -> String {
    let comment = "x".repeat(bytes);
    format!(
        "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><!--{comment}--><s:element name=\"a\" type=\"s:string\"/></s:schema>"
    )
}

#[test]
fn a_full_disk() {
    let scratch = Scratch::new("disk-full");
    let Some(mounted) = Mount::new(&scratch, "full", "96k") else {
        return skipped("a full disk");
    };
    let orders = fixtures().join("orders.wsdl");
    let orders = orders.to_string_lossy();
    let place = mounted.name;
    let out = format!("{place}/src");
    wsdl_in(scratch.path(), &["generate", &orders, "--out", &out]).exits(0);
    let before = scratch.files();

    let all = command_web_service();
    // The whole service does not fit beside what is there.
    let big = "x".repeat(44 << 10);
    scratch.write(&format!("{place}/more"), &big);
    let before = [
        before,
        vec![(scratch.path().join(place).join("more"), big.into_bytes())],
    ]
    .concat();
    let same = |what: &str| {
        let mut wanted = before.clone();
        wanted.sort();
        assert!(scratch.files() == wanted, "{what} changed something");
    };
    wsdl_in(scratch.path(), &["generate", &all, "--out", &out])
        .exits(1)
        .ends_with(&["No space left on device", place]);
    same("generate");
    let made = format!("{place}/made");
    wsdl_in(scratch.path(), &["new", &made, "--wsdl", &all])
        .exits(1)
        .ends_with(&["No space left on device"]);
    same("new");
    let pages = format!("{place}/pages");
    wsdl_in(scratch.path(), &["doc", &all, "--out", &pages])
        .exits(1)
        .ends_with(&["No space left on device"]);
    let _ = fs::remove_dir_all(scratch.path().join(&pages));
    same("doc");
    let server = Server::start(|_| answer("200 OK", "text/xml", &schema(60 << 10)));
    let got = format!("{place}/got");
    wsdl_in(
        scratch.path(),
        &["fetch", &server.url("/a.xsd"), "--into", &got],
    )
    .exits(1)
    .ends_with(&["No space left on device"]);
    same("fetch");
}

#[test]
fn no_permission() {
    let scratch = Scratch::new("disk-permission");
    let orders = fixtures().join("orders.wsdl");
    let orders = orders.to_string_lossy();
    let all = command_web_service();
    fs::create_dir(scratch.path().join("by-mode")).expect("a folder");
    wsdl_in(
        scratch.path(),
        &["generate", &orders, "--out", "by-mode/src"],
    )
    .exits(0);
    for folder in ["by-mode", "by-mode/src"] {
        fs::set_permissions(scratch.path().join(folder), Permissions::from_mode(0o555))
            .expect("a mode");
    }
    // Root writes whatever the mode is; a file system that is only read holds root, too.
    let is_root = fs::write(scratch.path().join("by-mode/probe"), "").is_ok();
    let _ = fs::remove_file(scratch.path().join("by-mode/probe"));
    let mounted = match is_root {
        true => Mount::new(&scratch, "by-mount", "1m"),
        false => None,
    };
    let place = match (&mounted, is_root) {
        (Some(mounted), _) => {
            wsdl_in(
                scratch.path(),
                &["generate", &orders, "--out", "by-mount/src"],
            )
            .exits(0);
            mounted.read_only();
            "by-mount"
        }
        (None, true) => return skipped("what root may not write"),
        (None, false) => "by-mode",
    };
    let before = scratch.files();
    let path = |name: &str| format!("{place}/{name}");
    let server = Server::start(|_| answer("200 OK", "text/xml", &schema(10)));
    for args in [
        &["generate", &all, "--out", &path("src")][..],
        &["generate", &orders, "--out", &path("one.rs")],
        &["new", &path("made"), "--wsdl", &orders],
        &["doc", &orders, "--out", &path("pages")],
        &["man", "--out", &path("man")],
        &["fetch", &server.url("/a.xsd"), "--into", &path("got")],
    ] {
        let cause = if mounted.is_some() {
            "Read-only file system"
        } else {
            "Permission denied"
        };
        wsdl_in(scratch.path(), args)
            .exits(1)
            .ends_with(&[cause, place]);
        assert!(scratch.files() == before, "{args:?} changed something");
    }
    for folder in ["by-mode", "by-mode/src"] {
        fs::set_permissions(scratch.path().join(folder), Permissions::from_mode(0o755))
            .expect("a mode");
    }
}

/// A result that cannot be written is no result.
#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output() {
    let orders = fixtures().join("orders.wsdl");
    let orders = orders.to_string_lossy();
    for args in [
        &["list", &orders][..],
        &["show", &orders, "ping"],
        &["man"],
        &["completions", "bash"],
        &["explain"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("the device");
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"));
        let output = command.arg("wsdl").args(args).stdout(full).output();
        ran(&output.expect("the binary runs"))
            .exits(1)
            .ends_with(&["cannot write the result", "No space left on device"]);
    }
}

/// Interrupted whenever it may be, `generate` leaves what was there or what is new, and nothing beside it.
#[test]
fn an_interrupt_leaves_one_or_the_other() {
    let scratch = Scratch::new("disk-interrupt");
    let all = command_web_service();
    let generate = |port: &str| {
        let args = ["generate", &all, "--out", "src", "--port", port];
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-wsdl"));
        command.arg("wsdl").args(args).current_dir(scratch.path());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let ports = ["CommandWebServiceSoap", "CommandWebServiceSoap12"];
    let whole = ports.map(|port| {
        ran(&generate(port).output().expect("the binary runs")).exits(0);
        scratch.files()
    });
    assert!(whole[0] != whole[1]);
    let mut interrupted = 0;
    for round in 0..24_u64 {
        let port = ports[round as usize % 2];
        let child = generate(port).spawn().expect("the binary runs");
        std::thread::sleep(Duration::from_millis(round * 2));
        let id = child.id().to_string();
        let _ = Command::new("kill").args(["-INT", &id]).status();
        let output = child.wait_with_output().expect("an end");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let now = scratch.files();
        assert!(
            whole.contains(&now),
            "round {round}: neither the one nor the other\n{text}"
        );
        if text.contains("error: interrupted: ") {
            assert_eq!(output.status.code(), Some(1), "{text}");
            let unchanged = text.contains("nothing was changed");
            let written = text.contains("what was written is whole");
            assert!(unchanged || written, "{text}");
            interrupted += 1;
        }
    }
    assert!(interrupted > 0, "no interrupt came in time");
}
