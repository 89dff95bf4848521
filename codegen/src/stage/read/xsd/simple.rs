//! Simple type definitions and facets (part 1, section 3.14; part 2, sections 4.1 and 4.3).

use super::super::documentation;
use super::super::reader::{Reader, Target};
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::{derivation_set, survey};
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::{self, QName};
use crate::model::xsd::{
    Builtin, Enumeration, Facets, SimpleType, TypeId, TypeRef, Variety, WhiteSpace,
};

const ANY_SIMPLE: TypeRef = TypeRef::Builtin(Builtin::AnySimpleType);

/// Reads an `xs:simpleType`.
pub(super) fn read<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> SimpleType {
    let default = reader
        .schemas
        .get(tag.schema)
        .and_then(|s| s.final_)
        .unwrap_or("");
    let final_text = tag.attribute("final").unwrap_or(default);
    let has = |word: &str| {
        final_text
            .split_ascii_whitespace()
            .any(|w| w == word || w == "#all")
    };
    let mut variety = None;
    for child in tag
        .children()
        .filter(|c| c.is_schema() && !c.is_xsd("annotation"))
    {
        match child.local() {
            "restriction" => variety = Some(restriction(reader, child)),
            "list" => variety = Some(list(reader, child)),
            "union" => variety = Some(union(reader, child)),
            _ => {}
        }
        if variety.is_some() {
            break;
        }
    }
    let variety = match variety {
        Some(variety) => variety,
        None if tag.attribute("base").is_some() => {
            if tag.attribute("derivedBy") == Some("list") {
                Variety::List {
                    item: reference(reader, tag, "base"),
                }
            } else {
                restriction(reader, tag)
            }
        }
        None => {
            let message = "the simple type is neither a restriction nor a list nor a union; any text was taken";
            reader.warn(code::BAD_VALUE, tag.span(), message);
            Variety::Restriction {
                base: ANY_SIMPLE,
                facets: Box::default(),
            }
        }
    };
    SimpleType {
        variety,
        final_: derivation_set(final_text),
        final_list: has("list"),
        final_union: has("union"),
    }
}

/// The simple type that a restriction of simple content makes of its own; its base is settled later.
pub(super) fn of_simple_content<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> SimpleType {
    let base = inline(reader, tag, "simpleType").unwrap_or_else(|| reference(reader, tag, "base"));
    let facets = Box::new(facets(reader, tag));
    SimpleType {
        variety: Variety::Restriction { base, facets },
        final_: derivation_set(""),
        final_list: false,
        final_union: false,
    }
}

fn restriction<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Variety {
    let base = match inline(reader, tag, "simpleType") {
        _ if tag.attribute("base").is_some() => {
            super::beside(reader, tag.xsd_child("simpleType"), "base");
            reference(reader, tag, "base")
        }
        Some(base) => base,
        None => {
            reader.error(
                code::MISSING_ATTRIBUTE,
                tag.tag_span(),
                "the restriction has no `base`",
            );
            ANY_SIMPLE
        }
    };
    let facets = facets(reader, tag);
    Variety::Restriction {
        base: binary(tag, base),
        facets: Box::new(facets),
    }
}

/// The drafts' `binary` is base64 unless its `encoding` facet says `hex`.
fn binary(tag: Tag<'_>, base: TypeRef) -> TypeRef {
    let hex = tag.xsd_child("encoding").and_then(|e| e.attribute("value")) == Some("hex");
    if hex && base == TypeRef::Builtin(Builtin::Base64Binary) {
        return TypeRef::Builtin(Builtin::HexBinary);
    }
    base
}

fn list<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Variety {
    let item = if tag.attribute("itemType").is_some() {
        super::beside(reader, tag.xsd_child("simpleType"), "itemType");
        reference(reader, tag, "itemType")
    } else {
        inline(reader, tag, "simpleType").unwrap_or_else(|| {
            reader.error(
                code::MISSING_ATTRIBUTE,
                tag.tag_span(),
                "the list has no `itemType`",
            );
            ANY_SIMPLE
        })
    };
    Variety::List { item }
}

fn union<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Variety {
    let mut members = Vec::new();
    for name in tag
        .attribute("memberTypes")
        .unwrap_or("")
        .split_ascii_whitespace()
    {
        match reader.link(tag, name, word_span(tag, "memberTypes", name), Space::Type) {
            Some(Target::Component(id)) => members.push(TypeRef::Defined(TypeId(id))),
            Some(Target::Builtin(builtin)) => members.push(TypeRef::Builtin(builtin)),
            _ => {}
        }
    }
    for child in tag.children().filter(|c| c.is_xsd("simpleType")) {
        members.extend(
            reader
                .ids
                .get(&(child.schema, child.node.id()))
                .map(|id| TypeRef::Defined(TypeId(*id))),
        );
    }
    if members.is_empty() && reader.problems.is_empty() {
        reader.warn(
            code::BAD_VALUE,
            tag.tag_span(),
            "the union has no member types; any text was taken",
        );
    }
    if members.is_empty() {
        members.push(ANY_SIMPLE);
    }
    Variety::Union { members }
}

/// The place of one word of an attribute that is a list.
fn word_span(tag: Tag<'_>, attribute: &str, word: &str) -> Span {
    let whole = tag.value_span(attribute);
    let text = tag.node.document().input_text();
    let written = text
        .get(whole.start as usize..whole.end as usize)
        .unwrap_or("");
    let offset = word
        .as_ptr()
        .addr()
        .checked_sub(written.as_ptr().addr())
        .filter(|o| *o < written.len());
    let start = offset.or_else(|| written.find(word)).unwrap_or(0);
    tag.spanned(whole.start as usize + start..whole.start as usize + start + word.len())
}

fn reference<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, attribute: &str) -> TypeRef {
    match reader.reference(tag, attribute, Space::Type) {
        Some(Target::Component(id)) => {
            TypeRef::Defined(TypeId(super::original(reader, tag, super::TYPES, id)))
        }
        Some(Target::Builtin(builtin)) => TypeRef::Builtin(builtin),
        _ => ANY_SIMPLE,
    }
}

fn inline<'d>(reader: &Reader<'d>, tag: Tag<'d>, local: &str) -> Option<TypeRef> {
    let child = tag.xsd_child(local)?;
    let id = reader.ids.get(&(child.schema, child.node.id()))?;
    Some(TypeRef::Defined(TypeId(*id)))
}

/// Reads the facets among the children of `tag`.
fn facets<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Facets {
    let mut facets = Facets::default();
    for child in tag.children().filter(|c| c.is_schema()) {
        let value = child.raw("value");
        let text = || value.map(|v| v.trim().to_owned());
        if value.is_none() && takes_text(child.local()) {
            let message = format!(
                "the facet `{}` has no `value`; it was ignored",
                child.written()
            );
            reader.warn(code::BAD_VALUE, child.tag_span(), message);
            continue;
        }
        match child.local() {
            "length" => facets.length = number(reader, child),
            "minLength" => facets.min_length = number(reader, child),
            "maxLength" | "maxlength" => facets.max_length = number(reader, child),
            "totalDigits" | "precision" => facets.total_digits = number(reader, child),
            "fractionDigits" | "scale" => facets.fraction_digits = number(reader, child),
            "minInclusive" => facets.min_inclusive = text(),
            "maxInclusive" => facets.max_inclusive = text(),
            "minExclusive" => facets.min_exclusive = text(),
            "maxExclusive" => facets.max_exclusive = text(),
            "pattern" => facets.patterns.extend(value.map(str::to_owned)),
            "enumeration" => facets.enumeration.extend(enumeration(child)),
            "whiteSpace" => {
                facets.white_space = match value.map(str::trim) {
                    Some("preserve") => Some(WhiteSpace::Preserve),
                    Some("replace") => Some(WhiteSpace::Replace),
                    Some("collapse") => Some(WhiteSpace::Collapse),
                    _ => {
                        let message = "`whiteSpace` is `preserve`, `replace` or `collapse`; the facet was ignored";
                        reader.warn(code::BAD_VALUE, child.value_span("value"), message);
                        None
                    }
                }
            }
            "assertion" | "explicitTimezone" => survey::version_1_1(reader, child),
            _ => {}
        }
    }
    facets
}

/// The facets whose value is text, or of the type that they restrict.
fn takes_text(facet: &str) -> bool {
    matches!(
        facet,
        "minInclusive"
            | "maxInclusive"
            | "minExclusive"
            | "maxExclusive"
            | "pattern"
            | "enumeration"
    )
}

fn number<'d, N: std::str::FromStr>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<N> {
    let text = tag.attribute("value").unwrap_or("");
    let number = text.strip_prefix('+').unwrap_or(text).parse().ok();
    if number.is_none() {
        let message = format!("`{text}` is not a whole number; the facet was ignored");
        reader.warn(code::BAD_VALUE, tag.value_span("value"), message);
    }
    number
}

fn enumeration(tag: Tag<'_>) -> Option<Enumeration> {
    let value = tag.raw("value")?;
    let (prefix, local) = name::split(value.trim());
    // Resolved whatever the type: whether it is a QName is known later, and then this is needed.
    let namespace = tag.node.lookup_namespace_uri(prefix);
    let qname = match (prefix, namespace) {
        (None, namespace) => Some(QName::new(namespace.unwrap_or(""), local)),
        (Some(_), Some(namespace)) => Some(QName::new(namespace, local)),
        (Some(_), None) => None,
    };
    Some(Enumeration {
        value: value.to_owned(),
        qname,
        documentation: documentation::of_schema(tag),
    })
}
