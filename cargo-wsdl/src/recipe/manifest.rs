//! A Cargo.toml as text, and where in it a setting is written.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use wsdl_codegen::diagnostic::Setting;
use wsdl_codegen::model::documents::{DocumentId, Documents, Span};

/// A manifest.
#[derive(Debug)]
pub(crate) struct Manifest {
    path: PathBuf,
    text: Arc<str>,
}

impl Manifest {
    /// The manifest at a path, as it is found from the current folder.
    pub(crate) fn new(path: &Path, text: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.to_owned(),
            text: text.into(),
        }
    }

    /// Its path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Its text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Makes it one of the documents that findings point into.
    pub(super) fn attach(&self, documents: &mut Documents) -> DocumentId {
        let name = self.path.to_string_lossy().replace('\\', "/");
        documents.attach_settings(name, self.text.clone())
    }

    /// Where a setting of one of its recipes is written: an item of an array, the key of an entry, or else its value.
    pub(super) fn find(&self, recipe: usize, setting: &Setting) -> Option<Range<usize>> {
        let root = parse(&self.text).ok()?;
        let recipes = recipes(root.get_ref());
        let table = recipes.get(recipe)?.get_ref().as_table()?;
        let (_, mut here) = table.iter().find(|(key, _)| key.get_ref() == setting.key)?;
        let mut range = here.span();
        let folder = self.path.parent().unwrap_or(Path::new(""));
        for step in &setting.entry {
            (range, here) = within(here, step, folder)?;
        }
        Some(range)
    }
}

/// The entry of a value: the key of a table, an item of an array, anything of that text below, or the text itself.
fn within<'v, 't>(
    value: &'v Spanned<DeValue<'t>>,
    step: &str,
    folder: &Path,
) -> Option<(Range<usize>, &'v Spanned<DeValue<'t>>)> {
    match value.get_ref() {
        DeValue::Table(table) => {
            let of_key = table.iter().find(|(key, _)| key.get_ref() == step);
            let of_key = of_key.map(|(key, inner)| (key.span(), inner));
            of_key.or_else(|| table.values().find_map(|v| within(v, step, folder)))
        }
        DeValue::Array(items) => items.iter().find_map(|v| within(v, step, folder)),
        // paths stand in the options as they are found from the current folder
        DeValue::String(text) => {
            (text == step || folder.join(&**text) == Path::new(step)).then(|| (value.span(), value))
        }
        _ => None,
    }
}

/// The tables of a manifest.
pub(super) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, toml::de::Error> {
    DeTable::parse(text)
}

/// Its recipes, in their order; whatever they are.
pub(super) fn recipes<'v, 't>(root: &'v DeTable<'t>) -> Vec<&'v Spanned<DeValue<'t>>> {
    let inner = |table: &'v DeTable<'t>, name: &str| {
        let found = table.iter().find(|(key, _)| key.get_ref() == name);
        found.map(|(_, value)| value)
    };
    let found = inner(root, "package")
        .or_else(|| inner(root, "project"))
        .and_then(|v| inner(v.get_ref().as_table()?, "metadata"))
        .and_then(|v| inner(v.get_ref().as_table()?, "wsdl"));
    match found.map(|value| (value, value.get_ref())) {
        Some((_, DeValue::Array(items))) => items.iter().collect(),
        Some((value, _)) => vec![value],
        None => Vec::new(),
    }
}

/// A range of the manifest as a span.
pub(super) fn span(document: DocumentId, range: &Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        document,
        start: offset(range.start),
        end: offset(range.end),
    }
}
