//! The two choosers of a service page: placeholders as ASP.NET writes them, and made values.

use super::height::{ENDLESS, Heights};
use super::tree::{Attribute, Element, Node, Value, XSD, XSI};
use super::value;
use super::walk::{At, Chooser, Wild, alternatives};
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::xsd::{
    self, AttributeUse, ElementId, ModelGroup, NamespaceConstraint, Particle, ProcessContents,
    Schema, Term, TypeRef, ValueConstraint, Wildcard,
};

/// Levels of structures that an ASP.NET page shows; what lies deeper is nil.
pub(crate) const PAGE_DEPTH: usize = 4;
/// Items that are shown of an array.
pub(crate) const PAGE_ITEMS: u32 = 2;
/// Levels of made values; optional elements end there.
const MADE_DEPTH: usize = 12;
/// Elements of one message after which only what the schema demands is written: structures that hold each other grow by powers.
const MAX_ELEMENTS: usize = 2_000;

/// Placeholders: every member once and array items twice, optional ones and all branches of a choice included, `string` for a string.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Placeholders {
    /// Elements written so far.
    elements: usize,
}

impl Placeholders {
    /// Nobody reads on: what the schema does not demand is left out from here.
    fn is_full(&self) -> bool {
        self.elements >= MAX_ELEMENTS
    }
}

impl Chooser for Placeholders {
    fn occurrences(&mut self, at: &At<'_>, particle: &Particle) -> u32 {
        let repeats = particle.max.is_none_or(|m| m > 1);
        // A group that stands in a structure at the last level repeats nothing new.
        match particle.term {
            _ if self.is_full() => particle.min.min(1),
            Term::Group(_) | Term::GroupRef(_) | Term::Wildcard(_) => 1,
            Term::Element(_) if repeats && at.open.len() <= PAGE_DEPTH => PAGE_ITEMS,
            Term::Element(_) => 1,
        }
    }

    fn branches(&mut self, _: &At<'_>, _: Span, group: &ModelGroup) -> Vec<usize> {
        let shown = if self.is_full() { 1 } else { usize::MAX };
        (0..group.particles.len().min(shown)).collect()
    }

    fn member(&mut self, _: &At<'_>, _: Span, members: &[ElementId]) -> Option<ElementId> {
        members.first().copied()
    }

    fn actual_type(&mut self, _: &At<'_>, element: &xsd::Element) -> TypeRef {
        self.elements += 1;
        element.ty
    }

    fn nil(&mut self, at: &At<'_>, _: &xsd::Element, ty: TypeRef) -> bool {
        let deep = at.open.len() >= PAGE_DEPTH || self.is_full();
        deep && at.schema.complex(ty).is_some()
    }

    fn attribute(&mut self, at: &At<'_>, _: &AttributeUse) -> bool {
        !at.is_encoding()
    }

    fn text(
        &mut self,
        at: &At<'_>,
        _: Span,
        ty: TypeRef,
        _: Option<&ValueConstraint>,
    ) -> Option<Value> {
        Some(value::placeholder(at.schema, ty))
    }

    fn wildcard(&mut self, _: &At<'_>, _: Span, _: &Wildcard) -> Option<Wild> {
        Some(Wild::Node(Node::Text(Value::text("xml"))))
    }

    fn any_attribute(&mut self, _: &At<'_>, _: Span, _: &Wildcard) -> Option<Attribute> {
        None
    }

    fn anything(&mut self, _: &At<'_>, _: Span, element: &mut Element) {
        element.attribute(QName::new(XSI, "type"), Value::text("type"));
    }

    fn mixed(&mut self, _: &At<'_>, _: Span) -> Option<Value> {
        None
    }

    fn schema_text(&mut self) -> Option<Value> {
        Some(Value::text("schema"))
    }
}

/// Made values: a message that the schema allows, with every member that fits into it.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    heights: Heights,
    /// How many values of type `ID` were made: each must differ.
    ids: u32,
    /// Elements written so far.
    elements: usize,
}

impl Made {
    pub(crate) fn new(schema: &Schema) -> Self {
        Self {
            heights: Heights::of(schema),
            ids: 0,
            elements: 0,
        }
    }

    /// Whether the structure has to end: it repeats itself, or is deep.
    fn must_end(&self, at: &At<'_>, particle: &Particle) -> bool {
        let recurs = match &particle.term {
            Term::Element(id) => at.is_open(at.schema.element(*id).ty),
            _ => false,
        };
        recurs
            || at.open.len() > MADE_DEPTH
            || self.elements >= MAX_ELEMENTS
            || self.heights.term(at.schema, particle, 0) == super::height::ENDLESS
    }
}

impl Chooser for Made {
    fn occurrences(&mut self, at: &At<'_>, particle: &Particle) -> u32 {
        let most = particle.max.unwrap_or(u32::MAX);
        match particle.term {
            _ if self.must_end(at, particle) => particle.min,
            Term::Element(_) => PAGE_ITEMS.clamp(particle.min, most),
            _ => 1u32.clamp(particle.min, most),
        }
        .min(1000)
    }

    fn branches(&mut self, at: &At<'_>, _: Span, group: &ModelGroup) -> Vec<usize> {
        let all = || group.particles.iter().enumerate();
        let first = all().find(|(_, p)| !self.must_end(at, p));
        let lowest = || all().min_by_key(|(_, p)| self.heights.particle(at.schema, p, 0));
        first
            .or_else(lowest)
            .map(|(index, _)| index)
            .into_iter()
            .collect()
    }

    fn member(&mut self, at: &At<'_>, _: Span, members: &[ElementId]) -> Option<ElementId> {
        let fresh = members
            .iter()
            .find(|m| !at.is_open(at.schema.element(**m).ty));
        let lowest = || {
            members
                .iter()
                .min_by_key(|m| self.heights.element(at.schema, **m))
        };
        fresh.or_else(lowest).copied()
    }

    fn actual_type(&mut self, at: &At<'_>, element: &xsd::Element) -> TypeRef {
        self.elements += 1;
        let types = alternatives(at.schema, element);
        if types.contains(&element.ty) && self.heights.ty(element.ty) != super::height::ENDLESS {
            return element.ty;
        }
        let lowest = types.iter().min_by_key(|t| self.heights.ty(**t));
        lowest.copied().unwrap_or(element.ty)
    }

    fn nil(&mut self, at: &At<'_>, element: &xsd::Element, ty: TypeRef) -> bool {
        element.nillable && (at.is_open(ty) || self.heights.ty(ty) == super::height::ENDLESS)
    }

    fn attribute(&mut self, at: &At<'_>, _: &AttributeUse) -> bool {
        !at.is_encoding()
    }

    fn text(
        &mut self,
        at: &At<'_>,
        _: Span,
        ty: TypeRef,
        fixed: Option<&ValueConstraint>,
    ) -> Option<Value> {
        Some(made_text(at.schema, ty, fixed, &mut self.ids))
    }

    fn wildcard(&mut self, at: &At<'_>, _: Span, wildcard: &Wildcard) -> Option<Wild> {
        wild_element(at.schema, wildcard, &self.heights)
    }

    fn any_attribute(&mut self, _: &At<'_>, _: Span, _: &Wildcard) -> Option<Attribute> {
        None
    }

    fn anything(&mut self, _: &At<'_>, _: Span, element: &mut Element) {
        element
            .xsi_type(QName::new(XSD, "string"))
            .text(Value::text("text"));
    }

    fn mixed(&mut self, _: &At<'_>, _: Span) -> Option<Value> {
        Some(Value::text("text"))
    }

    fn schema_text(&mut self) -> Option<Value> {
        None
    }
}

/// The most telling value of a simple type; a default or fixed value goes first.
pub(crate) fn made_text(
    schema: &Schema,
    ty: TypeRef,
    fixed: Option<&ValueConstraint>,
    ids: &mut u32,
) -> Value {
    use crate::model::xsd::Builtin;
    let primitive = schema.primitive(ty);
    match fixed {
        // The prefix of a name means something in the schema only.
        _ if matches!(primitive, Builtin::QName | Builtin::Notation) => {}
        Some(ValueConstraint::Fixed(text) | ValueConstraint::Default(text)) => {
            return Value::text(text.clone());
        }
        None => {}
    }
    if primitive == Builtin::Id {
        *ids += 1;
        return Value::text(format!("id{ids}"));
    }
    value::first(schema, ty)
}

/// Whether a wildcard takes names of the namespace.
pub(crate) fn takes(wildcard: &Wildcard, namespace: &str) -> bool {
    match &wildcard.namespaces {
        NamespaceConstraint::Any => true,
        NamespaceConstraint::Other(not) => namespace != &**not && !namespace.is_empty(),
        NamespaceConstraint::List(list) => list.iter().any(|n| &**n == namespace),
    }
}

/// An element for a wildcard: where the schema must know it the declared one that ends soonest, otherwise one of a namespace of our own.
pub(crate) fn wild_element(
    schema: &Schema,
    wildcard: &Wildcard,
    heights: &Heights,
) -> Option<Wild> {
    if wildcard.process == ProcessContents::Strict {
        let declared = schema.element_names.iter().filter(|(name, id)| {
            takes(wildcard, &name.namespace)
                && !schema.element(**id).is_abstract
                // The schema of schemas is not written out.
                && &*name.namespace != XSD
        });
        let height = |id: ElementId| heights.element(schema, id);
        let lowest = declared.map(|(_, id)| *id).min_by_key(|id| height(*id))?;
        return (height(lowest) != ENDLESS).then_some(Wild::Declared(lowest));
    }
    let namespace = match &wildcard.namespaces {
        NamespaceConstraint::List(list) => {
            let unknown = |n: &&std::sync::Arc<str>| {
                !schema
                    .element_names
                    .keys()
                    .any(|name| name.namespace == **n)
            };
            let found = list.iter().find(unknown).or_else(|| list.first());
            found.cloned()?
        }
        _ => "urn:example:any".into(),
    };
    let mut element = Element::new(QName::new(namespace, "any"));
    element.text(Value::text("text"));
    Some(Wild::Node(Node::Element(element)))
}
