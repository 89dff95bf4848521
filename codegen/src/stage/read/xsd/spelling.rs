//! Attributes that no element of XML Schema has: misspelt ones change what a schema says without a word.

use super::super::reader::Reader;
use super::super::tag::Tag;
use crate::diagnostic::code;
use crate::names::pattern;

/// All attributes of the elements of XML Schema, those of the drafts too.
const KNOWN: &[&str] = &[
    "abstract",
    "attributeFormDefault",
    "base",
    "block",
    "blockDefault",
    "content",
    "default",
    "derivedBy",
    "elementFormDefault",
    "encoding",
    "exact",
    "final",
    "finalDefault",
    "fixed",
    "form",
    "id",
    "itemType",
    "maxOccurs",
    "memberTypes",
    "minOccurs",
    "mixed",
    "model",
    "name",
    "namespace",
    "nillable",
    "nullable",
    "order",
    "period",
    "processContents",
    "public",
    "ref",
    "refer",
    "schemaLocation",
    "source",
    "substitutionGroup",
    "system",
    "targetNamespace",
    "type",
    "use",
    "value",
    "version",
    "xpath",
    // of version 1.1, which is said elsewhere
    "appliesToEmpty",
    "defaultAttributes",
    "defaultAttributesApply",
    "inheritable",
    "mode",
    "notNamespace",
    "notQName",
    "test",
    "xpathDefaultNamespace",
    // of the first draft
    "equivClass",
    "exactly",
];

/// The attributes that say whether names are qualified.
const FORMS: [&str; 3] = ["elementFormDefault", "attributeFormDefault", "form"];

/// Warns of the attributes in a schema that have no meaning anywhere in it, of each name once.
pub(super) fn check<'d>(reader: &mut Reader<'d>, root: Tag<'d>) {
    let mut open = vec![root];
    while let Some(tag) = open.pop() {
        let own = tag.node.attributes().filter(|a| a.namespace().is_none());
        for name in FORMS {
            if let Some(form) = tag.attribute(name)
                && !matches!(form, "qualified" | "unqualified")
            {
                let message = format!(
                    "`{form}` is neither `qualified` nor `unqualified`; `unqualified` was taken"
                );
                reader.warn(code::BAD_VALUE, tag.value_span(name), message);
            }
        }
        for attribute in own.filter(|a| !KNOWN.contains(&a.name())) {
            let name = attribute.name();
            if !reader.said.insert((code::IGNORED, format!("@{name}"))) {
                continue;
            }
            let message = format!("XML Schema has no attribute `{name}`; it was ignored");
            let near = pattern::nearest(name, KNOWN.iter().copied());
            let found = reader.warn(code::IGNORED, tag.spanned(attribute.range()), message);
            if let Some(near) = near {
                found.help(format!("did you mean `{near}`?"));
            }
        }
        let inner = tag.children();
        open.extend(inner.filter(|c| c.is_schema() && !c.is_xsd("annotation")));
    }
}
