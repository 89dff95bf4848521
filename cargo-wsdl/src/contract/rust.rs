//! Where in the generated code a component of the documents stands.

use wsdl_codegen::listing::rust_type;
use wsdl_codegen::model::package::{Item, Package, Path, Row, RustType};

use super::Place;

/// The deepest nesting of groups that is followed from an item to a member's row.
const MAX_GROUPS: usize = 32;

/// What of the generated code a change stands at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The item's path from the generated module's root: `Order`, `shop::Order`.
    pub(super) item: String,
    /// The member, variant or method.
    pub(super) member: Option<String>,
}

/// A change of the generated code.
#[derive(Clone, Debug)]
pub(super) struct RustChange {
    pub(super) key: Key,
    pub(super) what: String,
    /// Why callers' source breaks.
    pub(super) breaks: Option<&'static str>,
    /// The item is new or gone as a whole.
    pub(super) whole: bool,
}

/// The old package and the new.
pub(super) type Packages<'a> = (&'a Package, &'a Package);

impl Key {
    /// The items at a place.
    pub(super) fn items(packages: Packages<'_>, place: &Place) -> Vec<Self> {
        let mut keys = Vec::new();
        for (package, path) in [(packages.0, &place.old), (packages.1, &place.new)] {
            let item = path.as_ref().map(|p| path_of(package, p));
            keys.extend(item.map(|item| Self { item, member: None }));
        }
        keys.dedup();
        keys
    }

    /// The member of this wire name (`@name` for an attribute, `text` for simple content, a word of an enumeration) at a place.
    pub(super) fn members(packages: Packages<'_>, place: &Place, wire: &str) -> Vec<Self> {
        let mut keys = Vec::new();
        for (package, path) in [(packages.0, &place.old), (packages.1, &place.new)] {
            let found = path.as_ref().and_then(|p| member(package, p, wire, 0));
            keys.extend(found.map(|(key, _)| key));
        }
        keys.dedup();
        keys
    }
}

/// The item of the type that the member of this wire name has.
pub(super) fn inner(package: &Package, path: Option<&Path>, wire: &str) -> Option<Path> {
    let (_, ty) = member(package, path?, wire, 0)?;
    ty?.path().cloned()
}

/// The member of this wire name, in an item or in the groups that it holds.
fn member<'p>(
    package: &'p Package,
    path: &Path,
    wire: &str,
    depth: usize,
) -> Option<(Key, Option<&'p RustType>)> {
    if depth > MAX_GROUPS {
        return None;
    }
    let key = |member: &str| Key {
        item: path_of(package, path),
        member: Some(member.to_owned()),
    };
    let (attribute, local) = wire
        .strip_prefix('@')
        .map_or((false, wire), |local| (true, local));
    let fits = |row: &Row| {
        let named = !row.flags.group
            && !row.flags.any
            && !row.flags.items
            && row.name == local
            && row.flags.attr == attribute;
        named || (row.flags.text && wire == "text") || (row.flags.items && wire == "item")
    };
    let rows: Vec<(&str, &RustType, &Row)> = match find(package, path)? {
        Item::Struct(s) => s
            .members
            .iter()
            .map(|m| (m.name.as_str(), &m.ty, &m.row))
            .collect(),
        Item::Choice(c) => c
            .variants
            .iter()
            .map(|v| (v.name.as_str(), &v.ty, &v.row))
            .collect(),
        Item::Words(w) => {
            let (name, ..) = w.words.iter().find(|(_, word, _)| word == wire)?;
            return Some((key(name), None));
        }
        Item::Alias(alias) => return member(package, alias.ty.path()?, wire, depth + 1),
        Item::Union(_) => return None,
    };
    if let Some((name, ty, _)) = rows.iter().find(|(_, _, row)| fits(row)) {
        return Some((key(name), Some(*ty)));
    }
    let groups = rows
        .iter()
        .filter_map(|(_, ty, row)| if row.flags.group { ty.path() } else { None });
    groups
        .into_iter()
        .find_map(|group| member(package, group, wire, depth + 1))
}

/// The items that an item's members are made of.
pub(super) fn parts(package: &Package, item: &str) -> Vec<String> {
    let found = package.modules.iter().enumerate().find_map(|(module, m)| {
        let found = m.items.iter().find(|i| {
            path_of(
                package,
                &Path {
                    module,
                    name: i.name().to_owned(),
                },
            ) == item
        })?;
        Some(found)
    });
    let types: Vec<&RustType> = match found {
        Some(Item::Struct(s)) => s.members.iter().map(|m| &m.ty).collect(),
        Some(Item::Choice(c)) => c.variants.iter().map(|v| &v.ty).collect(),
        Some(Item::Union(u)) => u.members.iter().map(|(_, ty)| ty).collect(),
        Some(Item::Alias(a)) => vec![&a.ty],
        Some(Item::Words(_)) | None => Vec::new(),
    };
    types
        .iter()
        .filter_map(|ty| ty.path())
        .map(|p| path_of(package, p))
        .collect()
}

fn find<'p>(package: &'p Package, path: &Path) -> Option<&'p Item> {
    package
        .modules
        .get(path.module)?
        .items
        .iter()
        .find(|i| i.name() == path.name)
}

pub(super) fn path_of(package: &Package, path: &Path) -> String {
    rust_type(package, &RustType::Named(path.clone()))
}
