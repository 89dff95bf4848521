//! How types are spelt in a part of a module: short where nothing is in the way, in full where an item of the module has the
//! name. Notes what it spelt, for the `use` lines.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use crate::model::package::{Item, Package, Path, RustType};

/// Types of the standard library that need no `use`; no item of a package has their names.
const PRELUDE: [&str; 4] = ["String", "Option", "Vec", "Box"];

/// The part of a module that text is emitted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Stands in the module itself: types, clients.
    Module,
    /// Stands in a module below it that imports all of it: tables, operation constants.
    Below,
}

/// Spells types for one part of one module.
pub(super) struct Scope<'p> {
    package: &'p Package,
    module: usize,
    part: Part,
    taken: BTreeSet<&'p str>,
    used: RefCell<Used>,
}

/// What a part of a module refers to.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    /// Items of `::wsdl_runtime::generated`.
    pub(super) runtime: BTreeSet<String>,
    /// Items of the package.
    pub(super) package: BTreeSet<Path>,
}

impl<'p> Scope<'p> {
    /// A scope for a part of the module with this index.
    pub(super) fn new(package: &'p Package, module: usize, part: Part) -> Self {
        let mut taken = BTreeSet::new();
        if let Some(m) = package.modules.get(module) {
            taken.extend(m.items.iter().map(Item::name));
        }
        if module == 0 {
            taken.extend(package.clients.iter().map(|c| c.name.as_str()));
        }
        Self {
            package,
            module,
            part,
            taken,
            used: RefCell::default(),
        }
    }

    /// Whether an item of the module has this name.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// What was spelt so far.
    pub(super) fn into_used(self) -> Used {
        self.used.into_inner()
    }

    /// The text of a type.
    pub(super) fn text(&self, ty: &RustType) -> String {
        match ty {
            RustType::Unit => "()".to_owned(),
            RustType::Runtime(name) => self.runtime(name),
            RustType::Named(path) => self.path(path),
            RustType::Foreign(text) => text.clone(),
            RustType::Option(t) => self.generic("Option", t),
            RustType::Vec(t) => self.generic("Vec", t),
            RustType::Grid(t, n) => format!("{}<{}, {n}>", self.runtime("Grid"), self.text(t)),
            RustType::Boxed(t) => self.generic("Box", t),
            RustType::List(t) => self.generic("List", t),
            RustType::Nillable(t) => self.generic("Nillable", t),
            RustType::WithNil(t) => self.generic("WithNil", t),
        }
    }

    fn generic(&self, name: &str, inner: &RustType) -> String {
        format!("{}<{}>", self.runtime(name), self.text(inner))
    }

    /// The spelling of a type of the runtime or of the standard library.
    pub(super) fn runtime(&self, name: &str) -> String {
        if PRELUDE.contains(&name) || name.starts_with(|c: char| c.is_ascii_lowercase()) {
            return name.to_owned();
        }
        if !self.taken.contains(name) {
            self.used.borrow_mut().runtime.insert(name.to_owned());
            name.to_owned()
        } else {
            format!("::wsdl_runtime::generated::{name}")
        }
    }

    /// The spelling of an item of the package.
    pub(super) fn path(&self, path: &Path) -> String {
        self.used.borrow_mut().package.insert(path.clone());
        if path.module == self.module {
            return path.name.clone();
        }
        let up = match (self.module, self.part) {
            (0, _) => "",
            (_, Part::Module) => "super::",
            (_, Part::Below) => "super::super::",
        };
        match self.package.modules.get(path.module) {
            Some(m) if !m.name.is_empty() => format!("{up}{}::{}", m.name, path.name),
            _ => format!("{up}{}", path.name),
        }
    }

    /// The tokens of a type.
    pub(super) fn tokens(&self, ty: &RustType) -> TokenStream {
        tokens(&self.text(ty))
    }

    /// The tokens of a type of the runtime or of the standard library.
    pub(super) fn runtime_tokens(&self, name: &str) -> TokenStream {
        tokens(&self.runtime(name))
    }
}

/// The tokens of a name or a path that lowering decided.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
