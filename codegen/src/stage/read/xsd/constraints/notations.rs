//! Notations and the values that name them (part 1, section 3.12; part 2, section 3.2.19).

use std::collections::BTreeMap;

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::tag::Tag;
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, TypeKind, Variety};

/// *n-props-correct*, *enumeration-required-notation* and what `NOTATION` asks of its values. No code is made of notations.
pub(super) fn check(reader: &Reader<'_>, found: &mut Findings) {
    let mut declared: BTreeMap<QName, Tag<'_>> = BTreeMap::new();
    let roots = reader.schemas.iter().map(|s| s.root);
    for tag in roots
        .flat_map(Tag::children)
        .filter(|c| c.is_xsd("notation"))
    {
        if let Some(missing) = ["name", "public"]
            .iter()
            .find(|a| tag.attribute(a).is_none())
        {
            let message = format!("the `{}` has no `{missing}`", tag.written());
            found.add(code::IGNORED, tag.tag_span(), message);
        }
        let Some(local) = tag.attribute("name") else {
            continue;
        };
        let name = QName::new(reader.target_namespace(tag), local);
        if let Some(first) = declared.get(&name) {
            let message = format!("the notation `{local}` is declared twice; the first was taken");
            let found = found.add(code::DUPLICATE, tag.span(), message);
            found.note(first.span(), "first declared here");
        } else {
            declared.insert(name, tag);
        }
    }
    for (index, ty) in reader.schema.types.iter().enumerate() {
        let TypeKind::Simple(simple) = &ty.kind else {
            continue;
        };
        let Variety::Restriction { base, facets } = &simple.variety else {
            continue;
        };
        if facets.enumeration.is_empty()
            || reader.schema.shape(*base) != Shape::Atomic(Builtin::Notation)
        {
            continue;
        }
        let tag = reader.declarations.types.get(index).map(|d| d.tag);
        let at = tag
            .and_then(|t| t.xsd_child("restriction"))
            .map_or(ty.span, Tag::tag_span);
        let unknown = facets.enumeration.iter().find(|value| {
            !value
                .qname
                .as_ref()
                .is_some_and(|name| declared.contains_key(name))
        });
        if let Some(unknown) = unknown {
            let message = format!(
                "no notation `{}` is declared; it was taken as a value all the same",
                unknown.value
            );
            found
                .add(code::ILL_TYPED_FACET, at, message)
                .help("declare it with `xs:notation` at the top of the schema");
        }
    }
}
