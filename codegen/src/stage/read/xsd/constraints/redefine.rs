//! Redefinitions (part 1, section 4.2.2, *src-redefine*): of what they redefine they make a new version.

use std::collections::BTreeSet;

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::tag::Tag;
use super::{called, content};
use crate::diagnostic::code;
use crate::model::xsd::{Particle, Term, TypeId, TypeRef};

/// Holds all redefinitions to their constraint.
pub(super) fn check(reader: &Reader<'_>, found: &mut Findings) {
    let roots = reader.schemas.iter().map(|s| s.root);
    for root in roots.filter(|r| !reader.builtin.contains(&r.document)) {
        for redefine in root.children().filter(|c| c.is_xsd("redefine")) {
            for child in redefine.children().filter(|c| c.is_schema()) {
                one(reader, child, found);
            }
        }
    }
}

fn one<'d>(reader: &Reader<'d>, tag: Tag<'d>, found: &mut Findings) {
    let key = (tag.schema, tag.node.id());
    let (Some(&own), original) = (reader.ids.get(&key), reader.originals.get(&key)) else {
        return;
    };
    match (tag.local(), original) {
        ("element" | "attribute", _) => {
            let message = format!(
                "`{}` cannot be redefined; it was read as a declaration at the top of the schema",
                tag.written()
            );
            found
                .add(code::MISPLACED, tag.tag_span(), message)
                .help("`redefine` holds types, groups and attribute groups");
        }
        ("simpleType" | "complexType", Some(original)) => {
            // 5: the base is what is redefined.
            let original = TypeRef::Defined(TypeId(*original));
            let (chain, _) = reader.schema.ancestry(TypeRef::Defined(TypeId(own)));
            if chain.get(1).map(|id| TypeRef::Defined(*id)) != Some(original)
                && reader.schema.is_simple(original) == (tag.local() == "simpleType")
            {
                let message = format!(
                    "the redefinition of {} is not derived from it; it took its place all the same",
                    called(reader, TypeRef::Defined(TypeId(own)))
                );
                found
                    .add(code::NOT_DERIVED, tag.span(), message)
                    .help("a redefinition extends or restricts the type of its own name");
            }
        }
        ("group", Some(&original)) => groups(reader, tag, own, original, found),
        ("attributeGroup", Some(original)) => {
            // 7: it holds itself once.
            let name = tag.attribute("name").unwrap_or_default();
            let refers = |c: &Tag<'_>| c.is_xsd("attributeGroup") && named(c, name);
            let references: Vec<Tag<'_>> = tag.children().filter(refers).collect();
            if references.is_empty() {
                let original = reader.declarations.attribute_groups.get(*original as usize);
                attributes(tag, original.map(|d| d.tag), found);
            }
            itself(tag, references, found);
        }
        _ => {}
    }
}

/// 7.2.2: without itself it has no attribute that what it redefines has not.
fn attributes(tag: Tag<'_>, original: Option<Tag<'_>>, found: &mut Findings) {
    let Some(original) = original else { return };
    let known = ["annotation", "attribute"];
    if original.children().any(|c| !known.contains(&c.local())) {
        return;
    }
    let name = |t: &Tag<'_>| {
        t.attribute("name")
            .or(t.attribute("ref"))
            .map(str::to_owned)
    };
    let names: BTreeSet<String> = original.children().filter_map(|t| name(&t)).collect();
    for child in tag.children().filter(|c| c.is_xsd("attribute")) {
        if let Some(name) = name(&child).filter(|n| !names.contains(n)) {
            let message = format!("the attribute group redefined has no attribute `{name}`");
            found
                .add(code::NOT_A_RESTRICTION, child.span(), message)
                .note(original.span(), "redefined here")
                .help("to add attributes, let the new group refer to itself");
        }
    }
}

fn named(tag: &Tag<'_>, name: &str) -> bool {
    let reference = tag.attribute("ref").unwrap_or_default();
    reference.rsplit(':').next() == Some(name)
}

/// 6: a group holds itself once, as it is; or it restricts what it redefines.
fn groups<'d>(reader: &Reader<'d>, tag: Tag<'d>, own: u32, original: u32, found: &mut Findings) {
    let name = tag.attribute("name").unwrap_or_default();
    let mut references = Vec::new();
    let mut open: Vec<Tag<'d>> = tag.children().collect();
    while let Some(inner) = open.pop() {
        if inner.is_xsd("group") && named(&inner, name) {
            references.push(inner);
        }
        open.extend(inner.children());
    }
    references.reverse();
    if let Some(counted) = references.iter().find(|r| {
        ["minOccurs", "maxOccurs"]
            .iter()
            .any(|a| r.attribute(a).is_some_and(|n| n != "1"))
    }) {
        let message =
            format!("the group `{name}` redefined holds itself once, no more nor less often");
        found.add(code::NOT_DERIVED, counted.tag_span(), message);
    }
    if !references.is_empty() {
        return itself(tag, references, found);
    }
    let schema = &reader.schema;
    let (Some(own), Some(original)) = (
        schema.groups.get(own as usize),
        schema.groups.get(original as usize),
    ) else {
        return;
    };
    let whole = |group: &crate::model::xsd::Group| Particle {
        min: 1,
        max: Some(1),
        term: Term::Group(group.model.clone()),
        span: group.span,
    };
    let (new, old) = (whole(own), whole(original));
    let base = format!("`{name}`");
    content::compare(reader, (&[&new], own.span), (&[&old], &base), found);
}

fn itself(tag: Tag<'_>, references: Vec<Tag<'_>>, found: &mut Findings) {
    if let [first, second, ..] = references.as_slice() {
        let message = format!(
            "the `{}` redefined holds itself more than once",
            tag.written()
        );
        found
            .add(code::NOT_DERIVED, second.tag_span(), message)
            .note(first.tag_span(), "the first time");
    }
}
