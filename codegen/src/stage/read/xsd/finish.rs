//! What depends on several components: types of substitution heads, simple content, arrays, wildcards, who derives from whom.

use super::super::reader::Reader;
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::{array, wildcard};
use crate::diagnostic::{Severity, code};
use crate::model::documents::Span;
use crate::model::xsd::effective::MAX_DERIVATION;
use crate::model::xsd::{
    AttributeId, Builtin, ComplexType, Content, Derivation, ElementId, GroupId, TypeId, TypeKind,
    TypeRef, Variety, Wildcard,
};

/// Settles everything; cycles have been cut before.
pub(super) fn finish(reader: &mut Reader<'_>) {
    names(reader);
    head_types(reader);
    complex_content(reader);
    simple_content(reader);
    simple_types(reader);
    arrays(reader);
    array::nest(reader);
    wildcards(reader);
    relations(reader);
}

fn names(reader: &mut Reader<'_>) {
    let schema = &mut reader.schema;
    let names = |space| {
        reader
            .symbols
            .names(space)
            .map(|(name, id)| (name.clone(), id))
    };
    schema.type_names = names(Space::Type).map(|(n, id)| (n, TypeId(id))).collect();
    schema.element_names = names(Space::Element)
        .map(|(n, id)| (n, ElementId(id)))
        .collect();
    schema.attribute_names = names(Space::Attribute)
        .map(|(n, id)| (n, AttributeId(id)))
        .collect();
    schema.group_names = names(Space::Group)
        .map(|(n, id)| (n, GroupId(id)))
        .collect();
}

/// Elements without a type of their own have their head's.
fn head_types(reader: &mut Reader<'_>) {
    let heads: std::collections::BTreeMap<usize, ElementId> =
        reader.aliases.iter().copied().collect();
    for &element in heads.keys() {
        let mut current = element;
        for _ in 0..MAX_DERIVATION {
            match heads.get(&current) {
                Some(head) => current = head.index(),
                None => break,
            }
        }
        let ty = reader.schema.elements.get(current).map(|e| e.ty);
        if let (Some(ty), Some(element)) = (ty, reader.schema.elements.get_mut(element)) {
            element.ty = ty;
        }
    }
}

/// Content and bases that name a complex type with simple content come to stand for that content.
fn simple_content(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.types.len() {
        let Some(ty) = reader.schema.types.get(index) else {
            continue;
        };
        let (span, from) = match &ty.kind {
            TypeKind::Complex(ComplexType {
                content: Content::Simple(from),
                ..
            }) => (ty.span, *from),
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::Restriction { base, .. } => (ty.span, *base),
                _ => continue,
            },
            TypeKind::Complex(_) => continue,
        };
        let settled = simple_of(reader, from).unwrap_or_else(|| {
            let name = reader.type_name(from);
            let span = base_span(reader, index).unwrap_or(span);
            reader.error(
                code::WRONG_KIND,
                span,
                format!("the base `{name}` is not a simple type, nor does it have simple content"),
            );
            TypeRef::Builtin(Builtin::String)
        });
        match reader.schema.types.get_mut(index).map(|t| &mut t.kind) {
            Some(TypeKind::Complex(ComplexType {
                content: Content::Simple(content),
                ..
            })) => *content = settled,
            Some(TypeKind::Simple(simple)) => {
                if let Variety::Restriction { base, .. } = &mut simple.variety {
                    *base = settled;
                }
            }
            _ => {}
        }
    }
}

/// Where a type names its base.
fn base_span(reader: &Reader<'_>, index: usize) -> Option<Span> {
    let tag = reader.declarations.types.get(index)?.tag;
    let derives = |t: &Tag<'_>| t.is_schema() && t.attribute("base").is_some();
    let found = match tag.children().find(derives) {
        Some(found) => found,
        None => tag.children().find_map(|c| c.children().find(derives))?,
    };
    Some(found.value_span("base"))
}

/// Complex content cannot be made from a simple type: where there are no elements simple content was meant, otherwise the base says
/// nothing.
fn complex_content(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.types.len() {
        let Some(complex) = complex_at(reader, index) else {
            continue;
        };
        let base = complex.base;
        let simple = match base {
            TypeRef::Builtin(builtin) => builtin != Builtin::AnyType,
            TypeRef::Defined(_) => reader.schema.complex(base).is_none(),
        };
        let empty = match complex.content {
            Content::Simple(_) => continue,
            Content::Empty => true,
            Content::Elements(_) => false,
        };
        if !simple || complex.array.is_some() {
            continue;
        }
        let name = reader.type_name(base);
        let outcome = match empty {
            true => "simple content was taken",
            false => "the base was ignored",
        };
        let message = format!("complex content cannot have the simple base `{name}`; {outcome}");
        let span = base_span(reader, index);
        reader
            .diagnostics
            .add(code::IGNORED, Severity::Warning, span, message);
        let kind = reader.schema.types.get_mut(index).map(|t| &mut t.kind);
        if let Some(TypeKind::Complex(complex)) = kind {
            match empty {
                true => complex.content = Content::Simple(base),
                false => complex.base = TypeRef::Builtin(Builtin::AnyType),
            }
        }
    }
}

/// The simple type that a type has or is.
fn simple_of(reader: &Reader<'_>, from: TypeRef) -> Option<TypeRef> {
    let mut current = from;
    for _ in 0..MAX_DERIVATION {
        match reader.schema.complex(current) {
            None if current == TypeRef::Builtin(Builtin::AnyType) => {
                return Some(TypeRef::Builtin(Builtin::AnySimpleType));
            }
            None => return Some(current),
            Some((_, complex)) => match &complex.content {
                Content::Simple(next) => current = *next,
                // A restriction may turn mixed content that can be empty into text.
                _ if complex.mixed => return Some(TypeRef::Builtin(Builtin::String)),
                _ => return None,
            },
        }
    }
    None
}

/// Lists, unions and attributes take simple types only.
fn simple_types(reader: &mut Reader<'_>) {
    let any_simple = TypeRef::Builtin(Builtin::AnySimpleType);
    let mut wrong: Vec<(Span, TypeRef)> = Vec::new();
    for index in 0..reader.schema.types.len() {
        let Some(ty) = reader.schema.types.get(index) else {
            continue;
        };
        let TypeKind::Simple(simple) = &ty.kind else {
            continue;
        };
        let parts: Vec<TypeRef> = match &simple.variety {
            Variety::Restriction { .. } => continue,
            Variety::List { item } => vec![*item],
            Variety::Union { members } => members.clone(),
        };
        let bad: Vec<TypeRef> = parts
            .into_iter()
            .filter(|p| !reader.schema.is_simple(*p))
            .collect();
        wrong.extend(bad.iter().map(|b| (ty.span, *b)));
        let Some(TypeKind::Simple(simple)) =
            reader.schema.types.get_mut(index).map(|t| &mut t.kind)
        else {
            continue;
        };
        let mend = |part: &mut TypeRef| {
            if bad.contains(part) {
                *part = any_simple;
            }
        };
        match &mut simple.variety {
            Variety::Restriction { .. } => {}
            Variety::List { item } => mend(item),
            Variety::Union { members } => members.iter_mut().for_each(mend),
        }
    }
    for index in 0..reader.schema.attributes.len() {
        let Some(attribute) = reader.schema.attributes.get(index) else {
            continue;
        };
        let (span, ty) = (attribute.span, attribute.ty);
        if !reader.schema.is_simple(ty) {
            wrong.push((span, ty));
            if let Some(attribute) = reader.schema.attributes.get_mut(index) {
                attribute.ty = any_simple;
            }
        }
    }
    for (span, ty) in wrong {
        // `anyType` in place of what cannot be found has been reported already.
        if ty != TypeRef::Builtin(Builtin::AnyType) {
            let name = reader.type_name(ty);
            reader.error(
                code::WRONG_KIND,
                span,
                format!("`{name}` is a complex type; only a simple one may stand here"),
            );
        } else if reader.problems.is_empty() {
            reader.warn(
                code::BAD_VALUE,
                span,
                "`anyType` is not a simple type; any text was taken",
            );
        }
    }
}

/// Item types that only the content says, and types that derive from arrays.
fn arrays(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.types.len() {
        let Some(complex) = complex_at(reader, index) else {
            continue;
        };
        let is_root = reader
            .schema
            .types
            .get(index)
            .and_then(|t| t.name.as_ref())
            .is_some_and(array::is_array);
        let mut found = complex.array.clone();
        let mut base = complex.base;
        for _ in 0..MAX_DERIVATION {
            if found.is_some() {
                break;
            }
            let Some((_, parent)) = reader.schema.complex(base) else {
                break;
            };
            (found, base) = (parent.array.clone(), parent.base);
        }
        if found.is_none() && is_root {
            let item = TypeRef::Builtin(Builtin::AnyType);
            found = Some(crate::model::xsd::SoapArray {
                item,
                dimensions: "[]".to_owned(),
            });
        }
        let Some(mut array) = found else { continue };
        if array.item == TypeRef::Builtin(Builtin::AnyType) && !is_root {
            let element =
                complex_at(reader, index).and_then(|c| array::item_of_content(&c.content));
            if let Some(element) = element.and_then(|id| reader.schema.elements.get(id.index())) {
                array.item = element.ty;
            }
        }
        if let Some(TypeKind::Complex(complex)) =
            reader.schema.types.get_mut(index).map(|t| &mut t.kind)
        {
            complex.array = Some(array);
        }
    }
}

fn complex_at<'r>(reader: &'r Reader<'_>, index: usize) -> Option<&'r ComplexType> {
    match &reader.schema.types.get(index)?.kind {
        TypeKind::Complex(complex) => Some(complex),
        TypeKind::Simple(_) => None,
    }
}

/// An extension's attribute wildcard takes what its base's takes too.
fn wildcards(reader: &mut Reader<'_>) {
    for index in 0..reader.schema.types.len() {
        let Some(complex) = complex_at(reader, index) else {
            continue;
        };
        let (Some(own), Derivation::Extension, TypeRef::Defined(base)) =
            (&complex.any_attribute, complex.derivation, complex.base)
        else {
            continue;
        };
        let mut all = own.clone();
        // The base may not have been settled yet; its own chain is walked here instead.
        let mut next = Some(base);
        for _ in 0..MAX_DERIVATION {
            let Some(complex) = next.and_then(|id| complex_at(reader, id.index())) else {
                break;
            };
            if let Some(Wildcard { namespaces, .. }) = &complex.any_attribute {
                all.namespaces = wildcard::union(&all.namespaces, namespaces);
            }
            next = match (complex.derivation, complex.base) {
                (Derivation::Extension, TypeRef::Defined(base)) => Some(base),
                _ => None,
            };
        }
        if let Some(TypeKind::Complex(complex)) =
            reader.schema.types.get_mut(index).map(|t| &mut t.kind)
        {
            complex.any_attribute = Some(all);
        }
    }
}

/// Who derives from whom, and who stands for whom.
fn relations(reader: &mut Reader<'_>) {
    let schema = &mut reader.schema;
    for (id, ty) in (0..).map(TypeId).zip(&schema.types) {
        let base = match &ty.kind {
            TypeKind::Complex(complex) => complex.base,
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::Restriction { base, .. } => *base,
                _ => continue,
            },
        };
        if let TypeRef::Defined(base) = base {
            schema.derived.entry(base).or_default().push(id);
        }
    }
    for (id, element) in (0..).map(ElementId).zip(&schema.elements) {
        if let Some(head) = element.substitution_head {
            schema.substitutes.entry(head).or_default().push(id);
        }
    }
}
