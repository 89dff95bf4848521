//! Names that need no rule: those of settings and of the name table.

use std::collections::{BTreeMap, BTreeSet};

use super::super::client::ClientDraft;
use super::super::draft::Draft;
use super::super::settings::Unmatched;
use crate::diagnostic::{Diagnostics, Setting, code};
use crate::names::scope::Scope;
use crate::names::table;
use crate::options::Options;

/// Names that were given before, by settings or by an earlier run.
pub(in super::super) struct Given {
    table: BTreeMap<String, String>,
    rename: BTreeMap<String, (String, bool)>,
    /// The table of this run.
    pub(in super::super) out: BTreeMap<String, String>,
}

impl Given {
    pub(in super::super) fn new(options: &Options) -> Self {
        Self {
            table: options
                .names
                .as_deref()
                .map(table::parse)
                .unwrap_or_default(),
            rename: options
                .rename
                .iter()
                .map(|(k, v)| (k.clone(), (v.clone(), false)))
                .collect(),
            out: BTreeMap::new(),
        }
    }

    /// The user's name for a thing: by the key of the name table, or by its path alone.
    pub(in super::super) fn renamed(&mut self, kind: &str, path: &str) -> Option<String> {
        if self.rename.is_empty() {
            return None;
        }
        let full = format!("{kind} {path}");
        let key = if self.rename.contains_key(&full) {
            full.as_str()
        } else {
            path
        };
        let (name, used) = self.rename.get_mut(key)?;
        *used = true;
        Some(name.clone())
    }

    /// The name that an earlier run gave.
    pub(in super::super) fn earlier(&self, kind: &str, path: &str) -> Option<&String> {
        if self.table.is_empty() {
            return None;
        }
        self.table.get(&format!("{kind} {path}"))
    }

    /// All names of a kind that an earlier run gave: of things that are named after others, which must leave them alone.
    pub(in super::super) fn all_earlier(
        &self,
        kind: &'static str,
    ) -> impl Iterator<Item = &String> {
        let from = format!("{kind} ");
        let entries = self.table.range(from.clone()..);
        let of_kind = entries.take_while(move |(key, _)| key.starts_with(&from));
        of_kind.map(|(_, name)| name)
    }

    /// The name of what is named after all else: the one that an earlier run gave, which everything since has left alone, or one of these.
    pub(in super::super) fn last(
        &mut self,
        kind: &'static str,
        path: &str,
        candidates: &[String],
        scope: &mut Scope,
    ) -> String {
        let earlier = self.earlier(kind, path).cloned();
        let name = earlier.filter(|name| scope.take(name));
        let name = name.unwrap_or_else(|| scope.claim(candidates));
        self.keep(kind, path, &name);
        name
    }

    /// Notes a name for the next run.
    pub(in super::super) fn keep(&mut self, kind: &str, path: &str, name: &str) {
        self.out.insert(format!("{kind} {path}"), name.to_owned());
    }

    /// Renames that matched nothing are errors.
    pub(in super::super) fn check(
        &self,
        draft: &Draft,
        clients: &[ClientDraft],
        out: &mut Diagnostics,
    ) {
        let unused: Vec<&String> = self
            .rename
            .iter()
            .filter(|(_, (_, used))| !used)
            .map(|(k, _)| k)
            .collect();
        if unused.is_empty() {
            return;
        }
        let mut known: BTreeSet<String> =
            draft.items.iter().map(|i| i.label.path.clone()).collect();
        for item in &draft.items {
            let rows = item.rows().iter().filter(|m| !m.wire.is_empty());
            known.extend(rows.map(|m| format!("{}/{}", item.label.path, m.wire)));
        }
        known.extend(
            clients
                .iter()
                .flat_map(|c| &c.operations)
                .map(|o| o.name.clone()),
        );
        for wanted in unused {
            Unmatched {
                code: code::RENAME,
                setting: Setting::entry("rename", wanted),
                words: "no type, member or operation to rename is called",
                wanted,
                recipe: Some(|near| format!("rename = {{ \"{near}\" = \"NewName\" }}")),
            }
            .report(known.iter().map(String::as_str), out);
        }
    }
}
