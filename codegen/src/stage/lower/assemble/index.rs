//! Which item of the package stands for a component of the schema.

use std::collections::BTreeMap;

use super::super::draft::{Draft, ItemId, Key};
use super::Assembler;
use crate::model::description::Description;
use crate::model::name::QName;
use crate::model::package::Path;
use crate::model::xsd::{ElementId, TypeRef};

/// Every global element that generated code can read and write.
pub(in super::super) fn elements(
    description: &Description,
    assembler: &Assembler<'_>,
) -> Vec<(QName, Path)> {
    let schema = &description.schema;
    let items: BTreeMap<Key, ItemId> = by_key(assembler.decided.draft);
    let mut list = Vec::new();
    for (name, id) in &schema.element_names {
        let element = schema.element(*id);
        let ty = match element.ty {
            TypeRef::Defined(ty) => Some(ty),
            TypeRef::Builtin(_) => None,
        };
        let candidates = [
            Some(Key::Alias(*id)),
            ty.map(Key::Poly).filter(|_| !is_blocked(description, *id)),
            ty.map(Key::Type),
        ];
        let found = candidates
            .into_iter()
            .flatten()
            .find_map(|key| items.get(&key));
        if let Some(item) =
            found.filter(|i| assembler.decided.keep[i.index()] && !element.is_abstract)
        {
            list.push((name.clone(), assembler.path(*item)));
        }
    }
    list
}

/// Whether the element keeps all derived types away.
fn is_blocked(description: &Description, id: ElementId) -> bool {
    let block = description.schema.element(id).block;
    block.extension && block.restriction
}

/// Every named type with an item of its own, abstract ones with the enum of what may stand for them.
pub(in super::super) fn types(
    description: &Description,
    assembler: &Assembler<'_>,
) -> Vec<(QName, Path)> {
    let items: BTreeMap<Key, ItemId> = by_key(assembler.decided.draft);
    let names = description.schema.type_names.iter();
    let kept = names.filter_map(|(name, id)| {
        let found = [Key::Type(*id), Key::Poly(*id)]
            .into_iter()
            .find_map(|key| {
                items
                    .get(&key)
                    .filter(|i| assembler.decided.keep[i.index()])
            });
        Some((name.clone(), assembler.path(*found?)))
    });
    kept.collect()
}

/// The items, each by what it stands for.
fn by_key(draft: &Draft) -> BTreeMap<Key, ItemId> {
    draft.ids().map(|id| (draft.get(id).key, id)).collect()
}
