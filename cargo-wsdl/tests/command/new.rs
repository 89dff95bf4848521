//! `cargo wsdl new`: a crate that builds, made whole or not at all.

use std::path::Path;
use std::process::Command;

use crate::support::{Ran, Scratch, command_web_service, fixtures, ran, root, wsdl_in};

fn cargo(folder: &Path, args: &[&str]) -> Ran {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new");
    let mut command = Command::new(env!("CARGO"));
    command
        .args(args)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target);
    command
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("RUSTFLAGS");
    ran(&command.output().expect("cargo runs"))
}

fn runtime() -> String {
    root()
        .join("runtime")
        .to_str()
        .expect("a path in UTF-8")
        .to_owned()
}

/// The crate of the first service passes what cargo has to say about it.
#[test]
fn the_crate_builds() {
    let scratch = Scratch::new("new-builds");
    wsdl_in(
        scratch.path(),
        &[
            "new",
            "BirstClient",
            "--wsdl",
            &command_web_service(),
            "--runtime",
            &runtime(),
        ],
    )
    .exits(0)
    .says(&["Created", "birst-client"]);
    let made = scratch.path().join("BirstClient");
    for file in [
        "Cargo.toml",
        "README.md",
        "src/lib.rs",
        "src/generated/mod.rs",
        "wsdl/CommandWebService.wsdl",
        "examples/call.rs",
        "tests/smoke.rs",
    ] {
        assert!(made.join(file).is_file(), "{file}");
    }
    std::fs::copy(root().join("Cargo.lock"), made.join("Cargo.lock")).expect("the lock file");
    // Everything that it depends on is built for the workspace anyway but reqwest, which takes minutes: without it.
    cargo(
        &made,
        &[
            "clippy",
            "--quiet",
            "--no-default-features",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    )
    .exits(0);
    cargo(
        &made,
        &["doc", "--quiet", "--no-deps", "--no-default-features"],
    )
    .exits(0)
    .says(&[])
    .quiet();
    cargo(&made, &["test", "--quiet", "--no-default-features"]).exits(0);
    wsdl_in(&made, &["generate", "--check"]).exits(0);
}

impl Ran {
    /// Asserts that nothing was said.
    #[track_caller]
    fn quiet(self) {
        assert_eq!(self.err, "");
    }
}

#[test]
fn nothing_is_left_after_a_failure() {
    let scratch = Scratch::new("new-fails");
    scratch.write("bad.wsdl", "<a/>");
    wsdl_in(
        scratch.path(),
        &["new", "deep/er/made", "--wsdl", "bad.wsdl"],
    )
    .exits(1);
    scratch.write("taken/file", "");
    let good = fixtures().join("orders.wsdl");
    let good = good.to_str().expect("a path in UTF-8");
    wsdl_in(scratch.path(), &["new", "taken", "--wsdl", good])
        .exits(1)
        .says(&["is not an empty folder"]);
    wsdl_in(scratch.path(), &["new", "bad.wsdl", "--wsdl", good]).exits(1);
    wsdl_in(scratch.path(), &["new", "123", "--wsdl", good])
        .exits(2)
        .says(&["--name"]);
    wsdl_in(
        scratch.path(),
        &["new", "x", "--wsdl", good, "--name", "a b"],
    )
    .exits(2);
    wsdl_in(
        scratch.path(),
        &["new", "x", "--wsdl", good, "--runtime", "nowhere"],
    )
    .exits(2)
    .says(&["nowhere"]);
    let names: Vec<_> = scratch.files().into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        names,
        [
            scratch.path().join("bad.wsdl"),
            scratch.path().join("taken/file")
        ]
    );
    assert_eq!(
        std::fs::read_dir(scratch.path())
            .expect("the folder")
            .count(),
        2
    );
}

#[test]
fn warnings_point_into_what_was_given() {
    let scratch = Scratch::new("new-warns");
    let schema = "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><s:element name=\"a\" type=\"s:string\" label=\"x\"/></s:schema>";
    scratch.write("labelled.xsd", schema);
    let ran = wsdl_in(scratch.path(), &["new", "made", "--wsdl", "labelled.xsd"]);
    ran.exits(0)
        .says(&["warning[W0008]", "--> labelled.xsd:1:"]);
}

#[test]
fn documents_keep_their_places() {
    let scratch = Scratch::new("new-documents");
    let text = std::fs::read_to_string(fixtures().join("orders.wsdl")).expect("the fixture");
    let imports = "elementFormDefault=\"qualified\" targetNamespace=\"urn:orders\">\n<s:import namespace=\"urn:a\" schemaLocation=\"../common/a.xsd\"/>\n<s:import namespace=\"urn:b\" schemaLocation=\"http://example.org/b.xsd\"/>\n<s:element name=\"both\" type=\"b:B\" xmlns:b=\"urn:b\"/>";
    let text = text.replacen(
        "elementFormDefault=\"qualified\" targetNamespace=\"urn:orders\">",
        imports,
        1,
    );
    scratch.write("in/service/orders.wsdl", text);
    let schema = |ns: &str, rest: &str| {
        format!(
            "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"{ns}\">{rest}</s:schema>"
        )
    };
    scratch.write(
        "in/common/a.xsd",
        schema("urn:a", "<s:element name=\"a\" type=\"s:string\"/>"),
    );
    scratch.write(
        "in/else/b.xsd",
        schema(
            "urn:b",
            "<s:complexType name=\"B\"><s:sequence/></s:complexType>",
        ),
    );
    scratch.write("catalog.tsv", "http://example.org/b.xsd\tin/else/b.xsd\n");
    wsdl_in(
        scratch.path(),
        &[
            "new",
            "made",
            "--wsdl",
            "in/service/orders.wsdl",
            "--catalog",
            "catalog.tsv",
            "--operation",
            "ping",
            "--runtime",
            &runtime(),
        ],
    )
    .exits(0);
    assert!(scratch.path().join("made/wsdl/common/a.xsd").is_file());
    assert_eq!(
        scratch.read("made/wsdl/catalog.tsv"),
        "http://example.org/b.xsd\telse/b.xsd\n"
    );
    let manifest = scratch.read("made/Cargo.toml");
    assert!(
        manifest.contains("wsdl = \"wsdl/service/orders.wsdl\"")
            && manifest.contains("operations = [\"ping\"]"),
        "{manifest}"
    );
    assert!(
        manifest.contains("catalog = [\"wsdl/catalog.tsv\"]"),
        "{manifest}"
    );
    std::fs::remove_dir_all(scratch.path().join("in")).expect("the originals");
    wsdl_in(&scratch.path().join("made"), &["generate", "--check"]).exits(0);
}

#[test]
fn a_workspace_around_it() {
    let scratch = Scratch::new("new-workspace");
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
    );
    scratch.write(
        "crates/a/Cargo.toml",
        "[package]\nname = \"a\"\nversion = \"0.0.0\"\n",
    );
    scratch.write("crates/a/src/lib.rs", "");
    let good = fixtures().join("orders.wsdl");
    let good = good.to_str().expect("a path in UTF-8");
    for (path, own) in [("crates/b", false), ("other", true)] {
        wsdl_in(scratch.path(), &["new", path, "--wsdl", good]).exits(0);
        let manifest = scratch.read(&format!("{path}/Cargo.toml"));
        assert_eq!(manifest.contains("\n[workspace]"), own, "{manifest}");
        assert!(
            manifest.contains(&format!("version = \"{}\"", env!("CARGO_PKG_VERSION"))),
            "{manifest}"
        );
        wsdl_in(&scratch.path().join(path), &["generate", "--check"]).exits(0);
    }
}

/// Crates of services of every shape pass what cargo has to say, and their tests make a call: document and rpc, literal and encoded,
/// bare, one-way, with faults and headers, by HTTP alone. One of a schema has no client, and its test writes a document and reads it.
#[test]
fn services_of_every_shape() {
    let scratch = Scratch::new("new-shapes");
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
    );
    let case = |name: &str| root().join(format!("tests/cases/wsdl/{name}/input.wsdl"));
    let schema = root().join("tests/cases/structure/sequence/input.xsd");
    let orders = fixtures().join("orders.wsdl");
    let none: &[&str] = &[];
    let shapes = [
        ("wrapped", case("wrapped"), none, true),
        ("bare", case("bare"), none, true),
        ("rpc-literal", case("rpc-literal"), none, true),
        ("rpc-encoded", fixtures().join("rates.wsdl"), none, true),
        ("one-way", case("one-way"), none, true),
        ("headers", case("headers"), none, true),
        ("two-services", case("two-services"), none, true),
        ("orders", orders.clone(), none, true),
        ("get-alone", orders, &["--port", "OrdersGet"], true),
        (
            "post-alone",
            case("http-bindings"),
            &["--port", "JobsHttpPost"],
            true,
        ),
        ("no-operation", schema, none, false),
    ];
    let runtime = runtime();
    for (name, wsdl, settings, answered) in &shapes {
        let (path, wsdl) = (format!("crates/{name}"), wsdl.to_string_lossy());
        let mut args = vec!["new", &path, "--wsdl", &wsdl, "--runtime", &runtime];
        args.extend(*settings);
        wsdl_in(scratch.path(), &args).exits(0);
        let there = scratch
            .path()
            .join(&path)
            .join("tests/stand_in.rs")
            .exists();
        assert_eq!(there, *answered, "{name}");
        let readme = scratch.read(&format!("{path}/README.md"));
        assert_eq!(readme.contains("tests/stand_in.rs"), *answered, "{readme}");
        let example = if *answered { "call" } else { "document" };
        let example = format!("{path}/examples/{example}.rs");
        assert!(scratch.path().join(&example).exists(), "{example}");
    }
    std::fs::copy(root().join("Cargo.lock"), scratch.path().join("Cargo.lock"))
        .expect("the lock file");
    let workspace = ["--quiet", "--workspace", "--no-default-features"];
    let with = |verb: &'static str, rest: &[&'static str]| -> Vec<&'static str> {
        let args = std::iter::once(verb).chain(workspace);
        args.chain(rest.iter().copied()).collect()
    };
    cargo(scratch.path(), &with("check", &["--all-targets"]))
        .exits(0)
        .quiet();
    cargo(
        scratch.path(),
        &with("clippy", &["--all-targets", "--", "-D", "warnings"]),
    )
    .exits(0);
    cargo(scratch.path(), &["fmt", "--all", "--check"]).exits(0);
    cargo(scratch.path(), &with("doc", &["--no-deps"]))
        .exits(0)
        .quiet();
    let tested = cargo(
        scratch.path(),
        &with("test", &["--test", "stand_in", "--test", "smoke"]),
    )
    .exits(0);
    let calls = shapes
        .iter()
        .filter(|(_, _, _, answered)| *answered)
        .count();
    let passed = tested.out.matches("test result: ok. 1 passed").count();
    assert!(passed >= calls + shapes.len(), "{}", tested.out);
}
