//! Which page has what: names that are files on every system, and links between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::wsdl::PortTypeId;
use wsdl_codegen::model::xsd::TypeId;

/// The page of the list of operations.
pub(crate) const INDEX: &str = "index.html";
/// The style sheet.
pub(crate) const STYLE: &str = "style.css";

/// An operation as a service offers it, at all of its ports that have the port type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Offered {
    /// Index of the service.
    pub(crate) service: usize,
    /// The port type.
    pub(crate) port_type: PortTypeId,
    /// Index of the operation in it.
    pub(crate) operation: usize,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Services, operations, types.
    Index,
    /// An operation.
    Operation(Offered),
    /// A named type.
    Type(TypeId),
}

/// All pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pages: BTreeMap<String, Page>,
    operations: BTreeMap<Offered, String>,
    types: BTreeMap<TypeId, String>,
}

impl Places {
    /// Gives each operation of each service and each named type a page; types that only ship with the generator get none.
    pub(crate) fn new(description: &Description) -> Self {
        let mut places = Self::default();
        let mut taken = BTreeSet::new();
        places.pages.insert(INDEX.to_owned(), Page::Index);
        for offered in offered(description) {
            let Some(operation) = offered.find(description) else {
                continue;
            };
            let path = free("operations", &operation.name, &mut taken);
            places.pages.insert(path.clone(), Page::Operation(offered));
            places.operations.insert(offered, path);
        }
        for (index, ty) in description.schema.types.iter().enumerate() {
            let (Some(name), Ok(index)) = (&ty.name, u32::try_from(index)) else {
                continue;
            };
            if description.builtin.contains(&ty.span.document) {
                continue;
            }
            let id = TypeId(index);
            let path = free("types", &name.local, &mut taken);
            places.pages.insert(path.clone(), Page::Type(id));
            places.types.insert(id, path);
        }
        places
    }

    /// Every page and its path, `/` between folder and file.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, Page)> {
        self.pages.iter().map(|(path, page)| (path.as_str(), *page))
    }

    pub(crate) fn page(&self, path: &str) -> Option<Page> {
        self.pages.get(path).copied()
    }

    pub(crate) fn operation(&self, offered: Offered) -> Option<&str> {
        self.operations.get(&offered).map(String::as_str)
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = Offered> {
        self.operations.keys().copied()
    }

    pub(crate) fn ty(&self, id: TypeId) -> Option<&str> {
        self.types.get(&id).map(String::as_str)
    }

    pub(crate) fn types(&self) -> impl Iterator<Item = TypeId> {
        self.types.keys().copied()
    }
}

impl Offered {
    /// The operation as its port type has it.
    pub(crate) fn find(
        self,
        description: &Description,
    ) -> Option<&wsdl_codegen::model::wsdl::Operation> {
        let port_type = description.wsdl.port_types.get(self.port_type.index())?;
        port_type.operations.get(self.operation)
    }
}

/// The operations of every service, in the order of its ports, each once.
fn offered(description: &Description) -> Vec<Offered> {
    let mut found = Vec::new();
    for (service, ports) in description
        .wsdl
        .services
        .iter()
        .map(|s| &s.ports)
        .enumerate()
    {
        for port in ports {
            let Some(binding) = description.wsdl.bindings.get(port.binding.index()) else {
                continue;
            };
            for bound in &binding.operations {
                let one = Offered {
                    service,
                    port_type: binding.port_type,
                    operation: bound.operation,
                };
                if !found.contains(&one) {
                    found.push(one);
                }
            }
        }
    }
    found
}

/// A path in the folder that nothing has yet, also where letters of both cases are the same.
fn free(folder: &str, name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut stem: String = name
        .chars()
        .take(80)
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '_'
            }
        })
        .collect();
    // Windows has devices of these names, whatever the extension.
    let device = ["con", "prn", "aux", "nul"].contains(&&*stem.to_lowercase())
        || (stem.len() == 4
            && ["com", "lpt"].contains(&&*stem.get(..3).unwrap_or("").to_lowercase()));
    if device || stem.starts_with('.') {
        stem.insert(0, '_');
    }
    let mut number = 1;
    loop {
        let path = match number {
            1 => format!("{folder}/{stem}.html"),
            n => format!("{folder}/{stem}-{n}.html"),
        };
        if taken.insert(path.to_lowercase()) {
            return path;
        }
        number += 1;
    }
}

/// The link from a page to another: relative, percent-encoded.
pub(crate) fn link(from: &str, to: &str) -> String {
    let up = "../".repeat(from.matches('/').count());
    let mut link = up;
    for byte in to.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' | b'#' => {
                link.push(char::from(byte));
            }
            byte => {
                let _ = write!(link, "%{byte:02X}");
            }
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{free, link};

    #[test]
    fn every_name_is_a_file_of_its_own() {
        let mut taken = BTreeSet::new();
        let names = [
            "Get", "get", "GET", "../x", "con", "a b", ".hidden", "\u{e4}",
        ];
        let paths: Vec<String> = names.iter().map(|n| free("t", n, &mut taken)).collect();
        let expected = [
            "t/Get.html",
            "t/get-2.html",
            "t/GET-3.html",
            "t/_.._x.html",
            "t/_con.html",
            "t/a_b.html",
            "t/_.hidden.html",
            "t/\u{e4}.html",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn links_are_relative_and_plain() {
        assert_eq!(link("index.html", "types/\u{e4}.html"), "types/%C3%A4.html");
        assert_eq!(link("types/a.html", "index.html"), "../index.html");
    }
}
