//! What one of the two contracts says of a component.

use wsdl_codegen::model::documents::Span;
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::package::Path;
use wsdl_codegen::model::xsd::{ElementId, TypeId, TypeRef};

use super::reach::Reached;
use super::{Component, Draft, Side};

impl Side<'_> {
    pub(super) fn reaches_element(&self, id: ElementId) -> bool {
        self.reach.request.elements.contains(&id) || self.reach.response.elements.contains(&id)
    }

    pub(super) fn reaches_type(&self, id: TypeId) -> bool {
        self.reach.request.types.contains(&id) || self.reach.response.types.contains(&id)
    }

    pub(super) fn is_builtin(&self, span: Span) -> bool {
        self.description.builtin.contains(&span.document)
    }

    pub(super) fn element_path(&self, name: &QName) -> Option<Path> {
        self.package
            .elements
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, p)| p.clone())
    }

    pub(super) fn type_path(&self, name: &QName) -> Option<Path> {
        self.package
            .types
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, p)| p.clone())
    }

    /// A type in words: `xs:int`, `Order`, `a restriction of xs:string`.
    pub(super) fn words(&self, ty: TypeRef) -> String {
        let schema = &self.description.schema;
        match ty {
            TypeRef::Builtin(b) => format!("xs:{}", b.name()),
            TypeRef::Defined(id) => match &schema.ty(id).name {
                Some(name) => name.local.to_string(),
                None if schema.is_simple(ty) => {
                    format!("a restriction of xs:{}", schema.primitive(ty).name())
                }
                None => "a type of its own".to_owned(),
            },
        }
    }
}

/// The messages that a draft stands in: whether it breaks those of the old contract.
pub(super) fn wire(draft: &Draft, old: &Side<'_>) -> Option<String> {
    let schema = &old.description.schema;
    let reach = |reached: &Reached| {
        let name = QName::parse(&draft.change.name);
        let Some(name) = name else { return true };
        match draft.change.component {
            Component::Type => schema
                .type_names
                .get(&name)
                .is_some_and(|id| reached.types.contains(id)),
            Component::Element => schema
                .element_names
                .get(&name)
                .is_some_and(|id| reached.elements.contains(id)),
            _ => true,
        }
    };
    let request = draft.breaks.request.filter(|_| reach(&old.reach.request));
    let response = draft.breaks.response.filter(|_| reach(&old.reach.response));
    match (request, response) {
        (Some(a), Some(b)) if a != b => Some(format!("{a}; {b}")),
        (Some(a), _) => Some(a.to_owned()),
        (None, b) => b.map(str::to_owned),
    }
}
