//! A table of a recipe, read key by key. What is wrong is reported with its place, and read as if it were not there.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use wsdl_codegen::diagnostic::{Diagnostic, Diagnostics, Severity, code};
use wsdl_codegen::model::documents::DocumentId;
use wsdl_codegen::names::pattern;

use super::manifest;

/// Takes what is wrong with a manifest.
pub(super) struct Problems<'d> {
    document: DocumentId,
    out: &'d mut Diagnostics,
}

impl<'d> Problems<'d> {
    pub(super) fn new(document: DocumentId, out: &'d mut Diagnostics) -> Self {
        Self { document, out }
    }

    /// Reports a problem.
    pub(super) fn add(&mut self, at: &Range<usize>, message: String) -> &mut Diagnostic {
        let span = manifest::span(self.document, at);
        self.out.add(code::RECIPE, Severity::Error, span, message)
    }

    /// A value of another kind than it should be.
    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, message: String) {
        let kind = value.get_ref().type_str();
        let article = if kind.starts_with(['a', 'i']) {
            "an"
        } else {
            "a"
        };
        self.add(&value.span(), message)
            .label(format!("this is {article} {kind}"));
    }
}

/// A table whose keys are known.
pub(super) struct Table<'v, 't, 'p, 'd> {
    table: &'v DeTable<'t>,
    place: Range<usize>,
    problems: &'p mut Problems<'d>,
}

impl<'v, 't, 'p, 'd> Table<'v, 't, 'p, 'd> {
    /// The value as a table of these keys; `what` is what it is, for people.
    pub(super) fn new(
        what: &str,
        value: &'v Spanned<DeValue<'t>>,
        keys: &[&str],
        problems: &'p mut Problems<'d>,
    ) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            problems.wrong(value, format!("{what} must be a table"));
            return None;
        };
        for (key, _) in table
            .iter()
            .filter(|(k, _)| !keys.contains(&&**k.get_ref()))
        {
            let found = problems.add(&key.span(), format!("unknown key `{}`", key.get_ref()));
            match pattern::nearest(key.get_ref(), keys.iter().copied()) {
                Some(near) => found.help(format!("did you mean `{near}`?")),
                None => found.help(format!("the keys are {}", keys.join(", "))),
            };
        }
        Some(Self {
            table,
            place: value.span(),
            problems,
        })
    }

    fn get(&self, key: &str) -> Option<&'v Spanned<DeValue<'t>>> {
        let found = self.table.iter().find(|(k, _)| k.get_ref() == key);
        found.map(|(_, value)| value)
    }

    /// A text that must be there.
    pub(super) fn needed(&mut self, key: &str) -> Option<String> {
        let Some(value) = self.get(key) else {
            let message = format!("the key `{key}` is missing");
            self.problems.add(&self.place, message);
            return None;
        };
        match value.get_ref().as_str() {
            Some("") => {
                let message = format!("`{key}` is empty");
                self.problems.add(&value.span(), message);
                None
            }
            Some(text) => Some(text.to_owned()),
            None => {
                let message = format!("`{key}` must be a string");
                self.problems.wrong(value, message);
                None
            }
        }
    }

    /// A list of strings; one string alone counts as a list of one.
    pub(super) fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => {
                    let message = format!("`{key}` must be an array of strings");
                    self.problems.wrong(item, message);
                }
            }
        }
        texts
    }

    /// A table of strings.
    pub(super) fn pairs(&mut self, key: &str) -> BTreeMap<String, String> {
        let mut pairs = BTreeMap::new();
        for (name, value) in self.entries(key, "strings") {
            match value.get_ref().as_str() {
                Some(text) => {
                    pairs.insert(name, text.to_owned());
                }
                None => {
                    let message = format!("`{key}` must be a table of strings");
                    self.problems.wrong(value, message);
                }
            }
        }
        pairs
    }

    /// A table of tables, not yet read.
    pub(super) fn tables(&mut self, key: &str) -> Vec<(String, &'v Spanned<DeValue<'t>>)> {
        self.entries(key, "tables")
    }

    fn entries(&mut self, key: &str, of: &str) -> Vec<(String, &'v Spanned<DeValue<'t>>)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            let message = format!("`{key}` must be a table of {of}");
            self.problems.wrong(value, message);
            return Vec::new();
        };
        let entries = table.iter();
        entries
            .map(|(name, value)| (name.get_ref().clone().into_owned(), value))
            .collect()
    }

    /// A flag; not there means no.
    pub(super) fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            let message = format!("`{key}` must be true or false");
            self.problems.wrong(value, message);
            false
        })
    }
}
