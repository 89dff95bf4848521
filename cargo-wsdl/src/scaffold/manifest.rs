//! The manifest of a new crate, with its recipe.

use std::collections::BTreeMap;
use std::fmt::Write;

use toml::Value;

use super::Crate;

/// `Cargo.toml`.
pub(super) fn text(made: &Crate<'_>) -> String {
    let string = |text: &str| Value::String(text.to_owned()).to_string();
    let description = made.what(&made.service());
    let runtime = match &made.runtime {
        Some(path) => format!("path = {}", string(path)),
        None => format!("version = {}", string(env!("CARGO_PKG_VERSION"))),
    };
    let mut out = format!(
        "[package]\n\
         name = {}\n\
         version = \"0.1.0\"\n\
         edition = \"{}\"\n\
         rust-version = \"{}\"\n\
         description = {}\n\
         publish = false\n\
         \n\
         # What `cargo wsdl generate` makes `src/generated` from.\n\
         [package.metadata.wsdl]\n\
         wsdl = {}\n\
         out = \"src/generated\"\n",
        string(&made.name),
        super::EDITION,
        env!("CARGO_PKG_RUST_VERSION"),
        string(&description),
        string(&made.wsdl),
    );
    let options = &made.options;
    let catalog: Vec<String> = options
        .catalog
        .iter()
        .map(|c| c.to_string_lossy().replace('\\', "/"))
        .collect();
    list(&mut out, "operations", &options.operations);
    list(&mut out, "ports", &options.ports);
    list(&mut out, "catalog", &catalog);
    table(&mut out, "modules", &options.modules);
    table(&mut out, "rename", &options.rename);
    table(&mut out, "substitute", &options.substitute);
    list(&mut out, "derive", &options.derive);
    list(&mut out, "secrets", &options.secrets);
    if options.strict {
        out.push_str("strict = true\n");
    }
    if options.stand_in && made.has_client() {
        out.push_str("stand_in = true\n");
    }
    for (name, job) in &options.jobs {
        let start = job.start.iter().map(|s| Value::String(s.clone())).collect();
        let _ = write!(
            out,
            "\n[package.metadata.wsdl.jobs.{name}]\n\
             start = {}\n\
             complete = {}\n\
             status = {}\n\
             cancel = {}\n",
            Value::Array(start),
            string(&job.complete),
            string(&job.status),
            string(&job.cancel),
        );
    }
    let dependencies = match made.has_client() {
        true => format!(
            "\n[features]\n\
             default = [\"reqwest\"]\n\
             # Asynchronous calls over reqwest and rustls.\n\
             reqwest = [\"wsdl-runtime/reqwest\"]\n\
             # Blocking calls over ureq and rustls.\n\
             blocking = [\"wsdl-runtime/blocking\"]\n\
             # A stand-in of the service for tests.\n\
             server = [\"wsdl-runtime/server\"]\n\
             \n\
             [dependencies]\n\
             wsdl-runtime = {{ {runtime}, default-features = false }}\n\
             \n\
             [dev-dependencies]\n\
             tokio = {{ version = \"1\", features = [\"rt\"] }}\n\
             wsdl-runtime = {{ {runtime}, default-features = false, features = [\"blocking\", \"server\"] }}\n"
        ),
        // Nothing is called: the codec alone.
        false => format!(
            "\n[dependencies]\n\
             wsdl-runtime = {{ {runtime}, default-features = false }}\n"
        ),
    };
    out.push_str(&dependencies);
    if made.own_workspace {
        out.push_str(
            "\n# The workspace around this folder does not list this crate.\n[workspace]\n",
        );
    }
    out
}

fn list(out: &mut String, key: &str, items: &[String]) {
    if !items.is_empty() {
        let items = items.iter().map(|i| Value::String(i.clone())).collect();
        let _ = writeln!(out, "{key} = {}", Value::Array(items));
    }
}

fn table(out: &mut String, key: &str, pairs: &BTreeMap<String, String>) {
    if !pairs.is_empty() {
        let pairs = pairs
            .iter()
            .map(|(k, v)| (k.clone(), Value::String(v.clone())));
        let _ = writeln!(out, "{key} = {}", Value::Table(pairs.collect()));
    }
}
