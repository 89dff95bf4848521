//! The specimen: one package with every construct, made by hand, and the text that is emitted for it, written to be read.
//!
//! `expected/shop.rs` is the single file, `expected/shop/` the folder. `UPDATE_SPECIMEN=1` accepts a change.

mod package;
mod used;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wsdl_codegen::stage::{emit, print};
use wsdl_codegen::{File, Layout};

fn expected() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specimen/expected")
}

fn emitted(layout: Layout) -> Vec<File> {
    print::print(&emit::emit(&package::shop()), layout)
}

fn compare(files: &[File], folder: &Path) {
    for file in files {
        let path = folder.join(&file.path);
        if std::env::var_os("UPDATE_SPECIMEN").is_some() {
            fs::create_dir_all(folder).expect("the folder of the specimen");
            fs::write(&path, &file.text).expect("the specimen");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        for (number, (is, should)) in file.text.lines().zip(expected.lines()).enumerate() {
            assert_eq!(is, should, "{}:{}", path.display(), number + 1);
        }
        assert_eq!(file.text.len(), expected.len(), "{}", path.display());
    }
}

#[test]
fn a_file() {
    compare(&emitted(Layout::File), &expected());
}

#[test]
fn a_folder() {
    let files = emitted(Layout::Folder);
    let folder = expected().join("shop");
    compare(&files, &folder);
    let there = fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(there, files.len(), "files that are not emitted any more");
}

#[test]
fn the_same_package_gives_the_same_bytes() {
    assert_eq!(emitted(Layout::Folder), emitted(Layout::Folder));
}

/// `cargo fmt` must leave a checked-in file alone, in the style of every edition.
#[test]
fn rustfmt_changes_nothing() {
    let file = &emitted(Layout::File)[0];
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("rustfmt_specimen.rs");
    for edition in ["2021", "2024"] {
        fs::write(&path, &file.text).expect("a temporary file");
        let rustfmt = Command::new("rustfmt")
            .args(["--edition", edition])
            .arg(&path)
            .status();
        assert!(rustfmt.expect("rustfmt").success());
        let formatted = fs::read_to_string(&path).expect("the temporary file");
        for (is, should) in file.text.lines().zip(formatted.lines()) {
            assert_eq!(is, should, "rustfmt --edition {edition} has another line");
        }
        assert_eq!(file.text, formatted);
    }
}

/// No line is longer than rustfmt allows, but for links, which cannot be broken.
#[test]
fn lines_are_short() {
    for file in emitted(Layout::File).iter().chain(&emitted(Layout::Folder)) {
        for line in file.text.lines() {
            let long = line.chars().count() > 100;
            assert!(!long || line.contains("]("), "{}: {line}", file.path);
        }
    }
}
