//! Copies the documents of a run, so that they find each other where they are put.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use wsdl_codegen::Outcome;
use wsdl_codegen::model::documents::{DocumentId, Span};

use crate::failure::Failure;

/// The catalog that is written when locations do not lead to the copies by themselves.
const CATALOG: &str = "catalog.tsv";

/// What was copied.
#[derive(Debug)]
pub(crate) struct Copied {
    /// The entry document, relative to the folder, with `/`.
    pub(crate) entry: String,
    /// The catalog, likewise, when there has to be one.
    pub(crate) catalog: Option<String>,
}

/// Copies every document of a run into `folder`, each where it lies in relation to the others. Documents that are found by a catalog alone
/// get lines in one of our own.
///
/// # Errors
/// A file cannot be read or written, or the documents have no folder in common.
pub(crate) fn copy(outcome: &Outcome, folder: &Path) -> Result<Copied, Failure> {
    let documents = (0..).map(DocumentId).zip(&outcome.documents.list);
    let paths: BTreeMap<DocumentId, PathBuf> = documents
        .filter_map(|(id, d)| Some((id, fs::canonicalize(d.path.as_ref()?).ok()?)))
        .collect();
    let base = common(paths.values());
    let place = |path: &Path| -> Option<String> {
        let parts = path.strip_prefix(&base).ok()?.components();
        let parts: Vec<String> = parts
            .map(|p| p.as_os_str().to_string_lossy().into_owned())
            .collect();
        (!parts.is_empty()).then(|| parts.join("/"))
    };
    let mut places = BTreeMap::new();
    for (id, path) in &paths {
        let place = place(path).ok_or_else(|| {
            Failure::Because(format!(
                "`{}` has no folder in common with the other documents",
                path.display()
            ))
        })?;
        let to = folder.join(&place);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|e| Failure::file("make the folder", parent, &e))?;
        }
        fs::copy(path, &to).map_err(|e| Failure::file("copy", path, &e))?;
        places.insert(*id, place);
    }
    let lines = catalog(outcome, &paths, &places);
    if !lines.is_empty() {
        let text: String = lines
            .iter()
            .map(|(key, file)| format!("{key}\t{file}\n"))
            .collect();
        let path = folder.join(CATALOG);
        fs::write(&path, text).map_err(|e| Failure::file("write", &path, &e))?;
    }
    Ok(Copied {
        entry: places.remove(&DocumentId(0)).unwrap_or_default(),
        catalog: (!lines.is_empty()).then(|| CATALOG.to_owned()),
    })
}

/// The deepest folder above all files.
fn common<'p>(mut paths: impl Iterator<Item = &'p PathBuf>) -> PathBuf {
    let folder = |p: &PathBuf| p.parent().map(Path::to_owned).unwrap_or_default();
    let mut base = paths.next().map(folder).unwrap_or_default();
    for path in paths {
        while !path.starts_with(&base) && base.pop() {}
    }
    base
}

/// A line for every import whose location does not lead to its document by itself.
fn catalog(
    outcome: &Outcome,
    paths: &BTreeMap<DocumentId, PathBuf>,
    places: &BTreeMap<DocumentId, String>,
) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    for link in &outcome.documents.links {
        let (Some(from), Some(to), Some(place)) = (
            paths.get(&link.from),
            paths.get(&link.to),
            places.get(&link.to),
        ) else {
            continue;
        };
        let tag = tag(outcome, link.at).unwrap_or_default();
        let location = attribute(tag, "schemaLocation").or_else(|| attribute(tag, "location"));
        let direct = location
            .as_deref()
            .is_some_and(|l| leads(from, l).as_ref() == Some(to));
        if direct {
            continue;
        }
        let key = location
            .filter(|l| !l.is_empty())
            .or_else(|| attribute(tag, "namespace"));
        if let Some(key) = key {
            lines.entry(key).or_insert_with(|| place.clone());
        }
        // A relative location inside a document that a catalog found is resolved against that document's URL.
        if let Some(document) = outcome.documents.get(link.to)
            && document.location.contains(':')
        {
            lines
                .entry(document.location.clone())
                .or_insert_with(|| place.clone());
        }
    }
    lines
}

/// The start tag of an import.
fn tag(outcome: &Outcome, at: Span) -> Option<&str> {
    let text = outcome
        .documents
        .get(at.document)?
        .text
        .get(at.start as usize..)?;
    let mut quote = None;
    let end = text.find(|c| match (quote, c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (Some(open), c) if open == c => {
            quote = None;
            false
        }
        _ => false,
    })?;
    text.get(..end)
}

/// The value of an unprefixed attribute in a start tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let equals = rest.find('=')?;
        let key = rest.get(..equals)?.trim_end();
        let key = key.rsplit(char::is_whitespace).next().unwrap_or("");
        let value = rest.get(equals + 1..)?.trim_start();
        let quote = value.chars().next()?;
        let value = value.get(1..)?;
        let end = value.find(quote)?;
        if key == name {
            let raw = value.get(..end)?.trim();
            return Some(
                raw.replace("&lt;", "<")
                    .replace("&quot;", "\"")
                    .replace("&apos;", "'")
                    .replace("&amp;", "&"),
            );
        }
        rest = value.get(end + 1..)?;
    }
}

/// The file that a location in a document leads to, when it is a relative path and the file is there.
fn leads(from: &Path, location: &str) -> Option<PathBuf> {
    let plain = location.split('#').next().unwrap_or("");
    let path = Path::new(plain);
    let relative = path
        .components()
        .all(|c| !matches!(c, Component::RootDir | Component::Prefix(_)));
    if plain.is_empty() || plain.contains(':') || !relative {
        return None;
    }
    fs::canonicalize(from.parent()?.join(path)).ok()
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn attributes_of_a_tag() {
        let tag = "<xs:import namespace = 'urn:a=b' x:schemaLocation=\"no\"\n schemaLocation=\"a&amp;b.xsd\"";
        assert_eq!(attribute(tag, "namespace").as_deref(), Some("urn:a=b"));
        assert_eq!(attribute(tag, "schemaLocation").as_deref(), Some("a&b.xsd"));
        assert_eq!(attribute(tag, "location"), None);
    }
}
