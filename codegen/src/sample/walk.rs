//! Walks a schema from an element declaration and builds an instance. What the schema leaves open is decided by a [`Chooser`]; the walk
//! sees to order, names, namespaces, `xsi:type` and `xsi:nil`.

use super::encoded::{ENCODING11, ENCODING12};
use super::tree::{Attribute, Element, Node, Value, XSD};
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    self, AttributeUse, Builtin, Compositor, ElementId, ModelGroup, Particle, Schema, Term, TypeId,
    TypeRef, ValueConstraint, Wildcard,
};

/// The deepest nesting of elements that is built; choosers stop long before.
const MAX_DEPTH: usize = 200;
/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 100;

/// Particles that are followed in one walk: `minOccurs` may multiply beyond all bounds.
const MAX_STEPS: usize = 200_000;

/// Where the walk is.
pub(crate) struct At<'w> {
    pub(crate) schema: &'w Schema,
    /// The complex types whose content is being written, outermost first.
    pub(crate) open: &'w [TypeId],
}

impl At<'_> {
    /// Whether the content of this type is being written already.
    pub(crate) fn is_open(&self, ty: TypeRef) -> bool {
        matches!(ty, TypeRef::Defined(id) if self.open.contains(&id))
    }

    /// Whether the content of an array of SOAP encoding is being written, or of a type of its own: sizes, places and references in it
    /// mean what the encoding says, not what the schema does.
    pub(crate) fn is_encoding(&self) -> bool {
        let own = |name: &QName| matches!(&*name.namespace, ENCODING11 | ENCODING12);
        self.open.last().is_some_and(|id| {
            let complex = self.schema.complex(TypeRef::Defined(*id));
            complex.is_some_and(|(_, complex)| complex.array.is_some())
                || self.schema.ty(*id).name.as_ref().is_some_and(own)
        })
    }
}

/// What stands for a wildcard.
pub(crate) enum Wild {
    /// This.
    Node(Node),
    /// An instance of a declared element.
    Declared(ElementId),
}

/// Decides what a schema leaves open.
pub(crate) trait Chooser {
    /// How often the particle occurs.
    fn occurrences(&mut self, at: &At<'_>, particle: &Particle) -> u32;
    /// Which branches of a choice are written; `site` is where the choice is declared.
    fn branches(&mut self, at: &At<'_>, site: Span, group: &ModelGroup) -> Vec<usize>;
    /// Which of the elements that may stand for another (none of them abstract) does; `site` is the head's declaration.
    fn member(&mut self, at: &At<'_>, site: Span, members: &[ElementId]) -> Option<ElementId>;
    /// The type that is written for an element of the declared type.
    fn actual_type(&mut self, at: &At<'_>, element: &xsd::Element) -> TypeRef;
    /// Whether an element is written as nil; `ty` is its actual type.
    fn nil(&mut self, at: &At<'_>, element: &xsd::Element, ty: TypeRef) -> bool;
    /// Whether an attribute is written.
    fn attribute(&mut self, at: &At<'_>, usage: &AttributeUse) -> bool;
    /// The text of a simple type.
    fn text(
        &mut self,
        at: &At<'_>,
        site: Span,
        ty: TypeRef,
        fixed: Option<&ValueConstraint>,
    ) -> Option<Value>;
    /// What stands for one occurrence of a wildcard.
    fn wildcard(&mut self, at: &At<'_>, site: Span, wildcard: &Wildcard) -> Option<Wild>;
    /// An attribute for an attribute wildcard of the type declared at `site`.
    fn any_attribute(&mut self, at: &At<'_>, site: Span, wildcard: &Wildcard) -> Option<Attribute>;
    /// Fills an element of type `anyType`.
    fn anything(&mut self, at: &At<'_>, site: Span, element: &mut Element);
    /// Text at the beginning of mixed content of the type declared at `site`.
    fn mixed(&mut self, at: &At<'_>, site: Span) -> Option<Value>;
    /// The content of `xs:schema`, which .NET puts before the rows of a data set.
    fn schema_text(&mut self) -> Option<Value>;
    /// Marks the decisions made so far.
    fn mark(&self) -> usize {
        0
    }
    /// The part of the tree that the decisions since the mark are about is finished.
    fn release(&mut self, _mark: usize) {}
}

/// The walk.
pub(crate) struct Walker<'d, C> {
    schema: &'d Schema,
    pub(crate) chooser: C,
    open: Vec<TypeId>,
    depth: usize,
    steps: usize,
}

/// Calls a method of the chooser with the place of the walk.
macro_rules! choose {
    ($walker:ident . $method:ident ( $($argument:expr),* )) => {
        $walker.chooser.$method(&At { schema: $walker.schema, open: &$walker.open } $(, $argument)*)
    };
}

impl<'d, C: Chooser> Walker<'d, C> {
    pub(crate) fn new(schema: &'d Schema, chooser: C) -> Self {
        Self {
            schema,
            chooser,
            open: Vec::new(),
            depth: 0,
            steps: 0,
        }
    }

    /// An instance of a declared element; `None` when nothing may stand there (an abstract element without members).
    pub(crate) fn element(&mut self, id: ElementId) -> Option<Element> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let mark = self.chooser.mark();
        self.depth += 1;
        let element = self.element_inside(id);
        self.depth -= 1;
        self.chooser.release(mark);
        element
    }

    fn element_inside(&mut self, id: ElementId) -> Option<Element> {
        let schema = self.schema;
        let head = schema.element(id);
        let mut declaration = head;
        if head.global {
            let mut members = schema.substitution_group(id);
            members.retain(|m| !schema.element(*m).is_abstract);
            if head.is_abstract || members.len() > 1 {
                declaration = schema.element(choose!(self.member(head.span, &members))?);
            }
        }
        let mut element = Element::new(declaration.name.clone());
        if &*declaration.name.namespace == XSD && &*declaration.name.local == "schema" {
            element
                .children
                .extend(self.chooser.schema_text().map(Node::Text));
            return Some(element);
        }
        let ty = choose!(self.actual_type(declaration));
        if ty != declaration.ty {
            element.xsi_type(type_name(schema, ty));
        }
        if choose!(self.nil(declaration, ty)) {
            element.nil();
            return Some(element);
        }
        self.content(
            &mut element,
            ty,
            declaration.span,
            declaration.value.as_ref(),
        );
        Some(element)
    }

    /// Fills an element with attributes and content of a type; `site` is where the element or part is declared.
    pub(crate) fn content(
        &mut self,
        element: &mut Element,
        ty: TypeRef,
        site: Span,
        fixed: Option<&ValueConstraint>,
    ) {
        let schema = self.schema;
        let id = match ty {
            TypeRef::Builtin(Builtin::AnyType) => return choose!(self.anything(site, element)),
            TypeRef::Defined(id) if schema.complex(ty).is_some() => id,
            _ => {
                let text = choose!(self.text(site, ty, fixed));
                element
                    .children
                    .extend(text.filter(|t| *t != Value::text("")).map(Node::Text));
                return;
            }
        };
        self.open.push(id);
        self.attributes(element, id);
        match schema.effective_content(id) {
            EffectiveContent::Empty => {}
            EffectiveContent::Any => choose!(self.anything(site, element)),
            EffectiveContent::Simple(simple) => {
                let text = choose!(self.text(schema.ty(id).span, simple, fixed));
                element
                    .children
                    .extend(text.filter(|t| *t != Value::text("")).map(Node::Text));
            }
            EffectiveContent::Elements(particles) => {
                for particle in particles {
                    self.particle(element, particle, 0);
                }
            }
        }
        if schema.effective_mixed(id)
            && let Some(text) = choose!(self.mixed(schema.ty(id).span))
        {
            element.children.insert(0, Node::Text(text));
        }
        self.open.pop();
    }

    fn attributes(&mut self, element: &mut Element, id: TypeId) {
        let schema = self.schema;
        for usage in schema.effective_attributes(id) {
            let mark = self.chooser.mark();
            if choose!(self.attribute(usage)) {
                let attribute = schema.attribute(usage.attribute);
                let fixed = usage.value.as_ref().or(attribute.value.as_ref());
                if let Some(value) = choose!(self.text(usage.span, attribute.ty, fixed)) {
                    element.attribute(attribute.name.clone(), value);
                }
            }
            self.chooser.release(mark);
        }
        if let Some(wildcard) = schema.effective_any_attribute(id) {
            let mark = self.chooser.mark();
            let attribute = choose!(self.any_attribute(schema.ty(id).span, wildcard));
            element.attributes.extend(attribute);
            self.chooser.release(mark);
        }
    }

    fn particle(&mut self, parent: &mut Element, particle: &Particle, groups: usize) {
        if groups > MAX_GROUPS {
            return;
        }
        let mark = self.chooser.mark();
        for _ in 0..choose!(self.occurrences(particle)) {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                break;
            }
            match &particle.term {
                Term::Element(id) => {
                    parent.children.extend(self.element(*id).map(Node::Element));
                }
                Term::Group(group) => self.group(parent, particle.span, group, groups + 1),
                Term::GroupRef(id) => {
                    let group = self.schema.group(*id);
                    self.group(parent, group.span, &group.model, groups + 1);
                }
                Term::Wildcard(wildcard) => {
                    let node = match choose!(self.wildcard(particle.span, wildcard)) {
                        Some(Wild::Node(node)) => Some(node),
                        Some(Wild::Declared(id)) => self.element(id).map(Node::Element),
                        None => None,
                    };
                    parent.children.extend(node);
                }
            }
        }
        self.chooser.release(mark);
    }

    fn group(&mut self, parent: &mut Element, site: Span, group: &ModelGroup, depth: usize) {
        if group.compositor != Compositor::Choice {
            for particle in &group.particles {
                self.particle(parent, particle, depth);
            }
            return;
        }
        let mark = self.chooser.mark();
        for branch in choose!(self.branches(site, group)) {
            if let Some(particle) = group.particles.get(branch) {
                self.particle(parent, particle, depth);
            }
        }
        self.chooser.release(mark);
    }
}

/// The name of a type as `xsi:type` writes it; that of `anyType` for one without a name.
pub(crate) fn type_name(schema: &Schema, ty: TypeRef) -> QName {
    let builtin = |b: Builtin| QName::new(XSD, b.name());
    match ty {
        TypeRef::Builtin(b) => builtin(b),
        TypeRef::Defined(id) => {
            let name = schema.ty(id).name.clone();
            name.unwrap_or_else(|| builtin(Builtin::AnyType))
        }
    }
}

/// The concrete types with a name that may stand for `ty` by `xsi:type`, as far as the element does not block them; `ty` itself is first
/// when it is not abstract.
pub(crate) fn alternatives(schema: &Schema, element: &xsd::Element) -> Vec<TypeRef> {
    let TypeRef::Defined(declared) = element.ty else {
        return vec![element.ty];
    };
    let concrete = |id: TypeId| {
        schema
            .complex(TypeRef::Defined(id))
            .is_none_or(|(_, c)| !c.is_abstract)
    };
    let mut found = Vec::new();
    if concrete(declared) {
        found.push(element.ty);
    }
    for id in schema.all_derived(declared) {
        let blocked = match schema.complex(TypeRef::Defined(id)) {
            Some((_, c)) => match c.derivation {
                xsd::Derivation::Extension => element.block.extension,
                xsd::Derivation::Restriction => element.block.restriction,
            },
            None => element.block.restriction,
        };
        if concrete(id) && !blocked && schema.ty(id).name.is_some() {
            found.push(TypeRef::Defined(id));
        }
    }
    found
}
