//! Which of the derives that the user asks for a type can have: those of the standard library depend on its members.

use super::draft::{Body, Draft, ItemId, Target, Wrap};

/// The derives of each item: the user's, without those of the standard library that one of its members rules out.
pub(super) fn allowed(draft: &Draft, wanted: &[String]) -> Vec<Vec<String>> {
    let mut allowed: Vec<Vec<String>> = vec![Vec::new(); draft.items.len()];
    for name in wanted {
        let refused = refused(draft, name.rsplit("::").next().unwrap_or(name));
        for (list, refused) in allowed.iter_mut().zip(refused) {
            if !refused {
                list.push(name.clone());
            }
        }
    }
    allowed
}

/// The items that cannot have a derive: those with a member that cannot, at any depth.
fn refused(draft: &Draft, derive: &str) -> Vec<bool> {
    let mut refused = vec![false; draft.items.len()];
    if !matches!(derive, "Eq" | "Hash" | "PartialOrd" | "Ord" | "Copy") {
        return refused;
    }
    let mut users: Vec<Vec<ItemId>> = vec![Vec::new(); draft.items.len()];
    let mut open: Vec<ItemId> = Vec::new();
    for id in draft.ids() {
        let item = draft.get(id);
        let parts: Vec<(&Target, Wrap, bool)> = match &item.body {
            Body::Alias { target, wrap } => vec![(target, *wrap, false)],
            Body::Union { members } => members.iter().map(|(_, t)| (t, Wrap::One, false)).collect(),
            _ => item
                .rows()
                .iter()
                .map(|m| (&m.target, m.wrap, m.boxed))
                .collect(),
        };
        // an enumeration keeps unknown words
        let words = matches!(item.body, Body::Words { .. }) && derive == "Copy";
        let own = parts
            .iter()
            .any(|(t, w, b)| !wrap_has(derive, *w, *b) || !leaf_has(derive, t));
        if words || own {
            refused[id.index()] = true;
            open.push(id);
        }
        for inner in parts.iter().filter_map(|(t, ..)| t.item()) {
            users[inner.index()].push(id);
        }
    }
    while let Some(id) = open.pop() {
        for user in std::mem::take(&mut users[id.index()]) {
            if !std::mem::replace(&mut refused[user.index()], true) {
                open.push(user);
            }
        }
    }
    refused
}

fn wrap_has(derive: &str, wrap: Wrap, boxed: bool) -> bool {
    let nil = matches!(
        wrap,
        Wrap::Nillable | Wrap::WithNil | Wrap::OptionWithNil | Wrap::VecWithNil
    );
    match derive {
        "PartialOrd" | "Ord" => !nil,
        "Copy" => wrap.by_value() && !boxed,
        _ => true,
    }
}

fn leaf_has(derive: &str, target: &Target) -> bool {
    let name = match target {
        Target::Runtime(name) => *name,
        Target::List(inner) => return derive != "Copy" && leaf_has(derive, inner),
        Target::Item(_) | Target::Foreign(_) | Target::Unit => return true,
    };
    let float = matches!(name, "f32" | "f64");
    let tree = matches!(name, "Element" | "Attributes" | "AnySimple");
    let number = matches!(
        name,
        "bool"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "Decimal"
    );
    match derive {
        "Eq" | "Hash" => !float,
        "PartialOrd" => !tree,
        "Ord" => number || matches!(name, "String" | "Base64" | "Hex" | "QName" | "Attachment"),
        _ => number || float,
    }
}
