//! The constraints of XML Schema on its components (part 1, "Schema Component Constraint"; part 2, the constraints of facets), a function
//! each. Schemas that break one are read all the same, as other toolkits do; what they say that cannot be meant is warned of.
//!
//! Every check looks at one component, and at no more of what hangs together with it than [`MOST`] particles or attributes: time grows with
//! the schemas.

mod attributes;
mod complex;
mod content;
mod derived;
mod elements;
mod facets;
mod identity;
mod model;
mod narrower;
mod notations;
mod redefine;
mod regex;
mod simple;

use super::super::findings::Findings;
use super::super::reader::Reader;
use crate::model::documents::DocumentId;
use crate::model::xsd::{ComplexType, Element, ElementId, TypeId, TypeKind, TypeRef, Variety};

/// The most particles or attributes of a component that are looked at.
const MOST: usize = 2_000;

/// A complex type and its definition.
type Complex<'s> = (TypeId, &'s ComplexType);
/// A simple type and how it is made.
type Simple<'s> = (TypeId, &'s Variety);
/// An element declaration.
type Declared<'s> = (ElementId, &'s Element);

/// Complex types (part 1, section 3.4.6).
const COMPLEX: &[for<'a, 's> fn(&'a Reader<'_>, Complex<'s>, &mut Findings)] = &[
    complex::base_allows,
    complex::extends_simple_content,
    complex::mixed_as_base,
    complex::all_alone,
    complex::simple_content_of,
    attributes::declared_once,
    attributes::one_id,
    attributes::restrict,
    content::restricts,
    elements::consistent,
];

/// Simple types (part 1, section 3.14.6; part 2, section 4).
const SIMPLE: &[for<'a, 's> fn(&'a Reader<'_>, Simple<'s>, &mut Findings)] = &[
    simple::parts_allow,
    simple::base_is_usable,
    simple::list_of_atoms,
    facets::once,
    facets::together,
    narrower::within_base,
    narrower::not_fixed_in_base,
    narrower::enumeration_of_base,
];

/// Element declarations (part 1, section 3.3.6).
const ELEMENTS: &[for<'a, 's> fn(&'a Reader<'_>, Declared<'s>, &mut Findings)] =
    &[elements::substitutes, elements::default_of_mixed];

/// Holds all components to the constraints. Their references are linked and their cycles cut.
pub(super) fn check(reader: &mut Reader<'_>) {
    let mut found = Findings::default();
    let own = |document: &DocumentId| !reader.builtin.contains(document);
    for (id, ty) in (0..).map(TypeId).zip(&reader.schema.types) {
        if !own(&ty.span.document) {
            continue;
        }
        match &ty.kind {
            TypeKind::Complex(complex) => {
                COMPLEX
                    .iter()
                    .for_each(|check| check(reader, (id, complex), &mut found));
            }
            TypeKind::Simple(simple) => {
                SIMPLE
                    .iter()
                    .for_each(|check| check(reader, (id, &simple.variety), &mut found));
            }
        }
    }
    for (id, element) in (0..).map(ElementId).zip(&reader.schema.elements) {
        if own(&element.span.document) {
            ELEMENTS
                .iter()
                .for_each(|check| check(reader, (id, element), &mut found));
        }
    }
    attributes::names(reader, &mut found);
    attributes::groups(reader, &mut found);
    content::all_in_groups(reader, &mut found);
    identity::check(reader, &mut found);
    notations::check(reader, &mut found);
    redefine::check(reader, &mut found);
    found.report(reader);
    facets::drop_unusable(reader);
}

/// What a type is called in a sentence.
fn called(reader: &Reader<'_>, ty: TypeRef) -> String {
    match ty {
        TypeRef::Defined(id) if reader.schema.ty(id).name.is_none() => "an anonymous type".into(),
        _ => format!("`{}`", reader.type_name(ty)),
    }
}
