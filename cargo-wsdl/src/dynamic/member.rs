//! What members are called.

use super::tables::{Field, Is, Tables};
use crate::nearest;

/// The deepest nesting of groups and values that is followed.
pub(super) const MAX_DEPTH: usize = 200;
/// The key of a derived type's name.
pub(super) const XSI_TYPE: &str = "@xsi:type";

impl Tables<'_> {
    /// That there is no such member, and what there is.
    pub(super) fn unknown(&self, number: usize, key: &str, path: &str) -> String {
        let names = self.names(number, 0);
        let hint = nearest::hint(key, names.iter().map(String::as_str));
        let known = match names.len() {
            0 => "; it has no members".to_owned(),
            _ if !hint.is_empty() => String::new(),
            _ => format!("; it has {}", names.join(", ")),
        };
        format!("{}no member `{key}`{hint}{known}", at(path))
    }

    /// The names of the members, those in groups included.
    pub(super) fn names(&self, number: usize, depth: usize) -> Vec<String> {
        let mut names = Vec::new();
        for field in self.fields(number) {
            match self.is(field.ty) {
                Is::Node(group) if field.row.flags.group && depth < MAX_DEPTH => {
                    names.extend(self.names(group, depth + 1))
                }
                _ => names.push(shown(field)),
            }
        }
        names
    }
}

/// Whether a member goes by the name: that of the schema, or the Rust one for what has none.
pub(super) fn is_called(field: &Field<'_>, key: &str) -> bool {
    shown(field) == key || (field.row.flags.group && field.name.trim_start_matches("r#") == key)
}

/// The name that a person gives a member.
pub(super) fn shown(field: &Field<'_>) -> String {
    let flags = field.row.flags;
    let own = || field.name.trim_start_matches("r#").to_owned();
    if field.types.is_some() {
        XSI_TYPE.to_owned()
    } else if flags.text {
        "#text".to_owned()
    } else if flags.any || flags.group || field.row.name.is_empty() || flags.items {
        own()
    } else if flags.attr {
        format!("@{}", field.row.name)
    } else {
        field.row.name.clone()
    }
}

/// A path at the beginning of a sentence.
pub(super) fn at(path: &str) -> String {
    if path.is_empty() {
        String::new()
    } else {
        format!("`{path}`: ")
    }
}
