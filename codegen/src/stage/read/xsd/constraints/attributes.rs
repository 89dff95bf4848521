//! Attributes of complex types and of groups (part 1, sections 3.2.6, 3.4.6, 3.5.6 and 3.6.6).

use std::collections::BTreeMap;

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::tag::Tag;
use super::super::wildcard;
use super::complex::base_span;
use super::derived::{derivation, is_a};
use super::{Complex, MOST, called};
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::namespace;
use crate::model::xsd::{
    Attribute, AttributeUse, Builtin, Derivation, ProcessContents, TypeId, TypeRef, Usage,
    ValueConstraint,
};
use crate::sample::facets::Simple;

fn name<'r>(reader: &'r Reader<'_>, used: &AttributeUse) -> &'r QName {
    &reader.schema.attribute(used.attribute).name
}

/// *ct-props-correct* 4 for extensions: no attribute of the base is declared again.
pub(super) fn declared_once(reader: &Reader<'_>, (_, complex): Complex<'_>, found: &mut Findings) {
    let (Derivation::Extension, TypeRef::Defined(base)) = (complex.derivation, complex.base) else {
        return;
    };
    if complex.attributes.is_empty() || complex.attributes.len() > MOST {
        return;
    }
    let inherited = inherited(reader, base, found);
    for own in &complex.attributes {
        if let Some(first) = inherited.get(name(reader, own))
            && own.usage != Usage::Prohibited
        {
            let message = format!(
                "the base has an attribute `{}`, too; that of the extension was taken",
                name(reader, own).local
            );
            let found = found.add(code::DUPLICATE, own.span, message);
            found.note(first.span, "the base's");
        }
    }
}

/// The attributes of a base by name, its own bases' included.
fn inherited<'r>(
    reader: &'r Reader<'_>,
    base: TypeId,
    found: &mut Findings,
) -> BTreeMap<&'r QName, &'r AttributeUse> {
    let (chain, _) = reader.schema.ancestry(TypeRef::Defined(base));
    let mut uses = BTreeMap::new();
    for ty in chain {
        if let Some((_, complex)) = reader.schema.complex(TypeRef::Defined(ty)) {
            if !found.afford(1 + complex.attributes.len()) {
                break;
            }
            for own in complex.attributes.iter().take(MOST) {
                uses.entry(name(reader, own)).or_insert(own);
            }
        }
    }
    uses.retain(|_, used| used.usage != Usage::Prohibited);
    uses
}

/// *ct-props-correct* 5: an element has one attribute of type `ID` at most.
pub(super) fn one_id(reader: &Reader<'_>, (_, complex): Complex<'_>, found: &mut Findings) {
    let own = of_type_id(reader, &complex.attributes);
    let (Some(second), base) = (own.last(), complex.base) else {
        return;
    };
    let inherited = match base {
        TypeRef::Defined(base) if complex.derivation == Derivation::Extension => {
            inherited(reader, base, found).into_values().collect()
        }
        _ => Vec::new(),
    };
    let first = own.first().filter(|_| own.len() > 1).copied();
    let first = first.or_else(|| {
        let mut others = inherited.into_iter();
        others.find(|u| is_id(reader, u) && name(reader, u) != name(reader, second))
    });
    if let Some(first) = first {
        two_ids(reader, first, second, found);
    }
}

fn is_id(reader: &Reader<'_>, used: &AttributeUse) -> bool {
    let ty = reader.schema.attribute(used.attribute).ty;
    used.usage != Usage::Prohibited && is_a(&reader.schema, ty, Builtin::Id)
}

fn of_type_id<'u>(reader: &Reader<'_>, uses: &'u [AttributeUse]) -> Vec<&'u AttributeUse> {
    uses.iter().filter(|u| is_id(reader, u)).collect()
}

fn two_ids(reader: &Reader<'_>, first: &AttributeUse, second: &AttributeUse, found: &mut Findings) {
    let message = format!(
        "`{}` and `{}` are both of type `ID`, of which an element may have one",
        name(reader, first).local,
        name(reader, second).local
    );
    found
        .add(code::TWO_IDS, second.span, message)
        .note(first.span, "the other")
        .help("give one of them the type `xs:NCName`");
}

/// *derivation-ok-restriction* 2 to 4: the attributes of a restriction are some of its base's, of the same or narrower types; what the base
/// requires stays required.
pub(super) fn restrict(reader: &Reader<'_>, (id, complex): Complex<'_>, found: &mut Findings) {
    let (Derivation::Restriction, TypeRef::Defined(base)) = (complex.derivation, complex.base)
    else {
        return;
    };
    let schema = &reader.schema;
    if complex.array.is_some()
        || schema.complex(complex.base).is_none()
        || complex.attributes.len() > MOST
    {
        return;
    }
    let inherited = inherited(reader, base, found);
    let any = schema.effective_any_attribute(base);
    let called_base = called(reader, complex.base);
    for own in &complex.attributes {
        let name = name(reader, own);
        let first = inherited.get(name).copied();
        let admitted = || any.is_some_and(|a| wildcard::admits(&a.namespaces, &name.namespace));
        let message = match first {
            Some(first) => widens(reader, own, first),
            None if own.usage == Usage::Prohibited || admitted() => None,
            None => Some(format!(
                "the restriction has an attribute `{}`, its base {called_base} has none",
                name.local
            )),
        };
        let Some(message) = message else { continue };
        let found = found.add(code::NOT_A_RESTRICTION, own.span, message);
        if let Some(first) = first {
            found.note(first.span, "the base's");
        }
    }
    let Some(own) = &complex.any_attribute else {
        return;
    };
    let message = match any {
        None => format!(
            "the restriction takes any attribute (`anyAttribute`), its base {called_base} does not"
        ),
        Some(any) if !wildcard::is_within(&own.namespaces, &any.namespaces) => {
            "the restriction takes attributes of more namespaces (`anyAttribute`) than its base"
                .into()
        }
        Some(any) if laxer(own.process, any.process) => {
            "the restriction asks less of other attributes (`processContents`) than its base".into()
        }
        Some(_) => return,
    };
    let found = found.add(code::NOT_A_RESTRICTION, base_span(reader, id), message);
    found.note(schema.ty(base).span, "the base");
}

/// *derivation-ok-restriction* 2.1: how an attribute of a restriction allows more than the base's of that name.
fn widens(reader: &Reader<'_>, own: &AttributeUse, first: &AttributeUse) -> Option<String> {
    let schema = &reader.schema;
    let local = &name(reader, own).local;
    let (declared, of_base) = (
        schema.attribute(own.attribute),
        schema.attribute(first.attribute),
    );
    match (first.usage, own.usage) {
        (Usage::Required, Usage::Prohibited) => {
            return Some(format!(
                "the restriction takes the attribute `{local}` away, which its base requires"
            ));
        }
        (Usage::Required, Usage::Optional) => {
            return Some(format!(
                "the attribute `{local}` is optional here, but its base requires it"
            ));
        }
        (_, Usage::Prohibited) => return None,
        _ => {}
    }
    if derivation(schema, declared.ty, of_base.ty).is_none()
        && !alike(reader, declared.ty, of_base.ty)
    {
        return Some(format!(
            "the type of the attribute `{local}`, {}, is not derived from {}, its type in the base",
            called(reader, declared.ty),
            called(reader, of_base.ty)
        ));
    }
    let fixed = |used: &AttributeUse, declared: &Attribute| {
        let value = used.value.as_ref().or(declared.value.as_ref());
        value.and_then(ValueConstraint::fixed).map(str::to_owned)
    };
    let value = fixed(first, of_base)?;
    let same = |own: String| Simple::of(schema, of_base.ty).same(&own, &value);
    (!fixed(own, declared).is_some_and(same)).then(|| {
        format!("the base fixes the attribute `{local}` to `{value}`, the restriction does not")
    })
}

/// Whether the first checks less than the second.
pub(super) fn laxer(process: ProcessContents, than: ProcessContents) -> bool {
    let rank = |p| match p {
        ProcessContents::Skip => 0,
        ProcessContents::Lax => 1,
        ProcessContents::Strict => 2,
    };
    rank(process) < rank(than)
}

/// Whether two anonymous types are written the same: the second copy is no derivation of the first, but means the same.
pub(super) fn alike(reader: &Reader<'_>, a: TypeRef, b: TypeRef) -> bool {
    let tag = |ty| match ty {
        TypeRef::Defined(id) if reader.schema.ty(id).name.is_none() => {
            reader.declarations.types.get(id.index()).map(|d| d.tag)
        }
        _ => None,
    };
    matches!((tag(a), tag(b)), (Some(a), Some(b)) if super::super::same(a, b))
}

/// *no-xmlns* and *no-xsi*: attributes that XML and XML Schema keep for themselves.
pub(super) fn names(reader: &Reader<'_>, found: &mut Findings) {
    let declared = reader.schema.attributes.iter();
    for attribute in declared.filter(|a| !reader.builtin.contains(&a.span.document)) {
        let message = if &*attribute.name.local == "xmlns" {
            "no attribute can be called `xmlns`: it would declare a namespace"
        } else if &*attribute.name.namespace == namespace::XSI {
            "attributes of the namespace of XML Schema instances cannot be declared; it has `type`, `nil` and the locations"
        } else {
            continue;
        };
        found.add(code::BAD_VALUE, attribute.span, message);
    }
}

/// *ag-props-correct*: the attributes of a group have names of their own, and one at most is an `ID`.
pub(super) fn groups(reader: &Reader<'_>, found: &mut Findings) {
    let own = reader.declarations.attribute_groups.iter();
    for group in own.filter(|g| !reader.builtin.contains(&g.tag.document)) {
        let mut seen: BTreeMap<&str, Tag<'_>> = BTreeMap::new();
        let mut id: Option<Tag<'_>> = None;
        for child in group.tag.children().filter(|c| c.is_xsd("attribute")) {
            if let Some(name) = child.attribute("name").or(child.attribute("ref")) {
                if let Some(first) = seen.get(name) {
                    let message =
                        format!("the group has two attributes `{name}`; the first was taken");
                    found
                        .add(code::DUPLICATE, child.span(), message)
                        .note(first.span(), "the first");
                    continue;
                }
                seen.insert(name, child);
            }
            let declared = reader.ids.get(&(child.schema, child.node.id()));
            let attribute = declared.and_then(|id| reader.schema.attributes.get(*id as usize));
            if attribute.is_some_and(|a| is_a(&reader.schema, a.ty, Builtin::Id)) {
                if let Some(first) = id {
                    let message = "the group has two attributes of type `ID`, of which an element may have one";
                    found
                        .add(code::TWO_IDS, child.span(), message)
                        .note(first.span(), "the other");
                }
                id = Some(child);
            }
        }
    }
}
