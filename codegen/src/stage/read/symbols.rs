//! Names to components: the symbol spaces of XML Schema and WSDL.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::name::QName;
use crate::model::namespace;
use crate::model::xsd::Builtin;
use crate::names::pattern;

/// A symbol space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Type,
    Element,
    Attribute,
    Group,
    AttributeGroup,
    Message,
    PortType,
    Binding,
}

impl Space {
    /// What a component of the space is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
            Self::Message => "message",
            Self::PortType => "port type",
            Self::Binding => "binding",
        }
    }
}

/// All named components.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    spaces: BTreeMap<Space, BTreeMap<QName, u32>>,
    /// The namespaces that have a component of a local name; made when first asked for.
    by_local: BTreeMap<Space, BTreeMap<Arc<str>, Vec<Arc<str>>>>,
}

impl Symbols {
    /// The component of a name.
    pub(super) fn get(&self, space: Space, name: &QName) -> Option<u32> {
        self.spaces.get(&space)?.get(name).copied()
    }

    /// Names a component, in place of any other of the name.
    pub(super) fn set(&mut self, space: Space, name: QName, id: u32) -> Option<u32> {
        self.by_local.clear();
        self.spaces.entry(space).or_default().insert(name, id)
    }

    /// All names of a space.
    pub(super) fn names(&self, space: Space) -> impl Iterator<Item = (&QName, u32)> {
        self.spaces
            .get(&space)
            .into_iter()
            .flatten()
            .map(|(name, id)| (name, *id))
    }

    /// The namespaces in which the space has a component of this local name.
    pub(super) fn namespaces_of(&mut self, space: Space, local: &str) -> Vec<Arc<str>> {
        let names = self.spaces.get(&space);
        let index = self.by_local.entry(space).or_insert_with(|| {
            let mut index: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
            for name in names.into_iter().flatten().map(|(name, _)| name) {
                index
                    .entry(name.local.clone())
                    .or_default()
                    .push(name.namespace.clone());
            }
            index
        });
        index.get(local).cloned().unwrap_or_default()
    }

    /// The name of the space that is most like `wanted`, in its namespace first, when one is like it at all.
    pub(super) fn nearest(&self, space: Space, wanted: &QName) -> Option<QName> {
        // Another letter in a name of one or two is another name.
        let most = match wanted.local.chars().count() {
            0..3 => 0,
            many => many.div_ceil(3).min(3),
        };
        let candidates = self.names(space).map(|(name, _)| name);
        let scored = candidates.filter_map(|name| {
            let distance = pattern::distance(&name.local, &wanted.local, most)?;
            Some((distance, name.namespace != wanted.namespace, name))
        });
        let near = scored.min().map(|(_, _, name)| name.clone());
        // the built-in types stand in no document: `s:bool` means `s:boolean`
        let builtin = || {
            let names = Builtin::ALL.iter().map(|b| b.name());
            let name = match &*wanted.local {
                "any" => "anyType",
                other => pattern::nearest(other, names)?,
            };
            Some(QName::new(wanted.namespace.clone(), name))
        };
        match space {
            Space::Type if namespace::is_schema(&wanted.namespace) => builtin().or(near),
            _ => near,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_prefers_the_namespace() {
        let mut symbols = Symbols::default();
        symbols.set(Space::Type, QName::new("urn:b", "Thing"), 0);
        symbols.set(Space::Type, QName::new("urn:a", "Thing"), 1);
        let near = symbols.nearest(Space::Type, &QName::new("urn:b", "Thnig"));
        assert_eq!(near, Some(QName::new("urn:b", "Thing")));
        assert_eq!(symbols.namespaces_of(Space::Type, "Thing").len(), 2);
    }
}
