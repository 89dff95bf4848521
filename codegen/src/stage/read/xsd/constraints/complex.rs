//! Complex types and what they are made from (part 1, section 3.4.6).

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::tag::Tag;
use super::derived::derivation;
use super::{Complex, called};
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    Builtin, Compositor, Content, Derivation, Particle, Schema, TypeId, TypeRef,
};

/// The `restriction` or `extension` element of a type.
pub(super) fn derivation_tag<'d>(reader: &Reader<'d>, id: TypeId) -> Option<Tag<'d>> {
    let tag = reader.declarations.types.get(id.index())?.tag;
    let contents = ["complexContent", "simpleContent"];
    let content = contents.iter().find_map(|local| tag.xsd_child(local))?;
    let mut children = content.children();
    children.find(|c| c.is_xsd("restriction") || c.is_xsd("extension"))
}

/// Where a type names its base, else the type.
pub(super) fn base_span(reader: &Reader<'_>, id: TypeId) -> Span {
    let tag = derivation_tag(reader, id);
    tag.map_or(reader.schema.ty(id).span, |t| t.value_span("base"))
}

/// *cos-ct-extends* 1.1 and *derivation-ok-restriction* 1: the base does not forbid the derivation by its `final`.
pub(super) fn base_allows(reader: &Reader<'_>, (id, complex): Complex<'_>, found: &mut Findings) {
    let TypeRef::Defined(base) = complex.base else {
        return;
    };
    let base_type = reader.schema.ty(base);
    let (forbidden, word) = match (reader.schema.complex(complex.base), complex.derivation) {
        (Some((_, c)), Derivation::Extension) => (c.final_.extension, "extension"),
        (Some((_, c)), Derivation::Restriction) => (c.final_.restriction, "restriction"),
        (None, _) => return,
    };
    if forbidden {
        let message = format!(
            "{} forbids its {word} (`final`); it was read all the same",
            called(reader, complex.base)
        );
        found
            .add(code::FINAL, base_span(reader, id), message)
            .note(base_type.span, "the base")
            .help(format!(
                "remove `{word}` from `final`, or derive from another type"
            ));
    }
}

/// *cos-ct-extends* 1.4: content of elements does not extend, nor restrict, simple content.
pub(super) fn extends_simple_content(
    reader: &Reader<'_>,
    (id, complex): Complex<'_>,
    found: &mut Findings,
) {
    let (Content::Elements(particle), TypeRef::Defined(base)) = (&complex.content, complex.base)
    else {
        return;
    };
    if complex.array.is_some() || reader.schema.complex(complex.base).is_none() {
        return;
    }
    if let EffectiveContent::Simple(_) = reader.schema.effective_content(base) {
        let outcome = match complex.derivation {
            Derivation::Extension => "its elements were ignored",
            Derivation::Restriction => "it was read as if it had no base",
        };
        let message = format!(
            "the base {} has text for content, no elements; {outcome}",
            called(reader, complex.base)
        );
        found
            .add(code::NOT_DERIVED, base_span(reader, id), message)
            .note(particle.span, "the elements")
            .help("a type has either text or elements; `mixed` content has both");
    }
}

/// *cos-ct-extends* 1.4.2.2 and *derivation-ok-restriction* 5.4: `mixed` of an extension is that of its base, and no restriction adds it.
pub(super) fn mixed_as_base(reader: &Reader<'_>, (id, complex): Complex<'_>, found: &mut Findings) {
    let TypeRef::Defined(base) = complex.base else {
        return;
    };
    let schema = &reader.schema;
    if schema.complex(complex.base).is_none() || complex.array.is_some() {
        return;
    }
    let own_is_empty = match complex.content {
        Content::Empty => true,
        Content::Elements(_) => false,
        Content::Simple(_) => return,
    };
    let base_mixed = schema.effective_mixed(base);
    let base_is_empty = match schema.effective_content(base) {
        EffectiveContent::Empty => !base_mixed,
        EffectiveContent::Elements(_) => false,
        EffectiveContent::Simple(_) | EffectiveContent::Any => return,
    };
    let (allows, own_has) = match complex.derivation {
        Derivation::Extension if base_is_empty || complex.mixed == base_mixed => return,
        Derivation::Extension if complex.mixed => (false, "this extension does (`mixed`)"),
        Derivation::Extension if own_is_empty => return,
        Derivation::Extension => (
            true,
            "this extension, by itself, does not; it was read as if it did (`mixed`)",
        ),
        Derivation::Restriction if !complex.mixed || base_mixed => return,
        Derivation::Restriction => (false, "this restriction does (`mixed`)"),
    };
    let message = format!(
        "the base {} allows {}text between elements, {own_has}",
        called(reader, complex.base),
        if allows { "" } else { "no " }
    );
    found
        .add(code::NOT_DERIVED, base_span(reader, id), message)
        .note(schema.ty(base).span, "the base")
        .help("give both the same `mixed`");
}

/// *cos-all-limited* 1.2: an `all` is the whole content, and neither extends nor is extended by elements.
pub(super) fn all_alone(reader: &Reader<'_>, (id, complex): Complex<'_>, found: &mut Findings) {
    if complex.derivation != Derivation::Extension || matches!(complex.content, Content::Simple(_))
    {
        return;
    }
    let EffectiveContent::Elements(particles) = reader.schema.effective_content(id) else {
        return;
    };
    let Content::Elements(own) = &complex.content else {
        return;
    };
    // The pair has been spoken of when it is the base's own.
    let all = particles.iter().find(|p| is_all(&reader.schema, p));
    if let (Some(all), true) = (all, particles.len() > 1) {
        let message = "an `all` cannot be extended, nor extend other elements; they were read one after the other";
        let found = found.add(code::NOT_DERIVED, own.span, message);
        if all.span != own.span {
            found.note(all.span, "the `all`");
        }
    }
}

fn is_all(schema: &Schema, particle: &Particle) -> bool {
    let model = schema.model(&particle.term);
    model.is_some_and(|model| model.compositor == Compositor::All)
}

/// *src-ct* 2 and *derivation-ok-restriction* 5.1: what simple content may be made from.
pub(super) fn simple_content_of(
    reader: &Reader<'_>,
    (id, complex): Complex<'_>,
    found: &mut Findings,
) {
    let Content::Simple(own) = complex.content else {
        return;
    };
    let is_simple_content = |t: Tag<'_>| t.xsd_child("simpleContent").is_some();
    let declared = reader.declarations.types.get(id.index());
    if !declared.is_some_and(|d| is_simple_content(d.tag)) {
        return;
    }
    let (schema, at) = (&reader.schema, base_span(reader, id));
    match (complex.derivation, complex.base) {
        (Derivation::Extension, TypeRef::Builtin(Builtin::AnyType)) => {
            found
                .add(
                    code::NOT_DERIVED,
                    at,
                    "`anyType` is not simple content; any text was taken",
                )
                .help("extend a simple type, such as `xs:string`");
        }
        (Derivation::Extension, _) => {}
        (Derivation::Restriction, base) if schema.is_simple(base) => {
            let message = format!(
                "simple content cannot restrict the simple type {}; the facets were taken",
                called(reader, base)
            );
            found
                .add(code::NOT_DERIVED, at, message)
                .help("extend a simple type that has the facets, or write a `simpleType`");
        }
        (Derivation::Restriction, TypeRef::Defined(base)) => match schema.effective_content(base) {
            EffectiveContent::Simple(of_base) if derivation(schema, own, of_base).is_none() => {
                let message = format!(
                    "{} is not derived from {}, which is the content of the base",
                    called(reader, own),
                    called(reader, of_base)
                );
                let found = found.add(code::NOT_A_RESTRICTION, at, message);
                found.note(schema.ty(base).span, "the base");
            }
            EffectiveContent::Simple(_) => {}
            content => mixed_to_text(reader, (id, base), &content, found),
        },
        (Derivation::Restriction, TypeRef::Builtin(_)) => {}
    }
}

/// *derivation-ok-restriction* 5.1.2 and *src-ct* 2.2: text restricts mixed content whose elements may all be absent, and says its type.
fn mixed_to_text(
    reader: &Reader<'_>,
    (id, base): (TypeId, TypeId),
    content: &EffectiveContent<'_>,
    found: &mut Findings,
) {
    let required = match content {
        EffectiveContent::Elements(particles) => !particles
            .iter()
            .all(|p| super::model::is_emptiable(&reader.schema, p, 0)),
        _ => false,
    };
    let typed = derivation_tag(reader, id).is_some_and(|t| t.xsd_child("simpleType").is_some());
    let message = match (required, typed) {
        (true, _) => "the base has elements that must be there, so that no text alone restricts it",
        (false, false) => {
            "which text the content is must be said by a `simpleType`; any text was taken"
        }
        (false, true) => return,
    };
    found
        .add(code::NOT_A_RESTRICTION, base_span(reader, id), message)
        .note(reader.schema.ty(base).span, "the base");
}
