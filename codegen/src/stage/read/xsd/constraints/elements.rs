//! Element declarations, and those of one name in a content (part 1, sections 3.3.6 and 3.8.6).

use std::collections::BTreeMap;

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::attributes::alike;
use super::derived::derivation;
use super::model::is_emptiable;
use super::{Complex, Declared, MOST, called};
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{Particle, Term, TypeRef};

/// *e-props-correct* 3 and 4: a member of a substitution group has a type that is derived from its head's, in a way that the head allows.
pub(super) fn substitutes(reader: &Reader<'_>, (id, element): Declared<'_>, found: &mut Findings) {
    let schema = &reader.schema;
    let head = element
        .substitution_head
        .and_then(|h| schema.elements.get(h.index()));
    let Some(head) = head else { return };
    let tag = reader.declarations.elements.get(id.index()).map(|d| d.tag);
    let at = tag.map_or(element.span, |t| t.value_span("substitutionGroup"));
    let name = &head.name.local;
    let (code, message) = match derivation(schema, element.ty, head.ty) {
        None => (
            code::NOT_DERIVED,
            format!(
                "{} is not derived from {}, the type of `{name}`, in whose place the element may stand",
                called(reader, element.ty),
                called(reader, head.ty)
            ),
        ),
        Some(by)
            if (by.extension && head.final_.extension)
                || (by.restriction && head.final_.restriction) =>
        {
            (
                code::FINAL,
                format!(
                    "`{name}` forbids substitutes of such a type (`final`); it was read all the same"
                ),
            )
        }
        Some(_) => return,
    };
    found
        .add(code, at, message)
        .note(head.span, "the head of the substitution group");
}

/// *cos-valid-default* 2.2.2: mixed content has a default where all its elements may be absent.
pub(super) fn default_of_mixed(
    reader: &Reader<'_>,
    (_, element): Declared<'_>,
    found: &mut Findings,
) {
    let (Some(_), TypeRef::Defined(id)) = (&element.value, element.ty) else {
        return;
    };
    let schema = &reader.schema;
    if schema.complex(element.ty).is_none() || !schema.effective_mixed(id) {
        return;
    }
    if let EffectiveContent::Elements(particles) = schema.effective_content(id)
        && !particles.iter().all(|p| is_emptiable(schema, p, 0))
    {
        let message = format!(
            "`{}` gives a text for content whose elements must be there; an empty element is not valid, with the text or without",
            element.name.local
        );
        found
            .add(code::ILL_TYPED_VALUE, element.span, message)
            .help("remove `default` or `fixed`");
    }
}

/// *cos-element-consistent*: elements of one name in one content have one type.
pub(super) fn consistent(reader: &Reader<'_>, (id, _): Complex<'_>, found: &mut Findings) {
    let schema = &reader.schema;
    let EffectiveContent::Elements(particles) = schema.effective_content(id) else {
        return;
    };
    let mut types: BTreeMap<&QName, (TypeRef, Span)> = BTreeMap::new();
    let mut open: Vec<&Particle> = particles.into_iter().rev().collect();
    let mut seen = 0;
    while let Some(particle) = open.pop() {
        seen += 1;
        if seen > MOST || !found.afford(1) {
            return;
        }
        match &particle.term {
            Term::Element(id) => {
                let element = schema.element(*id);
                let (first, at) = *types
                    .entry(&element.name)
                    .or_insert((element.ty, particle.span));
                if first != element.ty && !alike(reader, first, element.ty) {
                    let name = &element.name.local;
                    let (here, there) = (called(reader, element.ty), called(reader, first));
                    let message = match here == there {
                        true => format!(
                            "`{name}` has another type here than elsewhere in the same content"
                        ),
                        false => format!(
                            "`{name}` is {here} here and {there} elsewhere in the same content"
                        ),
                    };
                    found
                        .add(code::INCONSISTENT, particle.span, message)
                        .note(at, "elsewhere")
                        .help("give them one type, or one of them another name");
                }
            }
            term => {
                let inner = schema.model(term).into_iter();
                open.extend(inner.flat_map(|model| model.particles.iter().rev()));
            }
        }
    }
}
