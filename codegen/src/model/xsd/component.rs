//! Declarations, definitions, particles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Builtin, SimpleType};
use crate::model::documents::Span;
use crate::model::name::QName;

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident),*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub u32);
        impl std::fmt::Debug for $id {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($id), "({})"), self.0)
            }
        }
        impl $id {
            /// The index into the list that holds the component.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}
ids!(
    /// Index into [`Schema::types`].
    TypeId,
    /// Index into [`Schema::elements`].
    ElementId,
    /// Index into [`Schema::attributes`].
    AttributeId,
    /// Index into [`Schema::groups`].
    GroupId,
    /// Index into [`Schema::attribute_groups`].
    AttributeGroupId
);

/// The schema set: the components of all schema documents together.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// Type definitions, named and anonymous, in source order.
    pub types: Vec<Type>,
    /// Element declarations, global and local.
    pub elements: Vec<Element>,
    /// Attribute declarations, global and local.
    pub attributes: Vec<Attribute>,
    /// Named model group definitions (`xs:group`).
    pub groups: Vec<Group>,
    /// Named attribute group definitions; their content is spliced into the types that use them.
    pub attribute_groups: Vec<AttributeGroup>,
    /// Named types.
    pub type_names: BTreeMap<QName, TypeId>,
    /// Global elements.
    pub element_names: BTreeMap<QName, ElementId>,
    /// Global attributes.
    pub attribute_names: BTreeMap<QName, AttributeId>,
    /// Named groups.
    pub group_names: BTreeMap<QName, GroupId>,
    /// For each type that something derives from by extension or restriction (simple types of complex ones included): what derives
    /// from it directly, in source order.
    pub derived: BTreeMap<TypeId, Vec<TypeId>>,
    /// For each head of a substitution group: the elements that name it directly, in source order.
    pub substitutes: BTreeMap<ElementId, Vec<ElementId>>,
}

impl Schema {
    /// The type definition with this id.
    ///
    /// # Panics
    /// When the id is of another schema set.
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.index()]
    }
    /// The element declaration with this id.
    ///
    /// # Panics
    /// When the id is of another schema set.
    pub fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.index()]
    }
    /// The attribute declaration with this id.
    ///
    /// # Panics
    /// When the id is of another schema set.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.index()]
    }
    /// The model group definition with this id.
    ///
    /// # Panics
    /// When the id is of another schema set.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.index()]
    }
    /// The model group that a term is or refers to; `None` for elements and wildcards, and while the group is not there yet.
    pub fn model<'s>(&'s self, term: &'s Term) -> Option<&'s ModelGroup> {
        match term {
            Term::Group(model) => Some(model),
            Term::GroupRef(id) => self.groups.get(id.index()).map(|g| &g.model),
            Term::Element(_) | Term::Wildcard(_) => None,
        }
    }
}

/// A reference to a type: built in, or defined by a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeRef {
    /// A type of XML Schema part 2, or `anyType`.
    Builtin(Builtin),
    /// A defined type, simple or complex.
    Defined(TypeId),
}

/// Where a component came from: what its anonymous parts are named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The component is global and has a name.
    Global,
    /// Anonymous type of this element.
    Element(ElementId),
    /// Anonymous type of this attribute.
    Attribute(AttributeId),
    /// Anonymous type inside this type (list item, union member, simple content restriction), or a local declaration of it.
    Type(TypeId),
    /// A local declaration of this group.
    Group(GroupId),
    /// A local declaration of this attribute group.
    AttributeGroup(AttributeGroupId),
}

/// A type definition (part 1, sections 3.4 and 3.14).
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name; `None` when anonymous.
    pub name: Option<QName>,
    /// The target namespace of its schema document.
    pub namespace: Arc<str>,
    /// What an anonymous type belongs to.
    pub owner: Owner,
    /// Simple or complex.
    pub kind: TypeKind,
    /// `xmime:expectedContentTypes`.
    pub expected_content_types: Option<String>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// Simple or complex.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Part 1, section 3.14.
    Simple(SimpleType),
    /// Part 1, section 3.4.
    Complex(ComplexType),
}

/// `extension` or `restriction`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// Adds to its base.
    Extension,
    /// Narrows its base.
    Restriction,
}

/// A set of derivation methods, of `block` and `final` attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DerivationSet {
    /// `extension`.
    pub extension: bool,
    /// `restriction`.
    pub restriction: bool,
    /// `substitution` (elements' `block` only).
    pub substitution: bool,
}

/// A complex type definition: what it declares itself; see [`super::effective`] for what it has in all.
#[derive(Clone, Debug)]
pub struct ComplexType {
    /// The base type; `anyType` when none is written.
    pub base: TypeRef,
    /// How it derives from the base.
    pub derivation: Derivation,
    /// Its own content.
    pub content: Content,
    /// Its own attribute uses, attribute groups spliced in, `prohibited` ones included.
    pub attributes: Vec<AttributeUse>,
    /// Its own attribute wildcard, attribute groups considered.
    pub any_attribute: Option<Wildcard>,
    /// `abstract`.
    pub is_abstract: bool,
    /// `mixed`, on the type or on `complexContent`.
    pub mixed: bool,
    /// `block`, the schema's default applied.
    pub block: DerivationSet,
    /// `final`, the schema's default applied.
    pub final_: DerivationSet,
    /// For SOAP encoded arrays (derived from `soapenc:Array`): what the items are.
    pub array: Option<SoapArray>,
}

/// A complex type's own content.
#[derive(Clone, Debug)]
pub enum Content {
    /// No element may stand there (text may, when mixed).
    Empty,
    /// Simple content; the type is resolved to a simple one. A restriction with facets has an anonymous simple type of its own.
    Simple(TypeRef),
    /// Element content (mixed where the type says so). For an extension: what is added to the base's content.
    Elements(Particle),
}

/// `wsdl:arrayType` and what follows from it (SOAP 1.1 section 5.4.2, WSDL 1.1 section 2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoapArray {
    /// The type of an item.
    pub item: TypeRef,
    /// Its rank as written, `[]` or `[,]`; the items of an array of arrays are arrays themselves.
    pub dimensions: String,
}

/// A particle (part 1, section 3.9).
#[derive(Clone, Debug)]
pub struct Particle {
    /// `minOccurs`.
    pub min: u32,
    /// `maxOccurs`; `None` is unbounded.
    pub max: Option<u32>,
    /// What may occur.
    pub term: Term,
    /// Where it is declared.
    pub span: Span,
}

/// What a particle holds.
#[derive(Clone, Debug)]
pub enum Term {
    /// An element: a local declaration, or a reference to a global one ([`Element::global`]).
    Element(ElementId),
    /// A nested sequence, choice or all.
    Group(ModelGroup),
    /// A reference to a named group.
    GroupRef(GroupId),
    /// `xs:any`.
    Wildcard(Wildcard),
}

/// A model group (part 1, section 3.8).
#[derive(Clone, Debug)]
pub struct ModelGroup {
    /// How its particles combine.
    pub compositor: Compositor,
    /// Its particles, in order; those with `maxOccurs="0"` are left out by the reader.
    pub particles: Vec<Particle>,
}

/// How the particles of a group combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compositor {
    /// One after the other.
    Sequence,
    /// One of them.
    Choice,
    /// Each at most once, in any order.
    All,
}

/// A named model group definition (part 1, section 3.7).
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: QName,
    /// Its content.
    pub model: ModelGroup,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// A named attribute group definition (part 1, section 3.6): what its anonymous parts are named after.
#[derive(Clone, Debug)]
pub struct AttributeGroup {
    /// Its name.
    pub name: QName,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// An element declaration (part 1, section 3.3).
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name on the wire: in no namespace when local and unqualified.
    pub name: QName,
    /// The target namespace of its schema document.
    pub namespace: Arc<str>,
    /// Whether it is declared at the top of a schema.
    pub global: bool,
    /// What a local declaration stands in.
    pub owner: Owner,
    /// Its type; the substitution head's, or `anyType`, when none is written.
    pub ty: TypeRef,
    /// `nillable`.
    pub nillable: bool,
    /// `abstract`.
    pub is_abstract: bool,
    /// `default`, or `fixed`.
    pub value: Option<ValueConstraint>,
    /// The head of the substitution group it belongs to.
    pub substitution_head: Option<ElementId>,
    /// `block`, the schema's default applied.
    pub block: DerivationSet,
    /// `final`, the schema's default applied.
    pub final_: DerivationSet,
    /// `key`, `unique`, `keyref`: a line each, for the documentation.
    pub constraints: Vec<String>,
    /// `xmime:expectedContentTypes`.
    pub expected_content_types: Option<String>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// `default` or `fixed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueConstraint {
    /// The value where none is given.
    Default(String),
    /// The only value.
    Fixed(String),
}

impl ValueConstraint {
    /// The text of either.
    pub fn text(&self) -> &str {
        match self {
            Self::Default(t) | Self::Fixed(t) => t,
        }
    }

    /// The text of `fixed`.
    pub fn fixed(&self) -> Option<&str> {
        match self {
            Self::Fixed(text) => Some(text),
            Self::Default(_) => None,
        }
    }
}

/// An attribute declaration (part 1, section 3.2).
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name on the wire: in no namespace when local and unqualified.
    pub name: QName,
    /// Whether it is declared at the top of a schema.
    pub global: bool,
    /// What a local declaration stands in.
    pub owner: Owner,
    /// Its type, a simple one; `anySimpleType` when none is written.
    pub ty: TypeRef,
    /// The declaration's own `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// An attribute use (part 1, section 3.5).
#[derive(Clone, Debug)]
pub struct AttributeUse {
    /// The declaration.
    pub attribute: AttributeId,
    /// `use`.
    pub usage: Usage,
    /// The use's own `default` or `fixed`; without it the declaration's applies.
    pub value: Option<ValueConstraint>,
    /// Where it is declared.
    pub span: Span,
}

/// `use` of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// May be absent.
    Optional,
    /// Must be there.
    Required,
    /// Taken away by a restriction.
    Prohibited,
}

/// A wildcard (part 1, section 3.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard {
    /// Which namespaces it takes.
    pub namespaces: NamespaceConstraint,
    /// `processContents`.
    pub process: ProcessContents,
}

/// The `namespace` attribute of a wildcard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamespaceConstraint {
    /// `##any`.
    Any,
    /// `##other`: any but this one, and not "no namespace".
    Other(Arc<str>),
    /// A list; the empty string is `##local`, `##targetNamespace` is resolved.
    List(Vec<Arc<str>>),
}

/// `processContents`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessContents {
    /// Validate.
    Strict,
    /// Validate what is known.
    Lax,
    /// Do not validate.
    Skip,
}
