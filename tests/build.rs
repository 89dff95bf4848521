//! Lists the compiled expectations for `exchanges.rs`: a module per case, and for each of its elements a function that reads a
//! document and writes it again. A case that is added needs no Rust.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let cases = here.join("cases");
    println!("cargo::rerun-if-changed=cases");
    let (mut modules, mut list) = (String::new(), String::new());
    for group in folders(&cases) {
        for folder in folders(&group) {
            let entry = folder.join("expected").join("mod.rs");
            let Ok(elements) = fs::read_to_string(folder.join("expected").join("elements.txt"))
            else {
                continue;
            };
            let name = format!("{}/{}", last(&group), last(&folder));
            let module = name.replace(['/', '-'], "_");
            let _ = writeln!(modules, "#[path = {entry:?}] pub mod {module};");
            let _ = write!(
                list,
                "Expectation {{ case: {name:?}, folder: {folder:?}, elements: &["
            );
            for (element, path) in elements.lines().filter_map(|l| l.rsplit_once(' ')) {
                let _ = write!(list, "({element:?}, round_trip!({module}::{path})), ");
            }
            list.push_str("] },\n");
        }
    }
    let text = format!("{modules}\nconst EXPECTATIONS: &[Expectation] = &[\n{list}];\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("expectations.rs"), text).unwrap_or_else(|e| panic!("expectations.rs: {e}"));
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.map(|e| e.path()).filter(|p| p.is_dir()).collect();
    found.sort();
    found
}

fn last(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}
