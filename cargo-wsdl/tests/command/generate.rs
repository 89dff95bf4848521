//! `cargo wsdl generate`: files and folders, recipes, check and restore.

use crate::support::{Scratch, fixtures, wsdl_in};

fn orders(scratch: &Scratch, path: &str) {
    scratch.write(
        path,
        std::fs::read(fixtures().join("orders.wsdl")).expect("the fixture"),
    );
}

const RECIPE: &str = "[package]\nname = \"made\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[package.metadata.wsdl]\nwsdl = \"wsdl/orders.wsdl\"\nout = \"src/generated\"\n";

fn recipe(name: &str, manifest: &str) -> Scratch {
    let scratch = Scratch::new(name);
    orders(&scratch, "wsdl/orders.wsdl");
    scratch.write("Cargo.toml", manifest);
    scratch.write("src/lib.rs", "");
    scratch
}

#[test]
fn a_file_or_a_folder() {
    let scratch = Scratch::new("file-or-folder");
    orders(&scratch, "orders.wsdl");
    wsdl_in(
        scratch.path(),
        &["generate", "orders.wsdl", "--out", "orders.rs"],
    )
    .exits(0);
    wsdl_in(
        scratch.path(),
        &["generate", "orders.wsdl", "--out", "orders"],
    )
    .exits(0);
    assert!(scratch.read("orders.rs").starts_with("// @generated"));
    assert!(scratch.read("orders.rs").contains("pub struct PlaceOrder"));
    assert!(scratch.read("orders/mod.rs").starts_with("// @generated"));
    assert!(scratch.path().join("orders/names.tsv").is_file());
}

#[test]
fn check_writes_nothing_and_generate_restores_the_very_bytes() {
    let scratch = recipe("check", RECIPE);
    wsdl_in(scratch.path(), &["generate", "--check"])
        .exits(1)
        .says(&["stale"]);
    assert!(!scratch.path().join("src/generated").exists());
    wsdl_in(scratch.path(), &["generate"])
        .exits(0)
        .says(&["Generated", "src/generated"]);
    let fresh = scratch.files();
    wsdl_in(scratch.path(), &["generate", "--check"]).exits(0);
    wsdl_in(scratch.path(), &["generate"])
        .exits(0)
        .says(&["Unchanged"]);
    assert!(scratch.files() == fresh);

    let text = scratch.read("src/generated/mod.rs");
    scratch.write("src/generated/mod.rs", format!("{text}\n// touched\n"));
    let touched = scratch.files();
    let stale = wsdl_in(scratch.path(), &["generate", "--check"])
        .exits(1)
        .says(&["stale", "cargo wsdl generate"]);
    assert!(
        stale.out.contains("-// touched") && stale.out.contains("+++ src/generated/mod.rs"),
        "{}",
        stale.out
    );
    assert!(scratch.files() == touched);
    wsdl_in(scratch.path(), &["generate", "--quiet"]).exits(0);
    assert!(scratch.files() == fresh);
}

#[test]
fn recipes_of_a_workspace() {
    let scratch = Scratch::new("workspace");
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"a\", \"b\", \"c\"]\n",
    );
    for name in ["a", "b", "c"] {
        orders(&scratch, &format!("{name}/wsdl/orders.wsdl"));
        scratch.write(&format!("{name}/src/lib.rs"), "");
    }
    let package = |name: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n")
    };
    scratch.write("a/Cargo.toml", package("a"));
    let one = "[package.metadata.wsdl]\nwsdl = \"wsdl/orders.wsdl\"\nout = \"src/generated\"\noperations = [\"ping\"]\n";
    scratch.write("b/Cargo.toml", package("b") + one);
    let two = "[[package.metadata.wsdl]]\nwsdl = \"wsdl/orders.wsdl\"\nout = \"src/one.rs\"\n[[package.metadata.wsdl]]\nwsdl = \"wsdl/orders.wsdl\"\nout = \"src/two\"\n";
    scratch.write("c/Cargo.toml", package("c") + two);
    wsdl_in(scratch.path(), &["generate", "--package", "b"]).exits(0);
    assert!(!scratch.path().join("c/src/one.rs").exists());
    wsdl_in(scratch.path(), &["generate"]).exits(0).says(&[
        "b/src/generated",
        "c/src/one.rs",
        "c/src/two",
    ]);
    assert!(
        !scratch
            .read("b/src/generated/mod.rs")
            .contains("PlaceOrder")
    );
    assert!(!scratch.path().join("a/src/generated").exists());
    wsdl_in(&scratch.path().join("c/src"), &["generate", "--check"]).exits(0);
    wsdl_in(scratch.path(), &["generate", "--package", "d"])
        .exits(2)
        .says(&["no crate `d`"]);
    wsdl_in(scratch.path(), &["generate", "--package", "a"])
        .exits(2)
        .says(&["[package.metadata.wsdl]"]);
}

#[test]
fn a_recipe_that_is_wrong() {
    let scratch = recipe("wrong-recipe", &format!("{RECIPE}operation = [\"ping\"]\n"));
    wsdl_in(scratch.path(), &["generate"]).exits(2).says(&[
        "Cargo.toml:11:1",
        "unknown key `operation`",
        "did you mean `operations`?",
    ]);
    scratch.write("Cargo.toml", format!("{RECIPE}strict = \"yes\"\n"));
    wsdl_in(scratch.path(), &["generate"])
        .exits(2)
        .says(&["Cargo.toml:11:10", "`strict` must be true or false"]);
    scratch.write("Cargo.toml", "[package\n");
    wsdl_in(scratch.path(), &["generate"]).exits(2);
}

/// What a recipe names and the description has not is shown where it is written, for people and for programs.
#[test]
fn a_recipe_that_names_nothing() {
    let scratch = recipe(
        "names-nothing",
        &format!("{RECIPE}operations = [\"ping\", \"placeOder\"]\n"),
    );
    wsdl_in(scratch.path(), &["generate"]).exits(1).says(&[
        "--> Cargo.toml:11:23",
        "11 | operations = [\"ping\", \"placeOder\"]\n   |                       ^^^^^^^^^^^\n",
        "did you mean `placeOrder`?",
    ]);
    let json = wsdl_in(scratch.path(), &["generate", "--message-format", "json"]).exits(1);
    assert!(
        json.out.contains(r#""path":"Cargo.toml""#) && json.out.contains(r#""line":11"#),
        "{}",
        json.out
    );
    scratch.write("Cargo.toml", RECIPE.replace("orders.wsdl", "oders.wsdl"));
    wsdl_in(scratch.path(), &["generate"]).exits(1).says(&[
        "Cargo.toml:9:8",
        "\"wsdl/oders.wsdl\"",
        "there is no such file",
    ]);
    let elsewhere = wsdl_in(
        scratch.path(),
        &[
            "generate",
            "wsdl/orders.wsdl",
            "--out",
            "o.rs",
            "--operation",
            "x",
        ],
    );
    assert!(!elsewhere.exits(1).err.contains("Cargo.toml"));
}

#[test]
fn one_broken_recipe_keeps_all_from_being_written() {
    let two = RECIPE.replace("[package.metadata.wsdl]", "[[package.metadata.wsdl]]");
    let scratch = recipe(
        "one-broken",
        &format!("{two}[[package.metadata.wsdl]]\nwsdl = \"missing.wsdl\"\nout = \"src/x.rs\"\n"),
    );
    wsdl_in(scratch.path(), &["generate"])
        .exits(1)
        .says(&["missing.wsdl"]);
    assert!(!scratch.path().join("src/generated").exists());
}

#[test]
fn files_of_somebody_else_are_left_alone() {
    let scratch = Scratch::new("foreign");
    orders(&scratch, "orders.wsdl");
    scratch.write("out/mod.rs", "// mine\n");
    wsdl_in(scratch.path(), &["generate", "orders.wsdl", "--out", "out"])
        .exits(1)
        .says(&["out/mod.rs"]);
    assert_eq!(scratch.read("out/mod.rs"), "// mine\n");
}

#[test]
fn every_setting_is_a_flag() {
    let scratch = Scratch::new("flags");
    orders(&scratch, "orders.wsdl");
    scratch.write("catalog.tsv", "http://example.org/x\torders.wsdl\n");
    wsdl_in(
        scratch.path(),
        &[
            "generate",
            "orders.wsdl",
            "--out",
            "o.rs",
            "--operation",
            "place*",
            "--operation",
            "ping",
            "--port",
            "OrdersSoap",
            "--catalog",
            "catalog.tsv",
            "--rename",
            "{urn:orders}Customer=Buyer",
            "--substitute",
            "{urn:orders}Code=::std::string::String",
            "--secret",
            "name",
            "--strict",
        ],
    )
    .exits(0);
    let text = scratch.read("o.rs");
    assert!(
        text.contains("pub struct Buyer") && !text.contains("pub struct Customer"),
        "{text}"
    );
    assert!(text.contains("::std::string::String"), "{text}");
}
