//! Settings that name things of the description: each must find its thing.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Setting, Severity, code};
use crate::model::name::QName;
use crate::model::xsd::Builtin;
use crate::names::{path, pattern};
use crate::options::Options;

/// The namespace of the built-in types.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// Rust types in place of schema types.
pub(super) struct Substitutes {
    types: BTreeMap<QName, String>,
    used: BTreeSet<QName>,
}

impl Substitutes {
    pub(super) fn new(options: &Options) -> Self {
        let types = options.substitute.iter();
        let types = types.filter_map(|(name, ty)| Some((QName::parse(name)?, ty.clone())));
        Self {
            types: types.collect(),
            used: BTreeSet::new(),
        }
    }

    /// The user's type for a named type.
    pub(super) fn named(&mut self, name: &QName) -> Option<String> {
        let found = self.types.get(name)?;
        if !self.used.contains(name) {
            self.used.insert(name.clone());
        }
        Some(found.clone())
    }

    /// The user's type for a built-in type.
    pub(super) fn builtin(&mut self, builtin: Builtin) -> Option<String> {
        if self.types.is_empty() {
            return None;
        }
        self.named(&QName::new(XSD, builtin.name()))
    }

    /// Marks names that the description has, whether or not something refers to them.
    pub(super) fn check<'n>(
        &self,
        options: &Options,
        names: impl Iterator<Item = &'n QName>,
        out: &mut Diagnostics,
    ) {
        if options.substitute.is_empty() {
            return;
        }
        let mut known: BTreeSet<String> = names.map(ToString::to_string).collect();
        known.extend(
            Builtin::ALL
                .iter()
                .map(|b| format!("{{{XSD}}}{}", b.name())),
        );
        for name in options.substitute.keys().filter(|n| !known.contains(*n)) {
            Unmatched {
                code: code::SUBSTITUTE,
                setting: Setting::entry("substitute", name),
                words: "no type to substitute is called",
                wanted: name,
                recipe: Some(|near| format!("substitute = {{ \"{near}\" = \"path::Type\" }}")),
            }
            .report(known.iter().map(String::as_str), out);
        }
    }
}

/// What settings write into generated code must be names there.
pub(super) fn check_names(options: &Options, out: &mut Diagnostics) {
    let mut wrong = |setting: Setting, value: &str, what: &str, help: &str| {
        let message = format!("`{value}` is not {what}");
        out.add(code::NOT_A_PATH, Severity::Error, None, message)
            .setting(setting)
            .help(help);
    };
    let aliased =
        "for a type with arguments write an alias (`pub type Tags = Vec<String>;`) and name that";
    for (key, value) in &options.substitute {
        if !path::is_path(value) {
            let setting = Setting::entry("substitute", key);
            wrong(setting, value, "the path of a Rust type", aliased);
        }
    }
    for value in &options.derive {
        if !path::is_path(value) {
            let setting = Setting::entry("derive", value);
            let one = "name one derive in each: `Eq`, `::serde::Serialize`";
            wrong(setting, value, "the path of a derive", one);
        }
    }
    for (setting, map) in [("rename", &options.rename), ("modules", &options.modules)] {
        for (key, value) in map {
            if !value.contains(char::is_alphanumeric) {
                let setting = Setting::entry(setting, key);
                wrong(setting, value, "a name", "a name has a letter or digit");
            }
        }
    }
}

/// A setting that names nothing.
pub(super) struct Unmatched<'w> {
    pub(super) code: &'static str,
    pub(super) setting: Setting,
    /// What is not there: `no operation matches`; the name follows.
    pub(super) words: &'w str,
    /// The name.
    pub(super) wanted: &'w str,
    /// The line of a recipe that names another.
    pub(super) recipe: Option<fn(&str) -> String>,
}

/// The most names that are listed when none is near.
const FEW: usize = 8;

impl Unmatched<'_> {
    /// Reports it, with the nearest of the names that are there.
    pub(super) fn report<'n>(
        self,
        names: impl IntoIterator<Item = &'n str>,
        out: &mut Diagnostics,
    ) {
        let Self {
            code,
            setting,
            words,
            wanted,
            recipe,
        } = self;
        let names: BTreeSet<&str> = names.into_iter().collect();
        let found = out.add(code, Severity::Error, None, format!("{words} `{wanted}`"));
        found.setting(setting);
        match pattern::nearest(wanted, names.iter().copied()) {
            Some(near) => {
                found.help(format!("did you mean `{near}`?"));
                found.recipe = recipe.map(|line| line(near).into());
                found
            }
            None if names.is_empty() => found.help("there are none in this description"),
            None if names.len() <= FEW => {
                let names: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
                found.help(format!("there is {}", names.join(", ")))
            }
            None => found.help("`cargo wsdl list SERVICE.wsdl` shows the names"),
        };
    }
}
