//! Validation by libxml2's `xmllint --schema`: the schemas of a service are laid out so that it can compile them.
//!
//! libxml2 takes one document per imported namespace, so each namespace gets a driver that includes all documents of it, and every import
//! is pointed at the driver.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use roxmltree::{Document, Node};
use wsdl_codegen::model::documents::{DocumentId, Documents};
use wsdl_codegen::model::namespace::XSD_DRAFTS;

use super::extract;

const XS: &str = "http://www.w3.org/2001/XMLSchema";
/// Documents that one xmllint judges: it compiles the schemas each time.
const CHUNK: usize = 1000;

/// A service's schemas, ready for xmllint.
pub struct Schemas {
    driver: PathBuf,
    /// Why libxml2 cannot compile them, when it cannot.
    pub refused: Option<String>,
}

/// Whether xmllint is on this machine.
pub fn available() -> bool {
    Command::new("xmllint")
        .arg("--version")
        .output()
        .is_ok_and(|o| o.status.success())
}

struct Part {
    file: String,
    namespace: String,
    text: String,
    includes: Vec<DocumentId>,
}

impl Schemas {
    /// Writes the schemas of `documents` below `folder` and lets xmllint compile them once.
    ///
    /// # Errors
    /// When files cannot be written or xmllint cannot be started.
    pub fn lay_out(documents: &Documents, folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut parts: Vec<(DocumentId, Part)> = Vec::new();
        for (number, document) in documents.list.iter().enumerate() {
            let id = DocumentId(u32::try_from(number).unwrap_or(u32::MAX));
            if let Ok(tree) = Document::parse(&document.text) {
                let schemas: Vec<_> = tree
                    .descendants()
                    .filter(|n| {
                        let namespace = n.tag_name().namespace().unwrap_or("");
                        n.tag_name().name() == "schema"
                            && (namespace == XS || XSD_DRAFTS.contains(&namespace))
                    })
                    .collect();
                for (k, node) in schemas.into_iter().enumerate() {
                    parts.push((
                        id,
                        part(
                            documents,
                            id,
                            &document.text,
                            node,
                            format!("d{number}_{k}.xsd"),
                        ),
                    ));
                }
            }
        }
        let namespaces: BTreeSet<String> = parts.iter().map(|(_, p)| p.namespace.clone()).collect();
        let drivers: BTreeMap<&str, String> = namespaces
            .iter()
            .enumerate()
            .map(|(i, n)| (n.as_str(), format!("ns{i}.xsd")))
            .collect();
        let files: BTreeMap<DocumentId, &str> =
            parts.iter().map(|(id, p)| (*id, p.file.as_str())).collect();
        let mut members: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut chameleons = BTreeSet::new();
        for (_, p) in &parts {
            for target in &p.includes {
                if let Some((_, t)) = parts
                    .iter()
                    .find(|(id, t)| id == target && t.namespace.is_empty())
                    && !p.namespace.is_empty()
                {
                    members
                        .entry(&p.namespace)
                        .or_default()
                        .insert(t.file.clone());
                    chameleons.insert(t.file.clone());
                }
            }
        }
        for (_, p) in &parts {
            if !chameleons.contains(&p.file) {
                members
                    .entry(&p.namespace)
                    .or_default()
                    .insert(p.file.clone());
            }
            let text = with_imports(&p.text, &p.namespace, &namespaces);
            fs::write(folder.join(&p.file), linked(&text, &drivers, &files))?;
        }
        let mut all = format!("<xs:schema xmlns:xs=\"{XS}\">\n");
        for (namespace, driver) in &drivers {
            let target = if namespace.is_empty() {
                String::new()
            } else {
                format!(" targetNamespace=\"{}\"", escaped(namespace))
            };
            let mut text = format!("<xs:schema xmlns:xs=\"{XS}\"{target}>\n");
            for file in members.get(namespace).into_iter().flatten() {
                let _ = writeln!(text, "<xs:include schemaLocation=\"{file}\"/>");
            }
            text.push_str("</xs:schema>\n");
            fs::write(folder.join(driver), text)?;
            let name = if namespace.is_empty() {
                String::new()
            } else {
                format!(" namespace=\"{}\"", escaped(namespace))
            };
            let element = if namespace.is_empty() {
                "include"
            } else {
                "import"
            };
            let _ = writeln!(all, "<xs:{element}{name} schemaLocation=\"{driver}\"/>");
        }
        all = sorted_includes_first(&all) + "</xs:schema>\n";
        let driver = folder.join("all.xsd");
        fs::write(&driver, all)?;
        let probe = folder.join("probe.xml");
        fs::write(&probe, "<probe/>")?;
        let mut schemas = Self {
            driver,
            refused: None,
        };
        let said = schemas.xmllint(&[probe.as_path()])?;
        if said.contains("failed to compile") {
            let line = said
                .lines()
                .find(|l| l.contains("error"))
                .unwrap_or("no reason given");
            schemas.refused = Some(line.rsplit(": ").next().unwrap_or(line).to_owned());
        }
        Ok(schemas)
    }

    fn xmllint(&self, files: &[&Path]) -> io::Result<String> {
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", "--huge", "--schema"])
            .arg(&self.driver)
            .args(files)
            .output()?;
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// For each file: `None` when valid, else the first complaint.
    ///
    /// # Errors
    /// When xmllint cannot be started.
    pub fn validate(&self, files: &[PathBuf]) -> io::Result<Vec<Option<String>>> {
        let mut verdicts = Vec::new();
        for some in files.chunks(CHUNK) {
            let paths: Vec<&Path> = some.iter().map(PathBuf::as_path).collect();
            let said = self.xmllint(&paths)?;
            let valid: BTreeSet<&str> = said
                .lines()
                .filter_map(|l| l.strip_suffix(" validates"))
                .collect();
            for file in some {
                let shown = file.display().to_string();
                verdicts.push((!valid.contains(shown.as_str())).then(|| {
                    let complaint = said
                        .lines()
                        .find(|l| l.starts_with(&shown) && l.contains("error"));
                    complaint
                        .map_or("no complaint given", |l| {
                            l.split_once("error").map_or(l, |(_, w)| w)
                        })
                        .to_owned()
                }));
            }
        }
        Ok(verdicts)
    }
}

/// A schema of a draft, in the namespace of the recommendation.
fn finished(schema: &str) -> String {
    XSD_DRAFTS.iter().fold(schema.to_owned(), |text, draft| {
        let text = text.replace(&format!("\"{draft}\""), &format!("\"{XS}\""));
        text.replace(&format!("'{draft}'"), &format!("'{XS}'"))
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

fn sorted_includes_first(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > 1 {
        lines[1..].sort_by_key(|l| !l.starts_with("<xs:include"));
    }
    lines.join("\n") + "\n"
}

fn part(
    documents: &Documents,
    id: DocumentId,
    text: &str,
    node: Node<'_, '_>,
    file: String,
) -> Part {
    let mut out = String::new();
    let mut includes = Vec::new();
    // Imports and includes are rewritten from the back, so that earlier ranges stay true.
    let slice = extract::fragment(text, node).unwrap_or_default();
    let slice = match node.tag_name().namespace() {
        Some(XS) => slice,
        _ => finished(&slice),
    };
    if let Ok(tree) = Document::parse(&slice) {
        out.clone_from(&slice);
        let originals: Vec<_> = node.children().filter(Node::is_element).collect();
        let copies: Vec<_> = tree
            .root_element()
            .children()
            .filter(Node::is_element)
            .collect();
        for (original, copy) in originals.iter().zip(&copies).rev() {
            let kind = copy.tag_name().name();
            if !matches!(kind, "import" | "include" | "redefine") {
                continue;
            }
            let target = documents.target(id, original.range().start);
            let prefix = slice[copy.range()]
                .trim_start_matches('<')
                .split_once(':')
                .filter(|(p, _)| p.bytes().all(|b| b.is_ascii_alphanumeric()));
            let tag = prefix.map_or_else(|| kind.to_owned(), |(p, _)| format!("{p}:{kind}"));
            match kind {
                // An import of the schema's own namespace says nothing.
                "import"
                    if copy.attribute("namespace").unwrap_or("")
                        == node.attribute("targetNamespace").unwrap_or("") =>
                {
                    out.replace_range(copy.range(), "");
                }
                "import" => {
                    let name = match copy.attribute("namespace").unwrap_or("") {
                        "" => String::new(),
                        ns => format!(" namespace=\"{}\"", escaped(ns)),
                    };
                    out.replace_range(
                        copy.range(),
                        &format!("<{tag}{name} schemaLocation=\"@driver\"/>"),
                    );
                }
                "include" => {
                    includes.extend(target);
                    out.replace_range(copy.range(), "");
                }
                _ => {
                    if let (Some(target), Some(a)) = (target, copy.attribute_node("schemaLocation"))
                    {
                        out.replace_range(a.range_value(), &format!("@doc{}", target.0));
                    }
                }
            }
        }
    }
    Part {
        file,
        namespace: node.attribute("targetNamespace").unwrap_or("").to_owned(),
        text: anonymous(out),
        includes,
    }
}

/// Without the names of types that are not at the top: libxml2 refuses a schema for such a name, which nothing can refer to.
fn anonymous(mut text: String) -> String {
    let Ok(tree) = Document::parse(&text) else {
        return text;
    };
    let top = |n: &Node<'_, '_>| matches!(n.tag_name().name(), "schema" | "redefine");
    let named = tree.descendants().filter(|n| {
        matches!(n.tag_name().name(), "simpleType" | "complexType")
            && n.parent_element().is_some_and(|p| !top(&p))
    });
    let names: Vec<_> = named
        .filter_map(|n| Some(n.attribute_node("name")?.range()))
        .collect();
    for range in names.into_iter().rev() {
        text.replace_range(range, "");
    }
    text
}

/// Imports every namespace of the set that the schema declares a prefix for and does not import itself: all schemas of a WSDL are one set, and
/// many rely on it.
fn with_imports(text: &str, own: &str, namespaces: &BTreeSet<String>) -> String {
    let Ok(tree) = Document::parse(text) else {
        return text.to_owned();
    };
    let root = tree.root_element();
    let imported = |ns: &str| {
        root.children()
            .any(|n| n.has_tag_name((XS, "import")) && n.attribute("namespace").unwrap_or("") == ns)
    };
    let mut missing = String::new();
    for namespace in namespaces.iter().filter(|n| *n != own && !imported(n)) {
        let uses = tree
            .descendants()
            .any(|n| n.namespaces().any(|d| d.uri() == namespace.as_str()));
        if uses || namespace.is_empty() {
            let name = match namespace.as_str() {
                "" => String::new(),
                ns => format!(" namespace=\"{}\"", escaped(ns)),
            };
            let _ = write!(
                missing,
                "<import xmlns=\"{XS}\"{name} schemaLocation=\"@driver\"/>"
            );
        }
    }
    match root.first_element_child() {
        Some(first) => {
            let mut out = text.to_owned();
            out.insert_str(first.range().start, &missing);
            out
        }
        None => text.to_owned(),
    }
}

/// Puts file names where [`part`] left marks.
fn linked(
    text: &str,
    drivers: &BTreeMap<&str, String>,
    files: &BTreeMap<DocumentId, &str>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(" schemaLocation=\"@") {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        let value = &mark[" schemaLocation=\"@".len()..];
        let end = value.find('"').unwrap_or(0);
        let location = match value[..end].strip_prefix("doc") {
            Some(number) => number
                .parse()
                .ok()
                .and_then(|n| files.get(&DocumentId(n)).map(|f| (*f).to_owned())),
            None => {
                let tag = before.rsplit_once('<').map_or("", |(_, tag)| tag);
                let namespace = tag
                    .rsplit_once("namespace=\"")
                    .map_or("", |(_, v)| v.trim_end_matches('"'));
                drivers
                    .get(
                        namespace
                            .replace("&lt;", "<")
                            .replace("&quot;", "\"")
                            .replace("&amp;", "&")
                            .as_str(),
                    )
                    .cloned()
            }
        };
        if let Some(location) = location {
            let _ = write!(out, " schemaLocation=\"{location}\"");
        }
        rest = value.get(end + 1..).unwrap_or("");
    }
    out + rest
}
