//! Catalogs: where documents with absolute or missing locations are found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::guard::{self, Limits};
use crate::model::namespace;

/// Entries of all catalogs; the first for a name wins.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    /// By whole location, or by namespace name.
    exact: BTreeMap<String, PathBuf>,
    /// By the beginning of the location; the longest wins.
    prefixes: Vec<(String, PathBuf)>,
    /// By the end of the location; the longest wins.
    suffixes: Vec<(String, PathBuf)>,
}

impl Catalog {
    /// Adds the entries of a catalog file; paths are relative to its folder. Returns the catalogs that it names in turn.
    ///
    /// # Errors
    /// When the text is XML, but not an OASIS XML catalog: a sentence.
    pub(super) fn add(&mut self, text: &str, folder: &Path) -> Result<Vec<PathBuf>, String> {
        if text.trim_start().starts_with('<') {
            return self.add_xml(text, folder);
        }
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim_end();
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match line.split_once('\t') {
                Some((url, file)) if !file.trim().is_empty() => {
                    let file = folder.join(file.trim());
                    self.exact.entry(url.trim().to_owned()).or_insert(file);
                }
                _ => return Err(format!("line {number} is not `URL<TAB>file`")),
            }
        }
        Ok(Vec::new())
    }

    /// XML Catalogs 1.1 (OASIS, 2005), section 6.
    fn add_xml(&mut self, text: &str, folder: &Path) -> Result<Vec<PathBuf>, String> {
        // A catalog may carry the standard's document type declaration; it is not read.
        let text = guard::passed_over(text.to_owned());
        guard::check(&text, &Limits::DEFAULT).map_err(|r| r.kind.to_string())?;
        let document = roxmltree::Document::parse(&text).map_err(|e| e.to_string())?;
        let root = document.root_element();
        if root.tag_name().name() != "catalog"
            || root.tag_name().namespace() != Some(namespace::CATALOG)
        {
            return Err("its root is not `catalog` of an OASIS XML catalog".to_owned());
        }
        let mut next = Vec::new();
        for node in root
            .descendants()
            .filter(|n| n.tag_name().namespace() == Some(namespace::CATALOG))
        {
            let base = node
                .ancestors()
                .find_map(|a| a.attribute((namespace::XML, "base")));
            let to = |target: &str| {
                folder
                    .join(base.map(local).unwrap_or_default())
                    .join(local(target))
            };
            let entry =
                |key, target| Some((node.attribute(key)?.to_owned(), to(node.attribute(target)?)));
            match node.tag_name().name() {
                "uri" => self.exact.extend_first(entry("name", "uri")),
                "system" => self.exact.extend_first(entry("systemId", "uri")),
                "public" => self.exact.extend_first(entry("publicId", "uri")),
                "rewriteURI" => self
                    .prefixes
                    .extend(entry("uriStartString", "rewritePrefix")),
                "rewriteSystem" => self
                    .prefixes
                    .extend(entry("systemIdStartString", "rewritePrefix")),
                "uriSuffix" => self.suffixes.extend(entry("uriSuffix", "uri")),
                "systemSuffix" => self.suffixes.extend(entry("systemIdSuffix", "uri")),
                "nextCatalog" => next.extend(node.attribute("catalog").map(to)),
                _ => {}
            }
        }
        Ok(next)
    }

    /// The URL by which a catalog knows a file, given by its canonical path: relative locations in it are meant from there.
    pub(super) fn url_of(&self, file: &Path) -> Option<String> {
        let name = file.file_name()?;
        let same = |other: &Path| {
            other.file_name() == Some(name)
                && std::fs::canonicalize(other).is_ok_and(|other| other == file)
        };
        let known = self.exact.iter().filter(|(key, _)| key.contains("://"));
        known
            .into_iter()
            .find(|(_, path)| same(path))
            .map(|(key, _)| key.clone())
    }

    /// The file for a location or a namespace name.
    pub(super) fn find(&self, name: &str) -> Option<PathBuf> {
        if let Some(file) = self.exact.get(name) {
            return Some(file.clone());
        }
        let longest = |list: &[(String, PathBuf)], fits: &dyn Fn(&str) -> bool| {
            let fitting = list.iter().filter(|(key, _)| fits(key));
            // The first of the longest: `max_by_key` would take the last.
            fitting.rev().max_by_key(|(key, _)| key.len()).cloned()
        };
        if let Some((prefix, file)) = longest(&self.prefixes, &|k| name.starts_with(k)) {
            let rest = name.get(prefix.len()..).unwrap_or_default();
            return Some(if rest.is_empty() {
                file
            } else {
                file.join(rest.trim_start_matches('/'))
            });
        }
        longest(&self.suffixes, &|k| name.ends_with(k)).map(|(_, file)| file)
    }
}

/// Adds an entry unless there is one with its key.
trait ExtendFirst {
    fn extend_first(&mut self, entry: Option<(String, PathBuf)>);
}

impl ExtendFirst for BTreeMap<String, PathBuf> {
    fn extend_first(&mut self, entry: Option<(String, PathBuf)>) {
        if let Some((key, value)) = entry {
            self.entry(key).or_insert(value);
        }
    }
}

/// The path of a `file:` URL, or the text itself.
fn local(uri: &str) -> String {
    let path = uri
        .strip_prefix("file://")
        .or(uri.strip_prefix("file:"))
        .unwrap_or(uri);
    super::location::percent_decoded(path).unwrap_or_else(|| path.to_owned())
}

/// Reads the catalogs that the user named, and those that they name, each once.
pub(super) fn read_all(files: &[PathBuf], mut report: impl FnMut(&Path, String)) -> Catalog {
    let mut catalog = Catalog::default();
    let (mut queue, mut seen) = (files.to_vec(), BTreeSet::new());
    queue.reverse();
    while let Some(file) = queue.pop() {
        if !seen.insert(file.clone()) || seen.len() > 100 {
            continue;
        }
        let read = super::store::Store::Disk.read(&file, Limits::DEFAULT.bytes);
        let text = match read.map(|bytes| guard::decode(&bytes)) {
            Ok(Ok(decoded)) => decoded.text,
            Ok(Err(_)) => {
                report(&file, "it is not text in UTF-8".to_owned());
                continue;
            }
            Err(error) => {
                report(&file, super::words(&error));
                continue;
            }
        };
        let folder = file.parent().unwrap_or(Path::new(""));
        match catalog.add(&text, folder) {
            Ok(next) => queue.extend(next.into_iter().rev()),
            Err(why) => report(&file, why),
        }
    }
    catalog
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(text: &str) -> Catalog {
        let mut catalog = Catalog::default();
        catalog.add(text, Path::new("c")).unwrap();
        catalog
    }

    #[test]
    fn lines() {
        let catalog =
            catalog("url\tfile\n# comment\n\nhttp://a/b\tb.xsd\nhttp://a/b\tsecond.xsd\n");
        assert_eq!(catalog.find("http://a/b"), Some("c/b.xsd".into()));
        assert_eq!(catalog.find("http://a/c"), None);
        assert!(
            Catalog::default()
                .add("http://a/b b.xsd", Path::new(""))
                .is_err()
        );
    }

    #[test]
    fn oasis() {
        let catalog = catalog(
            r#"<?xml version="1.0"?>
            <!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "catalog.dtd">
            <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
              <uri name="http://a/b" uri="b%20c.xsd"/>
              <system systemId="http://a/s" uri="s.xsd"/>
              <group xml:base="sub/"><rewriteURI uriStartString="http://r/" rewritePrefix="r/"/></group>
              <rewriteURI uriStartString="http://r/long/" rewritePrefix="long/"/>
              <uriSuffix uriSuffix="/end.xsd" uri="end.xsd"/>
            </catalog>"#,
        );
        assert_eq!(catalog.find("http://a/b"), Some("c/b c.xsd".into()));
        assert_eq!(catalog.find("http://a/s"), Some("c/s.xsd".into()));
        assert_eq!(
            catalog.find("http://r/x/y.xsd"),
            Some("c/sub/r/x/y.xsd".into())
        );
        assert_eq!(
            catalog.find("http://r/long/y.xsd"),
            Some("c/long/y.xsd".into())
        );
        assert_eq!(catalog.find("ftp://q/end.xsd"), Some("c/end.xsd".into()));
        assert!(Catalog::default().add("<x/>", Path::new("")).is_err());
    }
}
