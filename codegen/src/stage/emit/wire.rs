//! The module `wire`: namespaces and the tables of all types, with the `use` lines that they need.

use std::collections::BTreeSet;

use super::table::literal;
use super::table_scope::TableScope;
use super::{choice, facets, structs, union, words};
use crate::model::package::{Item as PackageItem, Package, Path};
use crate::model::source::{Of, Part, Piece, Rows, SourceItem, Use, UseGroup};

/// The tables of the module with this index.
pub(super) fn part(package: &Package, index: usize) -> Part {
    let scope = TableScope::new(package, index);
    let items = || {
        package
            .modules
            .get(index)
            .into_iter()
            .flat_map(|m| &m.items)
    };
    let outside = items().any(|item| !matches!(item, PackageItem::Alias(_)));
    let mut rows = Vec::new();
    if index == 0 {
        rows.extend(names(&scope, package).map(|rows| (Of::Service, rows)));
        rows.extend(facets::rows(&scope, package).map(|rows| (Of::Service, rows)));
    }
    for item in items() {
        let of = Of::Type(Path {
            module: index,
            name: item.name().to_owned(),
        });
        let tables = match item {
            PackageItem::Struct(item) => structs::tables(&scope, item),
            PackageItem::Choice(item) => choice::tables(&scope, item),
            PackageItem::Words(item) => words::tables(&scope, item),
            PackageItem::Union(item) => union::tables(&scope, item),
            PackageItem::Alias(_) => Vec::new(),
        };
        rows.extend(tables.into_iter().map(|rows| (of.clone(), rows)));
    }
    let rows = rows.into_iter().map(|(of, rows)| Piece {
        of,
        item: SourceItem::Rows(rows),
    });
    let rows = rows.collect();
    with_uses(scope, index, rows, outside)
}

/// `names! { T "http://www.birst.com/", ORDERS "urn:orders" }`, there even when empty: the tables name what it makes.
fn names(scope: &TableScope<'_>, package: &Package) -> Option<Rows> {
    let own = package.namespaces.iter().filter(|n| !n.fixed);
    let cells: Vec<String> = own
        .map(|n| format!("{} {}", n.constant, literal(&n.uri)))
        .collect();
    scope.helper("names");
    Some(Rows {
        open: "names! {".to_owned(),
        cells,
        close: "}".to_owned(),
    })
}

/// A part below the module, with what it imports; `outside`: whether it names an item of the module.
pub(super) fn with_uses(
    scope: TableScope<'_>,
    index: usize,
    items: Vec<Piece>,
    outside: bool,
) -> Part {
    let mut used = scope.into_used();
    let operations = used.helpers.contains("operation");
    let tables = |helper: &String| {
        !matches!(
            helper.as_str(),
            "header" | "names" | "operation" | "service"
        )
    };
    if used.helpers.iter().any(tables) {
        used.constants.insert("NAMES".to_owned());
    }
    let mut uses = BTreeSet::new();
    if operations || index > 0 {
        let path = if index == 0 {
            "super::wire"
        } else {
            "super::super::wire"
        };
        uses.extend(imports(UseGroup::Package, path, used.constants));
    }
    uses.extend(imports(UseGroup::Types, RUNTIME, used.types));
    uses.extend(imports(UseGroup::Constants, RUNTIME, used.fixed));
    uses.extend(imports(UseGroup::Helpers, RUNTIME, used.helpers));
    Part {
        outside,
        uses,
        items,
    }
}

/// Where generated code finds the runtime.
pub(super) const RUNTIME: &str = "::wsdl_runtime::generated";

/// Imports of one group from one path.
pub(super) fn imports(
    group: UseGroup,
    path: &'static str,
    names: BTreeSet<String>,
) -> impl Iterator<Item = Use> {
    names.into_iter().map(move |name| Use { group, path, name })
}
