//! Rust types and paths as a person writes them beside the generated module.

use crate::model::package::{Package, Path, RustType};

/// A path from the generated module's root.
pub(super) fn rust_path(package: &Package, path: &Path) -> String {
    match package.modules.get(path.module) {
        Some(module) if !module.name.is_empty() => format!("{}::{}", module.name, path.name),
        _ => path.name.clone(),
    }
}

/// A type as a person writes it beside the generated module.
pub fn rust_type(package: &Package, ty: &RustType) -> String {
    let of = |name: &str, inner: &RustType| format!("{name}<{}>", rust_type(package, inner));
    match ty {
        RustType::Unit => "()".to_owned(),
        RustType::Runtime(name) => (*name).to_owned(),
        RustType::Named(path) => rust_path(package, path),
        RustType::Foreign(path) => path.clone(),
        RustType::Option(inner) => of("Option", inner),
        RustType::Vec(inner) => of("Vec", inner),
        RustType::Grid(inner, n) => format!("Grid<{}, {n}>", rust_type(package, inner)),
        RustType::Boxed(inner) => of("Box", inner),
        RustType::List(inner) => of("List", inner),
        RustType::Nillable(inner) => of("Nillable", inner),
        RustType::WithNil(inner) => of("WithNil", inner),
    }
}
