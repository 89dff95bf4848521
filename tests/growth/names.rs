//! What a package calls what.

use std::collections::BTreeMap;

use wsdl_codegen::model::package::{self, Item, Package, Row};

/// How the names of operations' constants are told from the others.
pub(crate) const CONSTANT: &str = "the constant of ";

/// The names of a package, by what they name.
pub(crate) fn names(package: &Package) -> BTreeMap<String, String> {
    let path = |p: &package::Path| match package.modules.get(p.module) {
        Some(m) if !m.name.is_empty() => format!("{}::{}", m.name, p.name),
        _ => p.name.clone(),
    };
    let mut names = package.names.clone();
    names.retain(|key, _| !key.starts_with("style "));
    names.extend(
        package
            .types
            .iter()
            .map(|(n, p)| (format!("the type {n}"), path(p))),
    );
    names.extend(
        package
            .elements
            .iter()
            .map(|(n, p)| (format!("the element {n}"), path(p))),
    );
    for client in &package.clients {
        let stand_in = client.stand_in.clone().unwrap_or_default();
        let of = &client.port_type_name;
        names.insert(format!("the client of {of}"), client.name.clone());
        names.insert(format!("the stand-in of {of}"), stand_in);
        for operation in &client.operations {
            let alone = client
                .operations
                .iter()
                .filter(|o| o.name == operation.name)
                .count()
                == 1;
            if alone {
                let key = format!("the method of {of}/{}", operation.name);
                names.insert(key, operation.method.clone());
                let key = format!("{CONSTANT}{}/{}", client.name, operation.name);
                names.insert(key, operation.constant.clone());
            }
        }
    }
    for header in &package.headers {
        names.insert(
            format!("the header {}", header.name),
            header.constant.clone(),
        );
    }
    for module in &package.modules {
        for item in &module.items {
            if let Item::Words(words) = item {
                let words = words.words.iter();
                names.extend(words.map(|(name, word, _)| {
                    let key = format!("{}::{}/{word:?}", module.name, item.name());
                    (key, name.clone())
                }));
            }
            let rows: Vec<(&Row, &String)> = match item {
                Item::Struct(s) => s.members.iter().map(|m| (&m.row, &m.name)).collect(),
                Item::Choice(c) => c.variants.iter().map(|v| (&v.row, &v.name)).collect(),
                _ => continue,
            };
            for (row, name) in &rows {
                let same = rows
                    .iter()
                    .filter(|(r, _)| r.name == row.name && r.flags.attr == row.flags.attr);
                if !row.name.is_empty() && same.count() == 1 {
                    let kind = if row.flags.attr { "@" } else { "" };
                    let key = format!("{}::{}/{kind}{}", module.name, item.name(), row.name);
                    names.insert(key, (*name).clone());
                }
            }
        }
    }
    names
}

/// The names of a part that are others in the whole. What has another shape in the whole has no name there that could differ.
pub(crate) fn renamed<'n>(
    part: &'n BTreeMap<String, String>,
    whole: &'n BTreeMap<String, String>,
) -> impl Iterator<Item = String> + 'n {
    part.iter().filter_map(|(key, name)| {
        let now = whole.get(key).filter(|now| *now != name)?;
        Some(format!("{key}: `{name}`, not `{now}`"))
    })
}
