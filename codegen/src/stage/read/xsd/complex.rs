//! Complex type definitions (part 1, section 3.4).

use super::super::documentation;
use super::super::problem::Component;
use super::super::reader::{Reader, Target};
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::attribute::{self, Attributes};
use super::{
    Declaration, array, derivation_set, expected_content_types, flag, particle, simple, survey,
};
use crate::diagnostic::code;
use crate::model::namespace;
use crate::model::xsd::{
    Builtin, ComplexType, Compositor, Content, Derivation, DerivationSet, ModelGroup, Particle,
    Term, Type, TypeId, TypeKind, TypeRef,
};

const ANY: TypeRef = TypeRef::Builtin(Builtin::AnyType);

/// Reads the definition with this id: simple, complex, or the simple type of a restriction of simple content.
pub(super) fn read_type<'d>(reader: &mut Reader<'d>, id: u32, declaration: &Declaration<'d>) {
    let tag = declaration.tag;
    reader.current = Component::Type(TypeId(id));
    let kind = match tag.local() {
        "simpleType" => TypeKind::Simple(simple::read(reader, tag)),
        "restriction" => TypeKind::Simple(simple::of_simple_content(reader, tag)),
        _ => TypeKind::Complex(ComplexType {
            // Nothing can take the place of an anonymous type.
            is_abstract: declaration.name.is_some() && flag(reader, tag, "abstract"),
            ..complex(reader, tag)
        }),
    };
    let ty = Type {
        name: declaration.name.clone(),
        namespace: reader.target_namespace(tag),
        owner: declaration.owner,
        kind,
        expected_content_types: expected_content_types(tag),
        documentation: documentation::of_schema(tag),
        span: tag.span(),
    };
    reader.schema.types.push(ty);
}

fn complex<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> ComplexType {
    let (block, final_default) = reader.schemas.get(tag.schema).map_or_else(
        || (DerivationSet::default(), ""),
        |s| (s.block, s.final_.unwrap_or("")),
    );
    let mut ty = ComplexType {
        base: ANY,
        derivation: Derivation::Restriction,
        content: Content::Empty,
        attributes: Vec::new(),
        any_attribute: None,
        is_abstract: false,
        mixed: flag(reader, tag, "mixed") || tag.attribute("content") == Some("mixed"),
        block: tag.attribute("block").map_or(block, derivation_set),
        final_: derivation_set(tag.attribute("final").unwrap_or(final_default)),
        array: None,
    };
    if let Some(content) = tag.xsd_child("simpleContent") {
        simple_content(reader, content, &mut ty);
    } else if let Some(content) = tag.xsd_child("complexContent") {
        if content.attribute("mixed").is_some() {
            ty.mixed = flag(reader, content, "mixed");
        }
        derived(reader, content, &mut ty);
    } else if tag.namespace() != namespace::XSD && tag.attribute("base").is_some() {
        draft(reader, tag, &mut ty);
    } else {
        body(reader, tag, &mut ty);
    }
    ty
}

/// A particle directly in a type, without a group around it.
fn loose<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    if tag.namespace() == namespace::XSD {
        let message = format!(
            "`{}` stands directly in a complex type; it was read as if in a sequence",
            tag.written()
        );
        reader
            .warn(code::IGNORED, tag.tag_span(), message)
            .help("put an `xs:sequence` around the elements");
    }
}

/// Content and attributes that stand in `tag` itself.
fn body<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, ty: &mut ComplexType) {
    ty.content = content(reader, tag);
    let Attributes { uses, any, .. } = attribute::read_all(reader, tag);
    (ty.attributes, ty.any_attribute) = (uses, any);
}

/// The particle of a type, restriction or extension.
fn content<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Content {
    let mut particles: Vec<Particle> = Vec::new();
    let mut groups = 0;
    for child in tag.children().filter(|c| c.is_schema()) {
        if matches!(child.local(), "group" | "sequence" | "choice" | "all") {
            groups += 1;
            if groups > 1 {
                let message = format!(
                    "a type has one content model; `{}` was read as following the one before it",
                    child.written()
                );
                reader.warn(code::IGNORED, child.tag_span(), message);
            }
        }
        if matches!(child.local(), "element" | "any") {
            loose(reader, child);
        }
        particles.extend(particle::read(reader, child).filter(|p| !particle::is_empty(p)));
    }
    let loose = particles.len() > 1
        || particles
            .iter()
            .any(|p| matches!(p.term, Term::Element(_) | Term::Wildcard(_)));
    if loose {
        let model = ModelGroup {
            compositor: Compositor::Sequence,
            particles,
        };
        return Content::Elements(Particle {
            min: 1,
            max: Some(1),
            term: Term::Group(model),
            span: tag.span(),
        });
    }
    particles.pop().map_or(Content::Empty, Content::Elements)
}

/// `restriction` or `extension` inside of `complexContent`.
fn derived<'d>(reader: &mut Reader<'d>, content: Tag<'d>, ty: &mut ComplexType) {
    let Some(tag) = derivation(reader, content, ty) else {
        return;
    };
    body(reader, tag, ty);
    ty.array = array::read(reader, tag, ty);
}

fn simple_content<'d>(reader: &mut Reader<'d>, content: Tag<'d>, ty: &mut ComplexType) {
    let Some(tag) = derivation(reader, content, ty) else {
        ty.content = Content::Simple(TypeRef::Builtin(Builtin::String));
        return;
    };
    let Attributes { uses, any, .. } = attribute::read_all(reader, tag);
    (ty.attributes, ty.any_attribute) = (uses, any);
    let own = if survey::is_simple_restriction(tag) {
        Some(tag)
    } else {
        tag.xsd_child("simpleType")
    };
    let own = own.and_then(|t| reader.ids.get(&(t.schema, t.node.id())));
    // A complex base stands for its own simple content; that is settled when all types are read.
    ty.content = Content::Simple(own.map_or(ty.base, |id| TypeRef::Defined(TypeId(*id))));
}

/// The `restriction` or `extension` element, its base taken.
fn derivation<'d>(
    reader: &mut Reader<'d>,
    content: Tag<'d>,
    ty: &mut ComplexType,
) -> Option<Tag<'d>> {
    let tag = content
        .children()
        .find(|c| c.is_xsd("restriction") || c.is_xsd("extension"));
    let Some(tag) = tag else {
        let message = format!(
            "`{}` holds neither `restriction` nor `extension`",
            content.written()
        );
        reader.warn(code::IGNORED, content.tag_span(), message);
        // What stands there is read as if the wrapper were not there.
        body(reader, content, ty);
        return None;
    };
    ty.derivation = if tag.local() == "extension" {
        Derivation::Extension
    } else {
        Derivation::Restriction
    };
    if tag.attribute("base").is_none() {
        let message = format!("the `{}` has no `base`", tag.written());
        reader.error(code::MISSING_ATTRIBUTE, tag.tag_span(), message);
        return Some(tag);
    }
    ty.base = match reader.reference(tag, "base", Space::Type) {
        Some(Target::Component(id)) => {
            TypeRef::Defined(TypeId(super::original(reader, tag, super::TYPES, id)))
        }
        Some(Target::Builtin(builtin)) => TypeRef::Builtin(builtin),
        _ => ANY,
    };
    Some(tag)
}

/// The drafts' `<complexType base=".." derivedBy="..">`.
fn draft<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, ty: &mut ComplexType) {
    let base = match reader.reference(tag, "base", Space::Type) {
        Some(Target::Component(id)) => TypeRef::Defined(TypeId(id)),
        Some(Target::Builtin(builtin)) => TypeRef::Builtin(builtin),
        _ => ANY,
    };
    let extension = tag.attribute("derivedBy") != Some("restriction");
    body(reader, tag, ty);
    ty.base = base;
    ty.derivation = if extension {
        Derivation::Extension
    } else {
        Derivation::Restriction
    };
    match base {
        TypeRef::Builtin(Builtin::AnyType) => ty.derivation = Derivation::Restriction,
        TypeRef::Builtin(_) => ty.content = Content::Simple(base),
        TypeRef::Defined(_) if tag.attribute("content") == Some("textOnly") => {
            ty.content = Content::Simple(base)
        }
        TypeRef::Defined(_) => {}
    }
    ty.array = array::read(reader, tag, ty);
}
