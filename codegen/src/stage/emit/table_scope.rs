//! The part `wire` of a module: what its rows refer to, for the `use` lines.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::scope::{Part, Scope};
use crate::model::package::{NamespaceId, Package, SimpleId};

/// Spells what tables refer to, and notes it.
pub(super) struct TableScope<'p> {
    /// The types.
    pub(super) types: Scope<'p>,
    package: &'p Package,
    constants: RefCell<BTreeSet<String>>,
    helpers: RefCell<BTreeSet<String>>,
    fixed: RefCell<BTreeSet<String>>,
}

impl<'p> TableScope<'p> {
    /// For the tables of the module with this index.
    pub(super) fn new(package: &'p Package, module: usize) -> Self {
        Self {
            types: Scope::new(package, module, Part::Below),
            package,
            constants: RefCell::default(),
            helpers: RefCell::default(),
            fixed: RefCell::default(),
        }
    }

    /// The constant of a namespace; `0` is "in no namespace".
    pub(super) fn namespace(&self, id: Option<NamespaceId>) -> String {
        let Some(namespace) = id.and_then(|id| self.package.namespaces.get(id.0)) else {
            return "0".to_owned();
        };
        let list = if namespace.fixed {
            &self.fixed
        } else {
            &self.constants
        };
        list.borrow_mut().insert(namespace.constant.clone());
        namespace.constant.clone()
    }

    /// The constant of a simple type.
    pub(super) fn simple(&self, id: SimpleId) -> Option<&'p str> {
        let constant = &self.package.simple.get(id.0)?.constant;
        self.constants.borrow_mut().insert(constant.clone());
        Some(constant)
    }

    /// The constant for "in no namespace", where the table's grammar wants a name.
    pub(super) fn no_namespace(&self) -> String {
        self.fixed.borrow_mut().insert("NO_NS".to_owned());
        "NO_NS".to_owned()
    }

    /// Notes that a macro or a function of the runtime is used.
    pub(super) fn helper(&self, name: &str) {
        self.helpers.borrow_mut().insert(name.to_owned());
    }

    /// What was used.
    pub(super) fn into_used(self) -> Used {
        Used {
            constants: self.constants.into_inner(),
            types: self.types.into_used().runtime,
            fixed: self.fixed.into_inner(),
            helpers: self.helpers.into_inner(),
        }
    }
}

/// What the tables of a module refer to.
pub(super) struct Used {
    /// Constants of the root's tables.
    pub(super) constants: BTreeSet<String>,
    /// Types of the runtime.
    pub(super) types: BTreeSet<String>,
    /// Constants of the runtime.
    pub(super) fixed: BTreeSet<String>,
    /// Macros and functions of the runtime.
    pub(super) helpers: BTreeSet<String>,
}
