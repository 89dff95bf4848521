//! Names of modules, items and clients: from settings, from the name table, else by rules.
//!
//! The rules look at the whole description, whatever is chosen of it, and let the better-known thing keep its name: types before
//! elements, elements before groups, all that has a name before what is named after its place. Whoever comes too late says what it is.

mod candidates;
mod given;
mod items;
mod modules;

pub(super) use self::given::Given;
pub(super) use self::items::{Names, items};
pub(super) use self::modules::modules;

use crate::names::case;

/// The name of the root module: the stem of the entry document.
pub(super) fn root(entry: &str) -> String {
    let file = entry.rsplit(['/', '\\']).next().unwrap_or(entry);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    case::module_name(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_modules() {
        assert_eq!(root("CommandWebService.wsdl"), "command_web_service");
        assert_eq!(root("a/b.c/orders"), "orders");
        assert_eq!(root("type.xsd"), "type_");
        assert_eq!(root(""), "unnamed");
    }
}
