//! Settings that name things of the description: each must find its thing.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Severity};
use crate::model::name::QName;
use crate::model::xsd::Builtin;
use crate::names::pattern;
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
            unmatched(
                out,
                "E0304",
                "substitute",
                name,
                known.iter().map(String::as_str),
            );
        }
    }
}

/// An error for a setting that names nothing.
pub(super) fn unmatched<'n>(
    out: &mut Diagnostics,
    code: &'static str,
    setting: &str,
    wanted: &str,
    names: impl IntoIterator<Item = &'n str>,
) {
    let message = format!("`{setting}` names `{wanted}`, which the description does not have");
    let near = pattern::nearest(wanted, names).map(ToOwned::to_owned);
    let found = out.add(code, Severity::Error, None, message);
    match near {
        Some(near) => found.help(format!("the nearest name is `{near}`")),
        None => found.help("`cargo wsdl list` shows the names"),
    };
}
